"""Low, best and high of a toll, from what each report says of it.

Rules. A toll rises: a value that was given before a higher, credible one is the older count, and an outlet that prints it later
has not heard; it speaks for it with a part of a voice. A lower value that nobody gave before the higher one is a correction. Of
the values that are not overtaken, the one that most publishers stand by is best (the latest word of each publisher counts);
the highest has one voice more. "At least" bounds from below: it supports every higher value a little. A part of the toll, and
words such as "dozens", bound from below only. Where nobody gives the highest value without an "at least", no high is known.

The cost is that of sorting the reports: what is compared with all others are running maxima and sums over sorted values.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schemas import Count
from schemas.tables import Toll

#: A single voice this far above what several others say overtakes nobody.
_FAR, _FEW = 2.0, 10
#: What an "at least" gives to every higher value.
_BOUND_VOICE = 0.5
#: What being the highest gives.
_HIGHEST_VOICE = 1.0
#: How long after the highest value a lower one comes that revises it, and how low it may be.
_REVISED, _HALF = timedelta(days=2), 0.5
#: What printing an older count gives.
_STALE_VOICE = 0.4


@dataclass(frozen=True, slots=True)
class Said:
    """What one report says of a toll, when, and who published it."""

    at: datetime
    source: str
    count: Count


@dataclass(slots=True)
class Given:
    """A value that reports give for the whole toll."""

    value: int
    first: datetime
    last: datetime
    sources: set[str] = field(default_factory=set)
    low: int = 0
    high: int = 0
    overtaken: bool = False
    """Nobody gave it after a higher, credible one."""
    open: bool = True
    """Whoever gives it says "at least" and no most."""
    stale: bool = False
    """It was given before a higher, credible one was."""


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
    standing = {value.value: value for value in values(whole) if not value.overtaken}
    voices = _voices(whole, standing)
    best = max(max(standing, key=lambda value: (voices[value], value)), floor)
    lowest = min(value.low for value in standing.values())
    highest = max(value.high for value in standing.values())
    # "at least" alone says nothing of how many it may be
    bounded = any(value.high == highest and not value.open for value in standing.values())
    return Toll(low=min(best, max(lowest, floor)), best=best, high=max(best, highest) if bounded else None)


def _value(item: Said) -> int:
    return item.count.value or 0


def values(whole: Sequence[Said]) -> list[Given]:
    """The values that reports in the order of time give, from the lowest to the highest, and which of them others overtake."""
    found: dict[int, Given] = {}
    for item in whole:  # in the order of time
        value, count = _value(item), item.count
        known = found.get(value)
        low = count.low if count.low is not None else value
        high = count.high if count.high is not None else value
        if known is None:
            known = found[value] = Given(value, item.at, item.at, low=low, high=high)
        known.last = item.at
        known.sources.add(item.source)
        known.low, known.high = min(known.low, low), max(known.high, high)
        known.open = known.open and count.qualifier == "at_least" and count.high is None
    ranked = [found[value] for value in sorted(found)]
    _mark(ranked)
    return ranked


def _mark(ranked: Sequence[Given]) -> None:
    """Find the values that higher ones have overtaken, from the highest down.

    A single voice counts only over other single voices, or where it does not go far beyond what several say.
    """
    anyone: datetime | None = None  # the last moment at which a higher value was new
    several: datetime | None = None  # the same of those that several give
    near: deque[Given] = deque()  # single voices within reach, each newer than those to its right
    for value in reversed(ranked):
        single = len(value.sources) < 2
        while near and near[0].value > _reach(value.value):
            near.popleft()
        since = anyone if single else _later(several, near[0].first if near else None)
        value.overtaken = since is not None and since > value.last
        value.stale = since is not None and since > value.first
        anyone = _later(anyone, value.first)
        if not single:
            several = _later(several, value.first)
            continue
        while near and near[-1].first <= value.first:
            near.pop()
        near.append(value)


def _reach(value: int) -> float:
    """How high a single voice may go over what several say."""
    return _FAR * value + _FEW


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return one or other
    return max(one, other)


def _voices(whole: Sequence[Said], standing: Mapping[int, Given]) -> dict[int, float]:
    """How many stand by each value that is not overtaken."""
    words: dict[str, Said] = {}
    for item in whole:  # in the order of time
        value = standing.get(_value(item))
        if value is None:
            continue
        held = words.get(item.source)
        if held is None or not value.stale or standing[_value(held)].stale:
            words[item.source] = item
    voices = dict.fromkeys(sorted(standing), 0.0)
    bounds = dict.fromkeys(voices, 0.0)
    for item in words.values():
        value = standing[_value(item)]
        voices[value.value] += _STALE_VOICE if value.stale else 1.0
        bounds[value.value] += _BOUND_VOICE * (item.count.qualifier == "at_least")
    below = 0.0
    for number in voices:
        voices[number] += below
        below += bounds[number]
    shared = [number for number in voices if len(standing[number].sources) > 1 and not standing[number].stale]
    reach = _reach(shared[0]) if shared else None
    credible = [
        number for number in voices if reach is None or number <= reach or len(standing[number].sources) > 1
    ]
    voices[_last_word(max(credible), credible, standing, whole)] += _HIGHEST_VOICE
    return voices


def _last_word(
    highest: int, credible: Sequence[int], standing: Mapping[int, Given], whole: Sequence[Said]
) -> int:
    """The highest value, unless an exact lower one, which nobody gave before, came days after its last: a toll revised down."""
    newest = whole[-1]
    value = _value(newest)
    known = standing.get(value)
    if (
        known is not None
        and value in credible
        and not known.stale
        and newest.count.qualifier == "exact"
        and value >= _HALF * highest
        and known.first - standing[highest].last >= _REVISED
    ):
        return value
    return highest
