"""Amounts of money and percentages in a sentence.

A quantity is a number with what it counts: a currency, percent, percentage points or basis points. Plain numbers are none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from streams.economy import bareamounts
from streams.economy.apart import split
from streams.economy.compounds import compounded
from streams.economy.misread import torn, torn_sign, unread
from streams.text.lexicon import Phrases, load
from streams.text.numbers import Number
from streams.text.numbers import read as read_numbers
from streams.text.tokens import Token, once, tokenize

Kind = Literal["money", "percent", "points", "basis_points"]


# Not frozen, since that makes it slow to make; shared, so nobody changes one.
@dataclass(slots=True, unsafe_hash=True)
class Quantity:
    """A number with its unit: token positions `first` to `last` (excluded) with signs, offsets in the sentence."""

    first: int
    last: int
    start: int
    end: int
    kind: Kind
    unit: str
    """ISO 4217, `RUPEE` where the country decides, or `percent`."""
    value: float
    rounding: float
    qualifier: str
    low: float | None
    high: float | None
    lead: int
    """Token position at which the words that qualify it begin ("more than"), or `first`."""
    dollars: Quantity | None = None
    """The same amount in dollars, where a bracket behind other money tells it: "Ksh32.1 billion ($299.3 million)"."""


@dataclass(frozen=True, slots=True)
class _Units:
    before: dict[tuple[str, ...], str]
    longest: int
    after: Phrases[tuple[Kind, str]]


@cache
def _units() -> _Units:
    data = load("streams.economy", "money.toml")
    before: dict[tuple[str, ...], str] = {}
    after: list[tuple[str, tuple[Kind, str]]] = []
    for row in data["currency"]:
        for sign in row["before"]:
            before[tuple(token.lower for token in tokenize(sign))] = row["code"]
        after.extend((word, ("money", row["code"])) for word in row["after"])
    percent = data["percent"]
    after.extend((word, ("percent", "percent")) for word in percent["after"])
    after.extend((word, ("points", "percent")) for word in percent["points"])
    after.extend((word, ("basis_points", "percent")) for word in percent["basis"])
    return _Units(before, max(map(len, before)), Phrases(after))


def read(tokens: Sequence[Token]) -> list[Quantity]:
    """The quantities among tokens, from left to right."""
    return once(tokens, "quantities", _read)


def _read(tokens: Sequence[Token]) -> list[Quantity]:
    if not any(token.lower[0].isdecimal() for token in tokens) and not _spelled_percent(tokens):
        return []
    found: list[Quantity] = []
    left: list[Number] = []
    for number in compounded(tokens, split(tokens, read_numbers(tokens))):
        if number.value is None or number.ordinal:
            continue
        quantity = _quantity(tokens, number)
        if quantity is None and found:
            quantity = _shared(tokens, found[-1], number) or unread(tokens, found[-1], number)
        if quantity is None:
            left.append(number)
            continue
        quantity = torn(tokens, _from_dash(tokens, quantity))
        if found and _restated(tokens, found[-1], quantity):
            if found[-1].unit == "XDR":
                # "SDR 254 million (about US$337 million)": the money that is counted elsewhere.
                found[-1] = replace(quantity, first=found[-1].first, lead=found[-1].lead)
            elif quantity.unit == "USD" != found[-1].unit:
                found[-1] = replace(found[-1], dollars=quantity)
            continue
        if found and found[-1].kind == "money" == quantity.kind:
            found[-1] = _scaled(tokens, found[-1], quantity)
        if found and (joined := _range(tokens, found[-1], quantity)) is not None:
            found[-1] = joined
        else:
            bare = _from_bare(tokens, quantity) or _dealt_bare(tokens, quantity) or _to_bare(tokens, quantity)
            if bare is not None and not (found and found[-1].last > bare.first):
                found.append(bare)
            found.append(quantity)
    return bareamounts.settle(tokens, _rescaled(tokens, found), left)


def _rescaled(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give back the scale that a list or a comparison leaves out once: "$2.04 billion in August, $1.54 in September"."""
    for place, quantity in enumerate(found):
        if (
            quantity.kind != "money"
            or quantity.value >= 1000
            or quantity.value <= 0
            or quantity.low is not None
        ):
            continue
        if quantity.last < len(tokens) and tokens[quantity.last].lower in ("per", "a", "each", "-", "/"):
            continue
        near = [
            q
            for q in (*found[max(0, place - 1) : place], *found[place + 1 : place + 2])
            if q.unit == quantity.unit
        ]
        scaled = [q for q in near if q.kind == "money" and q.value >= 1e6]
        if not scaled:
            continue
        factor = 10.0 ** (3 * (int(math.log10(scaled[-1].value)) // 3))
        if 0.4 <= quantity.value * factor / scaled[-1].value <= 2.5:
            value = float(f"{quantity.value * factor:.12g}")
            found[place] = replace(quantity, value=value, rounding=quantity.rounding * factor)
    return found


#: Between two amounts of which only the first has its currency.
_SHARES = (["to"], ["from"], ["against"], ["compared", "to"], ["compared", "with"], ["at"], ["to", "about"])


def _shared(tokens: Sequence[Token], left: Quantity, number: Number) -> Quantity | None:
    """ "fell by 2.9 billion US dollars to 277.1 billion": the currency holds for the second as well."""
    scaled = number.scale in ("million", "billion", "trillion", "crore", "lakh")
    between = [token.lower for token in tokens[left.last : number.qualified_from]]
    if between[:1] == ["("] and between[-1:] == [":"] and 3 <= len(between) <= 5:
        between = ["from"]  # "collected Rs2,041 billion (2022: 1,644 billion)"
    if left.kind != "money" or not scaled or number.value is None:
        return None
    if between not in _SHARES and not _beside(tokens, left, number, between):
        return None
    return replace(
        left, first=number.first, last=number.last, start=number.start, end=number.end, value=number.value,
        rounding=number.rounding, qualifier="exact", low=number.low, high=number.high, lead=number.qualified_from,
    )  # fmt: skip


#: Words that may stand behind an amount whose currency is left out; anything else may be what is counted.
_BEHIND = frozenset([".", ",", ")", "(", "in", "during", "recorded", "received", "registered", "reported", "posted", "for", "last", "the", "a", "year", "at"])  # fmt: skip


def _beside(tokens: Sequence[Token], left: Quantity, number: Number, between: list[str]) -> bool:
    """ "492 million dollars in March, compared to 571 million received a year ago": of much the same size, and compared with it."""
    if len(between) > 14 or not {"compared", "from", "against"} & set(between[-3:]):
        return False
    if between[-1] not in ("to", "with", "from", "against") or number.value is None or left.value <= 0:
        return False
    following = tokens[number.last].lower if number.last < len(tokens) else "."
    return following in _BEHIND and 0.2 <= number.value / left.value <= 5


def _restated(tokens: Sequence[Token], left: Quantity, right: Quantity) -> bool:
    """ "$345.9 million (Sh49 billion)": the same amount in other money."""
    if left.kind != "money" or right.kind != "money":
        return False
    if left.unit == right.unit and (left.value != right.value or tokens[right.last : right.last + 1] == []):
        return False  # "USD 2 billion (USD 200 crore)" counts one amount twice
    between = [token.lower for token in tokens[left.last : right.lead]]
    if left.unit == "USD" and between in (["equivalent", "to"], [",", "equivalent", "to"]):
        return True
    if between == [","] and left.unit != right.unit and right.lead < right.first:
        return True  # "1.4 trillion yen, about 12.7 billion dollars"
    if between in (["or"], [",", "or"]):
        return True  # "663 billion yen, or almost 4.5 billion dollars"
    return between[:1] == ["("] and len(between) <= 3 and ")" not in between


def _from_bare(tokens: Sequence[Token], right: Quantity) -> Quantity | None:
    """ "from 6.1 to 6.17%": the sign behind the last holds for both."""
    first = right.first - (tokens[right.first - 1].text == "-" and right.value < 0) if right.first else 0
    if right.kind != "percent" or first < 3 or tokens[first - 1].lower != "to":
        return None
    left = read_numbers(tokens[first - 2 : first - 1])
    negative = tokens[first - 3].text == "-"
    word = tokens[first - 4].lower if negative and first > 3 else tokens[first - 3].lower
    if not left or left[0].value is None or word not in ("from", "("):
        return None
    number = tokens[first - 2]
    sign = -1.0 if negative else 1.0
    return replace(
        right, first=first - 2, last=first - 1, start=number.start, end=number.end, value=sign * left[0].value,
        rounding=left[0].rounding, low=None, high=None, lead=first - 2, qualifier="exact",
    )  # fmt: skip


def _to_bare(tokens: Sequence[Token], right: Quantity) -> Quantity | None:
    """ "revised up to 1.34 from 0.92 percent": the sign behind the last holds for both."""
    first = right.first
    if right.kind != "percent" or first < 3 or tokens[first - 1].lower not in ("from", "against"):
        return None
    number = tokens[first - 2]
    left = read_numbers(tokens[first - 2 : first - 1])
    if (
        not left
        or left[0].value is None
        or "." not in number.text
        or tokens[first - 3].lower not in ("to", "at")
    ):
        return None
    return replace(
        right, first=first - 2, last=first - 1, start=number.start, end=number.end, value=left[0].value,
        rounding=left[0].rounding, low=None, high=None, lead=first - 2, qualifier="exact",
    )  # fmt: skip


def _dealt_bare(tokens: Sequence[Token], right: Quantity) -> Quantity | None:
    """ "falling 12.1 and 18.2 percent, respectively": the sign behind the last holds for both."""
    first = right.first
    behind = [token.lower for token in tokens[right.last : right.last + 4]]
    if (
        right.kind != "percent"
        or first < 2
        or tokens[first - 1].lower != "and"
        or "respectively" not in behind
    ):
        return None
    number = tokens[first - 2]
    left = read_numbers(tokens[first - 2 : first - 1])
    if not left or left[0].value is None or not number.text[0].isdecimal():
        return None
    return replace(
        right, first=first - 2, last=first - 1, start=number.start, end=number.end, value=left[0].value,
        rounding=left[0].rounding, low=None, high=None, lead=first - 2, qualifier="exact",
    )  # fmt: skip


#: Verbs before "up to" that make it a direction.
_UP = frozenset(["edged", "inched", "went", "moved", "ticked", "shot", "crept", "climbed", "added", "adds", "jumped", "increased", "rose", "surged", "soared", "swelled", "picked", "gone", "going"])  # fmt: skip


def _spelled_percent(tokens: Sequence[Token]) -> bool:
    return any(token.lower in ("percent", "per", "pc", "dollars", "rupees") for token in tokens)


def _from_dash(tokens: Sequence[Token], right: Quantity) -> Quantity:
    """ "from 4.2-4.7%": a range behind "from", which otherwise parts two figures."""
    first = right.first
    if right.kind != "percent" or first < 2 or right.low is not None or tokens[first - 1].text != "-":
        return right
    left = read_numbers(tokens[first - 2 : first - 1])
    if (
        not left
        or left[0].value is None
        or tokens[first - 2].end != tokens[first - 1].start
        or not 0 <= left[0].value < right.value
    ):
        return right
    low = left[0].value
    middle = float(f"{(low + right.value) / 2:.12g}")
    start = tokens[first - 2].start
    return replace(
        right, first=first - 2, start=start, value=middle, low=low, high=right.value, lead=first - 2
    )


def _scaled(tokens: Sequence[Token], left: Quantity, right: Quantity) -> Quantity:
    """ "$11.5 and $6.5 million": the scale behind the last holds for both."""
    between = [token.lower for token in tokens[left.last : right.first]]
    if (
        between not in (["and"], [","], ["to"], ["-"])
        or left.value >= 1000
        or right.value < 1e5
        or left.unit != right.unit
    ):
        return left
    factor = 10.0 ** (3 * (int(math.log10(right.value)) // 3))
    return replace(left, value=left.value * factor, rounding=left.rounding * factor)


def _quantity(tokens: Sequence[Token], number: Number) -> Quantity | None:
    assert number.value is not None
    units = _units()
    first, last = number.first, number.last
    kind: Kind | None = None
    unit = ""
    for width in range(min(units.longest, first), 0, -1):
        code = units.before.get(tuple(token.lower for token in tokens[first - width : first]))
        if code is not None and not torn_sign(tokens, first - width, first):
            first, kind, unit = first - width, "money", code
            break
    if (
        kind is None
        and first > 1
        and tokens[first - 1].text == "-"
        and tokens[first - 2].end == tokens[first - 1].start
    ):
        # "a USD-500 million loan"
        code = (
            units.before.get((tokens[first - 2].lower,))
            if tokens[first - 1].end == tokens[first].start
            else None
        )
        if code is not None:
            first, kind, unit = first - 2, "money", code
    if kind is None and last < len(tokens):
        # "5.6 (percent)" does not occur; the unit follows at once.
        match = units.after.at(tokens, last)
        if match is None and tokens[last].text == "-" and last + 1 < len(tokens):
            # "a 5-per cent growth"
            joined = units.after.at(tokens, last + 1)
            match = joined if joined is not None and joined.entry[1] == "percent" else None
        if match is not None:
            last, (kind, unit) = match.last, match.entry
    if kind is None:
        return None
    lead, qualifier = number.qualified_from, number.qualifier
    if (
        qualifier == "at_most"
        and 0 < lead < first
        and tokens[lead].lower == "up"
        and tokens[lead - 1].lower in _UP
    ):
        lead, qualifier = first, "exact"  # "edged up to $2.448bn" is no bound
    negative = (
        first > 0
        and tokens[first - 1].text == "-"
        and tokens[first - 1].end == tokens[first].start
        and (first == 1 or tokens[first - 2].end < tokens[first - 1].start or tokens[first - 2].text == "(")
    )
    sign = -1.0 if negative else 1.0
    low, high = number.low, number.high
    return Quantity(
        first,
        last,
        tokens[first].start,
        tokens[last - 1].end,
        kind,
        unit,
        sign * number.value,
        number.rounding,
        {"at_least": "over", "at_most": "under"}.get(qualifier, qualifier),
        low,
        high,
        min(lead, first),
    )


def _range(tokens: Sequence[Token], left: Quantity, right: Quantity) -> Quantity | None:
    """ "5% to 7%" and "$2.5bn-$3bn" as one quantity with its ends; "from 5% to 7%" stays two."""
    if left.kind != right.kind or left.kind != "percent" or left.low is not None or right.low is not None:
        return None
    between = [token.lower for token in tokens[left.last : right.first]]
    before = tokens[left.lead - 1].lower if left.lead else ""
    verb = tokens[left.lead - 2].lower if left.lead > 1 else ""
    behind = tokens[right.last].lower if right.last < len(tokens) else ""
    # "ranged from 5.0 to 6.2 percent", "the 6.3 percent to 6.6 percent range"
    ranged = between == ["to"] and (
        (before == "from" and verb in ("ranged", "ranging", "range", "ranges"))
        or behind in ("range", "forecast", "projection", "target", "estimate", "band")
        or before in ("within", "'s")
    )
    if (
        not ranged
        and not (between in (["-"], ["to"]) and before not in ("from", "by"))
        and not (
            between == ["and"] and (before == "between" or (before == "of" and verb in ("range", "band")))
        )
    ):
        return None
    if not left.value < right.value or (
        between == ["to"] and not ranged and before not in ("of", "between", "at", "in", "around", "to")
    ):
        return None
    return Quantity(
        left.first,
        right.last,
        left.start,
        right.end,
        left.kind,
        left.unit,
        float(f"{(left.value + right.value) / 2:.12g}"),
        max(left.rounding, right.rounding),
        left.qualifier,
        left.value,
        right.value,
        left.lead,
    )
