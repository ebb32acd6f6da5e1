"""The period of a figure: its own behind it, the one of the sentence, or the one that the article is speaking of."""

from __future__ import annotations

from streams.economy import stockdays
from streams.economy.ahead import Ahead
from streams.economy.calendars import Calendar, Interval
from streams.economy.indicators import Entry
from streams.economy.money import Quantity
from streams.economy.periods import Period
from streams.economy.resolving import resolve, step
from streams.economy.roles import Role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread
from streams.economy.wordlists import words_of


class Timing:
    """Finds the periods of figures."""

    def __init__(self, thread: Thread, calendar: Calendar) -> None:
        self.thread, self.calendar = thread, calendar
        self.ahead = Ahead(thread, calendar)

    def is_context(self, reading: Reading, period: Period) -> bool:
        if period.whole and period.current and period.first and reading.lowers[period.first - 1] == "'s":
            return False
        if reading.lowers[max(0, period.first - 1) : period.first] == ["since"]:
            return False
        led = reading.lead(period.first, "base")
        if led is None:
            return True
        # "Compared with November the inflow was ...": what the sentence compares with, not what it is about.
        word = reading.lowers[led.first]
        if word in ("over", "on", "after"):
            single = period.interval is not None and period.interval.whole_months == 1
            return period.kind not in ("shift", "back") and not (word == "over" and single)
        return (
            word == "from"
            and period.kind == "span"
            and period.interval is not None
            and period.interval.whole_months != 1
        )

    def post(self, reading: Reading, index: int, roles: list[Role], used: set[int]) -> Period | None:
        """The period right behind a quantity, which is then its own."""
        quantities, words = reading.quantities, reading.lowers
        quantity = quantities[index]
        # An average in between is nobody's figure, and has no period.
        following = next(
            (
                i
                for i in range(index + 1, len(quantities))
                if roles[i] != "other" and not _aside(reading, quantity, quantities[i])
            ),
            len(quantities),
        )
        stop = quantities[following].first if following < len(quantities) else len(words)
        for period in reading.periods:
            if period.first < quantity.last or id(period) in used:
                continue
            if period.first > stop:
                return None
            between = words[quantity.last : period.first]
            inside = [m for m in reading.mentions if quantity.last <= m.first and m.last <= period.first]
            inner = [c for c in reading.countries if quantity.last <= c.first and c.last <= period.first]
            covered = {p for m in inside for p in range(m.first - quantity.last, m.last - quantity.last)}
            covered |= {p for c in inner for p in range(c.first - quantity.last, c.last - quantity.last)}
            if quantity.kind == "percent":
                steps = reading.within(quantity.last, period.first, "yoy", "mom", "qoq", "wow", "up", "down")
                covered |= {p for c in steps for p in range(c.first - quantity.last, c.last - quantity.last)}
                covered |= {p for p, word in enumerate(between) if word == "basis"}
            if self._leads_next(reading, period, index, between):
                return None
            if "(" in between and words[period.last : period.last + 1] == [":"]:
                return None  # "collected Rs 2,041 billion (2022: 1,644 billion)"
            passed = [q for q in quantities[index + 1 : following] if q.last <= period.first]
            covered |= {p for q in passed for p in range(q.lead - quantity.last, q.last - quantity.last)}
            rest = [word for place, word in enumerate(between) if place not in covered]
            if passed:
                rest = [
                    word
                    for word in rest
                    if word
                    not in (
                        "averaging",
                        "or",
                        "gdp",
                        "gross",
                        "domestic",
                        "product",
                        "per",
                        "day",
                        "month",
                        "an",
                        "average",
                        "daily",
                        "monthly",
                    )
                ]
            rest = _outside_brackets(rest)
            if len(rest) > 8 or len(inside) > 1 or not all(word in words_of("behind") for word in rest):
                return None
            if inside and not passed and any(words[p] == "," for p in range(quantity.last, inside[0].first)):
                return None
            if (
                quantity.kind == "money"
                and any(word in words_of("behind_stop") for word in rest)
                and period.kind != "span"
            ):
                return None
            if quantity.kind == "money" and any(
                word in ("than", "compared", "against", "up", "and") for word in rest
            ):
                return None
            if quantity.kind == "money" and "over" in rest and period.kind in ("shift", "same", "back"):
                return None
            if (
                quantity.kind == "money"
                and "from" in rest
                and "abroad" not in rest
                and not (
                    period.kind == "span"
                    and (period.interval is not None and period.interval.whole_months != 1)
                )
            ):
                return None
            if (
                rest[:1] == [","]
                and quantity.kind == "money"
                and period.kind in ("shift", "day")
                and rest[1:2] != ["on"]
            ):
                return None
            used.add(id(period))
            return period
        return None

    def recalled(self, reading: Reading, index: int) -> bool:
        """ "the first surplus since October 2019, when it stood at $73 million": told only to compare."""
        owner = self._owner(reading, index)
        return owner is not None and reading.lowers[max(0, owner.first - 1) : owner.first] == ["since"]

    def _told(self, reading: Reading, index: int, context: Period | None) -> bool:
        """Whether a figure that only the numbers make the earlier one has its period before it: "in August 2018 were $4.96bn"."""
        quantity = reading.quantities[index]
        if context is None or context.kind != "span" or context.interval is None:
            return False
        return (
            context.last <= quantity.lead <= context.last + 3 and reading.lead(quantity.lead, "base") is None
        )

    def to_date(self, interval: Interval) -> Interval:
        """From the beginning of the fiscal year through a month; other intervals stay."""
        if interval.whole_months != 1:
            return interval
        return Interval(self.calendar.year(self.calendar.year_of(interval.start)).start, interval.end)

    def _owner(self, reading: Reading, index: int) -> Period | None:
        """The period right before a figure that owns it: "August's $2.41bn", "May 2025's figure of $3.686bn", "June, when it was"."""
        quantity, words = reading.quantities[index], reading.lowers
        floor = reading.quantities[index - 1].last if index else 0
        for period in reversed(reading.periods):
            if not floor <= period.first or period.last > quantity.lead or period.kind in ("day", "week"):
                continue
            named = next(
                (m for m in reading.mentions if m.first == period.last and m.last < quantity.lead), None
            )
            if named is not None and words[named.last : quantity.lead] == ["of"]:
                return period  # "compared to September imports of $5.35bn"
            between = words[period.last : quantity.lead]
            if between[:1] == ["'s"] and len(between) <= 4 and not set(between) & {"deficit", "surplus", ","}:
                return period
            if {"when", "where"} & set(between[:2]) and len(between) <= 10:
                return period
            led = reading.starting(max(floor, period.first - 8), period.first, "base")
            close = ("which" in between[:3] and len(between) <= 6) or (
                between[:1] == ["that"] and len(between) <= 4
            )
            if led and close:
                return period  # "over the inflow of January 2020, that stood at $1.907 billion"
            return None
        return None

    def _leads_next(self, reading: Reading, period: Period, index: int, between: list[str]) -> bool:
        """ "Q1 at 6.5 percent, Q2 at 6.7": behind a comma, and right before the next figure, it is that figure's."""
        if not between or between[0] not in (",", ";", "and") or index + 1 >= len(reading.quantities):
            return False
        following = reading.quantities[index + 1]
        words = reading.lowers[period.last : following.lead]
        return (
            period.last <= following.lead
            and len(words) <= 3
            and all(word in words_of("before") for word in words)
        )

    def before_bracket(self, reading: Reading, quantity: Quantity) -> Period | None:
        """ "in Jul-Jan FY19 (US$ 12.774 billion)": the period before the bracket."""
        if quantity.first == 0 or reading.lowers[quantity.first - 1] != "(":
            return None
        return next((p for p in reading.periods if p.last == quantity.first - 1), None)

    def shifted(
        self, reading: Reading, state: State, index: int, post: Period | None, interval: Interval | None
    ) -> bool:
        """Whether a level is told only to compare: "a year earlier the figure was", "in the same months it had been"."""
        for period in (post, state.context):
            if period is not None and period.kind in ("shift", "back"):
                return period is post or not _same_again(reading, period)
        quantity = reading.quantities[index]
        had = any(
            reading.lowers[c.first : c.last] == ["had", "been"]
            for c in reading.cues
            if c.last == quantity.lead
        )
        main = self.thread.mains.get(state.entry.id) if state.entry else None
        return had and main is not None and interval is not None and interval.end < main[0].end

    def interval(
        self,
        reading: Reading,
        state: State,
        entry: Entry,
        index: int,
        kind: Role,
        post: Period | None,
        status: str,
    ) -> tuple[Interval | None, str]:
        """The period of a figure and what kind it is."""
        thread = self.thread
        if kind == "base" and status == "forecast" and state.level is not None:
            return state.level.interval, state.level.span
        if status in ("target", "forecast"):
            return self.ahead.future(reading, state, entry, index, post)
        if entry.kind == "stock":
            later = self._later(reading, index)
            return stockdays.day(reading, state, entry, index, kind, post, thread, later)
        main = state.level.interval if state.level else state.last_interval
        main_span = state.level.span if state.level else state.last_span
        known = thread.mains.get(entry.id)
        counted = next(
            (
                p.months
                for p in (post, state.context)
                if p is not None and p.months and p.kind in ("shift", "back", "same")
            ),
            0,
        )
        if counted and (main is None or main.whole_months != counted):
            own = next(
                (
                    p.interval
                    for p in (post, state.context)
                    if p is not None and p.months == counted and p.kind == "same"
                ),
                None,
            )
            said = known[0] if known is not None and known[0].whole_months == counted else None
            main = said or own or thread.counted(counted) or main
        if main is None and (state.context is None or state.context.interval is None):
            if thread.period_near(reading.sentence.index) and thread.period is not None:
                main, main_span = thread.period, thread.span
            elif known is not None:
                main, main_span = known
        owned = self._owner(reading, index) if post is None else None
        if owned is not None and owned.interval is not None:
            return resolve(owned, main, base=kind == "base"), owned.kind
        if (
            kind == "base"
            and post is None
            and state.level is None
            and self._told(reading, index, state.context)
        ):
            assert state.context is not None
            return state.context.interval, state.context.kind
        if kind == "base":
            if state.level is None and state.aim is not None:
                main, main_span = state.aim, "span"
            if (
                state.level is None
                and state.context is not None
                and state.context.interval is not None
                and state.context.kind in ("span", "week")
            ):
                main, main_span = state.context.interval, state.context.kind
            if post is not None:
                if post.kind == "day":
                    return None, "span"
                months = main.whole_months if main is not None else None
                if (
                    post.whole
                    and main is not None
                    and months is not None
                    and months < 12
                    and state.last_interval
                ):
                    # "$8.22bn compared to $7.9bn in the last fiscal year": of a part of the year, the same part is meant.
                    return main.shifted(-12), main_span
                return resolve(post, main, base=True), post.kind if post.kind in (
                    "day",
                    "week",
                ) else main_span if post.kind in ("shift", "back", "same") else "span"
            before = [
                p
                for p in reading.periods
                if p.kind in ("shift", "back") and 0 <= reading.quantities[index].first - p.last <= 6
            ]
            if before:
                return resolve(before[-1], main, base=True), main_span
            if main is None:
                return None, "span"
            basis = (
                self._base_basis(reading, index)
                or state.step
                or ("wow" if main_span in ("week", "day") else "yoy")
            )
            return step(main, basis), main_span
        period = post
        if period is None or (period.kind == "same" and period.interval is None and main is None):
            period = state.context or period
        if period is None:
            later = self._later(reading, index)
            period = later
        if period is None:
            if state.last_interval is not None:
                return state.last_interval, state.last_span
            if state.explicit and not thread.period_near(reading.sentence.index):
                if (
                    thread.only is not None
                    and entry.kind in ("flow", "balance")
                    and reading.sentence.kind == "body"
                ):
                    return thread.only, "span"
                return None, "span"
            if reading.sentence.kind in ("headline", "bullet") and thread.period is None:
                return None, "span"
            if state.explicit and (reading.sentence.kind == "headline" or _heading(reading)):
                return None, "span"
            if (
                thread.period is not None
                and thread.period_near(reading.sentence.index)
                and thread.span == "span"
            ):
                return thread.period, "span"
            return None, "span"
        context = state.context
        if (
            period is post
            and period.open_year
            and context is not None
            and context.kind == "shift"
            and context.shift == "yoy"
            and period.interval is not None
        ):
            return period.interval.shifted(
                -12
            ), period.kind  # "In the previous year, ... in the month of November"
        if period is state.context and _same_again(reading, period) and main is not None:
            return main, main_span
        context = state.context
        if (
            period.kind == "same"
            and period.interval is None
            and state.level is None
            and context is not None
            and context.kind == "span"
            and context.interval is not None
            and period.months in (0, context.interval.whole_months)
        ):
            return context.interval, context.kind  # "in May ... as they sent $913.9m during the month"
        if period.kind == "same" and period.months == 1:
            whole = main or (known[0] if known is not None else None)
            if whole is not None and (whole.whole_months or 0) > 1:
                # Of an article on seven months, the month is the last of them.
                return Interval(whole.end.replace(day=1), whole.end), "span"
        if period.kind in ("shift", "back", "same"):
            if main is None and known is not None:
                main, main_span = known
            found = resolve(period, main)
            if (
                period.kind == "shift"
                and main is not None
                and main.whole_months == 12
                and reading.lowers[period.first : period.last] == ["last", "year"]
            ):
                found = self.calendar.year(self.calendar.year_of(reading.document.published_on) - 1)
            return found, main_span
        if period.current and period.whole and status == "estimate" and entry.kind in ("flow", "balance"):
            return period.interval, "span"
        if period.current and period.whole and period.interval is not None:
            for told in (known, (thread.period, thread.span)):
                if (
                    told
                    and told[0]
                    and told[0].start == period.interval.start
                    and told[0].end <= period.interval.end
                ):
                    return told[0], told[
                        1
                    ]  # "during the current fiscal year", in an article on its first half
            # An actual of a year that is not over: the words leave open through when.
            return None, "span"
        if entry.kind in ("flow", "balance") and period.kind == "span" and _through(reading, period):
            return None if period.interval is None else self.to_date(period.interval), "span"
        ended = (
            reading.lowers[period.first] == "end" and reading.lowers[max(0, period.first - 2) : period.first]
        )
        if (
            period.kind == "day"
            and ended
            and entry.kind in ("flow", "balance")
            and period.interval is not None
        ) and {"by", "till", "until"} & set(ended):
            month = Interval(period.interval.end.replace(day=1), period.interval.end)
            return self.to_date(month), "span"
        last = state.last_interval
        if (
            period is post
            and period.whole
            and last is not None
            and last.whole_months == 1
            and state.level is not None
            and 0.3 <= reading.quantities[index].value / max(abs(state.level.value), 1.0) <= 3
            and period.interval is not None
        ):
            # "$1.84 billion in June 2022, $1.94 billion in 2021": the same month of the other years
            return last.shifted(12 * (period.interval.end.year - last.end.year)), "span"
        if period.kind == "day":
            if (
                thread.period is not None
                and thread.period_near(reading.sentence.index)
                and not state.explicit
            ):
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
            if (
                (
                    quantity.last <= period.first < stop
                    and period.kind in ("span", "week", "same")
                    and period.interval is not None
                )
                and (
                    reading.clause(period.first) == here
                    or not any(quantity.last <= m.first < period.first for m in reading.mentions)
                )
                and not any(
                    not _origin(reading, c.first)
                    for c in reading.starting(quantity.last, period.first, "base")
                )
            ):
                return period
        return None

    def _base_basis(self, reading: Reading, index: int) -> str | None:
        for cue in reading.cues:
            if cue.id in ("mom", "qoq", "wow") and abs(cue.first - reading.quantities[index].first) <= 12:
                return cue.id
        return None


def _origin(reading: Reading, place: int) -> bool:
    """Whether "from" tells where something comes from: "in FDI from various countries"."""
    words = reading.lowers
    behind = words[place + 1 : place + 3]
    named = any(place < c.first <= place + 2 for c in reading.countries)
    return words[place] == "from" and (named or bool(set(behind) & words_of("origins")))


def _same_again(reading: Reading, period: Period) -> bool:
    """ "During the corresponding month, Pakistanis in Bahrain sent ...": leading a sentence, it is the month just spoken of."""
    words = reading.lowers[period.first : period.last]
    return period.first <= 2 and len(words) <= 3 and "corresponding" in words


def _aside(reading: Reading, quantity: Quantity, other: Quantity) -> bool:
    """Whether a figure behind another is in a bracket, or its rate of growth: "$2.123 billion (...) at a growth rate of 47 percent in FY21"."""
    words = reading.lowers
    between = words[quantity.last : other.first]
    if between.count("(") > between.count(")"):
        return True
    return other.kind == "percent" and words[max(0, other.first - 3) : other.first] == [
        "growth",
        "rate",
        "of",
    ]


def _through(reading: Reading, period: Period) -> bool:
    """Whether a figure runs through a period: "as of April", "until November"."""
    before = reading.lowers[max(0, period.first - 2) : period.first]
    return before in (["as", "of"], ["up", "to"]) or before[-1:] in (["till"], ["until"], ["through"])


def _heading(reading: Reading) -> bool:
    """Whether a line is a heading within the text: short, and without a full stop."""
    return len(reading.lowers) <= 12 and not reading.sentence.text.endswith(
        (".", '"', "!", "?", ")", ":", ";")
    )


def _outside_brackets(words: list[str]) -> list[str]:
    """Words without a remark in brackets that is closed among them ("$2.01 billion (201 crore) in March")."""
    if "(" not in words or ")" not in words:
        return words
    first, last = words.index("("), len(words) - words[::-1].index(")")
    return words[:first] + words[last:] if first < last else words
