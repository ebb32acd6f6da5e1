"""What the words right beside an amount say of it: a step, an earlier record, an amount of another year."""

from __future__ import annotations

from streams.economy.cues import Cue
from streams.economy.money import Quantity
from streams.economy.period import Period
from streams.economy.sentences import Reading
from streams.economy.wordlists import words_of


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


def told_step(reading: Reading, index: int) -> bool:
    """ "to $249m from $403m, showing a decrease of $154m": the difference of two others, and told as such."""
    quantity = reading.quantities[index]
    cue = reading.lead(quantity.lead, "by") if index in reading.sums.steps else None
    return cue is not None and reading.lowers[cue.last - 1] == "of"


def summed_step(reading: Reading, quantity: Quantity) -> bool:
    """ "taking the cumulative fall to over $1.4 billion": what the steps come to, and no level."""
    words = reading.lowers[max(0, quantity.lead - 8) : quantity.lead]
    moves = {"fall", "decline", "drop", "increase", "rise", "loss", "decrease", "depletion", "gain"}
    turns = [place for place, word in enumerate(words) if word in ("taking", "bringing")]
    return bool(turns and words[-1:] == ["to"] and words[-2:-1] and words[-2] in moves)


def earlier_record(words: list[str], quantity: Quantity) -> bool:
    """ "surpasses the previous record of $386 million, set in October": a level of its time."""
    window = words[max(0, quantity.lead - 6) : quantity.lead]
    return "record" in window and bool({"previous", "earlier", "last", "old"} & set(window))


def of_product(words: list[str], position: int) -> bool:
    """Whether "of GDP" follows a percentage."""
    return words[position : position + 1] == ["of"] and bool(
        {"gdp", "gross"} & set(words[position : position + 3])
    )


def short_of(reading: Reading, quantity: Quantity) -> bool:
    """ "falling short of the Rs6,009 billion target", "fell short of its goal of": the aim that was missed, and no step."""
    words = reading.lowers
    lead = [
        word for word in words[max(0, quantity.lead - 3) : quantity.lead] if word not in ("the", "its", "a")
    ]
    behind = words[quantity.last : quantity.last + 3]
    return lead[-2:] == ["short", "of"] and bool(
        {"target", "goal", "targets", "aim", "objective"} & set(behind)
    )


def revised_from(words: list[str], lead: int) -> bool:
    """ "(revised from", "(revised up from an earlier": what was told before of the same, in brackets."""
    led = words[max(0, lead - 7) : lead]
    if "(" not in led or ")" in led[led.index("(") :]:
        return False
    led = led[len(led) - led[::-1].index("(") :]
    return "from" in led and bool({"revised", "corrected", "restated", "adjusted"} & set(led))


def share_of_it(words: list[str], quantity: Quantity, before: Quantity | None) -> bool:
    """ "about 60 percent of it, or $3.7 billion, came from textiles": the part once more, in money."""
    if before is None or before.kind != "percent" or words[before.last : before.last + 1] != ["of"]:
        return False
    between = words[before.last : quantity.lead]
    told = {"it", "this", "that", "them", "these", "which", "those", "total", "exports", "imports", "amount"}
    return len(between) <= 8 and "or" in between and bool(told & set(between[1:4]))


def side_shown(reading: Reading, quantity: Quantity) -> bool:
    """ "the balance of trade in goods showed a shortfall of £12.7 billion": the size of it, and no step."""
    words = reading.lowers[max(0, quantity.lead - 6) : quantity.lead]
    if words[-2:] not in (["shortfall", "of"], ["gap", "of"]):
        return False
    left = {"leaving", "resulting", "producing", "yielding", "creating"} & set(words)
    if (left or words[-4:-2] == ["for", "a"]) and _both_sides(reading, quantity):
        return True  # "exports were $179bn and imports $270bn, leaving a gap of"
    if words[-3:-2] == ["a"] and words_of("expectation") & set(words[-4:-3]):
        return True  # "economists had forecast a shortfall of"
    if words[-4:-2] == ["for", "a"]:
        return bool({"forecasts", "expectations", "estimates", "forecast"} & set(words[:2]))
    return bool(
        {"showed", "shows", "recorded", "posted", "registered", "ran", "saw"} & set(words[2:4])
    ) and any(m.entry.kind == "balance" and m.last <= quantity.lead for m in reading.mentions)


def _both_sides(reading: Reading, quantity: Quantity) -> bool:
    """Whether both sides of trade are named before a quantity."""
    named = {m.entry.id.split(".")[0] for m in reading.mentions if m.last <= quantity.lead}
    return {"exports", "imports"} <= named


def first_aim(reading: Reading, index: int, clause: int) -> bool:
    """ "the target stands at Rs13.9 trillion, scaled down from the original Rs14.1 trillion": what was aimed at before."""
    words, quantity, before = reading.lowers, reading.quantities[index], reading.quantities[index - 1]
    if before.kind != "money" or not 0 < quantity.lead - before.last <= 10:
        return False
    near = words[before.last : quantity.lead]
    first = {"original", "originally", "initial", "initially", "earlier"} & set(near[-4:])
    led = {"from", "than", "against", "of"} & set(near)
    met = {"collected", "collection", "collections", "receipts"} & set(near)
    return bool(first and led and not met) and bool(
        reading.within(max(clause, before.lead - 14), before.lead, "target")
    )


def aimed_from(reading: Reading, quantity: Quantity, clause: int) -> bool:
    """ "revised the target down from Tk 3.3 trillion": what was aimed at, where nothing that came in is compared."""
    words = reading.lowers
    if words[quantity.lead - 1 : quantity.lead] != ["from"]:
        return False
    amounts = [q for q in reading.quantities if q.kind == "money" and clause <= q.first < quantity.first]
    beside = len(amounts) == 1 and quantity.lead - amounts[0].last <= 2
    lead = amounts[0].lead if beside else quantity.lead
    if beside and words[lead - 1] != "to":
        return False
    near = words[max(clause, lead - 14) : lead]
    named = list(reading.within(max(clause, lead - 14), lead, "target"))
    return bool(named and words_of("revised") & set(near)) and (beside or not amounts)


def aimed_anew(reading: Reading, index: int, clause: int) -> bool:
    """ "The original target was Rs12.97 trillion, which was cut to Rs12.33 trillion": what is aimed at now."""
    words, quantity, before = reading.lowers, reading.quantities[index], reading.quantities[index - 1]
    gap = words[before.last : quantity.lead]
    if before.kind != "money" or gap[-1:] != ["to"] or len(gap) > 10 or not words_of("revised") & set(gap):
        return False
    return bool(reading.within(max(clause, before.lead - 8), before.lead, "target"))


def passed_aim(reading: Reading, quantity: Quantity) -> bool:
    """ "surpassed its annual target, collecting Rs3,112bn in 2015-16 against Rs3,104bn": the target that was spoken of."""
    words = reading.lowers
    if words[quantity.lead - 1 : quantity.lead] != ["against"]:
        return False
    if any(
        0 <= p.first - quantity.last <= 6 and p.kind in ("shift", "back", "span") for p in reading.periods
    ):
        return False
    aims = [
        c
        for c in reading.cues_of("target")
        if c.last <= quantity.lead and words[c.first] in ("target", "targets", "goal")
    ]
    if len(aims) != 1 or words[aims[0].last : aims[0].last + 1] in (["of"], ["at"]):
        return False
    return bool(words_of("met") & set(words[max(0, aims[0].first - 5) : aims[0].first]))


def short_of_tax(words: list[str], lead: int, following: str) -> bool:
    """ "The revenue collection shortfall was Tk13,099 crore", "missed the revenue target by a Tk8,639 crore deficit"."""
    told = {"was", "of", "at", "stood", "amounted", "is", "reached"} & set(words[max(0, lead - 3) : lead])
    taxes = (["tax"], ["revenue"], ["collection"])
    named = bool(told) and any(
        words[place] == "shortfall"
        and words[place - 1 : place] in taxes
        and "target" not in words[place:lead]
        for place in range(max(1, lead - 12), lead)
    )
    named = named or (
        bool(told)
        and any(
            words[place] == "shortfall" and words[place + 1] in ("against", "from", "compared")
            for place in range(max(0, lead - 10), lead - 1)
        )
    )  # "the shortfall against the revenue target was Tk315 billion"
    window = words[max(0, lead - 8) : lead]
    if "shortfall" in window and told | ({"amounting", "worth", "totalling"} & set(window[-3:])):
        behind = window[window.index("shortfall") + 1 :]
        # "attributed to a shortfall in ordinary revenues amounting to Sh186 billion"
        named = named or (
            behind[:1] == ["in"] and "," not in behind and not words_of("collected") & set(behind)
        )
    missed = (
        following == "deficit" and "target" in words[:lead] and bool({"revenue", "tax"} & set(words[:lead]))
    )
    return named or missed


def averaged(reading: Reading, quantity: Quantity) -> bool:
    """ "the average of the last 12 months comes to around $220 million monthly"."""
    words = reading.lowers
    if words[quantity.last : quantity.last + 1] == ["daily"]:
        return True
    each = next((n for n in range(quantity.first) if words[n : n + 2] == ["each", "of"]), None)
    if each is not None and {"month", "months", "quarters"} & set(
        words[each + 1 : min(each + 6, quantity.first)]
    ):
        return True  # "In each of the past four months, the deficit was less than"
    return words[quantity.last : quantity.last + 1] == ["monthly"] and not {
        "average",
        "averaging",
        "averaged",
    }.isdisjoint(words[: quantity.first])


def in_base_bracket(reading: Reading, index: int) -> bool:
    """ "from 2.5 per cent ($15 billion) a year ago": what is compared with, in money as well."""
    if not index or reading.quantities[index - 1].kind != "percent":
        return False
    quantity, before = reading.quantities[index], reading.quantities[index - 1]
    if reading.lowers[before.last : quantity.lead] != ["("]:
        return False
    led = reading.lead(before.lead, "base")
    return led is not None and reading.lowers[led.first] not in ("on", "over", "after")


def or_of_product(reading: Reading, index: int) -> bool:
    """Whether a percentage is the size of the amount before it: "$22.2 billion or 2.6 percent", where others are "of GDP"."""
    quantity, words = reading.quantities[index], reading.lowers
    before = reading.quantities[index - 1] if index else None
    if quantity.kind != "percent" or before is None or before.kind != "money":
        return False
    between = [word for word in words[before.last : quantity.lead] if word not in (",", "about", "around")]
    if between not in (["or"], ["("], ["equivalent", "to"], ["equal", "to"]):
        return False
    return any(
        of_product(words, q.last) or words[q.last : q.last + 2] == ["the", "gdp"]
        for q in reading.quantities
        if q.kind == "percent"
    )


def or_percent(reading: Reading, index: int) -> bool:
    """ "a jump of $3.3 billion, or 13.3%": the step in money and in percent."""
    steps = {
        place for cue in reading.cues_of("yoy", "mom", "qoq", "wow") for place in range(cue.first, cue.last)
    }

    def joined(first: int, last: int) -> bool:
        """Whether nothing but "or" stands between two positions; "22% YoY or $1.13 billion"."""
        small = ("just", "about", "nearly", "around", "some", "a")
        words = [
            word
            for place, word in enumerate(reading.lowers[first:last], first)
            if place not in steps and word not in small
        ]
        return words in (["or"], [",", "or"])

    quantity = reading.quantities[index]
    before = reading.quantities[index - 1] if index else None
    if before is not None and before.kind == "percent" and joined(before.last, quantity.lead):
        return True
    if index + 1 >= len(reading.quantities) or reading.quantities[index + 1].kind != "percent":
        return False
    following = reading.quantities[index + 1]
    led = reading.lowers[max(0, quantity.lead - 2) : quantity.lead]
    if led[-1:] == ["to"] or led == ["accounted", "for"]:
        return False  # "climbed to $67.28 billion, or 20.7 percent": what it came to
    if of_product(reading.lowers, following.last) or or_of_product(reading, index + 1):
        return False  # "to $23.2 billion, or 0.7 percent of GDP"
    return joined(quantity.last, following.lead)


def estimate_before(words: list[str], position: int) -> bool:
    """ "against the initial estimates of $2.605 billion": what was thought before."""
    window = set(words[max(0, position - 5) : position])
    return bool(
        window & {"initial", "earlier", "previous"}
        and window & {"estimate", "estimates", "forecast", "projection"}
    )


def comma(words: list[str], position: int) -> bool:
    """Whether a comma stands at a position."""
    return words[position] == ","


def reaching(reading: Reading, index: int) -> bool:
    """Whether a level follows the step in a bracket: "rose by 20.4 percent ($298 million) in September, reaching $1.8 billion"."""
    if index + 1 >= len(reading.quantities) or reading.quantities[index + 1].kind != "money":
        return False
    lead = reading.quantities[index + 1].lead
    return bool(
        {"reaching", "to", "reached", "totalling", "registering", "recording"}
        & set(reading.lowers[lead - 2 : lead])
    )
