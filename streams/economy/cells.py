"""Cells: all that is claimed of one stretch of months, sorted into groups of claims that agree with each other.

Two claims agree where the intervals that their roundings leave open overlap: "$2.24 billion" and "$2,236m" do, "$2.23
billion" and "$2,236m" do not. The most precise claims form the groups, the others join.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from schemas import Observation

#: A claim this many times larger or smaller, a month, than its series is off by a unit ("million" for "billion").
_OFF_SCALE = 100.0
#: "over" and "under" leave open a tenth of the value on their side; "about" doubles the rounding, one percent at least.
_OVER, _ABOUT = 0.1, 0.01


def interval(claim: Observation) -> tuple[float, float]:
    """What a claim leaves open: its range, else its rounding, widened by "over", "under" or "about"."""
    if claim.low is not None and claim.high is not None:
        return claim.low, claim.high
    value, rounding = claim.value, claim.rounding
    room = abs(value) * _OVER
    # "over 5 billion" of a deficit is more deficit: further from zero.
    away = 1.0 if value >= 0 else -1.0
    if claim.qualifier == "over":
        ends = (value - away * rounding, value + away * room)
        return min(ends), max(ends)
    if claim.qualifier == "under":
        ends = (value + away * rounding, value - away * room)
        return min(ends), max(ends)
    if claim.qualifier == "about":
        rounding = max(2 * rounding, abs(value) * _ABOUT)
    return value - rounding, value + rounding


def amount(value: float, unit: str) -> str:
    """A value for people: "437 million USD", "11.2 percent"."""
    for size, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            return f"{value / size:.6g}{name} {unit}"
    return f"{value:.6g} {unit}"


def revised_at(claim: Observation) -> str:
    """The time of the article's revision, as text that sorts."""
    return claim.article.revision.partition("/")[0]


def moment(claim: Observation) -> datetime:
    """The time of the article's revision."""
    return datetime.fromisoformat(revised_at(claim))


def source(claim: Observation) -> str:
    """Who published it: two articles of one publisher are one source."""
    return claim.article.source or claim.article.url or claim.article.id


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one cell that agree; `low` and `high` are what they all leave open."""

    claims: tuple[Observation, ...]
    low: float
    high: float

    @property
    def best(self) -> Observation:
        """The claim that speaks for the group: the most precise, an exact one before a hedged one, then the latest."""
        ranked = sorted(self.claims, key=lambda c: (revised_at(c), c.event_id), reverse=True)
        return min(ranked, key=lambda c: (interval(c)[1] - interval(c)[0], c.qualifier != "exact"))

    @property
    def sources(self) -> int:
        """How many publishers say so."""
        return len({source(claim) for claim in self.claims})

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles, sorted."""
        return tuple(sorted({claim.article.id for claim in self.claims}))


@dataclass(frozen=True, slots=True)
class Cell:
    """The months from `start` up to `end` (excluded; months counted from year 0), and what is claimed of them."""

    start: int
    end: int
    label: str
    groups: tuple[Group, ...]


def groups_of(claims: Iterable[Observation]) -> tuple[Group, ...]:
    """Claims sorted into groups that agree, the most precise first; the same for any order of the claims."""
    made: list[tuple[list[Observation], float, float]] = []
    for claim in sorted(claims, key=lambda c: (interval(c)[1] - interval(c)[0], c.value, c.event_id)):
        low, high = interval(claim)
        for index, (members, least, most) in enumerate(made):
            if (
                low <= most
                and high >= least
                and not (low == most and high > most)
                and not (high == least and low < least)
            ):
                members.append(claim)
                made[index] = (members, max(low, least), min(high, most))
                break
        else:
            made.append(([claim], low, high))
    return tuple(Group(tuple(members), low, high) for members, low, high in made)


def off_scale(claims: Sequence[Observation], months: Sequence[int]) -> set[str]:
    """The event ids of claims whose size, a month, cannot be of this series: misprints of the unit.

    `months` holds the length of each claim's stretch (1 for a level on a day).
    """
    rates = [abs(claim.value) / max(length, 1) for claim, length in zip(claims, months, strict=True)]
    found: set[str] = set()
    if len(rates) < 3:
        return found
    typical = median(rates)
    for claim, rate in zip(claims, rates, strict=True):
        if typical and (rate > typical * _OFF_SCALE or rate * _OFF_SCALE < typical):
            found.add(claim.event_id)
    return found
