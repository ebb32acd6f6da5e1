"""Rows of the fiscal-year table of a flow: months, totals and the figures beside them, from a solution."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from schemas.tables import Cumulative, Goal, Month, Reported, Through, Total
from streams.economy.bounds import Bound
from streams.economy.cells import Figure, Group, revised_at
from streams.economy.credence import Months
from streams.economy.flows import Solution
from streams.economy.said import articles_of

#: A derived figure is given where the interval that it follows from is no wider than this, in parts of its size.
_TELLING = 0.1
#: Digits kept of computed percentages.
_DIGITS = 1


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year: its number's name ("FY2026"), its first month (counted from year 0) and its days."""

    name: str
    first: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a stretch of months: its value, its group if it is reported, and the interval that follows for it."""

    value: float
    group: Group | None
    bound: Bound
    parts: tuple[Months, ...] = ()
    """The reported stretches whose values make up the value, where it is their sum."""


def day_of(month: int) -> date:
    """The first day of a month counted from year 0."""
    return date(month // 12, month % 12 + 1, 1)


def last_day_before(month: int) -> date:
    """The last day of the month before."""
    return day_of(month) - timedelta(days=1)


def clean(value: float) -> float:
    """The value without the noise of binary fractions."""
    return float(f"{value:.12g}")


def months(solution: Solution, year: Year) -> tuple[Month, ...]:
    """The months that are reported or follow."""
    found: list[Month] = []
    for month in range(year.first, year.first + 12):
        where = (month, month + 1)
        held = known(solution, where)
        if held is None:
            continue
        found.append(
            Month(
                month=f"{day_of(month):%Y-%m}",
                method="reported" if held.group else "derived",
                yoy_percent=percent(solution, where, "yoy", 12),
                mom_percent=percent(solution, where, "mom", 1),
                **ends(held),
                **origin(solution, held),
            )
        )
    return tuple(found)


def known(solution: Solution, where: Months) -> Held | None:
    """What is known of a stretch; None where it is too little to tell."""
    group = solution.accepted.get(where)
    bound = solution.bounds.get(*where)
    if bound is None:
        return None
    if group is not None and bound.low <= group.best.value <= bound.high:
        return Held(group.best.value, group, bound)
    if group is not None:
        # "$2.24 billion" is agreed with, but what else was told leaves of its interval only 2.235 to 2.2375
        return Held(rounded(bound), None, bound)
    if bound.width > _TELLING * max(abs(bound.low), abs(bound.high)):
        return None
    return Held(rounded(bound), None, bound)


def rounded(bound: Bound) -> float:
    """The middle of an interval to the digits that its width leaves meaningful."""
    if bound.width <= 0:
        return clean(bound.middle)
    step = 10.0 ** (math.floor(math.log10(bound.width)) - 1)
    value = clean(round(bound.middle / step) * step)
    return value if bound.low <= value <= bound.high else clean(bound.middle)


def ends(held: Held) -> dict[str, Any]:
    """Value, rounding and interval."""
    rounding = held.group.best.rounding if held.group else held.bound.width / 2
    low, high = clean(held.bound.low), clean(held.bound.high)
    return {"value": held.value, "rounding": clean(rounding), "low": low, "high": high}


def origin(solution: Solution, held: Held) -> dict[str, Any]:
    """From which reports a figure follows where it is not reported itself, and the articles behind it."""
    if held.group is not None:
        return {"derived_from": (), "articles": articles_of(held.group.figures)}
    names = {solution.labels[part] for part in held.parts} or held.bound.because
    figures = {id(figure): figure for name in names for figure in solution.reports[name]}
    return {"derived_from": tuple(sorted(names)), "articles": articles_of(figures.values())}


def percent(solution: Solution, where: Months, basis: str, back: int) -> float | None:
    """The growth over a comparison: of the reported rates the one nearest to what both levels give, else that itself.

    Where the levels are not both known, the rate with the finest rounding, then the latest.
    """
    growth = computed(solution, where, (where[0] - back, where[1] - back))
    group = solution.accepted.get(where)
    stated = [
        (abs(c.percent - growth) if growth is not None else 0.0, c.rounding, figure.first, c.percent)
        for figure in (group.figures if group else ())
        for c in figure.changes
        if c.basis == basis
    ]
    if stated:
        stated.sort(key=lambda item: item[2], reverse=True)
        return min(stated, key=lambda item: item[:2])[3]
    return None if growth is None else round(growth, _DIGITS)


def computed(solution: Solution, where: Months, before: Months) -> float | None:
    """The growth from one level to another, in percent of the size of the earlier; None where either is not known."""
    now, then = known(solution, where), known(solution, before)
    if now is None or then is None or not then.value or (now.value < 0) != (then.value < 0):
        return None
    return (abs(now.value) / abs(then.value) - 1) * 100


def latest(solution: Solution, year: Year) -> tuple[Months, Held] | None:
    """The total from the start of the year through the latest month that is known: the headline."""
    for end in range(year.first + 12, year.first, -1):
        held = total(solution, (year.first, end))
        if held is not None:
            return (year.first, end), held
    return None


def total(solution: Solution, where: Months) -> Held | None:
    """What is known of a longer stretch: as reported, else the sum of what is reported, else what follows."""
    held = known(solution, where)
    if held is None or held.group is not None:
        return held
    parts = make_up(solution, where)
    if not parts:
        return held
    value = clean(sum(solution.accepted[part].best.value for part in parts))
    if not held.bound.low <= value <= held.bound.high:
        value = clean(held.bound.middle)
    return Held(value, None, held.bound, tuple(parts))


def cumulative(solution: Solution, year: Year) -> Cumulative | None:
    """The headline as the table shows it: reported, summed of reports, or combined by arithmetic."""
    found = latest(solution, year)
    if found is None:
        return None
    where, held = found
    return Cumulative(
        through=last_day_before(where[1]),
        method=method(held),
        yoy_percent=percent(solution, where, "yoy", 12),
        **ends(held),
        **origin(solution, held),
    )


def method(held: Held) -> Any:
    """How a total is known."""
    return "reported" if held.group else "summed" if held.parts else "combined"


def make_up(solution: Solution, where: Months) -> list[Months]:
    """The fewest reported stretches, other than the whole, that make it up; empty where there are none."""
    start, end = where
    best: dict[int, list[Months]] = {start: []}
    for edge in sorted({first for first, _ in solution.accepted} | {start}):
        if edge not in best or edge >= end:
            continue
        for part in sorted(solution.accepted):
            if part[0] != edge or part[1] > end or part == where:
                continue
            route = [*best[edge], part]
            if part[1] not in best or len(route) < len(best[part[1]]):
                best[part[1]] = route
    return best.get(end, [])


def spans(solution: Solution, year: Year) -> tuple[Reported, ...]:
    """Every reported total that ends in the year, shorter and earlier first."""
    found: list[Reported] = []
    for where in sorted(solution.accepted, key=lambda w: (w[1], w[1] - w[0])):
        if not year.first < where[1] <= year.first + 12 or where[1] - where[0] == 1:
            continue
        group = solution.accepted[where]
        found.append(
            Reported(
                label=solution.labels[where],
                start=day_of(where[0]),
                end=last_day_before(where[1]),
                yoy_percent=percent(solution, where, "yoy", 12),
                articles=articles_of(group.figures),
                **ends(Held(group.best.value, group, Bound(group.low, group.high, frozenset()))),
            )
        )
    return tuple(found)


def full_year(solution: Solution, year: Year) -> Total | None:
    """The year's total, reported or following from its parts."""
    held = total(solution, (year.first, year.first + 12))
    return Total(method=method(held), **ends(held), **origin(solution, held)) if held else None


def rolling(solution: Solution, through: date) -> Through | None:
    """The twelve months up to a day."""
    end = through.year * 12 + through.month
    held = total(solution, (end - 12, end))
    if held is None:
        return None
    return Through(through=through, method=method(held), **ends(held), **origin(solution, held))


def goal(figures: Iterable[Figure], year: Year) -> Goal | None:
    """The latest target for the whole year; a forecast where nobody set a target."""
    whole = [f for f in figures if f.claim.period.start == year.start and f.claim.period.end == year.end]
    for status in ("target", "forecast"):
        named = [figure for figure in whole if figure.claim.status == status]
        if named:
            best = max(named, key=lambda f: max((revised_at(c), c.event_id) for c in f.claims))
            said = [figure for figure in named if figure.claim.value == best.claim.value]
            return Goal(
                value=best.claim.value,
                rounding=best.claim.rounding,
                low=best.low,
                high=best.high,
                status=status,
                label=year.name,
                articles=articles_of(said),
            )
    return None
