"""Months: how a sentence names one, and in which year it lies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from streams.economy.calendars import Calendar
from streams.economy.periodwords import words
from streams.text.tokens import Token


class Months:
    """Reads the months of a sentence; without a year a month is the last that the day of publication allows."""

    def __init__(
        self, tokens: Sequence[Token], lowers: list[str], anchor: date, calendar: Calendar, ahead: bool
    ) -> None:
        self.tokens, self.lowers, self.anchor = tokens, lowers, anchor
        self.calendar, self.ahead = calendar, ahead
        self.words = words()

    def word(self, position: int) -> str:
        return self.lowers[position] if 0 <= position < len(self.lowers) else ""

    def month(self, position: int) -> tuple[tuple[int, int | None] | None, int]:
        """A month at a position with its year if said ("March", "Mar 2025", "March of last year")."""
        word = self.word(position)
        if word not in self.words.months:
            return None, position
        if not self.tokens[position].text[0].isupper() and not self._flashed(position):
            return None, position
        if word in ("may", "march") and position == 0 and not self._follows_month(position + 1):
            return None, position
        after = position + 1
        if self.word(after) == "." and len(word) <= 4:
            after += 1
        if self.word(after) in (",", "of", "'", "in") and is_year(self.word(after + 1)):
            after += 1
        text = self.word(after)
        if is_year(text) and (
            self.word(after + 1) not in ("-", "/") or self.word(after + 2) in self.words.months
        ):
            return (self.words.months[word], int(text)), after + 1
        # "December last year", "December of last year", "Dec, last year"
        skipped = after + (self.word(after) in ("of", ","))
        if self.word(skipped) in ("last", "previous") and self.word(skipped + 1) == "year":
            return (self.words.months[word], -1), skipped + 2
        return (self.words.months[word], None), position + 1

    def _flashed(self, position: int) -> bool:
        """ "rises 64.3 per cent y/y in august": flashes write months small."""
        word = self.word(position)
        return (
            len(word) > 3
            and word != "march"
            and self.word(position - 1) in ("in", "of", "for", "since", "from")
        )

    def _follows_month(self, position: int) -> bool:
        word = self.word(position)
        return word[:1].isdecimal() or word in (
            "'s",
            "-",
            "to",
            "of",
            ",",
            ":",
            "alone",
            "saw",
            "also",
            "exports",
            "imports",
            "shipments",
            "remittances",
            "inflation",
            "sales",
            *self.words.months,
        )

    def short_year(self, position: int) -> bool:
        """ "during Dec 23", "in Sep 21": a month of a year, where a day would be "on Dec 23"."""
        number, before = self.word(position + 1), self.word(position - 1)
        return (
            (before == "during" or (before == "in" and len(self.word(position)) <= 4))
            and self.word(position) in self.words.months
            and len(number) == 2
            and number.isdecimal()
            and 0 <= self.anchor.year - 2000 - int(number) <= 2
        )

    def in_year(self, month: int, number: int) -> date:
        start = self.calendar.year(number).start
        return start.replace(month=month, year=start.year + (month < start.month))

    def resolve_month(self, month: tuple[int, int | None]) -> date:
        number, year = month
        if year == -1:
            return date(self.anchor.year - 1, number, 1)
        if year is not None:
            return date(year, number, 1)
        if self.ahead:
            return date(self.anchor.year + (number < self.anchor.month), number, 1)
        return date(self.anchor.year - (number > self.anchor.month), number, 1)


def is_year(text: str) -> bool:
    """Whether a word is a year of our time."""
    return len(text) == 4 and text.isdecimal() and 1990 <= int(text) <= 2060
