"""Parts at the end of a year: "the last three months of 2012", "the final quarter of last year" told as months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from streams.economy.calendars import Calendar, months_from
from streams.economy.period import Period
from streams.text.spans import shift_months

_LAST = frozenset(["last", "final", "closing"])


def settle(lowers: Sequence[str], periods: list[Period], calendar: Calendar, published: date) -> list[Period]:
    """The periods, those that are the last months of a year at its end."""
    found: list[Period] = []
    for period in periods:
        before = found[-1] if found else None
        if before is not None and _of_last_year(lowers, before, period):
            start = calendar.year(calendar.year_of(published) - 1).start
            days = months_from(shift_months(start, 12 - before.months), before.months)
            found[-1] = replace(before, last=period.last, kind="span", interval=days, open_year=False)
        else:
            found.append(_at_the_end(lowers, period, calendar, published))
    return found


def _at_the_end(lowers: Sequence[str], period: Period, calendar: Calendar, published: date) -> Period:
    """ "the last three months of 2012": from October on, if the year is over."""
    days = period.interval
    months = days.whole_months or 0 if days is not None else 0
    if days is None or period.kind != "span" or period.open_year or not 1 < months < 12:
        return period
    end = days.shifted(12 - months)
    if days.start.month != calendar.first_month or end.end > published or not period.first:
        return period
    named = {"months", "of"} <= set(lowers[period.first : period.last])
    return replace(period, interval=end) if named and lowers[period.first - 1] in _LAST else period


def _of_last_year(lowers: Sequence[str], part: Period, year: Period) -> bool:
    """Whether "the final three months" stand before "of last year"."""
    led = lowers[max(0, part.first - 1) : part.first]
    return (
        part.kind == "same"
        and 1 < part.months < 12
        and bool(led)
        and led[0] in _LAST
        and year.kind == "shift"
        and year.shift == "yoy"
        and lowers[year.last - 1] == "year"
        and list(lowers[part.last : year.first]) in (["of"], ["of", "the"])
    )
