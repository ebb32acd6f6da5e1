"""A producer with a lease, on Apache Kafka: what it writes, what it holds back and what it drops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from streams import topics, topology
from streams.config import Settings
from streams.fence import Fenced
from streams.lease import Lease
from streams.producer import Producer
from tests.broker.support import read

pytestmark = [pytest.mark.broker, pytest.mark.kafka]

SESSION = 1.0


@pytest.fixture
async def target(kafka_settings: Settings) -> str:
    await topics.apply(kafka_settings)
    return topology.by_name(kafka_settings)[topology.OTHER].name


@pytest.fixture
def lease() -> Lease:
    return Lease(session=SESSION, rebalance=10)


@pytest.fixture
async def client(kafka_settings: Settings, lease: Lease) -> AsyncIterator[Producer]:
    made = Producer(
        **kafka_settings.client_options(), acks="all", enable_idempotence=True, linger_ms=20, lease=lease
    )
    await made.start()
    yield made
    lease.lost()  # or it would wait for the group before it stops
    await made.stop()


async def values(settings: Settings) -> list[bytes | None]:
    return [item.value for item in await read(settings, topology.OTHER)]


async def test_while_nothing_is_known_it_waits(
    kafka_settings: Settings, target: str, client: Producer, lease: Lease
) -> None:
    lease.heard(lease.now() - SESSION)
    sent = await client.send(target, b"1", partition=0)
    await asyncio.sleep(0.5)
    assert not sent.done()
    assert await values(kafka_settings) == []
    # the group still knows it
    lease.heard(lease.now())
    assert (await asyncio.wait_for(sent, 5)).offset == 0


async def test_what_was_queued_before_the_group_took_the_partitions_away_is_never_written(
    kafka_settings: Settings, target: str, client: Producer, lease: Lease
) -> None:
    lease.heard(lease.now())
    await client.send_and_wait(target, b"1", partition=0)
    lease.heard(lease.now() - SESSION)
    queued = [await client.send(target, b"2", partition=partition) for partition in (0, 1, 0)]
    await asyncio.sleep(0.2)
    lease.lost()
    for sent in queued:
        with pytest.raises(Fenced):
            await asyncio.wait_for(sent, 5)
    # a member again, whose numbers are in order again
    lease.heard(lease.now() + 60)
    assert (await client.send_and_wait(target, b"3", partition=0)).offset == 1
    assert (await client.send_and_wait(target, b"4", partition=1)).offset == 0
    assert sorted(value or b"" for value in await values(kafka_settings)) == [b"1", b"3", b"4"]


async def test_nothing_waits_for_a_group_that_the_worker_is_not_in(
    kafka_settings: Settings, target: str, client: Producer, lease: Lease
) -> None:
    # the rebalance that leads back into it waits for the producer to be empty
    lease.lost()
    sent = await client.send(target, b"1", partition=0)
    await asyncio.wait_for(client.flush(), 5)
    with pytest.raises(Fenced):
        await sent
    lease.heard(lease.now() + 60)
    assert (await client.send_and_wait(target, b"2", partition=0)).offset == 0


async def test_what_a_rebalance_did_not_wait_for_is_dropped(
    kafka_settings: Settings, target: str, client: Producer, lease: Lease
) -> None:
    lease.heard(lease.now() + 60)
    sent = await client.send(target, b"1", partition=0)
    lease.end()
    with pytest.raises(Fenced):
        await asyncio.wait_for(sent, 5)
    await client.send_and_wait(target, b"2", partition=0)
    assert await values(kafka_settings) == [b"2"]


async def test_a_record_that_waited_for_room_while_the_turn_ended_is_dropped(
    kafka_settings: Settings, target: str, client: Producer, lease: Lease
) -> None:
    lease.heard(lease.now() - SESSION)
    large = b"x" * 10_000
    first = await client.send(target, large, partition=0)
    await asyncio.sleep(0.2)  # on its way, and held back there
    second = await client.send(target, large, partition=0)
    waiting = asyncio.create_task(client.send(target, large, partition=0))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    lease.lost()
    for sent in (first, second):
        with pytest.raises(Fenced):
            await asyncio.wait_for(sent, 5)
    with pytest.raises(Fenced):
        await (await asyncio.wait_for(waiting, 5))
    assert await values(kafka_settings) == []
