"""Thresholds: marks that a series crosses, "the $400 million mark", which are no levels."""

from __future__ import annotations

from streams.economy.money import Quantity
from streams.economy.sentences import Reading
from streams.economy.steps import digits, earlier_record
from streams.economy.wordlists import words_of


def passed(reading: Reading, quantity: Quantity, floor: int) -> bool:
    """Whether a quantity is a mark that a series passed or stayed below, not what it came to."""
    words = reading.lowers
    if any(
        0 <= cue.first - quantity.last <= 1 and "," not in words[quantity.last : cue.first]
        for cue in reading.cues_of("mark")
    ):
        return True
    if words[quantity.last : quantity.last + 1] in (["target"], ["goal"]):
        return False  # "cross the $20bn target projected for 2021-22"
    # "crossed $5.84 billion" is a level that was passed on the way to nothing else: nobody sets such a mark.
    taken = (
        words[quantity.last : quantity.last + 1] and words[quantity.last] in words_of("reached")
    ) or _in_its_period(reading, quantity)
    rest = words[quantity.last :][:14]
    again = any(rest[p : p + 3] == ["in", "a", "row"] for p in range(len(rest)))
    if (
        digits(quantity.value) < 3
        and not (taken and not again)
        and not earlier_record(words, quantity)
        and (
            reading.lead(quantity.lead, "threshold", floor=floor)
            or reading.lead(quantity.first, "threshold", floor=floor)
        )
    ):
        return True
    if earlier_record(words, quantity):
        return False
    if words[quantity.last : quantity.last + 1] and words[quantity.last] in words_of("reached"):
        return False  # "surpassed only by the $4.1 billion recorded in March"
    if quantity.qualifier in ("over", "under") and words[quantity.lead - 1] in (
        "remained",
        "stayed",
        "remain",
        "stay",
        "stays",
        "remains",
    ):
        return True
    if quantity.qualifier == "over" and {"consecutive", "straight"} & set(words):
        return True
    if (
        quantity.qualifier == "over"
        and digits(quantity.value) < 3
        and any(True for _ in reading.cues_of("first-time"))
    ):
        return True
    return any(
        0 <= cue.first - quantity.last <= 3 and cue.id == "mark" and words[cue.first] == "had"
        for cue in reading.cues
    )


def _in_its_period(reading: Reading, quantity: Quantity) -> bool:
    """ "surpassed $3.5 billion between July and April": so much came in that time; no mark on the way."""
    words = reading.lowers
    if reading.sentence.kind == "headline":
        return False
    if {"mark", "milestone", "barrier"} & set(words) or any(True for _ in reading.cues_of("first-time")):
        return False
    return any(
        p.kind == "span"
        and quantity.last < p.first <= quantity.last + 2
        and words[quantity.last] in ("in", "during", "between", "from", "for")
        for p in reading.periods
    )
