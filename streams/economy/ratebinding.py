"""Which subject of a sentence a percentage belongs to, and which country a subject is of."""

from __future__ import annotations

from collections.abc import Iterator

from streams.economy import ratemarks
from streams.economy.countries import Country
from streams.economy.money import Quantity
from streams.economy.months import is_year
from streams.economy.ratesubjects import ARTICLES, POSSESSIVE, Subject
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading


def left(reading: Reading, subjects: list[Subject], quantity: Quantity) -> Subject | None:
    """The subject before a percentage; None where there is none."""
    for subject in reversed(subjects):
        behind = reading.lowers[subject.last : subject.last + 4]
        taken_up = subject.id is None and any(behind[n : n + 2] == [",", "which"] for n in range(3))
        if (
            subject.id is None
            and subject.aside
            and behind[:1] == [","]
            and not any(q.kind == "percent" for q in reading.quantities if q.first < subject.first)
        ):  # "lower prices of fresh food, down from 9.2% to 7.7%"
            taken_up = taken_up or set(reading.lowers[subject.last : quantity.first]) <= _TRAILS
        if taken_up and subject.aside and subject.last <= quantity.lead:
            return subject  # "costs for food and drinks, which climbed 8.4 percent"
        if subject.last > quantity.lead or subject.aside or _in_remark(reading, subject, quantity):
            continue
        return subject
    return None


_TRAILS = frozenset([",", "down", "up", "from", "to", "by", "at", "rising", "falling", "easing", "slowing", "dropping", "showing", "posting", "recording", "registering", "a", "an", "of", "growth", "rise", "increase"])  # fmt: skip


def _in_remark(reading: Reading, subject: Subject, quantity: Quantity) -> bool:
    """Whether a name stands in a remark that is over: "nominal growth, which does not strip out inflation, came at"."""
    lowers = reading.lowers
    if "," not in lowers[subject.last : quantity.lead]:
        return False
    for back in range(subject.first - 1, max(0, subject.first - 9), -1):
        if lowers[back] == ",":
            return lowers[back + 1] in ("which", "who") and any(
                q.last > back for q in reading.quantities if q is quantity
            )
    return False


_ADJECTIVES = frozenset(["provisional", "revised", "final", "rate", "rates", "real", "annual", "average", "headline", "economic", "year", "on", "overall", "in", "the", "of", "yoy", "projected", "expected", "gdp", "estimated", "country", "'s", "for", "key", "benchmark", "main"])  # fmt: skip
_MOVES = frozenset(["increase", "rise", "growth", "decline", "fall", "drop", "contraction", "decrease", "jump", "expansion", "reduction", "surge", "gain", "hike", "uptick", "slump"])  # fmt: skip


def right(reading: Reading, subjects: list[Subject], quantity: Quantity) -> Subject | None:
    """The subject right behind a percentage: "a 2.7% growth", "an increase of 1.5% in food prices"."""
    lowers = reading.lowers
    place = quantity.last
    stop = min(len(lowers), place + 6)
    moved = bool(_MOVES & set(lowers[max(0, quantity.lead - 2) : quantity.lead]))
    while place < stop:
        here = next((s for s in subjects if s.first == place), None)
        if here is not None and not (here.aside and here.id is None and here.last - here.first < 1):
            if here.id == "gdp.growth" and lowers[place] in ("gdp", "gross") and lowers[place - 1] == "of":
                return None
            if "for" in lowers[quantity.last : place] and not moved and lowers[quantity.last] != "for":
                return None
            return here
        if lowers[place] in _MOVES:
            moved = True
        elif moved and lowers[place] in (
            "was",
            "reported",
            "recorded",
            "observed",
            "seen",
            "witnessed",
            "registered",
        ):
            pass
        elif lowers[place] not in _ADJECTIVES or (
            lowers[place] in ("in", "of", "for") and _dated(reading, place + 1)
        ):
            return None
        place += 1
    return None


def _dated(reading: Reading, place: int) -> bool:
    while place < len(reading.lowers) and reading.lowers[place] in ARTICLES:
        place += 1
    return any(p.first <= place < p.last for p in (*reading.periods, *reading.future))


def owner(reading: Reading, subject: Subject) -> Country | None:
    """The country whose rate a subject is: "China's growth", "Indian inflation", "growth in Kenya"."""
    lowers = reading.lowers
    for found in _nations(reading):
        between = [word for word in lowers[found.last : subject.first] if word not in POSSESSIVE]
        if (
            between[-1:] == ["in"]
            and between[-2:-1]
            and between[-2] in _TURNS
            and found.last <= subject.first
        ):
            between = [word for word in between[:-2] if word not in ("a", "an", "the")]
            if len(between) <= 3 and not _NO_OWNER & set(between) and "," not in between:
                return found  # "China will witness a deceleration in growth"
        led = found.first <= 1 and lowers[subject.first - 2 : subject.first] == [",", "with"]
        if led and len(between) <= 6:
            return found  # "India ranks second, with growth projected at"
        if "whose" in between[:2] and len(between) <= 5:
            return found
        if found.last <= subject.first and len(between) <= 4:
            words = reading.sentence.tokens[found.last : subject.first]
            if all(
                (t.text.isalpha() and t.lower not in _NO_OWNER) or t.text in POSSESSIVE or is_year(t.text)
                for t in words
            ):  # "Sri Lanka's 2022 growth forecast"
                return found
        if subject.first <= found.first < subject.last:
            return found
    place = subject.last
    while place < len(lowers) and lowers[place] in rate_words().nouns:
        place += 1
    if lowers[place : place + 1] and lowers[place] in ("in", "of", "for"):
        place += 1 + (lowers[place + 1 : place + 2] == ["the"])
        return next((c for c in _nations(reading) if c.first == place), None)
    return None


def behind(reading: Reading, quantity: Quantity) -> Country | None:
    """The country right behind a percentage: "is expected to be 3.5 percent in Sri Lanka, 2.1 percent in Nepal"."""
    lowers, place = reading.lowers, quantity.last
    if lowers[place : place + 1] and lowers[place] in _MOVES:
        place += 1  # "a 9.5% contraction in crisis-hit Sri Lanka"
    if lowers[place : place + 1] not in (["in"], ["for"]):
        return None
    place += 1 + (lowers[place + 1 : place + 2] == ["the"])
    return next(
        (
            c
            for c in _nations(reading)
            if c.first == place or (place < c.first <= place + 3 and lowers[c.first - 1] in _STRUCK)
        ),
        None,
    )


def clause_country(reading: Reading, subject: Subject, quantity: Quantity) -> Country | None:
    """The country that goes on with the rate of another: "Pakistan's growth is put at 3.0%, while Bangladesh is to post 5.0%"."""
    lowers, start = reading.lowers, reading.dateline
    floor = max([subject.last, *(q.last for q in reading.quantities if q.last <= quantity.lead)])
    found = [c for c in _nations(reading) if floor <= c.first and c.last <= quantity.lead]
    if len(found) != 1:
        return None
    country = found[0]
    behind = lowers[country.last : country.last + 1]
    if subject.last == 0 and country.first == start and not floor:
        return (
            country if behind and behind[0] in (*_GOES_ON, "'s") else None
        )  # "India's forecast was lowered to"
    led = lowers[country.first - 1] if country.first else ""
    return country if subject.last and led in _PARTS and behind and behind[0] in _GOES_ON else None


#: Before and behind a country that has a figure of its own in a list of them.
_PARTS = frozenset(["while", "and", ",", ";", "whereas", "but", "with"])
_GOES_ON = frozenset(["is", "was", "will", "would", "could", "may", "should", "to", "at", "by", "has", "had", "saw", "posted", "grew", "recorded", "registered", "posting", "recording", "expected", "projected", "forecast", "likely", "expanded", "contracted"])  # fmt: skip
#: Before a country: what has befallen it.
_STRUCK = frozenset(["hit", "ridden", "strapped", "stricken", "torn", "struck", "crisis-hit", "debt-ridden", "cash-strapped", "war-torn", "neighbouring", "neighboring"])  # fmt: skip
_TURNS = frozenset(["deceleration", "acceleration", "slowdown", "rise", "decline", "drop", "moderation", "pickup", "increase"])  # fmt: skip
_NO_OWNER = frozenset(["and", "in", "to", "of", "with", "from", "that", "which", "said", "says", "where", "while", "as", "for", "on", "than", "by", "but"])  # fmt: skip


def _nations(reading: Reading) -> Iterator[Country]:
    return (c for c in reading.countries if not c.body and c.code not in ("EU", "GCC"))


def respective(reading: Reading, subjects: list[Subject], index: int) -> Subject | None:
    """ "The deposit rate and the lending rate are cut to 6 percent and 7.5 percent, respectively": one by one."""
    if "respectively" not in reading.lowers:
        return None
    places = [
        n for n, q in enumerate(reading.quantities) if q.kind == "percent" and ratemarks.is_rate(reading, n)
    ]
    named = [s for s in subjects if not s.aside]
    # Two names of one rate beside each other: "the Standing Deposit Facility Rate (SDFR)".
    named = [s for n, s in enumerate(named) if not (n and _same_name(reading, named[n - 1], s))]
    if places and reading.quantities[places[-1]].last < reading.lowers.index("respectively"):
        # "to 10% and 11%, respectively, to put the economy on a firmer footing": what follows is another thing
        named = [s for s in named if s.first < reading.quantities[places[-1]].last]
    if len(named) > len(places) >= 2 and "and" in reading.lowers[named[-2].last : named[-1].first]:
        named = named[-len(places) :]  # "cut rates: the deposit rate and the lending rate were reduced to"
    if len(places) < 2 or len(places) != len(named) or index not in places:
        return None
    if not any(s.id == "policy_rate" for s in named) or named[-1].last > reading.quantities[places[0]].lead:
        return None
    return named[places.index(index)]


def _same_name(reading: Reading, one: Subject, other: Subject) -> bool:
    return reading.lowers[one.last : other.first] in ([], ["("], ["rate", "("], [","])
