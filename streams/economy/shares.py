"""Shares of a whole: what is told of one partner is no more than what is told of all, in the same period.

A figure without a period of its own takes the one spoken of last. Where that cannot be, since the partner's amount is greater
than the whole's, the sentence speaks of the period whose whole is told and is great enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from streams.economy.calendars import Interval
from streams.economy.figures import Figure


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
    for (_, indicator, geo, unit), parts in sentences.items():
        _move(parts, wholes.get((indicator, geo, unit), {}))


def _move(parts: Sequence[Figure], wholes: dict[Interval, float]) -> None:
    intervals = {part.interval for part in parts}
    most = max(part.value for part in parts)
    if len(intervals) != 1 or len(wholes) < 2:
        return
    (told,) = intervals
    if told is None or told not in wholes or wholes[told] >= most or most <= 0:
        return
    room = [interval for interval, whole in wholes.items() if whole > most and interval.end == told.end]
    if len(room) == 1:
        for part in parts:
            part.interval = room[0]
