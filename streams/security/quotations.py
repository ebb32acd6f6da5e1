"""Quotations: which sentences are somebody's own words, and whose.

Theory: marks open and close; who speaks is named by the reporting verb after the closing mark, else by the one before the opening
mark, else by the sentence before, where it leads up to the words. "He said" is the person of whom the sentences before speak.
"""

from __future__ import annotations

from schemas import Speaker
from streams.security.frames import Story
from streams.security.leaders import known
from streams.security.parties import of_mention
from streams.security.scan import Scan
from streams.text.names import SpeakerMention, reporting_verbs
from streams.text.voices import Voices

#: How many sentences back "he" may have been named, and how long a quotation is followed.
_BACK, _LONG = 4, 12
_PERSON = frozenset({"he", "she"})
Teller = tuple[SpeakerMention, Scan]


class Quotations:
    """The quotations of an article, found once."""

    def __init__(self, story: Story, voices: Voices) -> None:
        self._story = story
        self._voices = voices
        self._spans: dict[int, tuple[int, int]] = {}
        start, paragraph = -1, -1
        for index, scan in enumerate(story.scans):
            if scan.sentence.paragraph != paragraph:
                start, paragraph = -1, scan.sentence.paragraph
            odd = scan.sentence.text.count('"') % 2 == 1
            if start < 0 and odd:
                start = index
            elif start >= 0 and odd:
                for inside in range(start, index + 1):
                    self._spans[inside] = (start, index)
                start = -1
            elif start >= 0 and index - start > _LONG:
                start = -1

    def runs(self, index: int) -> bool:
        """Whether a sentence is part of a quotation of several."""
        return index in self._spans

    def teller(self, index: int) -> Teller | None:
        """Whose words a quotation of several sentences is; None if a sentence is in none, or nobody is named for it."""
        span = self._spans.get(index)
        if span is None:
            return None
        start, end = span
        for at in (end, start):
            told = next((m for m in self._voices.mentions(at) if m.reports and m.name), None)
            told = told or next((m for m in self._voices.mentions(at) if m.reports), None)
            if told is not None:
                return told, self._story.scans[at]
            if self.refers(at):
                return self.person(at)
        if start and self._leads(start - 1):
            told = next((m for m in self._voices.mentions(start - 1) if m.reports), None)
            if told is not None:
                return told, self._story.scans[start - 1]
        return None

    def whose(self, index: int) -> Teller | None:
        """Whose words a sentence is: the teller of its quotation, the speaker tied to it, or the one who stands near."""
        scans, voices = self._story.scans, self._voices
        own = next((m for m in voices.mentions(index) if m.reports), None)
        if own is not None:
            return own, scans[index]
        found = self.teller(index)
        if found is None and self.refers(index):
            found = self.person(index)
        if found is not None:
            return found
        text = scans[index].sentence.text
        if text.startswith('"') and text.count('"') % 2 == 1:
            for near in range(index + 1, min(index + 5, len(scans))):
                told = next((m for m in voices.mentions(near) if m.reports), None)
                if told is not None:
                    return told, scans[near]
                if scans[near].sentence.text.count('"') % 2 == 1:
                    break
        for near in (index, index + 1, index - 1):
            if 0 <= near < len(scans) and (spoken := voices.speaker(near)) is not None:
                return spoken, scans[index]
        for near in (index - 1, index - 2):
            named = [m for m in voices.mentions(near) if m.name] if near >= 0 else []
            if named:
                return named[-1], scans[near]
        return None

    def speaker(self, teller: Teller) -> Speaker:
        """Who that is, as events name him."""
        mention, scan = teller
        return known(of_mention(self._story, scan, mention))

    def _leads(self, index: int) -> bool:
        """Whether a sentence leads up to the words that follow it: "he wrote:"."""
        return self._story.scans[index].sentence.text.rstrip().endswith((":", ","))

    def refers(self, index: int) -> bool:
        """Whether a sentence puts its words down to "he" or "she"."""
        scan = self._story.scans[index]
        verbs = reporting_verbs()
        return any(
            token.lower in _PERSON and (scan.lower(at + 1) in verbs or (scan.lower(at + 1) == "also" and scan.lower(at + 2) in verbs))
            for at, token in enumerate(scan.tokens)
        )  # fmt: skip

    def person(self, index: int) -> Teller | None:
        """Of whom "he" or "she" speaks in a sentence: the person with whom those before it begin, else the last who is told to speak."""
        for near in range(index - 1, max(index - 1 - _BACK, -1), -1):
            scan = self._story.scans[near]
            if scan.sentence.kind not in ("lead", "body", "bullet"):
                continue
            named = [m for m in self._voices.mentions(near) if m.name]
            found = next((m for m in named if m.first <= scan.begin + 2 and (m.role or m.reports)), None)
            found = found or next((m for m in named if m.reports), None)
            if found is not None:
                return found, scan
            if not (self.runs(near) or scan.lower(scan.begin) in _PERSON or self.refers(near)):
                known = next((m for m in named if m.role), None)
                return (known, scan) if known is not None else None
        return None
