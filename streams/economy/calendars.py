"""Fiscal calendars: years, quarters and halves of a country as intervals of days, and the names of intervals.

A fiscal year is named for the year in which it ends: FY2026 of Pakistan is 1 July 2025 to 30 June 2026. In SDMX terms it is
named for the year in which it begins (`REPORTING_YEAR_START_DAY=--07-01`): `2025-A1`, its first half `2025-S1`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from schemas.economy import Basis
from streams.text.lexicon import load
from streams.text.spans import month_span, shift_months


class Interval(NamedTuple):
    """Days, both ends included."""

    start: date
    end: date

    @property
    def whole_months(self) -> int | None:
        """How many calendar months the interval is, or None if it is not made of whole ones."""
        if self.start.day != 1 or (self.end + timedelta(days=1)).day != 1:
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def shifted(self, months: int) -> Interval:
        """The interval of whole months so many months later; other intervals move by days of the month."""
        count = self.whole_months
        if count is not None:
            first = shift_months(self.start, months)
            return Interval(first, months_from(first, count).end)
        years = months // 12
        return Interval(_moved(self.start, years), _moved(self.end, years))


def _moved(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


@lru_cache(maxsize=4096)
def months_from(first: date, count: int) -> Interval:
    """`count` whole months from the month of `first`."""
    last = shift_months(first, count - 1)
    return Interval(first.replace(day=1), month_span(last.year, last.month)[1])


class Named(NamedTuple):
    """What an interval is called."""

    basis: Basis
    label: str
    sdmx: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A country's fiscal year: the month it begins with."""

    first_month: int = 1

    def year_of(self, day: date) -> int:
        """The fiscal year that a day belongs to."""
        return day.year + (self.first_month > 1 and day.month >= self.first_month)

    def year(self, number: int) -> Interval:
        """A fiscal year's days."""
        first = date(number - (self.first_month > 1), self.first_month, 1)
        return months_from(first, 12)

    def part(self, number: int, first: int, count: int) -> Interval:
        """`count` months of a fiscal year from its month `first` (counting from 0)."""
        return months_from(shift_months(self.year(number).start, first), count)

    def name(self, interval: Interval) -> Named | None:
        """Basis, label and SDMX form of an interval of whole months; None where the contract has no name for it."""
        return _name(self, interval)


@dataclass(frozen=True, slots=True)
class Country:
    """What the reading of figures needs to know of an economy."""

    code: str
    currency: str | None
    calendar: Calendar


@cache
def country(code: str) -> Country:
    """The economy of a country by its alpha-2 code; calendar years and no currency where the data has none."""
    for row in load("streams.economy", "countries.toml")["country"]:
        if row["code"] == code:
            return Country(code, row["currency"], Calendar(row["fiscal_start"]))
    return Country(code, None, Calendar())


@lru_cache(maxsize=4096)
def _name(calendar: Calendar, interval: Interval) -> Named | None:
    count = interval.whole_months
    start, end = interval
    if count is None:
        return _ending_in_a_month(calendar, start, end)
    if count == 1:
        return Named("month", f"{start:%Y-%m}", f"{start:%Y-%m}")
    number = calendar.year_of(start)
    first = calendar.year(number).start
    offset = (start.year - first.year) * 12 + start.month - first.month
    fiscal = calendar.first_month > 1
    prefix = f"FY{number}" if fiscal else str(number)
    span = f"{start:%Y-%m-%d}/P{count}M"
    if count == 3 and offset % 3 == 0:
        return Named("quarter", f"{prefix}-Q{offset // 3 + 1}", f"{first.year}-Q{offset // 3 + 1}")
    if count == 6 and offset % 6 == 0:
        return Named("half", f"{prefix}-H{offset // 6 + 1}", f"{first.year}-S{offset // 6 + 1}")
    if count == 12 and offset == 0:
        if fiscal:
            return Named("fiscal_year", prefix, f"{first.year}-A1")
        return Named("calendar_year", prefix, prefix)
    if offset == 0 and count < 12:
        basis: Basis = "fiscal_ytd" if fiscal else "calendar_ytd"
        return Named(basis, f"{prefix}-M{count:02}", span)
    if count == 12 and start.month == 1:
        return Named("calendar_year", str(start.year), str(start.year))
    if count == 12:
        return Named("rolling_12m", f"{start:%Y-%m}/{end:%Y-%m}", span)
    if start.month == 1 and count < 12:
        return Named("calendar_ytd", f"{start.year}-M{count:02}", span)
    return None


def _ending_in_a_month(calendar: Calendar, start: date, end: date) -> Named | None:
    """What the days from the beginning of a year through one within a later month are called."""
    if start.day != 1 or start.month not in (1, calendar.first_month) or (end - start).days < 32:
        return None
    fiscal = start.month == calendar.first_month != 1
    basis: Basis = "fiscal_ytd" if fiscal else "calendar_ytd"
    days = (end - start).days + 1
    return (
        Named(basis, f"{start:%Y-%m-%d}/{end:%Y-%m-%d}", f"{start:%Y-%m-%d}/P{days}D") if days < 366 else None
    )
