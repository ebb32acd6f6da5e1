"""Who speaks in a sentence: persons with their office and body.

A speaker is a noun phrase: a country ("China's", "Iranian"), a body ("foreign ministry", "State Bank"), an office
("spokesperson", "Planning Minister") and a name, in that order, each optional. A reporting verb or "according to" ties the
sentence to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from streams.text.document import Sentence
from streams.text.lexicon import Phrases, load
from streams.text.places import country_of, country_starts
from streams.text.tokens import Token

#: How far a reporting verb may stand from its speaker, in tokens that say nothing ("on Monday", "in a post on X").
_REACH = 7
#: Longest name, in tokens.
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that speaks."""

    name: str
    country: str | None


class SpeakerMention(NamedTuple):
    """A speaker in a sentence: token positions `first` to `last` (excluded), offsets, and what the phrase says of it."""

    first: int
    last: int
    start: int
    end: int
    name: str | None
    role: str | None
    organisation: str | None
    country: str | None
    reports: bool = False
    """A reporting verb or "according to" ties the sentence to it."""


def speakers(sentence: Sentence) -> list[SpeakerMention]:
    """The speakers that a sentence names, from left to right."""
    tokens = sentence.tokens
    words = _words()
    if words.signs.isdisjoint(tokens.lowers):
        return []
    found: list[SpeakerMention] = []
    position = 0
    for first, (_, _, text, lower) in enumerate(tokens):
        # Most words are small and begin no speaker.
        if (text != lower or lower in words.starts) and first >= position:
            if not (text[0].isupper() or lower in words.starts):
                continue
            mention = _phrase(tokens, first)
            if mention is not None:
                found.append(mention._replace(reports=_reports(tokens, mention)))
                position = mention.last
    return _appositions(tokens, found)


def reporting_verbs() -> frozenset[str]:
    """The verbs that tie a sentence to who speaks, in lower case."""
    return _words().verbs


@dataclass(frozen=True, slots=True)
class _Words:
    roles: Phrases[str]
    portfolio: frozenset[str]
    organisations: Phrases[Organisation]
    verbs: frozenset[str]
    according: Phrases[str]
    links: frozenset[str]
    inverted: frozenset[str]
    between: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    titles: frozenset[str]
    starts: frozenset[str]
    signs: frozenset[str]
    """Each sentence that has a speaker has one of these: the first word of a body or an office, or a word of speaking."""
    leads: frozenset[str]
    """What does not begin with one of these is a bare name at most."""


@cache
def _words() -> _Words:
    data = load("streams.text", "names.toml")
    heads = data["role"]["heads"]
    bodies = [
        (name, Organisation(o["name"], o.get("country"))) for o in data["organisation"] for name in o["names"]
    ]
    roles, organisations = Phrases((head, head) for head in heads), Phrases(bodies)
    according = Phrases((phrase, phrase) for phrase in data["reporting"]["according"])
    verbs = frozenset(data["reporting"]["verbs"])
    portfolio = frozenset(data["role"]["portfolio"])
    starts = {head.removeprefix("=").split()[0].lower() for head in heads} | {
        name.removeprefix("=").split()[0].lower() for name, _ in bodies
    }
    return _Words(
        roles=roles,
        portfolio=portfolio,
        organisations=organisations,
        verbs=verbs,
        according=according,
        links=frozenset(data["reporting"]["links"]),
        inverted=frozenset(data["reporting"]["inverted"]),
        between=frozenset(data["reporting"]["between"]),
        particles=frozenset(data["person"]["particles"]),
        not_names=frozenset(data["person"]["not_names"]),
        titles=frozenset(data["person"]["titles"]),
        starts=frozenset(starts | portfolio),
        signs=verbs.union(according.begins, roles.begins, organisations.begins),
        leads=portfolio.union(roles.begins, organisations.begins, country_starts()),
    )


def _phrase(tokens: Sequence[Token], first: int) -> SpeakerMention | None:
    """The noun phrase of a speaker that begins at a position; None where nothing there speaks."""
    if tokens[first].lower not in _words().leads:
        name, position = _name(tokens, first)
        if name is None or not _speaks_nearby(tokens, first, position):
            return None
        return SpeakerMention(
            first, position, tokens[first].start, tokens[position - 1].end, name, None, None, None
        )
    position = first
    country, position = _country(tokens, position)
    if country is not None and (position == len(tokens) or tokens[position].lower not in _words().leads):
        # "Pakistan's exports": a country alone is no speaker here.
        return None
    organisation, body_country, position = _organisation(tokens, position)
    role, position = _role(tokens, position)
    if role is None and organisation is None and country is not None:
        return None
    if organisation is None and role is not None:
        organisation, body_country, position = _of_body(tokens, position)
    name, position = _name(tokens, position)
    if name is None and role is None and organisation is None:
        return None
    if (
        role is None
        and organisation is None
        and (name is None or not _speaks_nearby(tokens, first, position))
    ):
        return None
    return SpeakerMention(
        first,
        position,
        tokens[first].start,
        tokens[position - 1].end,
        name,
        role,
        organisation,
        country or body_country,
    )


def _country(tokens: Sequence[Token], position: int) -> tuple[str | None, int]:
    longest = country_starts().get(tokens[position].lower) if position < len(tokens) else None
    if longest is None or not tokens[position].text[0].isupper():
        return None, position
    for width in range(min(longest, 3), 0, -1):
        part = tokens[position : position + width]
        if len(part) < width:
            continue
        code = country_of(" ".join([token.lower for token in part]))
        if code is not None:
            after = position + width
            if after < len(tokens) and tokens[after].lower in ("'s", "'"):
                after += 1
            return code, after
    return None, position


def _organisation(tokens: Sequence[Token], position: int) -> tuple[str | None, str | None, int]:
    match = _words().organisations.at(tokens, position)
    if match is None:
        return None, None, position
    after = match.last
    # "State Bank of Pakistan (SBP)"
    if after + 2 < len(tokens) and tokens[after].text == "(" and tokens[after + 2].text == ")":
        after += 3
    if after + 1 < len(tokens) and tokens[after].lower in ("'s", "'"):
        role, _ = _role(tokens, after + 1)
        after += bool(role)
    return match.entry.name, match.entry.country, after


def _role(tokens: Sequence[Token], position: int) -> tuple[str | None, int]:
    """ "Planning Minister", "finance adviser", "Federal Minister for Planning": the office as written, and where it ends."""
    words = _words()
    head = position
    while head < len(tokens) and head - position < 4 and tokens[head].lower in words.portfolio:
        match = words.roles.at(tokens, head)
        if match is not None and _ends_role(tokens, match.last):
            break
        head += 1
    match = words.roles.at(tokens, head) if head < len(tokens) else None
    if match is None:
        return None, position
    after = match.last
    if after + 1 < len(tokens) and tokens[after].lower in ("for", "of", "on"):
        stop = after + 1
        while stop < len(tokens) and stop - after < 8 and _in_portfolio(tokens, stop):
            stop += 1
        if stop > after + 1:
            after = stop
    return " ".join(token.text for token in tokens[position:after]), after


def _in_portfolio(tokens: Sequence[Token], position: int) -> bool:
    """Whether a token belongs to what an office is for: "Planning, Development and Special Initiatives"."""
    portfolio = _words().portfolio
    if tokens[position].lower in portfolio:
        return True
    joins = tokens[position].lower in ("and", "&", ",", "the")
    return joins and position + 1 < len(tokens) and tokens[position + 1].lower in portfolio


def _ends_role(tokens: Sequence[Token], after: int) -> bool:
    """Whether no longer head goes on ("security" in "security official" is portfolio, not head)."""
    return after >= len(tokens) or _words().roles.at(tokens, after) is None


def _of_body(tokens: Sequence[Token], position: int) -> tuple[str | None, str | None, int]:
    """ "governor of the State Bank"."""
    if position + 1 < len(tokens) and tokens[position].lower in ("of", "at", "for"):
        start = position + 1 + (tokens[position + 1].lower == "the")
        name, country, after = _organisation(tokens, start)
        if name is not None:
            return name, country, after
    return None, None, position


def _name(tokens: Sequence[Token], position: int) -> tuple[str | None, int]:
    words = _words()
    after = position
    while after < len(tokens) and tokens[after].lower in words.titles and tokens[after].text[0].isupper():
        after += 1 + (after + 1 < len(tokens) and tokens[after + 1].text == ".")
    parts: list[str] = []
    while after < len(tokens) and len(parts) < _LONGEST_NAME:
        token = tokens[after]
        if (
            token.text[0].isupper()
            and token.text.replace("'", "").isalpha()
            and token.lower not in words.not_names
        ):
            if len(parts) == 0 and country_of(token.lower) is not None:
                break
            parts.append(token.text)
        elif (
            parts
            and token.lower in words.particles
            and after + 1 < len(tokens)
            and tokens[after + 1].text[0].isupper()
        ):
            parts.append(token.text)
        elif len(token.text) == 1 and token.text == "." and parts and len(parts[-1]) == 1:
            pass
        else:
            break
        after += 1
    if not parts:
        return None, position
    return " ".join(parts), after


def _speaks_nearby(tokens: Sequence[Token], first: int, last: int) -> bool:
    words = _words()
    if first and tokens[first - 1].lower in words.verbs:
        return True
    if _follows_according(tokens, first):
        return True
    return any(tokens[place].lower in words.verbs for place in range(last, min(last + 3, len(tokens)))) or (
        last + 2 < len(tokens) and tokens[last].text == "," and _role_after(tokens, last + 1)
    )


def _role_after(tokens: Sequence[Token], position: int) -> bool:
    if tokens[position].lower in ("the", "a", "an"):
        position += 1
    _, position = _country(tokens, position) if position < len(tokens) else (None, position)
    return position < len(tokens) and _role(tokens, position)[0] is not None


def _follows_according(tokens: Sequence[Token], first: int) -> bool:
    words = _words()
    start = first
    while start and tokens[start - 1].lower in words.links:
        start -= 1
        if words.according.at(tokens, start) is not None:
            return True
    return any(
        (match := words.according.at(tokens, start - width)) is not None and match.last == start
        for width in (1, 2, 3)
        if start >= width
    )


def _reports(tokens: Sequence[Token], mention: SpeakerMention) -> bool:
    """Whether a reporting verb has this speaker as its subject, or "according to" names it."""
    words = _words()
    if _follows_according(tokens, mention.first):
        return True
    position, steps = mention.last, 0
    if position < len(tokens) and tokens[position].text == ",":
        # ", who leads the team," and ", the country's planning minister," stand between.
        closing = next(
            (p for p in range(position + 1, min(position + 14, len(tokens))) if tokens[p].text == ","), None
        )
        if closing is not None and closing + 1 < len(tokens) and tokens[closing + 1].lower in words.verbs:
            return True
    while position < len(tokens) and steps < _REACH:
        lower = tokens[position].lower
        if lower in words.verbs:
            return True
        if lower not in words.between and not lower.isdecimal():
            break
        position += 1
        steps += 1
    before = mention.first - 1
    while before >= 0 and tokens[before].lower in ("the", "a", "an", "by"):
        before -= 1
    if before >= 0 and tokens[before].lower in words.verbs:
        # "..., said Schehzad", after a comma or a quotation; not "told the minister".
        return tokens[before].lower in words.inverted
    return False


def _appositions(tokens: Sequence[Token], found: list[SpeakerMention]) -> list[SpeakerMention]:
    """Join "Ahsan Iqbal, the planning minister," into one speaker."""
    joined: list[SpeakerMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and before.role and not before.name and mention.name and not (mention.role or mention.organisation or mention.country):  # fmt: skip
            # "the ministry's spokesperson, Ahsan Iqbal, said"
            after = tokens[mention.last].text if mention.last < len(tokens) else ""
            if mention.first == before.last + 1 and tokens[before.last].text == "," and after == ",":
                joined[-1] = before._replace(
                    last=mention.last, end=mention.end, name=mention.name, reports=before.reports or mention.reports
                )  # fmt: skip
                continue
        if before is not None and mention.role and not mention.name and before.name and not before.role:
            between = [token.lower for token in tokens[before.last : mention.first]]
            if (
                between[:1] == [","]
                and len(between) <= 5
                and all(w in (",", "the", "a", "an", "country", "'s", "s") for w in between)
            ):
                joined[-1] = SpeakerMention(
                    before.first,
                    mention.last,
                    before.start,
                    mention.end,
                    before.name,
                    mention.role,
                    mention.organisation or before.organisation,
                    mention.country or before.country,
                    before.reports or mention.reports,
                )
                continue
        joined.append(mention)
    return joined
