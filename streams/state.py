"""State: the tables of the agents, kept per partition and in step with their changelogs.

A Faust table with three differences that its rules for losing and regaining a partition need:

- Values are kept by partition (`streams.kept`, `streams.disk`), so that a partition that leaves takes its values along, and one
  that comes back is read on from where its changelog was held, or anew. (Faust's own memory store keeps what was written here
  for ever, and would serve it stale.)
- A write names its partition and is an ordinary record of the batch, acknowledged by the broker before it counts
  (Faust's own write is sent in the background, and a failure is only logged).
- Keys and values are bytes.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast

import faust
from faust.stores.base import Store
from faust.tables.manager import TableManager
from faust.types import TP, EventT
from faust.types.tables import KT, VT

from streams.delivery import Record
from streams.encoding import plain, shorten
from streams.kept import Kept, Memory, Position, StateUnusable, digest
from streams.offsets import Offsets

log = logging.getLogger(__name__)


class Written(NamedTuple):
    """A write that the changelog has, as it stands there."""

    key: bytes
    value: bytes | None
    offset: int
    timestamp: int
    """Of the record, in milliseconds since 1970."""


class PartitionStore(Store[KT, VT]):
    """The Faust store behind a `StateTable`: recovery writes into what `Kept` holds."""

    def __init__(self, *args: Any, kept: Kept, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kept = kept
        self.restored = 0
        """Records of changelogs that were played so far."""
        self._ending: asyncio.Task[None] | None = None

    def apply_changelog_batch(
        self, batch: Iterable[EventT[Any]], to_key: Callable[[Any], Any], to_value: Callable[[Any], Any]
    ) -> None:
        by_partition: defaultdict[TP, list[Any]] = defaultdict(list)
        for event in batch:
            message = event.message
            if message.key is None:
                raise ValueError(f"{message.topic}[{message.partition}]@{message.offset} has no key")
            by_partition[message.tp].append(message)
        try:
            for tp, messages in by_partition.items():
                self.kept.restore(
                    tp.partition,
                    {message.key: message.value for message in messages},
                    self._position(tp, messages),
                )
                self.restored += len(messages)
        except StateUnusable as error:
            # Faust would log it and go on with the next record
            self._end(error)

    def _position(self, tp: TP, messages: Sequence[Any]) -> Position | None:
        """Of the last message before which none is missing. They were read in their order."""
        done = _progress(self.app).done(tp)
        last = next((message for message in reversed(messages) if message.offset < done), None)
        if last is None:
            return None
        return Position(last.offset, digest(last.key, last.value, round(last.timestamp * 1000)))

    def _end(self, error: StateUnusable) -> None:
        """End the worker: what it holds of a table can no longer be relied on."""
        if self._ending is None:
            log.error("the worker ends, and its state on disk is left as it is: %s", error)
            self._ending = asyncio.ensure_future(self.app.crash(error))

    async def on_stop(self) -> None:
        self.kept.close_all()
        await super().on_stop()

    def persisted_offset(self, tp: TP) -> int | None:
        held = self.kept.position(tp.partition)
        return None if held is None else held.offset

    def reset_state(self) -> None:
        """What is kept goes with its directory."""

    async def backup_partition(
        self, tp: TP | int, flush: bool = True, purge: bool = False, keep: int = 1
    ) -> None:
        """The changelog is the backup."""

    def restore_backup(self, tp: TP | int, latest: bool = True, backup_id: int = 0) -> None:
        """The changelog is the backup."""

    # Faust's table is a mapping; this one is read and written by partition instead.
    def __getitem__(self, key: KT) -> VT:
        raise TypeError("a table is read by partition: StateTable.read")

    def __setitem__(self, key: KT, value: VT) -> None:
        raise TypeError("a table is written with the batch: StateTable.record, then commit")

    def __delitem__(self, key: KT) -> None:
        raise TypeError("a table is written with the batch: StateTable.record, then commit")

    def __iter__(self) -> Iterator[KT]:
        raise TypeError("a table is read by partition: StateTable.entries")

    def __len__(self) -> int:
        raise TypeError("a table is read by partition: StateTable.entries")

    def __contains__(self, key: object) -> bool:
        raise TypeError("a table is read by partition: StateTable.read")

    def clear(self) -> None:
        raise TypeError("a table is the play of its changelog")


class StateTable(faust.Table[bytes, bytes]):
    """A changelogged table of bytes by partition. Made by `state_table`."""

    kept: Kept
    short: bool = False
    """Whether values are written in their short form (`streams.encoding`)."""

    def _new_store(self) -> PartitionStore[bytes, bytes]:
        store: PartitionStore[bytes, bytes] = PartitionStore(
            "memory://", self.app, self, kept=self.kept, table_name=self.name, loop=self.loop
        )
        return store

    def read(self, partition: int, key: bytes) -> bytes | None:
        found = self.kept.read(partition, key)
        return None if found is None else plain(found)

    def entries(self, partition: int) -> Iterable[tuple[bytes, bytes]]:
        return ((key, plain(value)) for key, value in self.kept.entries(partition))

    def version(self, partition: int) -> int:
        return self.kept.version(partition)

    def record(self, partition: int, key: bytes, value: bytes | None) -> Record:
        """The changelog's record of a write, whose value is for `commit` as well."""
        written = shorten(value) if self.short else value
        return Record(self.changelog_topic_name, key, written, partition=partition)

    def commit(self, partition: int, writes: Sequence[Written]) -> None:
        """Take over writes whose records the broker has acknowledged, each of another key.

        Where a record that is not among them stands before one of them, the position stays: what is held is read on from
        there at the next recovery.
        """
        held = self.kept.position(partition)
        first = 0 if held is None else held.offset + 1
        offsets = sorted(write.offset for write in writes)
        position = None
        if offsets == list(range(first, first + len(writes))):
            last = max(writes, key=lambda write: write.offset)
            position = Position(last.offset, digest(last.key, last.value, last.timestamp))
        self.kept.write(partition, {write.key: write.value for write in writes}, position)

    def partitions_held(self) -> frozenset[int]:
        """The partitions that this worker works on; not those that it keeps a copy of."""
        topic, standby = self.changelog_topic_name, self.app.assignor.is_standby
        return frozenset(
            tp.partition
            for tp in self.app.consumer.assignment()
            if tp.topic == topic and not standby(TP(tp.topic, tp.partition))
        )

    async def on_changelog_event(self, event: EventT[Any]) -> None:
        _progress(self.app).finish(event.message.tp, event.message.offset)
        await super().on_changelog_event(event)

    async def on_rebalance(
        self, assigned: set[TP], revoked: set[TP], newly_assigned: set[TP], generation_id: int = 0
    ) -> None:
        # A partition that left, or that was elsewhere meanwhile, is forgotten together with how far its changelog was
        # read; what outlives that is on disk, and counts when `streams.changelogs` has looked at it. Faust forgets the
        # offset by itself only where the rebalance ran to its end.
        for tp in revoked | newly_assigned:
            if tp.topic == self.changelog_topic_name:
                self.kept.close(tp.partition)
                cast(TableManager, self.app.tables).recovery.revoke(tp)
        for tp in newly_assigned:
            if tp.topic == self.changelog_topic_name:
                # it reads all that is kept
                await asyncio.to_thread(self.kept.open, tp.partition)
        await super().on_rebalance(assigned, revoked, newly_assigned, generation_id)


def state_table(
    app: faust.App, name: str, *, partitions: int, kept: Kept | None = None, short: bool = False
) -> StateTable:
    """Declare a table of bytes, held in memory or by `kept`. Its topic `<app id>-<name>-changelog` is created beforehand.

    With `short`, values are written in their short form; both forms are read.
    """
    table = StateTable(app, name=name, key_type=bytes, value_type=bytes, partitions=partitions)
    table.kept = Memory() if kept is None else kept
    table.short = short
    app.tables.add(table)
    return table


def _progress(app: Any) -> Offsets[TP]:
    """How far the changelogs are read and played."""
    progress: Offsets[TP] = app.consumer.changelogs
    return progress
