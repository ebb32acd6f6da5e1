"""People whom no number counts before their verb: one who is named or known, and hostages."""

from __future__ import annotations

from collections.abc import Sequence

from streams.security.people import Chain
from streams.security.scan import Scan
from streams.security.tally import Tally, total
from streams.security.words import Entry, Word, lists
from streams.text.lexicon import Match


def hostages(scan: Scan, groups: Sequence[Chain]) -> list[Tally]:
    """ "took over 400 passengers hostage"."""
    found = []
    for chain in groups:
        if (
            scan.lower(chain.last) in ("hostage", "hostages", "captive")
            and scan.lower(chain.first - 1) in _HOLD
        ):
            value, low, high = total(chain.heads)
            head = chain.heads[0]
            found.append(
                Tally(
                    "abducted",
                    chain.first,
                    chain.last + 1,
                    value,
                    low,
                    high,
                    head.qualifier,
                    "civilians",
                    at=chain.last,
                )
            )
    return found


_HOLD = frozenset(
    {"took", "taking", "takes", "take", "taken", "held", "holding", "hold", "holds", "keeping", "kept"}
)


def named(scan: Scan, match: Match[Entry], word: Word) -> Tally | None:
    """One person who is named or known: "Maulana ... was shot dead", "the policeman was killed"."""
    effect = str(word.get("effect"))
    if effect not in ("killed", "injured", "abducted") or word.get("form") == "noun" or word.get("of"):
        return None
    before = scan.lower(match.first - 1)
    passive = before in ("was", "is", "been") or (scan.sentence.kind == "headline" and match.first > 0)
    if passive or word.get("form") == "state":
        # The nearest person before, or a name of two words.
        for other in reversed(scan.folk):
            noun = other.entry.of("person")
            if noun is None or other.last > match.first or match.first - other.last > 6:
                continue
            if noun.get("one") and scan.lower(other.first - 1) in ("the", "named", "as"):
                return _one(other.first, match, effect, noun, str(noun.get("role")))
            return None
        if passive and before in ("was", "is"):
            start = match.first - 1
            while start > 0 and scan.tokens[start - 1].text[0].isupper() and match.first - start < 8:
                start -= 1
            if match.first - 1 - start >= 2:
                return _one(start, match, effect, None, "civilians")
        return None
    if word.get("form") == "verb" and match.last < len(scan.tokens):
        for other in scan.folk:
            noun = other.entry.of("person")
            if (
                noun
                and noun.get("one")
                and (other.first == match.last or _the_one(scan, match.last, other.first))
                and noun.get("role") not in ("attackers", "militants")
            ):
                return _one(match.first, match, effect, noun, str(noun.get("role")), last=other.last)
    return None


def _the_one(scan: Scan, first: int, last: int) -> bool:
    """Whether "the Labour Party (LP) senatorial" stands between a verb and the one whom it names."""
    if scan.lower(first) != "the" or not 0 < last - first <= 8:
        return False
    return all(
        scan.lower(p) not in lists().stop or scan.tokens[p].text in ("(", ")") for p in range(first + 1, last)
    )


def _one(
    first: int, match: Match[Entry], effect: str, noun: Word | None, role: str, last: int | None = None
) -> Tally:
    kinds = [str(noun.get("kind"))] if noun and noun.get("kind") else []
    shares = [(role, 1)] if role != "people" else []
    return Tally(
        effect, first, last or match.last, 1, None, None, "exact", role, shares, kinds, at=match.first
    )
