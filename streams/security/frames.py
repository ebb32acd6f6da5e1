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
from streams.security.actions import by_others, in_fight, launched
from streams.security.agreeing import echoes, same_counts, scan_is_older
from streams.security.clause import Clause
from streams.security.clauses import clauses
from streams.security.eventdays import earlier, speech_day, week_before
from streams.security.felling import fallen_foes, gathered
from streams.security.frame import Frame, day, finer, overlap
from streams.security.launches import only_turns, opens_another
from streams.security.looking import looked_back
from streams.security.matching import HEAD, MOST, RECENT, bare, city_of, matching
from streams.security.onward import answers, later, one_more_today, own_line
from streams.security.reactions import answered
from streams.security.scan import Scan
from streams.security.sums import (
    all_of_them,
    another,
    counts_over,
    in_general,
    links_on,
    one_of_many,
    only_headlined,
    ranked,
    same_sum,
    set_upon,
    strikes,
    told_apart,
    wave,
)
from streams.text.document import Document
from streams.text.places import Entry, lookup, prevailing

#: A speech is not of a day so long ago.
_LONG = timedelta(days=45)
_OLD = timedelta(days=60)


class Story:
    """An article read for security: its scans, its country, its frames."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.published = document.published_on
        self.dateline = self._dateline()
        self.scans: list[Scan] = []
        self.latest: Frame | None = None
        country = self.dateline.country if self.dateline else prevailing(document.sentences[:HEAD])
        villages: dict[str, Entry] = {}
        for sentence in document.sentences:
            self.scans.append(Scan(sentence, self.published, country, villages))
        lines = [scan for scan in self.scans if own_line(scan.sentence)]
        if len({own_line(scan.sentence) for scan in lines}) > 1:
            for scan in lines:
                scan.begin, scan.own_line = 0, True

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
        home = prevailing(self.document.sentences[:HEAD])
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
        turned = -1
        for scan in self.scans:
            if linked and scan.sentence.kind in ("body", "bullet"):
                linked = False
                continue  # the headline of another article
            linked = links_on(scan)
            told = clauses(scan)
            if opens_another(scan) and only_turns(told):
                turned, told = scan.sentence.paragraph, []
            elif told and turned == scan.sentence.paragraph:
                told[0].apart = True  # "In another incident, a group was spotted. Two of them were killed."
            turned = -1 if told else turned
            for clause in told:
                self._place_clause(found, clause)
        return gathered(answered(self, told_apart(found)))

    def _place_clause(self, found: list[Frame], clause: Clause) -> None:
        scan = clause.scan
        safe = any(word.get("operation") == "defusal" or "infiltration" in word.text for _, word in clause.operations)  # fmt: skip
        if scan.cued("hypothetical", clause.first, clause.last) and not clause.tallies and not safe:
            return
        when = (
            week_before(clause, next((f.when for f in reversed(found) if f.when is not None), None))
            or later(clause, self.latest.when if self.latest is not None else None, self.published)
            or self._days_before(clause, found)
            or clause.when
            or self._counted_back(clause, found)
        )
        if in_fight(clause, found[-1] if found else None):
            clause.type = "attack"
        if by_others(clause, found):
            clause.type, clause.operations, clause.bare = "attack", [], True
        if (attack := echoes(found, clause)) is not None:
            attack.take(clause, None)
            return
        if clause.tallies and scan.cued("tally") and (when is None or when.precision != "day"):
            return
        fallen_foes(clause, alone=not found)
        if clause.bare and found:
            bare(self, found, clause, when)
            return
        if (
            when is None
            and clause.tallies
            and (scan.sentence.kind == "body" or (found and scan.sentence.kind == "lead"))
            and scan.cued("aggregate", clause.first, clause.last)
            and not clause.definite
        ):
            return  # "in the last few years hundreds have been killed in bomb blasts"
        many = one_of_many(found, clause)
        summed = counts_over(clause) and not many
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
            if summed or all_of_them(clause):
                next(f for f in found if f.sums).take(clause, None)
                return
            if clause.tallies and not clause.older and not same_sum(found, clause):
                if clause.plural and not many and (when is None or when.precision != "day"):
                    return  # "attacks remain common, killing 126 people in April"
                clause.apart = clause.apart or many
                apart = [f for f in found if f.sums]
                rest = [f for f in found if not f.sums]
                self._put(rest, clause, clause.when or self._counted_back(clause, rest), sums=False)
                found[:] = [*apart, *rest]
                return
        self._put(found, clause, when, sums=summed)

    def _put(self, found: list[Frame], clause: Clause, when: When | None, *, sums: bool) -> None:
        """Give a clause to its frame, or open one."""
        if found and in_general(clause) and when is not None and when.precision in ("year", "month"):
            return
        if found and when is None and in_general(clause):
            clause.places, clause.context = [], []  # they are of no one attack
        more = self._one_more(found, clause)
        separate = (
            clause.apart or more or (bool(found) and another(found, clause)) or self._separate(found, clause)
        )
        if separate and clause.scan.sentence.kind == "lead" and only_headlined(found) and not clause.apart:
            separate = False  # "in the second attack within a day" is that of the headline
        frame = matching(self, found, clause, when, separate=separate)
        if (
            frame is None
            and clause.type == "attack"
            and clause.definite
            and not separate
            and not (clause.tallies or clause.older or self._elsewhere(found, clause))
            and not (when is not None and self.published - when.end > _LONG)
        ):
            # "China condemned the bombing on Sunday": the day is that of the speech.
            frame = next((f for f in found if f.type == clause.type and not f.older), None)
            when = frame.when if frame is not None else when
        if frame is None:
            fresh = (
                separate
                and when is not None
                and all(f.when is None or not overlap(f.when, when) for f in found)
            )
            if not self._opens(clause, when, found) and not (
                (fresh or more) and clause.attacks and clause.type == "attack"
            ):
                return
            if len(found) >= MOST:
                return
            frame = Frame(str(clause.type), when=when, older=clause.older, sums=sums)
            last = next((f for f in reversed(found) if f.type == clause.type and not f.older), None)
            if last is not None and looked_back(found, last, clause):
                last = next(f for f in found if f.type == clause.type)
            frame.inherited = last.when if last else None
            found.append(frame)
        elif frame.when is None or (when is not None and finer(when, frame.when)):
            frame.when = when if when is not None else frame.when
        frame.take(clause, city_of(self, clause))
        self.latest = frame

    def _one_more(self, found: list[Frame], clause: Clause) -> bool:
        """Whether a clause tells of one more attack of the day, after one whose victims were counted."""
        news = next((f for f in found if f.type == "attack" and not f.older), None)
        return (
            news is not None
            and any(news.counts.get((effect, role)) for effect, role in news.counts)
            and one_more_today(clause)
            and not same_counts(found, clause)
        )

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
        doubted = scan.cued("hypothetical", clause.first, clause.last) and not (
            counted and (clause.definite or answers(clause))
        )
        vague = (
            scan.cued("aggregate") and not ranked(scan)
        ) or doubted  # "the blast that killed 38 could have been an accident"
        dated = when is not None and when.precision == "day"
        if wave(clause) and not (dated or self._one_by_itself(found, clause)):
            return False
        if clause.plural and (vague or not (dated or (counted and strikes(clause, when)))) and found:
            return False
        if vague and not (when is not None and when.precision in ("day", "week", "month")):
            return False
        real = any(word.get("form") != "means" for _, word in clause.attacks)
        particular = any(not word.get("generic") for _, word in clause.attacks) or (
            # "On April 23 militants targeted a park in Lakki Marwat"
            when is not None
            and when.precision == "day"
            and any(w.get("form") == "verb" for _, w in clause.attacks)
            and self._elsewhere(found, clause)
        )
        if clause.older:
            return when is not None or counted
        verb = any(w.get("form") == "verb" for _, w in clause.attacks)
        if (
            verb
            and when is not None
            and (set_upon(clause) or (scan.words("group") and when.precision in ("day", "month")))
            and not vague
            and found
            and all(f.when is None or not overlap(f.when, when) for f in found)
            and self.published - when.end > RECENT
        ):
            return True  # "In July, the group attacked an embassy in Kabul", "In 2004, a writer was attacked by men"
        if verb and scan.cued("separate", clause.first, clause.last) and self._elsewhere(found, clause):
            return True  # "In a separate incident, militants attacked a convoy near Lamu"
        if dated and not vague and launched(clause) and self._elsewhere(found, clause):
            return True  # "its fighters launched a coordinated attack on March 8 near Tump"
        if (
            clause.definite
            and when is not None
            and when.precision == "day"
            and not vague
            and found
            and self.published - when.end > _OLD
        ):
            return True  # "the October 7, 2023, attack on southern Israel"
        if (
            clause.definite
            and when is not None
            and when.precision == "day"
            and not vague
            and (found and self._elsewhere(found, clause))
        ):
            return True  # "The 2016 Uri attack ... on 18 September 2016"
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
        if (
            when is not None
            and when.precision == "day"
            and self.published - when.end > RECENT
            and scan_is_older(clause)
        ):
            return True  # "A similar attack was carried out there on 23 October 2015"
        return (particular or counted) and (when is not None or counted or self._elsewhere(found, clause))

    def _separate(self, found: list[Frame], clause: Clause) -> bool:
        """Whether a cue parts a clause from the event before; "a second blast" at the same place is of the same attack."""
        begin = clause.scan.begin
        for match, word in clause.scan.words("cue"):
            opens = match.first == begin and word.text.startswith(
                ("separately", "in a separate", "in another")
            )
            if opens and word.text == "separately" and (same_counts(found, clause) or not clause.attacks):
                return False  # "Separately, a doctor confirmed that 15 were hurt": the same told by another
            if word.get("cue") == "separate" and (opens or clause.first <= match.first < clause.last):
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

    def _one_by_itself(self, found: list[Frame], clause: Clause) -> bool:
        """ "In a separate incident, the group carried out a series of attacks near Tump, killing 15": told as one."""
        return (
            clause.scan.cued("separate", clause.first, clause.last)
            and any(t.effect == "killed" and t.value for t in clause.tallies)
            and self._elsewhere(found, clause)
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
