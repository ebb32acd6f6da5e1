"""Percentages that stand before what they are of: "Despite a decline of 50 percent, China sent", "14.6 percent more imports"."""

from __future__ import annotations

from streams.economy.indicators import Mention
from streams.economy.period import Period
from streams.economy.sentences import Reading
from streams.economy.statement import covered
from streams.economy.wordlists import words_of

_AGAINST = (["despite"], ["notwithstanding"], ["in", "spite", "of"])
#: Words by which something is named only as the reason or the setting of what is told.
_REASONS = (
    *_AGAINST,
    ["amid"],
    ["amidst"],
    ["due", "to"],
    ["owing", "to"],
    ["because", "of"],
    ["thanks", "to"],
)
_AGO = frozenset(["earlier", "ago", "before"])
_SIZES = frozenset(["more", "fewer", "less", "higher", "lower", "larger", "smaller"])


def fronted(reading: Reading, index: int) -> bool:
    """Whether a change is told before its level and its series: "Despite a fall of 12 percent from a year earlier, exports"."""
    words, quantity = reading.lowers, reading.quantities[index]
    start = reading.dateline
    opens = next((o for o in _AGAINST if words[start : start + len(o)] == o), None)
    if opens is None or index:
        return False
    close = next((p for p in range(quantity.last, len(words)) if words[p] == ","), None)
    if close is None or index + 1 >= len(reading.quantities) or reading.quantities[index + 1].first < close:
        return False
    if any(m.first < close for m in reading.mentions):
        return False
    known = covered(reading)
    free = [
        word
        for place, word in enumerate(words[start + len(opens) : close], start + len(opens))
        if place not in known and word not in words_of("small") and word not in words_of("remarks")
    ]
    return not free


def settles(reading: Reading, index: int, post: Period | None) -> bool:
    """Whether "a year earlier" behind a level is what its growth counts from: "rose by 80.7% to $17.1 billion a year earlier"."""
    if post is None or post.kind != "shift" or not index:
        return False
    before, quantity = reading.quantities[index - 1], reading.quantities[index]
    if before.kind != "percent" or reading.lowers[before.last : quantity.lead] != ["to"]:
        return False
    return post.first == quantity.last and reading.lowers[post.last - 1] in _AGO


def recalled_month(reading: Reading, index: int) -> Period | None:
    """The month of "lower than the $1.4bn of July, when remittances fell 7 percent": the growth of that time."""
    words, quantity = reading.lowers, reading.quantities[index]
    floor = max(quantity.lead - 8, reading.quantities[index - 1].last if index else 0)
    turn = next((p for p in range(quantity.lead - 1, floor, -1) if words[p] == "when"), None)
    if turn is None:
        return None
    end = turn - (words[turn - 1] == ",")
    return next(
        (p for p in reading.periods if p.last == end and p.kind == "span" and p.interval is not None), None
    )


def compared_more(reading: Reading, index: int, mention: Mention) -> bool:
    """ "14.6 percent more imports": a percentage right before what there is more of."""
    quantity = reading.quantities[index]
    between = reading.lowers[quantity.last : mention.first]
    return quantity.kind == "percent" and len(between) == 1 and between[0] in _SIZES


_DRIVEN = (*_REASONS, ["driven", "by"], ["led", "by"], ["on", "the", "back", "of"], ["attributed", "to"])


def explained(reading: Reading, mention: Mention) -> bool:
    """Whether a series behind another only explains it: "exports declined to $23 billion due to a drop in shipments of textiles"."""
    words = reading.lowers
    side = mention.entry.id.split(".")[0]
    before = [m.entry.id for m in reading.mentions if m.last <= mention.first and m.entry.kind != "other"]
    if side != "exports" or not any(one.startswith(side) for one in before):
        return False
    floor = max(0, mention.first - 7)
    led = [p for p in range(floor, mention.first) for one in _DRIVEN if words[p : p + len(one)] == one]
    if not led or {",", "which", "while"} & set(words[led[-1] : mention.first]):
        return False
    return not any(q.first > led[-1] for q in reading.quantities)


def reason(reading: Reading, mention: Mention) -> bool:
    """Whether a series is named only as a reason, in a remark that is over before any figure: "in spite of lower exports, at $2bn"."""
    words = reading.lowers
    floor = max(0, mention.first - 5)
    led = any(
        words[place : place + len(one)] == one for one in _REASONS for place in range(floor, mention.first)
    )
    if not led:
        return False
    stop = min(mention.last + 8, len(words))
    close = next((p for p in range(mention.last, stop) if words[p] == ","), None)
    if close is None or words[close + 1 : close + 2] in (["which"], ["that"]):
        return False
    return not any(floor <= q.first < close for q in reading.quantities)
