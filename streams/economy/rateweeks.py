"""Weeks of weekly prices as words tell them: "ending Jan 26", "in early May 2023", "since Aug 18, 2022 when it stood at"."""

from __future__ import annotations

import re
from datetime import timedelta

from streams.economy.calendars import Interval
from streams.economy.ratespan import Span
from streams.economy.sentences import Reading
from streams.text.document import Document

_THURSDAY = 3


def week_of_month(reading: Reading, here: Span | None) -> Interval | None:
    """ "in early May 2023", "in late August 2023": the first or last week of the month; prices are taken up to Thursdays."""
    month = here.interval if here is not None and here.kind == "span" else None
    if here is None or month is None or month.whole_months != 1:
        return None
    word = reading.lowers[here.first - 1] if here.first else ""
    if word == "early":
        end = month.start + timedelta(days=(_THURSDAY - month.start.weekday()) % 7)
    elif word == "late":
        end = month.end - timedelta(days=(month.end.weekday() - _THURSDAY) % 7)
    else:
        return None
    return Interval(end - timedelta(days=6), end)


_SEEN = frozenset(["recorded", "registered", "seen", "reported", "noted", "witnessed"])


def week_recalled(reading: Reading, index: int) -> Interval | None:
    """ "since Aug 18, 2022 when it stood at 42.31pc", "48.35pc for the period that ended on May 4": the week up to the day."""
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    for period in reading.periods:
        told = reading.lowers[quantity.last : period.first]
        if period.kind == "week" and 0 < len(told) <= 8 and "which" in told and _SEEN & set(told):
            return (
                period.interval
            )  # "the record had been 42.3pc, which was seen in the week ending on Aug 18"
        if period.kind != "day" or period.interval is None or period.first < floor:
            continue
        ended = {"ended", "ending"} & set(reading.lowers[max(0, period.first - 2) : period.first])
        if ended and quantity.last <= period.first <= quantity.last + 8:
            between = [q for q in reading.quantities if quantity.last <= q.first < period.first]
            return None if between else Interval(period.interval.end - timedelta(days=6), period.interval.end)
        if period.first > quantity.first:
            continue
        behind = reading.lowers[period.last : period.last + 2]
        if reading.lowers[period.first - 1] in ("since", "on") and "when" in behind:
            return Interval(period.interval.end - timedelta(days=6), period.interval.end)
    return None


def week_ending(reading: Reading) -> Interval | None:
    """ "on a year-on-year basis ending Jan 26"."""
    for period in reading.periods:
        led = reading.lowers[max(0, period.first - 2) : period.first]
        if period.kind == "day" and period.interval is not None and {"ending", "ended", "till"} & set(led):
            return Interval(period.interval.end - timedelta(days=6), period.interval.end)
    return None


_DATED = re.compile(r"week\s+(?:that\s+|which\s+)?(?:end|to\s)|weekend", re.IGNORECASE)


def last_week(document: Document) -> Interval | None:
    """The week up to the last Thursday, where an article does not say which one it is about."""
    if _DATED.search(document.article.body):
        return None
    published = document.published_on
    end = published - timedelta(days=(published.weekday() - _THURSDAY) % 7)
    return Interval(end - timedelta(days=6), end)
