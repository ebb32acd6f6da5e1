"""Statements: who condemned, accused, denied, claimed, supported, warned or demanded, to whom and about which attack.

Theory: a verb of public speech takes its speaker before it (after it in "condemned by"): a country, a capital that stands for
its government, a body, an office with its name, a force, an armed group. Whoever says the same thing several times in one
article says it once; of a state's accusations and denials there is one towards each addressee.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas import Addressee, Speaker
from streams.security.claims import Groups, claims
from streams.security.claims import groups as named_groups
from streams.security.demands import demanded
from streams.security.frames import Story
from streams.security.leaders import known, office_country
from streams.security.parties import code, foreign, of_mention
from streams.security.phrase import Phrase
from streams.security.scan import Scan
from streams.security.speaking import speakers
from streams.security.subjects import Subjects
from streams.security.utterance import Said, once
from streams.security.words import Entry, Word, lists
from streams.text.dates import DateMention
from streams.text.lexicon import Match
from streams.text.voices import Voices

#: How far after the verb stands to whom or of what it is said, in tokens.
_AFTER = 9
_RULES = frozenset({"government", "regime", "administration", "authorities", "rulers"})
_PRONOUNS = frozenset({"it", "this", "that", "these", "any", "having", "being"})
_TOLD = frozenset({"claim", "claims", "allegation", "allegations", "accusation", "accusations", "report", "reports", "notion", "suggestion"})  # fmt: skip
_NO = frozenset({"no", "nobody", "none", "neither", "not", "never", "yet", "without", "nor"})
#: Bodies that speak for the world rather than for a country.
_LONG = frozenset(
    {"long", "repeatedly", "regularly", "often", "routinely", "frequently", "always", "consistently"}
)


def said(story: Story, voices: Voices, home: str | None = None) -> list[Said]:
    """The statements of an article, each once, in the order of the text; `home` is the country of its main attack."""
    home = home or story.country
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
            for act in _acts(scan, match, word):
                reading = _Reading(
                    story, voices, scan, index, match, word, act, here, last, subjects, groups, home
                )
                here += _read(reading)
        groups.read(scan)
        found += here
        last = here or last
    return once(found, home)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A verb of public speech with all that is known where it stands."""

    story: Story
    voices: Voices
    scan: Scan
    index: int
    match: Match[Entry]
    word: Word
    act: str
    here: Sequence[Said]
    last: Sequence[Said]
    subjects: Subjects
    groups: Groups
    home: str | None


def _read(at: _Reading) -> list[Said]:
    scan, match, word, act = at.scan, at.match, at.word, at.act
    if not _asserted(scan, match, word, at.subjects):
        return []
    if scan.cued("negative", max(match.first - 8, 0), match.first) and act == "claim":
        return []
    day = next(
        (d for d in scan.dates if abs(d.first - match.last) <= 4 or abs(match.first - d.last) <= 3), None
    )
    general = any(scan.lower(p) in _LONG for p in range(max(match.first - 6, 0), match.last + 1))
    if act == "claim":
        return claims(word, scan, match, at.subjects, at.groups, day, general=general)
    if word.get("speaker") == "reporter":
        return _reported(at, day)
    voiced = speakers(
        at.story,
        at.voices,
        scan,
        at.index,
        match,
        word,
        at.here,
        at.last,
        at.subjects,
        act=act,
        group=at.groups.last,
    )
    addressee = _addressee(scan, match) if act in ("accuse", "warn", "demand") else None
    found: list[Said] = []
    for speaker, group, first in voiced:
        target = addressee
        if act == "demand" and (target is None or target.country == speaker.country):
            target, wanted = demanded(scan, match, speaker)
            if not wanted and group is None:
                continue
        elif target is None:
            if act == "accuse" or (act == "warn" and not _threat(scan, match, group)):
                continue
        elif target.country is not None and target.country == speaker.country:
            continue
        if act == "support" and not foreign(speaker, at.home):
            continue
        if act == "accuse" and any(s.act == "deny" and s.scan is scan and s.speaker.country == speaker.country for s in at.here):  # fmt: skip
            continue
        if act == "deny":
            target = _accuser(at.last, at.here, speaker)
        found.append(Said(act, word.id, speaker, target, group, day, scan, min(first, match.first), max(match.last, first), general))  # fmt: skip
    return found


def _threat(scan: Scan, match: Match[Entry], group: Word | None) -> bool:
    """Whether an armed group threatens to strike again, whoever is meant."""
    following = [scan.lower(p) for p in range(match.first, match.last + 5)]
    return group is not None and any(
        word in ("attacks", "attack", "strikes", "retaliation") for word in following
    )


def _asserted(scan: Scan, match: Match[Entry], word: Word, subjects: Subjects) -> bool:
    """Whether the verb says that somebody did: not denied, wished or suffered."""
    before = [scan.lower(p) for p in range(max(match.first - 4, 0), match.first)]
    if any(item in _NO for item in before):
        return False
    if word.get("speaker") in ("after", "reporter"):
        return True
    if before[-1:] == ["to"]:
        return any(scan.lower(p) in subjects.ready for p in range(max(match.first - 8, 0), match.first))
    return not before or before[-1] not in ("of", "would", "must", "should", "was", "were", "being")


def _acts(scan: Scan, match: Match[Entry], word: Word) -> list[str]:
    """The acts that a verb is with what follows it: one expresses condolences, condemnation, or both."""
    found = (
        [str(word.get("act"))] if _objects(scan, match, word, word.get("needs") or [word.get("act")]) else []
    )
    for act, needs in (word.get("also") or {}).items():
        if _objects(scan, match, word, needs):
            found.append(act)
    return found


def _objects(scan: Scan, match: Match[Entry], word: Word, names: Sequence[str]) -> bool:
    """Whether what follows the verb can be what the act is about; a pronoun only right after it."""
    lists_of = lists().objects
    wanted = [lists_of[name] for name in names if name in lists_of]
    if not wanted or word.get("speaker") == "after":
        return True
    for position in range(match.first, match.last + _AFTER):
        lower = scan.lower(position)
        if any(lower in item for item in wanted) and (lower not in _PRONOUNS or position <= match.last):
            return True
        if lower in (".", ";") and position > match.last:
            break
    return False


def _reported(at: _Reading, day: DateMention | None) -> list[Said]:
    """ "The minister said the TTP was behind the attack": he accuses whom the verb has as its subject, or its agent."""
    scan, match, word = at.scan, at.match, at.word
    reporter = at.voices.speaker(at.index)
    if reporter is None or not (reporter.name or reporter.organisation or reporter.role):
        return []
    target: Addressee | None
    if word.get("to") == "after":
        target = _addressee(scan, match)
    else:
        accused = at.subjects.before(match.first)
        if not accused or (
            scan.lower(accused[0].first - 1) == "that" and scan.lower(accused[0].first - 2) in _TOLD
        ):
            return []
        target = _party(accused[0], scan)
    if target is None:
        return []
    speaker = known(of_mention(at.story, scan, reporter))
    if target.country is not None and target.country == speaker.country:
        return []
    return [Said(at.act, word.id, speaker, target, None, day, scan, match.first, match.last)]


def _party(phrase: Phrase, scan: Scan) -> Addressee | None:
    """Who is accused: a group, or a state and its agencies."""
    if phrase.group is not None:
        return Addressee.model_construct(name=str(phrase.group.get("name")), country=None)
    speaker = phrase.speaker
    name = scan.sentence.text[scan.tokens[phrase.first].start : scan.tokens[phrase.last - 1].end]
    country = office_country(name)
    if country is not None or (speaker.country is not None and speaker.name is None):
        return Addressee.model_construct(name=name, country=country or speaker.country)
    return None


def _addressee(scan: Scan, match: Match[Entry]) -> Addressee | None:
    """The country or the group that follows the verb."""
    stop = match.last + _AFTER
    groups = [(word, found) for word, found in named_groups(scan) if match.last <= found.first < stop]
    rules = bool(groups) and scan.lower(groups[0][1].last) in _RULES
    if rules and groups[0][0].id == "AFG-TAL":
        return Addressee.model_construct(name="Taliban " + scan.lower(groups[0][1].last), country="AF")
    for place in scan.places:
        if groups and groups[0][1].first <= place.first and not rules:
            break
        if match.last <= place.first < stop and not (
            groups and scan.lower(place.last) in ("based", "backed")
        ):
            country = code(scan, place)
            words = [scan.lower(p) for p in range(match.last, place.first)]
            ruled = any(item in _RULES or item == "taliban" for item in words)
            if not ruled and any(
                item in ("in", "at", "from", ",", "near", "over", "after") for item in words
            ):
                break
            return Addressee.model_construct(
                name=scan.sentence.text[place.start : place.end], country=country
            )
    if groups:
        return Addressee.model_construct(name=str(groups[0][0].get("name")), country=None)
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
