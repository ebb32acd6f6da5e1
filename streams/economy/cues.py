"""Cue words in a sentence: each says what the figures near it are. The words are data (`cues.toml`), found by one trie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from streams.text.lexicon import load
from streams.text.tokens import Token, tokenize

#: Longest cue, in tokens.
_LONGEST = 6
_STEPS = frozenset(["yoy", "mom", "qoq", "wow"])


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at token positions `first` to `last` (excluded)."""

    first: int
    last: int
    id: str


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in load("streams.economy", "cues.toml")["cue"]:
        for name in row["names"]:
            words = tuple(token.lower for token in tokenize(name))
            if len(words) > _LONGEST:
                raise ValueError(f"a cue has at most {_LONGEST} tokens: {name!r}")
            table.setdefault(words[0], []).append((words, row["id"]))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def read(tokens: Sequence[Token]) -> list[Cue]:
    """Every cue of a sentence, also overlapping ones of different kinds; by position, longer before shorter."""
    table = _table()
    lowers = [token.lower for token in tokens]
    found: list[Cue] = []
    for first, lower in enumerate(lowers):
        entries = table.get(lower)
        if entries is None or (lower == "may" and tokens[first].text == "May"):
            continue
        seen: set[str] = set()
        for words, kind in entries:
            last = first + len(words)
            if kind not in seen and tuple(lowers[first:last]) == words:
                seen.add(kind)
                found.append(Cue(first, last, kind))
    steps = [cue for cue in found if cue.id in _STEPS and cue.last - cue.first > 1]
    # The "on" of "year on year" compares nothing by itself.
    return [
        cue
        for cue in found
        if cue.id != "base" or not any(step.first < cue.first and cue.last <= step.last for step in steps)
    ]
