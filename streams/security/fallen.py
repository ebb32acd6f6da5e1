"""Losses that no number counts: soldiers who are named by rank, or whom a force "lost"; the ringleader whom it shot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from streams.security.choose import choose
from streams.security.clause import Clause
from streams.security.frame import Frame
from streams.security.frames import Story
from streams.security.people import chains
from streams.security.scan import Scan
from streams.security.tally import Tally, total

#: The ranks before a name.
_RANKS = frozenset({"captain", "capt", "major", "maj", "lieutenant", "lt", "colonel", "col", "brigadier", "brig", "sepoy", "naik", "lance", "havildar", "hawaldar", "subedar", "jemadar", "constable", "inspector", "sub", "assistant", "head", "asi", "si", "sho", "dsp", "rifleman", "sergeant", "corporal", "private", "jawan", "trooper", "paratrooper", "gunner", "sapper", "naib", "second", "officer"})  # fmt: skip
#: Ranks that only stand before another.
_PARTS = frozenset({"lance", "sub", "assistant", "head", "second", "naib", "officer"})
_FELL = frozenset({"martyred", "martyrdom", "shahadat", "shahadah", "succumbed", "killed", "died", "slain"})
_LIFE = frozenset({"life", "lives"})
_GAVE = frozenset({"laid", "lost", "sacrificed", "gave", "sacrificing", "losing"})
#: Somebody fell elsewhere, or is told of otherwise.
_NOT = frozenset({"tribute", "avenge", "funeral", "operation", "named", "after", "later"})
_WITH = frozenset({"with", "alongside", "and"})
_MOST = 20


def fallen(story: Story, frame: Frame, counted: Tally | None) -> Tally | None:
    """The own dead of an operation: those counted, with those who are named beside them, or the named alone."""
    for scan in _sentences(frame):
        if counted is not None:
            more = _beside(scan, counted)
            if more:
                value = counted.value or 0
                return replace(
                    counted, value=value + more, low=None, shares=[("security_forces", value + more)]
                )
            continue
        found = _lost(scan) or _named(scan)
        if found is not None:
            return found
    if counted is None and choose(frame, "killed") is not None:
        # "Six khwarij were killed. Captain X embraced martyrdom."
        taken = {c.scan.sentence.index for f in story.frames for c in f.clauses}
        last = max(c.scan.sentence.index for c in frame.clauses)
        for index in range(last + 1, min(last + 3, len(story.scans))):
            if index in taken or story.scans[index].sentence.paragraph - frame.paragraph > 1:
                break
            if (found := _named(story.scans[index])) is not None:
                return found
    return counted


def shared(frame: Frame, effect: str) -> Tally | None:
    """The forces' part of a sum: "six soldiers and a civilian embraced martyrdom"."""
    for clause in frame.clauses:
        for tally in clause.tallies:
            part = next((count for role, count in tally.shares if role == "security_forces"), 0)
            if tally.effect == effect and tally.role == "people" and part and len(tally.shares) > 1:
                return replace(
                    tally, value=part, low=None, role="security_forces", shares=[("security_forces", part)]
                )
    return None


def felled(frame: Frame) -> Tally | None:
    """The one of the other side who fell, where no count tells it: "gunned down the mastermind", "two bodies were found"."""
    for scan in _sentences(frame):
        found = _bodies(scan) or _ringleader(scan)
        if found is not None:
            return found
    return None


def _sentences(frame: Frame) -> Iterator[Scan]:
    seen: set[int] = set()
    for clause in frame.clauses:
        if clause.scan.sentence.index not in seen:
            seen.add(clause.scan.sentence.index)
            yield clause.scan


def _bodies(scan: Scan) -> Tally | None:
    for chain in chains(scan):
        if chain.heads[0].role == "militants" and scan.lower(chain.first - 1) == "of" and scan.lower(chain.first - 2) in ("bodies", "body"):  # fmt: skip
            value, low, high = total(chain.heads)
            return Tally(
                "killed", chain.first, chain.last, value, low, high, "exact", "militants", at=chain.first
            )
    return None


def _ringleader(scan: Scan) -> Tally | None:
    for match, noun in scan.words("person"):
        if not noun.get("one") or noun.get("role") not in ("militants", "attackers"):
            continue
        start = match.first - 1
        while (
            start > scan.begin
            and match.first - start < 7
            and scan.lower(start) not in ("a", "an", "the", ",", "and")
        ):
            start -= 1
        if scan.lower(start) not in ("a", "an", "the"):
            continue
        verb = next((m for m in scan.folk if m.last == start and (w := m.entry.of("harm")) and w.get("effect") == "killed"), None)  # fmt: skip
        if verb is not None and scan.lower(verb.first - 1) not in ("was", "were", "who", "that", "by"):
            return Tally("killed", verb.first, match.last, 1, None, None, "exact", "militants", at=verb.first)
    return None


def _beside(scan: Scan, counted: Tally) -> int:
    """How many are named before the count: "Major X, Captain Y and nine soldiers were martyred"."""
    if not counted.value or scan.lower(counted.first - 1) != "and" or counted.last > len(scan.tokens):
        return 0
    chain = next(
        (c for c in chains(scan) if c.first == counted.first and c.heads[0].role == "security_forces"), None
    )
    return len(_ranked(scan, max(scan.begin, counted.first - 40), counted.first)) if chain is not None else 0


def _lost(scan: Scan) -> Tally | None:
    """ "The army killed 19 militants and lost five soldiers"."""
    for position, token in enumerate(scan.tokens):
        if token.lower not in ("lost", "losing", "loses"):
            continue
        for chain in chains(scan):
            if chain.first == position + 1 and chain.heads[0].role == "security_forces":
                value, low, high = total(chain.heads)
                return _tally(position, chain.last, value, low, high)
    return None


def _named(scan: Scan) -> Tally | None:
    verb = next((p for p in range(scan.begin, len(scan.tokens)) if _falls(scan, p)), None)
    if verb is None:
        return None
    names = _ranked(scan, scan.begin, verb)
    if not names:
        return None
    count, first = len(names), names[0]
    for chain in chains(scan):
        if chain.first > verb and chain.heads[0].role == "security_forces" and {scan.lower(p) for p in range(verb, chain.first)} & _WITH:  # fmt: skip
            value, _, _ = total(chain.heads)
            if value is None:
                return None
            return _tally(first, chain.last, count + value, None, None)
    return _tally(first, verb + 1, count, None, None)


def _falls(scan: Scan, position: int) -> bool:
    lower = scan.lower(position)
    if lower in _LIFE:
        return any(scan.lower(p) in _GAVE for p in range(position - 4, position))
    if lower not in _FELL:
        return False
    if lower in ("killed", "martyred", "slain"):
        return any(scan.lower(p) in ("was", "were", "got", "being") for p in range(position - 3, position))
    return True


def _ranked(scan: Scan, start: int, stop: int) -> list[int]:
    """Where the names begin that a rank stands before."""
    found: list[int] = []
    position = start
    while position < stop and len(found) < _MOST:
        first = position
        while position < stop and scan.lower(position) in (*_RANKS, ".") and (scan.tokens[position].text[0].isupper() or position > first):  # fmt: skip
            position += 1
        ranks = [scan.lower(p) for p in range(first, position) if scan.lower(p) != "."]
        titled = bool(ranks) and not all(word in _PARTS for word in ranks)
        if titled and position < stop and scan.tokens[position].text.istitle():
            if _NOT & {scan.lower(p) for p in range(max(first - 3, 0), first)}:
                return []
            found.append(first)
        position = max(position, first + 1)
    return found


def _tally(first: int, last: int, value: int | None, low: int | None, high: int | None) -> Tally:
    return Tally("killed", first, last, value, low, high, "exact", "security_forces", [("security_forces", value or 0)], at=first)  # fmt: skip


_FOR = frozenset(
    {"involved", "responsible", "response", "avenge", "behind", "wanted", "masterminded", "blamed"}
)


def of_before(clause: Clause, tally: Tally) -> bool:
    """Whether a count is of those whom the militants had killed: "terrorists involved in the martyrdom of seven soldiers"."""
    if tally.effect != "killed" or tally.role == "militants":
        return False
    start = min(tally.first, tally.at)
    before = [clause.scan.lower(p) for p in range(max(start - 5, clause.first), start)]
    return not _FOR.isdisjoint(before) or (
        before[-1:] in (["that"], ["which"])
        and clause.scan.lower(tally.at) in ("claimed", "killed", "martyred")
    )
