"""Tolls: how many were killed, injured, abducted, rescued, arrested, as one sentence says it.

A word of harm takes the people after it ("killing 24 people"), else the people before it ("32 people were killed", "150
injured"). "The toll has risen to 36" gives the number that it rises to. The attackers are counted apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from streams.security.bytown import elliptic
from streams.security.harms import (
    OTHERS,
    adjective,
    as_many,
    bomber_among,
    either,
    felled_before,
    harmed_otherwise,
    hurt_after,
    negated,
    one_more,
    same_side,
    unquoted,
)
from streams.security.people import Chain, People, chains
from streams.security.persons import hostages, named, slain
from streams.security.scan import Scan
from streams.security.taking import by_gunmen, of_taking, shared
from streams.security.tally import Tally, total
from streams.security.toldapart import received, to_death, with_them
from streams.security.tollmarks import ever_since, toll
from streams.security.words import Entry, Word, lists
from streams.text.lexicon import Match

#: How far the people may stand before what happened to them, in tokens.
_REACH = 16
#: Where they are parted from it by something between commas: "11 people, including the party's leader ..., were injured".
_INSERTED = 34
_SELF = frozenset({"himself", "herself", "themselves", "itself"})
_FIGHTERS = frozenset({"militants", "attackers"})
_VICTIMS = frozenset({"people", "civilians", "security_forces"})
_AFTER = frozenset(
    {
        '"',
        "at",
        "least",
        "up",
        "all",
        "the",
        "some",
        "another",
        "a",
        "about",
        "nearly",
        "over",
        "around",
        "as",
    }
)


def tolls(scan: Scan) -> list[Tally]:
    """The counts of a sentence, from left to right."""
    harms = [
        (match, word)
        for match in scan.folk
        if (word := match.entry.of("harm")) and match.entry.of("toll") is None
    ]
    marks = scan.words("toll")
    held = any(token.lower in ("hostage", "hostages", "captive") for token in scan.tokens)
    if not harms and not marks and not held and not _TELLING.intersection(scan.sentence.tokens.lowers):
        return []
    groups = chains(scan)
    found: list[Tally] = []
    used: set[tuple[int, str]] = set()
    for match, word in marks:
        tally = toll(scan, match, word, groups)
        if tally is not None:
            used.add((tally.first, "any"))
            found.append(tally)
    for place, (match, word) in enumerate(harms):
        if adjective(scan, match) or either(scan, match):
            continue
        chain = _people_of(scan, match, word, groups, harms, place)
        effect = str(word.get("effect"))
        if chain is None:
            tally = named(scan, match, word)
        elif (chain.first, effect) in used or (chain.first, "any") in used:
            continue
        else:
            used.add((chain.first, effect))
            fighters = _other_side(scan, chain, match, word)
            if fighters is not None:
                found.append(fighters)
            tally = _tally(scan, chain, match, word, side=None if fighters is None else _VICTIMS)
            found += harmed_otherwise(chain, match, effect)
        if (
            tally is not None
            and effect == "arrested"
            and tally.role in ("civilians", "security_forces")
            and not scan.words("force")
            and not by_gunmen(scan, tally)
        ):
            continue  # "88 children were caught as they ran"
        if tally is not None and not negated(scan, match):
            found.append(tally)
    same_side(scan, found)
    lost = {
        tally.first for tally in found if tally.effect == "killed" and scan.lower(tally.at) == "succumbed"
    }
    found = [tally for tally in found if tally.effect != "injured" or tally.first not in lost]
    found = with_them(scan, found, groups)
    found += elliptic(scan, found, groups)
    found += hostages(scan, groups)
    found += shared(scan, found, harms)
    if not any(tally.effect == "abducted" for tally in found):
        found += of_taking(scan, groups)
    if not any(tally.effect == "killed" for tally in found):
        found += to_death(scan, groups)
    if not found:
        found += received(scan, groups)
    if not any(tally.effect == "killed" for tally in found):
        found += slain(scan, groups)
    fallen = [t for t in found if t.effect == "killed" and t.at >= 0]
    counted = [
        t
        for t in fallen
        if any(t.at == m.first for m, _ in marks)
        and {"bringing", "taking", "raising"} & {scan.lower(p) for p in range(t.at - 4, t.at)}
    ]
    if (
        counted
        and len(fallen) > len(counted)
        and all(t.role == "militants" for t in fallen if t not in counted)
    ):
        for tally in counted:
            tally.role = "militants"  # "four militants were killed, bringing the toll to eight"
    found += one_more(scan, sorted(found, key=lambda tally: tally.at))
    bomber_among(scan, found)
    found = [tally for tally in found if not ever_since(scan, tally)]
    found.sort(key=lambda tally: (tally.first, tally.at))
    as_many(scan, found)
    return found


def _people_of(
    scan: Scan,
    match: Match[Entry],
    word: Word,
    groups: Sequence[Chain],
    harms: Sequence[tuple[Match[Entry], Word]],
    place: int,
) -> Chain | None:
    effect = str(word.get("effect"))
    passive = scan.lower(match.first - 1) in ("were", "was", "been", "being", "are", "is")
    if scan.lower(match.first + 1) in ("them", "him", "her") and match.last - match.first > 2:
        # "shot them dead": those named before
        return next((chain for chain in reversed(groups) if chain.last <= match.first), None)
    if word.get("form") == "noun":
        return _counted(scan, match, groups)
    if word.get("form") == "verb" and not (passive and scan.lower(match.last) not in ("at", "up")):
        for chain in groups:
            if (
                0 <= chain.first - match.last <= 3
                and all(scan.lower(p) in _AFTER for p in range(match.last, chain.first))
                and (scan.lower(match.first - 1) == '"' or not unquoted(scan, match.last, chain.first))
            ):
                # "killed, 12 of them": a comma stands between, so that it does not come here.
                return chain
            if (
                chain.first - match.last == 2
                and scan.lower(match.last) in _SELF
                and scan.lower(match.last + 1) == "and"
            ):
                return chain  # "killed himself and eight others"
    if (
        match.last - match.first == 1
        and word.get("form") == "state"
        and scan.lower(match.first - 1) not in ("the", "of")
    ):
        # "100 dead": the word is the noun as well.
        itself = next((c for c in groups if c.first < match.first and match.last == c.heads[-1].last), None)
        if itself is not None:
            return itself
    before = [chain for chain in groups if chain.last <= match.first]
    if not before:
        return None
    chain = before[-1]
    gap = range(chain.last, match.first)
    between = [scan.lower(position) for position in gap]
    inserted = (
        bool(between)
        and between[0] in _DASHES
        and between[0] in between[1:][-4:-1]
        and len(between) <= _INSERTED
    )
    if (len(between) > _REACH and not inserted) or any(item in (";", ":") for item in between):
        return None
    # Another word of harm between has its own people or shares these ("killed and wounded"); only the nearest is taken.
    died = word.text.startswith("succumb")  # "a soldier who received injuries has succumbed to them"
    for other, harm in harms[:place]:
        if chain.last <= other.first < match.first and not (died and harm.id == "injured-state") and not adjective(scan, other):  # fmt: skip
            return None
    words = lists()
    if effect == "abducted" and between in (["they"], ["he"], ["it"], ["that", "they"], ["whom", "they"]):
        return chain  # "200 girls they abducted"
    near = all(item in words.between or item in (",", ")") for item in between)
    if not between or near:
        if chain.bare and between and not all(item in words.between for item in between):
            return None
        return chain
    if chain.bare:
        return None
    tail = [scan.lower(position) for position in range(max(chain.last, match.first - 3), match.first)]
    stated = any(item in words.aux for item in tail) or word.get("form") == "state"
    headline = scan.sentence.kind == "headline"
    if headline and len(between) <= 3 and effect != "abducted":
        return chain
    # A verb of attack between takes the people as its subject: "two men attacked a van, which was hit and killed ...".
    for event in scan.events:
        attack = event.entry.of("attack")
        if attack and attack.get("form") == "verb" and chain.last <= event.first < match.first - 1:
            return None
    if between and between[0] == "who" and not stated:
        return None
    if between and between[0] in _CALLED and effect == "arrested":
        return None
    return chain if stated and _same_subject(between) else None


def _counted(scan: Scan, match: Match[Entry], groups: Sequence[Chain]) -> Chain | None:
    """ "claimed 32 lives", "ten deaths": the number stands right before the noun, or holds it."""
    chain = next(
        (c for c in groups if c.first < match.first <= c.last and match.first <= c.heads[0].last), None
    )
    if chain is None and scan.lower(match.last) == "to" and scan.lower(match.first) in ("injuries", "injury"):
        return next((c for c in groups if match.last < c.first <= match.last + 3), None)  # "injuries to four"
    if chain is None:
        return None
    if scan.lower(match.last - 1) == "lives":
        verb = scan.lower(chain.first - 1)
        if verb not in (
            "claimed",
            "claims",
            "claiming",
            "took",
            "takes",
            "taking",
            "cost",
            "costing",
            "taken",
            "the",
        ):
            return None
    return chain


_STATIONED = frozenset(
    {
        "deployed",
        "posted",
        "stationed",
        "trapped",
        "assigned",
        "based",
        "inside",
        "outside",
        "on",
        "returning",
        "for",
        "by",
        "whose",
        "into",
        "to",
        "under",
        "during",
        "when",
        "while",
        "taking",
        "drawn",
        "attached",
    }
)


_CALLED = frozenset({"known", "named", "identified", "called", "accused", "wanted", "suspected", "described", "employed", "affiliated", "linked", "aged"})  # fmt: skip
#: What an insertion stands between.
_DASHES = frozenset({",", "-", "—", "–"})


def _same_subject(between: Sequence[str]) -> bool:
    """Whether what stands between people and verb belongs to the people: a phrase with "of", "from", "in", a relative clause."""
    return between[0].endswith("ing") or between[0] in _STATIONED or between[0] in _CALLED or between[0] in _DASHES or between[0] in ("of", "from", "in", "at", "who", ",", "belonging", "on", "travelling", "traveling", "working", "(", "near", "and", "with", "aboard", "waiting", "standing", "queuing", "attending", "was", "were", "had", "have", "has")  # fmt: skip


def _other_side(scan: Scan, chain: Chain, match: Match[Entry], word: Word) -> Tally | None:
    """ "Five militants and two soldiers": the militants are counted apart from their victims."""
    sides = {head.role in _FIGHTERS for head in chain.heads}
    return _tally(scan, chain, match, word, side=_FIGHTERS) if len(sides) > 1 else None


def _tally(
    scan: Scan, chain: Chain, match: Match[Entry], word: Word, *, side: frozenset[str] | None = None
) -> Tally | None:
    effect = str(word.get("effect"))
    heads = chain.heads if side is None else [head for head in chain.heads if head.role in side]
    if len(heads) > 1 and effect == "killed" and match.last == heads[0].first and hurt_after(scan, heads[-1].last):  # fmt: skip
        heads = heads[:-1]  # "killed eight students and about 120 others wounded"
    if (
        len(heads) > 1
        and effect == "injured"
        and match.first == heads[-1].last
        and felled_before(scan, chain)
    ):
        heads = heads[-1:]  # "We have lost four soldiers and five others injured"
    other = OTHERS.get(effect)
    if other is not None and len(heads) > 1:
        # "five dead bodies and 17 injured people"
        heads = [head for head in heads if head.noun is None or not head.noun.text.startswith(other)] or heads
    if (
        len(heads) > 1
        and scan.lower(match.first - 1) == "was"
        and all(head.value == 1 for head in heads)
        and scan.lower(heads[0].first) in ("a", "an")
    ):
        heads = heads[:1]  # "A journalist and a member of the press club, ..., was shot": one
    if not heads:
        return None
    if effect == "rescued" and scan.lower(match.first).startswith("recover") and any(head.noun is None or head.noun.text in _REMAINS for head in heads):  # fmt: skip
        return None
    apart = [head for head in heads if head.role == "attackers"]
    rest = [head for head in heads if head.role != "attackers"] or heads
    value, low, high = total(rest)
    role = rest[0].role if len({head.role for head in rest}) == 1 else "people"
    shares = _shares(rest)
    attackers_in = False
    parts = [part for part in chain.parts if part.value is not None]
    for part in parts:
        if (
            part.role == "attackers"
            and effect in ("killed", "injured")
            and role not in ("attackers", "militants")
            and value is not None
        ):
            value -= min(part.value or 0, value)
            attackers_in = False
    if not apart and parts and len(rest) == 1:
        shares = _split(rest[0], parts, value)
    if (of := word.get("of")) and role not in ("civilians", "security_forces"):
        role = str(of)
    if role == "captives":
        role = "civilians"
    qualifier = max((head.qualifier for head in rest), key=("exact", "about", "at_most", "at_least").index)
    kinds = [str(kind) for people in (*rest, *parts) if people.noun and (kind := people.noun.get("kind"))]
    first, last = min(chain.first, match.first), max(heads[-1].last, match.last)
    if last - first > 40:
        first, last = chain.first, heads[-1].last
    if value is None and low is None:
        return None
    partial = any(head.of_them for head in rest) or _part_of(scan, chain)
    return Tally(
        effect, first, last, value, low, high, qualifier, role, shares, kinds, partial, False, attackers_in, match.first, bool(parts),
        [head.value for head in rest if head.value is not None] if len(rest) > 1 else [],
    )  # fmt: skip


#: What is recovered of the dead.
_REMAINS = frozenset({"bodies", "body", "dead bodies", "dead", "victims", "martyrs"})
#: Words by which a sentence without a verb of harm tells of people who came to it.
_TELLING = frozenset({"abduction", "kidnapping", "abductions", "kidnappings", "death", "murder", "assassination", "killing", "massacre", "execution", "bodies", "corpses"})  # fmt: skip


def _part_of(scan: Scan, chain: Chain) -> bool:
    """ "Thirty-three of the dead", "two of those killed"."""
    return chain.bare and scan.lower(chain.heads[0].last) == "of" and scan.lower(chain.heads[0].last + 1) in ("the", "those", "them", "its", "their", "his")  # fmt: skip


def _shares(heads: Sequence[People]) -> list[tuple[str, int]]:
    shares: dict[str, int] = {}
    for head in heads:
        if head.value is not None and head.role != "people":
            shares[head.role] = shares.get(head.role, 0) + head.value
    return list(shares.items())


def _split(head: People, parts: Sequence[People], value: int | None) -> list[tuple[str, int]]:
    """The shares of a total and its parts: soldiers among people, and the others where the parts tell them all."""
    shares: dict[str, int] = {}
    for part in parts:
        # "Ten people, including a child" does not say that one civilian died.
        if (
            part.role in ("security_forces", "militants")
            and part.value is not None
            and part.role != head.role
        ):
            shares[part.role] = shares.get(part.role, 0) + part.value
    if head.role != "people" and head.value is not None:
        shares[head.role] = head.value - sum(count for role, count in shares.items() if role != head.role)
    if value is not None and sum(shares.values()) > value:
        return []
    return [(role, count) for role, count in shares.items() if count > 0]
