"""The days of a rate: of its own period, of the sentence's, of what the article speaks of, or by default."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from streams.economy import ratejoins, ratequarters, rateroles, ratespans, rateyears
from streams.economy.calendars import Interval, months_from
from streams.economy.figures import Figure
from streams.economy.merging import agree
from streams.economy.ratespan import Span, calendar_of
from streams.economy.ratesubjects import Subject
from streams.economy.ratetimes import RateTimes, inside, main_of
from streams.economy.rateweeks import last_week, week_ending
from streams.economy.resolving import step
from streams.economy.sentences import Reading
from streams.economy.thread import Thread
from streams.text.spans import shift_months

#: Inflation is told so long after its month.
_FRESH = timedelta(days=75)
#: A year that was foreseen is still spoken of so many sentences later.
_REACH = 2
#: So many dated levels an undated one is compared with.
_MOST = 24


class RateDays:
    """Finds the days of rates, keeping in mind which year and month the article is about."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.times = RateTimes(thread)
        self._month: Interval | None = None
        """The month of inflation, where a sentence without a figure names it."""
        self.guessed = False
        """The days given last are a guess: no word of the sentence or of the figures beside says them."""
        self._ahead: dict[str, tuple[Interval, int]] = {}
        """Rates to the year that was foreseen for them last, and in which sentence."""
        self._parts: dict[int, Interval] = {}
        """The period told last, by its length in months."""
        self._main_year: Interval | None = None
        """The year of the first rate that is told of a whole year."""

    def tell(self, figure: Figure) -> None:
        """Take in a figure whose year the article may be about."""
        interval = figure.interval
        if interval is not None and not figure.compared and figure.status not in ("forecast", "target"):
            self._parts[interval.whole_months or 0] = interval
        if figure.status in ("forecast", "target") and interval is not None:
            year = calendar_of(figure.geo).year(calendar_of(figure.geo).year_of(interval.start))
            if interval.whole_months == 3 or interval == year:
                self._ahead[figure.indicator] = year, figure.sentence
        if (
            self._main_year is None and interval is not None and interval.whole_months == 12
            and not figure.compared and figure.geo == self.thread.home
        ):  # fmt: skip
            self._main_year = interval

    def pass_by(self, reading: Reading, subjects: Sequence[Subject]) -> None:
        """Take in the month of a sentence that speaks of inflation without a figure."""
        if self._month is not None or "prices.cpi" in self.thread.mains:
            return
        if not any(s.id == "prices.cpi" for s in subjects):
            return
        published = reading.document.published_on
        for span in ratespans.read(reading, self.thread.home or "", "prices.cpi"):
            days = span.interval
            if days is not None and span.kind == "span" and days.whole_months == 1 and days.end < published:
                self._month = days
                return

    def settle(self, figures: Sequence[Figure], published: date) -> None:
        """Inflation for which no period is said is that of the last month that is over."""
        prices = [f for f in figures if f.indicator == "prices.cpi" and not f.change]
        dated = [f for f in prices if f.interval is not None][:_MOST]
        last = self.month(published)
        for figure in prices:
            if figure.interval is not None or figure.titled or figure.compared:
                continue
            if figure.status in ("target", "forecast"):
                continue
            if not any(f.geo == figure.geo and agree(f, figure) for f in dated):
                figure.interval = last

    def month(self, published: date) -> Interval:
        """The month that a report on prices is about where it does not say so: the last one that is over."""
        return self._month or months_from(shift_months(published, -1), 1)

    def week(self, reading: Reading) -> Interval | None:
        """The week of a weekly rate."""
        named = week_ending(reading)
        if named is not None:
            return named
        said = {p.interval for p in reading.periods if p.kind == "week" and p.shift is None}
        if len(said) == 1 and (week := said.pop()) is not None:
            return week
        known = self.thread.mains.get("prices.spi")
        if known is not None:
            return known[0]
        if self.thread.period is not None:
            return self.thread.period if not self.thread.period.whole_months else None
        return last_week(reading.document)

    def days(
        self, reading: Reading, told: Sequence[Figure], index: int, subject: Subject, geo: str, here: Span | None,
        placed: dict[int, Span], *, meant: str, base: bool, earlier: bool,
    ) -> Interval | None:  # fmt: skip
        """The days of the percentage `index`; `told` are the rates of the sentence so far, `here` is its own period."""
        assert subject.id is not None
        self.guessed = False
        thread, published = self.thread, reading.document.published_on
        ahead = meant in ("forecast", "target")
        main = main_of(told, reading.sentence.index, subject.id, geo)
        known = thread.mains.get(subject.id)
        context = self.times.context(reading, geo, subject.id, index, placed)
        spoken = self._year(reading, geo)
        beside = here if here is not None else context
        if ahead and beside is not None and beside.year_left_open and subject.id in self._ahead:
            foreseen, sentence = self._ahead[subject.id]
            if reading.sentence.index - sentence <= _REACH:
                spoken = foreseen  # "6.4 percent for 2023-24. Growth for the first quarter is put at"
        elif ahead and beside is not None and beside.open_year and subject.id in self._ahead:
            # "7.8 percent for 2022-23. ... and 4.5 percent in the fourth quarter (January-March)"
            foreseen, sentence = self._ahead[subject.id]
            part = (
                beside.interval if beside.interval is not None and beside.interval.whole_months == 3 else None
            )
            within = inside(foreseen, part) if part is not None else None
            if within is not None and within.end > published and reading.sentence.index - sentence <= _REACH:
                return within
        if (
            ahead
            and here is None
            and told
            and (aimed := ratejoins.held_against(reading, told[-1], index, subject))
        ):
            return aimed
        if subject.id == "gdp.growth" and main is None and not base:
            last = here if here is not None else context
            if last is not None and reading.lowers[last.first : last.last] == ["last", "year"]:
                return self.times.days(
                    last, reading, geo, subject.id, main=None, ahead=False, base=False, year=None
                )
        if here is None and not base and main is not None and rateyears.to_the_year(reading, index):
            return calendar_of(geo).year(calendar_of(geo).year_of(main.start))
        following = placed.get(index + 1)
        if main is None and base and following is not None and _to(reading, index + 1):
            # "from 2.5% to 3% in April"
            main = self.times.days(
                following, reading, geo, subject.id, main=None, ahead=ahead, base=False, year=spoken
            )
        if main is None and (base or (here is not None and here.kind in ("shift", "same", "back"))):
            if context is not None:
                main = self.times.days(
                    context, reading, geo, subject.id, main=None, ahead=False, base=False, year=spoken
                )
            elif here is not None and here.kind == "same" and subject.id == "gdp.growth" and not base:
                # "in the same period": of those told, one that growth is told for.
                main = next((i for i in thread.recent if (i.whole_months or 0) in (3, 6, 9, 12)), None)
                main = main or (known[0] if known is not None else None)
            elif known is not None:
                main = known[0]
            elif thread.period is not None and thread.period_near(reading.sentence.index):
                main = thread.period
        if (
            here is not None
            and here.kind == "same"
            and here.months in (3, 6)
            and context is None
            and not base
        ):
            main = self._parts.get(here.months) or main  # "in the quarter": the last one told
        if here is not None:
            days = self.times.days(
                here, reading, geo, subject.id, main=main, ahead=ahead and not base, base=base, year=spoken
            )
            if days is not None:
                return days
        if earlier and main is not None:
            return _earlier_of(reading, told, index, subject.id) or main
        if base:
            if main is None:
                return None
            return step(
                main,
                "mom"
                if main.whole_months == 1
                and told
                and told[-1].change == "mom"
                and told[-1].indicator == subject.id
                else "mom"
                if main.whole_months == 1 and not _by_year(reading, subject)
                else "yoy",
            )
        before = placed.get(index - 1)
        if (
            here is None
            and before is not None
            and before.last <= reading.quantities[index - 1].lead
            and _to(reading, index)
        ):
            context = before  # "for 2019 from 4.2-4.7% to 4.0-4.5%"
        if context is not None:
            days = self.times.days(
                context,
                reading,
                geo,
                subject.id,
                main=main or (known[0] if known else None),
                ahead=ahead,
                base=False,
                year=spoken,
            )
            timeless = meant == "target" and (days is not None and (days.whole_months or 0) < 12)
            if timeless and subject.id == "prices.cpi" and context.last <= reading.quantities[index].first:
                # "in October to 4.76 per cent, well above the target of three": the bank's aim has no month
                timeless = days is not None and days.end <= published
            elif timeless:
                timeless = not context.open_year
            if days is not None and not timeless:
                return days
        if (opened := ratejoins.opened(reading, told, index, subject, base=base)) is not None:
            return opened
        if reading.sentence.kind == "headline":
            return None
        own = main_of(told, reading.sentence.index, subject.id, geo)
        if subject.id == "gdp.growth" and here is None and context is None and not ahead:
            parts = [days for months, days in self._parts.items() if months in (3, 6, 9)]
            whole = ratequarters.year_of_parts(reading, index, calendar_of(geo), parts)
            if whole is not None and whole.end <= published:
                return whole
        if own is not None and not ahead:
            return own
        if ahead:
            if subject.id == "prices.cpi" and meant == "target" and (context is None or not context.whole):
                # The bank's aim has no period; that of a budget is told beside the growth that it aims at.
                year = next(
                    (f.interval for f in told if f.interval is not None and f.interval.whole_months == 12),
                    None,
                ) or rateyears.full_year(reading, index, geo, own or months_from(published, 1))
                return own if own is not None and (own.whole_months or 0) >= 12 else year
            if own is not None and meant == "target" and (own.whole_months or 0) < 12:
                own = None
            polled = {"poll", "polled", "median", "surveyed", "survey", "clock", "clocking"} & set(
                reading.lowers
            )
            if known is not None and own is None and context is None and _had_expected(reading):
                return known[0]  # "economists had expected 3 percent"
            if (
                own is None
                and known is not None
                and (subject.last == 0 or (polled and subject.id == "prices.cpi"))
            ):
                return known[0]
            over = spoken is not None and spoken.end < published
            self.guessed = own is None
            return (
                own
                or (spoken if not over else None)
                or calendar_of(geo).year(calendar_of(geo).year_of(published))
            )
        if (
            subject.id in ("prices.cpi", "prices.spi")
            and (month := _after_base(reading, index, placed)) is not None
        ):
            return month
        near = thread.period is not None and thread.period_near(reading.sentence.index)
        quarters = (
            known[0] if known is not None and subject.last else None,
            thread.period if known is None else None,
        )
        if subject.id == "gdp.growth" and near and spoken is None and not _yearly(reading, index):
            # "grew faster in the third quarter. Gross domestic product rose by 5.9 percent": of that quarter.
            part = next((q for q in quarters if q is not None and q == thread.period), None)
            if part is not None and part.whole_months in (3, 6, 9):
                self.guessed = True
                return part
        if subject.id == "gdp.growth" or (subject.id == "output.lsm" and not near):
            told_of = ratequarters.unadjusted(reading) or (
                subject.last == 0 and bool(reading.within(0, len(reading.lowers), "yoy"))
            )  # "On the year, it was up 1.3%"
            if known is not None and known[0].whole_months == 3 and told_of:
                return known[0]
            self.guessed = True
            return spoken if spoken is not None else self._year_told(reading, geo)
        if thread.period is not None and near and thread.period.start <= published:
            weekly = subject.id == "prices.spi"
            if thread.span in ("span", "week") and (weekly or thread.period.whole_months):
                self.guessed = subject.id == "output.lsm"
                return thread.period
        if known is not None and subject.last == 0:
            return known[0]
        return None

    def _year(self, reading: Reading, geo: str) -> Interval | None:
        """The whole year that the words speak of."""
        year = self._main_year or self.thread.year
        if year is None:
            return None
        calendar = calendar_of(geo)
        return year if year.start.month in (1, calendar.first_month) else None

    def _year_told(self, reading: Reading, geo: str) -> Interval | None:
        """Growth without a year, told around the end of a year, is that year's."""
        calendar, published = calendar_of(geo), reading.document.published_on
        for number in (calendar.year_of(published) - 1, calendar.year_of(published)):
            days = calendar.year(number)
            if abs((days.end - published).days) <= 62:
                return days
        return None


def _by_year(reading: Reading, subject: Subject) -> bool:
    """Whether the words count from the year before, other than in the name of the rate ("annual inflation rose from")."""
    return any(
        not subject.first - 1 <= cue.first < subject.last
        for cue in reading.within(0, len(reading.lowers), "yoy")
    )


def _had_expected(reading: Reading) -> bool:
    """Whether a guess of analysts is told in the past: of the figure that has come out."""
    words = reading.lowers
    opening = words[reading.dateline : reading.dateline + 5]
    if any(opening[n : n + 2] in (["was", "expected"], ["was", "forecast"], ["were", "forecast"], ["were", "expected"]) for n in (1, 2)):  # fmt: skip
        return not {"year", "next", "2030"} & set(words)  # "Inflation was expected to rise to 7.0 percent."
    if not {"analysts", "economists", "analyst", "economist", "street", "market", "markets"} & set(words):
        return False
    if {"will", "would", "next", "expect", "see", "sees"} & set(words) or any(
        word == "year" and words[n + 1 : n + 2] not in (["earlier"], ["ago"], ["before"])
        for n, word in enumerate(words)
    ):
        return False
    place = next(
        (
            p
            for p, w in enumerate(words)
            if w in ("expected", "forecast", "predicted", "projected", "estimated")
        ),
        0,
    )
    return place > 0 and words[place - 1] not in ("is", "are", "be", "was", "were")


def _after_base(reading: Reading, index: int, placed: dict[int, Span]) -> Interval | None:
    """ "Inflation rose to 4.6 percent from 4.5 percent in August": the month after, or that of a year later."""
    base = placed.get(index + 1)
    if base is None or base.interval is None or base.interval.whole_months != 1 or base.kind != "span":
        return None
    if not rateroles.is_base(reading, index + 1):
        return None
    published = reading.document.published_on
    for months in (1, 12):
        days = base.interval.shifted(months)
        if days.start <= published and published - days.end <= _FRESH:
            return days
    return None


def _earlier_of(reading: Reading, told: Sequence[Figure], index: int, indicator: str) -> Interval | None:
    """ "1.8 percent in Q1 and 1.9 percent in Q2, compared with 1.4 and 1.5 percent presented earlier": one by one."""
    mains = [f for f in told if f.indicator == indicator and not f.compared]
    done = sum(f.indicator == indicator and f.compared for f in told)
    rates = sum(q.kind == "percent" for q in reading.quantities)
    if len(mains) > 1 and rates == 2 * len(mains) and done < len(mains) <= index:
        return mains[done].interval
    return None


def _to(reading: Reading, index: int) -> bool:
    return (
        reading.lowers[reading.quantities[index - 1].last : reading.quantities[index].lead] == ["to"]
        if index
        else False
    )


def _yearly(reading: Reading, index: int) -> bool:
    """ "grew at around 8 percent per year": of many years."""
    last = reading.quantities[index].last
    return reading.lowers[last : last + 2] in (["per", "year"], ["a", "year"], ["per", "annum"])
