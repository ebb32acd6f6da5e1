"""The partner country that a figure is with, and figures that a sentence deals out "respectively".

Theory: a figure has a partner where the words beside it name one: "from Saudi Arabia", "to the United States", "the UAE followed
at $665m", "Italy (+23.6% to $130 million)". Several countries before one figure are a sum that is nobody's: such a figure is
left out (`SEVERAL`), as is one of "other Gulf countries" or "the region".
"""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.countries import Country
from streams.economy.dealing import SEVERAL, Dealing
from streams.economy.grouped import WHOLE, Groups, bare_side, of_partner, small
from streams.economy.indicators import Entry
from streams.economy.pointers import between, joined, pointed
from streams.economy.regions import many, of_all, outside, region, words_of_partners
from streams.economy.roles import Role, role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread

#: What a partner is called where it is named at the end: "the largest market was China".
_PLACES = frozenset(
    [
        "destination",
        "market",
        "source",
        "buyer",
        "partner",
        "importer",
        "supplier",
        "investor",
        "country",
        "origin",
    ]
)

#: Between a partner and what it is: "China remains the dominant source of the country's imports, which grew to".
_BEING = frozenset(
    ["is", "remains", "continues", "continued", "became", "becomes", "stayed", "stays", "stands"]
)

#: Behind a partner's name and "'s": what it sends.
_SHARE = frozenset(["share", "contribution", "portion", "remittances", "inflows", "inflow", "remittance"])

#: Before "of" and a bloc: "exports to the member states of the EU".
_MEMBERS = frozenset(["states", "members", "countries", "nations", "economies"])

#: Behind the name of a people: what is bought of them.
_GOODS = frozenset(["goods", "products", "merchandise", "commodities", "items"])

#: Beside "trade", before "with": "Balance of trade with Japan", "Total trade transactions with China".
_TRADING = frozenset(["transaction", "transactions", "balance", "of", "total", "bilateral", "two-way", "the", "country", "'s"])  # fmt: skip


def is_partnered(indicator: str) -> bool:
    """Whether an indicator is given by partner country."""
    return indicator.split(".", maxsplit=1)[0] in words_of_partners("series")


def leads(reading: Reading) -> bool:
    """Whether a sentence has a verb by which a partner takes its place in a ranking ("led all markets with")."""
    return not words_of_partners("verbs").isdisjoint(reading.lowers)


class Partners(Dealing):
    """Finds the partners of the figures of a sentence."""

    def __init__(self, thread: Thread) -> None:
        super().__init__(thread)
        self.groups = Groups(thread)
        self._lead: tuple[str | None, int] = None, -9
        """The partner that a sentence said its trade to be with, and which sentence."""

    def counterpart(
        self, reading: Reading, state: State, index: int, geo: str, entry: Entry, kind: Role
    ) -> str | None:
        """The partner's code, `SEVERAL`, or None for the country's whole trade."""
        if not is_partnered(entry.id):
            return None
        if index in self._dealt:
            return self._dealt[index]
        thread, at = self.thread, reading.sentence.index
        near = reading.lowers[max(0, reading.quantities[index].lead - 4) : reading.quantities[index].lead]
        if near[-1:] == ["total"] and near[-3:-1] == ["of", "the"]:
            return None  # "invested $249m, which makes up 89% of the total $280m"
        if self.groups.named(reading, state, reading.quantities[index]):
            return SEVERAL  # "the deficit with its nine neighbouring countries widened by 34.5% to $3.9bn"
        if (
            state.mention is not None
            and state.explicit
            and (bloc := self.groups.bloc(reading, state.mention))
        ):
            return bloc
        found = self._beside(reading, state, index, geo, kind)
        if found in (None, SEVERAL) and self._said(reading) and pointed(reading, state):
            found = thread.counterpart
        if (
            found is None
            and kind == "level"
            and state.level is not None
            and state.level.counterpart is not None
        ):
            quantity = reading.quantities[index]
            told = next((q.last for q in reading.quantities if q.first == state.level.position), 0)
            new = [m for m in reading.mentions if told < m.first < quantity.first]
            rest = any("others" in word for word in reading.lowers[state.level.position : quantity.first])
            named = rest or any(
                self._elsewhere(reading, p) for p in range(state.level.position + 2, quantity.first)
            )
            if named and not new:
                return SEVERAL  # a name that is no country's that we know
            if not new:
                found = state.level.counterpart  # "to China in January $382m; in February it was $287m"
        found = found or joined(reading, state, geo)
        held = state.level.counterpart if state.level is not None and kind == "base" else None
        led = reading.lowers[max(0, reading.quantities[index].lead - 4) : reading.quantities[index].lead]
        led = (
            led[led.index(",") + 1 :] if "," in led else led
        )  # "or two-thirds of the total, compared with $223m"
        if held is not None and {"total", "overall"} & set(led):
            return None  # "against total exports of $2.9 billion"
        found = held if found is None and held is not None else found
        if found is None and thread.bilateral is not None and not self._whole(reading, state):
            found = thread.bilateral
        if (
            found is None
            and at - thread.partner_at == 1
            and not state.explicit
            and not reading.countries
            and not of_all(reading, index)
            and of_partner(thread, entry, reading.quantities[index], reading)
            and not (kind == "base" and state.level is not None and state.level.sentence == at)
        ):
            found = thread.counterpart  # "Between July and November alone they were $2.15 billion"
        if found is None and (self._lead[1] == at or not self._foreign(reading, geo)):
            found = self._ahead(reading)
            if found == geo != thread.home:
                found = (
                    thread.home
                )  # "trade between the two, with India's exports at", in a report on the other
        if found is None and self._of_balance(reading, state, index, entry):
            found = (
                thread.counterpart
            )  # "The deficit with China was ...; exports were down at 1.16 trillion yen"
        if found is None and kind == "level" and thread.partner_at == at and self._grew_from(reading, index):
            found = thread.counterpart  # "from China, it fell from $1,107m to $754m"
        if found is None and thread.partner_at == at and self._two_way(reading, state, index, entry):
            found = thread.counterpart  # "exports to Kabul fell 57% to $219m, while imports fell 37% to $6m"
        if found is None and self.groups.goes_on(reading, state, reading.quantities[index], entry):
            return SEVERAL  # "Contrary to this, imports surged to $4.9bn": from the same nine countries
        if found is not None:
            thread.partner_at, thread.counterpart = at, found
            return found
        if kind != "level" and state.level is not None:
            return state.level.counterpart
        self.groups.told(entry)
        return None

    def _ahead(self, reading: Reading) -> str | None:
        """The partner of "In trade with the United States, the surplus plunged ... Exports were up 13.8 percent"."""
        code, at = self._lead
        near = reading.sentence.index - at
        return code if at >= 0 and (near == 0 or (near == 1 and len(reading.lowers) < 25)) else None

    def open(self, reading: Reading, home: str | None) -> None:
        """Take in with whom the trade is that a sentence begins with."""
        words = [word for word in reading.lowers[:7] if word not in _TRADING]
        if words[:1] == ["in"]:
            words = words[1:]
        if (other := between(reading, home)) is not None:
            self._lead = other, reading.sentence.index
        named = words[:2] == ["trade", "with"]
        found = next((c for c in reading.countries if c.first <= 6 and not c.body and c.code != home), None)
        if named and found is not None:
            self._lead = found.code, reading.sentence.index

    def _of_balance(self, reading: Reading, state: State, index: int, entry: Entry) -> bool:
        """Whether a bare series goes with the balance with a partner of the sentence before, and is small enough for that."""
        thread, quantity = self.thread, reading.quantities[index]
        largest = thread.largest.get((entry.id, quantity.unit), 0.0)
        return (
            reading.sentence.index - thread.partner_at <= 1
            and (thread.indicator == "trade.balance" or thread.partner_at == reading.sentence.index)
            and entry.id in ("exports.goods", "imports.goods")
            and state.mention is not None
            and state.mention.entry.generic
            and not any(c.first < quantity.first for c in reading.countries)
            and quantity.value < 0.5 * largest
        )

    def _two_way(self, reading: Reading, state: State, index: int, entry: Entry) -> bool:
        """Whether a bare series is the other side of the trade with the partner that the sentence has named."""
        mention, quantity = state.mention, reading.quantities[index]
        if mention is None or not state.explicit or not bare_side(reading, mention):
            return False
        before = [m for m in reading.mentions if m.last <= mention.first and is_partnered(m.entry.id)]
        if not before or any(self.at(reading, m.last + 1, "") == SEVERAL for m in before):
            return False  # "Exports fell 3% as those to China fell 20%, while imports rose"
        if before[-1].entry.id.split(".")[0] == mention.entry.id.split(".")[0] or WHOLE & set(
            reading.lowers[before[-1].last : mention.first]
        ):
            return False
        if any(mention.first <= c.first < quantity.first for c in reading.countries):
            return False
        return quantity.kind != "money" or small(self.thread, entry, quantity)

    def _city(self, reading: Reading, found: Country) -> bool:
        """Whether a name is that of a city, whose share is no partner's."""
        return " ".join(reading.lowers[found.first : found.last]) in words_of_partners("cities")

    def _said(self, reading: Reading) -> bool:
        """Whether a partner has just been told, in this sentence or the one before."""
        return self.thread.counterpart is not None and reading.sentence.index - self.thread.partner_at <= 1

    def _grew_from(self, reading: Reading, index: int) -> bool:
        """Whether a level follows the amount that it is compared with, and nothing new is named between."""
        if not index or reading.quantities[index - 1].kind != "money" or role(reading, index - 1) != "base":
            return False
        floor, stop = reading.quantities[index - 1].last, reading.quantities[index].first
        if any(floor < m.first < stop for m in reading.mentions):
            return False  # "from $2.1 million FDI in July-December to $37.8 million": the series of the first itself
        return not any(floor <= c.first < stop for c in reading.countries)

    def _beside(self, reading: Reading, state: State, index: int, geo: str, kind: Role) -> str | None:
        quantity, words = reading.quantities[index], reading.lowers
        partners = self._foreign(reading, geo)
        floor = self._floor(reading, state, index, kind)
        at = quantity.last
        near = (m for m in reading.mentions if at <= m.first <= at + 2 and m.entry.kind != "other")
        named = next(
            (m for m in near if all(w in ("in", "of", "as", "net") for w in words[at : m.first])), None
        )
        at = named.last if named is not None else at  # "$405.8 million in FDI from China"
        if words[at : at + 1] and words[at] in ("from", "to", "with"):
            after = [c for c in partners if at < c.first <= at + 2]
            if after and self._city(reading, after[0]):
                return SEVERAL  # "$120 million from Abu Dhabi"
            if after:
                return (
                    SEVERAL
                    if self._listed(reading, partners, after[0]) or self._several(reading, partners, after[0])
                    else after[0].code
                )
            city = any(c.body and c.code != self.thread.home and c.first == at + 1 for c in reading.countries)
            far = {"european", "african", "asian", "gulf", "arab", "nordic"} & set(words[at + 1 : at + 4])
            other = words[at + 1 : at + 2] == ["other"] or (bool(far) and many(words, at + 1, at + 6))
            if words[at] == "from" and (city or other or self._elsewhere(reading, at + 1)):
                return SEVERAL  # "$566 million from Dubai", "from other emirates"
        again = words[max(0, quantity.first - 12) : quantity.first]
        if any(again[p : p + 2] == ["that", "country"] for p in range(len(again))) and self._said(reading):
            return self.thread.counterpart  # "while imports from that country slipped"
        behind = words[at : at + 5]
        if behind[:1] in (["was"], ["were"], ["came"]) and "from" in behind:
            place = at + behind.index("from")
            after = [c for c in partners if place < c.first <= place + 2]
            if after and not self._city(reading, after[0]):
                listed = self._listed(reading, partners, after[0])
                return SEVERAL if listed else after[0].code  # "whereas $87.1m were dispatched from Oman"
            if after or self._elsewhere(reading, place + 1):
                return SEVERAL
        before = [c for c in partners if floor <= c.first < quantity.first]
        if outside(words, floor, quantity.first) or region(reading, floor, quantity.first):
            return SEVERAL  # "exports to non-EU countries", "to the rest of the world"
        if many(words, max(floor, quantity.first - 14), quantity.first) and not (
            before and (quantity.first - before[-1].last <= 4 or self._named_with(reading, state, before[-1]))
        ):
            # "other GCC countries" are told as the bloc's.
            return before[-1].code if before and before[-1].code in ("GCC", "EU") else SEVERAL
        if not before:
            return None
        last = before[-1]
        between = words[last.last : quantity.first]
        if not self._tied(reading, last, between, index):
            joined = self._several(reading, partners, last)
            place = partners.index(last)
            while place and self._listed(reading, partners, partners[place - 1]):
                place -= 1
            first = partners[place]
            ahead = reading.lowers[max(0, first.first - 1) : first.first]
            return SEVERAL if joined and ahead and ahead[0] in words_of_partners("prepositions") else None
        return SEVERAL if self._several(reading, partners, last) else last.code

    def _named_with(self, reading: Reading, state: State, found: Country) -> bool:
        """Whether a partner stands right behind the series: "Imports from China, the bulk of regional purchases, rose"."""
        if state.mention is None or not state.explicit:
            return False
        place = state.mention.last
        linked = reading.lowers[place : place + 1] in (["from"], ["to"], ["with"])
        return linked and 0 < found.first - place <= 2

    def _tied(self, reading: Reading, found: Country, between: Sequence[str], index: int) -> bool:
        """Whether a country before a figure is the figure's partner: by a preposition, a bracket, or as the subject."""
        words = reading.lowers
        start = found.first - (found.first > 0 and words[found.first - 1] == "the")
        before = words[start - 1] if start else ""
        if before == "of" and start > 1 and words[start - 2] in _MEMBERS:
            return bool(words_of_partners("prepositions") & set(words[max(0, start - 6) : start - 2]))
        if between[:2] == ["-", "bound"] or between[:1] == ["bound"]:
            return True  # "Bangladesh-bound exports dipped to $358 million"
        if before == "of" and between[:1] and between[0] in _GOODS and "imports" in words[:start]:
            return True  # "imports of American goods fell 21 percent"
        if before in words_of_partners("prepositions"):
            return True
        if between[:1] == ["("] and len(between) <= 6:
            return True
        if _PLACES & set(between) and (words_of_partners("verbs") | _BEING) & set(between):
            return True  # "saw China keep its status as the largest investor, contributing"
        if before in ("was", "is", "were", "remained") and _PLACES & set(words[:start]):
            return True  # "the top destination was Germany, with exports worth $1.5 billion"
        if between and between[0] in words_of_partners("capital"):
            return True  # "overall Chinese investment in the country ... with a net FDI of $232.7 million"
        if list(between[:1]) == ["'s"] and _SHARE & set(between[1:3]) and not self._city(reading, found):
            return True  # "Saudi Arabia's share fell 8.3pc to $5.47bn"
        clause = max((b for b in reading.breaks if b <= found.first), default=0)
        opens = start - clause <= 1 or before in (
            "that",
            "other",
            ",",
            "and",
            "while",
            "but",
            "meanwhile",
            "like",
            ":",
            "•",
            "-",
            "with",
            "included",
            "include",
            "includes",
        )
        if not opens:
            return False
        if not between and found.first:
            return True  # "as follows: Germany US$164 million, Italy US$158 million"
        # "Saudi Arabia leads Pakistan's remittances with": the country's own series stands between.
        own = [c for c in reading.countries if c.code == self.thread.home and found.last <= c.first]
        quantity = reading.quantities[index]
        named = [
            m for m in reading.mentions if m.entry.kind != "other" and found.last <= m.first < quantity.first
        ]
        if any(
            c.first < m.first <= c.last + 2 and words[c.last : c.last + 1] == ["'s"]
            for c in own
            for m in named
        ):
            return False
        if between and all(word in words_of_partners("listed") for word in between):
            return True
        near = reading.sentence.index - self.thread.partner_at <= 2
        return near or bool(words_of_partners("verbs") & set(between)) or start == 0

    def at(self, reading: Reading, place: int, geo: str) -> str | None:
        """The partner that is named at a place, `SEVERAL` for a name that is no country's."""
        place += reading.lowers[place : place + 1] == ["the"]
        found = next((c for c in reading.countries if c.first == place and not c.body), None)
        if found is None:
            return SEVERAL
        return None if found.code == geo else found.code

    def _whole(self, reading: Reading, state: State) -> bool:
        """Whether a figure is of the whole trade in an article on one partner: "its total exports"."""
        if state.mention is None or not state.explicit:
            return False
        before = reading.lowers[max(0, state.mention.first - 3) : state.mention.first]
        behind = reading.lowers[state.mention.last : state.mention.last + 2]
        if {"various", "worldwide", "countries"} & set(reading.lowers):
            return True
        return bool({"total", "overall", "global", "country"} & set(before)) or behind[:1] == ["to"]

    def _elsewhere(self, reading: Reading, place: int) -> bool:
        """Whether a name that is no country and no time stands at a place: a city, a region."""
        tokens = reading.sentence.tokens
        place += place < len(tokens) and tokens[place].lower == "the"
        if place >= len(tokens) or not tokens[place].text[0].isupper():
            return False
        spans = [(c.first, c.last) for c in reading.countries]
        spans += [(p.first, p.last) for p in reading.periods]
        spans += [(m.first, m.last) for m in reading.mentions]
        spans += [(q.first, q.last) for q in reading.quantities]  # "to US$ 1.4 billion from US$ 1.8 billion"
        return not any(first <= place < last for first, last in spans)

    def _floor(self, reading: Reading, state: State, index: int, kind: Role) -> int:
        """Where the words that may name the partner begin: behind the level before, but for what it is compared with."""
        floor = 0
        for place in range(index):
            quantity = reading.quantities[place]
            steps = quantity.kind == "money" and role(reading, place) == "increment"
            if (quantity.kind == "money" and not steps) or kind == "change":
                floor = quantity.last
        if kind == "level" and state.level is not None and state.level.counterpart is None:
            floor = max(floor, state.level.position)
        return floor
