"""Demands: what somebody asks for where no state is addressed: an inquiry, a ceasefire, that the government act."""

from __future__ import annotations

from schemas import Addressee, Speaker
from streams.security.scan import Scan
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
    }
)
#: They order; they do not ask.
_ORDER = ("minister", "president", "premier", "governor", "pm", "cm", "police", "commissioner", "inspector")


def demanded(scan: Scan, match: Match[Entry], speaker: Speaker) -> tuple[Addressee | None, bool]:
    """Whom a demand at home addresses, and whether it is one: those who rule give orders instead."""
    role = (speaker.role or "").lower()
    body = (speaker.organisation or "").lower()
    if (any(word in role.split() for word in _ORDER) and not body) or body in (
        "police",
        "government",
        "army",
    ):
        return None, False
    verb = scan.lower(match.first)
    following = [scan.lower(p) for p in range(match.last, match.last + _REACH)]
    if verb.startswith(("demand", "call")) and any(word in lists().objects["inquiry"] for word in following):
        return None, True
    if (
        verb.startswith("demand")
        and any(word in lists().objects["demanded"] for word in following)
        and not {"ransom", "money"} & set(following)
    ):
        return None, True
    near = following[:7]
    if verb.startswith(("urge", "call", "demand", "ask")) and any(word in _RULERS for word in near):
        name = next(word for word in near if word in _RULERS)
        return Addressee.model_construct(name=name, country=speaker.country), True
    return None, False
