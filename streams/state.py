"""State: the tables of the agents, kept per partition and in step with their changelogs.

A Faust table with three differences that its rules for losing and regaining a partition need:

- Values are kept by partition, so that a partition that leaves takes its values along, and one that comes back is read
  anew from its changelog. (Faust's own memory store keeps what was written here for ever, and would serve it stale.)
- A write names its partition and is an ordinary record of the batch, acknowledged by the broker before it counts
  (Faust's own write is sent in the background, and a failure is only logged).
- Keys and values are bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, cast

import faust
from faust.stores.base import Store
from faust.tables.manager import TableManager
from faust.types import TP, EventT
from faust.types.tables import KT, VT

from streams.delivery import Record


class State(Protocol):
    """What a stage may ask of a table."""

    def read(self, partition: int, key: bytes) -> bytes | None:
        """The value of a key in a partition."""
        ...

    def entries(self, partition: int) -> Iterable[tuple[bytes, bytes]]:
        """All keys and values of a partition."""
        ...

    def version(self, partition: int) -> int:
        """Changes whenever the partition was read anew or lost: what was derived from it before is no longer valid."""
        ...


class Memory:
    """State in a dictionary a partition."""

    def __init__(self) -> None:
        self._values: defaultdict[int, dict[bytes, bytes]] = defaultdict(dict)
        self._versions: defaultdict[int, int] = defaultdict(int)

    def read(self, partition: int, key: bytes) -> bytes | None:
        return self._values[partition].get(key)

    def entries(self, partition: int) -> Iterable[tuple[bytes, bytes]]:
        return self._values[partition].items()

    def version(self, partition: int) -> int:
        return self._versions[partition]

    def write(self, partition: int, key: bytes, value: bytes | None) -> None:
        """Set or, with None, delete a key, once the changelog has it. Leaves the version as it is."""
        if value is None:
            self._values[partition].pop(key, None)
        else:
            self._values[partition][key] = value

    def restore(self, partition: int, key: bytes, value: bytes | None) -> None:
        """The same from the changelog: what was derived from the partition is to be derived again."""
        self.write(partition, key, value)
        self._versions[partition] += 1

    def drop(self, partition: int) -> None:
        """Forget a partition."""
        self._values.pop(partition, None)
        self._versions[partition] += 1

    def __len__(self) -> int:
        return sum(len(values) for values in self._values.values())


class PartitionStore(Store[KT, VT]):
    """The Faust store behind a `StateTable`: recovery writes into a `Memory`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.memory = Memory()

    def apply_changelog_batch(
        self, batch: Iterable[EventT[Any]], to_key: Callable[[Any], Any], to_value: Callable[[Any], Any]
    ) -> None:
        for event in batch:
            message = event.message
            if message.key is None:
                raise ValueError(f"{message.topic}[{message.partition}]@{message.offset} has no key")
            self.memory.restore(message.partition, message.key, message.value)

    def persisted_offset(self, tp: TP) -> int | None:
        return None  # nothing outlives the process: recovery reads the whole changelog

    def reset_state(self) -> None:
        """Nothing is kept on disk."""

    async def backup_partition(
        self, tp: TP | int, flush: bool = True, purge: bool = False, keep: int = 1
    ) -> None:
        """Nothing is kept on disk."""

    def restore_backup(self, tp: TP | int, latest: bool = True, backup_id: int = 0) -> None:
        """Nothing is kept on disk."""

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
        return len(self.memory)

    def __contains__(self, key: object) -> bool:
        raise TypeError("a table is read by partition: StateTable.read")

    def clear(self) -> None:
        self.memory = Memory()


class StateTable(faust.Table[bytes, bytes]):
    """A changelogged table of bytes by partition. Made by `state_table`."""

    def _new_store(self) -> PartitionStore[bytes, bytes]:
        store: PartitionStore[bytes, bytes] = PartitionStore(
            "memory://", self.app, self, table_name=self.name, loop=self.loop
        )
        return store

    @property
    def memory(self) -> Memory:
        return cast(PartitionStore[bytes, bytes], self.data).memory

    def read(self, partition: int, key: bytes) -> bytes | None:
        return self.memory.read(partition, key)

    def entries(self, partition: int) -> Iterable[tuple[bytes, bytes]]:
        return self.memory.entries(partition)

    def version(self, partition: int) -> int:
        return self.memory.version(partition)

    def record(self, partition: int, key: bytes, value: bytes | None) -> Record:
        """The changelog's record of a write."""
        return Record(self.changelog_topic_name, key, value, partition=partition)

    def commit(self, partition: int, key: bytes, value: bytes | None) -> None:
        """Take over a write whose record the broker has acknowledged."""
        self.memory.write(partition, key, value)

    def partitions_held(self) -> frozenset[int]:
        """The partitions that this worker is assigned."""
        topic = self.changelog_topic_name
        return frozenset(tp.partition for tp in self.app.consumer.assignment() if tp.topic == topic)

    async def on_rebalance(
        self, assigned: set[TP], revoked: set[TP], newly_assigned: set[TP], generation_id: int = 0
    ) -> None:
        # A partition that left, or that was elsewhere meanwhile, is forgotten together with how far its changelog was
        # read: recovery, which runs next, then reads it from the beginning. Faust forgets the latter by itself only
        # where the rebalance ran to its end.
        for tp in revoked | newly_assigned:
            if tp.topic == self.changelog_topic_name:
                self.memory.drop(tp.partition)
                cast(TableManager, self.app.tables).recovery.revoke(tp)
        await super().on_rebalance(assigned, revoked, newly_assigned, generation_id)


def state_table(app: faust.App, name: str, *, partitions: int) -> StateTable:
    """Declare a table of bytes. Its changelog topic is `<app id>-<name>-changelog`, created beforehand."""
    table = StateTable(app, name=name, key_type=bytes, value_type=bytes, partitions=partitions)
    app.tables.add(table)
    return table
