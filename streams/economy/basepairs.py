"""A level and what it is compared with, where only one of the two has its period.

"The FDI from Bahrain rose from $7.5 million to $15.9 million": the first is of the same months a year before the second,
whatever the article was last speaking of. "Investment rose to $52.8 million, compared to $49.9 million in July-December
2017": the second tells of which months the first is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.resolving import compared
from streams.economy.sentences import Reading


def settle(reading: Reading, figures: Sequence[Figure]) -> None:
    """Give the figures of a sentence the periods and the bases that their pairs tell."""
    amounts = [f for f in figures if f.change is None and f.span == "span" and f.unit != "percent"]
    pairs: dict[Interval, Interval] = {}
    for first, second in pairwise(amounts):
        if (first.indicator, first.geo, first.unit) != (second.indicator, second.geo, second.unit):
            continue
        if first.counterpart != second.counterpart or first.compared == second.compared:
            continue
        level, base = (second, first) if first.compared else (first, second)
        if level.status in ("target", "forecast") or base.status in ("target", "forecast"):
            continue
        _date(reading, level, base)
        if level.interval is not None and base.interval is not None:
            if _beside(reading, base):
                pairs[level.interval] = base.interval
            elif level.interval in pairs:
                # "from $23bn in FY18 to $32bn in FY22, imports from $56bn to $80bn": of the same two years
                base.interval = pairs[level.interval]
        _bases(level, base)


def _date(reading: Reading, level: Figure, base: Figure) -> None:
    """The level's months by those of its base: where the words name only the base's."""
    days, other = level.interval, base.interval
    if days is None or other is None or _named(reading, level):
        return
    if (counted := _counted(reading, other)) is not None:
        level.interval = counted
        return
    if not _named(reading, base):
        return
    months = other.whole_months
    if months is None or months == 12:
        return
    if days.end <= other.end and months in (1, 3) and days.whole_months == months:
        level.interval = other.shifted(months)  # "fell to $16.2bn from $17.6bn in the January-March quarter"
    elif days.whole_months != months and compared(days, other) is None:
        later = other.shifted(12)
        if later.end <= reading.document.published_on:
            level.interval = later


def _counted(reading: Reading, base: Interval) -> Interval | None:
    """The months that are only counted, where the base is of those a year before: "to $4.9bn from $4.1bn in eight months"."""
    counted = (p.interval for p in reading.periods if p.kind == "same" and p.months > 1)
    return next((days for days in counted if days is not None and days.shifted(-12) == base), None)


def _named(reading: Reading, figure: Figure) -> bool:
    """Whether a period of the sentence is what a figure was given."""
    return any(p.kind in ("span", "back") and p.interval == figure.interval for p in reading.periods)


def _beside(reading: Reading, base: Figure) -> bool:
    """Whether the period of an amount stands right behind it."""
    last = next((q.last for q in reading.quantities if q.first == base.position), None)
    return last is not None and any(
        p.interval == base.interval and 0 <= p.first - last <= 3 for p in reading.periods
    )


def _bases(level: Figure, base: Figure) -> None:
    """A change whose basis was only assumed counts from the amount that the level is compared with, if the numbers allow it."""
    if level.interval is None or base.interval is None or not base.value:
        return
    basis = compared(level.interval, base.interval)
    grown = (level.value / base.value - 1) * 100
    for told in sorted(level.assumed & level.changes.keys()):
        percent = level.changes[told]
        if basis is None or basis == told or basis in level.changes:
            continue
        if abs(grown - percent[0]) <= max(1.5, 0.1 * abs(percent[0])):
            level.changes[basis] = level.changes.pop(told)
            level.assumed.discard(told)
