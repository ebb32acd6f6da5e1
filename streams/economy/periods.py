"""The periods that a sentence names, from "December" to "the first nine months (July-March) of FY25".

Theory: pieces (a fiscal year, a part of one, a range of months, a month) are read one by one; pieces side by side make one
period. A period without a year is the last one that the day of publication allows. A *shift* ("a year earlier", "the same
month of last year") has no days of its own: `resolve` counts it from the period that the sentence is about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from streams.economy import ordinals, throughdays, yearparts
from streams.economy.calendars import Calendar, Interval
from streams.economy.fiscalyears import Piece
from streams.economy.period import Period
from streams.economy.periodphrases import Phrases, leads
from streams.economy.periodwords import COUNTS, DAYS, words
from streams.economy.pieces import Pieces
from streams.text.dates import read as read_dates
from streams.text.tokens import Token


def read(tokens: Sequence[Token], anchor: date, calendar: Calendar, *, ahead: bool = False) -> list[Period]:
    """The periods among tokens; with `ahead` (targets, forecasts) months without a year lie in the future."""
    known = words()
    lowers = [token.lower for token in tokens]
    if known.keys.isdisjoint(lowers) and not any(word[0].isdecimal() and len(word) == 4 for word in lowers):
        return []
    reader = _Reader(Pieces(tokens, lowers, anchor, calendar, ahead))
    return reader.read()


class _Reader(Phrases):
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
            if period is None and leads(lower):
                period = self._phrase(position)
            if period is None:
                position += 1
                continue
            found.append(period)
            position = period.last
        joined = self.joined(pieces)
        found = [p for p in found if not any(q.first <= p.first and p.last <= q.last for q in joined)]
        found.extend(joined)
        ordered = sorted(found, key=lambda period: period.first)
        ordered = yearparts.settle(lowers, ordered, self.calendar, self.anchor)
        ordered = ordinals.settle(lowers, ordered)
        return throughdays.settle(lowers, ordered, self.calendar)


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
        (_Reader._impossible, number or word in known.months or (len(word) == 4 and word.isdecimal())),
    )
    return tuple(reader for reader, may in begins if may)
