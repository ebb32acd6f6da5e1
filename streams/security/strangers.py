"""One person whom no word list knows, read from where he stands: "shot dead the district president", "an activist was hacked to death".

Theory: what a verb of killing takes is somebody. So the noun phrase right after such a verb, or right before its "was", is one
person, whatever its noun, unless it is one of the few other things that are killed or hurt. The singular is told by "was", by
an article with a noun that is no plural, or by a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from streams.security.scan import Scan
from streams.security.words import Entry, Word, lists
from streams.text.lexicon import Match

#: What else is killed, hurt, taken.
_THINGS = frozenset(
    {
        "bill", "deal", "plan", "project", "dog", "cow", "buffalo", "camel", "horse", "goat", "donkey", "mule", "elephant", "lion",
        "leopard", "tiger", "bear", "bull", "proposal", "one", "number", "total", "group", "economy", "family", "majority", "half",
        "third", "quarter", "lot", "handful", "string", "couple", "dozen", "score", "hundred", "thousand", "million", "most",
        "rest", "other", "others", "same", "day", "week", "month", "year", "night", "hour", "minute", "time", "latest", "first", "last",
        "public", "mosque", "shrine", "temple", "church", "it", "count", "toll", "vehicle", "car", "bus", "truck", "animal", "livestock",
        "police", "army", "crowd", "crew", "staff", "pair", "trio", "population", "community", "people", "men", "women", "children", "personnel",
        "youth", "enemy", "bird", "whale", "snake", "process", "talks", "peace", "mood", "pride", "attack", "strike", "blast", "few", "many", "estimated", "unknown", "additional", "further",
    }
)  # fmt: skip
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "another", "its"})
_CROSSED = frozenset({"of", "from", "in", "for", "at", "with", "on", "near", "to", "outside"})
#: Where what stands before a verb begins.
_BOUNDS = frozenset({",", ".", ";", ":", '"', "that", "when", "where", "while", "after", "as", "before", "because", "said", "and", "but", "or", "who", "which", "whom", "whose", "if", "since", "until", "(", ")", "-", "—", "–", "then", "than", "reported", "claimed", "by"})  # fmt: skip
_WAS = frozenset({"was", "is"})
_PASSIVE = frozenset(
    {"was", "were", "been", "being", "is", "are", "be", "got", "to", "and", "not", "never", "who"}
)
#: Verbs that plans and economies suffer as well.
_LOOSE = frozenset({"executed", "hurt", "hurts", "hurting", "eliminated", "eliminating", "slaughtered", "wound", "wounds", "kill", "held", "fell"})  # fmt: skip
_EFFECTS = frozenset({"killed", "injured", "abducted"})
_FARTHEST = 16
_LONGEST = 8


class Stranger(NamedTuple):
    """One person by position (`last` excluded), with the person's word where the lexicon has it."""

    first: int
    last: int
    noun: Word


_SOMEBODY = Word("person", "somebody", {"role": "civilians", "one": True}, "somebody")


def strangers(scan: Scan, nouns: Mapping[int, Match[Entry]], taken: frozenset[int]) -> Iterator[Stranger]:
    """The persons whom a sentence's verbs of harm take; `taken` are the positions of people who are counted already."""
    if scan.sentence.kind == "headline":
        return
    numbered = {p for number in scan.numbers for p in range(number.first, number.last)}
    for match in scan.folk:
        word = match.entry.of("harm")
        if word is None or word.get("effect") not in _EFFECTS or word.get("form") == "noun":
            continue
        if scan.lower(match.first) in _LOOSE and match.last - match.first == 1:
            continue
        if word.get("effect") == "abducted" and not word.text.startswith(("abduct", "kidnap")):
            continue
        found = _subject(scan, match, nouns)
        if found is None and word.get("form") == "verb":
            found = _object(scan, match, nouns)
        if found is None or not taken.isdisjoint(range(found.first, found.last)):
            continue
        if not numbered.isdisjoint(range(found.first, found.last)):
            continue
        yield found


def _object(scan: Scan, match: Match[Entry], nouns: Mapping[int, Match[Entry]]) -> Stranger | None:
    """Whom the verb takes: "killed a tribal chief", "shooting dead the party's organiser", "killed commander Qari Yasin"."""
    if scan.lower(match.first - 1) in _PASSIVE - {"to", "and"} or scan.lower(match.first - 2) in (
        "was",
        "were",
    ):
        return None
    first = match.last
    if scan.lower(first) in ("himself", "herself") or scan.lower(first - 1) in lists().stop - {
        "killed",
        "injured",
        "wounded",
        "dead",
    }:
        return None  # "abducted from a school"
    if scan.lower(match.first - 1) in _DETERMINERS:
        return None  # "a wounded officer"
    last = first
    while last < len(scan.tokens) and last - first <= _LONGEST:
        lower = scan.lower(last)
        if lower in ("'s", "'") and last > first:
            last += 1
            continue
        if lower in lists().stop and lower != "the":
            break
        if lower == "the" and last > first:
            break
        if not scan.tokens[last].text[0].isalpha():
            break
        last += 1
    if last <= first or last - first > _LONGEST:
        return None
    if scan.lower(first) in _DETERMINERS:
        head = scan.lower(last - 1)
        if last - first < 2 or not _one(head) or (scan.lower(last) == "of" and head in _THINGS):
            return None
        if any(scan.lower(p) in _THINGS for p in (first + 1, last - 1)):
            return None
        noun = _noun(scan, nouns, first, last)
        if scan.lower(first) == "the" and noun.get("role") in ("militants", "attackers"):
            return None  # "it killed the commander": the one who was told of before
        return Stranger(first, last, noun)
    return _by_name(scan, nouns, first, last)


def _by_name(scan: Scan, nouns: Mapping[int, Match[Entry]], first: int, last: int) -> Stranger | None:
    """ "killed Taliban leader Akhtar Mansour": two names at the end, and no people or place among them."""
    run = last
    while run > first and scan.tokens[run - 1].text[0].isupper() and scan.tokens[run - 1].text.isalpha():
        run -= 1
    if last - run < 2 or not _one(scan.lower(last - 1)) or scan.lower(last) == "'s":
        return None
    if any(scan.tokens[p].text.isupper() for p in range(run, last)):
        return None
    if any(p.first < last <= p.last for p in scan.places):
        return None
    if any(m.last >= last and m.first < last and not m.entry.of("harm") for m in scan.folk):
        return None
    return Stranger(first, last, _noun(scan, nouns, first, last))


def _subject(scan: Scan, match: Match[Entry], nouns: Mapping[int, Match[Entry]]) -> Stranger | None:
    """Who "was" killed: "the owner of a private school was kidnapped", "trader Abdul Karim was shot dead"."""
    verb = match.first - 1
    while match.first - verb < 4 and (
        scan.lower(verb).endswith("ly") or scan.lower(verb) in ("also", "then", "later")
    ):
        verb -= 1
    if scan.lower(verb) == "been" and scan.lower(verb - 1) == "has":
        verb -= 1
    elif scan.lower(verb) not in _WAS:
        return None
    first = verb
    while first > scan.begin and verb - first < _FARTHEST and scan.lower(first - 1) not in _BOUNDS:
        first -= 1
    if verb - first >= _FARTHEST or first == verb:
        return None
    start = next(
        (
            p
            for p in range(first, verb)
            if scan.lower(p) in _DETERMINERS and (p == first or scan.lower(p - 1) not in _CROSSED)
        ),
        -1,
    )
    if start < 0:
        return _named(scan, nouns, first, verb)
    head = start + 1
    while head < verb and scan.lower(head) not in _CROSSED and scan.lower(head) not in _DETERMINERS:
        head += 1
    noun = scan.lower(head - 1)
    if head - start < 2 or head - start > _LONGEST or noun in _THINGS or scan.lower(start + 1) in _THINGS:
        return None
    if not all(scan.tokens[p].text[0].isalpha() or scan.lower(p) == "'s" for p in range(start, head)):
        return None
    return Stranger(start, verb, _noun(scan, nouns, start, head))


def _named(scan: Scan, nouns: Mapping[int, Match[Entry]], first: int, verb: int) -> Stranger | None:
    """ "Journalist Saleem Khan was killed": the names right before the verb, with the noun before them."""
    run = verb
    while run > first and scan.tokens[run - 1].text[0].isupper() and scan.tokens[run - 1].text.isalpha():
        run -= 1
    if verb - run < 2 or any(p.last == verb for p in scan.places):
        return None
    if any(m.last == verb and m.entry.of("group") for m in scan.folk):
        return None
    start = run
    while (
        start > first
        and scan.tokens[start - 1].text.isalpha()
        and scan.lower(start - 1) not in _CROSSED | {"old", "the"}
        and run - start < 3
    ):
        start -= 1
    return Stranger(start, verb, _noun(scan, nouns, start, verb))


def unlisted(scan: Scan, end: int) -> bool:
    """Whether a noun that ends here is people whom no word list knows: a plural right before what happened to people."""
    noun = scan.lower(end - 1)
    if (
        not noun.endswith("s")
        or noun in _NO_PEOPLE
        or noun in lists().units
        or not scan.tokens[end - 1].text.isalpha()
    ):
        return False
    at = end
    while scan.lower(at) in _AUX and at - end < 4:
        at += 1
    return any(
        m.first == at and (word := m.entry.of("harm")) is not None and word.get("effect") in ("killed", "injured")
        for m in scan.folk
    ) and (at > end or scan.lower(at) in _ENDED)  # fmt: skip


def listed_last(scan: Scan, position: int) -> bool:
    """Whether a plural that no word list knows ends a list of people here: "... and two servants in"."""
    noun = scan.lower(position)
    return (
        noun.endswith("s")
        and noun.isalpha()
        and scan.tokens[position].text.islower()
        and noun not in _NO_PEOPLE
        and noun not in lists().units
        and scan.lower(position + 1) in (".", ",", "in", "at", "on", "near", "from", "outside", "")
    )


_AUX = frozenset(
    {"were", "was", "had", "have", "been", "are", "also", "critically", "seriously", "severely", "reportedly"}
)
_ENDED = frozenset(
    {"died", "perished", "dead", "killed", "injured", "wounded", "martyred", "lost", "embraced"}
)
_NO_PEOPLE = frozenset({"stocks", "shares", "points", "jobs", "firms", "companies", "vehicles", "trees", "crops", "cows", "sheep", "goats", "bulls", "oxen", "horses", "donkeys", "dogs", "buffaloes", "elephants", "others", "hopes", "plans", "talks", "hundreds", "thousands", "dozens", "scores", "tens", "bills", "chickens", "birds", "pigs", "operations"})  # fmt: skip


def _one(head: str) -> bool:
    """Whether a noun is no plural."""
    return head not in _THINGS and (not head.endswith("s") or head.endswith("ss"))


def _noun(scan: Scan, nouns: Mapping[int, Match[Entry]], first: int, last: int) -> Word:
    """The word of the person, where the lexicon has one for a noun of the phrase: the last of them."""
    found: Sequence[Word] = [
        word
        for p in range(first, last)
        if p in nouns and nouns[p].last <= last and (word := nouns[p].entry.of("person")) is not None and word.get("one")
    ]  # fmt: skip
    return found[-1] if found else _SOMEBODY
