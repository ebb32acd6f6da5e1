"""What the numbers of a sentence say of each other: which percentage leads between which amounts."""

from __future__ import annotations

from typing import Literal

from streams.economy.arithmetic import Growth
from streams.economy.directions import direction
from streams.economy.sentences import Reading
from streams.economy.steps import told_step


def reckoned(reading: Reading, index: int) -> Literal["level", "base"] | None:
    """The role that the numbers give an amount, where they leave no choice."""
    if not reading.sums.growth:
        return None
    sides = {
        "level" if growth.later == index else "base"
        for percent in {growth.percent for growth in reading.sums.growth}
        for growth in pairs(reading, percent)
        if index in (growth.later, growth.earlier)
    }
    if len(sides) != 1:
        return None
    return "level" if "level" in sides else "base"


def pairs(reading: Reading, percent: int) -> list[Growth]:
    """The pairs of amounts that a percentage leads between, in the direction that the words give it."""
    found = reading.sums.of(percent)
    if found:
        way = direction(reading, percent)
        found = [
            growth
            for growth in found
            if way != 0
            and growth.falls == (way < 0)
            and not _two_series(reading, growth)
            and not any(
                _set_apart(reading, i) or told_step(reading, i) for i in (growth.later, growth.earlier)
            )
        ]
    return found


def _two_series(reading: Reading, growth: Growth) -> bool:
    """Whether the amounts that a percentage would lead between are of two series: then the agreement is chance."""
    first, last = sorted(
        (reading.quantities[growth.later], reading.quantities[growth.earlier]), key=lambda q: q.first
    )
    inner = [m for m in reading.mentions if first.last <= m.first < last.first and m.entry.kind != "other"]
    outer = [m for m in reading.mentions if m.last <= first.first and m.entry.kind != "other"]
    return bool(inner and outer) and any(
        m.entry.id.split(".")[0] != outer[-1].entry.id.split(".")[0] for m in inner
    )


def _set_apart(reading: Reading, index: int) -> bool:
    """ "(market forecast: USD 7.3bn)": an amount in a bracket is no end of a growth rate outside of it."""
    lead = reading.quantities[index].lead
    return reading.lowers[max(0, lead - 1) : lead] == [":"] and "(" in reading.lowers[max(0, lead - 4) : lead]
