"""One count of a sentence: how many, of whom, what happened to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from streams.security.people import People, Qualifier


@dataclass(slots=True)
class Tally:
    """One count: token positions `first` to `last` (excluded) hold the number and, where near, what happened."""

    effect: str
    first: int
    last: int
    value: int | None
    low: int | None
    high: int | None
    qualifier: Qualifier
    role: str
    shares: list[tuple[str, int]] = field(default_factory=list)
    """Roles with their counts, where the chain gives them."""
    kinds: list[str] = field(default_factory=list)
    """Kinds of target that the victims' nouns tell."""
    partial: bool = False
    update: bool = False
    """The text says what the toll now is."""
    attackers_in: bool = False
    """The text counts attackers in without saying how many."""
    at: int = 0
    """Position of the word of harm."""
    parts: bool = False
    heads: list[int] = field(default_factory=list)
    """The counts that are summed in it."""


def total(heads: Sequence[People]) -> tuple[int | None, int | None, int | None]:
    """The sum of groups with its bounds; no value where one of them has none."""
    values = [head.value for head in heads]
    lows = [head.low if head.low is not None else head.value for head in heads]
    highs = [head.high for head in heads if head.high is not None]
    known = [value for value in values if value is not None]
    low = (
        sum(value for value in lows if value is not None)
        if any(value is not None for value in lows)
        else None
    )
    if len(known) < len(values):
        return None, low, None
    bounded = any(head.low is not None for head in heads)
    return sum(known), low if bounded else None, highs[0] if highs and len(heads) == 1 else None
