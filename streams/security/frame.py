"""A frame: one event of an article, as its clauses tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from schemas import When
from streams.security.clause import Clause
from streams.security.words import lists

City = tuple[str, str]
"""Country and city."""


@dataclass(slots=True)
class Frame:
    """One event of an article: its clauses, its day, and whether it is an older one.

    What the clauses say is gathered as they are taken, so that a clause is held against a frame in constant time.
    """

    type: str
    when: When | None = None
    older: bool = False
    inherited: When | None = None
    """The day of the event before, where the text says no other."""
    clauses: list[Clause] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    """The kinds that its attack words tell."""
    cities: set[City] = field(default_factory=set)
    counts: dict[tuple[str, str], int | None] = field(default_factory=dict)
    """The latest count by effect and role."""
    killed: set[int | None] = field(default_factory=set)
    """Every count of killed."""
    sums: bool = False
    """It counts over attacks that are told one by one further down: "two bomb attacks killed 22"."""
    shared: list[Clause] = field(default_factory=list)
    """Clauses that tell of it together with others: the sum, which says what kind they were and whose."""
    ordinal: str | None = None
    """Which of several attacks it is: "first"."""
    announces: bool = False
    """It only announces several operations that are told one by one: "in two separate operations"."""
    groups: set[str] = field(default_factory=set)
    """The armed groups that its sentences name."""
    _operations: set[str] = field(default_factory=set)

    def take(self, clause: Clause, city: City | None) -> None:
        """Add a clause; `city` is the one that it names as the place of the event."""
        self.clauses.append(clause)
        self.kinds.update(str(word.get("kind")) for _, word in clause.attacks)
        if city is not None:
            self.cities.add(city)
        for tally in clause.tallies:
            self.counts[tally.effect, tally.role] = tally.value
            if tally.effect == "killed" and tally.role != "attackers":
                self.killed.add(tally.value)
        self._operations.update(
            str(word.get("operation")) for _, word in clause.operations if word.get("operation") != "sweep"
        )
        self.groups.update(word.id for _, word in clause.scan.words("group"))
        self.announces = self.announces or announces(clause)

    @property
    def paragraph(self) -> int:
        """The paragraph of its latest clause."""
        return self.clauses[-1].scan.sentence.paragraph

    @property
    def operations(self) -> set[str]:
        """The operations that its words and counts tell."""
        found = set(self._operations)
        if any(effect == "arrested" for effect, _ in self.counts):
            found.add("arrest")
        if not found and any(role == "militants" for _, role in self.counts):
            found.add("raid")
        return found


def announces(clause: Clause) -> bool:
    """Whether a clause counts operations: "two operations", "three separate engagements"."""
    scan, words = clause.scan, lists()
    for match, word in clause.operations:
        if word.get("operation") not in ("raid", None) or not scan.lower(match.last - 1).endswith("s"):
            continue
        if any(scan.lower(p) in words.counts for p in range(match.first, match.last)):
            return True
        if scan.lower(match.first - 1) == "of" and scan.lower(match.first - 2) in ("series", "number", "string"):  # fmt: skip
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
