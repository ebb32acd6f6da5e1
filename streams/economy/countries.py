"""Which country a figure is about: the article's own, one named beside the series, or a partner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from streams.economy.publishers import currencies, publisher, shared, speaks_of_its_own
from streams.economy.wordlists import words_of
from streams.text.document import Document
from streams.text.lexicon import Phrases, load
from streams.text.places import country_of, country_starts, lookup
from streams.text.tokens import Token, lowers_of, once

#: Words that are a country only as written.
_ABBREVIATIONS = {
    "US": "US",
    "U.S.": "US",
    "UK": "GB",
    "U.K.": "GB",
    "UAE": "AE",
    "KSA": "SA",
    "USA": "US",
    "U.A.E.": "AE",
    "Korea": "KR",
    "Korean": "KR",
}


_SIDES = frozenset(["north", "south", "latin", "central"])


class Country(NamedTuple):
    """A country, bloc or national body at token positions `first` to `last` (excluded)."""

    first: int
    last: int
    code: str
    body: bool = False
    """A body or city of the country: it tells where the article is at home, and is no partner."""


@cache
def _bodies() -> tuple[Phrases[tuple[str, bool]], set[str]]:
    """The bodies and blocs, and every word that a country, a body or a bloc may begin with."""
    data = load("streams.economy", "countries.toml")
    entries = [(name, (row["code"], True)) for row in data["country"] for name in row["bodies"]]
    entries += [(name, (row["code"], False)) for row in data["bloc"] for name in row["names"]]
    bodies = Phrases(entries)
    return bodies, bodies.begins | country_starts().keys() | {name.lower() for name in _ABBREVIATIONS}


def read(tokens: Sequence[Token]) -> list[Country]:
    """The countries of a sentence, from left to right."""
    return once(tokens, "countries", _read)


def _read(tokens: Sequence[Token]) -> list[Country]:
    bodies, starts = _bodies()
    found: list[Country] = []
    position = 0
    for first in [place for place, lower in enumerate(lowers_of(tokens)) if lower in starts]:
        text = tokens[first].text
        if first < position or not text[0].isupper():
            continue
        match = bodies.at(tokens, first)
        if match is not None:
            code, body = match.entry
            position = match.last
            found.append(Country(first, position, code, body))
            continue
        if text in _ABBREVIATIONS:
            # "US$ 2.24 bn" is money.
            dollars = text in ("US", "U.S.") and first + 1 < len(tokens)
            if not dollars or tokens[first + 1].lower not in ("$", "dollar", "dollars"):
                found.append(Country(first, first + 1, _ABBREVIATIONS[text]))
            continue
        for width in range(min(country_starts().get(tokens[first].lower, 0), 3), 0, -1):
            part = tokens[first : first + width]
            # "Sri Lanka" is one, "In" is none.
            if len(part) < width or not part[-1].text[0].isalpha() or len(text) < (4 if width == 1 else 3):
                continue
            named = country_of(" ".join([token.lower for token in part]))
            if named is not None and text == "America" and first and tokens[first - 1].lower in _SIDES:
                break  # "North America", "Latin America"
            if named is not None:
                position = first + width
                if [token.lower for token in tokens[position : position + 2]] == ["of", "america"]:
                    position += 2  # "the United States of America" is one
                found.append(Country(first, position, named))
                break
    return found


#: Between a country and its amount in a list of them: "Saudi Arabia ($540 million), the UAE with $385 million".
_AMOUNT_LEADS = frozenset(["(", ":", "with", "at", "-", "—", ")", "led"])


def _ranked(tokens: Sequence[Token], here: Sequence[Country]) -> set[int]:
    """Where the countries stand that a sentence lists with an amount each: partners one and all, whoever they are."""
    found: set[int] = set()
    for country in here:
        place = country.last
        while place < len(tokens) and tokens[place].lower in _AMOUNT_LEADS and place - country.last < 4:
            place += 1
        if not country.body and _money(tokens[place : place + 2]):
            found.add(country.first)
    # "and the UAE $1 billion": beside an amount as close as that, one is enough
    led = [
        c.first
        for c in here
        if not c.body and tokens[c.last : c.last + 1] and _money(tokens[c.last : c.last + 2])
    ]
    led += [c.first for c in here if _RANKS & {t.lower for t in tokens[c.last : c.last + 6]} and not c.body]
    return found | set(led) if len(found) > 1 or led else set()


#: What a partner is called: "China remained the largest investor with".
_RANKS = frozenset(["destination", "market", "source", "buyer", "importer", "supplier", "investor"])


def _money(tokens: Sequence[Token]) -> bool:
    """Whether words begin an amount of money."""
    texts = [token.text for token in tokens]
    return bool(texts) and (
        texts[0] in ("US$", "USD", "Rs", "Rs.", "£", "€") or "$" in (texts[0][0], *texts[1:])
    )


def _listed(tokens: Sequence[Token], country: Country) -> bool:
    """Whether a country stands in a list: "China, Hong Kong and the United Kingdom"."""
    after = [token.lower for token in tokens[country.last : country.last + 3]]
    if after[:1] not in ([","], ["and"]):
        return False
    following = tokens[country.last + 1 : country.last + 3]
    return any(token.text[0].isupper() for token in following if token.lower != "the")


def _compound(here: Sequence[Country], country: Country) -> bool:
    """Whether a country is half of a name: "China-Pakistan Economic Corridor"."""
    return any(
        one.last == country.first or country.last == one.first for one in here if one.code != country.code
    )


def _capital(tokens: Sequence[Token], country: Country) -> bool:
    """Whether it is a country's money elsewhere that is named: "massive Chinese inflows"."""
    following = tokens[country.last].lower if country.last < len(tokens) else ""
    return following in words_of("capital")


#: Foreign money that is bought and sold: "the British pound", "the Saudi riyal".
_BOUGHT = frozenset(
    ["pound", "riyal", "dirham", "dollar", "yen", "yuan", "dinar", "franc", "krona", "sterling"]
)


def _money_of(tokens: Sequence[Token], country: Country, *, opens: bool) -> bool:
    """Whether a name is only that of a money, which another country's market buys; "The Egyptian pound" that opens is at home."""
    named = bool(_BOUGHT & {token.lower for token in tokens[country.last : country.last + 1]})
    return named and not (opens and country.first <= 2)


def _bracketed(tokens: Sequence[Token], country: Country) -> bool:
    """Whether a name stands in brackets, behind its long form."""
    return country.first > 0 and tokens[country.first - 1].lower == "("


def _following(tokens: Sequence[Token], country: Country) -> list[str]:
    return [token.lower for token in tokens[country.last : country.last + 1]]


def _institution(tokens: Sequence[Token], country: Country) -> bool:
    """Whether a country's name begins that of one of its offices: "Turkish Statistical Institute"."""
    following = [token.lower for token in tokens[country.last : country.last + 3]]
    return bool(
        {
            "statistics",
            "statistical",
            "central",
            "bureau",
            "ministry",
            "government",
            "customs",
            "treasury",
            "department",
            "authority",
        }
        & set(following)
    )


def _verbs(tokens: Sequence[Token], country: Country) -> set[str]:
    """The words where a country's verb stands."""
    return {token.lower for token in tokens[country.last : country.last + 3]}


def _borrows(tokens: Sequence[Token], country: Country) -> bool:
    """Whether a country is told to take or pay back a loan."""
    return bool(words_of("borrows") & _verbs(tokens, country))


def _lends(tokens: Sequence[Token], country: Country) -> bool:
    """Whether a country is told to lend: "Saudi Arabia will deposit $3 billion"."""
    return bool(words_of("lends") & _verbs(tokens, country))


#: Countries that are only named as lenders, investors and markets weigh no more than this.
_PASSING = 1.3
#: A country that weighs so much is what the article is about, whoever publishes it.
_SURE = 3.0


def home(document: Document) -> str | None:
    """The country that the article is about, as far as its economy goes; None where nothing tells."""
    weights: defaultdict[str, float] = defaultdict(float)
    first_seen: dict[str, int] = {}
    for sentence in document.sentences[:12]:
        weight = 3 if sentence.kind == "headline" else 2 if sentence.kind in ("lead", "bullet") else 1
        here = read(sentence.tokens)
        ranked = _ranked(sentence.tokens, here)
        beside: int | None = None
        for place, country in enumerate(here):
            if place and here[place - 1].code == country.code and _bracketed(sentence.tokens, country):
                continue  # "the United Arab Emirates (UAE)" is named once
            if country.code in ("EU", "GCC"):
                before = sentence.tokens[country.first - 1].lower if country.first else ""
                beside = country.last if before in ("to", "from", "with", "the") else None
                continue
            # "Pakistan's", "Bangladesh's": whose economy it is; "to the United States": hardly.
            before = sentence.tokens[country.first - 1].lower if country.first else ""
            before = (
                sentence.tokens[country.first - 2].lower if before == "the" and country.first > 1 else before
            )
            partner = before in ("to", "from", "with", "against", "by", "than", "excluding", "except") or (
                # "with the EU and Japan": partners one and all
                before in ("and", ",") and beside is not None and 0 < country.first - beside <= 2
            )
            part = 0.2 if partner and not country.body else 1.0
            beside = country.last if partner else None
            # A national body or a possessor is at home; one country of several in a row is a partner.
            if before in ("overseas", "expatriate", "resident") and not country.body:
                part = 3.0  # "Overseas Pakistanis in Saudi Arabia": at home where they send to
            elif country.body or _institution(sentence.tokens, country):
                part = 2.0
            elif [t.lower for t in sentence.tokens[country.last : country.last + 1]] == ["'s"]:
                # "Pakistan's foreign direct investment" opens the article: that is its subject
                part = 3.0 if not sentence.index and country.first <= 1 else 1.5
            elif words_of("economic") & set(_following(sentence.tokens, country)):
                # "The Philippine economy", "Turkish exports": whose they are
                part = 2.0 if not sentence.index and country.first <= 1 else 1.5
            elif not sentence.index and country.first <= 1 and _borrows(sentence.tokens, country):
                part = 1.6  # "Pakistan has returned $1 billion to Saudi Arabia"
            elif before in ("in", "into", "across"):
                part = 1.2
            elif _listed(sentence.tokens, country):
                part = 0.2
            if _compound(here, country):
                part = 0.0
            elif country.first in ranked or _money_of(sentence.tokens, country, opens=not sentence.index):
                part = min(part, 0.2)
            elif not country.body and _capital(sentence.tokens, country):
                part = 0.2
            words = [t.lower for t in sentence.tokens[max(0, country.first - 5) : country.last + 2]]
            if (words_of("lent") & set(words[-2:]) or _lends(sentence.tokens, country)) and not country.body:
                part = 0.2  # "a Chinese loan"
            elif before in ("to", "for") and words_of("lent") & set(words[:-3]):
                part = 1.5  # "a loan to Pakistan"
            weights[country.code] += weight * part
            first_seen.setdefault(country.code, len(first_seen))
    if document.dateline:
        hit = next((entry.country for entry in lookup(document.dateline.title())), None)
        if hit is not None:
            weights[hit] += 3
            first_seen.setdefault(hit, len(first_seen))
    at_home = publisher(document)
    most = max(weights.values(), default=0.0)
    # "Chinese investment rose": the country that it went to is left unsaid.
    unsaid = most <= _PASSING or (most < _SURE and speaks_of_its_own(document))
    if at_home is not None and (at_home in weights or unsaid):
        weights[at_home] += 2
        first_seen.setdefault(at_home, len(first_seen))
    for code, money_weight in currencies(document).items():
        weights[code] += money_weight
        first_seen.setdefault(code, len(first_seen))
    for codes, office_weight in shared(document):
        # "the National Bureau of Statistics": of the country that is spoken of anyhow, else of the first that has one.
        code = max(codes, key=lambda code: (weights.get(code, 0.0), -codes.index(code)))
        weights[code] += office_weight
        first_seen.setdefault(code, len(first_seen))
    return max(weights, key=lambda code: (weights[code], -first_seen[code])) if weights else None
