"""What words of an attack do not tell of it: what was tried or is held against suspects; and whether the attacked fought back."""

from __future__ import annotations

from itertools import pairwise

from streams.security.clause import Clause
from streams.security.frame import Frame
from streams.security.frames import Story
from streams.security.scan import Scan
from streams.security.words import Entry, Word
from streams.text.lexicon import Match

#: "tried to take hostages", "prevented a hostage-taking": it did not come to that.
_TRIED = frozenset(
    {"tried", "attempted", "attempting", "trying", "sought", "prevented", "preventing", "foiled", "averted", "planned", "planning", "wanted", "intended"}
)  # fmt: skip
#: "involved in kidnapping for ransom": what suspects are known for.
_KNOWN_FOR = frozenset({"involved", "involvement", "wanted", "notorious", "known", "accused", "suspected"})
_CAUSES = frozenset({"terrorism", "terror", "extremism", "militancy", "corruption", "crime", "insurgency", "for", "militantism", "radicalism", "polio", "violence"})  # fmt: skip
_ANSWERS = frozenset({"retaliated", "repulsed", "repelled"})
_STORMED = frozenset({"stormed", "storm", "storms", "storming", "siege"})
#: Sentences after the telling of an attack in which its answer is looked for.
_NEXT = 2


def not_done(scan: Scan, match: Match[Entry], word: Word) -> bool:
    """Whether a word of a kind tells what was only tried, or what suspects are known for."""
    near = [scan.lower(p) for p in range(max(match.first - 5, 0), match.first)]
    if word.text in ("fighting", "battle") and _cause(scan, match.last):
        return True
    if {"include", "included", "includes"} & set(near) and any(item.endswith("s") for item in near[:3]):
        return True  # "Attacks have included the kidnapping of foreigners"
    if word.get("kind") in ("hostage_taking", "abduction") and not _TRIED.isdisjoint(near):
        return True
    if (
        word.get("kind") == "hostage_taking"
        and {"is", "are", "still"} & set(near)
        and {"holding", "held"} & set(near)
    ):
        return True  # "which also says it is holding two soldiers hostage"
    far = [scan.lower(p) for p in range(max(match.first - 14, 0), match.first)]
    return (
        scan.sentence.kind != "headline"
        and word.get("form") == "noun"
        and (word.get("kind") in ("abduction", "hostage_taking") or scan.lower(match.last - 1).endswith("s"))
        and any(one in _KNOWN_FOR and two in ("in", "for", "of") for one, two in pairwise(far))
        and "who" not in far[-3:]
        and ("in" in far or "for" in far)
    )


def _cause(scan: Scan, position: int) -> bool:
    """Whether what is fought is no enemy in a field: "fighting terrorism", "their battle against extremism", "fighting for autonomy"."""
    position += scan.lower(position) == "against"
    return scan.lower(position) in _CAUSES


def fought_back(story: Story, frame: Frame) -> bool:
    """Whether the forces that were attacked fired back: "In response, soldiers shot dead four of them"."""
    if not any(_on_forces(clause.scan) for clause in frame.clauses[:4]):
        return False
    first = frame.clauses[0].scan.sentence.index
    told = {clause.scan.sentence.index for clause in frame.clauses[:6]}
    told |= {index + step for index in (first, *sorted(told)[:2]) for step in range(1, _NEXT + 1)}
    return any(_answered(story.scans[index]) for index in sorted(told) if index < len(story.scans))


def stormed(frame: Frame) -> bool:
    """Whether gunmen stormed a place and fought there, bombs or not: "stormed a hotel", "exchange of fire", "siege"."""
    heads = [
        c for c in frame.clauses if c.scan.sentence.kind in ("headline", "lead", "bullet")
    ] or frame.clauses[:1]
    entered = any(_STORMED & set(c.scan.sentence.tokens.lowers) for c in heads)
    fought = any(
        _answered(c.scan) or "siege" in c.scan.sentence.tokens.lowers or _inside(c.scan)
        for c in frame.clauses
    )
    return entered and fought


def _inside(scan: Scan) -> bool:
    """ "gunmen stormed inside", "gunmen entered the building"."""
    return any(
        token.lower in ("stormed", "storm", "entered", "penetrated")
        and any(
            scan.lower(p) in ("gunmen", "fighters", "militants", "gunman", "infantry", "attackers", "men")
            for p in range(position - 5, position)
        )
        for position, token in enumerate(scan.tokens)
    )


def _on_forces(scan: Scan) -> bool:
    return any(
        (target := match.entry.of("target")) is not None and target.get("kind") == "security_forces"
        for match in scan.scene
    ) or any(match.entry.of("force") for match in scan.folk)


def _answered(scan: Scan) -> bool:
    """Whether a sentence tells of an answer with arms."""
    lowers = scan.sentence.tokens.lowers
    if not _ANSWERS.isdisjoint(lowers):
        return True
    for position, token in enumerate(scan.tokens):
        word = token.lower
        if word in ("returned", "return") and scan.lower(position + 1) in ("fire", "the"):
            return True
        if word == "fired" and scan.lower(position + 1) == "back":
            return True
        if (
            word == "response"
            and scan.lower(position - 1) == "in"
            and scan.lower(position + 1) in (",", "troops", "soldiers", "police")
        ):
            return any(m.entry.of("harm") for m in scan.folk)
        if (
            word == "exchange"
            and scan.lower(position + 1) == "of"
            and scan.lower(position + 2) in ("fire", "gunfire")
        ):
            return True
        if word in ("gunfight", "shootout", "firefight", "gunbattle") or (
            word == "gun" and scan.lower(position + 1) in ("battle", "fight")
        ):
            return True
    return False


_RAMS = frozenset({"rammed", "ramming", "rams", "crashed", "slammed", "drove", "ploughed", "plowed", "driven"})  # fmt: skip
_LOADED = frozenset({"explosives", "explosive", "bomb", "dynamite"})
_VEHICLES = frozenset({"vehicle", "car", "truck", "van", "lorry", "pickup", "tanker", "motorcycle", "motorbike", "jeep", "ambulance", "suv", "minibus", "rickshaw"})  # fmt: skip


def rammed(scan: Scan) -> bool:
    """Whether somebody drove explosives into what was attacked: "rammed a vehicle carrying 100 kg of explosives into a bus"."""
    lowers = scan.sentence.tokens.lowers
    if _RAMS.isdisjoint(lowers) or _LOADED.isdisjoint(lowers) or _VEHICLES.isdisjoint(lowers):
        return False
    at = next(p for p, token in enumerate(scan.tokens) if token.lower in _RAMS)
    near = {scan.lower(p) for p in range(at, at + 14)}
    into = bool({"into", "against", "at"} & {scan.lower(p) for p in range(at + 1, at + 14)})
    return into and not _LOADED.isdisjoint(near) and scan.lower(at + 1) != "over"


#: What gunmen carry as well, which makes no bombing of what they did with it.
_ARMS = ("grenade", "grenades", "hand grenade", "hand grenades", "bomb", "bombs", "petrol bombs", "improvised explosive devices", "explosive devices")  # fmt: skip
_WITH = frozenset({"with", "using", "wielding", "armed", "carrying"})
_GUNS = frozenset({"guns", "rockets", "rifles", "weapons", "gunfire", "mortars", "rocket", "firearms", "bullets"})  # fmt: skip


def wielded(clause: Clause, match: Match[Entry], word: Word) -> bool:
    """Whether bombs are only among the arms of an attack that is told by a word of its own: "attacked with guns and grenades"."""
    if word.get("kind") != "bombing" or word.text not in _ARMS:
        return False
    scan = clause.scan
    near = [scan.lower(p) for p in range(max(match.first - 7, clause.first), match.first)]
    beside = {*near[-3:], *(scan.lower(p) for p in range(match.last, match.last + 3))}
    return (
        not _WITH.isdisjoint(near)
        and not _GUNS.isdisjoint(beside)
        and any(w.get("kind") in ("shooting", "armed_clash", "other") and w.get("form") != "means" for _, w in clause.attacks)
    )  # fmt: skip
