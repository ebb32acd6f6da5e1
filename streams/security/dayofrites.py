"""Days on which an old attack is only spoken of: an anniversary, a trial, a memorial.

Theory: where a clause has a day of these weeks beside a date long ago, and what is told first is a rite or a court's work, the
day is that of the rite and the date that of the attack.
"""

from __future__ import annotations

from datetime import timedelta

from streams.security.clause import Clause
from streams.text.dates import DateMention

#: Roots of what is done long after an attack.
_RITES = ("anniversar", "marked", "marks", "marking", "commemorat", "remember", "memorial", "vigil", "tribute", "mourn", "honour", "honor", "trial", "court", "charge", "indict", "verdict", "sentenc", "convict", "acquit", "hearing", "inquest", "inquiry", "extradit", "testif", "plead", "pled", "appeal", "judge", "jury", "prosecut", "unveil", "arraign", "tribunal", "report", "resum", "urged", "demand", "arrest", "detain", "accus", "releas", "execut", "suspect", "reopen")  # fmt: skip
_RECENT = timedelta(days=31)
_LONG_AGO = timedelta(days=60)


def rites(clause: Clause) -> None:
    """Move the day of a rite to the days of speech, where the clause also has the date of the attack, and that of a funeral."""
    for day in [d for d in clause.dates if d.when.precision == "day" and _funeral(clause, d)]:
        clause.dates.remove(day)
        clause.said.append(day)
    if len(clause.dates) < 2:
        return
    anchor = clause.scan.anchor
    old = [d for d in clause.dates if anchor - d.when.end > _LONG_AGO]
    new = [d for d in clause.dates if d.when.precision == "day" and anchor - d.when.end <= _RECENT]
    if not old or not new:
        return
    for day in new:
        if _is_rite(clause, day, old[0]):
            clause.dates.remove(day)
            clause.said.append(day)


def _is_rite(clause: Clause, day: DateMention, old: DateMention) -> bool:
    first = min((match.first for match, _ in clause.attacks), default=clause.last)
    harm = min((t.at for t in clause.tallies), default=clause.last)
    told = min(first, harm)
    if day.first < old.first and day.first < told:
        before = range(clause.first, min(told, old.first))
        return any(clause.scan.lower(p).startswith(_RITES) for p in before)
    # "the suspects in the 2019 attack were sentenced on Friday"
    tail = [clause.scan.lower(p) for p in range(max(day.first - 6, clause.first), day.first)]
    return day.first > old.last and any(word.startswith(_RITES) for word in tail)


_BURIED = frozenset({"funeral", "funerals", "burial", "burials", "buried"})
_AT = frozenset({"at", "in", "on", "during", "into", "outside", "near", "attended", "attending"})


def _funeral(clause: Clause, day: DateMention) -> bool:
    """ "held funeral services Thursday for 15 soldiers killed by ...": the day on which the dead are buried."""
    scan = clause.scan
    at = next((p for p in range(day.first - 1, max(day.first - 6, clause.first - 1), -1) if scan.lower(p) in _BURIED), -1)  # fmt: skip
    if at < 0:
        return False
    told = min([m.first for m, _ in clause.attacks] + [t.at for t in clause.tallies], default=clause.last)
    before = {scan.lower(p) for p in range(at - 3, at)}
    return told > day.first and before.isdisjoint(_AT)
