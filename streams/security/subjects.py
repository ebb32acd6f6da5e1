"""The subjects of a sentence's verbs, and the agents of its passives.

Theory: the phrase that ends where a verb's adverbs and insertions begin is its subject; commas and "and" before it add others,
an office beside a bare name is the same person.
"""

from __future__ import annotations

from streams.security.frames import Story
from streams.security.parties import near_country
from streams.security.phrase import Phrase, joined, phrase_words
from streams.security.phrases import phrases
from streams.security.scan import Scan
from streams.text.names import SpeakerMention

#: Longest insertion and row of speakers, in tokens and members: bounds on the work for text made to be costly.
_INSERTION, _ROW = 30, 16
_RELATIVE = frozenset(
    {"who", "whose", "which", "while", "speaking", "in", "at", "during", "after", "addressing"}
)
_ROWS = frozenset({",", "and", "&", "as", "with"})
_JOINS = frozenset({",", "and", "&", "the", "both"})
_COPULAS = frozenset({"was", "were", "among", "the", "is", "are", "and", "been"})


class Subjects:
    """The phrases of one sentence, read once, and what each verb of it has as subject."""

    def __init__(self, story: Story, scan: Scan, mentions: list[SpeakerMention]) -> None:
        self._scan = scan
        self._words = phrase_words()
        self._phrases = phrases(story, scan, mentions)
        self._by_end = {phrase.last: phrase for phrase in self._phrases}
        tokens = scan.tokens
        for phrase in self._phrases:
            # "Ban Ki-moon condemned": the name ends in small letters.
            end = phrase.last
            if phrase.speaker.name and end < len(tokens) and tokens[end].text.islower() and scan.sentence.text[tokens[end - 1].end : tokens[end].start] == "-":  # fmt: skip
                self._by_end.setdefault(end + 1, phrase)
        # "The US embassy in Mogadishu condemned"
        self._seats = {
            p.last: p.first - 1 for p in scan.places
            if scan.lower(p.first - 1) in ("in", "at", "to") and p.first - 1 in self._by_end
        }  # fmt: skip
        self._days = {mention.last: mention.first for mention in scan.dates}

    def before(self, verb: int) -> list[Phrase]:
        """The subjects of the verb at a position, nearest first; none where something else stands before it."""
        position = self._skip_back(self._before_infinitive(verb))
        for _ in range(3):
            if self._lower(position - 1) != ",":
                break
            opening = self._opening(position - 1)
            # "X, who was with the president, blamed": the insertion ends with a phrase that does not speak.
            named = position - 1 in self._by_end
            if opening is None or (named and self._lower(opening + 1) not in _RELATIVE):
                break
            position = self._skip_back(opening)
        if self._lower(position - 1) == "," and position - 1 in self._by_end:
            position -= 1
        among = self._among(position)
        position = self._without_others(among)
        phrase = self._by_end.get(position)
        if phrase is not None and self._lower(phrase.last) == "statement":
            # "Iran in a foreign ministry statement condemned"
            start = phrase.first - (self._lower(phrase.first - 1) in ("a", "an", "its"))
            outer = (
                self._by_end.get(start - 1) if self._lower(start - 1) in ("in", "through", "via") else None
            )
            phrase = outer or phrase
        row = self._row(phrase, many=position != among) if phrase is not None else []
        row = self._of_one_country(row)
        return self._not_addressed(row) if row else row

    def _of_one_country(self, row: list[Phrase]) -> list[Phrase]:
        """The row, nearest first; an office joined to another without a country of its own is of the same: "India's president and premier"."""
        found: list[Phrase] = []
        for place, phrase in enumerate(row):
            before = row[place + 1] if place + 1 < len(row) else None
            if (
                before is not None
                and phrase.office
                and before.office
                and self._lower(phrase.first - 1) == "and"
                and phrase.first - 1 == before.last
                and near_country(self._scan, phrase.first, last=phrase.last) is None
                and before.speaker.country
            ):
                speaker = phrase.speaker.model_copy(update={"country": before.speaker.country})
                found.append(phrase._replace(speaker=speaker))
            else:
                found.append(phrase)
        return found

    def unnamed(self, verb: int) -> bool:
        """Whether the subject is people whom nobody names: "world leaders condemned"."""
        position = self._skip_back(verb)
        return position not in self._by_end and self._lower(position - 1) in self._words.others

    @property
    def ready(self) -> frozenset[str]:
        """The words before which "to" tells what was done: "quick to condemn"."""
        return self._words.ready

    def named_before(self, position: int) -> Phrase | None:
        """The last person named before a position: whom "he" speaks of."""
        return next(
            (p for p in reversed(self._phrases) if p.last <= position and p.speaker.name and p.group is None),
            None,
        )

    def ending(self, position: int) -> list[Phrase]:
        """The phrase that ends at a position, and those joined to it."""
        phrase = self._by_end.get(position)
        return self._row(phrase) if phrase is not None else []

    def apposed(self, position: int) -> Phrase | None:
        """The phrase of which what stands at a position tells more, past a comma or a dash."""
        for phrase in reversed(self._phrases):
            if phrase.last < position and self._lower(phrase.last) in (",", "-", "—", "–"):
                return phrase if position - phrase.last <= 8 else None
        return None

    def _before_infinitive(self, verb: int) -> int:
        """Where the verb begins that "to condemn" hangs on: "were quick to condemn"."""
        if self._lower(verb - 1) != "to":
            return verb
        for ready in range(verb - 2, max(verb - 9, -1), -1):
            if self._lower(ready) in self._words.ready:
                start = ready
                while self._lower(start - 1) in _COPULAS:
                    start -= 1
                return start
        return verb

    def after(self, position: int) -> list[Phrase]:
        """The agents that follow a passive: "condemned by the president, the prime minister and Iran"."""
        found: list[Phrase] = []
        end = position
        for phrase in self._phrases:
            if phrase.first < position:
                continue
            between = [self._lower(p) for p in range(end, phrase.first)]
            if len(between) > 4 or (found and not any(word in (",", "and") for word in between)):
                break
            before = found[-1] if found else None
            if before is not None and between[:1] == [","] and (before.office and phrase.bare):
                found[-1] = joined(before, phrase)
            elif (
                before is not None
                and between[:1] == [","]
                and before.bare
                and phrase.office
                and phrase.speaker.role
            ):
                found[-1] = joined(phrase, before)
            else:
                found.append(phrase)
            if self._lower(phrase.first - 1) == "other":
                found.pop()
            end = phrase.last
            if len(found) >= _ROW:
                break
        return found

    @property
    def opening(self) -> Phrase | None:
        """The phrase that the sentence begins with, introductions aside: "In a statement, the minister ..."."""
        first = self._phrases[0] if self._phrases else None
        if first is None:
            return None
        for phrase in self._phrases[:3]:
            start = phrase.first
            while start > self._scan.begin and self._lower(start - 1) in self._words.lead:
                start -= 1
            if start == self._scan.begin or (
                self._lower(start - 1) == "," and self._lower(self._scan.begin) in self._words.starts
            ):
                return phrase
        return None

    def starting(self, position: int) -> Phrase | None:
        """The phrase that begins at a position, small words aside."""
        return next((p for p in self._phrases if position <= p.first <= position + 2), None)

    def _not_addressed(self, row: list[Phrase]) -> list[Phrase]:
        """The row, or who writes to it: "Putin, in a message to the president and the prime minister, condemned"."""
        start = row[-1].first
        while start and self._lower(start - 1) in self._words.lead:
            start -= 1
        outer = self.opening
        if self._lower(start - 1) not in ("to", "with") or outer is None or outer.last >= start:
            return row
        return self.opening_row if self._lower(outer.last) in (",", "in", "while") else row

    @property
    def opening_row(self) -> list[Phrase]:
        """The phrase that the sentence begins with and those that "and" joins to it."""
        first = self.opening
        found: list[Phrase] = [] if first is None else [first]
        joins: set[str] = set()
        for phrase in self._phrases if first is not None else ():
            between = [self._lower(p) for p in range(found[-1].last, phrase.first)]
            if not between or not _JOINS.issuperset(between):
                if phrase.first >= found[-1].last:
                    break
                continue
            if "and" not in between and (found[-1].office and phrase.bare):
                found[-1] = joined(found[-1], phrase)
                continue
            joins.update(between)
            found.append(phrase)
            if len(found) >= _ROW:
                break
        return found if "and" in joins or "&" in joins else found[:1]

    def _row(self, phrase: Phrase, *, many: bool = False) -> list[Phrase]:
        found = [phrase]
        # A row ends in "and", if only in "and others"; a comma alone parts an introduction from the subject.
        rowed = many or self._scan.sentence.kind == "headline"
        while len(found) < _ROW:
            current = found[-1]
            position = current.first
            while position and self._lower(position - 1) in self._words.lead:
                position -= 1
            if self._lower(position - 1) not in _ROWS:
                position = self._of_one_piece(position)
            mark = self._lower(position - 1)
            if mark == "and" and self._lower(position - 2) == ",":
                position -= 1
            elif mark == "as" and self._lower(position - 2) == "well":
                position -= 2 + (self._lower(position - 4) == ",")
            elif mark not in ("and", ",", "&", "with"):
                break
            other = self._by_end.get(position - 1)
            if other is None:
                break
            if mark == "," and current.bare and other.office:
                found[-1] = joined(other, current)
            elif mark == "," and current.office and current.speaker.role and other.bare:
                found[-1] = joined(current, other)
            elif mark == "," and not rowed:
                break
            else:
                found.append(other)
                rowed = True
        return found

    def _of_one_piece(self, position: int) -> int:
        """Where the body begins that belongs to an office: "Awami Party (AP) Sindh chapter chief X", "League - Nawaz leader Y"."""
        start = position
        while start > self._scan.begin and position - start < _INSERTION // 2:
            token = self._scan.tokens[start - 1]
            if not (
                token.text[0].isupper()
                or token.text in ("(", ")", "-", "–", "—")
                or token.lower in self._words.lead
            ):
                break
            start -= 1
        return start if self._lower(start - 1) in _ROWS else position

    def _skip_back(self, position: int) -> int:
        """Over adverbs, auxiliaries and days before a verb."""
        ends = self._days
        while position > 0:
            if position in ends:
                position = ends[position]
                continue
            word = self._lower(position - 1)
            if word not in self._words.skip and not (
                word.endswith("ly") and self._scan.tokens[position - 1].text.islower()
            ):
                break
            if position in self._by_end:
                break
            position -= 1
        return self._seats.get(position, position)

    def _among(self, position: int) -> int:
        """Before "were among the countries that": those that are among them."""
        if self._lower(position - 1) not in ("that", "which", "who", "to"):
            return position
        for back in range(position - 2, max(position - 8, 0), -1):
            if self._lower(back) == "among" and self._lower(back - 1) in ("were", "was", "are", "is"):
                return back - 1
        return position

    def _opening(self, comma: int) -> int | None:
        """The comma that opens the insertion which ends at a comma: "Sharif, in a statement shared by his party,"."""
        for position in range(comma - 1, max(comma - _INSERTION, 0), -1):
            if self._lower(position) != ",":
                continue
            following = self._scan.tokens[position + 1]
            if following.lower in self._words.insertions or (
                position in self._by_end and following.text.islower()
            ):
                return position
        return None

    def _without_others(self, position: int) -> int:
        """Before "and other political leaders"."""
        if position in self._by_end and self._lower(position - 1) not in self._words.others:
            return position
        if self._lower(position - 1) not in self._words.others:
            return position
        for back in range(position - 1, max(position - 8, 0), -1):
            if back in self._by_end and self._lower(back) in ("and", ",", "among"):
                # "X and leaders across parties", "X, Y and other leaders"
                return back
            if self._lower(back) == "and" and self._lower(back - 1) == "," and back - 1 in self._by_end:
                return back - 1
            if not self._scan.tokens[back].text.islower():
                break
        return position

    def _lower(self, position: int) -> str:
        return self._scan.lower(position)
