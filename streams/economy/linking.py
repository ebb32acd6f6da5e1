"""Linking: from the quantities, series, periods and cues of a sentence to figures.

Theory: a sentence is read from left to right as statements. A statement has a series and a period and gives a level, what
the level is compared with, and changes. A period right behind a figure is that figure's; one before it holds for what
follows. What a sentence leaves out comes from the thread of the article. A figure whose series is not sure is left out.
"""

from __future__ import annotations

from streams.economy import stocks
from streams.economy.arithmetic import Growth
from streams.economy.binding import Binding
from streams.economy.calendars import Calendar, Interval, country
from streams.economy.changes import Changes
from streams.economy.figures import Figure
from streams.economy.indicators import Entry, Mention, kinds
from streams.economy.intent import sign, status
from streams.economy.money import Quantity
from streams.economy.naming import Naming
from streams.economy.partners import SEVERAL, Partners, dealt, lists
from streams.economy.periods import Period
from streams.economy.rates import Rates
from streams.economy.recalling import recall
from streams.economy.resolving import compared, step
from streams.economy.roles import Role, pairs, role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.statement import figure as new_figure
from streams.economy.thread import Thread
from streams.economy.timing import Timing
from streams.economy.wordlists import words_of


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
        self._dealt: dict[int, int] = {}
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
        if thread.services is None:
            thread.services = self.naming.services_first(reading)
        if any(m.entry.kind == "other" for m in reading.mentions):
            thread.other_at = index
        settled = any(f.sentence == index and f.change is None for f in self.figures[self._start :])
        for mention in reading.mentions:
            entry = self.naming.resolved(reading, mention)
            if entry is None or entry.kind in ("other", "fx"):
                continue
            if thread.topic is None:
                thread.topic, thread.topic_named = entry.id, not mention.entry.generic
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
                thread.explicit_export, thread.explicit_at = entry.id, index
        spans = [
            p
            for p in reading.periods
            if p.interval is not None and p.kind in ("span", "day", "week") and not p.current
        ]
        told = any(f.sentence == index and f.interval is not None for f in self.figures[self._start :])
        open_spans = [p for p in spans if self.timing.is_context(reading, p)]
        open_spans = [p for p in open_spans if p.kind != "day"]  # "published on Monday"
        if open_spans and not told:
            chosen = open_spans[-1]
            if chosen.kind != "day":
                assert chosen.interval is not None
                thread.speak_of(chosen.interval, chosen.kind, index)
        for period in spans:
            if period.interval is not None and reading.lead(period.first, "base") is None:
                thread.spoken.add(period.interval)
            if period.whole:
                thread.year = period.interval

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
        posts = [self.timing.post(reading, index, roles, used) for index in range(len(quantities))]
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
                    whole = period.whole or (
                        period.interval is not None and period.interval.whole_months == 12
                    )
                    if whole and state.context is not None and _narrower(state.context, period):
                        continue  # "in July-August of the fiscal year (FY23)"
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
        settled = recall(self.figures[max(0, self._start - 12) : self._start], self.figures[self._start :])
        if settled:
            self.figures[self._start :] = [
                f for f in self.figures[self._start :] if not any(f is one for one in settled)
            ]

    def _reckon(self, reading: Reading, state: State, posts: list[Period | None]) -> None:
        """Give the percentages that the numbers themselves place to their levels."""
        index = reading.sentence.index
        own = {f.position: f for f in self.figures[self._start :] if f.sentence == index and f.change is None}
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
            basis = None
            if level.interval is None and base is not None and base.interval is not None:
                # "surged to $2.123 billion, as compared to $1.44 billion during 2019-2020"
                said = self.changes.comparison(reading, state, percent, posts[percent], level)
                level.interval = base.interval.shifted(1 if said == "mom" else 12)
                if level.interval.end > reading.document.published_on:
                    # "shrank to $3.92 billion from $6.1 billion in the first two months of this year": the later one's
                    level.interval, base.interval = base.interval, None
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
        if entry.id == "output-other" and any(
            q.kind == "percent" and q.first <= mention.first < q.last for q in reading.quantities
        ):
            return  # "2.9 per cent of GDP or $19 billion": the size of it
        clause = reading.clause(mention.first)
        leads = state.entry is not None and state.clause == clause and state.level is None
        before = reading.lowers[max(0, mention.first - 2) : mention.first]
        if entry.kind == "other" and leads and words_of("within") & set(before):
            return  # "IT exports ... within services exports": the first series of a clause leads it
        if _aside(reading, mention, state):
            return
        if (
            entry.kind == "other"
            and leads
            and state.mention is not None
            and words_of("listing") & set(reading.lowers[state.mention.last : mention.first])
        ):
            return  # "IT exports, comprising computer services and call centres, ..."
        if any(
            q.kind == "percent"
            and q.last < mention.first <= q.last + 4
            and {"of", "to"} & set(reading.lowers[q.last : mention.first])
            and _share_of(reading.lowers[q.last : mention.first])
            for q in reading.quantities
        ):
            return  # "which accounts for 84 percent of total exports": a share, no subject
        if (
            mention.entry.generic
            and state.entry is not None
            and state.entry.kind == "other"
            and before[-1:] in (["its"], ["their"])
        ):
            return  # "the export of call centre services grew as its exports rose": of the same
        if leads and state.mention is not None and _apposed(reading, state.mention, mention):
            return  # "the current account deficit, a measure of the gap between imports and exports, has soared"
        same = state.mention is not None and reading.clause(state.mention.first) == clause
        if (
            leads
            and same
            and before[-1:] == ["of"]
            and reading.lowers[mention.last : mention.last + 1] == [","]
        ):
            return  # "The textile sector, the backbone of merchandise exports, brought in ..."
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
            and not any(
                c.first <= mention.last + 1
                for c in reading.within(mention.last, mention.last + 2, "up", "down")
            )
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
        if quantity.first in self._taken or index in self._dealt:
            return
        kind = roles[index]
        if quantity.kind == "percent" and kind == "change" and (growths := pairs(reading, index)):
            self._placed[index] = growths
            own = posts[index]
            if (
                own is not None
                and own.kind in ("span", "week")
                and not self.changes.compares(reading, index, own)
            ):
                state.context = own
            return
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
                self.thread.aside = reading.sentence.index
                return
            self._enter(reading, state, bound)
        entry = self.binding.entry(reading, state, quantity, kind)
        if entry is None or entry.kind == "other":
            return
        if entry.kind == "fx" or entry.id.startswith("financing"):
            return
        if quantity.kind == "money" and entry.kind == "flow" and _side(reading, index):
            # "imports increased to $24 billion, for a surplus of $3.5 billion": the balance of the two.
            if not entry.id.startswith(("exports.goods", "imports.goods", "exports.total", "imports.total")):
                return
            entry = Entry("trade.balance", "balance")
        if entry.kind == "rate":
            return
        if quantity.kind == "percent":
            if kind == "change" and entry.kind in ("flow", "balance", "stock"):
                self.changes.percent(reading, state, index, roles, post)
                if (
                    post is not None
                    and not {"reversing", "after", "following", "contrast"}
                    & set(reading.lowers[max(0, quantity.lead - 5) : quantity.lead])
                    and post.kind in ("span", "week")
                    and not self.changes.compares(reading, index, post)
                ):
                    # "grew 26.8 percent in August 2024 and stood at $298 million"
                    state.context = post
            return
        if kind == "increment" and post is not None and post.kind == "span" and state.level is None:
            state.context = post  # "an increase of $2.8bn in 2020, ... to record about $29.6bn"
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
        if entry.kind == "stock" and stocks.nobodys(reading, state, entry, index):
            if not state.explicit:
                state.entry = stocks.NONE
            return
        kind = self._had_been(reading, state, index, kind)
        meant = status(reading, index, kind)
        interval, span = self.timing.interval(reading, state, entry, index, kind, post, meant)
        if kind == "level" and interval is not None and self._accumulated(reading, state, index):
            since = {"since", "from"} & set(reading.lowers) and {"start", "beginning"} & set(reading.lowers)
            known = self.thread.mains.get(entry.id)
            # "since the start of the fiscal year in July": through the month that the article is on.
            interval = self.timing.to_date(known[0] if since and known is not None else interval)
        if (
            kind == "base"
            and state.level is not None
            and state.level.interval
            and interval
            and post is not None
        ):
            state.step = compared(state.level.interval, interval) or state.step
        wished = interval is not None and interval.start > reading.document.published_on
        if meant == "actual" and wished and interval is not None and (interval.whole_months or 0) >= 12:
            return  # "is taking steps to enhance exports to $5 billion by 2023": a wish
        value = quantity.value
        if abs(value) < 100_000:
            return  # no country's trade: a price, or a scale that was left out
        low, high = quantity.low, quantity.high
        if (
            entry.id == "fdi.net"
            and {"outflow", "outflows"} & set(reading.lowers)
            and "net" not in reading.lowers
        ):
            return  # "inflows were $2,295.7 million against an outflow of $677.3 million": none of them is net
        signed = value < 0 or reading.lowers[max(0, quantity.first - 1) : quantity.first] == ["+"]
        if (entry.kind == "balance" or entry.id == "fdi.net") and not signed:
            side = sign(reading, self.thread, entry, index)
            if side == 0 and entry.kind == "balance":
                return
            if side < 0:
                value, low, high = -value, None if high is None else -high, None if low is None else -low
        counterpart = self.partners.counterpart(reading, state, index, geo, entry, kind)
        if counterpart == SEVERAL or (state.several and kind == "base"):
            state.level, state.several = None, True
            return
        state.several = False
        if counterpart is None and self._contradicts(state, entry, interval, quantity):
            # not the sector's: the article has given that, and it is another amount
            entry = Entry("exports.goods", "flow")
        if (
            entry.kind == "flow"
            and entry.id != "remittances"
            and not self.figures[: self._start]
            and counterpart is not None
            and reading.sentence.kind != "body"
        ):
            self.thread.bilateral = counterpart
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
        figure.counterpart, figure.bare = counterpart, entry.generic
        shifted = kind == "level" and self.timing.shifted(reading, state, index, post, interval)
        figure.compared = kind == "base" or shifted or self.timing.recalled(reading, index)
        figure.rule = "amount-base" if figure.compared else "amount-level"
        if meant in ("target", "forecast"):
            state.aim = interval
            if kind == "level" and meant == "forecast":
                state.level = figure
                self._attach(reading, state, figure, index)
        self.figures.append(figure)
        largest = self.thread.largest
        largest[entry.id, quantity.unit] = max(largest.get((entry.id, quantity.unit), 0.0), quantity.value)
        if not figure.compared and meant in ("actual", "provisional", "estimate"):
            self._settle(reading, state, figure)
            self._attach(reading, state, figure, index)

    def _contradicts(self, state: State, entry: Entry, interval: Interval | None, quantity: Quantity) -> bool:
        """Whether a bare "exports" that the thread gives to a sector cannot be the sector's, by what was told before."""
        if interval is None or state.mention is None or not state.mention.entry.generic:
            return False
        if entry.id not in ("exports.it", "exports.textiles", "exports.food", "exports.services"):
            return False
        told = [
            f.value
            for f in self.figures[-40:]
            if f.indicator == entry.id
            and f.interval == interval
            and f.change is None
            and f.counterpart is None
            and f.unit == quantity.unit
            and f.status not in ("target", "forecast")
        ]
        return bool(told) and all(abs(quantity.value / value - 1) > 0.2 for value in told if value)

    def _accumulated(self, reading: Reading, state: State, index: int) -> bool:
        """ "the accumulated surplus", "the cumulative total": through the month that is spoken of."""
        quantity = reading.quantities[index]
        start = state.mention.first if state.mention is not None and state.explicit else quantity.first
        return any(
            "cumulative" in reading.lowers[c.first] or reading.lowers[c.first] == "accumulated"
            for c in reading.within(max(0, start - 3), quantity.lead, "cumulative")
        )

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
        if kinds()[figure.indicator] == "balance":
            thread.sign = -1 if figure.value < 0 else 1
        if figure.interval is None:
            return
        earlier = [
            f
            for f in self.figures[self._start : -1]
            if f.sentence == index and f.indicator == figure.indicator and f.interval
        ]
        if any(f.interval is not None and f.interval.end > figure.interval.end for f in earlier):
            return  # "31.5% in February against 27.6% in January and 12.2% a year before": the first is the subject
        main = thread.mains.get(figure.indicator)
        past = (
            main is not None and main[0] != figure.interval and compared(main[0], figure.interval) is not None
        )
        if past and figure.unit != "percent":
            return  # "The deficit was $13.19 billion in November 2021", in an article on November 2022
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


def _aside(reading: Reading, mention: Mention, state: State) -> bool:
    """Whether a series is named only to explain: "external debt, mainly government debt, rose", "4.7 months of imports"."""
    before = reading.lowers[max(0, mention.first - 3) : mention.first]
    if state.entry is None:
        return False
    share = mention.entry.kind == "other" and reading.lowers[mention.last - 1] == "gdp"
    cover = state.entry.kind == "stock" and (share or {"months", "weeks"} & set(before))
    if state.entry.kind == "stock" and (
        before[-1:] == ["including"]
        or (mention.entry.kind == "fx" and {"when", "after", "since"} & set(before))
    ):
        return True
    return bool(cover) or before[-1:] in (["mainly"], ["mostly"], ["largely"], ["chiefly"])


def _side(reading: Reading, index: int) -> bool:
    """Whether an amount is called a deficit or a surplus by the words right before it."""
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    return any(
        (
            cue.last >= quantity.lead - 2
            or (
                not any(m.first >= cue.first for m in reading.mentions if m.last <= quantity.first)
                and any(m.last <= cue.first for m in reading.mentions)
            )
        )
        and reading.lowers[cue.first] in ("deficit", "surplus", "gap", "shortfall")
        for cue in reading.within(floor, quantity.lead, "deficit", "surplus")
    )


def _share_of(between: list[str]) -> bool:
    return all(
        word
        in (
            "of",
            "to",
            "the",
            "country",
            "'s",
            "total",
            "overall",
            "all",
            "its",
            "our",
            "pakistan",
            "national",
        )
        for word in between
    )


def _apposed(reading: Reading, subject: Mention, mention: Mention) -> bool:
    """Whether a series is named only within the explanation that stands behind the subject, between commas or dashes."""
    words = reading.lowers
    at = subject.last
    if words[at : at + 1] not in ([","], ["—"], ["-"]):
        return False
    if words[at] == "," and words[at + 1 : at + 2] and words[at + 1] not in words_of("apposition"):
        return False
    close = next((p for p in range(at + 1, min(at + 24, len(words))) if words[p] == words[at]), None)
    if close is None or not at < mention.first < close:
        return False
    return not any(at < q.first < close for q in reading.quantities)


def _narrower(inner: Period, outer: Period) -> bool:
    """Whether a period right before a year is a part of it."""
    if inner.interval is None or outer.interval is None or not 0 <= outer.first - inner.last <= 7:
        return False
    return outer.interval.start <= inner.interval.start and inner.interval.end <= outer.interval.end
