"""Disputes: the claims that are not believed, each with the reason in a code and in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from schemas import Observation
from schemas.tables import Disputed
from streams.economy.bounds import Bound, Bounds
from streams.economy.cells import Group, amount, source
from streams.economy.credence import Months
from streams.economy.flows import Loser, Solution
from streams.economy.said import publishers_of


def of_flow(solution: Solution, start: date, end: date) -> tuple[Disputed, ...]:
    """The claims of a flow that are not believed, of the periods that end between two days."""
    found: list[Disputed] = []
    without: dict[Months, Bounds] = {}
    for loser in solution.losers:
        if not start <= loser.group.figures[0].claim.period.end <= end:
            continue
        if loser.where not in without and loser.reason != "magnitude":
            without[loser.where] = _others(solution, loser.where)
        reason, why = _why(loser, without.get(loser.where))
        found.extend(rejected(loser.group, reason, why))
    return ordered(found)


def rejected(group: Group, reason: str, why: str) -> Iterable[Disputed]:
    """A row for each claim of a group; `why` follows its value and period in words."""
    for figure in group.figures:
        for claim in figure.claims:
            yield Disputed(
                event_id=claim.event_id,
                article=claim.article.id,
                source=source(claim),
                label=claim.period.label,
                value=claim.value,
                reason=reason,
                explanation=f"{_said(claim)}{why}",
            )


def ordered(rows: Iterable[Disputed]) -> tuple[Disputed, ...]:
    """In the order of the table."""
    return tuple(sorted(rows, key=lambda row: (row.label, row.value, row.event_id)))


def instead(group: Group, rival: Group, reason: str) -> str:
    """Why another group of the period is believed, where the groups alone tell."""
    believed = f", where {amount(rival.best.value, rival.best.unit)} is believed: "
    ours, theirs = group.rank(), rival.rank()
    if reason == "superseded":
        return f"{believed}the latter was published later"
    if ours[0] != theirs[0]:
        return f"{believed}{publishers_of(rival)} publishers against {publishers_of(group)}"
    if ours[1] != theirs[1]:
        return f"{believed}the latter is the official source's"
    return f"{believed}the latter is more precise"


def _said(claim: Observation) -> str:
    return f"{amount(claim.value, claim.unit)} for {claim.period.label}"


def _why(loser: Loser, others: Bounds | None) -> tuple[str, str]:
    """The reason in a code and in words."""
    group, rival, reason = loser.group, loser.rival, loser.reason
    unit = group.best.unit
    if reason == "magnitude":
        return reason, " is of another order than the rest of the series"
    if reason == "superseded" and rival is None:
        return reason, " contradicts what the official source gave later"
    believed = f", where {amount(rival.best.value, unit)} is believed: " if rival else ""
    if reason == "restated":
        return "superseded", f"{believed}the official source gave the latter later"
    bound = others.get(*loser.where) if others else None
    if bound is not None and _outside(group, bound) and not (rival and _outside(rival, bound)):
        low, high = amount(bound.low, unit), amount(bound.high, unit)
        because = ", ".join(sorted(bound.because))
        return "arithmetic", f" lies outside {low} to {high}, which follows from {because}"
    if reason == "growth" and rival:
        return reason, f"{believed}the growth rates that are reported agree with the latter"
    if reason == "growth":
        return reason, " contradicts the growth rates that are reported"
    if rival and reason in {"outvoted", "superseded"}:
        return reason, instead(group, rival, reason)
    if rival:
        return reason, f"{believed}the sums that are reported agree with the latter"
    return reason, " contradicts the other totals of the series"


def _outside(group: Group, bound: Bound) -> bool:
    return group.high < bound.low or group.low > bound.high


def _others(solution: Solution, where: Months) -> Bounds:
    """What follows from all that is believed of other periods."""
    bounds = Bounds()
    bounds.add_all(
        (*other, group.low, group.high, solution.labels[other])
        for other, group in solution.accepted.items()
        if other != where
    )
    return bounds
