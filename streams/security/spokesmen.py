"""Who is known to speak for an armed group, where the text gives only his name."""

from __future__ import annotations

from datetime import date
from functools import cache

from streams.security.words import Word, rules

#: Since then the Taliban's men speak for Afghanistan.
EMIRATE = date(2021, 8, 15)


@cache
def _men() -> dict[str, Word]:
    """By the name in lower case without hyphens: the group that he speaks for."""
    found: dict[str, Word] = {}
    for table, rule in rules("groups.toml"):
        for name in rule.get("men", ()) if table == "group" else ():
            word = Word("group", rule["id"], {"name": rule["name"]}, rule["name"])
            found[name.lower().replace("-", " ")] = word
    return found


def group_of(name: str | None, published: date) -> Word | None:
    """The group whose man somebody is known to be; none for the Taliban's once they rule."""
    word = _men().get(name.lower().replace("-", " ")) if name else None
    return word if word is None or word.id != "AFG-TAL" or published < EMIRATE else None
