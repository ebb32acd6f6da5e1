"""Sums: clauses that count over several attacks, which others tell one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from schemas import When
from streams.security.clause import Clause
from streams.security.frame import Frame
from streams.security.scan import Scan
from streams.security.separate import a_separate, a_strike_more

#: "the latest in a string of attacks": one of them.
_TWO = frozenset(
    {
        "two",
        "three",
        "four",
        "five",
        "six",
        "both",
        "separate",
        "several",
        "multiple",
        "series",
        "different",
        "string",
        "spate",
        "wave",
        "sectarian",
        "targeted",
        "target",
    }
)


#: So many attacks are told one by one.
_FEW, _MANY = 2, 40
_BOMBS = frozenset({"bombs", "blasts", "explosions", "strikes", "airstrikes", "attacks", "bombings"})
_AREAS = frozenset({"districts", "provinces", "cities", "towns", "villages", "states", "regions"})


def links_on(scan: Scan) -> bool:
    """Whether a line announces a link to another article: "Read also:"."""
    words = [token.lower for token in scan.tokens[-3:] if token.text[0].isalpha()]
    return scan.tokens[-1].text == ":" and words[-2:] in (
        ["read", "also"],
        ["also", "read"],
        ["read", "more"],
        ["see", "also"],
    )


def another(frames: Sequence[Frame], clause: Clause) -> bool:
    """Whether a clause tells of one more attack: "another parked car bomb", "in a third assault", "Later, an explosion"."""
    scan = clause.scan
    if scan.sentence.kind == "headline":
        return False
    if a_separate(clause) or a_strike_more(frames, clause):
        return True
    if not any(t.effect == "killed" and t.value for t in clause.tallies):
        return False
    start = scan.lower(scan.begin)
    comma = 1 if scan.lower(scan.begin + 1) in (",", "on", "in", "that") else 0
    comma = next((p for p in range(1, 6) if scan.lower(scan.begin + p) == ","), 0) if comma else 0
    later = start in ("later", "earlier") and comma > 0
    if comma > 1 and any({t.value for t in clause.tallies if t.effect == "killed"} & frame.killed for frame in frames):  # fmt: skip
        later = False
    if start == "earlier" and not any(frame.counts for frame in frames):
        later = False  # "Following the attack, Delhi ... Earlier, a blast killed six": what it was
    for match, _ in clause.attacks:
        before = [scan.lower(p) for p in range(match.first - 3, match.first)]
        if {"third", "fourth"} & set(before) and scan.lower(match.last) in ("since", "in", "this", "within"):
            continue  # "the third bombing since Sunday": the news, counted with others
        if {"another", "third", "fourth"} & set(before) or (later and {"a", "an"} & set(before)):
            return True
    return False


def one_of_them(found: Sequence[Frame], clause: Clause) -> bool:
    """Whether a clause tells one place of those that a sum covers: "in Sadr City, where two explosions killed nine"."""
    dead = {t.value for t in clause.tallies if t.effect == "killed" and t.value}
    towns = [p for p in clause.places if p.entry.kind in ("city", "site")]
    if all(c.scan.sentence.kind == "headline" for f in found if f.sums for c in f.clauses):
        return False  # the lead tells the sum again
    return (
        len(towns) == 1
        and bool(dead)
        and any(f.sums for f in found)
        and clause.plural
        and not any(f.sums and dead & f.killed for f in found)
    )


def same_sum(found: Sequence[Frame], clause: Clause) -> bool:
    """Whether a clause tells the sum again."""
    mine = {t.value for t in clause.tallies if t.effect == "killed" and t.value is not None}
    return bool(mine) and any(f.sums and mine & f.killed for f in found)


def told_apart(found: list[Frame]) -> list[Frame]:
    """The frames without the sum of attacks that are told one by one; a sum of which nothing else is told is an event."""
    sums = [f for f in found if f.sums]
    if not sums:
        return found
    news = [
        f
        for f in found
        if f.type == "attack"
        and not f.older
        and not f.sums
        and (
            f.when is None
            or sums[0].when is None
            or abs(f.when.start - sums[0].when.start) <= timedelta(days=2)
        )
        and (
            f.ordinal is not None
            or any(effect in ("killed", "injured", "abducted") for effect, _ in f.counts)
        )
    ]
    if not any(f.counts for f in news):
        found, news = [f for f in found if f not in news], []
    if (
        len(news) == 1
        and news[0].killed - {None}
        and all(c.scan.sentence.kind == "headline" for f in sums for c in f.clauses)
    ):
        return [f for f in found if not f.sums]
    if len(news) == 1 and _told_of(sums[0], news[0]):
        # "Two bombings in Istanbul killed 38", then "the attack outside the stadium": one event in two blasts.
        whole, part = sums[0], news[0]
        for clause in part.clauses:
            whole.take(clause, None)
        whole.when = whole.when or part.when
        return [f for f in found if f is not part]
    if len(news) > 1:
        for frame in news:
            frame.when = frame.when or sums[0].when
            frame.shared = sums[0].clauses
        return [f for f in found if not f.sums]
    return found


def _told_of(whole: Frame, part: Frame) -> bool:
    """Whether what is told beside a sum is the same event: "the attack", of no more dead, on no other day."""
    known, mine = whole.killed - {None}, part.killed - {None}
    if not part.cities and not mine and not any(c.apart or c.scan.cued("separate") for c in part.clauses):
        # "Four car bombs exploded outside a hotel", then "Gunfire killed many as well": no town, day or number of its own.
        return bool(known) and part.when in (None, whole.when)
    return (
        bool(known)
        and max((n or 0 for n in mine), default=0) <= max(n or 0 for n in known)
        and (whole.when is None or part.when is None or whole.when == part.when)
        and bool(part.cities)
        and part.cities
        <= {
            (p.entry.country, p.entry.city) for c in whole.clauses for p in c.places if p.entry.kind == "city"
        }
        and any(clause.definite and clause.attacks for clause in part.clauses)
        and not any(clause.scan.cued("separate") for clause in part.clauses)
    )


def _by_number(clause: Clause) -> bool:
    """ "12 parked car bombs", "two bombs exploded"."""
    scan = clause.scan
    bombs = [p for p in range(clause.first, clause.last) if scan.lower(p) in _BOMBS]
    return scan.sentence.kind != "headline" and any(
        _FEW <= (n.value or 0) <= _MANY and 0 <= p - n.last <= 3 and scan.lower(n.last) != "-"
        for n in (scan.numbers if bombs else ())
        for p in bombs
    )


def _counted(clause: Clause) -> bool:
    """ "two suicide attacks", "both bombings", "12 parked car bombs", "two bombs"."""
    if _by_number(clause):
        return True
    return any(
        clause.scan.lower(match.last - 1).endswith("s")
        and any(clause.scan.lower(p) in _TWO for p in range(match.first - 3, match.first))
        for match, word in clause.attacks
        if word.get("form") == "noun"
    )


def _everywhere(clause: Clause) -> bool:
    """ "Bombings and shootings across Iraq killed 11 people": many attacks, and no town for any."""
    if not any(t.effect == "killed" and (t.value or 0) > 1 for t in clause.tallies):
        return False
    areas = any(clause.scan.lower(p) in _AREAS for p in range(clause.first, clause.last))
    if not areas and any(place.entry.kind in ("city", "site") for place in clause.places):
        return False
    nouns = [m for m, w in clause.attacks if w.get("form") == "noun"]
    if any(w.get("kind") == "armed_clash" for _, w in clause.attacks):
        return False  # "clashes" are one fight
    return any(clause.scan.lower(m.last - 1).endswith("s") for m in nouns) and all(
        (clause.scan.lower(m.last - 1).endswith("s") or clause.scan.lower(m.last) == "and")
        and (
            clause.scan.lower(m.first - 1) not in ("the", "these", "those", "such", "of", "twin", "double")
            or (clause.scan.lower(m.first - 1) == "of" and _series(clause, m.first - 2))
        )
        for m in nouns
    )


def _all_plural(clause: Clause) -> bool:
    """ "the attacks in Peshawar and Quetta": only nouns, and every one a plural."""
    return bool(clause.attacks) and all(
        w.get("form") == "noun"
        and clause.scan.lower(m.last - 1).endswith("s")
        and w.get("kind") != "armed_clash"
        for m, w in clause.attacks
    )


def _series(clause: Clause, position: int) -> bool:
    """ "a series of bombings across Iraq killed ten", not "the latest in a series of bombings"."""
    return clause.scan.lower(position) in ("series", "spate", "wave", "string") and not any(
        clause.scan.lower(p) in ("latest", "part", "one", "amid", "after", "followed", "following")
        for p in range(position - 5, position)
    )


def one_of_many(found: Sequence[Frame], clause: Clause) -> bool:
    """Whether a clause tells one of the attacks that a sum counts over: one with a town and people of its own."""
    if one_of_them(found, clause):
        return True
    harmed = any(t.effect in ("killed", "injured", "abducted") and not t.update for t in clause.tallies)
    placed = any(place.entry.kind != "country" for place in clause.places)
    if not (harmed and placed and clause.attacks) or clause.definite or clause.older or clause.plural:
        return False
    if not any(frame.sums for frame in found) or same_sum(found, clause):
        return False
    return not any(not frame.sums and _same_people(frame, clause) for frame in found)


def _same_people(frame: Frame, clause: Clause) -> bool:
    dead = {t.value for t in clause.tallies if t.effect == "killed"}
    if frame.older and not frame.cities and dead & frame.killed:
        return True  # "A day before, a strike killed a woman", who is told of again with her town
    mine = {(t.effect, t.value) for t in clause.tallies if t.effect in ("killed", "injured")}
    theirs = {(effect, value) for (effect, _), value in frame.counts.items()}
    places = {(place.entry.country, place.entry.city) for place in clause.places}
    return mine <= theirs and not places.isdisjoint(frame.cities)


def counts_over(clause: Clause) -> bool:
    """Whether a clause counts over attacks in several places: "the two suicide attacks in Balochistan and Sindh"."""
    if clause.type != "attack" or clause.older:
        return False
    if not clause.tallies:
        headline = clause.scan.sentence.kind == "headline"
        return (
            _counted(clause) or _cities_of(clause)
            if headline
            else clause.scan.sentence.index <= 3 and _by_number(clause)
        )
    if clause.scan.sentence.index <= 3 and _two_sites(clause):
        return True
    if clause.scan.sentence.index <= 3 and (_counted(clause) or _everywhere(clause)):
        return True
    several = any(
        clause.scan.lower(m.last - 1).endswith("s") and w.get("form") == "noun" and clause.scan.lower(m.last) in ("in", "on")
        for m, w in clause.attacks
    )  # fmt: skip
    if (
        not _counted(clause)
        and not several
        and not _all_plural(clause)
        and not any(clause.scan.lower(p) in _AREAS for p in range(clause.first, clause.last))
    ):
        return False
    for one, other in pairwise(clause.places):
        if (
            other.first - one.last <= 3
            and any(clause.scan.lower(p) == "and" for p in range(one.last, other.first))
            and (one.entry.admin1, one.entry.city) != (other.entry.admin1, other.entry.city)
            and clause.scan.lower(one.first - 1) != "between"
        ):
            return True
    return False


def _cities_of(clause: Clause) -> bool:
    """ "Lahore and Karachi blasts", in a headline."""
    scan = clause.scan
    return any(
        other.last <= m.first <= other.last + 1
        and scan.lower(other.first - 1) == "and"
        and one.last == other.first - 1
        and one.entry.city != other.entry.city
        and scan.lower(m.last - 1).endswith("s")
        for one, other in pairwise(clause.places)
        for m, w in clause.attacks
        if w.get("form") == "noun"
    )


_AT = frozenset({"at", "on", "in", "near", "outside", "against"})


def _two_sites(clause: Clause) -> bool:
    """ "Attacks near a school and on a bus in Kabul left 27 dead"."""
    scan = clause.scan
    for match, word in clause.attacks:
        on = scan.lower(match.last - 1) in _AT
        if word.get("form") != "noun" or not scan.lower(match.last - 1 - on).endswith("s") or not (on or scan.lower(match.last) in _AT):  # fmt: skip
            continue
        end = min((t.at for t in clause.tallies if t.at > match.last), default=match.last)
        if any(scan.lower(p) == "and" and scan.lower(p + 1) in _AT for p in range(match.last, min(end, match.last + 12))):  # fmt: skip
            return True
    return False


def all_of_them(clause: Clause) -> bool:
    """Whether a clause counts over what the sum counts over: "The morning attacks also wounded 64 people"."""
    return (
        clause.plural
        and clause.definite
        and bool(clause.tallies)
        and not (clause.older or clause.places or clause.dates)
    )


def in_general(clause: Clause) -> bool:
    """Whether a clause deep in the text tells of attacks in general: "insurgents blamed for attacks on targets in Kabul"."""
    return (
        clause.type == "attack"
        and clause.scan.sentence.kind == "body"
        and clause.plural
        and not (clause.definite or clause.tallies or clause.older or clause.apart)
        and all(word.get("generic") for _, word in clause.attacks)
    )


_RANKS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "latest", "deadliest", "worst", "biggest"})  # fmt: skip
#: How far behind a rank the time stands that it is counted over.
_OVER = 9


def ranked(scan: Scan) -> bool:
    """Whether a stretch of time only tells which in a row the event was: "the fourth such murder since January"."""
    cues = [m.first for m, w in scan.words("cue") if w.get("cue") == "aggregate"]
    return bool(cues) and all(
        any(scan.lower(p) in _RANKS for p in range(max(cue - _OVER, scan.begin), cue)) for cue in cues
    )


def set_upon(clause: Clause) -> bool:
    """Whether somebody "was attacked by" others."""
    return any(
        w.get("form") == "verb" and clause.scan.lower(m.first - 1) in ("was", "were") and clause.scan.lower(m.last) == "by"
        for m, w in clause.attacks
    )  # fmt: skip


def strikes(clause: Clause, when: When | None) -> bool:
    """Whether a clause tells of strikes of one week or month, which are one event: "Last month, three died in Israeli strikes"."""
    return when is not None and when.precision in ("week", "month") and all(
        w.get("kind") in ("air_strike", "shelling") for _, w in clause.attacks
    )  # fmt: skip


_ONE_OF = frozenset({"latest", "part", "amid", "follows", "after", "following", "newest", "among"})


def wave(clause: Clause) -> bool:
    """Whether a clause tells of a wave of attacks, rather than of "the latest in a wave"."""
    scan = clause.scan
    return any(
        word.get("cue") == "wave"
        and clause.first <= match.first < clause.last
        and not any(scan.lower(p) in _ONE_OF for p in range(match.first - 4, match.first))
        for match, word in scan.words("cue")
    )


def only_headlined(found: Sequence[Frame]) -> bool:
    """Whether one attack is known so far, and only from a headline."""
    return (
        len(found) == 1
        and not found[0].sums
        and all(clause.scan.sentence.kind == "headline" for clause in found[0].clauses)
    )
