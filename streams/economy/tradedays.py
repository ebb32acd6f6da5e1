"""On which days money is traded."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from streams.economy.calendars import Calendar, Interval, country
from streams.economy.money import Quantity
from streams.economy.sentences import Reading
from streams.text.lexicon import load

#: So many days after a year its last rate is told, and so many before its end some tell it.
_AFTER_YEAR, _NEAR = 120, 4


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


def ended_year(reading: Reading, quantity: Quantity, floor: int, home: str) -> Interval | None:
    """ "The rupee closed the fiscal year at 283.76": on its last day."""
    words, published = reading.lowers, reading.document.published_on
    led = words[max(floor, quantity.lead - 8) : quantity.lead]
    place = next(
        (p for p, w in enumerate(led) if w in ("closed", "ended", "finished", "closing", "ending")), None
    )
    if place is None or "year" not in led[place : place + 5]:
        return None
    fiscal = {"fiscal", "financial"} & set(led[place:])
    calendar = country(home).calendar if fiscal else Calendar()
    day = calendar.year(calendar.year_of(published) - 1).end
    current = calendar.year(calendar.year_of(published)).end
    day = current if (current - published).days <= _NEAR else day
    return Interval(day, day) if (published - day).days <= _AFTER_YEAR else None


def of_last_week(reading: Reading) -> bool:
    """ "The rupee weakened during the previous week"."""
    words = reading.lowers
    return any(
        word == "week"
        and words[place - 1] in ("previous", "last", "outgoing", "past")
        and {"during", "over", "in", "last"} & set(words[max(0, place - 3) : place])
        for place, word in enumerate(words)
        if place
    )
