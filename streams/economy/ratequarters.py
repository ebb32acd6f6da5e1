"""Parts of years that words count or end: "the quarter ended June", "the last three months of 2022", "the full year"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from streams.economy.calendars import Calendar, Interval, months_from
from streams.economy.months import is_year
from streams.economy.periodwords import COUNTS
from streams.economy.ratespan import Span, calendar_of
from streams.economy.sentences import Reading
from streams.text.spans import shift_months

#: Said of growth that is reckoned in another way than before.
_ADJUSTED = frozenset(["adjusted", "unadjusted", "seasonally-adjusted", "calendar-adjusted", "non-adjusted"])
#: Some tell a quarter a few days before its end.
_CLOSED = timedelta(days=8)


def full_years(reading: Reading, geo: str, spans: list[Span]) -> list[Span]:
    """ "6.1% in the fourth quarter and by 7.2% for the full financial year": the year of the quarter."""
    lowers, found = reading.lowers, list(spans)
    for place in range(len(lowers) - 1):
        if lowers[place] not in ("full", "entire", "whole"):
            continue
        last = place + 2 + (lowers[place + 1] in ("fiscal", "financial"))
        if lowers[last - 1 : last] != ["year"] or any(s.first < last and place < s.last for s in found):
            continue
        part = next((s for s in reversed(found) if s.last <= place and s.interval is not None), None)
        if part is None or part.interval is None or part.interval.whole_months not in (3, 6, 9):
            continue
        days = calendar_of(geo).year(calendar_of(geo).year_of(part.interval.start))
        found.append(Span(place, last, "span", days, days, whole=True))
    return found


def year_of_parts(
    reading: Reading, index: int, calendar: Calendar, parts: Sequence[Interval]
) -> Interval | None:
    """ "Growth for the full fiscal year came to 6.7 percent": the year that a part told before belongs to."""
    lowers, lead = reading.lowers, reading.quantities[index].lead
    floor = reading.quantities[index - 1].last if index else 0
    said = any(
        lowers[place] in ("full", "whole", "entire") and "year" in lowers[place + 1 : place + 3]
        for place in range(floor, min(len(lowers), lead + 6))
    )
    last = max(parts, key=lambda days: days.end, default=None) if said else None
    return calendar.year(calendar.year_of(last.start)) if last is not None else None


def quarter_of_four(reading: Reading, span: Span) -> Span:
    """ "the June-September quarter": some count the month it begins after."""
    days = span.interval
    if days is None or days.whole_months != 4 or reading.lowers[span.last : span.last + 1] != ["quarter"]:
        return span
    days = months_from(shift_months(days.start, 1), 3)
    return replace(
        span, interval=days, ahead=months_from(shift_months(span.ahead.start, 1), 3) if span.ahead else days
    )


def last_months(reading: Reading, span: Span) -> Span:
    """ "the last three months of 2022": its end, not its beginning."""
    lowers, days = reading.lowers, span.interval
    if days is None or days.whole_months not in (2, 3, 4, 6, 9) or days.start.month != 1 or span.open_year:
        return span
    named = set(lowers[max(0, span.first - 2) : span.last])
    if not ({"last", "final", "closing"} & named and "months" in named and "of" in named):
        return span
    end = days.shifted(12 - days.whole_months)
    return replace(span, interval=end, ahead=end)


def month_end(span: Span) -> Span:
    """ "at the end of 2025", "by end-June": the rate of the month."""
    if span.kind != "day" or span.interval is None or span.shift is not None:
        return span
    day = span.interval.end
    if (day + timedelta(days=1)).day != 1 or span.last - span.first < 2:
        return span
    month = months_from(day, 1)
    return replace(span, kind="span", interval=month, ahead=month)


def months_to(reading: Reading, span: Span, indicator: str) -> Span:
    """ "the three months to the end of September"."""
    if span.kind != "span" or span.interval is None or span.interval.whole_months != 1:
        return span
    lowers, place = reading.lowers, span.first - 1
    if lowers[span.last : span.last + 1] == ["quarter"] and lowers[place : place + 1] != ["-"]:
        days = months_from(shift_months(span.interval.start, -2), 3)
        later = months_from(shift_months(span.ahead.start, -2), 3) if span.ahead is not None else days
        return replace(span, last=span.last + 1, interval=days, ahead=later)
    while place >= 0 and lowers[place] in ("the", "in", "on", "that"):
        place -= 1
    if place < 2 or lowers[place] not in ("to", "ending", "ended", "through", "until", "till"):
        return span
    if lowers[place - 1] == "quarter" and lowers[place] in ("to", "ending", "ended"):
        first = place - 2 if lowers[place - 2] in ("the", "that", "this", "last") else place - 1
        days = months_from(shift_months(span.interval.start, -2), 3)  # "the quarter ended June"
        later = months_from(shift_months(span.ahead.start, -2), 3) if span.ahead is not None else days
        return replace(span, first=first, interval=days, ahead=later)
    if lowers[place - 1] == "year" and lowers[place] == "to" and indicator != "prices.cpi":
        days = months_from(shift_months(span.interval.start, -11), 12)  # "in the year to June 2015"
        return replace(span, first=place - 1, interval=days, ahead=days, open_year=False)
    if lowers[place - 1] != "months":
        return span
    word = lowers[place - 2]
    count = COUNTS.get(word, int(word) if word.isdecimal() and len(word) < 3 else 0)
    if not 2 <= count <= 12 or (count == 12 and indicator == "prices.cpi"):
        return span
    days = months_from(shift_months(span.interval.start, 1 - count), count)
    return replace(span, first=place - 2, interval=days, ahead=days, open_year=False)


def ended(reading: Reading, spans: list[Span]) -> list[Span]:
    """ "the final three months of last year": the quarter that it ended with."""
    lowers, found = reading.lowers, list(spans)
    for place, span in enumerate(spans):
        led = lowers[max(0, span.first - 1) : span.first]
        if span.kind != "same" or span.months not in (3, 6) or led not in (["final"], ["last"], ["closing"]):
            continue
        if lowers[span.last : span.last + 3] not in (["of", "last", "year"], ["of", "the", "year"]):
            continue
        back = int(lowers[span.last + 1] == "last")
        first = date(reading.document.published_on.year - back, 13 - span.months, 1)
        days = months_from(first, span.months)
        whole = replace(
            span,
            first=span.first - 1,
            last=span.last + 3,
            kind="span",
            interval=days,
            ahead=days,
            open_year=False,
        )
        found[place] = whole
        return [s for s in found if s is whole or not (whole.first <= s.first < whole.last)]
    return found


def this_year(reading: Reading, span: Span, interval: Interval, published: date) -> bool:
    """ "in the second quarter this year", told a few days before the quarter is over."""
    behind = reading.lowers[span.last : span.last + 3]
    said = behind[:2] == ["this", "year"] or behind == ["of", "this", "year"]
    return said and interval.end <= published + _CLOSED


def three_months(lowers: Sequence[str], place: int) -> int | None:
    """Where "previous three-month period" ends that begins at a position; None where it does not."""
    if lowers[place] not in ("previous", "preceding", "prior"):
        return None
    behind = list(lowers[place + 1 : place + 5])
    for words in (["three-month", "period"], ["three", "-", "month", "period"], ["three", "month", "period"]):
        if behind[: len(words)] == words:
            return place + 1 + len(words)
    return None


def reckoned(reading: Reading, first: int) -> bool:
    """Whether a year is only what prices are reckoned in: "reference year 2010", "constant prices of the previous year"."""
    led = reading.lowers[max(0, first - 6) : first]
    if led[-1:] in (["of"], ["as"], ["to"], ["at"]):
        led = led[:-1]
    return led[-2:] in (["reference", "year"], ["base", "year"], ["base", "period"]) or (
        led[-1:] == ["prices"] and bool({"constant", "fixed", "average"} & set(led))
    )


def year_before(reading: Reading, span: Span) -> Span:
    """ "in the 2024 June quarter": the year stands before the month that ends the quarter."""
    days = span.interval
    if days is None or span.kind != "span" or days.whole_months not in (1, 3) or not span.first:
        return span
    word = reading.lowers[span.first - 1]
    quarter = "quarter" in reading.lowers[span.first : span.last + 1]
    if not (quarter and is_year(word)) or is_year(reading.lowers[span.last - 1]):
        return span
    days = days.shifted(12 * (int(word) - days.end.year))
    return replace(
        span, first=span.first - 1, interval=days, ahead=days, open_year=False, year_left_open=False
    )


def unadjusted(reading: Reading) -> bool:
    """ "On an unadjusted basis, the economy grew 1 percent": the same quarter once more, reckoned otherwise."""
    lowers = reading.lowers
    place = next((p for p, w in enumerate(lowers) if w in _ADJUSTED), None)
    return place is not None and bool(
        {"basis", "terms", "gdp", "growth", "gross"} & set(lowers[place : place + 3])
    )
