"""Amounts that are balances though the series named beside them is a side of trade: "imports rose to $24bn, for a surplus of $3.5bn"."""

from __future__ import annotations

from streams.economy.sentences import Reading
from streams.economy.statement import State


def called(reading: Reading, index: int) -> bool:
    """Whether an amount is called a deficit or a surplus by the words right before it."""
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    if reading.lowers[quantity.last : quantity.last + 1] in (["deficit"], ["surplus"]):
        return True  # "the country had a $670 million surplus last month"
    return any(
        (
            cue.last >= quantity.lead - 2
            or (
                not any(m.first >= cue.first for m in reading.mentions if m.last <= quantity.first)
                and (
                    any(m.last <= cue.first for m in reading.mentions)
                    # "Based on the figures, the deficit during the month was recorded at"
                    or (reading.lowers[cue.first - 1] == "the" and not index)
                )
            )
        )
        and reading.lowers[cue.first] in ("deficit", "surplus", "gap", "shortfall")
        for cue in reading.within(floor, quantity.lead, "deficit", "surplus")
    )


def goes_on(reading: Reading, state: State) -> bool:
    """Whether the level of the sentence is a balance that came of the series it names."""
    level = state.level
    return (
        level is not None and level.sentence == reading.sentence.index and level.indicator == "trade.balance"
    )
