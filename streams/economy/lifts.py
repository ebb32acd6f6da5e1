"""A rise that is aimed at, from what was to what shall be: "plans to lift exports from $30 billion in FY2024 to $60 billion"."""

from __future__ import annotations

from typing import Final, Literal

from streams.economy.sentences import Reading

_LIFT: Final = frozenset(
    [
        "raise",
        "raising",
        "lift",
        "lifting",
        "increase",
        "increasing",
        "boost",
        "boosting",
        "enhance",
        "enhancing",
        "take",
        "taking",
        "double",
        "doubling",
        "triple",
        "tripling",
        "expand",
        "expanding",
        "grow",
        "growing",
        "push",
        "pushing",
        "bring",
        "bringing",
        "cut",
        "cutting",
        "reduce",
        "reducing",
        "lower",
        "lowering",
        "narrow",
        "narrowing",
    ]
)
#: Between the wish and the amount: then it is an aim that moves, and both amounts are aims.
_AIMS: Final = frozenset(
    [
        "target",
        "targets",
        "goal",
        "goals",
        "aim",
        "forecast",
        "forecasts",
        "estimate",
        "estimates",
        "projection",
        "projections",
        "budget",
    ]
)
#: So many words may stand between the wish and the first amount, and between the two amounts.
_REACH, _APART = 14, 9


def lift(reading: Reading, index: int) -> Literal["from", "to"] | None:
    """Which end of a rise that is aimed at an amount is; None where it is none."""
    if _from(reading, index):
        return "from"
    return "to" if index and _from(reading, index - 1) else None


def _from(reading: Reading, index: int) -> bool:
    quantities, words = reading.quantities, reading.lowers
    if index + 1 >= len(quantities):
        return False
    low, high = quantities[index], quantities[index + 1]
    if low.kind != high.kind or low.unit != high.unit or words[low.lead - 1 : low.lead] != ["from"]:
        return False
    if words[high.lead - 1] != "to" or high.lead - low.last > _APART:
        return False
    floor = quantities[index - 1].last if index else 0
    wishes = reading.within(max(floor, low.lead - _REACH), low.lead, "target")
    return any(
        bool(_LIFT & set(words[cue.last - 1 : low.lead])) and not _AIMS & set(words[cue.first : low.lead])
        for cue in wishes
    )
