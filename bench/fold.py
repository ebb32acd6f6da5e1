"""The fiscal-year fold: what a new claim costs in a long series and in a short one, each drained at once.

Three series of claims made up here. `short` has 100 claims of three fiscal years, so that its rows have neighbours, as those of
`long` have. `long` has 10,000 of fifteen fiscal years by forty outlets. `crowded` has 10,000 of one fiscal year, most of them the
same figures by other outlets. The new claims are the same kinds in each, a third of each kind: an outlet that repeats the last
month's figure, one that repeats it with another rounding, and one that gives the year's total with a rounding that nobody
has given. They are the newest; or, `late`, they were published when the year was half over and arrive only now, so that what
was believed since then has to be found again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bench.measuring import Row, fingerprint_of
from schemas import Observation, stable_id
from streams.economy.calendars import country, months_from
from streams.economy.fold import FiscalYears

#: New claims that are timed in each series.
NEW = 60
_MILLION = 1e6
_LATE = timedelta(days=170)


def fold() -> Iterator[Row]:
    """Claims a second, and the seconds of the others over those of the short series."""
    shapes = [("100 claims, three years", 100, 3, 12), ("10,000 claims, fifteen years", 10_000, 15, 40)]
    shapes.append(("10,000 claims, one year, mostly repeats", 10_000, 1, 400))
    for when in ("newest", "late"):
        first = 0.0
        for name, count, years, outlets in shapes:
            taken = drained(*series(count, years=years, outlets=outlets, late=when == "late"))
            first = first or taken
            yield f"{name}; the {when}", f"{1 / taken:,.0f}", f"{taken / first:.2f}"


def series(
    count: int, *, years: int, outlets: int, late: bool = False
) -> tuple[list[Observation], list[Observation]]:
    """So many claims of a consistent series, and the new ones to time, in the order of their publication."""
    chance = Random(count + years)
    values = [300 * _MILLION * 1.01**month * chance.uniform(0.9, 1.1) for month in range(12 * years)]
    first = date(2026 - years, 7, 1)
    figures = []
    for month in range(12 * years):
        figures.append((month, 1))
        if month % 12:
            figures.append((month - month % 12, month % 12 + 1))
    made: list[Observation] = []
    for number in range(count):
        start, length = figures[number * len(figures) // count]
        made.append(_claim(values, first, start, length, f"Outlet {chance.randrange(outlets)}", number))
    new: list[Observation] = []
    for number in range(NEW):
        stretch = (12 * years - 1, 1) if number % 3 else (12 * years - 12, 12)
        rounding = (0.01 + number / 100, 0.5, 5.0)[number % 3]
        back = _LATE if late else timedelta(0)
        new.append(
            _claim(values, first, *stretch, f"New {number}", count + number, rounding=rounding, back=back)
        )
    return made, new


def _claim(
    values: list[float],
    first: date,
    start: int,
    length: int,
    source: str,
    number: int,
    *,
    rounding: float = 0.5,
    back: timedelta = timedelta(0),
) -> Observation:
    whole = months_from(
        date(first.year + (first.month - 1 + start) // 12, (first.month - 1 + start) % 12 + 1, 1), length
    )
    named = country("PK").calendar.name(whole)
    assert named is not None
    rounding *= _MILLION
    value = round(sum(values[start : start + length]) / (2 * rounding)) * 2 * rounding
    day = whole.end + timedelta(days=18 + number % 5) - back
    article = stable_id(source, number)
    return Observation.model_validate(
        {
            "event_id": stable_id(article, value, start, length),
            "article": {
                "id": article,
                "source": source,
                "published_at": f"{day}T10:00:00+00:00",
                "revision": f"{day}T10:00:00.{number:06}Z/00000000",
                "fingerprint": fingerprint_of(article),
            },
            "evidence": [{"field": "body", "start": 0, "end": 4}],
            "confidence": 0.9,
            "rule": "bench",
            "indicator": "exports.it",
            "geo": "PK",
            "status": "actual",
            "value": value,
            "unit": "USD",
            "rounding": rounding,
            "basis": named.basis,
            "period": {"start": whole.start, "end": whole.end, "label": named.label, "sdmx": named.sdmx},
            "changes": [],
        }
    )


def drained(claims: list[Observation], new: list[Observation]) -> float:
    """Seconds of the processor for a new claim and its drain."""
    tables = FiscalYears()
    for claim in claims:
        tables.add(claim)
    tables.drain()
    start = time.process_time()
    for claim in new:
        tables.add(claim)
        tables.drain()
    return (time.process_time() - start) / len(new)
