"""The incident fold: reports of a year resolved from nothing, and what one more report costs beside few and beside many.

The reports are made up here: attacks over a year in sixty cities of one country, some cities far more often than others, each
told by five outlets over two days with a toll that rises, with and without the site. Some give the next day for the day, some
articles tell of two attacks, some only of a province or a month, some recall an attack of months before. Operations and
statements follow, most of them naming the attack. The same days and cities serve every size, so that more reports are denser
ones. The new reports of the second part are a further outlet's on attacks that are known, and first ones of attacks that are not;
and, apart from these, vague ones.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from bench.measuring import Row, fingerprint_of
from schemas import Attack, Operation, Statement, stable_id
from streams.security.fold import Incidents

Claim = Attack | Operation | Statement

#: Reports resolved from nothing.
SIZES = (10_000, 30_000, 100_000)
#: New reports that are timed beside each state.
NEW = 60
_BEFORE = (1_000, 100_000)
_OUTLETS = 5
_YEAR = date(2025, 1, 1)
_PROVINCES = ("North", "South", "East", "West", "Centre")
_KINDS = (
    "suicide_bombing",
    "bombing",
    "shooting",
    "armed_clash",
    "assassination",
    "shelling",
    "abduction",
    "other",
)
_TARGETS = (
    "religious_site",
    "security_forces",
    "government",
    "civilians",
    "transport",
    "education",
    "other",
    None,
)
_SITES = ("Noor Mosque", "Bilal Mosque", "Judicial Complex", "Saddar Bazaar", "Kuchlak Bypass", "Railway Colony", "Hazarganji", None)  # fmt: skip
_SPEAKERS = ("CN", "US", "GB", "IR", "TR", "SA", "DE", "FR")


def incidents() -> Iterator[Row]:
    """Reports a second with the seconds of a report over those of the smallest; then new reports likewise."""
    first = 0.0
    for size in SIZES:
        seconds = resolved(reports(size))
        first = first or seconds / size
        name = f"{size:,} reports of a year, from nothing: {seconds:.1f} s"
        yield name, f"{size / seconds:,.0f}", f"{seconds / size / first:.2f}"
    folds = {size: filled(reports(size)) for size in _BEFORE}
    for kind in ("sharp", "vague"):
        first = 0.0
        for size, fold in folds.items():
            seconds = drained(fold, new_reports(kind, size))
            first = first or seconds
            name = f"one new {kind} report beside {size:,}: {1000 * seconds:.1f} ms"
            yield name, f"{1 / seconds:,.0f}", f"{seconds / first:.2f}"


def resolved(claims: Sequence[Claim]) -> float:
    """Seconds of the processor for a fold of claims and its tables."""
    start = time.process_time()
    filled(claims)
    return time.process_time() - start


def filled(claims: Sequence[Claim]) -> Incidents:
    """A fold that has told its tables."""
    fold = Incidents()
    for claim in claims:
        fold.add(claim)
    fold.drain()
    return fold


def drained(fold: Incidents, claims: Sequence[Claim]) -> float:
    """Seconds of the processor for a claim and its drain."""
    start = time.process_time()
    for claim in claims:
        fold.add(claim)
        fold.drain()
    return (time.process_time() - start) / len(claims)


def reports(count: int) -> list[Claim]:
    """So many claims of a year, in a mixed order: nine of ten are reports of attacks."""
    chance = Random(count)
    made: list[Claim] = []
    number = 0
    while len(made) < count:
        made += _story(chance, number)
        number += 1
    del made[count:]
    chance.shuffle(made)
    return made


def new_reports(kind: str, count: int) -> list[Claim]:
    """Reports that come to those of `reports(count)`."""
    chance = Random(count)
    known = [_attack(chance, number) for number in range(NEW)]
    if kind == "vague":
        return [_report(chance, one, 900 + place, vague=True) for place, one in enumerate(known)]
    fresh = [_attack(Random(place), 10_000_000 + place) for place in range(NEW)]
    both = [one for pair in zip(known, fresh, strict=True) for one in pair]
    return [_report(chance, one, 800 + place) for place, one in enumerate(both[:NEW])]


def _attack(chance: Random, number: int) -> dict[str, Any]:
    """What happened."""
    own = Random(number)  # the same attack in every size
    city = min(int(own.expovariate(1 / 12)), 59)
    toll = int(own.paretovariate(1.1))
    return {
        "number": number,
        "day": _YEAR + timedelta(days=own.randrange(365)),
        "city": f"City {chr(65 + city // 8)}{city % 8}",
        "admin1": _PROVINCES[city % len(_PROVINCES)],
        "site": own.choice(_SITES),
        "kind": own.choice(_KINDS),
        "target": own.choice(_TARGETS),
        "toll": min(toll, 300),
    }


def _story(chance: Random, number: int) -> Iterator[Claim]:
    """What is told of an attack and of what follows it."""
    one = _attack(chance, number)
    for outlet in range(_OUTLETS):
        yield _report(chance, one, outlet, vague=chance.random() < 0.04)
    if chance.random() < 0.1:
        # a later article recalls it by its month
        yield _report(chance, one, 100, vague=True, after=chance.randrange(20, 120))
    about = {"date": _when(one["day"]), "place": _place(one, site=False)}
    if chance.random() < 0.3:
        yield Operation.model_validate(
            {
                **_common(one, chance.randrange(_OUTLETS), 30.0, "operation", number),
                "operation": chance.choice(("raid", "arrest")),
                "date": _when(one["day"] + timedelta(days=1)),
                "places": [_place(one, site=False)],
                "arrested": {"value": chance.randrange(1, 6)},
                "about": about if chance.random() < 0.7 else None,
            }
        )
    if chance.random() < 0.3:
        country = chance.choice(_SPEAKERS)
        yield Statement.model_validate(
            {
                **_common(one, chance.randrange(_OUTLETS), 30.0, "statement", number, country),
                "act": "condemn",
                "speaker": {"country": country},
                "date": _when(one["day"] + timedelta(days=1)),
                "about": about,
            }
        )


def _report(
    chance: Random, one: dict[str, Any], outlet: int, *, vague: bool = False, after: int = 0
) -> Attack:
    """What an outlet says of an attack: later ones know more of the dead, some mistake the day, not all name the site."""
    told = min(1.0, 0.5 + 0.15 * chance.randrange(5))
    day = one["day"] + timedelta(days=chance.random() < 0.05)
    when, place = _when(day), _place(one, site=chance.random() < 0.5)
    if vague and chance.random() < 0.5:
        when = {"start": day.replace(day=1), "end": (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1), "precision": "month"}  # fmt: skip
    elif vague:
        place = {"name": one["admin1"], "admin1": one["admin1"], "country": "PK", "precision": "admin1"}
    toll = max(1, round(told * one["toll"]))
    bare = chance.random() < 0.1
    hours = 24.0 * after + 2 + 5 * (outlet % 10) + chance.random()
    return Attack.model_validate(
        {
            **_common(one, outlet, hours, "attack", one["number"]),
            "prominence": "background" if after else "main",
            "attack": one["kind"] if chance.random() < 0.8 else "other",
            "date": when,
            "place": place,
            "target": {"kind": one["target"]} if one["target"] and chance.random() < 0.7 else None,
            "killed": None if bare else {"value": toll, "qualifier": chance.choice(("exact", "at_least"))},
            "injured": None if chance.random() < 0.3 else {"value": toll * 3},
            "perpetrators": [{"name": "TTP", "code": "TTP", "status": chance.choice(("claimed", "accused"))}]
            if chance.random() < 0.3
            else [],
        }
    )


def _common(one: dict[str, Any], outlet: int, hours: float, *identity: object) -> dict[str, Any]:
    """The fields of every event. Of two attacks of a day one article in ten tells together."""
    at = datetime.combine(one["day"], datetime.min.time(), UTC) + timedelta(hours=hours)
    pair = one["number"] // 2 if one["number"] % 10 < 2 else one["number"]
    article = stable_id("bench", pair, outlet)
    return {
        "event_id": stable_id(article, *identity),
        "article": {
            "id": article,
            "source": f"Outlet {outlet}",
            "published_at": at,
            "revision": f"{at:%Y-%m-%dT%H:%M:%S.%fZ}/00000000",
            "fingerprint": fingerprint_of(article),
        },
        "evidence": [{"field": "body", "start": 0, "end": 4}],
        "confidence": 0.9,
        "rule": "bench",
    }


def _when(day: date) -> dict[str, Any]:
    return {"start": day, "end": day, "precision": "day"}


def _place(one: dict[str, Any], *, site: bool) -> dict[str, Any]:
    named = one["site"] if site else None
    return {
        "name": named or one["city"],
        "locality": named,
        "city": one["city"],
        "admin1": one["admin1"],
        "country": "PK",
        "precision": "site" if named else "city",
    }
