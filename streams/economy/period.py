"""A period as a sentence names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from streams.economy.calendars import Interval

Kind = Literal["span", "day", "week", "shift", "same", "back", "partial"]


# Not frozen, since that makes it slow to make; shared, so nobody changes one.
@dataclass(slots=True, unsafe_hash=True)
class Period:
    """A period mention: token positions `first` to `last` (excluded) and what it says.

    `span`, `day` and `week` have an interval; `shift` and `back` count from another period (`shift` names the step);
    `same` points to the period already named; `partial` is part of a month, for which no series has a figure.
    """

    first: int
    last: int
    kind: Kind
    interval: Interval | None = None
    shift: str | None = None
    open_year: bool = False
    """The year was not said; the interval is the last that the day of publication allows."""
    whole: bool = False
    """A fiscal or calendar year as such."""
    weekday: bool = False
    """A day named by its weekday, or counted from publication: when something was said, as a rule."""
    months: int = 0
    """How many months the words count ("the same seven months"), 0 where they do not."""
    current: bool = False
    """The fiscal year in which the article appears, so that an actual cannot be its total."""


def narrower(inner: Period, outer: Period) -> bool:
    """Whether a period right before a year is a part of it."""
    if inner.interval is None or outer.interval is None or not 0 <= outer.first - inner.last <= 7:
        return False
    return outer.interval.start <= inner.interval.start and inner.interval.end <= outer.interval.end


def said_again(context: Period, period: Period) -> bool:
    """Whether "the month", "the period" is what the sentence has named already."""
    if period.kind != "same":
        return False
    return not period.months or (
        context.interval is not None and context.interval.whole_months == period.months
    )


def dates(period: Period) -> bool:
    """Whether a period behind a percentage dates what follows as well: "grew 2.3 percent in nine months, to $18.7bn"."""
    return period.kind in ("span", "week") or (period.kind == "same" and period.months > 1)
