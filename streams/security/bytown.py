"""Sentences that tell of one event after another, each with its town: "killing two policemen in Falluja and three soldiers in Mosul".

Theory: two counts of people, each followed by a town of its own, are of two events, though one verb tells both. The sentence is
cut at the word that joins them.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from streams.security.people import Chain
from streams.security.scan import Scan
from streams.security.tally import Tally, total
from streams.security.words import lists
from streams.text.places import PlaceMention

#: What stands between a count and its town.
_IN = frozenset({"in", "at", "near", "outside", "on"})
_JOINS = frozenset({"and", ",", ";", "while", "as", "another", "others", "but"})
#: Tokens from people to the town where it happened to them.
_REACH = 12
_LONG_AGO = timedelta(days=45)
#: What may stand between "in" and a town.
_KINDS = frozenset({"the", "a", "of", "city", "town", "village", "capital", "district", "north", "south", "east", "west", "port", "restive", "volatile", "provincial", "nearby", "neighbouring", "central"})  # fmt: skip
_EFFECTS = frozenset({"killed", "injured"})


def towns(scan: Scan) -> list[PlaceMention]:
    """The towns of a sentence that stand after "in" or "near"."""
    return [
        p
        for p in scan.places
        if not p.demonym
        and p.entry.kind == "city"
        and (any(scan.lower(q) in _IN for q in range(p.first - 3, p.first)) or _far_in(scan, p.first))
    ]


def _far_in(scan: Scan, first: int) -> bool:
    """ "in the northern city of Mosul"."""
    at = first - 1
    while first - at < 7 and (scan.lower(at) in _KINDS or scan.lower(at).endswith("ern")):
        at -= 1
    return scan.lower(at) in _IN


def elliptic(scan: Scan, found: Sequence[Tally], groups: Sequence[Chain]) -> list[Tally]:
    """The counts without a verb of their own that follow one with its town: "... in Falluja and three soldiers in Mosul"."""
    told = [t for t in found if t.effect in _EFFECTS and not t.update and t.value]
    if not told or len(groups) < 2:
        return []
    there = towns(scan)
    if len(there) < 2:
        return []
    more: list[Tally] = []
    for chain in groups:
        if any(t.first < chain.last and chain.first < t.last for t in found):
            continue
        before = max((t for t in told if t.last <= chain.first), key=lambda t: t.last, default=None)
        joint = scan.lower(chain.first - 1)
        if (
            before is None
            or joint not in ("and", ",")
            or not _IN & {scan.lower(p) for p in (chain.last, chain.last + 1)}
            or scan.lower(chain.last) in lists().speech
            or not _parted(there, before.last, chain.first, chain.last)
        ):
            continue
        if any(before.last <= m.first < chain.last + 4 and m.entry.of("harm") for m in scan.folk):
            continue
        value, low, high = total(chain.heads)
        head = chain.heads[0]
        if value is None:
            continue
        shares = [(head.role, value)] if head.role != "people" else []
        kinds = [str(kind) for h in chain.heads if h.noun and (kind := h.noun.get("kind"))]
        more.append(
            replace(
                before, first=chain.first, last=chain.last, value=value, low=low, high=high, qualifier=head.qualifier,
                role=head.role, shares=shares, kinds=kinds, at=chain.first, parts=False, heads=[], partial=False,
            )
        )  # fmt: skip
    return more


def in_a_list(scan: Scan) -> list[int]:
    """Where a list of dated attacks goes on: "the 2015 shootings in Paris and the March 22, 2016, attacks in Brussels"."""
    attacks = [m for m in scan.events if m.entry.of("attack") is not None]
    found = []
    for mention in scan.dates:
        if scan.anchor - mention.when.end < _LONG_AGO or not mention.explicit_year:
            continue
        start = mention.first - 1
        if scan.lower(start) not in ("the", "a", "'s"):
            continue
        if any(mention.last <= m.first <= mention.last + 4 for m in attacks):
            found.append(start - 1 if scan.lower(start - 1) in ("and", "in") and start > 1 else start)
    return found[1:]


def by_dates(scan: Scan) -> list[int]:
    """Where a sentence goes over to what happened at another time: "Last May a bomb killed nine, and in July 2010 43 died in ..."."""
    marks = sorted(
        m.first for m in (*scan.events, *scan.folk) if m.entry.of("attack") is not None or m.entry.of("harm") is not None
    )  # fmt: skip
    found, before = [], None
    for mention in scan.dates:
        start = mention.first - (scan.lower(mention.first - 1) in ("in", "on"))
        joint = start - 1
        if (
            before is not None
            and scan.lower(joint) in ("and", ";", "while")
            and scan.lower(mention.last) not in ("'s", "and")
            and (mention.when.end < before.when.start or before.when.end < mention.when.start)
            and bisect_left(marks, joint) > bisect_left(marks, before.first)
            and bisect_left(marks, mention.last) < len(marks)
        ):
            found.append(joint)
        before = mention
    return found


def _parted(there: Sequence[PlaceMention], before: int, first: int, last: int) -> bool:
    """Whether one town stands between two counts and another right after the second."""
    mine = next((p for p in there if last <= p.first <= last + _REACH), None)
    theirs = [p for p in there if before <= p.first < first]
    return mine is not None and bool(theirs) and all(p.entry.city != mine.entry.city for p in theirs)


def cuts(scan: Scan, tallies: Sequence[Tally]) -> list[int]:
    """Where a sentence goes over from one town's dead to another's."""
    if scan.sentence.kind == "headline":
        return []
    if listed := in_a_list(scan) or by_dates(scan):
        return listed
    there = towns(scan)
    counted = sorted(
        (t for t in tallies if t.effect in _EFFECTS and t.value and not t.partial), key=lambda t: t.first
    )
    if len(there) < 2 or len(counted) < 2:
        return []
    found = []
    for one, other in itertools.pairwise(counted):
        if other.first <= one.last and other.first == one.first:
            continue
        mine = next((p for p in there if one.last <= p.first < other.first), None)
        theirs = next((p for p in there if other.last <= p.first <= other.last + _REACH), None)
        if mine is None or theirs is None or mine.entry.city == theirs.entry.city:
            continue
        at = next((p for p in range(mine.last, other.first) if scan.lower(p) in _JOINS), -1)
        if at > 0 and not any(t.first < at < t.last for t in counted):
            found.append(at)
    return found
