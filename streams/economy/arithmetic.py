"""What the numbers of a sentence say of each other: a percentage that is the growth from one amount to another, an amount that
is the difference of two others.

Words alone often leave open which figure a percentage belongs to, and which of two amounts is compared with which. The numbers
rarely do: of "$517.63m, growth of 18.46 percent, $436.97m" only one reading is true. Chance agreement is kept out by asking
that the roundings leave little room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from streams.economy.money import Quantity

#: A sentence with more amounts is a table; it is read by its words alone, which keeps the whole linear.
_MOST = 12
#: The room that the roundings leave may be this part of the percentage, or so many points, for the agreement to mean something.
_ROOM, _POINTS = 0.2, 0.8


@dataclass(frozen=True, slots=True)
class Growth:
    """The percentage `percent` is the growth (or with `falls` the fall) from `earlier` to `later`; places in the list."""

    percent: int
    later: int
    earlier: int
    falls: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """What holds among the quantities of a sentence."""

    growth: tuple[Growth, ...]
    steps: frozenset[int]
    """Amounts that are the difference of two others."""

    def of(self, percent: int) -> list[Growth]:
        """The pairs of amounts that a percentage may stand between."""
        return [growth for growth in self.growth if growth.percent == percent]


NOTHING = Sums((), frozenset())


def sums(quantities: Sequence[Quantity]) -> Sums:
    """The growth rates and differences among quantities."""
    amounts = [place for place, q in enumerate(quantities) if q.kind == "money" and q.low is None and q.value]
    if not 2 <= len(amounts) <= _MOST:
        return NOTHING
    percents = [place for place, q in enumerate(quantities) if q.kind == "percent" and q.low is None]
    growth: list[Growth] = []
    steps: set[int] = set()
    for later in amounts:
        for earlier in amounts:
            if later == earlier or quantities[later].unit != quantities[earlier].unit:
                continue
            growth += _growth(quantities, percents, later, earlier)
            steps.update(
                step
                for step in amounts
                if step not in (later, earlier) and _difference(quantities, later, earlier, step)
            )
    return Sums(tuple(growth), frozenset(steps))


def grows(later: tuple[float, float], earlier: tuple[float, float], percent: float, rounding: float) -> bool:
    """Whether a change of `percent` (signed) leads from one amount to the other; each amount with its rounding."""
    (now, slack), (then, play) = later, earlier
    if not then or not now:
        return False
    real = (abs(now) / abs(then) - 1) * 100
    room = 100 * (slack / abs(then) + abs(now) * play / then**2) + rounding
    return abs(real - percent) <= room * 1.02 + 0.006 and room <= max(_POINTS, _ROOM * abs(percent))


def _growth(
    quantities: Sequence[Quantity], percents: Sequence[int], later: int, earlier: int
) -> list[Growth]:
    now, then = quantities[later], quantities[earlier]
    found: list[Growth] = []
    for place in percents:
        percent = abs(quantities[place].value)
        if percent < 0.05:
            continue
        for falls in (False, True):
            signed = -percent if falls else percent
            if grows(
                (now.value, now.rounding), (then.value, then.rounding), signed, quantities[place].rounding
            ):
                found.append(Growth(place, later, earlier, falls))
    return found


def _difference(quantities: Sequence[Quantity], later: int, earlier: int, step: int) -> bool:
    now, then, gap = quantities[later], quantities[earlier], quantities[step]
    if gap.unit != now.unit or not gap.value < max(now.value, then.value):
        return False
    room = now.rounding + then.rounding + gap.rounding
    return (
        abs(abs(now.value - then.value) - gap.value) <= room * 1.001
        and room <= 0.35 * gap.value
        and gap.value > 0
    )
