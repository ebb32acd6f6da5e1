"""The partner country that a figure is with, and figures that a sentence deals out "respectively"."""

from __future__ import annotations

from streams.economy.countries import Country
from streams.economy.indicators import Entry, Mention
from streams.economy.money import Quantity
from streams.economy.periods import Period
from streams.economy.roles import Role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread

#: Series that are given by partner.
_PARTNERED = ("exports", "imports", "remittances", "trade", "fdi")
#: Words between a country and its figure in a list.
_LISTED = frozenset(
    [
        "(",
        ",",
        "at",
        "standing",
        "with",
        "sent",
        "contributed",
        ":",
        "came",
        "remitted",
        "accounted",
        "for",
        "-",
        "followed",
        "by",
        "stood",
    ]
)


class Partners:
    """Finds the partners of the figures of a sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._partners: dict[int, str] = {}

    def counterpart(
        self, reading: Reading, state: State, index: int, geo: str, entry: Entry, kind: Role
    ) -> str | None:
        if entry.id.split(".")[0] not in _PARTNERED:
            return None
        if index in self._partners:
            return self._partners[index]
        quantity, words = reading.quantities[index], reading.lowers
        amounts = [q for q in reading.quantities[:index] if q.kind == "money" or kind == "change"]
        floor = amounts[-1].last if amounts else 0
        if words[quantity.last : quantity.last + 1] and words[quantity.last] in ("from", "to", "with"):
            for found in reading.countries:
                if not found.body and found.code != geo and quantity.last < found.first <= quantity.last + 2:
                    return found.code
        for found in reading.countries:
            # "Saudi Arabia ($729.2 million)", "Saudi Arabia, standing at $5.7 billion"
            between = words[found.last : quantity.first]
            listed = between[:1] == ["("] or (between and all(w in _LISTED for w in between))
            if (
                listed
                and not found.body
                and found.code != geo
                and found.last <= quantity.first
                and len(between) <= 4
            ):
                return found.code
        if kind == "level" and state.level is not None and state.level.counterpart is None:
            floor = max(floor, state.level.position)
        for found in reversed(reading.countries):
            if found.body or found.code == geo or not floor <= found.first < quantity.first:
                continue
            before = words[found.first - 1] if found.first else ""
            before = words[found.first - 2] if before == "the" and found.first > 1 else before
            if before in ("to", "from", "with", "in") or (self._subject(reading, found, quantity)):
                return found.code
        if kind != "level" and state.level is not None:
            return state.level.counterpart
        return None

    def _subject(self, reading: Reading, found: Country, quantity: Quantity) -> bool:
        """ "The European Union took textiles worth ...": a partner that is the subject; not "Saudi Arabia leads Pakistan's remittances"."""
        if found.first > 1 or _possessive(reading.lowers, found.last):
            return False
        possessors = [
            c
            for c in reading.countries
            if found.last <= c.first < quantity.first and c.code == self.thread.home
        ]
        return not any(_possessive(reading.lowers, c.last) for c in possessors)

    def respectively(self, reading: Reading) -> dict[int, tuple[Mention | None, Period | None]]:
        """ "exports and imports stood at $5bn and $3bn, respectively": each figure with its series or its period."""
        words = reading.lowers
        self._partners = {}
        if "respectively" not in words:
            return {}
        at = words.index("respectively")
        group: list[int] = []
        for index, quantity in enumerate(reading.quantities):
            if quantity.last > at:
                break
            if (
                group
                and reading.quantities[group[-1]].kind == quantity.kind
                and all(w in (",", "and") for w in words[reading.quantities[group[-1]].last : quantity.first])
            ):
                group.append(index)
            else:
                group = [index]
        if len(group) < 2:
            return {}
        first = reading.quantities[group[0]].first
        mentions = [m for m in reading.mentions if m.last <= first and m.entry.kind != "other"][-len(group) :]
        partners = [
            c for c in reading.countries if c.last <= first and not c.body and c.code != self.thread.home
        ][-len(group) :]
        if len(partners) == len(group) and len(mentions) < len(group):
            self._partners = {index: partner.code for index, partner in zip(group, partners, strict=True)}
            return {}
        before = [p for p in reading.periods if p.last <= first][-len(group) :]
        after = [p for p in reading.periods if reading.quantities[group[-1]].last <= p.first < at]
        periods = after if len(after) == len(group) else before if len(before) == len(group) else []
        if len({m.entry for m in mentions}) == len(group):
            return {index: (mention, None) for index, mention in zip(group, mentions, strict=True)}
        if len(periods) == len(group):
            return {index: (None, period) for index, period in zip(group, periods, strict=True)}
        return {}


def _possessive(words: list[str], position: int) -> bool:
    return position < len(words) and words[position] == "'s"
