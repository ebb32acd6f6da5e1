"""What the words right beside an amount say of it: a step, an earlier record, an amount of another year."""

from __future__ import annotations

from streams.economy.cues import Cue
from streams.economy.money import Quantity
from streams.economy.period import Period
from streams.economy.sentences import Reading


def bracketed_year(reading: Reading, quantity: Quantity) -> Period | None:
    """The year of "(2022: 1,644 billion)", an amount of the same months of that year."""
    words = reading.lowers
    if words[quantity.lead - 1 : quantity.lead] != [":"]:
        return None
    return next(
        (p for p in reading.periods if p.last == quantity.lead - 1 and p.whole and words[p.first - 1] == "("),
        None,
    )


def by_more(reading: Reading, quantity: Quantity, cue: Cue) -> bool:
    """ "dropped more than $5 billion", "fell over $1.5 billion": the step; "climbed over $20 billion" may be the level."""
    word = reading.lowers[quantity.lead]
    return (cue.id in ("up", "down") and word in ("more", "less")) or (cue.id == "down" and word == "over")


def digits(value: float) -> int:
    """How many digits of a number mean something: 2 of 400 million."""
    return len(f"{abs(value):.6e}".split("e")[0].rstrip("0").replace(".", ""))


def earlier_record(words: list[str], quantity: Quantity) -> bool:
    """ "surpasses the previous record of $386 million, set in October": a level of its time."""
    window = words[max(0, quantity.lead - 6) : quantity.lead]
    return "record" in window and bool({"previous", "earlier", "last", "old"} & set(window))


def of_product(words: list[str], position: int) -> bool:
    """Whether "of GDP" follows a percentage."""
    return words[position : position + 1] == ["of"] and bool(
        {"gdp", "gross"} & set(words[position : position + 3])
    )
