"""Which day a level is of: the one named for it, else the one that the article gives for all, else that of publication.

Weeks of reserves end on Fridays. "A week earlier" counts from the level that is told, and the end of a month stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from streams.economy import daywords
from streams.economy.calendars import Interval, months_from
from streams.economy.indicators import Entry
from streams.economy.period import Period
from streams.economy.resolving import resolve
from streams.economy.roles import Role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread
from streams.text.lexicon import load
from streams.text.spans import shift_months

_FRIDAY = 4
_WEEK = 7
#: Countries whose central banks tell the reserves of a week some days later.
_WEEKLY = frozenset(["PK", "IN"])
#: Between "the period" and the days that it is.
_JOINS = frozenset(
    ["ended", "ending", "on", "between", "from", "to", ",", "of", "that", "the", "(", "in", "'s"]
)


def day(
    reading: Reading, state: State, entry: Entry, index: int, kind: Role, post: Period | None, thread: Thread,
    later: Period | None,
) -> tuple[Interval | None, str]:  # fmt: skip
    """The day of a level and what gives it: `day` where the words name it, `stock` where the article does, else None."""
    main = _main(state, entry, thread)
    if kind == "base" and main is not None and _that_day(reading, index):
        return main, "day"
    own = (
        daywords.closing(reading, index)
        or daywords.figure_of(reading, index)
        or (daywords.spanned(reading, index) if kind != "base" else None)
        or post
        or _clause(reading, index)
        or daywords.bracketed(reading, index)
    )
    if kind == "base" and (day := daywords.opening(reading, index, own or later)) is not None:
        return day, "day"
    if kind == "base":
        return _before(reading, state, entry, index, own, main, thread), "day"
    for period in (own, _weeks(reading, index), state.day, state.context, later):
        if (
            period is None
            or daywords.stamp(reading, period)
            or _said(reading, period, index, thread)
            or _of_next(reading, period, index)
        ):
            continue
        found = _on(reading, _refined(reading, period), main, thread, entry)
        if found is not None and found.end <= reading.document.published_on:
            thread.stock_told = found, reading.sentence.index
            return found, "day"
        if period is post:
            return None, "day"
    if state.last_interval is not None and state.last_span in ("day", "stock"):
        return state.last_interval, state.last_span
    if entry.id not in thread.mains and (day := _sibling(entry, thread)) is not None:
        return day, "stock"
    told = thread.stock_told
    near = told is not None and told[1] >= reading.sentence.index - 2
    if told is not None and near and (_among(reading) or entry.id.startswith("debt")):
        return told[0], "stock"
    present = {"now", "currently", "today", "present", "presently", "current"} & set(reading.lowers)
    if entry.id.startswith("reserves") and thread.home not in _WEEKLY:
        today = Interval(reading.document.published_on, reading.document.published_on)
        place = reading.quantities[index].first
        if present and not any(p.first < place or p is own for p in reading.periods):
            thread.stock_told = today, reading.sentence.index
            return today, "day"
        if told is not None and told[0] == today and told[1] == reading.sentence.index - 1:
            return (
                today,
                "day",
            )  # "Reserves now stand at $24 billion. The gross reserve is slightly less than $30 billion"
    if entry.id.startswith("reserves") and thread.stock_day is not None:
        return thread.stock_day, "stock"
    if entry.id.startswith("reserves") and told is not None and near and not present:
        return told[0], "stock"
    if (
        thread.period is not None
        and thread.period_near(reading.sentence.index)
        and thread.span in ("day", "week")
        and not state.explicit
    ):
        return Interval(thread.period.end, thread.period.end), "stock"
    return None, "day"


def _main(state: State, entry: Entry, thread: Thread) -> Interval | None:
    """The day that a comparison counts from."""
    main = state.level.interval if state.level is not None else state.last_interval
    if main is None and entry.id.startswith("reserves"):
        main = thread.stock_day
    if main is None and entry.id in thread.mains:
        main = thread.mains[entry.id][0]
    return main or _sibling(entry, thread)


def _sibling(entry: Entry, thread: Thread) -> Interval | None:
    """The day of the other debt: an article tells the parts of a debt of the day of the whole."""
    other = {"debt.external": "debt.total", "debt.total": "debt.external"}.get(entry.id, "")
    return thread.mains[other][0] if other in thread.mains else None


def _before(
    reading: Reading, state: State, entry: Entry, index: int, post: Period | None, main: Interval | None, thread: Thread
) -> Interval | None:  # fmt: skip
    """The day of what a level is compared with."""
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    led = [
        p
        for p in reading.periods
        if p.kind in ("shift", "back", "day")
        and p is not state.day
        and floor <= p.first
        and 0 <= quantity.first - p.last <= 6
    ]
    told = daywords.figure_of(reading, index) or daywords.it_was(reading, index)
    for period in (told, post, *reversed(led)):
        if period is not None and not _said(reading, period, index, thread):
            found = _on(reading, _refined(reading, period), main, thread, entry)
            relative = period.shift is not None or period.open_year
            same = found is not None and main is not None and found.end == main.end
            if same and main is not None and relative and _month_end(main.end):
                return _back(
                    main, "mom"
                )  # "at the end of November, up from $36.7bn at the end of last month"
            return found
    if main is None:
        return None
    weekly = entry.id.startswith("reserves") and not _month_end(main.end)
    monthly = "mom" if entry.id.startswith("reserves") else "yoy"
    return _back(main, _basis(reading, index) or state.step or ("wow" if weekly else monthly))


def _clause(reading: Reading, index: int) -> Period | None:
    """ "From August 2021, when reserves stood at $48 billion": the period of the clause of a level."""
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    for period in reversed(reading.periods):
        rest = reading.lowers[period.last : period.last + 2]
        if floor <= period.first and period.last <= quantity.first - 1:
            return period if rest in ([",", "when"], [",", "which"]) or rest[:1] == ["when"] else None
    return None


def usual(indicator: str, geo: str, span: str, interval: Interval | None) -> str:
    """The basis of a change where none is said: weeks of reserves, months where they are told by the month, else years."""
    monthly = (
        interval is not None
        and interval.whole_months == 1
        and indicator.startswith(("exports", "imports", "trade"))
    )
    if monthly and geo in load("streams.economy", "series.toml")["adjusted"]:
        return "mom"
    if not indicator.startswith(("reserves", "debt")):
        return "wow" if span in ("week", "day") else "yoy"
    if indicator.startswith("debt") or interval is None:
        return "yoy"
    return "mom" if _month_end(interval.end) else "wow"


def _weeks(reading: Reading, index: int) -> Period | None:
    """ "the previous week's" before a level, and none of the figure before."""
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    near = [
        p
        for p in reading.periods
        if p.kind == "shift" and p.shift == "wow" and 0 <= quantity.first - p.last <= 12 and p.last > floor
    ]
    return near[-1] if near else None


def _refined(reading: Reading, period: Period) -> Period:
    """ "the period ended on December 31", "the previous week ending September 22": the days say which it is."""
    if (week := daywords.week_of(reading, period)) is not None:
        return replace(period, kind="week", interval=week)
    period = daywords.last_year(reading, period)
    if period.kind not in ("same", "shift") or (period.interval is not None and period.kind == "same"):
        return period
    return next(
        (
            p
            for p in reading.periods
            if 0 <= p.first - period.last <= 4
            and p.kind in ("day", "span", "week")
            and p.interval is not None
            and all(w in _JOINS for w in reading.lowers[period.last : p.first])
        ),
        period,
    )


def _among(reading: Reading) -> bool:
    """Whether a sentence takes the level before apart: "Among them, ...", "Of this, ..."."""
    words = reading.lowers[reading.dateline : reading.dateline + 3]
    return words[:1] in (["among"], ["of"], ["out"]) and bool(
        {"them", "these", "this", "which", "it", "that", "the"} & set(words[1:])
    )


def _said(reading: Reading, period: Period, index: int, thread: Thread) -> bool:
    """Whether a weekday only tells when something was said: "on Thursday", but "as of Friday" is a level's day.

    Where reserves are told by the week, "fell to $2.92 billion on Thursday" is the day of the report.
    """
    if period.kind == "day" and _reported(reading, period):
        return True
    if not period.weekday or period.kind != "day":
        return False
    before = reading.lowers[max(0, period.first - 2) : period.first]
    if thread.home not in _WEEKLY and 0 <= period.first - reading.quantities[index].last <= 1:
        return False
    return not {"of", "ended", "ending", "end", "until", "till", "at", "close"} & set(before)


def _that_day(reading: Reading, index: int) -> bool:
    """ "compared to $28 billion on that day according to BPM6": another reckoning of the same day."""
    last = reading.quantities[index].last
    return reading.lowers[last : last + 3] in (
        ["on", "that", "day"],
        ["the", "same", "day"],
        ["that", "same", "day"],
    )


def _reported(reading: Reading, period: Period) -> bool:
    """ "on June 13 it was reported that", "in a report issued on January 9"."""
    words = reading.lowers
    if words[period.first - 1] != "on":
        return False
    behind = set(words[period.last : period.last + 5])
    before = set(words[max(0, period.first - 3) : period.first - 1])
    return bool(behind & {"reported", "announced"} and "it" in behind) or bool(
        before & {"issued", "published"}
    )


def _of_next(reading: Reading, period: Period, index: int) -> bool:
    """ "reserves climbed to $16 billion, and stability was kept in the first half": the period of a clause of its own."""
    between = reading.lowers[reading.quantities[index].last : period.first]
    return any(
        word == "," and between[place + 1 : place + 2] == ["and"] and len(between) - place > 5
        for place, word in enumerate(between)
    )


#: Months that a growth may count over and that have no name.
_COUNTS = frozenset(["two", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "2", "4", "5", "6", "7", "8", "9", "10", "11"])  # fmt: skip


def grown_in(reading: Reading, index: int) -> str | None:
    """From what a debt's growth counts by its period: "7.7 per cent in January" a month, in eight months nothing that has a name.

    An empty string where no period tells, None where the step has no name.
    """
    quantity = reading.quantities[index]
    behind = reading.lowers[quantity.last : quantity.last + 9]
    if "months" in behind[1:]:
        counted = behind[behind.index("months") - 1]
        if counted in _COUNTS and {"previous", "preceding", "earlier", "ago", "before"} & set(behind):
            return None  # "up 4.9 percent compared to six months earlier"
    for period in reading.periods:
        if period.kind != "span" or period.interval is None or not period.first:
            continue
        led = reading.lowers[max(0, period.first - 2) : period.first]
        months = period.interval.whole_months or 0
        if not {"in", "during", "over", "within"} & set(led):
            continue
        if reading.clause(period.first) != reading.clause(quantity.first):
            continue
        if months == 1 and 0 <= period.first - quantity.last <= 2:
            return "mom"
        if months not in (0, 1, 3, 12):
            return None
    return ""


def _on(
    reading: Reading, period: Period, main: Interval | None, thread: Thread, entry: Entry
) -> Interval | None:
    published = reading.document.published_on
    if period.kind == "partial" or (period.current and period.whole):
        return None
    if period.kind == "shift" and period.shift is not None:
        words = reading.lowers[period.first : period.last]
        if words[-2:] in (["last", "week"], ["past", "week"]) or words[:1] == ["last"]:
            return _last_week(published, main, thread, entry)
        if main is None:
            main = Interval(published, published) if period.shift == "yoy" else None
        return _back(main, period.shift) if main is not None else None
    if period.kind == "same" and period.interval is None:
        return main
    if (
        period.kind == "same"
        and period.months == 1
        and period.interval is not None
        and period.interval.end >= published
    ):
        return main if main is not None and main.end < published else None
    if period.kind == "back":
        found = resolve(period, main, base=True)
        return Interval(found.end, found.end) if found is not None else None
    interval = period.interval
    return Interval(interval.end, interval.end) if interval is not None else None


def _last_week(published: date, main: Interval | None, thread: Thread, entry: Entry) -> Interval | None:
    """ "Last week" is the week that is told, or, where that has been told, the one before it."""
    if thread.stock_day is None or not entry.id.startswith("reserves"):
        return _week_end(published)
    known = thread.mains.get(entry.id)
    if known is not None and known[0].end == thread.stock_day.end:
        return _back(thread.stock_day, "wow")
    return thread.stock_day


def _week_end(published: date) -> Interval:
    """The last day of "last week": weeks of reserves end on Fridays."""
    back = (published.weekday() - _FRIDAY) % 7 or 7
    found = published - timedelta(days=back)
    return Interval(found, found)


def _month_end(when: date) -> bool:
    return (when + timedelta(days=1)).day == 1


def _back(main: Interval, basis: str) -> Interval:
    """The day one step before another; the end of a month stays one."""
    months = {"yoy": 12, "mom": 1, "qoq": 3}.get(basis)
    end = main.end
    if months is None:
        found = end - timedelta(days={"wow": 7, "dod": 1}.get(basis, 7))
    else:
        first = shift_months(end.replace(day=1), -months)
        last = months_from(first, 1).end
        found = last if _month_end(end) or end.day > last.day else first.replace(day=end.day)
    return Interval(found, found)


def _basis(reading: Reading, index: int) -> str | None:
    position = reading.quantities[index].first
    return next(
        (
            c.id
            for c in reading.cues
            if c.id in ("yoy", "mom", "qoq", "wow") and abs(c.first - position) <= 12
        ),
        None,
    )


def article_day(readings: Sequence[Reading]) -> Interval | None:
    """The day or week of the reserves in an article that gives it in one place for all."""
    weak: Interval | None = None
    last: Interval | None = None
    weekly: Interval | None = None
    told = False
    for reading in readings:
        words = reading.lowers
        spoken = bool({"reserves", "reserve"} & set(words))
        if not spoken and "week" not in words:
            continue
        by_week = spoken and bool({"sbp", "rbi", "bank"} & set(words))
        if by_week and weekly is None and any(True for _ in reading.cues_of("wow")):
            # "on a weekly basis, the State Bank said on Thursday": the week that ended before.
            weekly = _week_end(reading.document.published_on)
        for period in reading.periods:
            if (
                period.kind == "shift"
                and spoken
                and words[period.last - 2 : period.last] in (["past", "week"], ["last", "week"])
            ):
                last = last or _week_end(reading.document.published_on)
            if period.interval is None or period.kind not in ("week", "day") or period.shift is not None:
                continue
            found = Interval(period.interval.end, period.interval.end)
            if found.end > reading.document.published_on:
                continue
            if period.kind == "week":
                # "On November 27 reserves stood at ...": the week before is told for comparison.
                later = weak is not None and (weak.end - found.end).days == _WEEK
                return weak if later else found
            before = words[max(0, period.first - 1) : period.first]
            if period.weekday or not before or not spoken:
                continue
            closing = before[0] == "on" and "close" in words[max(0, period.first - 5) : period.first]
            if closing or before[0] in ("of", "ended", "ending", "till", "until", "by"):
                return found
            if before[0] == "on" and weak is None and not told:
                weak = found
        told = told or (spoken and any(q.kind == "money" for q in reading.quantities))
    return weak or last or weekly
