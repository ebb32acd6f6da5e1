"""Demands: what somebody asks for where no state is addressed: an inquiry, a ceasefire, that the government act."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Addressee, Speaker
from streams.security.scan import Scan
from streams.security.utterance import Said
from streams.security.words import Entry, lists
from streams.text.lexicon import Match

_REACH = 10
#: Who is asked at home.
_RULERS = frozenset(
    {
        "government",
        "authorities",
        "govt",
        "centre",
        "state",
        "rulers",
        "administration",
        "premier",
        "institutions",
        "community",
        "world",
        "un",
        "council",
        "west",
        "states",
        "court",
        "courts",
        "judiciary",
        "sides",
    }
)
#: Who is to answer for it: "called for those responsible to be punished".
_ANSWER = frozenset({"responsible", "perpetrators", "culprits", "killers", "attackers", "murderers", "accountable", "masterminds"})  # fmt: skip
_ENVOYS = frozenset({"diplomat", "ambassador", "envoy", "charge", "chargé", "commissioner", "affaires", "d'affaires"})  # fmt: skip
#: They order; they do not ask.
_ORDER = ("minister", "president", "premier", "governor", "pm", "cm", "police", "commissioner", "inspector")


def demanded(scan: Scan, match: Match[Entry], speaker: Speaker) -> tuple[Addressee | None, bool]:
    """Whom a demand at home addresses, and whether it is one: those who rule give orders instead."""
    role = (speaker.role or "").lower()
    body = (speaker.organisation or "").lower()
    verb = scan.lower(match.first)
    following = [scan.lower(p) for p in range(match.last, match.last + _REACH)]
    if verb.startswith(("demand", "call", "ask", "has")) and any(
        word in lists().objects["inquiry"] for word in following
    ):
        return None, True
    if (any(word in role.split() for word in _ORDER) and not body) or body in (
        "police",
        "government",
        "army",
    ):
        return None, False
    if (
        verb.startswith(("demand", "call"))
        and scan.lower(match.last - 1) == "for"
        and _ANSWER & set(following[:8])
    ):
        return None, True
    if (
        verb.startswith("demand")
        and any(word in lists().objects["demanded"] for word in following)
        and not {"ransom", "money"} & set(following)
    ):
        return None, True
    near = following[:7]
    if verb.startswith(("urge", "urging", "call", "demand", "ask", "appeal")) and any(
        word in _RULERS for word in near
    ):
        name = next(word for word in near if word in _RULERS)
        if name == "states" and "all" in near:
            return None, False  # "urged all states to cooperate": the council's formula
        return Addressee.model_construct(name=name, country=speaker.country), True
    if (
        verb.startswith(("urge", "urging", "call"))
        and "parties" in near
        and {"all", "both", "warring"} & set(near)
    ):
        return Addressee.model_construct(name="all parties", country=None), True
    return None, False


def asked(scan: Scan, match: Match[Entry]) -> bool:
    """Whether a government is asked to act: "asked Pakistan to punish the killers", not "asked India about it"."""
    for place in scan.places:
        if match.last <= place.first <= match.last + 1:
            return any(scan.lower(p) == "to" for p in range(place.last, place.last + 3))
    return False


def that_one(scan: Scan, match: Match[Entry], here: Sequence[Said]) -> Addressee | None:
    """Who "it" is in "demanded that it act": whom the sentence has accused, or condemned."""
    if scan.lower(match.last) not in ("that", "it") or "it" not in (
        scan.lower(match.last),
        scan.lower(match.last + 1),
    ):
        return None
    return next((s.addressee for s in reversed(here) if s.scan is scan and s.addressee is not None and s.addressee.country), None)  # fmt: skip


def summoned(scan: Scan, match: Match[Entry]) -> Addressee | None:
    """The state whose envoy is called in to hear the demand: "summoned the Iranian envoy, demanding that ..."."""
    if not any(scan.lower(p).startswith("summon") for p in range(max(match.first - 30, 0), match.first)):
        return None
    for place in reversed(scan.places):
        if place.last <= match.first and any(
            scan.lower(p) in _ENVOYS for p in range(place.last, place.last + 6)
        ):
            name = scan.sentence.text[place.start : place.end]
            return Addressee.model_construct(name=name, country=place.entry.country)
    return None
