"""What the rates of an article say together: a step that does not say so, a repeat under the wrong month, one claim told twice.

Theory: an article gives one rate of inflation a month. Where a sentence tells another, small one of the same month as a rise
of prices, it counts from the month before; where it is the rate of the month before, the words "last month" meant that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.merging import agree

#: A rise of prices of more is that of a year.
_MONTHLY = 5.0
#: So many levels of one month are compared with each other.
_MOST = 12
#: What prices are thought to rise by over a month.
_SMALL = 1.6


class RateClaims:
    """Compares the rates of an article once they are all read."""

    def __init__(self) -> None:
        self._moved: set[int] = set()
        """Figures, by identity, told as a rise of prices without a word of the year before."""
        self._guessed: set[int] = set()
        """Figures whose year went without saying."""

    def moved(self, figure: Figure) -> None:
        """Keep in mind that a figure tells a rise, from when is not said."""
        self._moved.add(id(figure))

    def guessed(self, figure: Figure) -> None:
        """Keep in mind that the days of a figure are a guess."""
        self._guessed.add(id(figure))

    @property
    def unsure(self) -> frozenset[int]:
        """The figures, by identity, whose days are a guess."""
        return frozenset(self._guessed)

    def settle(self, figures: list[Figure], published: date) -> set[tuple[str, float]]:
        """Mend the figures in the light of each other; gives the percentages that turned out to be steps."""
        steps = self._steps(figures)
        _weekly(figures)
        dropped = self._repeats(figures) | self._told_twice(figures) | _small_guesses(figures)
        figures[:] = [f for f in figures if id(f) not in dropped]
        _one_status(figures, published)
        return steps

    def _steps(self, figures: Sequence[Figure]) -> set[tuple[str, float]]:
        by_sentence: dict[int, list[Figure]] = defaultdict(list)
        for figure in figures:
            if figure.indicator == "prices.cpi" and figure.change is None:
                by_sentence[figure.sentence].append(figure)
        found: set[tuple[str, float]] = set()
        for known in _by_month(figures).values():
            small = [f for f in known if id(f) in self._moved and abs(f.value) < _MONTHLY]
            for figure in small:
                if figure.compared or not any(
                    f.sentence != figure.sentence and not agree(f, figure) and id(f) not in self._moved
                    for f in known
                ):
                    continue
                for other in by_sentence[figure.sentence]:
                    if other is figure or (other.compared and other.position > figure.position):
                        other.change, other.rule, other.status = "mom", "rate-step", "actual"
                        found.add(("prices.cpi", abs(other.value)))
        return found

    def _repeats(self, figures: Sequence[Figure]) -> set[int]:
        months = _by_month(figures)
        found: set[int] = set()
        for (geo, interval), known in months.items():
            before = months.get((geo, interval.shifted(-1)), [])
            for figure in known:
                others = any(f is not figure and not agree(f, figure) for f in known)
                if others and any(f.value == figure.value and f.sentence != figure.sentence for f in before):
                    found.add(id(figure))
        return found

    def _told_twice(self, figures: Sequence[Figure]) -> set[int]:
        """What has its days by guess alone, and stands elsewhere with its own."""
        sure: dict[tuple[str, str, bool], list[Figure]] = defaultdict(list)
        for figure in figures:
            if figure.interval is not None and id(figure) not in self._guessed and figure.change is None:
                sure[_series(figure)].append(figure)
        found: set[int] = set()
        for figure in figures:
            if id(figure) not in self._guessed:
                continue
            same = [o for o in sure[_series(figure)][:_MOST] if o.interval != figure.interval]
            known = next((o for o in same if o.value == figure.value), None)
            if known is None:
                continue
            found.add(id(figure))
            for other in figures:
                # "the 4% growth was less than the official target of 4.8%": the aim is of the same year
                aimed = other.status == "target" and other.sentence == figure.sentence
                if aimed and other.indicator == figure.indicator and other.interval == figure.interval:
                    other.interval = known.interval
        return found


def _small_guesses(figures: Sequence[Figure]) -> set[int]:
    """ "The median forecasts were for 0.7% and 7.9%": of two guesses of one month in one sentence the small one is of its step."""
    told: dict[tuple[str, Interval, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        month = figure.interval if figure.interval is not None and figure.interval.whole_months == 1 else None
        if (
            figure.indicator == "prices.cpi"
            and figure.status == "forecast"
            and month is not None
            and not figure.change
        ):
            told[figure.geo, month, figure.sentence].append(figure)
    found: set[int] = set()
    for guesses in told.values():
        largest = max(abs(f.value) for f in guesses)
        found |= {id(f) for f in guesses if abs(f.value) < _SMALL and largest > 2 * _SMALL}
    return found


def _weekly(figures: Sequence[Figure]) -> None:
    """ "0.8 percent" of a week and, sentences later, "9.5 percent" of the same week: the second is the rate of a year."""
    first: dict[Interval, Figure] = {}
    levels = {f.interval for f in figures if f.indicator == "prices.spi" and f.change is None}
    for figure in figures:
        if figure.indicator != "prices.spi" or figure.change != "wow" or figure.interval is None:
            continue
        known = first.setdefault(figure.interval, figure)
        apart = known.sentence != figure.sentence and not figure.titled and not known.titled
        if apart and abs(abs(known.value) - abs(figure.value)) > 0.1 and figure.interval not in levels:
            levels.add(figure.interval)
            figure.change, figure.rule = None, "rate-level"


def _series(figure: Figure) -> tuple[str, str, bool]:
    return figure.indicator, figure.geo, figure.status in ("forecast", "target")


def _by_month(figures: Sequence[Figure]) -> dict[tuple[str, Interval], list[Figure]]:
    """The levels of inflation of each month."""
    found: dict[tuple[str, Interval], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.indicator != "prices.cpi" or figure.change is not None or figure.interval is None:
            continue
        told = found[figure.geo, figure.interval] if figure.interval.whole_months == 1 else []
        if figure.status not in ("forecast", "target") and len(told) < _MOST:
            told.append(figure)
    return dict(found)


def _one_status(figures: Sequence[Figure], published: date) -> None:
    """The same rate of the same period is not a forecast here and an estimate there."""
    known: dict[tuple[str, str, Interval, float], list[Figure]] = defaultdict(list)
    for figure in figures:
        if (
            figure.interval is not None
            and figure.change is None
            and figure.indicator in ("gdp.growth", "prices.cpi")
        ):
            known[figure.indicator, figure.geo, figure.interval, figure.value].append(figure)
    for (_, _, interval, _), told in known.items():
        said = {f.status for f in told}
        if {"forecast", "actual"} <= said and interval.end > published and (interval.whole_months or 0) >= 12:
            # "is likely to post growth of 0.29pc ...": "0.29pc was a realistic achievement"
            for figure in told:
                figure.status = "forecast" if figure.status == "actual" else figure.status
        if "forecast" not in said or not said & {"estimate", "provisional"}:
            continue
        settled = "provisional" if "provisional" in said else "estimate"
        for figure in told:
            if figure.status != "target":
                figure.status = "forecast" if interval.end > published else settled
