"""Spots: where an event happened, chosen among the places that its clauses name.

A place counts by what stands before it ("in", "near", "outside" tell; "from" and "to" do not) and by where in the article it
stands. One that only tells where somebody spoke, lives or was treated, how far away or on which road it was, counts little. A site decides its city; a town is finer than its district; a province or a country fills in where nothing finer is
known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas import Place
from streams.security.asides import LOCATIVE, road, rules
from streams.security.scan import Scan
from streams.text.places import Entry, PlaceMention, country_entry

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
_LIVES = frozenset(
    {"resident", "residents", "inhabitant", "inhabitants", "native", "natives", "hails", "hailed", "hailing"}
)
_LENGTHS = frozenset(
    {
        "km",
        "kms",
        "kilometre",
        "kilometres",
        "kilometer",
        "kilometers",
        "mile",
        "miles",
        "away",
        ")",
    }
)
_OFFICE = frozenset({"sho", "spokesman", "spokesperson", "chief", "officer", "official", "officials", "superintendent", "dpo", "dsp", "ssp", "head", "commissioner", "house"})  # fmt: skip
_TREATED = frozenset({"succumbed", "died", "treated", "admitted", "shifted", "taken", "treatment", "brought", "rushed", "moved"})  # fmt: skip
_CARRIED = frozenset(
    {
        "shifted",
        "taken",
        "moved",
        "rushed",
        "transferred",
        "airlifted",
        "brought",
        "referred",
        "treated",
        "treatment",
        "admitted",
        "evacuated",
        "flown",
        "sent",
        "died",
        "transported",
        "ferried",
    }
)
_ENVOYS = frozenset({"mission", "envoy", "ambassador", "diplomat", "affaires", "affairs", "d'affaires", "commissioner", "embassy", "consulate", "summoned", "commission", "missions", "envoys", "diplomats"})  # fmt: skip
_HEARERS = frozenset(
    {"reporters", "journalists", "media", "conference", "briefing", "press", "newsmen", "mediapersons"}
)
_TELLS = frozenset({"told", "said", "addressing", "speaking", "talking", "briefing", "briefed", "addressed"})


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
    for mention in mentions:
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
    aside = _aside(scan, mention, position, before)
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
        and scan.lower(position - 1)
        in (
            "embassy",
            "ministry",
            "official",
            "officials",
            "correspondent",
        )
    ):
        return 0.1
    if mention.entry.kind == "country":
        if scan.tokens[mention.first].text in ("US", "UK", "U.S.", "U.S", "UN") and mention.last < len(scan.tokens) and scan.tokens[mention.last].text.isalpha() and before not in LOCATIVE:  # fmt: skip
            return 0.1  # "a US rights group"
        if before == "by":
            return 0.1  # "drones launched by Russia"
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


def _aside(scan: Scan, mention: PlaceMention, position: int, before: str) -> float | None:
    """The weight of a place that the event is told by, not in; None of any other."""
    after = scan.lower(mention.last)
    if after in ("based", "born"):
        return 0.0  # "the Kabul-based group"
    inside = {scan.lower(p) for p in range(mention.first, mention.last)}
    if (
        after in ("medical", "hospital", "teaching", "civil") or inside & {"medical", "hospital"}
    ) and not _TREATED.isdisjoint(scan.lower(p) for p in range(max(position - 9, 0), position)):
        return 0.2  # "succumbed to his wounds at Hayatabad Medical Complex"
    ward = {scan.lower(p) for p in range(mention.first - 4, mention.first)}
    if ward & {"complex", "hospital"} and not _TREATED.isdisjoint(
        scan.lower(p) for p in range(max(mention.first - 16, 0), mention.first)
    ):
        return 0.2  # "at Hayatabad Medical Complex, Peshawar"
    if before in ("in", "to") and not _ENVOYS.isdisjoint(scan.lower(p) for p in range(position - 4, position)):  # fmt: skip
        return 0.1  # "summoned the deputy head of mission in Islamabad"
    if rules(scan, mention, before):
        return 0.0  # "which New Delhi has blamed on Islamabad"
    if after == "bound":
        return 0.2  # "a Quetta-bound train"
    if before in _LIVES:
        return 0.3
    if before in _LENGTHS or (before == "from" and scan.lower(position - 1) in _LENGTHS):
        return 0.8  # "60 km north of Baghdad": near, where nothing nearer is named
    if mention.entry.kind in ("admin1", "country"):
        return None
    if before == "between":
        return 1.2
    if before == "and" and any(scan.lower(p) == "between" for p in range(max(position - 6, 0), position)):
        return 0.8
    if road(scan, mention):
        return 0.6
    earlier = [scan.lower(p) for p in range(max(position - 9, 0), position)]
    if (
        before in ("in", "at", "to", "hospital", "hospitals")
        and any(word.startswith("hospital") for word in (before, *earlier[-4:], after))
        and not _CARRIED.isdisjoint(earlier)
    ):
        return 0.2
    if before in ("in", "at") and not _HEARERS.isdisjoint(earlier[-4:]) and not _TELLS.isdisjoint(earlier):
        return 0.1  # "told reporters in Kabul"
    return None


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
