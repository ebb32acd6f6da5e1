"""Words of harm that count nobody, or count otherwise: adjectives, denials, "as many", the bomber among the dead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from streams.security.people import Chain
from streams.security.scan import Scan
from streams.security.tally import Tally, total
from streams.security.words import Entry
from streams.text.lexicon import Match


def adjective(scan: Scan, match: Match[Entry]) -> bool:
    """ "an injured boy", "another injured person": the word tells which person is meant."""
    if match.last - match.first > 1 or scan.lower(match.first) not in (
        "injured",
        "wounded",
        "kidnapped",
        "abducted",
        "slain",
        "murdered",
        "killed",
        "martyred",
        "arrested",
        "detained",
    ):
        return False
    before = scan.lower(match.first - 1)
    if before in ("unidentified", "critically", "seriously", "badly", "severely") and scan.lower(match.first - 2) in ("a", "an", "the"):  # fmt: skip
        before = "an"  # "an unidentified wounded person"
    if before not in (
        "a",
        "an",
        "another",
        "the",
        "any",
        "each",
        "every",
        "other",
        "one",
    ):
        return False
    return any(m.first == match.last and m.entry.of("person") for m in scan.folk)


def same_side(scan: Scan, found: Sequence[Tally]) -> None:
    """ "while seven Taliban were killed and eight were wounded": the eight are Taliban as well."""
    for before, tally in pairwise(sorted(found, key=lambda t: t.first)):
        if (
            before.role in ("militants", "attackers")
            and tally.role == "people"
            and not tally.kinds
            and {before.effect, tally.effect} == {"killed", "injured"}
            and scan.lower(tally.first - 1) == "and"
            and before.last == tally.first - 1
            and (scan.lower(tally.first + 1) in ("were", "was") or tally.at == tally.first + 1)
        ):
            tally.role, tally.shares = before.role, [(before.role, tally.value or 0)]


def either(scan: Scan, match: Match[Entry]) -> bool:
    """ "killing or wounding more than 200": it is not told how many of either."""
    return any(
        scan.lower(beside) == "or"
        and any(m.entry.of("harm") and (m.first == far or m.last - 1 == far) for m in scan.folk)
        for beside, far in ((match.first - 1, match.first - 2), (match.last, match.last + 1))
    )


#: How nouns begin that tell of another harm.
OTHERS = {"killed": ("injured", "wounded"), "injured": ("dead", "bodies", "bod")}


def harmed_otherwise(chain: Chain, match: Match[Entry], effect: str) -> list[Tally]:
    """The injured of "five dead bodies and 17 injured people"."""
    mine, other = OTHERS.get("killed", ()), "injured"
    if effect != "killed" or len(chain.heads) < 2:
        return []
    heads = [head for head in chain.heads if head.noun is not None and head.noun.text.startswith(mine)]
    if not heads or len(heads) == len(chain.heads):
        return []
    value, low, high = total(heads)
    return [
        Tally(
            other,
            heads[0].first,
            heads[-1].last,
            value,
            low,
            high,
            heads[0].qualifier,
            "people",
            at=match.first,
        )
    ]


def negated(scan: Scan, match: Match[Entry]) -> bool:
    """Whether the text says that it did not happen: "were not injured"."""
    return scan.lower(match.first - 1) in ("not", "never") or scan.lower(match.first - 2) in (
        "not",
        "never",
        "no",
    )


def as_many(scan: Scan, found: Sequence[Tally]) -> None:
    """ "Four policemen were martyred and as many others wounded": the number before."""
    for before, tally in pairwise(found):
        at = next((p for p in range(tally.first, tally.last) if scan.lower(p) == "many"), None)
        if (
            tally.value is None
            and at is not None
            and scan.lower(at - 1) == "as"
            and scan.lower(at + 1) != "as"
        ):
            tally.value, tally.low, tally.qualifier = before.value, before.low, before.qualifier


def _of_the_attackers(scan: Scan, bomber: int) -> bool:
    """ "when militants, including a suicide bomber, attacked": among those who attacked, not among the dead."""
    at = next(p for p in range(bomber - 1, bomber - 4, -1) if scan.lower(p).startswith("includ"))
    at -= scan.lower(at - 1) == ","
    return any(m.last == at and n.get("role") in ("militants", "attackers") for m, n in scan.words("person"))


def _number(scan: Scan, position: int) -> int | None:
    """The number that ends at a position."""
    return next((int(n.value) for n in scan.numbers if n.last == position and n.value is not None), None)


_ONE_MORE = frozenset({"third", "second", "other", "fourth", "fifth", "sixth"})
_HARMS = frozenset({"killed", "injured", "arrested"})


def one_more(scan: Scan, found: Sequence[Tally]) -> list[Tally]:
    """ "One soldier was killed and another injured": one more of those before, who came to another harm.

    `found` are the counts of the sentence, by the position of their words of harm.
    """
    more: list[Tally] = []
    words = [tally.at for tally in found]
    for match in scan.folk:
        word = match.entry.of("harm")
        if word is None or word.get("form") == "noun" or word.get("effect") not in _HARMS:
            continue
        if (following := _following_one(scan, match.last)) and not any(t.at == match.first for t in found):
            # "killed six gunmen and arrested a seventh"
            place = bisect_left(words, match.first)
            before = found[place - 1] if place else None
            if before is not None and before.effect != word.get("effect") and before.value:
                shares = [(before.role, 1)] if before.role != "people" else []
                more.append(Tally(str(word.get("effect")), match.last, following, 1, None, None, "exact", before.role, shares, at=match.first))  # fmt: skip
            continue
        at = match.first - 1
        while match.first - at < 4 and (scan.lower(at) in ("was", "got", "also") or scan.lower(at).endswith("ly")):  # fmt: skip
            at -= 1
        joint = at - 1
        if scan.lower(at) != "another":
            joint -= scan.lower(joint) in ("a", "the")
        counted = scan.lower(at) == "another" or (scan.lower(at) in _ONE_MORE and joint < at - 1)
        if not counted or scan.lower(joint) not in ("and", "while", ",") or scan.lower(match.last) in ("were", "are"):  # fmt: skip
            continue
        place = bisect_left(words, match.first)
        before = found[place - 1] if place else None
        effect = str(word.get("effect"))
        taken = place < len(found) and words[place] == match.first
        if before is None or before.last > at or before.effect == effect or not before.value:
            continue
        if taken:
            same = found[place]
            if scan.lower(at) == "another" and before.first <= same.first < before.last:
                same.value, same.low, same.high, same.qualifier = 1, None, None, "exact"
                same.shares = [(before.role, 1)] if before.role != "people" else []
            continue
        shares = [(before.role, 1)] if before.role != "people" else []
        more.append(Tally(effect, at, match.last, 1, None, None, "exact", before.role, shares, at=match.first))  # fmt: skip
    return more


_ENDS = frozenset({"in", "during", ",", ".", "on", "at", "and", "while", "alive", "after", "from", ";", ""})


def _following_one(scan: Scan, position: int) -> int:
    """Where "another" or "a seventh" ends that stands alone after a verb; 0 if none does."""
    if scan.lower(position) == "another" and scan.lower(position + 1) in _ENDS:
        return position + 1
    if scan.lower(position) in ("a", "the") and scan.lower(position + 1) in (*_ONE_MORE, "seventh", "eighth", "ninth", "tenth") and scan.lower(position + 2) in _ENDS:  # fmt: skip
        return position + 2
    return 0


def bomber_among(scan: Scan, found: Sequence[Tally]) -> None:
    """ "..., the bomber among them": the toll counts him in, so he is taken out."""
    for match, noun in scan.words("person"):
        if noun.get("role") != "attackers":
            continue
        among = scan.lower(match.last) == "among" and scan.lower(match.last + 1) in ("them", "whom")
        at = match.first - 1 - (not noun.get("one"))
        among = among or (scan.lower(at) in ("them", "whom") and scan.lower(at - 1) == "among")
        include = any(
            scan.lower(match.first - back) in ("including", "includes", "included") for back in (1, 2, 3)
        )
        if not (among or include) or (include and not among and _of_the_attackers(scan, match.first)):
            continue
        before = [
            tally
            for tally in found
            if tally.effect == "killed" and tally.role not in ("attackers", "militants")
        ]
        if not before:
            continue
        tally = before[-1]
        inside = tally.first <= match.first < tally.last
        count = 1 if noun.get("one") else _number(scan, match.first)
        if count and tally.value and tally.value > count and (include or not inside) and not tally.parts:
            tally.value -= count
            tally.low = tally.low - count if tally.low else tally.low
        elif count is None and not tally.parts:
            tally.attackers_in = True


def unquoted(scan: Scan, first: int, last: int) -> bool:
    """Whether a quotation ends between two positions: '... and three others wounded" a security official said'."""
    return any(scan.tokens[p].text == '"' for p in range(first, last)) and (
        sum(scan.tokens[p].text == '"' for p in range(first)) % 2 == 1
    )


def hurt_after(scan: Scan, position: int) -> bool:
    """Whether what stands right behind people says that they were hurt: "... 120 others wounded"."""
    return any(
        m.first == position and (w := m.entry.of("harm")) is not None and w.get("effect") == "injured"
        for m in scan.folk
    )


def felled_before(scan: Scan, chain: Chain) -> bool:
    """Whether a word right before people says that they died."""
    if scan.lower(chain.first - 1) in ("lost", "losing"):
        return True
    return any(
        m.last == chain.first and (w := m.entry.of("harm")) is not None and w.get("effect") == "killed"
        for m in scan.folk
    )
