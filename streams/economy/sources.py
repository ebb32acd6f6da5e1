"""Who gives a figure: the speaker of its sentence, else the body whose data it is."""

from __future__ import annotations

from schemas import Attribution
from streams.economy.figures import Figure
from streams.economy.sentences import Reading
from streams.text.names import SpeakerMention
from streams.text.voices import Voices

#: For how many sentences a body named as the source stays the source.
_REACH = 2


class Sources:
    """Keeps the source that an article names while figures follow."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._last: Attribution | None = None
        self._at = -9

    def pass_by(self, reading: Reading) -> None:
        """A sentence without figures: it may name the source of what follows."""
        found = self._voices.attribution(reading.sentence.index)
        if found is not None and found.organisation is not None and found.name is None:
            self._last, self._at = found, reading.sentence.index

    def of(self, reading: Reading, figure: Figure) -> Attribution | None:
        """The attribution of a figure of this sentence."""
        index = reading.sentence.index
        found = self._voices.attribution(index)
        if found is None:
            mentions = self._voices.mentions(index)
            bodies = [m for m in mentions if m.organisation not in (None, "government")]
            people = [
                m for m in mentions if figure.status in ("forecast", "target") and m.first < figure.position
            ]
            chosen = next(iter(people or bodies), None)
            found = _attribution(chosen) if chosen is not None else None
        if (
            found is None
            and index - self._at <= _REACH
            and reading.sentence.kind not in ("headline", "bullet")
        ):
            return self._last
        if found is not None and found.organisation is not None and found.name is None:
            self._last, self._at = found, index
        return found


def _attribution(mention: SpeakerMention) -> Attribution:
    return Attribution(name=mention.name, role=mention.role, organisation=mention.organisation)
