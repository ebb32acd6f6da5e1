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
_VISIBLE: Final = frozenset(["merchandise", "goods", "foreign", "external", "visible", "international"])
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
    if entry.kind == "other" and _balanced(reading, mention):
        return Entry("trade.balance", "balance")  # "merchandise trade recorded a surplus of $9.3 billion"
    if not entry.generic or entry.id not in ("exports", "imports"):
        return None
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


def _all_trade(thread: Thread) -> bool:
    """Whether the article has told the trade in goods and services together, and no trade in goods."""
    if thread.topic is not None and thread.topic not in ("trade.balance", "exports.total", "imports.total"):
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
