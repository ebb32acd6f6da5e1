"""Years as such, where the words leave it to the size of an amount: "Turkey last year ran a deficit of $65 billion"."""

from __future__ import annotations

import math
from dataclasses import replace

from streams.economy.calendars import Calendar, Interval
from streams.economy.indicators import Entry
from streams.economy.indollars import meant
from streams.economy.period import Period
from streams.economy.periodjoins import calendar_year
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread


def whole_year(
    thread: Thread,
    calendar: Calendar,
    reading: Reading,
    state: State,
    index: int,
    period: Period,
    main: Interval,
) -> Interval | None:
    """The whole year before, where "last year" is told of an amount that is too large for the same months of it.

    The statement then goes on about that year.
    """
    told = reading.lowers[period.first : period.last]
    months = main.whole_months
    # In the money in which the levels before were told, whichever of two stands first.
    amount = (
        reading.quantities[index] if state.entry is None else meant(reading.quantities[index], state.entry)
    )
    known = thread.sizes.get((state.entry.id if state.entry else "", amount.unit))
    if told not in (["last", "year"], ["the", "previous", "year"]) or not months or months >= 12 or not known:
        return None
    floor = reading.quantities[index - 1].last if index else 0
    if reading.starting(floor, reading.quantities[index].lead, "base"):
        return None  # "compared to a deficit of $640 million last year"
    size, of = known
    value = amount.value
    if (
        of != main
        or size <= 0
        or value <= 0
        or abs(math.log(value * months / 12 / size)) >= abs(math.log(value / size))
    ):
        return None
    today = reading.document.published_on
    if any(i.start.month == calendar.first_month and i.whole_months != 1 for i in thread.spoken):
        year = calendar.year(calendar.year_of(today) - 1)
    else:
        year = calendar_year(today.year - 1)  # nothing in the article counts by fiscal years
    state.context = replace(period, kind="span", interval=year, shift=None)
    state.all_year = True
    return year


def to_date(thread: Thread, entry: Entry, reading: Reading, index: int, year: Interval) -> Interval | None:
    """The current year as far as it goes: "taking the fiscal year's volume to $28 billion", in an article on March."""
    amount = meant(reading.quantities[index], entry)
    size = thread.sizes.get((entry.id, amount.unit))
    if size is None or size[1].whole_months != 1 or amount.value <= size[0]:
        return None
    inside = year.start < size[1].start and size[1].end < year.end
    return Interval(year.start, size[1].end) if inside else None


def longer(
    thread: Thread, reading: Reading, state: State, period: Period, last: Interval | None
) -> Interval | None:
    """ "The period" of an article that has told of nine months and of the last of them: the nine months."""
    words = reading.lowers[period.first : period.last]
    if period.kind != "same" or period.months or "period" not in words or "same" in words:
        return None
    if last is None or last.whole_months != 1 or state.level is not None:
        return None
    return next((i for i in thread.recent if (i.whole_months or 0) > 1 and i.end == last.end), None)


def year_before(reading: Reading, period: Period) -> bool:
    """ "a top recipient, with $27 billion last year": where nothing else is told, the year as such."""
    return period.kind == "shift" and reading.lowers[period.first : period.last] == ["last", "year"]


def year_of_old(reading: Reading) -> Interval:
    """The calendar year before that of publication."""
    return calendar_year(reading.document.published_on.year - 1)


def last_ones(reading: Reading, period: Period, main: Interval) -> bool:
    """Whether "last November" is said in a report on the November of this year."""
    led = reading.lowers[max(0, period.first - 1) : period.first] == ["last"]
    if period.whole and period.interval == main and main.whole_months == 12:
        # "Remittances for the previous financial year stood at", behind those of the year that is over
        return bool({"previous", "preceding", "prior"} & set(reading.lowers[period.first : period.last][:2]))
    return led and period.open_year and period.interval == main
