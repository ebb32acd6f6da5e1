"""Whom "the minister", "the rights group", "he" and "the council" speak of: who was named before."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Speaker
from streams.security.frames import Story
from streams.security.leaders import known
from streams.security.parties import of_mention
from streams.security.phrase import Phrase
from streams.security.scan import Scan
from streams.security.utterance import Said
from streams.security.words import Entry, Word
from streams.text.lexicon import Match
from streams.text.names import SpeakerMention
from streams.text.voices import Voices

#: Between a subject and its verb.
ADVERBS = frozenset(
    {
        '"',
        "later",
        "also",
        "then",
        "has",
        "have",
        "had",
        "in",
        "the",
        "strongest",
        "terms",
        "would",
        "like",
        "again",
        "too",
        "both",
        "once",
        "subsequently",
    }
)
#: Bodies that are told of again by these alone.
_BODIES = frozenset({"group", "watchdog", "organisation", "organization", "body", "union", "agency", "charity", "embassy"})  # fmt: skip


def that_office(
    story: Story, voices: Voices, scan: Scan, index: int, found: tuple[Speaker, Word | None, int]
) -> tuple[Speaker, Word | None, int]:
    """ "The minister" is the one who was named some sentences before."""
    speaker, group, first = found
    if group is not None or speaker.name or speaker.organisation or not speaker.role:
        return found
    if "the" not in (scan.lower(first), scan.lower(first - 1)):
        return found
    head = speaker.role.lower().replace("-", " ").split()[-1]
    for near in range(index - 1, max(index - 8, -1), -1):
        for mention in reversed(voices.mentions(near)):
            role = (mention.role or "").lower().replace("-", " ").split()
            if mention.name and head in role:
                return known(of_mention(story, story.scans[near], mention)), None, first
    return found


def named(
    story: Story,
    voices: Voices,
    scan: Scan,
    index: int,
    found: tuple[Speaker, Word | None, int],
    opening: Phrase | None = None,
) -> tuple[Speaker, Word | None, int]:
    """Who says that his country does it: "India rejects the charge," its spokesman said."""
    speaker, group, first = found
    if group is not None or speaker.name or speaker.organisation or speaker.role:
        return found
    said = voices.speaker(index)
    if said is None or said.name is None:
        opening = (
            opening
            if opening is not None and opening.last < first and scan.lower(first - 1) in ("the", "that", '"')
            else None
        )
        if opening is not None and opening.speaker.name and opening.speaker.country == speaker.country:
            return opening.speaker, None, opening.first  # "X wrote that the Islamic Emirate condemns it"
        return found
    reporter = known(of_mention(story, scan, said))
    return (reporter, None, first) if reporter.country == speaker.country else found


def anaphor(scan: Scan, match: Match[Entry]) -> bool:
    """Whether an armed group named before is the subject: "the group", "the outfit"."""
    position = match.first - 1
    while position > 0 and (scan.lower(position) in ADVERBS or scan.lower(position).endswith("ly")):
        position -= 1
    return scan.lower(position) in ("group", "outfit") and scan.lower(position - 1) in ("the", "militant", "armed", "banned", "outlawed", "terrorist")  # fmt: skip


def that_body(
    story: Story, voices: Voices, scan: Scan, index: int, match: Match[Entry], last: Sequence[Said]
) -> Speaker | None:
    """Which body "the rights group", "the watchdog" or "the statement" is: the last one named."""
    position = match.first - 1
    while position > 0 and (scan.lower(position) in ADVERBS or scan.lower(position).endswith("ly")):
        position -= 1
    noun = scan.lower(position)
    lead = [scan.lower(p) for p in range(max(position - 3, 0), position)]
    told = noun == "statement" and lead[-1:] == ["the"]
    if not told and not (noun in _BODIES and lead and ("the" in lead) and lead[-1] in ("the", "rights", "based", "media", "freedom", "global", "international", "world", "regional", "continental", "un", "humanitarian")):  # fmt: skip
        return None
    spoke = next((s.speaker for s in reversed(last) if noun in (s.speaker.organisation or "").lower().split()), None)  # fmt: skip
    if spoke is not None:
        return spoke  # "the embassy"
    for near in range(index - 1, max(index - 6, -1), -1):
        for mention in reversed(voices.mentions(near)):
            if mention.organisation in ("government", "police", "army", "Presidency") and not told:
                continue
            if mention.organisation and (told or not mention.role):
                return of_mention(story, story.scans[near], mention)
    return None


def named_last(voices: Voices, index: int) -> SpeakerMention | None:
    """The last person who spoke with a name in the sentences before."""
    for near in range(index - 1, max(index - 4, -1), -1):
        found = next((m for m in reversed(voices.mentions(near)) if m.name and m.reports), None)
        if found is not None:
            return found
    for near in range(index - 1, max(index - 3, -1), -1):
        # "... since Prime Minister X took power. He condemned it."
        found = next((m for m in reversed(voices.mentions(near)) if m.name and m.role), None)
        if found is not None:
            return found
    return None


def earlier_body(
    speaker: Speaker, group: Word | None, first: int, last: Sequence[Said]
) -> tuple[Speaker, Word | None, int]:
    """ "The members of the council" are those of the Security Council that spoke before."""
    if speaker.name is None and speaker.organisation == "council":
        for earlier in last:
            if "council" in (earlier.speaker.organisation or "").lower():
                return earlier.speaker, group, first
    return speaker, group, first
