"""Clauses: the stretches of a sentence that tell of one event each, with what each says of day, place and toll.

Theory: a sentence is cut where a word joins one event to another ("after", "since a 2008 ...", "in connection with"). A clause
that names no event joins its neighbour; neighbours that tell of the same kind of event are one. So the toll of an older
attack, or of the raid that followed, stays in its own clause and never reaches the attack that is the news.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from schemas import When
from streams.security.scan import Scan
from streams.security.tolls import Tally, tolls
from streams.security.words import Entry, Word, lists
from streams.text.dates import DateMention
from streams.text.lexicon import Match
from streams.text.places import PlaceMention
from streams.text.spans import shifted, unit_span

Found = tuple[Match[Entry], Word]

#: Kinds of attack words that an operation of security forces brings with it.
_FIGHT = frozenset({"armed_clash", "shooting", "other"})
#: "condemned the bombing on Sunday": the last word before "on" is the event itself.
_NEWS = frozenset(
    {"bombing", "attack", "blast", "incident", "explosion", "killing", "killings", "shooting", "it"}
)
_REASONS = frozenset(
    {"following", "after", "since", "amid", "in the wake of", "before", "until", "over the", "for the"}
)
_BESIDE = frozenset(
    {
        "while",
        "and the same day",
        "and on the same day",
        "and in another",
        "and in a separate",
        "while in another",
        "while another",
        "and another",
    }
)
_ORDINALS = frozenset(
    {"second", "third", "fourth", "fifth", "sixth", "seventh", "another", "next", "consecutive", "straight"}
)
_OCCASIONS = frozenset(
    {
        "election",
        "elections",
        "vote",
        "polls",
        "poll",
        "summit",
        "meeting",
        "match",
        "talks",
        "debate",
        "anniversary",
        "deadline",
        "budget",
        "runoff",
        "ballot",
    }
)
_TAKEN = frozenset(
    {
        "shifted",
        "taken",
        "moved",
        "transferred",
        "airlifted",
        "rushed",
        "referred",
        "evacuated",
        "flown",
        "transported",
        "ferried",
        "brought",
    }
)
_BOUND = frozenset({"way", "bound", "headed", "heading", "route", "travelling", "traveling", "journey"})
_BEGINS = frozenset({"began", "begun", "started", "launched"})
_ENDS = frozenset({"ended", "ends", "end", "over", "ending", "concluded"})
#: Tokens that may stand between a verb of speech and its day.
_SPEECH_REACH = 6


@dataclass(slots=True)
class Clause:
    """One clause: token positions `first` to `last` (excluded) and what was found between."""

    scan: Scan
    first: int
    last: int
    join: str | None
    older: bool = False
    attacks: list[Found] = field(default_factory=list)
    operations: list[Found] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    said: list[DateMention] = field(default_factory=list)
    """Days of speech."""
    places: list[PlaceMention] = field(default_factory=list)
    context: list[PlaceMention] = field(default_factory=list)
    """Places of the sentence outside the clause."""
    type: str | None = None
    """attack or operation."""
    shut: bool = False
    """It has turned to what was before: what follows is another event."""
    bare: bool = False
    """People came to harm, but no word names the event."""
    past: list[DateMention] = field(default_factory=list)
    """Dates of what was before."""
    reasoned: bool = False
    """It has turned to what came before the event, which has dates of its own."""
    apart: bool = False
    """It tells of another event than the clause before: "while a policeman died in an attack"."""
    counted_back: When | None = None
    """The day that "two days after ..." gives an older event."""
    back: tuple[int, str] | None = None
    """How long before another event it was, where the sentence does not date that: (1, "week")."""

    @property
    def definite(self) -> bool:
        """Whether it speaks of an event that the reader knows: "the attack", "Friday's blast", "it"."""
        for match, _ in self.attacks:
            for back in range(1, 5):
                word = self.scan.lower(match.first - back)
                if word in ("the", "this", "that", "'s", "those", "these", "both"):
                    return True
                if word in ("a", "an", ",", ".", "another", "in", "of", "by", "when", "and"):
                    break
        return not self.attacks

    @property
    def plural(self) -> bool:
        """Whether its only event word is a plural: "such attacks"."""
        words = self.attacks or self.operations
        return bool(words) and all(
            self.scan.lower(match.last - 1).endswith("s") and word.get("form") == "noun"
            for match, word in words
        )

    @property
    def when(self) -> When | None:
        """The day, month or year that the clause gives the event, most precise first."""
        order = {"day": 0, "week": 2, "month": 1, "year": 3}
        best = min(self.dates, key=lambda d: (not self._names(d), order[d.when.precision]), default=None)
        return best.when if best is not None else self.counted_back

    def _names(self, mention: DateMention) -> bool:
        """Whether a date names the event itself: "the January 30 mosque blast", "Friday's attack"."""
        if self.scan.lower(mention.last) == "'s" or self.scan.lower(mention.first - 1) == "the":
            return any(mention.last <= match.first <= mention.last + 4 for match, _ in self.attacks)
        return False


def clauses(scan: Scan) -> list[Clause]:
    """The clauses of a sentence that tell of events, in order; none if it has no word of an event."""
    if not scan.events and not scan.folk:
        return []
    tallies = tolls(scan)
    if not scan.events and not tallies:
        return []
    parts = _cut(scan)
    for part in parts:
        _fill(part, tallies)
    merged = _merge(parts)
    every = [place for place in scan.places if not place.demonym and not _brought_to(scan, place)]
    for clause in merged:
        inside = {place.first for place in clause.places}
        clause.context = [place for place in every if place.first not in inside]
    for clause in merged:
        if clause.type is None and any(t.effect in ("killed", "injured") for t in clause.tallies):
            # "Thirteen civilians lost their lives": the event was named before.
            clause.type, clause.bare = "attack", True
    return [clause for clause in merged if clause.type is not None]


def _cut(scan: Scan) -> list[Clause]:
    stops: dict[int, tuple[str, bool]] = {}
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


def _comes(scan: Scan, position: int) -> bool:
    """ "The abduction comes just hours after ...": what follows is another event."""
    return any(
        scan.lower(p) in ("comes", "came", "follows", "followed") for p in range(position - 4, position)
    )


def _fill(clause: Clause, tallies: list[Tally]) -> None:
    scan = clause.scan

    def inside(first: int) -> bool:
        return clause.first <= first < clause.last

    clause.attacks = [(m, w) for m, w in scan.words("attack") if inside(m.first)]
    groups = {match.last for match in scan.folk if match.entry.of("group")}
    clause.operations = [
        (m, w)
        for m, w in scan.words("operation")
        if inside(m.first)
        # "a Boko Haram raid", "a militant raid": theirs.
        and m.first not in groups
        and scan.lower(m.first - 1)
        not in ("militant", "insurgent", "rebel", "jihadist", "bandit", "terrorist")
    ]
    clause.tallies = [tally for tally in tallies if inside(tally.first)]
    for mention in scan.dates:
        if inside(mention.first) and not _ahead(scan, mention):
            spoken = speech_day(scan, mention) or _ending(scan, mention)
            (clause.said if spoken else clause.dates).append(mention)
    clause.places = [
        place
        for place in scan.places
        if inside(place.first) and not place.demonym and not _brought_to(scan, place)
    ]
    clause.type = _type(clause)


def _ahead(scan: Scan, mention: DateMention) -> bool:
    """Whether a date is of what is to come, or counts days of something else: "later this year", "a third day on Sunday"."""
    before = scan.lower(mention.first - 1)
    if before == "a" and mention.kind == "weekday":
        return True  # "during a Sunday service"
    if scan.lower(mention.last) == "'s" and any(
        scan.lower(p) in _OCCASIONS for p in range(mention.last + 1, mention.last + 4)
    ):
        return True
    if mention.when.precision != "day" and before in ("later", "due", "scheduled", "slated"):
        return True
    return (
        before == "on"
        and scan.lower(mention.first - 2) == "day"
        and scan.lower(mention.first - 3) in _ORDINALS
    )


def _brought_to(scan: Scan, place: PlaceMention) -> bool:
    """Whether a place is where the wounded were taken: "shifted to a hospital in Quetta"."""
    words = [scan.lower(p) for p in range(max(place.first - 9, 0), place.first)]
    if words[-1:] == ["in"] and {"told", "reporters", "journalists", "conference", "speaking"} & set(
        words[-5:-1]
    ):
        return True  # "told AFP in Peshawar"
    at = next((p for p in range(len(words) - 1, -1, -1) if words[p] in _BOUND), None)
    if at is not None and words[at + 1 : at + 2] in (["to"], ["for"]) and len(words) - at < 9:
        return True
    at = next((p for p in range(len(words) - 1, -1, -1) if words[p] in _TAKEN), None)
    return (
        at is not None
        and "to" in words[at : at + 3]
        and not {"when", "after", "and", "as", "where"} & set(words[at:])
    )


def _type(clause: Clause) -> str | None:
    if any(w.get("operation") == "defusal" for _, w in clause.operations):
        return "operation"
    arrested = any(t.effect == "arrested" for t in clause.tallies)
    strong = [w for _, w in clause.operations if not w.get("weak") and w.get("operation") != "sweep"]
    weak = [w for _, w in clause.operations if w.get("weak")]
    hard = [w for _, w in clause.attacks if w.get("kind") not in _FIGHT]
    victims = [t for t in clause.tallies if t.effect in ("killed", "injured") and t.role != "militants"]
    dead = [t for t in clause.tallies if t.effect == "killed" and t.role == "militants"]
    if strong:
        if not hard:
            return "operation"
        operation = next(m.first for m, w in clause.operations if not w.get("weak"))
        attack = next(m.first for m, w in clause.attacks if w.get("kind") not in _FIGHT)
        return "operation" if operation < attack else "attack"
    if arrested and not victims:
        return "operation"
    answered = any(scan_word.startswith("retaliat") for scan_word in _lowers(clause))
    if dead and not hard and not answered and all(t.role == "security_forces" for t in victims):
        acts = [m for m, w in clause.attacks if w.get("form") == "verb" and not _hideout(clause.scan, m.last)]
        forced = any(match.entry.of("force") and clause.first <= match.first for match in clause.scan.folk)
        if weak or (not acts and forced) or any(t.at >= 0 and _eliminated(clause.scan, t) for t in dead):
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


def _hideout(scan: Scan, position: int) -> bool:
    """Whether what is hit is the militants' own: "targeted militant hideouts"."""
    return any(
        scan.lower(p) in ("hideout", "hideouts", "militants", "terrorists", "khwarij", "camps")
        for p in range(position, position + 4)
    )


def _eliminated(scan: Scan, tally: Tally) -> bool:
    return any(
        match.first == tally.at and (w := match.entry.of("harm")) and w.id == "eliminate"
        for match in scan.folk
    )


def speech_day(scan: Scan, mention: DateMention) -> bool:
    """Whether the day is that of a verb of speech beside it: "said on Saturday", "on Sunday condemned"."""
    speech = lists().speech
    events = {match.first for match in scan.events} | {
        match.first for match in scan.folk if match.entry.of("harm") is not None
    }
    for position in range(mention.last, min(mention.last + 2, len(scan.tokens))):
        if scan.lower(position) in speech or _rite(scan, position):
            return True
        if scan.tokens[position].text == ",":
            break
    if scan.lower(mention.last) == "'s":
        return False
    for position in range(mention.first - 1, max(mention.first - 1 - _SPEECH_REACH, -1), -1):
        if scan.lower(position) in speech:
            return True
        if scan.lower(position) == "that":
            return False  # "said that last night troops raided ..."
        if scan.tokens[position].text in (",", ";") or (
            position in events and scan.lower(mention.first - 2) not in _NEWS
        ):
            return False
    return False


def _rite(scan: Scan, position: int) -> bool:
    """ "held a funeral mass for the people killed": the day of the rite."""
    return scan.lower(position) in ("held", "attended", "observed") and any(
        scan.lower(p)
        in ("funeral", "funerals", "mass", "service", "vigil", "prayers", "mourning", "rally", "memorial")
        for p in range(position + 1, position + 6)
    )


def _ending(scan: Scan, mention: DateMention) -> bool:
    """ "The siege ended on Wednesday": not the day on which it began."""
    for back in (1, 2, 3):
        word = scan.lower(mention.first - back)
        if word in _ENDS or (word in _BEGINS and scan.lower(mention.first - back - 1) not in _NEWS):
            return True
    return scan.lower(mention.last) in _ENDS


def _count_back(before: Clause, part: Clause) -> None:
    """ "on Wednesday, two days after gunmen ...": the day of the older event, counted from the newer one's."""
    scan = part.scan
    at = part.first - (scan.lower(part.first) in ("after", "since"))
    if (
        part.join is not None
        and part.older
        and scan.lower(at) in ("days", "weeks")
        and scan.lower(at - 1)
        in ("come", "comes", "came", "just", "only", "barely", "few", "several", "mere")
    ):
        known = [d.when for d in (*before.dates, *before.said) if d.when.precision == "day"]
        part.back = (0, scan.lower(at).removesuffix("s"))
        if known:
            part.counted_back = earlier(known[0], *part.back)
        return
    unit = scan.lower(at).removesuffix("s")
    if part.join is None or not part.older or unit not in ("hour", "day", "week", "month", "year"):
        return
    known = [d.when for d in (*before.dates, *before.said) if d.when.precision == "day"]
    number = next((n for n in scan.numbers if n.last == at), None)
    if number is not None and number.value is not None and number.value < 60:
        count = int(number.value)
    elif scan.lower(at - 1) in ("a", "one") or unit == "hour":
        count = 1
    else:
        return
    if scan.lower(at + 1) not in ("after", "since"):
        return  # "weeks ahead of a visit"
    part.back = (count, unit)
    if known:
        part.counted_back = earlier(known[0], count, unit)


def earlier(when: When, count: int, unit: str) -> When:
    """The day, week, month or year that lies so long before a day."""
    if unit == "hour":
        return when
    if count == 0:  # "days after", "weeks after"
        far, near, rough = (7, 1, "week") if unit == "day" else (35, 7, "month")
        return When.model_construct(
            start=when.start - timedelta(days=far), end=when.start - timedelta(days=near), precision=rough
        )
    if unit == "day" or (unit == "week" and count == 1):
        day = when.start - timedelta(days=count if unit == "day" else 7)
        return When.model_construct(start=day, end=day, precision="day")
    precision: Literal["week", "month", "year"] = (
        "week" if unit == "week" else "month" if unit == "month" else "year"
    )
    start, end = unit_span(shifted(when.start, precision, -count), precision)
    return When.model_construct(start=start, end=end, precision=precision)


def _merge(parts: list[Clause]) -> list[Clause]:
    merged: list[Clause] = []
    for part in parts:
        before = merged[-1] if merged else None
        if before is None:
            merged.append(part)
            continue
        _count_back(before, part)
        if before.type == part.type == "attack" and any(scan_word in _ENDS for scan_word in _lowers(before)):
            before.counted_back = part.counted_back
            _join(before, part)
        elif (
            part.type is None
            and part.join in _BESIDE
            and part.join != "while"
            and any(t.effect == "killed" for t in part.tallies)
            and before.type == "attack"
        ):
            part.type, part.apart = "attack", True
            merged.append(part)
        elif part.older and part.type is not None and before.tallies and _same_people(part):
            # "died on Thursday, a week after being shot": the day of the shot counts.
            day = part.counted_back
            part.older = False
            _join(before, part)
            before.type = "attack"
            before.dates, before.counted_back = [], day
        elif part.type is None and not (part.older and part.tallies):
            _join(before, part)
            before.shut = before.shut or part.older
        elif before.shut and part.type == "attack":
            # "The attack comes amid tension, as gunmen earlier this month ..."
            part.older = True
            part.dates = part.dates or before.past
            merged.append(part)
        elif before.type is None:
            if part.older:
                merged.append(part)
            elif before.tallies or not (before.dates and part.dates):
                _join(before, part)
                before.type = _type(before)
                before.join = None
            else:
                merged.append(part)
        elif before.type == part.type == "attack" and _apart(before, part):
            part.apart = True
            merged.append(part)
        elif (
            before.type == part.type
            and not part.older
            and not _days_differ(before, part)
            and not _towns_differ(before, part)
        ):
            _join(before, part)
            before.type = _type(before) or before.type
        elif (
            before.type == "operation"
            and part.type == "attack"
            and all(w.get("kind") == "armed_clash" for _, w in part.attacks)
        ):
            _join(before, part)
        else:
            merged.append(part)
    return merged


def _same_people(part: Clause) -> bool:
    """ "a week after being shot", "days after he was wounded"."""
    at = next((p for p in range(part.first, part.first + 3) if part.scan.lower(p) == "after"), part.first - 1)
    return part.scan.lower(at + 1) in ("being", "he", "she", "they", "sustaining", "suffering", "getting")


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


def _towns_differ(one: Clause, other: Clause) -> bool:
    """ "Four were killed in one town, while three died in another": two events."""
    if not (one.tallies and other.tallies):
        return False
    first, second = ({p.entry.city for p in c.places if p.entry.kind == "city"} for c in (one, other))
    return bool(first) and bool(second) and not first & second


def _apart(one: Clause, other: Clause) -> bool:
    """ "An official was gunned down, while a policeman died in an attack": two events."""
    if other.join not in _BESIDE or other.definite or not one.attacks:
        return False
    return all(
        any(t.effect == "killed" and t.role != "attackers" and t.value for t in c.tallies)
        for c in (one, other)
    )


def _days_differ(one: Clause, other: Clause) -> bool:
    first, second = one.when, other.when
    return first is not None and second is not None and (first.end < second.start or second.end < first.start)
