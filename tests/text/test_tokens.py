"""Tokens: split alike in articles and in lexicons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.text.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Rs1.2tr and $2,236m", ["Rs", "1.2", "tr", "and", "$", "2,236", "m"]),
        ("year-on-year growth", ["year", "on", "year", "growth"]),
        ("Pakistan's exports", ["Pakistan", "'s", "exports"]),
        ("the U.S. said.", ["the", "U.S.", "said", "."]),
        ("30-40 men", ["30", "-", "40", "men"]),
        ("9MFY24", ["9", "MFY", "24"]),
        ("O'Neill didn't", ["O'Neill", "didn't"]),
    ],
)
def test_split(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == tokens


@given(st.text(max_size=200))
def test_tokens_are_slices_in_order(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.lower == token.text.lower()
        assert token.start >= end
        end = token.end
