"""The fiscal-year tables: for every series and fiscal year, what follows from the claims.

A row depends only on the claims of its series whose periods touch its fiscal year or a neighbouring one, so that a new claim
recomputes at most three rows, when they are next asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from hashlib import blake2b
from typing import Any

from schemas import Event, FiscalYear, Observation, dump
from schemas.tables import Belief, Disputed
from streams.claims import merge
from streams.economy import levels, rows
from streams.economy.calendars import country
from streams.economy.cells import moment, revised_at, source
from streams.economy.flows import Rejected, solve
from streams.economy.rows import Year
from streams.folds import Table, View
from streams.text.lexicon import load
from streams.topology import FISCAL_YEARS

_ACTUAL = frozenset({"actual", "provisional", "estimate"})


@cache
def kind_of(indicator: str) -> str:
    """How an indicator adds up: `flow`, `stock`, `rate` or `once`."""
    data = load("streams.economy", "series.toml")
    return next((kind for kind in ("stock", "rate", "once") if indicator in data[kind]), "flow")


class FiscalYears:
    """The economy's fold: `tables.fiscal-years` as a function of the observations added."""

    def __init__(self) -> None:
        self._claims: dict[str, dict[str, Observation]] = {}
        self._changed: dict[str, set[int]] = {}
        self._told: dict[str, dict[str, bytes]] = {}
        self._beliefs: dict[tuple[str, int], dict[bytes, Belief | None]] = {}

    def add(self, event: Event) -> bool:
        """Take in an observation, also a withdrawn or an older one; True if the set of claims changed."""
        if not isinstance(event, Observation):
            return False
        claims = self._claims.setdefault(event.series, {})
        known = claims.get(event.event_id)
        merged = merge(known, event)
        if merged == known:
            return False
        claims[event.event_id] = merged
        for claim in (merged, known):
            if claim is not None:
                self._changed.setdefault(event.series, set()).update(_years(claim))
        return True

    def drain(self) -> list[View]:
        """The rows that changed since the last call, by key; a row without claims is a tombstone."""
        found: list[View] = []
        for series in sorted(self._changed):
            told = self._told.setdefault(series, {})
            for number in sorted(self._changed[series]):
                key = _key(series, number)
                row = self._row(series, number, None)
                digest = None if row is None else blake2b(dump(row), digest_size=16).digest()
                if told.get(key) == digest:
                    continue
                found.append(View(FISCAL_YEARS, key, row))
                if digest is None:
                    del told[key]
                else:
                    told[key] = digest
        self._changed.clear()
        return found

    def views(self, *, as_of: datetime | None = None) -> list[Table]:
        """Every row, by key; with `as_of`, from the claims of articles revised by then."""
        found: list[Table] = []
        for series in sorted(self._claims):
            numbers = {year for claim in self._claims[series].values() for year in _years(claim)}
            made = (self._row(series, number, as_of) for number in sorted(numbers))
            found.extend(row for row in made if row is not None)
        return sorted(found, key=lambda row: row.key if isinstance(row, FiscalYear) else "")

    def forget(self, group: str) -> None:
        """Drop a series without a trace."""
        for held in (self._claims, self._changed, self._told):
            held.pop(group, None)
        for where in [key for key in self._beliefs if key[0] == group]:
            del self._beliefs[where]

    def _row(self, series: str, number: int, as_of: datetime | None) -> FiscalYear | None:
        claims = [
            claim
            for claim in self._claims[series].values()
            if not claim.withdrawn
            and claim.transformation == "level"
            and claim.counterpart is None
            and number in _years(claim)
            and (as_of is None or moment(claim) <= as_of)
        ]
        beliefs = self._beliefs.setdefault((series, number), {}) if as_of is None else {}
        return fiscal_year(series, number, sorted(claims, key=lambda c: c.event_id), beliefs=beliefs)


def fiscal_year(
    series: str,
    number: int,
    claims: Sequence[Observation],
    *,
    beliefs: dict[bytes, Belief | None] | None = None,
) -> FiscalYear | None:
    """The row of a series for a fiscal year from claims that touch it or a neighbouring year; None without one that does.

    `beliefs` keeps what was believed along the history between calls; it only saves time.
    """
    geo, _, indicator = series.partition("/")
    year = _year(geo, number)
    claims = _comparable(claims)
    inside = [claim for claim in claims if claim.period.start <= year.end and claim.period.end >= year.start]
    if not inside:
        return None
    actual = [claim for claim in claims if claim.status in _ACTUAL]
    common: dict[str, Any] = {
        "key": _key(series, number),
        "geo": geo,
        "indicator": indicator,
        "fiscal_year": year.name,
        "start": year.start,
        "end": year.end,
        "unit": inside[0].unit,
        "target": rows.goal(inside, year),
        "articles": tuple(sorted({claim.article.id for claim in inside})),
        "history": _history(indicator, year, actual, {} if beliefs is None else beliefs),
    }
    if kind_of(indicator) == "flow":
        solution = solve(actual)
        total = rows.cumulative(solution, year)
        return FiscalYear(
            **common,
            cumulative=total,
            months=rows.months(solution, year),
            spans=rows.spans(solution, year),
            full_year=rows.full_year(solution, year),
            rolling_12m=rows.rolling(solution, total.through) if total else None,
            checks=rows.checks(solution, year),
            disputed=_disputed(solution.rejected, year),
        )
    percent = inside[0].unit == "percent"
    found = levels.believe(actual, percent=percent or indicator == "fx.rate")
    once = kind_of(indicator) == "once"
    return FiscalYear(
        **common,
        months=() if once else levels.months(found, year, percent=percent),
        spans=levels.spans(found, year, short=once),
        disputed=_disputed(found.rejected, year),
    )


def _comparable(claims: Sequence[Observation]) -> list[Observation]:
    """The claims in the unit that most have, and of the exchange rates the pair and market that most have."""
    if not claims:
        return []
    units = Counter(claim.unit for claim in claims)
    unit = min(units, key=lambda name: (-units[name], name != "USD", name))
    same = [claim for claim in claims if claim.unit == unit]
    pairs = Counter((claim.pair or "", claim.market or "interbank") for claim in same)
    pair = min(pairs, key=lambda name: (-pairs[name], name))
    return [claim for claim in same if (claim.pair or "", claim.market or "interbank") == pair]


def _history(
    indicator: str, year: Year, claims: Sequence[Observation], beliefs: dict[bytes, Belief | None]
) -> tuple[Belief, ...]:
    """What the headline figure of the year was believed to be, from each moment on at which it changed."""
    ordered = _first_told(claims)
    found: list[Belief] = []
    state = blake2b(digest_size=16)
    live: dict[bytes, Belief | None] = {}
    for position, claim in enumerate(ordered):
        state.update(f"{claim.event_id} {claim.article.revision}\n".encode())
        if position + 1 < len(ordered) and revised_at(ordered[position + 1]) == revised_at(claim):
            continue
        known = state.digest()
        belief = beliefs[known] if known in beliefs else _belief(indicator, year, ordered[: position + 1])
        live[known] = belief
        if belief and (not found or (found[-1].through, found[-1].value) != (belief.through, belief.value)):
            found.append(belief)
    beliefs.clear()
    beliefs.update(live)
    return tuple(found)


def _first_told(claims: Sequence[Observation]) -> list[Observation]:
    """Each thing that each publisher says, once, when it was first said: repeats change no belief."""
    first: dict[tuple[object, ...], Observation] = {}
    for claim in sorted(claims, key=lambda c: (revised_at(c), c.event_id)):
        official = bool(claim.attribution and claim.attribution.organisation)
        what = (
            source(claim),
            claim.period,
            claim.value,
            claim.rounding,
            claim.low,
            claim.high,
            claim.qualifier,
        )
        first.setdefault((*what, claim.changes, official), claim)
    return list(first.values())


def _belief(indicator: str, year: Year, claims: Sequence[Observation]) -> Belief | None:
    now = moment(claims[-1]).astimezone(UTC)
    if not any(claim.period.start <= year.end and claim.period.end >= year.start for claim in claims):
        return None
    if kind_of(indicator) == "flow":
        total = rows.cumulative(solve(claims), year)
        return Belief(as_of=now, through=total.through, value=total.value) if total else None
    found = levels.believe(claims, percent=claims[0].unit == "percent" or indicator == "fx.rate")
    ends = [where for where in found.accepted if year.start <= where[1] <= year.end]
    if not ends:
        return None
    last = max(ends, key=lambda where: (where[1], where[0]))
    return Belief(as_of=now, through=last[1], value=found.accepted[last].best.value)


def _disputed(rejected: Iterable[Rejected], year: Year) -> tuple[Disputed, ...]:
    found = [
        Disputed(
            event_id=item.claim.event_id,
            article=item.claim.article.id,
            source=source(item.claim),
            label=item.claim.period.label,
            value=item.claim.value,
            reason=item.reason,
            explanation=item.explanation,
        )
        for item in rejected
        if year.start <= item.claim.period.end <= year.end
    ]
    return tuple(sorted(found, key=lambda row: (row.label, row.value, row.event_id)))


def _key(series: str, number: int) -> str:
    return f"{series}/{_year(series.partition('/')[0], number).name}"


@cache
def _year(geo: str, number: int) -> Year:
    calendar = country(geo).calendar
    start, end = calendar.year(number)
    name = f"FY{number}" if calendar.first_month > 1 else str(number)
    return Year(name=name, first=start.year * 12 + start.month - 1, start=start, end=end)


def _years(claim: Observation) -> range:
    """The fiscal years that a claim can bear on: those its period touches, and one more on either side."""
    return _touched(claim.geo, claim.period.start, claim.period.end)


@cache
def _touched(geo: str, start: date, end: date) -> range:
    calendar = country(geo).calendar
    return range(calendar.year_of(start) - 1, calendar.year_of(end) + 2)
