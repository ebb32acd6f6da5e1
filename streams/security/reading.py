"""What a reader of statements is given: a verb of public speech with all that is known where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas import Speaker
from streams.security.claims import Groups
from streams.security.frames import Story
from streams.security.leaders import known
from streams.security.parties import of_mention
from streams.security.quotations import Quotations
from streams.security.scan import Scan
from streams.security.subjects import Subjects
from streams.security.utterance import Said
from streams.security.words import Entry, Word
from streams.text.lexicon import Match
from streams.text.names import reporting_verbs
from streams.text.voices import Voices

#: How far a reporting verb may stand from what it tells, in tokens.
_SPAN = 40
#: Before "said" where its subject follows.
_CLOSE = frozenset({'"', ",", "'", "”"})


@dataclass(frozen=True, slots=True)
class Reading:
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
    told: Sequence[Said]
    """Everything said before."""
    subjects: Subjects
    groups: Groups
    quotes: Quotations
    home: str | None

    def sayer(self) -> tuple[Speaker, Word | None] | None:
        """Whose words the sentence is, with his armed group if he speaks for one: the subject of its "said", else the voice."""
        scan = self.scan
        verbs = reporting_verbs()
        for position in range(
            max(self.match.first - _SPAN, 0), min(self.match.last + _SPAN, len(scan.tokens) - 1)
        ):
            # "The paper quoted the minister as saying"
            if scan.lower(position) == "as" and scan.lower(position + 1) in ("saying", "telling", "stating"):
                quoted = self.subjects.before(position)
                if quoted:
                    return quoted[0].speaker, quoted[0].group
        teller = self.quotes.teller(self.index)
        if teller is None and self.quotes.refers(self.index):
            teller = self.quotes.person(self.index)
        if teller is not None and teller[0].name:
            mention, where = teller
            own = (w for m, w in where.words("group") if mention.first <= m.first <= mention.last + 6)
            return self.quotes.speaker(teller), next(own, None)
        told = self.voices.speaker(self.index)
        named = told if told is not None and (told.name or told.organisation or told.role) else None
        if named is not None and named.name:
            group = self._group_of(named.first, named.last) if named in self._here() else None
            return known(of_mention(self.story, scan, named)), group
        first = max(self.match.first - _SPAN, 0)
        for position in (
            *range(self.match.first - 1, first, -1),
            *range(self.match.last, min(self.match.last + _SPAN, len(scan.tokens))),
        ):
            if scan.lower(position) not in verbs:
                continue
            found = self.subjects.before(position) or (
                self.subjects.after(position + 1)[:1] if scan.lower(position - 1) in _CLOSE else []
            )
            if found and not (found[0].last <= self.match.first < position):
                return found[0].speaker, found[0].group
        if named is not None:
            return known(of_mention(self.story, scan, named)), None
        # "denied responsibility and said a rocket of theirs was to blame"
        mine = next((s for s in reversed(self.here) if s.scan is scan and s.last <= self.match.first), None)
        joined = mine is not None and any(
            scan.lower(p) in verbs and scan.lower(p - 1) in ("and", "but", ",") for p in range(mine.last, self.match.first)
        )  # fmt: skip
        return (mine.speaker, mine.group) if mine is not None and joined else None

    def _here(self) -> Sequence[object]:
        return self.voices.mentions(self.index)

    def _group_of(self, first: int, last: int) -> Word | None:
        """The armed group for which somebody speaks: "Babar Shah, a spokesman for the BRA"."""
        verbs = reporting_verbs()
        said = next((p for p in range(last, last + 7) if self.scan.lower(p) in verbs), last + 7)
        return next((w for m, w in self.scan.words("group") if first <= m.first < said), None)
