"""Attacks: frames made into events, with their kind, place, target, toll and who is said to have done it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from schemas import AttackRef, Place, When
from streams.security.actions import launched
from streams.security.agreeing import scan_is_older
from streams.security.captivity import captives
from streams.security.choose import choose, count, victims
from streams.security.clause import Clause
from streams.security.frame import Frame, main_when
from streams.security.frames import Story
from streams.security.kinds import kind_of, such
from streams.security.matching import clause_spots
from streams.security.nearby import town_nearby, written_afar
from streams.security.onward import hours_on
from streams.security.perpetrators import Parties
from streams.security.spots import Spot, resolve, spots
from streams.security.sums import set_upon
from streams.security.targets import target
from streams.security.utterance import Said
from streams.text.places import Entry

#: Attacks not older than this before the article's first one are news with it.
_WITH = timedelta(days=1)
#: The least weight of a place that a sentence tells as where something was ("in", "of").
_TOLD = 2.0
_LONG_AGO = timedelta(days=60)
_LANDS = frozenset(
    {
        "communities",
        "community",
        "town",
        "towns",
        "city",
        "cities",
        "village",
        "villages",
        "province",
        "soil",
        "territory",
        "kibbutz",
        "kibbutzim",
        "region",
    }
)
_SAME = frozenset({"district", "area", "neighbourhood", "neighborhood", "place", "region", "location", "village", "tehsil"})  # fmt: skip
_TOWN = frozenset({"city", "capital", "town"})
_LOCAL = frozenset({"chowk", "road", "street", "bazaar", "bazar", "square", "colony", "area", "sector", "town", "village", "neighbourhood", "neighborhood", "locality", "suburb", "meadow", "hotel", "base", "mosque", "church", "market"})  # fmt: skip


@dataclass(slots=True)
class Built:
    """An attack as read, before it becomes an event: what statements and operations refer to."""

    frame: Frame
    kind: str
    when: When
    place: Place
    main: bool

    @property
    def reference(self) -> AttackRef:
        """The attack by its date and place."""
        return AttackRef.model_construct(date=self.when, place=self.place)


def build(story: Story) -> list[Built]:
    """The attacks of an article, main ones first told first."""
    frames = [frame for frame in story.frames if frame.type == "attack" and _is_attack(frame)]
    days = [frame.when for frame in frames[1:] if frame.when is not None]
    anchor = _when(story, frames[0], main_when(frames, story.published), days) if frames else None
    anchor = anchor or main_when(frames, story.published)
    found: list[Built] = []
    for number, frame in enumerate(frames):
        when = _when(story, frame, anchor, days if number == 0 else None)
        if when is None:
            continue
        place = _place(story, frame)
        if found and (place is None or _same_place(frame) or (place.city is None and place.country == found[0].place.country)):  # fmt: skip
            near = found[0].place if place is None or hours_on(frame.clauses[0].scan) else place
            place = _same_town(frame, found[0].place) or near
        if place is None:
            continue
        news = when.precision == "day" or any(c.scan.sentence.kind != "body" for c in frame.clauses)
        main = (
            news
            and not frame.older
            and (number == 0 or when.end >= anchor.start - (_WITH if _heads(frame) else timedelta(0)))
        )
        if when.end < story.published - _LONG_AGO or (number > 0 and when.precision in ("month", "year")):
            main = False
        if number == 0 and _behind_operation(story, frame, when):
            main = False
        if number > 0 and any(scan_is_older(clause) for clause in frame.clauses):
            main = False  # "a similar blast on Sunday"
        kind = kind_of(story, frame)
        if kind == "other" and found and any(such(clause) for clause in frame.clauses):
            kind = found[0].kind
        found.append(Built(frame, kind, when, place, main))
    return found


def _behind_operation(story: Story, frame: Frame, when: When) -> bool:
    """Whether the news is an operation, and the attack one of days before: "troops freed the men abducted on July 15"."""
    first = next((f for f in story.frames if f.type == "operation" or f.killed), None)
    if first is None or first.type != "operation" or not (first.counts or "conviction" in first.operations):
        return False
    answered = any(clause.join == "in response to" for clause in frame.clauses)
    before = answered or (not _heads(frame) and any(_answered_by(clause) for clause in frame.clauses))
    return before or story.published - when.end > timedelta(days=5)


def _answered_by(clause: Clause) -> bool:
    """Whether a clause tells what the operation answers, or what was the day before it: "in response to the recent blast"."""
    if any(clause.scan.lower(m.first - 1) == "recent" for m, _ in clause.attacks):  # fmt: skip
        return True
    at = range(clause.first, clause.last)
    return any((clause.scan.lower(p), clause.scan.lower(p + 1)) == ("day", "earlier") for p in at)


def _heads(frame: Frame) -> bool:
    """Whether the head of the article tells of it."""
    return any(clause.scan.sentence.kind != "body" for clause in frame.clauses)


def _is_attack(frame: Frame) -> bool:
    """Whether the frame has more than a generic word: a kind, or people who came to harm."""
    told = any(not w.get("generic") for c in frame.clauses for _, w in c.attacks) or any(
        set_upon(c) for c in frame.clauses
    )
    harmed = any(t.effect in ("killed", "injured", "abducted") for c in frame.clauses for t in c.tallies)
    named = [clause for clause in frame.clauses if clause.attacks]
    accident = bool(named) and all(clause.scan.cued("accident") for clause in named)
    foiled = any(c.scan.cued("hypothetical", c.first, c.last) for c in frame.clauses) and not harmed
    # "the terrorist attack in Bajaur on November 13"
    placed = frame.when is not None and frame.when.precision == "day" and bool(frame.cities)
    return (told or harmed or (placed and any((c.definite and c.attacks) or launched(c) for c in frame.clauses))) and not accident and not foiled  # fmt: skip


def _when(story: Story, frame: Frame, anchor: When, others: list[When] | None) -> When | None:
    """The day of a frame; `others` are those of the others, for the first of an article."""
    if frame.when is not None:
        return frame.when if frame.when.start <= story.published else None
    if frame.older:
        return None
    if frame.inherited is not None:
        return frame.inherited
    return story.day_but(others) if others is not None else anchor


def _place(story: Story, frame: Frame) -> Place | None:
    found: list[Spot] = []
    for clause in frame.clauses:
        found += clause_spots(story, clause)
    abroad = None if any(spot.weight >= 1.0 for spot in found) else _land(frame)
    if abroad is not None:
        return resolve([], abroad, None)
    if not any(spot.weight >= 1.0 and spot.entry.kind != "country" for spot in found):
        for clause in frame.clauses[:3]:
            found += spots(clause.scan, clause.context, share=0.5)
    local = not any(spot.entry.kind in ("city", "site", "admin1") for spot in found)
    told_here = not frame.older or any(
        clause.scan.lower(clause.last - 2) == "here" for clause in frame.clauses
    )
    home = local and told_here and _at_home(story, found) and not written_afar(story, frame)
    place = resolve(found, story.country, story.dateline if home else None)
    if place is None:
        return None
    faint = all(spot.weight < 1.0 for spot in found if spot.entry.kind in ("city", "site"))
    if faint or place.precision == "country":
        # a dateline is the weakest that tells a town
        base = place.model_copy(update={"admin1": None, "precision": "country"}) if home else place
        place = town_nearby(story, frame, base, first=frame is story.frames[0], near=home) or place
    if place.precision == "country":
        place = _told_before(story, frame, place) or place
    if not frame.older and place.precision == "city" and story.dateline is not None and _seat(story.dateline, place):  # fmt: skip
        place = resolve([], None, story.dateline) or place
    if place.city is not None and place.locality is None:
        locality = _locality(frame)
        if locality is not None:
            return place.model_copy(update={"locality": locality, "precision": "site"})
    return place


def _seat(home: Entry, place: Place) -> bool:
    """Whether a report's town lies in the district that it names: "KHAR: ... in Bajaur"."""
    return home.kind == "city" and home.name != place.city and (home.country, home.area) == (place.country, place.city)  # fmt: skip


def _land(frame: Frame) -> str | None:
    """The country that an adjective gives: "attacked Israeli communities", "in a neighbouring Afghan province"."""
    for clause in frame.clauses[:2]:
        for place in clause.scan.places:
            if (
                place.demonym
                and clause.first <= place.first < clause.last
                and clause.scan.lower(place.last) in _LANDS
            ):
                return place.entry.country
    return None


def _same_town(frame: Frame, news: Place) -> Place | None:
    """The town of the news where an event is told to have happened in "the city" or "the capital"."""
    if news.city is None:
        return None
    for clause in frame.clauses[:3]:
        for position in range(clause.first, clause.last):
            if (
                (clause.scan.lower(position) in _TOWN and _that_one(clause, position))
                or (clause.scan.lower(position) in _SAME and clause.scan.lower(position - 1) == "same")
            ) and not any(place.first - position in (1, 2) for place in clause.scan.places):
                return news.model_copy(update={"locality": None, "name": news.city, "precision": "city"})
    return None


def _same_place(frame: Frame) -> bool:
    """ "in the same area": where the news was."""
    return frame.older and any(
        clause.scan.lower(p) in _SAME and clause.scan.lower(p - 1) == "same"
        for clause in frame.clauses[:1]
        for p in range(clause.first, clause.last)
    )


def _that_one(clause: Clause, position: int) -> bool:
    """Whether "city" is the one told: "the city", "the northwestern Pakistani city"."""
    scan = clause.scan
    if scan.lower(position - 1) in ("the", "same", "'s"):
        return True
    demonyms = {place.first for place in scan.places if place.demonym}
    back = position - 1
    while position - back < 4 and (back in demonyms or scan.lower(back).endswith(("ern", "port")) or scan.lower(back) in ("same", "garrison", "provincial")):  # fmt: skip
        back -= 1
    return back < position - 1 and scan.lower(back) == "the" and scan.lower(position + 1) != "of"


def _told_before(story: Story, frame: Frame, place: Place) -> Place | None:
    """The city of the sentence or two before a frame that names none: "... in Kabul. A week earlier, gunmen stormed a hotel"."""
    here = frame.clauses[0].scan.sentence
    for scan in reversed(story.scans[max(here.index - 2, 0) : here.index]):
        if here.paragraph - scan.sentence.paragraph > 1:
            break
        named = spots(scan, [p for p in scan.places if not p.demonym])
        told = [spot for spot in named if spot.entry.kind in ("city", "site") and spot.weight >= _TOLD]
        earlier = resolve(told, None, None) if told else None
        if earlier is not None:
            return earlier if earlier.country == place.country else None
    return None


def _at_home(story: Story, found: list[Spot]) -> bool:
    countries = {spot.entry.country for spot in found}
    provinces = {spot.entry.admin1 for spot in found if spot.entry.admin1}
    if story.dateline is not None and provinces and story.dateline.admin1 not in provinces:
        return False
    return story.dateline is not None and (not countries or story.dateline.country in countries)


def _locality(frame: Frame) -> str | None:
    """The neighbourhood or site that the text names with its noun: "Bacha Khan Chowk", "the Sur-Dakai area"."""
    for clause in frame.clauses[:4]:
        scan = clause.scan
        for table in ("site", "target"):
            for match, _ in scan.words(table):
                if not clause.first <= match.first < clause.last or scan.lower(match.last - 1) not in _LOCAL:
                    continue
                start = match.first
                while start > clause.first and scan.tokens[start - 1].text[0].isupper() and start > 1:
                    start -= 1
                if start < match.first and scan.lower(start - 1) in (
                    "at",
                    "in",
                    "near",
                    "on",
                    "the",
                    "of",
                    "outside",
                ):
                    end = match.last if scan.tokens[match.last - 1].text[0].isupper() else match.first
                    if scan.sentence.kind != "headline":
                        return scan.sentence.text[scan.tokens[start].start : scan.tokens[end - 1].end]
    return None


def attack(story: Story, built: Built, statements: list[Said], parties: Parties) -> dict[str, Any]:
    """The fields of the event that the frame gives, for `Attack`."""
    frame = built.frame
    # Militants are the victims of an air strike, in other attacks they are those who attack.
    apart = ("attackers",) if built.kind in ("air_strike", "shelling") else ("attackers", "militants")
    killed = choose(frame, "killed", without=apart)
    injured = choose(frame, "injured", without=apart)
    taken = freed = None
    if built.kind in ("abduction", "hostage_taking"):
        taken, freed, killed = captives(story, frame, killed)
    also = choose(frame, "abducted") if built.kind in ("shooting", "armed_clash", "other") else taken
    harmed = [tally for tally in (killed, injured, taken) if tally is not None]
    kinds = [kind for tally in harmed for kind in tally.kinds]
    roles = {role for tally in harmed for role in (tally.role, *(r for r, _ in tally.shares))}
    return {
        "attack": built.kind,
        "date": built.when,
        "place": built.place,
        "target": target(frame, kinds, roles, singled=built.kind == "assassination"),
        "killed": count(killed),
        "injured": count(injured),
        "victims": victims(frame, killed, injured),
        "abducted": count(also),
        "rescued": count(freed),
        "perpetrators": parties.of(story, frame, built.kind, statements),
    }
