"""Attacks of their own beside those already told: "a separate missile attack", one more air strike with a toll of its own."""

from __future__ import annotations

from collections.abc import Sequence

from streams.security.clause import Clause
from streams.security.frame import Frame


def a_separate(clause: Clause) -> bool:
    """ "A separate missile attack on the town of Chuguiv injured seven"."""
    scan = clause.scan
    return any(t.effect in ("killed", "injured") and t.value for t in clause.tallies) and any(
        w.get("form") == "noun"
        and not scan.lower(m.last - 1).endswith("s")
        and any((scan.lower(p - 1), scan.lower(p)) == ("a", "separate") for p in range(m.first - 2, m.first))
        for m, w in clause.attacks
    )


def a_strike_more(frames: Sequence[Frame], clause: Clause) -> bool:
    """ "Five people were killed in the northwest of the city when an air strike hit ...", after one that killed eleven."""
    scan = clause.scan
    dead = [t for t in clause.tallies if t.effect == "killed" and t.value and not t.partial and not t.update]
    known = {n for frame in frames for n in frame.killed if n}
    if scan.sentence.kind != "body" or not dead or not known or any(t.value in known for t in dead) or clause.older:  # fmt: skip
        return False
    if max(t.value or 0 for t in dead) > max(known) or not (clause.places or clause.context):
        return False
    return any(
        w.get("kind") in ("air_strike", "shelling")
        and w.get("form") == "noun"
        and not scan.lower(m.last - 1).endswith("s")
        and any(scan.lower(p) in ("a", "an") for p in range(m.first - 2, m.first))
        for m, w in clause.attacks
    )
