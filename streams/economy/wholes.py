"""The whole trade in a report on that with one partner: "The overall imports into the country rose from $34bn to $37bn"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.sentences import Reading

#: Before a series: it is that with all partners.
_WHOLE: Final = frozenset(["overall", "total"])
#: Between such a word and the series.
_REACH: Final = 5
_TRADE: Final = ("exports.", "imports.")


def named(reading: Reading, position: int) -> bool:
    """Whether the trade before a position is said to be the whole."""
    return any(
        m.last <= position
        and m.entry.id.startswith(("exports", "imports"))
        and _WHOLE & set(reading.lowers[max(0, m.first - _REACH) : m.first])
        for m in reading.mentions
    )


def settle(reading: Reading, before: Sequence[Figure], figures: Sequence[Figure]) -> None:
    """Give a whole without a period of its own that of the whole told before, not that of the partner told last.

    `before` are the last figures of the sentences before, `figures` those of this one.
    """
    if not before or not figures or any(p.interval is not None for p in reading.periods):
        return
    own = [f for f in figures if f.change is None and f.counterpart is None and _trade(f)]
    levels = [f for f in own if not f.compared and f.interval is not None and named(reading, f.position)]
    if len(levels) != 1 or before[-1].counterpart is None:
        return
    level = levels[0]
    days = _whole(before, level)
    if days is None or level.interval is None or days.end != level.interval.end:
        return
    level.interval = days
    for base in own:
        if base.compared and (base.indicator, base.unit) == (level.indicator, level.unit):
            base.interval = days.shifted(-12)


def _trade(figure: Figure) -> bool:
    return figure.indicator.startswith(_TRADE) and figure.unit != "percent"


def _whole(before: Sequence[Figure], level: Figure) -> Interval | None:
    """The period of the whole trade the other way that was told last."""
    family = level.indicator.split(".", maxsplit=1)[0]
    for figure in reversed(before):
        if not _trade(figure) or figure.compared or figure.counterpart is not None or figure.change:
            continue
        if figure.indicator.split(".", maxsplit=1)[0] != family and figure.geo == level.geo:
            return figure.interval
    return None
