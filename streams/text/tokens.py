"""Tokens: words, numbers and marks with their offsets, split alike in articles and in the lexicons.

Letters and digits part (`Rs1.2tr` is `rs`, `1.2`, `tr`); a hyphen between letters only joins (`year-on-year` reads as
`year on year`); a possessive is a token of its own (`Pakistan's` is `pakistan`, `'s`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: Alternatives never share a first character class in a way that could backtrack: one linear pass.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,8}"  # U.S., U.N.
    r"|\d{1,40}(?:[.,]\d{1,40}){0,12}"  # 2,236  437.5  1,20,000
    r"|[^\W\d_]+(?:'(?![sS](?![^\W\d_]))[^\W\d_]+)?"  # words, O'Neill, don't
    r"|'[sS](?![^\W\d_])"
    r"|[^\w\s-]"
    r"|-(?![^\W\d_])|(?<![^\W\d_])-"  # a hyphen, unless letters stand on both sides
)


class Token(NamedTuple):
    """A token of a sentence: offsets into the sentence, the text, and its lower-case form."""

    start: int
    end: int
    text: str
    lower: str


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, in order. Hyphens that join letters are left out."""
    make = Token._make
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        tokens.append(make((*match.span(), word, word.lower())))
    return tokens
