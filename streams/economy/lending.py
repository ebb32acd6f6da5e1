"""Whether a sum is a loan: the size of one, what follows one, or what goes by a verb of lending between lender and borrower."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from streams.economy.givers import follows, given
from streams.economy.money import Quantity
from streams.economy.sentences import Reading
from streams.economy.standing import level_of_stock
from streams.text.lexicon import Match, Phrases, load

#: The money that foreigners lend.
_UNITS = frozenset(["USD", "XDR", "EUR", "GBP", "CNY", "JPY", "SAR", "AED"])
#: What newspapers reckon foreign loans in, where the lender is named.
_LOCAL = frozenset(["KES", "BDT", "NGN", "GHS", "EGP", "UGX", "TZS", "ETB"])
#: No state borrows less at once.
_LEAST = 1e6
#: So many words a noun phrase has between a sum and its head ("$400 million Sindh Emergency Housing ... Project").
_PHRASE = 9
#: Words that end a noun phrase.
_ENDS = frozenset([",", ".", ";", ":", "to", "from", "for", "by", "with", "and", "as", "at", "on", "that", "which", "was", "were", "is", "are", "has", "have", "had", "will", "would", "could", "after", "during", "while", "or", "over", "against", "between", "into", "than", "last", "this", "since", "per"])  # fmt: skip
#: Behind a sum that a verb governs, besides the ends of a phrase.
_FREE = _ENDS | {
    "came",
    "comes",
    "follows",
    "followed",
    "today",
    "also",
    "so",
    "within",
    "towards",
    "toward",
    "in",
    "under",
    ")",
    "(",
    '"',
    "of",
    "annually",
    "through",
    "more",
    "each",
    "—",
    "–",
    "-",
}
#: Between a noun and a sum that is its size.
_TIES = frozenset(["of", "worth", "totalling", "totaling", "amounting", "valued", "(", "costing"])


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `lenders.toml`."""

    lenders: Phrases[str]
    markets: Phrases[str]
    totals: Phrases[str]
    stages: Phrases[str]
    lists: dict[str, frozenset[str]]
    rates: dict[str, tuple[float, float]]
    """Local money for a dollar, at least and at most."""


@cache
def words() -> Words:
    """The words of lending, read once."""
    data = load("streams.economy", "lenders.toml")
    stages = [(word, stage) for stage, names in data["stages"].items() for word in names]
    return Words(
        Phrases((name, row["id"]) for row in data["lender"] for name in row["names"]),
        Phrases((name, row["id"]) for row in data["lender"][2:] for name in row["names"]),
        Phrases((name, name) for name in data["words"]["totals"]),
        Phrases(stages),
        {key: frozenset(value) for key, value in data["words"].items()},
        {unit: (low, high) for unit, (low, high) in data["rates"].items()},
    )


def listed(key: str) -> frozenset[str]:
    """One of the lists of words."""
    return words().lists[key]


class Sums:
    """The sums of money of a sentence, as far as they may be loans."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        found = words().lenders.find(reading.sentence.tokens)
        self.lenders = [match for match in found if self._lends(match)]

    def _lends(self, match: Match[str]) -> bool:
        """Whether banks or sources that are anybody's lend: "from commercial banks"; those that only receive do not."""
        lowers = self.reading.lowers
        if lowers[match.last - 1] == "banks" and lowers[match.last : match.last + 1] == ["received"]:
            return False  # "nine foreign commercial banks received $3.94 million" of remittances
        if lowers[match.last - 1] not in listed("anybody") or listed("foreign") & set(
            lowers[match.first : match.last]
        ):
            return True
        before = lowers[max(0, match.first - 3) : match.first]
        return bool({"from", "by", "with"} & set(before)) or bool(listed("foreign") & set(before[-1:]))

    @cached_property
    def markets(self) -> list[Match[str]]:
        """The bonds that the sentence names."""
        return list(words().markets.find(self.reading.sentence.tokens))

    @cached_property
    def stages(self) -> list[Match[str]]:
        """The words of stages; "the much-awaited tranche" is none."""
        lowers = self.reading.lowers
        found = words().stages.find(self.reading.sentence.tokens)
        return [m for m in found if not {"much", "long"} & set(lowers[max(0, m.first - 2) : m.first])]

    @cached_property
    def _totals(self) -> list[Match[str]]:
        return list(words().totals.find(self.reading.sentence.tokens))

    @cached_property
    def _names(self) -> set[int]:
        return {p for match in self.lenders for p in range(match.first, match.last)}

    def head(self, place: int, *, lent: bool) -> str | None:
        """The word that makes a sum a loan, its noun or a verb of lending; None where nothing does.

        With `lent` a lender is spoken of, so that words of other business count as well.
        """
        quantity = self.reading.quantities[place]
        if quantity.kind != "money" or quantity.value < _LEAST:
            return None
        if quantity.unit not in _UNITS and not (quantity.unit in _LOCAL and self.lenders):
            return None
        if self._twice(quantity) or any(0 <= quantity.first - match.last <= 10 for match in self._totals):
            return None
        if self._portion() or level_of_stock(self.reading, quantity):
            return None
        place = self._original(place)
        reading, quantity = self.reading, self.reading.quantities[place]
        lowers = reading.lowers
        if any(self._against(at) for at in range(quantity.last, min(quantity.last + 3, len(lowers)))):
            return None
        if lowers[quantity.last : quantity.last + 1] == ["each"]:
            return None
        if {"need", "needs", "needed"} & set(
            lowers[max(0, quantity.lead - 5) : quantity.lead]
        ) and not self.lenders:
            return None  # "needed external financing of $2 billion for the year"
        if {"cost", "costs", "depends", "conditional", "contingent"} & set(
            lowers[max(0, quantity.lead - 7) : quantity.lead]
        ):
            return None  # what a project costs, whoever pays; "approval depends on securing $5 billion"
        if (noun := self._noun(place, lent=lent)) is not None:
            return noun
        if {"gap", "needs", "requirement", "requirements", "deficit", "bill"} & set(
            lowers[max(0, quantity.lead - 8) : quantity.lead]
        ):
            return None
        before = lowers[max(0, quantity.lead - 10) : quantity.lead]
        if before[-1:] == ["to"] and "total" in before[-4:]:
            return None  # "a plan that could raise total issuance to over $1 billion"
        if (
            "total" in before
            and {"disbursed", "disbursements"} & set(before)
            and before[-1] in ("to", "at", "is")
        ):
            return None  # what has been paid so far in all
        own = [
            m
            for m in reading.mentions
            if m.entry.kind not in ("other", "fx", "rate")
            and not m.entry.weak
            and m.last <= quantity.first
            and reading.clause(m.first) == reading.clause(quantity.first)
        ]
        floor = max((m.last for m in own), default=0)
        lent_here = lent and not own  # "remittances, with a total value of $32 billion"
        if (noun := self._behind(quantity, max(floor, quantity.lead - 9), lent=lent_here)) is not None:
            return noun
        verb = lowers[quantity.lead - 1] if quantity.lead else ""
        if verb in listed("verbs") and given(self.lenders, quantity, lowers) is not None:
            return verb  # "reserves rose as the central bank received $880 million from the IMF"
        if verb in listed("verbs") and any(quantity.lead - m.last in (1, 2) for m in self.lenders):
            return verb  # "reserves topped $48 billion after the IMF credited $1.45 billion"
        if own and quantity.first - own[-1].last <= 14:
            return None
        if lowers[quantity.last : quantity.last + 1] == ["from"] and {"these", "both", "two"} & set(
            lowers[quantity.last + 1 : quantity.last + 3]
        ):
            return None  # "more than $1.2 billion from these two institutions": the sum of what is told
        found = self._verb(place) or self._passive(quantity) or self._came(quantity) or self._done(quantity)
        return found if lent else None

    def listed(self, place: int) -> bool:
        """Whether a sum goes on a list: "$725 million from the World Bank, $500 million from ...", "and $2 billion from"."""
        if not place:
            return False
        lowers, place = self.reading.lowers, self._original(place)
        quantity = self.reading.quantities[place]
        between = lowers[self.reading.quantities[place - 1].last : quantity.lead] if place else []
        led = between[-1:] in (
            ["and"],
            [","],
            ["including"],
            [";"],
            ["plus"],
            ["mainly"],
            ["notably"],
            ["namely"],
        ) or between[-2:] == [
            "as",
            "well",
        ]
        return led and len(between) <= 14 and not listed("verbs") & set(between)

    def following(self, place: int) -> bool:
        """Whether a sum stands behind a second lender, whose verb was said of the first: "... and the IDB $650 million"."""
        if not place:
            return False
        quantity, before = self.reading.quantities[place], self.reading.quantities[place - 1]
        return follows(self.lenders, self.reading, before, quantity)

    def whole(self, place: int) -> Quantity:
        """The sum that one is told to be a tranche of, right behind it; else the sum itself."""
        quantities = self.reading.quantities
        following = quantities[place + 1] if place + 1 < len(quantities) else None
        if following is None or following.lead - quantities[place].last > 8:
            return quantities[place]
        between = self.reading.lowers[quantities[place].last : following.lead]
        part = bool(listed("within") & set(between)) and "of" in between and "," not in between
        return following if part else quantities[place]

    def background(self, place: int) -> bool:
        """Whether a loan is told only as what something is part of: "the third tranche of its $4.7 billion loan"."""
        lowers, quantity = self.reading.lowers, self.reading.quantities[place]
        if self._noun(place, lent=True) is None:
            return False  # "a tranche of $682 million": its own size
        position = quantity.lead - 1
        while (
            position > 0
            and quantity.lead - position <= 6
            and lowers[position] not in ("of", "under", "from", "within")
        ):
            if lowers[position] in _ENDS:
                return False
            position -= 1
        if lowers[position] in ("under", "within"):
            return True
        return lowers[position] in ("of", "from") and lowers[position - 1] in listed("within")

    def _noun(self, place: int, *, lent: bool) -> str | None:
        """ "$3 billion aid program", "$250 million in Eurobonds", "$1bn under its Extended Fund Facility"."""
        reading = self.reading
        lowers, quantity = reading.lowers, reading.quantities[place]
        start = quantity.last
        if lowers[start : start + 1] in (["on"], ["for"]) and "repayment" in lowers[start : start + 4]:
            return "repayment"
        if lowers[start : start + 1] in (["in"], ["through"], ["via"], ["under"], ["as"], ["of"], ["-"]):
            start += 1
        after = reading.quantities[place + 1].first if place + 1 < len(reading.quantities) else len(lowers)
        seen: str | None = None
        for at, word in enumerate(lowers[start : min(quantity.last + _PHRASE, after)], start):
            if word in _ENDS and at not in self._names:
                # "Solid Waste Emergency and Efficiency Project": within a name, a phrase goes on.
                if word == "," and {"year", "month"} & set(lowers[at + 1 : at + 4]) and at == quantity.last:
                    continue  # "a $2.9 billion, four-year bailout"
                following = reading.sentence.tokens[at + 1].text if at + 1 < len(lowers) else ""
                if not (word in ("and", "for") and following[:1].isupper() and lent):
                    break
            if seen is None and self._against(at):
                return None
            if word in listed("finance") or (lent and word in listed("projects")):
                seen = word
        return seen

    def _against(self, place: int) -> bool:
        """Whether a word says that a sum is of something else; "budget support" is a loan."""
        following = self.reading.lowers[place + 1 : place + 2]
        if self.reading.lowers[place] == "swap":
            return True
        return self.reading.lowers[place] in listed("against") and not set(following) & listed("finance")

    def _behind(self, quantity: Quantity, floor: int, *, lent: bool) -> str | None:
        """ "a tranche of $1.1 billion", "loans to Pakistan worth $1.5 billion", "projects worth"."""
        lowers = self.reading.lowers
        position = quantity.lead - 1
        if "swap" in lowers[max(0, quantity.lead - 14) : quantity.lead]:
            return None  # "a swap facility from a central bank, equivalent to around $1.3 billion"
        if "equivalent" in lowers[max(0, quantity.lead - 3) : quantity.lead]:
            # "the first tranche of Special Drawing Rights (SDR) 760 million, equivalent to $1.03 billion"
            near = lowers[max(0, quantity.lead - 18) : quantity.lead]
            return next((w for w in near if w in listed("heads") and w not in listed("weak")), None) or next(
                (w for w in near if lent and w in listed("verbs")), None
            )
        tied = "of" in lowers[quantity.lead : quantity.first]  # "a bailout in the region of $6 billion"
        while position >= floor and lowers[position] in listed("links"):
            tied = tied or lowers[position] in _TIES
            position -= 1
        near = lowers[max(0, quantity.lead - 9) : position]  # "to expand its loan programme to $8 billion"
        tied = tied or (lowers[quantity.lead - 1] == "to" and bool(listed("grown") & set(near)))
        if not tied:
            return None
        if lowers[position : position + 2] in (
            [",", "amounting"],
            [",", "totalling"],
            [",", "totaling"],
            [",", "worth"],
        ):
            position -= 1  # "an Extended Fund Facility for Pakistan, amounting to $6 billion"
        for word in reversed(lowers[floor : position + 1]):
            if word in listed("heads") and (lent or word not in listed("weak")):
                return word
            if word in (",", ";"):
                return None
        return None

    def _verb(self, place: int) -> str | None:
        """A verb of lending before a sum, in its clause."""
        reading = self.reading
        lowers, quantity = reading.lowers, reading.quantities[place]
        before = reading.quantities[place - 1].last if place else 0
        clause = max((b for b in reading.breaks if b <= quantity.first), default=0)
        if not set(lowers[quantity.last : quantity.last + 1]) <= _FREE:
            return None  # "raised $5 million shares"
        if lowers[quantity.lead - 1 : quantity.lead] == ["by"]:
            return None
        if {"was", "is", "at", "were", "stood"} & set(lowers[quantity.lead - 2 : quantity.lead]):
            return None
        near = lowers[max(before, clause, quantity.lead - 6) : quantity.lead]
        return next((word for word in reversed(near) if word in listed("verbs")), None)

    def _passive(self, quantity: Quantity) -> str | None:
        """ "a $200 million portion is allocated under the facility", "$300 million were also approved"."""
        near = self.reading.lowers[quantity.last : quantity.last + 7]
        for place, word in enumerate(near[:-1]):
            if word in (",", ";", "and"):
                return None
            if word in ("is", "was", "were", "been", "be", "are"):
                return next(
                    (
                        w
                        for w in near[place + 1 : place + 3]
                        if w in listed("verbs") or w in ("expected", "due")
                    ),
                    None,
                )
        return None

    def _done(self, quantity: Quantity) -> str | None:
        """ "a component of the $2.25bn approved by the World Bank"."""
        words = self.reading.lowers[quantity.last : quantity.last + 2]
        by = words[1:] == ["by"] and words[0] in listed("verbs")
        return words[0] if by and any(0 <= m.first - quantity.last - 2 <= 1 for m in self.lenders) else None

    def _came(self, quantity: Quantity) -> str | None:
        """ "another $1 billion from foreign banks and $500 million from funds have also been received"."""
        lowers = self.reading.lowers
        giver = given(self.lenders, quantity, lowers)
        if giver is None or lowers[quantity.last : quantity.last + 1] != ["from"]:
            return None
        near = lowers[giver.last : giver.last + 14]
        for place, word in enumerate(near[:-1]):
            if word in ("been", "was", "were"):
                return next((w for w in near[place + 1 : place + 3] if w in listed("verbs")), None)
        return None

    def _portion(self) -> bool:
        """ "Of the approved amount, $600 million will go to ...": the loan is told before, and this takes it apart."""
        start = self.reading.dateline
        words = self.reading.lowers[start : start + 6]
        total = {"amount", "total", "sum", "loan", "financing", "this", "which", "these"}
        return words[:1] == ["of"] and bool(total & set(words[1:4]))

    def twin(self, place: int) -> bool:
        """Whether a number only says a loan once more: its sum in another money, its share of a quota."""
        quantity = self.reading.quantities[place]
        if quantity.kind == "percent":
            return self.reading.lowers[quantity.last : quantity.last + 2] == ["of", "quota"]
        return quantity.kind == "money" and self._twice(quantity)

    def _twice(self, quantity: Quantity) -> bool:
        """Whether a sum stands beside in dollars: "SDR 760 million (about $1 billion)"."""
        return quantity.unit != "USD" and any(
            q.unit == "USD" and q.kind == "money" and self._beside(quantity, q)
            for q in self.reading.quantities
        )

    def _original(self, place: int) -> int:
        """Of "SDR 2.286 billion (about US$3 billion)" the sum that the words speak of."""
        quantity, before = self.reading.quantities[place], self.reading.quantities[:place]
        return next((i for i, q in enumerate(before) if q.unit == "XDR" and self._beside(q, quantity)), place)

    def _beside(self, one: Quantity, other: Quantity) -> bool:
        between = self.reading.lowers[min(one.last, other.last) : max(one.lead, other.lead)]
        return len(between) <= 10 and ("(" in between or len(between) <= 2)
