"""Tokens: split alike in articles and in lexicons."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.text.tokens import Token, once, tokenize


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


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_ascii_is_split_as_the_same_text_among_other_letters(text: str) -> None:
    alone, among = tokenize(text), tokenize(f"{text} é")
    assert [*alone] == among[:-1]
    assert alone.lowers == [token.lower for token in alone]


def test_a_reader_reads_the_tokens_of_a_sentence_once() -> None:
    tokens, calls = tokenize("exports rose"), []

    def read(them: Sequence[Token]) -> int:
        calls.append(them)
        return len(them)

    assert [once(tokens, "length", read), once(tokens, "length", read)] == [2, 2]
    assert len(calls) == 1
    # A slice is no sentence: nothing is kept of it.
    assert [once(tokens[:1], "length", read), once(tokens[:1], "length", read)] == [1, 1]
    assert len(calls) == 3
