"""The year that a part of it ends: "$0.6 billion in the fourth quarter. For the full year, the deficit narrowed to $24.6 billion"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from streams.economy.calendars import Calendar, Interval

_FULL: Final = frozenset(["full", "whole", "entire"])
_LED: Final = frozenset(["for", "in", "during", "over"])


def named(words: Sequence[str], first: int, last: int) -> bool:
    """Whether words say "for the full year", without a number of it."""
    for place in range(max(first, 1), last - 1):
        if words[place] not in _FULL or not _LED & set(words[max(0, place - 2) : place]):
            continue
        year = place + 1 + (words[place + 1] in ("fiscal", "financial", "calendar"))
        if words[year : year + 1] == ["year"] and words[year + 1 : year + 2] != ["of"]:
            return True
    return False


def of(told: Interval | None, calendar: Calendar, published: date) -> Interval | None:
    """The year of what was told of a part of it, where that year is over."""
    if told is None or told.whole_months not in (1, 3, 6, 9):
        return None
    year = calendar.year(calendar.year_of(told.end))
    return year if year.end <= published else None
