"""Which of an article's events a clause speaks of, and where it places it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from schemas import When
from streams.security.actions import launched
from streams.security.agreeing import (
    agrees,
    armed,
    far_apart,
    has_substance,
    operation_frame,
    other_toll,
    same_count,
    scan_is_older,
    that,
)
from streams.security.capitals import capital
from streams.security.clause import Clause
from streams.security.frame import City, Frame, overlap
from streams.security.spots import Spot, resolve, spots

if TYPE_CHECKING:
    from streams.security.frames import Story

#: An attack this long before publication is no longer the news, unless nothing else is.
RECENT = timedelta(days=10)


#: Events of one article at most: a bound on the work for text made to be costly.
MOST = 40


#: How a text goes on about the group named last.
_ITSELF = frozenset({"group", "outfit", "organisation", "organization", "spokesperson", "spokesman"})


#: The sentences that tell which country an article is about.
HEAD = 12


def bare(story: Story, found: list[Frame], clause: Clause, when: When | None) -> None:
    """People who came to harm in a sentence that names no event: in that of the sentences before, if nothing is against."""
    city = city_of(story, clause)
    near = [f for f in found if clause.scan.sentence.paragraph - f.paragraph <= 1]
    for frame in (*reversed(near), *found):
        if when is not None and frame.type != "attack":
            continue
        if frame.older and clause.scan.sentence.paragraph != frame.paragraph:
            continue
        if (
            city is not None
            and frame is not found[0]
            and not frame.cities
            and frame.killed
            and anew_dead([frame], clause)
        ):
            continue
        if agrees(frame, clause, when, city) and not (
            when is not None
            and frame.when is None
            and (
                far_apart(frame, clause)
                or (frame.inherited is not None and not overlap(when, frame.inherited))
            )
        ):
            frame.take(clause, city)
            return
    acted = city is not None or armed(clause) or (clause.older and anew_dead(found, clause))
    dated = when is not None and (
        when.precision == "day"
        or (
            when.precision == "month"
            and (armed(clause) or (city is not None and not any(city in f.cities for f in found)))
        )
        or (
            when.precision == "year"
            and city is not None
            and _one_dead(clause)
            and story.published - when.end > RECENT
        )
    )
    told = (
        when is not None
        and when.precision == "day"
        and story.published - when.end > RECENT
        and any(t.effect == "killed" for t in clause.tallies)
    )
    if dated and (acted or told) and len(found) < MOST:
        frame = Frame("attack", when)
        frame.take(clause, city)
        found.append(frame)


def _one_dead(clause: Clause) -> bool:
    """Whether one person was killed, and nobody else is counted."""
    return [t.value for t in clause.tallies if t.effect == "killed"] == [1]


def anew_dead(found: list[Frame], clause: Clause) -> bool:
    """Whether a clause counts dead that no frame has: "came after one on Wednesday that killed four militants"."""
    dead = {t.value for t in clause.tallies if t.effect == "killed"} - {None}
    return bool(dead) and all(not dead & frame.killed for frame in found)


def clause_spots(story: Story, clause: Clause) -> list[Spot]:
    """The places that a clause gives its event."""
    found = spots(clause.scan, clause.places)
    home = capital(clause.scan, clause.first, clause.last, story.country)
    if home is not None and not any(s.entry.kind in ("city", "site") for s in found):
        found.append(Spot(home, 3.0, home.name, clause.scan.sentence.index))
    return found


def city_of(story: Story, clause: Clause) -> City | None:
    """Country and city of a clause, where it names one as the place of the event."""
    if not (clause.places or any(token.lower == "capital" for token in clause.scan.tokens)):
        return None
    place = resolve([s for s in clause_spots(story, clause) if s.weight >= 1.0], None, None)
    if place is None or place.city is None or place.country is None:
        return None
    return place.country, place.city


def matching(
    story: Story, found: list[Frame], clause: Clause, when: When | None, *, separate: bool
) -> Frame | None:
    """The frame that a clause speaks of, None if it opens its own."""
    last = found[-1] if found else None
    if (
        clause.type == "attack"
        and last is not None
        and last.type == "operation"
        and clause.scan.sentence.paragraph - last.paragraph <= 2
        and (
            when is None or not clause.tallies or when == last.when or (last.when is None and _forces(clause))
        )
        and all(
            (word.get("kind") == "armed_clash" and not word.text.startswith("ambush"))
            or (word.text in ("firing", "gunfire") and _forces(clause))
            for _, word in clause.attacks
        )
    ):
        return last  # the exchange of fire in a raid
    same = [frame for frame in found if frame.type == clause.type]
    if not same:
        return None
    if clause.type == "operation":
        return operation_frame(same, clause, when, city_of(story, clause))
    city = city_of(story, clause)
    if separate and has_substance(clause):
        # "Another blast in Hangu injured 12", told again further down.
        return next(
            (
                f
                for f in same
                if city is not None and city in f.cities and f is not same[0] and same_count(f, clause)
            ),
            None,
        )
    agreeing = [frame for frame in same if agrees(frame, clause, when, city)]
    if clause.older:
        return next((f for f in agreeing if f.older and when is not None), None)
    if (
        when is not None
        and (not clause.definite or other_toll(agreeing, clause))
        and when.precision != "day"
        and when.end < story.published
        and any(c.scan.sentence.kind != "headline" for f in agreeing if f.when is None for c in f.clauses)
    ):
        agreeing = [f for f in agreeing if f.when is not None]
    if when is not None:
        old = story.published - when.end > RECENT
        if known := next((f for f in agreeing if f.when is not None and overlap(f.when, when)), None):
            return known
        if going := next((f for f in agreeing if f.when is None and goes_on(story.latest, f, clause)), None):
            return going
        if old and same_taking(found[0], clause):
            return found[0]
        if old and not clause.definite:
            # "Last November a suicide bomber ..." is not the news, also where that has no day yet.
            return None
        return next(
            (
                f
                for f in agreeing
                if f.when is None
                and (f is found[0] or clause.definite or (city in f.cities and launched(clause)))
                and not far_apart(f, clause, old=old)
                and not _told_aside(f, clause, city)
            ),
            None,
        )
    if story.latest is not None and story.latest in agreeing and that(clause):
        return story.latest
    near = [f for f in agreeing if f.paragraph == clause.scan.sentence.paragraph]
    if clause.plural or clause.definite:
        near = [f for f in near if not f.older] or (near if not clause.plural else [])
    if near:
        return near[-1]
    if scan_is_older(clause):
        return None
    if city is not None and clause.definite and agreeing and city not in agreeing[0].cities:
        # "the Surabaya attacks" are those that were told to have been there
        there = [f for f in agreeing if city in f.cities and not f.older]
        if len(there) == 1:
            return there[0]
    if agreeing and agreeing[0] is not same[0] and _recalled(agreeing[0], same[0], clause):
        return same[0]
    agreeing = [f for f in agreeing if not f.older] or agreeing
    return (_of_group(story, agreeing, clause) or agreeing[0]) if agreeing else None


def same_taking(frame: Frame, clause: Clause) -> bool:
    """Whether a clause dates the taking that the sentence before told undated: "It killed the soldiers, kidnapped December 22"."""
    return (
        frame.when is None
        and not frame.older
        and "abduction" in frame.kinds
        and not clause.tallies
        and all(w.get("kind") == "abduction" for _, w in clause.attacks)
        and clause.scan.sentence.index - frame.clauses[-1].scan.sentence.index <= 1
    )


def goes_on(latest: Frame | None, frame: Frame, clause: Clause) -> bool:
    """Whether a clause goes on telling what the sentence before began: "Separately, a doctor was kidnapped. Gunmen on Friday stopped his car"."""
    return (
        frame is latest
        and len(frame.clauses) == 1
        and clause.scan.sentence.index - frame.clauses[0].scan.sentence.index == 1
        and clause.scan.sentence.kind != "headline"
        and frame.clauses[0].scan.sentence.kind != "headline"
        and not any(t.effect == "killed" for t in clause.tallies)
    )


def _forces(clause: Clause) -> bool:
    """Whether only soldiers and militants came to harm."""
    return bool(clause.tallies) and all(t.role in ("security_forces", "militants") for t in clause.tallies)


def _told_aside(frame: Frame, clause: Clause, city: City | None) -> bool:
    """Whether a clause deep in the text has a day, a town and a toll of its own: "on Monday, 19 people were killed in ..."."""
    mine = {t.value for t in clause.tallies if t.effect == "killed"} - {None}
    led = (
        bool(clause.dates) and clause.dates[0].first <= clause.scan.begin + 1
    )  # "On Monday, three officers ..."
    return (
        ((city is not None and city not in frame.cities) or led)
        and not clause.definite
        and clause.scan.sentence.index > HEAD // 2
        and bool(mine)
        and bool(frame.killed - {None})
        and not mine & frame.killed
    )


def _of_group(story: Story, agreeing: list[Frame], clause: Clause) -> Frame | None:
    """The one attack of the group that a clause names or means by "the group", where the first is of another group."""
    first, scan = agreeing[0], clause.scan
    groups = {word.id for _, word in scan.words("group")}
    if not groups and story.latest is not None and scan.lower(scan.begin) == "the" and scan.lower(scan.begin + 1) in _ITSELF:  # fmt: skip
        groups = story.latest.groups
    if not groups or not first.groups or groups & first.groups:
        return None
    theirs = [frame for frame in agreeing if groups & frame.groups and not frame.older]
    return theirs[0] if len(theirs) == 1 else None


def _recalled(found: Frame, news: Frame, clause: Clause) -> bool:
    """Whether "the attack" is that of the news, though the clause names another place, and not one that the text only recalled."""
    return (
        clause.definite
        and not clause.tallies
        and not news.older
        and found.when is not None
        and found.when.precision in ("month", "year")
    )
