"""Statements: who condemned, accused, denied, claimed, supported, warned or demanded, to whom and about which attack.

Theory: a verb of public speech takes its speaker before it (after it in "condemned by"): a country, a capital that stands for
its government, a body, an office with its name, a force, an armed group. Whoever says the same thing several times in one
article says it once; of a state's accusations and denials there is one towards each addressee.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Addressee, Speaker
from streams.security.frames import Story
from streams.security.parties import code, foreign, of_mention
from streams.security.scan import Scan
from streams.security.speaking import speakers
from streams.security.subjects import Subjects
from streams.security.utterance import Said
from streams.security.words import Entry, Word, lists
from streams.text.dates import DateMention
from streams.text.lexicon import Match
from streams.text.voices import Voices

#: How far after the verb stands to whom or of what it is said, in tokens.
_AFTER = 9
_NO = frozenset({"no", "nobody", "none", "neither", "not", "never", "yet", "without", "nor"})
#: Bodies that speak for the world rather than for a country.
_LONG = frozenset(
    {"long", "repeatedly", "regularly", "often", "routinely", "frequently", "always", "consistently"}
)


def said(story: Story, voices: Voices) -> list[Said]:
    """The statements of an article, each once, in the order of the text."""
    found: list[Said] = []
    last: list[Said] = []
    for index, scan in enumerate(story.scans):
        here: list[Said] = []
        if not scan.speech:
            if last and scan.lower(0) == "so" and scan.lower(1) in ("did", "has", "have"):
                here = _so_did(story, voices, scan, last)
                found += here
            last = here
            continue
        subjects = Subjects(story, scan, voices.mentions(index))
        for match, word in scan.words("statement"):
            here += _read(story, voices, scan, index, match, word, here, last, subjects)
        found += here
        last = here or last
    return _once(found, story.country)


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
        group = _group(scan, match, after=word.get("speaker") == "after")
        if group is None and last and scan.lower(0) in ("it", "the", "they"):
            before_it = next((s.group for s in last if s.group is not None), None)
            if before_it is None:
                return []
            return [_claim(word, before_it, before_it.text, day, scan, match, general=general)]
        if group is None:
            return []
        entry, position = group
        text = _longest_name(scan, entry, position)
        return [_claim(word, entry, text, day, scan, match, general=general, first=min(position.first, match.first), last=max(position.last, match.last))]  # fmt: skip
    wanted = lists().objects.get(act)
    if wanted is not None and word.get("speaker") != "after":
        following = [scan.lower(p) for p in range(match.last, match.last + _AFTER)]
        inside = [scan.lower(p) for p in range(match.first, match.last)]
        if not any(item in wanted for item in (*following, *inside)):
            return []
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


def _claim(
    word: Word, group: Word, text: str, day: DateMention | None, scan: Scan, match: Match[Entry], *, general: bool,
    first: int | None = None, last: int | None = None,
) -> Said:  # fmt: skip
    speaker = Speaker.model_construct(name=text, role=None, organisation=str(group.get("name")), country=None)
    return Said("claim", word.id, speaker, None, group, day, scan, match.first if first is None else first, match.last if last is None else last, general)  # fmt: skip


def _group(scan: Scan, match: Match[Entry], *, after: bool) -> tuple[Word, Match[Entry]] | None:
    """The armed group that a claim belongs to: nearest before the verb, first after "claimed by"."""
    groups = scan.words("group")
    if after:
        return next(((w, m) for m, w in groups if 0 <= m.first - match.last <= 8), None)
    before = [(w, m) for m, w in groups if m.last <= match.first]
    if not before:
        return None
    # "Jaish-i-Fursan Muhammad, a faction of the Hafiz Gul Bahadur group, claimed": the first of an apposition speaks.
    word, found = before[-1]
    for other, earlier in reversed(before[:-1]):
        between = [scan.lower(p) for p in range(earlier.last, found.first)]
        if between and between[0] == "," and len(between) <= 8:
            word, found = other, earlier
    return word, found


def _longest_name(scan: Scan, group: Word, found: Match[Entry]) -> str:
    """The group as the sentence names it most fully: not the letters in brackets after the name."""
    if scan.lower(found.first - 1) == "(":
        for match, word in scan.words("group"):
            if word.id == group.id and match.last == found.first - 1:
                return scan.sentence.text[match.start : match.end]
    return scan.sentence.text[found.start : found.end]


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


def _once(found: Sequence[Said], country: str | None) -> list[Said]:
    """Each speaker's act once; the fullest naming of the speaker stays, the others are further evidence."""
    kept: dict[tuple[str, str, str | None], Said] = {}
    for item in found:
        key = _key(item, country)
        if key is None:
            continue
        known = kept.get(key)
        if known is None and item.target is None and item.act in ("accuse", "deny", "warn", "demand"):
            known = next((s for k, s in kept.items() if k[:2] == key[:2]), None)
        if known is None:
            kept[key] = item
            continue
        if _fullness(item.speaker) > _fullness(known.speaker):
            known.speaker = item.speaker
        known.addressee = known.addressee or item.addressee
        known.said = known.said or item.said
        known.general = known.general and item.general
        known.again.append((item.scan, item.first, item.last))
    return list(kept.values())


def _key(item: Said, country: str | None) -> tuple[str, str, str | None] | None:
    speaker = item.speaker
    if item.group is not None:
        return item.act, item.group.id, item.target
    if item.act in ("accuse", "deny", "warn", "demand"):
        who = speaker.country or speaker.organisation or speaker.name
        return (item.act, who, item.target if item.act != "deny" else None) if who else None
    if speaker.country is not None and speaker.country != country:
        return item.act, speaker.country, None
    who = speaker.name or speaker.organisation or speaker.country
    return (item.act, who, None) if who else None


def _fullness(speaker: Speaker) -> int:
    return (
        4 * (speaker.name is not None) + 2 * (speaker.organisation is not None) + (speaker.role is not None)
    )
