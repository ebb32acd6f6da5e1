"""One period for two series: "exports were $2.4 billion while imports reached $5.2 billion in November"."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.sentences import Reading


def latest(reading: Reading, figures: Sequence[Figure]) -> None:
    """ "declined by 0.54pc month-on-month to $3.98bn", in a report on two months: the last of them, where none is named."""
    if reading.periods:
        return
    for figure in figures:
        days = figure.interval
        monthly = figure.change is None and set(figure.changes) == {"mom"} - figure.assumed
        if not monthly or days is None or figure.compared or figure.unit == "percent":
            continue
        if 1 < (days.whole_months or 0) < 12:
            figure.interval = Interval(days.end.replace(day=1), days.end)


#: Exports and imports of a country are not further apart.
_LIKE = 5.0
_TRADE = ("exports.", "imports.", "trade.")


def date(reading: Reading, figures: Sequence[Figure]) -> None:
    """Give the only period of a sentence, where it stands behind the last level of trade, to the level before it as well.

    `figures` are those of the sentence.
    """
    levels = [f for f in figures if f.change is None and not f.compared and f.indicator.startswith(_TRADE)]
    spans = [p for p in reading.periods if p.kind in ("span", "week") and p.interval is not None]
    # "in July 2019 compared with July 2018": the second is what both are compared with
    spans = [p for p in spans if reading.lead(p.first, "base") is None]
    if len(levels) < 2 or len(spans) != 1 or spans[0].first < levels[-1].position:
        return
    last = levels[-1]
    pointed = any(p is not spans[0] and p.first < last.position for p in reading.periods)
    for figure in levels[:-1]:
        if figure.unit != last.unit or figure.status != last.status:
            continue
        if figure.interval is None or (not pointed and _sides(figure, last)):
            figure.interval, figure.span = last.interval, last.span


def _sides(figure: Figure, last: Figure) -> bool:
    """Whether two amounts are the two sides of trade, and of a size that they may be of one time."""
    sides = {figure.indicator.split(".")[0], last.indicator.split(".")[0]} == {"exports", "imports"}
    return sides and 1 / _LIKE < abs(figure.value) / max(abs(last.value), 1.0) < _LIKE
