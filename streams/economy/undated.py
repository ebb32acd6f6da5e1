"""Amounts that open an article without a word of when: they are of the first period that the next sentences name.

"Remittances came to $6.4 billion, against $8.1 billion. In a report on the first quarter, the bank said ...": of that quarter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from streams.economy.figures import Figure
from streams.economy.indicators import kinds
from streams.economy.period import Period
from streams.economy.resolving import step
from streams.economy.sentences import Reading

#: So many sentences at the beginning may leave the time to those behind, and so many of these are asked.
_OPENING: Final = 3
_BEHIND: Final = 3


def settle(figures: Sequence[Figure], readings: Sequence[Reading]) -> None:
    """Date the amounts of the opening where nothing before the first period named is dated, and nothing of their series is."""
    dated = {(f.indicator, f.geo) for f in figures if f.interval is not None}
    open_ones = [
        f
        for f in figures
        if f.interval is None and _flows(f) and f.sentence < _OPENING and (f.indicator, f.geo) not in dated
    ]
    if not open_ones or any(f.interval is not None and f.sentence <= open_ones[-1].sentence for f in figures):
        return
    last = open_ones[-1].sentence
    if any(p.kind != "shift" for r in readings[: last + 1] for p in r.periods):
        return  # they do speak of a time
    found = _first(readings[last + 1 : last + 1 + _BEHIND])
    if found is None or found.interval is None:
        return
    for figure in open_ones:
        figure.interval = step(found.interval, "yoy") if figure.compared else found.interval


def _flows(figure: Figure) -> bool:
    actual = figure.status in ("actual", "provisional", "estimate")
    return actual and figure.change is None and kinds().get(figure.indicator) in ("flow", "balance")


def _first(readings: Sequence[Reading]) -> Period | None:
    """The first period of whole months that the sentences name, if it is over and nothing is compared with it."""
    for reading in readings:
        for period in reading.periods:
            days = period.interval
            over = days is not None and days.end <= reading.document.published_on
            if period.kind == "span" and over and days is not None and days.whole_months:
                led = reading.lead(period.first, "base")  # "a report on the first quarter" compares nothing
                return period if led is None or reading.lowers[led.first] in ("on", "over") else None
    return None
