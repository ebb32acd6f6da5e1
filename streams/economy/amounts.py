"""Amounts: from a sum of money with its series and its role to a figure with country, period, status and partner."""

from __future__ import annotations

from streams.economy import indollars, parts, rolling, runs, stocks
from streams.economy.calendars import Interval, country
from streams.economy.changes import Changes
from streams.economy.dealing import SEVERAL
from streams.economy.figures import Figure
from streams.economy.indicators import Entry, kinds
from streams.economy.intent import sign, status
from streams.economy.lastyears import long_past
from streams.economy.money import Quantity
from streams.economy.movedaims import revised_from
from streams.economy.partners import Partners
from streams.economy.period import Period
from streams.economy.recipients import Recipients
from streams.economy.resolving import compared
from streams.economy.roles import Role
from streams.economy.rolling import of_month
from streams.economy.sentences import Reading
from streams.economy.sides import by_sides
from streams.economy.statement import State
from streams.economy.statement import figure as new_figure
from streams.economy.steps import digits, earlier_record
from streams.economy.thread import Thread
from streams.economy.timing import Timing

#: No amount of any country in any currency is greater.
_MOST = 1e17
#: Two amounts of one series that are further apart are of two times.
_OTHER = 0.01
#: So many digits make a number one of its kind in an article.
_DIGITS = 3


class Amounts:
    """Takes the amounts of a sentence into the list of figures, and what they say into the thread."""

    def __init__(
        self, thread: Thread, timing: Timing, partners: Partners, changes: Changes, figures: list[Figure]
    ) -> None:
        self.thread, self.timing, self.partners, self.changes = thread, timing, partners, changes
        self.figures = figures
        self._summed: set[int] = set()
        self._recipients = Recipients()
        """Figures, by identity, that sum up twelve months."""
        self.start = 0
        """Where the figures of the sentence begin."""

    def take(
        self, reading: Reading, state: State, entry: Entry, index: int, kind: Role, post: Period | None
    ) -> None:
        """Add the amount at a place, unless its country or its meaning is not sure."""
        quantity = reading.quantities[index]
        geo = state.geo or self.thread.home
        if geo is None:
            return
        named = state.mention.first if state.mention is not None and state.explicit else 0
        if {"average", "daily"} & set(reading.lowers[max(0, named - 2) : named]):
            state.entry, state.level, state.pending = parts.NONE, None, []
            return  # "the monthly average remittances came out to $1.16 billion"
        if entry.kind == "flow" and reading.lowers[quantity.lead - 1] == "averaged":
            return
        led = reading.lowers[max(0, quantity.lead - 6) : quantity.lead]
        if "monthly" in led and led[-2:] in (["deficits", "of"], ["surpluses", "of"]):
            return  # "with monthly current account deficits of $2 billion": so much each
        money = indollars.meant(quantity, entry)
        unit = money.unit
        if unit == "RUPEE":
            currency = country(geo).currency
            unit = currency if currency in ("PKR", "INR", "LKR", "NPR") else "PKR"
        if unit == "CNY" and country(geo).currency == "JPY":
            unit = "JPY"  # "¥1.4 trillion" of Japan
        if entry.kind == "stock" and any(
            p.kind == "partial" and 0 <= p.first - quantity.last <= 2 for p in reading.periods
        ):
            return  # on a day that does not exist
        if entry.kind == "stock" and stocks.nobodys(reading, state, entry, index):
            if not state.explicit:
                state.entry = stocks.NONE
            return
        kind = self._had_been(reading, state, index, kind)
        meant = status(reading, index, kind)
        interval, span = self.timing.interval(reading, state, entry, index, kind, post, meant)
        if kind == "level" and (post or state.context) is not None:
            interval = self._year_before(reading, post or state.context, entry, quantity, interval)
        if (
            kind == "base"
            and post is None
            and state.level is None
            and meant == "actual"
            and not reading.periods
        ):
            # "Compared to $2.9 billion, it is a 21% fall": the amount has been told, with its month
            interval = self._retold(entry, geo, None, money.value, unit, meant) or interval
        yearly = {"annual", "yearly"} & set(reading.lowers[max(0, named - 2) : named])
        if yearly and entry.kind == "flow" and interval is not None and (interval.whole_months or 0) < 12:
            return  # "generates an annual export of around $2.6 billion", in a report on a month
        pointed = state.context is not None and state.context.kind == "shift"
        if pointed and "annual" in led and interval is not None and (interval.whole_months or 12) < 12:
            # "Last year, it set an annual record of $295 billion"
            calendar = country(geo).calendar
            interval = calendar.year(calendar.year_of(interval.end))
        same = post is not None and post.kind in ("shift", "back")
        summed = rolling.months(reading, index, entry, named)
        if summed or (kind == "base" and state.level is not None and id(state.level) in self._summed):
            interval, span = rolling.interval(reading, entry, self.thread, interval, post), "span"
        elif (
            kind == "level" and interval is not None and not same and self._accumulated(reading, state, index)
        ):
            since = {"since", "from"} & set(reading.lowers) and {"start", "beginning"} & set(reading.lowers)
            known = self.thread.mains.get(entry.id)
            # "since the start of the fiscal year in July": through the month that the article is on.
            if since and known is None:
                return  # "since July", and nobody says through when
            interval = self.timing.to_date(known[0] if since and known is not None else interval)
        if (
            kind == "base"
            and state.level is not None
            and state.level.interval
            and interval
            and post is not None
        ):
            state.step = compared(state.level.interval, interval) or state.step
        elif (
            kind == "base" and state.level is None and interval is not None and self.thread.period is not None
        ):
            # "February exports fell 26% from January's $3bn, while imports fell 9.5% from $5.8bn"
            here = state.context.interval if state.context is not None else None
            state.step = compared(here or self.thread.period, interval) or state.step
        elif post is not None and state.level is not None and state.level.interval and interval:
            # "$1.64bn in February over $1.78bn in January, while imports fell to $4.4bn from $4.7bn"
            state.step = compared(state.level.interval, interval) or state.step
        moved = revised_from(reading, self.figures, index, entry) if kind == "base" and post is None else None
        if moved is not None:
            meant, interval, span = moved.status, moved.interval, moved.span
        if kind == "base" and state.step is not None and state.level is not None:
            self.thread.stepped = state.step, reading.sentence.index
        wished = interval is not None and interval.start > reading.document.published_on
        if meant == "actual" and wished and interval is not None and (interval.whole_months or 0) >= 12:
            return  # "is taking steps to enhance exports to $5 billion by 2023": a wish
        if (
            meant == "forecast"
            and post is not None
            and interval is not None
            and state.level is not None
            and state.level.interval is not None
            and interval.end < state.level.interval.end
        ):
            meant = "actual"  # "compared with a poll forecast of $52bn and a surplus of $38bn in February", of March
        value = money.value
        if abs(value) < 100_000:
            return  # no country's trade: a price, or a scale that was left out
        if abs(value) > _MOST:
            return  # nobody's money
        low, high = money.low, money.high
        flows = {"outflow", "outflows"} & set(reading.lowers)
        if (
            entry.id == "fdi.net"
            and flows
            and "net" not in reading.lowers
            and not parts.flowed_out(reading, quantity, state.mention if state.explicit else None)
        ):
            return  # "inflows were $2,295.7 million against an outflow of $677.3 million": none of them is net
        if entry.id == "fdi.net" and parts.of_industry(reading, quantity):
            return  # "in the power sector, net FDI came to $10.6 million"
        signed = value < 0 or reading.lowers[max(0, quantity.first - 1) : quantity.first] == ["+"]
        if (entry.kind == "balance" or entry.id == "fdi.net") and not signed:
            side = sign(reading, self.thread, entry, index)
            side = side or (
                by_sides(self.figures[-40:], geo, interval, quantity) if entry.id == "trade.balance" else 0
            )
            if side == 0 and entry.kind == "balance":
                return
            if side < 0:
                value, low, high = -value, None if high is None else -high, None if low is None else -low
        counterpart = self.partners.counterpart(reading, state, index, geo, entry, kind)
        if (
            counterpart not in (None, SEVERAL, "EU", "GCC")
            and entry.id == "remittances"
            and self._recipients.speaks(reading, geo)
        ):
            geo, counterpart = counterpart or geo, None
        if counterpart == SEVERAL or (state.several and (kind == "base" or meant == "forecast")):
            state.level, state.several, state.pending = None, True, []
            return
        state.several = False
        geo, counterpart = self.partners.groups.sides(geo, counterpart)
        largest = self.thread.largest
        if (
            entry.id == "fdi.net"
            and not state.explicit
            and 0 < 30 * largest.get((entry.id, unit), 0) < abs(value)
        ):
            return  # "is investing $50 billion in roads and railways", where FDI is $280 million
        if entry.id == "fdi.net" and not state.explicit and self._other_sum(interval, counterpart, quantity):
            state.level, state.pending = None, []
            return  # "the inflows shrank to $344m", where FDI is known to be $249m: of all investment
        if counterpart is None and self._contradicts(state, entry, interval, quantity):
            # not the sector's: the article has given that, and it is another amount
            entry = Entry("exports.goods", "flow")
        if (
            entry.id.startswith(("exports.", "imports."))
            and not self.figures[: self.start]
            and counterpart is not None
            and reading.sentence.kind != "body"
            and reading.sentence.index <= 3
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
        if kind == "level" and meant in ("actual", "target") and not reading.periods:
            interval = self._retold(entry, geo, counterpart, value, unit, meant) or interval
        figure = new_figure(reading, index, entry.id, geo, interval, span, value, unit)
        if money is not quantity:
            self.thread.in_dollars.setdefault((entry.id, quantity.unit), []).append(quantity.value)
            figure.rounding = money.rounding
            figure.evidence = [reading.document.evidence(reading.sentence, money.start, money.end)]
        figure.status, figure.qualifier, figure.low, figure.high = meant, qualifier, low, high
        figure.counterpart, figure.bare = counterpart, entry.generic
        shifted = kind == "level" and self.timing.shifted(reading, state, index, post, interval)
        topped = earlier_record(reading.lowers, quantity) and kind == "level"
        figure.compared = kind == "base" or shifted or topped or self.timing.recalled(reading, index)
        figure.rule = "amount-base" if figure.compared else "amount-level"
        if meant in ("target", "forecast"):
            state.aim = interval
            state.aimed = figure if meant == "target" and kind == "level" else None
            if kind == "level" and meant == "forecast":
                state.level = figure
                self._attach(reading, state, figure, index)
        self.figures.append(figure)
        largest[entry.id, quantity.unit] = max(largest.get((entry.id, quantity.unit), 0.0), quantity.value)
        if shifted:
            # "a month before, they were 11.5 percent lower, at $668m": no growth of that month
            behind = {
                place: reading.lowers[reading.quantities[place].last :][:1] for place, _ in state.pending
            }
            state.pending = [
                one
                for one in state.pending
                if behind[one[0]] not in (["lower"], ["higher"], ["less"], ["more"])
            ]
        if summed:
            # What the article says of the month is not about it.
            state.level = figure
            self._summed.add(id(figure))
            self._attach(reading, state, figure, index)
        elif not figure.compared and meant in ("actual", "provisional", "estimate"):
            self._settle(reading, state, figure)
            self._attach(reading, state, figure, index)

    def _other_sum(self, interval: Interval | None, counterpart: str | None, quantity: Quantity) -> bool:
        """Whether investment that only the thread makes direct is another amount than the one told of those days."""
        told = [
            f.value
            for f in self.figures[-40:]
            if f.indicator == "fdi.net" and f.interval == interval and f.unit == quantity.unit
            if f.change is None and f.counterpart is None
        ]
        whole = counterpart is None and interval is not None and bool(told)
        return whole and all(abs(quantity.value / v - 1) > 0.1 for v in told if v)

    def _year_before(
        self,
        reading: Reading,
        period: Period | None,
        entry: Entry,
        quantity: Quantity,
        interval: Interval | None,
    ) -> Interval | None:
        """ "Inflows were $14.5 billion in the previous fiscal year", where the last year has just been given another amount."""
        if period is None or interval is None or interval.whole_months != 12 or entry.kind == "stock":
            return interval
        if not {"previous", "preceding", "prior"} & set(reading.lowers[period.first : period.last]):
            return interval
        told = [
            f.value
            for f in self.figures[max(0, self.start - 4) : self.start]
            if f.indicator == entry.id and f.interval == interval and f.unit == quantity.unit
            if f.change is None and f.counterpart is None and f.status == "actual"
        ]
        other = bool(told) and all(abs(quantity.value / value - 1) > _OTHER for value in told if value)
        return interval.shifted(-12) if other else interval

    def _retold(
        self, entry: Entry, geo: str, counterpart: str | None, value: float, unit: str, meant: str
    ) -> Interval | None:
        """The days of a level told before to the digit, where this telling says nothing of when."""
        if entry.kind == "stock" or digits(value) < _DIGITS:
            return None
        told = {
            f.interval
            for f in self.figures[-40:]
            if (f.indicator, f.geo, f.counterpart, f.unit, f.value)
            == (entry.id, geo, counterpart, unit, value)
            if f.change is None and f.interval is not None and f.status == meant
        }
        return told.pop() if len(told) == 1 else None

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
        return runs.year_so_far(reading, index) or any(
            ("cumulative" in reading.lowers[c.first] or reading.lowers[c.first] == "accumulated")
            and not (reading.lowers[c.first] == "cumulatively" and of_month(reading, quantity))
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
            thread.sign = thread.signs[figure.indicator] = -1 if figure.value < 0 else 1
        if figure.interval is None:
            return
        lead = reading.lowers[max(0, figure.position - 12) : figure.position]
        if {"taking", "bringing"} & set(lead):
            return  # "..., taking the fiscal year's volume to $28 billion": told in passing
        earlier = [
            f
            for f in self.figures[self.start : -1]
            if f.sentence == index and f.indicator == figure.indicator and f.interval
        ]
        if any(f.interval is not None and f.interval.end > figure.interval.end for f in earlier):
            return  # "31.5% in February against 27.6% in January and 12.2% a year before": the first is the subject
        if figure.counterpart is None and not figure.compared:
            thread.sizes[figure.indicator, figure.unit] = abs(figure.value), figure.interval
        main = thread.mains.get(figure.indicator)
        past = (
            main is not None
            and main[0] != figure.interval
            and (
                compared(main[0], figure.interval) is not None or long_past(reading, main[0], figure.interval)
            )
        )
        if past and figure.counterpart is not None and self._own_period(reading, figure):
            thread.speak_of(figure.interval, figure.span, index)
        if past and figure.unit != "percent":
            return  # "The deficit was $13.19 billion in November 2021", in an article on November 2022
        state.last_interval, state.last_span = figure.interval, figure.span
        if not figure.compared:
            thread.mains[figure.indicator] = (figure.interval, figure.span)
            thread.speak_of(figure.interval, figure.span, index)

    def _own_period(self, reading: Reading, figure: Figure) -> bool:
        """Whether a list of partners has its period at the beginning: the sentences to come go on about that."""
        partners = {f.counterpart for f in self.figures[self.start :] if f.sentence == figure.sentence}
        return len(partners) > 1 and any(
            p.kind == "span" and p.interval == figure.interval and p.last <= figure.position
            for p in reading.periods
        )

    def _attach(self, reading: Reading, state: State, figure: Figure, index: int) -> None:
        for place, basis in state.pending:
            self.changes.change(
                reading, place, figure, basis or self.changes.beside(reading, index, figure.interval) or ""
            )
        state.pending = []
