"""Places that no gazetteer has, told by their noun: "Silgadji village in Soum province", "the town of Karou".

A village, a district or a province that is named with its noun is a place of the country (and the province) that the rest of
its sentence names, else of the country asked for; without either it is left alone. It has no coordinates. A village beside
its district is a site in it, since readers look for the district; without one it stands as a town.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from streams.text.document import Sentence
from streams.text.lexicon import load
from streams.text.places import Entry, Kind, PlaceMention, capital_of, country_entry
from streams.text.tokens import Token

#: The longest name, in words.
_WORDS = 3
#: The longest list of villages.
_LISTED = 5
#: A village's district follows it closely: "the village of X in the Y area of Z district".
_NEAR = 10


_SIDES = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "central",
        "in",
        "at",
        "near",
    }
)
_BORDERS = frozenset({"border", "borders", "bordering", "frontier"})


class _Span(NamedTuple):
    first: int
    last: int
    level: str


def unlisted(sentence: Sentence, known: list[PlaceMention], *, prefer: str | None) -> list[PlaceMention]:
    """`known` and the places that only their nouns tell, from left to right."""
    nouns, never = _nouns()
    if nouns.keys().isdisjoint(sentence.tokens.lowers) or sentence.kind == "headline":
        return known
    tokens = sentence.tokens
    taken = {position for mention in known for position in range(mention.first, mention.last)}
    spans = [
        span
        for at, token in enumerate(tokens)
        if (level := nouns.get(token.lower)) is not None
        and (token.lower != "local" or (at + 1 < len(tokens) and tokens[at + 1].lower == "government"))
        for span in _named(tokens, at, level, never)
        if taken.isdisjoint(range(span.first, span.last))
    ]
    if not spans:
        return known
    found = list(known)
    # Districts before villages, which may lie in them.
    for span in sorted(set(spans), key=lambda s: (s.level == "town", s.first)):
        mention = _mention(sentence, span, found, prefer)
        if mention is not None and not any(m.first < span.last and span.first < m.last for m in found):
            found.append(mention)
    return sorted(found, key=lambda mention: mention.first)


#: Before a village that was told with its noun before: "the second attack on Karou".
_AT = frozenset({"in", "at", "near", "on", "around", "outside", "attacked", "raided", "stormed", "of", "from", "to", "shelled", "struck", "bombed"})  # fmt: skip


def again(sentence: Sentence, found: list[PlaceMention], villages: dict[str, Entry]) -> list[PlaceMention]:
    """`found` and the villages that an earlier sentence told by their noun; those of this one are added to `villages`."""
    for mention in found:
        if mention.entry.kind == "city" and mention.entry.lat is None and mention.last - mention.first == 1:
            villages.setdefault(sentence.tokens[mention.first].text, mention.entry)
    if not villages:
        return found
    tokens = sentence.tokens
    taken = {position for mention in found for position in range(mention.first, mention.last)}
    more = [
        PlaceMention(at, at + 1, token.start, token.end, entry)
        for at, token in enumerate(tokens)
        if (entry := villages.get(token.text)) is not None
        and at not in taken
        and at > 0
        and tokens[at - 1].lower in _AT
    ]
    return sorted([*found, *more], key=lambda mention: mention.first) if more else found


def _named(tokens: Sequence[Token], at: int, level: str, never: frozenset[str]) -> list[_Span]:
    """The names that a noun tells; a plural tells those of a list: "the villages of Karou, Bana and Tin"."""
    span = _before(tokens, at, level, never) or (
        _after(tokens, at, level, never) if level != "area" else None
    )
    if span is None or not tokens[at].lower.endswith("s"):
        return [] if span is None else [span]
    found = [span]
    while len(found) < _LISTED:
        edge = found[-1]
        if span.first > at and edge.last < len(tokens) and tokens[edge.last].lower in (",", "and"):
            first = edge.last + 1
            first += first < len(tokens) and tokens[first].lower == "and"
            last = first
            while last < len(tokens) and last - first < _WORDS and _part(tokens[last], never):
                last += 1
        elif span.last == at and edge.first > 1 and tokens[edge.first - 1].lower in (",", "and"):
            last = edge.first - 1
            last -= tokens[last - 1].text == ","
            first = last
            while first > 0 and last - first < _WORDS and _part(tokens[first - 1], never):
                first -= 1
        else:
            break
        if not 0 < first < last:
            break
        found.append(_Span(first, last, level))
    return found


def _before(tokens: Sequence[Token], at: int, level: str, never: frozenset[str]) -> _Span | None:
    """The name before its noun: "Soum province", "the Jibia local government area"."""
    first = at
    while first > 0 and at - first < _WORDS and _part(tokens[first - 1], never):
        first -= 1
    # A sentence's first word has its capital from there.
    return _Span(first, at, level) if 0 < first < at else None


def _after(tokens: Sequence[Token], at: int, level: str, never: frozenset[str]) -> _Span | None:
    """The name after its noun: "the village of Karou", "in a village called Karou"."""
    if at + 2 >= len(tokens) or tokens[at + 1].lower not in ("of", "called", "named"):
        return None
    last = at + 2
    while last < len(tokens) and last - at - 2 < _WORDS and _part(tokens[last], never):
        last += 1
    return _Span(at + 2, last, level) if last > at + 2 else None


def _part(token: Token, never: frozenset[str]) -> bool:
    text = token.text
    return (
        text[0].isupper() and len(text) > 1 and text.replace("'", "").isalpha() and token.lower not in never
    )


def _mention(
    sentence: Sentence, span: _Span, found: list[PlaceMention], prefer: str | None
) -> PlaceMention | None:
    around = [
        m for m in found if not (m.demonym or _across(sentence.tokens, m) or _surname(sentence.tokens, m))
    ]
    later = next((m for m in around if m.first >= span.last), None)
    earlier = next((m for m in reversed(around) if m.last <= span.first), None)
    owner = earlier is not None and earlier.last + 1 == span.first  # "Kyiv's Darnytskyi district"
    near = earlier if owner else later or earlier
    people = next((m for m in found if m.demonym and not _across(sentence.tokens, m)), None)
    country = near.entry.country if near else people.entry.country if people else prefer
    if country is None or country_entry(country) is None:
        return None
    tokens = sentence.tokens
    if span.level == "area" and (later is None or not _lies_in(tokens, span, later)):
        return None
    start, end = tokens[span.first].start, tokens[span.last - 1].end
    name = sentence.text[start:end]
    # A place further on may be where it was told: "an attack on Karou village, officials said in Bamako".
    close = near is not None and (near.entry.kind == "admin1" or abs(near.first - span.last) <= _NEAR)
    admin1 = near.entry.admin1 if near is not None and close else None
    kind: Kind = "admin1" if span.level == "province" else "city"
    city: str | None = name
    if kind == "admin1":
        city, admin1 = None, name
    elif later is not None and (
        later.entry.kind in ("city", "site")
        if span.level == "area"
        else span.level == "town" and later.first - span.last <= _NEAR and _holds(tokens, later)
    ):
        kind, city = "site", later.entry.city
    elif span.level == "town" and owner and near is not None and near.entry.kind == "city":
        # "Quetta's Satellite Town"
        kind, city = "site", near.entry.city
    elif span.level == "district" and near is not None and _quarter(tokens, span, near):
        kind, city = "site", near.entry.city
    entry = Entry(name, kind, city, admin1, country, None, None, district=span.level == "district")
    return PlaceMention(span.first, span.last, start, end, entry)


def _across(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a country is told as the neighbour: "near the border with Niger", "the Niger border"."""
    if mention.entry.kind != "country":
        return False
    near = {tokens[p].lower for p in range(max(mention.first - 3, 0), min(mention.last + 1, len(tokens)))}
    return not _BORDERS.isdisjoint(near)


def _lies_in(tokens: Sequence[Token], span: _Span, later: PlaceMention) -> bool:
    """ "the Radhum area of Shabwa province", "the Hoshab area of district Kech"."""
    return (
        later.first - span.last <= 5
        and tokens[span.last + 1].lower in ("of", "in", ",")
        and all(not tokens[p].text[0].isupper() for p in range(span.last, later.first))
    )


def _surname(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a country's name ends a person's: "local chief Youssouf Togo said"."""
    if mention.entry.kind != "country" or mention.first == 0 or mention.last - mention.first > 1:
        return False
    before = tokens[mention.first - 1]
    return (
        before.text.istitle()
        and before.text.isalpha()
        and before.lower not in _SIDES
        and not before.lower.endswith("ern")
    )


def _quarter(tokens: Sequence[Token], span: _Span, near: PlaceMention) -> bool:
    """Whether a district is one of a city: "Kyiv's Darnytskyi district", "the Bulaq district of Cairo".

    A city that bears its province's name is the province there ("the Archi district of Kunduz"), unless it is a capital.
    """
    entry = near.entry
    if entry.kind != "city" or entry.district:
        return False
    capital = capital_of(entry.country)
    if entry.name == entry.admin1 and (capital is None or capital.name != entry.name):
        return False
    if near.last <= span.first:
        return near.last + 1 == span.first and tokens[near.last].lower == "'s"
    return near.first - span.last <= 3 and tokens[near.first - 1].lower in ("of", "in")


def _holds(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a place is told as a district, which villages lie in."""
    after = tokens[mention.last].lower if mention.last < len(tokens) else ""
    return mention.entry.kind == "city" and (mention.entry.district or _nouns()[0].get(after) == "district")


@cache
def _nouns() -> tuple[dict[str, str], frozenset[str]]:
    table = load("streams.text", "places.toml")["unlisted"]
    nouns = {word: level for level in ("town", "district", "province", "area") for word in table[level]}
    # "Jibia local government area": its first word stands behind the name.
    nouns["local"] = "district"
    return nouns, frozenset(table["never"])
