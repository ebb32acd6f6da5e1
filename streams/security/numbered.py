"""Attacks that a text counts and then tells in turn: "Two strikes killed 12. The first hit a house ... The second killed four".

Theory: "the first", "a second" before the noun of an attack, or at the head of a sentence, says which of them is told; what
follows without such a word goes on about the one told last. Where the sum is known, a new attacker with dead of his own, or a
list by neighbourhoods, is one of them as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas import When
from streams.security.clause import Clause
from streams.security.frame import Frame
from streams.security.matching import MOST, city_of

if TYPE_CHECKING:
    from streams.security.frames import Story

_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth"})
#: After an ordinal and its noun: it counts the news over a time, and tells no order.
_OVER = frozenset({"in", "since", "within", "this", "such", "of", "time", "on", "against"})
_NOUNS = frozenset({"blast", "blasts", "explosion", "strike", "attack", "bomb", "bombing", "incident", "raid", "bomber", "device", "assault", "missile", "drone", "one", "shooting", "ambush", "attacker", "suicide", "car", "us"})  # fmt: skip
_AREA = frozenset({"area", "neighbourhood", "neighborhood", "district", "suburb", "quarter", "sector", "town", "city"})  # fmt: skip


def ordinal(clause: Clause) -> str | None:
    """Which of several attacks a clause tells, by its own word: "first" in "the first blast"."""
    scan = clause.scan
    if clause.older or scan.sentence.kind == "headline":
        return None
    for position in range(clause.first, clause.last):
        word = scan.lower(position)
        if word not in _ORDINALS:
            continue
        begins = position - scan.begin <= 2 and all(scan.lower(p) in ("in", "the", "a") for p in range(scan.begin, position))  # fmt: skip
        after = [scan.lower(p) for p in range(position + 1, position + 5)]
        noun = next((i for i, w in enumerate(after) if w in _NOUNS), None)
        if begins and (after[0] in (",", "targeted", "hit", "struck", "killed", "was", "took", "occurred", "exploded") or noun is not None):  # fmt: skip
            if (
                noun is not None
                and after[noun + 1 : noun + 2]
                and after[noun + 1] in ("since", "this", "within")
            ):
                return None
            return word
        led = scan.lower(position - 1) in ("the", "a", "in", "and")
        if led and noun is not None and noun <= 2:
            then = {scan.lower(p) for p in range(position + noun + 2, position + noun + 5)}
            if then.isdisjoint(_OVER - {"in", "on"}) and not then & {"week", "month", "year", "days", "day"}:
                return word
    return None


def told_in_turn(story: Story, found: list[Frame], clause: Clause, when: When | None) -> bool:
    """Give a clause to the one of several attacks that it tells in its turn; False where it tells of none."""
    frame = _in_turn(story, found, clause, when)
    if frame is not None:
        frame.take(clause, city_of(story, clause))
        story.latest = frame
    return frame is not None


def _in_turn(story: Story, found: list[Frame], clause: Clause, when: When | None) -> Frame | None:
    """The frame of the one of several attacks that a clause tells in its turn, opened where it is told first."""
    sums = next((f for f in found if f.sums), None)
    if clause.type != "attack" or clause.older or (sums is None and not any(f.ordinal for f in found)):
        return None
    if sums is not None and not (clause.attacks or clause.bare):
        return None
    mark = ordinal(clause)
    if mark is None:
        return _goes_on(story, found, clause, sums, when)
    known = next((f for f in found if f.ordinal == mark), None)
    return known if known is not None else _open(found, sums, when, mark)


def _open(found: list[Frame], sums: Frame | None, when: When | None, mark: str) -> Frame | None:
    if len(found) >= MOST:
        return None
    last = next((f.when for f in reversed(found) if f.when is not None and not f.older and f is not sums), None)  # fmt: skip
    frame = Frame("attack", when=when or last or (sums.when if sums is not None else None))
    frame.ordinal = mark
    found.append(frame)
    return frame


def _goes_on(
    story: Story, found: list[Frame], clause: Clause, sums: Frame | None, when: When | None
) -> Frame | None:
    """The frame of a clause without a number, where those before it had one."""
    if sums is None or when is not None:
        return None
    dead = {t.value for t in clause.tallies if t.effect == "killed"} - {None}
    if not dead or any(dead & f.killed for f in found):
        return None
    numbered = [f for f in found if f.ordinal]
    latest = story.latest
    if latest is not None and latest.ordinal and not latest.counts and _next(latest, clause):
        return latest  # "The first strike hit a house. Eight people were killed", whoever says so
    if (numbered and _attacker(clause)) or _in_an_area(clause) or _others(clause):
        return _open(found, sums, when, f"{len(found)}")
    return None


def _next(latest: Frame, clause: Clause) -> bool:
    return clause.scan.sentence.index - latest.clauses[-1].scan.sentence.index == 1


def _attacker(clause: Clause) -> bool:
    """ "A suicide bomber then struck": somebody new, with dead of his own."""
    scan = clause.scan
    # "Minutes after the blast, a suicide bomber ..."
    comma = next((p for p in range(scan.begin, scan.begin + 9) if scan.lower(p) == ","), -1)
    timed = any(scan.lower(p) in ("after", "later") for p in range(scan.begin, comma))
    start = comma + 1 if timed else scan.begin
    return any(
        start <= match.first <= start + 3 and scan.lower(match.first - back) in ("a", "an", "another")
        for match, _ in clause.attacks
        for back in (1, 2)
    )


def _others(clause: Clause) -> bool:
    """ "Two other car bombs went off"."""
    scan = clause.scan
    return any(
        match.first - scan.begin <= 5
        and any(scan.lower(p) == "other" for p in range(match.first - 3, match.first))
        for match, _ in clause.attacks
    )


def _in_an_area(clause: Clause) -> bool:
    """ "In the southern Abu Disheer area, four were killed": an item of a list by places."""
    scan = clause.scan
    if scan.lower(scan.begin) != "in" or clause.first > scan.begin:
        return False
    comma = next((p for p in range(scan.begin + 1, scan.begin + 9) if scan.lower(p) == ","), -1)
    return comma > 0 and any(scan.lower(p) in _AREA for p in range(scan.begin + 1, comma))
