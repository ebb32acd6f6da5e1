"""Subjects: which series a sentence comes to speak of as it goes on, and which names are only told in passing."""

from __future__ import annotations

from streams.economy.abroad import Abroad
from streams.economy.changes import Changes
from streams.economy.epithets import described
from streams.economy.fronting import reason
from streams.economy.indicators import Mention
from streams.economy.naming import Naming
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.wordlists import words_of


class Subjects:
    """Takes the series of a sentence one after the other as subjects of what follows them."""

    def __init__(self, naming: Naming, changes: Changes) -> None:
        self.naming, self.changes = naming, changes
        self.abroad = Abroad(naming.thread.home)

    def enter(self, reading: Reading, state: State, mention: Mention) -> None:
        """Make a series the subject, unless the words name it only to explain, to compare, or as part of another."""
        entry = self.naming.resolved(reading, mention)
        if entry is None:
            return
        if entry.id == "output-other" and any(
            q.kind == "percent" and q.first <= mention.first < q.last for q in reading.quantities
        ):
            return  # "2.9 per cent of GDP or $19 billion": the size of it
        if entry.id == "gdp.growth" and mention.entry.weak and described(reading, mention.first):
            return  # "exports from the world's second largest economy rose"
        clause = reading.clause(mention.first)
        leads = state.entry is not None and state.clause == clause and state.level is None
        before = reading.lowers[max(0, mention.first - 2) : mention.first]
        if entry.kind == "other" and leads and words_of("within") & set(before):
            return  # "IT exports ... within services exports": the first series of a clause leads it
        if _aside(reading, mention, state):
            return
        if leads and state.entry is not None and state.entry.kind != "other" and reason(reading, mention):
            return  # "The deficit shrank in spite of declining export proceeds, registering $19.5b"
        if entry.kind == "other" and before[-2:] == ["despite", "the"] and state.entry is None:
            return  # "Despite the shortfall, this represents an increase"
        if (
            entry.kind == "other"
            and leads
            and state.mention is not None
            and words_of("listing") & set(reading.lowers[state.mention.last : mention.first])
        ):
            return  # "IT exports, comprising computer services and call centres, ..."
        if any(
            q.kind == "percent"
            and q.last < mention.first <= q.last + 4
            and {"of", "to"} & set(reading.lowers[q.last : mention.first])
            and _share_of(reading, q.last, mention.first)
            and not _goes_on(reading, mention)
            for q in reading.quantities
        ):
            return  # "which accounts for 84 percent of total exports": a share, no subject
        if (
            mention.entry.generic
            and state.entry is not None
            and state.entry.kind == "other"
            and before[-1:] in (["its"], ["their"])
        ):
            return  # "the export of call centre services grew as its exports rose": of the same
        if (
            mention.entry.generic
            and state.entry is not None
            and state.entry.id == "trade-other"
            and state.mention is not None
            and before == ["as", "the"]
        ):
            return  # "Bed wear exports rose by 19% as the exports were worth ...": still those
        if (
            mention.entry.generic
            and leads
            and before[-1:] == ["as"]
            and (
                state.entry is not None
                and state.entry.id in ("exports.services", "exports.it", "exports.textiles", "exports.food")
            )
        ):
            return  # "The services sector's exports suffered as exports were recorded at": still those
        if leads and _reason(reading, mention):
            return  # "The deficit shrank in spite of declining export proceeds, registering $19.5 billion"
        if state.mention is not None and _apposed(reading, state.mention, mention):
            return  # "the current account deficit, a measure of the gap between imports and exports, has soared"
        # "Imports were more than double the value of exports, which stood at": of the exports.
        doubled = {"double", "twice", "triple"} & set(
            reading.lowers[max(0, mention.first - 5) : mention.first]
        )
        same = state.mention is not None and reading.clause(state.mention.first) == clause
        if (
            leads
            and same
            and before[-1:] == ["of"]
            and not doubled
            and reading.lowers[mention.last : mention.last + 1] == [","]
        ):
            return  # "The textile sector, the backbone of merchandise exports, brought in ..."
        if entry.id == "prices.cpi" and state.entry is not None and state.entry.id == "prices.spi":
            return
        if state.entry is not None and state.entry.id != entry.id:
            if state.pending and state.explicit:
                self.changes.flush(reading, state)
            state.level = None
        if (
            entry.id == "remittances"
            and state.entry is not None
            and state.entry.id.startswith("exports")
            and state.clause == clause
            and state.level is None
            and before[-1:] != ["in"]  # "29 percent growth in exports and a 9 percent rise in remittances"
        ):
            return  # "IT exports received remittances of $306 million"
        again = (
            mention.entry.id == "trade.balance"
            and state.entry is not None
            and state.entry.id == "trade-other"
        )
        if (
            (mention.entry.generic or again)
            and state.entry is not None
            and not doubled
            and reading.lead(mention.first, "base") is not None
            and before[-1:] != ["on"]  # "and spent $152.2 billion on imports"
            and not any(
                c.first <= mention.last + 1
                for c in reading.within(mention.last, mention.last + 2, "up", "down")
            )
        ):
            return  # "tarpaulin up 14 percent compared to the exports of ...": of the same goods
        if mention.entry.weak and state.explicit and state.clause == clause and state.entry is not None:
            return
        if (
            state.mention is not None
            and state.mention.entry.kind == "other"
            and reading.lowers[state.mention.last : mention.first]
            in (["of"], ["in"], ["of", "the"], ["in", "the"])
        ):
            return  # "the shortfall in tax collection"
        possessor = self.naming.possessor(reading, mention)
        state.entry, state.explicit, state.clause, state.mention = entry, True, clause, mention
        other = (
            self.abroad.of(reading) if mention.entry.id.startswith(("exports", "imports", "trade.")) else None
        )
        state.geo = possessor.code if possessor else other or self.naming.thread.home


def _aside(reading: Reading, mention: Mention, state: State) -> bool:
    """Whether a series is named only to explain: "external debt, mainly government debt, rose", "4.7 months of imports"."""
    before = reading.lowers[max(0, mention.first - 3) : mention.first]
    if state.entry is None:
        return False
    share = mention.entry.kind == "other" and reading.lowers[mention.last - 1] == "gdp"
    cover = state.entry.kind == "stock" and (share or {"months", "weeks"} & set(before))
    if state.entry.kind == "stock" and (
        before[-1:] == ["including"]
        or (mention.entry.kind == "fx" and {"when", "after", "since"} & set(before))
    ):
        return True
    return bool(cover) or before[-1:] in (["mainly"], ["mostly"], ["largely"], ["chiefly"])


def _reason(reading: Reading, mention: Mention) -> bool:
    """Whether a series is named as a reason or in spite of which something is so, and the amount stands behind a comma."""
    words = reading.lowers
    led = words[max(0, mention.first - 5) : mention.first]
    if "," in led:
        led = led[len(led) - led[::-1].index(",") :]
    why = bool({"despite", "amid", "spite"} & set(led)) or any(
        led[p : p + 2]
        in (["due", "to"], ["owing", "to"], ["because", "of"], ["thanks", "to"], ["account", "of"])
        for p in range(len(led))
    )
    amount = next((q for q in reading.quantities if q.first >= mention.last), None)
    if not why or amount is None or amount.kind != "money":
        return False
    behind = words[mention.last : amount.lead]
    return "," in behind and bool(words_of("reaching") & set(behind[behind.index(",") :][1:3]))


def _goes_on(reading: Reading, mention: Mention) -> bool:
    """Whether a whole that a share is of is told itself: "0.4 percent of the total exports, which stood at $93bn"."""
    behind = reading.lowers[mention.last : mention.last + 3]
    which = behind[1:] if behind[:1] == [","] else behind
    return which[:1] == ["which"] and which[1:2] != ["is"]


def _share_of(reading: Reading, first: int, last: int) -> bool:
    """Whether only the whole and its country are named between a percentage and a series: "84 percent of Pakistan's total"."""
    named = {place for c in reading.countries for place in range(c.first, c.last)}
    words = enumerate(reading.lowers[first:last], first)
    return all(word in words_of("whole") or place in named for place, word in words)


def _apposed(reading: Reading, subject: Mention, mention: Mention) -> bool:
    """Whether a series is named only within the explanation that stands behind the subject, between commas, dashes, brackets."""
    words = reading.lowers
    at = subject.last
    if words[at : at + 1] == ["("]:
        shut = next((p for p in range(at + 1, min(at + 12, len(words))) if words[p] == ")"), at)
        # "Net IT exports (exports less imports) were $382m"
        return at < mention.first < shut and not any(at < q.first < shut for q in reading.quantities)
    if words[at : at + 1] not in ([","], ["—"], ["-"]):
        return False
    if words[at] == "," and words[at + 1 : at + 2] and words[at + 1] not in words_of("apposition"):
        return False
    close = next((p for p in range(at + 1, min(at + 24, len(words))) if words[p] == words[at]), None)
    if close is None or not at < mention.first < close:
        return False
    return not any(at < q.first < close for q in reading.quantities)
