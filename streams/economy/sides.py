"""The two sides of trade and what lies between them."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.indicators import Mention
from streams.economy.lastyears import year_before
from streams.economy.money import Quantity
from streams.economy.period import Period
from streams.economy.sentences import Reading
from streams.economy.statement import State


def of_last_year(reading: Reading, post: Period) -> bool:
    """Whether "last year" stands between a rate of growth and the level that it led to."""
    return year_before(reading, post) and reading.lowers[post.last : post.last + 1] == ["to"]


def other_side(reading: Reading, mention: Mention) -> bool:
    """Whether the next series of a sentence is the other side of trade than a mention."""
    following = next(
        (m for m in reading.mentions if m.first >= mention.last and m.entry.kind == "flow"), None
    )
    sides = {mention.entry.id.split(".")[0], following.entry.id.split(".")[0] if following else ""}
    return sides == {"exports", "imports"}


def side(reading: Reading, index: int) -> bool:
    """Whether an amount is called a deficit or a surplus by the words right before it."""
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    if reading.lowers[quantity.last : quantity.last + 1] in (["deficit"], ["surplus"]):
        return True  # "the country had a $670 million surplus last month"
    start = max((b for b in reading.breaks if b <= quantity.first), default=0)
    if start and {"deficit", "surplus", "gap"} & set(reading.lowers[start : start + 4]):
        # "imports were up 2.7 percent; the deficit widened by 3 percent to 6.5 billion dollars"
        return not any(start <= m.first < quantity.first for m in reading.mentions)
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


def of_balance(reading: Reading, state: State) -> bool:
    """Whether the level of the sentence is a balance that came of the series it names."""
    level = state.level
    same = level is not None and level.sentence == reading.sentence.index
    return same and level is not None and level.indicator == "trade.balance"


def by_sides(figures: Sequence[Figure], geo: str, interval: Interval | None, quantity: Quantity) -> int:
    """On which side a balance is by the exports and imports of the same days, where they differ by as much."""
    told = {
        f.indicator.split(".")[0]: f.value
        for f in figures
        if f.geo == geo and f.interval == interval and f.unit == quantity.unit and interval is not None
        if f.change is None and f.counterpart is None
        if f.indicator.split(".")[1:] in (["goods"], ["total"])
    }
    difference = told.get("exports", 0.0) - told.get("imports", 0.0)
    alike = len(told) == 2 and abs(abs(difference) - quantity.value) <= 0.02 * quantity.value
    return (-1 if difference < 0 else 1) if alike else 0
