"""A period as a rate is told by it."""

from __future__ import annotations

from dataclasses import dataclass

from streams.economy.calendars import Calendar, Interval, country
from streams.economy.ratewords import words as rate_words


@dataclass(frozen=True, slots=True)
class Span:
    """A period mention at token positions `first` to `last` (excluded)."""

    first: int
    last: int
    kind: str
    """As that of a `Period`."""
    interval: Interval | None = None
    ahead: Interval | None = None
    """What it means in a forecast."""
    shift: str | None = None
    whole: bool = False
    open_year: bool = False
    months: int = 0
    year_left_open: bool = False
    """A part of a year whose year is the one spoken of."""


def calendar_of(geo: str) -> Calendar:
    """The calendar by which a country's rates are told."""
    return Calendar() if geo in rate_words().plain_years else country(geo).calendar
