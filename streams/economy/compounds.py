"""Amounts told scale by scale: "15 billion 45 million dollars", as agencies write that translate from Turkish or Arabic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from streams.text.numbers import Number
from streams.text.tokens import Token

#: Behind the smaller part of an amount: it has no unit or noun of its own, but that of the greater.
_ENDS = frozenset(["in", "during", "for", "by", "as", "at", "on", "over", "from", "to", "of", "last", "this", "while", "against", "compared", "and", "but"])  # fmt: skip
_SIZES = {"trillion": 1e12, "billion": 1e9, "crore": 1e7, "million": 1e6, "lakh": 1e5, "thousand": 1e3}


def compounded(tokens: Sequence[Token], numbers: Sequence[Number]) -> list[Number]:
    """Numbers of which the greater scale and the smaller stand side by side, made one; the others as they are."""
    found: list[Number] = []
    for number in numbers:
        before = found[-1] if found else None
        if before is not None and _joins(tokens, before, number):
            assert before.value is not None
            assert number.value is not None
            found[-1] = replace(
                before,
                last=number.last,
                end=number.end,
                value=float(f"{before.value + number.value:.15g}"),
                rounding=number.rounding,
                scale=number.scale,
            )
        else:
            found.append(number)
    return found


def _joins(tokens: Sequence[Token], left: Number, right: Number) -> bool:
    """Whether two numbers are the parts of one: whole, of falling scale, with nothing (or a bare "and") between them."""
    if left.value is None or right.value is None or left.low is not None or right.low is not None:
        return False
    size, part = _SIZES.get(left.scale or "", 0.0), _SIZES.get(right.scale or "", 0.0)
    if not 0 < part < size or right.value >= size or right.qualifier != "exact":
        return False
    signed = _signed(tokens, left)
    if "." in tokens[left.first].text or (signed and "." in tokens[right.first].text):
        return False  # "$1.2 billion 300 million": two figures of a table
    between = [token.lower for token in tokens[left.last : right.first]]
    return between == [] or (
        between == ["and"] and left.first > 0 and (not signed or _ends(tokens, left, right))
    )


def _signed(tokens: Sequence[Token], number: Number) -> bool:
    """Whether something other than a word stands before a number: a currency sign, a bracket."""
    before = tokens[number.first - 1].text if number.first else ""
    return not (before.isalpha() or before == "(") or before in ("Rs", "Tk", "USD", "between")


def _ends(tokens: Sequence[Token], left: Number, right: Number) -> bool:
    """Whether a number has its unit from the one before: "$1 billion and 455 million in January", not "... million people"."""
    if {"between", "both"} & {token.lower for token in tokens[max(0, left.first - 3) : left.first]}:
        return False
    after = tokens[right.last].lower if right.last < len(tokens) else "."
    return not after.isalpha() or after in _ENDS
