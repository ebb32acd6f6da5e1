"""Spots: where an event happened, chosen among the places that its clauses name.

A place counts by what stands before it ("in", "near", "outside" tell; "from" and "to" do not) and by where in the article it
stands. One that only tells where somebody spoke, lives or was treated, how far away or on which road it was, counts little. A site decides its city; a town is finer than its district; a province or a country fills in where nothing finer is
known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas import Place
from streams.security.asides import LOCATIVE, told_by
from streams.security.scan import Scan
from streams.text.places import Entry, PlaceMention, capital_of, country_entry

Precision = Literal["site", "city", "admin1", "country"]

_FROM = frozenset(
    {
        "from",
        "to",
        "towards",
        "toward",
        "for",
        "between",
        "bound",
        "via",
        "until",
        "against",
        "by",
        "with",
    }
)
_SKIP = frozenset(
    [
        "the",
        "city",
        "town",
        "district",
        "village",
        "area",
        "of",
        "province",
        "state",
        "region",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "northwestern",
        "northwest",
        "southwest",
        "northeast",
        "southeast",
        "north-west",
        "south-west",
        "north-western",
        "south-western",
        "southwestern",
        "northeastern",
        "southeastern",
        "north",
        "south",
        "east",
        "west",
        "port",
        "provincial",
        "capital",
        "country",
        "'s",
        "downtown",
        "remote",
        "restive",
        "tribal",
        "volatile",
        "a",
        "tehsil",
        "villages",
        "towns",
        "districts",
        "communities",
        "localities",
        "neighborhoods",
        "neighbourhoods",
        "municipality",
        "commune",
        "county",
        "busy",
        "war-torn",
        "violence-hit",
        "militancy-hit",
        "insurgency-hit",
        "troubled",
        "'s",
        "outskirts",
        "suburbs",
        "federal",
        "southern-most",
        "greater",
        "nearby",
        "neighbouring",
        ",",
        "its",
        "outskirt",
    ]
)
_ZONE = {"headline": 2.0, "lead": 2.5, "bullet": 1.5, "body": 1.0}
_SPEAKS = frozenset(
    {
        "said",
        "says",
        "told",
        "has",
        "have",
        "had",
        "accuses",
        "accused",
        "denies",
        "denied",
        "rejected",
        "condemned",
        "'s foreign",
    }
)
_OFFICE = frozenset({"sho", "spokesman", "spokesperson", "chief", "officer", "official", "officials", "superintendent", "dpo", "dsp", "ssp", "head", "commissioner", "house"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named for an event, with its weight."""

    entry: Entry
    weight: float
    name: str
    index: int


def spots(scan: Scan, mentions: list[PlaceMention], *, share: float = 1.0) -> list[Spot]:
    """The places of a clause, weighed."""
    found: list[Spot] = []
    zone = _ZONE.get(scan.sentence.kind, 1.0) * share
    named = {match.first for match, word in scan.words("attack") if word.get("form") == "noun"}
    for mention in mentions:
        if mention.last in named and mention.entry.kind in ("city", "site") and not mention.demonym:
            weight = 2.0  # "responsibility for the Surabaya attacks"
        else:
            weight = _weight(scan, mention)
        if weight > 0:
            name = scan.sentence.text[mention.start : mention.end]
            found.append(Spot(mention.entry, weight * zone, name, scan.sentence.index))
    return found


def _weight(scan: Scan, mention: PlaceMention) -> float:
    position = mention.first - 1
    steps = 0
    while (
        position >= 0
        and steps < 8
        and (scan.lower(position) in _SKIP or (steps and scan.tokens[position].text[0].isupper()))
    ):
        position -= 1
        steps += 1
    before = scan.lower(position)
    after = scan.lower(mention.last)
    aside = told_by(scan, mention, position, before)
    if aside is not None:
        return aside
    if (
        after == "police"
        and before not in LOCATIVE
        and _OFFICE & {scan.lower(p) for p in range(mention.last, mention.last + 4)}
    ):
        return 0.3  # "Naal police Station House Officer ... said"
    # "..., the embassy in Islamabad said": where the speaker is.
    tail = [scan.lower(p) for p in range(mention.last, mention.last + 3)]
    if any(word in ("said", "says", "told", "announced") for word in tail) and "," not in tail[:2]:
        return 0.1
    if (
        any(mention.last <= match.first <= mention.last + 2 for match in scan.speech)
        and before not in LOCATIVE
    ):
        return 0.1  # "New Delhi regularly blames"
    if mention.entry.kind == "country" and after in ("embassy", "consulate"):
        return 0.1  # "the U.S. Embassy in Ankara"
    hit = {scan.lower(p) for p in range(position - 5, position - 1)} & {
        "at",
        "on",
        "outside",
        "near",
        "targeting",
        "against",
    }
    if (
        before in LOCATIVE
        and not hit
        and not _struck_there(scan, position - 1)
        and scan.lower(position - 1)
        in (
            "embassy",
            "ministry",
            "official",
            "officials",
            "correspondent",
            "government",
            "governments",
            "administration",
            "regime",
            "authorities",
            "leadership",
            "rule",
        )
    ):
        return 0.1
    if mention.entry.kind == "country":
        if scan.tokens[mention.first].text in ("US", "UK", "U.S.", "U.S", "UN") and mention.last < len(scan.tokens) and scan.tokens[mention.last].text.isalpha() and before not in LOCATIVE:  # fmt: skip
            return 0.1  # "a US rights group"
        if before == "by":
            return 0.1  # "drones launched by Russia"
        if before in ("on", "against") and any(position - 5 <= m.last <= position for m, w in scan.words("attack") if w.get("form") == "noun"):  # fmt: skip
            return 1.5  # "the attack by Hamas on southern Israel"
        return 0.4 if after in _SPEAKS or after == "'s" else 0.6 if before not in LOCATIVE else 1.0
    if after in _SPEAKS and before not in LOCATIVE:
        return 0.0
    if before in LOCATIVE:
        return 3.0
    if before in _FROM and steps < 3:
        return 0.3
    if before == "of" or after == "'s":
        return 2.0
    return 1.5


#: Before somebody of an office who was the victim: "killed a diplomatic official in Jalalabad".
_KILLED = frozenset({"killed", "killing", "martyred", "shot", "attacked", "targeted", "targeting", "wounded", "abducted", "kidnapped", "assassinated", "injured", "murdered"})  # fmt: skip


def _struck_there(scan: Scan, position: int) -> bool:
    return any(scan.lower(p) in _KILLED for p in range(position - 4, position))


def resolve(found: list[Spot], country: str | None, dateline: Entry | None) -> Place | None:
    """The place that the spots agree on; `country` and the dateline fill in."""
    weights: dict[tuple[str, str], float] = {}
    entries: dict[tuple[str, str], Entry] = {}
    for spot in found:
        entry = spot.entry
        if entry.kind in ("city", "site") and entry.city:
            key = (entry.country, entry.city)
            weights[key] = weights.get(key, 0.0) + spot.weight + (0.5 if entry.kind == "site" else 0.0)
            if key not in entries or entry.kind == "city":
                entries[key] = entry
    provinces = {spot.entry.admin1 for spot in found if spot.entry.kind == "admin1"}
    for key, entry in entries.items():
        if entry.admin1 in provinces:
            weights[key] += 0.5
    best = max(weights, key=lambda key: (weights[key], key), default=None)
    if best is not None and weights[best] >= 0.5:
        return _at_city(best, entries, weights, found)
    province = max(
        (s for s in found if s.entry.kind == "admin1"), key=lambda s: (s.weight, -s.index), default=None
    )
    if province is not None:
        return _place(province.entry, None, "admin1")
    if dateline is not None:
        return _place(dateline, None, "city" if dateline.kind != "admin1" else "admin1")
    named = max(
        (s for s in found if s.entry.kind == "country"), key=lambda s: (s.weight, -s.index), default=None
    )
    if named is not None and country is not None and named.weight < 1.0:
        named = None  # a country that is only mentioned
    entry_of = named.entry if named else country_entry(country) if country else None
    return _place(entry_of, None, "country") if entry_of else None


def _at_city(
    best: tuple[str, str],
    entries: dict[tuple[str, str], Entry],
    weights: dict[tuple[str, str], float],
    found: list[Spot],
) -> Place:
    entry = entries[best]
    if entry.district:
        # A town named within the district is where it happened.
        towns = [key for key, e in entries.items() if e.area == entry.name and e.country == entry.country]
        if towns:
            best = max(towns, key=lambda key: (weights[key], key))
            entry = entries[best]
    elif entry.name == entry.admin1 and capital_of(entry.country) != entry:
        # "in Ghazni" is in the province where a district of it is named: "in the Dih Yak district".
        told = {(s.entry.country, s.entry.city) for s in found if s.weight >= 2.0 and s.entry.kind == "city"}
        finer = [
            key
            for key, e in entries.items()
            if key != best
            and key in told
            and e.kind == "city"
            and e.country == entry.country
            and e.admin1 in (None, entry.admin1)
        ]
        if finer:
            best = max(finer, key=lambda key: (weights[key], key))
            entry = entries[best]
    sites = [
        s
        for s in found
        if s.entry.kind == "site"
        and s.entry.city in (entry.city, entry.area)
        and s.entry.country == entry.country
    ]
    site = max(sites, key=lambda s: (s.weight, len(s.entry.name), s.entry.name), default=None)
    if site is not None:
        return _place(entry if entry.kind == "city" else site.entry, site.entry, "site")
    return _place(entry, None, "city")


def _place(entry: Entry, site: Entry | None, precision: Precision) -> Place:
    finest = site or entry
    return Place.model_construct(
        name=finest.name,
        locality=finest.name if finest.kind == "site" else None,
        city=entry.city if precision in ("site", "city") else None,
        admin1=finest.admin1,
        country=finest.country,
        lat=finest.lat if finest.lat is not None else entry.lat,
        lon=finest.lon if finest.lon is not None else entry.lon,
        precision=precision,
    )
