"""Which numbers are quotes of a currency: bare decimals, whole numbers "to the dollar", and which are hopes or movements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from streams.economy.figures import Figure
from streams.economy.money import Quantity
from streams.economy.sentences import Reading
from streams.text.lexicon import Match, Phrases, load

#: The currencies of Khabar's countries trade within this many units for a dollar.
LOW, HIGH = 1.2, 30_000.0
#: Whole numbers of local money for a dollar that may be a rate; smaller ones are movements.
_WHOLE = (15.0, 5_000.0)


#: Smaller numbers without their currency are rates where they are told to the fourth digit.
_FINE = 0.0006


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `exchange.toml`."""

    foreign: Phrases[str]
    local: frozenset[str]
    trade: frozenset[str]
    move: frozenset[str]
    behind: frozenset[str]
    vague: frozenset[str]
    pounds: frozenset[str]
    """Countries whose own money is a pound."""


@cache
def quote_words() -> Words:
    """The words of exchange rates, read once."""
    data = load("streams.economy", "exchange.toml")
    trade = data["trade"]
    return Words(
        Phrases((name, row["code"]) for row in data["foreign"] for name in row["names"]),
        frozenset(data["local"]["words"]), frozenset(trade["words"]), frozenset(trade["move"]),
        frozenset(trade["behind"]), frozenset(trade["vague"]),
        frozenset(data["local"]["pounds"]),
    )  # fmt: skip


def moved(before: Sequence[str]) -> bool:
    """ "lost Rs1", "up by Rs2": a movement and no rate."""
    while before[-2:] == ["of", "of"]:
        before = before[:-1]
    if before[-2:] == ["buying", "and"]:
        return False  # "at Rs282.05 for buying and Rs282.55 for selling"
    return bool(set(before[-2:]) & quote_words().move) and not {"to", "at", "from"} & set(before[-1:])


def vague(reading: Reading, quantity: Quantity) -> bool:
    """Whether a clause is on averages, or on what something else costs."""
    here = reading.clause(quantity.first)
    return any(
        word in quote_words().vague and reading.clause(place) == here and abs(place - quantity.first) <= 10
        for place, word in enumerate(reading.lowers)
    )


def against(quantity: Quantity, foreign: Sequence[Match[str]]) -> bool:
    """Whether the currency that is bought stands right behind: "279.96 to the US dollar", "per GBP"."""
    return any(0 <= match.first - quantity.last <= 3 for match in foreign)


def plain(
    reading: Reading, quantity: Quantity, foreign: Sequence[Match[str]], more: bool, named: bool
) -> bool:
    """Whether a bare decimal is a rate: with "to the dollar" behind it, or traded at in a sentence of rates."""
    words = reading.lowers
    behind = words[quantity.last : quantity.last + 1]
    before = words[max(0, quantity.lead - 4) : quantity.lead]
    if moved(before) or vague(reading, quantity):
        return False
    if (
        behind
        and behind[0] in ("to", "per", "against", "versus", "vs", "a", "/")
        and against(quantity, foreign)
    ):
        return True
    if behind and (
        behind[0] in quote_words().behind or behind[0] in ("months", "years", "times", "%", "(", "x")
    ):
        return False
    if before[-1:] == ["the"]:
        before = before[:-1]  # "weaker from the 8.50 on Tuesday"
    led = before[-1:] in (["at"], ["to"], ["from"], ["of"], ["than"], ["against"], ["'s"], ["with"]) or (
        before[-1:] in (["traded"], ["trades"], ["trading"], ["quoted"]) and quantity.qualifier != "exact"
    )  # "last traded around 90.8"
    led = (
        led or one_by_one(words, quantity.first, quantity.last) or dealt(words, quantity.first, quantity.last)
    )
    others = any(m.entry.kind != "fx" for m in reading.mentions if abs(m.first - quantity.first) <= 12)
    return (
        led
        and (named or more)
        and bool(foreign or more)
        and not others
        and (quantity.value >= 5 or quantity.rounding < _FINE)
    )


def whole_rate(reading: Reading, first: int, last: int, value: float, foreign: Sequence[Match[str]]) -> bool:
    """Whether a whole number is a rate: "at 154 versus the greenback", "sold at 295 per dollar", "Friday's price of 292"."""
    words = reading.lowers
    if not _WHOLE[0] <= value <= _WHOLE[1] or not foreign:
        return False
    before, behind = words[max(0, first - 4) : first], words[last : last + 1]
    if "mark" in words[last : last + 7] or {
        "crossed",
        "crossing",
        "breached",
        "above",
        "below",
        "past",
    } & set(before):
        return False  # "crossed 300 to the dollar": a mark
    dated = any(p.first <= first < p.last for p in reading.periods)
    if behind and behind[0] in ("to", "per", "against", "versus", "vs", "a", "/"):
        near = any(0 <= match.first - last <= 3 for match in foreign)
        return (
            near
            and not dated
            and bool({"at", "to", "of", "around", "for", "from", "was", "is"} & set(before[-2:]))
        )
    if one_by_one(words, first, last) or dealt(words, first, last):
        return not dated
    prices = {"price", "rate", "close", "closing", "quote"}
    said = before[-1:] in (["of"], ["at"]) and bool(prices & set(before[-3:-1]))
    day = any(p.kind == "day" and 0 <= first - p.last <= 4 for p in reading.periods)
    return said and day and not dated and behind in ([","], ["."], [], ["and"])


def it_trades(reading: Reading) -> bool:
    """ "It traded little changed at 1.9895", "By 1200 GMT it stood at 49.50": the currency of the sentence before."""
    words = reading.lowers[reading.dateline : reading.dateline + 7]
    return any(
        word == "it" and (not place or bool(quote_words().trade & set(words[place + 1 : place + 2])))
        for place, word in enumerate(words)
    )


def dealt(words: Sequence[str], first: int, last: int) -> bool:
    """ "quoted the dollar at 283 for buying and 284.15 for selling"."""
    return list(words[last : last + 2]) in (["for", "buying"], ["for", "selling"]) and bool(
        {"at", "and"} & set(words[max(0, first - 1) : first])
    )


def one_by_one(words: Sequence[str], first: int, last: int) -> bool:
    """Whether a number is one of "closing at 191 and 192.50 respectively", the rates for buying and for selling."""
    behind = list(words[last : last + 4])
    if list(words[max(0, first - 1) : first]) == ["and"]:
        return behind[:1] == ["respectively"] or behind[:2] == [",", "respectively"]
    led = list(words[max(0, first - 2) : first])
    return (
        led[-1:] == ["at"]
        and behind[:1] == ["and"]
        and "respectively" in words[last : last + 8]
        and bool({"closing", "closed", "ended", "settled", "stood", "recorded"} & set(led))
    )


def compared(reading: Reading, quantity: Quantity) -> bool:
    """Whether a rate is of a day that is compared with: "in comparison to Friday's price of 292"."""
    for period in reading.periods:
        if period.kind not in ("day", "shift") or not 0 <= quantity.first - period.last <= 4:
            continue
        cue = reading.lead(period.first, "base")
        if cue is not None and reading.lowers[cue.first] not in ("on", "after", "over"):
            return True
    return False


def held_against(words: Sequence[str]) -> bool:
    """Whether words end in a rate that another is compared with: "compared to its previous close of 85.27 per dollar"."""
    place = max((p for p, word in enumerate(words) if word in _AGAINST), default=None)
    if place is None or "," in words[place:]:
        return False
    rest = words[place + 1 :]
    return any(word[0].isdecimal() for word in rest) and not ("to" in rest[1:] and words[place] == "from")


_AGAINST = frozenset(["than", "from", "compared", "versus"])


def hoped(reading: Reading, quantity: Quantity, floor: int) -> bool:
    """Whether a rate is only expected: "I expect the rupee to trade between 153.30 and 153.70 in the coming week"."""
    words = reading.lowers
    here = reading.clause(quantity.first)
    closed = {"closed", "settled", "ended", "closing", "stood", "finished", "opened"}
    for cue in reading.within(0, quantity.lead, "forecast"):
        if reading.clause(cue.first) != here:
            continue
        if cue.first >= floor or not closed & set(words[cue.last : quantity.lead]):
            return True
    behind = words[quantity.last : quantity.last + 8]
    ahead = any(
        word in ("coming", "next", "upcoming") and {"week", "weeks", "days", "month", "months", "sessions", "year"} & set(behind[place + 1 : place + 3])
        for place, word in enumerate(behind)
    )  # fmt: skip
    return ahead and "," not in behind[:4]


def paired(reading: Reading, named: Sequence[Match[str]]) -> bool:
    """ "The dirham and the riyal fell to Rs75.82 and Rs74.23": two currencies, and two rates as closely joined."""
    if len(named) < 2:
        return False
    between = [w for w in reading.lowers[named[-2].last : named[-1].first] if w != "the"]
    rates = [q for q in reading.quantities if q.kind == "money" and q.first >= named[-1].last]
    joined = any(reading.lowers[a.last : b.lead] == ["and"] for a, b in pairwise(rates))
    return between == ["and"] and joined


def plausible(figures: list[Figure]) -> list[Figure]:
    """The figures without rates that cannot be of their pair: "after improving by Rs1.16 in March, Rs2.36 in January"."""
    most: dict[str | None, float] = {}
    for figure in figures:
        if figure.indicator == "fx.rate":
            most[figure.pair] = max(most.get(figure.pair, 0.0), figure.value)
    return [f for f in figures if f.indicator != "fx.rate" or f.value > 0.1 * most[f.pair]]


def trades_at(reading: Reading, currency: str | None) -> bool:
    """ "the cedi is currently trading at GHS3.96": of the dollar, though nobody says so."""
    words = reading.lowers
    return any(
        q.kind == "money"
        and q.unit == currency
        and q.rounding < 0.5
        and words[q.lead - 2 : q.lead] in (["trading", "at"], ["trades", "at"], ["traded", "at"])
        and {"currency", "currently"} & set(words[max(0, q.lead - 6) : q.lead])
        for q in reading.quantities
    ) or any(
        # "is selling at GHS 15.50 to $1"
        q.kind == "money" and q.unit == currency and q.rounding < 0.5
        and after.unit == "USD" and after.value == 1.0
        and words[q.last : after.lead] in (["to"], ["for"], ["per"], ["against"], ["to", "the"])
        for q, after in pairwise(reading.quantities)
    )  # fmt: skip
