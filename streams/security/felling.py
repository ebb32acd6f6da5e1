"""Whether the forces are those who strike: who stands before the killing, and whom it fells.

Theory: soldiers or police who kill, catch or storm militants carry out an operation, whatever the fight is called ("killed five
gunmen in a clash"), unless it answers an attack that is told beside it, or civilians are among the dead.
"""

from __future__ import annotations

from streams.security.clause import Clause
from streams.security.scan import Scan
from streams.security.tally import Tally

#: Nouns of forces that no list of bodies names.
_FORCES = frozenset({"personnel", "commandos", "commando", "marines", "marine", "cops", "sleuths", "guards", "officers", "servicemen", "paratroopers", "battalion", "squad", "swat", "rab", "jtf", "ctd", "crpf", "sog", "cobra", "guard", "peacekeepers", "guardsmen", "jawans", "policemen", "gendarmes", "operatives", "paramilitaries", "paramilitary", "legion", "regiment", "unit", "units", "team", "teams", "department", "directorate"})  # fmt: skip
_AIR = frozenset({"jets", "jet", "warplanes", "aircraft", "helicopters", "helicopter", "gunships", "gunship", "fighter", "planes", "force"})  # fmt: skip
#: Who else has teams and units.
_NOT_FORCES = frozenset({"medical", "rescue", "polio", "bomb", "media", "suicide", "militant", "terrorist", "rebel", "insurgent", "taliban", "rival", "vaccination", "forensic", "survey", "health", "vigilante"})  # fmt: skip
_FELL = frozenset({"killed", "kill", "kills", "killing", "shot", "gunned", "gun", "guns", "gunning", "shoot", "shoots", "shooting", "eliminated", "eliminate", "eliminates", "eliminating", "neutralised", "neutralized", "neutralise", "neutralising", "neutralizing", "neutralises", "slew", "felled", "dispatched", "sent", "slain", "took", "liquidated", "finished", "destroyed", "bombed"})  # fmt: skip
_AUX = frozenset({"have", "has", "had", "also", "then", "on", "later", "earlier", "successfully", "reportedly", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "overnight", "effectively", "jointly", "finally", "eventually", "themselves", ",", ")"})  # fmt: skip
_PRONOUNS = frozenset({"it", "they", "its", "we"})
_STORM = frozenset({"stormed", "stormed", "raided", "attacked", "bombed", "targeted", "ambushed", "pounded", "struck", "shelled", "besieged", "hit", "engaged", "destroyed"})  # fmt: skip
#: It answers an attack.
_ANSWER = frozenset({"repulsed", "repelled", "repelling", "repulsing", "thwarted", "thwarting", "foiled", "retaliated", "retaliation", "retaliatory", "response", "responded", "after", "when", "who", "attempted", "attempting", "trying", "tried", "ambush", "besieged", "siege", "following", "storming", "overran", "infiltrate"})  # fmt: skip
_FOES = ("militants", "attackers")


def felling(clause: Clause) -> int:
    """Where the forces fell militants in a clause that tells of no attack of theirs; -1 if nowhere."""
    scan = clause.scan
    dead = [t for t in clause.tallies if t.effect == "killed" and t.role in _FOES]
    if not dead or any(
        t.effect in ("killed", "injured") and t.role in ("civilians",) for t in clause.tallies
    ):
        return -1
    if any(scan.lower(p) in _ANSWER for p in range(clause.first, clause.last)):
        return -1
    at = next((t.at for t in dead if t.first >= t.at and _by_forces(scan, clause, t)), -1)
    if at < 0:
        return -1
    for match, word in clause.attacks:
        named = any(t.first <= match.first < t.last for t in clause.tallies)  # "five gunmen"
        verb = (
            match.first == at
            or scan.lower(match.first) in _STORM
            and _forces_end(scan, _back(scan, match.first))
        )
        fight = word.get("kind") in ("armed_clash", "shooting") or word.text.startswith(("raid", "swoop"))
        if not (named or verb or fight):
            return -1
    return at


def _by_forces(scan: Scan, clause: Clause, tally: Tally) -> bool:
    """Whether the verb that fells is that of soldiers or police."""
    if scan.lower(tally.at) not in _FELL:
        return False
    position = _back(scan, tally.at)
    if _forces_end(scan, position):
        return True
    if scan.lower(position - 1) in _PRONOUNS and scan.lower(position - 2) in ("said", "that", "says"):
        said = position - 2
        return _forces_end(scan, said - (scan.lower(said) == "that") - (scan.lower(said - 1) == "said"))
    if scan.lower(tally.at).endswith("ing") or scan.lower(position - 1) in ("and",):
        # "Special forces stormed the compound, killing 25 militants"
        verb = next((p for p in range(clause.first, position) if scan.lower(p) in _STORM), -1)
        return verb >= 0 and _forces_end(scan, _back(scan, verb))
    return False


def _back(scan: Scan, verb: int) -> int:
    """Over adverbs and auxiliaries before a verb."""
    position = verb
    while position > scan.begin and (
        scan.lower(position - 1) in _AUX or scan.lower(position - 1).endswith("ly")
    ):
        position -= 1
    return position


def _forces_end(scan: Scan, position: int) -> bool:
    """Whether a force is named right before a position, its letters in brackets aside: "the Rapid Action Battalion (RAB"."""
    if any(
        (w := m.entry.of("force")) is not None and w.id != "court" and m.last == position for m in scan.folk
    ):
        return True
    word = scan.lower(position - 1)
    if word in _AIR:
        return _at_home(scan, position)
    if word not in _FORCES:
        return False
    return not any(scan.lower(p) in _NOT_FORCES for p in range(max(position - 4, 0), position - 1))


def _at_home(scan: Scan, position: int) -> bool:
    """Whether aircraft are those of the country that they strike in."""
    whose = next((p for p in scan.places if p.demonym and position - 5 <= p.first < position), None)
    where = next((p for p in scan.places if not p.demonym and p.first >= position), None)
    return whose is not None and where is not None and whose.entry.country == where.entry.country
