"""Phrases: leftmost, longest, not overlapping, with exact spelling where it is asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from streams.text.lexicon import Match, Phrases
from streams.text.tokens import tokenize

WORDS = ["a", "of", "the", "bank", "Bank", "State", "exports"]
PHRASES = Phrases((phrase, phrase) for phrase in ("the bank", "bank of the State", "=Bank", "exports", "a a"))


def found(text: str) -> list[str]:
    return [match.entry for match in PHRASES.find(tokenize(text))]


def test_the_longest_phrase_wins_and_none_overlaps() -> None:
    assert found("the bank of the State") == ["the bank"]
    assert found("a bank of the state") == ["bank of the State"]
    assert found("a a a") == ["a a"]


def test_exact_spelling_is_asked_where_the_phrase_is_written_so() -> None:
    assert found("Bank") == ["=Bank"]
    assert found("bank") == []


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_find_is_at_from_left_to_right(words: list[str]) -> None:
    tokens = tokenize(" ".join(words))
    expected: list[Match[str]] = []
    position = 0
    while position < len(tokens):
        match = PHRASES.at(tokens, position)
        if match is not None:
            expected.append(match)
        position = match.last if match is not None else position + 1
    assert list(PHRASES.find(tokens)) == expected
    assert list(PHRASES.find(list(tokens))) == expected
