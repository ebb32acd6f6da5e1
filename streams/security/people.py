"""People in a sentence, counted: "at least 32 worshippers", "a woman and her two children", "12 of them", "two dozen".

Theory: a group is a number (or an article) with its noun; groups joined by "and" or commas form a chain, whose total is their
sum. Groups that tell a part of the one before ("five people, including three policemen", "three of them children") hang on it
and add nothing. What happened to a chain is read in `tolls`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from streams.security.beside import named_before, one_after
from streams.security.nouns import aged, attributive, goes_on, in_name, listed, named_body, of_force, title
from streams.security.scan import Scan
from streams.security.strangers import listed_last, strangers, unlisted
from streams.security.words import Entry, Word, lists
from streams.text.lexicon import Match
from streams.text.numbers import Number

Qualifier = Literal["exact", "at_least", "about", "at_most"]

#: Most words between a number and its noun: "three unidentified armed young men".
_MODIFIERS = 4
#: Larger numbers count no victims of one attack.
_MOST = 6_000
_UNLISTED = Word("person", "people-unlisted", {"role": "people"}, "people")
#: Most words of a list of names that tells of a part.
_LISTED = 30

_QUALIFIERS: dict[str, Qualifier] = {
    "exact": "exact",
    "about": "about",
    "over": "at_least",
    "at_least": "at_least",
    "under": "at_most",
    "at_most": "at_most",
}
_AND = frozenset(
    {
        ",",
        "and",
        "&",
        "as",
        "well",
        "along",
        "with",
        "plus",
        "also",
        "her",
        "his",
        "their",
        "the",
        "all",
        "both",
    }
)
#: Nouns that only tell which people the next noun counts: "thirteen more insurgents", "two Police constables".
_BEFORE_NOUN = frozenset({"more", "other", "another", "police", "army", "local", "security", "student", "government", "female", "women"})  # fmt: skip
#: Nouns that end a compound of them: "Guards members", "police personnel".
_LAST_NOUN = frozenset({"members", "personnel", "officials", "men"})
#: What may follow a people's name that counts people.
_ENDS = frozenset({"and", ",", "were", "was", "died", "who", "dead", "killed", "working", "have", "had", "among"})  # fmt: skip
_MARKS = frozenset({"-", "—", "(", "of", "them", "whom", "at", "least", ",", "and", "some", "all", "most"})


@dataclass(slots=True)
class People:
    """A counted group: token positions `first` to `last` (excluded); `first` is where its qualifier begins."""

    first: int
    last: int
    value: int | None
    low: int | None
    high: int | None
    qualifier: Qualifier
    role: str
    noun: Word | None
    of_them: bool = False


@dataclass(slots=True)
class Chain:
    """Groups that share what happened to them; `parts` tell of some of them again."""

    heads: list[People]
    parts: list[People] = field(default_factory=list)
    last: int = 0

    @property
    def first(self) -> int:
        """Where the chain begins."""
        return self.heads[0].first

    @property
    def bare(self) -> bool:
        """Whether no noun says that people are counted."""
        return all(head.noun is None for head in self.heads)


def chains(scan: Scan) -> list[Chain]:
    """The chains of a sentence, from left to right."""
    harms = [match for match in scan.folk if match.entry.of("harm") or match.entry.of("toll")]
    found: list[Chain] = []
    for group in _groups(scan):
        before = found[-1] if found else None
        link = _link(scan, before, group, harms) if before is not None else None
        if before is None or link is None:
            found.append(Chain([group], last=group.last))
        elif link == "part":
            before.parts.append(group)
            before.last = group.last
        else:
            # Within "including two women and a child" the next of a list is a part as well.
            (before.parts or before.heads).append(group)
            before.last = group.last
    for chain in found:
        _beside(scan, chain)
        _apposition(chain)
        _trailing_parts(scan, chain)
    return found


def _beside(scan: Scan, chain: Chain) -> None:
    """Those who are joined to a counted group by name, or as somebody whom no word list knows."""
    if chain.bare or any(head.role in ("militants", "attackers") for head in chain.heads):
        return
    named = named_before(scan, chain.first)
    if named is not None:
        role = str(named.noun.get("role")) if named.noun else "civilians"
        if role not in ("militants", "attackers"):
            chain.heads.insert(0, People(named.first, named.last, named.number, None, None, "exact", role, named.noun))  # fmt: skip
    if chain.parts:
        return
    last = one_after(scan, chain.last)
    if last is not None:
        chain.heads.append(People(last.first, last.last, 1, None, None, "exact", "civilians", None))
        chain.last = last.last


def _groups(scan: Scan) -> list[People]:
    nouns = {match.first: match for match in scan.folk if match.entry.of("person")}
    for place in scan.places if scan.numbers else ():
        # "25 Indian and one Nepali tourist", "two Indians and a Pakistani"
        if place.demonym and place.first not in nouns and scan.lower(place.last) in _ENDS:
            word = Word("person", "national", {"role": "civilians", "one": True}, scan.lower(place.first))
            nouns[place.first] = Match(place.first, place.last, place.start, place.end, Entry((word,)))
    found: list[People] = []
    end = 0
    spans = [(number.qualified_from, number.last) for number in scan.numbers if number.value is not None]
    for number in scan.numbers:
        if number.value is None and any(first <= number.first < last for first, last in spans):
            continue  # "many" in "as many as 16"
        group = _numbered(scan, number, nouns)
        if group is not None:
            found.append(group)
    taken = {position for group in found for position in range(group.first, group.last)}
    headline = scan.sentence.kind == "headline"
    for first, match in nouns.items():
        noun = match.entry.of("person")
        if noun is None or first in taken or not noun.get("one"):
            continue
        after = nouns.get(match.last)
        if after is not None and (then := after.entry.of("person")) is not None and then.get("one"):
            continue  # "a local journalist"
        single = _single(scan, match, noun, headline=headline)
        if single is not None and single.first not in taken and single.first >= end:
            found.append(single)
            end = single.last
    taken |= {position for group in found for position in range(group.first, group.last)}
    found.extend(
        People(one.first, one.last, 1, None, None, "exact", str(one.noun.get("role")), one.noun)
        for one in strangers(scan, nouns, frozenset(taken))
    )
    found.sort(key=lambda group: group.first)
    return found


def _numbered(scan: Scan, number: Number, nouns: dict[int, Match[Entry]]) -> People | None:
    words = lists()
    before = scan.lower(number.first - 1)
    following = scan.lower(number.last)
    if number.ordinal or (before in words.currency and before != "-") or following in words.units:
        return None
    if following == "-" and scan.lower(number.last + 1) in words.units:
        return None
    if before == following == "," and scan.tokens[number.first - 2].text.istitle():
        return None  # "Wahid Ali, 26, and two guards"
    value, low = number.value, number.low
    if value is not None and (value != int(value) or value > _MOST):
        return None
    if value is None and (low is None or low > _MOST):
        return None
    count = None if value is None else int(value)
    qualifier = _QUALIFIERS[number.qualifier]
    least = None if low is None else int(low)
    most = None if number.high is None else int(number.high)
    if count is None or qualifier == "at_least":
        least = count if least is None else least
        qualifier = "at_least"
    if most is not None:
        qualifier = "about"
    first = min(number.qualified_from, number.first)
    position = number.last
    of_them = following == "of" and scan.lower(position + 1) in ("them", "whom", "these", "those", "which")
    noun: Word | None = None
    if following == "of" and not of_them:
        # "scores of people", "four of the facilitators"
        after = position + 1
        while scan.lower(after) in ("the", "his", "her", "their", "its", "our", "those", "alleged"):
            after += 1
        if count is None or any(p in nouns for p in range(after, after + 4)):
            position = after
    if of_them:
        position += 2
        if position in nouns:  # "four of them suicide bombers"
            noun, position = nouns[position].entry.of("person"), nouns[position].last
    else:
        steps = position
        while steps < len(scan.tokens) and steps - position <= _MODIFIERS:
            match = nouns.get(steps)
            if match is not None and in_name(scan, match):
                # "40 Central Reserve Police Force (CRPF) personnel"
                position, steps = position + 1, steps + 1
                continue
            if match is not None:
                noun, position = match.entry.of("person"), match.last
                following_noun = nouns.get(position)
                if (
                    following_noun is not None
                    and noun is not None
                    and (noun.text.lower() in _BEFORE_NOUN or scan.lower(position) in _LAST_NOUN)
                ):
                    noun, position = (
                        following_noun.entry.of("person"),
                        following_noun.last,
                    )  # "thirteen more insurgents"
                break
            if scan.lower(steps) in words.units:
                return None
            if position < steps and unlisted(scan, steps):
                noun, position = _UNLISTED, steps  # "three gendarmes were killed"
                break
            if scan.tokens[steps].text == "(" and scan.lower(steps + 2) == ")":
                # "three Awami National Party (ANP) workers"
                position, steps = position + 3, steps + 3
                continue
            if scan.tokens[steps].text == "-" and steps > position and scan.lower(steps + 1).isalpha():
                steps += 1  # "two non-local labourers"
                continue
            if scan.lower(steps) in lists().stop or not (
                scan.tokens[steps].text[0].isalpha() or scan.tokens[steps].text == '"'
            ):
                break
            steps += 1
    if noun is None and scan.lower(number.last - 1) == "couple" and following != "of":
        noun = _UNLISTED  # "a couple and their child"
    role = str(noun.get("role")) if noun else "people"
    if following == "of" and scan.lower(number.last + 1) in ("its", "our") and (noun is None or role != "civilians"):  # fmt: skip
        role = "attackers"  # "the group said two of its members sacrificed their lives"
    elif noun is not None:
        position, role = of_force(scan, position, role)
    return People(first, position, count, least, most, qualifier, role, noun, of_them)


def _single(scan: Scan, match: Match[Entry], noun: Word, *, headline: bool) -> People | None:
    """One person by an article: "a police constable", "his wife"; in a headline also without."""
    words = lists()
    if noun.get("count") and scan.lower(match.last) == "of":
        return None  # "a couple of men"
    if noun.text.lower() == "national" and scan.tokens[match.first].text[0].isupper():
        return None  # "an Awami National Party lawmaker"
    if attributive(scan, match):
        return None
    position = match.first - 1
    skipped = 0
    while position >= 0 and match.first - position - skipped <= _MODIFIERS:
        lower = scan.lower(position)
        over = named_body(scan, position) or aged(scan, position)
        if over:
            # "a Muttahida Qaumi Movement (MQM) lawmaker"
            position, skipped = position - over, skipped + over
            continue
        if lower in ("his", "her", "their") and noun.get("role") == "attackers" and scan.lower(match.first) in ("gunman", "gunmen"):  # fmt: skip
            return People(position, match.last, 1, None, None, "exact", "security_forces", noun)  # his guard
        if lower in words.one or (lower == "the" and listed(scan, match.last) and not title(scan, match)):
            last = listed(scan, match.last) if lower == "the" else match.last
            return People(
                position,
                last or match.last,
                int(noun.get("count") or 1),
                None,
                None,
                "exact",
                str(noun.get("role")),
                noun,
            )
        if lower in lists().stop or not scan.tokens[position].text[0].isalpha():
            break
        position -= 1
    before = scan.lower(match.first - 1)
    if position < scan.begin and match.first - position < 4 and listed(scan, match.last):
        # "Top cleric and six worshippers were killed", behind a dateline
        return People(match.first, match.last, 1, None, None, "exact", str(noun.get("role")), noun)
    if headline and (match.first == 0 or before in (",", "and", "&", ":")):
        return People(match.first, match.last, 1, None, None, "exact", str(noun.get("role")), noun)
    return None


def _link(
    scan: Scan, chain: Chain, group: People, harms: list[Match[Entry]]
) -> Literal["and", "part"] | None:
    start = chain.last
    between = [scan.lower(position) for position in range(start, group.first)]
    if any(start <= match.first < group.first for match in harms):
        return None
    if len(between) > 8:
        # "11 people, including the party's leader Hafiz ... and two guards, were injured"
        part = any(word in lists().parts for word in between[:3])
        return (
            "part"
            if part
            and len(between) <= _LISTED
            and chain.heads[0].value is not None
            and (between[-1] in ("and", ",") or group.of_them)
            else None
        )
    if group.of_them:
        return "part"
    words = lists()
    if between == [",", "also"] and group.value == 1:
        return "part"  # "a lawyer and his son, also a lawyer, were shot"
    if len(between) > 3 and between[-1] in ("and", ",") and chain.heads[0].value is not None and not words.parts.isdisjoint(between[:2]):  # fmt: skip
        return "part"  # "six people, among them Bilal Ahmed and his son, died"
    if between[:1] in (["of"], ["from"]) and between[-1] == "and" and _belongs(chain, group, between):
        return "and"  # "ten jawans of the Reserve Guard and a driver"
    if any(word in words.parts for word in between) and all(
        word in words.parts or word in _MARKS for word in between
    ):
        return "part"
    if between == [","] and not goes_on(scan, group.last):
        return None  # "killing 11 farmers, three militia officials told AFP"
    if between and all(word in _AND for word in between):
        if group.noun is None and chain.heads[-1].noun is not None and "and" not in between:
            return None
        if group.noun is None and not chain.bare and "and" in between and listed_last(scan, group.last):
            return "and"  # "a chief, his son and two servants"
        if group.noun is None or (chain.bare and chain.heads[-1].noun is None):
            # "12 killed and 27 wounded" has a verb between; two bare numbers side by side count different things.
            return None
        return "and"
    if between in (["-"], ["—"], ["("]):
        return "part"
    return None


def _belongs(chain: Chain, group: People, between: list[str]) -> bool:
    """Whether what stands between two counted groups only tells whose the first are."""
    return (
        chain.heads[-1].noun is not None
        and group.noun is not None
        and chain.heads[-1].value is not None
        and len(between) <= 7
        and not lists().stop.intersection(between[1:-1]) - {"the"}
    )


def _apposition(chain: Chain) -> None:
    """ "Forty-eight people, 31 civilians and 17 troops": the first is the sum of the others, which are its parts."""
    heads = chain.heads
    if (
        len(heads) > 2
        and heads[0].value is not None
        and heads[0].role not in ("security_forces", "militants")
    ):
        others = [head.value for head in heads[1:]]
        if (
            all(value is not None for value in others)
            and sum(value or 0 for value in others) == heads[0].value
        ):
            chain.parts = heads[1:] + chain.parts
            chain.heads = heads[:1]


def _trailing_parts(scan: Scan, chain: Chain) -> None:
    """ "Eleven soldiers, a lieutenant colonel and a major among them,": what "among them" closes are parts."""
    if scan.lower(chain.last) == "among" and scan.lower(chain.last + 1) in ("them", "whom", "those"):
        if len(chain.heads) > 1:
            chain.parts = chain.heads[1:] + chain.parts
            chain.heads = chain.heads[:1]
        chain.last += 2
