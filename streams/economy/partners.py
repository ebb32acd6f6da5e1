"""The partner country that a figure is with, and figures that a sentence deals out "respectively".

Theory: a figure has a partner where the words beside it name one: "from Saudi Arabia", "to the United States", "the UAE followed
at $665m", "Italy (+23.6% to $130 million)". Several countries before one figure are a sum that is nobody's: such a figure is
left out (`SEVERAL`), as is one of "other Gulf countries" or "the region".
"""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.countries import Country
from streams.economy.indicators import Entry, Mention
from streams.economy.lists import lists
from streams.economy.period import Period
from streams.economy.regions import many, outside, region, words_of_partners
from streams.economy.roles import Role, role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread

#: What a partner is called where it is named at the end: "the largest market was China".
_PLACES = frozenset(
    ["destination", "market", "source", "buyer", "partner", "importer", "supplier", "investor"]
)
#: A figure of several countries together.
SEVERAL = "*"


def is_partnered(indicator: str) -> bool:
    """Whether an indicator is given by partner country."""
    return indicator.split(".", maxsplit=1)[0] in words_of_partners("series")


def leads(reading: Reading) -> bool:
    """Whether a sentence has a verb by which a partner takes its place in a ranking ("led all markets with")."""
    return not words_of_partners("verbs").isdisjoint(reading.lowers)


class Partners:
    """Finds the partners of the figures of a sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._dealt: dict[int, str] = {}
        self._before: list[str] = []
        """The partners that the sentence before dealt out."""

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
        found = self._beside(reading, state, index, geo, kind)
        if (
            found is None
            and kind == "level"
            and state.level is not None
            and state.level.counterpart is not None
        ):
            quantity = reading.quantities[index]
            new = [m for m in reading.mentions if state.level.position < m.first < quantity.first]
            named = any(self._elsewhere(reading, p) for p in range(state.level.position + 2, quantity.first))
            if named and not new:
                return SEVERAL  # a name that is no country's that we know
            if not new:
                found = state.level.counterpart  # "to China in January $382m; in February it was $287m"
        if found is None and thread.bilateral is not None and not self._whole(reading, state):
            found = thread.bilateral
        if found is None and at - thread.partner_at == 1 and not state.explicit and not reading.countries:
            found = thread.counterpart  # "Between July and November alone they were $2.15 billion"
        if found is None and self._of_balance(reading, state, index, entry):
            found = (
                thread.counterpart
            )  # "The deficit with China was ...; exports were down at 1.16 trillion yen"
        if found is None and kind == "level" and thread.partner_at == at and self._grew_from(reading, index):
            found = thread.counterpart  # "from China, it fell from $1,107m to $754m"
        if found is not None:
            thread.partner_at, thread.counterpart = at, found
            return found
        if kind != "level" and state.level is not None:
            return state.level.counterpart
        return None

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
            and not reading.countries
            and quantity.value < 0.5 * largest
        )

    def _city(self, reading: Reading, found: Country) -> bool:
        """Whether a name is that of a city, whose share is no partner's."""
        return " ".join(reading.lowers[found.first : found.last]) in words_of_partners("cities")

    def _listed(self, reading: Reading, partners: Sequence[Country], found: Country) -> bool:
        """Whether another partner follows at once: "came from Oman and Kuwait"."""
        place = partners.index(found) + 1
        if place >= len(partners):
            return False
        between = reading.lowers[found.last : partners[place].first]
        return 0 < len(between) <= 3 and all(word in (",", "and", "the", "&") for word in between)

    def _grew_from(self, reading: Reading, index: int) -> bool:
        """Whether a level follows the amount that it is compared with, and nothing new is named between."""
        if not index or reading.quantities[index - 1].kind != "money" or role(reading, index - 1) != "base":
            return False
        floor, stop = reading.quantities[index - 1].last, reading.quantities[index].first
        if any(floor <= m.first < stop for m in reading.mentions):
            return False
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
            other = words[at + 1 : at + 2] == ["other"]
            if words[at] == "from" and (city or other or self._elsewhere(reading, at + 1)):
                return SEVERAL  # "$566 million from Dubai", "from other emirates"
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
            before and quantity.first - before[-1].last <= 4
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

    def _tied(self, reading: Reading, found: Country, between: Sequence[str], index: int) -> bool:
        """Whether a country before a figure is the figure's partner: by a preposition, a bracket, or as the subject."""
        words = reading.lowers
        start = found.first - (found.first > 0 and words[found.first - 1] == "the")
        before = words[start - 1] if start else ""
        if before in words_of_partners("prepositions"):
            return True
        if between[:1] == ["("] and len(between) <= 6:
            return True
        if before in ("was", "is", "were", "remained") and _PLACES & set(words[:start]):
            return True  # "the top destination was Germany, with exports worth $1.5 billion"
        if between and between[0] in words_of_partners("capital"):
            return True  # "overall Chinese investment in the country ... with a net FDI of $232.7 million"
        clause = max((b for b in reading.breaks if b <= found.first), default=0)
        opens = start - clause <= 1 or before in (
            "that",
            "other",
            ",",
            "and",
            "while",
            "but",
            "meanwhile",
            ":",
            "•",
            "-",
            "with",
        )
        if not opens:
            return False
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

    def _enumerated(self, reading: Reading, stop: int, count: int) -> list[str]:
        """The partners of the last list of so many names before a position, `SEVERAL` for names that are no country."""
        tokens, words = reading.sentence.tokens, reading.lowers
        starts = {c.first: c for c in self._foreign(reading, self.thread.home or "")}
        runs: list[list[str]] = [[]]
        position = 0
        while position < stop:
            found = starts.get(position)
            if found is not None:
                runs[-1].append(found.code)
                position = found.last
                continue
            name = tokens[position].text[0].isupper() and tokens[position].text[0].isalpha()
            if runs[-1] and name and words[position - 1] in (",", "and", "the"):
                runs[-1].append(SEVERAL)
            elif runs[-1] and not name and words[position] not in (",", "and", "the"):
                runs.append([])
            position += 1
        return next((run for run in reversed(runs) if len(run) == count and run.count(SEVERAL) < count), [])

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

    def _foreign(self, reading: Reading, geo: str) -> list[Country]:
        """The countries that can be partners; those in a bracket behind a bloc are part of it."""
        found: list[Country] = []
        for one in reading.countries:
            if one.body or one.code == geo:
                continue
            if found and found[-1].code == one.code and found[-1].last >= one.first - 1:
                continue  # "the United Arab Emirates (UAE)"
            if found and found[-1].code in ("GCC", "EU"):
                between = reading.lowers[found[-1].last : one.first]
                over = any(found[-1].last <= q.first < one.first for q in reading.quantities)
                if ")" not in between and ("(" in between or ("including" in between and not over)):
                    continue
            found.append(one)
        return found

    def _several(self, reading: Reading, partners: Sequence[Country], last: Country) -> bool:
        """Whether a country is the last of a list that one figure is for."""
        place = partners.index(last)
        words = reading.lowers
        near = words[last.last : last.last + 6]
        if near[:1] in ([","], ["and"]) and {"other", "others"} & set(near[:3]):
            return True
        if not place:
            return False
        between = words[partners[place - 1].last : last.first]
        return 0 < len(between) <= 3 and all(word in (",", "and", "the", "&") for word in between)

    def respectively(self, reading: Reading) -> dict[int, tuple[Mention | None, Period | None]]:
        """ "exports and imports stood at $5bn and $3bn, respectively": each figure with its series or its period."""
        words = reading.lowers
        if self._dealt or reading.quantities:
            self._before = [self._dealt[key] for key in sorted(self._dealt)]
        self._dealt = {}
        dealt: dict[int, tuple[Mention | None, Period | None]] = {}
        runs = lists(reading)
        if "respectively" not in words:
            return self._in_turn(reading, runs)
        start = 0
        for group in runs:
            first, last = reading.quantities[group[0]].first, reading.quantities[group[-1]].last
            at = next((p for p in range(last, len(words)) if words[p] == "respectively"), None)
            if at is None:
                break
            own = not any(last <= reading.quantities[other[0]].first < at for other in runs)
            dealt.update(self._deal(reading, group, start, first, last, at, own=own))
            start = last
        return dealt

    def _in_turn(
        self, reading: Reading, runs: list[list[int]]
    ) -> dict[int, tuple[Mention | None, Period | None]]:
        """A list of as many partners as figures, without the word "respectively"."""
        for group in runs:
            first = reading.quantities[group[0]].first
            partners = [c for c in self._foreign(reading, self.thread.home or "") if c.last <= first]
            pair = len(group) == 2 == len(partners) and self._listed(reading, partners, partners[0])
            if (len(group) > 2 or pair) and len(partners) == len(group):
                self._dealt.update((index, c.code) for index, c in zip(group, partners, strict=True))
        return {}

    def _deal(
        self, reading: Reading, group: list[int], start: int, first: int, last: int, at: int, *, own: bool
    ) -> dict[int, tuple[Mention | None, Period | None]]:
        count = len(group)
        # Behind "respectively" stands the period of the list right before it.
        alone = [p for p in reading.periods if own and at <= p.first <= at + 4]
        shared: dict[int, tuple[Mention | None, Period | None]] = (
            dict.fromkeys(group, (None, alone[0])) if len(alone) == 1 else {}
        )
        mentions = [m for m in reading.mentions if start <= m.last <= first][-count:]
        if len(mentions) < count and not self._dealt:
            mentions = [m for m in reading.mentions if m.last <= first][-count:]
        partners = [c for c in self._foreign(reading, self.thread.home or "") if c.last <= first]
        after = [c for c in self._foreign(reading, self.thread.home or "") if last <= c.first < at]
        named = self._enumerated(reading, first, count)
        codes = [c.code for c in (after if len(after) == count else partners[-count:])]
        codes = named or codes
        if len(codes) == count and len({m.entry for m in mentions}) < count:
            self._dealt.update(zip(group, codes, strict=True))
            return shared
        if len(partners) > count and any(
            p.kind == "span" and last <= p.first <= at + 4 for p in reading.periods
        ):
            return {}
        if self._dealt and len(self._dealt) >= count and not mentions:
            # "... compared with $504m, $362m and $213m respectively": the partners of the list before.
            before = [self._dealt[key] for key in sorted(self._dealt)][-count:]
            self._dealt.update(zip(group, before, strict=True))
            return shared
        if not partners and not after and not mentions and len(self._before) == count:
            # "These compare with the inflow of $3,687m, $2,849m and $2,334m, respectively": of the sentence before.
            self._dealt.update(zip(group, self._before, strict=True))
            return shared
        spans = [p for p in reading.periods if p.last <= first][-count:]
        behind = [p for p in reading.periods if last <= p.first < at]
        periods = behind if len(behind) == count else spans if len(spans) == count else []
        if len({m.entry for m in mentions}) == count:
            period = alone[0] if len(alone) == 1 else None
            return {index: (mention, period) for index, mention in zip(group, mentions, strict=True)}
        if len(periods) == count:
            return {index: (None, period) for index, period in zip(group, periods, strict=True)}
        return shared
