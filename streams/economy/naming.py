"""Which series a name stands for: bare names take what the thread of the article makes of them."""

from __future__ import annotations

from streams.economy import stocks, traded
from streams.economy.countries import Country
from streams.economy.indicators import Entry, Mention
from streams.economy.sentences import Reading
from streams.economy.thread import Thread
from streams.economy.wordlists import words_of

#: Between what has come and the aim that it is held against.
_HELD = frozenset(["against", "versus", "than", "missing", "exceeding", "surpassing", "below", "above"])


#: Series that a sector is spoken of by: "the sector's exports".
_SECTORS = frozenset(["exports.it", "exports.textiles", "exports.food"])
#: What trade is called that is none in services.
_VISIBLE = frozenset(["goods", "merchandise", "merchandize"])


class Naming:
    """Resolves the names of series in the light of the thread."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread

    def resolved(self, reading: Reading, mention: Mention) -> Entry | None:
        """The series of a mention: a bare name becomes what the thread makes of it."""
        entry, thread = mention.entry, self.thread
        if entry.id == "remittances" and thread.topic == "exports.it":
            if words_of("senders") & set(reading.lowers) or self._beyond(reading, "exports.it"):
                return entry
            return Entry("exports.it", "flow")
        words = reading.lowers
        if (said := traded.by_sentence(reading, mention, thread)) is not None:
            return said
        if entry.id.startswith("reserves"):
            return self._reserves(reading, mention)
        if entry.id == "debt":
            return self._debt(reading, mention)
        if (
            entry.id == "prices.cpi"
            and words[mention.last : mention.last + 1] == ["in"]
            and {"urban", "rural"} & set(words[mention.last : mention.last + 3])
        ):
            return Entry("prices-other", "other")
        if (
            entry.kind == "other"
            and words[mention.first : mention.last] in (["shortfall"], ["gap"])
            and (
                words[max(0, mention.first - 1) : mention.first] in (["the"], ["ca"])
                # "forecasts for a shortfall of", "had forecast a shortfall of"
                or (
                    words[max(0, mention.first - 1) : mention.first] == ["a"]
                    and words[mention.first - 2] in ("for", *words_of("expectation"))
                )
            )
            and (thread.indicator or "").endswith("balance")
            and thread.near(reading.sentence.index)
        ):
            return Entry(str(thread.indicator), "balance")  # "The shortfall was $164 million in August"
        if entry.kind == "other" and words[mention.first : mention.last] in (["shortfall"], ["gap"]):
            named = [m.entry for m in reading.mentions if m.last <= mention.first]
            if named and named[-1].kind == "balance":
                return named[-1]  # "the trade balance showed a shortfall of $2.7 billion"
            short = words[max(0, mention.first - 1) : mention.first] in (["tax"], ["revenue"], ["collection"])
            if named and short and named[-1].id == "tax.revenue":
                return named[-1]  # "the FBR faces a Rs90 billion tax shortfall, with a target of"
        if (
            entry.id == "capital-other"
            and thread.topic == "fdi.net"
            and words[mention.first : mention.last] == ["foreign", "investment"]
            and words[mention.last : mention.last + 1] == ["from"]
        ):
            return Entry(
                "fdi.net", "flow"
            )  # "the foreign investment from the Netherlands", in an article on FDI
        if (
            entry.kind == "other"
            and words[mention.last - 1] in ("inflow", "inflows")
            and thread.topic == "remittances"
        ):
            return Entry("remittances", "flow")
        if entry.id == "trade.balance" and any(
            m.entry.weak and m.entry.id == "exports.it" for m in reading.named
        ):
            return Entry("trade-other", "other")  # "the ICT sector achieved a trade surplus"
        if entry.id == "trade.balance" and {"services", "service"} & set(
            words[max(0, mention.first - 5) : mention.first]
        ):
            return Entry("trade-other", "other")  # "the services sector saw a trade deficit"
        if (
            entry.id == "trade.balance"
            and thread.services
            and not (_VISIBLE | {"overall", "total"}) & set(words)
            and reading.sentence.index - thread.other_at <= 1
        ):
            return Entry("trade-other", "other")  # "In September the trade deficit dipped", of services
        if entry.id == "trade.balance" and words_of("owners") & set(
            words[max(0, mention.first - 6) : mention.first]
        ):
            return Entry("trade-other", "other")  # "the domestic sector suffered a trade gap"
        if not entry.generic:
            return entry
        if entry.id == "imports" and any(
            m.entry.id == "exports.total" and m.last <= mention.first for m in reading.mentions
        ):
            return Entry("imports.total", "flow")
        if entry.id == "imports" and any(
            m.entry.id == "exports.services" and m.last <= mention.first for m in reading.mentions
        ):
            return Entry("trade-other", "other")
        topic = thread.topic if thread.topic and thread.topic.startswith("exports.") else None
        near = reading.sentence.index - thread.explicit_at <= 2
        if not thread.topic_named or (topic is None and near):
            topic = thread.explicit_export or topic
        before = words[mention.first - 1] if mention.first else ""
        if (
            before in ("total", "overall", "combined")
            and self.thread.with_services
            and entry.id in ("exports", "imports")
        ):
            return Entry(f"{entry.id}.total", "flow")
        if before == "'s" and words[mention.first - 2] in ("sector", "industry") and topic in _SECTORS:
            return Entry(topic, "flow") if entry.id == "exports" else Entry("trade-other", "other")
        services = self.thread.services if self.thread.services is not None else self.services_first(reading)
        if services and entry.id in ("exports", "imports") and not _VISIBLE & set(words):
            return (
                Entry("exports.services", "flow") if entry.id == "exports" else Entry("trade-other", "other")
            )
        if entry.id == "exports":
            weak = [m.entry.id for m in reading.named if m.entry.weak and m.last <= mention.first]
            if weak and weak[-1].startswith("exports."):
                topic = weak[-1]
            target = self._aimed(reading, mention)
            own = self.possessor(reading, mention) is not None or self._the_country(reading, mention)
            spoken = thread.indicator if reading.sentence.index - thread.named_at <= 1 else None
            if (
                spoken in ("exports.goods", "exports.total", "exports.services")
                and before == "the"
                and not weak
            ):
                return Entry(str(spoken), "flow")  # behind "the country's overall exports": still those
            if (
                topic in ("exports.it", "exports.textiles", "exports.food", "exports.services")
                and not ("exports.goods" in thread.mains and words[mention.last : mention.last + 1] == ["to"])
                and not (target and not self._sized(reading, topic, 30 if weak else 8))
                and not own
            ):
                return Entry(topic, "flow")
            if target and topic != "exports.goods":
                return Entry("exports.total", "flow")
            return Entry("exports.goods", "flow")
        if entry.id == "imports":
            return Entry("imports.goods", "flow")
        return None

    def _reserves(self, reading: Reading, mention: Mention) -> Entry | None:
        """What the central bank holds, or what the country does: outside Pakistan only the former is told."""
        entry, words = mention.entry, reading.lowers
        found = self.possessor(reading, mention)
        owner = found.code if found is not None else None
        if entry.generic:
            meant = stocks.reserves(reading, mention, self.thread, owner)
            if meant is stocks.NONE:
                self.thread.other_at = reading.sentence.index  # "This compared to $35.5bn": of the part, too
            return meant
        if stocks.inside(words[max(0, mention.first - 5) : mention.first]):
            return None
        if entry.id == "reserves.total" and not stocks.with_banks(reading, mention):
            banks = stocks.held(words[max(0, mention.first - 6) : mention.first], ())
            if (owner or self.thread.home) != "PK" or (
                words[mention.first] in ("liquid", "overall") and banks
            ):
                return Entry("reserves.central_bank", "stock")
        return entry

    def _debt(self, reading: Reading, mention: Mention) -> Entry | None:
        """ "These debt and liabilities": of the debt that is spoken of, else all of the country's."""
        thread = self.thread
        if thread.indicator in ("debt.external", "debt.total") and thread.near(reading.sentence.index):
            return Entry(thread.indicator, "stock")
        before = reading.lowers[max(0, mention.first - 3) : mention.first]
        if self.possessor(reading, mention) is not None or {"country", "total", "overall"} & set(before):
            return Entry("debt.total", "stock")
        return None

    def _aimed(self, reading: Reading, mention: Mention) -> bool:
        """Whether a word of targets stands near a name, or between it and its figure."""
        amount = next((q for q in reading.quantities if q.kind == "money" and q.first >= mention.last), None)
        stop = amount.last + 4 if amount is not None else len(reading.lowers)
        return any(
            mention.first - 8 <= cue.first < stop
            and not (
                # "amounted to $19.8 billion against the target of": what has come is no aim
                amount is not None
                and cue.first >= amount.last
                and _HELD & set(reading.lowers[amount.last : cue.first])
            )
            for cue in reading.cues_of("target")
        )

    def _beyond(self, reading: Reading, topic: str) -> bool:
        """Whether an amount is several times greater than all that has been told of a series."""
        amounts = [q.value for q in reading.quantities if q.kind == "money"]
        known = [value for (series, _), value in self.thread.largest.items() if series == topic]
        return bool(amounts and known) and min(amounts) > 4 * max(known)

    def _sized(self, reading: Reading, topic: str, times: float) -> bool:
        """Whether a target is of the size of the topic: "double exports to $60 billion" is not said of a sector of $4bn."""
        amounts = [q for q in reading.quantities if q.kind == "money"]
        known = [value for (series, _), value in self.thread.largest.items() if series == topic]
        return bool(amounts and known) and max(q.value for q in amounts) <= times * max(known)

    def services_first(self, reading: Reading) -> bool | None:
        """Whether the first trade that a sentence names is that in services; None where it names none."""
        for mention in reading.mentions:
            entry = mention.entry
            if entry.id == "exports.services":
                return True
            if entry.id == "trade-other" and {"services", "service"} & set(
                reading.lowers[mention.first : mention.last]
            ):
                return True
            if entry.id.startswith(("exports", "imports", "trade")):
                return False
        return None

    def turns_to_goods(self, reading: Reading) -> bool:
        """Whether a sentence goes on from trade in services to that in goods: "Meanwhile, the merchandise exports"."""
        first = next(
            (m for m in reading.mentions if m.entry.id.startswith(("exports", "imports", "trade"))), None
        )
        if first is None or first.entry.id not in ("exports.goods", "imports.goods", "trade.balance"):
            return False
        return bool(_VISIBLE & set(reading.lowers[max(0, first.first - 1) : first.last]))

    def possessor(self, reading: Reading, mention: Mention) -> Country | None:
        """ "Pakistan's exports", "Indian merchandise exports": whose they are."""
        words = reading.lowers
        for found in reading.countries:
            between = words[found.last : mention.first]
            if (
                found.last <= mention.first
                and "bound" not in between  # "Bangladesh-bound exports": where they go
                and not (mention.entry.id == "remittances" and _sent_from(reading, found))
                and len(between) <= 3
                and not found.body
                and words[max(0, found.first - 2) : found.first] != ["non", "-"]
                and words[max(0, found.first - 1) : found.first] != ["non"]
                and (
                    between[:1] == ["'s"]
                    or between == []
                    or (between and between[0] not in (",", "and", "to", "of", "in", ".", "for", "as"))
                )
            ):
                rest = between[1:] if between[:1] == ["'s"] else between
                if all(
                    word.isalpha()
                    and word not in words_of("no_possessor")
                    and word not in ("to", "in", "and", "of", "with", "from", "that", "which", "rose", "fell")
                    for word in rest
                ):
                    return found
        following = words[mention.last : mention.last + 2]
        if following[:1] in (["of"], ["into"]):
            for found in reading.countries:
                bought = words[found.last : found.last + 1] in (["goods"], ["products"], ["merchandise"])
                if bought and mention.entry.id.startswith("imports"):
                    continue  # "imports of American goods": from there
                if mention.last < found.first <= mention.last + 2 and not found.body:
                    return found
        return None

    def _the_country(self, reading: Reading, mention: Mention) -> bool:
        before = reading.lowers[max(0, mention.first - 4) : mention.first]
        behind = reading.lowers[mention.last : mention.last + 3]
        whole = {"country", "total", "overall", "national"} & set(before)
        return bool(whole) or behind == ["from", "the", "country"]


def _sent_from(reading: Reading, found: Country) -> bool:
    """ "Overseas Pakistanis in Saudi Arabia remitted": the country that the money comes from, not whose it is."""
    if reading.lowers[found.last : found.last + 1] in (["sent"], ["remitted"], ["sends"]):
        return True  # "Oman sent remittances of $380 million"
    before = reading.lowers[max(0, found.first - 2) : found.first]
    return bool(before) and ("in" in before or "from" in before)
