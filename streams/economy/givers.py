"""Who gives a sum: the lender that stands nearest to it, or the one named as such behind it."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.countries import Country
from streams.economy.money import Quantity
from streams.economy.sentences import Reading
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


def follows(lenders: Sequence[Match[str]], reading: Reading, before: Quantity, quantity: Quantity) -> bool:
    """Whether a second giver stands right before a sum: "promised $3 billion over three years and the African bank $1.5 billion"."""
    named = [(match.first, match.last) for match in lenders]
    named += [(c.first, c.last) for c in reading.countries if not c.body]
    for first, last in named:
        words = [w for w in reading.lowers[before.last : first] if w not in ("the", "another")]
        if last == quantity.lead and len(words) <= 5 and words[-1:] in (["and"], [","], ["while"]):
            return "from" not in words
    return False


def together(words: Sequence[str], states: Sequence[Country], state: Country) -> bool:
    """Whether several states lend one sum: "a rollover of $12 billion from China, Saudi Arabia and the UAE"."""
    for other in states:
        between = (
            words[state.last : other.first] if other.first > state.last else words[other.last : state.first]
        )
        if (
            other.code != state.code
            and 0 < len(between) <= 3
            and all(w in (",", "and", "the") for w in between)
        ):
            return True
    return False
