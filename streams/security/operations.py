"""Operations: raids, arrests, clearances, defusals and convictions, with both sides' losses kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from schemas import Group, Place, When
from streams.security.aftermath import aftermath
from streams.security.attacks import Built
from streams.security.choose import choose, count
from streams.security.clause import Clause
from streams.security.fallen import fallen, felled, of_before, shared
from streams.security.felling import joined
from streams.security.frame import Frame, day
from streams.security.frames import Story
from streams.security.matching import clause_spots
from streams.security.spots import Spot, resolve

_ORDER = ("conviction", "clearance", "defusal", "raid", "arrest")
_OTHERS = ("militants", "people", "civilians", "attackers")


def build(story: Story) -> list[Frame]:
    """The frames of operations that stand: those that a plural announces and others tell one by one are left out."""
    frames = [frame for frame in story.frames if frame.type == "operation" and frame.operations]
    for frame in frames:
        for clause in frame.clauses:
            clause.tallies = [t for t in clause.tallies if not of_before(clause, t)]
    told = [frame for frame in frames if not _told_apart(frame, frames) and _stands(frame)]
    told = [frame for frame in told if not (_long_ago(story, frame) or _summed(frame, story.frames))]
    told = _freed_once([frame for frame in told if not (_only_fell(story, frame) or _of_crime(frame))])
    told = joined([*told, *aftermath(story, told)])
    counted = [frame for frame in told if _counted(frame)]
    # What brought nothing is news only where nothing else is.
    alone = not counted and not any(f.type == "attack" and not f.older for f in story.frames)
    leads = [frame for frame in told if frame is story.frames[0] and _begun(frame)]
    return [frame for frame in told if _counted(frame) or _done(frame) or (alone and frame is told[0]) or frame in leads]  # fmt: skip


#: Older operations are the story of something else, but for verdicts.
_OLD = timedelta(days=60)


def _long_ago(story: Story, frame: Frame) -> bool:
    """ "Mass graves were found when the town was retaken in 2015": told by the way."""
    return frame.when is not None and "conviction" not in frame.operations and story.published - frame.when.start > _OLD  # fmt: skip


def _begun(frame: Frame) -> bool:
    """Whether the lead tells that an operation goes on: "An encounter broke out in Pulwama on Saturday"."""
    first = frame.clauses[0]
    strong = any(not w.get("weak") for _, w in first.operations)
    return strong and bool(first.places) and bool(first.dates) and first.scan.sentence.kind == "lead"


#: Words of operations that an attack brings with it.
_AFTER = ("encounter", "search operation", "operation", "search", "clearance operation")


def _only_fell(story: Story, frame: Frame) -> bool:
    """Whether militants are counted whom no operation felled: those who fell in the attack, or whom a minister counts."""
    words = [w.text for c in frame.clauses for _, w in c.operations]
    if any(not text.startswith(_AFTER) for text in words) or any(
        c.places for c in frame.clauses if c.operations
    ):
        return False
    told = [t for c in frame.clauses for t in c.tallies]
    if any(t.effect != "killed" or t.role not in ("militants", "security_forces") for t in told):
        return False
    attacks = [f for f in story.frames if f.type == "attack" and not f.older]
    mine = {t.value for t in told if t.role == "militants"}
    fell = {t.value for f in attacks for c in f.clauses for t in c.tallies if t.effect == "killed" and t.role in ("militants", "attackers")}  # fmt: skip
    lost = (
        not words
        and bool(told)
        and all(c.scan.lower(t.at) == "lost" for c in frame.clauses for t in c.tallies)
    )
    return bool(attacks) and (bool(mine & fell) or lost)


_CRIMINALS = frozenset(
    {"criminals", "criminal", "robbers", "robber", "dacoits", "muggers", "thieves", "snatchers"}
)


def _of_crime(frame: Frame) -> bool:
    """Whether only robbers fell or were caught: "two suspected criminals were killed in an encounter with the police"."""
    told = [(c, t) for c in frame.clauses for t in c.tallies if t.effect in ("killed", "arrested")]
    return bool(told) and not frame.groups and all(
        any(c.scan.lower(p) in _CRIMINALS for p in range(t.first, t.last + 2)) for c, t in told
    )  # fmt: skip


def _freed_once(frames: Sequence[Frame]) -> list[Frame]:
    """The frames; a rescue that is told twice, as news and then day by day, is one."""
    kept: list[Frame] = []
    for frame in frames:
        saved = _rescued(frame)
        same = next(
            (f for f in kept if saved and _rescued(f) == saved and not (_dead(f) and _dead(frame))), None
        )
        if same is None:
            kept.append(frame)
            continue
        for clause in frame.clauses:
            same.take(clause, None)
        if frame.when is not None and (same.when is None or same.when.precision != "day"):
            same.when = frame.when
    return kept


def _rescued(frame: Frame) -> int:
    return max((t.value or 0 for c in frame.clauses for t in c.tallies if t.effect == "rescued"), default=0)


def _summed(frame: Frame, frames: Sequence[Frame]) -> bool:
    """ "More than 900 militants have been killed in operations this year": a sum over many."""
    if (
        frame.when is not None and frame.when.precision in ("day", "week")
    ) or "conviction" in frame.operations:
        return False
    if frame.when is not None and frame.when.precision == "year":
        return True
    told = [c for c in frame.clauses if c.tallies]
    return frame is not frames[0] and bool(told) and all(
        c.scan.sentence.kind == "body" and c.scan.cued("aggregate", c.first, c.last) for c in told
    )  # fmt: skip


def _counted(frame: Frame) -> bool:
    return any(c.tallies for c in frame.clauses)


def _done(frame: Frame) -> bool:
    """Whether its words say that it was carried through: a bomb made safe, a sentence passed, a town retaken."""
    return any(
        w.get("done") or w.get("operation") in ("defusal", "conviction")
        for c in frame.clauses
        for _, w in c.operations
    )


def _told_apart(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether a frame says what others say better: the sum of two raids, or one of the raids that a sum covers."""
    alike = [f for f in frames if f is not frame and f.operations & frame.operations and _dead(f) is not None]
    if frame.announces and _dead(frame) is None:
        return any(f is not frame and not f.announces and f.operations & frame.operations for f in frames)
    if frame.announces:
        single = [f for f in alike if not f.announces]
        return (
            len(single) > 1
            or any(_dead(f) == _dead(frame) for f in single)
            or (bool(single) and _dead(frame) is None)
        )
    sums = [f for f in alike if f.announces and _first(f) <= _first(frame)]
    others = [f for f in alike if not f.announces]
    if (
        len(others) > 1
        and any(_dead(f) == _dead(frame) for f in sums)
        and sum(_dead(f) or 0 for f in others) == _dead(frame)
    ):
        return True  # the sum once more, in other words
    return bool(sums) and not others and _dead(frame) not in (None, *(_dead(f) for f in sums))


def _first(frame: Frame) -> int:
    return frame.clauses[0].scan.sentence.index


def _dead(frame: Frame) -> int | None:
    found = choose(frame, "killed", roles=("militants", "attackers"))
    if found is None and choose(frame, "killed", roles=("security_forces",)) is None:
        found = choose(frame, "killed", roles=("people",))
    return found.value if found is not None else None


def _stands(frame: Frame) -> bool:
    """Whether something was done: people killed, held or freed, a bomb made safe, a place searched."""
    counted = any(c.tallies for c in frame.clauses)
    acts = frame.operations
    if "arrest" in acts and len(acts) == 1:
        return counted or any(w.get("done") for c in frame.clauses for _, w in c.operations)
    if acts & {"defusal", "conviction", "clearance"}:
        return True
    strong = any(not w.get("weak") for c in frame.clauses for _, w in c.operations)
    return counted or (strong and any(c.places for c in frame.clauses))


def kinds(frame: Frame) -> list[str]:
    """The operations that the frame tells of: people held in a raid are an arrest, unless people died in it.

    A raid that is told for itself, with its place, stays one beside the arrest: "Police raided a house in Nowshera. Four were held."
    """
    acts = frame.operations
    first = next(name for name in _ORDER if name in acts)
    fought = any(c.attacks for c in frame.clauses)
    if first == "arrest" and not fought and choose(frame, "killed", roles=("militants",)) is not None:
        return ["raid"]
    if first == "raid" and "arrest" in acts and choose(frame, "killed", roles=_OTHERS) is None:
        held = min((c.scan.sentence.index for c in frame.clauses if any(t.effect == "arrested" for t in c.tallies)), default=0)  # fmt: skip
        # What is searched after the arrest is the arrest's.
        apart = any(_apart(c) for c in frame.clauses if c.scan.sentence.index <= held)
        return ["raid", "arrest"] if apart else ["arrest"]
    if first == "defusal" and "arrest" in acts and any(c.tallies and not c.operations for c in frame.clauses):
        return ["defusal", "arrest"]
    if (
        first == "conviction"
        and "arrest" in acts
        and any(t.effect == "arrested" and not c.operations for c in frame.clauses for t in c.tallies)
    ):
        return ["conviction", "arrest"]
    return [first]


def _apart(clause: Clause) -> bool:
    """Whether a raid is told for itself, with a place, and not as the occasion of an arrest ("held two in a raid")."""
    raids = [m for m, w in clause.operations if w.get("operation") == "raid" and not w.get("weak")]
    held = [t.first for t in clause.tallies if t.effect == "arrested"]
    if not raids or not clause.places:
        return False
    if not held:
        return True
    between = [clause.scan.lower(p) for p in range(raids[0].last, min(held))]
    plural = clause.scan.lower(raids[0].last - 1).endswith("s")
    return plural and "and" in between and "which" not in between


def operation(story: Story, frame: Frame, name: str, attacks: Sequence[Built]) -> dict[str, Any]:
    """The fields of the event of one kind, for `Operation`."""
    split = len(kinds(frame)) > 1
    own = choose(frame, "killed", roles=("security_forces",)) or shared(frame, "killed")
    own = fallen(story, frame, own)
    hurt = choose(frame, "injured", roles=("security_forces",)) or (
        choose(frame, "injured", roles=("people",)) if own is not None else None
    )
    dead = choose(frame, "killed", roles=("militants", "attackers"))
    if dead is None:
        dead = choose(frame, "killed", roles=("people",)) if own is None else None
    dead = dead or felled(frame)
    if name == "conviction":
        # Whom the convicted killed is the attack's toll.
        own = hurt = dead = None
    main = next((built for built in attacks if built.main), attacks[0] if attacks else None)
    about = _followed(story, frame, attacks) or main
    return {
        "operation": name,
        "date": when(story, frame, main),
        "places": places(story, frame),
        "arrested": None
        if (split and name in ("raid", "defusal")) or (name == "conviction" and not split)
        else count(choose(frame, "arrested")),
        "rescued": count(choose(frame, "rescued")),
        "killed": count(dead),
        "injured": None
        if name == "conviction"
        else count(choose(frame, "injured", roles=("militants", "attackers"))),
        "own_killed": count(own),
        "own_injured": count(hurt),
        "against": against(frame),
        "by": force(frame),
        "about": about.reference if about is not None else None,
    }


def _followed(story: Story, frame: Frame, attacks: Sequence[Built]) -> Built | None:
    """Of several attacks that are the news, the one it follows: told in its sentences, else in its paragraph, else of its city."""
    main = [built for built in attacks if built.main]
    if len(main) < 2:
        return None
    for near in ("index", "paragraph"):
        here = {getattr(clause.scan.sentence, near) for clause in frame.clauses}
        told = [
            built
            for built in main
            if any(getattr(clause.scan.sentence, near) in here for clause in built.frame.clauses)
        ]
        if len(told) == 1:
            return told[0]
    cities = {place.city for place in places(story, frame) if place.city}
    there = [built for built in main if built.place.city in cities]
    return there[0] if len(there) == 1 else None


def when(story: Story, frame: Frame, main: Built | None) -> When:
    """The operation's day: its own, else of those that it is one of, of the speech which tells of it, of publication."""
    if frame.when is not None and frame.when.start <= story.published:
        return frame.when
    # "On January 7, nineteen were killed in three operations": the day of those that are then told one by one.
    first = frame.clauses[0].scan.sentence.index
    for other in reversed(story.frames):
        if other.announces and other.when is not None and other.clauses[0].scan.sentence.index < first:
            return other.when if other.when.start <= story.published else day(story.published)
    spoken = [d.when for c in frame.clauses for d in c.said if d.when.precision == "day"]
    if spoken:
        return spoken[0]
    return day(story.published)


def places(story: Story, frame: Frame) -> tuple[Place, ...]:
    """Every place that the clauses name for the operation, finest first in the order of the text."""
    found: list[Spot] = []
    for clause in frame.clauses:
        found += [spot for spot in clause_spots(story, clause) if spot.weight >= 1.0]
    named: dict[tuple[str, str], Place] = {}
    for spot in found:
        entry = spot.entry
        if entry.kind in ("city", "site") and entry.city:
            key = (entry.country, entry.city)
            if key not in named:
                place = resolve([s for s in found if s.entry.city == entry.city], None, None)
                if place is not None:
                    named[key] = place
    if named:
        return tuple(named.values())
    if not found:
        # "In another engagement, three more were killed": where the last was that names a place.
        before = [
            f
            for f in story.frames
            if f is not frame
            and f.type == "operation"
            and f.clauses[0].scan.sentence.index < frame.clauses[0].scan.sentence.index
        ]
        for other in reversed(before[-4:]):
            if any(c.places for c in other.clauses):
                return places(story, other)
    place = resolve(found, None, story.dateline if not found else None)
    if place is not None and place.city is None and "conviction" in frame.operations:
        # "DHAKA: A Bangladesh court sentenced": it sits where the news comes from.
        seat = resolve([], None, story.dateline)
        place = seat if seat is not None and seat.country == place.country and place.admin1 is None else place
    return (place,) if place is not None else ()


def force(frame: Frame) -> str | None:
    """Who carried it out: the force named first before its verb or its noun."""
    for clause in frame.clauses:
        for match, word in clause.scan.words("force"):
            if clause.first <= match.first < clause.last and not (
                word.id == "court" and "conviction" not in frame.operations
            ):
                return str(word.get("name"))
    return None


def against(frame: Frame) -> tuple[Group, ...]:
    """The groups that it was against."""
    found: dict[str, Group] = {}
    for clause in frame.clauses:
        for match, word in clause.scan.words("group"):
            found.setdefault(
                word.id,
                Group.model_construct(name=clause.scan.sentence.text[match.start : match.end], code=word.id),
            )
    return tuple(found.values())
