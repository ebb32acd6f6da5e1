"""A subscription: from the topics of a broker to items, and back to it how far the subscriber has come."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from streams import topology
from streams.client.filters import Filter
from streams.client.items import item
from streams.client.options import Start
from streams.client.progress import Place, Progress
from streams.clients import consumer, member, message, partitions_of
from streams.config import Settings
from streams.delivery import Message
from streams.topology import Topic

log = logging.getLogger(__name__)

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Delivery(Generic[T_co]):
    """An item, and the message that it came as."""

    item: T_co
    message: Message


class Subscription(Generic[T]):
    """An asynchronous iterator of items, made by `streams.client.subscribe`; also an asynchronous context manager."""

    def __init__(
        self,
        topics: Sequence[Topic],
        settings: Settings,
        *,
        choose: Filter,
        start: Start,
        group: str | None = None,
        stop_at_end: bool = False,
    ) -> None:
        if isinstance(start, datetime) and start.tzinfo is None:
            raise ValueError("start: a time needs an offset, as in 2026-01-20T10:00:00+05:00")
        if not isinstance(start, datetime) and start not in {"earliest", "latest"}:
            raise ValueError(f"start: {start!r} is neither earliest, latest nor a time")
        if group is not None and stop_at_end:
            raise ValueError("stop_at_end: a group has no end of its own; read alone, or without stop_at_end")
        self._topics = {topic.name: topic for topic in topics}
        self._settings = settings
        self._choose = choose
        self._start = start
        self._group = group
        self._stop_at_end = stop_at_end
        self._progress = Progress()
        self._waiting: deque[Any] = deque()
        self._ends: dict[TopicPartition, int] = {}
        self._client: AIOKafkaConsumer | None = None
        self._stack = AsyncExitStack()
        self._closing = asyncio.Lock()
        self._held = self._closed = False
        self._committed_at = 0.0

    async def __aenter__(self) -> Self:
        await self._open()
        self._held = True
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._progress.finish()
        await self.close()

    def __aiter__(self) -> AsyncGenerator[T, None]:
        return self._items()

    async def _items(self) -> AsyncGenerator[T, None]:
        async with aclosing(self.deliveries()) as found:
            async for delivery in found:
                yield delivery.item

    async def deliveries(self) -> AsyncGenerator[Delivery[T], None]:
        """The items, each with its message: topic, partition, offset, key, headers, time."""
        await self._open()
        try:
            async for record, found in self._records():
                self._progress.hand_over(_place(record), record.offset)
                yield Delivery(cast(T, found[0]), found[1])
                self._progress.finish()
        finally:
            if not self._held:
                await self.close()

    async def commit(self) -> None:
        """Have the group go on behind all that was handed over, the message in hand included. Raises KafkaError if it may not.

        Does nothing without a group.
        """
        self._progress.finish()
        await self._commit(strict=True)

    async def close(self) -> None:
        """Commit what is done, and leave the broker; an iteration that is under way ends. Again, it does nothing."""
        async with self._closing:
            if self._closed:
                return
            self._closed = True
            try:
                await self._commit()
            finally:
                self._client = None
                await self._stack.aclose()

    async def _open(self) -> None:
        if self._closed:
            raise RuntimeError("the subscription is closed; subscribe again")
        if self._client is not None:
            return
        if self._group is None:
            client = await self._stack.enter_async_context(consumer(self._settings))
            try:
                await self._assign(client)
            except BaseException:
                await self.close()
                raise
        else:
            listener = _Rebalances(self)
            begin = self._start if isinstance(self._start, str) else "earliest"
            client = await self._stack.enter_async_context(
                member(self._settings, self._group, list(self._topics.values()), listener, begin=begin)
            )
        self._client = client
        self._committed_at = asyncio.get_running_loop().time()

    async def _assign(self, client: AIOKafkaConsumer) -> None:
        tps = await partitions_of(client, list(self._topics.values()))
        client.assign(tps)
        begins: dict[TopicPartition, int] = await client.beginning_offsets(tps)
        ends: dict[TopicPartition, int] = await client.end_offsets(tps)
        if isinstance(self._start, datetime):
            places = await _at(client, tps, self._start, ends)
        else:
            places = begins if self._start == "earliest" else ends
        for tp, offset in places.items():
            client.seek(tp, offset)
        if self._stop_at_end:
            self._ends = {tp: end for tp, end in ends.items() if places[tp] < end}

    async def _records(self) -> AsyncIterator[tuple[Any, tuple[Any, Message]]]:
        """The records that are wanted, each with its item."""
        interval = self._settings.commit_interval
        while (client := self._client) is not None:
            while self._waiting:
                record = self._waiting.popleft()
                came = message(record)
                found = item(came, self._topics[record.topic])
                if self._choose.passes(found):
                    yield record, (found, came)
                else:
                    self._progress.skip(_place(record), record.offset)
                if asyncio.get_running_loop().time() - self._committed_at > interval:
                    await self._commit()
            if self._stop_at_end and not await self._is_open(client):
                return
            batches: dict[TopicPartition, list[Any]] = await client.getmany(
                timeout_ms=int(interval * 1000), max_records=self._settings.batch_size
            )
            for tp, records in batches.items():
                end = self._ends.get(tp) if self._stop_at_end else None
                self._waiting.extend(
                    record
                    for record in records
                    if not self._stop_at_end or (end is not None and record.offset < end)
                )
            if not batches:
                await self._commit()

    async def _is_open(self, client: AIOKafkaConsumer) -> bool:
        """Whether an end is still to be reached. Compaction may leave no record there: the position gets there all the same."""
        for tp, end in list(self._ends.items()):
            if await client.position(tp) >= end:
                del self._ends[tp]
        return bool(self._ends)

    async def _commit(self, *, strict: bool = False) -> None:
        client = self._client
        if client is None or self._group is None:
            return
        self._committed_at = asyncio.get_running_loop().time()
        offsets = self._progress.take()
        if not offsets:
            return
        try:
            await client.commit({TopicPartition(*place): offset for place, offset in offsets.items()})
        except KafkaError as error:
            self._progress.give_back(offsets)
            if strict:
                raise
            # they come again, to us or to whoever has the partitions now
            log.warning("group %s: not committed: %s", self._group, error)

    async def revoked(self, tps: Iterable[TopicPartition]) -> None:
        """Partitions go to another member: what is done of them is committed, the rest is dropped."""
        places = {Place(tp.topic, tp.partition) for tp in tps}
        await self._commit()
        self._progress.lose(places)
        self._waiting = deque(record for record in self._waiting if _place(record) not in places)

    async def assigned(self, client: AIOKafkaConsumer, tps: Iterable[TopicPartition]) -> None:
        """Partitions came to us: where the group has not been yet, begin at the time that was asked for."""
        if not isinstance(self._start, datetime):
            return
        tps = list(tps)
        # nothing of them may be handed over before the place is found
        client.pause(*tps)
        try:
            new = [tp for tp in tps if await client.committed(tp) is None]
            if new:
                places = await _at(client, new, self._start, await client.end_offsets(new))
                for tp, offset in places.items():
                    client.seek(tp, offset)
        finally:
            client.resume(*(tp for tp in tps if tp in client.assignment()))


class _Rebalances:
    """Tells a subscription of the partitions that come and go."""

    def __init__(self, subscription: Subscription[Any]) -> None:
        self._subscription = subscription

    async def revoked(self, tps: Iterable[TopicPartition]) -> None:
        await self._subscription.revoked(tps)

    async def assigned(self, client: AIOKafkaConsumer, tps: Iterable[TopicPartition]) -> None:
        await self._subscription.assigned(client, tps)


async def _at(
    client: AIOKafkaConsumer,
    tps: Sequence[TopicPartition],
    moment: datetime,
    ends: dict[TopicPartition, int],
) -> dict[TopicPartition, int]:
    """The first offset at or after a time, by the broker's clock; the end where nothing is as late."""
    found = await client.offsets_for_times(dict.fromkeys(tps, int(moment.timestamp() * 1000)))
    # the embedded broker says by a negative time what Apache Kafka says by none
    return {
        tp: ends[tp] if found.get(tp) is None or found[tp].timestamp < 0 else found[tp].offset for tp in tps
    }


def _place(record: Any) -> Place:
    return Place(record.topic, record.partition)


def matching(pattern: str, settings: Settings) -> list[Topic]:
    """The topics of the topology whose name is `pattern`, which may hold `*`; the prefix may be left out."""
    every = topology.topics(settings)
    exact = [topic for topic in every if pattern in {topic.base, topic.name}]
    if exact:
        return exact
    return [topic for topic in every if topic.model is not None and fnmatchcase(topic.base, pattern)]
