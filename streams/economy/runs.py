"""Amounts that run from the beginning of the year up to a month: "till April", "the trade deficit to May", "$3.3 billion by April"."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.calendars import Calendar, Interval
from streams.economy.period import Period
from streams.economy.sentences import Reading

_UP_TO = frozenset(["till", "until", "through", "upto", "thru"])
#: So far into a month "this month" may be the one that is over.
_FIRST_DAYS = 4
#: A name of a sum before "to May"; behind a verb "to" tells of a level instead.
_SUMS = frozenset(["deficit", "surplus", "gap", "balance", "inflows", "inflow", "outflows", "receipts", "collection", "collections", "earnings", "shipments", "figures", "figure", "total", "period", "tally", "imbalance", "shortfall", "investment", "proceeds", "bill", "volume"])  # fmt: skip
#: Before "by April": nothing was reached by then, it was only said or is hoped.
_WISHED = frozenset(["expected", "will", "would", "hoped", "planned", "should", "may", "could"])


def up_to(words: Sequence[str], first: int) -> bool:
    """Whether the words before a position say that something runs up to what stands there."""
    if list(words[max(0, first - 2) : first]) == ["as", "of"]:
        return True
    first = _start(words, first)
    before = list(words[max(0, first - 2) : first])
    return before in (["as", "of"], ["up", "to"], ["as", "at"]) or bool(set(before[-1:]) & _UP_TO)


def _start(words: Sequence[str], first: int) -> int:
    """Where "the month of May", "end-May", "the May" begins."""
    if list(words[max(0, first - 2) : first]) == ["month", "of"]:
        first -= 2
    return first - (first > 0 and words[first - 1] in ("end", "the", "-"))


def through(reading: Reading, period: Period) -> bool:
    """Whether an amount runs through a period: "as of April", "until November", "to May", "by April"."""
    words, first = reading.lowers, _start(reading.lowers, period.first)
    if up_to(words, period.first):
        return True
    before = words[max(0, first - 2) : first]
    days = period.interval
    if days is None or days.whole_months != 1 or not before:
        return False
    if before[-1] == "by":
        start = max((b for b in reading.breaks if b <= first), default=0)
        return not _WISHED & set(words[max(start, first - 14) : first - 1]) or "had" in words[start:first]
    return before[-1] == "to" and (
        any(m.last == first - 1 and m.entry.kind in ("flow", "balance") for m in reading.mentions)
        or before[0] in _SUMS
    )


def year_so_far(reading: Reading, index: int) -> bool:
    """ "a surplus of $1.6 billion for the fiscal year so far": the year as far as the article has come."""
    words, quantity = reading.lowers, reading.quantities[index]
    behind = words[quantity.last : quantity.last + 9]
    stop = next((n for n, word in enumerate(behind) if word in (",", ";", "against", "versus")), len(behind))
    behind = behind[:stop]
    return "year" in behind and behind[behind.index("year") + 1 :][:2] == ["so", "far"]


_SUMMED = frozenset(["total", "tally", "figure", "sum", "aggregate", "inflows", "receipts", "count", "amount", "exports", "imports", "remittances", "deficit", "surplus", "collection"])  # fmt: skip


def whole_year(reading: Reading, index: int, told: Interval | None, calendar: Calendar) -> Interval | None:
    """ "The total for the year was $3.8 billion", told with the last month or quarter of a year: that year."""
    words, quantity = reading.lowers, reading.quantities[index]
    if told is None or (told.whole_months or 12) >= 12:
        return None
    floor = reading.quantities[index - 1].last if index else 0
    stop = reading.quantities[index + 1].lead if index + 1 < len(reading.quantities) else len(words)
    stop = min(stop, quantity.last + 6)
    if not _of_year(words[floor : quantity.lead]) and not _of_year(words[quantity.last : stop]):
        return None
    if any(p.whole and floor <= p.first < stop for p in reading.periods):
        return None
    year = calendar.year(calendar.year_of(told.end))
    if told.end == year.end:
        return year
    return Interval(told.end.replace(month=1, day=1), told.end) if told.end.month == 12 else None


def _of_year(words: list[str]) -> bool:
    for place, word in enumerate(words):
        if word not in ("year", "fiscal", "12-month"):
            continue
        led = words[max(0, place - 4) : place]
        if {"full", "whole", "entire"} & set(led[-2:]):
            return True
        if led[-2:] == ["for", "the"] and _SUMMED & set(led) and words[place + 1 : place + 2] != ["to"]:
            return True
    return False


def month_over(told: Interval | None, months: int, reading: Reading) -> Interval | None:
    """ "The collection this month", told on the first days of a month with the quarter that is over: the last of that."""
    published = reading.document.published_on
    if (
        told is None
        or months != 1
        or published.day > _FIRST_DAYS
        or not 0 <= (published - told.end).days < 31
    ):
        return None
    return Interval(told.end.replace(day=1), told.end)


def defines_year(reading: Reading) -> bool:
    """ "The country's fiscal year ends on June 30": how its years run, and no time that figures are of."""
    words = reading.lowers
    return not reading.quantities and any(
        word == "year"
        and words[n - 1] in ("fiscal", "financial")
        and words[n + 1 : n + 2]
        and words[n + 1] in _RUNS
        for n, word in enumerate(words)
        if n
    )


_RUNS = frozenset(["ends", "runs", "starts", "begins", "lasts", "ended", "started"])
