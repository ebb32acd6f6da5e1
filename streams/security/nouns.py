"""Nouns for people and what stands beside them: a body's name, an age, a force, a list that goes on."""

from __future__ import annotations

from streams.security.scan import Scan
from streams.security.words import Entry, lists
from streams.text.lexicon import Match


def in_name(scan: Scan, match: Match[Entry]) -> bool:
    """Whether a noun for people is a word of a body's name."""
    following = scan.tokens[match.last : match.last + 1]
    return (
        match.last - match.first == 1
        and scan.sentence.kind != "headline"
        and scan.tokens[match.first].text[0].isupper()
        and bool(following)
        and following[0].text in ("Force", "Forces", "Department", "Service", "Corps")
    )


def of_force(scan: Scan, position: int, role: str) -> tuple[int, str]:
    """ "four men of the Frontier Corps", "members of the security forces": the body gives the role."""
    if role in ("people", "civilians") and scan.lower(position) == "of":
        after = position + 1 + (scan.lower(position + 1) in ("the", "a"))
        for match in scan.folk:
            if match.first <= after + 1 and match.first >= after and (force := match.entry.of("force")):
                return match.last, "security_forces" if force.id != "court" else role
        for scene in scan.scene:
            target = scene.entry.of("target")
            if after <= scene.first <= after + 1 and target and target.get("kind") == "security_forces":
                return scene.last, "security_forces"
    return position, role


def named_body(scan: Scan, position: int) -> int:
    """How many tokens before a position name a party with its letters in brackets; 0 if none do."""
    if position < 4 or scan.tokens[position].text != ")" or scan.tokens[position - 2].text != "(":
        return 0
    first = position - 3
    while first >= 0 and position - first < 10 and scan.tokens[first].text[0].isupper():
        first -= 1
    return position - first


def title(scan: Scan, match: Match[Entry]) -> bool:
    """Whether a noun ends the name of a body: "the Reserve Guard"."""
    return all(scan.tokens[p].text[0].isupper() for p in (match.first - 1, match.first))


def aged(scan: Scan, position: int) -> int:
    """How many tokens tell an age up to a position: "14-year-old"; 0 if none do."""
    if scan.lower(position) != "old" or scan.lower(position - 1) != "year":
        return 0
    return 3 + (scan.lower(position - 2) == "-")


def goes_on(scan: Scan, position: int) -> bool:
    """Whether a list ends in "and" before anybody speaks: "a guard, a driver and two passengers"."""
    if scan.sentence.kind == "headline":
        return True
    for at in range(position, min(position + 16, len(scan.tokens))):
        word = scan.lower(at)
        if word in ("and", "&"):
            return True
        if word in lists().speech or word in (";", ":", "(", "who", "with"):
            return False
    return False


def listed(scan: Scan, position: int) -> int:
    """Whether a person goes on into a list of counted people: "the driver of the train, a policeman and two passengers"."""
    if scan.lower(position) == "of":
        position += 1 + (scan.lower(position + 1) in ("the", "a", "his"))
        position += 1
    if scan.lower(position) not in (",", "and"):
        return 0
    after = position + 1 + (scan.lower(position + 1) == "and")
    if scan.lower(after) in lists().one or any(
        number.first == after and number.value is not None for number in scan.numbers
    ):
        return position
    return 0


#: Nouns for people that as often say of what kind another noun is.
_ADJECTIVES = frozenset({"local", "minor", "youth", "national", "general", "major", "elder", "christian", "hindu", "muslim", "sikh", "militant", "rebel", "terrorist", "separatist", "insurgent", "extremist", "maoist", "private", "civilian", "teenager", "officer", "driver", "worker", "student", "staff", "baby", "member"})  # fmt: skip
#: What they say it of.
_BODIES = frozenset({"committee", "council", "force", "group", "groups", "outfit", "organisation", "organization", "party", "hospital", "school", "court", "government", "administration", "militia", "television", "newspaper", "radio", "channel", "media", "network", "body", "union", "association", "team", "leader", "commander", "hideout", "hideouts", "camp", "base", "stronghold", "office", "market", "mosque", "church", "temple", "town", "area", "village", "district", "community", "centre", "center", "clash", "stadium", "ground", "shop", "hotel", "road", "highway", "election", "elections", "holiday", "festival"})  # fmt: skip


#: Nouns of places behind the noun of who works there: "a barber shop".
_SHOPS = frozenset({"shop", "shops", "parlour", "hostel", "quarters", "colony"})


def attributive(scan: Scan, match: Match[Entry]) -> bool:
    """Whether a noun for people only says of what kind something is: "a local peace committee", "a rebel base"."""
    if scan.lower(match.last) in _SHOPS and scan.lower(match.first) not in ("the", "his", "her"):
        return True
    if match.last - match.first > 1 or scan.lower(match.first) not in _ADJECTIVES:
        return False
    return (
        any(scan.lower(p) in _BODIES for p in (match.last, match.last + 1))
        and scan.lower(match.last) not in lists().stop
    )
