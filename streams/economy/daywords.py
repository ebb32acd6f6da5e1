"""Days that are named in words of two parts: "July 30 last year", "at the close of FY25", and stamps that are no day of a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from streams.economy.calendars import Calendar, Interval, months_from
from streams.economy.period import Period
from streams.economy.sentences import Reading
from streams.text.spans import shift_months

#: Before "of" and a period: its last day is meant.
_ENDS = frozenset(["close", "end", "closing", "conclusion", "completion"])
_FRIDAY = 4
#: Between a period and the level that is its figure.
_FIGURE = frozenset(["figure", "level", "balance", "position", "tally", "of", "'s", "at"])
_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "seventh": 6, "eighth": 7, "ninth": 8, "tenth": 9, "eleventh": 10, "last": 11}  # fmt: skip
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
        if not quantity.last <= period.first < min(stop, quantity.last + 7):
            continue
        if period.interval is None:
            if (eve := _end_of_last(reading, period)) is None:
                continue
            return replace(period, kind="day", interval=Interval(eve, eve), shift=None)
        before = [word for word in words[quantity.last : period.first] if word != "the"]
        if period.kind == "span" and before[-1:] == ["of"] and before[-2:-1] and before[-2] in _ENDS:
            end = period.interval.end
            if end <= reading.document.published_on:
                return replace(period, kind="day", interval=Interval(end, end))
        return None
    return None


def _end_of_last(reading: Reading, period: Period) -> date | None:
    """The day of "at the end of last year", by the calendar, and of "at the end of the previous year", by the country's."""
    words = reading.lowers
    said = [word for word in words[period.first : period.last] if word != "the"]
    led = [word for word in words[max(0, period.first - 4) : period.first] if word != "the"]
    if led[-1:] != ["of"] or led[-2:-1] == [] or led[-2] not in _ENDS or period.kind != "shift":
        return None
    today, calendar = reading.document.published_on, reading.calendar
    if said == ["last", "year"]:
        return date(today.year - 1, 12, 31)
    if said in (["previous", "year"], ["preceding", "year"], ["prior", "year"]):
        return calendar.year(calendar.year_of(today) - 1).end
    return None


def opening(reading: Reading, index: int, period: Period | None) -> Interval | None:
    """ "to Rs59.4 trillion from Rs56.8 trillion during the first quarter": what stood before its first day."""
    words, quantity = reading.lowers, reading.quantities[index]
    if period is None and index + 1 < len(reading.quantities):
        following = reading.quantities[index + 1]
        if words[quantity.last : following.first] == ["to"]:
            period = next((p for p in reading.periods if 0 <= p.first - following.last <= 2), None)
    if period is None or period.kind != "span" or period.interval is None or period.first < quantity.last:
        return None
    led = [word for word in words[max(0, period.first - 2) : period.first] if word != "the"]
    if words[quantity.lead - 1] != "from" or led[-1:] not in (["during"], ["over"]):
        return None
    months = period.interval.whole_months
    if months is None or period.interval.end > reading.document.published_on:
        return None
    eve = period.interval.start - timedelta(days=1)
    return Interval(eve, eve)


def figure_of(reading: Reading, index: int) -> Period | None:
    """ "up from the January figure of $26 billion", "from June's level of": the period right before a word for the level."""
    words, quantity = reading.lowers, reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    for period in reading.periods:
        between = words[period.last : quantity.lead]
        if not floor <= period.first or not 0 < len(between) <= 4 or period.interval is None:
            continue
        named = {"figure", "level", "balance", "position", "tally"} & set(between)
        if period.kind in ("span", "day") and named and set(between) <= _FIGURE:
            return period
    return None


def it_was(reading: Reading, index: int) -> Period | None:
    """ "from the $38.9 billion it was as of January 2, 2018": the day of a level that stands behind it in a few words."""
    words, quantity = reading.lowers, reading.quantities[index]
    stop = reading.quantities[index + 1].lead if index + 1 < len(reading.quantities) else len(words)
    for period in reading.periods:
        if quantity.last <= period.first < stop and period.kind == "day" and not period.weekday:
            between = words[quantity.last : period.first]
            return (
                period
                if len(between) <= 6 and {"it", "they"} & set(between[:1]) and "," not in between
                else None
            )
    return None


def nth_month(reading: Reading, period: Period) -> Interval | None:
    """The month of "the second month of the current fiscal year"; None where a whole year is meant."""
    before = [word for word in reading.lowers[max(0, period.first - 5) : period.first] if word != "the"]
    if not period.whole or period.interval is None or before[-2:] != ["month", "of"] or len(before) < 3:
        return None
    count = _NTH.get(before[-3])
    return months_from(shift_months(period.interval.start, count), 1) if count is not None else None


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


def year_end(reading: Reading, calendar: Calendar) -> Interval | None:
    """The day of "by the end of this year", "by year-end", "by the end of the fiscal year"; None where none is said."""
    words, published = reading.lowers, reading.document.published_on
    for place, word in enumerate(words):
        if word not in ("year", "year's") or not {"by", "until", "till", "at"} & set(
            words[max(0, place - 7) : place]
        ):
            continue
        before = words[max(0, place - 5) : place]
        if "end" not in before and "end" not in words[place + 1 : place + 3]:
            continue
        if {"last", "previous", "next"} & set(before):
            return None
        if {"fiscal", "financial"} & set(before):
            end = calendar.year(calendar.year_of(published)).end
        else:
            end = date(published.year, 12, 31)
        return Interval(end, end)
    return None


def bracketed(reading: Reading, index: int) -> Period | None:
    """ "$122.6 billion (73.3 per cent of GDP) in December 2016": the period behind the bracket."""
    words, quantity = reading.lowers, reading.quantities[index]
    close = {"(": ")", "-": "-", "—": "—"}.get(words[quantity.last]) if quantity.last < len(words) else None
    if close is None or close not in words[quantity.last + 1 : quantity.last + 12]:
        return None
    end = words.index(close, quantity.last + 1) + 1
    return next(
        (
            p
            for p in reading.periods
            if 0 <= p.first - end <= 3 and not {",", "from"} & set(words[end : p.first])
        ),
        None,
    )


def week_of(reading: Reading, period: Period) -> Interval | None:
    """ "in the first week of June": weeks of reserves are numbered by their Fridays."""
    words, month = reading.lowers[max(0, period.first - 3) : period.first], period.interval
    if words[-2:] != ["week", "of"] or len(words) < 3 or month is None or month.whole_months != 1:
        return None
    first = month.start + timedelta(days=(_FRIDAY - month.start.weekday()) % 7)
    last = month.end - timedelta(days=(month.end.weekday() - _FRIDAY) % 7)
    count = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3}.get(words[0])
    if words[0] not in ("last", "final") and count is None:
        return None
    friday = last if count is None else first + timedelta(days=7 * count)
    return Interval(friday - timedelta(days=6), friday)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def spanned(reading: Reading, index: int) -> Period | None:
    """ "rose to Rs43 trillion during a year from March 2021 to March 2022": a level is that of the end."""
    last = reading.quantities[index].last
    following = (
        reading.quantities[index + 1].first if index + 1 < len(reading.quantities) else len(reading.lowers)
    )
    dated = [
        p for p in reading.periods if last <= p.first < min(following, last + 12) and p.interval is not None
    ]
    for one, other in pairwise(dated):
        words = reading.lowers[one.last : other.first]
        if reading.lowers[one.first - 1] == "from" and words in (["to"], ["till"], ["until"]):
            return other
    return None


def reported(reading: Reading, period: Period) -> bool:
    """ "on June 13 it was reported that", "in a report issued on January 9"."""
    words = reading.lowers
    if words[period.first - 1] != "on":
        return False
    behind = set(words[period.last : period.last + 5])
    before = set(words[max(0, period.first - 3) : period.first - 1])
    return bool(behind & {"reported", "announced"} and "it" in behind) or bool(
        before & {"issued", "published"}
    )


def that_day(reading: Reading, index: int) -> bool:
    """ "compared to $28 billion on that day according to BPM6": another reckoning of the same day."""
    last = reading.quantities[index].last
    return reading.lowers[last : last + 3] in (
        ["on", "that", "day"],
        ["the", "same", "day"],
        ["that", "same", "day"],
    )


def among(reading: Reading) -> bool:
    """Whether a sentence takes the level before apart: "Among them, ...", "Of this, ..."."""
    words = reading.lowers[reading.dateline : reading.dateline + 3]
    return words[:1] in (["among"], ["of"], ["out"]) and bool(
        {"them", "these", "this", "which", "it", "that", "the"} & set(words[1:])
    )
