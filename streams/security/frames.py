"""Frames: the clauses of an article gathered by the event that they tell of.

Theory: clauses are taken in the order of the text. A clause with a day or a place of its own joins the frame that it agrees
with, or opens one; "in a separate incident" opens one; "since a 2008 bombing" opens an older one. A clause without either
speaks of the event that was told last in its paragraph, else of the article's first. What is planned, foiled or told of many
attacks at once opens nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from functools import cached_property

from schemas import When
from streams.security.agreeing import (
    agrees,
    armed,
    far_apart,
    has_substance,
    operation_frame,
    same_count,
    scan_is_older,
    that,
)
from streams.security.clause import Clause
from streams.security.clauses import clauses
from streams.security.eventdays import earlier, speech_day, week_before
from streams.security.frame import City, Frame, day, finer, overlap
from streams.security.scan import Scan
from streams.security.spots import Spot, capital, resolve, spots
from streams.security.sums import another, counts_over, links_on, same_sum, told_apart
from streams.text.document import Document
from streams.text.places import Entry, lookup, prevailing

#: An attack this long before publication is no longer the news, unless nothing else is.
RECENT = timedelta(days=10)
#: Events of one article at most: a bound on the work for text made to be costly.
_MOST = 40
_ONE_OF = frozenset({"latest", "part", "amid", "follows", "after", "following", "newest", "among"})
#: The sentences that tell which country an article is about.
_HEAD = 12


class Story:
    """An article read for security: its scans, its country, its frames."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.published = document.published_on
        self.dateline = self._dateline()
        self.scans: list[Scan] = []
        self.latest: Frame | None = None
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
        linked = False
        for scan in self.scans:
            if linked and scan.sentence.kind in ("body", "bullet"):
                linked = False
                continue  # the headline of another article
            linked = links_on(scan)
            for clause in clauses(scan):
                self._place_clause(found, clause)
        return told_apart(found)

    def _place_clause(self, found: list[Frame], clause: Clause) -> None:
        scan = clause.scan
        safe = any(word.get("operation") == "defusal" for _, word in clause.operations)
        if scan.cued("hypothetical", clause.first, clause.last) and not clause.tallies and not safe:
            return
        when = (
            week_before(clause, next((f.when for f in reversed(found) if f.when is not None), None))
            or self._days_before(clause, found)
            or clause.when
            or self._counted_back(clause, found)
        )
        if clause.bare and found:
            _bare(self, found, clause, when)
            return
        if (
            when is None
            and clause.tallies
            and (scan.sentence.kind == "body" or (found and scan.sentence.kind == "lead"))
            and scan.cued("aggregate", clause.first, clause.last)
            and not clause.definite
        ):
            return  # "in the last few years hundreds have been killed in bomb blasts"
        summed = counts_over(clause)
        if summed and found and (clause.scan.sentence.kind == "body" and clause.scan.sentence.index > 3):
            return
        if summed and not any(f.sums for f in found):
            dead = {t.value for t in clause.tallies if t.effect == "killed"}
            for frame in found:
                heads = all(c.scan.sentence.kind == "headline" for c in frame.clauses)
                frame.sums = (
                    frame.type == "attack" and heads and (not frame.killed or bool(dead & frame.killed))
                )
        if clause.type == "attack" and any(f.sums for f in found):
            if summed:
                next(f for f in found if f.sums).take(clause, None)
                return
            if clause.tallies and not clause.older and not same_sum(found, clause):
                apart = [f for f in found if f.sums]
                rest = [f for f in found if not f.sums]
                self._put(rest, clause, clause.when or self._counted_back(clause, rest), sums=False)
                found[:] = [*apart, *rest]
                return
        self._put(found, clause, when, sums=summed)

    def _put(self, found: list[Frame], clause: Clause, when: When | None, *, sums: bool) -> None:
        """Give a clause to its frame, or open one."""
        separate = clause.apart or (bool(found) and another(clause)) or self._separate(found, clause)
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
            frame = Frame(str(clause.type), when=when, older=clause.older, sums=sums)
            last = next((f for f in reversed(found) if f.type == clause.type and not f.older), None)
            frame.inherited = last.when if last else None
            found.append(frame)
        elif frame.when is None or (when is not None and finer(when, frame.when)):
            frame.when = when if when is not None else frame.when
        frame.take(clause, city_of(self, clause))
        self.latest = frame

    def _counted_back(self, clause: Clause, found: list[Frame]) -> When | None:
        """The time of an older event that is told as so long before the news."""
        if clause.back is None or not clause.older:
            return None
        news = next(
            (f.when for f in found if f.type == "attack" and not f.older and f.when is not None), None
        )
        if news is not None and news.precision != "day":
            return None
        return earlier(news or self.first_day, *clause.back)

    def _opens(self, clause: Clause, when: When | None, found: list[Frame]) -> bool:
        """Whether a clause may open a frame: it tells a fact about one event."""
        scan = clause.scan
        if clause.type == "operation":
            strong = any(not w.get("weak") for _, w in clause.operations)
            if scan.sentence.kind == "body" and not clause.places and when is None and "been" in [scan.lower(t.at - 1) for t in clause.tallies if t.effect != "arrested"]:  # fmt: skip
                return False  # "more than 1,000 militants have been killed in the operation"
            return (
                bool(clause.tallies)
                or (strong and not clause.plural)
                or (strong and not scan.cued("aggregate"))
            )
        counted = any(t.effect in ("killed", "injured", "abducted") for t in clause.tallies)
        vague = scan.cued("aggregate") or scan.cued("hypothetical", clause.first, clause.last)
        if self._wave(clause) and not (when is not None and when.precision == "day"):
            return False
        if clause.plural and (vague or not (when is not None and when.precision == "day")) and found:
            return False
        if vague and not (when is not None and when.precision in ("day", "month")):
            return False
        real = any(word.get("form") != "means" for _, word in clause.attacks)
        particular = any(not word.get("generic") for _, word in clause.attacks)
        if clause.older:
            return when is not None or counted
        if not found or (scan.sentence.kind != "body" and not any(f.type == "attack" for f in found)):
            return real or counted
        mild = all(
            word.get("kind") == "armed_clash"
            or (word.get("form") == "noun" and scan.lower(match.last - 1).endswith("s"))
            for match, word in clause.attacks
            if not word.get("generic")
        )
        if mild and not counted and when is not None and when.precision != "day":
            return False  # "the neighbours exchanged fire in October"
        return (particular or counted) and (when is not None or counted or self._elsewhere(found, clause))

    def _separate(self, found: list[Frame], clause: Clause) -> bool:
        """Whether a cue parts a clause from the event before; "a second blast" at the same place is of the same attack."""
        for match, word in clause.scan.words("cue"):
            if word.get("cue") == "separate" and clause.first <= match.first < clause.last:
                if not word.text.endswith(("blast", "explosion", "bomber")):
                    return True
                if any(t.effect == "killed" for t in clause.tallies) or self._elsewhere(found, clause):
                    return True
        return False

    def _days_before(self, clause: Clause, found: list[Frame]) -> When | None:
        """ "Days before, gunmen ...", "Weeks earlier, ...": roughly so long before the news."""
        scan = clause.scan
        unit = scan.lower(scan.begin)
        if (
            clause.first > scan.begin
            or unit not in ("days", "weeks")
            or scan.lower(scan.begin + 1) not in ("before", "earlier", "ago", "prior")
        ):
            return None
        news = next(
            (
                f.when
                for f in found
                if f.type == "attack" and f.when is not None and f.when.precision == "day"
            ),
            None,
        )
        return earlier(news or self.first_day, 0, unit.removesuffix("s"))

    def _wave(self, clause: Clause) -> bool:
        """Whether a clause tells of a wave of attacks, rather than of "the latest in a wave"."""
        scan = clause.scan
        return any(
            word.get("cue") == "wave"
            and clause.first <= match.first < clause.last
            and not any(scan.lower(p) in _ONE_OF for p in range(match.first - 4, match.first))
            for match, word in scan.words("cue")
        )

    def _elsewhere(self, found: list[Frame], clause: Clause) -> bool:
        place = city_of(self, clause)
        return place is not None and all(place not in frame.cities for frame in found)

    @cached_property
    def first_day(self) -> When:
        """The day of an event that has none: the first that the head of the article names, else that of publication."""
        return self.day_but(())

    def day_but(self, taken: Collection[When]) -> When:
        """The first day that the head of the article names and that no other event has, else that of publication."""
        told: list[When] = []
        spoken: list[When] = []
        for scan in self.scans[:8]:
            for mention in scan.dates:
                when = mention.when
                if when in taken:
                    continue
                if when.precision == "day" and timedelta(0) <= self.published - when.start <= RECENT:
                    (spoken if speech_day(scan, mention) else told).append(when)
        return min(told or spoken[:1], key=lambda when: when.start, default=day(self.published))


def _bare(story: Story, found: list[Frame], clause: Clause, when: When | None) -> None:
    """People who came to harm in a sentence that names no event: in that of the sentences before, if nothing is against."""
    city = city_of(story, clause)
    near = [f for f in found if clause.scan.sentence.paragraph - f.paragraph <= 1]
    for frame in (*reversed(near), *found):
        if when is not None and frame.type != "attack":
            continue
        if frame.older and clause.scan.sentence.paragraph != frame.paragraph:
            continue
        if agrees(frame, clause, when, city) and not (
            when is not None and frame.when is None and far_apart(frame, clause)
        ):
            frame.take(clause, city)
            return
    acted = city is not None or armed(clause)
    dated = when is not None and (
        when.precision == "day"
        or (
            when.precision == "month"
            and (armed(clause) or (city is not None and not any(city in f.cities for f in found)))
        )
    )
    if dated and acted and len(found) < _MOST:
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
        and not clause.definite
        and when.precision != "day"
        and when.end < story.published
        and any(c.scan.sentence.kind != "headline" for f in agreeing if f.when is None for c in f.clauses)
    ):
        agreeing = [f for f in agreeing if f.when is not None]
    if when is not None:
        old = story.published - when.end > RECENT
        if known := next((f for f in agreeing if f.when is not None and overlap(f.when, when)), None):
            return known
        if old and not clause.definite:
            # "Last November a suicide bomber ..." is not the news, also where that has no day yet.
            return None
        return next(
            (
                f
                for f in agreeing
                if f.when is None and (f is found[0] or clause.definite) and not far_apart(f, clause, old=old)
            ),
            None,
        )
    if story.latest is not None and story.latest in agreeing and that(clause):
        return story.latest
    near = [f for f in agreeing if f.paragraph == clause.scan.sentence.paragraph]
    if clause.plural:
        near = [f for f in near if not f.older]
    if near:
        return near[-1]
    if scan_is_older(clause):
        return None
    return agreeing[0] if agreeing else None
