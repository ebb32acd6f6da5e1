"""Pieces of periods: a fiscal year, a part of one, a range of months, a month, a calendar year, read at a position."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from streams.economy.fiscalyears import FiscalYears, Piece
from streams.economy.months import is_year
from streams.economy.periodwords import COUNTS, words
from streams.text.spans import shift_months

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

#: Behind a year that is theirs: "Sri Lanka's 2015 trade deficit".
_SERIES = frozenset(["trade", "exports", "export", "imports", "import", "remittances", "remittance", "deficit", "surplus", "current", "foreign", "fdi", "tax", "revenue", "merchandise", "goods", "services"])  # fmt: skip

#: Months of a fiscal year by their number.
_NTH = {"second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "seventh": 6, "eighth": 7, "ninth": 8, "tenth": 9, "eleventh": 10, "twelfth": 11}  # fmt: skip
#: Between a quarter and the two digits of its year.
_MARKS = frozenset(["'", "’", "′", "`", "‘"])


class Pieces(FiscalYears):
    """Reads the pieces of a sentence."""

    def piece(self, position: int) -> Piece | None:
        for reader in _readers(self.word(position)):
            piece = reader(self, position)
            if piece is not None:
                return piece
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
        if word in _NTH and self.word(position + 1) == "month" and self.word(position + 2) in ("of", "in"):
            # "in the second month of the current fiscal year": of a fiscal year that is named
            named = {self.word(place) for place in range(position + 3, position + 7)}
            if named & {"fiscal", "financial", "fy"}:
                return Piece(position, position + 2, "part", offset=_NTH[word], count=1)
        return None

    def _range(self, position: int) -> Piece | None:
        """ "July-December", "July 2025 to January 2026", "Jul-Mar", "April through June"."""
        start, after = self.month(position)
        if start is None:
            return None
        if self.word(after) == "." and after == position + 1 and len(self.word(position)) <= 4:
            after += self.word(after + 1) in ("-", "to")  # "the Jan.-Oct. period"
        between = self.word(after)
        if (
            between == "and"
            and self.word(position - 1) != "between"
            and start[0] == self.calendar.first_month
            and start[1] is None
            and self.calendar.first_month > 1
            and "respectively" not in self.lowers[after:]
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
        named = last + (start == position)
        if start == position and month[1] is None:
            year = named + (self.word(named) in ("of", ","))
            if is_year(self.word(year)) and self.word(year + 1) not in _NO_YEAR_BEFORE:
                month, named = (month[0], int(self.word(year))), year + 1  # "the March quarter of 2018"
        end = self.resolve_month(month)
        first = shift_months(end, -2)
        return Piece(
            position,
            named,
            "range",
            start=(first.month, first.year),
            end=(end.month, end.year),
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
        short = self._numbered_year(position)
        if short is not None:
            return short
        if (
            is_year(word)
            and (
                self.word(position - 1) in _YEAR_AFTER
                or self._of_part(position)
                or (self.word(position + 1) in _SERIES and self.word(position - 1) in ("'s", "", "the", ":"))
            )
            and self.word(position + 1) not in _NO_YEAR_BEFORE
        ):
            return Piece(position, position + 1, "year", int(word), calendar=True)
        return None

    def _of_part(self, position: int) -> bool:
        """Whether a year stands behind a quarter or a half: "Q1 2018", "Q1, 2018", "Q1-2018", "the first half, 2018"."""
        word = self.word
        if word(position - 2) in ("q", "h"):
            return True
        if word(position - 1) in ("q", "h") and word(position - 2) in ("1", "2", "3", "4"):
            return True  # "2Q 2024"
        if word(position - 1) not in (",", "-"):
            return False
        named = word(position - 2) in ("quarter", "half")
        return named or (word(position - 3) in ("q", "h") and word(position - 2).isdecimal())

    def _numbered_year(self, position: int) -> Piece | None:
        """The year of "1Q18", "Q1'22": two digits right behind a quarter or a half."""
        word = self.word
        if not word(position).isdecimal() or len(word(position)) != 2 or position < 2:
            return None
        if word(position + 1) in _NO_YEAR_BEFORE or word(position + 1) == ".":
            following = self.tokens[position + 1]
            if (
                following.text != "."
                or following.start != self.tokens[position].end
                or position + 2 < len(self.tokens)
            ):
                return None
        glued = self.tokens[position - 1].end == self.tokens[position].start
        marked = word(position - 1) in _MARKS and word(position - 3) in ("q", "h")
        first = position - 1 if marked else position
        if marked or (glued and word(position - 1) in ("q", "h") and word(position - 2).isdecimal()):
            return Piece(first, position + 1, "year", 2000 + int(word(position)), calendar=True)
        return None

    def ranged(self, position: int) -> bool:
        """Whether the day at a position is rather the first month of a range ("July 1 to ..." is left alone)."""
        return self._range(position) is not None


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
            or word in ("half", "first", "initial", "opening")
            or word in _NTH,
        ),
        (Pieces._single, month or number or is_year(word) or word in ("cy", "calendar")),
    )
    return tuple(reader for reader, may in begins if may)
