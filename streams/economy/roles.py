"""What a quantity does in its sentence: gives a level, is what a level is compared with, tells a change, or is none of these."""

from __future__ import annotations

from typing import Literal

from streams.economy.arithmetic import Growth
from streams.economy.cues import Cue
from streams.economy.directions import direction
from streams.economy.money import Quantity
from streams.economy.sentences import Reading

Role = Literal["level", "base", "change", "increment", "threshold", "other"]

_DIFFERENCE = frozenset(
    ["more", "higher", "less", "lower", "increase", "jump", "rise", "decline", "drop", "growth", "surge", "hike", "cut", "decrease", "above", "below", "fall", "gain", "dip", "short", "reduction", "contraction", "improvement", "widening", "fewer", "up", "down", "upsurge", "slump", "plunge", "shy"]
)  # fmt: skip


#: Behind an amount: what was expected, not what came.
_EXPECTED = frozenset(["forecast", "projected", "expected", "forecasted"])


def role(reading: Reading, index: int) -> Role:
    """The role of the quantity `index` of a sentence, as far as the words beside it tell."""
    quantity = reading.quantities[index]
    if quantity.kind in ("points", "basis_points"):
        return "other"
    words = reading.lowers
    before = reading.quantities[index - 1] if index else None
    floor = before.last if before else 0
    if quantity.kind == "percent":
        if _parenthesis(reading, quantity) and before is not None and before.last == quantity.first - 1:
            # "decreased by $562 million (3 percent)": the step told twice.
            return "change" if before.kind == "money" and role(reading, index - 1) == "increment" else "other"
        if _share(reading, quantity) or _parenthesis(reading, quantity):
            return "other"
        return "change"
    reckoned = _reckoned(reading, index)
    if reckoned is not None:
        return reckoned
    if _threshold(reading, quantity, floor):
        return "threshold"
    if _follows(reading, quantity, "average") or reading.lead(
        quantity.lead, "average", "net-of", floor=floor
    ):
        return "other"
    if any(
        cue.first - 12 <= quantity.first and cue.last <= quantity.first
        for cue in reading.within(floor, quantity.first, "net-of")
    ):
        return "other"
    # "26 pc above the $348m", "23% higher than the $366 million", "18 percent more than $3.22 billion"
    if (
        before is not None
        and before.kind == "percent"
        and quantity.lead - before.last <= 1
        and quantity.qualifier in ("over", "under")
    ):
        return "base"
    following = words[quantity.last] if quantity.last < len(words) else ""
    if following in _EXPECTED or _estimate_before(words, quantity.lead):
        return "other"
    if _or_percent(reading, index):
        return "increment"
    cue = reading.lead(quantity.lead, floor=floor)
    near = reading.lead(quantity.first, floor=floor) if quantity.lead < quantity.first else None
    if near is not None and near.id == "base" and near.first < quantity.lead:
        cue = near
    if following in _DIFFERENCE and not (
        following in ("up", "down", "above", "below") or _comma(words, quantity.last)
    ):
        return "increment"
    cues = {c.id for c in _adjacent(reading, quantity.lead, floor)} | {
        c.id for c in _adjacent(reading, quantity.first, floor)
    }
    if "by" in cues and words[quantity.lead - 2 : quantity.lead - 1] != ["followed"]:
        return "increment"
    if cue is not None and "base" in cues and cue.id != "to":
        return "base"
    if cues & {"up", "down"} and "to" not in cues and "target" not in cues:
        # "rose $56 million to $16.157 billion": the step, not the level.
        later = reading.quantities[index + 1] if index + 1 < len(reading.quantities) else None
        if later is not None and later.kind == "money" and words[later.lead - 1] in ("to", "at"):
            return "increment"
        return "increment" if words[quantity.lead - 1] != "raised" else "level"
    return "level"


def pairs(reading: Reading, percent: int) -> list[Growth]:
    """The pairs of amounts that a percentage leads between, in the direction that the words give it."""
    found = reading.sums.of(percent)
    if found:
        way = direction(reading, percent)
        found = [growth for growth in found if way != 0 and growth.falls == (way < 0)]
    return found


def _reckoned(reading: Reading, index: int) -> Role | None:
    """The role that the numbers give an amount, where they leave no choice."""
    if not reading.sums.growth:
        return None
    sides = {
        "level" if growth.later == index else "base"
        for percent in {growth.percent for growth in reading.sums.growth}
        for growth in pairs(reading, percent)
        if index in (growth.later, growth.earlier)
    }
    if len(sides) != 1:
        return None
    return "level" if "level" in sides else "base"


def _adjacent(reading: Reading, position: int, floor: int) -> list[Cue]:
    best = reading.lead(position, floor=floor)
    return [cue for cue in reading.ending(best.last) if cue.first >= floor] if best is not None else []


def _estimate_before(words: list[str], position: int) -> bool:
    """ "against the initial estimates of $2.605 billion": what was thought before."""
    window = set(words[max(0, position - 5) : position])
    return bool(
        window & {"initial", "earlier", "previous"}
        and window & {"estimate", "estimates", "forecast", "projection"}
    )


def _or_percent(reading: Reading, index: int) -> bool:
    """ "a jump of $3.3 billion, or 13.3%": the step in money and in percent."""
    before = reading.quantities[index - 1] if index else None
    if (
        before is not None
        and before.kind == "percent"
        and reading.lowers[before.last : reading.quantities[index].lead] in (["or"], [",", "or"])
    ):
        return True
    if index + 1 >= len(reading.quantities) or reading.quantities[index + 1].kind != "percent":
        return False
    between = reading.lowers[reading.quantities[index].last : reading.quantities[index + 1].lead]
    return between in (["or"], [",", "or"])


def _comma(words: list[str], position: int) -> bool:
    return words[position] == ","


def _parenthesis(reading: Reading, quantity: Quantity) -> bool:
    """ "Saudi Arabia (30 percent)": a share, or a figure of its own."""
    words = reading.lowers
    return (
        words[quantity.first - 1] == "(" and words[quantity.last : quantity.last + 1] == [")"]
        if quantity.first
        else False
    )


def _share(reading: Reading, quantity: Quantity) -> bool:
    return any(
        cue.first - quantity.last <= 1 and cue.first >= quantity.last for cue in reading.cues_of("share")
    ) or bool(reading.lead(quantity.lead, "share"))


def _follows(reading: Reading, quantity: Quantity, kind: str) -> bool:
    return any(0 <= cue.first - quantity.last <= 0 for cue in reading.cues_of(kind))


def _threshold(reading: Reading, quantity: Quantity, floor: int) -> bool:
    words = reading.lowers
    if any(
        0 <= cue.first - quantity.last <= 1 and "," not in words[quantity.last : cue.first]
        for cue in reading.cues_of("mark")
    ):
        return True
    if reading.lead(quantity.lead, "threshold", floor=floor) or reading.lead(
        quantity.first, "threshold", floor=floor
    ):
        return True
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
    if quantity.qualifier == "over" and any(True for _ in reading.cues_of("first-time")):
        return True
    return any(
        0 <= cue.first - quantity.last <= 3 and cue.id == "mark" and words[cue.first] == "had"
        for cue in reading.cues
    )
