"""Statements: who condemned, accused, denied, claimed, supported, warned or demanded, to whom and about which attack.

Theory: a verb of public speech takes its speaker before it (after it in "condemned by"): a country, a capital that stands for
its government, a body, an office with its name, a force, an armed group. Whoever says the same thing several times in one
article says it once; of a state's accusations and denials there is one towards each addressee.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Addressee, Speaker
from streams.security.claims import Groups, claims
from streams.security.frames import Story
from streams.security.leaders import known
from streams.security.parties import code, foreign, of_mention
from streams.security.scan import Scan
from streams.security.speaking import speakers
from streams.security.subjects import Phrase, Subjects
from streams.security.utterance import Said, once
from streams.security.words import Entry, Word, lists
from streams.text.dates import DateMention
from streams.text.lexicon import Match
from streams.text.voices import Voices

#: How far after the verb stands to whom or of what it is said, in tokens.
_AFTER = 9
_PRONOUNS = frozenset({"it", "this", "that", "these", "any", "having", "being"})
_NO = frozenset({"no", "nobody", "none", "neither", "not", "never", "yet", "without", "nor"})
#: Bodies that speak for the world rather than for a country.
_LONG = frozenset(
    {"long", "repeatedly", "regularly", "often", "routinely", "frequently", "always", "consistently"}
)


def said(story: Story, voices: Voices) -> list[Said]:
    """The statements of an article, each once, in the order of the text."""
    found: list[Said] = []
    last: list[Said] = []
    groups = Groups()
    for index, scan in enumerate(story.scans):
        here: list[Said] = []
        if not scan.speech:
            groups.read(scan)
            if last and scan.lower(0) == "so" and scan.lower(1) in ("did", "has", "have"):
                here = _so_did(story, voices, scan, last)
                found += here
            last = here
            continue
        subjects = Subjects(story, scan, voices.mentions(index))
        for match, word in scan.words("statement"):
            here += _read(story, voices, scan, index, match, word, here, last, subjects, groups)
        groups.read(scan)
        found += here
        last = here or last
    return once(found, story.country)


def _read(
    story: Story,
    voices: Voices,
    scan: Scan,
    index: int,
    match: Match[Entry],
    word: Word,
    here: Sequence[Said],
    last: Sequence[Said],
    subjects: Subjects,
    groups: Groups,
) -> list[Said]:
    act = str(word.get("act"))
    before = [scan.lower(p) for p in range(max(match.first - 4, 0), match.first)]
    if any(item in _NO for item in before) or (scan.lower(match.first - 1) in ("to", "of", "would", "must", "should", "was", "were", "being") and word.get("speaker") != "after"):  # fmt: skip
        return []
    if scan.cued("negative", max(match.first - 8, 0), match.first) and act == "claim":
        return []
    day = next(
        (d for d in scan.dates if abs(d.first - match.last) <= 4 or abs(match.first - d.last) <= 3), None
    )
    general = any(scan.lower(p) in _LONG for p in range(max(match.first - 6, 0), match.last + 1))
    if act == "claim":
        return claims(word, scan, match, subjects, groups, day, general=general)
    if not _objects(scan, match, word, act):
        return []
    if word.get("speaker") == "reporter":
        return _reported(story, voices, scan, index, match, word, subjects, day)
    voiced = speakers(story, voices, scan, index, match, word, here, last, subjects)
    addressee = _addressee(scan, match) if act in ("accuse", "warn", "demand") else None
    found: list[Said] = []
    for speaker, group_word, first in voiced:
        if act in ("accuse", "warn") and addressee is None:
            continue
        if act == "demand" and addressee is None and group_word is None:
            continue
        if act == "warn" and group_word is None and addressee is not None and addressee.country is None and addressee.name is None:  # fmt: skip
            continue
        target = addressee
        if target is not None and target.country is not None and target.country == speaker.country:
            continue
        if act == "support" and not foreign(speaker, story.country):
            continue
        if act == "accuse" and any(s.act == "deny" and s.scan is scan and s.speaker.country == speaker.country for s in here):  # fmt: skip
            continue
        if act == "deny":
            target = _accuser(last, here, speaker)
        found.append(Said(act, word.id, speaker, target, group_word, day, scan, min(first, match.first), max(match.last, first), general))  # fmt: skip
    return found


def _objects(scan: Scan, match: Match[Entry], word: Word, act: str) -> bool:
    """Whether what follows the verb can be what the act is about; a pronoun only right after it."""
    wanted = lists().objects.get(str(word.get("needs") or act))
    if wanted is None or word.get("speaker") == "after":
        return True
    for position in range(match.first, match.last + _AFTER):
        lower = scan.lower(position)
        if lower in wanted and (lower not in _PRONOUNS or position <= match.last + 1):
            return True
        if lower in (".", ";") and position > match.last:
            break
    return False


def _reported(
    story: Story, voices: Voices, scan: Scan, index: int, match: Match[Entry], word: Word, subjects: Subjects, day: DateMention | None
) -> list[Said]:  # fmt: skip
    """ "The minister said the TTP was behind the attack": he accuses whom the verb has as its subject."""
    accused = subjects.before(match.first)
    reporter = voices.speaker(index)
    if not accused or reporter is None or not (reporter.name or reporter.organisation or reporter.role):
        return []
    target = _party(accused[0], scan)
    if target is None:
        return []
    speaker = known(of_mention(story, scan, reporter))
    if target.country is not None and target.country == speaker.country:
        return []
    return [Said(str(word.get("act")), word.id, speaker, target, None, day, scan, match.first, match.last)]


def _party(phrase: Phrase, scan: Scan) -> Addressee | None:
    """Who is accused: a group, or a state and its agencies."""
    if phrase.group is not None:
        return Addressee.model_construct(name=str(phrase.group.get("name")), country=None)
    speaker = phrase.speaker
    if speaker.country is not None and speaker.name is None:
        name = scan.sentence.text[scan.tokens[phrase.first].start : scan.tokens[phrase.last - 1].end]
        return Addressee.model_construct(name=name, country=speaker.country)
    return None


def _addressee(scan: Scan, match: Match[Entry]) -> Addressee | None:
    """The country or the group that follows the verb."""
    stop = match.last + _AFTER
    for place in scan.places:
        if match.last <= place.first < stop:
            country = code(scan, place)
            words = [scan.lower(p) for p in range(match.last, place.first)]
            ruled = any(
                item in ("government", "regime", "administration", "authorities", "rulers", "taliban")
                for item in words
            )
            if not ruled and any(
                item in ("in", "at", "from", ",", "near", "over", "after") for item in words
            ):
                break
            return Addressee.model_construct(
                name=scan.sentence.text[place.start : place.end], country=country
            )
    for found, group in scan.words("group"):
        if match.last <= found.first < stop:
            return Addressee.model_construct(name=str(group.get("name")), country=None)
    return None


def _accuser(last: Sequence[Said], here: Sequence[Said], speaker: Speaker) -> Addressee | None:
    """Whom a denial answers: the last accuser of the speaker's country."""
    for earlier in (*reversed(here), *reversed(last)):
        if earlier.act == "accuse" and earlier.addressee and earlier.addressee.country == speaker.country:
            return Addressee.model_construct(name=earlier.speaker.name, country=earlier.speaker.country)
    return None


def _so_did(story: Story, voices: Voices, scan: Scan, last: Sequence[Said]) -> list[Said]:
    """ "So did Prime Minister ...": the act of the sentence before."""
    index = scan.sentence.index
    found = []
    for mention in voices.mentions(index)[:1]:
        act = last[-1]
        found.append(Said(act.act, act.rule, of_mention(story, scan, mention), act.addressee, None, None, scan, mention.first, mention.last))  # fmt: skip
    return found
