"""Towns that neither the gazetteer nor a noun tells, by how a sentence that tells of an event goes on: "in Mahrouna, southern Lebanon".

A name behind "in", "at" or "near" that nothing else explains is where it happened: in the country (and the province) of the
place that follows it, else in the article's. What is no town ("in Ramadan", "at Parliament", "near Jinnah Hospital") is told
by its words. Such a town has no coordinates. Headlines are left alone, since every word of theirs may have its capital.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from streams.text.datewords import words as date_words
from streams.text.lexicon import load
from streams.text.places import Entry, PlaceMention, country_entry

if TYPE_CHECKING:
    from streams.security.scan import Scan

#: Before a town. What stands behind it ties it to a place that is known.
_AT = frozenset({"in", "at", "near", "outside", "around"})
_ON = frozenset({"in", "near", "of", ",", "("})
#: Between a town and the place that it lies in.
_BETWEEN = frozenset(
    {"in", "near", "the", "a", "an", "of", ",", "(", "northern", "southern", "eastern", "western", "central", "northeastern", "northwestern",
     "centre", "center", "southeastern", "southwestern", "northeast", "northwest", "southeast", "southwest", "north", "south", "east", "west", "-", "restive", "far", "country",
     "town", "city", "village", "remote", "mountainous", "volatile", "neighbouring", "tribal", "border", "coastal", "province", "state", "region", "district", "'s"}
)  # fmt: skip
#: Behind a town that is tied to nothing: how a sentence goes on.
_GOES_ON = _ON | {"on", "at", "from", "to", "for", "by", "with", "as", "if", "but", "after", "before", "while", "during", "since", "until", "and", "or",
                  "when", "where", "which", "who", "around", "over", "about", "early", "late", "overnight", "that"}  # fmt: skip
#: A part of a town that is not told: "a search in Gahand area".
_AREAS = frozenset({"area", "areas", "locality", "neighbourhood", "neighborhood", "sector"})
#: The longest name, and the furthest place that it is tied to, in words.
_WORDS, _REACH = 3, 6


def guessed(scan: Scan, known: list[PlaceMention], *, prefer: str | None) -> list[PlaceMention]:
    """`known` and the towns that only the words about them tell, from left to right."""
    tokens = scan.tokens
    if scan.sentence.kind == "headline" or _AT.isdisjoint(scan.sentence.tokens.lowers) or _titled(scan):
        return known
    if not (scan.events or any(match.entry.of("harm") for match in scan.folk)):
        return known
    taken = {position for mention in known for position in range(mention.first, mention.last)}
    for match in (*scan.folk, *scan.scene, *scan.speech, *scan.events):
        taken.update(range(match.first, match.last))
    found = list(known)
    towns = any(mention.entry.kind in ("city", "site") and not mention.demonym for mention in known)
    for at in range(scan.begin, len(tokens) - 1):
        if tokens[at].lower not in _AT:
            continue
        last = _run(scan, at + 1)
        if not towns and scan.lower(at + 1) == "the" and (named := _in_the(scan, at + 2)) is not None and taken.isdisjoint(range(at + 2, named)):  # fmt: skip
            entry = _entry(scan, at + 2, named, known, prefer)
            if entry is not None:
                found.append(PlaceMention(at + 2, named, tokens[at + 2].start, tokens[named - 1].end, entry))
            continue
        if last == at + 1 or not taken.isdisjoint(range(at + 1, last)):
            continue
        entry = _entry(scan, at + 1, last, known, prefer)
        if entry is not None:
            found.append(PlaceMention(at + 1, last, tokens[at + 1].start, tokens[last - 1].end, entry))
    return sorted(found, key=lambda mention: mention.first)


def _titled(scan: Scan) -> bool:
    """Whether most words have a capital: a headline by another name."""
    words = [token for token in scan.tokens if token.text.isalpha()]
    return sum(token.text[0].isupper() for token in words) * 2 > len(words)


#: What a name behind "in the" is told to be.
_SEATS = frozenset({"region", "district", "village", "town", "township", "subdivision", "municipality", "hamlet"})  # fmt: skip


def _in_the(scan: Scan, first: int) -> int | None:
    """Where a name of one or two words ends behind "in the" and before its kind: "in the Welioya region"."""
    tokens, never = scan.tokens, _never()
    for last in (first + 1, first + 2):
        words = tokens[first:last]
        if len(words) == last - first and scan.lower(last) in _SEATS and all(
            t.text[0].isupper() and t.text.isalpha() and not t.text.isupper() and t.lower not in never and len(t.text) > 3
            for t in words
        ):  # fmt: skip
            return last
    return None


def _run(scan: Scan, first: int) -> int:
    """Where the name that begins at a position ends; the position itself if none does."""
    tokens, text, never = scan.tokens, scan.sentence.text, _never()
    last = first
    while last < len(tokens) and last - first < _WORDS:
        token = tokens[last]
        joined = last > first and token.start == tokens[last - 1].end + 1 and text[token.start - 1] == "-"
        named = token.text[0].isupper() or joined or (last == first and token.lower in ("al", "el"))
        if not named or not token.text.replace("'", "").isalpha():
            break
        if token.lower in never or token.lower in date_words().months or token.lower in date_words().weekdays:
            return first
        last += 1
    if last < len(tokens):
        # more than a town's name: "in Operation Red Hammer One", "in Khan's house", "near Jinnah hospital"
        after = tokens[last]
        if (
            after.text[0].isupper()
            or after.lower in ("'s", "'")
            or (after.lower in never and after.lower not in _GOES_ON)
        ):
            return first
    name = tokens[first:last]
    if not name or sum(len(token.text) for token in name) < 4 or all(token.text.isupper() for token in name):
        return first
    return last if name[-1].text[0].isupper() or len(name) > 1 else first


def _entry(scan: Scan, first: int, last: int, known: list[PlaceMention], prefer: str | None) -> Entry | None:
    tokens = scan.tokens
    name = scan.sentence.text[tokens[first].start : tokens[last - 1].end]
    at = bisect_left(known, last, key=_first)
    after = known[at] if at < len(known) else None
    tied = (
        after is not None
        and after.first - last <= _REACH
        and scan.lower(last) in _ON
        and all(scan.lower(p) in _BETWEEN for p in range(last, after.first))
    )
    if tied and after is not None:
        place = after.entry
        border = any(scan.lower(p) == "border" for p in range(last, after.last + 3))
        if place.kind in ("city", "site") and scan.lower(last) != "near" and not border and not after.demonym:
            near = any(scan.lower(p) == "near" for p in range(last, after.first))
            told = scan.lower(after.last) in ("district", "tehsil", "county", "subdivision")
            if not near and (told or place.district or place.kind == "site" or scan.lower(last) == ","):
                return Entry(name, "site", place.city, place.admin1, place.country, None, None)
        if not (border and place.kind == "country") and country_entry(place.country) is not None:
            return Entry(name, "city", name, place.admin1, place.country, None, None)
    if prefer is None or country_entry(prefer) is None or scan.lower(last) in _AREAS:
        return None
    return Entry(name, "city", name, None, prefer, None, None)


def _first(mention: PlaceMention) -> int:
    return mention.first


@cache
def _never() -> frozenset[str]:
    table = load("streams.text", "places.toml")
    return frozenset(table["unlisted"]["never"]) | frozenset(table["guessed"]["never"])
