"""The producer goes on after a gap in its numbers, on Apache Kafka, which keeps account of them."""

from __future__ import annotations

import pytest
from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.errors import OutOfOrderSequenceNumber

from streams import topics, topology
from streams.clients import producer
from streams.config import Settings

pytestmark = [pytest.mark.broker, pytest.mark.kafka]


@pytest.fixture
async def target(kafka_settings: Settings) -> str:
    await topics.apply(kafka_settings)
    return topology.by_name(kafka_settings)[topology.OTHER].name


async def broken(client: AIOKafkaProducer, topic: str) -> None:
    """Send a record, and then do what aiokafka does to a batch that waited too long for a leader."""
    await client.send_and_wait(topic, b"1", partition=0)
    client._txn_manager.increment_sequence_number(TopicPartition(topic, 0), 1)
    with pytest.raises(OutOfOrderSequenceNumber):
        await client.send_and_wait(topic, b"2", partition=0)


async def test_a_gap_in_the_numbers_is_left_behind(kafka_settings: Settings, target: str) -> None:
    async with producer(kafka_settings) as client:
        await broken(client, target)
        assert (await client.send_and_wait(target, b"2", partition=0)).offset == 1
        assert (await client.send_and_wait(target, b"3", partition=0)).offset == 2
        assert (await client.send_and_wait(target, b"4", partition=1)).offset == 0


async def test_aiokafka_still_stands_still_there(kafka_settings: Settings, target: str) -> None:
    # once it goes on by itself, ours is no longer needed
    client = AIOKafkaProducer(**kafka_settings.client_options(), acks="all", enable_idempotence=True)
    await client.start()
    try:
        await broken(client, target)
        with pytest.raises(OutOfOrderSequenceNumber):
            await client.send_and_wait(target, b"2", partition=0)
    finally:
        await client.stop()
