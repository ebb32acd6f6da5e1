"""Where the forces' account begins the next of its operations: "an operation was conducted in ... " after another is told."""

from __future__ import annotations

from collections.abc import Sequence

from streams.security.clause import Clause
from streams.security.frame import Frame
from streams.security.scan import Scan


def begins(clause: Clause) -> bool:
    """Whether a clause tells of an operation for the first time: "an intelligence-based operation was conducted"."""
    if clause.type != "operation" or clause.tallies or clause.scan.sentence.kind == "headline":
        return False
    return any(
        not word.get("weak") and clause.scan.lower(match.first - 1) in ("a", "an")
        for match, word in clause.operations
    )


def anew(frame: Frame, clause: Clause) -> bool:
    """Whether a clause begins another operation than the frame's, whose beginning and whose dead are told already."""
    if not begins(clause):
        return False
    opened = next((c.scan.sentence.index for c in frame.clauses if begins(c)), None)
    if opened is None or opened >= clause.scan.sentence.index:
        return False
    return any(
        t.effect == "killed" and opened < c.scan.sentence.index for c in frame.clauses for t in c.tallies
    )


def opens_another(scan: Scan) -> bool:
    """Whether a sentence turns to another event: "In another incident, movement of a group was spotted"."""
    return any(
        word.get("cue") == "separate" and match.first == scan.begin and word.text.startswith(("in another", "in a separate"))
        for match, word in scan.words("cue")
    )  # fmt: skip


def only_turns(told: Sequence[Clause]) -> bool:
    """Whether the clauses of such a sentence say no more than that it is another event."""
    return all(
        not (clause.tallies or clause.operations or clause.dates)
        and all(word.text.startswith("incident") for _, word in clause.attacks)
        for clause in told
    )


_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "final"})


def numbered(clause: Clause) -> bool:
    """Whether it is one of several operations that were announced: "the first operation was conducted in"."""
    return any(clause.scan.lower(match.first - 1) in _ORDINALS for match, _ in clause.operations)
