"""The period of a target or a forecast: named, else the year that is spoken of, else the fiscal year of publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from streams.economy.calendars import Calendar, Interval
from streams.economy.daywords import nth_month, year_end
from streams.economy.expected import looked_for
from streams.economy.figures import Figure
from streams.economy.indicators import Entry
from streams.economy.money import Quantity
from streams.economy.movedaims import REVISED
from streams.economy.period import Period
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread
from streams.economy.wordlists import words_of

_YEARS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
    "7": 7,
    "10": 10,
}


#: A target is told so many days after its time, and one that is further ahead than that is not told yet.
_JUST, _FAR = 100, 150


#: An aim that was missed is no larger than this many times what was reached.
_SAME_SIZE = 1.6

#: Of a year that has just begun, where the one told before is over.
_COMING = frozenset(["new", "next", "coming", "upcoming"])


class Ahead:
    """Finds the periods that lie ahead."""

    def __init__(self, thread: Thread, calendar: Calendar) -> None:
        self.thread, self.calendar = thread, calendar
        self._told: dict[str, tuple[Interval | None, str, int]] = {}
        """The days of the target told last, by series, and its sentence."""

    def future(
        self, reading: Reading, state: State, entry: Entry, index: int, post: Period | None
    ) -> tuple[Interval | None, str]:
        """The period of a target or a forecast; one that is revised without a word of its time has that of the one before."""
        quantity, at = reading.quantities[index], reading.sentence.index
        near = reading.lowers[max(0, quantity.lead - 5) : quantity.lead]
        told = self._told.get(entry.id)
        if (
            told is not None
            and at - told[2] <= 1
            and post is None
            and not reading.periods
            and REVISED & set(near)
        ):
            return told[:2]
        days, span = self._future(reading, state, entry, index, post)
        self._told[entry.id] = days, span, at
        return days, span

    def _main(self, entry: Entry) -> Interval | None:
        """The days of the series that were told last."""
        known = self.thread.mains.get(entry.id)
        return known[0] if known is not None else None

    def _future(
        self, reading: Reading, state: State, entry: Entry, index: int, post: Period | None
    ) -> tuple[Interval | None, str]:
        """The period of a target or a forecast: named, else the year spoken of, else the fiscal year of publication."""
        quantity = reading.quantities[index]
        year = self.calendar.year_of(reading.document.published_on)
        ahead = {p.first: p for p in reading.future}
        if not (post is not None and post.whole) and (count := _years_ahead(reading.lowers)) is not None:
            return self.calendar.year(year + count), "span"
        words = reading.lowers
        near = words[quantity.last : quantity.last + 8]
        if {"entire", "whole", "full"} & set(near) and "year" in near:
            whole = (p for p in reading.periods if p.whole and quantity.last <= p.first <= quantity.last + 8)
            stated = next(whole, None)  # "for the full year of FY25"
            return (stated.interval if stated is not None else self.calendar.year(year)), "span"
        if (
            post is None
            and looked_for(reading, quantity)
            and (held := self._held(reading, state, entry, index))
        ):
            return held
        needed = state.level.interval if state.level is not None else None
        this = post is not None and words[post.first : post.last] == ["this", "month"]
        if this and needed is not None and needed.whole_months == 1:
            return (
                needed,
                "span",
            )  # "collected Rs681bn in February against the target of Rs714bn during this month"
        if post is None and needed is not None and needed.whole_months == 1 and _still_needed(reading, index):
            return self.calendar.year(self.calendar.year_of(needed.start)), "span"
        whole_named = any(p.whole for p in reading.periods)
        led = words[max(0, quantity.lead - 5) : quantity.lead]
        if {"annual", "yearly", "full-year"} & set(led) and not whole_named and entry.kind == "flow":
            # "to reach the annual target of Rs1,588 billion": whatever months stand beside
            part = needed if needed is not None else self._main(entry)
            return self.calendar.year(self.calendar.year_of(part.start) if part is not None else year), "span"
        open_post = post is not None and post.open_year and post.interval is not None
        if (post is None or open_post) and _against_level(reading, state, index, entry):
            assert state.level is not None
            if post is not None:
                return (
                    post.interval,
                    post.kind,
                )  # "Rs1.63tr against the target of Rs1.61tr from July to September"
            return state.level.interval, state.level.span
        if (owned := _owner(reading, quantity)) is not None:
            return owned.interval, "span"
        if (bracketed := _bracketed(reading, index)) is not None:
            return bracketed.interval, "span"
        chosen = post or state.context
        if state.mention is not None and (post is None or not post.whole):
            # "The board's FY24 revenue target": right before the name.
            chosen = next((p for p in reading.periods if p.whole and p.last == state.mention.first), chosen)
        known = self.thread.mains.get(entry.id)
        named_behind = any(
            p.kind == "span" and p.first >= quantity.last and not _of_another(reading, index, p)
            for p in reading.periods
        )
        if (
            chosen is None
            and not named_behind
            and known is not None
            and entry.kind == "flow"
            and self._met(entry, quantity, words)
        ):
            return known  # "surpassed the original target of Sh1.88 trillion": of what has been told
        if chosen is None and not named_behind and (over := _over(reading, quantity, known)) is not None:
            return over, "span"
        if chosen is not None and chosen.kind == "day":
            # "by June 30 for the fiscal year 2020-21": the year is named.
            named = [p for p in reading.periods if p.whole and 0 <= p.first - chosen.last <= 4]
            chosen = named[0] if named else chosen
        if chosen is None:
            chosen = next((p for p in reading.periods if p.kind == "same" and p.months and p.interval), None)
        if chosen is None:
            spans = [
                p
                for p in reading.periods
                if p.interval is not None and p.kind in ("span", "day") and not _of_another(reading, index, p)
            ]
            chosen = min(spans, key=lambda p: abs(p.first - quantity.last), default=None)
        if chosen is not None and (month := nth_month(reading, chosen)) is not None:
            return (
                month,
                "span",
            )  # "the target of Rs649 billion for the second month of the current fiscal year"
        if chosen is not None and chosen.kind == "same" and chosen.months and chosen.interval is not None:
            told = self.thread.period  # "the target of Tk219,015 crore during this eight-month period"
            return (told if told and told.whole_months == chosen.months else chosen.interval), "span"
        if chosen is not None and chosen.first in ahead:
            chosen = self._nearest(chosen, ahead[chosen.first], reading.document.published_on)
        words = reading.lowers
        before = set(words[max(0, quantity.lead - 5) : quantity.lead])
        if (
            chosen is None
            and "than" in before
            and self.thread.period is not None
            and self.thread.period_near(reading.sentence.index)
        ):
            return self.thread.period, self.thread.span  # "16 percent higher than the target of $29 billion"
        if {"yearly", "annual"} & set(words[max(0, quantity.lead - 4) : quantity.last + 3]):
            return self.calendar.year(year), "span"  # "the government's $40 billion yearly target"
        if (
            chosen is not None
            and chosen.kind == "same"
            and state.level is not None
            and state.level.interval is not None
        ):
            return state.level.interval, state.level.span
        if chosen is None or chosen.interval is None:
            if (
                chosen is not None
                and chosen.kind == "same"
                and self.thread.period is not None
                and words[chosen.last - 1] != "year"
            ):
                return self.thread.period, self.thread.span
            behind = words[quantity.last : quantity.last + 2]
            if (
                self.thread.year is not None
                and ("year" in words or "that" in words)
                and behind != ["this", "year"]
                and not (_COMING & set(words) and self.thread.year.end <= reading.document.published_on)
            ):
                return self.thread.year, "span"
            if entry.kind == "stock":
                return year_end(reading, self.calendar), "day"
            foreseen = self.thread.foreseen
            if (
                entry.id == "tax.revenue"
                and foreseen is not None
                and reading.sentence.index - foreseen[1] <= 2
            ):
                return foreseen[
                    0
                ], "span"  # growth of 4.8% for 2025-26; "tax revenue is projected to increase to"
            return self.calendar.year(year), "span"
        if entry.kind == "stock":
            return Interval(chosen.interval.end, chosen.interval.end), "day"
        if (
            chosen.open_year
            and chosen.interval.whole_months == 1
            and (chosen.interval.start - reading.document.published_on).days > 150
        ):
            return None, "span"  # a forecast of a month that is past when it is mentioned
        if chosen.interval.whole_months == 1 and words[max(0, chosen.first - 2) : chosen.first][-1:] in (
            ["by"],
            ["until"],
            ["till"],
        ):
            return self.calendar.year(self.calendar.year_of(chosen.interval.start)), "span"  # "by June 2026"
        if chosen.kind == "day":
            number = self.calendar.year_of(chosen.interval.end)
            return self.calendar.year(number), "span"
        if (
            chosen.whole
            and chosen.interval.start.month == 1
            and self.calendar.first_month > 1
            and chosen.interval.start.year > year
        ):
            return chosen.interval, "span"
        return chosen.interval, "span"

    def _nearest(self, past: Period, ahead: Period, published: date) -> Period:
        """Of the two readings of a period without a year, the one nearer to publication."""
        if ahead.interval is None and past.kind == "span":
            return past
        if (
            past.interval is None
            or ahead.interval is None
            or past.interval == ahead.interval
            or past.interval.whole_months is None
        ):
            return ahead
        if ahead.interval.whole_months != 1:
            # "the target for the July-October period was", told in December
            just = 0 < (published - past.interval.end).days <= _JUST
            far = (ahead.interval.start - published).days >= _FAR
            return past if just and far and not past.whole else ahead
        return past if (published - past.interval.end) <= (ahead.interval.start - published) else ahead

    def _met(self, entry: Entry, quantity: Quantity, words: list[str]) -> bool:
        """Whether what has been told is held against an aim, and may be of the same time by its size."""
        short = any(word == "short" and words[n + 1 : n + 2] == ["of"] for n, word in enumerate(words))
        size = self.thread.sizes.get((entry.id, quantity.unit))
        return bool(words_of("met") & set(words)) or (
            short and size is not None and quantity.value < _SAME_SIZE * size[0]
        )

    def _held(self, reading: Reading, state: State, entry: Entry, index: int) -> tuple[Interval, str] | None:
        """The period of the figure that an expectation was of: one that has been told, of that size."""
        quantity, level = reading.quantities[index], state.level
        if any(
            p.kind == "span" and p.first >= quantity.last and not _of_another(reading, index, p)
            for p in reading.periods
        ):
            return None
        if level is None and any(p.kind == "day" and not p.weekday for p in reading.periods):
            return None  # "at the end of 2026, the deficit was expected to be"
        if level is not None and level.indicator == entry.id and level.interval is not None:
            return level.interval, level.span
        largest = self.thread.largest.get((entry.id, quantity.unit), 0.0)
        if entry.kind not in ("flow", "balance") or quantity.value > 2 * largest:
            return None
        return self.thread.mains.get(entry.id)


def _against_level(reading: Reading, state: State, index: int, entry: Entry) -> bool:
    """ "collected Rs944 billion against a target of Rs1,029 billion": the aim is of what it is held against."""
    level, quantity = state.level, reading.quantities[index]
    if (
        level is None
        or level.indicator != entry.id
        or level.interval is None
        or level.sentence != reading.sentence.index
    ):
        return False
    if level.status not in ("actual", "provisional", "estimate") or entry.kind != "flow":
        return False
    between = reading.lowers[max(level.position, quantity.lead - 6) : quantity.lead]
    whole = {"annual", "yearly", "full", "year", "whole", "next", "budget"} & set(between)
    return not whole and bool(
        {"against", "than", "of", "objective", "exceeding", "surpassing", "missing"} & set(between)
    )


def opened(reading: Reading, figures: Sequence[Figure]) -> None:
    """Give a target that opens its sentence the period of what it is held against.

    "As against a target of Rs794 billion, the board collected Rs834 billion".
    """
    for target, level in pairwise(figures):
        before = reading.lowers[max(0, target.position - 6) : target.position]
        if (
            target.status == "target"
            and level.status in ("actual", "provisional", "estimate")
            and (target.indicator, target.geo) == (level.indicator, level.geo)
            and "against" in before
        ):
            named = [p for p in reading.periods if p.interval is not None]
            if not any(p.first < level.position for p in named):
                if level.interval is None:
                    continue
                target.interval, target.span = level.interval, level.span
            elif target.interval is not None and all(
                target.position < p.first < level.position for p in named
            ):
                # "against a target of Tk2.3tr for the first six months, the collection stood at"
                level.interval, level.span = target.interval, target.span


def _bracketed(reading: Reading, index: int) -> Period | None:
    """ "the target (July-August) of Rs1,698 billion for 2025-26": the time in brackets before the amount."""
    lead, words = reading.quantities[index].lead, reading.lowers
    return next(
        (
            p
            for p in reading.periods
            if p.interval is not None
            and 0 < lead - p.last <= 3
            and words[p.first - 1] == "("
            and words[p.last] == ")"
            and {"target", "goal", "collection"} & set(words[max(0, p.first - 4) : p.first])
        ),
        None,
    )


def _of_another(reading: Reading, index: int, period: Period) -> bool:
    """Whether a period stands behind another figure, and so belongs to that: "up from $3.8 billion in the last year"."""
    quantity = reading.quantities[index]
    return any(quantity.last <= q.first < period.first for q in reading.quantities[index + 1 :])


def _years_ahead(words: list[str]) -> int | None:
    """The count of "within four years", "in the next five years"."""
    for place, word in enumerate(words[:-2]):
        if word in ("within", "in", "over", "during", "next", "for"):
            rest = [w for w in words[place + 1 : place + 5] if w not in ("the", "next", "coming", "about")]
            if len(rest) > 1 and rest[0] in _YEARS and rest[1] in ("years", "years'"):
                return _YEARS[rest[0]]
    return None


_MEETS = frozenset(["meet", "achieve", "attain", "reach", "hit"])


def _still_needed(reading: Reading, index: int) -> bool:
    """ "has to collect Rs751bn in June to meet the revised target of Rs6,100bn": the target is the year's, not the month's."""
    if not index or reading.quantities[index - 1].kind != "money":
        return False
    words = reading.lowers[reading.quantities[index - 1].last : reading.quantities[index].lead]
    place = next((n for n, word in enumerate(words) if word in _MEETS and words[n - 1 : n] == ["to"]), None)
    if place is None or {"monthly", "month", "month's"} & set(words[place:]):
        return False
    return bool({"target", "goal"} & set(words[place:]))


_ANEW = frozenset(["new", "next", "current", "upcoming", "this", "ongoing", "coming"])


def _over(reading: Reading, quantity: Quantity, known: tuple[Interval, str] | None) -> Interval | None:
    """The year that was told, where it is just over and "the target was": it is no target for the next."""
    words, today = reading.lowers, reading.document.published_on
    if known is None or known[0].whole_months != 12 or not 0 < (today - known[0].end).days <= _JUST:
        return None
    was = {"was", "were", "had"} & set(words[max(0, quantity.lead - 3) : quantity.lead])
    return known[0] if was and not _ANEW & set(words) else None


def _owner(reading: Reading, quantity: Quantity) -> Period | None:
    """The year right before a target: "from the current year's target of Sh2.389 trillion"."""
    words = reading.lowers
    if words[quantity.lead - 2 : quantity.lead] != ["target", "of"]:
        return None
    named = (p for p in reading.periods if p.interval is not None and p.interval.whole_months == 12)
    return next((p for p in named if p.last + (words[p.last] == "'s") == quantity.lead - 2), None)
