"""Months by which a rate of a year is told: "inflation for the year ending January" is that of January."""

from __future__ import annotations

from dataclasses import replace

from streams.economy.calendars import Interval, months_from
from streams.economy.figures import Figure
from streams.economy.periodwords import words as period_words
from streams.economy.ratespan import Span, calendar_of
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading

_ENDS = frozenset(["ending", "ended", "to", "through"])
_FISCAL = frozenset(["fiscal", "financial", "fy", "average", "averaged", "averaging"])
#: A rise of prices of more is that of a year.
_MONTHLY = 1.6


def ending(reading: Reading, span: Span, indicator: str) -> Span:
    """A year that is told by its last month, as a rate of prices is: that month."""
    if indicator != "prices.cpi" or span.kind != "span" or span.interval is None:
        return span
    words = reading.lowers[span.first : span.last]
    if span.interval.whole_months != 12 or words[:1] != ["year"] or not _ENDS & set(words[1:3]):
        return span
    if _FISCAL & set(reading.lowers[max(0, span.first - 2) : span.first]) or _FISCAL & set(reading.lowers):
        return span
    named = [period_words().months[word] for word in words if word in period_words().months]
    if not named:
        return span
    days = _month(span.interval, named[-1], words)
    later = _month(span.ahead, named[-1], words) if span.ahead is not None else days
    if days.end > reading.document.published_on:
        days = days.shifted(-12)
    return replace(span, interval=days, ahead=later, whole=False, open_year=not _dated(words))


def this_year(reading: Reading, span: Span) -> Span:
    """ "the second quarter this year", "as of June this year": the year is said, and by the calendar."""
    days = span.interval
    if days is None or span.kind != "span" or not span.open_year or days.whole_months not in (1, 3, 6, 9):
        return span
    if reading.lowers[span.last : span.last + 2] != ["this", "year"]:
        return span
    days = days.shifted(12 * (reading.document.published_on.year - days.end.year))
    return replace(span, last=span.last + 2, interval=days, ahead=days, open_year=False, year_left_open=False)


def _dated(words: list[str]) -> bool:
    return any(len(word) == 4 and word.isdecimal() for word in words)


def _month(year: Interval, month: int, words: list[str]) -> Interval:
    """The month of a name within a fiscal year, or of the calendar year that is written behind it."""
    written = next((int(word) for word in words if len(word) == 4 and word.isdecimal()), None)
    number = written if written is not None else year.end.year
    return months_from(year.start.replace(year=number, month=month, day=1), 1)


def monthly(reading: Reading, index: int, geo: str, told: Figure | None, *, moved: bool) -> bool:
    """Whether a small rise of prices counts from the month before, as it does in countries that tell it so."""
    quantity, words = reading.quantities[index], reading.lowers
    if geo not in rate_words().by_months or abs(quantity.value) >= _MONTHLY:
        return False
    if (
        {"annual", "annually", "yearly", "year-on-year", "year"} & set(words)
        or "12" in words
        or "twelve" in words
    ):
        return False
    follows = {"after", "following", "reversing", "from"} & set(
        words[max(0, quantity.lead - 5) : quantity.lead]
    )
    return moved or bool(follows and told is not None and told.change == "mom")


def full_year(reading: Reading, index: int, geo: str, own: Interval) -> Interval | None:
    """ "while the target for the full year is 12 percent": the year that the figure told beside it lies in."""
    quantities = reading.quantities
    floor = quantities[index - 1].last if index else 0
    words = reading.lowers[floor : quantities[index].last + 6]
    said = any(
        words[n : n + 2] in (["full", "year"], ["whole", "year"], ["entire", "year"])
        for n in range(len(words))
    )
    annual = any(words[n] in ("annual", "full-year") and words[n + 1] in _AIMS for n in range(len(words) - 1))
    if not said and not annual:
        return None
    calendar = calendar_of(geo)
    return calendar.year(calendar.year_of(own.start))


def to_the_year(reading: Reading, index: int) -> bool:
    """ "grew by 7.8 per cent in the quarter, taking the annual growth rate to 8.2 per cent": that of its year."""
    lead = reading.quantities[index].lead
    floor = reading.quantities[index - 1].last if index else 0
    led = reading.lowers[max(floor, lead - 9) : lead]
    return bool(_TAKES & set(led)) and bool(_WHOLE & set(led)) and bool({"growth", "expansion"} & set(led))


_TAKES = frozenset(["taking", "bringing", "pushing", "putting", "leaving", "lifting", "pulling", "dragging"])
_WHOLE = frozenset(["annual", "full-year", "full", "whole-year", "overall", "yearly", "fiscal"])


_AIMS = frozenset(["target", "goal", "objective", "inflation", "average"])
