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
#: So many sentences on, a level is told of which only the step has been.
_NEXT = 3
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
    _of_central_bank(levels)
    _steps(figures, levels)
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


def _of_central_bank(levels: Sequence[Figure]) -> None:
    """Total reserves that are to the digit what the central bank holds, beside a true total of that day, are the bank's."""
    for figure in levels:
        if figure.indicator != "reserves.total":
            continue
        same = [
            f
            for f in levels
            if f is not figure and (f.geo, f.unit, f.interval) == (figure.geo, figure.unit, figure.interval)
        ]
        bank = any(f.indicator == "reserves.central_bank" and f.value == figure.value for f in same)
        if bank and any(f.indicator == "reserves.total" and f.value > figure.value for f in same):
            figure.indicator = "reserves.central_bank"


def _steps(figures: Sequence[Figure], levels: Sequence[Figure]) -> None:
    """ "Reserves fell 0.6 percent on a weekly basis": of the level that the next sentences tell, where it is one."""
    alone = [
        f for f in figures
        if f.change in ("wow", "mom") and f.interval is None and f.indicator.startswith("reserves")
    ][:_MOST]  # fmt: skip
    for figure in alone:
        told = [
            f for f in levels
            if (f.indicator, f.geo) == (figure.indicator, figure.geo) and not f.compared
            and 0 <= f.sentence - figure.sentence <= _NEXT
        ]  # fmt: skip
        days = {f.interval for f in told}
        if len(days) == 1 and figure.change not in told[0].changes:
            told[0].changes[str(figure.change)] = (figure.value, figure.rounding)


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


def scaled(figures: Sequence[Figure]) -> None:
    """ "fell from $311 million to $16.1 billion": a step or a misprint, and no level of the week before."""
    levels: dict[tuple[int, str, str], float] = {}
    for figure in figures:
        if figure.indicator.startswith("reserves") and figure.change is None and not figure.compared:
            levels[figure.sentence, figure.indicator, figure.unit] = figure.value
    for figure in figures:
        level = levels.get((figure.sentence, figure.indicator, figure.unit))
        if figure.compared and figure.change is None and level is not None and figure.value * 8 < level:
            figure.interval, figure.span = None, "span"
