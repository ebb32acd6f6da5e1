"""Cells: all that is said of one period, sorted into groups of figures that agree with each other.

Two figures agree where the intervals that their roundings leave open overlap: "$2.24 billion" and "$2,236m" do, "$2.23
billion" and "$2,236m" do not. The most precise figures form the groups, the others join.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Protocol

from schemas import Observation
from schemas.economy import Change
from streams.text.lexicon import load

#: A figure this many times larger or smaller, a month, than its series is off by a unit ("million" for "billion").
_OFF_SCALE = 100.0
#: "over" and "under" leave open a tenth of the value on their side; "about" doubles the rounding, one percent at least.
_OVER, _ABOUT = 0.1, 0.01
#: So many publishers are as good as any number: beyond them the others copy.
ENOUGH = 4
#: The groups of a period that are weighed against each other; what fewer say is outvoted unheard.
_HEARD = 6
#: The figures of a period that are sorted into groups.
_SORTED = 60


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


def source(claim: Observation) -> str:
    """Who published it: two articles of one publisher are one source."""
    return claim.article.source or claim.article.url or claim.article.id


def is_official(claim: Observation) -> bool:
    """Whether it is attributed to a body that compiles the figures: the central bank, the statistics office, a ministry."""
    organisation = claim.attribution.organisation if claim.attribution else None
    return organisation is not None and _compiles(organisation.lower())


@lru_cache(maxsize=1024)
def _compiles(organisation: str) -> bool:
    return any(word in organisation for word in load("streams.economy", "series.toml")["official"])


class Sayings(Protocol):
    """Where a figure's claims are kept."""

    def claims(self, until: str | None) -> list[Observation]:
        """Those who had said it by a time, the first first."""
        ...

    def articles(self, until: str | None) -> tuple[str, ...]:
        """The ids of their articles, sorted."""
        ...

    def sources(self, until: str | None) -> set[str]:
        """The publishers that had said it by a time in words of their own."""
        ...

    def records(self, until: str | None) -> list[tuple[str, str]]:
        """(`high` or `low`, event id) of the first claim that calls it so."""
        ...


@dataclass(frozen=True, slots=True)
class Figure:
    """What is said of one period, word for word, as known at a time (`until`; None for all that is known)."""

    claim: Observation
    """Who said it first."""
    low: float
    high: float
    first: tuple[str, str]
    """When it was first said, and the event id."""
    official: str | None
    """When the official source first said it."""
    publishers: int
    """How many say it in words of their own, up to `ENOUGH`: an agency's story is one, however many print it."""
    changes: tuple[Change, ...]
    """The growth rates that are given beside it."""
    said: Sayings
    until: str | None

    @property
    def width(self) -> float:
        """The length of its interval."""
        return self.high - self.low

    @property
    def actual(self) -> bool:
        """Whether it is said to have happened: not a target, not a forecast."""
        return self.claim.status not in {"target", "forecast"}

    @property
    def claims(self) -> list[Observation]:
        """Everybody who says it, the first first."""
        return self.said.claims(self.until)


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one period that agree, the most precise first; `low` and `high` are what they all leave open."""

    figures: tuple[Figure, ...]
    low: float
    high: float

    @property
    def best(self) -> Observation:
        """The claim that speaks for the group: the most precise figure, an exact one before a hedged one, then the newest."""
        newest = sorted(self.figures, key=lambda f: f.first, reverse=True)
        return min(newest, key=lambda f: (f.width, f.claim.qualifier != "exact")).claim

    @property
    def weight(self) -> int:
        """How many publishers speak for it, up to `ENOUGH`."""
        return min(sum(figure.publishers for figure in self.figures), ENOUGH)

    @property
    def width(self) -> float:
        """The length of the interval in parts of its size."""
        return (self.high - self.low) / max(abs(self.high), abs(self.low), 1e-9)

    @property
    def first(self) -> str:
        """When it was first said."""
        return min(figure.first[0] for figure in self.figures)

    @property
    def official(self) -> str | None:
        """When the official source first said so."""
        return min((figure.official for figure in self.figures if figure.official), default=None)

    def rank(self) -> tuple[int, bool, float, str, str]:
        """What speaks for it by itself: publishers, the official source, precision, the later date."""
        first = max(figure.first for figure in self.figures)
        return self.weight, self.official is not None, -float(f"{self.high - self.low:.6g}"), *first


def groups_of(figures: Iterable[Figure]) -> tuple[Group, ...]:
    """Figures of one period sorted into groups that agree, the most precise first; the same for any order of the figures."""
    held = sorted(figures, key=lambda f: (f.width, f.claim.value, f.first))
    if len(held) > _SORTED:
        heard = sorted(held, key=lambda f: (-f.publishers, f.official is None, f.width, f.first))[:_SORTED]
        alone = {id(figure) for figure in held} - {id(figure) for figure in heard}
    else:
        heard, alone = held, set()
    made: list[tuple[list[Figure], float, float]] = []
    for figure in held:
        if id(figure) in alone:
            made.append(([figure], figure.low, figure.high))
            continue
        low, high = figure.low, figure.high
        for index, (members, least, most) in enumerate(made):
            if (
                id(members[0]) not in alone
                and low <= most
                and high >= least
                and not (low == most and high > most)
                and not (high == least and low < least)
            ):
                members.append(figure)
                made[index] = (members, max(low, least), min(high, most))
                break
        else:
            made.append(([figure], low, high))
    return tuple(Group(tuple(members), low, high) for members, low, high in made)


@dataclass(frozen=True, slots=True)
class Heard:
    """The groups of one period: those that are weighed, and those that too few speak for."""

    groups: tuple[Group, ...]
    unheard: tuple[Group, ...]


def heard(figures: Iterable[Figure]) -> Heard:
    """The groups of a period, of which only so many are weighed, however many different figures are said."""
    groups = groups_of(figures)
    if len(groups) <= _HEARD:
        return Heard(groups, ())
    ranked = sorted(groups, key=Group.rank, reverse=True)
    kept = {id(group) for group in ranked[:_HEARD]}
    return Heard(tuple(g for g in groups if id(g) in kept), tuple(g for g in groups if id(g) not in kept))


def typical_size(rates: Sequence[float]) -> float | None:
    """The middle of the sizes; None where too few are known to call one typical."""
    return (median(rates) or None) if len(rates) >= 3 else None


def off_scale(size: float, typical: float | None, *, signed: bool = False) -> bool:
    """Whether a size cannot be of this series, so that its unit must be misprinted.

    A balance (`signed`) may come close to zero: it is only ever too large.
    """
    if not typical:
        return False
    return size > typical * _OFF_SCALE or (not signed and size * _OFF_SCALE < typical)
