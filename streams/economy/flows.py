"""Flows: which of the reported totals of a series to believe, and what follows from them.

Order of judgement. A claim off by a unit is left out first (`magnitude`). Cells whose claims agree go in, the best supported
first; one that contradicts those before it is rejected (`arithmetic`). Where the claims of a cell disagree, arithmetic
decides if it can; then the growth rates that others report (`growth`); then a later word of the official source
(`superseded`); then the number of publishers (`outvoted`); then precision and the later date. Nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from schemas import Observation
from streams.economy.bounds import Bounds
from streams.economy.cells import Cell, Group, amount, groups_of, interval, moment, off_scale

#: A later word of the official source this long after the others is a revision, not another rounding of the same figure.
_RESTATED_AFTER = timedelta(days=20)
#: How many months back each comparison reaches.
_BACK = {"yoy": 12, "mom": 1, "qoq": 3}

Months = tuple[int, int]
"""A stretch of months from the first up to the second (excluded), counted from year 0."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A claim that is not believed, why, and in words."""

    claim: Observation
    reason: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Growth:
    """A claim's level and percentage change: what they say of the earlier stretch."""

    claim: Observation
    basis: str
    later: Months
    earlier: Months
    percent: float
    rounding: float
    low: float
    high: float


@dataclass(slots=True)
class Solution:
    """What is believed of a flow."""

    bounds: Bounds
    accepted: dict[Months, Group] = field(default_factory=dict)
    labels: dict[Months, str] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    growth: list[Growth] = field(default_factory=list)


def months_of(claim: Observation) -> Months | None:
    """The stretch of whole months that a claim is about; None if it is not made of whole ones."""
    start, after = claim.period.start, claim.period.end + timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return None
    return start.year * 12 + start.month - 1, after.year * 12 + after.month - 1


def solve(claims: Sequence[Observation]) -> Solution:
    """Believe what agrees. `claims` are levels in one unit; those that are not of whole months are left aside."""
    placed = [(claim, where) for claim in claims if (where := months_of(claim)) is not None]
    misprints = off_scale([claim for claim, _ in placed], [end - start for _, (start, end) in placed])
    grouped: dict[Months, list[Observation]] = {}
    rejected: list[Rejected] = []
    for claim, where in placed:
        if claim.event_id in misprints:
            said = amount(claim.value, claim.unit)
            text = f"{said} for {claim.period.label} is of another order than the rest of the series"
            rejected.append(Rejected(claim, "magnitude", text))
        else:
            grouped.setdefault(where, []).append(claim)
    cells = [
        Cell(where[0], where[1], min(c.period.label for c in members), groups_of(members))
        for where, members in sorted(grouped.items())
    ]
    growth = [relation for cell in cells for group in cell.groups for relation in _relations(cell, group)]
    edges = [edge for where in (*grouped, *(relation.earlier for relation in growth)) for edge in where]
    solution = Solution(
        Bounds(edges), labels={(cell.start, cell.end): cell.label for cell in cells}, rejected=rejected
    )
    agreed = [cell for cell in cells if len(cell.groups) == 1]
    support = _support(cells)
    for cell in sorted(
        agreed,
        key=lambda c: (-support[c.start, c.end], -c.groups[0].sources, _width(c.groups[0]), c.start, c.end),
    ):
        _settle(solution, cell, cell.groups[0])
    for cell in sorted((c for c in cells if len(c.groups) > 1), key=lambda c: (c.end - c.start, c.start)):
        _choose(solution, cell, growth)
    standing = {claim.event_id for group in solution.accepted.values() for claim in group.claims}
    solution.growth = [relation for relation in growth if relation.claim.event_id in standing]
    # The most telling first: what a loose one says after that can only agree or be passed over.
    for relation in sorted(solution.growth, key=lambda g: (g.high - g.low, g.earlier, g.claim.event_id)):
        if relation.earlier not in solution.accepted:
            name = f"{solution.labels[relation.later]} {relation.basis}"
            solution.bounds.add(*relation.earlier, relation.low, relation.high, name=name)
    return solution


def _relations(cell: Cell, group: Group) -> Iterator[Growth]:
    for claim in group.claims:
        for change in claim.changes:
            back = _BACK.get(change.basis)
            if back is None or (change.basis != "yoy" and cell.end - cell.start != back):
                continue
            least, most = (
                1 + (change.percent - change.rounding) / 100,
                1 + (change.percent + change.rounding) / 100,
            )
            if least <= 0:
                continue
            ends = [value / rate for value in interval(claim) for rate in (least, most)]
            earlier = (cell.start - back, cell.end - back)
            yield Growth(
                claim,
                change.basis,
                (cell.start, cell.end),
                earlier,
                change.percent,
                change.rounding,
                min(ends),
                max(ends),
            )


def _width(group: Group) -> float:
    return (group.high - group.low) / max(abs(group.high), abs(group.low), 1e-9)


def _support(cells: Sequence[Cell]) -> dict[Months, int]:
    """For each cell, how many sums of two cells it takes part in that come out, less those that don't."""
    found = {(cell.start, cell.end): 0 for cell in cells}
    first = {(cell.start, cell.end): cell.groups[0] for cell in cells if len(cell.groups) == 1}
    starting: dict[int, list[int]] = {}
    for start, end in first:
        starting.setdefault(start, []).append(end)
    for (start, middle), left in first.items():
        for end in starting.get(middle, ()):
            whole, right = first.get((start, end)), first[middle, end]
            if whole is None:
                continue
            low, high = left.low + right.low, left.high + right.high
            vote = 1 if low <= whole.high and high >= whole.low else -1
            for where in ((start, middle), (middle, end), (start, end)):
                found[where] += vote
    return found


def _settle(solution: Solution, cell: Cell, group: Group) -> bool:
    if solution.bounds.add(cell.start, cell.end, group.low, group.high, name=cell.label):
        solution.accepted[cell.start, cell.end] = group
        return True
    solution.rejected.extend(
        Rejected(claim, "arithmetic", _contradiction(solution, cell, claim)) for claim in group.claims
    )
    return False


def _contradiction(solution: Solution, cell: Cell, claim: Observation) -> str:
    bound = solution.bounds.get(cell.start, cell.end)
    said = f"{amount(claim.value, claim.unit)} for {cell.label}"
    if bound is None:
        return f"{said} contradicts the other totals of the series"
    low, high = amount(bound.low, claim.unit), amount(bound.high, claim.unit)
    return f"{said} lies outside {low} to {high}, which follows from {', '.join(sorted(bound.because))}"


@dataclass(frozen=True, slots=True)
class _Case:
    """What speaks for a group of a contested cell, in the order of judgement."""

    consistent: bool
    growth: int
    restated: bool
    sources: int
    official: bool
    precision: float
    latest: str
    event_id: str

    def rank(self) -> tuple[object, ...]:
        return (
            self.consistent, self.growth, self.restated, self.sources, self.official, self.precision, self.latest, self.event_id,
        )  # fmt: skip


def _choose(solution: Solution, cell: Cell, growth: Sequence[Growth]) -> None:
    cases = [(_case(solution, cell, group, growth), group) for group in cell.groups]
    cases.sort(key=lambda item: item[0].rank(), reverse=True)
    best, winner = cases[0]
    # What followed from the other totals before the winner joined them is what the losers are held against.
    against = {c.event_id: _contradiction(solution, cell, c) for _, group in cases for c in group.claims}
    if not _settle(solution, cell, winner):
        for _, group in cases[1:]:
            for claim in group.claims:
                solution.rejected.append(Rejected(claim, "arithmetic", against[claim.event_id]))
        return
    for case, group in cases[1:]:
        reason, because = _reason(best, case)
        for claim in group.claims:
            if reason == "arithmetic":
                text = against[claim.event_id]
            else:
                said, believed = amount(claim.value, claim.unit), amount(winner.best.value, claim.unit)
                text = f"{said} for {cell.label}, where {believed} is believed: {because}"
            solution.rejected.append(Rejected(claim, reason, text))


def _reason(best: _Case, case: _Case) -> tuple[str, str]:
    if case.consistent != best.consistent:
        return "arithmetic", ""
    if case.growth != best.growth:
        return "growth", "the growth rates that are reported agree with the latter"
    if case.restated != best.restated:
        return "superseded", "the official source gave the latter later"
    if case.sources != best.sources:
        return "outvoted", f"{best.sources} publishers against {case.sources}"
    if case.official != best.official:
        return "outvoted", "the latter is the official source's"
    if case.precision != best.precision:
        return "outvoted", "the latter is more precise"
    return "superseded", "the latter was published later"


def _case(solution: Solution, cell: Cell, group: Group, growth: Sequence[Growth]) -> _Case:
    latest = max(moment(claim) for claim in group.claims)
    official = [
        moment(claim) for claim in group.claims if claim.attribution and claim.attribution.organisation
    ]
    others = [moment(claim) for other in cell.groups if other is not group for claim in other.claims]
    return _Case(
        consistent=solution.bounds.allows(cell.start, cell.end, group.low, group.high),
        growth=_votes(solution, cell, group, growth),
        restated=bool(official) and max(official) >= max(others) + _RESTATED_AFTER,
        sources=group.sources,
        official=bool(official),
        precision=-_width(group),
        latest=latest.isoformat(),
        event_id=min(claim.event_id for claim in group.claims),
    )


def _votes(solution: Solution, cell: Cell, group: Group, growth: Sequence[Growth]) -> int:
    """Growth rates that agree with the group less those that do not: those of later claims, and its own."""
    where, votes = (cell.start, cell.end), 0
    own = {claim.event_id for claim in group.claims}
    for relation in growth:
        if relation.earlier == where:
            later = solution.accepted.get(relation.later)
            if later is None or any(c.event_id == relation.claim.event_id for c in later.claims):
                votes += 1 if relation.low <= group.high and relation.high >= group.low else -1
        elif relation.later == where and relation.claim.event_id in own:
            known = solution.bounds.get(*relation.earlier)
            if known is not None:
                votes += 1 if relation.low <= known.high and relation.high >= known.low else -1
    return votes
