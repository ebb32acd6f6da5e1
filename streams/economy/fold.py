"""The fiscal-year tables: for every series and fiscal year, what follows from the claims.

A row depends only on the claims of its series whose periods touch its fiscal year or a neighbouring one. A new claim is filed
under the years it touches; the rows it bears on are made when they are next asked for, each from the figures that are said, not
from the claims that repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from typing import Any

from schemas import Event, FiscalYear, Observation, dump
from streams.claims import merge
from streams.economy import checks, disputes, levels, rows
from streams.economy.calendars import country
from streams.economy.cells import Figure
from streams.economy.flows import solve
from streams.economy.history import Finding, History, Known
from streams.economy.rows import Year
from streams.economy.said import Measure, Statements, stamp
from streams.folds import Table, View
from streams.text.lexicon import load
from streams.topology import FISCAL_YEARS


@cache
def kind_of(indicator: str) -> str:
    """How an indicator adds up: `flow`, `stock`, `rate` or `once`."""
    data = load("streams.economy", "series.toml")
    return next((kind for kind in ("stock", "rate", "once") if indicator in data[kind]), "flow")


@cache
def is_signed(indicator: str) -> bool:
    """Whether it may come close to zero or change its sign: balances and net flows."""
    return indicator in load("streams.economy", "series.toml")["signed"]


class _Series:
    """The claims of one series, and what was made of them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.claims: dict[str, Observation] = {}
        self.said = Statements()
        self.changed: set[int] = set()
        self.told: dict[str, bytes] = {}
        self._histories: dict[int, History] = {}

    def add(self, claim: Observation) -> bool:
        known = self.claims.get(claim.event_id)
        merged = merge(known, claim)
        if merged == known:
            return False
        self.claims[claim.event_id] = merged
        if known is not None and _counts(known):
            self._changed(known, self.said.remove(known, _touched(known)))
        if _counts(merged):
            self._changed(merged, self.said.add(merged, _touched(merged)))
        return True

    def _changed(self, claim: Observation, since: str | None) -> None:
        """Mark the rows that a claim bears on; `since`: the moment from which more, or less, is known than before."""
        touched = _touched(claim)
        for year in range(touched[0] - 1, touched[-1] + 2):
            self.changed.add(year)
            if since is not None and year in self._histories:
                self._histories[year].forget(since)

    def years(self) -> list[int]:
        """The fiscal years that have a row."""
        return self.said.years()

    def row(self, year: int, until: str | None = None) -> FiscalYear | None:
        """The row of a fiscal year, from what had been said by a time."""
        if until is not None:
            return self._made(year, History(self._find(year)), until)
        if year not in self._histories:
            self._histories[year] = History(self._find(year))
        return self._made(year, self._histories[year], None)

    def _find(self, number: int) -> Any:
        indicator, year = self.name.partition("/")[2], _year(self.name, number)

        def find(measure: Measure, figures: list[Figure]) -> Finding:
            actual = [figure for figure in figures if figure.actual]
            if kind_of(indicator) == "flow":
                solution = solve(actual, signed=is_signed(indicator))
                found = rows.latest(solution, year)
                return Finding(found and (rows.last_day_before(found[0][1]), found[1].value), solution)
            last = levels.headline(_levels(actual), year, scaled=_scaled(indicator, measure))
            return Finding(last and (last[0][1], last[1].best.value))

        return find

    def _made(self, number: int, history: History, until: str | None) -> FiscalYear | None:
        known = history.follow(self.said, number, until)
        measure = self.said.measure(number, until)
        if known is None or measure is None:
            return None
        year = _year(self.name, number)
        geo, _, indicator = self.name.partition("/")
        figures = self.said.figures(number, measure, until)
        common: dict[str, Any] = {
            "key": _key(self.name, number),
            "geo": geo,
            "indicator": indicator,
            "fiscal_year": year.name,
            "start": year.start,
            "end": year.end,
            "unit": measure[0],
            "target": rows.goal(figures, year),
            "articles": self.said.articles(number, measure, until),
            "reprints": self.said.reprints(number, measure, until),
            "history": history.told(),
        }
        if known.finding.solution is not None:
            return FiscalYear(**common, **_flow(known, year))
        return FiscalYear(**common, **_levelled(indicator, known, year))


def _flow(known: Known, year: Year) -> dict[str, Any]:
    solution = known.finding.solution
    assert solution is not None
    total = rows.cumulative(solution, year)
    return {
        "cumulative": total,
        "months": rows.months(solution, year),
        "spans": rows.spans(solution, year),
        "full_year": rows.full_year(solution, year),
        "rolling_12m": rows.rolling(solution, total.through) if total else None,
        "checks": checks.checks(solution, year),
        "disputed": disputes.of_flow(solution, year.start, year.end),
    }


def _levelled(indicator: str, known: Known, year: Year) -> dict[str, Any]:
    percent = known.measure[0] == "percent"
    actual = _levels([figure for figure in known.figures if figure.actual])
    found = levels.believe(actual, scaled=_scaled(indicator, known.measure))
    disputed = levels.disputed(found, year)
    if kind_of(indicator) == "once":
        return {"spans": levels.spans(found, year, short=True), "disputed": disputed}
    series = levels.series(found, year)
    return {
        "months": levels.months(found, year, percent=percent),
        "spans": levels.spans(found, year),
        "latest": levels.latest(series, percent=percent),
        "record": levels.records(series),
        "disputed": disputed,
    }


def _levels(figures: list[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.claim.transformation == "level"]


def _scaled(indicator: str, measure: Measure) -> bool:
    """Whether the levels are of one order: a rate may be a hundredth of another, and so may what is paid once."""
    return measure[0] != "percent" and indicator != "fx.rate" and kind_of(indicator) != "once"


class FiscalYears:
    """The economy's fold: `tables.fiscal-years` as a function of the observations added.

    Adding files a claim; a row is made when it is asked for, in a time that depends on what is said of its year and the two
    beside it, not on how many claims repeat it or how long the series is.
    """

    def __init__(self) -> None:
        self._series: dict[str, _Series] = {}

    def add(self, event: Event) -> bool:
        """Take in an observation, also a withdrawn or an older one; True if the set of claims changed."""
        if not isinstance(event, Observation):
            return False
        if event.series not in self._series:
            self._series[event.series] = _Series(event.series)
        return self._series[event.series].add(event)

    def drain(self) -> list[View]:
        """The rows that changed since the last call, by key; a row without claims is a tombstone."""
        found: list[View] = []
        for name in sorted(self._series):
            series = self._series[name]
            for number in sorted(series.changed):
                key = _key(name, number)
                row = series.row(number)
                digest = None if row is None else blake2b(dump(row), digest_size=16).digest()
                if series.told.get(key) == digest:
                    continue
                found.append(View(FISCAL_YEARS, key, row))
                if digest is None:
                    del series.told[key]
                else:
                    series.told[key] = digest
            series.changed.clear()
        return found

    def views(self, *, as_of: datetime | None = None) -> list[Table]:
        """Every row, by key; with `as_of`, from the claims of articles revised by then."""
        until = None if as_of is None else stamp(as_of)
        found = {row.key: row for row in self._rows(until)}
        return [found[key] for key in sorted(found)]

    def forget(self, group: str) -> None:
        """Drop a series without a trace."""
        self._series.pop(group, None)

    def _rows(self, until: str | None) -> Iterator[FiscalYear]:
        for series in self._series.values():
            for number in series.years():
                row = series.row(number, until)
                if row is not None:
                    yield row


def _counts(claim: Observation) -> bool:
    """Whether a claim says something of the table: what is taken back and what is with one partner does not."""
    return not claim.withdrawn and claim.counterpart is None


def _key(series: str, number: int) -> str:
    return f"{series}/{_year(series, number).name}"


@cache
def _year(series: str, number: int) -> Year:
    calendar = country(series.partition("/")[0]).calendar
    start, end = calendar.year(number)
    name = f"FY{number}" if calendar.first_month > 1 else str(number)
    return Year(name=name, first=start.year * 12 + start.month - 1, start=start, end=end)


def _touched(claim: Observation) -> range:
    """The fiscal years that a claim's period touches."""
    return _years(claim.geo, claim.period.start, claim.period.end)


@cache
def _years(geo: str, start: date, end: date) -> range:
    calendar = country(geo).calendar
    return range(calendar.year_of(start), calendar.year_of(end) + 1)
