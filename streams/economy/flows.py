"""Flows: which of the reported totals of a series to believe, and what follows from them.

Order of judgement. A figure off by a unit is left out first (`magnitude`). What contradicts nothing is believed. Of the rest
the equations between the periods decide: sums first (`arithmetic`), then growth rates (`growth`); a later word of the official
source replaces the first print and the sums that contain it (`superseded`); then the number of publishers, the official
source and precision (`outvoted`), then the later date. Nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from schemas import Observation
from streams.economy.bounds import Bounds
from streams.economy.cells import Figure, Group, groups_of, heard, off_scale, typical_size
from streams.economy.credence import Credence, Equation, Months, Place, sums, weigh
from streams.economy.revisions import favours, holds, print_before, revisions

#: How many months back each comparison reaches.
_BACK = {"yoy": 12, "mom": 1, "qoq": 3}
#: Two figures that nothing tells apart are taken together where they are no further from each other, in parts of their size.
_NEAR = 0.05
#: By so much one figure must be ahead of another in an account for that to be the reason.
_TOLD = 0.5
#: A figure that only growth rates contradict is rejected where they weigh this much against it.
_AGAINST = -1.2


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth rate: what it says of the later period in terms of the earlier, and who says it."""

    basis: str
    later: Months
    earlier: Months
    percent: float
    rounding: float
    figures: tuple[Figure, ...]

    @property
    def ratio(self) -> tuple[float, float]:
        """The later over the earlier, at least and at most."""
        return 1 + (self.percent - self.rounding) / 100, 1 + (self.percent + self.rounding) / 100


@dataclass(frozen=True, slots=True)
class Loser:
    """A group that is not believed, why, and the one that is believed in its place.

    `reason` is a code of `Disputed`, or `restated` for `superseded` by the official source's later word.
    """

    where: Months
    group: Group
    reason: str
    rival: Group | None


@dataclass(slots=True)
class Solution:
    """What is believed of a flow."""

    bounds: Bounds = field(default_factory=Bounds)
    accepted: dict[Months, Group] = field(default_factory=dict)
    labels: dict[Months, str] = field(default_factory=dict)
    losers: list[Loser] = field(default_factory=list)
    growth: list[Growth] = field(default_factory=list)
    reports: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    """The figures behind each name that a bound follows from."""
    weighed: frozenset[Months] = frozenset()
    """The periods where the number of publishers was asked: elsewhere it changes nothing."""


def months_of(claim: Observation) -> Months | None:
    """The stretch of whole months that a claim is about; None if it is not made of whole ones."""
    return months_between(claim.period.start, claim.period.end)


def months_between(start: date, end: date) -> Months | None:
    """The same for the days of a stretch, the last included."""
    after = end + timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return None
    return start.year * 12 + start.month - 1, after.year * 12 + after.month - 1


def solve(figures: Sequence[Figure], *, signed: bool = False) -> Solution:
    """Believe what agrees. `figures` are levels in one unit, and growth rates; what is not of whole months is left aside.

    `signed`: a balance, which may be close to zero.
    """
    levels: dict[Months, list[Figure]] = {}
    told: list[tuple[Months, Figure]] = []
    for figure in figures:
        where = months_of(figure.claim)
        if where is not None and figure.claim.transformation == "level":
            levels.setdefault(where, []).append(figure)
        elif where is not None:
            told.append((where, figure))
    solution = Solution(labels=_labels(levels))
    cells = _cells(solution, levels, signed=signed)
    places = {id(f): (w, i) for w, groups in cells.items() for i, g in enumerate(groups) for f in g.figures}
    growth = _growth([(w, f) for w, fs in sorted(levels.items()) for f in fs if id(f) in places] + told)
    equations = [*sums(cells), *_comparisons(growth, cells, places)]
    restated = revisions(cells)
    revised = {where: print_before(when) for (where, _), when in sorted(restated.items())}
    credence = weigh(cells, equations, favours(cells, restated), revised)
    _believe(solution, cells, credence, restated)
    standing = {id(figure) for group in solution.accepted.values() for figure in group.figures}
    solution.growth = [
        Growth(g.basis, g.later, g.earlier, g.percent, g.rounding, kept)
        for g in growth
        if (kept := tuple(f for f in g.figures if id(f) in standing or f.claim.transformation == "change"))
    ]
    _derive(solution)
    return solution


def _labels(levels: Mapping[Months, Sequence[Figure]]) -> dict[Months, str]:
    """A name for each period: its label, with its first month where two periods have the same."""
    found: dict[Months, str] = {}
    taken: set[str] = set()
    for where in sorted(levels):
        label = min(figure.claim.period.label for figure in levels[where])
        found[where] = label if label not in taken else f"{label} ({where[0]}-{where[1]})"
        taken.add(found[where])
    return found


def _cells(
    solution: Solution, levels: Mapping[Months, Sequence[Figure]], *, signed: bool
) -> dict[Months, tuple[Group, ...]]:
    sizes = {id(f): abs(f.claim.value) / (w[1] - w[0]) for w, held in levels.items() for f in held}
    typical = typical_size(list(sizes.values()))
    cells: dict[Months, tuple[Group, ...]] = {}
    for where in sorted(levels):
        kept = []
        for figure in levels[where]:
            if off_scale(sizes[id(figure)], typical, signed=signed):
                alone = Group((figure,), figure.low, figure.high)
                solution.losers.append(Loser(where, alone, "magnitude", None))
            else:
                kept.append(figure)
        if kept:
            found = heard(kept)
            cells[where] = found.groups
            best = max(found.groups, key=Group.rank)
            solution.losers.extend(Loser(where, group, "outvoted", best) for group in found.unheard)
    return cells


def _growth(figures: Iterable[tuple[Months, Figure]]) -> list[Growth]:
    """The growth rates that are told, each once."""
    said: dict[tuple[Months, str, float, float], list[Figure]] = {}
    for where, figure in figures:
        for change in figure.changes:
            back = _BACK.get(change.basis)
            if back is None or (change.basis != "yoy" and where[1] - where[0] != back):
                continue
            if change.percent - change.rounding > -100:
                said.setdefault((where, change.basis, change.percent, change.rounding), []).append(figure)
    return [
        Growth(basis, where, (where[0] - _BACK[basis], where[1] - _BACK[basis]), percent, rounding, tuple(held))
        for (where, basis, percent, rounding), held in sorted(said.items(), key=lambda item: item[0])
    ]  # fmt: skip


def _comparisons(
    growth: Iterable[Growth], cells: Mapping[Months, Sequence[Group]], places: Mapping[int, Place]
) -> list[Equation]:
    return [
        Equation(
            g.later, (g.earlier,), g.ratio, tuple(sorted({places[id(f)] for f in g.figures if id(f) in places})), min(f.first[0] for f in g.figures)
        )
        for g in growth
        if g.later in cells and g.earlier in cells
    ]  # fmt: skip


def _believe(
    solution: Solution,
    cells: Mapping[Months, Sequence[Group]],
    credence: Credence,
    restated: Mapping[Place, str],
) -> None:
    """Let in the best of each period; where some cannot all be true, leave out the least believed, one at a time."""
    ranked = {
        where: sorted(
            range(len(groups)), key=lambda i: (credence.of((where, i)), groups[i].rank()), reverse=True
        )
        for where, groups in cells.items()
    }
    refused = {
        place
        for place, value in credence.growth.items()
        if value <= _AGAINST and credence.of(place) <= _AGAINST and len(cells[place[0]]) == 1
    }
    best = {where: ranked[where][0] for where in cells if (where, ranked[where][0]) not in refused}
    winners = _agreeing(
        solution,
        cells,
        credence,
        {
            where: Group(
                cells[where][index].figures, *_open(credence, restated, where, cells[where], ranked[where])
            )
            for where, index in best.items()
        },
    )
    left_out = [where for where in best if where not in winners]
    solution.accepted = winners
    believed = {where: best[where] for where in winners}
    # What was left out may fit now; else another of its period may, or a part of one.
    for where in sorted(left_out, key=lambda w: (-credence.of((w, best[w])), w)):
        for index in ranked[where]:
            group = cells[where][index]
            if solution.bounds.add(*where, group.low, group.high, name=solution.labels[where]):
                solution.accepted[where], believed[where] = group, index
                break
        else:
            _part(solution, where, cells[where])
    revised = [(where, when) for (where, index), when in restated.items() if believed.get(where) == index]
    for where, groups in cells.items():
        won = believed.get(where)
        for index, group in enumerate(groups):
            if index == won:
                continue
            if won is not None:
                reason = _reason(credence, restated, where, groups, index, won)
            elif any(holds(where, inner) and group.first <= print_before(when) for inner, when in revised):
                reason = "superseded"
            else:
                reason = "growth" if (where, index) in refused else "arithmetic"
            _lose(solution, where, group, reason)


def _agreeing(
    solution: Solution,
    cells: Mapping[Months, Sequence[Group]],
    credence: Credence,
    chosen: Mapping[Months, Group],
) -> dict[Months, Group]:
    """Those of the chosen groups that can all be true, let into the bounds: of a contradiction the least believed goes."""
    kept, weighed = dict(chosen), set(credence.contested)
    score = {where: max(credence.of((where, i)) for i in range(len(cells[where]))) for where in kept}
    names = {name: where for where, name in solution.labels.items()}
    while against := solution.bounds.add_all(
        (*where, group.low, group.high, solution.labels[where]) for where, group in kept.items()
    ):
        periods = sorted(names[name] for name in against)
        if not credence.contested.intersection(periods):
            # No equation of few periods shows it: the publishers alone have to tell.
            weighed.update(periods)
            score.update({where: score[where] - 1 / kept[where].weight for where in periods})
        worst = min(periods, key=lambda where: (score[where], where[0] - where[1], kept[where].rank()))
        del kept[worst]
    solution.weighed = frozenset(weighed)
    return kept


def _open(
    credence: Credence,
    restated: Mapping[Place, str],
    where: Months,
    groups: Sequence[Group],
    ranked: Sequence[int],
) -> tuple[float, float]:
    """The interval of the best group of a period; where nothing but the date tells it from the next, both together."""
    best = groups[ranked[0]]
    if len(ranked) > 1 and (where, ranked[0]) not in restated:
        other = groups[ranked[1]]
        low, high = min(best.low, other.low), max(best.high, other.high)
        if _reason(
            credence, restated, where, groups, ranked[1], ranked[0]
        ) == "superseded" and high - low <= _NEAR * max(abs(low), abs(high)):
            return low, high
    return best.low, best.high


def _part(solution: Solution, where: Months, groups: Sequence[Group]) -> None:
    """Where no group of a period fits, a figure in it may, that only joined the wrong one for want of precision."""
    fitting = [f for g in groups for f in g.figures if solution.bounds.allows(*where, f.low, f.high)]
    for group in sorted(groups_of(fitting), key=Group.rank, reverse=True):
        if solution.bounds.add(*where, group.low, group.high, name=solution.labels[where]):
            solution.accepted[where] = group
            break


def _lose(solution: Solution, where: Months, group: Group, reason: str) -> None:
    """Reject a group, but for its figures that agree with what is believed: they join that."""
    winner = solution.accepted.get(where)
    kept = list(group.figures)
    if winner is not None:
        least = min(figure.width for figure in winner.figures)
        low, high = (
            max(figure.low for figure in winner.figures),
            min(figure.high for figure in winner.figures),
        )
        joining = [f for f in kept if f.low < high and f.high > low and f.width >= least]
        known = {id(figure) for figure in winner.figures}
        kept = [
            figure
            for figure in kept
            if not any(figure is other for other in joining) and id(figure) not in known
        ]
        added = [figure for figure in joining if id(figure) not in known]
        winner = solution.accepted[where] = Group((*winner.figures, *added), winner.low, winner.high)
    if kept:
        low, high = max(figure.low for figure in kept), min(figure.high for figure in kept)
        solution.losers.append(Loser(where, Group(tuple(kept), low, high), reason, winner))


def _reason(
    credence: Credence,
    restated: Mapping[Place, str],
    where: Months,
    groups: Sequence[Group],
    loser: int,
    winner: int,
) -> str:
    """Why one group of a period is believed and not another: the first of these that told them apart."""
    if (where, winner) in restated:
        return "restated"
    lost, won = (where, loser), (where, winner)
    growth = credence.growth.get(won, 0.0) - credence.growth.get(lost, 0.0)
    told = credence.arithmetic.get(won, 0.0) - credence.arithmetic.get(lost, 0.0)
    if told > _TOLD:
        return "arithmetic"
    if growth > _TOLD:
        return "growth"
    best, other = groups[winner], groups[loser]
    return "outvoted" if best.rank()[:3] != other.rank()[:3] else "superseded"


def _derive(solution: Solution) -> None:
    """What growth rates add: the earlier level from the later, and the later from the earlier, where it is not reported."""
    accepted = solution.accepted
    solution.reports = {solution.labels[where]: group.figures for where, group in accepted.items()}
    found: list[tuple[float, Months, float, float, str, tuple[Figure, ...]]] = []
    for g in solution.growth:
        least, most = g.ratio
        later, earlier = accepted.get(g.later), accepted.get(g.earlier)
        label = solution.labels.get(g.later) or min(figure.claim.period.label for figure in g.figures)
        if later is not None and earlier is None:
            ends = [end / rate for end in (later.low, later.high) for rate in (least, most)]
            name, figures = f"{label} {g.basis}", (*later.figures, *g.figures)
            found.append((max(ends) - min(ends), g.earlier, min(ends), max(ends), name, figures))
        elif earlier is not None and later is None:
            ends = [end * rate for end in (earlier.low, earlier.high) for rate in (least, most)]
            name = f"{label} {g.basis} on {solution.labels[g.earlier]}"
            found.append(
                (max(ends) - min(ends), g.later, min(ends), max(ends), name, (*earlier.figures, *g.figures))
            )
    # The most telling first: what a loose one says after that can only agree or be passed over.
    found.sort(key=lambda item: item[:5])
    together = solution.bounds.add_all((*where, low, high, name) for _, where, low, high, name, _ in found)
    for _, where, low, high, name, figures in found:
        if together is None or solution.bounds.add(*where, low, high, name=name):
            solution.reports[name] = (*solution.reports.get(name, ()), *figures)
