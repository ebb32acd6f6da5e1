"""Linking: from the quantities, series, periods and cues of a sentence to figures.

Theory: a sentence is read from left to right as statements. A statement has a series and a period and gives a level, what
the level is compared with, and changes. A period right behind a figure is that figure's; one before it holds for what
follows. What a sentence leaves out comes from the thread of the article. A figure whose series is not sure is left out.
"""

from __future__ import annotations

from streams.economy import (
    basepairs,
    fronting,
    neighbours,
    onepartner,
    parts,
    partsof,
    runs,
    together,
    wholes,
)
from streams.economy.ahead import opened
from streams.economy.amounts import Amounts
from streams.economy.arithmetic import Growth
from streams.economy.binding import Binding
from streams.economy.calendars import Calendar
from streams.economy.changes import Changes
from streams.economy.figures import Figure
from streams.economy.indicators import Entry, Mention
from streams.economy.lists import dealt, lists, share
from streams.economy.money import Quantity
from streams.economy.naming import Naming
from streams.economy.partners import Partners
from streams.economy.period import Period, dates, narrower, said_again
from streams.economy.ratequarters import reckoned
from streams.economy.rates import Rates
from streams.economy.recalling import recall
from streams.economy.reckoning import pairs
from streams.economy.resolving import compared, step
from streams.economy.roles import Role, role
from streams.economy.sentences import Reading
from streams.economy.sides import of_balance, of_last_year, other_side, side
from streams.economy.standing import of_all
from streams.economy.statement import State
from streams.economy.subjects import Subjects
from streams.economy.thread import Thread
from streams.economy.timing import Timing


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
        self.subjects = Subjects(self.naming, self.changes)
        self.amounts = Amounts(thread, self.timing, self.partners, self.changes, self.figures)
        self._taken: set[int] = set()
        self._dealt: dict[int, int] = {}
        self._placed: dict[int, list[Growth]] = {}
        """Percentages of the sentence that the numbers place, with the pairs that they lead between."""

    def read(self, reading: Reading, lent: list[Figure]) -> None:
        """Take in a sentence; `lent` are its sums of loans, which are nobody else's."""
        rates = self.rates.read(reading)
        lent = [*lent, *rates]
        self._taken = {figure.position for figure in lent}
        self.amounts.start = len(self.figures)
        self.figures.extend(lent)
        mentions = reading.mentions
        self.partners.open(reading, self.thread.home)
        if reading.quantities and (mentions or self.thread.indicator or reading.periods):
            self._statements(reading)
        self._spoken(reading, rates)
        self._remember(reading)

    def _spoken(self, reading: Reading, rates: list[Figure]) -> None:
        """The rates of a sentence set what the sentences to come are about."""
        thread, index = self.thread, reading.sentence.index
        for figure in rates:
            if figure.change == "mom" and figure.interval is not None and not figure.compared:
                thread.speak_of(
                    figure.interval, figure.span, index
                )  # "rose 15.7% month-on-month in December 2023"
            ahead = figure.status in ("target", "forecast") and figure.geo == thread.home
            if ahead and figure.interval is not None and figure.interval.whole_months == 12:
                thread.foreseen = figure.interval, index
            if figure.compared or figure.change or figure.status in ("target", "forecast"):
                continue
            thread.indicator, thread.named_at, thread.geo = figure.indicator, index, figure.geo
            if figure.interval is not None and figure.span != "day":
                thread.speak_of(figure.interval, figure.span, index)
                break

    def _remember(self, reading: Reading) -> None:
        """What later sentences may leave out."""
        thread, index = self.thread, reading.sentence.index
        first = self.subjects.abroad.first(reading)
        owner = self.naming.possessor(reading, first) if first is not None else None
        self.subjects.abroad.read(reading, owner.code if owner is not None else None, first)
        if thread.services is None:
            thread.services = self.naming.services_first(reading)
        elif thread.services and self.naming.turns_to_goods(reading):
            thread.turn_to_goods(index)
        if any(m.entry.kind == "other" for m in reading.mentions):
            thread.other_at = index
        settled = any(f.sentence == index and f.change is None for f in self.figures[self.amounts.start :])
        for mention in reading.mentions:
            entry = self.naming.resolved(reading, mention)
            if entry is None or entry.kind in ("other", "fx") or fronting.explained(reading, mention):
                continue
            if {"goods", "services"} <= set(reading.lowers[mention.first : mention.last]):
                thread.all_trade = thread.all_trade or entry.id == "trade.balance"
            if thread.topic is None:
                thread.topic, thread.topic_named = entry.id, not mention.entry.generic
            if (
                mention.entry.generic
                and thread.indicator
                and thread.indicator.split(".")[0] == entry.id.split(".")[0]
            ):
                thread.named_at = index
                continue
            if entry.id.startswith("exports.") and not (settled and mention.entry.generic):
                thread.explicit_export, thread.explicit_at = entry.id, index
            if settled:
                continue
            thread.indicator, thread.named_at = entry.id, index
            thread.sign = entry.sign or thread.sign
        if (taken := partsof.whole(reading, self.figures[self.amounts.start :])) is not None:
            thread.indicator, thread.named_at, thread.geo = taken.indicator, index, taken.geo
        aimed = [
            f for f in self.figures[self.amounts.start :] if f.sentence == index and f.status == "target"
        ]
        if aimed and thread.indicator is None:
            # "The board faced a shortfall against a target of Rs4.6tr. It collected ...": of that series
            thread.indicator, thread.named_at, thread.geo = aimed[0].indicator, index, aimed[0].geo
        spans = [
            p
            for p in reading.periods
            if p.interval is not None and p.kind in ("span", "day", "week") and not p.current
        ]
        spans = spans if not runs.defines_year(reading) else []
        here = [
            f for f in self.figures[self.amounts.start :] if f.sentence == index and f.interval is not None
        ]
        ahead = ("forecast", "target")
        told = any(f.status not in ahead or not self._over(reading, f) for f in here)
        if reading.sentence.kind == "bullet":
            thread.hold(index)
        open_spans = [p for p in spans if neighbours.holds(reading, p)]
        open_spans = [p for p in open_spans if p.kind != "day" and not neighbours.of_base(reading, p)]
        open_spans = [p for p in open_spans if not thread.recalls(reading.lowers, p.interval)]
        if open_spans and not told:
            chosen = neighbours.newest(open_spans)
            ours = any(m.entry.kind != "other" for m in reading.mentions)
            ours = ours or any(q.kind == "money" for q in reading.quantities)
            if chosen.whole and chosen.first > 3 and thread.period is not None and not ours:
                open_spans = []  # "the tourists numbered 15.7 million in 2024", in an article on a half-year
        if open_spans and not told and chosen.kind != "day":
            assert chosen.interval is not None
            thread.speak_of(chosen.interval, chosen.kind, index)
        for period in spans:
            if period.interval is not None and reading.lead(period.first, "base") is None:
                thread.spoken.add(period.interval)
            if period.whole and not reckoned(reading, period.first):
                thread.year = period.interval

    def _over(self, reading: Reading, figure: Figure) -> bool:
        """Whether a figure is of a time that is past, so that a forecast of it is what the article is about."""
        return figure.interval is not None and figure.interval.end <= reading.document.published_on

    def _statements(self, reading: Reading) -> None:
        state = State()
        self._placed = {}
        quantities = reading.quantities
        self._dealt = dealt(reading)
        roles = [role(reading, index) for index in range(len(quantities))]
        for group in lists(reading):
            # "compared with $504m, $362m and $213m": one role for all.
            if roles[group[0]] == "base":
                roles = ["base" if place in group else kind for place, kind in enumerate(roles)]
        assigned = self.partners.respectively(reading)
        used: set[int] = set()
        posts = [neighbours.behind(reading, index, roles, used) for index in range(len(quantities))]
        share(reading, posts)
        owned = {id(period) for period in posts if period is not None}
        done_mentions, done_periods = 0, 0
        for index, quantity in enumerate(quantities):
            while (
                done_mentions < len(reading.mentions)
                and reading.mentions[done_mentions].first < quantity.first
            ):
                self.subjects.enter(reading, state, reading.mentions[done_mentions])
                done_mentions += 1
            while (
                done_periods < len(reading.periods) and reading.periods[done_periods].first < quantity.first
            ):
                period = reading.periods[done_periods]
                done_periods += 1
                if id(period) not in owned and neighbours.holds(reading, period):
                    whole = period.whole or (
                        period.interval is not None and period.interval.whole_months == 12
                    )
                    if whole and state.context is not None and narrower(state.context, period):
                        continue  # "in July-August of the fiscal year (FY23)"
                    if state.context is not None and said_again(state.context, period):
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
        opened(reading, self.figures[self.amounts.start :])
        together.date(reading, self.figures[self.amounts.start :])
        onepartner.settle(reading, self.figures[self.amounts.start :])
        basepairs.settle(reading, self.figures[self.amounts.start :])
        together.latest(reading, self.figures[self.amounts.start :])
        start = self.amounts.start
        wholes.settle(reading, self.figures[max(0, start - 40) : start], self.figures[start:])
        settled = recall(
            self.figures[max(0, self.amounts.start - 12) : self.amounts.start],
            self.figures[self.amounts.start :],
        )
        if settled:
            self.figures[self.amounts.start :] = [
                f for f in self.figures[self.amounts.start :] if not any(f is one for one in settled)
            ]

    def _reckon(self, reading: Reading, state: State, posts: list[Period | None]) -> None:
        """Give the percentages that the numbers themselves place to their levels."""
        index = reading.sentence.index
        own = {
            f.position: f
            for f in self.figures[self.amounts.start :]
            if f.sentence == index and f.change is None
        }
        for percent, amount in self._dealt.items():
            level = own.get(reading.quantities[amount].first)
            if level is not None:
                basis = self.changes.comparison(
                    reading, state, max(self._dealt), posts[max(self._dealt)], level
                )
                self.changes.change(reading, percent, level, basis or "")
        for percent, growths in self._placed.items():
            quantities = reading.quantities
            sure = [
                (own[quantities[g.later].first], own.get(quantities[g.earlier].first))
                for g in growths
                if quantities[g.later].first in own
            ]
            if len({id(level) for level, _ in sure}) != 1:
                continue
            level, base = sure[0]
            if base is not None and base.status == "target":
                continue  # "Rs384bn against a target of Rs350bn, an increase of 9.7%": over the target
            basis = None
            if (
                level.interval is None
                and base is not None
                and base.interval is not None
                and level.span != "partial"
            ):
                # "surged to $2.123 billion, as compared to $1.44 billion during 2019-2020"
                said = self.changes.comparison(reading, state, percent, posts[percent], level)
                level.interval = base.interval.shifted(1 if said == "mom" else 12)
                if level.interval.end > reading.document.published_on:
                    # "shrank to $4bn from $6bn in January-February this year": the later one's
                    level.interval, base.interval = base.interval, None
            if base is not None and level.interval and base.interval and base.interval != level.interval:
                basis = compared(level.interval, base.interval)
            basis = basis or self.changes.comparison(reading, state, percent, posts[percent], level) or ""
            falls = {g.falls for g in growths if own.get(quantities[g.later].first) is level}
            told = (
                (-1 if falls.pop() else 1)
                if level.indicator.endswith("balance") and len(falls) == 1
                else None
            )
            self.changes.change(reading, percent, level, basis, told)
            if base is not None and level.interval and base.interval in (None, level.interval):
                base.interval, base.span = step(level.interval, basis or "yoy"), level.span
                base.compared = True

    def _continues(self, reading: Reading, state: State, quantity: Quantity) -> bool:
        start = max((b for b in reading.breaks if b <= quantity.first), default=0)
        return not any(start <= m.first < quantity.first for m in reading.mentions)

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
        if quantity.first in self._taken or index in self._dealt:
            return
        kind = roles[index]
        if quantity.kind == "percent" and kind == "change" and (growths := pairs(reading, index)):
            self._placed[index] = growths
            own = posts[index]
            if own is not None and dates(own) and not self.changes.compares(reading, index, own):
                state.context = own
            return
        post = posts[index] or neighbours.bracketed(reading, quantity)
        if index in assigned:
            mention, period = assigned[index]
            if mention is not None:
                self.subjects.enter(reading, state, mention)
                state.level, state.clause = None, reading.clause(quantity.first)
            post = period or post
        if kind == "change" and quantity.kind == "percent" and fronting.fronted(reading, index):
            state.pending.append((index, self.changes.comparison(reading, state, index, post, None) or ""))
            return
        post = None if fronting.settles(reading, index, post) else post
        bound = self.binding.right(reading, state, index)
        if bound is not None:
            meant = self.naming.resolved(reading, bound)
            if bound.entry.kind == "other" and (meant is None or meant.kind == "other"):
                self.thread.aside, state.apart = reading.sentence.index, index
                return
            self.subjects.enter(reading, state, bound)
        elif state.apart == index - 1 and neighbours.held_against(reading, index):
            state.apart = index  # "Rs59bn in customs duty against a target of Rs65bn"
            return
        if kind == "base" and not index and bound is not None and other_side(reading, bound):
            kind = "level"  # "Compared to $2 billion in exports, the value of imports stood at": of the same months
        told = self.figures[-1] if self.figures[self.amounts.start :] else None
        if kind == "base" and (other := neighbours.other_side(reading, told, index)) is not None:
            # "imports were valued at $5.6bn, lower than exports of $5.8bn": of the same months
            kind, state.level, state.mention, state.explicit = "level", None, other, True
            state.entry = self.naming.resolved(reading, other)
        entry = self.binding.entry(reading, state, quantity, kind)
        if entry is None or entry.kind == "other":
            if entry is not None and post is not None and post.kind == "span" and state.context is None:
                state.context = (
                    post  # "The services deficit widened to $2bn in July-January, even as exports rose"
                )
            return
        entry = of_all(reading, quantity, entry, self.thread.home)
        if entry.kind == "fx" or entry.id.startswith("financing"):
            return
        if entry.id in ("remittances", "fdi.net") and parts.of_balance(reading, quantity):
            return
        if quantity.kind == "money" and entry.kind == "flow" and side(reading, index):
            # "imports increased to $24 billion, for a surplus of $3.5 billion": the balance of the two.
            if not entry.id.startswith(("exports.goods", "imports.goods", "exports.total", "imports.total")):
                return
            entry = Entry("trade.balance", "balance")
        elif kind == "base" and entry.kind == "flow" and of_balance(reading, state):
            entry = Entry("trade.balance", "balance")  # "the deficit stood at $9.2bn, compared with $10.6bn"
        if entry.kind == "rate":
            return
        traded = entry.id.startswith(("exports.", "imports.", "trade."))
        owned = (traded or entry.id == "fdi.net") and parts.of_owners(reading, quantity)
        owned = owned or (
            entry.id == "remittances" and kind == "level" and parts.of_senders(reading, quantity)
        )
        if owned or (traded and quantity.kind == "money" and parts.of_else(reading, quantity)):
            state.entry, state.level, state.pending = parts.NONE, None, []
            return  # "of this, the domestic sector reached $8.49 billion, up 5.7 per cent"
        if quantity.kind == "percent":
            if kind == "change" and entry.kind in ("flow", "balance", "stock"):
                self.changes.percent(reading, state, index, roles, post)
                if (
                    post is not None
                    and not neighbours.led_by_past(reading, quantity.lead - 5, quantity.lead)
                    and dates(post)
                    and not self.changes.compares(reading, index, post)
                ):
                    # "grew 26.8 percent in August 2024 and stood at $298 million"
                    state.context = post
                elif post is not None and self.thread.period is None and of_last_year(reading, post):
                    state.context = post  # "exports rose 10.2 percent last year to $157.1 billion"
            return
        if (
            (kind == "increment" or (kind == "other" and quantity.kind == "money"))
            and post is not None
            and dates(post)
            and (state.context is None or state.level is None)
        ):
            state.context = post  # "an increase of $2.8bn in 2020, ... to record about $29.6bn"
        if kind in ("level", "base"):
            self.amounts.take(reading, state, entry, index, kind, post)
