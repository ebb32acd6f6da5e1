"""The lists of small words of `words.toml`."""

from __future__ import annotations

from functools import cache

from streams.text.lexicon import load


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list, by its name in the file."""
    return frozenset(load("streams.economy", "words.toml")[name])
