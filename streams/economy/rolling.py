"""Amounts of twelve months that a word beside the series tells: "the 12-month rolling deficit", "the trailing twelve-month surplus"."""

from __future__ import annotations

from streams.economy.calendars import Interval
from streams.economy.indicators import Entry
from streams.economy.period import Period
from streams.economy.sentences import Reading
from streams.economy.thread import Thread
from streams.text.spans import shift_months

_TWELVE = frozenset(["12", "twelve"])
_ROLLS = frozenset(["rolling", "trailing", "running", "moving"])
#: Behind "12-month", with or without a word for rolling: what is summed up.
_SUMS = frozenset(["current", "account", "trade", "deficit", "surplus", "balance", "total", "cumulative", "figure", "gap", "sum", "inflow", "inflows", "remittances", "exports", "imports", "foreign", "merchandise", "goods", "external"])  # fmt: skip


def months(reading: Reading, index: int, entry: Entry, first: int) -> bool:
    """Whether the amount `index` sums up twelve months, by the words between a position and it."""
    if entry.kind not in ("flow", "balance"):
        return False
    words, lead = reading.lowers, reading.quantities[index].lead
    floor = reading.quantities[index - 1].last if index else 0
    for place in range(max(floor, first - 6), lead):
        running = words[place] == "running" and words[place + 1 : place + 2] != [
            "total"
        ]  # "the running month"
        if (
            words[place] in _ROLLS
            and not running
            and {"month", "months", "year", "annual"} & set(words[place - 3 : place + 4])
        ):
            return True
        twelve = words[place] in _TWELVE and words[place + 1 : place + 3] == ["-", "month"]
        if twelve and (_ROLLS | _SUMS) & set(words[place + 3 : place + 4]):
            return True
    led = words[max(floor, lead - 12) : lead]
    for place, word in enumerate(led):
        if word in ("over", "for", "in", "during") and past_year(led[place : place + 5]):
            return True  # "and for the past 12 months the total was $215.7 billion"
    return past_year(words[reading.quantities[index].last :][:7])


def past_year(behind: list[str]) -> bool:
    """ "totalling $270bn over the last 12 months": the words behind an amount."""
    for place, word in enumerate(behind):
        if word in ("last", "past", "latest", "previous", "trailing"):
            return behind[place + 1 : place + 3] in (["12", "months"], ["twelve", "months"])
        if word not in ("in", "over", "during", "for", "the"):
            return False
    return False


def interval(
    reading: Reading, entry: Entry, thread: Thread, told: Interval | None, post: Period | None
) -> Interval | None:
    """The twelve months up to the month that is told, else to the one that the article is on."""
    if post is not None and post.kind == "span" and post.interval is not None:
        told = post.interval
    known = thread.mains.get(entry.id)
    if told is None:
        told = known[0] if known is not None else None
    if told is None or (told.whole_months or 0) >= 12:
        return told
    end = told
    return Interval(shift_months(end.end.replace(day=1), -11), end.end)
