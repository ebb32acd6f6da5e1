"""Rows of the fiscal-year table of a flow: months, totals, checks and the figures beside them, from a solution."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas import Observation
from schemas.tables import Check, Cumulative, Figure, Goal, Month, Reported, Through
from streams.economy.bounds import Bound
from streams.economy.cells import Group, interval, revised_at
from streams.economy.flows import Growth, Months, Solution

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
        held = figure(solution, where)
        if held is None:
            continue
        value, group, bound = held
        found.append(
            Month(
                month=f"{day_of(month):%Y-%m}",
                method="reported" if group else "derived",
                yoy_percent=percent(solution, where, "yoy", 12),
                mom_percent=percent(solution, where, "mom", 1),
                derived_from=() if group else tuple(sorted(bound.because)),
                articles=group.articles if group else (),
                **_ends(value, group, bound),
            )
        )
    return tuple(found)


def figure(solution: Solution, where: Months) -> tuple[float, Group | None, Bound] | None:
    """The value of a stretch, the claims if it is reported, and what follows for it; None where too little is known."""
    bound = solution.bounds.get(*where)
    if bound is None:
        return None
    group = solution.accepted.get(where)
    if group is not None:
        return group.best.value, group, bound
    if bound.width > _TELLING * max(abs(bound.low), abs(bound.high)):
        return None
    return _rounded(bound), None, bound


def _rounded(bound: Bound) -> float:
    """The middle of an interval to the digits that its width leaves meaningful."""
    if bound.width <= 0:
        return clean(bound.middle)
    step = 10.0 ** (math.floor(math.log10(bound.width)) - 1)
    value = clean(round(bound.middle / step) * step)
    return value if bound.low <= value <= bound.high else clean(bound.middle)


def _ends(value: float, group: Group | None, bound: Bound) -> dict[str, float]:
    rounding = group.best.rounding if group else bound.width / 2
    return {"value": value, "rounding": clean(rounding), "low": clean(bound.low), "high": clean(bound.high)}


def percent(solution: Solution, where: Months, basis: str, back: int) -> float | None:
    """The growth over a comparison: of the reported rates the one nearest to what both levels give, else that itself.

    Where the levels are not both known, the rate with the finest rounding, then the latest.
    """
    computed = _computed(solution, where, (where[0] - back, where[1] - back))
    group = solution.accepted.get(where)
    stated = [
        (abs(c.percent - computed) if computed is not None else 0.0, c.rounding, claim, c.percent)
        for claim in (group.claims if group else ())
        for c in claim.changes
        if c.basis == basis
    ]
    if stated:
        stated.sort(key=lambda item: (revised_at(item[2]), item[2].event_id), reverse=True)
        return min(stated, key=lambda item: item[:2])[3]
    return None if computed is None else round(computed, _DIGITS)


def _computed(solution: Solution, where: Months, before: Months) -> float | None:
    now, then = figure(solution, where), figure(solution, before)
    if now is None or then is None or not then[0] or (now[0] < 0) != (then[0] < 0):
        return None
    return (abs(now[0]) / abs(then[0]) - 1) * 100


def cumulative(solution: Solution, year: Year) -> Cumulative | None:
    """The total from the start of the year through the latest month that is known: reported, summed of reports, or combined."""
    for end in range(year.first + 12, year.first, -1):
        where = (year.first, end)
        held = figure(solution, where)
        if held is None:
            continue
        value, group, bound = held
        parts = _parts(solution, where)
        if group is None and parts:
            value = clean(sum(solution.accepted[part].best.value for part in parts))
            if not bound.low <= value <= bound.high:
                value = clean(bound.middle)
        articles = (
            group.articles
            if group
            else tuple(sorted({a for part in parts for a in solution.accepted[part].articles}))
        )
        return Cumulative(
            through=last_day_before(end),
            method="reported" if group else "summed" if parts else "combined",
            yoy_percent=percent(solution, where, "yoy", 12),
            articles=articles,
            **_ends(value, group, bound),
        )
    return None


def _parts(solution: Solution, where: Months) -> list[Months]:
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
        bound = Bound(group.low, group.high, frozenset())
        found.append(
            Reported(
                label=solution.labels[where],
                start=day_of(where[0]),
                end=last_day_before(where[1]),
                yoy_percent=percent(solution, where, "yoy", 12),
                articles=group.articles,
                **_ends(group.best.value, group, bound),
            )
        )
    return tuple(found)


def checks(solution: Solution, year: Year) -> tuple[Check, ...]:
    """Each reported total against the fewest reported parts that make it up, and each growth rate against both its levels."""
    found: list[Check] = []
    for where in sorted(solution.accepted, key=lambda w: (w[1], w[1] - w[0])):
        if not year.first < where[1] <= year.first + 12:
            continue
        parts = _parts(solution, where)
        if len(parts) > 1:
            found.append(_sum_check(solution, where, parts))
    same: dict[tuple[Months, str, float], list[Growth]] = {}
    for relation in sorted(
        solution.growth, key=lambda g: (g.later, g.basis, g.percent, g.rounding, g.claim.event_id)
    ):
        same.setdefault((relation.later, relation.basis, relation.percent), []).append(relation)
    for relations in same.values():
        relation = relations[0]
        earlier, later = solution.accepted.get(relation.earlier), solution.accepted[relation.later]
        if earlier is None or not year.first < relation.later[1] <= year.first + 12 or not earlier.best.value:
            continue
        computed = (abs(later.best.value) / abs(earlier.best.value) - 1) * 100
        spread = 100 * (
            _half(later) / abs(earlier.best.value)
            + abs(later.best.value) * _half(earlier) / earlier.best.value**2
        )
        found.append(
            Check(
                check=f"{solution.labels[relation.later]} {relation.basis} percent",
                left=relation.percent,
                right=round(computed, 4),
                residual=round(relation.percent - computed, 4),
                tolerance=round(relation.rounding + spread, 4),
                ok=relation.low <= earlier.high and relation.high >= earlier.low,
                articles=tuple(sorted({*(r.claim.article.id for r in relations), *earlier.articles})),
            )
        )
    return tuple(found)


def _half(group: Group) -> float:
    return (group.high - group.low) / 2


def _sum_check(solution: Solution, where: Months, parts: Sequence[Months]) -> Check:
    whole, pieces = solution.accepted[where], [solution.accepted[part] for part in parts]
    left, right = whole.best.value, clean(sum(piece.best.value for piece in pieces))
    tolerance = sum((interval(g.best)[1] - interval(g.best)[0]) / 2 for g in (whole, *pieces))
    residual = clean(left - right)
    return Check(
        check=f"{solution.labels[where]} = " + " + ".join(solution.labels[part] for part in parts),
        left=left,
        right=right,
        residual=residual,
        tolerance=clean(tolerance),
        ok=abs(residual) <= tolerance * (1 + 1e-9),
        articles=tuple(sorted({article for group in (whole, *pieces) for article in group.articles})),
    )


def full_year(solution: Solution, year: Year) -> Figure | None:
    """The year's total, reported or following from its parts."""
    return _total(solution, (year.first, year.first + 12))


def rolling(solution: Solution, through: date) -> Through | None:
    """The twelve months up to a day."""
    end = through.year * 12 + through.month
    total = _total(solution, (end - 12, end))
    return Through(through=through, **total.model_dump()) if total else None


def _total(solution: Solution, where: Months) -> Figure | None:
    held = figure(solution, where)
    return Figure(**_ends(*held)) if held else None


def goal(claims: Iterable[Observation], year: Year) -> Goal | None:
    """The latest target for the whole year; a forecast where nobody set a target."""
    whole = [c for c in claims if c.period.start == year.start and c.period.end == year.end]
    for status in ("target", "forecast"):
        named = [claim for claim in whole if claim.status == status]
        if named:
            best = max(named, key=lambda c: (revised_at(c), c.event_id))
            low, high = interval(best)
            articles = tuple(sorted({claim.article.id for claim in named if claim.value == best.value}))
            return Goal(
                value=best.value, rounding=best.rounding, low=low, high=high, status=status, label=year.name, articles=articles
            )  # fmt: skip
    return None
