"""What tells an article's country beside the countries it names: its publisher, its currency, offices that several countries have."""

from __future__ import annotations

from collections import Counter
from functools import cache

from streams.economy import money
from streams.text.document import Document
from streams.text.lexicon import Phrases, load
from streams.text.tokens import lowers_of

#: So many sentences at the beginning say whose economy an article is on.
_LEADING = 12
#: A currency counts in so many sentences at most: also foreign money is spoken of at length.
_MOST = 2
#: Whose "country" is spoken of.
_OWN = (
    ["the", "country"],
    ["the", "nation"],
    ["our", "country"],
    ["national", "economy"],
    ["the", "government"],
)


def publisher(document: Document) -> str | None:
    """The country of the publisher, by the address; None where that is one read all over the world."""
    host = (document.article.url or "").partition("://")[2].partition("/")[0].lower().partition(":")[0]
    data = load("streams.economy", "countries.toml")
    for row in data["country"]:
        if any(host == name or host.endswith(f".{name}") for name in row.get("outlets", ())):
            return str(row["code"])
    suffix = host.rpartition(".")[2]
    if suffix in data["suffixes"]["codes"]:
        return suffix.upper()
    other = data["suffixes"]["other"].get(suffix)
    return None if other is None else str(other)


def speaks_of_its_own(document: Document) -> bool:
    """Whether the words speak of "the country" without another name for it: that of the publisher, for all a reader knows."""
    for sentence in document.sentences[:_LEADING]:
        lowers = lowers_of(sentence.tokens)
        if any(lowers[place : place + 2] in _OWN for place in range(len(lowers))):
            return True
    return False


@cache
def _currencies() -> dict[str, str]:
    """Currencies that one country alone has, with the country."""
    rows = load("streams.economy", "countries.toml")["country"]
    shared_ones = {"USD", "EUR", "GBP"}
    return {row["currency"]: row["code"] for row in rows if row["currency"] not in shared_ones}


def currencies(document: Document) -> dict[str, float]:
    """How much the amounts in national currencies weigh for each country."""
    known = _currencies()
    counts: Counter[str] = Counter()
    for sentence in document.sentences[:_LEADING]:
        units = {q.unit for q in money.read(sentence.tokens) if q.kind == "money"}
        counts.update(known[unit] for unit in sorted(units & known.keys()))
    return {code: float(min(count, _MOST)) for code, count in counts.items()}


@cache
def _shared() -> Phrases[tuple[str, ...]]:
    rows = load("streams.economy", "countries.toml")["shared"]
    return Phrases((name, tuple(row["codes"])) for row in rows for name in row["names"])


def shared(document: Document) -> list[tuple[tuple[str, ...], float]]:
    """The offices named that several countries have: the countries, the likeliest first, and how much the naming weighs."""
    found: list[tuple[tuple[str, ...], float]] = []
    for sentence in document.sentences[:_LEADING]:
        weight = {"headline": 3.0, "lead": 2.0, "bullet": 2.0}.get(sentence.kind, 1.0)
        found.extend(
            (match.entry, 2 * weight)
            for match in _shared().find(sentence.tokens)
            if sentence.tokens[match.first].text[0].isupper()
        )
    return found
