"""Who gives a sum: the lender that stands nearest to it, or the one named as such behind it."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.money import Quantity
from streams.text.lexicon import Match


def gap(match: Match[str], quantity: Quantity) -> int:
    """How many tokens lie between a phrase and a sum."""
    return min(abs(match.first - quantity.last), abs(quantity.first - match.last))


def given(lenders: Sequence[Match[str]], quantity: Quantity, lowers: Sequence[str]) -> Match[str] | None:
    """The lender named as such behind a sum: "a $400 million loan from the Asian Development Bank"."""
    for match in lenders:
        if 0 <= match.first - quantity.last <= 8:
            between = lowers[quantity.last : match.first]
            return match if {"from", "by"} & set(between[-5:]) and "," not in between else None
    return None
