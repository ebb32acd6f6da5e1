"""Stretches that end on a day within a month: "July 1 to October 11", "July-October 11"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from streams.economy.calendars import Calendar, Interval
from streams.economy.months import is_year
from streams.economy.period import Period

_JOINS = frozenset(["to", "-", "through", "till", "until"])
#: Behind a number that is no day.
_COUNTED = frozenset(
    ["%", "percent", "per", "pc", "million", "billion", "trillion", "crore", "months", "countries"]
)


def settle(lowers: Sequence[str], periods: Sequence[Period], calendar: Calendar) -> list[Period]:
    """The periods, those that run from the beginning of a year through a day made one that ends on that day."""
    found: list[Period] = []
    for period in periods:
        before = found[-1] if found else None
        if before is not None and (whole := _from_first(lowers, before, period, calendar)) is not None:
            year = found[-2] if len(found) > 1 else None
            if year is not None and year.whole and list(lowers[year.last : whole.first]) == ["("]:
                # "in the current fiscal year (July 1 to October 11)"
                found[-2:] = [replace(whole, first=year.first)]
            else:
                found[-1] = whole
        else:
            found.append(_through(lowers, period))
    return found


def _from_first(lowers: Sequence[str], first: Period, last: Period, calendar: Calendar) -> Period | None:
    """ "July 1 to October 11": from the first day of the year through a day of the same year."""
    if first.kind != "day" or last.kind != "day" or first.interval is None or last.interval is None:
        return None
    between = lowers[first.last : last.first]
    start, end = first.interval.start, last.interval.end
    if len(between) > 1 or not set(between) <= _JOINS or start.day != 1:
        return None
    if start.month not in (1, calendar.first_month):
        return None
    start = start.replace(year=end.year - (start.month > end.month))
    if (end - start).days < 32:
        return None
    return Period(
        first.first, last.last, "span", Interval(start, end), open_year=first.open_year and last.open_year
    )


def _through(lowers: Sequence[str], period: Period) -> Period:
    """ "July-October 11": a stretch of months with a day behind its last."""
    days, place = period.interval, period.last
    if period.kind != "span" or days is None or (days.whole_months or 0) < 2 or place >= len(lowers):
        return period
    number, behind = lowers[place], list(lowers[place + 1 : place + 4])
    said = lowers[place - 1]
    if not (number.isdecimal() and len(number) <= 2 and said.isalpha() and said == _name(days, said)):
        return period
    if not 1 <= int(number) < days.end.day or (behind[:1] and behind[0] in _COUNTED):
        return period
    last, end = place + 1, days.end.replace(day=int(number))
    start = days.start
    if behind[:1] == [","] and len(behind) > 1 and is_year(behind[1]):
        back = end.year - int(behind[1])
        start, end, last = start.replace(year=start.year - back), end.replace(year=end.year - back), last + 2
    if lowers[last : last + 1] == [")"] and "(" in lowers[period.first : last]:
        last += 1
    return replace(period, last=last, interval=Interval(start, end))


def _name(days: Interval, said: str) -> str:
    """What the words call the last month, if it is that month."""
    full = days.end.strftime("%B").lower()
    return said if len(said) >= 3 and full.startswith(said[:3]) else full
