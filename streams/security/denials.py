"""Denials: what is denied stands after the verb, or before it: "a charge that Kabul rejects"."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Speaker
from streams.security.scan import Scan
from streams.security.utterance import Said
from streams.security.words import Entry, Word, lists
from streams.text.lexicon import Match

_CHARGE = frozenset({"charge", "claim", "allegation", "accusation", "charges", "claims", "allegations", "accusations", "assertion"})  # fmt: skip
#: How far before the verb the charge is named, in tokens.
_BACK = 8


def opposes(scan: Scan, match: Match[Entry]) -> bool:
    """Whether what is rejected is violence itself rather than a charge: "its stance rejecting the targeting of mosques"."""
    if not scan.lower(match.last - 1).startswith("reject"):
        return False
    return any(scan.lower(p) in _VIOLENCE for p in range(match.last, match.last + 4))


_VIOLENCE = frozenset({"targeting", "killing", "shelling", "bombing", "attacking", "violence", "terrorism", "striking", "aggression"})  # fmt: skip


def _charge(scan: Scan, match: Match[Entry]) -> int:
    """Where the charge stands that the verb's subject denies; -1 if none does."""
    for position in range(match.first - 1, max(match.first - _BACK, 0), -1):
        lower = scan.lower(position)
        if lower in (",", ";", "said", "and"):
            return -1
        if lower in _CHARGE and scan.lower(position - 1) in (
            "a",
            "an",
            "such",
            "the",
            "which",
            "these",
            "those",
        ):
            return position
    return -1


def charge_before(scan: Scan, match: Match[Entry]) -> bool:
    """Whether the verb denies a charge that is named before it: "a claim which its ministry rejected"."""
    at = _charge(scan, match)
    return at > 0 and at < match.first - 1 and scan.lower(at - 2) in (",", "-", "—", "–", "(", "")


def charged_one(
    scan: Scan, match: Match[Entry], here: Sequence[Said]
) -> tuple[Speaker, Word | None, int] | None:
    """Who "it" is in "a charge it denies": the state that the sentence tells is accused."""
    if scan.lower(match.first - 1) not in ("it", "they", "he", "has") or not charge_before(scan, match):
        return None
    accused = next(
        (s.addressee for s in reversed(here) if s.scan is scan and s.act == "accuse" and s.addressee), None
    )
    if accused is None or accused.country is None:
        return None
    return (
        Speaker.model_construct(name=None, role=None, organisation=None, country=accused.country),
        None,
        match.first,
    )


#: Other words for a charge, where it is called names.
_NAMED = _CHARGE | {"blame", "insinuation", "insinuations", "remarks", "statement", "report", "reports", "assertions", "it", "them", "this", "that", "reaction", "suggestion", "narrative"}  # fmt: skip


def charge_judged(scan: Scan, match: Match[Entry]) -> bool:
    """Whether it is a charge that is called baseless: "called the allegation baseless", "a charge that Delhi called absurd"."""
    groundless = lists().objects["groundless"]
    if not any(scan.lower(p) in groundless for p in range(match.last, match.last + 10)):
        return False
    near = range(match.first, match.last + 7)
    return any(scan.lower(p) in _NAMED for p in near) or charge_before(scan, match)


def charge_ahead(scan: Scan, match: Match[Entry]) -> bool:
    """Whether the sentence names the charge that somebody dismisses: "India's charge that ... was dismissed by the ministry"."""
    return any(scan.lower(p) in _CHARGE for p in range(max(match.first - 28, scan.begin), match.first))


def boast(scan: Scan, match: Match[Entry]) -> bool:
    """Whether what is rejected is a group's boast that it did it, which is nobody's charge against the speaker."""
    claimed = next((p for p in range(match.last, match.last + 9) if scan.lower(p) in ("claim", "claims", "responsibility")), None)  # fmt: skip
    if claimed is None or scan.lower(claimed + 1) not in ("by", "from"):
        return False
    near = range(claimed + 2, claimed + 8)
    return any(scan.lower(p) in ("group", "outfit", "organisation", "organization", "militants") for p in near) or any(m.first in near for m, _ in scan.words("group"))  # fmt: skip


def always(scan: Scan, match: Match[Entry]) -> bool:
    """Whether it tells what somebody denies all along: "Russia denies targeting civilians"."""
    if scan.lower(match.first) not in ("denies", "deny", "rebuffs") or scan.sentence.kind == "headline":
        return False
    if scan.lower(match.first) == "rebuffs":
        return True
    following = {scan.lower(p) for p in range(match.last, match.last + 8)}
    return bool(following & {"targeting", "harbouring", "sheltering", "supporting", "providing", "backing", "aiding", "civilians", "allegations", "accusations"})  # fmt: skip
