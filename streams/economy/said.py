"""What is said of a series: each figure once, with everybody who says it, kept by the fiscal years that it bears on.

A figure is what a claim says, word for word: the period, the value and its precision. A claim that repeats a figure costs a
binary search; what is known at a moment, and the moments at which something was first said, are read off without going
through the claims. Everything here is a function of the set of claims: no order of arrival can be told from it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain

from schemas import Observation, Reprint
from schemas.economy import Change
from streams.economy.cells import ENOUGH, Figure, Group, interval, is_official, revised_at, source
from streams.reprints import Copy, Voices, listed

Key = tuple[date, date, float, float, float, float, str, str, str]
"""Period, value, interval, rounding, qualifier, transformation and kind (`actual`, or the status of what is none)."""
Stretch = tuple[date, date]
"""The days that a figure is about, the last included."""
Measure = tuple[str, str, str]
"""Unit, pair and market: only figures in the same measure can be compared."""
#: What growth rates without a level are filed under.
_GROWTH: Measure = ("", "", "")

_ACTUAL = frozenset({"actual", "provisional", "estimate"})


def stamp(moment: datetime) -> str:
    """A moment as the text that revisions begin with."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def kind_of_claim(claim: Observation) -> str:
    """`actual` for what has happened, else the status: `forecast`, `target`."""
    return "actual" if claim.status in _ACTUAL else claim.status


def key_of(claim: Observation) -> Key:
    """What the claim says, word for word."""
    low, high = interval(claim)
    return (
        claim.period.start, claim.period.end, claim.value, low, high, claim.rounding, claim.qualifier,
        claim.transformation, kind_of_claim(claim),
    )  # fmt: skip


def measure_of(claim: Observation) -> Measure:
    """What its value is measured in; growth rates without a level belong to every measure."""
    if claim.transformation == "change":
        return _GROWTH
    return claim.unit, claim.pair or "", claim.market or ("interbank" if claim.pair else "")


class Said:
    """One figure and the claims that say it."""

    def __init__(self) -> None:
        self._claims: dict[str, Observation] = {}
        #: (time, event id) of all of them, in order, and whose words they are; None where that is to be found anew.
        self._times: list[tuple[str, str]] = []
        self._voices: Voices | None = Voices()
        self._official: list[tuple[str, str]] = []
        self._changes: dict[Change, list[tuple[str, str]]] = {}
        self._records: dict[str, list[tuple[str, str]]] = {}
        self._articles: tuple[str, ...] | None = None
        #: What every look at the figure needs: its bounds, and since when each growth rate is said, in a fixed order.
        self._bounds: tuple[float, float] | None = None
        self._growths: list[tuple[str, Change]] | None = None

    def __len__(self) -> int:
        return len(self._claims)

    @property
    def begins(self) -> str:
        """When it was first said."""
        return self._times[0][0]

    def add(self, claim: Observation) -> None:
        """Take in a claim that says this figure."""
        when = (revised_at(claim), claim.event_id)
        self._claims[claim.event_id] = claim
        self._articles = self._bounds = self._growths = None
        insort(self._times, when)
        if self._voices is not None and self._times[-1] == when:
            self._voices.hear(when[0], source(claim), claim)
        else:
            self._voices = None
        if is_official(claim):
            insort(self._official, when)
        for change in claim.changes:
            insort(self._changes.setdefault(change, []), when)
        if claim.record:
            insort(self._records.setdefault(claim.record, []), when)

    def remove(self, claim: Observation) -> None:
        """Take a claim out again."""
        when = (revised_at(claim), claim.event_id)
        del self._claims[claim.event_id]
        self._articles = self._bounds = self._growths = None
        for times in (self._times, self._official, *self._changes.values(), *self._records.values()):
            place = bisect_left(times, when)
            if place < len(times) and times[place] == when:
                del times[place]
        self._changes = {change: times for change, times in self._changes.items() if times}
        self._records = {record: times for record, times in self._records.items() if times}
        self._voices = None

    def voices(self) -> Voices:
        """Who says it in words of their own, and who prints another's."""
        if self._voices is None:
            self._voices = Voices()
            for when, event_id in self._times:
                claim = self._claims[event_id]
                self._voices.hear(when, source(claim), claim)
        return self._voices

    def figure(self, until: str | None) -> Figure | None:
        """The figure as it was known at a time; None where nobody had said it."""
        if not self._times or (until is not None and self._times[0][0] > until):
            return None
        first = self._claims[self._times[0][1]]
        if self._bounds is None:
            self._bounds = interval(first)
        if self._growths is None:
            ordered = sorted(self._changes, key=lambda c: (c.basis, c.percent, c.rounding))
            self._growths = [(self._changes[change][0][0], change) for change in ordered]
        # More publishers than are enough are no better: the first ones tell.
        firsts = self.voices().voices[:ENOUGH]
        official = self._official[0][0] if self._official else None
        return Figure(
            claim=first,
            low=self._bounds[0],
            high=self._bounds[1],
            first=self._times[0],
            official=None if official is None or (until is not None and official > until) else official,
            publishers=len([said for said in firsts if until is None or said[0] <= until]),
            changes=tuple([change for said, change in self._growths if until is None or said <= until]),
            said=self,
            until=until,
        )

    def claims(self, until: str | None) -> list[Observation]:
        """Those who had said it by a time, the first first."""
        return [self._claims[event_id] for when, event_id in self._times if until is None or when <= until]

    def articles(self, until: str | None) -> tuple[str, ...]:
        """The ids of their articles, sorted."""
        if until is not None:
            return tuple(sorted({claim.article.id for claim in self.claims(until)}))
        if self._articles is None:
            self._articles = tuple(sorted({claim.article.id for claim in self._claims.values()}))
        return self._articles

    def sources(self, until: str | None) -> set[str]:
        """The publishers that had said it by a time in words of their own."""
        return {name for when, name in self.voices().voices if until is None or when <= until}

    def copies(self, until: str | None) -> list[Copy]:
        """The articles that had printed another's words by a time."""
        return [copy for copy in self.voices().copies if until is None or copy.when <= until]

    def records(self, until: str | None) -> list[tuple[str, str]]:
        """(time, event id) of the first claim of each kind of record that it is said to be: `high`, `low`."""
        return sorted(
            (record, times[0][1])
            for record, times in self._records.items()
            if until is None or times[0][0] <= until
        )

    def turns(self) -> Iterator[tuple[str, str, object]]:
        """The same with what was said: the first publishers, the first official word, the growth rates."""
        yield (*self._times[0], "first")
        yield from ((first[0], "", rank) for rank, first in enumerate(self.voices().voices[:ENOUGH]))
        if self._official:
            yield self._official[0][0], "", "official"
        yield from ((times[0][0], "", change) for change, times in self._changes.items())


@dataclass(slots=True)
class Ledger:
    """What is said in one measure of the periods that touch one fiscal year."""

    figures: dict[Key, Said] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)
    ordered: list[str] = field(default_factory=list)

    def add(self, key: Key, claim: Observation) -> str | None:
        """Take in a claim; the first moment from which more is known than before, or None."""
        said = self.figures.setdefault(key, Said())
        before = set(said.turns()) if len(said) else set()
        said.add(claim)
        name = claim.article.id
        if name not in self.articles:
            insort(self.ordered, name)
        self.articles[name] = self.articles.get(name, 0) + 1
        return min((turn[0] for turn in before.symmetric_difference(said.turns())), default=None)

    def remove(self, key: Key, claim: Observation) -> str | None:
        """Take a claim out again; the first moment from which less is known than before, or None."""
        said = self.figures[key]
        before = set(said.turns())
        said.remove(claim)
        if not len(said):
            del self.figures[key]
        name = claim.article.id
        self.articles[name] -= 1
        if not self.articles[name]:
            del self.articles[name]
            del self.ordered[bisect_left(self.ordered, name)]
        after = set(said.turns()) if len(said) else set()
        return min((turn[0] for turn in before ^ after), default=None)


class Statements:
    """What is said of a series, by fiscal year."""

    def __init__(self) -> None:
        self._years: dict[int, dict[Measure, Ledger]] = {}

    def add(self, claim: Observation, years: Iterable[int]) -> str | None:
        """Take in a claim whose period touches these fiscal years; the moment from which more is known, if it is."""
        key, measure, since = key_of(claim), measure_of(claim), None
        for year in years:
            since = self._years.setdefault(year, {}).setdefault(measure, Ledger()).add(key, claim)
        return since

    def remove(self, claim: Observation, years: Iterable[int]) -> str | None:
        """Take a claim out again; the moment from which less is known, if it is."""
        key, measure, since = key_of(claim), measure_of(claim), None
        for year in years:
            ledgers = self._years[year]
            since = ledgers[measure].remove(key, claim)
            if not ledgers[measure].figures:
                del ledgers[measure]
            if not ledgers:
                del self._years[year]
        return since

    def years(self) -> list[int]:
        """The fiscal years that something is said of."""
        return sorted(self._years)

    def measure(self, year: int, until: str | None) -> Measure | None:
        """What most figures of a year were measured in by a time: dollars before others where as many are."""
        found = []
        for measure, ledger in self._years.get(year, {}).items():
            if measure == _GROWTH:
                continue
            if until is None:
                count = len(ledger.figures)
            else:
                count = sum(1 for said in ledger.figures.values() if said.begins <= until)
            if count:
                found.append((-count, measure[0] != "USD", measure))
        return min(found)[2] if found else None

    def figures(self, year: int, measure: Measure, until: str | None) -> list[Figure]:
        """What was known by a time of a year and its two neighbours, in a fixed order."""
        found: dict[Key, Figure] = {}
        for number in (year - 1, year, year + 1):
            for name in (measure, _GROWTH):
                ledger = self._years.get(number, {}).get(name)
                for key, said in (ledger.figures if ledger else {}).items():
                    if key not in found and (figure := said.figure(until)) is not None:
                        found[key] = figure
        return [found[key] for key in sorted(found)]

    def articles(self, year: int, measure: Measure, until: str | None) -> tuple[str, ...]:
        """The ids of the articles that had spoken of a year by a time, sorted."""
        ledgers = [held for name, held in self._years[year].items() if name in (measure, _GROWTH)]
        if until is None:
            return _merged(ledger.ordered for ledger in ledgers)
        said = [figure.articles(until) for ledger in ledgers for figure in ledger.figures.values()]
        return _merged(said)

    def reprints(self, year: int, measure: Measure, until: str | None) -> tuple[Reprint, ...]:
        """Which of those articles print another's text."""
        ledgers = [held for name, held in self._years[year].items() if name in (measure, _GROWTH)]
        return listed(
            copy for held in ledgers for said in held.figures.values() for copy in said.copies(until)
        )

    def moments(self, year: int) -> dict[str, set[Stretch] | None]:
        """The times at which what is known of a year and its neighbours changed, in any measure, in order.

        With the stretches whose figures were only repeated then, by one more of the first publishers; None where more was said.
        """
        found: dict[str, set[Stretch] | None] = {}
        for number in (year - 1, year, year + 1):
            for ledger in self._years.get(number, {}).values():
                for key, said in ledger.figures.items():
                    for moment, _, what in said.turns():
                        if not isinstance(what, int):
                            found[moment] = None
                        elif (stretches := found.setdefault(moment, set())) is not None:
                            stretches.add(key[:2])
        return dict(sorted(found.items()))


def articles_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The ids of the articles that say these figures, sorted."""
    return _merged(figure.said.articles(figure.until) for figure in figures)


def _merged(ordered: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Sorted runs as one, each name once; sorting runs that are sorted costs one pass over them."""
    runs = list(ordered)
    return tuple(runs[0]) if len(runs) == 1 else tuple(dict.fromkeys(sorted(chain.from_iterable(runs))))


def publishers_of(group: Group) -> int:
    """How many publishers say what a group of figures says in words of their own."""
    return len({name for figure in group.figures for name in figure.said.sources(figure.until)})
