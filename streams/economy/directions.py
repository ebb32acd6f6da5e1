"""Which way a change goes: the nearest word of rising or falling."""

from __future__ import annotations

from streams.economy.paces import paced, rate_before
from streams.economy.sentences import Reading

#: Behind a percentage and before "than": which way it goes.
_SIZES = {"narrower": -1, "smaller": -1, "wider": 1, "larger": 1, "bigger": 1, "greater": 1}

#: Between a percentage and a word of rising or falling: then that is said of something else.
_ENDS = frozenset(
    [
        ",",
        "as",
        "after",
        "when",
        "since",
        "because",
        "to",
        "and",
        "in",
        "while",
        "but",
        "despite",
        "amid",
        "notwithstanding",
        "against",
        "versus",
        "vs",
        "compared",
        "than",
        "following",
    ]
)


def direction(reading: Reading, index: int) -> int:
    """1 up, -1 down, 0 unknown: the nearest word of direction, before the percentage or right behind it."""
    quantity = reading.quantities[index]
    if quantity.value < 0:
        return -1
    if quantity.first and reading.lowers[quantity.first - 1] == "+":
        return 1
    told = paced(reading, index) or _owned(reading, index)
    if told:
        return told
    if rate_before(reading, index):
        first = next(i for i, q in enumerate(reading.quantities) if q.kind == "percent")
        return direction(reading, first) if first < index else 0
    words = reading.lowers[quantity.last : quantity.last + 2]
    if words[:1] and words[0] in _SIZES and words[1:] == ["than"]:
        return _SIZES[words[0]]
    floor = reading.quantities[index - 1].last if index else 0
    passed = _step_behind(reading, index)
    behind = [c for c in reading.cues_of("up", "down") if 0 <= c.first - passed <= 3]
    between = reading.lowers[passed : behind[0].first] if behind else []
    if behind and not any(word in _ENDS for word in between):
        return 1 if behind[0].id == "up" else -1
    before = [
        c
        for c in reading.within(floor, quantity.lead + 1, "up", "down")
        if c.last <= quantity.first and "expected" not in reading.lowers[c.first + 1 : c.first + 3]
    ]  # "rose by a less than expected 0.5 percent"
    if before:
        last = max(before, key=lambda c: (c.last, c.last - c.first))
        if "negative" in reading.lowers[max(0, last.first - 1) : last.first]:
            return -1
        return _way(reading, last.id, last.first)
    if index + 1 < len(reading.quantities) and reading.quantities[index + 1].kind == "percent":
        following = reading.quantities[index + 1]
        steps = reading.within(quantity.last, following.lead, "yoy", "mom", "qoq", "wow")
        known = {place for cue in steps for place in range(cue.first, cue.last)}
        gap = [
            w
            for p, w in enumerate(reading.lowers[quantity.last : following.lead], quantity.last)
            if p not in known
        ]
        if all(word in ("and", ",", "a", "an") for word in gap):
            return direction(reading, index + 1)  # "a 25 percent yearly and 9 percent monthly increase"
    earlier = list(reading.within(0, quantity.first, "up", "down"))
    same = [c for c in earlier if reading.clause(c.first) == reading.clause(quantity.first)]
    if not same and (reading.lowers[quantity.lead - 1] == "by" or _gapped(reading, index)):
        same = earlier  # "exports climbed by 9.7% and imports by 16.8%"
    if not same and index and reading.quantities[index - 1].kind == "percent":
        named = any(m.last == quantity.lead and m.first >= floor for m in reading.mentions)
        same = earlier if named else []  # "exports gained 2.7 percent ... and imports 2.9 percent"
    if same:
        return 1 if same[-1].id == "up" else -1
    return 0


#: Behind a rate of growth that a period owns: "October's 15.4 percent rate".
_RATES = frozenset(["rate", "pace", "clip", "reading", "figure"])
_TURNS = frozenset(["reversal", "reversing", "turnaround", "rebound", "rebounding", "swing", "recovery", "reverse"])  # fmt: skip


def _owned(reading: Reading, index: int) -> int:
    """The way of "October's 15.4 percent rate": that of the growth it is held against, whatever "a sharp drop from" says."""
    quantity, words = reading.quantities[index], reading.lowers
    if not index or not _RATES & set(words[quantity.last : quantity.last + 1]):
        return 0
    if not any(p.last == quantity.lead - 1 and words[p.last] == "'s" for p in reading.periods):
        return 0
    behind = [c.id for c in reading.within(quantity.last + 1, quantity.last + 3, "up", "down")]
    if behind and words[quantity.last + 1] == "of":
        return 1 if behind[0] == "up" else -1
    first = next(i for i, q in enumerate(reading.quantities) if q.kind == "percent")
    if first == index or _TURNS & set(words[reading.quantities[first].last : quantity.lead]):
        return 0 if first == index else -direction(reading, first)
    return direction(reading, first)


def _gapped(reading: Reading, index: int) -> bool:
    """ "exports rose 12.6pc to $24.8bn and remittances 1.4pc to $19.6bn": the verb is said once for all."""
    quantity = reading.quantities[index]
    named = any(m.last == quantity.lead and m.entry.kind in ("flow", "balance") for m in reading.mentions)
    bloc = quantity.lead - (reading.lowers[quantity.lead - 1] in ("countries", "states"))
    named = named or any(c.last == bloc and not c.body for c in reading.countries)
    return bool(index) and named and reading.lowers[quantity.last : quantity.last + 1] == ["to"]


def _step_behind(reading: Reading, index: int) -> int:
    """The position behind the step that a percentage is told with: "a 4 percent month-on-month (MoM) decline"."""
    quantity, words = reading.quantities[index], reading.lowers
    place = quantity.last
    ways = {place for cue in reading.cues_of("up", "down") for place in range(cue.first, cue.last)}
    steps = {
        cue.first: cue.last
        for cue in reading.cues_of("yoy", "mom", "qoq", "wow")
        if ways.isdisjoint(range(cue.first, cue.last))
    }
    inside = False
    if words[place : place + 1] == ["or"] and index + 1 < len(reading.quantities):
        step = reading.quantities[index + 1]
        place = (
            step.last if step.kind == "money" and step.lead == place + 1 else place
        )  # "a 43% or $45 million drop"
    while place < len(words) and (
        place in steps or (words[place] == "(" and place + 1 in steps) or (inside and words[place] == ")")
    ):
        inside = words[place] == "(" or inside
        place = steps.get(place, place + 1)
    return place


def _way(reading: Reading, cue: str, first: int) -> int:
    """ "the growth slowed to 9.5 percent" still goes up."""
    words = reading.lowers
    slowed = words[first] in ("slowed", "eased", "decelerated", "slowing", "slows", "moderated", "cooled")
    if slowed and "growth" in words[max(0, first - 4) : first] and words[first + 1 : first + 2] != ["by"]:
        return 1
    return 1 if cue == "up" else -1


def before_that(reading: Reading, index: int, floor: int) -> bool:
    """ "to 6.8 trillion yen, after soaring 6.5 percent a month earlier": the growth of the month before, not of the level."""
    lead = reading.quantities[index].lead
    near = reading.lowers[max(floor, lead - 4) : lead]
    return bool({"after", "following"} & set(near)) and "," not in near


def negative_growth(words: list[str]) -> bool:
    """Whether words end in "negative growth of", "a negative growth rate of"."""
    for word in reversed(words):
        if word in ("negative", "minus"):
            return True
        if word not in ("growth", "rate", "of", "a", "an", "the", "real", "gdp", "economic", "at", "trend", "output", "annual", "overall", "cumulative"):  # fmt: skip
            return False
    return False
