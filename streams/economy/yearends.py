"""Parts at the end of a year: "the last three months of 2012", "the final quarter of last year" told as months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from streams.economy.calendars import Calendar, Interval, months_from
from streams.economy.period import Period
from streams.economy.periodwords import words
from streams.text.spans import month_span, shift_months

#: "The last eleven months of the year" are all that is known of it.
_END = 6
_LAST = frozenset(["last", "final", "closing"])


def settle(lowers: Sequence[str], periods: list[Period], calendar: Calendar, published: date) -> list[Period]:
    """The periods, those that are the last months of a year at its end."""
    found: list[Period] = []
    for named in periods:
        period = _month_end(lowers, named)
        before = found[-1] if found else None
        if before is not None and (days := _day_last_week(lowers, before, period, published)) is not None:
            found[-1] = replace(before, last=period.last, interval=days, weekday=False)
        elif before is not None and (days := _day_last_year(lowers, before, period, published)) is not None:
            found[-1] = replace(before, last=period.last, interval=days)
        elif before is not None and _ended(lowers, before, period):
            found[-1] = replace(before, last=period.last)
        elif before is not None and _of_last_year(lowers, before, period):
            start = calendar.year(calendar.year_of(published) - 1).start
            days = months_from(shift_months(start, 12 - before.months), before.months)
            found[-1] = replace(before, last=period.last, kind="span", interval=days, open_year=False)
        else:
            found.append(_at_the_end(lowers, period, calendar, published))
    return found


def _month_end(lowers: Sequence[str], period: Period) -> Period:
    """ "as of March-end", "by June end": the last day of the month."""
    days, behind = period.interval, list(lowers[period.last : period.last + 2])
    if period.kind != "span" or days is None or days.whole_months != 1 or behind[:1] != ["end"]:
        return period
    if behind[1:] in (["of"], ["to"], ["up"]) or lowers[period.last - 1] == "month":
        return period
    return replace(period, last=period.last + 1, kind="day", interval=Interval(days.end, days.end))


def _at_the_end(lowers: Sequence[str], period: Period, calendar: Calendar, published: date) -> Period:
    """ "the last three months of 2012": from October on, if the year is over."""
    days = period.interval
    months = days.whole_months or 0 if days is not None else 0
    if days is None or period.kind != "span" or period.open_year or not 1 < months <= _END:
        return period
    end = days.shifted(12 - months)
    if days.start.month != calendar.first_month or end.end > published or not period.first:
        return period
    named = {"months", "of"} <= set(lowers[period.first : period.last])
    return replace(period, interval=end) if named and lowers[period.first - 1] in _LAST else period


def _ended(lowers: Sequence[str], year: Period, month: Period) -> bool:
    """Whether a month only says when the year before it ended: "the 2015/16 financial year that ended in June"."""
    if year.interval is None or month.interval is None or year.interval.whole_months != 12:
        return False
    between = [word for word in lowers[year.last : month.first] if word not in (",", "(", "which", "that")]
    told = between in (["ended", "in"], ["ending", "in"], ["ended"], ["ending"], ["ends", "in"])
    return told and month.interval.whole_months == 1 and month.interval.end.month == year.interval.end.month


def _day_last_week(lowers: Sequence[str], before: Period, period: Period, published: date) -> Interval | None:
    """ "on Wednesday last week"."""
    days = before.interval
    if before.kind != "day" or not before.weekday or days is None or before.last != period.first:
        return None
    if list(lowers[period.first : period.last]) != ["last", "week"]:
        return None
    monday = published - timedelta(days=published.weekday() + 7)
    day = monday + timedelta(days=days.end.weekday())
    return Interval(day, day)


def _day_last_year(lowers: Sequence[str], before: Period, period: Period, published: date) -> Interval | None:
    """ "the week ended May 4 last year", "on June 30 last year": a day whose year the next words say."""
    days = before.interval
    if before.kind not in ("week", "day") or days is None or before.weekday or period.kind != "shift":
        return None
    said = list(lowers[period.first : period.last]) == ["last", "year"]
    if not said or list(lowers[before.last : period.first]) not in ([], ["of"]) or before.shift is not None:
        return None
    if not lowers[before.last - 1].isdecimal() and lowers[before.last - 1] not in words().months:
        return None  # "last week": of no date
    years = published.year - 1 - days.end.year
    end = shift_months(days.end.replace(day=1), 12 * years)
    end = end.replace(day=min(days.end.day, month_span(end.year, end.month)[1].day))
    return Interval(end - (days.end - days.start), end)


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
