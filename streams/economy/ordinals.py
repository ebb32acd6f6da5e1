"""Quarters and halves that are only counted: "grew 2 percent in the second quarter, after 1.1 percent in the first"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from streams.economy.calendars import Interval
from streams.economy.period import Period

_NUMBERS: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_BEFORE: Final = frozenset(["in", "of", "from", "than", "for", "during", "over"])
_BEHIND: Final = frozenset([",", ".", ";", "and", "but", "while", ")", "when", "as"])


def settle(words: Sequence[str], periods: list[Period]) -> list[Period]:
    """The periods of a sentence with those that it only counts, as parts of the size of one that it names before."""
    found: list[Period] = []
    for place in range(2, len(words)):
        number = _NUMBERS.get(words[place])
        article = words[place - 1] == "the"
        if number is None or words[place - 1 - article] not in _BEFORE:
            continue
        if place + 1 < len(words) and words[place + 1] not in _BEHIND:
            continue
        if any(p.first <= place < p.last for p in periods):
            continue
        named = [p for p in (*periods, *found) if p.last < place and (p in found or _part(words, p))]
        named.sort(key=lambda p: p.first)
        if not named or named[-1].interval is None:
            continue
        days = _counted(words, named[-1], named[-1].interval, number)
        if days is not None:
            found.append(Period(place - article, place + 1, "span", days, open_year=named[-1].open_year))
    return sorted([*periods, *found], key=lambda period: period.first) if found else periods


def _part(words: Sequence[str], period: Period) -> bool:
    months = period.interval.whole_months if period.interval is not None else None
    said = words[period.first : period.last]
    return period.kind == "span" and (
        (months == 3 and ("quarter" in said or "q" in said)) or (months == 6 and "half" in said)
    )


def _counted(words: Sequence[str], period: Period, days: Interval, number: int) -> Interval | None:
    """The part of that number before or behind a named one: of its year, or of the year before where it is later."""
    said = next((_NUMBERS[w] for w in words[period.first : period.last] if w in _NUMBERS), None)
    months = days.whole_months or 0
    if said is None or said == number or number >= 12 // months:
        return None
    # One that comes next goes on with a list; one further on is of the year before.
    on = number < said or number == said + 1
    return days.shifted(months * (number - said if on else number - said - 12 // months))
