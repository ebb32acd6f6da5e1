"""Amounts that were misread in a list: they hold their place in it, and no figure comes of them (their value is 0)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from streams.text.numbers import Number
from streams.text.tokens import Token

if TYPE_CHECKING:
    from streams.economy.money import Quantity

_SCALES = frozenset(["million", "billion", "trillion", "mn", "bn", "m", "b"])


def torn(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """ "$194:94 million": a colon for a point; "194" is not the amount, and what it was is a guess."""
    words = [token.lower for token in tokens[quantity.last : quantity.last + 3]]
    whole = quantity.kind == "money" and quantity.value < 1000
    if (
        not whole
        or words[:1] != [":"]
        or len(words) < 3
        or not words[1].isdecimal()
        or words[2] not in _SCALES
    ):
        return quantity
    return replace(
        quantity, last=quantity.last + 3, end=tokens[quantity.last + 2].end, value=0.0, low=None, high=None
    )


def unread(tokens: Sequence[Token], left: Quantity, number: Number) -> Quantity | None:
    """ "$118.55 million, 5116.45 million and $32.59 million": the sign was read as a digit."""
    between = [token.lower for token in tokens[left.last : number.first]]
    behind = [token.lower for token in tokens[number.last : number.last + 3]]
    listed = left.kind == "money" and between == [","] and behind[:1] in ([","], ["and"]) and "$" in behind
    if not listed or number.scale not in ("million", "billion") or number.value is None:
        return None
    return replace(
        left, first=number.first, last=number.last, start=number.start, end=number.end, value=0.0,
        qualifier="exact", low=None, high=None, lead=number.first, dollars=None,
    )  # fmt: skip


def torn_sign(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a sign of one letter and a dollar is only an article before one: "a $2.4 billion deficit" is no A$2.4bn."""
    if last - first != 2 or len(tokens[first].text) > 1 or tokens[last - 1].text != "$":
        return False
    return tokens[first].text != tokens[first].text.upper() or tokens[first].end != tokens[first + 1].start
