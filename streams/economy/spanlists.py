"""Periods that lists tell shortly: "in the second quarter ... and in the first", "for fiscal 2017 ... and for 2018"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from streams.economy.months import is_year
from streams.economy.ratespan import Span, calendar_of
from streams.economy.sentences import Reading

ORDINALS = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "final": 3,
}


def elided(reading: Reading, known: Sequence[Span]) -> list[Span]:
    """ "6.71 percent in the second quarter, compared with 6.82 percent in the first": of the same year."""
    lowers = reading.lowers
    found: list[Span] = []
    for place in range(3, len(lowers)):
        ordinal = ORDINALS.get(lowers[place])
        if ordinal is None or lowers[place - 2 : place] != ["in", "the"]:
            continue
        if not any(q.last == place - 2 for q in reading.quantities) or lowers[place + 1 : place + 2] not in ([], [","], ["."], [";"], ["and"]):  # fmt: skip
            continue
        named = [s for s in known if s.last < place and "quarter" in lowers[s.first : s.last + 1]]
        span = named[-1] if named else None
        if span is None or span.interval is None or span.interval.whole_months != 3:
            continue
        own = next((ORDINALS[w] for w in lowers[span.first : span.last] if w in ORDINALS), None)
        if own is not None:
            days = span.interval.shifted(3 * (ordinal - own) - (12 if ordinal > own else 0))
            found.append(Span(place, place + 1, "span", days, days))
    return found


def fiscal_too(reading: Reading, geo: str, spans: list[Span]) -> list[Span]:
    """ "5.2% for fiscal year 2017 and 5.5% for 2018", "2pc this fiscal year and 3.5pc for 2025": both years are fiscal."""
    calendar = calendar_of(geo)
    if calendar.first_month == 1:
        return spans
    kept: list[Span] = []
    for span in spans:
        before = kept[-1] if kept else None
        days = span.interval
        bare = span.last - span.first == 1 and is_year(reading.lowers[span.first])
        if before is not None and bare and days is not None and before.interval is not None:
            fiscal = before.interval == calendar.year(calendar.year_of(before.interval.start))
            if (
                fiscal
                and days.start.year - before.interval.end.year in (0, 1)
                and span.first - before.last <= 8
            ):
                year = calendar.year(days.start.year)
                kept.append(replace(span, interval=year, ahead=year))
                continue
        kept.append(span)
    return kept


def counts_in(reading: Reading, part: Span, year: Span) -> bool:
    """Whether so many months are told of a year that stands in brackets behind."""
    return (
        2 <= part.months <= 11
        and year.whole
        and reading.lowers[part.last : year.first] == ["("]
        and "year" in reading.lowers[part.first : part.last]
    )
