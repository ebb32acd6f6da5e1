"""From what a period mention says to days, given the period that a sentence is about."""

from __future__ import annotations

from datetime import timedelta

from streams.economy.calendars import Interval
from streams.economy.period import Period


def resolve(period: Period, main: Interval | None, *, base: bool = False) -> Interval | None:
    """The days of a mention, given the period that the sentence is about; with `base`, what the main one is compared with.

    None where the mention points to a period that is not known.
    """
    if period.kind == "shift":
        if main is None:
            return None
        return step(main, period.shift or "yoy")
    if period.kind == "back":
        if main is None or period.interval is None:
            return None
        forward = main.shifted(12)
        if main.end < period.interval.start <= forward.end <= period.interval.end:
            return forward  # "from $2.71bn in June 2021 to $2.76bn in the same month of 2022"
        shifted = main
        for _ in range(12):
            if shifted.end < period.interval.start:
                break
            if period.interval.start <= shifted.end <= period.interval.end:
                return shifted
            shifted = shifted.shifted(-12)
        return None
    if period.kind == "same":
        if main is None:
            return period.interval
        return main.shifted(-12) if base else main
    interval = period.interval
    if interval is not None and base and main is not None and main.whole_months == 12:
        if period.whole and interval.start >= main.start:
            return main.shifted(-12)  # "$3.22bn in FY2024, over $2.59bn in the previous fiscal year"
        if (
            interval.whole_months == 1
            and interval.end.month == main.end.month
            and main.end.month != main.start.month
        ):
            return main.shifted(
                12 * (interval.end.year - main.end.year)
            )  # "for the 12 months to October, against October 2021"
    if interval is not None and base and main is not None and period.open_year and period.kind == "span":
        # A comparison without a year lies before what it is compared with.
        if period.shift == "mom" and interval.end >= main.end and main.whole_months == 1:
            return main.shifted(-1)
        within = main.start <= interval.start and interval.end <= main.end
        if within and main.whole_months == 12 and interval.whole_months == 1:
            return interval  # "on track to cross $4.5bn in FY26, after $356m in November": a month is no year's match
        while interval.start >= main.start and interval.whole_months:
            interval = interval.shifted(-12)
    return interval


def step(interval: Interval, shift: str) -> Interval:
    """The interval one step back: a year, its own length in months, a week or a day."""
    if shift == "next":
        return interval.shifted(12)
    if shift == "yoy":
        return interval.shifted(-12)
    count = interval.whole_months
    if shift == "qoq" and count == 1:
        return interval.shifted(-3)  # "from 5 percent three months ago"
    if shift in ("mom", "qoq") and count:
        return interval.shifted(-count)
    days = {"wow": 7, "dod": 1}.get(shift)
    if days is None:
        return interval.shifted(-1)
    return Interval(interval.start - timedelta(days=days), interval.end - timedelta(days=days))


def compared(main: Interval, other: Interval) -> str | None:
    """The basis of a change from `other` to `main`: `yoy`, `mom`, `qoq`, `wow`, or None."""
    if main.start == main.end and other.whole_months == 1:
        other = Interval(other.end, other.end)  # a level on a day, "compared with October"
    if other == main.shifted(-12) or (
        main.whole_months == 1 and other.whole_months == 12 and other.end < main.start
    ):
        return "yoy"
    count = main.whole_months
    if count == 1 and other == main.shifted(-1):
        return "mom"
    if count == 3 and other == main.shifted(-3):
        return "qoq"
    if count == other.whole_months == 12 and 0 < (main.start - other.start).days <= 366:
        return "yoy"  # "in fiscal 2023 compared to 2022"
    if count is None and (main.start - other.start).days == 7:
        return "wow"
    if count is None and main.start == main.end and other.start == other.end:
        # Levels at the ends of two months.
        return {1: "mom", 3: "qoq", 12: "yoy"}.get(_months_between(other, main))
    return None


def _months_between(one: Interval, other: Interval) -> int:
    """How many months lie between two days that are ends of months, else 0."""
    ends = all((day.end + timedelta(days=1)).day == 1 for day in (one, other))
    return (other.end.year - one.end.year) * 12 + other.end.month - one.end.month if ends else 0
