"""To whom each sentence of an article is to be put down.

A sentence belongs to the speaker whom a reporting verb or "according to" ties to it; "he said", "the minister added" and a
quotation that goes on belong to the speaker before. A surname alone stands for the person named in full before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from schemas import Attribution
from streams.text.document import Document
from streams.text.names import SpeakerMention, reporting_verbs, speakers
from streams.text.tokens import Token, lowers_of


class Voices:
    """Whom each sentence of a document is to be put down to; the document is read once, on first use."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def mentions(self, index: int) -> list[SpeakerMention]:
        """The speakers named in the sentence `index`, with full names where only the surname stands there."""
        return self._read[0][index]

    def speaker(self, index: int) -> SpeakerMention | None:
        """To whom the content of the sentence `index` is put down, or None."""
        return self._read[1][index]

    def attribution(self, index: int) -> Attribution | None:
        """`speaker` as events carry it."""
        speaker = self.speaker(index)
        if speaker is None:
            return None
        return Attribution(name=speaker.name, role=speaker.role, organisation=speaker.organisation)

    @cached_property
    def _read(self) -> tuple[list[list[SpeakerMention]], list[SpeakerMention | None]]:
        known: dict[str, SpeakerMention] = {}
        named: list[list[SpeakerMention]] = []
        speaking: list[SpeakerMention | None] = []
        last: SpeakerMention | None = None
        paragraph, quoted = -1, False
        for sentence in self._document.sentences:
            if sentence.paragraph != paragraph:
                paragraph, quoted = sentence.paragraph, False
            mentions = [_completed(mention, known) for mention in speakers(sentence)]
            named.append(mentions)
            reporting = [mention for mention in mentions if mention.reports]
            current = _best(reporting)
            opens = sentence.text.startswith('"')
            if current is None and last is not None and (quoted or opens or _refers_back(sentence.tokens)):
                current = last
            if current is not None:
                last = current
            # An odd number of quotation marks opens or closes a quotation that runs over sentences.
            quoted ^= sentence.text.count('"') % 2 == 1
            speaking.append(current)
        return named, speaking


def _best(reporting: list[SpeakerMention]) -> SpeakerMention | None:
    """Of several speakers in a sentence, the most fully named; the first of equals."""
    return max(
        reporting, key=lambda m: ((m.name is not None) + (m.organisation is not None), -m.first), default=None
    )


def _completed(mention: SpeakerMention, known: dict[str, SpeakerMention]) -> SpeakerMention:
    """Learn a full name, or fill in office and body where only the surname or the name stands."""
    if mention.name is None:
        return mention
    parts = mention.name.split()
    before = known.get(parts[-1].lower())
    if before is not None and before.name and (len(parts) == 1 or before.name == mention.name):
        mention = mention._replace(
            name=before.name,
            role=mention.role or before.role,
            organisation=mention.organisation or before.organisation,
            country=mention.country or before.country,
        )
    if len(parts) > 1 or mention.role:
        known[parts[-1].lower()] = mention
        if len(parts) > 2:
            known.setdefault(parts[0].lower(), mention)
    return mention


def _refers_back(tokens: Sequence[Token]) -> bool:
    """ "he said", "the minister added", "said the official": the speaker is the one before."""
    verbs = reporting_verbs()
    lowers = lowers_of(tokens)
    if "he" not in lowers and "she" not in lowers:
        return False
    for position in range(1, len(lowers)):
        if lowers[position] not in verbs:
            continue
        before = lowers[position - 1]
        if before in ("he", "she"):
            return True
        if before == "also" and position > 1 and lowers[position - 2] in ("he", "she"):
            return True
    return False
