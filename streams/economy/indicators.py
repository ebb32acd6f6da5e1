"""Names of the indicators in a sentence, and of the other series whose figures must not be taken for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from streams.text.lexicon import Phrases, load
from streams.text.tokens import Token, once, tokenize

Kind = Literal["flow", "balance", "stock", "rate", "fx", "other"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A series by one of its names."""

    id: str
    kind: Kind
    sign: int = 0
    """Of a balance: -1 where the name says a deficit, 1 a surplus, 0 neither."""
    generic: bool = False
    """A bare name ("exports"): the thread of the article says which series."""
    weak: bool = False
    """A sector or body, a series only beside a verb of earning or growing."""
    capital: bool = False
    """The first word is an abbreviation and counts only in capitals ("IT", not "it")."""


class Mention(NamedTuple):
    """A series named at token positions `first` to `last` (excluded)."""

    first: int
    last: int
    entry: Entry


@cache
def kinds() -> dict[str, Kind]:
    """The kind of each indicator."""
    return {row["id"]: row["kind"] for row in load("streams.economy", "indicators.toml")["indicator"]}


@cache
def _names() -> tuple[Phrases[Entry], frozenset[str]]:
    data = load("streams.economy", "indicators.toml")
    entries: list[tuple[str, Entry]] = []
    for row in data["indicator"]:
        for key, weak in (("names", False), ("weak", True)):
            entries.extend((name, _entry(row, name, weak=weak)) for name in row.get(key, ()))
    for row in data["other"]:
        entries.extend((name, Entry(row["id"], "other", capital=_capital(name))) for name in row["names"])
    commodities = frozenset(load("streams.economy", "commodities.toml")["words"])
    return Phrases(entries), commodities


def _entry(row: dict[str, Any], name: str, *, weak: bool) -> Entry:
    generic = row.get("generic", False)
    return Entry(
        row["id"], row["kind"], row.get("sign", 0), generic=generic, weak=weak, capital=_capital(name)
    )


def _capital(name: str) -> bool:
    first = tokenize(name)[0].text
    return first.isupper() and len(first) <= 4


#: Words after "exports of" that name no goods.
_NO_GOODS = frozenset(
    ["the", "its", "this", "all", "these", "both", "last", "around", "about", "over", "nearly", "more", "some", "up", "at", "such", "approximately", "just", "almost", "only", "less", "a", "an", "those", "any"]
)  # fmt: skip


def _of_goods(token: Token, commodities: frozenset[str]) -> bool:
    return token.lower in commodities or (
        token.text.islower() and token.text.isalpha() and token.lower not in _NO_GOODS
    )


def read(tokens: Sequence[Token]) -> list[Mention]:
    """The series that a sentence names, from left to right."""
    return once(tokens, "indicators", _read)


def _read(tokens: Sequence[Token]) -> list[Mention]:
    names, commodities = _names()
    found: list[Mention] = []
    for match in names.find(tokens):
        entry, first, last = match.entry, match.first, match.last
        if entry.capital and tokens[first].text.islower():
            continue
        if entry.generic and entry.id in ("exports", "imports"):
            before = tokens[first - 1].lower if first else ""
            if before in commodities:
                entry = Entry("trade-other", "other")
            elif (
                last + 1 < len(tokens)
                and tokens[last].lower == "of"
                and _of_goods(tokens[last + 1], commodities)
            ):
                entry, last = Entry("trade-other", "other"), last + 2
            elif before == "(" or (before in ("exports", "imports") and tokens[first - 2].text == "("):
                continue  # "net exports (exports minus imports)"
        found.append(Mention(first, last, entry))
    return found
