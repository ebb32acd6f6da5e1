"""Phrases from data files, and the one matcher that finds them: a trie over tokens.

A lexicon file is TOML: tables of entries, each with an `id` (unique in the file), `names` (phrases, matched without regard
to case unless they are written with a leading `=`), fields of its own, and `examples` that a test runs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, KeysView, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Generic, NamedTuple, TypeVar

from streams.text.tokens import Token, lowers_of, once, tokenize

T = TypeVar("T")

#: Longest phrase, in tokens: a bound on the matcher's work at each position.
LONGEST = 12


class Match(NamedTuple, Generic[T]):
    """A phrase found: token positions `first` to `last` (excluded), its offsets in the sentence, and what it stands for."""

    first: int
    last: int
    start: int
    end: int
    entry: T


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    #: (entry, exact tokens or None): exact spelling is asked where the phrase was written with `=`.
    ends: list[tuple[T, tuple[str, ...] | None]] = field(default_factory=list)


class Phrases(Generic[T]):
    """Finds phrases in tokens: leftmost, longest, not overlapping; linear in the tokens (times `LONGEST`)."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        root: _Node[T] = _Node()
        signs: set[str] = set()
        for phrase, entry in entries:
            exact = phrase.startswith("=")
            tokens = tokenize(phrase.removeprefix("="))
            if not 0 < len(tokens) <= LONGEST:
                raise ValueError(f"a phrase has 1 to {LONGEST} tokens: {phrase!r}")
            signs.add(max((token.lower for token in tokens), key=len))
            node = root
            for token in tokens:
                node = node.children.setdefault(token.lower, _Node())
            node.ends.append((entry, tuple(t.text for t in tokens) if exact else None))
        self._begins = root.children
        #: The longest word of each phrase: text that has none of them has no phrase, and long words are rare.
        self._signs = frozenset(signs)

    @property
    def begins(self) -> KeysView[str]:
        """The words, in lower case, that a phrase may begin with."""
        return self._begins.keys()

    def phrases(self) -> Iterator[tuple[list[str], T]]:
        """Every phrase, as words in lower case, and what it stands for."""
        waiting: list[tuple[list[str], dict[str, _Node[T]]]] = [([], self._begins)]
        while waiting:
            before, nodes = waiting.pop()
            for word, node in nodes.items():
                words = [*before, word]
                yield from ((words, entry) for entry, _ in node.ends)
                waiting.append((words, node.children))

    def at(self, tokens: Sequence[Token], first: int) -> Match[T] | None:
        """The longest phrase that begins at a position, or None."""
        node = self._begins.get(tokens[first].lower) if first < len(tokens) else None
        return None if node is None else _longest(node, tokens, first)

    def find(self, tokens: Sequence[Token]) -> Iterator[Match[T]]:
        """Every phrase in the tokens, from left to right."""
        return iter(once(tokens, self, self._find))

    def _find(self, tokens: Sequence[Token]) -> list[Match[T]]:
        begins, lowers = self._begins, lowers_of(tokens)
        found: list[Match[T]] = []
        if self._signs.isdisjoint(lowers):
            return found
        position, end = 0, len(lowers)
        # Nearly every token begins no phrase: this test is what the matcher's speed hangs on.
        for first in [place for place, lower in enumerate(lowers) if lower in begins]:
            node = begins[lowers[first]]
            if first < position or not (
                node.ends or (first + 1 < end and lowers[first + 1] in node.children)
            ):
                continue
            match = _longest(node, tokens, first)
            if match is not None:
                found.append(match)
                position = match.last
        return found


def _longest(node: _Node[T], tokens: Sequence[Token], first: int) -> Match[T] | None:
    """The longest phrase from a position on, where the node of its first token is known."""
    best: tuple[int, T] | None = None
    position, count = first + 1, len(tokens)
    while True:
        for entry, exact in node.ends:
            if exact is None or exact == tuple(token.text for token in tokens[first:position]):
                best = position, entry
                break
        if position == count or not node.children:
            break
        following = node.children.get(tokens[position].lower)
        if following is None:
            break
        node, position = following, position + 1
    if best is None:
        return None
    last, found = best
    return Match(first, last, tokens[first].start, tokens[last - 1].end, found)


@cache
def load(package: str, name: str) -> dict[str, Any]:
    """The content of a TOML file in a package's `data` folder, read once: `load("streams.text", "numbers.toml")`."""
    return tomllib.loads(files(package).joinpath("data", name).read_text(encoding="utf-8"))
