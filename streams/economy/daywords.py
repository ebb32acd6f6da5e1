"""Days that are named in words of two parts: "July 30 last year", "at the close of FY25", and stamps that are no day of a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from streams.economy.calendars import Interval
from streams.economy.periods import Period
from streams.economy.sentences import Reading

#: Before "of" and a period: its last day is meant.
_ENDS = frozenset(["close", "end", "closing", "conclusion", "completion"])
#: Before the date of a page.
_STAMPS = frozenset(["date", "dated", "published", "updated", "posted", "modified"])


def last_year(reading: Reading, period: Period) -> Period:
    """ "on July 30 last year", "June 30 of the previous year": the day of the year before, where no year stands beside it."""
    words = reading.lowers
    if period.kind != "day" or not period.open_year or period.weekday or period.interval is None:
        return period
    behind = [word for word in words[period.last : period.last + 5] if word not in ("of", "the", ",", "in")]
    if behind[:2] not in (["last", "year"], ["previous", "year"], ["preceding", "year"], ["year", "ago"], ["year", "earlier"]) and behind[:3] not in (
        ["a", "year", "ago"], ["a", "year", "earlier"], ["a", "year", "before"],
    ):  # fmt: skip
        return period
    year = reading.document.published_on.year - 1
    if behind[0] not in ("last", "previous", "preceding"):
        year = period.interval.end.year - 1  # "a year earlier" counts from the day
    moved = _in_year(period.interval.end, year)
    return replace(period, interval=Interval(moved, moved))


def closing(reading: Reading, index: int) -> Period | None:
    """ "against Rs23.4 trillion at the close of FY25": the last day of a period behind a level."""
    words, quantity = reading.lowers, reading.quantities[index]
    stop = reading.quantities[index + 1].lead if index + 1 < len(reading.quantities) else len(words)
    for period in reading.periods:
        if not quantity.last <= period.first < min(stop, quantity.last + 7) or period.interval is None:
            continue
        before = [word for word in words[quantity.last : period.first] if word != "the"]
        if period.kind == "span" and before[-1:] == ["of"] and before[-2:-1] and before[-2] in _ENDS:
            end = period.interval.end
            if end <= reading.document.published_on:
                return replace(period, kind="day", interval=Interval(end, end))
        return None
    return None


def stamp(reading: Reading, period: Period) -> bool:
    """Whether a day is that of the page or of the report: "date 2026-02-19 KARACHI, Feb 19 (APP):"."""
    words = reading.lowers
    if period.kind != "day" or period.weekday or period.first > 12:
        return False
    if period.first and words[period.first - 1] in _STAMPS and period.first <= 3:
        return True
    # What stands between a stamp and the first words: a town, an agency in brackets.
    behind = words[period.last : period.last + 8]
    return behind[:1] in (["("], ["–"], ["—"], [":"]) and ":" in behind and period.first <= 10


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
