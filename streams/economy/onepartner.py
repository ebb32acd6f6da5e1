"""One partner for a figure and what it is compared with: "exports to China were $1,223m against exports of $877m a year before"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from streams.economy.figures import Figure
from streams.economy.partners import is_partnered
from streams.economy.sentences import Reading

#: Between the two: then the second is of all partners.
_WHOLE: Final = frozenset(["total", "overall", "whole", "global", "worldwide", "altogether"])
#: Between a series and its partner.
_WITH: Final = frozenset(["to", "from", "with", "for"])
#: The second is this many tokens behind the first at most.
_REACH: Final = 24


def settle(reading: Reading, figures: Sequence[Figure]) -> None:
    """Give a figure the partner of the one before it in its sentence, where one of the two is what the other is compared with."""
    amounts = [f for f in figures if f.change is None and f.unit != "percent" and is_partnered(f.indicator)]
    for first, second in pairwise(amounts):
        if (first.indicator, first.geo, first.unit) != (second.indicator, second.geo, second.unit):
            continue
        if first.counterpart is None or second.counterpart is not None or first.compared == second.compared:
            continue
        start, stop = first.position, second.position
        if stop - start > _REACH or _WHOLE & set(reading.lowers[start:stop]):
            continue
        if any(start < c.first < stop for c in reading.countries) or not reading.within(start, stop, "base"):
            continue
        second.counterpart = first.counterpart
    if amounts and not any(f.counterpart for f in amounts):
        _named(reading, amounts)


def _named(reading: Reading, amounts: Sequence[Figure]) -> None:
    """ "The exports to China fell by 15% as compared to the exports of $319m in October": of the partner that was named."""
    base = amounts[0]
    abroad = [c for c in reading.countries if c.code != base.geo]
    if len(abroad) != 1 or abroad[0].body or not base.compared or abroad[0].last > base.position:
        return
    family = base.indicator.split(".")[0]
    series = [m for m in reading.mentions if m.entry.id.split(".")[0] == family and m.last <= base.position]
    place = abroad[0].first - (reading.lowers[abroad[0].first - 1] == "the")
    beside = len(series) > 1 and series[0].last == place - 1 and reading.lowers[place - 1] in _WITH
    if beside and not _WHOLE & set(reading.lowers[abroad[0].last : base.position]):
        for figure in amounts:
            figure.counterpart = abroad[0].code
