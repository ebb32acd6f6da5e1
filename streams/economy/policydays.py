"""The days of policy rates: from when a decision holds, up to when the rate before it did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.sentences import Reading

#: A decision takes effect so many days after it is told at most.
IN_EFFECT = timedelta(days=7)


def take_effect(figures: Sequence[Figure]) -> None:
    """A rate that is told of two days of one week is of one decision, and holds from the later."""
    latest: dict[tuple[str | None, float], Interval] = {}
    told = [(f.interval, f) for f in figures if f.status == "actual" and f.interval is not None]
    for days, figure in sorted(told, key=lambda one: one[0].end, reverse=True):
        later = latest.setdefault((figure.geo, figure.value), days)
        if later.end - days.end <= IN_EFFECT:
            figure.interval = later
        else:
            latest[figure.geo, figure.value] = days


def replaced(figures: list[Figure]) -> None:
    """Date the rates that others took the place of: they held up to the day before, where that is said."""
    own = [f for f in figures if f.indicator == "policy_rate" and not f.compared and f.status == "actual"]
    for figure in figures:
        if figure.indicator != "policy_rate" or not figure.compared:
            continue
        new = next((f for f in own if f.sentence == figure.sentence and f.geo == figure.geo), None)
        told = any(f.geo == figure.geo and f.value == figure.value for f in own)
        if new is not None and new.interval is not None and not told and new.value != figure.value:
            day = new.interval.end - timedelta(days=1)
            figure.interval = Interval(day, day)
    figures[:] = [
        f for f in figures if f.indicator != "policy_rate" or f.interval is not None or not f.compared
    ]


def in_force(reading: Reading, published: date) -> Interval | None:
    """ "The new rate will come into effect from Monday": the day, for a rate that another sentence tells."""
    words = reading.lowers
    place = next(
        (
            p
            for p, w in enumerate(words)
            if w == "effective" or (w in ("effect", "force") and words[p - 1 : p] in (["with"], ["into"], ["take"], ["takes"], ["in"]))
        ),
        None,
    )  # fmt: skip
    if place is None:
        return None
    for period in (*reading.periods, *reading.future):
        if period.kind != "day" or period.interval is None or not 0 < period.first - place <= 4:
            continue
        day = period.interval.end
        if period.weekday and day < published:
            day += timedelta(days=7)
        if abs((day - published).days) <= IN_EFFECT.days:
            return Interval(day, day)
    return None


def long_ago(reading: Reading, last: int, published: date) -> bool:
    """Whether a rate is told of the time of something that is over for long: "to 20% shortly after the war of 2022"."""
    words = reading.lowers[last : last + 3]
    if not {"after", "before"} & set(words) or {",", ";", "-", "—", "since"} & set(words):
        return False
    return any(
        p.kind == "span"
        and p.interval is not None
        and last <= p.first <= last + 12
        and (published - p.interval.end).days > 62
        for p in reading.periods
    )
