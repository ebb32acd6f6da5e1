"""Trade with several countries together: "the deficit with its nine neighbouring countries", and what goes on about them.

Such a figure is nobody's. A bare "imports" in the next sentence, in an article that goes on about the same countries, is no
country's whole trade either, unless the words say so or the amount is of the size of the whole.
"""

from __future__ import annotations

from typing import Final

from streams.economy.indicators import Entry, Mention
from streams.economy.money import Quantity
from streams.economy.regions import many
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread

_LINKS: Final = frozenset(["with", "to", "from", "into", "among", "between"])
#: So many words behind a series the countries are named at most.
_REACH: Final = 8
WHOLE: Final = frozenset(
    ["total", "overall", "global", "worldwide", "country", "nation", "aggregate", "cumulative"]
)
#: Before "countries": then they are all of them.
_ALL: Final = frozenset(["different", "various", "several", "many", "foreign", "all"])
_TRADE: Final = ("exports", "imports", "trade.")


def with_many(reading: Reading, mention: Mention) -> bool:
    """Whether a series is said to be that with several countries: "exports to these countries"."""
    words, place = reading.lowers, mention.last
    if not mention.entry.id.startswith(_TRADE):
        return False
    if words[place : place + 1] == ["and"] and words[place + 1 : place + 2] in (["imports"], ["exports"]):
        place += 2
    if not _LINKS & set(words[place : place + 1]):
        return False
    stop = min(place + _REACH, len(words))
    stop = min([stop, *(q.lead for q in reading.quantities if q.first > place)])
    if _ALL & set(words[place + 1 : place + 3]) or {"like", "including"} & set(words[place + 1 : stop]):
        return False  # "IT services to different countries"; "some other countries like Oman, which stood at"
    return many(words, place + 1, stop)


class Groups:
    """Keeps which sentence spoke last of trade with several countries together."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._at = -9
        self._balance = False
        """Whether the only balance that the article has told is one with several countries."""
        self._whole: set[str] = set()
        """The series whose whole the article has told."""

    def told(self, entry: Entry) -> None:
        """Take in that a figure is of the country's whole trade."""
        self._whole.add(entry.id)

    def named(self, reading: Reading, state: State, quantity: Quantity) -> bool:
        """Whether the series of a statement is told to be that with several countries."""
        if any(c.last == quantity.lead and not c.body for c in reading.countries):
            return False  # "exports to the five largest markets were: Germany $164 million"
        if state.mention is None or not state.explicit or not with_many(reading, state.mention):
            return False
        if self.bloc(reading, state.mention) is not None:
            return False
        self._at = reading.sentence.index
        self._balance = self._balance or state.mention.entry.id == "trade.balance"
        return True

    def sides(self, geo: str, counterpart: str | None) -> tuple[str, str | None]:
        """Whose trade a figure is and with whom: no country trades with itself ("US imports", in an article of China)."""
        if geo != counterpart:
            return geo, counterpart
        home = self.thread.home
        return (home, counterpart) if home is not None and home != geo else (geo, None)

    def bloc(self, reading: Reading, mention: Mention) -> str | None:
        """The bloc that "these countries" are the members of: "Exports to the EU slid 2.5%, imports from these countries 9%"."""
        thread = self.thread
        near = reading.sentence.index - thread.partner_at <= 1 and thread.counterpart in ("EU", "GCC")
        pointed = {"these", "those"} & set(reading.lowers[mention.last + 1 : mention.last + 3])
        return thread.counterpart if near and pointed and with_many(reading, mention) else None

    def goes_on(self, reading: Reading, state: State, quantity: Quantity, entry: Entry) -> bool:
        """Whether a bare series goes on about the countries of this sentence, or of the one before."""
        index, mention = reading.sentence.index, state.mention
        if (
            entry.id == "trade.balance"
            and self._balance
            and mention is not None
            and _unowned(reading, mention)
        ):
            return not any(
                series == "trade.balance" for series, _ in self.thread.sizes
            )  # "Gap widens to $3.9bn"
        if index - self._at > 1 or mention is None or not state.explicit or not bare_side(reading, mention):
            return False
        if any(c.first > mention.first for c in reading.countries if c.last <= quantity.first):
            return False
        sized = any(series == entry.id for series, _ in self.thread.sizes)
        if entry.id in self._whole and not (quantity.kind == "money" and sized):
            return False
        if quantity.kind == "money" and not small(self.thread, entry, quantity):
            return False
        self._at = index
        return True


def _unowned(reading: Reading, mention: Mention) -> bool:
    """Whether nobody's name and no "total" stands before a balance."""
    before = reading.lowers[max(0, mention.first - 4) : mention.first]
    return not (WHOLE | {"'s"}) & set(before) and not any(c.last == mention.first for c in reading.countries)


def bare_side(reading: Reading, mention: Mention) -> bool:
    """Whether exports or imports are named without whose they are and without "total" or "overall"."""
    words = reading.lowers
    if not mention.entry.generic or not mention.entry.id.startswith(("exports", "imports")):
        return False
    before = words[max(0, mention.first - 4) : mention.first]
    if WHOLE & set(before) or "'s" in before[-2:]:
        return False
    if any(c.last == mention.first for c in reading.countries):
        return False  # "Pakistani exports"
    return words[mention.last : mention.last + 1] not in (["to"], ["from"], ["of"], ["with"], ["into"])


def small(thread: Thread, entry: Entry, quantity: Quantity) -> bool:
    """Whether an amount is less than half of the country's whole trade, as far as that has been told."""
    whole = next(
        (
            size
            for (series, unit), (size, _) in thread.sizes.items()
            if (series, unit) == (entry.id, quantity.unit)
        ),
        None,
    )
    return whole is None or quantity.value < 0.5 * whole


def of_partner(thread: Thread, entry: Entry, quantity: Quantity, reading: Reading) -> bool:
    """Whether an amount can be a partner's: less than half of the whole trade of as many months, where that has been told."""
    told = thread.sizes.get((entry.id, quantity.unit))
    if told is None or quantity.kind != "money":
        return True
    size, interval = told
    months = max((p.interval.whole_months or 0 for p in reading.periods if p.interval is not None), default=0)
    per_month = size / (interval.whole_months or 1)
    return quantity.value < 0.5 * per_month * (months or interval.whole_months or 1)
