"""One clause: a stretch of a sentence that tells of one event, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas import When
from streams.security.scan import Scan
from streams.security.tally import Tally
from streams.security.words import Entry, Word
from streams.text.dates import DateMention
from streams.text.lexicon import Match
from streams.text.places import PlaceMention

Found = tuple[Match[Entry], Word]


@dataclass(slots=True)
class Clause:
    """One clause: token positions `first` to `last` (excluded) and what was found between."""

    scan: Scan
    first: int
    last: int
    join: str | None
    older: bool = False
    attacks: list[Found] = field(default_factory=list)
    operations: list[Found] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    said: list[DateMention] = field(default_factory=list)
    """Days of speech."""
    places: list[PlaceMention] = field(default_factory=list)
    context: list[PlaceMention] = field(default_factory=list)
    """Places of the sentence outside the clause."""
    type: str | None = None
    """attack or operation."""
    shut: bool = False
    """It has turned to what was before: what follows is another event."""
    bare: bool = False
    """People came to harm, but no word names the event."""
    past: list[DateMention] = field(default_factory=list)
    """Dates of what was before."""
    reasoned: bool = False
    """It has turned to what came before the event, which has dates of its own."""
    apart: bool = False
    """It tells of another event than the clause before: "while a policeman died in an attack"."""
    counted_back: When | None = None
    """The day that "two days after ..." gives an older event."""
    back: tuple[int, str] | None = None
    """How long before another event it was, where the sentence does not date that: (1, "week")."""

    @property
    def definite(self) -> bool:
        """Whether it speaks of an event that the reader knows: "the attack", "Friday's blast", "it"."""
        for match, attack in self.attacks:
            if attack.get("form") == "verb":
                continue  # "the military had struck a school"
            for back in range(1, 5):
                word = self.scan.lower(match.first - back)
                if word in ("the", "this", "that", "'s", "those", "these", "both"):
                    return True
                if word in ("a", "an", ",", ".", "another", "in", "of", "by", "when", "and"):
                    break
        return not self.attacks

    @property
    def plural(self) -> bool:
        """Whether its only event word is a plural: "such attacks"."""
        words = self.attacks or self.operations
        return bool(words) and all(
            self._ends_plural(match) and word.get("form") == "noun" for match, word in words
        )

    def _ends_plural(self, match: Match[Entry]) -> bool:
        """Whether a phrase is a plural, with its "on" or without: "attacks", "attacks on"."""
        last = match.last - 1
        last -= match.last - match.first > 1 and self.scan.lower(last) in ("on", "of", "against")
        return self.scan.lower(last).endswith("s")

    @property
    def when(self) -> When | None:
        """The day, month or year that the clause gives the event, most precise first."""
        order = {"day": 0, "week": 2, "month": 1, "year": 3}
        best = min(self.dates, key=lambda d: (not self._names(d), order[d.when.precision]), default=None)
        if best is not None and best.when.precision == "year":
            # "The 2016 Uri attack was carried out on 18 September 2016"
            days = [d for d in self.dates if d.explicit_year and d.when.precision == "day"]
            best = next((d for d in days if d.when.start.year == best.when.start.year), best)
        return best.when if best is not None else self.counted_back

    def _names(self, mention: DateMention) -> bool:
        """Whether a date names the event itself: "the January 30 mosque blast", "Friday's attack"."""
        if self.scan.lower(mention.last) == "'s" or self.scan.lower(mention.first - 1) == "the":
            return any(mention.last <= match.first <= mention.last + 4 for match, _ in self.attacks)
        return False
