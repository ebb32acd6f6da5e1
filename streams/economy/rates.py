"""Figures that are percentages themselves: inflation, growth, output, the policy rate.

Theory: every percentage of a sentence is given to the subject that the words name (`ratesubjects`), or to none. What it is
there (a level, what a level is compared with, the step from the month before) the words beside it tell, and its period comes
from `ratetimes`. A percentage whose subject is not sure is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from streams.economy import rateroles, ratespans, ratestatus, ratesubjects
from streams.economy.calendars import Interval, months_from
from streams.economy.figures import Figure
from streams.economy.indicators import kinds
from streams.economy.merging import agree
from streams.economy.policyrates import PolicyRates
from streams.economy.ratespans import Span, calendar_of
from streams.economy.ratesubjects import Subject
from streams.economy.ratetimes import RateTimes, main_of
from streams.economy.ratewords import words as rate_words
from streams.economy.resolving import step
from streams.economy.sentences import Reading
from streams.economy.statement import points_back
from streams.economy.statement import figure as new_figure
from streams.economy.thread import Thread
from streams.text.spans import shift_months

#: The most that a rate can be, in percent, for its figure to be taken.
_LIMIT = {"gdp.growth": 30.0, "output.lsm": 90.0, "policy_rate": 100.0}
#: Before bare "growth" of an amount.
_TELLS = frozenset(["is", "a", "of", "showing", "shows", "showed", "posting", "posted", "recording", "recorded", "witnessing", "witnessed", "registering", "registered", "the", "this", "with", "by", "and", "reflecting", "representing", "robust", "strong", "healthy", "overall", "annual", "significant"])  # fmt: skip
_GUESSES = frozenset(["poll", "polled", "median", "analysts", "economists", "forecast", "expected", "estimate", "estimated", "projected", "projection", "expectations", "predicted", "forecasts"])  # fmt: skip
_MACRO = ("gdp.growth", "prices.cpi", "policy_rate", "output.lsm")


@dataclass(slots=True)
class _Sentence:
    """What has been read of a sentence so far."""

    figures: list[Figure] = field(default_factory=list)
    subject: Subject | None = None
    status: str = "actual"


class Rates:
    """Reads the percentages of an article, sentence after sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.times = RateTimes(thread)
        self.policy = PolicyRates(thread)
        self.steps: set[tuple[str, float]] = set()
        """Percentages that count from the month or week before, by series: in a title they do not say so."""
        self._month: Interval | None = None
        """The month of inflation, where a sentence without a figure names it."""
        self._main_year: Interval | None = None
        """The year of the first rate that is told of a whole year."""
        self._status = "actual"
        """The status of the figure read last, for a list that goes on."""
        self._abroad = False
        """The words are about a region or the world."""
        self._macro = False
        """The article speaks of an economy."""
        self._last: tuple[str | None, str | None, int] = (None, None, -9)
        """The last subject, its country and its sentence: what "it" and "the rate" stand for."""

    def read(self, reading: Reading) -> list[Figure]:
        """The rates of a sentence."""
        subjects = ratesubjects.read(reading, home=self.thread.home, macro=self._macro)
        if self._abroad and reading.sentence.index - self._last[2] <= 2:
            named = bool(reading.countries) or bool({"government", "country", "gdp"} & set(reading.lowers))
            subjects = [replace(s, id=None) if s.id in ("gdp.growth", "prices.cpi") and not named else s for s in subjects]
        if self._elsewhere(reading):
            subjects = [replace(s, id=None) if _told_of_amounts(reading, s) else s for s in subjects]
        self._macro = self._macro or any(s.id in _MACRO for s in subjects)
        self.policy.read(reading, subjects)
        chosen = self._chosen(reading, subjects)
        state = _Sentence()
        groups: dict[tuple[str, str], list[int]] = {}
        for index, (subject, geo) in chosen.items():
            groups.setdefault((subject.id or "", geo), []).append(index)
        places = {key: self.times.placed(reading, key[1], key[0], indexes) for key, indexes in groups.items()}
        for index, (subject, geo) in chosen.items():
            if subject != state.subject:
                kept = state.subject is not None and state.subject.id == subject.id == "policy_rate"
                state.subject, state.status = subject, state.status if kept else ""
            self._figure(reading, state, index, subject, geo, places[subject.id or "", geo])
        self._remember(reading, subjects, chosen)
        return state.figures

    def _elsewhere(self, reading: Reading) -> bool:
        """Whether the words are about a series of amounts, so that bare growth is that series'."""
        thread = self.thread
        if thread.indicator is None or not thread.near(reading.sentence.index):
            return False
        if kinds()[thread.indicator] == "rate" and thread.indicator != "output.lsm":
            return False
        return not {"gdp", "economy", "economic", "imf", "adb", "fund"} & set(reading.lowers)

    def _chosen(self, reading: Reading, subjects: list[Subject]) -> dict[int, tuple[Subject, str]]:
        """The subject and the country of each percentage that is a rate."""
        found: dict[int, tuple[Subject, str]] = {}
        for index, quantity in enumerate(reading.quantities):
            if quantity.kind != "percent" or rateroles.other(reading, index):
                continue
            subject = self._subject(reading, subjects, index)
            if subject is None or subject.id is None:
                continue
            if subject.id == "economy":
                between = reading.lowers[subject.last : quantity.lead] + reading.lowers[quantity.last : quantity.last + 2]
                if not rate_words().verbs & set(between):
                    continue
                subject = Subject(subject.first, subject.last, "gdp.growth")
            if abs(quantity.value) > _LIMIT.get(subject.id, 300.0):
                continue
            geo = self._geo(reading, subject)
            if geo is not None:
                found[index] = (subject, geo)
        return found

    def _subject(self, reading: Reading, subjects: list[Subject], index: int) -> Subject | None:
        quantity = reading.quantities[index]
        bound = ratesubjects.right(reading, subjects, quantity)
        if bound is not None:
            return bound
        subject = ratesubjects.left(reading, subjects, quantity)
        if subject is not None and subject.id is None and self._last[0] == "output.lsm" and _industry(reading, subjects, subject):
            return Subject(0, 0, "output.lsm")
        if subject is not None:
            return subject if subject.id is None or rateroles.reaches(reading, subject, index) else None
        if rateroles.plain(reading, 0, quantity.lead):
            # "At 29.4%, Pakistan's inflation ...", "after falling from 24% in January to 12.8%, inflation ..."
            ahead = next((s for s in subjects if s.first >= quantity.last and not s.aside), None)
            if ahead is not None and ahead.id is not None and "," in reading.lowers[quantity.last : ahead.first]:
                return ahead if rateroles.plain(reading, quantity.last, ahead.first) else None
        name, _, at = self._last
        near = reading.sentence.index - at <= 3 and name is not None and self.thread.indicator in (None, name)
        if not near or (index and not rateroles.plain(reading, 0, quantity.lead)):
            return None
        if points_back(reading, quantity) or rateroles.plain(reading, 0, quantity.lead):
            return Subject(0, 0, name)
        return None

    def _geo(self, reading: Reading, subject: Subject) -> str | None:
        if subject.last == 0:
            return self._last[1] or self.thread.home or rate_words().homes.get(subject.id or "")
        found = ratesubjects.owner(reading, subject)
        if found is not None:
            return found.code
        if subject.id == "policy_rate":
            return self.policy.maker(reading) or self.thread.home
        return self.thread.home or rate_words().homes.get(subject.id or "")

    def _figure(
        self, reading: Reading, state: _Sentence, index: int, subject: Subject, geo: str, placed: dict[int, Span]
    ) -> None:
        assert subject.id is not None
        quantity = reading.quantities[index]
        if subject.id == "policy_rate":
            figure = self.policy.figure(reading, index, geo, subject, placed.get(index), state.status or "actual")
            if figure is not None:
                state.figures.append(figure)
                state.status = figure.status
            return
        if rateroles.elsewhen(reading, index):
            return
        part = rateroles.role(reading, index, subject)
        if part is None:
            return
        base = part == "base"
        if not base and state.figures and state.figures[-1].compared and _lists_on(reading, index):
            base = True
        here = placed.get(index)
        twin = here is not None and any(i != index and span is here for i, span in placed.items())
        earlier = rateroles.earlier_telling(reading, index, "base" if base else part, here, subject)
        said = ratestatus.status(reading, index, subject)
        if subject.last == 0 and not state.figures and not {"was", "were", "is", "stood", "rose", "fell"} & set(reading.lowers[: quantity.lead]):
            said = said if said in ("forecast", "target") else self._status
        meant = said or (state.status if not base else "actual") or "actual"
        if base and said == "forecast" and not earlier:
            meant = "actual"
        if earlier:
            told = reading.lowers[max(0, quantity.lead - 5) : quantity.last + 3]
            meant = "forecast" if rate_words().forecast_nouns & set(told) and said != "target" else state.status or meant
            if meant == "target" and {"estimate", "estimates"} & set(told):
                meant = "forecast"
            if said in ("target", "provisional", "estimate"):
                meant = said if meant != "forecast" or said == "target" else meant
        interval = self._days(reading, state, index, subject, geo, here, placed, meant=meant, base=base and not twin and meant != "target", earlier=earlier)
        known_end = interval.end if interval is not None else None
        meant = ratestatus.dated(meant, interval, reading.document.published_on)
        if base and not (earlier or twin) and known_end is not None and meant == "forecast" and known_end <= reading.document.published_on:
            meant = "actual"
        if meant == "forecast" and interval is not None and interval.whole_months == 1 and interval.end < reading.document.published_on:
            around = reading.lowers[max(0, quantity.lead - 6) : quantity.last + 6]
            if not _GUESSES & set(around):
                meant = "actual"
        value = quantity.value * rateroles.sign(reading, index, subject)
        main = main_of(state.figures, reading.sentence.index, subject.id, geo)
        basis = rateroles.step(reading, index, subject, here, interval, main)
        last = state.figures[-1] if state.figures else None
        if base and last is not None and last.change and last.indicator == subject.id:
            basis = last.change  # "it rose by 0.5 percent, compared to an increase of 1.8 percent in the previous month"
            main = interval if interval != last.interval else None
            if main is None:
                return
        if basis is not None:
            self._step(reading, state, index, subject, geo, interval, basis, main)
            return
        if not rateroles.levelled(reading, index, subject, base=base):
            return
        kind = "week" if subject.id == "prices.spi" else "span"
        if subject.id == "prices.spi" and interval is None:
            interval = _week_ending(reading)
        if subject.id == "prices.spi":
            months = interval.whole_months if interval is not None else None
            if interval is None or months == 1:
                interval = self._week()
            kind = "span" if months and months > 1 else "week"
        figure = new_figure(reading, index, subject.id, geo, interval, kind, value, "percent")
        figure.status, figure.compared, figure.qualifier = meant, base, quantity.qualifier
        figure.low, figure.high = quantity.low, quantity.high
        if value < 0 < quantity.value and quantity.low is not None and quantity.high is not None:
            figure.low, figure.high = -quantity.high, -quantity.low
        figure.rule = "rate-base" if base else "rate-level"
        state.figures.append(figure)
        if self._main_year is None and interval is not None and interval.whole_months == 12 and not base and geo == self.thread.home:
            self._main_year = interval
        if not base:
            state.status = self._status = meant
            if interval is not None and meant not in ("target", "forecast"):
                self.thread.mains[subject.id] = (interval, kind)

    def _week(self) -> Interval | None:
        known = self.thread.mains.get("prices.spi")
        if known is not None:
            return known[0]
        return self.thread.period if self.thread.period is not None and not self.thread.period.whole_months else None

    def _step(
        self, reading: Reading, state: _Sentence, index: int, subject: Subject, geo: str,
        interval: Interval | None, basis: str, main: Interval | None,
    ) -> None:  # fmt: skip
        """A step from the month or week before: a change of that month's level, or a figure of its own."""
        assert subject.id is not None
        quantity = reading.quantities[index]
        self.steps.add((subject.id, abs(quantity.value)))
        known = self.thread.mains.get(subject.id)
        if known is not None and interval in (step(known[0], basis), None):
            interval = known[0]  # "Over the previous week the increase was 0.12pc"
        interval = main or interval
        if subject.id == "prices.spi" and (interval is None or interval.whole_months):
            interval = _week_ending(reading) or self._week()
        if interval is None:
            return
        if subject.id == "prices.spi":
            self.thread.mains.setdefault("prices.spi", (interval, "week"))
        if subject.id != "prices.spi" and interval.whole_months not in (1, 3):
            return
        value = rateroles.stepped(reading, index) * quantity.value
        span = "week" if subject.id == "prices.spi" else "span"
        figure = new_figure(reading, index, subject.id, geo, interval, span, value, "percent")
        figure.change, figure.rule = basis, "rate-step"
        state.figures.append(figure)

    def _days(
        self, reading: Reading, state: _Sentence, index: int, subject: Subject, geo: str, here: Span | None,
        placed: dict[int, Span], *, meant: str, base: bool, earlier: bool,
    ) -> Interval | None:  # fmt: skip
        assert subject.id is not None
        thread, published = self.thread, reading.document.published_on
        ahead = meant in ("forecast", "target")
        main = main_of(state.figures, reading.sentence.index, subject.id, geo)
        known = thread.mains.get(subject.id)
        context = self.times.context(reading, geo, subject.id, index, placed)
        spoken = self._year(reading, geo)
        if main is None and (base or (here is not None and here.kind in ("shift", "same", "back"))):
            if context is not None:
                main = self.times.days(context, reading, geo, subject.id, main=None, ahead=False, base=False, year=spoken)
            elif known is not None:
                main = known[0]
            elif thread.period is not None and thread.period_near(reading.sentence.index):
                main = thread.period
        if here is not None:
            days = self.times.days(here, reading, geo, subject.id, main=main, ahead=ahead and not base, base=base, year=spoken)
            if days is not None:
                return days
        if earlier and main is not None:
            return main
        if base:
            if main is None:
                return None
            return step(main, "mom" if main.whole_months == 1 and not reading.within(0, len(reading.lowers), "yoy") else "yoy")
        before = placed.get(index - 1)
        if here is None and before is not None and before.last <= reading.quantities[index - 1].lead and _to(reading, index):
            context = before  # "for 2019 from 4.2-4.7% to 4.0-4.5%"
        if context is not None:
            days = self.times.days(context, reading, geo, subject.id, main=main or (known[0] if known else None), ahead=ahead, base=False, year=spoken)
            if days is not None and not (meant == "target" and (days.whole_months or 0) < 12 and not context.open_year):
                return days
        if reading.sentence.kind == "headline":
            return None
        own = main_of(state.figures, reading.sentence.index, subject.id, geo)
        if own is not None and not ahead:
            return own
        if ahead:
            if subject.id == "prices.cpi" and meant == "target" and context is None:
                return own if own is not None and (own.whole_months or 0) >= 12 else None
            if own is not None and meant == "target" and (own.whole_months or 0) < 12:
                own = None
            polled = {"poll", "polled", "median", "surveyed", "survey"} & set(reading.lowers)
            if own is None and known is not None and (subject.last == 0 or (polled and subject.id == "prices.cpi")):
                return known[0]
            over = spoken is not None and spoken.end < published
            return own or (spoken if not over else None) or calendar_of(geo).year(calendar_of(geo).year_of(published))
        near = thread.period is not None and thread.period_near(reading.sentence.index)
        if subject.id == "gdp.growth" or (subject.id == "output.lsm" and not near):
            return spoken if spoken is not None else self._year_told(reading, geo)
        if thread.period is not None and near and thread.span in ("span", "week") and thread.period.start <= published:
            if thread.period.whole_months or subject.id == "prices.spi":
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
        return year if calendar.first_month == year.start.month or year.start.month == 1 else None

    def _year_told(self, reading: Reading, geo: str) -> Interval | None:
        """Growth without a year, told around the end of a year, is that year's."""
        calendar, published = calendar_of(geo), reading.document.published_on
        for number in (calendar.year_of(published) - 1, calendar.year_of(published)):
            days = calendar.year(number)
            if abs((days.end - published).days) <= 62:
                return days
        return None

    def _remember(self, reading: Reading, subjects: list[Subject], chosen: dict[int, tuple[Subject, str]]) -> None:
        index = reading.sentence.index
        if chosen:
            first, home = next(iter(chosen.values()))
            self._last = (first.id, home, index)
            self._abroad = False
            return
        if self._month is None and "prices.cpi" not in self.thread.mains and any(s.id == "prices.cpi" for s in subjects):
            self._month = next(
                (s.interval for s in ratespans.read(reading, self.thread.home or "", "prices.cpi")
                 if s.interval is not None and s.kind == "span" and s.interval.whole_months == 1 and s.interval.end < reading.document.published_on),
                None,
            )  # fmt: skip
        leading = next((s for s in subjects if not s.aside), None)
        if leading is not None and leading.id is None and self._last[0] == "prices.spi":
            return  # the goods of the basket, told one after the other
        if leading is not None:
            self._abroad = leading.region or (self._abroad and leading.id is None)
            name = "gdp.growth" if leading.id == "economy" else leading.id
            self._last = (name, self._geo(reading, leading) if name else None, index)

    def settle(self, figures: list[Figure], published: date) -> None:
        """Inflation for which no period is said is that of the last month that is over."""
        dated = [f for f in figures if f.indicator == "prices.cpi" and f.interval is not None and not f.change]
        last = months_from(shift_months(published, -1), 1)
        self.policy.settle(figures, published)
        for figure in figures:
            if figure.indicator != "prices.cpi" or figure.interval is not None or figure.titled or figure.change:
                continue
            if figure.status in ("actual", "provisional", "estimate") and not figure.compared:
                if not any(f.geo == figure.geo and agree(f, figure) for f in dated):
                    figure.interval = self._month or last



def _told_of_amounts(reading: Reading, subject: Subject) -> bool:
    """ "That is growth of 19.5 percent", "showing a growth of": of the amounts told before, not of an economy."""
    if not subject.bare or subject.id != "gdp.growth" or any(True for _ in reading.cues_of("forecast")):
        return False
    before = reading.lowers[max(0, subject.first - 1) : subject.first]
    return not before or before[0] in _TELLS


def _lists_on(reading: Reading, index: int) -> bool:
    """Whether a figure only goes on with the list of the one before."""
    between = reading.lowers[reading.quantities[index - 1].last : reading.quantities[index].lead] if index else ["."]
    return all(word in (",", "and", "-") for word in between)


def _industry(reading: Reading, subjects: list[Subject], subject: Subject) -> bool:
    """In a report on manufacturing: "the industry witnessed growth of", "contributors to the overall growth of"."""
    if subject.bare:
        earlier = [s for s in subjects if s.last <= subject.first and not s.aside]
        if not earlier:
            return True
        subject = earlier[-1]
    return reading.lowers[max(0, subject.first - 1) : subject.last] in (["the", "industry"], ["the", "sector"])


def _week_ending(reading: Reading) -> Interval | None:
    """ "on a year-on-year basis ending Jan 26"."""
    for period in reading.periods:
        led = reading.lowers[max(0, period.first - 2) : period.first]
        if period.kind == "day" and period.interval is not None and {"ending", "ended", "till"} & set(led):
            return Interval(period.interval.end - timedelta(days=6), period.interval.end)
    return None


def _to(reading: Reading, index: int) -> bool:
    return reading.lowers[reading.quantities[index - 1].last : reading.quantities[index].lead] == ["to"] if index else False
