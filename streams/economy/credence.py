"""How far each group of figures is to be believed, from the equations that it takes part in.

Theory: figures of different periods are redundant: a total is the sum of its parts, a growth rate ties two periods together.
An equation that holds speaks for every figure in it, as far as the others in it are believed and as far as a wrong figure
would have broken it; one that cannot hold speaks against all of them alike, as far as the others are believed. Starting from
the publishers alone, a few rounds of this settle on the figures that stand in each other's way (the scheme of TruthFinder,
Yin, Han and Yu 2007, over equations instead of web sites). What contradicts nothing is not weighed: the number of publishers
matters only in the periods that `contested` names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from math import exp, prod
from types import MappingProxyType

from streams.economy.cells import Group

Months = tuple[int, int]
"""A stretch of months from the first up to the second (excluded), counted from year 0."""
Place = tuple[Months, int]
"""A period and the number of a group in it."""

#: The ways to make up a period that are looked for, their parts, the steps of the search, and the choices of groups weighed.
_WAYS, _PARTS, _STEPS, _CHOICES = 8, 12, 300, 256
#: How many rounds of weighing; the order of what is believed no longer changes after three.
_ROUNDS = 4
#: What is in no broken equation is believed like this.
_UNCONTESTED = 0.95
#: What an equation counts, and a publisher more.
_EQUATION, _PUBLISHER = 1.5, 0.5
#: An equation whose roundings leave open this part of its smallest member tells half as much as an exact one.
_HALF_TELLING = 0.02
#: A figure that is a neighbouring month's, or another year's, is believed so much less.
_MISLABELLED = 0.7
#: What a growth rate counts of the level beside which it stands: who has the one wrong has worked out the other from it.
_OWN = 0.5
#: What an equation counts of a revised period where it was told before the revision.
_FIRST_PRINT = 0.1
#: The score of what is not weighed: above all that is.
_UNWEIGHED = 1000.0


@dataclass(frozen=True, slots=True)
class Equation:
    """`whole` is the sum of `parts`; or, with `ratio`, `whole` is the one part times something between its ends."""

    whole: Months
    parts: tuple[Months, ...]
    ratio: tuple[float, float] | None = None
    owners: tuple[Place, ...] = ()
    """The groups whose claims give the ratio; empty where it was told without a level."""
    told: str = ""
    """When the ratio was first told."""

    @property
    def periods(self) -> tuple[Months, ...]:
        """All that take part, the whole first."""
        return (self.whole, *self.parts)

    def residual(self, groups: Sequence[Group]) -> tuple[float, float]:
        """The interval of what the equation leaves over for these groups (of `periods`)."""
        whole, parts = groups[0], groups[1:]
        if self.ratio is None:
            return whole.low - sum(p.high for p in parts), whole.high - sum(p.low for p in parts)
        ends = [rate * end for rate in self.ratio for end in (parts[0].low, parts[0].high)]
        return whole.low - max(ends), whole.high - min(ends)


def sums(periods: Iterable[Months]) -> Iterator[Equation]:
    """The ways in which reported periods add up to another, where no run of the parts is itself reported.

    What the others say follows from these. At most `_WAYS` for a period, found in at most `_STEPS`.
    """
    known = set(periods)
    ends: dict[int, list[int]] = {}
    for start, end in sorted(known):
        ends.setdefault(start, []).append(end)
    for whole in sorted(known):
        yield from (Equation(whole, parts) for parts in islice(_parts(whole, known, ends), _WAYS))


def _parts(
    whole: Months, known: set[Months], ends: Mapping[int, Sequence[int]]
) -> Iterator[tuple[Months, ...]]:
    waiting: list[tuple[Months, ...]] = [()]
    for _ in range(_STEPS):
        if not waiting:
            return
        run = waiting.pop()
        at = run[-1][1] if run else whole[0]
        for end in reversed(ends.get(at, ())):
            if end > whole[1] or (at, end) == whole:
                continue
            if any((part[0], end) in known for part in run if (part[0], end) != whole):
                continue
            longer = (*run, (at, end))
            if end == whole[1]:
                yield longer
            elif len(longer) < _PARTS:
                waiting.append(longer)


@dataclass(slots=True)
class Credence:
    """What the weighing gives."""

    score: dict[Place, float] = field(default_factory=dict)
    """For each group of a contested period; the others have none."""
    growth: dict[Place, float] = field(default_factory=dict)
    """Of that, what growth rates contribute,"""
    arithmetic: dict[Place, float] = field(default_factory=dict)
    """and what sums do."""
    contested: frozenset[Months] = frozenset()

    def of(self, place: Place) -> float:
        """How far a group is believed; what is in no broken equation before all others."""
        return self.score.get(place, _UNWEIGHED)


@dataclass(frozen=True, slots=True)
class _Case:
    """One choice of groups for an equation."""

    places: tuple[Place, ...]
    holds: bool
    telling: float


def weigh(
    cells: Mapping[Months, Sequence[Group]],
    equations: Sequence[Equation],
    favours: Mapping[Place, float] = MappingProxyType({}),
    revised: Mapping[Months, str] = MappingProxyType({}),
) -> Credence:
    """How far each group is to be believed.

    `favours`: what speaks for some of them beforehand, in publishers. `revised`: periods with a revision, and the time before
    which what was told of other periods is of the first print, and has little to say of them.
    """
    tried = [(equation, _cases(cells, equation)) for equation in equations]
    contested = {where for where, groups in cells.items() if len(groups) > 1}
    contested.update(where for where, _ in favours)
    for equation, cases in tried:
        if cases and not any(case.holds for case in cases):
            contested.update(equation.periods)
    prior = {
        (where, index): _prior(cells, where, index) + _PUBLISHER * favours.get((where, index), 0.0)
        for where in sorted(contested)
        for index in range(len(cells[where]))
    }
    # Only what touches a contested period has a say in it.
    tried = [(equation, cases) for equation, cases in tried if contested.intersection(equation.periods)]
    believed = {place: _sigmoid(value) for place, value in prior.items()}
    result = Credence(contested=frozenset(contested))
    for _ in range(_ROUNDS):
        growth: dict[Place, float] = dict.fromkeys(prior, 0.0)
        arithmetic: dict[Place, float] = dict.fromkeys(prior, 0.0)
        for equation, cases in tried:
            for place, value in _evidence(cells, equation, cases, believed, revised).items():
                if place in prior:
                    weight = _OWN if equation.owners and place[0] == equation.whole else 1.0
                    kind = arithmetic if equation.ratio is None else growth
                    kind[place] += _EQUATION * weight * value
        result.score = {place: value + arithmetic[place] + growth[place] for place, value in prior.items()}
        result.growth, result.arithmetic = growth, arithmetic
        believed = {place: _sigmoid(value) for place, value in result.score.items()}
    return result


def _sigmoid(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def _cases(cells: Mapping[Months, Sequence[Group]], equation: Equation) -> list[_Case]:
    found: list[_Case] = []
    choices: list[Sequence[int]] = [range(len(cells[where])) for where in equation.periods]
    if prod(len(choice) for choice in choices) > _CHOICES:
        choices = [_best(cells[where]) for where in equation.periods]
        if prod(len(choice) for choice in choices) > _CHOICES:
            return []
    for indices in product(*choices):
        groups = [cells[where][index] for where, index in zip(equation.periods, indices, strict=True)]
        places = tuple(zip(equation.periods, indices, strict=True))
        if equation.ratio is not None and (groups[0].low < 0) != (groups[1].low < 0):
            # A growth rate says nothing of a surplus that became a deficit.
            found.append(_Case(places, holds=True, telling=0.0))
            continue
        low, high = equation.residual(groups)
        slack = 1e-9 * max(abs(group.high) for group in groups)
        holds = low <= slack and high >= -slack
        smallest = min(max(abs(group.low), abs(group.high)) for group in groups)
        open_part = (high - low) / 2 / max(_HALF_TELLING * smallest, 1e-9)
        telling = 1 / (1 + open_part * open_part)
        if high - low > 4 * slack and (abs(low) <= slack or abs(high) <= slack):
            telling = 0.0  # it only just can hold, if every rounding went the same way
        found.append(_Case(places, holds, telling))
    return found


def _best(groups: Sequence[Group]) -> Sequence[int]:
    """The two groups of a period that most speaks for."""
    return sorted(range(len(groups)), key=lambda index: groups[index].rank(), reverse=True)[:2]


def _evidence(
    cells: Mapping[Months, Sequence[Group]],
    equation: Equation,
    cases: Sequence[_Case],
    believed: Mapping[Place, float],
    revised: Mapping[Months, str],
) -> dict[Place, float]:
    """For each group of an equation, what its best case says for it, or else against it."""
    owner = max((believed.get(place, _UNCONTESTED) for place in equation.owners), default=1.0)
    held: dict[Place, float] = {}
    broken: dict[Place, float] = {}
    for case in cases:
        # A rate is worth what those who tell it are, who as a rule stand in the equation themselves.
        trust = owner if not set(equation.owners).intersection(case.places) else 1.0
        for place in case.places:
            others = trust
            for other in case.places:
                if other != place:
                    others *= believed.get(other, _UNCONTESTED)
                if place[0] in revised:
                    told = max(equation.told, *(cells[w][i].first for w, i in case.places if w != place[0]))
                    others *= 1.0 if told > revised[place[0]] else _FIRST_PRINT
            into = held if case.holds else broken
            into[place] = max(into.get(place, 0.0), others * (case.telling if case.holds else 1.0))
    return {place: held[place] if place in held else -broken[place] for place in {**held, **broken}}


def _prior(cells: Mapping[Months, Sequence[Group]], where: Months, index: int) -> float:
    groups = cells[where]
    group = groups[index]
    value = _PUBLISHER * (group.weight - max((g.weight for g in groups if g is not group), default=1))
    return value - _MISLABELLED if is_another_period(cells, where, group) else value


def is_another_period(cells: Mapping[Months, Sequence[Group]], where: Months, group: Group) -> bool:
    """Whether a figure is, to its precision, the one of the month before or after, or of the same months of another year."""
    if group.width > _HALF_TELLING:
        return False
    months = (-1, 1, -12, 12, -24, 24) if where[1] - where[0] == 1 else (-12, 12, -24, 24)
    return any(
        low <= group.high and high >= group.low
        for back in months
        for low, high in _told(cells, (where[0] + back, where[1] + back))
        if high - low <= _HALF_TELLING * abs(high)
    )


def _told(cells: Mapping[Months, Sequence[Group]], where: Months) -> Iterator[tuple[float, float]]:
    """The intervals that are said of a period, and those that follow for it as the difference of two totals."""
    for group in cells.get(where, ()):
        yield group.low, group.high
    for start in {start for start, end in cells if end == where[1] and start < where[0]}:
        for whole, part in product(cells[start, where[1]], cells.get((start, where[0]), ())):
            yield whole.low - part.high, whole.high - part.low
