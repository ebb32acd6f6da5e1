"""Days, weeks, months and years as first and last day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "week", "month", "year"]


@lru_cache(maxsize=4096)
def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def shift_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` after (before, if negative) the day's month."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def unit_span(day: date, unit: Precision) -> tuple[date, date]:
    """The day, the week from Monday, the month or the year that holds a day."""
    if unit == "day":
        return day, day
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return month_span(day.year, day.month)
    return date(day.year, 1, 1), date(day.year, 12, 31)


def shifted(day: date, unit: Precision, shift: int) -> date:
    """The day so many units later; months and years give their first day."""
    if unit == "day":
        return day + timedelta(days=shift)
    if unit == "week":
        return day + timedelta(weeks=shift)
    if unit == "month":
        return shift_months(day, shift)
    return date(day.year + shift, 1, 1)
