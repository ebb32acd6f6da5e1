"""The period of a figure: its own behind it, the one of the sentence, or the one that the article is speaking of."""

from __future__ import annotations

from dataclasses import replace

from streams.economy import fullyears, guesses, neighbours, runs, stockdays
from streams.economy.ahead import Ahead
from streams.economy.calendars import Calendar, Interval, months_from
from streams.economy.indicators import Entry
from streams.economy.lastyears import last_ones, longer, to_date, whole_year, year_before, year_of_old
from streams.economy.period import Period
from streams.economy.resolving import resolve, step
from streams.economy.roles import Role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread
from streams.text.spans import shift_months


class Timing:
    """Finds the periods of figures."""

    def __init__(self, thread: Thread, calendar: Calendar) -> None:
        self.thread, self.calendar = thread, calendar
        self.ahead = Ahead(thread, calendar)

    def recalled(self, reading: Reading, index: int) -> bool:
        """ "the first surplus since October 2019, when it stood at $73 million": told only to compare."""
        owner = neighbours.owner(reading, index)
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

    def shifted(
        self, reading: Reading, state: State, index: int, post: Period | None, interval: Interval | None
    ) -> bool:
        """Whether a level is told only to compare: "a year earlier the figure was", "in the same months it had been"."""
        if state.all_year:
            return False  # "the deficit declined by 15.3% to $84.6bn last year": a year of its own
        main = self.thread.mains.get(state.entry.id) if state.entry else None
        for period in (post, state.context):
            if period is not None and main is None and state.level is None and year_before(reading, period):
                return False  # told of nothing else: the year as such
            this_year = (
                period is not None
                and period.kind == "back"
                and period.interval is not None
                and period.interval.end >= reading.document.published_on
            )  # "the corresponding period of the current fiscal year"
            if period is not None and period.kind in ("shift", "back") and not this_year:
                return period is post or not _same_again(reading, period)
        quantity = reading.quantities[index]
        had = any(
            reading.lowers[c.first : c.last] == ["had", "been"]
            for c in reading.cues
            if c.last == quantity.lead
        )
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
        if status == "forecast" and post is None:
            came = guesses.of_what_came(reading, state, entry, thread)
            if came is not None:
                return came
        if status in ("target", "forecast"):
            return self.ahead.future(reading, state, entry, index, post)
        if entry.kind == "stock":
            later = neighbours.later(reading, index)
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
            if thread.partner_at == reading.sentence.index - 1 and thread.period is not None:
                said = thread.period if thread.period.whole_months == counted else said
            if own is not None and own.end > reading.document.published_on:
                # "this month", of the month before
                own = thread.counted(counted) or runs.month_over(thread.period, counted, reading) or own
            main = said or own or thread.counted(counted) or main
        if main is None and (state.context is None or state.context.interval is None):
            if thread.period_near(reading.sentence.index) and thread.period is not None:
                main, main_span = thread.period, thread.span
            elif known is not None:
                main, main_span = known
        if kind == "level" and (
            year := runs.whole_year(reading, index, main or (known[0] if known else None), self.calendar)
        ):
            return year, "span"
        owned = neighbours.owner(reading, index) if post is None else None
        for dated in (post, owned, state.context):
            if dated is not None and known is not None and last_ones(reading, dated, known[0]):
                # "last November's figures", in a report on November
                return known[0].shifted(-12), "span"
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
        levelled = state.level is not None and state.level.indicator == entry.id
        month_back = post is not None and post.shift == "mom" and post.kind == "span"
        if levelled and month_back and post is not None and main == post.interval:
            # "$424m in July after a deficit of $100m in last month"
            return (None if main is None else main.shifted(-1)), main_span
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
                lead = reading.quantities[index].lead
                if (
                    reading.lowers[max(0, lead - 1) : lead] == ["from"]
                    and post.kind == "span"
                    and not post.open_year
                    and post.interval is not None
                    and post.interval.whole_months == 1
                ):
                    return post.interval, "span"  # "jumping from $3.6bn in June 2021 to $4.8bn in June 2022"
                months = main.whole_months if main is not None else None
                opens = state.context is not None and state.context.interval == main
                part = main is not None and months is not None and months < 12
                if post.whole and part and main is not None and (state.last_interval or opens):
                    # "$8.22bn compared to $7.9bn in the last fiscal year": of a part of the year, the same part is meant.
                    return main.shifted(-12), main_span
                if post.kind == "same" and state.step in ("mom", "qoq") and main is not None:
                    # "to $29.8bn from $35.5bn in the previous month, and imports to $57bn from $61bn in the same period"
                    return step(main, state.step), main_span
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
                or (None if reading.periods else thread.goes_on_by(reading.sentence.index, main))
                or stockdays.usual(entry.id, state.geo or "", main_span, main)
            )
            return step(main, basis), main_span
        year = None if post or state.context else fullyears.of(known, thread, self.calendar, reading, index)
        if year is not None:
            return year, "span"
        period = post
        if period is None or (period.kind == "same" and period.interval is None and main is None):
            period = state.context or period
        if period is None:
            later = neighbours.later(reading, index)
            period = later
        if period is None:
            month = self._month_of_base(reading, index, main)
            if month is not None:
                return month, "span"
            if state.last_interval is not None:
                return state.last_interval, state.last_span
            if state.aim is not None and state.aim.end <= reading.document.published_on:
                return state.aim, "span"  # "missed its target of Rs11.9tr for FY25, collecting Rs11.7tr"
            if state.explicit and not thread.period_near(reading.sentence.index):
                if (
                    thread.only is not None
                    and entry.kind in ("flow", "balance")
                    and reading.sentence.kind == "body"
                ):
                    return thread.only, "span"
                if (
                    thread.opening is not None
                    and thread.opening.whole_months in (1, 3, 6, 12)
                    and entry.kind in ("flow", "balance")
                    and reading.sentence.kind == "body"
                ):
                    return (
                        thread.opening,
                        "span",
                    )  # a report on a month: what it comes to later is of that month
                return None, "span"
            if reading.sentence.kind in ("headline", "bullet") and thread.period is None:
                return None, "span"
            headed = reading.sentence.kind != "bullet" and _heading(reading)
            if state.explicit and (reading.sentence.kind == "headline" or headed):
                return None, "span"
            now = thread.period_near(reading.sentence.index) and thread.span == "span"
            return (thread.period if now else None), "span"
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
        found = longer(thread, reading, state, period, main or thread.period)
        if found is not None:
            return found, "span"
        if period.kind == "same" and period.months == 1:
            whole = main or (known[0] if known is not None else None)
            if whole is not None and (whole.whole_months or 0) > 1:
                # Of an article on seven months, the month is the last of them.
                return Interval(whole.end.replace(day=1), whole.end), "span"
        untold = main is None and known is None and thread.period is None
        if untold and kind == "level" and year_before(reading, period):
            old = year_of_old(reading)
            state.context, state.all_year = replace(period, kind="span", interval=old, shift=None), True
            return old, "span"
        if period.kind in ("shift", "back", "same"):
            spoken = thread.period if thread.period_near(reading.sentence.index) else None
            if (
                main is None
                and period.kind == "same"
                and spoken is not None
                and spoken.whole_months == period.months
            ):
                main, main_span = spoken, thread.span  # "this month", in an article on the month before
            if main is None and known is not None:
                main, main_span = known
            found = resolve(period, main)
            if (
                main is not None
                and (year := whole_year(thread, self.calendar, reading, state, index, period, main))
                is not None
            ):
                return year, "span"
            if (
                period.kind == "shift"
                and main is not None
                and main.whole_months == 12
                and reading.lowers[period.first : period.last] == ["last", "year"]
            ):
                found = self.calendar.year(self.calendar.year_of(reading.document.published_on) - 1)
            return found, main_span
        if period.current and period.whole and fullyears.estimated(reading, entry, status):
            return period.interval, "span"
        if period.current and period.whole and period.interval is not None:
            so_far = to_date(thread, entry, reading, index, period.interval)
            if so_far is not None:
                return so_far, "span"
            named = (
                state.context.interval if state.context is not None and state.context is not period else None
            )
            for told in ((named, "span"), known, (thread.period, thread.span)):
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
        if entry.kind in ("flow", "balance") and period.kind == "span" and runs.through(reading, period):
            if period.interval is not None and "rolling" in reading.lowers[: reading.quantities[index].first]:
                return months_from(shift_months(period.interval.end, -11), 12), "span"
            return None if period.interval is None else self.to_date(period.interval), "span"
        ended = (
            reading.lowers[period.first] == "end" and reading.lowers[max(0, period.first - 2) : period.first]
        )
        if (
            period.kind == "day"
            and ended
            and entry.kind in ("flow", "balance")
            and period.interval is not None
        ) and ({"by", "till", "until", "of"} | ({"at"} if entry.kind == "balance" else set())) & set(ended):
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

    def _month_of_base(self, reading: Reading, index: int, main: Interval | None) -> Interval | None:
        """ "fell to $101.8m against $227.5m in the same month of last year", of ten months: it is the last of them."""
        if main is None or (main.whole_months or 0) < 2 or index + 1 >= len(reading.quantities):
            return None
        following = reading.quantities[index + 1]
        for period in reading.periods:
            if following.last <= period.first <= following.last + 4:
                if period.kind == "shift" and period.months == 1 and following.kind == "money":
                    return Interval(main.end.replace(day=1), main.end)
                return None
        return None

    def _base_basis(self, reading: Reading, index: int) -> str | None:
        for cue in reading.cues:
            if cue.id in ("mom", "qoq", "wow") and abs(cue.first - reading.quantities[index].first) <= 12:
                return cue.id
        return None


def _same_again(reading: Reading, period: Period) -> bool:
    """ "During the corresponding month, Pakistanis in Bahrain sent ...": leading a sentence, it is the month just spoken of."""
    words = reading.lowers[period.first : period.last]
    return period.first <= 2 and len(words) <= 3 and "corresponding" in words


def _heading(reading: Reading) -> bool:
    """Whether a line is a heading within the text: short, and without a full stop."""
    return len(reading.lowers) <= 12 and not reading.sentence.text.endswith(
        (".", '"', "!", "?", ")", ":", ";")
    )
