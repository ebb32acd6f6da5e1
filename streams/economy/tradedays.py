"""On which days money is traded."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from streams.economy.calendars import Interval
from streams.text.lexicon import load


@cache
def resting() -> frozenset[str]:
    """The countries where Friday and Saturday are free; elsewhere Saturday and Sunday are."""
    return frozenset(load("streams.economy", "exchange.toml")["weekend"]["friday"])


def trading_day(day: date, home: str) -> date:
    """The day itself, or the last one before it on which banks trade."""
    free = (4, 5) if home in resting() else (5, 6)
    while day.weekday() in free:
        day -= timedelta(days=1)
    return day


def week_before(today: date, home: str) -> Interval:
    """The last trading day of the week before."""
    found = today - timedelta(days=today.weekday() + 1)
    if home in resting():
        found = today - timedelta(days=(today.weekday() + 1) % 7 + 1)
    found = trading_day(found, home)
    return Interval(found, found)


def on_end(interval: Interval) -> Interval:
    """The last day of an interval."""
    return Interval(interval.end, interval.end)
