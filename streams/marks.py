"""Marks: which messages of a partition are done, where they are not done in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

#: Most that a broker keeps beside a committed offset, in bytes (`offset.metadata.max.bytes`), with some room.
_ROOM: Final = 4000


class Marks:
    """A set of offsets, as runs: `start` is the first that is not done."""

    def __init__(self, start: int = 0, runs: Sequence[tuple[int, int]] = ()) -> None:
        self.start = start
        #: First and last of each run of done offsets above `start`, in order, with a gap between two.
        self._runs: list[tuple[int, int]] = [(first, last) for first, last in runs]

    def __contains__(self, offset: int) -> bool:
        place = bisect_right(self._runs, (offset, offset)) - 1
        near = self._runs[max(place, 0) : place + 2]
        return offset < self.start or any(first <= offset <= last for first, last in near)

    def add(self, first: int, last: int | None = None) -> None:
        """Mark an offset as done, or all from `first` to `last`."""
        last = first if last is None else last
        begin = bisect_left(self._runs, first - 1, key=lambda run: run[1])
        end = bisect_right(self._runs, last + 1, key=lambda run: run[0])
        touched = self._runs[begin:end]
        if touched:
            first, last = min(first, touched[0][0]), max(last, touched[-1][1])
        if last >= self.start:
            self._runs[begin:end] = [(first, last)]
        self._settle()

    def begin(self, first: int) -> None:
        """What lies before `first`, the oldest message that the topic still has, is as good as done."""
        self.start = max(self.start, first)
        self._runs = [(max(one, self.start), last) for one, last in self._runs if last >= self.start]
        self._settle()

    def _settle(self) -> None:
        while self._runs and self._runs[0][0] <= self.start:
            self.start = max(self.start, self._runs.pop(0)[1] + 1)

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
