"""Binding: the series that a quantity is of, beside it, in its statement, or in the thread where the words point back."""

from __future__ import annotations

from streams.economy.indicators import Entry, Mention, kinds
from streams.economy.intent import status
from streams.economy.money import Quantity
from streams.economy.roles import Role
from streams.economy.sentences import Reading
from streams.economy.statement import State, bare, points_back
from streams.economy.thread import Thread

#: Words that may stand between a figure and the series it is an amount of: "$673.4 million in workers' remittances".
_BIND = frozenset(
    [
        "in",
        "of",
        "for",
        "from",
        "worth",
        "as",
        "the",
        "net",
        "total",
        "its",
        "by",
        "through",
        "via",
        "under",
        "'s",
        "a",
        "country",
        "-",
        "were",
        "was",
        "is",
        "are",
    ]
)


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
            if mention.first >= following or mention.first - quantity.last > (
                7 if quantity.kind == "percent" else 5
            ):
                return None
            between = reading.lowers[quantity.last : mention.first]
            if quantity.kind == "percent" and "in" in between:
                steps = reading.within(quantity.last, mention.first, "yoy", "mom", "qoq", "wow", "up", "down")
                taken = {p for c in steps for p in range(c.first - quantity.last, c.last - quantity.last)}
                between = [word for place, word in enumerate(between) if place not in taken]
            if not between:
                return mention
            if not all(word in _BIND for word in between):
                return None
            if quantity.kind == "percent":
                return (
                    mention if "in" in between or ("of" in between and mention.entry.kind == "rate") else None
                )
            if between == ["in"] and mention.entry.kind == "other":
                return mention  # "Rs6.9 trillion in direct taxes": only a part, whatever leads the clause
            left = (
                state.entry is not None
                and state.explicit
                and state.entry.kind != "other"
                and state.clause == reading.clause(quantity.first)
            )
            return None if left else mention
        return None

    def entry(self, reading: Reading, state: State, quantity: Quantity, kind: Role) -> Entry | None:
        """The series that a quantity belongs to: the statement's, else the thread's where the words point back to it."""
        if state.entry is not None:
            if state.clause == reading.clause(quantity.first) or state.entry.kind == "other":
                return state.entry
            if state.explicit and (kind in ("base", "change") or points_back(reading, quantity)):
                return state.entry
            return state.entry if bare(reading, quantity) else None
        thread = self.thread
        aim = self._aim(reading, quantity, kind)
        if aim is not None:
            state.entry, state.explicit, state.geo = aim, False, thread.geo or thread.home
            state.clause = reading.clause(quantity.first)
            return aim
        if thread.indicator is None or not thread.near(reading.sentence.index):
            return None
        if not points_back(reading, quantity) and not bare(reading, quantity):
            return None
        state.entry = Entry(thread.indicator, kinds()[thread.indicator], sign=thread.sign)
        state.explicit = False
        state.geo = thread.geo or thread.home
        state.clause = reading.clause(quantity.first)
        return state.entry

    def _aim(self, reading: Reading, quantity: Quantity, kind: Role) -> Entry | None:
        """ "The government has set a target of $5bn": of the article's topic, if its levels are of that size."""
        topic = self.thread.topic
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
