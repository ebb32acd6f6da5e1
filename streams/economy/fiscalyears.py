"""Fiscal years as a sentence names them: "FY26", "2025-26", "the fiscal year that ended in June", "9MFY25"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from streams.economy.calendars import Interval
from streams.economy.months import Months, is_year
from streams.text.dates import read as read_dates


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


class FiscalYears(Months):
    """Reads the fiscal years of a sentence, and their quarters and halves by number."""

    def _fiscal(self, position: int) -> Piece | None:
        """ "FY26", "fiscal year 2025-26", "2025-26", "2024/25 financial year", "the current fiscal year"."""
        fiscal, word = self.words.fiscal, self.word(position)
        if word == "fy":
            after = position + 1
            while self.word(after) in ("'", "-", "."):
                after += 1
            year, last = self._years(after)
            if (
                year
                and last == after + 1
                and self.word(last) == "-"
                and len(self.word(last + 1)) == 2
                and self.word(last + 1).isdecimal()
            ):
                return Piece(position, last + 2, "part", count=0)  # "FY2025-99": no year
            return Piece(position, last, "fy", year) if year else None
        if (
            word in fiscal["kinds"]
            and is_year(self.word(position + 1))
            and self.word(position - 1) not in fiscal["current"]
        ):
            year, last = self._years(position + 1)
            return Piece(position, last, "fy", year)  # "fiscal 2024"
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
            if year is None:
                year, last = self._year_to(position + 2)
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
        if self.word(after) == "(" and self.word(after + 1) in self.words.months:
            # "the fiscal year (Jul-Jun) 2021-22": the bracket says how it runs.
            close = next((p for p in range(after + 2, after + 6) if self.word(p) == ")"), None)
            if close is not None and is_year(self.word(close + 1)):
                after = close + 1
        year, last = self._years(after + (self.word(after) in ("(", "of")))
        if year is not None:
            return Piece(position, last + (self.word(last) == ")"), "fy", year)
        year, last = self._ended(after)
        if year is None:
            year, last = self._year_to(after)
        if year is not None:
            return Piece(position, last, "fy", year)
        # "the fiscal year" alone is the one that the rest of the words is about.
        number = None if word == "the" else self.calendar.year_of(self.anchor) + shift
        return Piece(position, after, "fy", number)

    def _year_to(self, position: int) -> tuple[int | None, int]:
        """The fiscal year of "the fiscal year to June", where that is the month it ends in."""
        if self.word(position) not in ("to", "through", "till"):
            return None, position
        month, last = self.month(position + 1 + (self.word(position + 1) == "end"))
        if month is None or month[0] % 12 + 1 != self.calendar.first_month:
            return None, position
        return self.calendar.year_of(self.resolve_month(month)), last

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
            ahead = {"ending", "ends"} & set(self.lowers[position:after])
            if not mention.explicit_year and ahead and (self.anchor - end).days > 90:
                end = Interval(end, end).shifted(12).end
            return self.calendar.year_of(end), last
        dated = next(
            (m for m in read_dates(self.tokens[after : after + 6], self.anchor) if m.first == 0), None
        )
        last = max(last, after + dated.last if dated else 0)
        if dated is not None and dated.explicit_year:
            return self.calendar.year_of(dated.when.end), last
        first = self.resolve_month(month)
        to_come = {"ending", "ends"} & {self.word(after - 1), self.word(after - 2)}
        if to_come and month[1] is None and first <= self.anchor and (self.anchor - first).days > 90:
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
                if unit == "m" and self.word(after) == "of" and self.word(after + 1) == "fy":
                    year, last = self._years(after + 2)
                    return (
                        self._numbered(position, last, number, unit, year) if year else None
                    )  # "8M of FY25"
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
        if (unit == "h" and number not in (1, 2)) or (unit == "q" and number not in (1, 2, 3, 4)):
            return Piece(first, last, "part", year, count=0)  # "Q7": there is none
        if unit == "h" and number in (1, 2):
            return Piece(first, last, "part", year, offset=6 * (number - 1), count=6)
        if unit == "q" and 1 <= number <= 4:
            return Piece(first, last, "part", year, offset=3 * (number - 1), count=3)
        if unit == "m" and 1 <= number <= 12 and year is not None:
            return Piece(first, last, "part", year, count=number)
        return None
