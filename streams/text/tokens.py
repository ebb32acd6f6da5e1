"""Tokens: words, numbers and marks with their offsets, split alike in articles and in the lexicons.

Letters and digits part (`Rs1.2tr` is `rs`, `1.2`, `tr`); a hyphen between letters only joins (`year-on-year` reads as
`year on year`); an asterisk (`**bold**`) is none; a possessive is a token of its own (`Pakistan's` is `pakistan`, `'s`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, repeat
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Token(NamedTuple):
    """A token of a sentence: offsets into the sentence, the text, and its lower-case form."""

    start: int
    end: int
    text: str
    lower: str


class Tokens(list[Token]):
    """The tokens of a text, with their lower-case forms side by side, and what readers have made of them (`once`)."""

    __slots__ = ("kept", "lowers")

    lowers: list[str]
    kept: dict[object, Any]


def _pattern(letter: str, digit: str, mark: str) -> re.Pattern[str]:
    """One linear pass: no two alternatives begin with the same character in a way that could backtrack."""
    return re.compile(
        r"([A-Z]\.(?:[A-Z]\.){1,7}"  # U.S., U.N.
        rf"|{letter}+(?:'(?![sS](?!{letter})){letter}+)?"  # words, O'Neill, don't
        rf"|{digit}{{1,40}}(?:[.,]{digit}{{1,40}}){{0,12}}"  # 2,236  437.5  1,20,000
        rf"|'[sS](?!{letter})"
        rf"|{mark}"
        rf"|-(?:(?!{letter})|(?<!{letter}-)))"  # a hyphen, unless letters stand on both sides
    )


_ANY = _pattern(r"[^\W\d_]", r"\d", r"[^\w\s*-]")
#: The same for ASCII, where sets of characters are looked up in one step.
_ASCII = _pattern("[A-Za-z]", "[0-9]", r"[^A-Za-z0-9_*\x09-\x0d\x1c-\x20-]")


def tokenize(text: str) -> Tokens:
    """The tokens of a text, in order. Hyphens that join letters are left out."""
    # What lies between the tokens and the tokens themselves take turns; their lengths add up to the offsets.
    pieces = (_ASCII if text.isascii() else _ANY).split(text)
    offsets = list(accumulate(map(len, pieces)))
    words = pieces[1::2]
    lowers = list(map(str.lower, words))
    columns = zip(offsets[::2], offsets[1::2], words, lowers, strict=False)
    tokens = Tokens(map(tuple.__new__, repeat(Token), columns))
    tokens.lowers, tokens.kept = lowers, {}
    return tokens


def lowers_of(tokens: Sequence[Token]) -> list[str]:
    """The lower-case forms of tokens; of a sentence's they are at hand."""
    return tokens.lowers if isinstance(tokens, Tokens) else [token.lower for token in tokens]


def once(tokens: Sequence[Token], key: object, read: Callable[[Sequence[Token]], T]) -> T:
    """What a reader makes of tokens: of a sentence's read the first time and kept under `key`, since several ask.

    They all get the same value, so nobody may change it.
    """
    if not isinstance(tokens, Tokens):
        return read(tokens)
    kept = tokens.kept
    if key not in kept:
        kept[key] = read(tokens)
    # What is kept under a key is what the reader of that key gave.
    found: T = kept[key]
    return found
