"""Targets: what was attacked, and the name of the site where the text gives one."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from schemas import Target
from schemas.security import TargetKind
from streams.security.clause import Clause
from streams.security.frame import Frame
from streams.security.scan import Scan

_ZONE = {"headline": 2.0, "lead": 2.5, "bullet": 1.2, "body": 0.8}
_AT = frozenset({"in", "at", "on", "outside", "near", "into", "inside", "against", "hit", "hits", "targeting", "targeted", "attacked",
                 "struck", "stormed", "ambushed", "entered", "onto", "upon", "rammed", "attack", "attacks", "overran", "seized", "of"})  # fmt: skip
_HIT = frozenset(
    {
        "hijacked",
        "hijack",
        "hijacking",
        "seized",
        "targeting",
        "targeted",
        "attacked",
        "attack",
        "hit",
        "stormed",
        "ambushed",
        "at",
        "on",
        "against",
        "struck",
        "rammed",
    }
)
_FIRE = frozenset(
    {
        "attack",
        "attacks",
        "fire",
        "fired",
        "firing",
        "shot",
        "shots",
        "raid",
        "assault",
        "ambush",
        "strike",
        "strikes",
        "attacked",
        "shooting",
        "bombing",
        "blast",
        "grenade",
        "rockets",
        "gunfire",
        "airstrike",
    }
)
#: Nouns that name whoever speaks or answers at least as often as what was attacked.
_NEED_HIT = frozenset({"police", "security forces", "security personnel", "frontier corps", "hospital", "government office", "ministry", "construction site", "project site", "stock exchange",
                       "company", "assembly", "parliament", "labourers", "passengers", "base", "house", "home", "homes", "court", "embassy", "consulate", "high court", "bank", "ambulance", "ambulances"})  # fmt: skip
_TO = frozenset({"to", "from", "off", "by", "said"})
_SPECIFIC = {
    "education": 0.6,
    "religious_site": 0.6,
    "health": 0.2,
    "security_forces": 0.4,
    "transport": 0.3,
    "media": 0.4,
}
_SINGLED = frozenset(
    {"including", "include", "included", "includes", "targeted", "targeting", "assassinated", "assassination"}
)
#: Whoever stands behind is who was taken or killed: "gunmen abducted a judge".
_TAKING = frozenset({"abducted", "abducting", "kidnapped", "kidnapping", "killed", "assassinated", "seized"})
_HARMED = frozenset(
    {
        "abducted",
        "kidnapped",
        "killed",
        "injured",
        "wounded",
        "assassinated",
        "shot",
        "gunned",
        "targeted",
        "martyred",
        "among",
    }
)
_DETERMINERS = frozenset({"the", "a", "an", "this", "that"})


def target(frame: Frame, kinds: list[str], roles: set[str], *, singled: bool = False) -> Target | None:
    """What the frame's attack was aimed at; `kinds` and `roles` are those of its victims, `singled` if it was one of them."""
    weights: dict[str, float] = {}
    names: dict[str, tuple[float, str]] = {}
    for clause in frame.clauses:
        zone = _ZONE.get(clause.scan.sentence.kind, 0.8)
        for kind, weight, name in (*_of_clause(clause), *_aimed(clause)):
            weights[kind] = weights.get(kind, 0.0) + weight * zone
            if name is not None and weight > names.get(kind, (0.0, ""))[0]:
                names[kind] = (weight, name)
        for kind in _persons(clause):
            weights[kind] = weights.get(kind, 0.0) + (1.8 if not singled else 4.0) * zone
    # Somebody known for an office who is shot alone is whom it was aimed at, wherever he was.
    weight = 6.0 if singled else 2.0
    for kind in kinds:
        weights[kind] = weights.get(kind, 0.0) + weight
    if "civilians" in roles:
        weights["civilians"] = weights.get("civilians", 0.0) + 1.8
    if "security_forces" in roles:
        weights["security_forces"] = weights.get("security_forces", 0.0) + (
            2.5 if roles == {"security_forces"} else 0.8
        )
    if roles - {"people"} == {"security_forces"} and "security_forces" in kinds:
        weights.pop("transport", None)  # "a bus carrying soldiers"
    for kind, extra in _SPECIFIC.items():
        if kind in weights:
            weights[kind] += extra
    best = max(weights, key=lambda kind: (weights[kind], kind), default=None)
    if best is None or weights[best] < 1.0:
        if not roles and _militants(frame):
            return Target.model_construct(kind="militants", name=None)
        if "civilians" in roles or roles == {"people"}:
            return Target.model_construct(kind="civilians", name=None)
        if "militants" in roles and not roles - {"militants", "people"}:
            return Target.model_construct(kind="militants", name=None)
        return None
    return Target.model_construct(kind=cast(TargetKind, best), name=names[best][1] if best in names else None)


def _militants(frame: Frame) -> bool:
    """Whether a strike from the air hit somebody of the militants: "the warlord was killed by a drone"."""
    return any(
        word.get("kind") == "air_strike" for clause in frame.clauses for _, word in clause.attacks
    ) and any(
        word.get("role") == "militants" and clause.first <= match.first < clause.last
        for clause in frame.clauses
        for match, word in clause.scan.words("person")
    )


def _persons(clause: Clause) -> list[str]:
    """The kinds that people known for an office give where they are singled out: "including the party's leader"."""
    scan = clause.scan
    found = []
    for match, word in scan.words("person"):
        if not clause.first <= match.first < clause.last or not word.get("kind") or not word.get("one"):
            continue
        if word.get("kind") == "security_forces" or scan.lower(match.last) in (
            "said",
            "told",
            "confirmed",
            "condemned",
        ):
            continue
        near = [scan.lower(p) for p in range(max(match.first - 10, clause.first), match.first)]
        after = [scan.lower(p) for p in range(match.last, min(match.last + 8, clause.last))]
        singled = any(item in _SINGLED for item in near) and not {"said", "condemned", "told"} & set(near)
        taken = any(word in _TAKING for word in near[-3:]) and not {"by", "said", "told"} & set(near[-3:])
        if singled or taken or any(one in ("was", "were") and two in _HARMED for one, two in pairwise(after)):
            found.append(str(word.get("kind")))
    return found[:2]


def _of_others(scan: Scan, first: int, last: int, noun: str) -> bool:
    """ "a convoy of passenger vehicles" is no convoy of troops, "the port city of Odesa" no port."""
    if noun.endswith("convoy"):
        near = [scan.lower(p) for p in range(last, last + 6)]
        civil = {
            "passenger",
            "passengers",
            "civilian",
            "civilians",
            "pilgrims",
            "buses",
            "aid",
            "trucks",
            "relief",
        }
        return (near[0] == "of" and not civil.isdisjoint(near)) or scan.lower(first - 1) in civil
    return noun in ("port", "seaport") and scan.lower(last) in ("city", "town")


#: Nouns of attacks, behind the noun of what was attacked.
_STRUCK = frozenset(
    {"attack", "attacks", "bombing", "bombings", "blast", "blasts", "shooting", "siege", "hijacking", "massacre", "explosion", "assault", "ambush", "raid", "carnage", "killings", "strike"}
)  # fmt: skip


def _of_a_beat(scan: Scan, first: int, last: int, noun: str) -> bool:
    """Whether a police station only tells whose beat the place lies in: "within the limits of Sadar police station"."""
    if not noun.startswith("police station") and noun not in ("police post", "police stations"):
        return False
    near = {scan.lower(p) for p in range(first - 7, first)}
    return scan.lower(last) in (
        "limits",
        "area",
        "jurisdiction",
        "remit",
        "precincts",
    ) or not near.isdisjoint({"limits", "jurisdiction", "remit", "precincts"})


def _aimed(clause: Clause) -> list[tuple[str, float, str | None]]:
    """ "The attack targeted police officers": people whom the text names as the aim."""
    scan = clause.scan
    return [
        (str(word.get("kind")), 2.2, None)
        for match, word in scan.words("person")
        if clause.first <= match.first < clause.last
        and word.get("kind")
        and not word.get("one")
        and any(scan.lower(p) in ("targeted", "targeting") for p in range(match.first - 2, match.first))
    ]


def _of_clause(clause: Clause) -> list[tuple[str, float, str | None]]:
    scan = clause.scan
    kinds = {word.get("kind") for _, word in clause.attacks}
    found: list[tuple[str, float, str | None]] = []
    for match, word in scan.words("target"):
        if not clause.first <= match.first < clause.last:
            continue
        position = match.first - 1
        while (
            position > 0
            and match.first - position < 7
            and (
                scan.tokens[position].text[0].isupper()
                or scan.lower(position) not in _AT | _TO | {",", "said", "and"}
            )
        ):
            position -= 1
        before = scan.lower(position)
        if before == "to" and scan.lower(position - 1) in ("close", "next", "adjacent", "damage"):
            before = "near"
        hit = before in _HIT and (before not in ("on", "at", "against") or scan.lower(position - 1) in _FIRE)
        if _of_others(scan, match.first, match.last, word.text) or _of_a_beat(
            scan, match.first, match.last, word.text
        ):
            continue
        if (
            scan.lower(match.last) in _STRUCK
            and word.get("kind") is not None
            and scan.lower(match.first - 1) not in ("on", "near")
        ):
            # "the train hijacking", "the Lahore church attack"
            found.append((str(word.get("kind")), 2.6, None))
            continue
        if word.text in ("mine", "base", "school", "track") and scan.lower(match.last) == "-":
            continue  # "a mine-protected vehicle"
        if word.get("kind") is None or scan.lower(match.last) in (
            "said",
            "told",
            "official",
            "officials",
            "spokesman",
            "spokesperson",
            "chief",
        ):
            continue
        if (
            word.text in _NEED_HIT
            and not hit
            and not _prefixed(scan.lower(match.first - 1))
            and before not in ("outside", "near", "inside")
        ):
            continue
        if before in _TO and not hit and not (before == "from" and "abduction" in kinds):
            weight = 0.2
        elif hit:
            weight = 2.2
        elif before in _AT:
            weight = 1.8
        elif before == "from" and "abduction" in kinds:
            weight = 2.2
        else:
            weight = 0.4 if word.get("kind") == "transport" else 0.9
        found.append((str(word.get("kind")), weight, name_of(clause, match.first, match.last)))
    return found


def _prefixed(word: str) -> bool:
    return word in ("district", "sessions", "school", "mosque")


def name_of(clause: Clause, first: int, last: int) -> str | None:
    """The proper name that ends in the noun of a site: "Marriott Hotel", "Qasr-e-... mosque"; None if it has none."""
    scan = clause.scan
    start = first
    while (
        start > clause.first
        and (token := scan.tokens[start - 1]).text[0].isupper()
        and token.lower not in _DETERMINERS
    ):
        start -= 1
    if start == first and not scan.tokens[first].text[0].isupper():
        return None
    if start == 0 and first == 0:
        return None
    if scan.sentence.kind == "headline":
        return None
    if first - start < 1 and last - first < 2:
        return None
    return scan.sentence.text[scan.tokens[start].start : scan.tokens[last - 1].end]
