"""Who says it: the speaker of a verb of public speech, before it, after it, or carried over from the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Speaker
from streams.security.anaphors import (
    ADVERBS,
    anaphor,
    earlier_body,
    named,
    named_last,
    that_body,
    that_office,
)
from streams.security.frames import Story
from streams.security.leaders import known
from streams.security.parties import code, is_state, near_country, of_mention
from streams.security.quotations import Quotations
from streams.security.scan import Scan
from streams.security.subjects import Subjects
from streams.security.tellers import posted, relative, seat
from streams.security.utterance import Said
from streams.security.words import Entry, Word, lists
from streams.text.lexicon import Match
from streams.text.names import SpeakerMention
from streams.text.voices import Voices

#: How far a speaker may stand before the verb, in tokens.
_BEFORE = 14


def speakers(
    story: Story,
    voices: Voices,
    scan: Scan,
    index: int,
    match: Match[Entry],
    word: Word,
    here: Sequence[Said],
    last: Sequence[Said],
    subjects: Subjects,
    *,
    act: str,
    group: tuple[Word, str] | None,
    quotes: Quotations,
) -> list[tuple[Speaker, Word | None, int]]:
    """The speakers of the statement that `match` is the verb of: each with its armed group, if it is one, and its position."""
    mentions = voices.mentions(index)
    if word.get("speaker") == "after":
        after = [(p.speaker, p.group, p.first) for p in subjects.after(match.last)]
        return after or seat(scan, match.last)
    if word.get("speaker") == "quote":
        if any(s.scan is scan and s.act == act for s in here):
            return []  # "offered his condolences to the families" has its speaker
        spoken = quotes.whose(index)
        return [(quotes.speaker(spoken), None, match.first)] if spoken is not None else []
    found = [(p.speaker, p.group, p.first) for p in subjects.before(match.first)]
    found = found or relative(scan, subjects, match)
    if found and _object(scan, match, found[0][2]):
        opening = subjects.opening
        if opening is None or opening.first == found[0][2]:
            return []
        return [(p.speaker, p.group, p.first) for p in subjects.opening_row]
    if not found and subjects.unnamed(match.first):
        return []
    if found:
        found = [earlier_body(speaker, group, first, last) for speaker, group, first in found]
        found = [that_office(story, voices, scan, index, item) for item in found]
        return [named(story, voices, scan, index, item, subjects.opening) for item in found]
    if (
        scan.lower(match.first - 1) in ("he", "she")
        and (phrase := subjects.named_before(match.first - 1)) is not None
    ):
        return [(phrase.speaker, None, phrase.first)]
    if scan.tokens[match.first].lower.endswith("ing") and all(
        scan.lower(p).endswith("ly") or scan.lower(p) in ("while", "in", "after", "by")
        for p in range(scan.begin, match.first)
    ):
        # "Condemning the attack, the minister said": the subject of what follows.
        comma = next((p for p in range(match.last, len(scan.tokens)) if scan.lower(p) == ","), None)
        phrase = subjects.starting(comma + 1) if comma is not None else None
        while comma is not None and phrase is None:
            comma = next((p for p in range(comma + 1, len(scan.tokens)) if scan.lower(p) == ","), None)
            phrase = subjects.starting(comma + 1) if comma is not None else None
        if phrase is not None:
            return [(p.speaker, p.group, p.first) for p in subjects.after(phrase.first)[:1]]
        comma = next((p for p in range(match.last, len(scan.tokens)) if scan.lower(p) == ","), None)
        if group is not None and comma is not None and any(scan.lower(p) in _BANDS for p in range(comma + 1, comma + 5)):  # fmt: skip
            # "Condemning the strike, the group warned": the one named before
            word_of, text = group
            band = Speaker.model_construct(name=text, role=None, organisation=str(word_of.get("name")), country=None)  # fmt: skip
            return [(band, word_of, match.first)]
    if group is not None and anaphor(scan, match) and not any(s.scan is scan for s in here):
        # "The group also condemned the attack"
        word_of, text = group
        speaker = Speaker.model_construct(
            name=text, role=None, organisation=str(word_of.get("name")), country=None
        )
        return [(speaker, word_of, match.first)]
    body = that_body(story, voices, scan, index, match, last)
    if body is not None:
        return [(body, None, match.first)]
    if _joins(scan, match):
        # "condemned it and accused India": the subject of the verb before, unless another is named since.
        shared = [s for s in here if s.scan is scan and s.last <= match.first]
        if shared and any(m.name and shared[-1].last <= m.first and m.last <= match.first for m in mentions):
            shared = []
        if shared and (name := _inserted_name(scan, match)) is not None:
            # "condemned it through its embassy, and the envoy, Natalie Baker, conveyed"
            country = shared[-1].speaker.country
            speaker = Speaker.model_construct(name=name, role=None, organisation=None, country=country)
            return [(speaker, None, match.first - 1)]
        if shared and match.first - shared[-1].last <= 24:
            row = [s for s in shared if s.act == shared[-1].act and s.last == shared[-1].last] or shared[-1:]
            return [(s.speaker, s.group, s.first) for s in row]
    me = _first_person(scan, match)
    if me:
        poster = posted(scan, subjects, match)
        if poster is not None:
            return [poster]
        spoken = quotes.whose(index)
        if spoken is not None:
            return [(quotes.speaker(spoken), None, match.first)]
        if last:
            return [(last[-1].speaker, last[-1].group, match.first)]
        return []
    opening = subjects.opening
    teller = next((m for m in reversed(mentions) if m.name and m.reports and m.last <= match.first), None)
    if teller is not None and opening is not None and opening.last <= teller.first and scan.tokens[match.first].lower.endswith("ing"):  # fmt: skip
        # "The bloc condemned it, while the president said it was terror, accusing Russia"
        return [(known(of_mention(story, scan, teller)), None, teller.first)]
    if opening is not None and opening.last < match.first and scan.lower(opening.last) not in ("'s", "'") and (
        _joins(scan, match) or scan.lower(opening.last) in ("while", "in") or scan.lower(match.first - 1) == "to"
    ):  # fmt: skip
        return [earlier_body(p.speaker, p.group, p.first, last) for p in subjects.opening_row]
    found = _before(story, scan, mentions, match)
    if act in ("support", "condemn"):
        found = [item for item in found if item[1] is None]
    if found:
        return [earlier_body(speaker, group, first, last) for speaker, group, first in found]
    if scan.lower(match.first - 1) in ("he", "she", "it", "they", "also") or scan.lower(0) in (
        "he",
        "she",
        "it",
        "they",
    ):
        of = (
            quotes.person(index)
            if {scan.lower(scan.begin), scan.lower(match.first - 1)} & {"he", "she"}
            else None
        )
        if of is not None and of[0].name:
            return [(quotes.speaker(of), None, match.first)]
        previous = voices.speaker(index) or (voices.speaker(index - 1) if index else None)
        if (previous is None or previous.name is None) and scan.lower(0) in ("he", "she"):
            previous = named_last(voices, index) or previous
        if previous is not None and previous.name:
            return [(known(of_mention(story, scan, previous)), None, match.first)]
        if last and scan.lower(0) == "they":
            row = [s for s in last if s.act == last[-1].act and s.scan is last[-1].scan]
            return [(s.speaker, s.group, match.first) for s in row]
        if last:
            return [(last[-1].speaker, last[-1].group, match.first)]
        if previous is not None and (
            previous.role or (previous.organisation and scan.lower(0) not in ("he", "she"))
        ):
            return [(of_mention(story, scan, previous), None, match.first)]
    if act in ("support", "accuse", "condemn", "deny") and scan.tokens[match.first].lower.endswith("ing"):
        shared = [s for s in here if s.scan is scan and s.last <= match.first]
        if shared:
            return [(shared[-1].speaker, shared[-1].group, shared[-1].first)]
        current = voices.speaker(index)
        if current is not None and (current.name or current.organisation or current.country):
            return [
                (
                    of_mention(story, scan, current),
                    None,
                    current.first if current in mentions else match.first,
                )
            ]
    return []


_BANDS = frozenset({"group", "outfit", "organisation", "organization", "movement", "insurgents", "rebels"})
_THEIR = frozenset({"the", "and", "people", "of", "families", "government", "its", "victims", "a", "friendly", "brotherly", "bereaved"})  # fmt: skip


def _object(scan: Scan, match: Match[Entry], first: int) -> bool:
    """ "offered condolences to the government of Pakistan, condemning": Pakistan does not condemn."""
    if scan.lower(match.first - 1) != "," or not scan.tokens[match.first].lower.endswith("ing"):
        return False
    position = first - 1
    while position > scan.begin and scan.lower(position) in _THEIR:
        position -= 1
    return scan.lower(position) in ("to", "with", "for", "on", "against", "in")


def _joins(scan: Scan, match: Match[Entry]) -> bool:
    """Whether "and", "but" or a comma joins the verb to another before it: "claimed it but later denied it"."""
    for position in range(match.first - 1, max(match.first - 6, -1), -1):
        lower = scan.lower(position)
        if lower in ("and", "but", ",", "while"):
            return True
        if not (lower in ADVERBS or lower.endswith("ly")):
            return False
    return False


def _first_person(scan: Scan, match: Match[Entry]) -> bool:
    """Whether the verb is somebody's own word: "I strongly condemn", "Strongly condemn the attack in Kabul", "Our thoughts"."""
    position = match.first - 1
    while position >= 0 and (scan.lower(position) in ADVERBS or scan.lower(position).endswith("ly")):
        position -= 1
    before = scan.lower(position)
    if before in ("i", "we", "our", "my") or scan.lower(match.first) in ("our", "my"):
        return True
    return before in ("", '"', ".", "terms") and scan.tokens[match.last - 1].lower in (
        "condemn",
        "extend",
        "offer",
        "express",
        "convey",
    )


def _before(
    story: Story, scan: Scan, mentions: Sequence[SpeakerMention], match: Match[Entry]
) -> list[tuple[Speaker, Word | None, int]]:
    """The nearest speaker that ends before the verb, with those joined to it by "and"."""
    options: list[_Option] = [
        (mention.last, mention.first, of_mention(story, scan, mention), None)
        for mention in _people(scan, mentions)
        if mention.last <= match.first
    ]
    covered = [(first, last) for last, first, _, _ in options]

    def free(first: int, last: int) -> bool:
        return not any(a < last and first < b for a, b in covered)

    for place in scan.places:
        if place.last <= match.first and free(place.first, place.last) and is_state(scan, place):
            speaker = Speaker.model_construct(
                name=None, role=None, organisation=None, country=code(scan, place)
            )
            options.append((place.last, place.first, speaker, None))
    for found, group in scan.words("group"):
        if found.last <= match.first and free(found.first, found.last):
            text = scan.sentence.text[found.start : found.end]
            speaker = Speaker.model_construct(
                name=text, role=None, organisation=str(group.get("name")), country=None
            )
            options.append((found.last, found.first, speaker, group))
    for found in scan.folk:
        force = found.entry.of("force")
        if force is not None and found.last <= match.first and free(found.first, found.last):
            country = near_country(scan, found.first) or story.country
            speaker = Speaker.model_construct(
                name=None, role=None, organisation=str(force.get("name")), country=country
            )
            options.append((found.last, found.first, speaker, None))
    for position in range(match.first):
        if scan.lower(position) in lists().domestic and free(position, position + 1):
            country = near_country(scan, position) or story.country
            role = scan.lower(position) if scan.lower(position).startswith(("official", "authorit")) else None
            body = None if role else scan.lower(position)
            speaker = Speaker.model_construct(name=None, role=role, organisation=body, country=country)
            options.append((position + 1, position, speaker, None))
    if not options:
        return []
    options.sort(key=lambda item: (item[0], item[1]))
    last, first, speaker, group_word = options[-1]
    if match.first - last > _BEFORE or not _subject(scan, last, match.first):
        # An insertion between commas: "Modi, who cut short a visit to Saudi Arabia, condemned".
        outer = _around_insertion(scan, options, match)
        if outer is None:
            return []
        last, first, speaker, group_word = outer
    elif scan.lower(match.first - 1) == ",":
        outer = _around_insertion(scan, options, match)
        if outer is not None:
            last, first, speaker, group_word = outer
    chosen = [(speaker, group_word, first)]
    earlier = [option for option in options if option[0] <= first]
    for other_last, other_first, other, other_group in reversed(earlier):
        between = [scan.lower(p) for p in range(other_last, chosen[-1][2])]
        if 0 < len(between) <= 3 and all(item in ("and", ",", "the") for item in between) and (other.country != chosen[-1][0].country or bool(other.name and chosen[-1][0].name)):  # fmt: skip
            chosen.append((other, other_group, other_first))
        else:
            break
    return chosen


def _people(scan: Scan, mentions: Sequence[SpeakerMention]) -> list[SpeakerMention]:
    """The mentions that are not part of a country's name ("the United States")."""
    states = [(p.first, p.last) for p in scan.places if not p.demonym and p.entry.kind == "country"]
    return [
        m for m in mentions
        if m.role or m.organisation or not any(first < m.last and m.first < last for first, last in states)
    ]  # fmt: skip


def _inserted_name(scan: Scan, match: Match[Entry]) -> str | None:
    """The name that stands between commas right before the verb."""
    if scan.lower(match.first - 1) != ",":
        return None
    start = match.first - 1
    while start > 0 and scan.tokens[start - 1].text[0].isupper():
        start -= 1
    if not 2 <= match.first - 1 - start <= 5 or scan.lower(start - 1) != ",":
        return None
    return scan.sentence.text[scan.tokens[start].start : scan.tokens[match.first - 2].end]


_Option = tuple[int, int, Speaker, Word | None]


def _around_insertion(scan: Scan, options: Sequence[_Option], match: Match[Entry]) -> _Option | None:
    if scan.lower(match.first - 1) != ",":
        return None
    opening = next(
        (p for p in range(match.first - 2, max(match.first - 24, -1), -1) if scan.tokens[p].text == ","), None
    )
    if opening is None:
        return None
    before = [option for option in options if option[0] <= opening and opening - option[0] <= 1]
    if not before:
        return None
    last, first, speaker, group = before[-1]
    name = scan.sentence.text[scan.tokens[opening + 1].start : scan.tokens[match.first - 2].end]
    inside = [scan.tokens[p] for p in range(opening + 1, match.first - 1)]
    if (
        speaker.name is None
        and speaker.role is not None
        and 0 < len(inside) <= 5
        and all(t.text[0].isupper() for t in inside)
    ):
        # "Its spokesman, Zabihullah Mujahid, accused"
        speaker = speaker.model_copy(update={"name": name})
    return last, first, speaker, group


def _subject(scan: Scan, last: int, verb: int) -> bool:
    """Whether what stands between speaker and verb leaves the one the subject of the other."""
    for position in range(last, verb):
        token = scan.tokens[position]
        lower = token.lower
        if lower in (
            "that",
            "who",
            "which",
            "after",
            "when",
            "as",
            "because",
            "if",
            "while",
            ";",
            '"',
            "where",
            "by",
            "against",
        ):
            return False
        if lower in ("said", "told", "says", "was", "were", "is", "are"):
            return lower == "said" and False
    return True
