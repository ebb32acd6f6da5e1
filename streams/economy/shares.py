"""Shares of a whole: what is told of one partner is no more than what is told of all, in the same period.

A figure without a period of its own takes the one spoken of last. Where that cannot be, since the partner's amount is greater
than the whole's, the sentence speaks of the period whose whole is told and is great enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from streams.economy.calendars import Interval
from streams.economy.figures import Figure

#: So many partners in one sentence are a list of the main ones.
_LIST = 3
#: The main ones together are no less than this part of the whole, and are surely of another where they are no more than that.
_MUCH, _LITTLE = 0.35, 0.25


def settle(figures: Sequence[Figure]) -> None:
    """Give the partners' amounts of a sentence the one period that has room for them."""
    wholes: defaultdict[tuple[str, str, str], dict[Interval, float]] = defaultdict(dict)
    sentences: defaultdict[tuple[int, str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.change is not None or figure.interval is None or figure.status in ("target", "forecast"):
            continue
        series = figure.indicator, figure.geo, figure.unit
        if figure.counterpart is None:
            known = wholes[series].get(figure.interval, figure.value)
            wholes[series][figure.interval] = max(known, figure.value)
        elif not figure.compared:
            sentences[(figure.sentence, *series)].append(figure)
    listed: set[tuple[str, str]] = set()
    for (_, indicator, geo, unit), parts in sentences.items():
        first = indicator == "remittances" and (indicator, geo) not in listed
        listed.add((indicator, geo))
        _move(parts, wholes.get((indicator, geo, unit), {}), first=first)


def _move(parts: Sequence[Figure], wholes: dict[Interval, float], *, first: bool) -> None:
    intervals = {part.interval for part in parts}
    most = max(part.value for part in parts)
    if len(intervals) != 1 or len(wholes) < 2:
        return
    (told,) = intervals
    if told is None or told not in wholes or most <= 0:
        return
    if wholes[told] < most:
        room = [interval for interval, whole in wholes.items() if whole > most and interval.end == told.end]
    elif first and len(parts) >= _LIST:
        room = _fitting(parts, told, wholes)
    else:
        return
    if len(room) == 1:
        for part in parts:
            part.interval = room[0]


def _fitting(parts: Sequence[Figure], told: Interval, wholes: dict[Interval, float]) -> list[Interval]:
    """The month that a list of main partners is of, where it is next to nothing of the months that were told last.

    "Remittances rose to $18bn in seven months. Saudi Arabia ($546m), the UAE ($364m) ... were the main sources": of the month.
    """
    total = sum(part.value for part in parts)
    if total > _LITTLE * wholes[told]:
        return []
    return [
        interval
        for interval, whole in wholes.items()
        if interval.end == told.end and interval.whole_months == 1 and _MUCH * whole <= total <= whole
    ]
