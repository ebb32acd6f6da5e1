"""Linking: from the quantities, series, periods and cues of a sentence to figures.

Theory: a sentence is read from left to right as statements. A statement has a series and a period and gives a level, what
the level is compared with, and changes. A period right behind a figure is that figure's; one before it holds for what
follows. What a sentence leaves out comes from the thread of the article. A figure whose series is not sure is left out.
"""

from __future__ import annotations

from streams.economy.arithmetic import Growth
from streams.economy.binding import Binding
from streams.economy.calendars import Calendar, country
from streams.economy.changes import Changes
from streams.economy.figures import Figure
from streams.economy.indicators import Entry, Mention
from streams.economy.intent import sign, status
from streams.economy.money import Quantity
from streams.economy.naming import Naming
from streams.economy.partners import Partners
from streams.economy.periods import Period
from streams.economy.rates import Rates
from streams.economy.resolving import compared, step
from streams.economy.roles import Role, pairs, role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.statement import figure as new_figure
from streams.economy.thread import Thread
from streams.economy.timing import Timing

#: Words by which a series is only a part, an aim or a ground of the one that leads the clause.
_WITHIN = frozenset(["of", "in", "within", "among", "to", "for", "by", "as", "under"])


class Linker:
    """Reads one sentence after the other, keeping the thread."""

    def __init__(self, thread: Thread, calendar: Calendar) -> None:
        self.thread = thread
        self.figures: list[Figure] = []
        self.naming = Naming(thread)
        self.timing = Timing(thread, calendar)
        self.partners = Partners(thread)
        self.changes = Changes(thread, self.figures, self.partners)
        self.rates = Rates(thread)
        self.binding = Binding(thread)
        self._taken: set[int] = set()
        self._placed: dict[int, list[Growth]] = {}
        """Percentages of the sentence that the numbers place, with the pairs that they lead between."""
        self._start = 0
        """Where the figures of the sentence begin."""

    def read(self, reading: Reading, lent: list[Figure]) -> None:
        """Take in a sentence; `lent` are its sums of loans, which are nobody else's."""
        rates = self.rates.read(reading)
        lent = [*lent, *rates]
        self._taken = {figure.position for figure in lent}
        self._start = len(self.figures)
        self.figures.extend(lent)
        mentions = reading.mentions
        if reading.quantities and (mentions or self.thread.indicator or reading.periods):
            self._statements(reading)
        self._spoken(reading, rates)
        self._remember(reading)

    def _spoken(self, reading: Reading, rates: list[Figure]) -> None:
        """The rates of a sentence set what the sentences to come are about."""
        thread, index = self.thread, reading.sentence.index
        for figure in rates:
            if figure.compared or figure.change or figure.status in ("target", "forecast"):
                continue
            thread.indicator, thread.named_at, thread.geo = figure.indicator, index, figure.geo
            if figure.interval is not None and figure.span != "day":
                thread.speak_of(figure.interval, figure.span, index)
                break

    def _remember(self, reading: Reading) -> None:
        """What later sentences may leave out."""
        thread, index = self.thread, reading.sentence.index
        settled = any(f.sentence == index and f.change is None for f in self.figures[self._start :])
        for mention in reading.mentions:
            entry = self.naming.resolved(reading, mention)
            if entry is None or entry.kind == "other":
                continue
            thread.topic = thread.topic or entry.id
            if (
                mention.entry.generic
                and thread.indicator
                and thread.indicator.split(".")[0] == entry.id.split(".")[0]
            ):
                thread.named_at = index
                continue
            if settled:
                continue
            thread.indicator, thread.named_at = entry.id, index
            thread.sign = entry.sign or thread.sign
            if entry.id.startswith("exports."):
                thread.explicit_export = entry.id
        spans = [
            p
            for p in reading.periods
            if p.interval is not None and p.kind in ("span", "day", "week") and not p.current
        ]
        told = any(f.sentence == index and f.interval is not None for f in self.figures[self._start :])
        open_spans = [p for p in spans if self.timing.is_context(reading, p)]
        if open_spans and not told:
            chosen = open_spans[-1]
            if chosen.kind != "day":
                assert chosen.interval is not None
                thread.speak_of(chosen.interval, chosen.kind, index)
        for period in spans:
            if period.whole:
                thread.year = period.interval

    def _statements(self, reading: Reading) -> None:
        state = State()
        self._placed = {}
        quantities = reading.quantities
        roles = [role(reading, index) for index in range(len(quantities))]
        assigned = self.partners.respectively(reading)
        used: set[int] = set()
        posts = [self.timing.post(reading, index, roles[index], used) for index in range(len(quantities))]
        owned = {id(period) for period in posts if period is not None}
        done_mentions, done_periods = 0, 0
        for index, quantity in enumerate(quantities):
            while (
                done_mentions < len(reading.mentions)
                and reading.mentions[done_mentions].first < quantity.first
            ):
                self._enter(reading, state, reading.mentions[done_mentions])
                done_mentions += 1
            while (
                done_periods < len(reading.periods) and reading.periods[done_periods].first < quantity.first
            ):
                period = reading.periods[done_periods]
                done_periods += 1
                if id(period) not in owned and self.timing.is_context(reading, period):
                    if period.kind == "same" and not period.months and state.context is not None:
                        continue  # "During July-May ..., the trade deficit during the period": named already
                    if period.kind == "day":
                        state.day = None if period.weekday else period
                    else:
                        state.context = period
            here = reading.clause(quantity.first)
            if here != state.clause:
                state.clause = here
                state.level = None if not self._continues(reading, state, quantity) else state.level
                state.pending = []
            self._take(reading, state, index, roles, posts, assigned)
        self.changes.flush(reading, state)
        self._reckon(reading, state, posts)

    def _reckon(self, reading: Reading, state: State, posts: list[Period | None]) -> None:
        """Give the percentages that the numbers themselves place to their levels."""
        index = reading.sentence.index
        own = {f.position: f for f in self.figures[self._start :] if f.sentence == index and f.change is None}
        for percent, growths in self._placed.items():
            quantities = reading.quantities
            sure = [
                (own[quantities[g.later].first], own.get(quantities[g.earlier].first))
                for g in growths
                if quantities[g.later].first in own
            ]
            if len({id(level) for level, _ in sure}) != 1:
                self.changes.percent(reading, state, percent, [], posts[percent])
                continue
            level, base = sure[0]
            basis = None
            if base is not None and level.interval and base.interval and base.interval != level.interval:
                basis = compared(level.interval, base.interval)
            basis = basis or self.changes.comparison(reading, state, percent, posts[percent], level) or ""
            self.changes.change(reading, percent, level, basis)
            if base is not None and level.interval and base.interval in (None, level.interval):
                base.interval, base.span = step(level.interval, basis or "yoy"), level.span
                base.compared = True

    def _continues(self, reading: Reading, state: State, quantity: Quantity) -> bool:
        start = max((b for b in reading.breaks if b <= quantity.first), default=0)
        return not any(start <= m.first < quantity.first for m in reading.mentions)

    def _enter(self, reading: Reading, state: State, mention: Mention) -> None:
        entry = self.naming.resolved(reading, mention)
        if entry is None:
            return
        clause = reading.clause(mention.first)
        leads = state.entry is not None and state.clause == clause and state.level is None
        before = reading.lowers[max(0, mention.first - 2) : mention.first]
        if entry.kind == "other" and leads and _WITHIN & set(before):
            return  # "IT exports ... within services exports": the first series of a clause leads it
        if entry.id == "prices.cpi" and state.entry is not None and state.entry.id == "prices.spi":
            return
        if state.entry is not None and state.entry.id != entry.id:
            if state.pending and state.explicit:
                self.changes.flush(reading, state)
            state.level = None
        if (
            entry.id == "remittances"
            and state.entry is not None
            and state.entry.id.startswith("exports")
            and state.clause == clause
            and state.level is None
        ):
            return  # "IT exports received remittances of $306 million"
        if (
            mention.entry.generic
            and state.entry is not None
            and reading.lead(mention.first, "base") is not None
        ):
            return  # "tarpaulin up 14 percent compared to the exports of ...": of the same goods
        if mention.entry.weak and state.explicit and state.clause == clause and state.entry is not None:
            return
        if (
            state.mention is not None
            and state.mention.entry.kind == "other"
            and reading.lowers[state.mention.last : mention.first]
            in (["of"], ["in"], ["of", "the"], ["in", "the"])
        ):
            return  # "the shortfall in tax collection"
        possessor = self.naming.possessor(reading, mention)
        state.entry, state.explicit, state.clause, state.mention = entry, True, clause, mention
        state.geo = possessor.code if possessor else self.thread.home

    def _take(
        self,
        reading: Reading,
        state: State,
        index: int,
        roles: list[Role],
        posts: list[Period | None],
        assigned: dict[int, tuple[Mention | None, Period | None]],
    ) -> None:
        quantity = reading.quantities[index]
        if quantity.first in self._taken:
            return
        kind = roles[index]
        post = posts[index] or self.timing.before_bracket(reading, quantity)
        if index in assigned:
            mention, period = assigned[index]
            if mention is not None:
                self._enter(reading, state, mention)
                state.level = None
            post = period or post
        bound = self.binding.right(reading, state, index)
        if bound is not None:
            if bound.entry.kind == "other":
                return
            self._enter(reading, state, bound)
        entry = self.binding.entry(reading, state, quantity, kind)
        if entry is None or entry.kind == "other":
            return
        if entry.kind == "fx" or entry.id.startswith("financing"):
            return
        if entry.kind == "rate":
            return
        if quantity.kind == "percent":
            if kind == "change" and (growths := pairs(reading, index)):
                self._placed[index] = growths
            elif kind == "change" and entry.kind in ("flow", "balance", "stock"):
                self.changes.percent(reading, state, index, roles, post)
                if (
                    post is not None
                    and post.kind in ("span", "week")
                    and not self.changes.compares(reading, index, post)
                ):
                    # "grew 26.8 percent in August 2024 and stood at $298 million"
                    state.context = post
            return
        if kind in ("level", "base"):
            self._amount(reading, state, entry, index, kind, post)

    def _amount(
        self, reading: Reading, state: State, entry: Entry, index: int, kind: Role, post: Period | None
    ) -> None:
        quantity = reading.quantities[index]
        geo = state.geo or self.thread.home
        if geo is None:
            return
        unit = quantity.unit
        if unit == "RUPEE":
            currency = country(geo).currency
            unit = currency if currency in ("PKR", "INR", "LKR", "NPR") else "PKR"
        kind = self._had_been(reading, state, index, kind)
        meant = status(reading, index, kind)
        interval, span = self.timing.interval(reading, state, entry, index, kind, post, meant)
        if (
            kind == "base"
            and state.level is not None
            and state.level.interval
            and interval
            and post is not None
        ):
            state.step = compared(state.level.interval, interval) or state.step
        value = quantity.value
        if _other_partners(reading, quantity) or value < 100_000:
            return  # "workers from other Gulf countries"; or no country's trade: a price, or a scale that was left out
        low, high = quantity.low, quantity.high
        if entry.kind == "balance" or entry.id == "fdi.net":
            side = sign(reading, self.thread, entry, index)
            if side == 0 and entry.kind == "balance":
                return
            if side < 0:
                value, low, high = -value, None if high is None else -high, None if low is None else -low
        counterpart = self.partners.counterpart(reading, state, index, geo, entry, kind)
        qualifier = (
            "exact"
            if kind == "base"
            and index
            and reading.quantities[index - 1].kind == "percent"
            and quantity.qualifier != "exact"
            and quantity.lead - reading.quantities[index - 1].last <= 1
            else quantity.qualifier
        )
        figure = new_figure(reading, index, entry.id, geo, interval, span, value, unit)
        figure.status, figure.qualifier, figure.low, figure.high = meant, qualifier, low, high
        figure.counterpart = counterpart
        shifted = kind == "level" and self.timing.shifted(reading, state, index, post, interval)
        figure.compared = kind == "base" or shifted
        figure.rule = "amount-base" if figure.compared else "amount-level"
        self.figures.append(figure)
        largest = self.thread.largest
        largest[entry.id, quantity.unit] = max(largest.get((entry.id, quantity.unit), 0.0), quantity.value)
        if not figure.compared and meant in ("actual", "provisional", "estimate"):
            self._settle(reading, state, figure)
            self._attach(reading, state, figure, index)

    def _had_been(self, reading: Reading, state: State, index: int, kind: Role) -> Role:
        """ "over the month before, when they had been $305m": what the level of the sentence is compared with."""
        quantity = reading.quantities[index]
        if (
            kind != "level"
            or state.level is None
            or reading.lowers[quantity.lead - 1] not in ("been", "was", "were", "at")
        ):
            return kind
        between = [
            p
            for p in reading.periods
            if state.level.position < p.first < quantity.first and p.kind in ("shift", "back")
        ]
        return "base" if between and between[-1].last >= quantity.first - 6 else kind

    def _settle(self, reading: Reading, state: State, figure: Figure) -> None:
        """A level sets what the sentences to come are about."""
        state.level = figure
        thread, index = self.thread, reading.sentence.index
        thread.indicator, thread.named_at, thread.geo = figure.indicator, index, figure.geo
        if figure.value < 0:
            thread.sign = -1
        if figure.interval is None:
            return
        earlier = [
            f
            for f in self.figures[self._start : -1]
            if f.sentence == index and f.indicator == figure.indicator and f.interval
        ]
        if any(f.interval is not None and f.interval.end > figure.interval.end for f in earlier):
            return  # "31.5% in February against 27.6% in January and 12.2% a year before": the first is the subject
        state.last_interval, state.last_span = figure.interval, figure.span
        if not figure.compared:
            thread.mains[figure.indicator] = (figure.interval, figure.span)
            thread.speak_of(figure.interval, figure.span, index)

    def _attach(self, reading: Reading, state: State, figure: Figure, index: int) -> None:
        for place, basis in state.pending:
            self.changes.change(
                reading, place, figure, basis or self.changes.beside(reading, index, figure.interval) or ""
            )
        state.pending = []


def _other_partners(reading: Reading, quantity: Quantity) -> bool:
    """Whether a figure is of several countries that are not named one by one."""
    window = reading.lowers[max(0, quantity.first - 5) : quantity.first]
    return "other" in window and bool({"countries", "gulf", "states", "nations"} & set(window))
