"""Whether the forces are those who strike: who stands before the killing, and whom it fells.

Theory: soldiers or police who kill, catch or storm militants carry out an operation, whatever the fight is called ("killed five
gunmen in a clash"), unless it answers an attack that is told beside it, or civilians are among the dead.
"""

from __future__ import annotations

from collections.abc import Sequence

from streams.security.actions import hideout
from streams.security.clause import Clause
from streams.security.frame import Frame
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
_STORM = frozenset({"stormed", "raided", "attacked", "bombed", "targeted", "ambushed", "pounded", "struck", "shelled", "besieged", "hit", "engaged", "destroyed"})  # fmt: skip
#: Before an attack for which they are sought: "militants blamed for the cafe attack".
_BLAMED = frozenset({"blamed", "accused", "wanted", "behind", "over", "responsible", "involved", "suspected"})
#: It answers an attack.
_ANSWER = frozenset({"repulsed", "repelled", "repelling", "repulsing", "thwarted", "thwarting", "foiled", "retaliated", "retaliation", "retaliatory", "response", "responded", "who", "attempted", "trying", "tried", "ambush", "besieged", "siege", "storming", "overran", "killer"})  # fmt: skip
_FOES = ("militants", "attackers")


def felling(clause: Clause) -> int:
    """Where the forces fell militants in a clause that tells of no attack of theirs; -1 if nowhere."""
    scan = clause.scan
    dead = [t for t in clause.tallies if t.effect == "killed" and t.role in _FOES]
    if not dead or any(t.effect in ("killed", "injured") and t.role == "civilians" for t in clause.tallies):
        return -1
    if any(scan.lower(p) in _ANSWER or (scan.lower(p) in _AFTER and _struck(scan, p)) for p in range(clause.first, clause.last)):  # fmt: skip
        return -1
    at = next((t.at for t in dead if t.first >= t.at and _by_forces(scan, clause, t)), -1)
    if at < 0 and (verb := _on_hideout(scan, clause)) >= 0:
        at = dead[0].at
    if at < 0:
        return -1
    for match, word in clause.attacks:
        named = any(t.first <= match.first < t.last for t in clause.tallies)  # "five gunmen"
        verb = match.first == at or any(
            scan.lower(p) in _STORM and _forces_end(scan, _back(scan, p))
            for p in range(match.first, match.last)
        )
        if any(scan.lower(p) in _BLAMED for p in range(match.first - 4, match.first)):
            continue
        fight = word.get("kind") in ("armed_clash", "shooting") or word.text.startswith(("raid", "swoop"))
        fight = fight or (word.get("kind") in ("air_strike", "shelling") and not _abroad(scan))
        if not (named or verb or fight):
            return -1
    return at


def foes_fell(clause: Clause) -> bool:
    """Whether only militants, and forces at most, fell in a fight that nobody is told to have begun: "One militant was killed in a gunbattle in Kulgam"."""
    scan = clause.scan
    hurt = [t for t in clause.tallies if t.effect in ("killed", "injured")]
    dead = any(t.effect == "killed" and t.role == "militants" for t in hurt)
    if not dead or not (clause.places or clause.dates) or any(t.role not in ("militants", "security_forces") for t in hurt):  # fmt: skip
        return False
    if not clause.attacks or any(w.get("kind") != "armed_clash" or w.get("form") == "verb" for _, w in clause.attacks):  # fmt: skip
        return False
    words = range(clause.first, clause.last)
    return not any(scan.lower(p) in _ANSWER or scan.lower(p) in _BEGAN for p in words) and not any(
        scan.lower(m.first - 1) in ("the", "that") for m, _ in clause.attacks
    )


#: Who attacks is told.
_BEGAN = frozenset({"attack", "attacked", "attacks", "assault", "stormed", "ambushed", "raided", "after", "following", "post", "checkpoint", "checkpost"})  # fmt: skip


_REPELLED = frozenset({"repulsed", "repelled", "repulse", "repel"})


def beaten_off(clause: Clause, *, alone: bool) -> bool:
    """Whether the militants' attack is beaten off or answered; told anywhere in the sentence where the clause has nothing but dead."""
    words = [clause.scan.lower(p) for p in range(clause.first, clause.last)]
    if any(w.startswith(("retaliat", "counter-offens", "counteroffens", "counterattack")) or w in ("repelled", "repulsed", "routed") for w in words):  # fmt: skip
        return True
    return alone and not _REPELLED.isdisjoint(clause.scan.sentence.tokens.lowers)


def has_forces(clause: Clause, victims: Sequence[Tally]) -> bool:
    """Whether forces are named who can have felled them: beside strikes and attacks, not only as victims."""
    clash = not any(w.text.startswith(("strike", "air", "raid")) for _, w in clause.attacks)
    return any(
        m.entry.of("force") and clause.first <= m.first and (clash or not any(t.first <= m.first < t.last for t in victims))
        for m in clause.scan.folk
    )  # fmt: skip


def gathered(frames: list[Frame]) -> list[Frame]:
    """The frames; what an operation "also" brought belongs to it, and so does the fight that it led to."""
    kept: list[Frame] = []
    last: Frame | None = None
    for frame in frames:
        if last is not None and frame.type == "operation" and _also(frame, last):
            for clause in frame.clauses:
                last.take(clause, None)
            continue
        kept.append(frame)
        if frame.type == "operation":
            last = frame
    return _fought(kept)


def _also(frame: Frame, last: Frame) -> bool:
    """Whether an operation is only more of the one before: "The troops also rescued ten hostages"."""
    clause = frame.clauses[0]
    told = [t for t in clause.tallies if t.effect in ("killed", "arrested", "rescued")]
    if not told or frame.when is not None or (clause.operations and not all(w.id == "rescued" or w.get("weak") for _, w in clause.operations)):  # fmt: skip
        return False
    if any(p.entry.city for p in clause.places) or len(frame.clauses) > 2:
        return False
    effects = {t.effect for t in told}
    return not effects & {effect for effect, _ in last.counts} and any(
        clause.scan.lower(p) == "also" for t in told for p in (t.at - 1, t.at - 2)
    )


_SOUGHT = (
    "encounter",
    "cordon",
    "search and cordon",
    "intelligence based",
    "counter insurgency",
    "search operation",
)


def _fought(frames: list[Frame]) -> list[Frame]:
    """The frames; police who fell in the encounter of a search are the search's own dead."""
    search = next((f for f in frames if f.type == "operation" and any(w.text.startswith(_SOUGHT) for c in f.clauses for _, w in c.operations)), None)  # fmt: skip
    fight = next((f for f in frames if f.type == "attack" and not f.older), None)
    if search is None or fight is None or fight.kinds != {"armed_clash"} or frames[0] is not fight:
        return frames
    if search.cities and fight.cities and not search.cities & fight.cities:
        return frames
    if search.when is not None and fight.when is not None and search.when.start != fight.when.start:
        return frames
    if any(
        t.role in ("civilians", "people") for c in fight.clauses for t in c.tallies if t.effect == "killed"
    ):
        return frames
    if any(c.scan.lower(p) in _BEGAN for c in fight.clauses for p in range(c.first, c.last)):
        return frames
    search.when = search.when or fight.when
    search.cities |= fight.cities
    for clause in reversed(fight.clauses):
        search.take(clause, None)
    search.clauses.sort(key=lambda c: (c.scan.sentence.index, c.first))
    return [search, *(f for f in frames if f is not search and f is not fight)]


def fallen_foes(clause: Clause, *, alone: bool) -> None:
    """Make an operation of a clause in which only militants fell, by no attack: "Thirty khwarij were killed on the border"."""
    if not _ANSWER.isdisjoint(clause.scan.sentence.tokens.lowers):
        return
    if alone and clause.bare and clause.tallies and all(t.effect == "killed" and t.role == "militants" for t in clause.tallies):  # fmt: skip
        clause.type, clause.bare = "operation", False


#: After these an attack of the militants may be told, and who attacks.
_AFTER = frozenset({"after", "when", "following", "as", "while"})
_STRIKERS = frozenset({"they", "militants", "terrorists", "attackers", "gunmen", "insurgents", "rebels", "fighters", "extremists", "jihadists", "assailants", "taliban", "bandits", "attack", "assault", "ambush", "blast", "bombing", "bomber", "bombers", "explosion", "attacked"})  # fmt: skip


def _struck(scan: Scan, position: int) -> bool:
    """Whether what follows is that the militants struck: "after they attacked a post"."""
    return any(scan.lower(p) in _STRIKERS for p in range(position + 1, position + 7))


def _on_hideout(scan: Scan, clause: Clause) -> int:
    """Where the forces hit the militants' own place: "15 were killed when jets pounded their hideouts"; -1 if nowhere."""
    for position in range(clause.first, clause.last):
        if scan.lower(position) in _STORM and _forces_end(scan, _back(scan, position)) and hideout(scan, position + 1):  # fmt: skip
            return position
    return -1


def _abroad(scan: Scan) -> bool:
    """Whether a country's forces strike in another's land."""
    whose = next((p for p in scan.places if p.demonym or p.entry.kind == "country"), None)
    where = next((p for p in reversed(scan.places) if not p.demonym and p.entry.kind != "country"), None)
    return whose is not None and where is not None and whose.entry.country != where.entry.country


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
    if scan.lower(tally.at).endswith("ing") or scan.lower(position - 1) == "and":
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
    place = next((p for p in scan.places if p.last == position and not p.demonym and p.entry.kind == "country"), None)  # fmt: skip
    if place is not None and scan.sentence.kind == "headline":
        return not any(p.entry.country != place.entry.country for p in scan.places)
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


def joined(told: list[Frame]) -> list[Frame]:
    """The frames; "a soldier also died in the operation" is told of the one that is told for itself."""
    mine = [f for f in told if _of_that(f)]
    rest = [f for f in told if not _of_that(f)]
    if not mine or len(rest) != 1:
        return told
    for frame in mine:
        for clause in frame.clauses:
            rest[0].take(clause, None)
    return rest


def _of_that(frame: Frame) -> bool:
    """Whether a frame only speaks of "the operation", of no place or day, and of no militants."""
    words = [(c, m, w) for c in frame.clauses for m, w in c.operations]
    plain = bool(words) and all(c.scan.lower(m.first - 1) == "the" or w.text.startswith(("in the", "during the")) for c, m, w in words)  # fmt: skip
    return (
        plain
        and frame.when is None
        and not any(c.places for c in frame.clauses)
        and not any(
            t.role in ("militants", "attackers") or t.effect == "arrested"
            for c in frame.clauses
            for t in c.tallies
        )
    )
