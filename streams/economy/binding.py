"""Binding: the series that a quantity is of, beside it, in its statement, or in the thread where the words point back."""

from __future__ import annotations

from streams.economy.fronting import compared_more
from streams.economy.indicators import Entry, Mention, kinds
from streams.economy.intent import status
from streams.economy.money import Quantity
from streams.economy.partners import is_partnered, leads
from streams.economy.regions import bracketed
from streams.economy.roles import Role
from streams.economy.sentences import Reading
from streams.economy.statement import State, bare, points_back
from streams.economy.thread import Thread
from streams.economy.trade import is_goods
from streams.economy.wordlists import words_of


class Binding:
    """Finds the series of quantities."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread

    def right(self, reading: Reading, state: State, index: int) -> Mention | None:
        """The series that a figure is an amount of: "a $244m current account deficit", "$673.4m in workers' remittances"."""
        quantity = reading.quantities[index]
        following = (
            reading.quantities[index + 1].first
            if index + 1 < len(reading.quantities)
            else len(reading.lowers)
        )
        for mention in reading.mentions:
            if mention.first < quantity.last:
                continue
            if mention.first >= following or mention.first - quantity.last > 9:
                return None
            between = reading.lowers[quantity.last : mention.first]
            if between[:1] == ["("] and ")" in between:
                between = between[between.index(")") + 1 :]  # "$8.3bn (about Sh856bn) in reserves"
            while mention.entry.kind == "other" and is_goods(between[-1:]):
                between = between[:-1]  # "earned $23 billion from garment exports"
            if compared_more(reading, index, mention):
                return mention  # "and 14.6 percent more imports at $32.67 billion"
            if not between:
                sector = state.mention is not None and state.entry is not None and state.entry.kind == "other"
                if (
                    sector
                    and state.mention is not None
                    and reading.lowers[state.mention.last - 1] == "sector"
                ):
                    return state.mention  # "the garment sector fetched $8.12 billion export income"
                return mention
            spent = _spent(reading, quantity) or "spent" in between
            if reading.lowers[mention.last - 1] in ("imported", "exported") and set(between) <= _WERE:
                return mention  # "services valuing $666.8 million were also imported"
            if spent and mention.entry.id.startswith("imports") and "on" in between:
                return mention  # "spent $152.2 billion on imports", "$10.4 billion was spent on imports"
            if (_part_of(between) or _headed(between)) and mention.entry.kind == "other":
                return mention  # "of the collection of Rs196bn, Rs59bn came from the customs"
            if between[-2:] == ["come", "from"] and state.entry is None and len(between) <= 3:
                return mention  # "$58 billion will come from goods exports"
            known = self._passed(reading, quantity)
            if quantity.kind == "money":
                # "a surplus of $5m was recorded for the August capital account"
                behind = [p for p in reading.periods if quantity.last <= p.first]
                known |= {place for p in behind for place in range(p.first, p.last)}
            rest = [w for place, w in enumerate(between, mention.first - len(between)) if place not in known]
            if len(rest) > 5 or not all(word in words_of("amount_of") for word in rest):
                return None
            if quantity.kind == "percent":
                return (
                    mention if "in" in between or ("of" in between and mention.entry.kind == "rate") else None
                )
            if (
                between in (["of"], ["in"])
                and mention.entry.id.startswith("debt")
                and quantity.kind == "money"
            ):
                return mention  # "public debt comprised Rs24.49 trillion of external debt"
            if between == ["in"] and mention.entry.kind == "other":
                return mention  # "Rs6.9 trillion in direct taxes": only a part, whatever leads the clause
            if (
                state.mention is not None
                and state.entry is not None
                and state.entry.kind == "other"
                and reading.lowers[state.mention.last - 1] in ("sector", "industry")
            ):
                return state.mention  # "the financial sector attracted $247m in FDI"
            left = (
                state.entry is not None
                and state.explicit
                and state.entry.kind != "other"
                and state.clause == reading.clause(quantity.first)
            )
            return None if left else mention
        return None

    def _passed(self, reading: Reading, quantity: Quantity) -> set[int]:
        """Positions between a percentage and its series that say nothing against it: "33.5% increase in Pakistan's IT exports"."""
        if quantity.kind != "percent":
            return set()
        spans = [(c.first, c.last) for c in reading.cues_of("up", "down", "yoy", "mom", "qoq", "wow")]
        spans += [(c.first, c.last) for c in reading.countries]
        return {place for first, last in spans for place in range(first, last)}

    def entry(self, reading: Reading, state: State, quantity: Quantity, kind: Role) -> Entry | None:
        """The series that a quantity belongs to: the statement's, else the thread's where the words point back to it."""
        if state.entry is not None:
            if state.clause == reading.clause(quantity.first) or state.entry.kind == "other":
                return state.entry
            if state.explicit and (kind in ("base", "change") or points_back(reading, quantity)):
                return state.entry
            return state.entry if bare(reading, quantity) else None
        thread = self.thread
        if thread.topic in ("fdi.net", "remittances") and _ranks(reading, thread.home):
            state.entry, state.explicit, state.geo = Entry(thread.topic, "flow"), False, thread.home
            state.clause = reading.clause(quantity.first)
            return state.entry
        if (
            thread.topic in ("fdi.net", "remittances")
            and thread.indicator != thread.topic
            and self._flows_from(reading, quantity)
            and thread.topic_named
        ):
            thread.indicator, thread.named_at = thread.topic, reading.sentence.index
        if (
            thread.topic is not None
            and kinds()[thread.topic] == "balance"
            and (thread.indicator is None or kinds()[thread.indicator] != "balance")
            and _posted(reading, quantity)
        ):
            thread.indicator, thread.named_at = thread.topic, reading.sentence.index
        aim = self._aim(reading, quantity, kind)
        if aim is not None:
            state.entry, state.explicit, state.geo = aim, False, thread.geo or thread.home
            state.clause = reading.clause(quantity.first)
            return aim
        if thread.indicator is None:
            return None
        if thread.aside == reading.sentence.index - 1 and reading.lowers[reading.dateline] in (
            "this",
            "that",
            "it",
        ):
            return None  # "It collected Ksh643bn in domestic taxes. This is 3.5 percent more than ...": of the part
        told = reading.lowers[max(0, quantity.lead - 4) : quantity.lead]
        if (
            thread.indicator == "tax.revenue"
            and thread.near(reading.sentence.index)
            and {"we", "collected"} <= set(told)
        ):
            state.entry, state.explicit, state.geo = Entry("tax.revenue", "flow"), False, thread.home
            state.clause = reading.clause(quantity.first)
            return state.entry  # "We have collected over Rs370 billion"
        if not thread.near(reading.sentence.index) and not self._named_again(reading, quantity):
            return None
        passed = thread.other_at > thread.named_at
        if passed and not self._partner(reading, quantity) and not self._sided(reading, quantity):
            return None  # "it" is what was named last, and that is none of ours
        if (
            not points_back(reading, quantity)
            and not bare(reading, quantity)
            and not self._partner(reading, quantity)
            and not self._sided(reading, quantity)
            and not (thread.indicator.startswith(_TRADE) and _balance(reading, quantity))
            and not (kinds()[thread.indicator] == "balance" and _posted(reading, quantity))
        ):
            return None
        indicator = thread.indicator
        if indicator.startswith(_TRADE) and _balance(reading, quantity):
            indicator = "trade.balance"  # "The deficit rose from a revised figure of $37 billion"
        state.entry = Entry(indicator, kinds()[indicator], sign=thread.sign)
        state.explicit = False
        state.geo = thread.geo or thread.home
        state.clause = reading.clause(quantity.first)
        return state.entry

    def _sided(self, reading: Reading, quantity: Quantity) -> bool:
        """ "there is a surplus of $1.6 billion": of the balance that is spoken of."""
        start = max((b for b in reading.breaks if b <= quantity.first), default=0)
        if self.thread.indicator == "fdi.net":
            led = reading.lowers[max(0, quantity.lead - 3) : quantity.lead]
            if led in (["net", "outflow", "of"], ["net", "inflow", "of"]):
                return True  # "January's dire situation, which saw a net outflow of $173m"
            return bool(
                {"investment", "investments", "invested", "investor", "investors"}
                & set(reading.lowers[start : quantity.first])
            )
        if self.thread.indicator is None or kinds()[self.thread.indicator] != "balance":
            return False
        if reading.lowers[quantity.last : quantity.last + 1] in (["surplus"], ["deficit"]):
            return True  # "a poll had expected a $680 million surplus"
        return any(
            reading.lowers[cue.first] in ("deficit", "surplus", "shortfall", "gap")
            for cue in reading.within(start, quantity.first, "deficit", "surplus")
        )

    def _named_again(self, reading: Reading, quantity: Quantity) -> bool:
        """ "the inflows", far behind the last word of remittances: still the topic, if the article has no other."""
        return self.thread.indicator == self.thread.topic and any(
            reading.lowers[cue.last - 1] in ("inflow", "inflows", "receipts", "transfers")
            for cue in reading.within(0, quantity.first, "pronoun")
        )

    def _partner(self, reading: Reading, quantity: Quantity) -> bool:
        """Whether a partner country is the subject where the article goes through them one by one."""
        thread = self.thread
        if thread.indicator is None or not is_partnered(thread.indicator):
            return False
        if bracketed(reading, thread.home):
            return True
        if (
            reading.sentence.index - thread.partner_at > 2
            and not (leads(reading) and any(c.first <= 1 and not c.body for c in reading.countries))
            and not self._flows_from(reading, quantity)
        ):
            return False
        return any(
            not c.body and c.code != thread.home and 0 <= quantity.first - c.last <= 12
            for c in reading.countries
        )

    def _flows_from(self, reading: Reading, quantity: Quantity) -> bool:
        """ "the numbers show that the highest inflows were registered from Saudi Arabia": the article goes on to partners."""
        start = max((b for b in reading.breaks if b <= quantity.first), default=0)
        flows = [
            place
            for place in range(start, quantity.first)
            if reading.lowers[place] in ("inflow", "inflows", "transfers", "receipts")
        ]
        return bool(flows) and any(
            not c.body
            and flows[0] < c.first < quantity.first
            and "from" in reading.lowers[flows[0] : c.first]
            for c in reading.countries
        )

    def _aim(self, reading: Reading, quantity: Quantity, kind: Role) -> Entry | None:
        """ "The government has set a target of $5bn": of the article's topic, if its levels are of that size."""
        topic = self.thread.topic
        if (held := _held_against(reading, quantity)) is not None:
            return held
        if (
            kind != "level"
            or topic is None
            or kinds()[topic] != "flow"
            or status(reading, reading.quantities.index(quantity), kind) != "target"
        ):
            return None
        largest = self.thread.largest.get((topic, quantity.unit))
        if largest is None or not 0.4 * largest <= quantity.value <= 40 * largest:
            return None
        return Entry(topic, "flow")


def _held_against(reading: Reading, quantity: Quantity) -> Entry | None:
    """ "Against a target of Tk2.3tr for the half, actual revenue collection stood at Tk1.6tr": of the series named behind."""
    led = reading.lowers[max(0, quantity.lead - 6) : quantity.lead]
    if "against" not in led or not {"target", "goal"} & set(led) or quantity is not reading.quantities[0]:
        return None
    named = next((m for m in reading.mentions if m.first >= quantity.last), None)
    after = next((q for q in reading.quantities[1:] if q.kind == "money"), None)
    if named is None or after is None or named.entry.kind != "flow" or named.entry.generic:
        return None
    near = named.first - quantity.last <= 12 and named.last <= after.first
    return named.entry if near and "," in reading.lowers[quantity.last : named.first] else None


_RANKED = frozenset(["investors", "contributors", "remitters", "senders", "sources"])


def _ranks(reading: Reading, home: str | None) -> bool:
    """ "China remained the single largest contributor with $81.6m": behind its sectors, an article goes on to partners."""
    first = next((c for c in reading.countries if not c.body), None)
    if first is None or first.code == home:
        return False
    led = reading.lowers[reading.dateline : first.first]
    if (
        len(led) <= 12
        and _RANKED & set(led)
        and {"included", "include", "includes", "were", "are"} & set(led[-2:])
    ):
        return True  # "Other notable investors during the half included Switzerland with $107 million"
    if first.first > 1:
        return False
    words = reading.lowers[first.last : first.last + 8]
    return bool({"largest", "biggest", "top", "leading", "foremost", "main"} & set(words)) and bool(
        {"contributor", "investor", "source", "contributors", "investors", "remitter"} & set(words)
    )


#: Between an amount and what it was taken in as: "Rs401 billion was collected under the head of customs duty".
_HEADS = (["as"], ["under", "the", "head", "of"], ["under", "the", "heads", "of"], ["on", "account", "of"], ["by", "way", "of"], ["from"], ["through"])  # fmt: skip
_WERE = frozenset(["was", "were", "also", "has", "have", "been", "being", "had"])
_COLLECTED = frozenset(["was", "were", "has", "have", "been", "collected", "received", "realised", "realized", "raised", "came", "recovered", "also"])  # fmt: skip


def _headed(between: list[str]) -> bool:
    """Whether the words between an amount and a name say that it is what the name alone brought in."""
    for head in _HEADS:
        if between[-len(head) :] == head:
            return all(word in _COLLECTED for word in between[: -len(head)])
    return False


def _spent(reading: Reading, quantity: Quantity) -> bool:
    """Whether an amount is what was paid out for what is named behind it."""
    return bool(
        {"spent", "spend", "spending", "spends"}
        & set(reading.lowers[max(0, quantity.lead - 3) : quantity.lead])
    )


_POSTS = frozenset(
    [
        "posted",
        "recorded",
        "registered",
        "ran",
        "logged",
        "witnessed",
        "book",
        "booked",
        "booking",
        "posting",
        "recording",
    ]
)


_TRADE = ("exports.goods", "exports.total", "imports.goods", "imports.total")


def _balance(reading: Reading, quantity: Quantity) -> bool:
    """Whether a clause that names no series speaks of the surplus or the deficit in what has been told."""
    words = reading.lowers
    start = max((b for b in reading.breaks if b <= quantity.first), default=0)
    return any(
        words[place] in ("deficit", "surplus", "gap")
        and place > 0
        and words[place - 1] in ("the", "'s", "this", "that", "its")
        for place in range(start, quantity.lead)
    )


def _posted(reading: Reading, quantity: Quantity) -> bool:
    """ "the country posted a surplus of $349 million": of the balance that the article is about, whatever was named last."""
    words = reading.lowers[max(0, quantity.lead - 4) : quantity.lead]
    if reading.lowers[quantity.last : quantity.last + 1] in (["surplus"], ["deficit"]):
        return bool(_POSTS & set(words))
    return (
        bool({"surplus", "deficit"} & set(words[-2:]))
        and words[-1:] == ["of"]
        and bool(_POSTS & set(words[:2]))
    )


def _part_of(between: list[str]) -> bool:
    """ "came from the", "was collected under": what stands before is the part that what follows gave."""
    verbs = {"came", "collected", "was", "were", "received", "generated", "raised", "been", "has", "have"}
    rest = {"from", "under", "through", "as", "via", "the", "on", "account", "of", "in", "collection"}
    return (
        bool(verbs & set(between))
        and (bool({"from", "under", "as", "through"} & set(between)) or between[-2:] == ["collected", "in"])
        and set(between) <= verbs | rest
    )
