"""Figures that are percentages themselves: inflation, growth, output, the policy rate.

Theory: every percentage of a sentence is given to the subject that the words name (`ratechoice`), or to none. What it is
there (a level, what a level is compared with, the step from the month before) the words beside it tell (`rateroles`), its
period comes from `ratedays`, its status from `ratestatus`. A percentage whose subject is not sure is left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from streams.economy import growthrates, ratejoins, ratemarks, rateroles, ratesigns, ratestatus, rateyears
from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.policyrates import PolicyRates
from streams.economy.rateaverages import RateAverages, twelve_months, year_to
from streams.economy.ratechoice import RateSubjects
from streams.economy.rateclaims import RateClaims
from streams.economy.ratedays import RateDays
from streams.economy.ratespan import Span, calendar_of
from streams.economy.ratesubjects import Subject
from streams.economy.ratetimes import main_of
from streams.economy.rateweeks import week_of_month, week_recalled
from streams.economy.ratewords import words as rate_words
from streams.economy.resolving import step
from streams.economy.sentences import Reading
from streams.economy.statement import figure as new_figure
from streams.economy.thread import Thread

_LONG = timedelta(days=180)
#: Words that leave a figure of a month that is over a guess.
_GUESSES = frozenset(["poll", "polled", "median", "analysts", "economists", "forecast", "expected", "estimate", "estimated", "projected", "projection", "expectations", "predicted", "forecasts"])  # fmt: skip
#: Verbs of a sentence that tells a figure by itself, instead of going on with the list before.
_TELLS = frozenset(["was", "were", "is", "stood", "rose", "fell", "grew", "expanded", "contracted", "shrank", "eased", "slowed", "accelerated", "climbed", "dropped", "averaged", "remained", "reached", "declined", "increased", "surged", "clocked", "hit", "came"])  # fmt: skip
#: Between two figures that the same one is compared with.
_GOES_ON = frozenset([",", "and", "-", "in", "of", "during", "a", "an", "the", "increase", "decrease", "rise", "fall", "decline", "drop", "gain", "growth", "reading", "with", "to", "also", "recorded", "reported", "same", "month", "(", ")", "i", "e", ".", "i.e", "last", "year", "previous", "prior", "preceding", "quarter", "'s"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Place:
    """The rate that percentages of a sentence are of, and the periods that stand beside them."""

    subject: Subject
    id: str
    geo: str
    placed: dict[int, Span]
    shared: Counter[int]
    """How many percentages a span stands beside, by its identity."""


@dataclass(slots=True)
class _Sentence:
    """What has been read of a sentence so far."""

    figures: list[Figure] = field(default_factory=list)
    subject: Subject | None = None
    status: str = ""
    compared: bool = False
    """The figure before was what another one is compared with."""
    earlier: bool = False
    """The figure before was what had been said earlier of the same period."""
    moving: bool = False
    """The figure before was by how much prices moved since nobody says when: so are those beside it."""


class Rates:
    """Reads the percentages of an article, sentence after sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.policy = PolicyRates(thread)
        self.subjects = RateSubjects(thread, self.policy)
        self.days = RateDays(thread)
        self.claims = RateClaims()
        self.averages = RateAverages()
        self._quarters: dict[str, Interval] = {}
        """The first quarter that a rate was told of, by series: a step of no named quarter is of that."""
        self.steps: set[tuple[str, float]] = set()
        """Percentages that count from the month or week before, by series: in a title they do not say so."""
        self._yearly: set[int] = set()
        """The figures of growth, by identity, that say that they count over a year."""
        self._status = "actual"
        """The status of the figure read last, for a list that goes on in the next sentence."""

    def read(self, reading: Reading) -> list[Figure]:
        """The rates of a sentence."""
        subjects = self.subjects.read(reading)
        self.policy.read(reading, subjects)
        chosen = self.subjects.chosen(reading, subjects)
        state = _Sentence()
        groups: dict[tuple[str, str], list[int]] = {}
        for index, (subject, geo) in chosen.items():
            groups.setdefault((subject.id or "", geo), []).append(index)
        placed = {
            (name, geo): self.days.times.placed(reading, geo, name, indexes)
            for (name, geo), indexes in groups.items()
        }
        shared = {key: Counter(id(span) for span in spans.values()) for key, spans in placed.items()}
        for index, (subject, geo) in chosen.items():
            if subject != state.subject:
                kept = state.subject is not None and state.subject.id == subject.id == "policy_rate"
                kept = kept or (state.status in ("forecast", "target") and ratejoins.gapped(reading, index))
                state.subject, state.status = subject, state.status if kept else ""
            key = subject.id or "", geo
            place = _Place(subject, key[0], geo, placed[key], shared[key])
            if subject.id == "policy_rate":
                self._policy(reading, state, index, place)
            elif subject.id == "prices.spi" or not ratemarks.elsewhen(reading, index):
                self._rate(reading, state, index, place)
        if not chosen:
            self.days.pass_by(reading, subjects)
        self.subjects.remember(reading, subjects, chosen)
        return state.figures

    def settle(self, figures: list[Figure], published: date) -> None:
        """Give the rates without a period what the whole article says of it, or what goes without saying."""
        self.policy.settle(figures, published)
        self.days.settle(figures, published)
        self.steps |= self.claims.settle(figures, published)
        growthrates.settle(figures, self.claims.unsure, self._yearly)

    def _policy(self, reading: Reading, state: _Sentence, index: int, place: _Place) -> None:
        here, before = place.placed.get(index), state.status or "actual"
        after = place.placed.get(index + 1)
        if here is None and after is not None and rateroles.is_base(reading, index + 1):
            here = after  # "to 9.75 percent from 10 percent last month"
        figure = self.policy.figure(reading, index, place.geo, place.subject, here, before)
        if figure is not None:
            state.figures.append(figure)
            state.status = state.status if figure.compared else figure.status

    def _rate(self, reading: Reading, state: _Sentence, index: int, place: _Place) -> None:
        quantity, published = reading.quantities[index], reading.document.published_on
        last = state.figures[-1] if state.figures else None
        listed = (state.compared or (last is not None and last.compared)) and _lists_on(reading, index)
        bracketed = last is not None and ratejoins.bracketed(reading, index)
        base = state.compared = rateroles.is_base(reading, index) or listed or bracketed
        here = place.placed.get(index)
        twin = here is not None and place.shared[id(here)] > 1
        earlier = base and (
            rateroles.earlier_telling(reading, index, here)
            or (listed and here is None and state.earlier)
            or (here is None and state.status == "forecast" and ratemarks.bracketed(reading, index))
            or (here is None and last is not None and last.change is None and _expected(reading, index))
        )
        state.earlier = earlier
        meant = self._status_of(reading, state, index, place.subject, base=base, earlier=earlier)
        interval = self.days.days(
            reading, state.figures, index, place.subject, place.geo, here, place.placed,
            meant=meant, base=base and not twin and meant != "target", earlier=earlier,
        )  # fmt: skip
        meant = ratestatus.dated(meant, interval, published)
        if meant == "forecast" and interval is not None and interval.end < published:
            around = reading.lowers[max(0, quantity.lead - 9) : quantity.last + 6]
            guess = bool(_GUESSES & set(around))
            # Nobody foresees a quarter that was over half a year ago.
            past = interval.whole_months == 3 and published - interval.end > _LONG
            before = reading.lowers[max(0, quantity.lead - 3) : quantity.lead]
            past = past or (
                "after" in before and not guess
            )  # "by 2pc this year after shrinking 0.2pc in FY23"
            if (base and not earlier and not twin) or (interval.whole_months == 1 and not guess) or past:
                meant = "actual"
        main = main_of(state.figures, reading.sentence.index, place.id, place.geo)
        bare = place.subject.last == 0
        averaged = self.averages.rolling(reading, index, place.id, base=base, bare=bare)
        if averaged and interval is None:
            interval = self.days.month(published)
        if averaged and interval is not None and meant not in ("forecast", "target"):
            self._average(reading, state, index, place, interval, meant, base=base)
            return
        basis = rateroles.step(reading, index, place.subject, interval, main)
        if basis is None and place.id == "prices.cpi":
            rises = rateroles.moved(reading, index, place.subject)
            basis = "mom" if rateyears.monthly(reading, index, place.geo, last, moved=rises) else None
        if base and last is not None and last.change and last.indicator == place.id:
            # "it rose by 0.5 percent, compared to an increase of 1.8 percent in the previous month"
            basis, main = last.change, interval
            led = set(reading.lowers[max(0, quantity.lead - 4) : quantity.lead])
            if interval == last.interval or _GUESSES & led:
                return
        if basis is not None and meant in ("forecast", "target") and not base:
            return  # "with a monthly rate of 2.6% expected": nobody's level, and no change of what came
        if basis is not None:
            own = None if base else interval
            self._step(reading, state, index, place, main or interval, own, basis)
        elif rateroles.levelled(reading, index, place.subject, base=base):
            if not (base and state.moving):
                self._level(reading, state, index, place, interval, meant, base=base)
                state.moving = False
        elif not base:
            # "it fell by 0.7% in December, as compared to an increase of 0.2% in November"
            state.moving = place.id == "prices.cpi"

    def _status_of(
        self, reading: Reading, state: _Sentence, index: int, subject: Subject, *, base: bool, earlier: bool
    ) -> str:
        quantity, words = reading.quantities[index], reading.lowers
        said = ratestatus.status(reading, index, subject)
        goes_on = subject.last == 0 and not state.figures
        if goes_on and said not in ("forecast", "target") and not _TELLS & set(words[: quantity.lead]):
            said = self._status
        if base and not earlier:
            led = set(words[max(0, quantity.lead - 5) : quantity.lead])
            guess = bool(rate_words().forecast_nouns & led) and "of" in led
            return "target" if said == "target" else "forecast" if guess else "actual"
        if not earlier:
            return said or state.status or "actual"
        told = set(words[max(0, quantity.lead - 5) : quantity.last + 3])
        if said == "target":
            return said
        if rate_words().forecast_nouns & told or _expected(reading, index):
            return "forecast"
        meant = state.status or said or "actual"
        if meant == "target" and {"estimate", "estimates"} & told:
            return "forecast"
        return said if said in ("provisional", "estimate") and meant != "forecast" else meant

    def _average(
        self, reading: Reading, state: _Sentence, index: int, place: _Place,
        interval: Interval, meant: str, *, base: bool,
    ) -> None:  # fmt: skip
        """An average of the twelve months up to one: what the article says of the month is not about it."""
        known = self.thread.mains.get(place.id)
        days = year_to(reading, interval, calendar_of(place.geo)) or twelve_months(interval)
        self._level(reading, state, index, place, days, meant, base=base)
        if known is None:
            self.thread.mains.pop(place.id, None)
        else:
            self.thread.mains[place.id] = known

    def _level(
        self, reading: Reading, state: _Sentence, index: int, place: _Place,
        interval: Interval | None, meant: str, *, base: bool,
    ) -> None:  # fmt: skip
        quantity = reading.quantities[index]
        kind, recalled = "span", None
        if place.id == "prices.spi":
            if interval is None or (
                interval.whole_months == 1 and not _of_month(reading, place.placed.get(index), interval)
            ):
                interval = self.days.week(reading) or interval
            recalled = week_recalled(reading, index)
            interval = week_of_month(reading, place.placed.get(index)) or recalled or interval
            kind = "span" if interval is not None and interval.whole_months else "week"
        value = quantity.value * ratesigns.sign(reading, index, place.subject)
        figure = new_figure(reading, index, place.id, place.geo, interval, kind, value, "percent")
        figure.status, figure.compared, figure.qualifier = meant, base, quantity.qualifier
        figure.low, figure.high = quantity.low, quantity.high
        if value < 0 < quantity.value and quantity.low is not None and quantity.high is not None:
            figure.low, figure.high = -quantity.high, -quantity.low
        figure.rule = "rate-base" if base else "rate-level"
        state.figures.append(figure)
        if rateroles.moved(reading, index, place.subject):
            self.claims.moved(figure)
        if place.id == "gdp.growth" and _over_year(reading, index):
            self._yearly.add(id(figure))
        if self.days.guessed:
            self.claims.guessed(figure)
        self.days.tell(figure)
        if not base:
            state.status = self._status = meant
            if interval is not None and interval.whole_months == 3 and place.geo == self.thread.home:
                self._quarters.setdefault(place.id, interval)
            later = interval is not None and any(
                f.indicator == place.id
                and f.geo == place.geo
                and f.interval is not None
                and f.interval.end > interval.end
                and not f.compared
                for f in state.figures[:-1]
            )  # "rose 25.2 percent following an increase of 24.5 percent in September"
            known = self.thread.mains.get(place.id)
            year_ago = known is not None and known[0].whole_months == 1 and interval == known[0].shifted(-12)
            past = recalled is not None and known is not None  # "since Aug 18, 2022 when the SPI stood at"
            if (
                known is not None
                and interval is not None
                and known[0].whole_months == interval.whole_months
                and interval.whole_months in (1, 3)
            ):
                # "rose to 6.24pc in October. It was 5.6pc in September": the words go on about October
                past = past or (interval.end < known[0].end and place.geo == self.thread.home)
            if past or later or year_ago or _recalled(reading, index, place.placed.get(index)):
                return
            if interval is not None and meant not in ("target", "forecast"):
                self.thread.mains[place.id] = (interval, kind)

    def _step(
        self, reading: Reading, state: _Sentence, index: int, place: _Place,
        interval: Interval | None, own: Interval | None, basis: str,
    ) -> None:  # fmt: skip
        """A step from the month or week before: a change of that month's level, or a figure of its own."""
        quantity, weekly = reading.quantities[index], place.id == "prices.spi"
        self.steps.add((place.id, abs(quantity.value)))
        known = self.thread.mains.get(place.id)
        if known is not None and interval is own and own in (step(known[0], basis), None):
            interval = known[0]  # "Over the previous week the increase was 0.12pc"
        if weekly and (interval is None or (interval.whole_months and basis != "mom")):
            interval = self.days.week(reading)
        if basis == "qoq" and (interval is None or interval.whole_months != 3):
            interval = self._quarters.get(place.id)
        if interval is None or (not weekly and interval.whole_months not in (1, 3)):
            return
        if weekly:
            self.thread.mains.setdefault("prices.spi", (interval, "week"))
        if basis == "mom" and interval.whole_months == 3:
            basis = "qoq"  # "on a sequential basis ... in the latest quarter"
        value = ratesigns.stepped(reading, index) * quantity.value
        weekly = weekly and not interval.whole_months
        span = "week" if weekly else "span"
        figure = new_figure(reading, index, place.id, place.geo, interval, span, value, "percent")
        figure.change, figure.rule = basis, "rate-step"
        # What another step is compared with is not what the sentence goes on about.
        figure.compared = bool(state.figures and state.figures[-1].change and own is None)
        state.figures.append(figure)


def _of_month(reading: Reading, here: Span | None, interval: Interval) -> bool:
    """Whether the words date a rate by a month: "the SPI rose by 3.2pc in April 2025", not by a week of it."""
    if here is not None and (here.kind == "shift" or here.shift is not None):
        return True
    return any(p.interval == interval for p in reading.periods)


def _recalled(reading: Reading, index: int, here: Span | None) -> bool:
    """Whether a figure is only told to compare with, and not gone on about.

    "the highest since November 2018"; "the fastest since the first quarter of 2015, when GDP grew 5.6%".
    """
    if here is not None and reading.lowers[max(0, here.first - 1) : here.first] == ["since"]:
        return True
    lead = reading.quantities[index].lead
    words = reading.lowers[max(0, lead - 18) : lead]
    return "since" in words and "when" in words[words.index("since") :]


def _expected(reading: Reading, index: int) -> bool:
    """ "advanced 2.3 percent compared to the expected growth of 2.1 percent": what had been thought of the same figure."""
    led = reading.lowers[max(0, reading.quantities[index].lead - 4) : reading.quantities[index].lead]
    return any(
        word in ("expected", "projected", "anticipated") and led[n - 1 : n] == ["the"]
        for n, word in enumerate(led)
    )


def _over_year(reading: Reading, index: int) -> bool:
    """Whether the words beside a percentage say that it counts from a year before."""
    quantities, quantity = reading.quantities, reading.quantities[index]
    floor = quantities[index - 1].last if index else 0
    stop = quantities[index + 1].lead if index + 1 < len(quantities) else len(reading.lowers)
    if reading.within(floor, quantity.lead, "yoy") or reading.within(quantity.last, stop, "yoy"):
        return True
    return any(p.shift == "yoy" and floor <= p.first and p.last <= stop for p in reading.periods)


def _lists_on(reading: Reading, index: int) -> bool:
    """Whether a figure only goes on with the list of the one before."""
    if not index:
        return False
    first, last = reading.quantities[index - 1].last, reading.quantities[index].lead
    taken = {place for p in reading.periods for place in range(p.first, p.last)}
    between = [reading.lowers[place] for place in range(first, last) if place not in taken]
    if all(word in (",", "and", "-") for word in between):
        return True
    # "compared with a rise of 2.5% a month before and one of 1.6% in August 2019"
    return "and" in between and all(word in _GOES_ON for word in between)
