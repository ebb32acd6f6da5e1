"""The security lexicons, compiled once: what a phrase stands for, and the matchers that find phrases in a sentence.

The data files say everything; this module only gives their entries types. Several matchers, because a phrase of one kind may
overlap one of another ("three suicide bombers killed": people and a kind of attack).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from streams.text.lexicon import Phrases, load

PACKAGE = "streams.security"
#: The files whose entries have examples, for the tests.
FILES = (
    "attacks.toml",
    "people.toml",
    "harms.toml",
    "operations.toml",
    "groups.toml",
    "targets.toml",
    "statements.toml",
    "cues.toml",
    "weights.toml",
    "links.toml",
)


@dataclass(frozen=True, slots=True)
class Word:
    """What a phrase stands for: the table it was found in, the rule's id and the rule's fields."""

    table: str
    id: str
    fields: dict[str, Any]
    text: str

    def get(self, name: str) -> Any:
        """A field of the rule, None where the rule does not have it."""
        return self.fields.get(name)


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that one phrase stands for, one word a table."""

    words: tuple[Word, ...]

    def of(self, table: str) -> Word | None:
        """The word of a table ("attack", "person", ...), or None."""
        for word in self.words:
            if word.table == table:
                return word
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The matchers."""

    events: Phrases[Entry]
    """attack, operation"""
    folk: Phrases[Entry]
    """person, harm, toll, group, force"""
    scene: Phrases[Entry]
    """target, site"""
    speech: Phrases[Entry]
    """statement"""
    cues: Phrases[Entry]
    """cue, not"""
    links: Phrases[Entry]
    """link"""


@dataclass(frozen=True, slots=True)
class Lists:
    """Plain word lists that the readers ask for."""

    joins: Phrases[str]
    speech: frozenset[str]
    units: frozenset[str]
    parts: frozenset[str]
    one: frozenset[str]
    between: frozenset[str]
    aux: frozenset[str]
    counts: frozenset[str]
    before_count: frozenset[str]
    objects: dict[str, frozenset[str]]
    domestic: frozenset[str]
    linked: frozenset[str]
    stop: frozenset[str]
    currency: frozenset[str]


def rules(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The rules of a data file with the table that each stands in."""
    data = load(PACKAGE, name)
    return [(table, rule) for table, entries in data.items() if isinstance(entries, list) for rule in entries]


@cache
def lexicon() -> Lexicon:
    """The matchers, built on first use."""
    return Lexicon(
        events=_phrases("attacks.toml", "operations.toml", tables=("attack", "operation")),
        folk=_phrases(
            "people.toml",
            "harms.toml",
            "groups.toml",
            "operations.toml",
            tables=("person", "harm", "toll", "group", "force"),
        ),
        scene=_phrases("targets.toml", tables=("target", "site")),
        speech=_phrases("statements.toml", tables=("statement",)),
        cues=_phrases("cues.toml", "weights.toml", tables=("cue", "not")),
        links=_phrases("links.toml", tables=("link",)),
    )


@cache
def lists() -> Lists:
    """The word lists, built on first use."""
    data = load(PACKAGE, "cues.toml")
    return Lists(
        joins=Phrases((name, name) for name in data["joins"]["names"]),
        speech=frozenset(data["speech"]["verbs"]),
        units=frozenset(data["units"]["names"]),
        parts=frozenset(data["parts"]["names"]),
        one=frozenset(data["one"]["names"]),
        between=frozenset(data["between"]["names"]),
        aux=frozenset(data["between"]["aux"]),
        counts=frozenset(data["counts"]["names"]),
        before_count=frozenset(data["counts"]["between"]),
        objects={act: frozenset(names) for act, names in load(PACKAGE, "statements.toml")["objects"].items()},
        domestic=frozenset(load(PACKAGE, "statements.toml")["domestic"]["names"]),
        linked=frozenset(load(PACKAGE, "statements.toml")["linked"]["names"]),
        stop=frozenset(data["people"]["stop"]),
        currency=frozenset(data["people"]["before"]),
    )


def _phrases(*names: str, tables: tuple[str, ...]) -> Phrases[Entry]:
    found: dict[str, dict[str, Word]] = {}
    for name in names:
        for table, rule in rules(name):
            if table not in tables:
                continue
            fields = {key: value for key, value in rule.items() if key not in ("id", "names", "examples")}
            for phrase in rule["names"]:
                # A later rule of a table is the more particular one: "polio worker" is first a worker.
                text = phrase.removeprefix("=")
                # One phrase in two tables is one entry, however each writes it.
                key = phrase if phrase.startswith("=") else phrase.lower()
                found.setdefault(key, {})[table] = Word(table, rule["id"], fields, text)
    return Phrases((phrase, Entry(tuple(words.values()))) for phrase, words in found.items())
