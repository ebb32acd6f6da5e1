"""Parts of a year that is said behind them: "the second quarter of last year", "the April-June quarter of 2024".

A part without a year is the last one that the day of publication allows; the words right behind it may say of which year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from streams.economy.calendars import Calendar, Interval
from streams.economy.period import Period

#: A year that leads a list of so many months stands no further on.
_OPENS: Final = 4
_LIST: Final = 3
#: Between a part and its year.
_LINKS: Final = frozenset(["of", "in", "the", ",", "during", "period", "quarter", "half"])
#: Before what a figure is held against.
_HELD: Final = frozenset(["over", "against", "than", "with", "to"])
_NUMBERED: Final = frozenset(["q", "h", "quarter", "half", "months", "quarters"])
#: Between "the period" and the month it runs to.
_UP_TO: Final = frozenset([("that", "ended", "in"), ("which", "ended", "in"), ("ended",), ("ending",), ("ended", "in"), ("ending", "in"), ("to",), ("through",), ("till",), ("up", "to"), ("until",)])  # fmt: skip
_LAST: Final = (
    ["last", "year"], ["the", "last", "year"], ["previous", "year"], ["the", "previous", "year"],
    ["the", "preceding", "year"], ["the", "prior", "year"],
)  # fmt: skip


def settle(words: Sequence[str], periods: list[Period], calendar: Calendar, anchor: date) -> list[Period]:
    """The periods of a sentence, parts joined with the years behind them."""
    settled: list[Period] = []
    for period in _listed(words, periods):
        joined = _joined(words, settled[-1], period, calendar, anchor) if settled else None
        if joined is not None:
            settled[-1] = joined
        else:
            settled.append(period)
    return settled


def _listed(words: Sequence[str], periods: list[Period]) -> list[Period]:
    """ "In 2018-19, the country got $1.3bn in February, $1.6bn in January, $1.2bn in December": months of the year that leads."""
    year = next((p for p in periods if p.kind != "day"), None)
    if year is None or not year.whole or year.interval is None or year.first > _OPENS or not year.first:
        return periods
    if words[year.first - 1] not in ("in", "during", "for"):
        return periods
    days = year.interval
    behind = [p for p in periods if p.first >= year.last and p.kind != "day"]
    months = [
        p for p in behind if p.kind == "span" and p.open_year and p.interval and p.interval.whole_months == 1
    ]
    if len(months) < _LIST or len(months) != len(behind):
        return periods
    placed = {id(p): _placed(p.interval, days) for p in months if p.interval is not None}
    return [
        replace(p, interval=placed[id(p)], open_year=False) if placed.get(id(p)) is not None else p
        for p in periods
    ]


def _joined(
    words: Sequence[str], part: Period, year: Period, calendar: Calendar, anchor: date
) -> Period | None:
    days = part.interval
    gap = words[part.last : year.first]
    if part.whole and year.kind == "same" and list(gap) == ["'s"]:
        return replace(part, last=year.last, kind="back", shift="yoy", whole=False, months=year.months)
    if part.kind == "same" and not part.months and words[part.last - 1] == "period" and tuple(gap) in _UP_TO:
        month = year.interval
        if year.kind != "span" or month is None or month.whole_months != 1:
            return None
        opens = calendar.year(calendar.year_of(month.start)).start
        return replace(part, last=year.last, kind="span", interval=Interval(opens, month.end))
    if list(gap) == ["to"] and part.kind == "span" and _ends_with(words, part, year):
        return replace(part, last=year.last)  # "the first half of the fiscal year to December"
    if days is None or part.kind not in ("span", "same") or not set(gap) <= _LINKS or len(gap) > 3:
        return None
    if not (part.open_year or part.kind == "same") or (days.whole_months or 12) >= 12:
        return None
    months = not _NUMBERED & set(words[part.first : part.last])
    if year.kind == "shift" and year.shift == "yoy" and list(words[year.first : year.last]) in _LAST:
        if months or (gap and "of" not in gap):
            return None  # "December last year", told in January: the last one
        start = part.first - (part.first > 0 and words[part.first - 1] == "the")
        if start and words[start - 1] in _HELD:
            # "up 3.3 percent over the first six months of last year": what the period told of is held against
            return replace(year, first=part.first, months=days.whole_months or 0)
        last = calendar.year_of(anchor) - 1
        placed = _placed(days, calendar.year(last))
    elif year.whole and year.kind == "span" and year.interval is not None and _named(gap, months):
        placed = _placed(days, year.interval)
    else:
        return None
    if placed is None:
        return None
    return replace(part, last=year.last, kind="span", interval=placed, open_year=False, months=0)


def _ends_with(words: Sequence[str], part: Period, month: Period) -> bool:
    """Whether a month is the last of a part of a year."""
    days, last = part.interval, month.interval
    if days is None or last is None or last.whole_months != 1 or month.kind != "span":
        return False
    return (
        (days.whole_months or 0) > 1
        and bool(_NUMBERED & set(words[part.first : part.last]))
        and days.end == last.end
    )


def _named(gap: Sequence[str], months: bool) -> bool:
    """Whether the words between months and a year make them those of that year: "the April-June quarter of 2024"."""
    return months and bool({"quarter", "period", "half"} & set(gap))


def _placed(days: Interval, year: Interval) -> Interval | None:
    """The same months within a year."""
    for years in range(-60, 61):
        moved = days.shifted(12 * years)
        if year.start <= moved.start and moved.end <= year.end:
            return moved
    return None
