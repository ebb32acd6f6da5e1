"""Plain Kafka clients for the commands: a producer, and a consumer without a group, by the settings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from streams.config import Settings
from streams.delivery import Message
from streams.topics import TopologyError
from streams.topology import Topic
from streams.transport import shim_consumer
from streams.wire import unreachable


@asynccontextmanager
async def producer(settings: Settings) -> AsyncIterator[AIOKafkaProducer]:
    """A producer whose acknowledgements mean that every in-sync replica has the record. Raises BrokerUnreachable."""
    client = AIOKafkaProducer(
        **settings.client_options(),
        acks="all",
        enable_idempotence=settings.broker_kind == "kafka",
        linger_ms=int(settings.linger * 1000),
        max_batch_size=settings.max_batch_bytes,
        max_request_size=settings.max_request_bytes,
    )
    await _start(client, settings)
    try:
        yield client
    finally:
        await client.stop()


@asynccontextmanager
async def consumer(
    settings: Settings,
    *,
    group: str | None = None,
    fetch_bytes: int | None = None,
    timeout: float | None = None,
) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer of assigned partitions; it never joins a group, but can commit as `group`. Raises BrokerUnreachable.

    `fetch_bytes` is how much of a partition it fetches at once; `timeout` how long a request may take, in seconds.
    """
    options = settings.client_options()
    if timeout is not None:
        options["request_timeout_ms"] = int(timeout * 1000)
    client = AIOKafkaConsumer(
        **options,
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=int(settings.fetch_max_wait * 1000),
        max_partition_fetch_bytes=fetch_bytes or settings.max_request_bytes,
    )
    if settings.broker_kind == "embedded":
        shim_consumer(client)
    await _start(client, settings)
    try:
        yield client
    finally:
        await client.stop()


async def _start(client: AIOKafkaProducer | AIOKafkaConsumer, settings: Settings) -> None:
    """Start a client, or stop what began of it and say that no broker answers."""
    try:
        await client.start()
    except (KafkaError, OSError, TimeoutError) as error:
        await client.stop()
        raise await unreachable(settings, error) from error


async def partitions_of(client: AIOKafkaConsumer, topics: Sequence[Topic]) -> list[TopicPartition]:
    """All partitions of the topics. Raises TopologyError for a topic that is not on the broker."""
    # what AIOKafkaConsumer.topics() asks; its partitions_for_topic() knows subscribed topics only
    cluster = await client._client.fetch_all_metadata()
    missing = [topic.name for topic in topics if topic.name not in cluster.topics()]
    if missing:
        raise TopologyError(f"no such topic on the broker: {', '.join(missing)}; run `khabar topics apply`")
    return [
        TopicPartition(topic.name, number)
        for topic in topics
        for number in sorted(cluster.partitions_for_topic(topic.name) or ())
    ]


async def backlog(
    client: AIOKafkaConsumer, topics: Sequence[Topic], *, start: dict[TopicPartition, int] | None = None
) -> AsyncIterator[Message]:
    """What the topics hold now, from `start` (default: the beginning); ends where their ends were when it began."""
    tps = await partitions_of(client, topics)
    client.assign(tps)
    ends: dict[TopicPartition, int] = await client.end_offsets(tps)
    begins: dict[TopicPartition, int] = await client.beginning_offsets(tps)
    open_ends = {}
    for tp in tps:
        first = max((start or {}).get(tp, 0), begins[tp])
        client.seek(tp, first)
        if first < ends[tp]:
            open_ends[tp] = ends[tp]
    while open_ends:
        found: dict[TopicPartition, list[Any]] = await client.getmany(timeout_ms=500)
        for tp, records in found.items():
            for record in records:
                if tp in open_ends and record.offset < open_ends[tp]:
                    yield message(record)
        for tp in list(open_ends):
            # where compaction or transactions leave no record at the end, the position still gets there
            if await client.position(tp) >= open_ends[tp]:
                del open_ends[tp]


def message(record: Any) -> Message:
    """An aiokafka record as a value."""
    return Message(
        record.topic,
        record.partition,
        record.offset,
        record.key,
        record.value,
        tuple(record.headers or ()),
        record.timestamp if record.timestamp >= 0 else None,
    )
