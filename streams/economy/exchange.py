"""Exchange rates: local currency for a dollar or another currency, in the interbank or the open market.

A rate stands with its currency ("Rs279.96") or without ("279.96 to the dollar"). Its day is the trading day: the one named,
else that of publication; "the day before" goes back over the days on which nobody trades.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from streams.economy.calendars import Interval, country
from streams.economy.currencies import bought as bought_by
from streams.economy.currencies import equal as equal_to
from streams.economy.currencies import foreign_of
from streams.economy.figures import Figure
from streams.economy.money import Quantity
from streams.economy.period import Period
from streams.economy.quotes import (
    HIGH,
    LOW,
    against,
    compared,
    dealt,
    held_against,
    hoped,
    it_trades,
    moved,
    plain,
    quote_words,
    trades_at,
    vague,
    whole_rate,
)
from streams.economy.sentences import Reading
from streams.economy.thread import Thread
from streams.economy.tradedays import ended_year, of_last_week, on_end, trading_day, week_before
from streams.text.lexicon import Match
from streams.text.numbers import read as read_numbers

#: So many rates a sentence is read for; more are a table.
_MOST = 12
#: So many days before publication a market that is reported was open.
_RECENT = 4
#: Before a period: it is of the rate that follows.
_LEADS = frozenset(["compared", "against", "from", "than", "while", "as", "and", "over", "versus", "whereas", "but", "after"])  # fmt: skip


class Exchange:
    """Reads the exchange rates of an article, sentence by sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._at = self._spoken = -9
        self._market: str | None = None
        self._main: Interval | None = None

    def read(self, reading: Reading) -> list[Figure]:
        """The rates that a sentence gives."""
        words, known = set(reading.lowers), quote_words()
        home = self.thread.home
        if home is None or (currency := country(home).currency) == "USD":
            return []
        if (equal := equal_to(reading, currency)) is not None:
            published = reading.document.published_on
            day = Interval(published, published)
            return [
                self._figure(reading, equal, home, currency or equal.unit, day, foreign_of(reading, home))
            ]
        stated = self._stated(reading)
        if stated is not None:
            self._market = stated
        named = any(m.entry.kind == "fx" for m in reading.mentions) or bool(known.local & words)
        foreign = foreign_of(reading, home)
        near = reading.sentence.index - self._at <= 1
        if named and foreign and known.local & words:
            self._spoken = reading.sentence.index
        elif reading.sentence.index - self._spoken <= 1 and it_trades(reading):
            named = near = True  # "It traded little changed at 1.9895"
        near = near or (named and trades_at(reading, currency))
        if not (named or foreign) or not (foreign or near) or not words & known.trade:
            return []
        self._traded_on(reading, home)
        rates = self._rates(reading, currency, foreign, named, near)[:_MOST]
        figures: list[Figure] = []
        main: Interval | None = None
        for quantity in rates:
            interval = self._day(reading, quantity, main, rates, home)
            if interval is None:
                continue
            stop = min((q.first for q in rates if q.first > quantity.first), default=len(reading.lowers))
            if not compared(reading, quantity) and not _opened_week(reading, quantity, stop):
                # "in comparison to Friday's price of 292, it was sold at 295": that day is the other's.
                main = main or interval
            if (
                main is not None
                and 0 <= (reading.document.published_on - interval.start).days <= _RECENT
                and not self._main
            ):
                self._main = interval
            figures.append(
                self._figure(reading, quantity, home, currency or quantity.unit, interval, foreign)
            )
        if figures:
            self._at = reading.sentence.index
        return figures

    def _traded_on(self, reading: Reading, home: str) -> None:
        """ "The rupee closed higher on Friday": the day of the rates to come; markets that were closed traded before."""
        published = reading.document.published_on
        if self._main is not None:
            return
        for period in reading.periods:
            said = period.weekday or reading.lowers[max(0, period.first - 1) : period.first] == ["on"]
            if period.kind != "day" or period.interval is None or not said or _compares(reading, period):
                continue
            if held_against(reading.lowers[max(0, period.first - 12) : period.first]):
                continue  # "weaker than 153.4 on Wednesday": of the other rate
            if 0 <= (published - period.interval.end).days <= _RECENT:
                self._main = on_end(period.interval)
                return
        found = trading_day(published, home)
        if of_last_week(reading) and published.weekday() == 0:
            found = trading_day(published - timedelta(days=1), home)  # a Monday's review of the week
        self._main = Interval(found, found) if found != published else None

    def _rates(
        self, reading: Reading, currency: str | None, foreign: Sequence[Match[str]], named: bool, near: bool
    ) -> list[Quantity]:
        """The quantities of a sentence that are rates, those without a currency sign included."""
        found = [
            q for q in reading.quantities if q.kind == "money" and self._rate(reading, q, currency, foreign)
        ]
        if currency is None and not found:
            return []
        taken = {p for q in reading.quantities for p in range(q.first, q.last)}
        taken |= {p for period in reading.periods for p in range(period.first, period.last)}
        tokens = reading.sentence.tokens
        if any(t.text[0].isdecimal() for t in tokens):
            left: list[Quantity] = []
            for number in read_numbers(tokens):
                if number.value is None or number.ordinal or number.scale or number.low is not None:
                    continue
                if number.first in taken or not LOW <= number.value <= HIGH:
                    continue
                if number.rounding >= 0.5 and not whole_rate(
                    reading, number.first, number.last, number.value, foreign
                ):
                    continue
                bare = Quantity(
                    number.first, number.last, number.start, number.end, "money", currency or "", number.value,
                    number.rounding, {"at_least": "over", "at_most": "under"}.get(number.qualifier, number.qualifier),
                    None, None, min(number.qualified_from, number.first),
                )  # fmt: skip
                if plain(reading, bare, foreign, bool(found) or (near and named), named):
                    found.append(bare)
                else:
                    left.append(bare)
            if found:
                # "Friday's price of 292", before "it was sold at 295 per dollar".
                found += [bare for bare in left if plain(reading, bare, foreign, True, named)]
        return sorted(found, key=lambda quantity: quantity.first)

    def _rate(
        self, reading: Reading, quantity: Quantity, currency: str | None, foreign: Sequence[Match[str]]
    ) -> bool:
        if (
            quantity.unit not in ("RUPEE", currency)
            or not LOW <= quantity.value <= HIGH
            or quantity.low is not None
        ):
            return False
        if currency is None:
            return False
        words, known = reading.lowers, quote_words()
        if (
            quantity.last < len(words)
            and words[quantity.last] in known.behind
            and not against(quantity, foreign)
        ):
            return False
        before = words[max(0, quantity.lead - 4) : quantity.lead]
        if moved(before) or vague(reading, quantity):
            return False
        # A rate is given to the paisa, or stands beside a word of trading.
        dealt_at = dealt(words, quantity.first, quantity.last)
        return quantity.rounding < 0.5 or dealt_at or (bool(set(before) & known.trade) and bool(foreign))

    def _stated(self, reading: Reading) -> str | None:
        words = reading.lowers
        inter = _place(words, "interbank", "inter")
        opened = next(
            (p for p, w in enumerate(words[:-1]) if w == "open" and words[p + 1] in ("market", "currency")),
            None,
        )
        opened = opened if opened is not None else _place(words, "kerb", "curb", "parallel")
        if inter is None and opened is None:
            return None
        return "interbank" if inter is not None else "open"

    def _market_of(self, reading: Reading, quantity: Quantity, *, dollar: bool) -> str:
        """The market named nearest in the clause of a rate, else in its sentence, else the last one named."""
        words = reading.lowers
        places = [
            (p, "interbank" if w in ("interbank", "inter", "official") else "open")
            for p, w in enumerate(words)
            if w in ("interbank", "inter", "official", "kerb", "curb", "parallel", "black")
            or (w == "open" and words[p + 1 : p + 2] in (["market"], ["currency"]))
        ]
        here = reading.clause(quantity.first)
        mine = [place for place in places if reading.clause(place[0]) == here] or places
        if not mine:
            # Only of the dollar do articles go on about one market.
            return (self._market if dollar else None) or "interbank"
        return min(mine, key=lambda place: abs(place[0] - quantity.first))[1]

    def _day(
        self,
        reading: Reading,
        quantity: Quantity,
        main: Interval | None,
        rates: Sequence[Quantity],
        home: str,
    ) -> Interval | None:
        stop = min((q.first for q in rates if q.first > quantity.first), default=len(reading.lowers))
        floor = max((q.last for q in rates if q.first < quantity.first), default=0)
        published = reading.document.published_on
        today = main or self._main or Interval(published, published)
        before = trading_day(today.start - timedelta(days=1), home)
        after = [
            p
            for p in reading.periods
            if 0 <= p.first - quantity.last <= 14 and p.first < stop and _own(reading, quantity, p, stop)
        ]
        led = [
            p
            for p in reading.periods
            if floor <= p.first
            and 0 <= quantity.first - p.last <= 6
            and not (floor and p.first == floor)
            and not _aside(reading, p, quantity)
        ]
        for period in (*after[:1], *reversed(led)):
            if period.shift == "wow" or _last_week(reading, period):
                return week_before(today.start, home)
            if period.shift == "dod" or period.kind == "shift":
                # "yesterday" counts from publication, "a day earlier" from the rate before.
                said = reading.lowers[period.first] == "yesterday" and main is None
                start = published if said else today.start
                step = {"yoy": 365, "mom": 30}.get(period.shift or "", 1)
                if step > 1:
                    return None
                found = trading_day(start - timedelta(days=1), home)
                return Interval(found, found)
            if period.kind == "day" and period.interval is not None:
                if period.interval.start > published:
                    return None
                return on_end(period.interval)
            if period.kind in ("span", "week") and period.interval is not None:
                return on_end(period.interval) if period.interval.end < published else None
        words = reading.lowers
        if _opened_week(reading, quantity, stop):
            return week_before(today.start, home)
        behind = words[quantity.last : min(stop, quantity.last + 8)]
        cut = next((p for p, word in enumerate(behind) if word in _LEADS or word == ","), len(behind))
        window = words[max(floor, quantity.lead - 7) : quantity.lead] + behind[:cut]
        last_day = any(
            window[n : n + 2] in (["last", "day"], ["last", "session"]) for n in range(len(window))
        )
        if "week" in behind and {"earlier", "before", "ago"} & set(behind[behind.index("week") :][:2]):
            return week_before(today.start, home)  # "against 277.61 it had closed the week earlier"
        if last_day or (
            "previous" in window
            and {"session", "close", "closing", "day", "value", "rate", "level", "price"} & set(window)
        ):
            if {"week", "week's"} & set(window):
                return week_before(today.start, home)
            return Interval(before, before)
        if hoped(reading, quantity, floor):
            return None
        if (
            reading.lead(quantity.lead, "base", floor=floor) is not None
            and main is not None
            and not _against_local(reading, quantity)
        ):
            return Interval(before, before)
        named = [
            p
            for p in reading.periods
            if p.kind == "day" and p.shift is None and p.interval is not None
            and p.first < quantity.first and not _compares(reading, p) and p.interval.start <= published
        ]  # fmt: skip
        if named and named[-1].interval is not None:
            return on_end(named[-1].interval)
        if (ended := ended_year(reading, quantity, floor, home)) is not None:
            return ended
        if (opening := _opening(reading, quantity)) is not None:
            return on_end(opening)
        return main or self._main or Interval(published, published)

    def _figure(
        self,
        reading: Reading,
        quantity: Quantity,
        home: str,
        currency: str,
        interval: Interval,
        foreign: Sequence[Match[str]],
    ) -> Figure:
        sentence, bought = reading.sentence, bought_by(reading, quantity, foreign)
        return Figure(
            "fx.rate", home, interval, "day", quantity.value, currency, quantity.rounding,
            [reading.document.evidence(sentence, quantity.start, quantity.end)],
            pair=f"{bought}/{currency}", market=self._market_of(reading, quantity, dollar=bought == "USD"),
            rule="exchange-rate", sentence=sentence.index, position=quantity.first,
            headline=sentence.kind in ("headline", "bullet", "lead"), qualifier=quantity.qualifier,
        )  # fmt: skip


def _compares(reading: Reading, period: Period) -> bool:
    """Whether a day is only compared with; "on Wednesday" is none such."""
    cue = reading.lead(period.first, "base")
    return cue is not None and reading.lowers[cue.first] not in ("on", "after", "over")


def _own(reading: Reading, quantity: Quantity, period: Period, stop: int) -> bool:
    """Whether a period behind a rate is that rate's, and does not lead to the next: "285.42, against yesterday's 285.15"."""
    words = reading.lowers
    between = [
        word
        for place, word in enumerate(words[quantity.last : period.first], quantity.last)
        if not (
            word == "against" and {"dollar", "greenback", "currency", "$"} & set(words[place + 1 : place + 5])
        )
    ]
    if stop == len(words) and any(word[0].isdecimal() for word in between):
        return not _LEADS & set(between)  # "at 360 to the dollar, against 200 in early March"
    return stop == len(words) or not _LEADS & set(between)


def _place(words: Sequence[str], *names: str) -> int | None:
    return next((place for place, word in enumerate(words) if word in names), None)


def _against_local(reading: Reading, quantity: Quantity) -> bool:
    """ "the dollar rose against the rupee to Rs280": no comparison."""
    cue = reading.lead(quantity.lead, "base")
    return cue is not None and quantity.lead - cue.last > 2


def _opened_week(reading: Reading, quantity: Quantity, stop: int) -> bool:
    """ "rose from 278.81 rupees to close at Rs280.57 in the week": from where the week before had left it."""
    words = reading.lowers
    if words[quantity.lead - 1 : quantity.lead] != ["from"] or stop == len(words):
        return False
    leads = words[quantity.last : stop]
    return "to" in leads[:3] and any(
        word == "week" and {"the", "this", "last", "past", "outgoing"} & set(words[max(0, place - 2) : place])
        for place, word in enumerate(words)
    )


def _aside(reading: Reading, period: Period, quantity: Quantity) -> bool:
    """ "which has been stable since the country won a bailout in May, was at 11.45": the time of what is told by the way."""
    words = reading.lowers
    return (
        "," in words[period.last : quantity.lead]
        and "since" in words[max(0, period.first - 16) : period.first]
    )


def _opening(reading: Reading, quantity: Quantity) -> Interval | None:
    """ "In November, the rupee had hit Rs158.70": a month that is over and opens the sentence is the rate's time."""
    published = reading.document.published_on
    for period in reading.periods:
        if period.first > reading.dateline + 2 or period.kind != "span" or period.interval is None:
            continue
        led = reading.lowers[max(0, period.first - 1) : period.first] in (["in"], ["during"], ["by"])
        if (
            led
            and period.interval.end < published
            and reading.clause(period.first) == reading.clause(quantity.first)
        ):
            return period.interval
    return None


def _last_week(reading: Reading, period: Period) -> bool:
    words = reading.lowers[max(0, period.first - 1) : period.last + 1]
    return period.kind == "week" and "last" in words
