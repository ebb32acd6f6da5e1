"""Rates that average the twelve months up to one: "the annual average inflation declined to 2.5 percent in March"."""

from __future__ import annotations

from streams.economy import rolling, runs
from streams.economy.calendars import Calendar, Interval, months_from
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading
from streams.text.spans import shift_months

#: Words by which a sentence goes on with the rate of the one before.
_SAME = frozenset(["corresponding", "comparable", "it", "this", "same", "average"])

#: Before "year" or "fiscal year": all of it.
_WHOLE = frozenset(["entire", "whole", "full"])
#: Before "12 months".
_LATEST = frozenset(["past", "last", "previous", "preceding", "latest"])


def _of_the_year(words: list[str]) -> bool:
    """ "This puts average inflation for the entire fiscal year at 8.9%": told with the last month of the year."""
    if not {"average", "averaged", "averaging"} & set(words):
        return False
    return any(
        (word in _WHOLE and "year" in words[place + 1 : place + 3])
        or (word in _LATEST and words[place + 1 : place + 3] in (["12", "months"], ["twelve", "months"]))
        for place, word in enumerate(words)
    )


class RateAverages:
    """Keeps in mind whether the rate told last was an average of twelve months."""

    def __init__(self) -> None:
        self._last: tuple[int, int] = (-9, -9)
        """Sentence and index of the percentage that was one."""

    def rolling(self, reading: Reading, index: int, indicator: str, *, base: bool, bare: bool) -> bool:
        """Whether a percentage is the average of twelve months; `base` where another one is compared with it."""
        if indicator != "prices.cpi":
            return False
        sentence, words = reading.sentence.index, reading.lowers
        quantity = reading.quantities[index]
        floor = reading.quantities[index - 1].last if index else 0
        following = reading.quantities[index + 1].lead if index + 1 < len(reading.quantities) else len(words)
        found = reading.sentence.once(
            "rate-rolling", lambda: list(rate_words().rolling.find(reading.sentence.tokens))
        )
        stop = min([following, *[b for b in reading.breaks if quantity.last <= b]])
        held = any(
            (floor <= m.first and m.last <= quantity.lead)
            or (quantity.last <= m.first and m.last <= stop and "," not in words[quantity.last : m.first])
            for m in found
        )
        held = held or _of_the_year(words[floor : quantity.last + 8])
        held = held or rolling.past_year(words[quantity.last :][:7])
        held = held or (base and self._last == (sentence, index - 1))
        if index and self._last == (sentence, index - 1) and words[quantity.lead - 1] == "to":
            # "on an annual average basis from 5.1 percent in July to 4.7 percent in August"
            held = held or words[max(0, reading.quantities[index - 1].lead - 1)] == "from"
        held = held or (
            bare
            and not index
            and 0 < sentence - self._last[0] <= 1
            and bool(_SAME & set(words[: quantity.lead]))
            and not reading.within(0, len(words), "yoy", "mom")
        )
        if held:
            self._last = (sentence, index)
        return held


def twelve_months(interval: Interval) -> Interval:
    """The twelve months that end with a month; longer periods as they are."""
    if interval.whole_months != 1:
        return interval
    return months_from(shift_months(interval.start, -11), 12)


def year_to(reading: Reading, interval: Interval, calendar: Calendar) -> Interval | None:
    """The fiscal year so far, where the words name a period up to a month: "average inflation for the period to May"."""
    ends = (p for p in reading.periods if p.kind == "span" and p.interval == interval)
    if interval.whole_months != 1 or not any(
        runs.up_to(reading.lowers, p.first)
        or reading.lowers[max(0, p.first - 2) : p.first] == ["period", "to"]
        for p in ends
    ):
        return None
    return Interval(calendar.year(calendar.year_of(interval.start)).start, interval.end)
