"""Frames: the clauses of an article gathered by the event that they tell of.

Theory: clauses are taken in the order of the text. A clause with a day or a place of its own joins the frame that it agrees
with, or opens one; "in a separate incident" opens one; "since a 2008 bombing" opens an older one. A clause without either
speaks of the event that was told last in its paragraph, else of the article's first. What is planned, foiled or told of many
attacks at once opens nothing.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache, cached_property

from schemas import When
from streams.security.clauses import Clause, clauses, speech_day
from streams.security.frame import City, Frame, announces, day, finer, overlap
from streams.security.scan import Scan
from streams.security.spots import Spot, capital, resolve, spots
from streams.text.document import Document
from streams.text.places import Entry, lookup, prevailing

#: An attack this long before publication is no longer the news, unless nothing else is.
RECENT = timedelta(days=10)
#: Events of one article at most: a bound on the work for text made to be costly.
_MOST = 40
#: The sentences that tell which country an article is about.
_HEAD = 12
_MILD = ("other", "shooting", "armed_clash")


class Story:
    """An article read for security: its scans, its country, its frames."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.published = document.published_on
        self.dateline = self._dateline()
        self.scans: list[Scan] = []
        country = self.dateline.country if self.dateline else prevailing(document.sentences[:_HEAD])
        for sentence in document.sentences:
            self.scans.append(Scan(sentence, self.published, country))

    def _dateline(self) -> Entry | None:
        written = self.document.dateline or next(
            (name for s in self.document.sentences[:6] if (name := Scan(s, self.published, None).dateline)),
            None,
        )
        if not written:
            return None
        name = written.split("/")[0].split(",")[0].strip().title()
        found = lookup(name)
        if len(found) < 2:
            return found[0] if found else None
        home = prevailing(self.document.sentences[:_HEAD])
        return next((entry for entry in found if entry.country == home), found[0])

    @cached_property
    def country(self) -> str | None:
        """The country that most of the article's places lie in, the head of the article counting most."""
        weights: dict[str, float] = {}
        for scan in self.scans:
            if scan.sentence.index > 8 and weights:
                break
            worth = {"headline": 3.0, "lead": 2.0, "bullet": 1.5}.get(scan.sentence.kind, 1.0)
            for place in scan.places:
                # A country's name is as often that of who speaks as of where it happened.
                share = 1.0 if place.entry.kind == "country" else 2.0
                weights[place.entry.country] = weights.get(place.entry.country, 0.0) + worth * share
        if self.dateline is not None:
            weights[self.dateline.country] = weights.get(self.dateline.country, 0.0) + 4.0
        return max(weights, key=lambda code: (weights[code], code), default=None)

    @cached_property
    def frames(self) -> list[Frame]:
        """The events, in the order in which the text first tells them."""
        found: list[Frame] = []
        for scan in self.scans:
            for clause in clauses(scan):
                self._place_clause(found, clause)
        return found

    def _place_clause(self, found: list[Frame], clause: Clause) -> None:
        scan = clause.scan
        if scan.cued("hypothetical", clause.first, clause.last) and not clause.tallies:
            return
        when = clause.when
        if clause.bare and found:
            _bare(self, found, clause, when)
            return
        separate = scan.cued("separate", clause.first, clause.last)
        frame = _matching(self, found, clause, when, separate=separate)
        if (
            frame is None
            and clause.type == "attack"
            and clause.definite
            and not (clause.tallies or clause.older or self._elsewhere(found, clause))
        ):
            # "China condemned the bombing on Sunday": the day is that of the speech.
            frame = next((f for f in found if f.type == clause.type and not f.older), None)
            when = frame.when if frame is not None else when
        if frame is None:
            if not self._opens(clause, when, found):
                return
            if len(found) >= _MOST:
                return
            frame = Frame(str(clause.type), when=when, older=clause.older)
            last = next((f for f in reversed(found) if f.type == clause.type and not f.older), None)
            frame.inherited = last.when if last else None
            found.append(frame)
        elif frame.when is None or (when is not None and finer(when, frame.when)):
            frame.when = when if when is not None else frame.when
        frame.take(clause, city_of(self, clause))

    def _opens(self, clause: Clause, when: When | None, found: list[Frame]) -> bool:
        """Whether a clause may open a frame: it tells a fact about one event."""
        scan = clause.scan
        if clause.type == "operation":
            strong = any(not w.get("weak") for _, w in clause.operations)
            if scan.sentence.kind == "body" and not clause.places and when is None and "been" in [scan.lower(t.at - 1) for t in clause.tallies]:  # fmt: skip
                return False  # "more than 1,000 militants have been killed in the operation"
            return (
                bool(clause.tallies)
                or (strong and not clause.plural)
                or (strong and not scan.cued("aggregate"))
            )
        counted = any(t.effect in ("killed", "injured", "abducted") for t in clause.tallies)
        vague = scan.cued("aggregate") or scan.cued("hypothetical", clause.first, clause.last)
        if clause.plural and (vague or not (when is not None and when.precision == "day")) and found:
            return False
        if vague and not (when is not None and when.precision in ("day", "month")):
            return False
        real = any(word.get("form") != "means" for _, word in clause.attacks)
        particular = any(not word.get("generic") for _, word in clause.attacks)
        if clause.older:
            return when is not None or counted
        if not found:
            return real or counted
        return (particular or counted) and (when is not None or counted or self._elsewhere(found, clause))

    def _elsewhere(self, found: list[Frame], clause: Clause) -> bool:
        place = city_of(self, clause)
        return place is not None and all(place not in frame.cities for frame in found)

    @cached_property
    def first_day(self) -> When:
        """The day of an event that has none: the first that the head of the article names, else that of publication."""
        told: list[When] = []
        spoken: list[When] = []
        for scan in self.scans[:8]:
            for mention in scan.dates:
                when = mention.when
                if when.precision == "day" and timedelta(0) <= self.published - when.start <= RECENT:
                    (spoken if speech_day(scan, mention) else told).append(when)
        return min(told or spoken[:1], key=lambda when: when.start, default=day(self.published))


def _bare(story: Story, found: list[Frame], clause: Clause, when: When | None) -> None:
    """People who came to harm in a sentence that names no event: in that of the sentences before, if nothing is against."""
    city = city_of(story, clause)
    near = [f for f in found if clause.scan.sentence.paragraph - f.paragraph <= 1]
    for frame in (*reversed(near), *found):
        if frame.older and clause.scan.sentence.paragraph != frame.paragraph:
            continue
        if _agrees(frame, clause, when, city):
            frame.take(clause, city)
            return
    if when is not None and when.precision == "day" and city is not None and len(found) < _MOST:
        frame = Frame("attack", when)
        frame.take(clause, city)
        found.append(frame)


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


def _matching(
    story: Story, found: list[Frame], clause: Clause, when: When | None, *, separate: bool
) -> Frame | None:
    """The frame that a clause speaks of, None if it opens its own."""
    last = found[-1] if found else None
    if (
        clause.type == "attack"
        and last is not None
        and last.type == "operation"
        and clause.scan.sentence.paragraph - last.paragraph <= 2
        and (when is None or not clause.tallies)
        and all(
            word.get("kind") == "armed_clash" and not word.text.startswith("ambush")
            for _, word in clause.attacks
        )
    ):
        return last  # the exchange of fire in a raid
    same = [frame for frame in found if frame.type == clause.type]
    if not same:
        return None
    if clause.type == "operation":
        return _operation(story, same, clause, when)
    if separate and _has_substance(clause):
        return None
    city = city_of(story, clause)
    agreeing = [frame for frame in same if _agrees(frame, clause, when, city)]
    if clause.older:
        return next((f for f in agreeing if f.older and when is not None), None)
    if when is not None:
        if known := next((f for f in agreeing if f.when is not None and overlap(f.when, when)), None):
            return known
        if (
            when.precision in ("month", "year")
            and story.published - when.end > RECENT
            and not clause.definite
        ):
            # "Last November a suicide bomber ..." is not the news, also where that has no day yet.
            return None
        return next((f for f in agreeing if f.when is None and (f is found[0] or clause.definite)), None)
    near = [f for f in agreeing if f.paragraph == clause.scan.sentence.paragraph]
    if near:
        return near[-1]
    if scan_is_older(clause):
        return None
    return agreeing[0] if agreeing else None


def scan_is_older(clause: Clause) -> bool:
    """Whether the clause points to the past without a date: "previous attacks"."""
    return any(
        clause.scan.lower(match.first - 1)
        in ("previous", "earlier", "past", "similar", "other", "recent", "such")
        for match, _ in clause.attacks
    )


def _has_substance(clause: Clause) -> bool:
    return bool(clause.attacks) or bool(clause.tallies)


def _agrees(frame: Frame, clause: Clause, when: When | None, city: City | None) -> bool:
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
        and not clause.definite
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
        if known and city not in known and not any(_within(city, k) for k in known):
            return False
    return not _other_kind(frame, clause)


def _other_toll(frame: Frame, clause: Clause) -> bool:
    """Whether a clause tells of other numbers of dead than an older event's."""
    mine = {t.value for t in clause.tallies if t.effect == "killed"}
    return bool(mine) and bool(frame.killed) and not mine & frame.killed


@cache
def _within(one: City, other: City) -> bool:
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
    mine = {str(w.get("kind")) for _, w in clause.attacks} - set(_MILD)
    theirs = frame.kinds - set(_MILD)
    if not mine or not theirs:
        return False
    bombs = {"bombing", "suicide_bombing"}
    return not (
        mine & theirs
        or (mine & bombs and theirs & bombs)
        or {"hostage_taking", "abduction"} & (mine | theirs)
    )


def _operation(story: Story, same: list[Frame], clause: Clause, when: When | None) -> Frame | None:
    kinds = {str(w.get("operation")) for _, w in clause.operations if w.get("operation") != "sweep"}
    if any(t.effect == "arrested" for t in clause.tallies):
        kinds = {"arrest"} if not kinds & {"conviction", "clearance"} else kinds
    weak = all(w.get("weak") for _, w in clause.operations)
    if "conviction" in kinds:
        return next((frame for frame in same if "conviction" in frame.operations), None)
    city = city_of(story, clause)
    counts = {(t.effect, t.role): t.value for t in clause.tallies}
    if clause.scan.cued("separate", clause.first, clause.last) and not weak:
        return None
    if not weak and any(clause.scan.lower(match.first - 1) == "another" for match, _ in clause.operations):
        return None
    # What announces several operations is apart from the one by one telling.
    for frame in reversed([frame for frame in same if frame.announces == announces(clause)]):
        mine = frame.operations
        if kinds and mine and not kinds & mine and not weak:
            continue
        if when is not None and frame.when is not None and not overlap(when, frame.when):
            continue
        known = frame.cities
        if city is not None and known and city not in known and not any(_within(city, k) for k in known):
            continue
        if any(frame.counts.get(key) not in (None, value) for key, value in counts.items()):
            # "Six were killed in one district", then "five more": the second is another operation.
            if city is not None and city not in known:
                continue
            if any(word == "more" for word in (clause.scan.lower(t.first + 1) for t in clause.tallies)):
                continue
        return frame
    return None
