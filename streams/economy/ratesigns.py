"""The signs of rates: "contracted at an annual rate of 0.3 percent", "a decline of 12.4 percent", prices that fell."""

from __future__ import annotations

from streams.economy.directions import direction, negative_growth
from streams.economy.ratesubjects import Subject
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading

#: Between a verb of motion and a percentage that it does not move by; "at an annual rate of" it does.
_NO_MOVE = frozenset(
    ["to", "from", ",", "was", "within", "target", "range", "short", "below", "inside", "forecast"]
)
_PACES = frozenset(["rate", "pace", "clip", "speed"])
_PRICES = frozenset(["prices", "cpi", "ccpi", "ncpi", "index"])
_FALLS = (["decline", "of"], ["decrease", "of"], ["drop", "of"], ["fall", "of"], ["reduction", "of"])
_FALLEN = frozenset(["decline", "fall", "drop", "decrease", "contraction", "reduction", "deflation", "dip", "slump", "plunge", "slide", "shrinkage", "tumble"])  # fmt: skip
_SHRINKS = frozenset(["slump", "downturn", "contraction", "shrinkage", "decline", "decrease"])
_RISEN = frozenset(["increase", "rise", "growth", "gain", "jump", "expansion", "surge", "uptick"])


def sign(reading: Reading, index: int, subject: Subject) -> int:
    """-1 where the words make a rate negative that is written without a sign."""
    quantity, words, known = reading.quantities[index], reading.lowers, rate_words()
    if quantity.value < 0:
        return 1
    floor = reading.quantities[index - 1].last if index else 0
    near = words[max(floor, quantity.lead - 2) : quantity.first]
    if {"negative", "minus"} & set(near) or "negative" in words[quantity.last : quantity.last + 1]:
        return -1
    if negative_growth(words[max(floor, quantity.lead - 7) : quantity.lead]):
        return -1
    behind = words[quantity.last : quantity.last + 3]
    yearly = next(iter(reading.starting(quantity.last, quantity.last + 1, "yoy")), None)
    fallen = words[yearly.last : yearly.last + 1] if yearly is not None else behind[:1]
    if fallen and fallen[0] in _FALLEN and subject.id in ("prices.spi", "prices.cpi"):
        priced = subject.id == "prices.spi" or _PRICES & set(words[subject.first : subject.last])
        return -1 if priced else 1  # "the SPI recorded a 3.2% year-on-year decline"
    if subject.id in ("gdp.growth", "output.lsm"):
        if _SHRINKS & set(behind[:2]) or _FALLEN & set(fallen):
            return -1  # "the 10.7 per cent fall", "a 2.1 percent year-on-year drop"
        if _RISEN & set(fallen):
            return 1  # "decreased by 5.1 percent on the year, and a 11.3 percent increase if compared to November"
    led = words[max(0, quantity.lead - 3) : quantity.lead]
    if subject.id in ("gdp.growth", "output.lsm") and led[:1] in (["a"], ["an"]) and led[1:] in _FALLS:
        return -1  # "against a decline of 12.4 percent"
    moved = verb(reading, index, floor)
    between = words[reading.quantities[index - 1].last : quantity.lead] if index else []
    if (
        (
            subject.id in ("gdp.growth", "output.lsm")
            and not moved
            and {"and", "or"} & set(between)
            and not reading.within(floor, quantity.first, "up", "down")
            and (between[-1:] in (["and"], ["or"]) or not reading.within(floor, quantity.first, "base"))
        )
        and reading.quantities[index - 1].kind == "percent"
        and len(between) < 24
        and "," not in between
    ):
        return sign(
            reading, index - 1, subject
        )  # "fell by 16.5 percent month on month and 1.4 percent year on year"
    if moved in known.always and moved not in ("negative", "minus"):
        return -1
    if moved in known.amounts and by(reading, index):
        if subject.id in ("gdp.growth", "output.lsm") and not subject.growing:
            return -1
        if subject.id in ("prices.cpi", "prices.spi") and (
            _PRICES & set(words[: quantity.first]) or moved == "deflation" or subject.id == "prices.spi"
        ):
            return -1
    return 1


def verb(reading: Reading, index: int, floor: int) -> str:
    """The verb or noun of motion that leads a percentage: of "contracted by", "fell sharply by", "a contraction of"."""
    quantity, words, known = reading.quantities[index], reading.lowers, rate_words()
    moves = [c for c in reading.within(floor, quantity.lead + 1, "up", "down") if c.first < quantity.first]
    if moves and quantity.lead - moves[-1].last <= 6:
        word = words[moves[-1].first]
        between = set(words[moves[-1].last : quantity.lead])
        if not between & _NO_MOVE and not ("at" in between and not between & _PACES):
            return next((w for w in between if w in known.always), word)
    for place in range(quantity.lead - 1, max(floor - 1, quantity.lead - 7), -1):
        if words[place] in known.always:
            return words[place]
        if words[place] in ("to", "at", ","):
            break
    return ""


def by(reading: Reading, index: int) -> bool:
    """Whether a percentage is by how much something moved, and not what it moved to."""
    quantity, words = reading.quantities[index], reading.lowers
    return words[quantity.lead - 1] not in ("to", "at", "from") if quantity.lead else False


def stepped(reading: Reading, index: int) -> int:
    """The sign of a step: prices that "fell 0.4 percent"."""
    if reading.quantities[index].value < 0:
        return 1
    quantity = reading.quantities[index]
    if reading.lowers[quantity.last : quantity.last + 1] and reading.lowers[quantity.last] in _FALLEN:
        return -1  # "from a 1.1 percent decline in March"
    if reading.lowers[max(0, quantity.lead - 1) : quantity.lead] in (["to"], ["at"], ["from"]):
        return 1  # "slowed to 0.8 percent"
    if reading.lowers[max(0, quantity.lead - 2) : quantity.lead] in (["than", "the"], ["against", "the"], ["of", "the"]):  # fmt: skip
        return 1  # "lower than the 1.86 percent recorded in April"
    return -1 if direction(reading, index) < 0 else 1
