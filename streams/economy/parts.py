"""Parts of a country's trade by who trades: "the domestic sector reached $8.49 billion", "foreign-invested firms"."""

from __future__ import annotations

from streams.economy.indicators import Entry, Mention
from streams.economy.money import Quantity
from streams.economy.sentences import Reading
from streams.economy.trade import is_goods
from streams.economy.wordlists import words_of

#: What such an amount is of: none of our series.
NONE = Entry("trade-other", "other")
_TAKES = frozenset(
    [
        "attracted",
        "received",
        "saw",
        "got",
        "drew",
        "brought",
        "cornered",
        "posted",
        "recorded",
        "witnessed",
        "registered",
    ]
)


def of_owners(reading: Reading, quantity: Quantity) -> bool:
    """Whether an amount is that of one kind of owners, of whom the words right before it speak."""
    floor = max(
        [
            max((b for b in reading.breaks if b <= quantity.first), default=0),
            *(q.last for q in reading.quantities if q.kind == "money" and q.last <= quantity.lead),
        ]
    )
    window = reading.lowers[floor : quantity.lead]
    if "(" in window and ")" not in window:
        return False
    return any(
        word in words_of("owners")
        and (
            bool(words_of("owned") & set(window[max(0, place - 3) : place]))
            or window[place + 1 : place + 3] == ["with", "foreign"]
        )
        for place, word in enumerate(window)
    )


#: Between what was sold before and the next goods of a list, and between goods and their amount.
_NEXT = frozenset([",", ";", "and", "followed", "by", "while", "then", "whereas", "-", "—"])
_WORTH = frozenset(["with", "at", "worth", "(", "to", "products", "goods", "exports", "items", "about", "over", "nearly", "around", "fetching", "reaching", "totalling", "totaling", "us"])  # fmt: skip


#: Round the name of a group.
_QUOTES = frozenset(['"', "'", "”", "’", "“", "‘"])


def of_goods(reading: Reading, quantity: Quantity) -> bool:
    """Whether an amount is the next of a list of goods: "..., followed by footwear with $5.1 billion; and seafood with $4.9bn"."""
    floor = max((q.last for q in reading.quantities if q.last <= quantity.lead), default=0)
    words = reading.lowers[floor : quantity.lead]
    start = max((place + 1 for place, word in enumerate(words) if word in _NEXT), default=0)
    named = words[start:]
    if not floor or not start or not 1 < len(named) <= 6 or not is_goods(named):
        return False
    if any(floor <= m.first < quantity.lead and m.entry.kind != "other" for m in reading.mentions):
        return False
    rest = [word for word in named if not is_goods([word]) and word not in ("and", ",")]
    return bool(rest) and all(word in _WORTH for word in rest)


def of_else(reading: Reading, quantity: Quantity) -> bool:
    """Whether an amount in a sentence on trade is of something else by the words right before it."""
    quoted = set(reading.lowers[max(0, quantity.lead - 3) : quantity.lead - 1]) & _QUOTES
    if quoted and reading.lowers[quantity.lead - 1] in ("with", "worth", "at"):
        return True  # 'the top group was "mineral fuels" with N4,426 billion'
    return of_goods(reading, quantity) or of_revenue(reading, quantity) or came_from(reading, quantity)


#: Between "from" and the goods or their industry.
_NEAR = 4


def came_from(reading: Reading, quantity: Quantity) -> bool:
    """Whether the words behind an amount say which goods it came from: "$3.2 billion came from the garment industry"."""
    stop = min([*(b for b in reading.breaks if b > quantity.last), quantity.last + 10, len(reading.lowers)])
    words = reading.lowers[quantity.last : stop]
    if words[:1] == ["of"]:
        return is_goods(words[1:2]) or (
            len(words) > 1 and is_goods(words[2:3]) and words[1] in ("the", "raw")
        )
    place = next((p for p, w in enumerate(words) if w in ("came", "comes", "coming", "stemmed")), None)
    if place is None or words[place + 1 : place + 2] != ["from"]:
        return False
    return any(is_goods([word]) for word in words[place + 2 : place + 2 + _NEAR])


#: Who sends only a part of the remittances: "land-based workers", "seafarers".
_SENDERS = frozenset(["land-based", "sea-based", "landbased", "seabased", "seafarers", "seamen", "sailors"])


def of_senders(reading: Reading, quantity: Quantity) -> bool:
    """Whether remittances are those of one kind of workers, by the words before the amount."""
    floor = max(
        (q.last for q in reading.quantities if q.kind == "money" and q.last <= quantity.lead), default=0
    )
    words = reading.lowers[floor : quantity.lead]
    return bool(_SENDERS & set(words)) or any(
        words[p] in ("land", "sea") and "based" in words[p + 1 : p + 3] for p in range(len(words))
    )


def of_balance(reading: Reading, quantity: Quantity) -> bool:
    """Whether an amount is called a surplus or deficit: "remittances fuelled a $5.5 billion surplus in the income account"."""
    return reading.lowers[quantity.last : quantity.last + 1] in (["surplus"], ["deficit"])


def of_revenue(reading: Reading, quantity: Quantity) -> bool:
    """Whether an amount is the revenue of somebody, "half-year revenue of ₦9.1 trillion", not what exports brought in."""
    words = reading.lowers[max(0, quantity.lead - 3) : quantity.lead]
    return words[-2:] == ["revenue", "of"] and words[:1] not in (
        ["export"],
        ["exports"],
        ["import"],
        ["trade"],
    )


def flowed_out(reading: Reading, quantity: Quantity, mention: Mention | None) -> bool:
    """ "In January the FDI witnessed an outflow of $173.2 million": all of it, where no inflow is told beside it."""
    words = reading.lowers
    if mention is None or {"inflow", "inflows"} & set(words) or mention.last > quantity.lead:
        return False
    return bool(_TAKES & set(words[mention.last : mention.last + 2])) and words[
        quantity.lead - 3 : quantity.lead
    ] == ["an", "outflow", "of"]


def of_industry(reading: Reading, quantity: Quantity) -> bool:
    """Whether an amount of investment went to one branch: "the automobile industry attracted", "in the power sector"."""
    words = reading.lowers[: quantity.first]
    return bool({"sector", "sectors"} & set(words)) or any(
        word in words_of("branches") and bool(_TAKES & set(words[place + 1 : place + 3]))
        for place, word in enumerate(words)
    )
