"""Words of taking people that tell it only beside others: "kidnapped and killed", "captured by rebels", "the kidnapping of a judge"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from streams.security.clause import Clause
from streams.security.people import Chain
from streams.security.scan import Scan
from streams.security.tally import Tally, total
from streams.security.words import Entry, Word
from streams.text.lexicon import Match

Harms = Sequence[tuple[Match[Entry], Word]]

#: What may stand between two participles that share their people: "kidnapped and later shot dead".
_LINKS = frozenset({"and", "then", "later", "subsequently", "were", "was", "brutally", "also", ",", "before", "being", "allegedly"})  # fmt: skip
_TAKINGS = frozenset({"abduction", "kidnapping", "abductions", "kidnappings", "capture", "seizure"})
_OTHER = frozenset({"seized", "captured", "captures", "caught", "nabbed", "capture", "held", "picked up"})
#: Seized or snatched people were not arrested, where nobody of the law is named.
_GRABBED = frozenset({"seized", "snatched", "captured"})
_HOSTAGE = frozenset({"hostage", "hostages", "captive", "captives"})


def shared(scan: Scan, found: Sequence[Tally], harms: Harms) -> list[Tally]:
    """The second count of "eight labourers were kidnapped and killed", "abducted and later released three men"."""
    more = []
    by_word = {tally.at: tally for tally in found}
    for (one, first), (other, second) in itertools.pairwise(harms):
        effects = (str(first.get("effect")), str(second.get("effect")))
        if effects not in (("abducted", "killed"), ("abducted", "rescued")):
            continue
        between = [scan.lower(p) for p in range(one.last, other.first)]
        if not between or len(between) > 4 or not _LINKS.issuperset(between) or ("and" not in between and "before" not in between):  # fmt: skip
            continue
        before, after = by_word.get(one.first), by_word.get(other.first)
        if before is not None and after is None:
            more.append(replace(before, effect=effects[1], at=other.first))
        elif after is not None and before is None:
            more.append(replace(after, effect=effects[0], at=one.first))
    return more


def of_taking(scan: Scan, groups: Sequence[Chain]) -> list[Tally]:
    """ "the kidnapping of two engineers", "the capture of six soldiers"."""
    found = []
    for chain in groups:
        head = chain.heads[0]
        if (
            scan.lower(chain.first - 1) != "of"
            or scan.lower(chain.first - 2) not in _TAKINGS
            or head.noun is None
            or head.role in ("militants", "attackers")
            or (scan.lower(chain.first - 2) in ("capture", "seizure") and head.role != "security_forces")
        ):
            continue
        value, low, high = total(chain.heads)
        kinds = [str(kind) for h in chain.heads if h.noun and (kind := h.noun.get("kind"))]
        shares = [(head.role, value)] if value is not None and head.role != "people" else []
        at = chain.first - 2
        found.append(Tally("abducted", at, chain.last, value, low, high, head.qualifier, head.role, shares, kinds, at=at))  # fmt: skip
    return found


def by_gunmen(scan: Scan, tally: Tally) -> bool:
    """Whether whom a sentence tells as held were taken by gunmen: "27 soldiers were captured by rebels", "held 200 people hostage"."""
    if scan.lower(tally.last) in _HOSTAGE and tally.last > tally.at:
        return True
    if scan.lower(tally.at) not in _OTHER or tally.role in ("militants", "attackers"):
        return False
    verb = tally.at
    stop = min(verb + 9, len(scan.tokens))
    if scan.lower(verb - 1) in ("was", "were", "been", "being") or tally.last <= verb + 1:
        by = next((p for p in range(verb + 1, stop) if scan.lower(p) == "by"), -1)
        if by > 0:
            return _foes(scan, by + 1, by + 7)
    lawful = any(m.entry.of("force") for m in scan.folk) or any(m.entry.of("operation") for m in scan.events)
    if scan.lower(verb) in _GRABBED and not lawful:
        return tally.role in ("civilians", "security_forces") or _foes(scan, max(verb - 8, 0), verb)
    return False


def _foes(scan: Scan, first: int, last: int) -> bool:
    return any(
        first <= m.first < last
        and (
            m.entry.of("group") is not None
            or ((w := m.entry.of("person")) is not None and w.get("role") in ("militants", "attackers"))
        )
        for m in scan.folk
    )


_RELEASED = frozenset({"released", "freed", "rescued", "recovered", "liberated", "release"})


def _lets_go(scan: Scan, position: int) -> bool:
    """Whether people are let go, not a video."""
    after = {scan.lower(p) for p in range(position + 1, position + 4)}
    return after.isdisjoint({"statement", "video", "footage", "photo", "photos", "body", "bodies", "picture", "pictures"})  # fmt: skip


def _adjective(scan: Scan, match: Match[Entry]) -> bool:
    """ "the kidnapped officer": the word only tells which officer."""
    following = any(m.first == match.last and m.entry.of("person") for m in scan.folk)
    return following and scan.lower(match.first - 1) not in ("and", "who", "they", "militants", "gunmen", "had", "have")  # fmt: skip


_FRESH = timedelta(days=2)
_TAKEN = frozenset({"kidnapped", "abducted", "seized", "snatched", "taken", "captured", "held"})


def since_taken(scan: Scan) -> list[int]:
    """Where a sentence of people set free turns to how they were taken, and when: "freed six men who were kidnapped last week"."""
    found: list[int] = []
    if _TAKEN.isdisjoint(scan.sentence.tokens.lowers):
        return found
    free = next(
        (m.first for m in scan.folk if (w := m.entry.of("harm")) and w.get("effect") == "rescued"), -1
    )
    if free < 0 or any(m.first < free and m.entry.of("attack") for m in scan.events):
        return found
    for position in range(free + 1, len(scan.tokens)):
        if scan.lower(position) not in ("who", "that"):
            continue
        verb = next((p for p in range(position + 1, position + 5) if scan.lower(p) in _TAKEN), -1)
        passive = verb > 0 and {"was", "were", "been"} & {scan.lower(p) for p in range(position + 1, verb)}
        # A day of these days may as well be that of the rescue.
        if passive and any(d.first > verb and scan.anchor - d.when.end > _FRESH for d in scan.dates):
            found.append(position)
    return found


def day_of_taking(clause: Clause) -> None:
    """ "Those abducted on May 9 were released on Wednesday": the day beside the release is not that of the taking."""
    scan = clause.scan
    named = [m for m, w in clause.attacks if w.get("kind") in ("abduction", "hostage_taking")]
    free = next((p for p in range(clause.first, clause.last) if scan.lower(p) in _RELEASED and _lets_go(scan, p)), -1)  # fmt: skip
    if not named or free < 0:
        return
    took = next((m.first for m in named if scan.lower(m.first) in _TAKEN and not _adjective(scan, m)), -1)
    told = clause.dates + clause.past
    if took < 0:
        if all(word.get("kind") in ("abduction", "hostage_taking") or word.get("form") == "means" for _, word in clause.attacks):  # fmt: skip
            clause.said += [d for d in told if d.when.precision == "day"]
            clause.dates = [d for d in told if d.when.precision != "day"]
        return
    release = [
        d for d in told if (free < d.first and (took < free or d.first < took)) or (d.first < free < took)
    ]
    rest = [d for d in told if d not in release]
    if release and rest:
        clause.said += release
        clause.dates, clause.past = rest, []
