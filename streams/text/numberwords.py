"""The words of numbers, from `numbers.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from streams.text.lexicon import Phrases, load
from streams.text.tokens import tokenize

Qualifier = Literal["exact", "about", "over", "under", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Words:
    """The number words of the data file, in the forms that the readers ask for."""

    units: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, tuple[str, float]]
    glued: dict[str, tuple[str, float]]
    bounds: dict[str, int]
    before: Phrases[Qualifier]
    after: Phrases[Qualifier]
    longest_before: int
    ends_before: frozenset[str]
    """Words that a phrase of `before` may end with."""
    starts: frozenset[str]


@cache
def words() -> Words:
    """The words, read once."""
    data = load("streams.text", "numbers.toml")
    scales = {name: (s["name"], s["factor"]) for s in data["scale"] for name in s["names"]}
    glued = {name: (s["name"], s["factor"]) for s in data["scale"] for name in s.get("glued", ())}
    before = [(phrase, q["id"]) for q in data["qualifier"] for phrase in q["before"]]
    after = [(phrase, q["id"]) for q in data["qualifier"] for phrase in q["after"]]
    return Words(
        units=data["units"],
        tens=data["tens"],
        scales=scales,
        glued={**glued, **scales},
        bounds=data["bounds"],
        before=Phrases(before),
        after=Phrases(after),
        longest_before=max(len(phrase.split()) for phrase, _ in before),
        ends_before=frozenset(tokenize(phrase)[-1].lower for phrase, _ in before),
        starts=frozenset(
            {*data["units"], *data["tens"], *data["bounds"], "a", "half", "dozen", "hundred", "couple"}
        ),
    )
