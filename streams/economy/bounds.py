"""Interval arithmetic over cumulative totals.

Theory: let P(k) be the running total of a flow at the beginning of month k. A reported total of the months a up to b (b
excluded) says that P(b) - P(a) lies in an interval. Many such reports are a system of difference constraints: a graph whose
shortest paths are the tightest intervals that follow from all of them together, and whose negative cycles are the
contradictions (Bellman 1958; Cormen et al., "Difference constraints and shortest paths"). So months that nobody reported are
derived, each with the reports on its path, and reports that cannot all be true are noticed. With n boundaries and m reports
a stretch costs n·m at worst, and close to m in practice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

#: Relative slack for the noise of binary fractions; far below any rounding in print.
_NOISE = 1e-9

Edge = tuple[int, int, float, str]
"""P(second) - P(first) is at most so much, and the name of the report that says so."""


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


@dataclass(frozen=True, slots=True)
class _Step:
    """The last step of a shortest path: the length up to here, the boundary before, the report, and how many steps."""

    total: float
    before: int
    name: str
    steps: int


class Bounds:
    """A set of reports that do not contradict each other, and what follows from them. Boundaries are any integers."""

    def __init__(self) -> None:
        #: To each boundary what is known of those after it: the greatest difference, and why.
        self._most: dict[int, dict[int, tuple[float, str]]] = {}
        self._paths: dict[int, dict[int, _Step]] = {}
        self._slack = _NOISE

    def get(self, start: int, end: int) -> Bound | None:
        """What follows for the months from `start` up to `end`; None where nothing bounds them from both sides."""
        most, least = self._path(start, end), self._path(end, start)
        if most is None or least is None or start == end:
            return None
        return Bound(-least, most, self._because(start, end) | self._because(end, start))

    def allows(self, start: int, end: int, low: float, high: float) -> bool:
        """Whether an interval for the months from `start` up to `end` agrees with all that is known."""
        most, least = self._path(start, end), self._path(end, start)
        slack = _NOISE * max(abs(low), abs(high), 1.0)
        return (most is None or low <= most + slack) and (least is None or high >= -least - slack)

    def add(self, start: int, end: int, low: float, high: float, *, name: str) -> bool:
        """Let a report in; False, and nothing changes, where it contradicts what is known."""
        if not self.allows(start, end, low, high):
            return False
        most, least = self._path(start, end), self._path(end, start)
        if most is not None and least is not None and most <= high and least <= -low:
            return True  # nothing new
        self._put(start, end, high, name)
        self._put(end, start, -low, name)
        self._paths.clear()
        return True

    def add_all(self, reports: Iterable[tuple[int, int, float, float, str]]) -> frozenset[str] | None:
        """Let reports (start, end, low, high, name) in together.

        Where they cannot all be true, nothing changes, and the names of some that contradict each other are returned.
        """
        edges: list[Edge] = [(a, b, w, n) for a, held in self._most.items() for b, (w, n) in held.items()]
        new: list[Edge] = []
        for start, end, low, high, name in reports:
            new += [(start, end, high, name), (end, start, -low, name)]
        cycle = contradiction([*edges, *new])
        if cycle is not None:
            return cycle
        for start, end, most, name in new:
            self._put(start, end, most, name)
        self._paths.clear()
        return None

    def _put(self, start: int, end: int, most: float, name: str) -> None:
        held = self._most.setdefault(start, {})
        if end not in held or most < held[end][0]:
            held[end] = (most, name)
            self._slack = max(self._slack, _NOISE * abs(most))

    def _path(self, start: int, end: int) -> float | None:
        found = self._reach(start).get(end)
        return None if found is None else found.total

    def _because(self, start: int, end: int) -> frozenset[str]:
        tree, names = self._reach(start), set()
        for _ in range(len(tree)):
            if end == start:
                break
            names.add(tree[end].name)
            end = tree[end].before
        return frozenset(names)

    def _reach(self, start: int) -> dict[int, _Step]:
        """The shortest paths from a boundary to each other one."""
        if start in self._paths:
            return self._paths[start]
        found = {start: _Step(0.0, start, "", 0)}
        waiting, queued, longest, slack = deque([start]), {start}, len(self._most), self._slack
        while waiting:
            node = waiting.popleft()
            queued.discard(node)
            here = found[node]
            # A cycle that is negative by no more than the noise would be walked for ever.
            if here.steps >= longest:
                continue
            for other, (most, name) in self._most.get(node, {}).items():
                if other == start:
                    continue
                total, known = here.total + most, found.get(other)
                if known is not None and total >= known.total - slack:
                    continue
                found[other] = _Step(total, node, name, here.steps + 1)
                if other not in queued:
                    queued.add(other)
                    waiting.append(other)
        self._paths[start] = found
        return found


def contradiction(edges: Iterable[Edge]) -> frozenset[str] | None:
    """The names of reports that contradict each other; None where all can be true. The same for any order of the edges."""
    ordered = sorted(edges)
    length = {node: 0.0 for start, end, _, _ in ordered for node in (start, end)}
    before: dict[int, tuple[int, str]] = {}
    slack = _NOISE * max((abs(most) for _, _, most, _ in ordered), default=1.0)
    for _ in range(len(length) + 1):
        changed: int | None = None
        for start, end, most, name in ordered:
            total = length[start] + most
            if total < length[end] - slack:
                length[end] = total
                before[end] = (start, name)
                changed = end
        if changed is None:
            return None
    node = changed
    assert node is not None
    for _ in range(len(length)):
        node = before[node][0]
    names, at = set(), node
    while True:
        at, name = before[at]
        names.add(name)
        if at == node:
            return frozenset(names)
