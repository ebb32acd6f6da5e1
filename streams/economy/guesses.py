"""What analysts had expected an amount to be: told in the past, of the month or quarter whose figure has come out."""

from __future__ import annotations

from streams.economy.calendars import Interval
from streams.economy.indicators import Entry
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread

#: Who guesses a figure that is about to come out.
_POLLED = frozenset(["poll", "polled", "survey", "surveyed", "median", "consensus", "economists", "economist", "analysts", "analyst", "reuters", "bloomberg", "market", "markets", "expectations"])  # fmt: skip
_EXPECTED = frozenset(
    ["expected", "forecast", "forecasted", "predicted", "projected", "estimated", "anticipated"]
)
#: Words of what is still to come.
_AHEAD = frozenset(["will", "would", "next", "year", "years", "annual", "year's", "fy", "fiscal", "2030"])


def of_what_came(reading: Reading, state: State, entry: Entry, thread: Thread) -> tuple[Interval, str] | None:
    """The period that a guess without one is of: that of the figure beside it or told before; None where it lies ahead."""
    words = reading.lowers
    if entry.kind not in ("flow", "balance") or _AHEAD & set(words):
        return None
    dated = any(
        p.kind in ("span", "back", "week") and p.interval is not None and p.interval.whole_months
        for p in reading.periods
    )
    ahead = any(
        word in _EXPECTED and words[place - 1] in ("is", "are", "be") for place, word in enumerate(words)
    )
    if ahead or (dated and state.level is None):
        return None
    passive = any(
        word in _EXPECTED and words[place - 1] in ("was", "were", "been", "had")
        for place, word in enumerate(words)
    )
    if not (_POLLED & set(words) or passive):
        return None
    if state.level is not None and state.level.interval is not None:
        found = state.level.interval, state.level.span
    else:
        known = thread.mains.get(entry.id)
        if known is None:
            return None
        found = known
    months = found[0].whole_months
    return found if months in (1, 3) else None
