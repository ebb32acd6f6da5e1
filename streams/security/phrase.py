"""One noun phrase that can speak, and the words by which such phrases are known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from schemas import Speaker
from streams.security.leaders import known
from streams.security.words import Word
from streams.text.lexicon import load


class Phrase(NamedTuple):
    """A noun phrase that can speak: token positions `first` to `last` (excluded)."""

    first: int
    last: int
    speaker: Speaker
    group: Word | None
    office: bool
    """An office or a body without a name."""
    bare: bool
    """A name without an office."""


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """The word lists that tell phrases and their place beside a verb; the data file says what each is."""

    skip: frozenset[str]
    insertions: frozenset[str]
    lead: frozenset[str]
    others: frozenset[str]
    crowd: frozenset[str]
    body: frozenset[str]
    starts: frozenset[str]
    ruling: frozenset[str]
    particles: frozenset[str]
    ready: frozenset[str]
    never: frozenset[str]


@cache
def phrase_words() -> PhraseWords:
    """The word lists, read on first use."""
    data = load("streams.security", "statements.toml")["subjects"]
    return PhraseWords(**{name: frozenset(words) for name, words in data.items()})


def joined(office: Phrase, name: Phrase) -> Phrase:
    """One person of an office and a name that a comma parts."""
    speaker = office.speaker.model_copy(
        update={
            "name": name.speaker.name,
            "organisation": office.speaker.organisation or name.speaker.organisation,
        }
    )
    return Phrase(
        min(office.first, name.first),
        max(office.last, name.last),
        known(speaker),
        office.group,
        office=False,
        bare=False,
    )


_OFFICES = frozenset({"chairman", "chief", "leader", "president", "minister", "secretary", "spokesman", "spokesperson", "governor", "ambassador", "premier", "speaker", "chairperson", "senator", "convener", "mayor", "king", "pope", "chancellor", "director", "coordinator"})  # fmt: skip


def office_in(name: str) -> tuple[str, str | None, str | None]:
    """Name, office and body of a run of capitals: "Senate Chairman Sadiq Sanjrani"."""
    words = name.split()
    for place in range(len(words) - 2, -1, -1):
        if words[place].lower() in _OFFICES:
            return " ".join(words[place + 1 :]), words[place], " ".join(words[:place]) or None
    return name, None, None
