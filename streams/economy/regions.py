"""Names that are no single partner: continents, "non-EU countries", "other Gulf states"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from streams.economy.sentences import Reading
from streams.text.lexicon import load


@cache
def words_of_partners(key: str) -> frozenset[str]:
    """A list of `partners.toml`."""
    return frozenset(load("streams.economy", "partners.toml")[key])


def region(reading: Reading, first: int, last: int) -> bool:
    """Whether the last name before a figure is that of a continent: "exports to Asia", "Europe remitted"."""
    words = reading.lowers
    for place in range(last - 1, first - 1, -1):
        if any(c.first <= place < c.last for c in reading.countries if not c.body):
            return False
        if (
            words[place] in words_of_partners("continents")
            and reading.sentence.tokens[place].text[0].isupper()
            and words[place + 1 : place + 2] != ["'s"]  # "exports from Asia's fourth-largest economy"
        ):
            subject = words[place + 1 : place + 2] == [","] and words[place - 2 : place - 1] in ([","], ["while"], ["and"], ["."])  # fmt: skip
            return (
                subject
                or bool(words_of_partners("prepositions") & set(words[max(first, place - 4) : place]))
                or bool(words_of_partners("verbs") & set(words[place + 1 : place + 3]))
            )
    return False


def outside(words: Sequence[str], first: int, last: int) -> bool:
    """Whether words name all that is not of a bloc, or those that were named before."""
    for place in range(first, last):
        if words[place : place + 4] == ["rest", "of", "the", "world"]:
            return True
        if words[place] == "non" and words[place + 1 : place + 2] in (["eu"], ["gcc"]):
            return True
        if words[place] in ("outside", "beyond") and {"eu", "union", "bloc", "europe"} & set(
            words[place + 1 : place + 5]
        ):
            return True
    return False


def many(words: Sequence[str], first: int, last: int) -> bool:
    """Whether words name countries that are not told one by one: "other Gulf countries", "the region"."""
    window = words[first:last]
    for place, word in enumerate(window):
        if word in words_of_partners("many"):
            return True
        if word in ("countries", "states", "nations", "markets", "country") and place:
            before = set(window[max(0, place - 3) : place])
            if before & words_of_partners("many_before") and not _all(words, first + place):
                return True
        if word == "emirates" and place and window[place - 1] == "other":
            return True
    return False


def _all(words: Sequence[str], place: int) -> bool:
    """Whether "the overall exports to other countries" are those to all of them."""
    led = words[max(0, place - 8) : place]
    return words[place - 1] == "other" and "overall" in led and bool({"exports", "imports"} & set(led))


def of_all(reading: Reading, index: int) -> bool:
    """ "The cumulative inflows for the twelve months": of all partners again, behind one of them."""
    quantity = reading.quantities[index]
    floor = max(quantity.lead - 16, reading.quantities[index - 1].last if index else 0, 0)
    return bool({"cumulative", "cumulatively", "total", "overall", "aggregate"} & set(reading.lowers[floor : quantity.lead]))  # fmt: skip


def bracketed(reading: Reading, home: str | None) -> bool:
    """Whether a sentence lists countries with their amounts in brackets: "Saudi Arabia ($546 million), UAE ($364 million)"."""
    lists = 0
    for quantity in reading.quantities:
        if quantity.kind != "money" or not quantity.lead or reading.lowers[quantity.lead - 1] != "(":
            continue
        place = quantity.lead - 1
        lists += any(not c.body and c.code != home and c.last == place for c in reading.countries)
    return lists > 1
