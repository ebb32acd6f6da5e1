"""Joins: pieces that stand side by side make one period, "the first half (July-December) of FY26"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from streams.economy.calendars import Interval, months_from
from streams.economy.fiscalyears import Piece
from streams.economy.period import Period
from streams.economy.pieces import Pieces
from streams.text.spans import month_span


class Joins:
    """Joins the pieces of a sentence."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces, self.words = pieces, pieces.words
        self.tokens, self.lowers, self.anchor = pieces.tokens, pieces.lowers, pieces.anchor
        self.calendar, self.ahead = pieces.calendar, pieces.ahead

    def joined(self, pieces: list[Piece]) -> list[Period]:
        """The periods that pieces make, from left to right."""
        groups: list[list[Piece]] = []
        for piece in pieces:
            if groups and self._joins(groups[-1], piece):
                groups[-1].append(piece)
            else:
                groups.append([piece])
        for before, group in reversed(list(pairwise(groups))):
            self._lend(before, group)
        return [period for group in groups for period in self._periods(group)]

    def _lend(self, before: list[Piece], group: list[Piece]) -> None:
        """Give a year that is said once to what stands before it: "Q1 and Q2 of FY25", "November and December 2023"."""
        first, second = before[-1], group[0]
        between = self.lowers[first.last : second.first]
        if len(before) > 1 or first.kind != second.kind or not between or set(between) - {"and", ",", "&"}:
            return
        if first.kind == "part" and first.year is None and not first.counted:
            year = next((p.year for p in group if p.kind == "fy"), None) or second.year
            before[-1] = replace(first, year=year)
        elif first.kind == "month" and first.start[1] is None and (second.start[1] or -1) > 0:
            (month, _), (later, year) = first.start, second.start
            assert year is not None
            when = (month, year - (month > later))
            before[-1] = replace(first, start=when, end=when)

    def _joins(self, group: list[Piece], piece: Piece) -> bool:
        before = group[-1]
        between = self.lowers[before.last : piece.first]
        if len(between) > self.words.longest_join or not all(word in self.words.joins for word in between):
            return False
        kinds = {p.kind for p in group}
        year = piece.kind == "range" and (piece.end[0] - piece.start[0]) % 12 == 11
        if year and between[-1:] == ["("] and kinds & {"fy", "part"}:
            return True  # "July-March, the first three quarters of 2022-23 (July 2022-June 2023)"
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
        if part is not None and not part.count:
            return Period(first, last, "partial")
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
            named = by_kind.get("year")
            if named is not None and named.year is not None and year is None:
                return Period(
                    first, last, "span", months_from(date(named.year, part.offset + 1, 1), part.count)
                )
            if year is not None:
                return Period(first, last, "span", self.calendar.part(year, part.offset, part.count))
            if self._this_year(last) and not (part.counted and self.calendar.first_month > 1):
                # "the first half of this year": without "fiscal", the year of the calendar
                start = date(self.anchor.year, part.offset + 1, 1)
                return Period(first, last + 3, "span", months_from(start, part.count))
            plain = months_from(date(self.anchor.year, 1, 1), part.count)
            fiscal = self.calendar.part(fiscal_now, part.offset, part.count)
            if not part.offset and self._plain_year(last) and fiscal.end > self.anchor >= plain.end:
                # "the first nine months of the year", told in October: that of the calendar
                return Period(first, last + 3, "span", plain)
            if part.counted:
                interval = self.calendar.part(fiscal_now, 0, part.count)
                if (interval.end - self.anchor).days > 3:
                    interval = interval.shifted(-12)
                if (self.anchor - interval.end).days > 90 and 0 <= (self.anchor - plain.end).days <= 50:
                    interval = plain  # "the cumulative 10-month remittances", told in November
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
                first,
                last,
                "span",
                calendar_year(piece.year),
                whole=True,
                current=piece.year == self.anchor.year,
            )
        return None

    def _plain_year(self, position: int) -> bool:
        word = self.pieces.word
        return word(position) in ("of", "in") and word(position + 1) == "the" and word(position + 2) == "year"

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


def calendar_year(number: int) -> Interval:
    """January to December of a year."""
    return Interval(date(number, 1, 1), date(number, 12, 31))
