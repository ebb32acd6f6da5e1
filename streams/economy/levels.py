"""Stocks and rates: a series of levels. Nothing is summed; a month holds its last level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas import Observation
from schemas.tables import Month, Reported
from streams.economy.cells import Group, amount, groups_of, off_scale, revised_at
from streams.economy.flows import Rejected
from streams.economy.rows import Year

#: Digits kept of computed percentages.
_DIGITS = 1


@dataclass(slots=True)
class Levels:
    """What is believed of a stock or a rate: one group of claims for each period."""

    accepted: dict[tuple[date, date], Group] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)


def believe(claims: Sequence[Observation], *, percent: bool) -> Levels:
    """Of claims that disagree on a period, those of more publishers; then the official, the more precise, the later."""
    misprints = set() if percent else off_scale(claims, [1] * len(claims))
    grouped: dict[tuple[date, date], list[Observation]] = {}
    levels = Levels()
    for claim in claims:
        if claim.event_id in misprints:
            said = amount(claim.value, claim.unit)
            text = f"{said} for {claim.period.label} is of another order than the rest of the series"
            levels.rejected.append(Rejected(claim, "magnitude", text))
        else:
            grouped.setdefault((claim.period.start, claim.period.end), []).append(claim)
    for where, members in sorted(grouped.items()):
        groups = sorted(groups_of(members), key=_rank, reverse=True)
        winner = levels.accepted[where] = groups[0]
        for group in groups[1:]:
            reason = "outvoted" if _rank(group)[:3] != _rank(winner)[:3] else "superseded"
            for claim in group.claims:
                said, believed = amount(claim.value, claim.unit), amount(winner.best.value, claim.unit)
                why = f"{winner.sources} publishers against {group.sources}"
                text = f"{said} for {claim.period.label}, where {believed} is believed: {why}"
                levels.rejected.append(Rejected(claim, reason, text))
    return levels


def _rank(group: Group) -> tuple[int, bool, float, str, str]:
    official = any(claim.attribution and claim.attribution.organisation for claim in group.claims)
    latest = max(revised_at(claim) for claim in group.claims)
    return (
        group.sources,
        official,
        group.low - group.high,
        latest,
        min(claim.event_id for claim in group.claims),
    )


def months(levels: Levels, year: Year, *, percent: bool) -> tuple[Month, ...]:
    """The last level of each month; for amounts with their growth over the month and the year before."""
    latest: dict[str, Group] = {}
    # A month's own figure (a rate) stands before a week's; the later day before the earlier.
    for (start, end), group in sorted(
        levels.accepted.items(), key=lambda item: (item[0][1], item[0][0] <= item[0][1].replace(day=1))
    ):
        if (end - start).days <= 31:
            latest[f"{end:%Y-%m}"] = group
    found: list[Month] = []
    for name in sorted(latest):
        if not f"{year.start:%Y-%m}" <= name <= f"{year.end:%Y-%m}":
            continue
        group = latest[name]
        found.append(
            Month(
                month=name,
                method="reported",
                value=group.best.value,
                rounding=group.best.rounding,
                low=group.low,
                high=group.high,
                yoy_percent=None if percent else _growth(group, latest.get(_back(name, 12))),
                mom_percent=None if percent else _growth(group, latest.get(_back(name, 1))),
                articles=group.articles,
            )
        )
    return tuple(found)


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
            value=group.best.value,
            rounding=group.best.rounding,
            low=group.low,
            high=group.high,
            articles=group.articles,
        )
        for (start, end), group in sorted(levels.accepted.items(), key=lambda item: (item[0][1], item[0][0]))
        if year.start <= end <= year.end and (short or (end - start).days > 31)
    )
