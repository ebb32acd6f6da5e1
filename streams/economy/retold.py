"""Levels on a day that are another telling of one, and no level of their own.

Newspapers cut digits off ("$10.4 billion" of 10,499 million), call the last Friday of a month its end, and say "government
debt" of the domestic part alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from streams.economy.figures import Figure
from streams.text.document import Document

#: So many levels are compared with one another.
_MOST = 24
#: So many days before the end of a month a week may end that is called so.
_DAYS = 4
#: A part of the debt is smaller than the whole by this factor.
_PART = 0.8


def settle(figures: Sequence[Figure], document: Document) -> None:
    """Take what is only told again, or is a part, from the levels on a day: it loses its interval."""
    levels = [
        f
        for f in figures
        if f.indicator.startswith(("reserves", "debt"))
        and f.change is None
        and f.interval is not None
        and f.status in ("actual", "provisional", "estimate")
    ][:_MOST]
    for figure in levels:
        near = [
            f
            for f in levels
            if f is not figure and (f.indicator, f.geo, f.unit) == (figure.indicator, figure.geo, figure.unit)
        ]
        for other in near:
            if figure.interval is None or other.interval is None:
                continue
            days = figure.interval.end - other.interval.end
            ended = (figure.interval.end + timedelta(days=1)).day == 1
            if figure.value == other.value and ended and timedelta(0) < days <= timedelta(days=_DAYS):
                figure.interval = other.interval
            elif not days and _cut(figure, other):
                figure.interval = None
    _parts([f for f in levels if f.indicator == "debt.total" and f.interval is not None], figures, document)


def _cut(figure: Figure, other: Figure) -> bool:
    """ "$10.4 billion" where 10,499 million is told of the same day: digits cut off, not rounded."""
    finer = other.rounding < figure.rounding
    return finer and figure.value + figure.rounding < other.value < figure.value + 2 * figure.rounding


def _parts(debts: Sequence[Figure], figures: Sequence[Figure], document: Document) -> None:
    """Of two debts of a government on one day, in an article on its domestic debt, the smaller is that."""
    body = document.article.body
    for figure in debts:
        whole = [
            f
            for f in debts
            if f.interval == figure.interval
            and (f.geo, f.unit) == (figure.geo, figure.unit)
            and figure.value < _PART * f.value
        ]
        if figure.interval is None or not whole or "omestic" not in body:
            continue
        for other in [f for f in figures if f.sentence == figure.sentence and f.indicator == "debt.total"]:
            other.interval = None
