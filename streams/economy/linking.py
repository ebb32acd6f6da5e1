"""Linking: from the quantities, series, periods and cues of a sentence to figures.

Theory: a sentence is read from left to right as statements. A statement has a series and a period and gives a level, what
the level is compared with, and changes. A period right behind a figure is that figure's; one before it holds for what
follows. What a sentence leaves out comes from the thread of the article. A figure whose series is not sure is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from streams.economy.calendars import Calendar, Interval, country
from streams.economy.countries import Country
from streams.economy.figures import Figure
from streams.economy.indicators import Entry, Mention, kinds
from streams.economy.money import Quantity
from streams.economy.periods import Period, compared, resolve, step
from streams.economy.rates import Rates
from streams.economy.roles import Role, role
from streams.economy.sentences import Reading
from streams.economy.thread import Thread

#: Words that may stand between a figure and the period that belongs to it.
_POST = frozenset(
    ["in", "during", "for", "of", "on", "recorded", ",", "(", "the", "as", "by", "over", "seen", "registered", "posted", "reported", "logged", "at", "end", "alone", "from", "received", "through", "till", "until", "within", "a", "achieved", "realised", "realized", "booked", "it", "had", "its", "whole", "last", "entire", "full", "same", "earned", "collected", "between", "throughout", "back", "witnessed", "observed", "just", "(july", "that", "exports", "imports", "level", "fetched", "noted", "basis", ")", "yoy", "mom", "across", "abroad", "overseas", "under", "to", "than", "compared", "with", "against", "up", "and"]
)  # fmt: skip
_STOP_POST = frozenset(["than", "compared", "against", "up", "from"])
#: Words that may stand between a figure and the series it is an amount of: "$673.4 million in workers' remittances".
_BIND = frozenset(["in", "of", "from", "worth", "as", "the", "net", "total", "its", "by", "through", "via", "under", "'s", "a", "country", "-", "were", "was", "is", "are"])
_LISTED = frozenset(["(", ",", "at", "standing", "with", "sent", "contributed", ":", "came", "remitted", "accounted", "for", "-", "followed", "by", "stood"])
_SMALL = frozenset(
    [",", "(", ")", "the", "a", "in", "of", "for", "to", "at", "and", "during", "by", "on", "-", "—", "it", "had", "has", "been", "was", "were", "is", "with", "its", "as", "also", "alone", "that", "this", "which", "from", "than", "about", "around", "more", "some", "nearly", "\"", "'", "over", "only", "just", "there", "ended", "together", "taken", "same", "month", "year", "period", "total", "put", "now", "whole", "record", "ever", "amount", "bank", "first"]
)  # fmt: skip
_PARTNERED = ("exports", "imports", "remittances", "trade", "fdi")


@dataclass(slots=True)
class _State:
    entry: Entry | None = None
    geo: str | None = None
    counterpart: str | None = None
    explicit: bool = False
    clause: int = 0
    mention: Mention | None = None
    context: Period | None = None
    day: Period | None = None
    level: Figure | None = None
    last_interval: Interval | None = None
    last_span: str = "span"
    pending: list[tuple[int, str]] = field(default_factory=list)


class Linker:
    """Reads one sentence after the other, keeping the thread."""

    def __init__(self, thread: Thread, calendar: Calendar) -> None:
        self.thread, self.calendar = thread, calendar
        self.figures: list[Figure] = []
        self._taken: set[int] = set()
        self._partners: dict[int, str] = {}

    def read(self, reading: Reading, lent: list[Figure]) -> None:
        """Take in a sentence; `lent` are its sums of loans, which are nobody else's."""
        self._taken = {figure.position for figure in lent}
        self.figures.extend(lent)
        mentions = reading.mentions
        if reading.quantities and (mentions or self.thread.indicator or reading.periods):
            self._statements(reading)
        self._remember(reading)

    # -- the thread --------------------------------------------------------------------------------------------------

    def _remember(self, reading: Reading) -> None:
        """What later sentences may leave out."""
        thread, index = self.thread, reading.sentence.index
        settled = any(f.sentence == index and f.change is None for f in self.figures[-12:])
        for mention in reading.mentions:
            entry = self._resolved(reading, mention)
            if entry is None or entry.kind == "other":
                continue
            thread.topic = thread.topic or entry.id
            if mention.entry.generic and thread.indicator and thread.indicator.split(".")[0] == entry.id.split(".")[0]:
                thread.named_at = index
                continue
            if settled:
                continue
            thread.indicator, thread.named_at = entry.id, index
            thread.sign = entry.sign or thread.sign
            if entry.id.startswith("exports."):
                thread.explicit_export = entry.id
        spans = [p for p in reading.periods if p.interval is not None and p.kind in ("span", "day", "week") and not p.current]
        told = any(f.sentence == index and f.interval is not None for f in self.figures[-12:])
        open_spans = [p for p in spans if self._is_context(reading, p)]
        if open_spans and not told:
            chosen = open_spans[-1]
            if chosen.kind != "day":
                assert chosen.interval is not None
                thread.speak_of(chosen.interval, chosen.kind, index)
        for period in spans:
            if period.whole:
                thread.year = period.interval

    # -- series ------------------------------------------------------------------------------------------------------

    def _resolved(self, reading: Reading, mention: Mention) -> Entry | None:
        """The series of a mention: a bare name becomes what the thread makes of it."""
        entry, thread = mention.entry, self.thread
        if entry.id == "remittances" and thread.topic == "exports.it":
            before = reading.lowers[mention.first - 1] if mention.first else ""
            return Entry("exports.it", "flow") if before in ("their", "its", "export", "sector") else entry
        words = reading.lowers
        if entry.id == "reserves.total" and words[mention.first] in ("liquid", "overall"):
            before = words[max(0, mention.first - 3) : mention.first]
            if "'s" in before and ({"bank", "sbp"} & set(before) or words[max(0, mention.first - 5) : mention.first - 1][:3] == ["state", "bank", "of"]):
                return Entry("reserves.central_bank", "stock")
        if entry.id == "prices.cpi" and words[mention.last : mention.last + 1] == ["in"] and {"urban", "rural"} & set(words[mention.last : mention.last + 3]):
            return Entry("prices-other", "other")
        if not entry.generic:
            return entry
        topic = thread.explicit_export or (thread.topic if thread.topic and thread.topic.startswith("exports.") else None)
        if entry.id == "exports":
            target = any(True for _ in reading.cues_of("target"))
            own = self._possessor(reading, mention) is not None or self._the_country(reading, mention)
            if topic in ("exports.it", "exports.textiles", "exports.food", "exports.services") and not target and not own:
                return Entry(topic, "flow")
            if target and topic not in ("exports.goods",):
                return Entry("exports.total", "flow")
            return Entry("exports.goods", "flow")
        if entry.id == "imports":
            return Entry("imports.goods", "flow")
        if entry.id == "reserves":
            around = words[mention.last : mention.last + 5]
            if words[mention.first - 1 : mention.first] == ["their"] and "commercial" in words[: mention.first]:
                return Entry("capital-other", "other")
            before = words[max(0, mention.first - 5) : mention.first]
            if "total" in before or "overall" in before or ("total" in words[:2]):
                return Entry("reserves.total", "stock")
            if any(w in ("sbp", "central", "bank") for w in (*around, *before)):
                return Entry("reserves.central_bank", "stock")
            if thread.indicator in ("reserves.central_bank", "reserves.total") and thread.near(reading.sentence.index):
                return Entry(thread.indicator, "stock")
            if self._possessor(reading, mention) is None and any(w in ("sbp", "state", "central") for w in words):
                return Entry("reserves.central_bank", "stock")
            return None
        return None

    def _possessor(self, reading: Reading, mention: Mention) -> Country | None:
        """ "Pakistan's exports", "Indian merchandise exports": whose they are."""
        words = reading.lowers
        for found in reading.countries:
            between = words[found.last : mention.first]
            if found.last <= mention.first and len(between) <= 3 and not found.body:
                if between[:1] == ["'s"] or between == [] or (between and between[0] not in (",", "and", "to", "of", "in", ".")):
                    rest = between[1:] if between[:1] == ["'s"] else between
                    if all(word.isalpha() and word not in ("to", "in", "and", "of", "with", "from", "that", "which", "rose", "fell") for word in rest):
                        return found
        following = words[mention.last : mention.last + 2]
        if following[:1] in (["of"], ["into"]):
            for found in reading.countries:
                if mention.last < found.first <= mention.last + 2 and not found.body:
                    return found
        return None

    def _the_country(self, reading: Reading, mention: Mention) -> bool:
        before = reading.lowers[max(0, mention.first - 4) : mention.first]
        return "country" in before or "total" in before or "overall" in before or "national" in before

    # -- statements --------------------------------------------------------------------------------------------------

    def _statements(self, reading: Reading) -> None:
        state = _State()
        quantities = reading.quantities
        roles = [role(reading, index) for index in range(len(quantities))]
        self._partners = {}
        assigned = self._respectively(reading)
        used: set[int] = set()
        posts = [self._post(reading, index, roles[index], used) for index in range(len(quantities))]
        owned = {id(period) for period in posts if period is not None}
        done_mentions, done_periods = 0, 0
        for index, quantity in enumerate(quantities):
            while done_mentions < len(reading.mentions) and reading.mentions[done_mentions].first < quantity.first:
                self._enter(reading, state, reading.mentions[done_mentions])
                done_mentions += 1
            while done_periods < len(reading.periods) and reading.periods[done_periods].first < quantity.first:
                period = reading.periods[done_periods]
                done_periods += 1
                if id(period) not in owned and self._is_context(reading, period):
                    if period.kind == "day":
                        state.day = period
                    else:
                        state.context = period
            here = reading.clause(quantity.first)
            if here != state.clause:
                state.clause = here
                state.level = None if not self._continues(reading, state, quantity) else state.level
                state.pending = []
            self._take(reading, state, index, roles, posts, assigned)
        self._flush(reading, state)

    def _is_context(self, reading: Reading, period: Period) -> bool:
        if period.whole and period.current and period.first and reading.lowers[period.first - 1] in ("'s",):
            return False
        led = reading.lead(period.first, "base")
        if led is None:
            return True
        # "Compared with November the inflow was ...": what the sentence compares with, not what it is about.
        word = reading.lowers[led.first]
        if word in ("over", "on", "after"):
            single = period.interval is not None and period.interval.whole_months == 1
            return period.kind not in ("shift", "back") and not (word == "over" and single)
        return word == "from" and period.kind == "span" and period.interval is not None and period.interval.whole_months != 1

    def _continues(self, reading: Reading, state: _State, quantity: Quantity) -> bool:
        start = max((b for b in reading.breaks if b <= quantity.first), default=0)
        return not any(start <= m.first < quantity.first for m in reading.mentions)

    def _enter(self, reading: Reading, state: _State, mention: Mention) -> None:
        entry = self._resolved(reading, mention)
        if entry is None:
            return
        clause = reading.clause(mention.first)
        if entry.kind == "other" and state.entry is not None and state.clause == clause and state.level is None:
            # "IT exports ... within services exports": the first series of a clause leads it, unless a figure has come.
            if any(word in ("of", "in", "within", "among", "to", "for", "by", "as", "with", "under") for word in reading.lowers[max(0, mention.first - 2) : mention.first]):
                return
        if entry.id == "prices.cpi" and state.entry is not None and state.entry.id == "prices.spi":
            return
        if state.entry is not None and state.entry.id != entry.id:
            if state.pending and state.explicit:
                self._flush(reading, state)
            state.level = None
        if entry.id == "remittances" and state.entry is not None and state.entry.id.startswith("exports") and state.clause == clause and state.level is None:
            return  # "IT exports received remittances of $306 million"
        if mention.entry.weak and state.explicit and state.clause == clause and state.entry is not None:
            return
        if state.mention is not None and state.mention.entry.kind == "other" and reading.lowers[state.mention.last : mention.first] in (["of"], ["in"], ["of", "the"], ["in", "the"]):
            return  # "the shortfall in tax collection"
        possessor = self._possessor(reading, mention)
        state.entry, state.explicit, state.clause, state.mention = entry, True, clause, mention
        state.geo = possessor.code if possessor else self.thread.home
        state.counterpart = None

    def _post(self, reading: Reading, index: int, kind: Role, used: set[int]) -> Period | None:
        """The period right behind a quantity, which is then its own."""
        quantities, words = reading.quantities, reading.lowers
        quantity = quantities[index]
        stop = quantities[index + 1].first if index + 1 < len(quantities) else len(words)
        for period in reading.periods:
            if period.first < quantity.last or id(period) in used:
                continue
            if period.first > stop:
                return None
            between = words[quantity.last : period.first]
            inside = [m for m in reading.mentions if quantity.last <= m.first and m.last <= period.first]
            covered = {p for m in inside for p in range(m.first - quantity.last, m.last - quantity.last)}
            if quantity.kind == "percent":
                steps = reading.within(quantity.last, period.first, "yoy", "mom", "qoq", "wow", "up", "down")
                covered |= {p for c in steps for p in range(c.first - quantity.last, c.last - quantity.last)}
            rest = [word for place, word in enumerate(between) if place not in covered]
            rest = _outside_brackets(rest)
            if len(rest) > 8 or len(inside) > 1 or not all(word in _POST for word in rest):
                return None
            if inside and any(words[p] == "," for p in range(quantity.last, inside[0].first)):
                return None
            if quantity.kind == "money" and any(word in _STOP_POST for word in rest) and period.kind not in ("span",):
                return None
            if quantity.kind == "money" and any(word in ("than", "compared", "against", "up", "and") for word in rest):
                return None
            if quantity.kind == "money" and "from" in rest and "abroad" not in rest and not (period.kind == "span" and (period.interval is not None and period.interval.whole_months != 1)):
                return None
            if rest[:1] == [","] and quantity.kind == "money" and period.kind in ("shift", "day") and rest[1:2] != ["on"]:
                return None
            used.add(id(period))
            return period
        return None

    def _take(self, reading: Reading, state: _State, index: int, roles: list[Role], posts: list[Period | None], assigned: dict[int, tuple[Mention | None, Period | None]]) -> None:
        quantity = reading.quantities[index]
        if quantity.first in self._taken:
            return
        kind = roles[index]
        post = posts[index] or self._before_bracket(reading, quantity)
        self._posts = posts
        if index in assigned:
            mention, period = assigned[index]
            if mention is not None:
                self._enter(reading, state, mention)
                state.level = None
            post = period or post
        bound = self._right(reading, state, index)
        if bound is not None:
            if bound.entry.kind == "other":
                return
            self._enter(reading, state, bound)
        entry = self._entry(reading, state, quantity, kind)
        if entry is None or entry.kind == "other":
            return
        if entry.kind == "fx" or entry.id.startswith("financing"):
            return
        if entry.kind == "rate":
            if quantity.kind == "percent":
                self._rate(reading, state, entry, index, roles, post)
            return
        if quantity.kind == "percent":
            if kind == "change" and entry.kind in ("flow", "balance", "stock"):
                self._percent(reading, state, index, roles, post)
            return
        if kind in ("level", "base"):
            self._amount(reading, state, entry, index, kind, post)

    def _before_bracket(self, reading: Reading, quantity: Quantity) -> Period | None:
        """ "in Jul-Jan FY19 (US$ 12.774 billion)": the period before the bracket."""
        if quantity.first == 0 or reading.lowers[quantity.first - 1] != "(":
            return None
        return next((p for p in reading.periods if p.last == quantity.first - 1), None)

    def _right(self, reading: Reading, state: _State, index: int) -> Mention | None:
        """The series that a figure is an amount of: "a $244m current account deficit", "$673.4m in workers' remittances"."""
        quantity = reading.quantities[index]
        following = reading.quantities[index + 1].first if index + 1 < len(reading.quantities) else len(reading.lowers)
        for mention in reading.mentions:
            if mention.first < quantity.last:
                continue
            if mention.first >= following or mention.first - quantity.last > 5:
                return None
            between = reading.lowers[quantity.last : mention.first]
            if not between:
                return mention
            if not all(word in _BIND for word in between):
                return None
            if quantity.kind == "percent":
                return mention if "in" in between or "of" in between and mention.entry.kind == "rate" else None
            left = state.entry is not None and state.explicit and state.entry.kind != "other" and state.clause == reading.clause(quantity.first)
            return None if left else mention
        return None

    def _entry(self, reading: Reading, state: _State, quantity: Quantity, kind: Role) -> Entry | None:
        """The series that a quantity belongs to: the statement's, else the thread's where the words point back to it."""
        if state.entry is not None:
            if state.clause == reading.clause(quantity.first) or state.entry.kind == "other":
                return state.entry
            if state.explicit and (kind in ("base", "change") or self._points_back(reading, quantity)):
                return state.entry
            return state.entry if self._bare(reading, quantity) else None
        thread = self.thread
        aim = self._aim(reading, quantity, kind)
        if aim is not None:
            state.entry, state.explicit, state.geo = aim, False, thread.geo or thread.home
            state.clause = reading.clause(quantity.first)
            return aim
        if thread.indicator is None or not thread.near(reading.sentence.index):
            return None
        if not self._points_back(reading, quantity) and not self._bare(reading, quantity):
            return None
        state.entry = Entry(thread.indicator, kinds()[thread.indicator], sign=thread.sign)
        state.explicit = False
        state.geo, state.counterpart = thread.geo or thread.home, None
        state.clause = reading.clause(quantity.first)
        return state.entry

    def _aim(self, reading: Reading, quantity: Quantity, kind: Role) -> Entry | None:
        """ "The government has set a target of $5bn": of the article's topic, if its levels are of that size."""
        topic = self.thread.topic
        if kind != "level" or topic is None or kinds()[topic] != "flow" or self._status_of(reading, quantity) != "target":
            return None
        levels = [f.value for f in self.figures if f.indicator == topic and f.change is None and f.unit == quantity.unit]
        if not levels or not 0.4 * max(levels) <= quantity.value <= 40 * max(levels):
            return None
        return Entry(topic, "flow")

    def _status_of(self, reading: Reading, quantity: Quantity) -> str:
        return self._status(reading, reading.quantities.index(quantity), "level")

    def _points_back(self, reading: Reading, quantity: Quantity) -> bool:
        start = max((b for b in reading.breaks if b <= quantity.first), default=0)
        covered = self._covered(reading)
        free = 0
        for place in range(start, quantity.first):
            if any(cue.first == place for cue in reading.cues_of("pronoun")):
                return free <= 2
            if place not in covered and reading.lowers[place] not in _SMALL:
                free += 1
        return False

    def _covered(self, reading: Reading) -> set[int]:
        spans = [(p.first, p.last) for p in reading.periods]
        spans += [(c.first, c.last) for c in reading.countries]
        spans += [(c.first, c.last) for c in reading.cues if c.id not in ("pronoun", "break")]
        spans += [(q.first, q.last) for q in reading.quantities]
        return {place for first, last in spans for place in range(first, last)}

    def _bare(self, reading: Reading, quantity: Quantity) -> bool:
        """Whether nothing stands before a quantity but periods, cues and small words: "- September 2024: $292 million"."""
        start = max((b for b in reading.breaks if b <= quantity.first), default=0)
        covered = self._covered(reading)
        return all(place in covered or reading.lowers[place] in _SMALL or reading.lowers[place] == ":" for place in range(start, quantity.first))

    def _respectively(self, reading: Reading) -> dict[int, tuple[Mention | None, Period | None]]:
        """ "exports and imports stood at $5bn and $3bn, respectively": each figure with its series or its period."""
        words = reading.lowers
        if "respectively" not in words:
            return {}
        at = words.index("respectively")
        group: list[int] = []
        for index, quantity in enumerate(reading.quantities):
            if quantity.last > at:
                break
            if group and reading.quantities[group[-1]].kind == quantity.kind and all(w in (",", "and") for w in words[reading.quantities[group[-1]].last : quantity.first]):
                group.append(index)
            else:
                group = [index]
        if len(group) < 2:
            return {}
        first = reading.quantities[group[0]].first
        mentions = [m for m in reading.mentions if m.last <= first and m.entry.kind != "other"][-len(group) :]
        partners = [c for c in reading.countries if c.last <= first and not c.body and c.code != self.thread.home][-len(group) :]
        if len(partners) == len(group) and len(mentions) < len(group):
            self._partners = {index: partner.code for index, partner in zip(group, partners, strict=True)}
            return {}
        before = [p for p in reading.periods if p.last <= first][-len(group) :]
        after = [p for p in reading.periods if reading.quantities[group[-1]].last <= p.first < at]
        periods = after if len(after) == len(group) else before if len(before) == len(group) else []
        if len({m.entry for m in mentions}) == len(group):
            return {index: (mention, None) for index, mention in zip(group, mentions, strict=True)}
        if len(periods) == len(group):
            return {index: (None, period) for index, period in zip(group, periods, strict=True)}
        return {}

    # -- amounts -----------------------------------------------------------------------------------------------------

    def _amount(self, reading: Reading, state: _State, entry: Entry, index: int, kind: Role, post: Period | None) -> None:
        quantity = reading.quantities[index]
        geo = state.geo or self.thread.home
        if geo is None:
            return
        unit = quantity.unit
        if unit == "RUPEE":
            currency = country(geo).currency
            unit = currency if currency in ("PKR", "INR", "LKR", "NPR") else "PKR"
        kind = self._had_been(reading, state, index, kind)
        status = self._status(reading, index, kind)
        interval, span = self._interval(reading, state, entry, index, kind, post, status)
        value = quantity.value
        if value < 100_000:
            return  # no country's trade: a price, or a scale that was left out
        low, high = quantity.low, quantity.high
        if entry.kind == "balance" or entry.id == "fdi.net":
            sign = self._sign(reading, entry, index)
            if sign == 0 and entry.kind == "balance":
                return
            if sign < 0:
                value, low, high = -value, None if high is None else -high, None if low is None else -low
        counterpart = self._counterpart(reading, state, index, geo, entry, kind)
        qualifier = "exact" if kind == "base" and index and reading.quantities[index - 1].kind == "percent" and quantity.qualifier != "exact" and quantity.lead - reading.quantities[index - 1].last <= 1 else quantity.qualifier
        figure = self._figure(reading, index, entry.id, geo, interval, span, value, unit)
        figure.status, figure.qualifier, figure.low, figure.high = status, qualifier, low, high
        figure.counterpart = counterpart
        shifted = kind == "level" and self._shifted(reading, state, index, post, interval)
        figure.compared = kind == "base" or shifted
        figure.rule = "amount-base" if figure.compared else "amount-level"
        self.figures.append(figure)
        if not figure.compared and status in ("actual", "provisional", "estimate"):
            self._settle(reading, state, figure)
            self._attach(reading, state, figure, index)

    def _had_been(self, reading: Reading, state: _State, index: int, kind: Role) -> Role:
        """ "over the month before, when they had been $305m": what the level of the sentence is compared with."""
        quantity = reading.quantities[index]
        if kind != "level" or state.level is None or reading.lowers[quantity.lead - 1] not in ("been", "was", "were", "at"):
            return kind
        between = [p for p in reading.periods if state.level.position < p.first < quantity.first and p.kind in ("shift", "back")]
        return "base" if between and between[-1].last >= quantity.first - 6 else kind

    def _shifted(self, reading: Reading, state: _State, index: int, post: Period | None, interval: Interval | None) -> bool:
        """Whether a level is told only to compare: "a year earlier the figure was", "in the same months it had been"."""
        for period in (post, state.context):
            if period is not None and period.kind in ("shift", "back"):
                return True
        quantity = reading.quantities[index]
        had = any(reading.lowers[c.first : c.last] in (["had", "been"],) for c in reading.cues if c.last == quantity.lead)
        main = self.thread.mains.get(state.entry.id) if state.entry else None
        return had and main is not None and interval is not None and interval.end < main[0].end

    def _settle(self, reading: Reading, state: _State, figure: Figure) -> None:
        """A level sets what the sentences to come are about."""
        state.level = figure
        thread, index = self.thread, reading.sentence.index
        thread.indicator, thread.named_at, thread.geo = figure.indicator, index, figure.geo
        if figure.value < 0:
            thread.sign = -1
        if figure.interval is None:
            return
        earlier = [f for f in self.figures[:-1] if f.sentence == index and f.indicator == figure.indicator and f.interval]
        if any(f.interval is not None and f.interval.end > figure.interval.end for f in earlier):
            return  # "31.5% in February against 27.6% in January and 12.2% a year before": the first is the subject
        state.last_interval, state.last_span = figure.interval, figure.span
        if not figure.compared:
            thread.mains[figure.indicator] = (figure.interval, figure.span)
            thread.speak_of(figure.interval, figure.span, index)

    def _attach(self, reading: Reading, state: _State, figure: Figure, index: int) -> None:
        for place, basis in state.pending:
            self._change(reading, place, figure, basis or self._beside(reading, index, figure.interval) or "")
        state.pending = []

    def _interval(self, reading: Reading, state: _State, entry: Entry, index: int, kind: Role, post: Period | None, status: str) -> tuple[Interval | None, str]:
        """The period of a figure and what kind it is."""
        thread = self.thread
        if status in ("target", "forecast"):
            return self._future(reading, state, entry, index, post)
        main = state.level.interval if state.level else state.last_interval
        main_span = state.level.span if state.level else state.last_span
        known = thread.mains.get(entry.id)
        counted = next((p.months for p in (post, state.context) if p is not None and p.months and p.kind in ("shift", "back", "same")), 0)
        if counted and (main is None or main.whole_months != counted):
            own = next((p.interval for p in (post, state.context) if p is not None and p.months == counted and p.kind == "same"), None)
            main = thread.counted(counted) or own or main
        if main is None and (state.context is None or state.context.interval is None):
            if thread.period_near(reading.sentence.index) and thread.period is not None:
                main, main_span = thread.period, thread.span
            elif known is not None:
                main, main_span = known
        if kind == "base":
            if state.level is None and state.context is not None and state.context.interval is not None and state.context.kind in ("span", "week"):
                main, main_span = state.context.interval, state.context.kind
            if main is None and entry.kind == "stock":
                main, main_span = thread.stock_day, "day"
            if post is not None:
                if post.kind == "day" and entry.kind != "stock":
                    return None, "span"
                months = main.whole_months if main is not None else None
                if post.whole and main is not None and months is not None and months < 12:
                    # "$8.22bn compared to $7.9bn in the last fiscal year": of a part of the year, the same part is meant.
                    return main.shifted(-12), main_span
                return resolve(post, main, base=True), post.kind if post.kind in ("day", "week") else main_span if post.kind in ("shift", "back", "same") else "span"
            before = [p for p in reading.periods if p.kind in ("shift", "back") and 0 < reading.quantities[index].first - p.last <= 6]
            if before:
                return resolve(before[-1], main, base=True), main_span
            if main is None:
                return None, "span"
            basis = self._base_basis(reading, index) or ("wow" if main_span in ("week", "day") else "yoy")
            return step(main, basis), main_span
        period = post
        if entry.kind == "stock" and period is None and state.day is not None:
            period = state.day
        if period is None or (period.kind == "same" and period.interval is None and main is None):
            period = state.context or period
        if period is None:
            later = self._later(reading, index)
            period = later
        if period is None:
            if state.last_interval is not None:
                return state.last_interval, state.last_span
            if entry.id.startswith("reserves") and thread.stock_day is not None and not thread.period_near(reading.sentence.index):
                return thread.stock_day, "day"
            if state.explicit and not thread.period_near(reading.sentence.index):
                return None, "span"
            if reading.sentence.kind in ("headline", "bullet") and thread.period is None:
                return None, "span"
            if state.explicit and reading.sentence.kind == "headline":
                return None, "span"
            if entry.kind == "stock":
                if thread.period is not None and thread.span in ("day", "week"):
                    return thread.period, thread.span
                return (thread.stock_day, "day") if entry.id.startswith("reserves") else (None, "span")
            if thread.period is not None and thread.period_near(reading.sentence.index) and thread.span == "span":
                return thread.period, "span"
            return None, "span"
        if period.kind in ("shift", "back", "same"):
            if main is None and known is not None:
                main, main_span = known
            found = resolve(period, main)
            if entry.kind == "stock" and found is not None:
                return Interval(found.end, found.end), "day"
            return found, main_span
        if period.current and period.whole and entry.kind != "stock":
            # An actual of a year that is not over: the words leave open through when.
            return None, "span"
        if entry.kind == "stock":
            if period.kind in ("day", "week") and period.interval is not None:
                return Interval(period.interval.end, period.interval.end), "day"
            if period.interval is not None:
                return Interval(period.interval.end, period.interval.end), "day"
            return None, "day"
        if period.kind == "day":
            if thread.period is not None and thread.period_near(reading.sentence.index) and not state.explicit:
                return thread.period, thread.span
            return None, "span"
        return period.interval, period.kind

    def _later(self, reading: Reading, index: int) -> Period | None:
        """A period further behind in the same clause, where no other figure stands between."""
        quantity = reading.quantities[index]
        stop = len(reading.lowers)
        for other in reading.quantities[index + 1 :]:
            if other.kind == "money":
                stop = other.first
                break
        here = reading.clause(quantity.first)
        for period in reading.periods:
            if quantity.last <= period.first < stop and period.kind in ("span", "week", "same") and period.interval is not None:
                if reading.clause(period.first) == here and not reading.starting(quantity.last, period.first, "base"):
                    return period
        return None

    def _base_basis(self, reading: Reading, index: int) -> str | None:
        for cue in reading.cues:
            if cue.id in ("mom", "qoq", "wow") and abs(cue.first - reading.quantities[index].first) <= 12:
                return cue.id
        return None

    def _future(self, reading: Reading, state: _State, entry: Entry, index: int, post: Period | None) -> tuple[Interval | None, str]:
        """The period of a target or a forecast: named, else the year spoken of, else the fiscal year of publication."""
        quantity = reading.quantities[index]
        year = self.calendar.year_of(reading.document.published_on)
        ahead = {p.first: p for p in reading.future}
        if (count := _years_ahead(reading.lowers)) is not None:
            return self.calendar.year(year + count), "span"
        chosen = post or state.context
        if chosen is None:
            spans = [p for p in reading.periods if p.interval is not None and p.kind in ("span", "day")]
            chosen = min(spans, key=lambda p: abs(p.first - quantity.last), default=None)
        if chosen is not None and chosen.first in ahead:
            chosen = self._nearest(chosen, ahead[chosen.first], reading.document.published_on)
        words = reading.lowers
        if chosen is not None and chosen.kind == "same" and state.level is not None and state.level.interval is not None:
            return state.level.interval, state.level.span
        if chosen is None or chosen.interval is None:
            if chosen is not None and chosen.kind == "same" and self.thread.period is not None and words[chosen.last - 1] not in ("year",):
                return self.thread.period, self.thread.span
            if self.thread.year is not None and ("year" in words or "that" in words):
                return self.thread.year, "span"
            if entry.kind == "stock":
                return None, "day"
            return self.calendar.year(year), "span"
        if entry.kind == "stock":
            return Interval(chosen.interval.end, chosen.interval.end), "day"
        if chosen.open_year and chosen.interval.whole_months == 1 and (chosen.interval.start - reading.document.published_on).days > 150:
            return None, "span"  # a forecast of a month that is past when it is mentioned
        if chosen.kind == "day":
            number = self.calendar.year_of(chosen.interval.end)
            return self.calendar.year(number), "span"
        if chosen.whole and chosen.interval.start.month == 1 and self.calendar.first_month > 1 and chosen.interval.start.year > year:
            return chosen.interval, "span"
        return chosen.interval, "span"

    def _nearest(self, past: Period, ahead: Period, published: date) -> Period:
        """Of the two readings of a period without a year, the one nearer to publication."""
        if past.interval is None or ahead.interval is None or past.interval == ahead.interval or past.interval.whole_months is None:
            return ahead
        if ahead.interval.whole_months != 1:
            return ahead
        return past if (published - past.interval.end) <= (ahead.interval.start - published) else ahead

    def _status(self, reading: Reading, index: int, kind: Role) -> str:
        quantity, words = reading.quantities[index], reading.lowers
        before = reading.quantities[index - 1].last if index else 0
        clause = max((b for b in reading.breaks if b <= quantity.first), default=0)
        floor = max(before, clause)
        unexpected = [(c.first, c.last) for c in reading.cues_of("not-forecast")]

        def cues(first: int, last: int, *ids: str) -> bool:
            return any(
                not any(a <= cue.first < b for a, b in unexpected) for cue in reading.within(first, last, *ids)
            )

        after = [cue for cue in reading.cues_of("target") if 0 <= cue.first - quantity.last <= 2]
        if any("target" in words[cue.first] or "goal" in words[cue.first] for cue in after) and "," not in words[quantity.last : after[0].first]:
            return "target"
        if any(self._aims(reading, cue.last, quantity.lead) for cue in reading.within(floor, quantity.lead, "target")):
            return "target"
        if kind == "base":
            return "actual"
        target_clause = index > 0 and cues(clause, quantity.lead, "target") and words[quantity.lead - 1] in ("and", "to")
        if target_clause and not any(q.kind == "money" for q in reading.quantities[:index] if q.first > clause):
            return "target"
        if cues(clause, quantity.lead, "forecast"):
            return "forecast"
        if cues(floor, quantity.first, "estimate"):
            return "estimate"
        if cues(floor, quantity.first, "provisional"):
            return "provisional"
        return "actual"

    def _aims(self, reading: Reading, after: int, before: int) -> bool:
        """Whether a word of targets reaches a figure: not over ", as the collection stood at"."""
        return not any(
            after <= mention.first and mention.last <= before and "," in reading.lowers[after : mention.first] for mention in reading.mentions
        )

    def _sign(self, reading: Reading, entry: Entry, index: int) -> int:
        """-1 for a deficit, 1 for a surplus, 0 where the words do not say."""
        quantity = reading.quantities[index]
        floor = reading.quantities[index - 1].last if index else 0
        clause = max((b for b in reading.breaks if b <= quantity.first), default=0)
        following = reading.quantities[index + 1].first if index + 1 < len(reading.quantities) else len(reading.lowers)
        near = reading.within(floor, quantity.first, "deficit", "surplus")
        near = near or [c for c in reading.within(quantity.last, min(quantity.last + 4, following), "deficit", "surplus")]
        near = near or reading.within(clause, quantity.first, "deficit", "surplus")
        if near:
            return -1 if near[-1].id == "deficit" else 1
        if entry.id == "fdi.net":
            return 1
        return entry.sign or self.thread.sign

    def _counterpart(self, reading: Reading, state: _State, index: int, geo: str, entry: Entry, kind: Role) -> str | None:
        if entry.id.split(".")[0] not in _PARTNERED:
            return None
        if index in self._partners:
            return self._partners[index]
        quantity, words = reading.quantities[index], reading.lowers
        amounts = [q for q in reading.quantities[:index] if q.kind == "money" or kind == "change"]
        floor = amounts[-1].last if amounts else 0
        if words[quantity.last : quantity.last + 1] and words[quantity.last] in ("from", "to", "with"):
            for found in reading.countries:
                if not found.body and found.code != geo and quantity.last < found.first <= quantity.last + 2:
                    return found.code
        for found in reading.countries:
            # "Saudi Arabia ($729.2 million)", "Saudi Arabia, standing at $5.7 billion"
            between = words[found.last : quantity.first]
            if not found.body and found.code != geo and found.last <= quantity.first and len(between) <= 4:
                if between[:1] == ["("] or (between and all(w in _LISTED for w in between)):
                    return found.code
        if kind == "level" and state.level is not None and state.level.counterpart is None:
            floor = max(floor, state.level.position)
        for found in reversed(reading.countries):
            if found.body or found.code == geo or not floor <= found.first < quantity.first:
                continue
            before = words[found.first - 1] if found.first else ""
            before = words[found.first - 2] if before == "the" and found.first > 1 else before
            if before in ("to", "from", "with", "in") or (found.first <= 1 and not _possessive(words, found.last)):
                return found.code
        if kind != "level" and state.level is not None:
            return state.level.counterpart
        return None

    def _figure(self, reading: Reading, index: int, indicator: str, geo: str, interval: Interval | None, span: str, value: float, unit: str) -> Figure:
        quantity, sentence = reading.quantities[index], reading.sentence
        return Figure(
            indicator, geo, interval, span, value, unit, quantity.rounding,
            [reading.document.evidence(sentence, quantity.start, quantity.end)],
            sentence=sentence.index, position=quantity.first, headline=sentence.kind in ("headline", "bullet", "lead"), titled=sentence.kind == "headline",
        )  # fmt: skip

    # -- percentages -------------------------------------------------------------------------------------------------

    def _direction(self, reading: Reading, index: int) -> int:
        """1 up, -1 down, 0 unknown: the nearest word of direction, before the percentage or right behind it."""
        quantity = reading.quantities[index]
        floor = reading.quantities[index - 1].last if index else 0
        behind = [c for c in reading.cues_of("up", "down") if 0 <= c.first - quantity.last <= 3]
        between = reading.lowers[quantity.last : behind[0].first] if behind else []
        if behind and not any(word in (",", "to", "and", "in", "while") for word in between):
            return 1 if behind[0].id == "up" else -1
        before = [c for c in reading.within(floor, quantity.lead + 1, "up", "down") if c.last <= quantity.first]
        if before:
            last = max(before, key=lambda c: (c.last, c.last - c.first))
            return 1 if last.id == "up" else -1
        earlier = [c for c in reading.within(0, quantity.first, "up", "down")]
        same = [c for c in earlier if reading.clause(c.first) == reading.clause(quantity.first)]
        if same:
            return 1 if same[-1].id == "up" else -1
        return 0

    def _percent(self, reading: Reading, state: _State, index: int, roles: list[Role], post: Period | None) -> None:
        """A growth rate of an amount."""
        quantities = reading.quantities
        following = next(
            (i for i in range(index + 1, len(quantities)) if quantities[i].kind == "money" and roles[i] == "level"), None
        )
        if following is not None:
            gap = reading.lowers[quantities[index].last : quantities[following].first]
            new = [m for m in reading.mentions if quantities[index].last <= m.first < quantities[following].first and not (m.first - quantities[index].last <= 6 and state.level is None)]
            broken = reading.clause(quantities[index].first) != reading.clause(quantities[following].first)
            link = reading.lowers[quantities[following].lead - 1] in ("to", "at", "of", "reaching", "reached", "totalling", "with", ",", "touching", "was", "record")
            if not new and not broken and (link or state.level is None) and not (state.level is not None and "and" in gap[:1]) and not (state.level is not None and gap[:1] in ([","], ["."]) and "to" not in gap):
                state.pending.append((index, self._comparison(reading, state, index, post, None) or ""))
                return
        if state.level is not None:
            if _another_level(reading, index):
                return
            self._change(reading, index, state.level, self._comparison(reading, state, index, post, state.level) or "")
            return
        # A change without its level here: it finds it in the article, or stands alone.
        self._lonely(reading, state, index, post)

    def _lonely(self, reading: Reading, state: _State, index: int, post: Period | None) -> None:
        entry, thread = state.entry, self.thread
        if entry is None:
            return
        basis = self._comparison(reading, state, index, post, None)
        words = reading.lowers
        own = None
        if _another_level(reading, index):
            return
        if post is not None and not self._compares(reading, index, post):
            own = post
        elif state.context is not None and state.context.kind in ("span", "week"):
            own = state.context
        interval: Interval | None = None
        span = "span"
        if own is not None and own.kind in ("span", "week") and not own.current:
            interval, span = own.interval, own.kind
        elif own is not None and own.kind == "same":
            interval = resolve(own, thread.mains.get(entry.id, (thread.period, ""))[0])
        elif own is None or own.kind in ("shift",):
            if entry.id in thread.mains and (not state.explicit or thread.near(reading.sentence.index)):
                interval, span = thread.mains[entry.id]
            elif thread.period_near(reading.sentence.index):
                interval, span = thread.period, thread.span
        target = any(True for _ in reading.cues_of("target", "forecast"))
        if interval is None or target or self._direction(reading, index) == 0 or "share" in words:
            return
        if own is not None and own.kind == "span":
            thread.speak_of(interval, span, reading.sentence.index)
        if basis is None and post is not None and self._compares(reading, index, post) and post.interval is not None:
            basis = compared(interval, resolve(post, interval, base=True) or interval)
            if basis is None:
                return
        geo = state.geo or thread.home
        if geo is None:
            return
        figure = self._figure(reading, index, entry.id, geo, interval, span, 0.0, "percent")
        figure.counterpart = self._counterpart(reading, state, index, geo, entry, "change")
        figure.value = reading.quantities[index].value * self._direction(reading, index)
        if not basis:
            figure.assumed.add("")
        figure.change = basis or ("wow" if span in ("week", "day") else "yoy")
        figure.rule = "change-alone"
        figure.qualifier = reading.quantities[index].qualifier
        self.figures.append(figure)

    def _change(self, reading: Reading, index: int, level: Figure, basis: str) -> None:
        quantity = reading.quantities[index]
        direction = self._direction(reading, index)
        if level.interval is None and not basis:
            basis = "yoy"
        if direction == 0:
            return
        assumed = not basis
        basis = basis or ("wow" if level.span in ("week", "day") else "yoy")
        if assumed and basis not in level.changes:
            level.assumed.add(basis)
        figure = self._figure(reading, index, level.indicator, level.geo, level.interval, level.span, direction * quantity.value, "percent")
        figure.change, figure.counterpart, figure.rule = basis, level.counterpart, "change-of-level"
        level.changes.setdefault(basis, (figure.value, quantity.rounding))

    def _compares(self, reading: Reading, index: int, period: Period) -> bool:
        """Whether a period behind a percentage is what it is compared with ("23pc higher than in November")."""
        if period.kind in ("shift", "back"):
            return True
        quantity = reading.quantities[index]
        between = [c for c in reading.starting(quantity.last, period.first, "base") if reading.lowers[c.first] != "over" or period.kind != "span" or True]
        return bool(between)

    def _comparison(self, reading: Reading, state: _State, index: int, post: Period | None, level: Figure | None) -> str | None:
        """The basis of a percentage from the words beside it, or None where they do not say."""
        quantities = reading.quantities
        quantity = quantities[index]
        floor = quantities[index - 1].last if index else 0
        stop = quantities[index + 1].first if index + 1 < len(quantities) else len(reading.lowers)
        ends = [b for b in reading.breaks if quantity.last <= b < stop]
        stop = min([stop, *ends])
        main = level.interval if level is not None else (state.context.interval if state.context is not None and state.context.kind in ("span", "week") else None)
        main = main or self.thread.mains.get(state.entry.id if state.entry else "", (self.thread.period, ""))[0]
        options: list[tuple[int, str]] = []
        for cue in reading.within(quantity.last, stop, "yoy", "mom", "qoq", "wow"):
            options.append((cue.first - quantity.last, cue.id))
        for period in reading.periods:
            if not quantity.last <= period.first < stop:
                continue
            base = [c for c in reading.starting(quantity.last, period.first, "base")]
            if period.kind in ("shift", "back"):
                options.append((period.first - quantity.last, period.shift or "yoy"))
            elif base and main is not None and period.interval is not None:
                basis = compared(main, resolve(period, main, base=True) or main)
                if basis is not None:
                    options.append((period.first - quantity.last, basis))
            elif base and period.kind == "same":
                options.append((period.first - quantity.last, "yoy"))
        if options:
            return min(options)[1]
        if index + 1 < len(quantities) and 0 <= quantities[index + 1].first - quantity.last <= 4:
            basis = self._beside(reading, index, main)
            if basis is not None:
                return basis
        for cue in reversed(reading.within(floor, quantity.first, "yoy", "mom", "qoq", "wow")):
            return cue.id
        for period in reversed(reading.periods):
            if not floor <= period.first < quantity.first or reading.clause(period.first) != reading.clause(quantity.first):
                continue
            led = [c for c in reading.cues_of("base") if c.last <= period.first and period.first - c.last <= 1]
            led = [c for c in led if c.first >= floor or floor == 0]
            if period.kind in ("shift", "back") and (led or level is None):
                return period.shift or "yoy"
            if led and main is not None and period.interval is not None:
                return compared(main, resolve(period, main, base=True) or main)
        if index + 1 < len(quantities):
            return self._beside(reading, index, main)
        if main is not None and index and quantities[index - 1].kind == "money":
            for figure in reversed(self.figures):
                if figure.sentence == reading.sentence.index and figure.compared and figure.interval:
                    return compared(main, figure.interval)
                if figure.sentence != reading.sentence.index:
                    break
        return None

    def _beside(self, reading: Reading, index: int, main: Interval | None) -> str | None:
        """ "23 % above the USD 356 mln of November": the period of the amount that follows tells the basis."""
        if index + 1 >= len(reading.quantities):
            return None
        following = reading.quantities[index + 1]
        if following.kind != "money" or role(reading, index + 1) != "base":
            return None
        stop = reading.quantities[index + 2].first if index + 2 < len(reading.quantities) else len(reading.lowers)
        for period in reading.periods:
            if period.first < following.last:
                continue
            if period.first >= stop or period.first - following.last > 5:
                return None
            if period.kind in ("shift", "back"):
                return period.shift or "yoy"
            if main is not None and period.interval is not None:
                return compared(main, resolve(period, main, base=True) or main)
            return None
        return None

    def _flush(self, reading: Reading, state: _State) -> None:
        pending, state.pending = state.pending, []
        for index, _ in pending:
            self._lonely(reading, state, index, None)

    # -- rates -------------------------------------------------------------------------------------------------------

    def _rate(self, reading: Reading, state: _State, entry: Entry, index: int, roles: list[Role], post: Period | None) -> None:
        """A level of a rate in percent: inflation, growth, the policy rate."""
        status = self._status(reading, index, "level")
        geo = state.geo or self.thread.home
        if geo is None:
            return
        found = Rates(self.thread).level(
            reading, entry, index, post, state.context, self.figures, status, state.explicit
        )
        if found is None:
            return
        value, interval, span, base = found
        if status in ("target", "forecast") and not base:
            interval, span = self._future(reading, state, entry, index, post)
        elif base:
            status = "actual"
        quantity = reading.quantities[index]
        if entry.id == "policy_rate":
            if status in ("target", "forecast"):
                return
            if interval is not None and interval.start != interval.end:
                interval = Interval(interval.start, interval.start)
        figure = self._figure(reading, index, entry.id, geo, interval, span, value, "percent")
        figure.status, figure.compared, figure.qualifier = status, base, quantity.qualifier
        figure.low, figure.high = quantity.low, quantity.high
        figure.rule = "rate-base" if base else "rate-level"
        self.figures.append(figure)
        if not base and status != "target" and status != "forecast":
            self._settle(reading, state, figure)


def _outside_brackets(words: list[str]) -> list[str]:
    """Words without a remark in brackets that is closed among them ("$2.01 billion (201 crore) in March")."""
    if "(" not in words or ")" not in words:
        return words
    first, last = words.index("("), len(words) - words[::-1].index(")")
    return words[:first] + words[last:] if first < last else words


def _another_level(reading: Reading, index: int) -> bool:
    """Whether a percentage is the level of something else ("from 35pc to 50pc"); "the gain amounts to 18pc" is none."""
    place = reading.quantities[index].lead
    before = reading.lowers[max(0, place - 2) : place]
    return before[-1:] in (["from"], ["to"], ["at"]) and before[0] not in ("amounts", "amounted", "out", "comes", "came", "works", "growth", "rate")


_YEARS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "10": 10}


def _years_ahead(words: list[str]) -> int | None:
    """The count of "within four years", "in the next five years"."""
    for place, word in enumerate(words[:-2]):
        if word in ("within", "in", "over"):
            rest = [w for w in words[place + 1 : place + 5] if w not in ("the", "next", "coming", "about")]
            if len(rest) > 1 and rest[0] in _YEARS and rest[1] in ("years", "years'"):
                return _YEARS[rest[0]]
    return None


def _possessive(words: list[str], position: int) -> bool:
    return position < len(words) and words[position] == "'s"
