"""Amounts that leave their currency out where another amount of the sentence has it.

"Exports gained 9.4 percent to 762.2 million, while imports edged down to $1.44 billion": a number with a scale, behind "to" or
a verb of collecting and with nothing behind it that it could count, is money of the same kind, if it is of much the same size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from streams.text.numbers import Number
from streams.text.tokens import Token

if TYPE_CHECKING:
    from streams.economy.money import Quantity

_SCALES: Final = frozenset(["million", "billion", "trillion"])
_BEFORE: Final = frozenset(["to", "at", "collected", "reached", "totalled", "totaled", "touched", "hit", "fetched", "earned"])  # fmt: skip
_BEHIND: Final = frozenset([".", ",", ";", "in", "during", "against", "compared", "from", "while", "whereas", "as", "up", "down", "last", "over", "when", "and"])  # fmt: skip
#: Before what an amount is held against, and before "of" the amount of it: "as compared to the exports of 3.225 billion".
_HELD: Final = frozenset(["from", "against", "than"])
_NOUNS: Final = frozenset(["exports", "imports", "deficit", "surplus", "remittances", "level", "figure", "total", "value", "collection"])  # fmt: skip
#: How many times larger or smaller the other amount is at most.
_TIMES: Final = 20


def settle(tokens: Sequence[Token], found: list[Quantity], left: Sequence[Number]) -> list[Quantity]:
    """The quantities of a sentence with those among the numbers left over that are money by the amounts beside them."""
    money = [q for q in found if q.kind == "money" and q.value >= 1e6 and q.low is None]
    taken = {place for q in found for place in range(q.first, q.last)}
    more: list[Quantity] = []
    for number in left:
        if not money or number.scale not in _SCALES or not number.value or number.first in taken:
            continue
        start = number.qualified_from if number.qualified_from >= 0 else number.first
        before = tokens[start - 1].lower if start else ""
        behind = tokens[number.last].lower if number.last < len(tokens) else "."
        held = before in _HELD or (before == "of" and start > 1 and tokens[start - 2].lower in _NOUNS)
        if (before not in _BEFORE and not held) or behind not in _BEHIND:
            continue
        near = min(money, key=lambda q: abs(q.first - number.first))
        if near.unit == "XDR" or not 1 / _TIMES <= number.value / near.value <= _TIMES:
            continue
        more.append(
            replace(
                near, first=number.first, last=number.last, start=number.start, end=number.end, value=number.value,
                rounding=number.rounding, qualifier="exact", low=number.low, high=number.high, lead=start, dollars=None,
            )
        )  # fmt: skip
    return sorted([*found, *more], key=lambda q: q.first) if more else found
