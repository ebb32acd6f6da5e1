"""A frame: one event of an article, as its clauses tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from schemas import When
from streams.security.clauses import Clause
from streams.security.words import lists


@dataclass(slots=True)
class Frame:
    """One event of an article: its clauses, its day, and whether it is an older one."""

    type: str
    clauses: list[Clause] = field(default_factory=list)
    when: When | None = None
    older: bool = False
    separate: bool = False
    inherited: When | None = None
    """The day of the event before, where the text says no other."""

    @property
    def paragraph(self) -> int:
        """The paragraph of its latest clause."""
        return self.clauses[-1].scan.sentence.paragraph

    @property
    def kinds(self) -> set[str]:
        """The kinds that its attack words tell."""
        return {str(word.get("kind")) for clause in self.clauses for _, word in clause.attacks}

    @property
    def operations(self) -> set[str]:
        """The operations that its words and counts tell."""
        found = {
            str(w.get("operation"))
            for c in self.clauses
            for _, w in c.operations
            if w.get("operation") != "sweep"
        }
        if any(t.effect == "arrested" for c in self.clauses for t in c.tallies):
            found.add("arrest")
        if not found and any(t.role == "militants" for c in self.clauses for t in c.tallies):
            found.add("raid")
        return found

    @property
    def announces(self) -> bool:
        """Whether it only announces several operations that are told one by one: "in two separate operations"."""
        return any(announces(clause) for clause in self.clauses)


def announces(clause: Clause) -> bool:
    """Whether a clause counts operations: "two operations", "three separate engagements"."""
    scan, words = clause.scan, lists()
    for match, word in clause.operations:
        if word.get("operation") not in ("raid", None) or not scan.lower(match.last - 1).endswith("s"):
            continue
        if any(scan.lower(p) in words.counts for p in range(match.first, match.last)):
            return True
        if scan.sentence.kind == "headline":
            return True
        position = match.first - 1
        while scan.lower(position) in words.before_count:
            position -= 1
        if scan.lower(position) in words.counts:
            return True
    return False


def overlap(one: When, other: When) -> bool:
    """Whether two spans of days have a day in common."""
    return one.start <= other.end and other.start <= one.end


def finer(one: When, other: When) -> bool:
    """Whether one date says more precisely what another says."""
    order = ("day", "week", "month", "year")
    return order.index(one.precision) < order.index(other.precision) and overlap(one, other)


def main_when(frames: Iterable[Frame], published: date) -> When:
    """The day of the article's first event, or of publication."""
    for frame in frames:
        if frame.when is not None and not frame.older:
            return frame.when
    return day(published)


def day(value: date) -> When:
    """A single day as a span."""
    return When.model_construct(start=value, end=value, precision="day")
