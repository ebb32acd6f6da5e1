"""Stocks and rates: a series of levels. Nothing is summed; a month holds its last level."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from schemas.tables import Disputed, Extreme, Latest, Month, Movement, Records, Reported
from streams.economy import disputes
from streams.economy.cells import Figure, Group, heard, off_scale, typical_size
from streams.economy.rows import Year, clean
from streams.economy.said import articles_of

#: Digits kept of computed percentages.
_DIGITS = 1
#: How far from the same day a year before a level may be to be compared with it.
_NEAR = timedelta(days=14)

Days = tuple[date, date]
"""A period: its first and its last day."""


@dataclass(slots=True)
class Levels:
    """What is believed of a stock or a rate: one group of figures for each period."""

    accepted: dict[Days, Group] = field(default_factory=dict)
    misprints: list[Figure] = field(default_factory=list)
    losers: list[tuple[Group, Group]] = field(default_factory=list)
    """Groups that are not believed, each with the one that is."""


def scale_of(figures: Iterable[Figure]) -> float | None:
    """The typical size of the levels, where too few are known None."""
    return typical_size([abs(figure.claim.value) for figure in figures])


def sorted_by_period(figures: Iterable[Figure]) -> dict[Days, list[Figure]]:
    """The figures of each period."""
    found: dict[Days, list[Figure]] = {}
    for figure in figures:
        found.setdefault((figure.claim.period.start, figure.claim.period.end), []).append(figure)
    return found


def judge(figures: Iterable[Figure], typical: float | None) -> tuple[Group | None, list[Group], list[Figure]]:
    """Of figures of one period, those of more publishers; then the official, the more precise, the later.

    Returns what is believed, the other groups, and the figures off by a unit (against the `typical` size).
    """
    kept: list[Figure] = []
    misprints: list[Figure] = []
    for figure in figures:
        (misprints if off_scale(abs(figure.claim.value), typical) else kept).append(figure)
    if not kept:
        return None, [], misprints
    found = heard(kept)
    best = max(found.groups, key=Group.rank)
    return best, [g for g in (*found.groups, *found.unheard) if g is not best], misprints


def believe(figures: Sequence[Figure], *, scaled: bool) -> Levels:
    """Judge each period. `scaled`: the levels are of one order, so that a misprinted unit can be told."""
    typical = scale_of(figures) if scaled else None
    levels = Levels()
    for where, members in sorted(sorted_by_period(figures).items()):
        best, others, misprints = judge(members, typical)
        levels.misprints.extend(misprints)
        if best is not None:
            levels.accepted[where] = best
            levels.losers.extend((group, best) for group in others)
    return levels


def headline(figures: Sequence[Figure], year: Year, *, scaled: bool) -> tuple[Days, Group] | None:
    """The level with the latest end in the year, as `believe` would have it, without judging the others."""
    typical = scale_of(figures) if scaled else None
    inside = sorted_by_period(f for f in figures if year.start <= f.claim.period.end <= year.end)
    for where in sorted(inside, key=lambda days: (days[1], days[0]), reverse=True):
        best, _, _ = judge(inside[where], typical)
        if best is not None:
            return where, best
    return None


def disputed(levels: Levels, year: Year) -> tuple[Disputed, ...]:
    """The claims that are not believed, of the periods that end in the year."""
    found: list[Disputed] = []
    for figure in levels.misprints:
        if year.start <= figure.claim.period.end <= year.end:
            alone = Group((figure,), figure.low, figure.high)
            why = " is of another order than the rest of the series"
            found.extend(disputes.rejected(alone, "magnitude", why))
    for group, best in levels.losers:
        if year.start <= group.best.period.end <= year.end:
            reason = "outvoted" if group.rank()[:3] != best.rank()[:3] else "superseded"
            found.extend(disputes.rejected(group, reason, disputes.instead(group, best, reason)))
    return disputes.ordered(found)


def months(levels: Levels, year: Year, *, percent: bool) -> tuple[Month, ...]:
    """The last level of each month; for amounts with their growth over the month and the year before."""
    latest_of: dict[str, Group] = {}
    # A month's own figure (a rate) stands before a week's; the later day before the earlier.
    for (start, end), group in sorted(
        levels.accepted.items(), key=lambda item: (item[0][1], item[0][0] <= item[0][1].replace(day=1))
    ):
        if (end - start).days <= 31:
            latest_of[f"{end:%Y-%m}"] = group
    found: list[Month] = []
    for name in sorted(latest_of):
        if not f"{year.start:%Y-%m}" <= name <= f"{year.end:%Y-%m}":
            continue
        group = latest_of[name]
        found.append(
            Month(
                month=name,
                method="reported",
                yoy_percent=None if percent else _growth(group, latest_of.get(_back(name, 12))),
                mom_percent=None if percent else _growth(group, latest_of.get(_back(name, 1))),
                articles=articles_of(group.figures),
                **_ends(group),
            )
        )
    return tuple(found)


def _ends(group: Group) -> dict[str, Any]:
    best = group.best
    return {"value": best.value, "rounding": best.rounding, "low": group.low, "high": group.high}


def _back(month: str, count: int) -> str:
    index = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{index // 12:04}-{index % 12 + 1:02}"


def _growth(now: Group, before: Group | None) -> float | None:
    if before is None or not before.best.value or (now.best.value < 0) != (before.best.value < 0):
        return None
    return round((abs(now.best.value) / abs(before.best.value) - 1) * 100, _DIGITS)


def spans(levels: Levels, year: Year, *, short: bool = False) -> tuple[Reported, ...]:
    """The levels of longer periods that end in the year: quarters, averages, years; with `short` those of any period."""
    return tuple(
        Reported(
            label=group.best.period.label,
            start=start,
            end=end,
            articles=articles_of(group.figures),
            **_ends(group),
        )
        for (start, end), group in sorted(levels.accepted.items(), key=lambda item: (item[0][1], item[0][0]))
        if year.start <= end <= year.end and (short or (end - start).days > 31)
    )


def series(levels: Levels, year: Year) -> list[tuple[Days, Group]]:
    """The levels that can be compared with the year's latest: of periods as long as its, by their end.

    Days, weeks and months are kept apart; lengths of a month differ by three days, of a year by one.
    """
    inside = [days for days in levels.accepted if year.start <= days[1] <= year.end]
    if not inside:
        return []
    last = max(inside, key=lambda days: (days[1], days[0]))
    length = (last[1] - last[0]).days
    return sorted(
        (
            (days, group)
            for days, group in levels.accepted.items()
            if days[1] <= last[1] and abs((days[1] - days[0]).days - length) <= (3 if length > 20 else 0)
        ),
        key=lambda item: (item[0][1], item[0][0]),
    )


def latest(found: Sequence[tuple[Days, Group]], *, percent: bool) -> Latest | None:
    """The last of a series of levels, and how it moved: since the one before, and since a year before."""
    if not found:
        return None
    (start, end), group = found[-1]
    before = found[-2][1] if len(found) > 1 else None
    ago = _year_before(end)
    ends = [days[1] for days, _ in found]
    place = bisect_left(ends, ago)
    near = [i for i in (place - 1, place) if 0 <= i < len(found) - 1 and abs(ends[i] - ago) <= _NEAR]
    year_before = found[min(near, key=lambda i: (abs(ends[i] - ago), i))][1] if near else None
    return Latest(
        label=group.best.period.label,
        start=start,
        end=end,
        previous=_movement(group, before, percent=percent),
        year_before=_movement(group, year_before, percent=percent),
        articles=articles_of(group.figures),
        **_ends(group),
    )


def _year_before(day: date) -> date:
    after = day + timedelta(days=1)
    if after.day == 1:  # the end of a month is the end of a month
        return after.replace(year=after.year - 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def _movement(now: Group, before: Group | None, *, percent: bool) -> Movement | None:
    if before is None:
        return None
    return Movement(
        label=before.best.period.label,
        value=before.best.value,
        change=clean(now.best.value - before.best.value),
        percent=None if percent else _growth(now, before),
        articles=articles_of(before.figures),
    )


def records(found: Sequence[tuple[Days, Group]]) -> Records | None:
    """The highest and lowest of a series of levels; the later of equals. `claimed` where its articles call it so."""
    if not found:
        return None
    high = max(found, key=lambda item: (item[1].best.value, item[0][1]))
    low = min(found, key=lambda item: (item[1].best.value, -item[0][1].toordinal()))
    return Records(since=found[0][0][0], high=_extreme(high, "high"), low=_extreme(low, "low"))


def _extreme(item: tuple[Days, Group], kind: str) -> Extreme:
    (start, end), group = item
    called: Mapping[str, str] = {
        record: event_id for figure in group.figures for record, event_id in figure.said.records(figure.until)
    }
    return Extreme(
        label=group.best.period.label,
        start=start,
        end=end,
        claimed=kind in called,
        articles=articles_of(group.figures),
        **_ends(group),
    )
