"""Clauses: the stretches of a sentence that tell of one event each, with what each says of day, place and toll.

Theory: a sentence is cut where a word joins one event to another ("after", "since a 2008 ...", "in connection with"). A clause
that names no event joins its neighbour; neighbours that tell of the same kind of event are one. So the toll of an older
attack, or of the raid that followed, stays in its own clause and never reaches the attack that is the news.
"""

from __future__ import annotations

from itertools import pairwise

from streams.security.actions import (
    captives,
    eliminated,
    freed,
    hideout,
    is_operation,
    led_to,
    of_others,
    one_more,
    rescue,
    sided,
    tells_who,
    theirs,
    waylaid,
)
from streams.security.bytown import cuts
from streams.security.clause import Clause
from streams.security.dayofrites import rites
from streams.security.eventdays import (
    ENDS,
    ahead,
    count_back,
    ending,
    in_past,
    names_another,
    of_another,
    speech_day,
)
from streams.security.felling import beaten_off, felling, foes_fell, has_forces
from streams.security.neighbours import (
    BESIDE,
    apart,
    days_differ,
    fell_before,
    felled,
    same_people,
    towns_differ,
)
from streams.security.passing import brought_to
from streams.security.scan import Scan
from streams.security.taking import day_of_taking, since_taken
from streams.security.tally import Tally
from streams.security.tolls import tolls
from streams.security.verdicts import judged

#: Kinds of attack words that an operation of security forces brings with it.
_FIGHT = frozenset({"armed_clash", "shooting", "other"})
#: The join of a clause that tells of another town's dead.
_THERE = "and there"
_REASONS = frozenset(
    {"following", "after", "since", "amid", "in the wake of", "before", "until", "over the", "for the"}
)


def clauses(scan: Scan) -> list[Clause]:
    """The clauses of a sentence that tell of events, in order; none if it has no word of an event."""
    if not scan.events and not scan.folk:
        return []
    tallies = tolls(scan)
    if not scan.events and not tallies:
        return []
    parts = _cut(scan, cuts(scan, tallies))
    for part in parts:
        _fill(part, tallies)
    merged = judged(_merge(parts))
    _same_day(merged)
    for clause in merged:
        rites(clause)
    every = [place for place in scan.places if not place.demonym and not brought_to(scan, place)]
    for clause in merged:
        inside = {place.first for place in clause.places}
        clause.context = [place for place in every if place.first not in inside]
    for clause in merged:
        if clause.type is None and any(t.effect in ("killed", "injured", "abducted") for t in clause.tallies):
            # "Thirteen civilians lost their lives": the event was named before.
            clause.type, clause.bare = "attack", True
    told = [clause for clause in merged if clause.type is not None]
    if scan.own_line and told:
        told[0].apart = True
    return told


def _cut(scan: Scan, by_town: list[int]) -> list[Clause]:
    stops: dict[int, tuple[str, bool]] = dict.fromkeys(by_town, (_THERE, False))
    for match in scan.joins:
        stops[match.first] = (
            match.entry,
            match.entry.split()[0] in ("months", "weeks", "days", "years", "since")
            or (match.entry.startswith("hours") and _comes(scan, match.first)),
        )
    for cue, word in scan.words("cue"):
        if word.get("cue") == "older":
            # "the deadliest in Islamabad since a 2008 bombing": the older event begins at "since".
            at = next(
                (p for p in range(cue.first, cue.last) if scan.lower(p) in ("since", "after")), cue.first
            )
            stops[at] = (scan.lower(at), True)
    for group, _ in scan.words("group"):
        # "the hallmarks of al-Shabaab, who hijacked a bus last week"
        at = group.last + 1
        if scan.lower(at - 1) == "," and scan.lower(at) in ("who", "which") and _acted(scan, at):
            stops[at] = (scan.lower(at), True)
    stops.update(dict.fromkeys(since_taken(scan), ("who", True)))
    if scan.sentence.kind == "headline":
        # "Three days after: ..." in a headline looks back on the news itself.
        stops = {at: (word, older and word == "since") for at, (word, older) in stops.items()}
    for position, token in enumerate(scan.tokens):
        if token.text == ";":
            stops.setdefault(position, (";", False))
    stops.pop(0, None)
    edges = [0, *sorted(stops), len(scan.tokens)]
    found = []
    for number, first in enumerate(edges[:-1]):
        join, older = stops.get(first, (None, False))
        found.append(Clause(scan, first, edges[number + 1], join, older))
    return found


def _same_day(merged: list[Clause]) -> None:
    """ "Three died in one town and two in another on Friday": the day is that of both."""
    for before, part in pairwise(merged):
        if (part.apart or part.join in BESIDE) and not (before.older or part.older) and part.type == before.type == "attack":  # fmt: skip
            before.dates = before.dates or [d for d in part.dates if d.when.precision == "day"]
            part.dates = part.dates or [d for d in before.dates if d.when.precision == "day"]


def _acted(scan: Scan, position: int) -> bool:
    """Whether what "who" begins tells of an attack of its own, with its day."""
    return any(
        m.entry.of("attack") is not None and m.first - position <= 4 for m in scan.events if m.first > position
    ) and any(d.first > position and d.when.end < scan.anchor for d in scan.dates)  # fmt: skip


def _comes(scan: Scan, position: int) -> bool:
    """ "The abduction comes just hours after ...": what follows is another event."""
    return any(
        scan.lower(p) in ("comes", "came", "follows", "followed") for p in range(position - 4, position)
    )


def _fill(clause: Clause, tallies: list[Tally]) -> None:
    scan = clause.scan

    def inside(first: int) -> bool:
        return clause.first <= first < clause.last

    clause.attacks = [
        (m, w)
        for m, w in scan.words("attack")
        if inside(m.first) and (clause.join == "who" or not captives(scan, m, w))
    ]
    groups = {match.last for match in scan.folk if match.entry.of("group")}
    clause.operations = [
        (m, w)
        for m, w in scan.words("operation")
        # "a Boko Haram raid", "a militant raid": theirs.
        if inside(m.first)
        and (m.first not in groups or scan.lower(m.first) == "encounter")
        and is_operation(scan, m, w)
        and not of_others(scan, m)
    ]
    clause.tallies = [
        sided(scan, tally)
        for tally in tallies
        if inside(tally.at if tally.effect == "abducted" and tally.at > 0 else tally.first)
    ]
    for mention in (in_past(scan, mention) for mention in scan.dates):
        if inside(mention.first) and not ahead(scan, mention):
            spoken = speech_day(scan, mention) or ending(scan, mention)
            other = names_another(scan, mention) or of_another(scan, mention)
            (clause.said if spoken else clause.past if other else clause.dates).append(mention)
    clause.places = [
        place
        for place in scan.places
        if inside(place.first) and not place.demonym and not brought_to(scan, place)
    ]
    day_of_taking(clause)
    clause.type = _type(clause)
    if clause.type == "operation" and not clause.operations and (at := felling(clause)) >= 0:
        clause.operations.append(rescue(scan, at))
    if clause.type == "attack" and (at := waylaid(scan, clause.first, clause.last)) >= 0:
        clause.type, clause.attacks = "operation", []
        clause.operations.append(rescue(scan, at))
    freeing = clause.type == "attack" and all(t.role in ("attackers", "militants") for t in clause.tallies if t.effect == "killed")  # fmt: skip
    if (clause.type is None or freeing) and (
        saved := freed(scan, clause.tallies, clause.first, clause.last)
    ) is not None:
        clause.type = "operation"
        clause.operations.append(rescue(scan, max(saved.at, clause.first)))


def _type(clause: Clause) -> str | None:
    if any(w.get("operation") == "defusal" for _, w in clause.operations):
        return "operation"
    arrested = any(t.effect == "arrested" for t in clause.tallies)
    strong = [w for _, w in clause.operations if not w.get("weak") and w.get("operation") != "sweep"]
    weak = [w for _, w in clause.operations if w.get("weak")]
    hard = [w for m, w in clause.attacks if w.get("kind") not in _FIGHT and not tells_who(clause.scan, m, clause.tallies)]  # fmt: skip
    victims = [t for t in clause.tallies if t.effect in ("killed", "injured") and t.role != "militants"]
    if (
        hard
        and not victims
        and all(w.text == "shelled" and hideout(clause.scan, m.last) for m, w in clause.attacks if w in hard)
    ):
        return "operation"  # "troops shelled suspected hideouts"
    if felling(clause) >= 0 or foes_fell(clause):
        return "operation"
    dead = [t for t in clause.tallies if t.effect == "killed" and t.role == "militants"]
    answered = beaten_off(clause, alone=bool(dead) and not (strong or weak))
    answered = answered or (not strong and any(theirs(clause.scan, m, w) for m, w in clause.attacks))
    if answered and clause.attacks and not strong and not arrested:
        return "attack"
    if strong:
        if not hard:
            return "operation"
        operation = next(m.first for m, w in clause.operations if not w.get("weak"))
        attack = next(m.first for m, w in clause.attacks if w.get("kind") not in _FIGHT)
        return "operation" if operation < attack else "attack"
    if arrested and not victims:
        return "operation"
    if (
        dead
        and not victims
        and clause.attacks
        and all(one_more(clause.scan, m, w) for m, w in clause.attacks)
    ):
        return "operation"
    if dead and not hard and not answered and all(t.role == "security_forces" for t in victims):
        felled = {t.at for t in dead}
        acts = [m for m, w in clause.attacks if w.get("form") == "verb" and not hideout(clause.scan, m.last) and m.first not in felled]  # fmt: skip
        forced = has_forces(clause, victims)
        if weak or (not acts and forced) or any(t.at >= 0 and eliminated(clause.scan, t) for t in dead):
            return "operation"
    if (
        weak
        and not hard
        and (dead or victims)
        and not any(w.get("form") == "verb" for _, w in clause.attacks)
    ):
        return "operation"
    if clause.attacks or (answered and dead):
        return "attack"
    if weak:
        return "operation"
    return None


def _merge(parts: list[Clause]) -> list[Clause]:
    merged: list[Clause] = []
    for part in parts:
        before = merged[-1] if merged else None
        if before is None:
            merged.append(part)
            continue
        count_back(before, part)
        if (
            part.join == _THERE
            and (part.tallies or part.attacks)
            and before.type in ("attack", None)
            and part.type in ("attack", None)
            and not before.older
        ):
            # One verb tells of both: the words of the first say what kind the second was.
            before.type = part.type = "attack"
            part.attacks, part.apart = part.attacks or list(before.attacks), True
            for one in (before, part):
                one.dates, one.past = (one.dates, one.past) if one.dates else (one.past, [])
            merged.append(part)
            continue
        led = led_to(before, part)
        if led and before.type is not None:
            before.type = "attack"
        if before.type == part.type == "attack" and any(scan_word in ENDS for scan_word in _lowers(before)):
            before.counted_back = part.counted_back
            _join(before, part)
        elif (
            part.type is None
            and part.join in BESIDE
            and part.join != "while"
            and any(t.effect == "killed" for t in part.tallies)
            and before.type == "attack"
        ):
            part.type, part.apart = "attack", True
            merged.append(part)
        elif before.shut and before.past and part.join == "when" and any(t.effect == "killed" for t in part.tallies):  # fmt: skip
            # "the third blast since Sunday, when 80 people were killed": what happened on that day.
            part.type, part.older, part.dates = "attack", True, part.dates or before.past
            merged.append(part)
        elif part.older and part.type is not None and before.tallies and same_people(part):
            # "died on Thursday, a week after being shot": the day of the shot counts.
            day = part.counted_back
            part.older = False
            _join(before, part)
            before.type = "attack"
            before.dates, before.counted_back = [], day
        elif part.join == "who" and part.older and before.type == "operation" and part.type == "attack":
            merged.append(part)  # "freed six officials who were kidnapped in Tank last week"
        elif part.type is None and not (part.older and part.tallies):
            _join(before, part)
            before.shut = before.shut or part.older
        elif before.shut and part.type == "attack":
            # "The attack comes amid tension, as gunmen earlier this month ..."
            part.older = True
            part.dates = part.dates or before.past
            merged.append(part)
        elif before.type is None:
            if felled(before) and felled(part) and towns_differ(before, part):
                # "Six militants were killed in one town while two were eliminated in another"
                before.type = part.type = "operation"
                merged.append(part)
            elif part.older:
                merged.append(part)
            elif fell_before(before, part):
                before.type, before.bare = "attack", True
                merged.append(part)
            elif before.tallies or not (before.dates and part.dates):
                _join(before, part)
                before.type = "attack" if led else _type(before)
                before.join = None
            else:
                merged.append(part)
        elif before.type == part.type == "attack" and apart(before, part):
            part.apart = True
            merged.append(part)
        elif (
            before.type == part.type
            and not part.older
            and not days_differ(before, part)
            and not towns_differ(before, part)
        ):
            _join(before, part)
            before.type = _type(before) or before.type
        elif (
            before.type == "operation"
            and part.type == "attack"
            and part.join != ";"
            and all(w.get("kind") == "armed_clash" for _, w in part.attacks)
        ):
            _join(before, part)
        else:
            merged.append(part)
    return merged


def _lowers(clause: Clause) -> list[str]:
    return [clause.scan.lower(position) for position in range(clause.first, clause.last)]


def _join(clause: Clause, other: Clause) -> None:
    clause.last = other.last
    clause.attacks += other.attacks
    clause.operations += other.operations
    clause.tallies += other.tallies
    if other.older:
        # What "since" and "weeks after" date is not this event.
        clause.past += other.dates
        return
    # What it was that a blast came "amid", or "following" what, has years and months of its own.
    clause.reasoned = (clause.reasoned and other.type is None) or (
        other.type is None and other.join in _REASONS
    )
    clause.dates += [d for d in other.dates if not clause.reasoned or d.when.precision == "day"]
    clause.said += other.said
    clause.places += other.places
