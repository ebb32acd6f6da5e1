"""What a toll stands at or rises to, and counts over many attacks, which are none of one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from streams.security.people import Chain
from streams.security.scan import Scan
from streams.security.tally import Tally
from streams.security.words import Entry, Word
from streams.text.lexicon import Match

_RISE = frozenset({"to", "at", "of", "reached", "reaches", "reach", "hits", "hit", "stands", "stood", "now", "is", "was", "tops", "crosses", "crossed", "passes", "past", "above", "topped", "surpassed", "exceeds", "exceeded", ":"})  # fmt: skip


def ever_since(scan: Scan, tally: Tally) -> bool:
    """ "422 people have been killed since the truce": a count over many events."""
    at = tally.at
    if any(
        scan.lower(p) == "since" and scan.lower(p + 1).isdecimal() for p in range(tally.last, tally.last + 3)
    ):
        return True  # "around 500 deaths since 2015"
    perfect = scan.lower(at - 1) in ("have", "has") or scan.lower(at - 2) in ("have", "has")
    if perfect and any(
        scan.lower(p) == "since" and any(scan.lower(q).isdecimal() and len(scan.lower(q)) == 4 for q in range(p + 1, p + 6))
        for p in range(at + 1, len(scan.tokens))
    ):  # fmt: skip
        return True  # "have killed almost 800 people and displaced 600,000 since the start of 2015"
    if perfect and any(
        scan.lower(p) in ("past", "last")
        and scan.lower(p - 1) == "the"
        and scan.lower(p - 2) in ("in", "over", "during", "within")
        and any(scan.lower(q) in ("months", "weeks", "years", "decade", "decades") for q in range(p + 1, p + 4))
        for p in range(len(scan.tokens))
    ):  # fmt: skip
        return True  # "During the past six months, 12 lawyers have been killed"
    if scan.lower(at - 1) != "been" or scan.lower(at - 2) not in ("have", "has", "had"):
        return False
    return any(
        scan.lower(p) == "since"
        and scan.lower(p + 1)
        not in ("friday", "saturday", "sunday", "monday", "tuesday", "wednesday", "thursday")
        for p in range(at + 1, at + 7)
    )


def toll(scan: Scan, match: Match[Entry], word: Word, groups: Sequence[Chain]) -> Tally | None:
    """The number that a toll stands at or rises to."""
    if scan.lower(match.first - 1) in ("earlier", "previous", "initial", "first"):
        return None
    for chain in groups:
        head = chain.heads[0]
        if chain.first < match.last or (head.value is None and head.low is None):
            continue
        if chain.first - match.last > 40:
            break
        before = scan.lower(chain.first - 1)
        if before in ("least", "around", "about"):
            before = scan.lower(chain.first - 2 - (before == "least"))
        if before == "from" or before not in _RISE:
            continue
        if _over_many(scan, match.last, chain) or _of_people(scan, match.last, chain.first):
            return None
        injured = scan.lower(head.last) in ("injured", "wounded")
        effect = "injured" if injured else str(word.get("effect"))
        return Tally(
            effect, chain.first, head.last, head.value, head.low, head.high, head.qualifier, "people",
            update=True, at=match.first,
        )  # fmt: skip
    return None


def _of_people(scan: Scan, first: int, last: int) -> bool:
    """ "the recent death toll of doctors to four": of people over many attacks."""
    if scan.lower(first) != "of" or last - first > 8:
        return False
    return any(first < m.first < last and m.entry.of("person") for m in scan.folk)


def _over_many(scan: Scan, first: int, chain: Chain) -> bool:
    """ "the toll in such attacks to 20 in the past three months": not one attack's."""
    between = {scan.lower(p) for p in range(first, chain.first)}
    if any(word.isdecimal() and len(word) == 4 for word in between):
        return True  # "the toll in the region in 2018 to two"
    after = [scan.lower(p) for p in range(chain.last, chain.last + 6)]
    if between & {
        "attacks",
        "killings",
        "incidents",
        "violence",
        "bombings",
        "year",
        "war",
        "conflict",
    } and not between & {"two", "twin", "three", "both", "coordinated"}:
        return True
    return any(
        one in ("past", "last", "this", "since")
        and (
            one == "since"
            or two
            in ("year", "month", "months", "week", "weeks", "years", "two", "three", "four", "six", "few")
        )
        for one, two in pairwise(after)
    )
