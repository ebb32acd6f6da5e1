"""What a quantity does in its sentence: gives a level, is what a level is compared with, tells a change, or is none of these."""

from __future__ import annotations

from typing import Literal

from streams.economy import thresholds
from streams.economy.cues import Cue
from streams.economy.money import Quantity
from streams.economy.reckoning import reckoned
from streams.economy.sentences import Reading
from streams.economy.steps import (
    averaged,
    bracketed_year,
    by_more,
    comma,
    estimate_before,
    in_base_bracket,
    or_of_product,
    or_percent,
    reaching,
    revised_from,
    share_of_it,
    short_of,
    short_of_tax,
    side_shown,
    summed_step,
    told_step,
)
from streams.economy.trade import is_goods
from streams.economy.wordlists import words_of

Role = Literal["level", "base", "change", "increment", "threshold", "other"]


def role(reading: Reading, index: int) -> Role:
    """The role of the quantity `index` of a sentence, as far as the words beside it tell."""
    quantity = reading.quantities[index]
    if quantity.kind in ("points", "basis_points"):
        return "other"
    words = reading.lowers
    before = reading.quantities[index - 1] if index else None
    floor = before.last if before else 0
    if words[max(0, quantity.lead - 2) : quantity.lead] in (
        ["(", "originally"],
        ["(", "initially"],
        ["(", "previously"],
    ):
        return "other"  # "the revised 2.6 percent gain (originally 2.5 percent)"
    if revised_from(words, quantity.lead):
        return "other"  # "a surplus of $47 million in April (revised from $12 million)"
    if words[quantity.last : quantity.last + 1] == ["/"] and words[quantity.last + 1 : quantity.last + 2] != [
        "yoy"
    ]:
        return "other"  # "$10.7 million/day"
    if words[quantity.last : quantity.last + 1] == ["in"] and is_goods(
        words[quantity.last + 1 : quantity.last + 2]
    ):
        return "other"  # "$28 million in coal"
    if quantity.kind == "percent":
        if (
            "average" in words[max(floor, quantity.lead - 6) : quantity.lead]
            and "growth" in words[floor : quantity.lead]
        ):
            return "other"  # "The average revenue growth was 12.12 per cent in the past five years"
        behind = words[quantity.last : quantity.last + 7]
        if {"tons", "tonnes", "bales", "units", "barrels"} & set(behind):
            return "other"  # "increased by 156.78% to 480,976 tons"
        amount = reading.quantities[index + 1] if index + 1 < len(reading.quantities) else None
        if amount is not None and amount.kind == "money" and amount.lead - quantity.last <= 4:
            behind = words[
                quantity.last : amount.last + 2
            ]  # "1.95 per cent more than the $27.10 billion target"
        reach = max(5, len(behind)) if amount is not None and len(behind) > 7 else 5
        if {"target", "targets"} & set(behind[:reach]) and {
            "of",
            "than",
            "short",
            "below",
            "above",
            "over",
        } & set(behind[:4]):
            return "other"  # "around 1 percent short of the target"
        if _share(reading, quantity) or or_of_product(reading, index):
            return "other"
        if _parenthesis(reading, quantity) and not (
            # "fell by $2.7 billion (11.6%)": the step, twice
            index
            and quantity.first - reading.quantities[index - 1].last == 1
            and role(reading, index - 1) == "increment"
        ):
            return "other"
        return "change"
    if share_of_it(words, quantity, before):
        return "other"
    if side_shown(reading, quantity):
        return "level"
    if told_step(reading, index) or summed_step(reading, quantity):
        return "increment"
    by_numbers = reckoned(reading, index)
    if by_numbers is not None:
        return by_numbers
    if (
        words_of("outstanding") & set(words[quantity.last : quantity.last + 6])
        and "," not in words[quantity.last : quantity.last + 6]
    ):
        return "other"  # "Tk 1.53 lakh crore of revenue collection still remaining"
    if any(words[p : p + 3] in _TO_COME for p in range(quantity.last, quantity.last + 3)):
        return "other"  # "Rs442 billion are to be collected in the remaining two months"
    if thresholds.passed(reading, quantity, floor):
        return "threshold"
    behind = words[quantity.last : quantity.last + 8]
    if {"through", "via"} & set(behind[:6] if "came" in behind[:5] else behind[:3]) and {
        "banks",
        "bank",
        "channels",
    } & set(behind):
        return "other"  # "sent $13.41 million through foreign commercial banks": a part
    if behind[:1] in (["above"], ["below"]) and behind[1:2] in (["than"], ["the"], ["that"]):
        return "increment"
    if words[quantity.lead - 1 : quantity.lead] == ["including"] and index:
        return "other"  # "$185.87 billion, including $82.3 billion by ...": a part
    if any(
        cue.first >= floor
        and quantity.lead - 7 <= cue.first
        and cue.last <= quantity.lead
        and words[cue.first] != "a"
        for cue in reading.cues_of("average")
    ):
        return "other"
    if "each" in words[quantity.last : quantity.last + 6] and words_of("pieces") & set(
        words[: quantity.first]
    ):
        return "other"
    hoped = words[max(floor, quantity.lead - 12) : quantity.lead]
    able = "potential" in hoped and hoped[hoped.index("potential") + 1 :][:1] == ["to"]
    if averaged(reading, quantity) or able or "potential" in hoped[-4:]:
        return "other"
    led = reading.lead(quantity.lead, "average", "net-of", floor=floor)
    if led is not None and words[led.first] == "invested" and _investors(reading, led.first):
        led = None
    if _follows(reading, quantity, "average") or led:
        return "other"
    if any(
        cue.first - 12 <= quantity.first and cue.last <= quantity.first
        for cue in reading.within(floor, quantity.first, "net-of")
        if "(" not in words[floor : cue.first] or ")" not in words[cue.last : quantity.first]
        # "excluding book adjustments, as against Rs252 billion"
        if not reading.within(cue.last, quantity.first, "base")
        if not (reading.lowers[cue.first] == "invested" and _investors(reading, cue.first))
    ):
        return "other"
    # "26 pc above the $348m", "23% higher than the $366 million", "18 percent more than $3.22 billion"
    if (
        before is not None
        and before.kind == "percent"
        and quantity.lead - before.last <= 1
        and quantity.qualifier in ("over", "under")
        and words[quantity.lead - 1] != "to"
    ):
        return "base"
    if (
        before is not None
        and before.kind == "percent"
        and before.last == quantity.first - 1
        and words[quantity.first - 1] == "("
        and (words[quantity.last : quantity.last + 2] == [")", "to"] or reaching(reading, index))
    ):
        return "increment"  # "increased by 10.65 percent ($2.702 billion) to $28.070 billion"
    following = words[quantity.last] if quantity.last < len(words) else ""
    if following == "(" and ")" in words[quantity.last : quantity.last + 8]:
        close = words.index(")", quantity.last) + 1
        if words[close : close + 2] in (
            ["more", "than"],
            ["less", "than"],
            ["higher", "than"],
            ["lower", "than"],
        ):
            return "increment"  # "$105 million (Sh10.9 billion) more than a year earlier"
    if (
        following == "a"
        and words[quantity.last + 1 : quantity.last + 2] == ["year"]
        and words[quantity.last + 2 : quantity.last + 3]
        not in (["ago"], ["earlier"], ["before"], ["later"], ["back"])
    ):
        return "other"  # "export earnings of around $27 billion a year"
    if behind[:2] == ["of", "the"] and {"deficit", "surplus", "gap", "total", "increase"} & set(behind[2:4]):
        return "other"  # "£2.7 billion of the deficit stemmed from trade outside the bloc"
    if words[max(0, quantity.lead - 6) : quantity.lead].count("loss") and words[quantity.lead - 1] == "of":
        return "other"  # "causing revenue loss to the tune of Rs20 billion"
    if {"bond", "bonds", "eurobond", "eurobonds", "sukuk"} & set(
        behind[: behind.index(",") if "," in behind[:3] else 3]
    ):
        return "other"  # "the country's first $500 million domestic bond"
    if following in ("refunded", "repatriated", "loss", "losses") or words[
        quantity.lead - 1 : quantity.lead
    ] in (
        ["return"],
        ["repay"],
    ):
        return "other"  # "faces a Rs5 billion loss", "has to return $1.3 billion"
    if following in ("tax", "revenue", "collection") and behind[1:2] in (["shortfall"], ["gap"]):
        return "increment"  # "faces a Rs90 billion tax shortfall"
    if short_of_tax(words, quantity.lead, following):
        return "increment"
    if following in words_of("expected"):
        return "base"
    if estimate_before(words, quantity.lead):
        return "base"
    if or_percent(reading, index):
        return "increment"
    cue = reading.lead(quantity.lead, floor=floor)
    near = reading.lead(quantity.first, floor=floor) if quantity.lead < quantity.first else None
    if near is not None and near.id == "base" and near.first < quantity.lead:
        cue = near
    valued = words[quantity.lead - 2 : quantity.lead] in (["valued", "at"], ["amounted", "to"])
    if following in words_of("difference") and not (
        following in ("up", "down", "above", "below") or comma(words, quantity.last) or valued
    ):
        return "increment"
    cues = {c.id for c in _adjacent(reading, quantity.lead, floor)} | {
        c.id for c in _adjacent(reading, quantity.first, floor)
    }
    if words[quantity.lead - 3 : quantity.lead] in (["in", "surplus", "by"], ["in", "deficit", "by"]):
        return "level"
    if (
        "by" in cues
        and not short_of(reading, quantity)
        and words[quantity.lead - 2 : quantity.lead - 1] != ["followed"]
    ):
        return "increment"
    if bracketed_year(reading, quantity) is not None or in_base_bracket(reading, index):
        return "base"
    if cue is not None and cue.last == quantity.lead and by_more(reading, quantity, cue):
        return "increment"
    if cue is not None and "base" in cues and cue.id != "to":
        told = words[quantity.lead - 1] == "at" and any(
            cue.last <= p.first and p.last == quantity.lead - 1 for p in reading.periods
        )
        return "level" if told else "base"  # "14.8 percent more than last year at $34.06 billion
    if _based_name(reading, quantity, floor):
        return "base"
    over = words[quantity.lead - 1 : quantity.lead] in (["little"], ["slightly"], ["just"])
    if over and quantity.qualifier in ("over", "under"):
        return "level"  # "amounted to a little more than $1 billion"
    if words[quantity.lead - 1] in ("negative", "minus"):
        return "level"  # "fell from $407.5 million to negative $196.2 million"
    if cues & {"up", "down"} and "to" not in cues and "target" not in cues:
        # "rose $56 million to $16.157 billion": the step, not the level.
        later = reading.quantities[index + 1] if index + 1 < len(reading.quantities) else None
        if later is not None and later.kind == "money" and words[later.lead - 1] in ("to", "at"):
            return "increment"
        return "increment" if words[quantity.lead - 1] != "raised" else "level"
    return "level"


def _based_name(reading: Reading, quantity: Quantity, floor: int) -> bool:
    """ "as compared to the exports of $550m", "against May's figure of $3.7bn": the name stands between."""
    words = reading.lowers
    place = quantity.lead
    if words[place - 1 : place] == ["("] and (named := [p for p in reading.periods if p.last == place - 1]):
        first = named[0].first
        while first > floor and words[first - 1] in words_of("of_base"):
            first -= 1
        led = reading.lead(first, "base", floor=floor)
        return led is not None and first < named[0].first and words[led.first] != "on"
    more = words[place - 1] == "at" and any(
        p.last == place - 1 and {"more", "fewer", "less"} & set(words[max(floor, p.first - 4) : p.first])
        for p in reading.periods
    )
    if more and any(q.kind == "percent" and q.last == floor for q in reading.quantities):
        return False  # "saw 14.8 percent more exports than last year at $34.06 billion"
    turn = next((w for w in ("when", "where") if w in words[max(floor, place - 9) : place]), None)
    if turn is not None:
        when = place - 1 - words[floor:place][::-1].index(turn)
        before = [p for p in reading.periods if p.first >= floor and when - 2 <= p.last <= when]
        if before and reading.lead(before[-1].first, "base", floor=floor) is not None:
            return True
    while place > floor and words[place - 1] in (
        "of",
        "worth",
        "at",
        "amount",
        "figure",
        "level",
        "total",
        "the",
        "valued",
        "amounting",
        "that",
        "those",
        "previous",
        "high",
        "record",
        "peak",
        "earlier",
        "collection",
        "collections",
        "deficit",
        "surplus",
        "gap",
        "inflow",
        "inflows",
        "receipts",
        "earnings",
        "proceeds",
        "net",
        "volume",
        "value",
        "sum",
    ):
        place -= 1
    if words[max(floor, place - 2) : place] in (["from", "a"], ["from", "an"]) and place < quantity.lead:
        # "swung into a deficit of $269m in January from a surplus of $404m in December"
        return floor > 0 and words[place] in ("deficit", "surplus", "gap")
    for mention in reading.mentions:
        if mention.last == place and mention.first >= floor:
            place = mention.first
    owned = False
    for period in reading.periods:
        if period.last == place or (period.last == place - 1 and words[place - 1] == "'s"):
            owned = words[place - 1] in ("'s", "'")
            place = period.first
    if words[max(floor, quantity.lead - 2) : quantity.lead] in (["which", "was"], ["which", "were"]):
        return (
            any(  # "received $6.54 billion in July-September, which was $4.90 billion in the previous fiscal year"
                p.kind in ("span", "shift", "back") and quantity.last <= p.first <= quantity.last + 3
                for p in reading.periods
            )
            and any(q.kind == "money" for q in reading.quantities if q.last <= quantity.lead)
        )
    which = words[max(floor, quantity.lead - 5) : quantity.lead]
    if "which" in which and not any(word in which for word in ("was", "were", ",")):
        at = quantity.lead - len(which) + which.index("which")
        ends = [p for p in reading.periods if p.last == at and p.first >= floor]
        if ends and reading.starting(max(floor, ends[0].first - 7), ends[0].first, "base"):
            return True  # "higher than the inflows recorded in October which amounted to $112.9 million"
    if place == quantity.lead:
        return False
    if words[place - 1] == "over" and place - 1 > floor:
        # "a 0.42% uptick over the record figure of $776.4 billion"
        return any(q.kind == "percent" and 0 < place - 1 - q.last <= 2 for q in reading.quantities)
    led = reading.lead(place, "base", floor=floor)
    if led is not None and words[led.first] == "from":
        # "up from last year's $2.1bn", "from the previous high of $306m"
        return owned or bool({"previous", "earlier"} & set(words[place : quantity.lead]))
    if led is not None and words[led.first] == "after":
        # "the second highest ever, after remittances of $3.12 billion recorded in April 2022"
        return bool(
            {"highest", "lowest", "largest", "biggest"} & set(words[max(0, led.first - 6) : led.first])
        )
    return led is not None and words[led.first] not in ("on", "over", "from")


def _adjacent(reading: Reading, position: int, floor: int) -> list[Cue]:
    best = reading.lead(position, floor=floor)
    return [cue for cue in reading.ending(best.last) if cue.first >= floor] if best is not None else []


def superseded(reading: Reading, index: int) -> bool:
    """ "up from the previous projection of $36 billion": what was thought before of the same period."""
    quantity, words = reading.quantities[index], reading.lowers
    expected = words[quantity.last : quantity.last + 1]
    return estimate_before(words, quantity.lead) or bool(expected and expected[0] in words_of("expected"))


def _parenthesis(reading: Reading, quantity: Quantity) -> bool:
    """ "Saudi Arabia (30 percent)": a share, or a figure of its own."""
    words = reading.lowers
    return (
        words[quantity.first - 1] == "(" and words[quantity.last : quantity.last + 1] == [")"]
        if quantity.first
        else False
    )


def _share(reading: Reading, quantity: Quantity) -> bool:
    before = [c for c in reading.cues_of("share") if c.last <= quantity.first]
    if any("percentage" in reading.lowers[c.first : c.last] for c in before):
        return True  # "exports as a percentage of the total were up to 7.4 percent versus 6.6 percent"
    return any(
        0 <= cue.first - quantity.last <= 1 and "and" not in reading.lowers[quantity.last : cue.first]
        for cue in reading.cues_of("share")
    ) or bool(reading.lead(quantity.lead, "share"))


def _investors(reading: Reading, place: int) -> bool:
    """Whether countries stand before a verb: "China and Malta, which invested $77m and $63m, respectively"."""
    return any(not c.body and c.last <= place for c in reading.countries)


def _follows(reading: Reading, quantity: Quantity, kind: str) -> bool:
    ago = ("earlier", "ago", "before", "later")
    return any(
        cue.first == quantity.last and reading.lowers[cue.last : cue.last + 1] not in ([word] for word in ago)
        for cue in reading.cues_of(kind)
    )


_TO_COME = (["to", "be", "collected"], ["to", "be", "raised"], ["to", "be", "generated"], ["to", "be", "mobilised"], ["to", "be", "mobilized"], ["yet", "to", "be"])  # fmt: skip
