"""Each fault of the embedded broker, on an unmended client and on a mended one.

A test named `..._still_...` that fails is good news: the broker no longer has the fault, and its shim can go.
"""

import asyncio

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError
from aiokafka.protocol.fetch import FetchRequest

from streams.config import Settings
from streams.transport import shim_consumer

pytestmark = pytest.mark.broker

BATCHES, BATCH = 3, 50


async def _topic(settings: Settings) -> str:
    name = f"{settings.topic_prefix}numbers"
    admin = AIOKafkaAdminClient(**settings.client_options())
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, 3, 1)])
    finally:
        await admin.close()
    return name


async def _fill(settings: Settings, topic: str) -> dict[TopicPartition, int]:
    """Some batches in two of three partitions; returns the partitions' ends."""
    async with AIOKafkaProducer(**settings.client_options(), linger_ms=20) as producer:
        for _ in range(BATCHES):
            sent = [
                await producer.send(topic, b"a number", partition=part)
                for part in (0, 1)
                for _ in range(BATCH)
            ]
            await asyncio.gather(*sent)
    return {
        TopicPartition(topic, 0): BATCHES * BATCH,
        TopicPartition(topic, 1): BATCHES * BATCH,
        TopicPartition(topic, 2): 0,
    }


def _member(settings: Settings, topic: str) -> AIOKafkaConsumer:
    return AIOKafkaConsumer(
        topic,
        **settings.client_options(),
        group_id=settings.app_id,
        session_timeout_ms=int(settings.session_timeout * 1000),
        heartbeat_interval_ms=int(settings.heartbeat_interval * 1000),
        rebalance_timeout_ms=int(settings.rebalance_timeout * 1000),
    )


async def _members(settings: Settings) -> int:
    admin = AIOKafkaAdminClient(**settings.client_options())
    await admin.start()
    try:
        (response,) = await admin.describe_consumer_groups([settings.app_id])
        (group,) = response.to_object()["groups"]
        return len(group["members"])
    finally:
        await admin.close()


async def test_the_end_of_a_partition_is_still_told_wrong(embedded_settings: Settings) -> None:
    ends = await _fill(embedded_settings, await _topic(embedded_settings))
    async with AIOKafkaConsumer(**embedded_settings.client_options()) as consumer:
        assert await consumer.end_offsets(list(ends)) != ends


async def test_a_mended_consumer_knows_the_ends_and_the_beginnings(embedded_settings: Settings) -> None:
    ends = await _fill(embedded_settings, await _topic(embedded_settings))
    consumer = AIOKafkaConsumer(**embedded_settings.client_options())
    shim_consumer(consumer)
    async with consumer:
        assert await consumer.end_offsets(list(ends)) == ends
        assert await consumer.beginning_offsets(list(ends)) == dict.fromkeys(ends, 0)
        consumer.assign(list(ends))
        await consumer.seek_to_end()
        assert {partition: await consumer.position(partition) for partition in ends} == ends


async def test_a_first_member_still_stays_in_its_group_after_it_stopped(embedded_settings: Settings) -> None:
    consumer = _member(embedded_settings, await _topic(embedded_settings))
    await consumer.start()
    assert consumer._coordinator.generation == 0
    await consumer.stop()
    assert await _members(embedded_settings) == 1


async def test_a_mended_member_leaves_whatever_its_generation(embedded_settings: Settings) -> None:
    topic = await _topic(embedded_settings)
    for generation in (0, 1):
        consumer = _member(embedded_settings, topic)
        shim_consumer(consumer)
        await consumer.start()
        assert consumer._coordinator.generation == generation
        assert await _members(embedded_settings) == 1
        await consumer.stop()
        assert await _members(embedded_settings) == 0


async def test_a_waiting_fetch_still_sleeps_through_what_comes(embedded_settings: Settings) -> None:
    """Why `fetch_max_wait` is short there: a broker that wakes a fetch for new data would answer this one."""
    topic = await _topic(embedded_settings)
    async with AIOKafkaConsumer(**embedded_settings.client_options()) as consumer:
        await consumer.end_offsets([TopicPartition(topic, 0)])  # learns which node leads
        node = consumer._client.cluster.leader_for_partition(TopicPartition(topic, 0))
        waiting = asyncio.create_task(
            consumer._client.send(node, FetchRequest(20_000, 1, 1_000_000, 0, [(topic, [(0, 0, 1_000_000)])]))
        )
        await asyncio.sleep(0.2)  # it is at the broker
        async with AIOKafkaProducer(**embedded_settings.client_options()) as producer:
            for _ in range(20):
                await producer.send_and_wait(topic, b"a number", partition=0)
        assert not waiting.done()
        waiting.cancel()
    assert embedded_settings.fetch_max_wait <= 0.05


async def test_the_idempotent_producer_is_still_refused(embedded_settings: Settings) -> None:
    """Why nothing in Khabar asks for one."""
    producer = AIOKafkaProducer(**embedded_settings.client_options(), enable_idempotence=True)
    with pytest.raises(KafkaError):
        await producer.start()
    await producer.stop()
