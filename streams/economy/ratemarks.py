"""Which percentages are no rate: shares, tolerances, marks that a rate is told by, what might have been."""

from __future__ import annotations

from streams.economy.months import is_year
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading
from streams.economy.steps import or_of_product
from streams.text.lexicon import Match

_TOLERANCE = frozenset(["±", "minus", "+/-"])
#: Around a range that a rate is held against, not told by.
_HELD = frozenset(
    [
        "middle",
        "midpoint",
        "preferred",
        "comfort",
        "tolerance",
        "end",
        "ends",
        "bound",
        "bounds",
        "limit",
        "limits",
        "outside",
        "half",
    ]
)
#: "Growth exceeded the 4.5 percent of the quarter before".
_EXCEEDED = frozenset(["exceeded", "surpassed", "topped", "outpaced", "bettered", "beat", "outstripped", "exceeding", "surpassing", "beating", "undershot"])  # fmt: skip
_AIMED = frozenset(["target", "forecast", "forecasts", "projection", "estimate", "estimates", "expectation", "expectations"])  # fmt: skip
#: Steps of a rate that are added up.
_ADDED_UP = frozenset(["increases", "cuts", "hikes", "reductions", "tightening", "easing", "cumulative", "total", "reduction"])  # fmt: skip
_CONTRIBUTES = frozenset(["contributed", "contributing", "contributes"])
_RANGES = frozenset(["range", "band", "corridor", "zone", "bracket"])
#: What there are many of, each with a rate of its own.
_MANY = frozenset(["items", "goods", "products", "commodities", "countries", "economies", "components", "categories", "cities", "districts", "sectors", "groups", "nations"])  # fmt: skip
_EACH = frozenset(["with", "having", "whose", "where", "recording", "showing", "experiencing", "posting", "facing", "that", "which"])  # fmt: skip


def is_rate(reading: Reading, index: int) -> bool:
    """Whether a quantity is a percentage; some write "eased to 5.47 percentage point in October from 5.54"."""
    quantity, words = reading.quantities[index], reading.lowers
    if quantity.kind != "points":
        return quantity.kind == "percent"
    before = words[max(0, quantity.first - 1) : quantity.first]
    if before in (["from"], ["against"]) and index:
        return is_rate(reading, index - 1) and reading.quantities[index - 1].kind == "points"
    if _ADDED_UP & set(words[max(0, quantity.first - 4) : quantity.first]):
        return False  # "bringing cumulative increases to 16.5 percentage points"
    return before in (["to"], ["at"])


def other(reading: Reading, index: int) -> bool:
    """Whether a percentage is a share, a tolerance, or a remark in brackets."""
    quantity, words = reading.quantities[index], reading.lowers
    floor = reading.quantities[index - 1].last if index else 0
    before = words[max(0, quantity.first - 3) : quantity.first]
    if _TOLERANCE & set(before[-1:]) and not (before[-1:] == ["minus"] and before[:-1][-1:] != ["or"]):
        return True
    if "plus" in words[max(floor, quantity.lead - 4) : quantity.first]:
        return True
    if any(floor <= m.first and m.last <= quantity.first for m in _hypothetical(reading)):
        return True
    first = reading.quantities[index - 1] if index and words[floor : quantity.first] == ["and"] else quantity
    if words[first.lead - 1 : first.lead] and words[first.lead - 1] in _CONTRIBUTES:
        return True  # "the oil sector contributed 9.6 percent and 7.1 percent"
    if {"revision", "downgrade", "upgrade"} & set(words[quantity.last : quantity.last + 3]) and not (
        {",", "to", "from"} & set(words[quantity.last : quantity.last + 2])
    ):
        return True  # "a 1.2 percent downward revision"
    if (
        "quarterly" in words[max(floor, quantity.lead - 7) : quantity.lead]
        and "average" in words[max(floor, quantity.lead - 8) : quantity.lead]
    ):
        return True  # "the average quarterly growth rate was 1.9 percent"
    if any(
        words[place] == "nominal" and words[place + 1] in ("terms", "gdp", "growth", "gross", "rate")
        for place in range(max(floor, quantity.lead - 9), quantity.lead)
    ):
        return True  # "in nominal terms, an increase of 13.8 percent"
    if or_of_product(reading, index):
        return True  # "a deficit of $3.4 billion, or 0.6 percent"
    if {"compound", "cagr"} & set(words[floor : quantity.last + 6]):
        return True
    if _threshold(reading, index, floor) or _range_end(reading, index) or _of_many(reading, index, floor):
        return True
    if any(0 <= c.first - quantity.last <= 1 for c in reading.cues_of("share")) or reading.lead(
        quantity.lead, "share"
    ):
        return True
    if before[-1:] == ["("] and words[quantity.last : quantity.last + 1] == [")"]:
        return not any(m.entry.kind == "rate" and m.last == quantity.first - 1 for m in reading.mentions)
    return False


def _threshold(reading: Reading, index: int, floor: int) -> bool:
    """Whether a percentage is a mark that the rate is told by: "below the 5% midpoint", "above 9% since March"."""
    quantity, words, known = reading.quantities[index], reading.lowers, rate_words()
    after = words[quantity.last : quantity.last + 3]
    after = after[1:] if after[:1] in (["rate"], ["growth"]) else after[:2]
    if known.marks & set(after[:1]) or after in (
        ["or", "more"],
        ["or", "higher"],
        ["or", "above"],
        ["or", "less"],
        ["or", "lower"],
        ["or", "below"],
    ):
        return True
    following = reading.quantities[index + 1] if index + 1 < len(reading.quantities) else None
    paired = following is not None and words[quantity.last : following.first] in (["to"], ["and"], ["-"])
    if paired and following is not None and known.marks & set(words[following.last : following.last + 1]):
        return True  # "outside the bank's 2% to 4% comfort range"
    before = words[max(floor, quantity.lead - 3) : quantity.first]
    if before[-1:] == ["of"] and {"limit", "ceiling", "threshold", "cap"} & set(before):
        return True  # "above the upper limit of 6 per cent"
    if {"band", "tolerance", "zone"} & set(words[max(floor, quantity.lead - 4) : quantity.first]):
        return True
    if not {"above", "below", "under", "over", "within", "exceeding", "exceeded"} & set(before):
        return False
    if {"consecutive", "straight", "successive"} & set(words[max(floor, quantity.lead - 6) : quantity.lead]):
        return True  # "the seventh consecutive quarter above 4.5%"
    behind = words[quantity.last : quantity.last + 5]
    if behind[:1] == ["since"]:
        return True
    return behind[:1] in (["for"], ["over"], ["during"]) and bool(
        {"consecutive", "straight", "months", "years", "time"} & set(behind)
        or {"least", "year"} <= set(behind)
    )


def _range_end(reading: Reading, index: int) -> bool:
    """Whether a percentage is an end of a range that a rate is held against: "the upper end of its range of 2.5% and 7.5%"."""
    quantity, words = reading.quantities[index], reading.lowers
    first = index
    if index and words[reading.quantities[index - 1].last : quantity.first] in (["and"], ["to"], ["-"]):
        first = index - 1
    floor = reading.quantities[first - 1].last if first else 0
    led = words[max(floor, reading.quantities[first].lead - 9) : reading.quantities[first].first]
    named = max((place for place, word in enumerate(led) if word in _RANGES), default=None)
    if named is None or len(led) - named > 3:
        return False
    paired = first != index or (
        index + 1 < len(reading.quantities)
        and words[quantity.last : reading.quantities[index + 1].first] in (["and"], ["to"], ["-"])
    )
    if paired and "within" in led[:named] and {"target", "desired"} & set(led):
        return True  # "within the government's target range of 2.5 percent to 7.5 percent"
    return bool(_HELD & set(led[:named]))


def _of_many(reading: Reading, index: int, floor: int) -> bool:
    """Whether a percentage only tells which of many are counted: "items with inflation of more than 50%"."""
    quantity, words = reading.quantities[index], reading.lowers
    if quantity.qualifier == "exact" and not {"more", "less", "above", "below", "over", "under"} & set(
        words[max(floor, quantity.lead - 3) : quantity.first]
    ):
        return False
    for place in range(max(floor, quantity.lead - 8), quantity.lead):
        if words[place] in _EACH and place and _MANY & set(words[max(floor, place - 14) : place]):
            return True
    return False


def elsewhen(reading: Reading, index: int) -> bool:
    """Whether a figure is of a time that is no period here: "peaked at 33% in mid-2017"."""
    words, quantity = reading.lowers, reading.quantities[index]
    taken = {place for p in reading.periods for place in range(p.first, p.last)}
    for place in range(quantity.last, min(len(words) - 1, quantity.last + 3)):
        if words[place] in (",", ";"):
            return False
        if words[place] in ("mid", "early", "late") and place not in taken:
            year = words[place + 1 : place + 3]
            return any(is_year(word) for word in year) or year in (["last", "year"], ["this", "year"])
    return False


def bracketed(reading: Reading, index: int) -> bool:
    """Whether a percentage is compared with in brackets right behind another: "6.4% (vs. 6.6%)"."""
    if not index:
        return False
    words, quantity = reading.lowers, reading.quantities[index]
    between = words[reading.quantities[index - 1].last : quantity.lead]
    return between[:1] == ["("] and len(between) <= 3 and words[quantity.last : quantity.last + 1] == [")"]


def _hypothetical(reading: Reading) -> list[Match[str]]:
    tokens = reading.sentence.tokens
    return reading.sentence.once("rate-hypothetical", lambda: list(rate_words().hypothetical.find(tokens)))


def over_months(behind: list[str]) -> bool:
    """Whether "in the last three months" stands behind a rate: by how much it moved; twelve months are a year."""
    if behind[:1] not in (["in"], ["over"], ["during"]) or behind[1:2] != ["the"]:
        return False
    return (
        behind[2:3] in (["last"], ["past"])
        and behind[4:5] == ["months"]
        and behind[3] not in ("12", "twelve")
    )


def left_behind(reading: Reading, index: int) -> bool:
    """Whether a rate is what another one exceeded or came after: "exceeded the 4.5% growth of", "followed a 2.9% rise in"."""
    words, quantity = reading.lowers, reading.quantities[index]
    led = words[max(0, quantity.lead - 3) : quantity.lead]
    if len(led) > 1 and led[-2] in _EXCEEDED and led[-1] == "the":
        return not _AIMED & set(words[quantity.last : quantity.last + 3])
    if "following" in led and {"previous", "preceding", "prior"} & set(
        words[quantity.last : quantity.last + 5]
    ):
        return True  # "following a 0.3 percent growth in the previous three-month period"
    if "followed" in led and "by" not in led:
        return any(0 <= p.first - quantity.last <= 6 for p in reading.periods)
    return False


def bracketed_part(reading: Reading, last: int, index: int) -> bool:
    """ "the contributors to the slowdown in LSM were petroleum products (down 1.4pc)": of what stands before the bracket.

    `last`: where the name of the rate ends.
    """
    words, place = reading.lowers, reading.quantities[index].lead
    floor = max(place - 4, 0)
    opened = next((p for p in range(place - 1, floor - 1, -1) if words[p] in ("(", ")")), None)
    if opened is None or words[opened] != "(" or last >= opened:
        return False
    return any(m.last == opened and m.entry.kind == "other" for m in reading.mentions)


def follows(reading: Reading, index: int) -> bool:
    """Whether a percentage goes on with a ranking that the one before began."""
    first, last = reading.quantities[index - 1].last, reading.quantities[index].lead
    words = reading.lowers[first:last]
    return "followed" in words and "by" in words


def goods_at(reading: Reading, place: int) -> bool:
    """Whether a plain noun stands there: what the rates are charged on, and no day, turn or "hold"."""
    word = reading.lowers[place] if place < len(reading.lowers) else ""
    if not word[:1].isalpha() or word in ("hold", "the", "a", "an", "its", "now", "longer", "pause", "as", "this", "that", "track", "first", "second", "third"):  # fmt: skip
        return False
    dated = (*reading.periods, *reading.future)
    return not any(p.first <= place < p.last for p in dated) and not any(
        c.first == place for c in reading.countries
    )


def of_all_groups(words: list[str], last: int) -> bool:
    """Whether a name ends in that of all income groups together: "for the combined consumption group" is no part."""
    if not {"group", "groups", "income", "consumption"} & set(words[last - 1 : last]):
        return False
    return bool({"combined", "all", "overall"} & set(words[max(0, last - 5) : last]))


def of_income_group(words: list[str]) -> bool:
    """ "For the lowest income group, the SPI rose": told of one of the groups, not of all of them combined."""
    led = words[:12]
    grouped = any(
        word == "income" and words[place + 1 : place + 2] in (["group"], ["groups"])
        for place, word in enumerate(led)
    )
    return led[:1] == ["for"] and grouped and not {"combined", "all"} & set(led)
