"""What goes on from the event told before: "Hours later, a missile hit ...", "A week later, gunmen ...", a line of its own town."""

from __future__ import annotations

from datetime import date, timedelta

from schemas import When
from streams.security.clause import Clause
from streams.security.scan import Scan
from streams.text.document import Sentence
from streams.text.places import lookup

#: How a sentence begins that goes on to what came hours before or after.
_HOURS = (
    ("hours", "later"), ("hours", "earlier"), ("hours", "before"), ("a", "few", "hours", "later"), ("several", "hours", "later"),
    ("later", "in", "the", "day"), ("later", "that", "day"), ("later", "that", "night"), ("later", "that", "evening"), ("earlier", "in", "the", "day"),
    ("the", "same", "day"), ("the", "same", "night"), ("the", "same", "evening"), ("on", "the", "same", "day"),
    ("that", "same", "day"), ("that", "same", "night"), ("an", "hour", "later"), ("two", "hours", "later"),
)  # fmt: skip
_NUMBERS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_HARMS = frozenset({"killed", "injured", "abducted"})


def hours_on(scan: Scan) -> bool:
    """Whether a sentence goes on to another hour of the day told before."""
    first = scan.begin
    return _soon_after(scan) > 0 or any(
        all(scan.lower(first + step) == word for step, word in enumerate(words)) for words in _HOURS
    )


_SOON = frozenset({"minutes", "hours", "hour", "moments", "shortly", "minute", "half", "seconds"})
_FIRST = frozenset({"attack", "blast", "explosion", "bombing", "strike", "shooting", "assault"})


def _soon_after(scan: Scan) -> int:
    """Where "An hour after the first attack," ends, with which a sentence goes on to the next; 0 if it begins otherwise."""
    words = [scan.lower(scan.begin + step) for step in range(9)]
    if "," not in words or "after" not in words[:5] or _SOON.isdisjoint(words[:4]):
        return 0
    comma = words.index(",")
    return scan.begin + comma if not _FIRST.isdisjoint(words[words.index("after") : comma]) else 0


def one_more_today(clause: Clause) -> bool:
    """Whether a clause tells of one more attack of the same day: "Hours later, a missile struck a block, wounding 25"."""
    scan = clause.scan
    if clause.first > scan.begin or not hours_on(scan) or scan.sentence.kind == "headline" or clause.plural:
        return False
    soon = _soon_after(scan)
    if soon:
        return any(m.first > soon and w.get("form") != "noun" for m, w in clause.attacks)
    if not any(t.effect in _HARMS and t.value and not t.update and not t.partial for t in clause.tallies):
        return False
    for match, word in clause.attacks:
        before = {scan.lower(p) for p in range(max(match.first - 3, scan.begin), match.first + 1)}
        if {"the", "this", "that"} & before:
            continue
        if {"a", "an", "another"} & before or word.get("form") in ("verb", "means"):
            return True
    return False


def answers(clause: Clause) -> bool:
    """Whether what is only intended comes after an attack that happened: "vowed to retaliate after a strike killed seven"."""
    scan = clause.scan
    first = min((match.first for match, _ in clause.attacks), default=-1)
    cues = [m for m, w in scan.words("cue") if w.get("cue") == "hypothetical" and clause.first <= m.first < clause.last]  # fmt: skip
    return bool(cues) and all(
        any(scan.lower(p) in ("after", "following") for p in range(cue.last, first)) for cue in cues
    )


def later(clause: Clause, told: When | None, published: date) -> When | None:
    """The day of an event that comes so long after the one told before: "A week later, gunmen ...", "The next day, ..."."""
    scan = clause.scan
    if told is None or told.precision != "day" or clause.dates or clause.first > scan.begin + 1:
        return None
    first = scan.begin
    one, two, three = (scan.lower(first + step) for step in range(3))
    days = 0
    if one in _NUMBERS and two in _UNITS and three in ("later", "afterwards"):
        days = _NUMBERS[one] * _UNITS[two]
    elif (one, two) in (("the", "next"), ("the", "following")) and three == "day":
        days = 1
    if not days:
        return None
    day = told.start + timedelta(days=days)
    return When.model_construct(start=day, end=day, precision="day") if day <= published else None


def own_line(sentence: Sentence) -> str | None:
    """The town that begins a line of a round-up: "FALLUJA - Gunmen killed two policemen"; None where none does."""
    tokens = sentence.tokens
    names: list[str] = []
    for token in tokens[:3]:
        if not (token.text.isupper() and token.text.isalpha() and len(token.text) > 2):
            break
        names.append(token.text)
    after = tokens[len(names)] if len(tokens) > len(names) + 4 else None
    if not names or after is None or after.text not in ("-", "—", "–", ":"):
        return None
    if after.text == "-" and sentence.text[after.start - 1 : after.start] != " ":
        return None
    name = " ".join(names).title()
    return name if lookup(name) else None
