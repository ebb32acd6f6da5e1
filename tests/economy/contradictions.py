"""A consistent series of monthly figures as several outlets would report it, and contradictions planted into it.

The corpus. Three fiscal years of a flow: a trend, a season and noise, so that neighbouring months and the same months of
neighbouring years differ, as they do in real trade figures. After each month, most of five outlets report it: the month, often
the total since July, the quarter or half where one ends, the growth on the year and on the month, and the level a year
before. Some print millions, some billions with two digits, some round percentages to whole ones.

What is planted. One claim in twenty is corrupted, in one of three ways:
- a misprint of a thousand ("million" for "billion"), also where nobody else gives the figure;
- a wrong month: the right value under the label of the month before or after;
- a swapped year: the value of the same month of the year before or after, or two claims exchanged.

What is counted. All claims that are not corrupted count for precision. A corruption counts only if it can be seen from the
claims, and is planted only then: a misprint of a thousand always; the others where the right claims contradict it in more
than one way, so that no single right figure is all that speaks against it (word against word decides nothing). "Contradict"
is by exact interval arithmetic on the true values: another figure of the same period, the sums, or a growth rate between
two periods, each witness independent of the others. A corruption that by chance agrees with the truth to its own rounding is
no corruption and is not planted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from schemas import Observation
from tests.economy.claims import Changes, claim

MILLION = 1_000_000.0
START = 2022 * 12 + 6
"""July 2022, counted in months from year 0."""
YEARS = 3
OUTLETS = ("Ledger", "Post", "Wire", "Herald", "Bulletin")

Months = tuple[int, int]


@dataclass(frozen=True)
class Telling:
    """One claim before it is made: who says what, when, of which months."""

    where: Months
    value: float
    rounding: float
    source: str
    day: str
    changes: Changes = ()
    official: bool = False
    corrupted: str = ""

    def claim(self) -> Observation:
        year, month = divmod(self.where[0], 12)
        return claim(
            self.value,
            f"{year}-{month + 1:02}",
            self.where[1] - self.where[0],
            rounding=self.rounding,
            source=self.source,
            day=self.day,
            changes=self.changes,
            official=self.official,
        )


def truth(chance: Random) -> list[float]:
    """The true value of each month."""
    level = chance.uniform(150, 900) * MILLION
    season = [chance.uniform(-0.08, 0.08) for _ in range(12)]
    growth = chance.uniform(0.06, 0.25)
    return [
        level * (1 + growth) ** (month / 12) * (1 + season[month % 12]) * (1 + chance.uniform(-0.03, 0.03))
        for month in range(12 * YEARS)
    ]


def consistent(chance: Random, values: list[float], *, coverage: float = 0.7) -> list[Telling]:
    """The figures as the outlets report them, all true to their roundings; each tells of a month with this chance."""

    def total(where: Months) -> float | None:
        if where[0] < START:
            return None
        return sum(values[where[0] - START : where[1] - START])

    def told(where: Months, source: str, day: str, *, coarse: bool, whole: bool, official: bool) -> Telling:
        true = total(where)
        assert true is not None
        rounding = 5 * MILLION if coarse and true >= 1000 * MILLION else 0.5 * MILLION
        value = round(true / (2 * rounding)) * 2 * rounding
        changes: list[tuple[str, float, float]] = []
        before = total((where[0] - 12, where[1] - 12))
        if before is not None and chance.random() < 0.6:
            digits = 0 if whole else 1
            changes.append(("yoy", round((true / before - 1) * 100, digits), 0.5 * 10.0**-digits))
        month_before = total((where[0] - 1, where[1] - 1))
        if where[1] - where[0] == 1 and month_before is not None and chance.random() < 0.4:
            digits = 0 if whole else 1
            changes.append(("mom", round((true / month_before - 1) * 100, digits), 0.5 * 10.0**-digits))
        return Telling(where, value, rounding, source, day, tuple(changes), official)

    found: list[Telling] = []
    for month in range(START, START + 12 * YEARS):
        first = START + (month - START) // 12 * 12
        after = month + 2
        year, number = divmod(after - 1, 12)
        for outlet, source in enumerate(OUTLETS):
            if chance.random() > coverage:
                continue
            day = f"{year}-{number + 1:02}-{18 + outlet:02}"
            style = {"coarse": outlet % 2 == 0, "whole": outlet in (0, 3), "official": chance.random() < 0.4}
            stretches = [(month, month + 1)] if chance.random() < 0.8 else []
            count = month + 1 - first
            if count > 1 and chance.random() < 0.6:
                stretches.append((first, month + 1))
            if count % 3 == 0 and chance.random() < 0.4:
                stretches.append((month - 2, month + 1))
            if count % 6 == 0 and count > 6 and chance.random() < 0.4:
                stretches.append((month - 5, month + 1))
            if month - 12 >= START and chance.random() < 0.35:
                stretches.append((month - 12, month - 11))
            found.extend(told(where, source, day, **style) for where in dict.fromkeys(stretches))
    return found


def planted(
    chance: Random, right: list[Telling], values: list[float], *, share: float = 0.05
) -> list[Telling]:
    """The same claims, some of them corrupted (see above)."""
    found = list(right)
    order = list(range(len(right)))
    chance.shuffle(order)
    wanted = round(share * len(right))
    for index in order:
        if wanted <= 0:
            break
        if found[index].corrupted:
            continue
        kind = chance.choice(("thousand", "month", "year", "exchange"))
        made = _corrupt(chance, found, index, kind)
        trial = list(found)
        for place, telling in made.items():
            trial[place] = telling
        if made and all(_visible(trial, values, place) for place in made):
            found = trial
            wanted -= len(made)
    # A corruption planted later may have taken away what spoke against an earlier one.
    return [t if not t.corrupted or _visible(found, values, i) else right[i] for i, t in enumerate(found)]


def _corrupt(chance: Random, tellings: list[Telling], index: int, kind: str) -> dict[int, Telling]:
    telling = tellings[index]
    start, end = telling.where
    if kind == "thousand":
        factor = chance.choice((1000.0, 0.001))
        changed = replace(telling, value=telling.value * factor, rounding=telling.rounding * factor)
        return {index: replace(changed, corrupted=kind)}
    if end - start != 1:
        return {}
    if kind == "month":
        move = chance.choice((-1, 1))
        where = (start + move, end + move)
        if not START <= where[0] < START + 12 * YEARS:
            return {}
        return {index: replace(telling, where=where, corrupted=kind)}
    move = chance.choice((-12, 12))
    others = [
        i
        for i, t in enumerate(tellings)
        if t.where == (start + move, end + move) and not t.corrupted and t.source == telling.source
    ]
    if not others:
        return {}
    other = chance.choice(others)
    if kind == "year":
        value, rounding = tellings[other].value, tellings[other].rounding
        return {index: replace(telling, value=value, rounding=rounding, corrupted=kind)}
    return {
        index: replace(telling, where=tellings[other].where, corrupted=kind),
        other: replace(tellings[other], where=telling.where, corrupted=kind),
    }


def _visible(tellings: list[Telling], values: list[float], index: int) -> bool:
    """Whether the right claims contradict a corrupted one in more than one independent way."""
    telling = tellings[index]
    if telling.corrupted == "thousand":
        return True
    where, low, high = telling.where, telling.value - telling.rounding, telling.value + telling.rounding
    right = [t for t in tellings if not t.corrupted]
    witnesses: set[object] = set()
    spans: dict[Months, list[Telling]] = {}
    for t in right:
        spans.setdefault(t.where, []).append(t)
    for t in spans.get(where, ()):
        if t.value - t.rounding > high or t.value + t.rounding < low:
            witnesses.add(("same", t.source))

    def best(place: Months) -> Telling | None:
        return min(spans.get(place, ()), key=lambda t: t.rounding, default=None)

    first = START + (where[0] - START) // 12 * 12
    for begin in (first, where[0] - 1, where[0] - 2):
        whole, left = best((begin, where[1])), best((begin, where[0]))
        if whole and left:
            slack = whole.rounding + left.rounding
            middle = whole.value - left.value
            if middle - slack > high or middle + slack < low:
                witnesses.add(("sum", whole.where, left.where))
    for t in right:
        for basis, percent, rounding in t.changes:
            back = 12 if basis == "yoy" else 1
            rates = [1 + (percent + side * rounding) / 100 for side in (-1, 1)]
            if t.where == where and (before := best((where[0] - back, where[1] - back))):
                ends = [rate * (before.value + side * before.rounding) for rate in rates for side in (-1, 1)]
                if min(ends) > high or max(ends) < low:
                    witnesses.add(("growth", basis, "from before"))
            elif (t.where[0] - back, t.where[1] - back) == where:
                ends = [(t.value + side * t.rounding) / rate for rate in rates for side in (-1, 1)]
                if min(ends) > high or max(ends) < low:
                    witnesses.add(("growth", basis, "to after"))
    return len(witnesses) > 1
