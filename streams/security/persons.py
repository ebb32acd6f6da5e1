"""People whom no number counts before their verb: one who is named or known, and hostages."""

from __future__ import annotations

from collections.abc import Sequence

from streams.security.people import Chain
from streams.security.scan import Scan
from streams.security.tally import Tally, total
from streams.security.words import Entry, Word, lists
from streams.text.lexicon import Match

#: What else is killed.
_THINGS = frozenset({"bill", "deal", "plan", "project", "dog", "cow", "buffalo", "camel", "horse", "goat", "donkey", "mule", "elephant", "lion", "leopard", "tiger", "bear", "bull", "proposal", "terrorist", "militant", "bomber", "attacker", "insurgent", "rebel", "one", "number", "total", "group"})  # fmt: skip
#: Tokens between the noun of an apposition and what happened.
_APPOSED = 18


def slain(scan: Scan, groups: Sequence[Chain]) -> list[Tally]:
    """ "the shooting death Sunday of a prominent journalist", "the murder of two brothers"."""
    found = []
    for chain in groups:
        at = chain.first - 1
        if scan.lower(at) != "of":
            continue
        if (held := _held(scan, at, chain)) is not None:
            found.append(held)
            continue
        back = next((p for p in range(at - 1, at - 4, -1) if scan.lower(p) in _SLAIN), None)
        if back is None or scan.lower(back - 1) in ("sentenced", "toll"):
            continue
        value, low, high = total(chain.heads)
        head = chain.heads[0]
        if value is None or head.noun is None:
            continue
        if head.role in ("attackers", "militants"):
            if {scan.lower(p) for p in range(back - 4, back)} & _LED:
                # "engaged a group, resulting in the killing of ten militants"
                found.append(Tally("killed", back, chain.last, value, low, high, head.qualifier, head.role, [(head.role, value)], at=back))  # fmt: skip
            continue
        kinds = [str(kind) for people in chain.heads if people.noun and (kind := people.noun.get("kind"))]
        found.append(
            Tally("killed", back, chain.last, value, low, high, head.qualifier, head.role, [(head.role, value)], kinds, at=back)
        )  # fmt: skip
    return found


def _held(scan: Scan, of: int, chain: Chain) -> Tally | None:
    """ "busted a cell with the arrest of five operatives"."""
    if scan.lower(of - 1) not in ("arrest", "arrests", "detention", "apprehension"):
        return None
    before = {scan.lower(p) for p in range(of - 4, of - 1)}
    if not before & _CAME or before & _WANTED:
        return None
    value, low, high = total(chain.heads)
    head = chain.heads[0]
    if value is None or head.noun is None:
        return None
    role = head.role if head.role != "civilians" else "people"
    return Tally(
        "arrested", of - 1, chain.last, value, low, high, head.qualifier, role, [(role, value)], at=of - 1
    )


_LED = frozenset({"resulting", "resulted", "led", "leading"})
_CAME = frozenset({"with", "after", "following", "to", "in", "confirmed", "announced", "made", "reported", "including", "by"})  # fmt: skip
_WANTED = frozenset({"leading", "information", "reward", "warrant", "warrants", "demand", "demanded", "for"})
_SLAIN = frozenset({"death", "murder", "assassination", "killing", "massacre", "execution"})


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
    if effect == "arrested":
        return _caught(scan, match)
    if effect not in ("killed", "injured", "abducted") or word.get("form") == "noun" or word.get("of"):
        return None
    if word.get("form") == "verb" and scan.lower(match.last) in ("him", "her"):
        him = next((n for m in reversed(scan.folk) if (n := m.entry.of("person")) and m.last <= match.first and n.get("one")), None)  # fmt: skip
        role = str(him.get("role")) if him else "civilians"
        return None if role in ("attackers", "militants") else _one(match.first, match, effect, him, role, last=match.last + 1)  # fmt: skip
    before = scan.lower(match.first - 1)
    passive = before in ("was", "is", "been") or (scan.sentence.kind == "headline" and match.first > 0)
    if passive or word.get("form") == "state":
        if effect == "killed" and before == "was" and scan.lower(match.first - 2) == "," and (first := _far_name(scan, match.first - 2)) >= 0:  # fmt: skip
            return _one(first, match, effect, None, "civilians")
        # The nearest person before, or a name of two words.
        for other in reversed(scan.folk):
            noun = other.entry.of("person")
            if noun is None or other.last > match.first or match.first - other.last > 6:
                continue
            if noun.get("one") and scan.lower(other.first - 1) in ("the", "named", "as"):
                return _one(other.first, match, effect, noun, str(noun.get("role")))
            return None
        if scan.lower(match.first - 2) == "," and before in ("was", "is") and (who := _apposed(scan, match)):
            return who
        if effect == "killed" and before == "was" and (first := _somebody(scan, match.first - 1)) >= 0:
            return _one(first, match, effect, None, "civilians")
        if passive and before in ("was", "is"):
            start = _before_age(scan, match.first - 1)
            end = start
            while start > 0 and scan.tokens[start - 1].text[0].isupper() and match.first - start < 8:
                start -= 1
            if end - start >= 2:
                return _one(start, match, effect, None, "civilians")
        return None
    if effect == "killed" and word.get("form") == "verb" and (last := _victim(scan, match)):
        return _one(match.first, match, effect, None, "civilians", last=last)
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


_ACTIVE = frozenset({"arrested", "apprehended", "nabbed", "detained", "arresting", "apprehending", "detaining", "arrests", "captured"})  # fmt: skip


def _caught(scan: Scan, match: Match[Entry]) -> Tally | None:
    """ "arrested a 27-year-old man", "apprehended an alleged target killer": the one who is caught."""
    if scan.lower(match.last - 1) not in _ACTIVE or scan.lower(match.last) not in ("a", "an", "one"):
        return None
    if scan.lower(match.first - 1) in ("was", "were", "been", "be", "to", "not"):
        return None
    for other in scan.folk:
        noun = other.entry.of("person")
        if noun is None or not match.last < other.first <= match.last + 8:
            continue
        between = [scan.lower(p) for p in range(match.last, other.first)]
        if "," in between or "of" in between or "in" in between:
            return None
        if noun.get("one") and noun.get("role") != "security_forces":
            role = "militants" if noun.get("role") in ("militants", "attackers") else "people"
            return _one(match.first, match, "arrested", noun, role, last=other.last)
        return None
    return None


def _before_age(scan: Scan, position: int) -> int:
    """Where the name before an age ends: "Hamid Gul, 26, was killed"; the position itself where there is none."""
    commas = scan.lower(position - 1) == scan.lower(position - 3) == ","
    return position - 3 if commas and scan.lower(position - 2).isdecimal() else position


def _somebody(scan: Scan, verb: int) -> int:
    """Where "a motorbike mechanic" stands, the subject whom no word list knows; -1 if no such stands before the verb."""
    at = verb - 1
    while at > 0 and verb - at < 4 and scan.tokens[at].text.isalpha() and scan.lower(at) not in ("a", "an"):
        if scan.lower(at) in lists().stop or scan.lower(at) in _THINGS:
            return -1
        at -= 1
    if at == verb - 1 or at < 0 or scan.lower(at) not in ("a", "an"):
        return -1
    return at if at == scan.begin or scan.lower(at - 1) in (",", "when", "that", "while", "where") else -1


def _far_name(scan: Scan, comma: int) -> int:
    """Where the name begins of which something is told between commas before its verb: "X, another secularist, was"; -1 without one."""
    other = next((p for p in range(comma - 1, max(comma - 18, scan.begin), -1) if scan.lower(p) == ","), -1)
    if other < 0 or scan.lower(other + 1) not in (
        "a",
        "an",
        "the",
        "another",
        "who",
        "also",
        "himself",
        "one",
    ):
        return -1
    start = other
    while start > scan.begin and scan.tokens[start - 1].text[0].isupper() and scan.tokens[start - 1].text.isalpha():  # fmt: skip
        start -= 1
    return start if other - start >= 2 and not any(p.last == other for p in scan.places) else -1


def _victim(scan: Scan, match: Match[Entry]) -> int:
    """ "Gunmen killed Anil Kumar, a supervisor": where the name of one who was killed ends; 0 if none stands there."""
    if scan.sentence.kind == "headline" or scan.lower(match.first) not in ("killed", "murdered", "assassinated", "slain"):  # fmt: skip
        return 0
    last = match.last
    while last < len(scan.tokens) and scan.tokens[last].text[0].isupper() and scan.tokens[last].text.isalpha() and last - match.last < 5:  # fmt: skip
        last += 1
    if last - match.last < 2 or scan.lower(last) not in (",", ".", "in", "on", "near", "outside", "at", "and", "while", ""):  # fmt: skip
        return 0
    taken = any(p.first < last and match.last < p.last for p in scan.places) or any(
        m.first < last and match.last < m.last for m in scan.folk if not m.entry.of("harm")
    )
    fighters = any(
        (w := m.entry.of("person")) is not None and w.get("role") in ("attackers", "militants") and m.last <= match.first
        for m in scan.folk
    )  # fmt: skip
    return last if fighters and not taken else 0


def _apposed(scan: Scan, match: Match[Entry]) -> Tally | None:
    """ "X, a reporter for a private channel, was killed": the one whom an apposition tells."""
    stop = match.first - 2
    for other in reversed(scan.folk):
        if other.entry.of("harm") and other.last <= stop:
            return None
        noun = other.entry.of("person")
        if noun is None or other.last > stop or match.first - other.last > _APPOSED:
            continue
        start = other.first - 1
        while start > 1 and other.first - start < 7 and scan.lower(start) not in ("a", "an", "the", ","):
            start -= 1
        if noun.get("one") and scan.lower(start) in ("a", "an", "the") and scan.lower(start - 1) == ",":
            return _one(other.first, match, str(_effect(match)), noun, str(noun.get("role")))
        return None
    return None


def _effect(match: Match[Entry]) -> object:
    word = match.entry.of("harm")
    return word.get("effect") if word else None


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
