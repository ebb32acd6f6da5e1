"""The periods that a sentence names, from "December" to "the first nine months (July-March) of FY25".

Theory: pieces (a fiscal year, a part of one, a range of months, a month) are read one by one; pieces side by side make one
period. A period without a year is the last one that the day of publication allows. A *shift* ("a year earlier", "the same
month of last year") has no days of its own: `resolve` counts it from the period that the sentence is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from streams.economy.calendars import Calendar, Interval, months_from
from streams.text.dates import month_span, shift_months
from streams.text.dates import read as read_dates
from streams.text.lexicon import Phrases, load
from streams.text.numbers import read as read_numbers
from streams.text.tokens import Token

Kind = Literal["span", "day", "week", "shift", "same", "back"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period mention: token positions `first` to `last` (excluded) and what it says.

    `span`, `day` and `week` have an interval; `shift` and `back` count from another period (`shift` names the step);
    `same` points to the period already named.
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
    months: int = 0
    """How many months the words count ("the same seven months"), 0 where they do not."""
    current: bool = False
    """The fiscal year in which the article appears, so that an actual cannot be its total."""


@dataclass(frozen=True, slots=True)
class _Piece:
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


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    shifts: Phrases[str]
    anaphors: Phrases[str]
    same: frozenset[str]
    same_units: frozenset[str]
    same_joins: frozenset[str]
    last_year: Phrases[str]
    fiscal: dict[str, Any]
    parts: Phrases[tuple[int, int]]
    joins: frozenset[str]
    longest_join: int
    starts: frozenset[str]


@cache
def _words() -> _Words:
    data = load("streams.economy", "periods.toml")
    months: dict[str, int] = load("streams.text", "dates.toml")["months"]
    part = data["part"]
    parts = [(name, (6 * n, 6)) for name, n in part["halves"].items()]
    parts += [(name, (3 * n, 3)) for name, n in part["quarters"].items()]
    starts = {"fy", "q", "h", "first", "initial", "opening", "last", "second", "third", "fourth", "final", "latter", "same", "week", "year", "the", "end", "twelve", "next", "past", "financial", "fiscal"}
    starts |= {"a", "one", "previous", "preceding", "prior", "yesterday", "that", "this", "those", "these", "current", "ongoing", "outgoing", "cy", "calendar", "trailing", "its", "this"}
    shifts = [(name, row["id"]) for row in data["shift"] for name in row["names"]]
    anaphors = [(name, row["id"]) for row in data["anaphor"] for name in row["names"]]
    starts |= {name.split()[0].split("-")[0].lower() for name, _ in (*shifts, *anaphors)} | set(months) | set(data["same"]["words"])
    starts |= set(load("streams.text", "numbers.toml")["units"])
    starts |= {"today", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "end", "mid"}
    fiscal = data["fiscal"]
    starts |= {word for key in ("current", "previous", "next", "outgoing", "kinds") for word in fiscal[key]}
    return _Words(
        months,
        Phrases(shifts),
        Phrases(anaphors),
        frozenset(data["same"]["words"]),
        frozenset(data["same"]["units"]),
        frozenset(data["same"]["joins"]),
        Phrases((name, "last") for name in data["same"]["last_year"]),
        fiscal,
        Phrases(parts),
        frozenset(data["joins"]["words"]),
        data["joins"]["longest"],
        frozenset(starts),
    )


def read(tokens: Sequence[Token], anchor: date, calendar: Calendar, *, ahead: bool = False) -> list[Period]:
    """The periods among tokens; with `ahead` (targets, forecasts) months without a year lie in the future."""
    words = _words()
    lowers = [token.lower for token in tokens]
    if not any(word in words.starts or word[0].isdecimal() for word in lowers):
        return []
    reader = _Reader(tokens, lowers, anchor, calendar, ahead)
    return reader.read()


class _Reader:
    def __init__(
        self, tokens: Sequence[Token], lowers: list[str], anchor: date, calendar: Calendar, ahead: bool
    ) -> None:
        self.tokens, self.lowers, self.anchor = tokens, lowers, anchor
        self.calendar, self.ahead = calendar, ahead
        self.words = _words()

    def read(self) -> list[Period]:
        found: list[Period] = []
        pieces: list[_Piece] = []
        position = 0
        days = {mention.first: mention for mention in read_dates(self.tokens, self.anchor)}
        while position < len(self.tokens):
            period = (
                self._same(position)
                or self._week(position)
                or self._month_end(position)
                or self._hyphened_day(position)
            )
            if period is None:
                mention = days.get(position)
                if mention is not None and mention.when.precision == "day" and not self._ranged(position):
                    kind = mention.kind
                    # "yesterday", "a day earlier" beside a rate is a shift; a named day is a day.
                    period = Period(
                        position, mention.last, "day", Interval(mention.when.start, mention.when.end),
                        open_year=not mention.explicit_year, shift="dod" if kind == "relative" else None,
                    )  # fmt: skip
            if period is None and (piece := self._piece(position)) is not None:
                pieces.append(piece)
                position = piece.last
                continue
            if period is None:
                period = self._phrase(position)
            if period is None:
                position += 1
                continue
            found.append(period)
            position = period.last
        found.extend(self._joined(pieces))
        return sorted(found, key=lambda period: period.first)

    # -- what has no piece -------------------------------------------------------------------------------------------

    def _phrase(self, position: int) -> Period | None:
        match = self.words.shifts.at(self.tokens, position)
        if match is not None:
            return Period(position, match.last, "shift", shift=match.entry)
        match = self.words.anaphors.at(self.tokens, position)
        if match is not None:
            return Period(position, match.last, "same")
        lower = self.lowers[position]
        if lower in ("last", "next", "this") and self._word(position + 1) in ("month", "months'"):
            if self._word(position - 1) in ("earlier", "later", "late", "early"):
                return None  # when something was said, not what it is about
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
            rolling > position or lower in ("twelve", "12")
        ) and self._word(rolling) in ("12", "twelve") and self._word(rolling + 1) in ("months", "month"):
            return self._rolling(position, rolling + 2)
        return None

    def _rolling(self, first: int, last: int) -> Period | None:
        if self._word(last) in ("to", "through", "ending", "ended", "till", "until"):
            month, after = self._month(last + 1)
            if month is not None:
                end = self._resolve_month(month)
                return Period(first, after, "span", months_from(shift_months(end, -11), 12))
        return None

    def _same(self, position: int) -> Period | None:
        """ "the same month of last year", "the corresponding seven months of 2023-24", "the same period"."""
        words = self.words
        start = position
        if self._word(position) in ("the", "a") and self._word(position + 1) in words.same:
            start = position + 1
        if self._word(start) not in words.same:
            return None
        after, units, months = start + 1, 0, 0
        while after < len(self.tokens) and units < 4:
            word = self.lowers[after]
            if word in words.same_units or word in ("first", "fiscal", "july", "nine") or word in _COUNTS or word.isdecimal():
                units += 1
                months = _COUNTS.get(word, 0) or (int(word) if word.isdecimal() and len(word) < 3 else months)
                after += 1
            else:
                break
        months = months or {"month": 1, "quarter": 3, "half": 6}.get(self._word(after - 1), 0)
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
            piece = self._piece(begin)
            if piece is not None:
                break
        if piece is not None and piece.kind in ("fy", "year") and piece.year is not None:
            year = self.calendar.year(piece.year) if piece.kind == "fy" else _year(piece.year)
            return Period(position, piece.last, "back", year, shift="yoy", months=months)
        if piece is not None and piece.kind in ("month", "range") and piece.end[1] is not None:
            return None
        kind = self._word(start)
        if kind in ("same", "like", "similar"):
            return Period(position, after, "same", months=months)
        return Period(position, after, "shift", shift="yoy", months=months)

    def _week(self, position: int) -> Period | None:
        """ "the week ended on January 8": seven days up to that day."""
        start = position + (self.lowers[position] == "the")
        if self._word(start) != "week":
            return None
        for after in range(start + 1, min(start + 5, len(self.tokens))):
            named = self._hyphened_day(after)
            if named is not None and named.interval is not None:
                end = named.interval.end
                return Period(position, named.last, "week", Interval(end - timedelta(days=6), end))
            mention = next((m for m in read_dates(self.tokens[after : after + 6], self.anchor) if m.first == 0), None)
            if mention is not None and mention.when.precision == "day":
                end = mention.when.end
                return Period(position, after + mention.last, "week", Interval(end - timedelta(days=6), end))
            if self.lowers[after] not in ("ended", "ending", "that", "which", "on", "ended:", "to", "has", "the", "ends"):
                return None
        return None

    def _hyphened_day(self, position: int) -> Period | None:
        """ "12-July-2024"."""
        if not (self._word(position).isdecimal() and self._word(position + 1) == "-" and len(self._word(position)) <= 2):
            return None
        month = self.words.months.get(self._word(position + 2))
        if month is None or self._word(position + 3) != "-" or not _is_year(self._word(position + 4)):
            return None
        try:
            day = date(int(self._word(position + 4)), month, int(self._word(position)))
        except ValueError:
            return None
        return Period(position, position + 5, "day", Interval(day, day))

    def _month_end(self, position: int) -> Period | None:
        """ "the end of November 2025", "end-June 2026": the last day of the month."""
        if self.lowers[position] != "end" or not (self._word(position - 1) not in ("year", "month", "week")):
            return None
        after = position + 1
        while self._word(after) in ("of", "the", "-"):
            after += 1
        month, last = self._month(after)
        if month is None:
            piece = self._piece(after)
            if piece is None or piece.kind not in ("fy", "part"):
                return None
            period = self._period([piece])
            if period is None or period.interval is None:
                return None
            return Period(position, piece.last, "day", Interval(period.interval.end, period.interval.end))
        interval = months_from(self._resolve_month(month), 1)
        return Period(position, last, "day", Interval(interval.end, interval.end), open_year=month[1] is None)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def _piece(self, position: int) -> _Piece | None:
        return (
            self._fiscal(position)
            or self._abbreviated(position)
            or self._range(position)
            or self._part(position)
            or self._single(position)
        )

    def _word(self, position: int) -> str:
        return self.lowers[position] if 0 <= position < len(self.lowers) else ""

    def _fiscal(self, position: int) -> _Piece | None:
        """ "FY26", "fiscal year 2025-26", "2025-26", "2024/25 financial year", "the current fiscal year"."""
        fiscal, word = self.words.fiscal, self._word(position)
        if word == "fy":
            after = position + 1
            while self._word(after) in ("'", "-", "."):
                after += 1
            year, last = self._years(after)
            return _Piece(position, last, "fy", year) if year else None
        if word in fiscal["kinds"] and self._word(position + 1) in ("year", "years"):
            after = position + 2
            if self._word(after) == "of":
                after += 1
            year, last = self._years(after)
            if year is None and self._word(after) == "(":
                year, last = self._years(after + 1)
                last += self._word(last) == ")"
            if year is not None:
                return _Piece(position, last, "fy", year)
            year, last = self._ended(position + 2)
            if year is not None:
                return _Piece(position, last, "fy", year)
        if word == "year" and self._word(position - 1) not in fiscal["kinds"]:
            year, last = self._ended(position + 1)
            return _Piece(position, last, "fy", year) if year else None
        if word[:1].isdecimal():
            year, last = self._years(position)
            if year is None or last == position + 1:
                return None
            if self._word(last) in fiscal["kinds"]:
                last += 1 + (self._word(last + 1) == "year")
            return _Piece(position, last, "fy", year)
        shift = (
            0 if word in fiscal["current"] else -1 if word in fiscal["previous"] else 1 if word in fiscal["next"] else None
        )
        if word in fiscal["outgoing"]:
            shift = 0 if self.anchor.month == (self.calendar.first_month - 2) % 12 + 1 else -1
        if shift is None:
            return None
        after = position + 1
        if word == "the" and (self._word(after) in fiscal["current"] or self._word(after) in fiscal["previous"]):
            return None
        if self._word(after) not in fiscal["kinds"]:
            return None
        after += 1
        if self._word(after) == "year":
            after += 1
            if self._word(after) == "'s":
                after += 1
        elif word not in ("current", "ongoing", "this", "last", "next", "previous"):
            return None
        # "the current fiscal year (2025-26)", "the fiscal year that ended on June 30, 2025"
        year, last = self._years(after + (self._word(after) in ("(", "of")))
        if year is not None:
            return _Piece(position, last + (self._word(last) == ")"), "fy", year)
        year, last = self._ended(after)
        if year is not None:
            return _Piece(position, last, "fy", year)
        # "the fiscal year" alone is the one that the rest of the words is about.
        number = None if word == "the" else self.calendar.year_of(self.anchor) + shift
        return _Piece(position, after, "fy", number)

    def _ended(self, position: int) -> tuple[int | None, int]:
        """The fiscal year of "that ended on June 30" and "ending in March 2026"."""
        after = position + (self._word(position) == ",")
        seen = False
        while self._word(after) in ("that", "which", "ended", "ending", "ends", "in", "on", "the"):
            seen |= self._word(after) in ("ended", "ending", "ends")
            after += 1
        if not seen:
            return None, position
        month, last = self._month(after)
        if month is None:
            # "30 June", "June 30, 2025"
            mention = next((m for m in read_dates(self.tokens[after : after + 6], self.anchor) if m.first == 0), None)
            if mention is None:
                return None, position
            end, last = mention.when.end, after + mention.last
            if not mention.explicit_year and self._word(position + 1) in ("ending", "ends"):
                end = Interval(end, end).shifted(12).end
            return self.calendar.year_of(end), last
        dated = next((m for m in read_dates(self.tokens[after : after + 6], self.anchor) if m.first == 0), None)
        last = max(last, after + dated.last if dated else 0)
        if dated is not None and dated.explicit_year:
            return self.calendar.year_of(dated.when.end), last
        first = self._resolve_month(month)
        if self._word(after - 2) in ("ending", "ends") and month[1] is None and first <= self.anchor:
            first = first.replace(year=first.year + 1)
        return self.calendar.year_of(first), last

    def _years(self, position: int) -> tuple[int | None, int]:
        """A year at a position as fiscal year: "26", "2026", "2025-26", "2024/25", "25-26"."""
        word = self._word(position)
        if not (word.isdecimal() and len(word) in (2, 4)) or (len(word) == 4 and not 1950 <= int(word) <= 2099):
            return None, position
        first = int(word) if len(word) == 4 else 2000 + int(word)
        second = self._word(position + 2)
        if self._word(position + 1) in ("-", "/") and second.isdecimal() and len(second) in (2, 4):
            following = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
            if following == first + 1:
                return following, position + 3
        return first, position + 1

    def _abbreviated(self, position: int) -> _Piece | None:
        """ "1HFY26", "H1 FY26", "1QFY26", "Q1", "9MFY24"."""
        word, following = self._word(position), self._word(position + 1)
        if word.isdecimal() and len(word) <= 2 and following in ("hfy", "qfy", "mfy", "h", "q", "m") and (
            self.tokens[position + 1].start == self.tokens[position].end
        ):
            number, unit = int(word), following[0]
            after = position + 2
            if len(following) == 1 and (self._word(after) != "fy" or unit == "m") and not self._word(after) == "fy":
                if unit == "m":
                    return None
                return self._numbered(position, after, number, unit, None)
            if len(following) == 1:
                after += 1
            while self._word(after) in ("'", "-"):
                after += 1
            year, last = self._years(after)
            return self._numbered(position, last, number, unit, year) if year else None
        if word in ("q", "h") and following.isdecimal() and len(following) == 1 and (
            self.tokens[position + 1].start == self.tokens[position].end
        ):
            return self._numbered(position, position + 2, int(following), word, None)
        return None

    def _numbered(self, first: int, last: int, number: int, unit: str, year: int | None) -> _Piece | None:
        if unit == "h" and number in (1, 2):
            return _Piece(first, last, "part", year, offset=6 * (number - 1), count=6)
        if unit == "q" and 1 <= number <= 4:
            return _Piece(first, last, "part", year, offset=3 * (number - 1), count=3)
        if unit == "m" and 1 <= number <= 12 and year is not None:
            return _Piece(first, last, "part", year, count=number)
        return None

    def _part(self, position: int) -> _Piece | None:
        match = self.words.parts.at(self.tokens, position)
        if match is not None:
            offset, count = match.entry
            return _Piece(position, match.last, "part", offset=offset, count=count)
        word = self._word(position)
        if word in ("half",) and self._word(position + 1) == "year" and self._word(position + 2) not in ("ago", "earlier"):
            return _Piece(position, position + 2, "part", count=6, counted=True)
        start = position + (word in ("first", "initial", "opening"))
        count_word = self._word(start)
        count = _COUNTS.get(count_word) or (int(count_word) if count_word.isdecimal() and len(count_word) <= 2 else 0)
        if 2 <= count <= 11:
            after = start + 1
            if self._word(after) == "-":
                after += 1
            if self._word(after) in ("months", "month") and self._word(after + 1) not in ("ago", "earlier", "later", "before", "back", "old"):
                # "in the last four months" counts back from an unknown day.
                if start == position and self._word(position - 1) in ("last", "past", "next", "every", "than", "within", "previous", "by", "for", "after", "coming"):
                    return None
                return _Piece(position, after + 1, "part", count=count, counted=start == position)
        if start > position and self._word(start) == "month":
            return _Piece(position, start + 1, "part", count=1)
        return None

    def _range(self, position: int) -> _Piece | None:
        """ "July-December", "July 2025 to January 2026", "Jul-Mar", "April through June"."""
        start, after = self._month(position)
        if start is None:
            return None
        between = self._word(after)
        if between in ("-", "to", "through", "till", "until", "—", "/") or (
            between == "and" and self._word(position - 1) == "between"
        ):
            end, last = self._month(after + 1)
        elif start[1] is None:
            # The hyphen of "July-December" joins letters and is no token.
            end, last = self._month(after)
            if end is not None and self.tokens[after].start != self.tokens[after - 1].end + 1:
                return None
        else:
            return None
        if end is None or end[0] == start[0]:
            return None
        return _Piece(position, last, "range", start=start, end=end)

    def _single(self, position: int) -> _Piece | None:
        month, last = self._month(position)
        if month is not None:
            if self._word(last).isdecimal() and len(self._word(last)) <= 2 and not self._word(last + 1).startswith("m"):
                return None  # a day: "January 8"
            return _Piece(position, last, "month", start=month, end=month)
        word = self._word(position)
        if word in ("cy", "calendar"):
            after = position + 1 + (word == "calendar" and self._word(position + 1) == "year")
            year, last = self._years(after)
            if year is not None and last == after + 1:
                return _Piece(position, last, "year", year, calendar=True)
            return None
        if len(word) == 4 and word.isdecimal() and 1990 <= int(word) <= 2060:
            if self._word(position - 1) in ("in", "of", "during", "for", "by", "since", "for", "(", "throughout", "than", "from", "to", "over", "until", "and", "quarter", "half", "year"):
                following = self._word(position + 1)
                if following not in ("million", "billion", "percent", "per", "%", "pc", "tonnes", "-", "/"):
                    return _Piece(position, position + 1, "year", int(word), calendar=True)
        return None

    def _month(self, position: int) -> tuple[tuple[int, int | None] | None, int]:
        """A month at a position with its year if said ("March", "Mar 2025", "March of last year")."""
        word = self._word(position)
        if word not in self.words.months or not self.tokens[position].text[0].isupper():
            return None, position
        if word in ("may", "march") and position == 0 and not self._follows_month(position + 1):
            return None, position
        after = position + 1
        if self._word(after) == "." and len(word) <= 4:
            after += 1
        if self._word(after) in (",", "of", "'") and _is_year(self._word(after + 1)):
            after += 1
        text = self._word(after)
        if _is_year(text) and self._word(after + 1) not in ("-", "/"):
            return (self.words.months[word], int(text)), after + 1
        # "December last year", "December of last year"
        skipped = after + (self._word(after) == "of")
        if self._word(skipped) in ("last", "previous") and self._word(skipped + 1) == "year":
            return (self.words.months[word], -1), skipped + 2
        return (self.words.months[word], None), position + 1

    def _follows_month(self, position: int) -> bool:
        word = self._word(position)
        return word[:1].isdecimal() or word in ("'s", "-", "to", "of", ",", ":", *self.words.months)

    def _ranged(self, position: int) -> bool:
        """Whether the day at a position is rather the first month of a range ("July 1 to ..." is left alone)."""
        return self._range(position) is not None

    # -- joining and resolving ---------------------------------------------------------------------------------------

    def _joined(self, pieces: list[_Piece]) -> list[Period]:
        found: list[Period] = []
        group: list[_Piece] = []
        for piece in pieces:
            if group and not self._joins(group, piece):
                found.extend(self._periods(group))
                group = []
            group.append(piece)
        found.extend(self._periods(group))
        return found

    def _joins(self, group: list[_Piece], piece: _Piece) -> bool:
        before = group[-1]
        between = self.lowers[before.last : piece.first]
        if len(between) > self.words.longest_join or not all(word in self.words.joins for word in between):
            return False
        kinds = {p.kind for p in group}
        if piece.kind in kinds and not (piece.kind == "fy" and piece.year in [p.year for p in group if p.kind == "fy"]):
            # "the fiscal year 2025-26 (FY26)" says one year twice; anything else is two periods.
            return piece.kind == "part" and any(p.count == piece.count for p in group if p.kind == "part")
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
        if before.kind == "month" and piece.kind == "fy" and between[:1] in ([","], ["in"], ["during"]):
            return False
        return True

    def _periods(self, group: list[_Piece]) -> list[Period]:
        if not group:
            return []
        period = self._period(group)
        return [period] if period is not None else []

    def _period(self, group: list[_Piece]) -> Period | None:
        first, last = group[0].first, group[-1].last
        if self._word(last) == ")" and any(self._word(p) == "(" for p in range(first, last)):
            last += 1
        by_kind = {piece.kind: piece for piece in group}
        year_piece = by_kind.get("fy")
        year = year_piece.year if year_piece else None
        part = by_kind.get("part")
        if part is not None and part.year is not None:
            year = part.year
        fiscal_now = self.calendar.year_of(self.anchor)
        if "range" in by_kind:
            interval, open_year = self._span(by_kind["range"], year)
            return Period(first, last, "span", interval, open_year=open_year) if interval else None
        if "month" in by_kind:
            month = by_kind["month"].start
            if month[1] is None and year is not None:
                start = self._in_year(month[0], year)
                return Period(first, last, "span", months_from(start, 1))
            start = self._resolve_month(month)
            return Period(first, last, "span", months_from(start, 1), open_year=month[1] in (None, -1))
        if part is not None:
            calendar_year = by_kind.get("year")
            if calendar_year is not None and calendar_year.year is not None and year is None:
                return Period(first, last, "span", months_from(date(calendar_year.year, part.offset + 1, 1), part.count))
            if year is not None:
                return Period(first, last, "span", self.calendar.part(year, part.offset, part.count))
            if part.counted:
                interval = self.calendar.part(fiscal_now, 0, part.count)
                if interval.end >= self.anchor:
                    interval = interval.shifted(-12)
                return Period(first, last, "same", interval, months=part.count)
            interval = self.calendar.part(fiscal_now, part.offset, part.count)
            if interval.end > self.anchor and not self.ahead:
                interval = interval.shifted(-12)
            return Period(first, last, "span", interval, open_year=True)
        if year is not None:
            return Period(first, last, "span", self.calendar.year(year), whole=True, current=year == fiscal_now)
        piece = by_kind.get("year")
        if piece is not None and piece.year is not None:
            return Period(first, last, "span", _year(piece.year), whole=True, current=piece.year == self.anchor.year)
        return None

    def _in_year(self, month: int, number: int) -> date:
        start = self.calendar.year(number).start
        return start.replace(month=month, year=start.year + (month < start.month))

    def _resolve_month(self, month: tuple[int, int | None]) -> date:
        number, year = month
        if year == -1:
            return date(self.anchor.year - 1, number, 1)
        if year is not None:
            return date(year, number, 1)
        if self.ahead:
            return date(self.anchor.year + (number < self.anchor.month), number, 1)
        return date(self.anchor.year - (number > self.anchor.month), number, 1)

    def _span(self, piece: _Piece, fiscal_year: int | None) -> tuple[Interval | None, bool]:
        (start, start_year), (end, end_year) = piece.start, piece.end
        open_year = False
        if end_year is None and start_year is None and fiscal_year is not None:
            first, final = self._in_year(start, fiscal_year), self._in_year(end, fiscal_year)
        elif end_year is None and start_year is None:
            final = self._resolve_month((end, None))
            first = final.replace(month=start, year=final.year - (start > end))
            open_year = True
        elif end_year is None:
            first = self._resolve_month((start, start_year))
            final = first.replace(month=end, year=first.year + (end < start))
        else:
            final = self._resolve_month((end, end_year))
            first = self._resolve_month((start, start_year)) if start_year else final.replace(
                month=start, year=final.year - (start > end)
            )
        if final < first or (final - first).days > 800:
            return None, False
        return Interval(first, month_span(final.year, final.month)[1]), open_year


_COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
}  # fmt: skip


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and 1990 <= int(text) <= 2060


def _year(number: int) -> Interval:
    return Interval(date(number, 1, 1), date(number, 12, 31))


def resolve(period: Period, main: Interval | None, *, base: bool = False) -> Interval | None:
    """The days of a mention, given the period that the sentence is about; with `base`, what the main one is compared with.

    None where the mention points to a period that is not known.
    """
    if period.kind == "shift":
        if main is None:
            return None
        return step(main, period.shift or "yoy")
    if period.kind == "back":
        if main is None or period.interval is None:
            return None
        shifted = main
        for _ in range(12):
            if shifted.start < period.interval.start:
                break
            if period.interval.start <= shifted.start <= period.interval.end:
                return shifted
            shifted = shifted.shifted(-12)
        return None
    if period.kind == "same":
        if main is None:
            return period.interval
        return main.shifted(-12) if base else main
    interval = period.interval
    if interval is not None and base and main is not None and period.open_year and period.kind == "span":
        # A comparison without a year lies before what it is compared with.
        if period.shift == "mom" and interval == main:
            return main.shifted(-1)
        while interval.start >= main.start and interval.whole_months:
            interval = interval.shifted(-12)
    return interval


def step(interval: Interval, shift: str) -> Interval:
    """The interval one step back: a year, its own length in months, a week or a day."""
    if shift == "yoy":
        return interval.shifted(-12)
    count = interval.whole_months
    if shift in ("mom", "qoq") and count:
        return interval.shifted(-count)
    days = {"wow": 7, "dod": 1}.get(shift)
    if days is None:
        return interval.shifted(-1)
    return Interval(interval.start - timedelta(days=days), interval.end - timedelta(days=days))


def compared(main: Interval, other: Interval) -> str | None:
    """The basis of a change from `other` to `main`: `yoy`, `mom`, `qoq`, `wow`, or None."""
    if other == main.shifted(-12) or (main.whole_months == 1 and other.whole_months == 12 and other.end < main.start):
        return "yoy"
    count = main.whole_months
    if count == 1 and other == main.shifted(-1):
        return "mom"
    if count == 3 and other == main.shifted(-3):
        return "qoq"
    if count is None and (main.start - other.start).days == 7:
        return "wow"
    return None


def moved(period: Period, interval: Interval) -> Period:
    """The same mention with other days."""
    return replace(period, interval=interval)
