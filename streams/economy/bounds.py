"""Interval arithmetic over cumulative totals.

Theory: let P(k) be the running total of a flow at the beginning of month k. A reported total of the months a up to b (b
excluded) says that P(b) - P(a) lies in an interval. Many such reports are a system of difference constraints; its closure
gives, for every stretch of months, the tightest interval that follows from all of them together, so that months nobody
reported are derived, and a report that contradicts the others is noticed before it is let in. With n boundaries an insertion
costs n squared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: Relative slack for the noise of binary fractions; far below any rounding in print.
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Bound:
    """An interval, and the names of the reports it follows from."""

    low: float
    high: float
    because: frozenset[str]

    @property
    def middle(self) -> float:
        """The middle of the interval."""
        return (self.low + self.high) / 2

    @property
    def width(self) -> float:
        """The length of the interval."""
        return self.high - self.low


class Bounds:
    """The closure of difference constraints between month boundaries (any integers)."""

    def __init__(self, boundaries: Iterable[int]) -> None:
        self._nodes = sorted(set(boundaries))
        #: (i, j) to the greatest that P(j) - P(i) can be, and why.
        self._most: dict[tuple[int, int], tuple[float, frozenset[str]]] = {
            (node, node): (0.0, frozenset()) for node in self._nodes
        }

    def get(self, start: int, end: int) -> Bound | None:
        """What follows for the months from `start` up to `end`; None where nothing bounds them from both sides."""
        most, least = self._most.get((start, end)), self._most.get((end, start))
        if most is None or least is None or start == end:
            return None
        return Bound(-least[0], most[0], most[1] | least[1])

    def allows(self, start: int, end: int, low: float, high: float) -> bool:
        """Whether an interval for the months from `start` up to `end` agrees with all that is known."""
        most, least = self._most.get((start, end)), self._most.get((end, start))
        slack = _NOISE * max(abs(low), abs(high), 1.0)
        return (most is None or low <= most[0] + slack) and (least is None or high >= -least[0] - slack)

    def add(self, start: int, end: int, low: float, high: float, *, name: str) -> bool:
        """Let a report in; False, and nothing changes, where it contradicts what is known."""
        if not self.allows(start, end, low, high):
            return False
        self._tighten(start, end, high, name)
        self._tighten(end, start, -low, name)
        return True

    def _tighten(self, start: int, end: int, most: float, name: str) -> None:
        known = self._most.get((start, end))
        slack = _NOISE * max(abs(most), 1.0)
        if known is not None and known[0] <= most + slack:
            return
        into = [(node, self._most[node, start]) for node in self._nodes if (node, start) in self._most]
        out = [(node, self._most[end, node]) for node in self._nodes if (end, node) in self._most]
        for first, (before, why_before) in into:
            for last, (after, why_after) in out:
                total = before + most + after
                held = self._most.get((first, last))
                if held is None or total < held[0] - slack:
                    self._most[first, last] = (total, why_before | why_after | {name})
