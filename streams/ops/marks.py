"""Marks: which messages of a partition are done, where they are not done in order.

They are kept where a group's progress is kept anyway: the committed offset says that everything before it is done, and the
commit's metadata lists what is done after it. (The embedded broker keeps no metadata: there, only what is done in order is known.)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.config import Settings
from streams.topics import administrator

#: Most that a broker keeps beside a committed offset, in bytes (`offset.metadata.max.bytes`).
_ROOM: Final = 4000


class Marks:
    """A set of offsets, as runs: `start` is the first that is not done."""

    def __init__(self, start: int = 0, runs: Sequence[tuple[int, int]] = ()) -> None:
        self.start = start
        #: First and last of each run of done offsets above `start`, in order, with a gap between two.
        self._runs = [tuple(run) for run in runs]

    def __contains__(self, offset: int) -> bool:
        place = bisect_right(self._runs, (offset, offset)) - 1
        near = self._runs[max(place, 0) : place + 2]
        return offset < self.start or any(first <= offset <= last for first, last in near)

    def add(self, offset: int) -> None:
        """Mark an offset as done."""
        if offset in self:
            return
        place = bisect_right(self._runs, (offset, offset))
        first = last = offset
        if place < len(self._runs) and self._runs[place][0] == offset + 1:
            last = self._runs.pop(place)[1]
        if place and self._runs[place - 1][1] == offset - 1:
            place -= 1
            first = self._runs.pop(place)[0]
        self._runs.insert(place, (first, last))
        self._settle()

    def begin(self, first: int) -> None:
        """What lies before `first`, the oldest message that the topic still has, is as good as done."""
        self.start = max(self.start, first)
        self._runs = [(max(one, self.start), last) for one, last in self._runs if last >= self.start]
        self._settle()

    def _settle(self) -> None:
        while self._runs and self._runs[0][0] <= self.start:
            self.start = self._runs.pop(0)[1] + 1

    def dump(self) -> str:
        """The runs above `start` as text that a commit can carry: "gap length,gap length". What does not fit is left out."""
        parts: list[str] = []
        room, at = _ROOM, self.start
        for first, last in self._runs:
            part = f"{first - at} {last - first + 1}"
            room -= len(part) + 1
            if room < 0:
                break
            parts.append(part)
            at = last + 1
        return ",".join(parts)

    @classmethod
    def load(cls, start: int, text: str) -> Marks:
        """Marks from a committed offset and its metadata; text that is none of ours marks nothing."""
        runs: list[tuple[int, int]] = []
        at = start
        for part in text.split(",") if text else ():
            gap, _, length = part.partition(" ")
            if not (gap.isdecimal() and length.isdecimal()):
                return cls(start)
            runs.append((at + int(gap), at + int(gap) + int(length) - 1))
            at = runs[-1][1] + 1
        return cls(start, runs)


async def committed(
    settings: Settings, group: str, tps: Sequence[TopicPartition]
) -> dict[TopicPartition, Marks]:
    """A group's marks of the partitions; empty where it never committed any."""
    async with administrator(settings) as client:
        found = await client.list_consumer_group_offsets(group, partitions=list(tps))
    marks: dict[TopicPartition, Marks] = {}
    for tp in tps:
        kept = found.get(tp)
        marks[tp] = Marks.load(kept.offset, kept.metadata or "") if kept and kept.offset >= 0 else Marks()
    return marks


async def note(client: AIOKafkaConsumer, marks: Mapping[TopicPartition, Marks]) -> None:
    """Commit marks for the client's group."""
    begins = await client.beginning_offsets(list(marks))
    for tp, first in begins.items():
        marks[tp].begin(first)
    await client.commit({tp: (of.start, of.dump()) for tp, of in marks.items()})
