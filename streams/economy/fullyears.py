"""Years that the words only call "the full year", or that are not over and told by an estimate.

"$0.6 billion in the fourth quarter. For the full year, the deficit narrowed to $24.6 billion": the year that the quarter ends.
"""

from __future__ import annotations

from typing import Final

from streams.economy.calendars import Calendar, Interval
from streams.economy.indicators import Entry
from streams.economy.sentences import Reading
from streams.economy.thread import Thread

_FULL: Final = frozenset(["full", "whole", "entire"])
_LED: Final = frozenset(["for", "in", "during", "over"])


def _named(reading: Reading, index: int) -> bool:
    """Whether the clause of the quantity `index` says "for the full year" before it, without a number of the year."""
    words, lead = reading.lowers, reading.quantities[index].lead
    clause = max((b for b in reading.breaks if b <= reading.quantities[index].first), default=0)
    for place in range(max(clause, 1), lead - 1):
        if words[place] not in _FULL or not _LED & set(words[max(0, place - 2) : place]):
            continue
        year = place + 1 + (words[place + 1] in ("fiscal", "financial", "calendar"))
        if words[year : year + 1] == ["year"] and words[year + 1 : year + 2] != ["of"]:
            return True
    return False


def of(
    known: tuple[Interval, str] | None, thread: Thread, calendar: Calendar, reading: Reading, index: int
) -> Interval | None:
    """The year of what was told of a part of it, where the words before the quantity say "the full year", and that is over."""
    if not _named(reading, index):
        return None
    told = known[0] if known is not None else thread.period
    if told is None or told.whole_months not in (1, 3, 6, 9):
        return None
    year = calendar.year(calendar.year_of(told.end))
    return year if year.end <= reading.document.published_on else None


def estimated(reading: Reading, entry: Entry, status: str) -> bool:
    """Whether an amount of the year that is not over is an estimate of all of it: "grew an estimated 5% to $626 billion in 2022"."""
    said = status == "estimate" or bool(list(reading.cues_of("estimate")))
    return said and entry.kind in ("flow", "balance")
