"""Pieces of periods: a fiscal year, a part of one, a range of months, a month, a calendar year, read at a position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from streams.economy.calendars import Calendar, Interval
from streams.economy.periodwords import COUNTS, words
from streams.text.dates import read as read_dates
from streams.text.spans import shift_months
from streams.text.tokens import Token

#: Words before a bare year, and words behind a number that is none.
_YEAR_AFTER = frozenset(
    [
        "in",
        "of",
        "during",
        "for",
        "by",
        "since",
        "(",
        "throughout",
        "than",
        "from",
        "to",
        "over",
        "until",
        "and",
        "quarter",
        "half",
        "year",
    ]
)
_NO_YEAR_BEFORE = frozenset(["million", "billion", "percent", "per", "%", "pc", "tonnes", "-", "/"])


# Not frozen, since that makes it slow to make; shared, so nobody changes one.
@dataclass(slots=True, unsafe_hash=True)
class Piece:
    """A piece at token positions `first` to `last` (excluded). Which fields count depends on the kind."""

    first: int
    last: int
    kind: Literal["fy", "part", "range", "month", "year"]
    year: int | None = None
    start: tuple[int, int | None] = (0, None)
    """Month and year of a range or a month."""
    end: tuple[int, int | None] = (0, None)
    offset: int = 0
    """First month of a part, from 0."""
    count: int = 0
    calendar: bool = False
    """The words say a calendar year."""
    counted: bool = False
    """ "the six months": a count without "first"."""


class Pieces:
    """Reads the pieces of a sentence."""

    def __init__(
        self, tokens: Sequence[Token], lowers: list[str], anchor: date, calendar: Calendar, ahead: bool
    ) -> None:
        self.tokens, self.lowers, self.anchor = tokens, lowers, anchor
        self.calendar, self.ahead = calendar, ahead
        self.words = words()

    def piece(self, position: int) -> Piece | None:
        for reader in _readers(self.word(position)):
            piece = reader(self, position)
            if piece is not None:
                return piece
        return None

    def word(self, position: int) -> str:
        return self.lowers[position] if 0 <= position < len(self.lowers) else ""

    def _fiscal(self, position: int) -> Piece | None:
        """ "FY26", "fiscal year 2025-26", "2025-26", "2024/25 financial year", "the current fiscal year"."""
        fiscal, word = self.words.fiscal, self.word(position)
        if word == "fy":
            after = position + 1
            while self.word(after) in ("'", "-", "."):
                after += 1
            year, last = self._years(after)
            return Piece(position, last, "fy", year) if year else None
        if word in fiscal["kinds"] and self.word(position + 1) in ("year", "years"):
            after = position + 2
            if self.word(after) == "of":
                after += 1
            if self.word(after) == "(" and self.word(after + 1) in self.words.months:
                # "fiscal year (Jul-Jun) 2021-22": the bracket says how it runs.
                close = next((p for p in range(after + 2, after + 6) if self.word(p) == ")"), None)
                if close is not None and is_year(self.word(close + 1)):
                    after = close + 1
            year, last = self._years(after)
            if year is None and self.word(after) == "(":
                year, last = self._years(after + 1)
                last += self.word(last) == ")"
            if year is not None:
                return Piece(position, last, "fy", year)
            year, last = self._ended(position + 2)
            if year is not None:
                return Piece(position, last, "fy", year)
        if word == "year" and self.word(position - 1) not in fiscal["kinds"]:
            year, last = self._ended(position + 1)
            return Piece(position, last, "fy", year) if year else None
        if word[:1].isdecimal():
            year, last = self._years(position)
            if year is None or last == position + 1:
                return None
            if self.word(last) in fiscal["kinds"]:
                last += 1 + (self.word(last + 1) == "year")
            return Piece(position, last, "fy", year)
        shift = (
            0
            if word in fiscal["current"]
            else -1
            if word in fiscal["previous"]
            else 1
            if word in fiscal["next"]
            else None
        )
        if word in fiscal["outgoing"]:
            # Within the last four months of the year it is the one that goes out.
            shift = 0 if (self.anchor.month - self.calendar.first_month) % 12 >= 8 else -1
        if shift is None:
            return None
        after = position + 1
        if word == "the" and (
            self.word(after) in fiscal["current"] or self.word(after) in fiscal["previous"]
        ):
            return None
        if self.word(after) not in fiscal["kinds"]:
            return None
        after += 1
        if self.word(after) == "year":
            after += 1
            if self.word(after) == "'s":
                after += 1
        elif word not in ("current", "ongoing", "this", "last", "next", "previous"):
            return None
        # "the current fiscal year (2025-26)", "the fiscal year that ended on June 30, 2025"
        year, last = self._years(after + (self.word(after) in ("(", "of")))
        if year is not None:
            return Piece(position, last + (self.word(last) == ")"), "fy", year)
        year, last = self._ended(after)
        if year is not None:
            return Piece(position, last, "fy", year)
        # "the fiscal year" alone is the one that the rest of the words is about.
        number = None if word == "the" else self.calendar.year_of(self.anchor) + shift
        return Piece(position, after, "fy", number)

    def _ended(self, position: int) -> tuple[int | None, int]:
        """The fiscal year of "that ended on June 30" and "ending in March 2026"."""
        after = position + (self.word(position) == ",")
        seen = False
        while self.word(after) in ("that", "which", "ended", "ending", "ends", "in", "on", "the"):
            seen |= self.word(after) in ("ended", "ending", "ends")
            after += 1
        if not seen:
            return None, position
        month, last = self.month(after)
        if month is None:
            # "30 June", "June 30, 2025"
            mention = next(
                (m for m in read_dates(self.tokens[after : after + 6], self.anchor) if m.first == 0), None
            )
            if mention is None:
                return None, position
            end, last = mention.when.end, after + mention.last
            if mention.when.precision == "year":
                return end.year, last  # "the year ending in 2016"
            if not mention.explicit_year and self.word(position + 1) in ("ending", "ends"):
                end = Interval(end, end).shifted(12).end
            return self.calendar.year_of(end), last
        dated = next(
            (m for m in read_dates(self.tokens[after : after + 6], self.anchor) if m.first == 0), None
        )
        last = max(last, after + dated.last if dated else 0)
        if dated is not None and dated.explicit_year:
            return self.calendar.year_of(dated.when.end), last
        first = self.resolve_month(month)
        if self.word(after - 2) in ("ending", "ends") and month[1] is None and first <= self.anchor:
            first = first.replace(year=first.year + 1)
        return self.calendar.year_of(first), last

    def _years(self, position: int) -> tuple[int | None, int]:
        """A year at a position as fiscal year: "26", "2026", "2025-26", "2024/25", "25-26"."""
        word = self.word(position)
        if not (word.isdecimal() and len(word) in (2, 4)) or (
            len(word) == 4 and not 1950 <= int(word) <= 2099
        ):
            return None, position
        following = self.tokens[position + 1] if position + 1 < len(self.tokens) else None
        if following and following.start == self.tokens[position].end and following.text.isalpha():
            return None, position  # the 11 of "11MFY24" is no year
        first = int(word) if len(word) == 4 else 2000 + int(word)
        second = self.word(position + 2)
        if self.word(position + 1) in ("-", "/") and second.isdecimal() and len(second) in (2, 4):
            last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
            if last == first + 1:
                return last, position + 3
        return first, position + 1

    def _abbreviated(self, position: int) -> Piece | None:
        """ "1HFY26", "H1 FY26", "1QFY26", "Q1", "9MFY24"."""
        word, following = self.word(position), self.word(position + 1)
        if (
            word.isdecimal()
            and len(word) <= 2
            and following in ("hfy", "qfy", "mfy", "h", "q", "m")
            and (self.tokens[position + 1].start == self.tokens[position].end)
        ):
            number, unit = int(word), following[0]
            after = position + 2
            if len(following) == 1 and (self.word(after) != "fy" or unit == "m") and self.word(after) != "fy":
                if unit == "m":
                    return None
                return self._numbered(position, after, number, unit, None)
            if len(following) == 1:
                after += 1
            while self.word(after) in ("'", "-"):
                after += 1
            year, last = self._years(after)
            return self._numbered(position, last, number, unit, year) if year else None
        if (
            word in ("q", "h")
            and following.isdecimal()
            and len(following) == 1
            and (self.tokens[position + 1].start == self.tokens[position].end)
        ):
            return self._numbered(position, position + 2, int(following), word, None)
        return None

    def _quarters(self, position: int) -> Piece | None:
        """ "Q1 to Q3 of FY23": the first three quarters."""
        word = self.word
        if (
            word(position) != "q"
            or not word(position + 1).isdecimal()
            or word(position + 2) not in ("to", "-", "through")
        ):
            return None
        if word(position + 3) != "q" or not word(position + 4).isdecimal():
            return None
        first, last = int(word(position + 1)), int(word(position + 4))
        if not 1 <= first < last <= 4:
            return None
        return Piece(position, position + 5, "part", offset=3 * (first - 1), count=3 * (last - first + 1))

    def _numbered(self, first: int, last: int, number: int, unit: str, year: int | None) -> Piece | None:
        if unit == "h" and number in (1, 2):
            return Piece(first, last, "part", year, offset=6 * (number - 1), count=6)
        if unit == "q" and 1 <= number <= 4:
            return Piece(first, last, "part", year, offset=3 * (number - 1), count=3)
        if unit == "m" and 1 <= number <= 12 and year is not None:
            return Piece(first, last, "part", year, count=number)
        return None

    def _part(self, position: int) -> Piece | None:
        match = self.words.parts.at(self.tokens, position)
        if match is not None:
            offset, count = match.entry
            return Piece(position, match.last, "part", offset=offset, count=count)
        word = self.word(position)
        if (
            word == "half"
            and self.word(position + 1) == "year"
            and self.word(position + 2) not in ("ago", "earlier")
        ):
            return Piece(position, position + 2, "part", count=6, counted=True)
        start = position + (word in ("first", "initial", "opening"))
        count_word = self.word(start)
        count = COUNTS.get(count_word) or (
            int(count_word) if count_word.isdecimal() and len(count_word) <= 2 else 0
        )
        if 2 <= count <= 11:
            after = start + 1
            if self.word(after) == "-":
                after += 1
            if self.word(position - 1) == "in" and any(
                word in ("most", "time", "first") or word.endswith("est")
                for word in (self.word(position - place) for place in (2, 3, 4))
            ):
                return None  # "the most in four months"
            if self.word(after) == "month" and self.word(after + 1) in ("low", "high", "peak"):
                return None  # "an eight-month low"
            if self.word(after) == "quarters" and count <= 3 and start > position:
                return Piece(position, after + 1, "part", count=3 * count)
            if self.word(after) in ("months", "month") and self.word(after + 1) not in (
                "ago",
                "earlier",
                "later",
                "before",
                "back",
                "old",
            ):
                # "in the last four months" counts back from an unknown day.
                if (
                    start == position
                    and self.word(after + 1) != "of"
                    and self.word(position - 1)
                    in (
                        "last",
                        "past",
                        "next",
                        "every",
                        "than",
                        "within",
                        "previous",
                        "by",
                        "for",
                        "after",
                        "coming",
                    )
                ):
                    return None
                return Piece(position, after + 1, "part", count=count, counted=start == position)
        if start > position and self.word(start) == "month":
            return Piece(position, start + 1, "part", count=1)
        return None

    def _range(self, position: int) -> Piece | None:
        """ "July-December", "July 2025 to January 2026", "Jul-Mar", "April through June"."""
        start, after = self.month(position)
        if start is None:
            return None
        between = self.word(after)
        if (
            between == "and"
            and self.word(position - 1) != "between"
            and start[0] == self.calendar.first_month
            and start[1] is None
            and self.calendar.first_month > 1
        ):
            # "in July and August": the first two months of a fiscal year.
            end, last = self.month(after + 1)
            if end is None or end[0] != start[0] % 12 + 1:
                return None
            return Piece(position, last, "range", start=start, end=end)
        if between in ("-", "to", "through", "till", "until", "—", "/") or (
            between == "and" and self.word(position - 1) == "between"
        ):
            end, last = self.month(after + 1)
        elif start[1] is None:
            # The hyphen of "July-December" joins letters and is no token.
            end, last = self.month(after)
            if end is not None and self.tokens[after].start != self.tokens[after - 1].end + 1:
                return None
        else:
            return None
        if end is None or end[0] == start[0]:
            return None
        return Piece(position, last, "range", start=start, end=end)

    def _month_quarter(self, position: int) -> Piece | None:
        """ "the March quarter", "the quarter ending December 2023": the three months up to that one."""
        start = position
        if self.word(position) == "quarter" and self.word(position + 1) in ("ending", "ended", "to"):
            start = position + 2 + (self.word(position + 2) == "in")
        month, last = self.month(start)
        if month is None or (start == position and self.word(last) != "quarter"):
            return None
        end = self.resolve_month(month)
        first = shift_months(end, -2)
        return Piece(
            position,
            last + (start == position),
            "range",
            start=(first.month, first.year),
            end=(end.month, end.year),
        )

    def short_year(self, position: int) -> bool:
        """ "during Dec 23": a month of a year, where a day would be "on Dec 23"."""
        number = self.word(position + 1)
        return (
            self.word(position - 1) == "during"
            and self.word(position) in self.words.months
            and len(number) == 2
            and number.isdecimal()
            and 0 <= self.anchor.year - 2000 - int(number) <= 2
        )

    def _single(self, position: int) -> Piece | None:
        month, last = self.month(position)
        if month is not None:
            if self.short_year(position):
                end = (month[0], 2000 + int(self.word(last)))
                return Piece(position, last + 1, "month", start=end, end=end)
            if (
                self.word(last).isdecimal()
                and len(self.word(last)) <= 2
                and not self.word(last + 1).startswith("m")
            ):
                return None  # a day: "January 8"
            return Piece(position, last, "month", start=month, end=month)
        word = self.word(position)
        if word in ("cy", "calendar"):
            after = position + 1 + (word == "calendar" and self.word(position + 1) == "year")
            year, last = self._years(after)
            if year is not None and last == after + 1:
                return Piece(position, last, "year", year, calendar=True)
            return None
        if (
            is_year(word)
            and (self.word(position - 1) in _YEAR_AFTER or self.word(position - 2) in ("q", "h"))
            and self.word(position + 1) not in _NO_YEAR_BEFORE
        ):
            return Piece(position, position + 1, "year", int(word), calendar=True)
        return None

    def month(self, position: int) -> tuple[tuple[int, int | None] | None, int]:
        """A month at a position with its year if said ("March", "Mar 2025", "March of last year")."""
        word = self.word(position)
        if word not in self.words.months or not self.tokens[position].text[0].isupper():
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
        # "December last year", "December of last year"
        skipped = after + (self.word(after) == "of")
        if self.word(skipped) in ("last", "previous") and self.word(skipped + 1) == "year":
            return (self.words.months[word], -1), skipped + 2
        return (self.words.months[word], None), position + 1

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
            *self.words.months,
        )

    def ranged(self, position: int) -> bool:
        """Whether the day at a position is rather the first month of a range ("July 1 to ..." is left alone)."""
        return self._range(position) is not None

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


@lru_cache(maxsize=1024)
def _readers(word: str) -> tuple[Callable[[Pieces, int], Piece | None], ...]:
    """The readers of pieces that may begin with a word, in the order in which they are asked."""
    known = words()
    number, month = word.isdecimal() and len(word) <= 2, word in known.months
    year = word.isdecimal() and len(word) in (2, 4)
    fiscal = {
        name for key in ("kinds", "current", "previous", "next", "outgoing") for name in known.fiscal[key]
    }
    begins = (
        (Pieces._fiscal, year or word in fiscal or word in ("fy", "year")),
        (Pieces._quarters, word == "q"),
        (Pieces._abbreviated, number or word in ("q", "h")),
        (Pieces._month_quarter, month or word == "quarter"),
        (Pieces._range, month),
        (
            Pieces._part,
            number
            or word in COUNTS
            or word in known.parts.begins
            or word in ("half", "first", "initial", "opening"),
        ),
        (Pieces._single, month or is_year(word) or word in ("cy", "calendar")),
    )
    return tuple(reader for reader, may in begins if may)


def is_year(text: str) -> bool:
    """Whether a word is a year of our time."""
    return len(text) == 4 and text.isdecimal() and 1990 <= int(text) <= 2060
