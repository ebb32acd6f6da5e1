"""The read model's consumer: it follows every partition, belongs to no group, and knows how fresh what it read is.

Freshness is proved, not assumed: every so often the broker is asked for the ends of all partitions, and when all that lay
before those ends has been taken in, the model is as fresh as the moment of that question. While the model was never fresh (it
is still being read), or is so no longer (it cannot keep up, the broker is away), nothing is answered from it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from streams.clients import consumer, message, partitions_of
from streams.config import Settings
from streams.delivery import Message
from streams.topics import TopologyError
from streams.web.hub import Hub
from streams.web.model import ReadModel
from streams.web.problems import Problem, not_ready
from streams.wire import BrokerUnreachable

log = logging.getLogger(__name__)

#: How old the model may be, in seconds.
STALE: Final = 15.0
#: How often the broker is asked how far the partitions go.
_LOOK_EVERY: Final = 1.0
_LOOK_PATIENCE: Final = 10.0
#: How long the event loop may be kept from everything else by taking in records.
_SLICE: Final = 0.02
#: What one partition gives at a time; there are many.
_FETCH_BYTES: Final = 262_144
_RECORDS: Final = 2_000
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 10.0
#: After how long away from the broker tombstones may have been forgotten, so that everything is read anew.
_TOO_LONG: Final = 24 * 3600.0

Offsets = dict[TopicPartition, int]


class StreamsReplaced(Exception):
    """The topics are not those that were read: they were made anew, or cut."""


class Reader:
    """Feeds a read model until cancelled."""

    def __init__(
        self,
        settings: Settings,
        model: ReadModel,
        *,
        hub: Hub | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._model = model
        self._hub = Hub() if hub is None else hub
        self._clock = clock
        self._next: Offsets = {}
        self._looked: tuple[float, Offsets] | None = None
        self._fresh_at: float | None = None
        self._trouble = ""

    def check(self) -> None:
        """Raises Problem (503) unless the model is fresh enough to answer from."""
        problem = self.problem()
        if problem is not None:
            raise problem

    def problem(self) -> Problem | None:
        """Why nothing can be answered now."""
        if self._fresh_at is not None and self._clock() - self._fresh_at <= STALE:
            return None
        if self._trouble:
            return not_ready(f"the tables cannot be read from the broker: {self._trouble}", retry_after=5)
        left = self.remaining()
        if left is None:
            return not_ready("the tables are about to be read from the broker")
        if self._fresh_at is None:
            return not_ready(f"the tables are being read from the broker: {left} records to go")
        return not_ready(f"the tables are behind what the broker has: {left} records to go")

    def remaining(self) -> int | None:
        """How many records lay between what was read and the ends when last looked at; None before the first look."""
        if self._looked is None:
            return None
        return sum(max(0, end - self._next.get(tp, 0)) for tp, end in self._looked[1].items())

    async def run(self) -> None:
        """Follow the topics for ever; what goes wrong is told by `problem` and tried again."""
        pause = _FIRST_PAUSE
        while True:
            began = self._clock()
            try:
                async with consumer(self._settings, fetch_bytes=_FETCH_BYTES) as client:
                    await self._follow(client)
            except StreamsReplaced as error:
                log.warning("the tables are read anew: %s", error)
                self._restart()
                pause = _FIRST_PAUSE
            except (KafkaError, BrokerUnreachable, TopologyError, OSError, TimeoutError) as error:
                self._trouble = str(error) or type(error).__name__
                log.warning("the read model waits for the broker: %s", self._trouble)
            except Exception as error:
                # the worker goes on without its API; a restart of the reader may help, and nothing wrong is told
                self._trouble = f"{type(error).__name__}: {error}"
                log.exception("the read model failed; it is made anew")
                self._restart()
            if self._fresh_at is not None and self._fresh_at > began:
                pause = _FIRST_PAUSE
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _restart(self) -> None:
        self._model.clear()
        self._hub.reset()
        self._next.clear()
        self._looked = self._fresh_at = None

    async def _follow(self, client: AIOKafkaConsumer) -> None:
        tps = await partitions_of(client, list(self._model.topics.values()))
        client.assign(tps)
        await self._begin(client, tps)
        tasks = {asyncio.create_task(self._look(client, tps)), asyncio.create_task(self._take(client, tps))}
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _begin(self, client: AIOKafkaConsumer, tps: Sequence[TopicPartition]) -> None:
        """Go on where it ended, or begin."""
        begins: Offsets = await client.beginning_offsets(tps)
        ends: Offsets = await client.end_offsets(tps)
        if self._fresh_at is not None and self._clock() - self._fresh_at > _TOO_LONG:
            raise StreamsReplaced("the broker was away for too long")
        for tp in tps:
            known = self._next.get(tp)
            if known is not None and not begins[tp] <= known <= ends[tp]:
                raise StreamsReplaced(f"{tp.topic}[{tp.partition}] holds {begins[tp]} to {ends[tp]} now")
            client.seek(tp, self._next.setdefault(tp, begins[tp]))

    async def _look(self, client: AIOKafkaConsumer, tps: Sequence[TopicPartition]) -> None:
        """Ask for the ends, again and again: what was read up to them is as fresh as the question."""
        while True:
            asked = self._clock()
            async with asyncio.timeout(_LOOK_PATIENCE):
                ends: Offsets = await client.end_offsets(tps)
            for tp, end in ends.items():
                if end < self._next[tp]:
                    raise StreamsReplaced(f"{tp.topic}[{tp.partition}] ends at {end} now")
            self._trouble = ""
            if self._looked is None or self._reached(self._looked[1]):
                self._looked = (asked, ends)
            self._settle()
            await asyncio.sleep(_LOOK_EVERY)

    async def _take(self, client: AIOKafkaConsumer, tps: Sequence[TopicPartition]) -> None:
        while True:
            found: dict[TopicPartition, list[Any]] = await client.getmany(
                timeout_ms=200, max_records=_RECORDS
            )
            for tp, records in found.items():
                if records and records[0].offset < self._next[tp]:
                    raise StreamsReplaced(f"{tp.topic}[{tp.partition}] begins anew")
                await self._apply([message(record) for record in records])
            for tp in tps:
                # where compaction left no record at the end, the position gets there all the same
                position = await client.position(tp)
                if position < self._next[tp]:
                    raise StreamsReplaced(f"{tp.topic}[{tp.partition}] is read from {position} again")
                self._next[tp] = position
            self._settle()

    async def _apply(self, records: Sequence[Message]) -> None:
        index = self._model.index
        done = 0
        while done < len(records):
            pause_at = time.monotonic() + _SLICE
            index.begin()
            while done < len(records) and time.monotonic() < pause_at:
                record = records[done]
                change = self._model.apply(record)
                self._next[TopicPartition(record.topic, record.partition)] = record.offset + 1
                if change is not None:
                    self._hub.tell(record, change)
                done += 1
            index.commit()
            await asyncio.sleep(0)

    def _settle(self) -> None:
        if self._looked is not None and self._reached(self._looked[1]):
            self._fresh_at = self._looked[0]

    def _reached(self, ends: Offsets) -> bool:
        return all(self._next[tp] >= end for tp, end in ends.items())
