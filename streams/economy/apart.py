"""Numbers taken apart that only look like a range: a step and a level, the end of a year and a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from streams.text.numbers import Number
from streams.text.numbers import read as read_numbers
from streams.text.tokens import Token

#: Before "$163.2 million to $1.91 billion": a step and a level.
_MOVES = frozenset(["by", "increased", "rose", "declined", "fell", "jumped", "decreased", "dropped", "slipped", "climbed", "surged", "dipped", "slid", "plunged", "grew", "gained", "shrank", "narrowed", "widened", "lost", "shed", "added", "soared", "reduced"])  # fmt: skip
#: Nouns before "or $1.37 billion to $16 billion": only of money are these a step and a level.
_STEPS = frozenset(["decline", "fall", "drop", "decrease", "increase", "rise", "jump", "growth", "gain"])


def split(tokens: Sequence[Token], numbers: Sequence[Number]) -> list[Number]:
    """Take apart what only looks like a range: "increased by $163.2 million to $1.91 billion" is a step and a level."""
    found: list[Number] = []
    for number in numbers:
        words = [token.lower for token in tokens[number.first : number.last]]
        before = {token.lower for token in tokens[max(0, number.first - 6) : number.first]}
        if (
            number.low is not None
            and "to" in words
            and number.first
            and (tokens[number.first - 1].lower in ("fy", "'") or _year_end(tokens, number.first))
        ):
            # "in FY22 to $22.7 billion": a year and a figure
            at = number.first + words.index("to")
            found += [_moved(part, at + 1, tokens) for part in read_numbers(tokens[at + 1 : number.last])]
        elif (
            number.low is not None
            and "to" in words
            and (before & _MOVES or (before & _STEPS and not tokens[number.first - 1].text.isalpha()))
        ):
            at = number.first + words.index("to")
            left = read_numbers(tokens[number.first : at])
            right = read_numbers(tokens[at + 1 : number.last])
            found += [_moved(part, number.first, tokens) for part in left] + [
                _moved(part, at + 1, tokens) for part in right
            ]
        else:
            found.append(number)
    return found


def _year_end(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number is the end of a year such as "2021-22"."""
    before = tokens[max(0, place - 2) : place]
    return (
        len(before) == 2
        and before[1].text in ("-", "/")
        and before[0].text.isdecimal()
        and len(before[0].text) == 4
        and len(tokens[place].text) in (2, 4)
    )


def _moved(number: Number, by: int, tokens: Sequence[Token]) -> Number:
    first, last = number.first + by, number.last + by
    return replace(
        number,
        first=first,
        last=last,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        qualified_from=number.qualified_from + by,
    )
