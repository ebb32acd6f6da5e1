"""The reader: what was read is believed as far as it is proved, and read anew where the topics are others."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition

from streams.delivery import Message
from streams.web import reader as module
from streams.web.hub import Hub
from streams.web.reader import STALE, Reader
from streams.wire import BrokerUnreachable
from tests.web.flow import SETTINGS, Read, whole

PATIENCE = 30.0


class Broker:
    """What a client is told: partitions with their records, and where they end."""

    def __init__(self, messages: Iterable[Message] = ()) -> None:
        self.records: defaultdict[TopicPartition, list[Message]] = defaultdict(list)
        self.ends: dict[TopicPartition, int] = {}
        self.begins: dict[TopicPartition, int] = {}
        self.allowed: float = float("inf")
        """How many records it gives before it gives no more."""
        self.away = False
        self.opened = 0
        for message in messages:
            self.add(message)

    def add(self, message: Message) -> None:
        tp = TopicPartition(message.topic, message.partition)
        self.records[tp].append(message)
        self.ends[tp] = message.offset + 1

    @asynccontextmanager
    async def consumer(self, *_: Any, **__: Any) -> AsyncIterator[Client]:
        if self.away:
            raise BrokerUnreachable("nobody is there")
        self.opened += 1
        yield Client(self)


class Client:
    """As much of an aiokafka consumer as the reader uses."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self._positions: dict[TopicPartition, int] = {}

    def assign(self, tps: list[TopicPartition]) -> None:
        self._positions = dict.fromkeys(tps, 0)

    def seek(self, tp: TopicPartition, offset: int) -> None:
        self._positions[tp] = offset

    async def position(self, tp: TopicPartition) -> int:
        return self._positions[tp]

    async def end_offsets(self, tps: list[TopicPartition]) -> dict[TopicPartition, int]:
        if self._broker.away:
            raise TimeoutError("no answer")
        return {tp: self._broker.ends.get(tp, 0) for tp in tps}

    async def beginning_offsets(self, tps: list[TopicPartition]) -> dict[TopicPartition, int]:
        return {tp: self._broker.begins.get(tp, 0) for tp in tps}

    async def getmany(self, **_: Any) -> dict[TopicPartition, list[Any]]:
        await asyncio.sleep(0)
        for tp, position in self._positions.items():
            if self._broker.allowed < 1 or self._broker.away:
                break
            found = [one for one in self._broker.records[tp] if one.offset >= position][:1]
            if found:
                self._broker.allowed -= 1
                self._positions[tp] = found[0].offset + 1
                return {tp: [_record(found[0])]}
            # nothing is left of what lay before the end
            self._positions[tp] = max(position, self._broker.ends.get(tp, 0))
        await asyncio.sleep(0.005)
        return {}


def _record(message: Message) -> Any:
    return SimpleNamespace(
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value,
        headers=(),
        timestamp=0,
    )


class Reading:
    """A reader at work on a broker, with a clock that can be set forward."""

    def __init__(self, read: Read, broker: Broker) -> None:
        self.read, self.broker, self.ahead, self.hub = read, broker, 0.0, Hub()
        self.reader = Reader(SETTINGS, read.model, hub=self.hub, clock=lambda: time.monotonic() + self.ahead)

    async def until(self, reached: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not reached():
                await asyncio.sleep(0.005)

    async def fresh(self) -> None:
        await self.until(lambda: self.reader.problem() is None)

    @property
    def detail(self) -> str:
        problem = self.reader.problem()
        return "" if problem is None else problem.detail


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Starts a reader on a broker, for the length of a block."""
    monkeypatch.setattr(module, "_LOOK_EVERY", 0.02)
    monkeypatch.setattr(module, "_FIRST_PAUSE", 0.01)
    monkeypatch.setattr(module, "_LONGEST_PAUSE", 0.05)
    read = Read([], tmp_path)

    @asynccontextmanager
    async def start(broker: Broker) -> AsyncIterator[Reading]:
        async def partitions_of(*_: Any) -> list[TopicPartition]:
            return [TopicPartition(topic, 0) for topic in read.model.topics]

        monkeypatch.setattr(module, "consumer", broker.consumer)
        monkeypatch.setattr(module, "partitions_of", partitions_of)
        reading = Reading(read, broker)
        task = asyncio.create_task(reading.reader.run())
        try:
            yield reading
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    yield start
    read.close()


async def test_nothing_is_answered_before_everything_is_read(begin: Any) -> None:
    broker = Broker(whole())
    broker.allowed = 100
    async with begin(broker) as reading:
        assert reading.detail == "the tables are about to be read from the broker"
        await reading.until(lambda: broker.allowed == 0)
        await reading.until(lambda: f"{len(whole()) - 100} records to go" in reading.detail)
        broker.allowed = 10**6
        await reading.fresh()
        assert len(reading.read.model.rows("incidents")) > 20


async def test_what_compaction_has_left_of_a_partition_is_all_of_it(begin: Any) -> None:
    broker = Broker(whole()[:10])
    broker.ends[TopicPartition(whole()[0].topic, 0)] += 7
    async with begin(broker) as reading:
        await reading.fresh()


async def test_it_is_as_fresh_as_the_question_that_it_caught_up_with(begin: Any) -> None:
    broker = Broker(whole()[:10])
    async with begin(broker) as reading:
        await reading.fresh()
        broker.allowed = 0
        broker.add(whole()[10])
        await asyncio.sleep(0.1)
        assert reading.reader.problem() is None, "a moment behind is fresh enough"
        reading.ahead = 2 * STALE
        assert "the tables are behind what the broker has: 1 records to go" in reading.detail
        await asyncio.sleep(0.1)
        assert reading.detail, "asking again proves nothing"
        broker.allowed = 10
        await reading.fresh()


async def test_without_the_broker_it_goes_stale_and_comes_back(begin: Any) -> None:
    broker = Broker(whole())
    async with begin(broker) as reading:
        await reading.fresh()
        broker.away = True
        assert reading.reader.problem() is None
        reading.ahead = 2 * STALE
        await reading.until(lambda: "cannot be read from the broker" in reading.detail)
        problem = reading.reader.problem()
        assert problem is not None
        assert (problem.status, problem.headers) == (503, {"Retry-After": "5"})
        before = reading.read.index.counts()
        broker.away = False
        await reading.fresh()
        assert reading.read.index.counts() == before
        assert broker.opened == 2


@pytest.mark.parametrize("change", ["cut at the end", "cut at the beginning", "away for days"])
async def test_topics_that_are_not_those_that_were_read_are_read_anew(begin: Any, change: str) -> None:
    broker = Broker(whole())
    tp = max(broker.ends, key=lambda one: broker.ends[one])
    async with begin(broker) as reading:
        await reading.fresh()
        listening = reading.hub.subscribe(None, lambda: None)
        assert listening is not None
        broker.away = True
        reading.ahead = 100_000.0 if change == "away for days" else 2 * STALE
        await reading.until(lambda: "cannot be read" in reading.detail)
        if change == "cut at the end":
            del broker.records[tp][-5:]
            broker.ends[tp] -= 5
        elif change == "cut at the beginning":
            broker.begins[tp] = broker.ends[tp] + 5
            broker.ends[tp] += 10
        broker.away = False
        await reading.fresh()
        assert listening.over == "begin anew"
        assert broker.opened == 3, "once more, to begin anew"


async def test_a_fault_of_ours_is_told_and_everything_is_read_anew(
    begin: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broker = Broker(whole())
    async with begin(broker) as reading:
        apply = reading.read.model.apply
        failures = 3

        def failing(message: Message) -> Any:
            nonlocal failures
            if message is whole()[50] and failures:
                failures -= 1
                raise ZeroDivisionError("a bug")
            return apply(message)

        monkeypatch.setattr(reading.read.model, "apply", lambda message: failing(_same(message)))
        await reading.fresh()
        assert failures == 0
    assert "a bug" in caplog.text


def _same(message: Message) -> Message:
    """The message of the samples that a copy is of."""
    return next(one for one in whole() if (one.topic, one.offset) == (message.topic, message.offset))
