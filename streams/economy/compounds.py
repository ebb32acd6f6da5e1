"""Numbers told in two scales: "15 billion 45 million dollars" is one number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from streams.text.numbers import Number
from streams.text.tokens import Token

_SCALES = {"trillion": 1e12, "billion": 1e9, "crore": 1e7, "million": 1e6, "lakh": 1e5, "thousand": 1e3}


def join(tokens: Sequence[Token], numbers: Sequence[Number]) -> list[Number]:
    """The numbers, those in one where a smaller scale follows a greater at once."""
    found: list[Number] = []
    for number in numbers:
        if found and (whole := _joined(tokens, found[-1], number)) is not None:
            found[-1] = whole
        else:
            found.append(number)
    return found


def _joined(tokens: Sequence[Token], one: Number, rest: Number) -> Number | None:
    great, small = _SCALES.get(one.scale or ""), _SCALES.get(rest.scale or "")
    if great is None or small is None or small >= great or one.value is None or rest.value is None:
        return None
    between = [token.lower for token in tokens[one.last : rest.first]]
    whole = one.value / great
    if between not in ([], ["and"]) or one.low is not None or rest.low is not None:
        return None
    if whole != int(whole) or not 0 < rest.value < great:
        return None  # "2.5 billion 45 million" are two
    value = float(f"{one.value + rest.value:.12g}")
    return replace(one, last=rest.last, end=rest.end, value=value, rounding=rest.rounding, scale=rest.scale)
