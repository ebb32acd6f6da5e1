"""Whether a clause can speak of the event that a frame holds."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from schemas import When
from streams.security.clause import Clause
from streams.security.frame import City, Frame, announces, overlap
from streams.security.launches import anew, numbered
from streams.text.places import lookup

#: Counts of the same people under another name: "six were killed", "six militants were killed".
_SAME_SIDE = {
    (effect, one): ((effect, other),)
    for effect in ("killed", "arrested")
    for one, other in (("militants", "people"), ("people", "militants"))
}
#: A verdict so long before another is not the same.
_APPEAL = timedelta(days=60)
#: Kinds that one event is called by: a bomb's blast, a rocket from the air.
_ALIKE = (frozenset({"bombing", "suicide_bombing"}), frozenset({"air_strike", "shelling"}))
_MILD = ("other", "shooting", "armed_clash")


def armed(clause: Clause) -> bool:
    """Whether a clause names who did it, or with what: "a Taliban attacker drove an ambulance filled with explosives"."""
    for match in clause.scan.folk:
        if clause.first <= match.first < clause.last:
            person = match.entry.of("person")
            if person is not None and person.get("role") == "attackers":
                return True
    return any(
        clause.scan.lower(p) in ("explosives", "bomb", "bombs", "rifle", "rifles", "grenades", "gunfire")
        for p in range(clause.first, clause.last)
    )


def scan_is_older(clause: Clause) -> bool:
    """Whether the clause points to the past without a date: "previous attacks"."""
    return any(
        clause.scan.lower(match.first - 1)
        in ("previous", "earlier", "past", "similar", "other", "recent", "such")
        and not any(clause.scan.lower(p) == "latest" for p in range(match.first - 7, match.first))
        for match, _ in clause.attacks
    )  # "The attack, the latest in a series of similar ambushes, occurred in ..."


def same_count(frame: Frame, clause: Clause) -> bool:
    """Whether a clause gives a count that the frame has already."""
    return any(
        t.value is not None and t.value > 1 and frame.counts.get((t.effect, t.role)) == t.value
        for t in clause.tallies
    )


def same_counts(frames: list[Frame], clause: Clause) -> bool:
    """Whether the article's first attack has every count of a clause already."""
    first = next((frame for frame in frames if frame.type == "attack"), None)
    told = [t for t in clause.tallies if t.value is not None and t.value > 1]
    if first is None or not told:
        return False
    dead = [t for t in told if t.effect == "killed"]
    values = {value for (effect, _), value in first.counts.items()} | first.killed
    return all(t.value in values for t in dead or told if not t.partial)


def echoes(frames: list[Frame], clause: Clause) -> Frame | None:
    """The attack whose attackers a clause counts once more: "At least 15 terrorists were neutralised"."""
    dead = [t.value for t in clause.tallies if t.effect == "killed" and t.role == "militants" and t.value]
    if clause.type != "operation" or clause.operations or not dead or len(clause.tallies) > len(dead):
        return None
    return next(
        (f for f in frames if f.type == "attack" and f.counts.get(("killed", "militants")) in dead), None
    )


def that(clause: Clause) -> bool:
    """Whether a clause speaks of "that attack", the one told last."""
    return any(
        clause.scan.lower(match.first - 1) == "that" and word.get("form") != "verb"
        for match, word in clause.attacks
    )


def has_substance(clause: Clause) -> bool:
    """Whether a clause tells of an event or of people."""
    return bool(clause.attacks) or bool(clause.tallies)


def agrees(frame: Frame, clause: Clause, when: When | None, city: City | None) -> bool:
    """Whether day, place, kind and toll of a clause can be those of a frame."""
    if when is not None and frame.when is not None and not overlap(when, frame.when):
        return False
    if when is not None and frame.older and frame.when is None:
        return False
    if (
        when is not None
        and frame.when is not None
        and when.precision != "day"
        and frame.when.precision == "day"
        and clause.scan.sentence.kind == "body"
        and (not clause.definite or clause.bare)
    ):
        return False  # "earlier this month, gunmen hijacked": not the attack of yesterday
    if (
        frame.when is not None
        and frame.when.precision != "day"
        and not clause.definite
        and _other_toll(frame, clause)
    ):
        return False
    if city is not None:
        known = frame.cities
        if known and city not in known and not any(within(city, k) for k in known):
            return (
                _names_its_town(frame, clause)
                or _detail(frame, clause, when, city)
                or _village(frame, clause, city)
            ) and not _other_kind(frame, clause)
    return not _other_kind(frame, clause)


def other_toll(frames: list[Frame], clause: Clause) -> bool:
    """Whether a clause tells of other numbers of dead than every frame that has any."""
    known = [frame for frame in frames if frame.killed - {None}]
    return bool(known) and all(_other_toll(frame, clause) for frame in known)


def _other_toll(frame: Frame, clause: Clause) -> bool:
    """Whether a clause tells of other numbers of dead than an older event's."""
    mine = {t.value for t in clause.tallies if t.effect == "killed"}
    return bool(mine) and bool(frame.killed) and not mine & frame.killed


def far_apart(frame: Frame, clause: Clause, *, old: bool = False) -> bool:
    """Whether a clause that is not about "the attack" tells of so many more or fewer dead that it is another's toll."""
    mine = {
        t.value for t in clause.tallies if t.effect == "killed" and t.role not in ("attackers", "militants")
    } - {None}
    known = frame.killed - {None}
    if clause.scan.sentence.kind == "lead" and all(c.scan.sentence.kind == "headline" for c in frame.clauses):
        return False
    if (clause.definite and clause.attacks and not old) or not mine or not known or mine & known:
        return False
    low, high = sorted((max(v for v in mine if v is not None), max(v for v in known if v is not None)))
    return high > 2 * low


def _names_its_town(frame: Frame, clause: Clause) -> bool:
    """Whether a clause names the frame's town beside a nearer place: "at Awantipora in the Pulwama district"."""
    towns = {
        (p.entry.country, p.entry.city)
        for p in clause.places
        if p.entry.kind == "city" and not _measured(clause, p.first)
    }
    told = [p for p in clause.places if clause.scan.lower(p.first - 1) in ("in", "of", "at", "near", "'s")]
    return len(told) > 1 - ("'s" in [clause.scan.lower(p.first - 1) for p in told]) and not towns.isdisjoint(
        frame.cities
    )


def _measured(clause: Clause, position: int) -> bool:
    """Whether a place only measures where another lies: "in Falluja, 50 km west of Baghdad"."""
    return clause.scan.lower(position - 1) == "of" and clause.scan.lower(position - 2).endswith(("north", "south", "east", "west"))  # fmt: skip


#: Sentences from the head of an article in which a second place is where the news happened, not another event.
_NEAR_HEAD = 8


def _detail(frame: Frame, clause: Clause, when: When | None, city: City) -> bool:
    """Whether a clause tells of the news where exactly it happened: the same kind, no toll, no day of its own."""
    provinces = {e.admin1 for _, name in frame.cities for e in lookup(name) if e.country == city[0]}
    here = {e.admin1 for e in lookup(city[1]) if e.country == city[0]}
    kinds = {str(w.get("kind")) for _, w in clause.attacks} - {"other"}
    return (
        clause.scan.sentence.index <= _NEAR_HEAD
        and (when is None or (frame.when is not None and clause.definite))
        and not clause.older
        and not clause.apart
        and not clause.tallies
        and not clause.scan.cued("separate")
        and (clause.definite or bool(kinds & frame.kinds))
        and bool(provinces & here)
    )


def _village(frame: Frame, clause: Clause, city: City) -> bool:
    """Whether a clause names the village, which no gazetteer has, where what is told of a town or a district happened."""
    return (
        not lookup(city[1])
        and all(country == city[0] and lookup(name) for country, name in frame.cities)
        and not (clause.apart or clause.scan.cued("separate"))
        and not any(t.effect == "killed" and t.value not in frame.killed for t in clause.tallies)
    )


@cache
def within(one: City, other: City) -> bool:
    """Whether one of two places lies in the other: a town in its district."""
    if one[0] != other[0]:
        return False
    first, second = lookup(one[1]), lookup(other[1])
    return any(other[1] in (e.area, e.admin1) for e in first) or any(
        one[1] in (e.area, e.admin1) for e in second
    )


def _other_kind(frame: Frame, clause: Clause) -> bool:
    """Whether a clause that is not about "the attack" tells of a kind that the frame's cannot be."""
    if clause.definite or not clause.tallies:
        return False
    if clause.scan.sentence.kind == "lead" and all(c.scan.sentence.kind == "headline" for c in frame.clauses):
        return False  # a headline's "blast" is the lead's missile
    mine = {str(w.get("kind")) for _, w in clause.attacks} - set(_MILD)
    theirs = frame.kinds - set(_MILD)
    if not mine or not theirs:
        return False
    return not (
        mine & theirs
        or any(mine & alike and theirs & alike for alike in _ALIKE)
        or {"hostage_taking", "abduction"} & (mine | theirs)
    )


def operation_frame(same: list[Frame], clause: Clause, when: When | None, city: City | None) -> Frame | None:
    """The frame of an operation that a clause speaks of, None if it opens its own."""
    kinds = {str(w.get("operation")) for _, w in clause.operations if w.get("operation") != "sweep"}
    if any(t.effect == "arrested" for t in clause.tallies):
        kinds = {"arrest"} if not kinds & {"conviction", "clearance"} else kinds
    weak = all(w.get("weak") for _, w in clause.operations)
    if "conviction" in kinds:
        courts = [frame for frame in same if "conviction" in frame.operations]
        if when is not None:
            # "It upheld the sentences. A lower court had convicted them in February 2006": two verdicts.
            now = clause.scan.anchor
            courts = [
                f for f in courts if (abs(f.when.end - when.end) if f.when else now - when.end) <= _APPEAL
            ]
        return courts[0] if courts else None
    counts = {(t.effect, t.role): t.value for t in clause.tallies}
    if (
        clause.apart
        or (numbered(clause) and any(f.announces for f in same))
        or (clause.scan.cued("separate", clause.first, clause.last) and not weak)
    ):
        return None
    if (not weak or counts) and any(
        "another" in [clause.scan.lower(p) for p in range(match.first - 1, match.first + 2)]
        for match, _ in clause.operations
    ):
        return None
    starts = clause.scan.lower(0)
    if kinds == {"arrest"} and not clause.operations and starts in ("meanwhile", "separately", "earlier", "before", "elsewhere"):  # fmt: skip
        return next((f for f in same if f.operations == {"arrest"} and (city is None or city in f.cities)), None)  # fmt: skip
    defused = next((f for f in same if "defusal" in f.operations), None)
    if "defusal" in kinds and defused is not None:
        return defused
    held = {value for (effect, _), value in counts.items() if effect == "arrested" and (value or 0) > 1}
    again = next(
        (
            f
            for f in same
            if f.operations == {"arrest"} and held & {v for (effect, _), v in f.counts.items() if effect == "arrested"}
        ),
        None,
    )  # fmt: skip
    if again is not None and (when is None or again.when is None or overlap(when, again.when)):
        return again  # "during the drive, the force detained three"
    told = next((m for m, w in clause.operations if not w.get("weak")), None)
    if told is not None and not counts and clause.scan.lower(told.first - 1) == "the" and same[-1].counts and clause.scan.sentence.paragraph - same[-1].paragraph <= 1:  # fmt: skip
        return same[-1]  # "The encounter took place near ..."
    fell = {
        role: value for (effect, role), value in counts.items() if effect == "killed" and value is not None
    }
    if not counts and _searched(clause) and same[-1].operations == {"raid"} and not same[-1].announces and (when is None or same[-1].when is None or overlap(when, same[-1].when)):  # fmt: skip
        return same[-1]  # "Forces launched a search operation in a village": how the encounter came about
    dead = {value for role, value in fell.items() if role != "security_forces"} or set(fell.values())
    summed = next((f for f in same if f.announces and dead & f.killed), None)
    if summed is not None:
        return summed  # the sum of several, told again
    # What announces several operations is apart from the one by one telling.
    for frame in reversed([frame for frame in same if frame.announces == announces(clause)]):
        if anew(frame, clause):
            break
        mine = frame.operations
        if kinds and mine and not kinds & mine and not weak:
            continue
        if when is not None and frame.when is not None and not overlap(when, frame.when):
            continue
        if counts and _provinces_differ(frame, clause):
            continue
        known = frame.cities
        if city is not None and known and city not in known and not any(within(city, k) for k in known):
            continue
        if any(
            frame.counts.get(other) not in (None, value)
            for key, value in counts.items()
            for other in (key, *_SAME_SIDE.get(key, ()))
        ):
            # "Six were killed in one district", then "five more": the second is another operation.
            if city is not None and city not in known:
                continue
            opens = [clause.scan.lower(p) for p in range(3)]
            if opens == ["a", "day", "earlier"] or opens[0] in ("earlier", "separately"):
                continue
            if any(word == "more" for word in (clause.scan.lower(t.first + 1) for t in clause.tallies)):
                continue
            # "On March 7, the department arrested eleven": a day of its own, and other numbers.
            if when is not None and frame.when is None and clause.scan.sentence.paragraph != frame.paragraph:
                continue
        return frame
    return None


_SEARCH = ("search operation", "search and cordon", "cordon and search")


def _searched(clause: Clause) -> bool:
    """Whether a clause only tells that an area was searched."""
    return bool(clause.operations) and any(word.text.startswith(_SEARCH) for _, word in clause.operations)


def _provinces_differ(frame: Frame, clause: Clause) -> bool:
    """Whether a clause tells of another province than all that the frame tells of."""
    mine = {p.entry.admin1 for p in clause.places if p.entry.admin1}
    theirs = {p.entry.admin1 for c in frame.clauses for p in c.places if p.entry.admin1}
    return bool(mine) and bool(theirs) and not mine & theirs
