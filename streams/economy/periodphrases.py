"""Phrases for periods: shifts, "the same month", counts of months, weeks, ends of months, parts of a month."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from streams.economy.calendars import Interval, months_from
from streams.economy.months import is_year
from streams.economy.period import Period
from streams.economy.periodjoins import Joins, calendar_year
from streams.economy.periodwords import COUNTS, DAYS, words
from streams.text.dates import read as read_dates
from streams.text.spans import month_span, shift_months

#: From this day on, a month is told of as if it were over ("in the past ten months", on October 28).
_NEARLY_OVER: Final = 24


class Phrases(Joins):
    """Reads the phrases of a sentence, each from its first word on."""

    def _partial(self, position: int) -> Period | None:
        """ "the first 12 days of April", "April 1-19": part of a month, which is no period of a series."""
        word = self.pieces.word
        start = position + (word(position) in ("the", "first", "initial", "last"))
        start += word(start) in ("first", "initial", "last")
        bare = start == position
        count = DAYS.get(word(start)) or (
            int(word(start)) if word(start).isdecimal() and len(word(start)) < 3 else 0
        )
        if bare and (word(start + 1) not in ("days", "weeks") or word(start + 2) != "of"):
            return None
        if count:
            after = start + 1 + (word(start + 1) == "-")
            if word(after) in ("days", "day", "weeks"):
                last = after + 1
                if word(last) in ("of", "in"):
                    last += 1
                    while word(last) in ("the", "this", "current", "running", "ongoing"):
                        last += 1
                    month, end = self.pieces.month(last)
                    last = end if month is not None else last + (word(last) == "month")
                return Period(position, last, "partial")
        return None

    def _days(self, position: int) -> Period | None:
        """ "October 1-5", "July 1 to 21", "1-19 May", "October (2-13)": part of a month."""
        word = self.pieces.word

        def day(place: int) -> bool:
            return word(place).isdecimal() and len(word(place)) <= 2

        joins = ("-", "to", "and", "through", "till")
        month, after = self.pieces.month(position) if word(position)[:1].isalpha() else (None, position)
        if word(position) in self.words.months and month is None and day(position + 1):
            month, after = (self.words.months[word(position)], None), position + 1
        if month is not None:
            after += word(after) == "("
            if day(after) and word(after + 1) in joins and day(after + 2):
                last = after + 3 + (word(after + 3) == ")")
                return Period(position, last, "partial")
            return None
        if (
            day(position)
            and word(position + 1) in joins
            and day(position + 2)
            and word(position + 3) in self.words.months
        ):
            return Period(position, position + 4, "partial")
        return None

    def _phrase(self, position: int) -> Period | None:
        match = self.words.shifts.at(self.tokens, position)
        if (
            match is not None
            and not (
                self.pieces.word(match.last - 1) in self.words.fiscal["kinds"]
                and self.pieces.word(match.last) in ("year", "years")
            )
            and not (
                self.lowers[match.last - 1] in ("quarter", "months")
                and self.pieces.word(match.last) in ("ending", "ended")
            )
        ):
            return Period(position, match.last, "shift", shift=match.entry)
        match = self.words.anaphors.at(self.tokens, position)
        if match is not None and self._named(match.last):
            match = None
        if match is not None:
            said = self.lowers[match.last - 1]
            months = {"month": 1, "quarter": 3, "half": 6}.get(said, 0)
            if "month" in self.lowers[position : match.last]:
                months = 1
            return Period(position, match.last, "same", months=months)
        lower = self.lowers[position]
        if lower in ("last", "next", "this") and self.pieces.word(position + 1) in ("month", "months'"):
            if self.pieces.word(position - 1) in (
                "earlier",
                "later",
                "late",
                "early",
                "ending",
                "ended",
                "ends",
            ):
                return None  # when something was said, not what it is about
            led = self.pieces.word(position - 1) in ("than", "over", "from", "against", "to", "with")
            if lower == "last" and led and self.pieces.word(position + 2) == "'s":
                return Period(
                    position, position + 3, "shift", shift="mom"
                )  # "up from last month's 6.1 percent"
            first = shift_months(self.anchor, {"last": -1, "this": 0, "next": 1}[lower])
            if lower == "this":
                # In a report on a month that is over, "this month" is that month.
                return Period(position, position + 2, "same", months_from(first, 1), months=1)
            last = "mom" if lower == "last" else None
            return Period(position, position + 2, "span", months_from(first, 1), shift=last, open_year=True)
        rolling = position
        if lower in ("last", "past", "trailing", "previous"):
            rolling += 1
        if (
            (rolling > position or lower in ("twelve", "12"))
            and self.pieces.word(rolling) in ("12", "twelve")
            and self.pieces.word(rolling + 1) in ("months", "month")
        ):
            return self._rolling(position, rolling + 2)
        if rolling > position:
            return self._months_past(position)
        if lower in ("twelve", "12") and self.pieces.word(position + 1) in ("month", "-"):
            # "12-month cumulative inflows to November"
            after = position + 1 + (self.pieces.word(position + 1) == "-")
            for place in range(after + 1, after + 5):
                if self.pieces.word(place) == "to":
                    return self._rolling(position, place)
        return None

    def _months_past(self, position: int) -> Period | None:
        """ "the past ten months", "the last month": those of the year so far, or of the half or quarter that is over."""
        word = self.pieces.word
        number = word(position + 1)
        if number == "month" and self.lowers[position] == "past":
            over = shift_months(self.anchor, 0 if self.anchor.day >= _NEARLY_OVER else -1)
            return Period(position, position + 2, "span", months_from(over, 1), open_year=True)
        count = COUNTS.get(number) or (int(number) if number.isdecimal() and len(number) <= 2 else 0)
        if not 2 <= count <= 11 or word(position + 2) != "months" or word(position + 3) == "of":
            return None
        for back in (-1, 0):
            if back == 0 and self.anchor.day < _NEARLY_OVER:
                continue
            end = shift_months(self.anchor, back)
            days = months_from(shift_months(end, 1 - count), count)
            year = self.calendar.year(self.calendar.year_of(days.end))
            if days.start in (year.start, date(days.end.year, 1, 1)):
                return Period(position, position + 3, "span", days, open_year=True)
        end = shift_months(self.anchor, -1)
        if count in (3, 6) and end.month % 3 == 0:
            return Period(position, position + 3, "span", months_from(shift_months(end, 1 - count), count))
        return None

    def _named(self, after: int) -> bool:
        """Whether words behind "the quarter", "the fiscal year" say which: "ending December 2025", "(Jul-Jun) 2021-22"."""
        word = self.pieces.word
        if word(after - 1) == "quarter":
            return word(after) in ("ending", "ended")
        if word(after - 1) == "half":
            return word(after) in ("year", "of", "-")
        if word(after - 1) != "year" or word(after) != "(":
            return False
        return any(word(p) == ")" and is_year(word(p + 1)) for p in range(after + 2, after + 6))

    def _impossible(self, position: int) -> Period | None:
        """A day that does not exist, "February 30", "31 June", "2025-13-45": no figure is of it."""
        word, months = self.pieces.word, self.words.months
        here, after = word(position), word(position + 1)
        if here in months and after.isdecimal() and len(after) == 2:
            month, number, last = months[here], int(after), position + 2
        elif after in months and here.isdecimal() and len(here) == 2:
            month, number, last = months[after], int(here), position + 2
        elif is_year(here) and after == word(position + 3) == "-" and word(position + 2).isdecimal():
            month, number, last = (
                int(word(position + 2)),
                int(word(position + 4) or 0) if word(position + 4).isdecimal() else 0,
                position + 5,
            )
            if 1 <= month <= 12 and 1 <= number <= 31:
                return None
            return Period(position, last, "partial")
        else:
            return None
        if number <= 28 or number > 31 or number <= month_span(2024, month)[1].day:
            return None
        if word(last) == "," or is_year(word(last)):
            last += 1 + (word(last) == "," and is_year(word(last + 1)))
        return Period(position, last, "partial")

    def _counted_to(self, position: int) -> Period | None:
        """ "nine months through September", "the eight months to August 2025": so many months up to that one."""
        number = self.lowers[position]
        count = COUNTS.get(number) or (int(number) if number.isdecimal() and len(number) <= 2 else 0)
        if not 2 <= count <= 11 or self.pieces.word(position + 1) != "months":
            return None
        if self.pieces.word(position + 2) not in ("through", "to", "till", "until", "ending", "ended"):
            return None
        month, after = self.pieces.month(self._to_month(position + 3))
        if month is None:
            return None
        end = self.pieces.resolve_month(month)
        return Period(position, after, "span", months_from(shift_months(end, 1 - count), count))

    def _rolling(self, first: int, last: int) -> Period | None:
        if self.pieces.word(last) in ("to", "through", "ending", "ended", "till", "until"):
            month, after = self.pieces.month(self._to_month(last + 1))
            if month is not None:
                end = self.pieces.resolve_month(month)
                return Period(first, after, "span", months_from(shift_months(end, -11), 12))
        return None

    def _to_month(self, position: int) -> int:
        """ "to the end of June", "to last November": where the month itself begins."""
        stop = position + 4
        while position < stop and self.pieces.word(position) in ("in", "last", "this", "the", "end", "of"):
            position += 1
        return position

    def _same(self, position: int) -> Period | None:
        """ "the same month of last year", "the corresponding seven months of 2023-24", "the same period"."""
        words = self.words
        start = position
        if self.pieces.word(position) in ("the", "a") and self.pieces.word(position + 1) in words.same:
            start = position + 1
        if self.pieces.word(start) not in words.same:
            return None
        after, units, months = start + 1, 0, 0
        while after < len(self.tokens) and units < 4:
            word = self.lowers[after]
            if (
                word in words.same_units
                or word in ("first", "fiscal", "july", "nine")
                or word in COUNTS
                or word.isdecimal()
            ):
                units += 1
                months = COUNTS.get(word, 0) or (int(word) if word.isdecimal() and len(word) < 3 else months)
                after += 1
            else:
                break
        months = months or {"month": 1, "quarter": 3, "half": 6}.get(self.pieces.word(after - 1), 0)
        if not units:
            return None
        # What year it belongs to may follow.
        stop = after
        while stop < len(self.tokens) and stop - after < 4 and self.lowers[stop] in words.same_joins:
            for begin in (stop, stop + 1):
                last = words.last_year.at(self.tokens, begin) if begin < len(self.tokens) else None
                if last is not None:
                    return Period(position, last.last, "shift", shift="yoy", months=months)
            stop += 1
        last = words.last_year.at(self.tokens, after) if after < len(self.tokens) else None
        if last is not None:
            return Period(position, last.last, "shift", shift="yoy", months=months)
        piece = None
        for begin in range(after, min(stop + 1, len(self.tokens))):
            piece = self.pieces.piece(begin)
            if piece is not None:
                break
        if piece is not None and piece.kind in ("fy", "year") and piece.year is not None:
            year = self.calendar.year(piece.year) if piece.kind == "fy" else calendar_year(piece.year)
            return Period(position, piece.last, "back", year, shift="yoy", months=months)
        if piece is not None and piece.kind in ("month", "range") and piece.end[1] is not None:
            return None
        kind = self.pieces.word(start)
        if kind in ("same", "like", "similar"):
            return Period(position, after, "same", months=months)
        return Period(position, after, "shift", shift="yoy", months=months)

    def _week(self, position: int) -> Period | None:
        """ "the week ended on January 8": seven days up to that day."""
        start = position + (self.lowers[position] == "the")
        if self.pieces.word(start) != "week":
            return None
        for after in range(start + 1, min(start + 5, len(self.tokens))):
            named = self._hyphened_day(after)
            if named is not None and named.interval is not None:
                end = named.interval.end
                return Period(position, named.last, "week", Interval(end - timedelta(days=6), end))
            mention = next(
                (m for m in read_dates(self.tokens[after : after + 6], self.anchor) if m.first == 0), None
            )
            if mention is not None and mention.when.precision == "day":
                end = mention.when.end
                return Period(position, after + mention.last, "week", Interval(end - timedelta(days=6), end))
            if self.lowers[after] not in (
                "ended",
                "ending",
                "concluded",
                "concluding",
                "that",
                "which",
                "on",
                "ended:",
                "to",
                "has",
                "the",
                "ends",
            ):
                return None
        return None

    def _hyphened_day(self, position: int) -> Period | None:
        """ "12-July-2024"."""
        if not (
            self.pieces.word(position).isdecimal()
            and self.pieces.word(position + 1) == "-"
            and len(self.pieces.word(position)) <= 2
        ):
            return None
        month = self.words.months.get(self.pieces.word(position + 2))
        if (
            month is None
            or self.pieces.word(position + 3) != "-"
            or not is_year(self.pieces.word(position + 4))
        ):
            return None
        try:
            day = date(int(self.pieces.word(position + 4)), month, int(self.pieces.word(position)))
        except ValueError:
            return None
        return Period(position, position + 5, "day", Interval(day, day))

    def _month_end(self, position: int) -> Period | None:
        """ "the end of November 2025", "end-June 2026": the last day of the month."""
        if self.lowers[position] != "end" or not (
            self.pieces.word(position - 1) not in ("year", "month", "week")
        ):
            return None
        after = position + 1
        while self.pieces.word(after) in ("of", "the", "-"):
            after += 1
        month, last = self.pieces.month(after)
        if (
            month is None
            and is_year(self.pieces.word(after))
            and self.pieces.word(after + 1) not in ("-", "/")
        ):
            end = date(int(self.pieces.word(after)), 12, 31)
            return Period(position, after + 1, "day", Interval(end, end))
        if month is None:
            piece = self.pieces.piece(after)
            if piece is None or piece.kind not in ("fy", "part"):
                return None
            period = self._period([piece])
            if period is None or period.interval is None:
                return None
            return Period(position, piece.last, "day", Interval(period.interval.end, period.interval.end))
        interval = months_from(self.pieces.resolve_month(month), 1)
        return Period(position, last, "day", Interval(interval.end, interval.end), open_year=month[1] is None)


@lru_cache(maxsize=1024)
def leads(word: str) -> bool:
    """Whether a shift, what points back or a count of months may begin with a word."""
    known = words()
    return (
        word in known.shifts.begins
        or word in known.anaphors.begins
        or word in ("last", "next", "this", "past", "trailing", "previous", "twelve", "12")
    )
