"""The agents: they move messages through the stages, and state through the changelogs.

Of every batch: compute; mark in the tables which rows it will replace; publish what it leads to and await the broker; write the
tables and await their changelogs; take the writes over; acknowledge. So a crash at any point repeats the messages, and nothing is
lost, and a row that stands on its topic for a batch that never was is known by its mark.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, Final, cast

import faust
from faust.exceptions import ProducerSendError
from faust.types import EventT, StreamT

from streams.batch import Consumer, acknowledge, batches
from streams.config import Settings
from streams.delivery import (
    Abandoned,
    Headers,
    Message,
    Record,
    Undeliverable,
    deliver,
    is_dead_letter,
    without_value,
)
from streams.lease import Lease
from streams.ops.observer import Observer
from streams.stages import FoldTables, Stage, Work, Write
from streams.state import StateTable, Written

log = logging.getLogger(__name__)

#: How long the event loop may be kept from everything else by computing, in seconds.
_SLICE: Final = 0.05
#: How often a fold looks whether its partitions were read anew.
_REFRESH_EVERY: Final = 0.5
#: And while that fails.
_REFRESH_AT_LEAST: Final = 60.0
#: How often an agent that holds events looks whether the rebalance is over.
_MOVING: Final = 0.02
#: What an acknowledgement says where the topic's records bear the broker's time.
_APPEND_TIME: Final = 1


class Runner:
    """Runs one stage: its agent, and for a fold the views of partitions that just came."""

    def __init__(
        self,
        app: faust.App,
        stage: Stage,
        tables: Mapping[str, StateTable],
        settings: Settings,
        observer: Observer | None = None,
        lease: Lease | None = None,
    ) -> None:
        self.app = app
        self._observer = observer or Observer()
        self.stage = stage
        self.tables = {name: tables[name] for name in stage.tables}
        self._settings = settings
        self._lock = asyncio.Lock()
        self._stopping = False
        self._given_up = False
        self._generation = 0
        self._lease = lease or Lease(session=settings.session_timeout, rebalance=settings.rebalance_timeout)
        self._turn = self._lease.turn
        self._carried: dict[tuple[str, int, int], Headers] = {}
        """The traces of the batch in hand, by where its messages stand."""

    async def agent(self, stream: StreamT[Any]) -> None:
        """The agent's body: batch after batch, for ever."""
        try:
            async for events in batches(
                stream, size=self._settings.batch_size, within=self._settings.batch_within
            ):
                while not await self._do(stream, events):
                    await asyncio.sleep(_MOVING)
        except Exception as error:
            # Faust would go on with the messages after the batch. A new process begins with the batch itself.
            log.exception("%s failed; the worker ends, and nothing of the batch is lost", self.stage.name)
            await self.app.crash(error)
            raise

    async def _do(self, stream: StreamT[Any], events: Sequence[EventT[Any]]) -> bool:
        """Process what of the events is still ours; False while partitions move.

        Events of before a rebalance come again, here or elsewhere. Those of after it may be here before Faust says that it
        is over: they wait, since nothing would bring them again.
        """
        async with self._lock:
            if self._stopping or self.app.should_stop:
                return True
            if self.app.rebalancing or self._lease.out:
                return False
            current = self._current(events)
            if current and await self._process([_message(event) for event in current]):
                acknowledge(stream, cast(Consumer, self.app.consumer), current)
            return True

    async def refresh(self) -> None:
        """Publish what changed in the views of partitions that were read from their changelogs. Runs until cancelled."""
        stage = self.stage
        if not isinstance(stage, FoldTables):
            return
        pause = _REFRESH_EVERY
        while True:
            await asyncio.sleep(pause)
            async with self._lock:
                if self._moving():
                    continue
                stale = stage.stale(self.tables, self.tables[stage.claims].partitions_held())
                if stale:
                    try:
                        await self._guarded(partial(self._refresh, stage, stale))
                    except Exception:
                        # a bug in a rule; what meets it becomes a dead letter when it comes
                        log.exception("the tables of partitions %s cannot be derived", stale)
                        pause = min(pause * 2, _REFRESH_AT_LEAST)
                    else:
                        pause = _REFRESH_EVERY

    async def _refresh(self, stage: FoldTables, partitions: list[int], work: Work) -> None:
        stage.refresh(work, self.tables, partitions)

    async def quiet(self, *, timeout: float, stopping: bool = False) -> bool:
        """Return when the batch in hand is done, or False after `timeout` seconds; `stopping` lets no other one begin."""
        self._stopping = self._stopping or stopping
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout), self._lock:
                return True
        self._given_up = True
        log.warning("%s: the batch in hand is not done; it will be repeated", self.stage.name)
        return False

    @property
    def idle(self) -> bool:
        """Whether it waits for messages."""
        return not self._lock.locked()

    def views(self) -> list[Any]:
        """The rows of a fold's tables that this worker holds; none while partitions move."""
        stage = self.stage
        if not isinstance(stage, FoldTables) or self.app.rebalancing:
            return []
        held = self.tables[stage.claims].partitions_held()
        return [row for fold in stage.folds(self.tables, held) for row in fold.views()]

    def _current(self, events: Sequence[EventT[Any]]) -> list[EventT[Any]]:
        """The events that were read since the last rebalance."""
        generation = self.app.consumer_generation_id
        return [event for event in events if event.message.generation_id == generation]

    def _moving(self) -> bool:
        return self._stopping or self.app.rebalancing or self._lease.out or self.app.should_stop

    async def _process(self, messages: Sequence[Message]) -> bool:
        async def compute(work: Work) -> None:
            pause_at = time.monotonic() + _SLICE
            for message in messages:
                self._attempt(work, message)
                if time.monotonic() > pause_at:
                    await asyncio.sleep(0)
                    pause_at = time.monotonic() + _SLICE
            self.stage.finish(work, self.tables)

        return await self._guarded(compute)

    def _attempt(self, work: Work, message: Message) -> None:
        before = len(work.outcomes)
        seeing = self._observer.begin(self.stage, message)
        self.stage.attempt(work, message)
        carried = self._observer.end(seeing, work.outcomes[before:])
        if carried:
            self._carried[message.topic, message.partition, message.offset] = carried

    def _carrying(self, record: Record) -> Record:
        """The record with the trace of what it was made from; a dead letter keeps the headers that it came with."""
        origin = record.cause or record.after
        if origin is None or is_dead_letter(record):
            return record
        carried = self._carried.get((origin.topic, origin.partition, origin.offset))
        return replace(record, headers=(*record.headers, *carried)) if carried else record

    async def _guarded(self, compute: Callable[[Work], Awaitable[None]]) -> bool:
        """Do a batch; False, with nothing derived from it left behind, if it has to be repeated."""
        work = Work(self.tables)
        self._carried = {}
        self._given_up = False
        self._generation = self.app.consumer_generation_id
        self._turn = self._lease.turn
        try:
            await compute(work)
            await self._write(work.marks)
            await self._publish(work)
            if self._handing_over():
                raise Abandoned("partitions are being handed over")
            await self._write(work.writes)
        except Abandoned as given_up:
            self.stage.forget()
            log.info("%s: %s; the batch will be repeated", self.stage.name, given_up)
            return False
        except BaseException:
            self.stage.forget()
            raise
        self._observer.done(work.outcomes)
        return True

    async def _publish(self, work: Work) -> None:
        """Publish the batch's records. What the broker never takes becomes the dead letter of what caused it."""
        records = [self._carrying(record) for record in work.records] if self._carried else work.records
        refused: list[Message] = []
        while True:
            try:
                await deliver(records, self._send, abandon=self._handing_over)
            except Undeliverable as error:
                log.error("%s: %s", self.stage.name, error)
                records = [record for record in records if record not in error.records]
                for record in error.records:
                    if record.cause is None:
                        continue  # a row of a table, which is published again when it changes
                    if is_dead_letter(record):
                        smaller = without_value(record)
                        if smaller is None:
                            raise  # nobody would ever hear of the message
                        records.append(smaller)
                    elif record.cause not in refused:
                        refused.append(record.cause)
                        records.append(self.stage.refuse(record.cause, "too_large", str(error)))
                        # what it was to become does not count
                        work.outcomes[:] = [one for one in work.outcomes if one.message is not record.cause]
                        work.note(self.stage.refused(record.cause, "too_large"))
            else:
                return

    async def _write(self, values: Mapping[Write, bytes | None]) -> None:
        writes = list(values.items())
        # said here, since an acknowledgement tells of each record the timestamp of its batch's first
        now = round(time.time() * 1000)
        records = [
            replace(self.tables[table].record(partition, key, value), timestamp=now)
            for (table, partition, key), value in writes
        ]
        acknowledged = await deliver(records, self._send, abandon=self._handing_over)
        if self._moved():
            # the changelog has them, and whoever has the partition now reads them there
            raise Abandoned("partitions moved while the changelogs were written")
        taken_over: defaultdict[tuple[str, int], list[Written]] = defaultdict(list)
        for ((table, partition, key), _), record, place in zip(writes, records, acknowledged, strict=True):
            timestamp = place.timestamp if place.timestamp_type == _APPEND_TIME else now
            taken_over[table, partition].append(Written(key, record.value, place.offset, timestamp))
        for (table, partition), done in taken_over.items():
            self.tables[table].commit(partition, done)

    def _moved(self) -> bool:
        return bool(self.app.consumer_generation_id != self._generation or self._lease.turn != self._turn)

    def _handing_over(self) -> bool:
        """Whether the partitions of the batch in hand may no longer be ours. A rebalance waits for it for a while."""
        return bool(self._given_up or self._moved() or self.app.should_stop)

    async def _send(self, record: Record) -> Awaitable[Any]:
        headers = list(record.headers)
        # Faust takes seconds and cuts what is left of the milliseconds off
        timestamp = None if record.timestamp is None else (record.timestamp + 0.5) / 1000
        try:
            sent: Awaitable[Any] = await self.app.producer.send(
                record.topic, record.key, record.value, record.partition, timestamp, headers
            )
        except ProducerSendError as error:
            # Faust hides what happened; whether to try again depends on it
            raise error.__cause__ or error from None
        return sent


def _message(event: EventT[Any]) -> Message:
    message = event.message
    headers = message.headers or ()
    items = headers.items() if isinstance(headers, Mapping) else headers
    seconds = cast("float | None", message.timestamp)
    at = None if seconds is None or seconds < 0 else round(seconds * 1000)
    return Message(
        message.topic, message.partition, message.offset, message.key, message.value, tuple(items), at
    )
