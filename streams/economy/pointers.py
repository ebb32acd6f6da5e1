"""Partners that a sentence does not name beside the figure: "exports to the neighbour", "trade between India and Pakistan"."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from streams.economy.sentences import Reading
from streams.economy.statement import State

_IT: Final = frozenset(["it", "neighbour", "neighbor", "kingdom", "emirates", "bloc", "latter"])


def between(reading: Reading, home: str | None) -> str | None:
    """The partner of "bilateral trade between India and Pakistan": the one of the two that is not at home."""
    words = reading.lowers
    for one, other in pairwise(c for c in reading.countries if not c.body):
        led = words[max(0, one.first - 8) : one.first]
        joined = [w for w in words[one.last : other.first] if w != "the"]
        if "between" in led[-4:] and joined == ["and"] and "trade" in led and home in (one.code, other.code):
            return other.code if one.code == home else one.code
    return None


def pointed(reading: Reading, state: State) -> bool:
    """Whether a series is said to be that with the partner told before: "imports from it"."""
    if state.mention is None or not state.explicit:
        return False
    behind = reading.lowers[state.mention.last : state.mention.last + 4]
    rest = [word for word in behind[1:] if word not in ("the", "that", "its")]
    return behind[:1] in (["to"], ["from"], ["with"]) and bool(_IT & set(rest[:1]))


def joined(reading: Reading, state: State, geo: str) -> str | None:
    """The partner of "the US-China trade deficit": a name joined to the country's own before the series."""
    if state.mention is None or not state.explicit:
        return None
    pair = [
        c
        for c in reading.countries
        if not c.body and c.last <= state.mention.first and state.mention.first - c.last <= 1
    ]
    if not pair:
        return None
    first = next((c for c in reading.countries if 0 <= pair[-1].first - c.last <= 1 and not c.body), None)
    gap = reading.lowers[first.last : pair[-1].first] if first is not None else ["."]
    if first is None or gap not in ([], ["-"]) or geo not in (first.code, pair[-1].code):
        return None
    return first.code if pair[-1].code == geo else pair[-1].code
