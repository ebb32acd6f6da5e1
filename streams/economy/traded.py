"""Which series of trade a name stands for, by the words of its own sentence.

"The difference between imports and exports" is a balance, "exports to the US in the services sector" are services, and so are
"exports" that a sentence on the services deficit goes on to.
"""

from __future__ import annotations

from typing import Final

from streams.economy.indicators import Entry, Mention
from streams.economy.sentences import Reading
from streams.economy.thread import Thread

OTHER: Final = Entry("trade-other", "other")
_SERVICES: Final = Entry("exports.services", "flow")
#: Before "trade": that in goods.
#: Behind a comma: what comes is still told of the subject.
_GOES_ON: Final = frozenset(
    ["recording", "registering", "fetching", "posting", "bringing", "earning", "with", "reaching"]
)
_VISIBLE: Final = frozenset(["merchandise", "goods", "foreign", "external", "visible", "international"])
#: Topics under which the trade in goods and services may be told.
_OPEN: Final = frozenset(
    ["trade.balance", "exports.total", "imports.total", "current_account.balance", "remittances"]
)
_APART: Final = frozenset(["excluded", "excluding", "ex", "underlying"])


def by_sentence(reading: Reading, mention: Mention, thread: Thread) -> Entry | None:
    """The series that the sentence makes of a name of trade, None where it says nothing special."""
    entry, words = mention.entry, reading.lowers
    if entry.id == "current_account.balance" and _APART & set(
        words[max(0, mention.first - 3) : mention.first]
    ):
        return Entry("capital-other", "other")  # "gold and energy excluded current account"
    if entry.kind == "other" and words[mention.first : mention.last] in (["shortfall"], ["gap"]):
        with_whom = any(c.first - mention.last in (1, 2) and not c.body for c in reading.countries)
        if words[mention.last : mention.last + 1] == ["with"] and with_whom:
            return Entry("trade.balance", "balance", sign=-1)  # "the shortfall with China was $7.4bn"
    if words[mention.first : mention.last] in (["importing"], ["imported"]) and _from_home(
        reading, mention, thread
    ):
        return Entry(
            "exports.goods", "flow"
        )  # "the largest market, importing $44 billion worth of goods from Vietnam"
    if _both(reading, mention):
        return OTHER  # "the value of imports and exports reached $122.73 billion"
    if entry.kind == "other" and _balanced(reading, mention):
        return Entry("trade.balance", "balance")  # "merchandise trade recorded a surplus of $9.3 billion"
    if entry.id == "trade.balance" and {"income"} & set(words[mention.last : mention.last + 6]):
        return OTHER  # "the overall deficit in trade, services and income"
    if not entry.generic or entry.id not in ("exports", "imports"):
        return None
    if _told_of_goods(reading, mention):
        return OTHER  # "The export of garments held up, recording an export earning of $4.8 billion"
    before = words[max(0, mention.first - 6) : mention.first]
    if "between" in before and {"difference", "gap"} & set(before):
        # "the difference between imports and exports shrank to $1.2bn"
        balance = thread.topic if thread.topic in ("trade.balance", "current_account.balance") else None
        return Entry(balance or "trade.balance", "balance", sign=-1)
    behind = words[mention.last : mention.last + 9]
    within = any(behind[p : p + 3] == ["in", "the", "services"] for p in range(len(behind)))
    if within or _of_services(reading, mention):
        return _SERVICES if entry.id == "exports" else OTHER
    told = {m.entry.id for m in reading.mentions if m.last <= mention.first}
    if entry.id == "exports" and "imports.total" in told and not {"exports.goods", "imports.goods"} & told:
        return Entry(
            "exports.total", "flow"
        )  # "Imports of goods and services totaled $183bn, while exports were"
    if _all_trade(thread) and not {"goods", "merchandise"} & set(words):
        return Entry(f"{entry.id}.total", "flow")
    if words[max(0, mention.first - 3) : mention.first] == ["total", "value", "of"] and thread.with_services:
        return Entry(f"{entry.id}.total", "flow")
    return None


def _from_home(reading: Reading, mention: Mention, thread: Thread) -> bool:
    """Whether what another country imports comes from the article's own."""
    after = [c for c in reading.countries if mention.last <= c.first <= mention.last + 14]
    led = [c for c in after if reading.lowers[c.first - 1] == "from"]
    return (
        bool(led)
        and led[0].code == thread.home
        and any(c.last <= mention.first and c.code != thread.home and not c.body for c in reading.countries)
    )


def _both(reading: Reading, mention: Mention) -> bool:
    """Whether a side of trade is told together with the other as one amount."""
    words = reading.lowers
    if not mention.entry.generic or not mention.entry.id.startswith(("exports", "imports")):
        return False
    other = next(
        (
            m
            for m in reading.mentions
            if m.last < mention.first
            and m.entry.id.startswith(("exports", "imports"))
            and words[m.last : mention.first] in (["and"], ["-"], ["&"], ["and", "the"], ["/"])
        ),
        None,
    )
    if other is None or other.entry.id.split(".")[0] == mention.entry.id.split(".")[0]:
        return False
    amounts = [q for q in reading.quantities if q.first >= mention.last and q.kind == "money"]
    led = words[max(0, other.first - 6) : other.first]
    summed = {"value", "volume", "turnover", "total"} & set(led) or words[
        mention.last : mention.last + 1
    ] == ["turnover"]
    return bool(summed) and "respectively" not in words and bool(amounts)


def _balanced(reading: Reading, mention: Mention) -> bool:
    """Whether a name of trade is said to have a surplus or a deficit, right before the amount of it."""
    words = reading.lowers
    name = set(words[mention.first : mention.last])
    if words[mention.last - 1] != "trade" or not name & _VISIBLE:
        return False
    amount = next((q for q in reading.quantities if q.first >= mention.last), None)
    if amount is None or amount.kind != "money":
        return False
    side = [
        c
        for c in reading.within(mention.last, amount.lead, "deficit", "surplus")
        if amount.lead - c.last <= 2
    ]
    return bool(side) and not any(mention.last <= m.first < amount.first for m in reading.mentions)


def _told_of_goods(reading: Reading, mention: Mention) -> bool:
    """Whether a bare name only goes on, in a participle, about the goods that the sentence began with."""
    before = [m for m in reading.mentions if m.last <= mention.first]
    if not before or before[-1].entry.id != "trade-other":
        return False
    named = reading.lowers[before[-1].first : before[-1].last]
    if not {"export", "exports", "shipment", "shipments"} & set(named):
        return False  # "Bilateral trade stood at $2.7 billion, with exports at"
    led = reading.lowers[max(0, mention.first - 4) : mention.first]
    return any(
        word in _GOES_ON and led[place - 1 : place] == [","] for place, word in enumerate(led) if place
    )


def _all_trade(thread: Thread) -> bool:
    """Whether the article has told the trade in goods and services together, and no trade in goods."""
    if thread.topic is not None and thread.topic not in _OPEN:
        return False
    mains = thread.mains
    return (thread.all_trade or "imports.total" in mains or "exports.total" in mains) and not (
        "imports.goods" in mains or "exports.goods" in mains or "exports.services" in mains
    )


def _of_services(reading: Reading, mention: Mention) -> bool:
    """Whether the series named before in the sentence is the balance of services: "The services deficit widened, even as exports rose"."""
    before = [m for m in reading.mentions if m.last <= mention.first]
    if not before or before[-1].entry.kind != "other":
        return False
    named = reading.lowers[max(0, before[-1].first - 2) : before[-1].last]
    balance = {"deficit", "surplus", "gap", "balance"} & set(named)
    return bool(balance) and bool({"services", "service"} & set(named))
