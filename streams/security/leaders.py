"""Heads of state, ministers and heads of bodies whom news names without saying whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from schemas import Speaker
from streams.text.lexicon import load


@cache
def _leaders() -> dict[str, tuple[str | None, str | None]]:
    """By the name as written in lower case: country and body."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for rule in load("streams.security", "leaders.toml")["leader"]:
        for name in rule["names"]:
            found[name.lower()] = (rule.get("country"), rule.get("organisation"))
    return found


def known(speaker: Speaker) -> Speaker:
    """The speaker with the country and the body that his name tells, where it is a well-known one."""
    if speaker.name is None:
        return speaker
    words = speaker.name.lower().replace("-", " ").split()
    for start in range(len(words)):
        found = _leaders().get(" ".join(words[start:]))
        if found is None:
            continue
        if start == len(words) - 1 and start > 0:
            return speaker  # a surname alone is known only where no first name says otherwise
        country, organisation = found
        return speaker.model_copy(
            update={"country": country, "organisation": speaker.organisation or organisation}
        )
    return speaker


def surnames(names: Iterable[Sequence[str]]) -> dict[str, Speaker]:
    """By the surname in lower case: the well-known people whom an article names in full; `names` are its sentences' words."""
    found: dict[str, Speaker] = {}
    for words in names:
        for width in (3, 2):
            for start in range(len(words) - width + 1):
                part = words[start : start + width]
                known_as = _leaders().get(" ".join(part))
                if known_as is not None:
                    name = " ".join(part).title()
                    found.setdefault(part[-1], Speaker.model_construct(name=name, role=None, organisation=known_as[1], country=known_as[0]))  # fmt: skip
    return found


@cache
def _offices() -> dict[str, str]:
    """By the name of an office or a body in lower case: the only country that has it."""
    rules = load("streams.security", "leaders.toml")["office"]
    return {name: rule["country"] for rule in rules for name in rule["names"]}


def office_country(text: str) -> str | None:
    """The only country that has the office or the body that a phrase names: "the Foreign Office spokesperson"."""
    words = text.lower().replace("-", " ").replace("'s", "").split()
    for width in (4, 3, 2, 1):
        for start in range(min(len(words), 12) - width + 1):
            country = _offices().get(" ".join(words[start : start + width]))
            if country is not None:
                return country
    return None
