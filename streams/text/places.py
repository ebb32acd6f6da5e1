"""Places in a sentence, down to the site, and the countries that names, demonyms and capitals stand for.

The gazetteer is data: `countries.csv`, `provinces.csv`, `localities.csv` (districts, towns and sites that recur in the news
of the region, written by hand) and `cities.csv` (larger cities; from GeoNames, geonames.org, CC BY 4.0). A name that several
places share goes to the place whose province or country the sentence names, else to the country asked for, else to the
first of the gazetteer's order: localities, provinces, then cities by population.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from streams.text.document import Sentence
from streams.text.lexicon import Phrases, load
from streams.text.tokens import Token, tokenize

Kind = Literal["site", "city", "admin1", "country"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. A district stands as a city does; `city` of a town in a district names the district."""

    name: str
    kind: Kind
    city: str | None
    admin1: str | None
    country: str
    lat: float | None
    lon: float | None
    district: bool = False
    area: str | None = None
    """The district that a town lies in."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a sentence: token positions `first` to `last` (excluded), offsets, and the place."""

    first: int
    last: int
    start: int
    end: int
    entry: Entry
    demonym: bool = False
    """The word is an adjective or a people ("Pakistani"): it tells the country, not where something happened."""


def places(sentence: Sentence, *, prefer: str | None = None) -> list[PlaceMention]:
    """The places of a sentence, from left to right; `prefer` is the country (alpha-2) that shared names go to."""
    return read(sentence.tokens, prefer=prefer)


def read(tokens: Sequence[Token], *, prefer: str | None = None) -> list[PlaceMention]:
    """The places among tokens."""
    gazetteer = _gazetteer()
    found: list[tuple[int, int, tuple[Entry, ...], bool]] = []
    position, count = 0, len(tokens)
    while position < count:
        token = tokens[position]
        # "al-Shifa" and "el-Fasher" begin with a small letter, other names do not.
        if token.lower not in gazetteer.starts or not (
            token.text[0].isupper() or token.lower in ("al", "el")
        ):
            position += 1
            continue
        match = gazetteer.names.at(tokens, position)
        if match is None or not _is_name(tokens, match.first, match.last):
            position += 1
            continue
        if not _surname(tokens, match.first, match.last, match.entry.candidates):
            found.append((match.first, match.last, match.entry.candidates, match.entry.demonym))
        position = match.last
    if not found:
        return []
    return [
        PlaceMention(
            first,
            last,
            tokens[first].start,
            tokens[last - 1].end,
            candidates[0] if len(candidates) == 1 else _choose(candidates, found, prefer),
            demonym,
        )
        for first, last, candidates, demonym in found
    ]


def country_of(word: str) -> str | None:
    """The country (alpha-2) that a name, a demonym or a capital as government stands for, in any case; None if none."""
    return _countries().get(word.lower())


@cache
def country_starts() -> dict[str, int]:
    """The first words, in lower case, of what `country_of` knows, and how many words the longest name has."""
    longest: dict[str, int] = {}
    for name in _countries():
        words = name.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def capital_of(country: str) -> Entry | None:
    """The capital of a country, for "the capital" in an article about it."""
    return _gazetteer().capitals.get(country)


def country_entry(country: str) -> Entry | None:
    """The gazetteer's entry of a country by its alpha-2 code."""
    return _gazetteer().by_country.get(country)


def lookup(name: str) -> tuple[Entry, ...]:
    """Every place of a name, best first (for a dateline)."""
    tokens = tokenize(name)
    match = _gazetteer().names.at(tokens, 0)
    return match.entry.candidates if match is not None and match.last == len(tokens) else ()


@dataclass(frozen=True, slots=True)
class _Named:
    candidates: tuple[Entry, ...]
    demonym: bool


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    names: Phrases[_Named]
    starts: frozenset[str]
    capitals: dict[str, Entry]
    by_country: dict[str, Entry]


#: Written exactly so: other spellings are words ("us", "is").
_EXACT = frozenset({"US", "UK", "USA", "KP", "KPK", "FCT", "AJK", "KSA", "DRC"})


@cache
def _gazetteer() -> _Gazetteer:
    named: dict[str, list[Entry]] = {}
    demonyms: dict[str, list[Entry]] = {}
    by_country: dict[str, Entry] = {}
    capital_names: dict[str, str] = {}

    def add(name: str, entry: Entry) -> None:
        known = named.setdefault(name, [])
        if entry not in known:
            known.append(entry)

    for row in _rows("localities.csv"):
        site, town = row["kind"] == "site", row["kind"] == "city"
        area = row["city"] if town and row["city"] != row["name"] else None
        entry = Entry(
            row["name"],
            "site" if site else "city",
            row["city"] if site else row["name"],
            row["admin1"] or None,
            row["country"],
            _degrees(row["lat"]),
            _degrees(row["lon"]),
            district=row["kind"] == "district",
            area=area,
        )
        for name in (row["name"], *_names(row["aliases"])):
            add(name, entry)
    provinces: list[tuple[list[str], Entry]] = []
    for row in _rows("provinces.csv"):
        names = [*_names(row["aliases"]), *([] if row["bare"] == "no" else [row["name"]])]
        province = Entry(
            row["name"],
            "admin1",
            None,
            row["name"],
            row["country"],
            _degrees(row["lat"]),
            _degrees(row["lon"]),
        )
        provinces.append((names, province))
    cities: list[tuple[int, str, Entry]] = []
    for row in _rows("cities.csv"):
        city = Entry(
            row["name"],
            "city",
            row["name"],
            row["admin1"] or None,
            row["country"],
            _degrees(row["lat"]),
            _degrees(row["lon"]),
        )
        cities.append((-int(row["population"]), row["name"], city))
    cities.sort(key=lambda item: (item[0], item[1], item[2].country))
    for row in _rows("countries.csv"):
        country = Entry(
            row["name"], "country", None, None, row["code"], _degrees(row["lat"]), _degrees(row["lon"])
        )
        by_country[row["code"]] = country
        for name in _names(row["names"]):
            add(name, country)
        for name in _names(row["demonyms"]):
            demonyms.setdefault(name, []).append(country)
        for name in _names(row["capitals"])[:1]:
            capital_names[row["code"]] = name
    # A city that bears its province's name is meant where neither is said: "in Kabul", "in Kandahar".
    for _, name, city in cities:
        add(name, city)
    for names, province in provinces:
        for name in names:
            add(name, province)
            for word in ("province", "state", "region"):
                add(f"{name} {word}", province)
    entries: list[tuple[str, _Named]] = []
    for name, candidates in named.items():
        entries.append((f"={name}" if name in _EXACT else name, _Named(tuple(candidates), demonym=False)))
    for name, candidates in demonyms.items():
        if name not in named:
            entries.append((name, _Named(tuple(candidates), demonym=True)))
    capitals: dict[str, Entry] = {}
    for code, name in capital_names.items():
        hit = next((e for e in named.get(name, ()) if e.country == code and e.kind == "city"), None)
        if hit is not None:
            capitals[code] = hit
    starts = frozenset(tokenize(name.removeprefix("="))[0].lower for name, _ in entries)
    return _Gazetteer(Phrases(entries), starts, capitals, by_country)


@cache
def _countries() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in _rows("countries.csv"):
        for column in ("names", "demonyms", "capitals"):
            for name in _names(row[column]):
                table.setdefault(" ".join(token.lower for token in tokenize(name)), row["code"])
                table.setdefault(name.lower(), row["code"])
    return table


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    data = load("streams.text", "places.toml")
    return frozenset(data["before"]), frozenset(data["after"])


def _rows(name: str) -> list[dict[str, str]]:
    text = files("streams.text").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _names(joined: str) -> list[str]:
    return [name for name in joined.split("|") if name]


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words are written as a name: "Man" at least with its capital, "New york" not."""
    return tokens[last - 1].text[0].isupper() or last - first > 1


def _surname(tokens: Sequence[Token], first: int, last: int, candidates: tuple[Entry, ...]) -> bool:
    """Whether a single word is part of a person's, a company's or a paper's name rather than a place."""
    before, after = _words()
    following = tokens[last] if last < len(tokens) else None
    if following is not None and following.text[0].isupper() and following.lower in after:
        return True
    if last - first > 1 or candidates[0].kind != "city" or first < 2:
        return False
    preceding = tokens[first - 1]
    if not (preceding.text[0].isupper() and preceding.text.isalpha() and len(preceding.text) > 1):
        return False
    # In a headline every word has a capital.
    capitals = sum(token.text[0].isupper() for token in tokens if token.text.isalpha())
    if capitals * 2 > len(tokens) or preceding.lower in before or preceding.text.isupper():
        return False
    return preceding.lower not in _gazetteer().starts


def _choose(
    candidates: tuple[Entry, ...],
    found: Sequence[tuple[int, int, tuple[Entry, ...], bool]],
    prefer: str | None,
) -> Entry:
    """Of the places that share a name, the one that the rest of the sentence supports."""
    admin1 = {
        e.admin1
        for _, _, others, _ in found
        if others is not candidates
        for e in others
        if e.kind == "admin1"
    }
    countries = {
        others[0].country for _, _, others, _ in found if others is not candidates and len(others) == 1
    }

    def rank(item: tuple[int, Entry]) -> tuple[bool, bool, bool, int]:
        order, entry = item
        return (
            not (entry.kind != "admin1" and entry.admin1 in admin1),
            entry.country not in countries,
            entry.country != prefer,
            order,
        )

    return min(enumerate(candidates), key=rank)[1]
