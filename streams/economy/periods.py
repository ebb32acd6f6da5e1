"""The periods that a sentence names, from "December" to "the first nine months (July-March) of FY25".

Theory: pieces (a fiscal year, a part of one, a range of months, a month) are read one by one; pieces side by side make one
period. A period without a year is the last one that the day of publication allows. A *shift* ("a year earlier", "the same
month of last year") has no days of its own: `resolve` counts it from the period that the sentence is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from streams.economy.calendars import Calendar, Interval, months_from
from streams.economy.periodwords import COUNTS, DAYS, words
from streams.economy.pieces import Piece, Pieces, is_year
from streams.text.dates import read as read_dates
from streams.text.spans import month_span, shift_months
from streams.text.tokens import Token

Kind = Literal["span", "day", "week", "shift", "same", "back", "partial"]


# Not frozen, since that makes it slow to make; shared, so nobody changes one.
@dataclass(slots=True, unsafe_hash=True)
class Period:
    """A period mention: token positions `first` to `last` (excluded) and what it says.

    `span`, `day` and `week` have an interval; `shift` and `back` count from another period (`shift` names the step);
    `same` points to the period already named; `partial` is part of a month, for which no series has a figure.
    """

    first: int
    last: int
    kind: Kind
    interval: Interval | None = None
    shift: str | None = None
    open_year: bool = False
    """The year was not said; the interval is the last that the day of publication allows."""
    whole: bool = False
    """A fiscal or calendar year as such."""
    weekday: bool = False
    """A day named by its weekday, or counted from publication: when something was said, as a rule."""
    months: int = 0
    """How many months the words count ("the same seven months"), 0 where they do not."""
    current: bool = False
    """The fiscal year in which the article appears, so that an actual cannot be its total."""


def read(tokens: Sequence[Token], anchor: date, calendar: Calendar, *, ahead: bool = False) -> list[Period]:
    """The periods among tokens; with `ahead` (targets, forecasts) months without a year lie in the future."""
    known = words()
    lowers = [token.lower for token in tokens]
    if known.keys.isdisjoint(lowers) and not any(word[0].isdecimal() and len(word) == 4 for word in lowers):
        return []
    reader = _Reader(tokens, lowers, anchor, calendar, ahead)
    return reader.read()


class _Reader:
    def __init__(
        self, tokens: Sequence[Token], lowers: list[str], anchor: date, calendar: Calendar, ahead: bool
    ) -> None:
        self.tokens, self.lowers, self.anchor = tokens, lowers, anchor
        self.calendar, self.ahead = calendar, ahead
        self.words = words()
        self.pieces = Pieces(tokens, lowers, anchor, calendar, ahead)

    def read(self) -> list[Period]:
        found: list[Period] = []
        pieces: list[Piece] = []
        position = 0
        days = {mention.first: mention for mention in read_dates(self.tokens, self.anchor)}
        starts, lowers = self.words.starts, self.lowers
        while position < len(self.tokens):
            lower = lowers[position]
            if lower in ("the", "a"):
                # Most articles lead to nothing that is a period.
                follows = lowers[position + 1] if position + 1 < len(lowers) else ""
                worth = follows in starts or follows[:1].isdecimal()
            else:
                worth = lower in starts or lower[0].isdecimal()
            if not worth:
                position += 1
                continue
            period = None
            for reader in _readers(lower):
                period = reader(self, position)
                if period is not None:
                    break
            if period is None:
                mention = days.get(position)
                if (
                    mention is not None
                    and mention.when.precision == "day"
                    and not self.pieces.ranged(position)
                    and not self.pieces.short_year(position)
                ):
                    kind = mention.kind
                    # "yesterday", "a day earlier" beside a rate is a shift; a named day is a day.
                    period = Period(
                        position, mention.last, "day", Interval(mention.when.start, mention.when.end),
                        open_year=not mention.explicit_year, shift="dod" if kind == "relative" else None, weekday=kind != "day",
                    )  # fmt: skip
            if period is None and (piece := self.pieces.piece(position)) is not None:
                pieces.append(piece)
                position = piece.last
                continue
            if period is None and _leads_phrase(lower):
                period = self._phrase(position)
            if period is None:
                position += 1
                continue
            found.append(period)
            position = period.last
        found.extend(self._joined(pieces))
        return sorted(found, key=lambda period: period.first)

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
                self.lowers[match.last - 1] == "quarter"
                and self.pieces.word(match.last) in ("ending", "ended")
            )
        ):
            return Period(position, match.last, "shift", shift=match.entry)
        match = self.words.anaphors.at(self.tokens, position)
        if match is not None:
            said = self.lowers[match.last - 1]
            months = {"month": 1, "quarter": 3, "half": 6}.get(said, 0)
            if "month" in self.lowers[position : match.last]:
                months = 1
            return Period(position, match.last, "same", months=months)
        lower = self.lowers[position]
        if lower in ("last", "next", "this") and self.pieces.word(position + 1) in ("month", "months'"):
            if self.pieces.word(position - 1) in ("earlier", "later", "late", "early"):
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
        return None

    def _counted_to(self, position: int) -> Period | None:
        """ "nine months through September", "the eight months to August 2025": so many months up to that one."""
        number = self.lowers[position]
        count = COUNTS.get(number) or (int(number) if number.isdecimal() and len(number) <= 2 else 0)
        if not 2 <= count <= 11 or self.pieces.word(position + 1) != "months":
            return None
        if self.pieces.word(position + 2) not in ("through", "to", "till", "until", "ending", "ended"):
            return None
        month, after = self.pieces.month(position + 3 + (self.pieces.word(position + 3) == "in"))
        if month is None:
            return None
        end = self.pieces.resolve_month(month)
        return Period(position, after, "span", months_from(shift_months(end, 1 - count), count))

    def _rolling(self, first: int, last: int) -> Period | None:
        if self.pieces.word(last) in ("to", "through", "ending", "ended", "till", "until"):
            month, after = self.pieces.month(last + 1)
            if month is not None:
                end = self.pieces.resolve_month(month)
                return Period(first, after, "span", months_from(shift_months(end, -11), 12))
        return None

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
            year = self.calendar.year(piece.year) if piece.kind == "fy" else _year(piece.year)
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

    def _joined(self, pieces: list[Piece]) -> list[Period]:
        found: list[Period] = []
        group: list[Piece] = []
        for piece in pieces:
            if group and not self._joins(group, piece):
                found.extend(self._periods(group))
                group = []
            group.append(piece)
        found.extend(self._periods(group))
        return found

    def _joins(self, group: list[Piece], piece: Piece) -> bool:
        before = group[-1]
        between = self.lowers[before.last : piece.first]
        if len(between) > self.words.longest_join or not all(word in self.words.joins for word in between):
            return False
        kinds = {p.kind for p in group}
        if piece.kind in kinds and not (
            piece.kind == "fy" and piece.year in [p.year for p in group if p.kind == "fy"]
        ):
            # "the fiscal year 2025-26 (FY26)" says one year twice; anything else is two periods.
            return piece.kind == "part" and any(
                (p.count, p.offset) == (piece.count, piece.offset) for p in group if p.kind == "part"
            )
        if "from" in between and before.kind != "part":
            return False
        if piece.kind == "year" and kinds & {"fy", "month", "range"}:
            return False
        if {piece.kind, before.kind} == {"month", "range"}:
            return False
        if piece.kind == "month" or (before.kind == "month" and piece.kind == "part"):
            # "In July 2025, the first month of 2025-26"; but "In December, the first half ..." are two.
            part = piece if piece.kind == "part" else before
            return part.kind == "fy" or part.count == 1
        return not (
            before.kind == "month" and piece.kind == "fy" and between[:1] in ([","], ["in"], ["during"])
        )

    def _periods(self, group: list[Piece]) -> list[Period]:
        if not group:
            return []
        period = self._period(group)
        return [period] if period is not None else []

    def _period(self, group: list[Piece]) -> Period | None:
        first, last = group[0].first, group[-1].last
        if self.pieces.word(last) == ")" and any(self.pieces.word(p) == "(" for p in range(first, last)):
            last += 1
        by_kind = {piece.kind: piece for piece in group}
        ranges = [piece for piece in group if piece.kind == "range"]
        if len(ranges) > 1:
            # "July-March, the first three quarters of 2022-23 (July 2022-June 2023)": the bracket says the year.
            by_kind["range"] = next((p for p in ranges if (p.end[0] - p.start[0]) % 12 < 11), ranges[0])
        year_piece = by_kind.get("fy")
        year = year_piece.year if year_piece else None
        part = by_kind.get("part")
        if part is not None and part.year is not None:
            year = part.year
        fiscal_now = self.calendar.year_of(self.anchor)
        if "range" in by_kind and part is not None and year is not None:
            told, _ = self._span(by_kind["range"], year)
            if told is not None and told.whole_months == 12 and part.count < 12:
                del by_kind[
                    "range"
                ]  # "the first half of 2019-20 (July 2019-June 2020)": the bracket says the year
        if "range" in by_kind:
            interval, open_year = self._span(by_kind["range"], year)
            return Period(first, last, "span", interval, open_year=open_year) if interval else None
        if "month" in by_kind:
            month = by_kind["month"].start
            if month[1] is None and year is not None:
                start = self.pieces.in_year(month[0], year)
                return Period(first, last, "span", months_from(start, 1))
            start = self.pieces.resolve_month(month)
            return Period(first, last, "span", months_from(start, 1), open_year=month[1] in (None, -1))
        if part is not None:
            calendar_year = by_kind.get("year")
            if calendar_year is not None and calendar_year.year is not None and year is None:
                return Period(
                    first, last, "span", months_from(date(calendar_year.year, part.offset + 1, 1), part.count)
                )
            if year is not None:
                return Period(first, last, "span", self.calendar.part(year, part.offset, part.count))
            if self._this_year(last):
                # "the first half of this year": without "fiscal", the year of the calendar
                start = date(self.anchor.year, part.offset + 1, 1)
                return Period(first, last + 3, "span", months_from(start, part.count))
            if part.counted:
                interval = self.calendar.part(fiscal_now, 0, part.count)
                if (interval.end - self.anchor).days > 3:
                    interval = interval.shifted(-12)
                return Period(first, last, "same", interval, months=part.count)
            interval = self.calendar.part(fiscal_now, part.offset, part.count)
            # Figures of a period that is all but over are published in its last days.
            if interval.end > self.anchor + timedelta(days=8) and not self.ahead:
                interval = interval.shifted(-12)
            return Period(first, last, "span", interval, open_year=True)
        if year is not None:
            return Period(
                first, last, "span", self.calendar.year(year), whole=True, current=year == fiscal_now
            )
        piece = by_kind.get("year")
        if piece is not None and piece.year is not None:
            return Period(
                first, last, "span", _year(piece.year), whole=True, current=piece.year == self.anchor.year
            )
        return None

    def _this_year(self, position: int) -> bool:
        word = self.pieces.word
        return (
            word(position) in ("of", "in") and word(position + 1) == "this" and word(position + 2) == "year"
        )

    def _span(self, piece: Piece, fiscal_year: int | None) -> tuple[Interval | None, bool]:
        (start, start_year), (end, end_year) = piece.start, piece.end
        open_year = False
        if end_year is None and start_year is None and fiscal_year is not None:
            first, final = self.pieces.in_year(start, fiscal_year), self.pieces.in_year(end, fiscal_year)
        elif end_year is None and start_year is None:
            final = self.pieces.resolve_month((end, None))
            first = final.replace(month=start, year=final.year - (start > end))
            open_year = True
        elif end_year is None:
            first = self.pieces.resolve_month((start, start_year))
            final = first.replace(month=end, year=first.year + (end < start))
        else:
            final = self.pieces.resolve_month((end, end_year))
            first = (
                self.pieces.resolve_month((start, start_year))
                if start_year
                else final.replace(month=start, year=final.year - (start > end))
            )
        if final < first or (final - first).days > 800:
            return None, False
        return Interval(first, month_span(final.year, final.month)[1]), open_year


@lru_cache(maxsize=1024)
def _readers(word: str) -> tuple[Callable[[_Reader, int], Period | None], ...]:
    """The readers of what may begin with a word, in the order in which they are asked."""
    known = words()
    number = word.isdecimal() and len(word) <= 2
    begins = (
        (_Reader._partial, number or word in DAYS or word in ("the", "first", "initial", "last")),
        (_Reader._days, number or word in known.months),
        (_Reader._same, word in known.same or word in ("the", "a")),
        (_Reader._week, word in ("the", "week")),
        (_Reader._month_end, word == "end"),
        (_Reader._hyphened_day, number),
        (_Reader._counted_to, number or word in COUNTS),
    )
    return tuple(reader for reader, may in begins if may)


@lru_cache(maxsize=1024)
def _leads_phrase(word: str) -> bool:
    """Whether a shift, what points back or a count of months may begin with a word."""
    known = words()
    return (
        word in known.shifts.begins
        or word in known.anaphors.begins
        or word in ("last", "next", "this", "past", "trailing", "previous", "twelve", "12")
    )


def _year(number: int) -> Interval:
    return Interval(date(number, 1, 1), date(number, 12, 31))
