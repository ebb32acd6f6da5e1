"""Places in a sentence, down to the site, and the countries that names, demonyms and capitals stand for.

The gazetteer is data: `countries.csv`, `provinces.csv`, `localities.csv` (districts, towns and sites that recur in the news
of attacks, written by hand; coordinates from GeoNames or by hand) and `cities.csv` (larger cities; from GeoNames,
geonames.org, CC BY 4.0). A name that several places share goes to the place whose province or country the sentence names,
else to the country asked for, else to the first of the gazetteer's order: cities of a million, localities, other cities by
population, provinces. A name that is a word or a person's as well (`cue` in `localities.csv`) counts only where the words
about it show a place.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from streams.text.document import Sentence
from streams.text.hyphens import hyphened
from streams.text.lexicon import Phrases, load
from streams.text.tokens import Token, lowers_of, once, tokenize

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


#: What stands at a position: first and last token, the places of the name, and whether it is a demonym.
_Found = tuple[int, int, tuple[Entry, ...], bool]


def places(sentence: Sentence, *, prefer: str | None = None) -> list[PlaceMention]:
    """The places of a sentence, from left to right; `prefer` is the country (alpha-2) that shared names go to."""
    found = read(sentence.tokens, prefer=prefer)
    if "-" not in sentence.text:
        return found
    starts = _gazetteer().starts
    return [
        mention
        for mention in found
        if mention.entry.kind not in ("city", "site") or not hyphened(sentence, mention.last, starts)
    ]


def read(tokens: Sequence[Token], *, prefer: str | None = None) -> list[PlaceMention]:
    """The places among tokens."""
    found = once(tokens, _find, _find)
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


def prevailing(sentences: Iterable[Sentence]) -> str | None:
    """The country that most of the names that only one country has point to; None without any, or where two are even."""
    counts: dict[str, int] = {}
    for sentence in sentences:
        for _, _, candidates, demonym in once(sentence.tokens, _find, _find):
            countries = {entry.country for entry in candidates}
            if len(countries) == 1:
                # A town is surer than a country, whose name may be that of a speaker.
                worth = 1 if demonym or candidates[0].kind == "country" else 2
                code = candidates[0].country
                counts[code] = counts.get(code, 0) + worth
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _find(tokens: Sequence[Token]) -> list[_Found]:
    """The names of places, each with all the places that bear it."""
    gazetteer = _gazetteer()
    found: list[_Found] = []
    vague: list[_Found] = []
    starts, end = gazetteer.starts, 0
    # Nearly every token begins no name: this test is what the reader's speed hangs on.
    for position in [at for at, lower in enumerate(lowers_of(tokens)) if lower in starts]:
        token = tokens[position]
        # "al-Shifa" and "el-Fasher" begin with a small letter, other names do not.
        if position < end or not (token.text[0].isupper() or token.lower in ("al", "el")):
            continue
        match = gazetteer.names.at(tokens, position)
        if match is None or not _is_name(tokens, match.first, match.last):
            continue
        first, last, named = match.first, match.last, match.entry
        end = last
        site = named.candidates[0].kind == "site"
        if _surname(tokens, first, last, named.candidates) or (
            named.cue and not site and not _cued(tokens, first, last)
        ):
            continue
        if found and found[-1][2][0].kind == "site" and first - found[-1][1] <= 3:
            before = found[-1][2][0]
            if all(e.kind == "city" and before.city not in (e.city, e.area) for e in named.candidates):
                found.pop()  # "Bacha Khan Chowk in Bannu" is not Quetta's
        found.append((first, last, named.candidates, named.demonym))
        if named.cue and site:
            vague.append(found[-1])
    if vague:
        # Every other town has a Mall Road: it is this one where its town is named with it.
        cities = {entry.city for _, _, candidates, _ in found for entry in candidates if entry.kind == "city"}
        found = [item for item in found if item not in vague or item[2][0].city in cities]
    return found


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
    cue: bool = False
    """The name is a word or a person's as well."""


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    names: Phrases[_Named]
    starts: frozenset[str]
    capitals: dict[str, Entry]
    by_country: dict[str, Entry]


#: A city of so many people is meant before a small town that bears its name.
_LARGE = 1_000_000
#: Written exactly so: other spellings are words ("us", "is").
_EXACT = frozenset({"US", "UK", "USA", "KP", "KPK", "FCT", "AJK", "KSA", "DRC"})


@cache
def _gazetteer() -> _Gazetteer:
    named: dict[str, list[Entry]] = {}
    demonyms: dict[str, list[Entry]] = {}
    by_country: dict[str, Entry] = {}
    capital_names: dict[str, str] = {}

    cues: set[str] = set()

    def add(name: str, entry: Entry, *, first: bool = False) -> None:
        known = named.setdefault(name, [])
        if entry not in known:
            known.insert(0 if first else len(known), entry)

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
        if row["cue"] and row["name"] not in named:
            cues.add(row["name"])
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
    for people, name, city in cities:
        others = named.get(name)
        large = (
            -people >= _LARGE
            and others is not None
            and others[0].kind != "country"
            and others[0].country != city.country
        )
        add(name, city, first=large)
    for names, province in provinces:
        for name in names:
            add(name, province)
            for word in ("province", "state", "region"):
                add(f"{name} {word}", province)
    entries: list[tuple[str, _Named]] = []
    for name, candidates in named.items():
        places_of = _Named(tuple(candidates), demonym=False, cue=name in cues)
        entries.append((f"={name}" if name in _EXACT else name, places_of))
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
def _words() -> dict[str, frozenset[str]]:
    tables = load("streams.text", "places.toml").items()
    return {table: frozenset(words) for table, words in tables if isinstance(words, list)}


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
    words = _words()
    following = tokens[last] if last < len(tokens) else None
    if following is not None and following.text == ")" and first > 0 and tokens[first - 1].text == "(":
        text = tokens[first].text
        if last - first == 1 and text.isupper() and len(text) <= 6 and text not in _EXACT:
            return candidates[0].kind == "city"  # "the manufacturers' association (PAMA)"
    if following is not None and following.text[0].isupper() and following.lower in words["after"]:
        # "in Dhaka University" is there, "Dhaka University's vice-chancellor" is not.
        there = following.lower == "university" and first > 0
        return not (there and tokens[first - 1].lower in words["where"])
    if last - first > 1 or candidates[0].kind != "city" or first < 2:
        return False
    preceding = tokens[first - 1]
    if not (preceding.text[0].isupper() and preceding.text.isalpha() and len(preceding.text) > 1):
        return False
    # In a headline every word has a capital.
    capitals = sum(token.text[0].isupper() for token in tokens if token.text.isalpha())
    if capitals * 2 > len(tokens) or preceding.lower in words["before"] or preceding.text.isupper():
        return False
    return preceding.lower not in _gazetteer().starts


def _cued(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words about a name show that it is a place: "in Hit", "Tank district", "the town of Bor"."""
    words = _words()
    if last < len(tokens) and tokens[last].lower in words["noun"]:
        return True
    if first == 0 or (last < len(tokens) and tokens[last].text[0].isupper()):
        return False
    before = tokens[first - 1].lower
    return before in words["where"] or (
        before == "of" and first > 1 and tokens[first - 2].lower in words["noun"]
    )


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
