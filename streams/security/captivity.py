"""Captives: how many gunmen took, how many of them came free, how many were killed, as an article tells it around the taking.

Theory: the sentence of an abduction names those who were taken; what became of them stands in the sentences after it, which
count a part of them ("two of them were released"), all of them ("they were freed unharmed") or their bodies. Such a sentence
belongs to the taking that was told last before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from streams.security.choose import choose
from streams.security.frame import Frame
from streams.security.frames import Story
from streams.security.people import Chain, chains
from streams.security.scan import Scan
from streams.security.tally import Tally, total

_KINDS = frozenset({"abduction", "hostage_taking"})
#: Participles by which captives come free.
_FREED = frozenset({"freed", "released", "rescued", "recovered", "liberated", "rescuing", "freeing", "recovering", "releasing", "free"})  # fmt: skip
#: ... and what else is released or recovered.
_PAPERS = frozenset({"statement", "video", "audio", "picture", "pictures", "photo", "photos", "image", "images", "footage", "report", "details", "figures", "bail", "body", "bodies", "corpses", "weapons", "arms", "ammunition", "explosives", "rifles", "vehicle", "vehicles", "from", "on"})  # fmt: skip
_AUX = frozenset({"was", "were", "been", "being", "are", "is", "have", "had", "has", "later", "also", "safely", "all", "then", "since", "subsequently", "unharmed", "both", "be", "successfully", "eventually", "already", "now", "set", "finally", "reportedly"})  # fmt: skip
_NOT = frozenset({"not", "to", "never", "yet", "demanded", "demanding", "secure", "until", "for", "could", "would", "will", "should", "must", "unless", "if", "exchange"})  # fmt: skip
#: Who the captives are where the text has counted them before.
_THEY = frozenset({"they", "hostages", "captives", "them", "abductees", "victims", "students", "pupils", "girls", "boys", "children", "passengers", "workers", "labourers", "men", "soldiers", "policemen", "employees", "officials", "women", "schoolgirls", "schoolboys", "engineers", "villagers", "people", "worshippers", "crew"})  # fmt: skip
_ONE = frozenset({"he", "she", "him", "her", "hostage", "captive", "man", "woman", "officer", "official", "judge", "engineer", "doctor", "priest", "teacher", "driver", "worker", "boy", "girl", "journalist"})  # fmt: skip
_BODIES = frozenset({"bodies", "corpses", "body", "corpse"})
_FOUND = frozenset({"found", "recovered", "discovered", "dumped", "retrieved", "lying", "thrown"})
_REACH, _FAR = 7, 18
#: Who is taken from a train or a bus.
_RIDERS = frozenset({"passengers", "passenger", "commuters", "travellers", "travelers"})


class Captives(NamedTuple):
    """Counts of those taken, set free and killed, None where the text has none."""

    taken: Tally | None
    freed: Tally | None
    killed: Tally | None


def captives(story: Story, frame: Frame, killed: Tally | None) -> Captives:
    """What an article tells of the captives of a taking; `killed` is the count that its own clauses give."""
    taken = choose(frame, "abducted") or _singly(frame)
    if taken is not None:
        taken = _riders(frame, taken)
    freed = choose(frame, "rescued")
    for scan in _sentences(story, frame):
        if taken is not None and killed is None:
            killed = _bodies(scan, taken)
        found = _set_free(scan, taken)
        if found is not None and (freed is None or (freed.value or 0) < (found.value or 0)):
            freed = found
    if taken is None and freed is not None and _went_all(freed):
        taken = replace(freed, effect="abducted")
    if taken is not None and freed is not None and taken.value and (freed.value or 0) > taken.value:
        freed = freed if taken.qualifier == "at_least" else None
    return Captives(taken, freed, killed)


_SIEGE = frozenset({"siege", "besieged", "hijacked", "hijacking", "hijack", "hijackers", "stormed", "storm", "storming", "standoff", "barricaded", "inside"})  # fmt: skip


def besieged(frame: Frame) -> bool:
    """Whether hostages were held where they were taken: in a siege, a stormed building, a hijacked bus."""
    return any(not _SIEGE.isdisjoint(clause.scan.sentence.tokens.lowers) for clause in frame.clauses)


def _riders(frame: Frame, taken: Tally) -> Tally:
    """The taken, as passengers where the count says so."""
    for clause in frame.clauses:
        if taken in clause.tallies and any(clause.scan.lower(p) in _RIDERS for p in range(taken.first, taken.last)):  # fmt: skip
            return replace(taken, kinds=[*taken.kinds, "transport"])
    return taken


def _went_all(freed: Tally) -> bool:
    return freed.update


def _sentences(story: Story, frame: Frame) -> Iterator[Scan]:
    """The sentences that tell of the captives: those of the frame, and those after them that tell of no other attack."""
    owners: dict[int, list[Frame]] = {}
    for other in story.frames:
        if other.type == "attack":
            for clause in other.clauses:
                owners.setdefault(clause.scan.sentence.index, []).append(other)
    mine = False
    # The news may be the rescue, and the taking told below it.
    last = frame is next((f for f in story.frames if f.type == "attack" and f.kinds & _KINDS), None)
    first = frame.clauses[0].scan.sentence.index
    for scan in story.scans:
        here = owners.get(scan.sentence.index)
        if last and here is None and scan.sentence.index < first and not _FREED.isdisjoint(scan.sentence.tokens.lowers):  # fmt: skip
            yield scan
            continue
        if here is not None:
            mine = any(other is frame for other in here)
            if mine or any(other.kinds & _KINDS for other in here):
                last = mine
        if mine or (last and here is None and not _HELD.isdisjoint(scan.sentence.tokens.lowers)):
            yield scan


#: Words that name captives, also where another event was told between.
_HELD = frozenset({"hostages", "hostage", "captives", "captive", "abducted", "kidnapped", "abductees", "captors", "kidnappers", "abductors"})  # fmt: skip


def _set_free(scan: Scan, taken: Tally | None) -> Tally | None:
    """The count of those who came free in a sentence."""
    if _FREED.isdisjoint(scan.sentence.tokens.lowers):
        return None
    groups: list[Chain] | None = None
    for position, token in enumerate(scan.tokens):
        if token.lower not in _FREED or (token.lower == "free" and scan.lower(position - 1) not in ("set", "walked")):  # fmt: skip
            continue
        start = position
        while start > 0 and position - start < 5 and scan.lower(start - 1) in _AUX:
            start -= 1
        if {scan.lower(p) for p in range(start - 2, position)} & _NOT:
            continue
        groups = chains(scan) if groups is None else groups
        passive = {scan.lower(p) for p in range(start, position)} & {"was", "were", "been", "being"}
        found = (
            _subject(scan, groups, start, taken) if passive else _object(scan, groups, position + 1, taken)
        )
        if found is not None:
            return replace(found, at=position)
    return None


def _subject(scan: Scan, groups: Sequence[Chain], verb: int, taken: Tally | None) -> Tally | None:
    near = [c for c in groups if c.last <= verb and verb - c.last <= (_FAR if _taken_between(scan, c.last, verb) else _REACH)]  # fmt: skip
    chain = near[-1] if near else None
    if chain is not None:
        whole = next((c for c in groups if c.first < chain.first and chain.first - c.first <= 4 and scan.lower(chain.first - 1) == "of"), None)  # fmt: skip
        if whole is not None:
            return _counted(scan, whole)  # "Two of five men kidnapped last month were freed"
        if _taken_between(scan, chain.last, verb):
            return _counted(scan, chain)
    if chain is not None and not any(scan.lower(p) in (",", ";", "and", "who") for p in range(chain.last, verb)):  # fmt: skip
        return _counted(scan, chain)
    before = [scan.lower(p) for p in range(max(verb - 5, 0), verb)]
    return _all_of(taken, before[-1:] + before[-2:-1])


def _taken_between(scan: Scan, first: int, last: int) -> bool:
    """Whether people are told as the taken: "five men kidnapped last month have been"."""
    return scan.lower(first) in ("kidnapped", "abducted", "taken", "seized", "held", "captured") or (
        scan.lower(first) in ("who", "that") and any(scan.lower(p) in ("kidnapped", "abducted", "taken") for p in range(first, last))
    )  # fmt: skip


def _object(scan: Scan, groups: Sequence[Chain], first: int, taken: Tally | None) -> Tally | None:
    near = [scan.lower(p) for p in range(first, first + 4)]
    if _PAPERS & set(near[:3]) or near[0] in ("by", "after"):
        return None
    chain = next((c for c in groups if 0 <= c.first - first <= 3), None)
    if chain is not None:
        return _counted(scan, chain)
    return _all_of(taken, near)


def _counted(scan: Scan, chain: Chain) -> Tally | None:
    heads = [head for head in chain.heads if head.noun is not None or head.of_them or scan.lower(head.last) in ("of", "have", "had", "were", "was", "have", "so")]  # fmt: skip
    if not heads or any(scan.lower(p) in _PAPERS for head in heads for p in range(head.first, head.last)):
        return None
    value, low, high = total(heads)
    if value is None and low is None:
        return None
    role = heads[0].role if heads[0].role != "captives" else "civilians"
    if role in ("militants", "attackers"):
        return None
    return Tally("rescued", chain.first, chain.last, value, low, high, heads[0].qualifier, role, at=chain.first)  # fmt: skip


def _all_of(taken: Tally | None, near: Sequence[str]) -> Tally | None:
    """ "They were freed": as many as were taken."""
    if taken is None or taken.value is None:
        return None
    if (_THEY & set(near) and taken.value > 1) or (_ONE & set(near) and taken.value == 1):
        return replace(taken, effect="rescued", update=True)
    return None


def _bodies(scan: Scan, taken: Tally) -> Tally | None:
    """The captives whose bodies were found: "their bodies were recovered", "the body of the officer was found", "was found dead"."""
    lowers = scan.sentence.tokens.lowers
    if _FOUND.isdisjoint(lowers):
        return None
    dead = next((p for p, t in enumerate(scan.tokens) if (t.lower == "dead" and scan.lower(p - 1) == "found") or t.lower in _BODIES), -1)  # fmt: skip
    if dead < 0 or taken.value is None:
        return None
    word = scan.lower(dead)
    groups = chains(scan)
    chain = next((c for c in groups if dead < c.first <= dead + 3 and scan.lower(dead + 1) == "of"), None)
    if chain is None:
        chain = next((c for c in groups if c.first <= dead <= c.last and c.heads[0].value), None)
    if chain is not None and chain.heads[0].role not in ("militants", "attackers"):
        value, _, _ = total(chain.heads)
        if value is not None and value <= taken.value:
            return _dead(taken, dead, value)
    near = {scan.lower(p) for p in range(dead - 4, dead + 4)}
    if word in ("body", "corpse"):
        return _dead(taken, dead, 1)
    if near & {"their", "of", "these", "all"} or (word == "dead" and near & {"were", "they"}):
        return _dead(taken, dead, taken.value)
    return _dead(taken, dead, 1) if word == "dead" and taken.value == 1 else None


def _dead(taken: Tally, at: int, value: int) -> Tally:
    shares = [(taken.role, value)] if taken.role != "people" else []
    return replace(taken, effect="killed", value=value, low=None, high=None, qualifier="exact", at=at, shares=shares, heads=[])  # fmt: skip


def _singly(frame: Frame) -> Tally | None:
    """The one whom a sentence names as taken, where no number counts: "kidnapped Dr Khan", "the abducted officer"."""
    for clause in frame.clauses:
        scan = clause.scan
        for match, word in clause.attacks:
            if word.get("kind") not in _KINDS:
                continue
            found = _one(scan, match.first, match.last)
            if found is not None:
                return found
    return None


def _one(scan: Scan, first: int, last: int) -> Tally | None:
    passive = scan.lower(first - 1) in ("was", "been", "being")
    if scan.lower(last) == "of":
        last += 1
    stop = last
    for match in scan.folk:
        noun = match.entry.of("person")
        if noun is None or not noun.get("one") or noun.get("role") in ("attackers", "militants"):
            continue
        near = (
            first - 8 <= match.first and match.last <= first if passive else last <= match.first <= last + 5
        )
        between = range(match.last, first) if passive else range(last, match.first)
        if near and not any(scan.lower(p) in (",", "by", "and", "in", ".", "from", "with", "near", "said") for p in between):  # fmt: skip
            kinds = [str(noun.get("kind"))] if noun.get("kind") else []
            role = str(noun.get("role"))
            return Tally("abducted", match.first, match.last, 1, None, None, "exact", role, [(role, 1)], kinds, at=first)  # fmt: skip
    if not passive:
        while stop < len(scan.tokens) and stop - last < 6 and scan.tokens[stop].text[:1].isupper():
            stop += 1
        named = stop - last >= 2
        start = last
    else:
        start = stop = first - 1
        while start > 0 and stop - start < 6 and scan.tokens[start - 1].text[:1].isupper():
            start -= 1
        named = stop - start >= 2
    if not named or any(p.first < stop and start < p.last for p in scan.places):
        return None
    return Tally("abducted", start, stop, 1, None, None, "exact", "civilians", [("civilians", 1)], at=first)
