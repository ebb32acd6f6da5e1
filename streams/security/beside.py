"""Those beside a counted group whom no number counts: "Constable Alam Khan and a polio worker", "seven players and an assistant coach".

Theory: what happened to a group happened to whoever is joined to it by "and". Names are two capitals and more that end right
before the joint; who is named in a list that tells of a part ("including", "identified as") was counted before.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from streams.security.nouns import in_name
from streams.security.scan import Scan
from streams.security.words import Word, lists
from streams.text.datewords import words as date_words


class Beside(NamedTuple):
    """People beside a group: token positions `first` to `last` (excluded), how many, and their noun, where one is known."""

    first: int
    last: int
    number: int
    noun: Word | None


#: What stands before the first of those who are named as the subject of what happened.
_OPENS = frozenset({",", "that", "when", "while", "where", "after", "as", ":", ".", '"', "said", "but", "and", "if", "because"})  # fmt: skip
_OWN = frozenset({"his", "her", "their", "two", "three"})
#: Words with a capital that name no man.
_BODIES = frozenset({"party", "movement", "league", "front", "force", "forces", "corps", "army", "police", "department", "ministry", "agency", "council", "committee", "group", "hospital", "university", "college", "school", "court", "union", "association", "authority", "commission", "district", "province", "state", "city", "town", "road", "street", "bazaar", "colony", "chowk", "station", "airport", "mosque", "church", "temple", "hotel", "unit", "command", "brigade", "battalion", "regiment", "guard", "guards", "service", "wing", "express", "international", "islamic", "national", "taliban", "jihad", "islam", "nations", "watch"})  # fmt: skip
_NAMES, _WORDS = 6, 6


def named_before(scan: Scan, first: int) -> Beside | None:
    """Those who are named right before a group that begins at a position: "Adalat Khan and two associates"."""
    first -= scan.lower(first - 1) in ("his", "her", "their")  # "and his two sons"
    joint = scan.lower(first - 1)
    if joint == "and" and scan.lower(first - 2) == "another":
        return Beside(first - 2, first - 1, 1, None)  # "another and a civilian were wounded"
    if scan.sentence.kind == "headline" or not (
        joint in ("and", "&") or (joint == "," and scan.lower(first) in _OWN)
    ):
        return None
    if scan.lower(first) in _OWN and (someone := _someone(scan, first - 1)) >= 0:
        return Beside(someone, first - 1, 1, None)
    stop, count = first - 1, 0
    while count < _NAMES:
        run = _name(scan, stop)
        if run < 0:
            break
        start, count = _titled(scan, run), count + 1
        if scan.lower(start - 1) != "," or start - 1 <= scan.begin:
            stop = start
            break
        stop = start - 1
    if not count:
        return None
    start = stop if scan.lower(stop) != "," else stop + 1
    before = scan.lower(start - 1)
    harmed = any(m.last == start and m.entry.of("harm") for m in scan.folk)
    if not (start == scan.begin or harmed or before in _OPENS) or _part(scan, start):
        return None
    nouns = [w for m, w in scan.words("person") if start <= m.first < first and w.get("one") and not in_name(scan, m)]  # fmt: skip
    return Beside(start, first - 1, count, nouns[-1] if nouns else None)


def one_after(scan: Scan, last: int) -> Beside | None:
    """One whom no word list knows after a group that ends at a position: "... and an assistant coach were wounded"."""
    at = last
    if scan.lower(at) != "and" or scan.lower(at + 1) not in ("a", "an", "his", "her"):
        return None
    end = at + 2
    while end - at <= _WORDS and scan.lower(end).isalpha() and scan.tokens[end].text.islower() and scan.lower(end) not in lists().stop:  # fmt: skip
        end += 1
    if end == at + 2 or scan.lower(end - 1).endswith("s") or scan.lower(end) not in ("were", "died", "have"):
        return None
    harmed = any(m.entry.of("harm") and end <= m.first <= end + 3 for m in scan.folk)
    return Beside(at + 1, end, 1, None) if harmed else None


def _someone(scan: Scan, stop: int) -> int:
    """Where "a High Court advocate" begins that ends before "and his two sons"; -1 if nothing does."""
    at = stop - 1
    while stop - at < 8 and at > scan.begin and scan.tokens[at].text.isalpha() and scan.lower(at) not in ("a", "an"):  # fmt: skip
        if scan.lower(at) in lists().stop:
            return -1
        at -= 1
    if at == stop - 1 or scan.lower(at) not in ("a", "an"):
        return -1
    opens = at == scan.begin or scan.lower(at - 1) in _OPENS
    return at if opens or any(m.last == at and m.entry.of("harm") for m in scan.folk) else -1


def _name(scan: Scan, stop: int) -> int:
    """Where a man's name of two words or more begins that ends before a position; -1 if none does."""
    if scan.lower(stop - 1) == "," and scan.lower(stop - 2).isdecimal() and scan.lower(stop - 3) == ",":
        stop -= 3  # "Bilal Ahmed, 26, and ..."
    elif scan.lower(stop - 1) == ",":
        stop -= 1
    known, run = date_words(), stop
    while run > scan.begin:
        token = scan.tokens[run - 1]
        if not (token.text[0].isupper() and token.text.replace("-", "").isalpha()) or (
            token.text.isupper() and len(token.text) > 3
        ):
            break
        if token.lower in _BODIES or token.lower in known.weekdays or token.lower in known.months:
            return -1
        run -= 1
    if stop - run < 2 or stop - run > _WORDS:
        return -1
    places = scan.places
    at = bisect_left(places, stop, key=lambda place: place.last)
    if at < len(places) and places[at].first < stop:
        return -1
    if any(m.first < stop and run < m.last and (m.entry.of("group") or m.entry.of("force")) for m in scan.folk):  # fmt: skip
        return -1
    return run


def _titled(scan: Scan, run: int) -> int:
    """Where the words begin that say what a named man is: "police constable Alam Khan", "party leader ..."."""
    start = run
    nouns = {m.last: m.first for m, w in scan.words("person") if w.get("one")}
    while run - start < 5 and start > scan.begin:
        if start in nouns and nouns[start] >= scan.begin:
            start = nouns[start]
        elif scan.lower(start - 1) in ("police", "party", "tribal", "local", "the", "a", "an", "senior", "former", "provincial", "student", "army", "head"):  # fmt: skip
            start -= 1
        else:
            break
    return start


def _part(scan: Scan, start: int) -> bool:
    """Whether a list that begins at a position only names some of those who were counted."""
    near = {scan.lower(p) for p in range(max(start - 6, scan.begin), start)}
    return not near.isdisjoint(lists().parts) or "identified" in near or "named" in near or "them" in near
