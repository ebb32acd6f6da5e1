"""Numbers in a sentence: digits and words, scales, ranges, and how exact the words around them make them.

Each number carries the rounding that its digits imply: 2.24 billion is known to half of 0.01 billion. Currency signs and
percent signs are left to the reader who knows what the number counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from streams.text.document import Sentence
from streams.text.misprints import misprinted
from streams.text.numberwords import Qualifier
from streams.text.numberwords import words as number_words
from streams.text.tokens import Token, lowers_of, once

#: Signs and codes that may stand between a qualifier, a dash or a "to" and the digits.
_SIGNS = frozenset(
    {
        "$",
        "€",
        "£",
        "₹",
        "₨",
        "rs",
        "re",
        "us",
        "usd",
        "pkr",
        "inr",
        "tk",
        "eur",
        "gbp",
        ".",
        "us$",
        "ksh",
        "kshs",
        "sh",
        "kes",
        "bdt",
        "৳",
        "lkr",
        "egp",
        "le",
        "₦",
        "ngn",
        "gh",
        "¢",
        "ghs",
        "sdr",
        "sar",
        "sr",
    }
)
_DASHES = frozenset({"-", "to", "—"})
_JOINS = _DASHES | {"and"}
_ORDINALS = frozenset({"st", "nd", "rd", "th"})


@dataclass(slots=True, unsafe_hash=True)
class Number:
    """A number: token positions `first` to `last` (excluded), offsets in the sentence, value, and its rounding.

    Several readers share it: nobody changes one. It is not frozen, since that makes it four times as slow to make.
    """

    first: int
    last: int
    start: int
    end: int
    value: float | None
    """None where the words only bound it ("dozens")."""
    rounding: float
    """Half a unit of the last digit given, at the number's scale."""
    qualifier: Qualifier = "exact"
    low: float | None = None
    """Lower end of a range or of a bounding word."""
    high: float | None = None
    scale: str | None = None
    spelled: bool = False
    ordinal: bool = False
    qualified_from: int = -1
    """Token position at which the qualifier begins (or `first`)."""


def numbers(sentence: Sentence) -> list[Number]:
    """The numbers of a sentence, from left to right."""
    return read(sentence.tokens)


def read(tokens: Sequence[Token]) -> list[Number]:
    """The numbers among tokens."""
    return once(tokens, "numbers", _read)


def _read(tokens: Sequence[Token]) -> list[Number]:
    words = number_words()
    found: list[Number] = []
    starts = words.starts
    position = 0
    for first, lower in enumerate(lowers_of(tokens)):
        if lower in starts:
            number = _spelled(tokens, first) if first >= position else None
        elif lower[0].isdecimal():
            number = _digits(tokens, first) if first >= position else None
        else:
            continue
        if number is not None:
            number = _qualified(tokens, _range(tokens, number) or number)
            found.append(number)
            position = number.last
    return found


def _digits(tokens: Sequence[Token], first: int) -> Number | None:
    token = tokens[first]
    text = token.text
    decimals = 0
    if "." in text:
        text = misprinted(tokens, first) or text
        whole, _, fraction = text.rpartition(".")
        if "." in whole:  # a date or a version: 20.01.2026
            return None
        decimals = len(fraction)
    if "," in text and not _grouped(text):
        return None  # "1,2,3,4"
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    if value == float("inf"):
        return None
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    if following and following.start == token.end and following.lower in _ORDINALS and "." not in text:
        return Number(
            first, first + 2, token.start, following.end, value, 0.5, ordinal=True, qualified_from=first
        )
    last, factor, name = _scale(tokens, first + 1, glued_to=token.end)
    if (
        name == "thousand"
        and last + 1 < len(tokens)
        and tokens[last].text.isdecimal()
        and len(tokens[last].text) < 4
    ):
        # "50 thousand 996 billion rupees"
        after, times, greater = _scale(tokens, last + 1, glued_to=-1)
        if times >= 1e6:
            value, factor = value + int(tokens[last].text) / 1000, factor * times
            last, name, decimals = after, greater, 3
    if name is not None or len(text) > 12:
        value = _clean(value * factor)
    rounding = _rounding(decimals, factor)
    end = tokens[last - 1].end
    return Number(first, last, token.start, end, value, rounding, scale=name, qualified_from=first)


def _grouped(text: str) -> bool:
    """Whether the commas part thousands, as in 1,234,567 or 12,34,567."""
    first, *groups = text.partition(".")[0].split(",")
    sizes = [len(group) for group in groups]
    return len(first) <= 3 and sizes[-1:] == [3] and (set(sizes[:-1]) <= {3} or set(sizes[:-1]) <= {2})


def _clean(value: float) -> float:
    """A decimal fraction times a power of ten: rounding away the binary noise keeps 2.24 billion at 2240000000."""
    return float(f"{value:.12g}")


@lru_cache(maxsize=256)
def _rounding(decimals: int, factor: float) -> float:
    return _clean(0.5 * 10.0**-decimals * factor)


def _scale(tokens: Sequence[Token], position: int, *, glued_to: int) -> tuple[int, float, str | None]:
    """Scale words from a position on: where they end, their product, the name of the largest."""
    words = number_words()
    factor, name = 1.0, None
    if _hyphened(tokens, position, glued_to):
        position, glued_to = position + 1, -1  # "$2.9-billion"
    while position < len(tokens):
        token = tokens[position]
        table = words.glued if token.start == glued_to else words.scales
        hit = table.get(token.lower)
        if hit is None:
            break
        # "5 million dozen" does not occur; "2.5 lakh crore" and "two hundred thousand" do.
        if factor >= 1e6 and hit[1] >= 1e6:
            factor = 1e30  # "$437 million billion" is nobody's amount
        factor *= hit[1]
        name = hit[0]
        position += 1
        glued_to = -1
    return position, factor, name


def _hyphened(tokens: Sequence[Token], position: int, end: int) -> bool:
    """Whether a hyphen ties a scale to the digits that end at an offset."""
    if position + 1 >= len(tokens) or tokens[position].text != "-" or tokens[position].start != end:
        return False
    hit = number_words().scales.get(tokens[position + 1].lower)
    return hit is not None and hit[1] >= 1000 and tokens[position + 1].start == tokens[position].end


def _spelled(tokens: Sequence[Token], first: int) -> Number | None:
    words = number_words()
    lower = tokens[first].lower
    if lower in words.bounds:
        return _bound(tokens, first)
    position, total, current, seen = first, 0.0, 0.0, False
    if lower == "half":
        # "half a dozen", "half a million"
        after = first + 1 + (first + 1 < len(tokens) and tokens[first + 1].lower == "a")
        if after < len(tokens) and tokens[after].lower in ("dozen", "million", "billion"):
            _, factor, name = _scale(tokens, after, glued_to=-1)
            return _word_number(tokens, first, after + 1, 0.5 * factor, name)
        return None
    if lower in ("a", "couple"):
        after = first + (lower == "a")
        if after >= len(tokens):
            return None
        following = tokens[after].lower
        if following == "couple":
            return _word_number(tokens, first, after + 1, 2, None)
        if following in ("dozen", "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore"):
            last, factor, name = _scale(tokens, after, glued_to=-1)
            return _word_number(tokens, first, last, factor, name)
        return None
    scale: str | None = None
    while position < len(tokens):
        lower = tokens[position].lower
        if lower in words.units:
            # "eleven eight" are two numbers; "thirty two" is one.
            if (
                seen
                and not (current % 100 and current % 10 == 0 and words.units[lower] < 10)
                and current % 100
            ):
                break
            current += words.units[lower]
        elif lower in words.tens:
            if seen and current % 100:
                break
            current += words.tens[lower]
        elif lower in words.scales and (seen or lower in ("dozen", "hundred")):
            name, factor = words.scales[lower]
            current = (current or 1) * factor
            if factor >= 1000:
                total, current, scale = total + current, 0.0, name
            else:
                scale = scale or name
        elif (
            lower == "and"
            and seen
            and position + 1 < len(tokens)
            and _continues(tokens, position + 1, current, total)
        ):
            if tokens[position + 1].lower == "a":  # "one and a half million"
                last, factor, name = _scale(tokens, position + 3, glued_to=-1)
                return _word_number(tokens, first, last, (current + 0.5) * factor, name)
        else:
            break
        seen = True
        position += 1
    return _word_number(tokens, first, position, total + current, scale) if seen else None


def _continues(tokens: Sequence[Token], position: int, current: float, total: float) -> bool:
    """Whether "and" goes on within the number: "a hundred and six", "one and a half million", but not "two and three"."""
    words = number_words()
    lower = tokens[position].lower
    if lower == "a":
        return position + 1 < len(tokens) and tokens[position + 1].lower == "half"
    small = lower in words.units or lower in words.tens
    return small and ((current >= 100 and current % 100 == 0) or (current == 0 and total > 0))


def _word_number(tokens: Sequence[Token], first: int, last: int, value: float, scale: str | None) -> Number:
    rounding = 0.5
    if scale in ("thousand", "lakh", "million", "crore", "billion", "trillion"):
        rounding = 0.5 * next(f for n, f in number_words().scales.values() if n == scale)
    return Number(
        first,
        last,
        tokens[first].start,
        tokens[last - 1].end,
        _clean(value),
        rounding,
        scale=scale,
        spelled=True,
        qualified_from=first,
    )


def _bound(tokens: Sequence[Token], first: int) -> Number | None:
    words = number_words()
    low, last = float(words.bounds[tokens[first].lower]), first + 1
    if last + 1 < len(tokens) and tokens[last].lower == "of" and tokens[last + 1].lower in words.bounds:
        low, last = low * words.bounds[tokens[last + 1].lower], last + 2  # "tens of thousands"
    if (
        last + 1 < len(tokens)
        and tokens[last].lower == "of"
        and tokens[last + 1].lower in ("millions", "billions")
    ):
        return None
    return Number(
        first,
        last,
        tokens[first].start,
        tokens[last - 1].end,
        None,
        0.0,
        low=low,
        spelled=True,
        qualified_from=first,
    )


def _range(tokens: Sequence[Token], left: Number) -> Number | None:
    """ "30 to 40", "30-40", "between 30 and 40", "$2.5-3bn" as one number with its ends; "from 30 to 40" is two."""
    dash = left.last
    if dash + 1 >= len(tokens) or (word := tokens[dash].lower) not in _JOINS:
        return None
    if left.value is None or left.ordinal:
        return None
    before = tokens[left.first - 1].lower if left.first else ""
    back = left.first - 1
    while back >= 0 and tokens[back].lower in _SIGNS:
        back -= 1
        before = tokens[back].lower if back >= 0 else ""
    between = word == "and" and (
        before == "between" or (before == "of" and back > 0 and tokens[back - 1].lower in ("range", "band"))
    )  # "in the range of 4.5 and 5.5%"
    if not between and (word not in _DASHES or before == "from"):
        return None
    if word in ("-", "—") and _looks_like_year(tokens[left.first].text):
        return None
    position = dash + 1
    while position < len(tokens) and tokens[position].lower in _SIGNS:
        position += 1
    if position >= len(tokens):
        return None
    right = (
        _digits(tokens, position)
        if tokens[position].lower[0].isdecimal()
        else _spelled(tokens, position)
        if tokens[position].lower in number_words().starts
        else None
    )
    if right is None or right.value is None or right.ordinal:
        return None
    value, rounding = left.value, left.rounding
    if left.scale is None and right.scale not in (None, "dozen", "hundred"):
        factor = next(f for n, f in number_words().scales.values() if n == right.scale)
        value, rounding = _clean(value * factor), _clean(rounding * factor)
    # A range goes up and stays within reach; anything else is two numbers side by side.
    if not value < right.value <= 20 * max(value, 1):
        return None
    return Number(
        left.first,
        right.last,
        left.start,
        right.end,
        _clean((value + right.value) / 2),
        max(rounding, right.rounding),
        low=value,
        high=right.value,
        scale=right.scale,
        spelled=left.spelled and right.spelled,
        qualified_from=left.first - between,
    )


def _looks_like_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in ("19", "20") and text.isdecimal()


def _qualified(tokens: Sequence[Token], number: Number) -> Number:
    """A number just made, given what the words beside it make of it."""
    words = number_words()
    first = number.first
    while first and tokens[first - 1].lower in _SIGNS:
        first -= 1
    if first and tokens[first - 1].lower in words.ends_before:
        ahead = tokens[:first]
        for width in range(min(words.longest_before, first), 0, -1):
            match = words.before.at(ahead, first - width)
            if match and match.last == first:
                number.qualifier, number.qualified_from = match.entry, match.first
                return number
    match = words.after.at(tokens, number.last)
    if match:
        number.qualifier, number.last, number.end = match.entry, match.last, match.end
    return number
