"""Cue words in a sentence: each says what the figures near it are. The words are data (`cues.toml`), found by one trie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import repeat
from typing import NamedTuple

from streams.text.lexicon import load
from streams.text.tokens import Token, lowers_of, once, tokenize

#: Longest cue, in tokens.
_LONGEST = 6
_STEPS = frozenset(["yoy", "mom", "qoq", "wow"])


class Cue(NamedTuple):
    """A cue at token positions `first` to `last` (excluded)."""

    first: int
    last: int
    id: str


class _Entry(NamedTuple):
    rest: list[str]
    """The words behind the first."""
    width: int
    id: str


class _First(NamedTuple):
    """What a word may begin."""

    alone: list[str]
    """The cues that the word is by itself."""
    longer: dict[str, list[_Entry]]
    """Longer cues by their second word, the longest first."""


@cache
def _table() -> dict[str, _First]:
    table: dict[str, _First] = {}
    for row in load("streams.economy", "cues.toml")["cue"]:
        for name in row["names"]:
            word, *rest = (token.lower for token in tokenize(name))
            if len(rest) >= _LONGEST:
                raise ValueError(f"a cue has at most {_LONGEST} tokens: {name!r}")
            first = table.setdefault(word, _First([], {}))
            if rest:
                first.longer.setdefault(rest[0], []).append(_Entry(rest, len(rest) + 1, row["id"]))
            elif row["id"] not in first.alone:
                first.alone.append(row["id"])
    for first in table.values():
        for entries in first.longer.values():
            entries.sort(key=lambda entry: -entry.width)
    return table


def read(tokens: Sequence[Token]) -> list[Cue]:
    """Every cue of a sentence, also overlapping ones of different kinds; by position, longer before shorter."""
    return once(tokens, "cues", _read)


def _read(tokens: Sequence[Token]) -> list[Cue]:
    table, lowers = _table(), lowers_of(tokens)
    found: list[tuple[int, int, str]] = []
    steps: list[tuple[int, int]] = []
    for position, first in enumerate(map(table.get, lowers)):
        if first is None or tokens[position].text == "May":
            continue
        alone, longer = first
        after = position + 1
        if longer and after < len(lowers) and lowers[after] in longer:
            seen: list[str] = []
            for rest, width, kind in longer[lowers[after]]:
                if kind not in seen and (width == 2 or lowers[after : position + width] == rest):
                    seen.append(kind)
                    found.append((position, position + width, kind))
                    if kind in _STEPS:
                        steps.append((position, position + width))
            found += [(position, after, kind) for kind in alone if kind not in seen]
            continue
        for kind in alone:
            if kind == "base" and lowers[position] == "on" and "basis" in lowers[after : after + 8]:
                continue  # "on a month-on-month (MoM) basis" compares nothing by itself
            found.append((position, after, kind))
    if steps:
        # The "on" of "year on year" compares nothing by itself.
        found = [
            (first, last, kind)
            for first, last, kind in found
            if kind != "base"
            or not any(start <= first - (lowers[first] != "on") and last <= end for start, end in steps)
        ]
    return list(map(tuple.__new__, repeat(Cue), found))
