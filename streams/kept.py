"""What a table holds, by partition, and up to where of its changelog: the protocol, and the store in memory.

Theory: a changelog is a list of writes, and a store is the list's first writes played, each key's last one standing. Its
*position* says how many: the offset up to which it holds every record, with a digest of the record there. A store may hold
later writes as well (its own, whose records have a stranger's between them); playing on from the position to the end gives the
same values all the same. So a store is right again wherever it is read on from its position, and only there.

The digest tells whether the changelog is still the one that was read: not made anew, not cut and written on. The record at the
position is looked up before a store that was away is trusted (`streams.changelogs`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

Changes = Mapping[bytes, bytes | None]
"""Keys and their new values; None deletes."""


class Position(NamedTuple):
    """How far a partition's changelog is held."""

    offset: int
    digest: bytes


class Size(NamedTuple):
    """How much is held: keys, and the bytes of keys and values."""

    rows: int
    bytes: int


class StateUnusable(Exception):
    """The state on disk cannot be read or written; the message says where and why. The worker ends."""


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


class Kept(State, Protocol):
    """The store of a table. Only `open` partitions may be asked or written. Raises StateUnusable where its medium fails."""

    def open(self, partition: int) -> None:
        """The partition is ours: hold what was kept of it, if anything was."""
        ...

    def close(self, partition: int) -> None:
        """The partition is not ours any more; what outlives that is for `open`."""
        ...

    def wipe(self, partition: int) -> None:
        """Keep nothing of an open partition."""
        ...

    def write(self, partition: int, changes: Changes, position: Position | None = None) -> None:
        """Take over writes that the changelog has, all or none; `position` is the new one, None leaves it."""
        ...

    def restore(self, partition: int, changes: Changes, position: Position | None = None) -> None:
        """The same from the changelog: what was derived from the partition is to be derived again."""
        ...

    def position(self, partition: int) -> Position | None:
        """How far the changelog is held; None where nothing is known of it."""
        ...

    def size(self) -> Size:
        """How much the open partitions hold."""
        ...

    def close_all(self) -> None:
        """The worker ends."""
        ...


class Memory:
    """State in a dictionary a partition. Nothing of it outlives `close`."""

    def __init__(self) -> None:
        self._values: defaultdict[int, dict[bytes, bytes]] = defaultdict(dict)
        self._versions: defaultdict[int, int] = defaultdict(int)
        self._positions: dict[int, Position] = {}
        self._bytes: defaultdict[int, int] = defaultdict(int)

    def read(self, partition: int, key: bytes) -> bytes | None:
        return self._values[partition].get(key)

    def entries(self, partition: int) -> Iterable[tuple[bytes, bytes]]:
        return self._values[partition].items()

    def version(self, partition: int) -> int:
        return self._versions[partition]

    def open(self, partition: int) -> None:
        self.wipe(partition)

    def close(self, partition: int) -> None:
        self.wipe(partition)

    def wipe(self, partition: int) -> None:
        self._values.pop(partition, None)
        self._positions.pop(partition, None)
        self._bytes.pop(partition, None)
        self._versions[partition] += 1

    def write(self, partition: int, changes: Changes, position: Position | None = None) -> None:
        values = self._values[partition]
        grown = 0
        for key, value in changes.items():
            before = values.pop(key, None) if value is None else values.get(key)
            grown += weight(key, value) - weight(key, before)
            if value is not None:
                values[key] = value
        self._bytes[partition] += grown
        if position is not None:
            self._positions[partition] = position

    def restore(self, partition: int, changes: Changes, position: Position | None = None) -> None:
        self.write(partition, changes, position)
        self._versions[partition] += bool(changes)

    def position(self, partition: int) -> Position | None:
        return self._positions.get(partition)

    def size(self) -> Size:
        return Size(sum(map(len, self._values.values())), sum(self._bytes.values()))

    def close_all(self) -> None:
        """Memory goes with the process."""


def weight(key: bytes, value: bytes | None) -> int:
    """The bytes of an entry; none where there is no value."""
    return 0 if value is None else len(key) + len(value)


def digest(key: bytes, value: bytes | None, timestamp: int) -> bytes:
    """Of a changelog's record, 16 bytes; the timestamp in milliseconds tells two writes of the same value apart."""
    head = f"{timestamp}/{len(key)}/{value is None}/".encode()
    return hashlib.blake2b(head + key + (value or b""), digest_size=16).digest()
