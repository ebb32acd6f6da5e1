"""Verdicts and the attacks they are about: "sentenced two men for the 2015 bombing that killed 20" tells of both.

Theory: a sentence on a court's verdict names the attack as its reason. The people killed there, and the old day of it, are the
attack's; the court's own day is near the day of publication or stands before the verdict.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from streams.security.clause import Clause
from streams.text.dates import DateMention

#: A court judges nothing that was done so short a time ago.
_TRIAL = timedelta(days=45)
_REASONS = frozenset({"for", "over", "of", "in", "behind", "with", "about", "from", "to", "role", "involvement", "connection"})  # fmt: skip


def split(clause: Clause) -> list[Clause]:
    """The clause, or the verdict and the attack that it is about, where the attack has victims or a day of its own."""
    verdict = next((m for m, w in clause.operations if w.get("operation") == "conviction"), None)
    if clause.type != "operation" or verdict is None or not clause.attacks:
        return [clause]
    harmed = [t for t in clause.tallies if t.effect in ("killed", "injured") and t.role != "militants"]
    attacks = [one for one in clause.attacks if not clause.scan.lower(one[0].last - 1).endswith(("attacks", "crimes", "ings"))] or (clause.attacks if harmed else [])  # fmt: skip
    if not attacks:
        return [clause]
    old = [d for d in clause.dates if _of_attack(clause, d, verdict.first, attacks[0][0].first)]
    if not harmed and not old:
        return [clause]
    rest = [d for d in clause.dates if d not in old]
    about = replace(
        clause, type="attack", older=True, operations=[], attacks=attacks, dates=old, tallies=harmed, said=[]
    )
    court = replace(clause, attacks=[], dates=rest, tallies=[t for t in clause.tallies if t not in harmed])
    return [court, about]


def judged(clauses: list[Clause]) -> list[Clause]:
    """The clauses of a sentence; in one on a verdict, what the convicted did is no event without a day or victims."""
    found: list[Clause] = []
    court = False
    for clause in clauses:
        found += split(clause)
        court = court or any(w.get("operation") == "conviction" for _, w in clause.operations)
    if not court:
        return found
    for one in found:
        if one.type == "attack" and any(one.scan.anchor - d.when.end > _TRIAL for d in one.dates):
            one.older = True
    return [c for c in found if c.type != "attack" or c.tallies or c.dates]


def _of_attack(clause: Clause, mention: DateMention, verdict: int, attack: int) -> bool:
    """Whether a date is the attack's: long past, and not that of a verdict of old ("in 2010 a court sentenced ...")."""
    if clause.scan.anchor - mention.when.end < _TRIAL:
        return False
    return not (mention.first < verdict < attack) or attack - mention.last < 3
