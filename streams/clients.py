"""Plain Kafka clients by the settings: a producer, a consumer without a group, and a member of one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.errors import KafkaError

from streams.config import Settings
from streams.delivery import Message
from streams.producer import Producer
from streams.topics import TopologyError
from streams.topology import Topic
from streams.transport import shim_consumer
from streams.wire import unreachable


@asynccontextmanager
async def producer(settings: Settings) -> AsyncIterator[AIOKafkaProducer]:
    """A producer whose acknowledgements mean that every in-sync replica has the record. Raises BrokerUnreachable."""
    client = Producer(
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


class Rebalances(Protocol):
    """Hears of the partitions that come to a member of a group and go from it; neither may raise."""

    async def revoked(self, tps: Iterable[TopicPartition]) -> None: ...

    async def assigned(self, client: AIOKafkaConsumer, tps: Iterable[TopicPartition]) -> None: ...


class _Listener(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka has no types
    def __init__(self, client: AIOKafkaConsumer, rebalances: Rebalances) -> None:
        self._client, self._rebalances = client, rebalances

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        await self._rebalances.revoked(revoked)

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        await self._rebalances.assigned(self._client, assigned)


@asynccontextmanager
async def member(
    settings: Settings, group: str, topics: Sequence[Topic], rebalances: Rebalances, *, begin: str
) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer that shares the topics' partitions with its group; nothing is committed by itself.

    `begin` (`earliest`, `latest`) is for partitions where the group has not been. Raises BrokerUnreachable, TopologyError.
    """
    client = AIOKafkaConsumer(
        **settings.client_options(),
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset=begin,
        fetch_max_wait_ms=int(settings.fetch_max_wait * 1000),
        max_partition_fetch_bytes=settings.max_request_bytes,
        session_timeout_ms=int(settings.session_timeout * 1000),
        heartbeat_interval_ms=int(settings.heartbeat_interval * 1000),
        rebalance_timeout_ms=int(settings.rebalance_timeout * 1000),
        max_poll_interval_ms=int(settings.processing_timeout * 1000),
    )
    if settings.broker_kind == "embedded":
        shim_consumer(client)
    await _start(client, settings)
    try:
        await partitions_of(client, topics)
        client.subscribe([topic.name for topic in topics], listener=_Listener(client, rebalances))
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
    except BaseException:
        # whoever waits has given up, and would leave its connections open
        await client.stop()
        raise


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
