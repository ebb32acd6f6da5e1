"""Which period a rate is of: its own, behind or before it; the one of the sentence; or the one that the article speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import get_args

from streams.economy import growthrates, rateends, ratejoins, ratelists, ratemarks, ratequarters, ratespans
from streams.economy.calendars import Interval
from streams.economy.cues import Cue
from streams.economy.figures import Figure
from streams.economy.period import Kind, Period
from streams.economy.ratespan import Span, calendar_of
from streams.economy.resolving import resolve, step
from streams.economy.sentences import Reading
from streams.economy.thread import Thread
from streams.text.spans import shift_months

#: Between a figure and the period behind it that is its own.
_BEHIND = frozenset(["print", "reading", "clip", "pace", "year", "to", "twelve", "in", "during", "for", "of", "on", "the", "by", "over", "recorded", "seen", "registered", "posted", "reported", "at", "from", "through", "within", "a", "achieved", "whole", "entire", "full", "throughout", "witnessed", "observed", "noted", "basis", "yoy", "as", "of", "expected", "projected", "estimated", "growth", "inflation", "notched", "(", "rate", "rates", "just", "and", "end", "expansion", "contraction", "increase", "rise", "decline", "fall", "drop", "decrease", "gain", "jump", "also", "target", "set", "logged", "late", "early", "measured", "reached", "clocked", "forecast", "ending", "about", "period", "provisionally", "real", "gdp", "gross", "domestic", "product", "economic", "annual", "headline", "consumer", "price", "quarterly", "recently", "concluded", "completed", "closed", "level", "final", "closing", "last", "past", "outgoing", "previous", "ended", "that", "preceding", "range", "band", "prior", "immediately"])  # fmt: skip
#: Between a period and the figure that follows it at once.
_LEADS = frozenset(["which", "that", "recorded", "a", "an", "growth", "posted", "saw", "registered", "witnessed", "had", "been", "'s", "at", ":", "(", "to", "was", "were", "is", "-", "of", "stood", "with", "by", "’s", "'", "from", "and", "average", "it", "reading", "forecast", "came", "figure", "rate", "`", "s", "—", "–", "unchanged", "real", "gdp", "economic", "projection", "target", "estimate"])  # fmt: skip
_PRIOR = frozenset(["prior", "previous", "preceding", "last"])
#: A figure of growth is known so many days after the quarter, at the earliest.
_LAG = timedelta(days=14)
#: The figures of a quarter are told so many days after it, at the latest.
_TOLD = timedelta(days=130)
#: A forecast of a quarter that has been over for longer is none.
_RECENT = timedelta(days=75)


class RateTimes:
    """Finds the periods of the rates of a sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread

    def placed(self, reading: Reading, geo: str, indicator: str, indexes: Sequence[int]) -> dict[int, Span]:
        """The spans that stand beside percentages as their own, by index of the quantity."""
        spans = ratespans.read(reading, geo, indicator)
        found = ratelists.listed(reading, spans, indexes) | ratelists.successive(reading, spans, indexes)
        used = {id(span) for span in found.values()}
        for index in indexes:
            span = growthrates.taken_up(reading, spans, index) if index not in found else None
            if span is not None:
                found[index] = span
                used.add(id(span))
        for index in indexes:
            if index not in found and (span := self._behind(reading, spans, index, used)) is not None:
                found[index] = span
                used.add(id(span))
        for index in indexes:
            if index not in found and (span := _before(reading, spans, index, used)) is not None:
                found[index] = span
                used.add(id(span))
        return found

    def _behind(self, reading: Reading, spans: Sequence[Span], index: int, used: set[int]) -> Span | None:
        quantities, words = reading.quantities, reading.lowers
        quantity = quantities[index]
        after = index + 1
        while (
            after < len(quantities)
            and (
                (
                    quantities[after].kind in ("points", "basis_points")
                    and not ratemarks.is_rate(reading, after)
                )
                or ratemarks.other(reading, after)
            )
            and quantities[after].first - quantity.last <= 4
        ):
            after += 1  # "around 7% +/- 2 percentage points in"
        following = quantities[after] if after < len(quantities) else None
        stop = following.first if following is not None else len(words)
        begin = quantity.last
        for span in spans:
            if span.first < quantity.last or id(span) in used:
                continue
            if span.first >= stop:
                return None
            steps = reading.within(quantity.last, span.first, "yoy", "mom", "qoq", "wow")
            skip = {p for c in steps for p in range(c.first, c.last)}
            skip |= {p for c in reading.countries for p in range(c.first, c.last)}
            skip |= {
                p
                for q in quantities[index + 1 : after]
                for p in range(q.lead - 4, q.last + 1)
                if p >= quantity.last and words[p] not in (",", "in")
            }
            led = _led(reading, span)
            if begin > quantity.last and span.first == begin and span.whole:
                begin = span.last
                continue  # "the same period of the last financial year 2019-20"
            if begin > quantity.last and words[begin : span.first] in (["of"], ["of", "the"]):
                begin = span.last
                continue  # "than in the 3rd quarter of the previous year"
            if (
                led is not None
                and span.interval is not None
                and any(o.last <= quantity.first and o.interval == span.interval.shifted(12) for o in spans)
            ):
                begin = span.last
                continue  # "for September 2019 increased by 11.4% over September 2018"
            if (
                led is not None
                and led.first >= begin
                and words[led.first] not in ("on", "over", "after")
                and _based(reading, span)
            ):
                begin = span.last
                continue  # what the figure is compared with
            if span.kind in ("shift", "back") and led is not None and led.first >= begin:
                begin = span.last
                continue
            between = _unbracketed([words[p] for p in range(begin, span.first) if p not in skip])
            if (
                between[:1] in ([","], [";"], ["and"])
                and following is not None
                and _leads(reading, span, following.lead)
            ):
                return None
            if between[-1:] == ["("] and following is not None and words[span.last : following.lead] == [":"]:
                return None  # "accelerated to 2.1% (1Q 2025: 0.7%)"
            if between[:1] == [","]:
                between = between[1:]
            if any(word not in _BEHIND for word in between):
                return None
            if between[:1] == ["from"] and (span.interval is None or span.interval.whole_months == 1):
                return None
            return span
        return None

    def context(
        self, reading: Reading, geo: str, indicator: str, index: int, placed: dict[int, Span]
    ) -> Span | None:
        """The span that holds for a figure without one of its own."""
        quantity = reading.quantities[index]
        owned = {(s.first, s.last) for s in placed.values()}
        spans = [s for s in ratespans.read(reading, geo, indicator) if (s.first, s.last) not in owned]
        free = [
            s
            for s in spans
            if not _based(reading, s)
            and s.kind in ("span", "week", "same", "shift", "back")
            and not (s.shift in ("wow", "dod") and indicator != "prices.spi")  # "Last week, a survey showed"
            and not _others(reading, s, index)
        ]
        before = [s for s in free if s.last <= quantity.first]
        if before:
            return before[-1]
        following = (
            reading.quantities[index + 1].first
            if index + 1 < len(reading.quantities)
            else len(reading.lowers)
        )
        for span in (s for s in free if s.kind in ("span", "week", "same")):
            between = reading.lowers[quantity.last : span.first]
            if (
                "," in between
                and span.first < following
                and growthrates.in_terms(reading, quantity.last, span.first)
            ):
                return span
            if "," in between or any(
                word in ("from", "against", "than")
                and between[n + 1 : n + 2]
                and between[n + 1][0].isdecimal()
                for n, word in enumerate(between)
            ):  # "a 3.4% increase from 128.5 in December 2022": of what it rose from
                break
            if quantity.last <= span.first < following and reading.lowers[span.first - 1] in (
                "in",
                "for",
                "during",
                "by",
                "the",
                "of",
            ):
                return span
        return ratejoins.shared_period(reading, ratespans.read(reading, geo, indicator), index)

    def _just_told(self, days: Interval, indicator: str, reading: Reading) -> bool:
        """ "Growth in the quarter came in under the 5.7 percent forecast": a guess of what has been told."""
        known = self.thread.mains.get(indicator)
        came = {"came", "was", "beat", "missed", "exceeded", "topped"} & set(reading.lowers)
        return known is not None and known[0] == days and bool(came)

    @staticmethod
    def _in_year(reading: Reading, spans: Sequence[Span], here: Span) -> Interval | None:
        """ "January-March growth was 4.1 per cent in FY22": the part of the year that is named apart."""
        if not here.whole or here.interval is None:
            return None
        for span in reversed(spans):
            if span is here or span.last > here.first or not span.open_year or span.interval is None:
                continue
            if _based(reading, span) or "," in reading.lowers[span.last : here.first]:
                continue
            within = inside(here.interval, span.interval)
            if span.interval.whole_months in (3, 6, 9) and within is not None:
                return within
        return None

    def days(
        self, span: Span, reading: Reading, geo: str, indicator: str, *,
        main: Interval | None, ahead: bool, base: bool, year: Interval | None,
    ) -> Interval | None:  # fmt: skip
        """The days of a span, given what the sentence is about."""
        published = reading.document.published_on
        if span.kind == "shift":
            return self._shifted(
                span, geo, indicator, main, published_year=calendar_of(geo).year_of(published)
            )
        if span.kind == "same" and ahead and span.months == 1 and reading.lowers[span.first] == "this":
            return span.interval  # "is expected to stay between 5 and 6 percent this month"
        if span.kind in ("back", "same"):
            return resolve(_period(span), main, base=base)
        if span.kind == "day":
            return None
        interval = span.ahead if ahead and not base else span.interval
        if (
            ahead
            and span.open_year
            and span.interval is not None
            and span.interval.whole_months == 3
            and span.interval.end <= published <= span.interval.end + _TOLD
            and (
                "had" in reading.lowers
                or reading.lowers[reading.dateline : reading.dateline + 1]
                in (["against"], ["compared"], ["versus"])
                or self._just_told(span.interval, indicator, reading)
            )
        ):
            return span.interval  # "had expected 6.2 percent in the April-June quarter"
        if interval is None:
            return None
        if (within := self._in_year(reading, ratespans.read(reading, geo, indicator), span)) is not None:
            return within
        if span.year_left_open and year is not None and not base:
            within = inside(year, interval)
            if within is not None and (
                within.end + _RECENT >= published if ahead else within.end + _LAG <= published
            ):
                return within
        if (
            indicator == "gdp.growth"
            and span.year_left_open
            and not ahead
            and interval.end + _LAG > published
            and not ratequarters.this_year(reading, span, interval, published)
        ):
            interval = interval.shifted(-12)
        if ahead and span.open_year and interval.whole_months == 1 and span.interval is not None:
            # The nearer of the two months of the name.
            past = (interval.start - published).days > (published - span.interval.end).days
            # "will be 21% by December", said in May: nobody waits so long for the figure of a month.
            interval = span.interval if past and published - span.interval.end <= _RECENT else interval
        if (
            base
            and main is not None
            and span.open_year
            and (main.whole_months or 0) <= (interval.whole_months or 0)
        ):
            return resolve(_period(span), main, base=True)
        if base and main == interval and _PRIOR & set(reading.lowers[max(0, span.first - 1) : span.last]):
            return interval.shifted(
                -12
            )  # "4.4 percent for 2024-25, versus 2.4 percent in the prior fiscal year"
        if indicator == "prices.cpi" and interval.whole_months == 12 and _twelve_months(reading, span):
            return Interval(shift_months(interval.end, 0), interval.end)
        return interval

    def _shifted(
        self, span: Span, geo: str, indicator: str, main: Interval | None, *, published_year: int
    ) -> Interval | None:
        if span.shift == "ytd":
            return rateends.so_far(main) if main is not None and main.whole_months == 1 else None
        if span.shift == "mom" and main is not None and main.whole_months == 12:
            return main.shifted(-1)  # an average of twelve months
        if main is None:
            whole = span.shift in ("yoy", "next") and indicator == "gdp.growth"
            return (
                calendar_of(geo).year(published_year + (1 if span.shift == "next" else -1)) if whole else None
            )
        if span.shift == "mnext":
            return main.shifted(main.whole_months or 1)
        return step(main, span.shift or "yoy")


def _unbracketed(words: list[str]) -> list[str]:
    """Words without a remark of one word in brackets: "1.44% (revised) in September"."""
    return words[3:] if words[:1] == ["("] and words[2:3] == [")"] else words


def _leads(reading: Reading, span: Span, lead: int) -> bool:
    words = reading.lowers[span.last : lead]
    return span.last <= lead and len(words) <= 7 and all(word in _LEADS for word in words)


def _before(reading: Reading, spans: Sequence[Span], index: int, used: set[int]) -> Span | None:
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    begin: int | None = None
    for span in reversed(spans):
        if floor <= span.first and span.last <= quantity.lead and id(span) not in used:
            if any(
                other.last < span.first
                and floor <= other.first
                and span.interval is not None
                and other.interval == span.interval.shifted(12)
                and reading.lowers[other.last : span.first] in (["over"], ["on"], ["from"])
                for other in spans
            ):
                begin = span.last
                continue  # "of July-August 2015-16 over the months of 2014-15 was"
            led = _led(reading, span) if span.kind in ("shift", "back") else None
            over = led is not None and reading.lowers[led.first] in ("over", "compared", "against", "versus")
            if led is not None and over and any(floor <= o.first and o.last <= led.first for o in spans):
                begin = span.last
                continue  # "during July-December over the same period of the preceding year was"
            # "compared to June 2022 and 1.4 percent": that of the comparison before.
            based = floor and reading.lowers[span.last] == "and" and _based(reading, span)
            end = span if begin is None else replace(span, last=begin)
            return span if _leads(reading, end, quantity.lead) and not based else None
    return None


def _led(reading: Reading, span: Span) -> Cue | None:
    """The word of comparison before a period, also one that takes its article ("over the")."""
    within = [c for c in reading.cues_of("base") if c.first < span.first < c.last]
    return within[0] if within else reading.lead(span.first, "base")


def _based(reading: Reading, span: Span) -> bool:
    led = _led(reading, span)
    if led is None:
        return False
    word = reading.lowers[led.first]
    # "from July to March" and "over the fiscal year" are no comparisons.
    long = span.kind == "span" and span.interval is not None and span.interval.whole_months != 1
    return not (word in ("on", "over", "after", "from") and long)


def _others(reading: Reading, span: Span, index: int) -> bool:
    """Whether a span is that of an amount that something else is compared with."""
    for quantity in reading.quantities[:index]:
        if (
            quantity.kind == "money"
            and 0 <= span.first - quantity.last <= 2
            and reading.lead(quantity.lead, "base")
        ):
            return True
    return False


def inside(year: Interval, part: Interval) -> Interval | None:
    """The same months of a year."""
    for years in range(-3, 4):
        moved = part.shifted(12 * years)
        if year.start <= moved.start and moved.end <= year.end:
            return moved
    return None


def _twelve_months(reading: Reading, span: Span) -> bool:
    """ "in the 12 months to January" says over what a rate of January counts, unless it is an average."""
    words = reading.lowers
    return (
        words[span.last - 1 : span.last] != ["year"]
        and "average" not in words
        and "averaged" not in words
        and ("12" in words[max(0, span.first - 1) : span.last] or "twelve" in words[span.first : span.last])
        and "year" not in words[span.first : span.last]
        and "fy" not in words[span.first : span.last]
    )


def _period(span: Span) -> Period:
    known: tuple[Kind, ...] = get_args(Kind)
    kind: Kind = next((kind for kind in known if kind == span.kind), "span")
    return Period(span.first, span.last, kind, span.interval, span.shift, span.open_year, months=span.months)


def main_of(figures: Sequence[Figure], sentence: int, indicator: str, geo: str) -> Interval | None:
    """The period of the figure of a rate that a sentence told last, comparisons aside."""
    for figure in reversed(figures):
        same = figure.sentence == sentence and figure.indicator == indicator and figure.geo == geo
        if same and figure.interval is not None and not figure.compared:
            return figure.interval
    return None
