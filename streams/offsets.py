"""Which offsets of its input a worker may commit: those before which every message is done.

Theory: nothing is committed past a message that is not done. A message is done when its outputs are acknowledged. An offset
that holds none (a transaction's marker, what compaction or retention took) is passed over only where a fetch that began at or
before it shows that nothing is there. Whatever else loses a message on its way here, dropping it in a rebalance or clearing a
queue, leaves a hole; the commit stops before the hole, and `held_up` names the place to read on from.

Faust's own rule commits from wherever the first acknowledged message stands, so that a hole at the head is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from streams.marks import Marks

T = TypeVar("T")


@dataclass(slots=True)
class _Partition:
    done: Marks
    position: int
    """The offset that the next fetch begins at."""
    committed: int
    worked: int = -1
    """The last that was done of what was read since the partition was last set to an offset."""


class Offsets(Generic[T]):
    """The progress of each partition; `T` names a partition. Fetching and acknowledging may be in different threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._partitions: dict[T, _Partition] = {}

    def begin(self, partitions: Mapping[T, int]) -> None:
        """These are the partitions now, each read from its committed offset on, or from its beginning."""
        with self._lock:
            self._partitions = {
                partition: _Partition(Marks(offset), offset, offset)
                for partition, offset in partitions.items()
            }

    def again(self, partition: T, offset: int) -> None:
        """The partition is read once more from an offset on; what is done stays done."""
        with self._lock:
            held = self._partitions.get(partition)
            if held is not None:
                held.position, held.worked = offset, -1

    def fetched(self, partition: T, offsets: Iterable[int]) -> None:
        """A fetch gave these, in order: what it jumped over is not there."""
        with self._lock:
            held = self._partitions.get(partition)
            if held is None:
                return
            for offset in offsets:
                if offset > held.position:
                    held.done.add(held.position, offset - 1)
                held.position = offset + 1

    def finish(self, partition: T, offset: int) -> None:
        """A message is done."""
        with self._lock:
            held = self._partitions.get(partition)
            if held is not None:
                held.done.add(offset)
                if offset < held.position:
                    held.worked = max(held.worked, offset)

    def committable(self) -> dict[T, int]:
        """What to commit: by partition the offset before which all is done, where it is not committed already."""
        with self._lock:
            return {
                partition: held.done.start
                for partition, held in self._partitions.items()
                if held.done.start > held.committed
            }

    def commit(self, offsets: Mapping[T, int]) -> None:
        """The broker has these."""
        with self._lock:
            for partition, offset in offsets.items():
                held = self._partitions.get(partition)
                if held is not None:
                    held.committed = max(held.committed, offset)

    def holes(self) -> dict[T, int]:
        """Messages that are lost: each partition with the first offset that is not done although a later one is, read with it.

        The messages of a partition are worked on in their order, so that the earlier one will not be done any more.
        """
        with self._lock:
            return {
                tp: held.done.start for tp, held in self._partitions.items() if held.done.start < held.worked
            }

    def open(self) -> dict[T, int]:
        """Where messages were read that are not done: each partition with the first offset that is not."""
        with self._lock:
            return {
                tp: held.done.start
                for tp, held in self._partitions.items()
                if held.done.start < held.position
            }
