"""Low, best and high of a toll, from what each report says of it.

Rules. A toll rises: a value that nobody repeats after a higher, credible one was given has been overtaken. Of the values that
remain, the one that most publishers stand by is best (the latest word of each publisher counts); the highest has one voice
more, so that a late reprint of an old toll does not pull it back. "At least" bounds from below: it supports every higher
value a little. A part of the toll, and words such as "dozens", bound from below only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas import Count
from schemas.tables import Toll

#: A single voice this far above what several others say overtakes nobody.
_FAR, _FEW = 2.0, 10
#: What an "at least" gives to every higher value.
_BOUND_VOICE = 0.5
#: What being the highest gives.
_HIGHEST_VOICE = 1.0


@dataclass(frozen=True, slots=True)
class Said:
    """What one report says of a toll, when, and who published it."""

    at: datetime
    source: str
    count: Count


def estimate(said: Iterable[Said]) -> Toll:
    """The toll that follows from the reports; the same for any order of them."""
    ordered = sorted(said, key=lambda s: (s.at, s.source, s.count.value or 0))
    whole = [item for item in ordered if item.count.scope == "total" and item.count.value is not None]
    floors = [
        item.count.value
        if item.count.scope == "partial" and item.count.value is not None
        else item.count.low or 0
        for item in ordered
        if item.count.scope == "partial" or item.count.value is None
    ]
    floor = max(floors, default=0)
    if not whole:
        high = max((item.count.high for item in ordered if item.count.high is not None), default=None)
        return Toll(low=floor or None, best=None, high=high)
    standing = _standing(whole)
    best = max(standing, key=lambda value: (_voices(value, whole, standing), value))
    lows = [
        item.count.low if item.count.low is not None else value
        for item in whole
        if (value := _value(item)) in standing
    ]
    highs = [
        item.count.high if item.count.high is not None else value
        for item in whole
        if (value := _value(item)) in standing
    ]
    best = max(best, floor)
    return Toll(low=min(best, max(min(lows), floor)), best=best, high=max(best, *highs))


def _value(item: Said) -> int:
    return item.count.value or 0


def _standing(whole: Sequence[Said]) -> set[int]:
    """The values that were not overtaken by a higher one."""
    values = sorted({_value(item) for item in whole})
    first = {value: min(item.at for item in whole if _value(item) == value) for value in values}
    last = {value: max(item.at for item in whole if _value(item) == value) for value in values}
    sources = _sources(whole)
    return {
        value
        for value in values
        if not any(
            higher > value and first[higher] > last[value] and _credible(higher, value, sources)
            for higher in values
        )
    }


def _sources(whole: Sequence[Said]) -> dict[int, int]:
    said: dict[int, set[str]] = {}
    for item in whole:
        said.setdefault(_value(item), set()).add(item.source)
    return {value: len(names) for value, names in said.items()}


def _credible(value: int, over: int, sources: Mapping[int, int]) -> bool:
    """Whether a value may stand over a lower one: not where one voice goes far beyond what several say."""
    return sources[value] > 1 or sources[over] < 2 or value <= _FAR * over + _FEW


def _voices(value: int, whole: Sequence[Said], standing: set[int]) -> float:
    latest: dict[str, Said] = {}
    for item in whole:
        if _value(item) in standing:
            latest[item.source] = item
    voices = sum(1.0 for item in latest.values() if _value(item) == value)
    voices += sum(
        _BOUND_VOICE
        for item in latest.values()
        if item.count.qualifier == "at_least" and _value(item) < value
    )
    sources = _sources(whole)
    credible = [v for v in standing if all(_credible(v, lower, sources) for lower in standing if lower < v)]
    return voices + _HIGHEST_VOICE * (value == max(credible))
