"""Money lent by the IMF and by other lenders: the sum, whose it is, the stage that it is at, and the day.

A sum is a loan by the words around it: it is the size of one ("a $3 billion aid program"), follows one ("a tranche of
$1.1 billion"), or goes by a verb of lending between a lender and the country ("the ADB approved $300 million").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from streams.economy.calendars import Interval
from streams.economy.countries import Country
from streams.economy.figures import Figure
from streams.economy.merging import agree
from streams.economy.money import Quantity
from streams.economy.periods import Period
from streams.economy.sentences import Reading
from streams.economy.thread import Thread
from streams.text.lexicon import Match, Phrases, load

#: The money that foreigners lend.
_UNITS = frozenset(["USD", "XDR", "EUR", "GBP", "CNY", "JPY", "SAR", "AED"])
#: No state borrows less at once.
_LEAST = 1e6
#: So many words a noun phrase has between a sum and its head ("$400 million Sindh Emergency Housing ... Project").
_PHRASE = 9
#: So many sentences a lender is still spoken of.
_REACH = 3
#: So many loans an article's tellings are compared with.
_MOST = 24
#: Words that end a noun phrase.
_ENDS = frozenset([",", ".", ";", ":", "to", "from", "for", "by", "with", "and", "as", "at", "on", "that", "which", "was", "were", "is", "are", "has", "have", "had", "will", "would", "could", "after", "during", "while", "or", "over", "against", "between", "into", "than", "last", "this", "since", "per"])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    lenders: Phrases[str]
    markets: Phrases[str]
    finance: frozenset[str]
    projects: frozenset[str]
    heads: frozenset[str]
    links: frozenset[str]
    verbs: frozenset[str]
    against: frozenset[str]
    goes_on: frozenset[str]
    totals: Phrases[str]
    stages: Phrases[str]


@cache
def _words() -> _Words:
    data = load("streams.economy", "lenders.toml")
    words = data["words"]
    stages = [(word, stage) for stage, names in data["stages"].items() for word in names]
    return _Words(
        Phrases((name, row["id"]) for row in data["lender"] for name in row["names"]),
        Phrases((name, row["id"]) for row in data["lender"][2:] for name in row["names"]),
        *(frozenset(words[key]) for key in ("finance", "projects", "heads", "links", "verbs", "against", "continues")),
        Phrases((name, name) for name in words["totals"]),
        Phrases(stages),
    )  # fmt: skip


class Financing:
    """Reads the sums that lenders give, sentence by sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._lender: str | None = None
        self._at = -9
        self._any: str | None = None

    def read(self, reading: Reading) -> list[Figure]:
        """The sums of a sentence."""
        words = _words()
        tokens = reading.sentence.tokens
        index = reading.sentence.index
        found = list(words.lenders.find(tokens))
        if found:
            self._lender, self._at = found[0].entry, index
            self._any = self._any or found[0].entry
        if not reading.quantities or self.thread.home is None:
            return []
        states = self._states(reading)
        lent = bool(found or states) or self._spoken(reading)
        if not found and not states and self._lender is None:
            return []
        figures: list[Figure] = []
        for place, quantity in enumerate(reading.quantities):
            if quantity.kind != "money" or quantity.unit not in _UNITS or quantity.value < _LEAST:
                continue
            if self._twice(reading, quantity) or self._summed(reading, quantity):
                continue
            head = self._head(reading, self._original(reading, place), found, lent)
            if head is None:
                continue
            lender = self._whose(reading, found, states, quantity, head)
            if lender is not None:
                figures.append(self._figure(reading, place, quantity, *lender))
        return figures

    # --- Whether a sum is a loan --------------------------------------------------------------------------------------

    def _original(self, reading: Reading, place: int) -> int:
        """Of "SDR 2.286 billion (about US$3 billion)" the sum that the words speak of."""
        quantity = reading.quantities[place]
        return next(
            (
                i
                for i, q in enumerate(reading.quantities[:place])
                if q.unit == "XDR" and self._beside(reading, q, quantity)
            ),
            place,
        )

    def _head(self, reading: Reading, place: int, found: Sequence[Match[str]], lent: bool) -> str | None:
        """The word that makes a sum a loan: its noun, or a verb of lending; None where nothing does."""
        words, lowers, quantity = _words(), reading.lowers, reading.quantities[place]
        if any(word in words.against for word in lowers[quantity.last : quantity.last + 3]):
            return None
        if (noun := self._noun(reading, place, found, lent)) is not None:
            return noun
        own = [
            m
            for m in reading.mentions
            if m.entry.kind not in ("other", "fx", "rate") and not m.entry.weak and m.last <= quantity.first
            and reading.clause(m.first) == reading.clause(quantity.first)
        ]  # fmt: skip
        floor = max((m.last for m in own), default=0)
        if (noun := self._behind(reading, quantity, max(floor, quantity.lead - 9), lent)) is not None:
            return noun
        if own and own[-1].entry.kind in ("flow", "balance", "stock") and quantity.first - own[-1].last <= 14:
            return None
        return (self._verb(reading, place, quantity) or self._passive(reading, quantity)) if lent else None

    def _noun(self, reading: Reading, place: int, found: Sequence[Match[str]], lent: bool) -> str | None:
        """ "$3 billion aid program", "$250 million in Eurobonds", "$1bn under its Extended Fund Facility"."""
        words, lowers, quantity = _words(), reading.lowers, reading.quantities[place]
        start = quantity.last
        names = {p for match in found for p in range(match.first, match.last)}
        if lowers[start : start + 1] in (["on"], ["for"]) and "repayment" in lowers[start : start + 4]:
            return "repayment"
        if lowers[start : start + 1] == [")"]:
            return None
        if lowers[start : start + 1] in (["in"], ["through"], ["via"], ["under"], ["as"], ["of"]):
            start += 1
        elif lowers[start : start + 1] == ["-"]:
            start += 1
        stop = min(
            quantity.last + _PHRASE,
            reading.quantities[place + 1].first if place + 1 < len(reading.quantities) else len(lowers),
        )
        seen: str | None = None
        for at, word in enumerate(lowers[start:stop], start):
            if word in _ENDS and at not in names:
                break
            if word in words.against and seen is None:
                return None
            if word in words.finance or (lent and word in words.projects):
                seen = word
        return seen

    def _behind(self, reading: Reading, quantity: Quantity, floor: int, lent: bool) -> str | None:
        """ "a tranche of $1.1 billion", "loans to Pakistan worth $1.5 billion", "projects worth"."""
        words, lowers = _words(), reading.lowers
        position = quantity.lead - 1
        linked = False
        while position >= floor and lowers[position] in words.links:
            linked = linked or lowers[position] in (
                "of",
                "worth",
                "totalling",
                "totaling",
                "amounting",
                "valued",
                "(",
                "costing",
            )
            position -= 1
        if not linked:
            return None
        for word in reversed(lowers[floor : position + 1]):
            if word in words.heads and (
                lent
                or word
                not in (
                    "total",
                    "project",
                    "projects",
                    "agreement",
                    "support",
                    "approval",
                    "release",
                    "inflow",
                    "maturity",
                    "receipt",
                    "amount",
                )
            ):
                return word
            if word in (",", ";"):
                return None
        return None

    def _verb(self, reading: Reading, place: int, quantity: Quantity) -> str | None:
        """A verb of lending before a sum, in its clause."""
        words, lowers = _words(), reading.lowers
        before = reading.quantities[place - 1].last if place else 0
        floor = max(
            before, quantity.lead - 6, max((b for b in reading.breaks if b <= quantity.first), default=0)
        )
        behind = lowers[quantity.last : quantity.last + 1]
        if behind and behind[0] not in (
            *_ENDS,
            "in",
            "under",
            ")",
            "(",
            "(",
            '"',
            "of",
            "annually",
            "through",
        ):
            return None  # "raised $5 million shares"
        if lowers[quantity.lead - 1 : quantity.lead] == ["by"]:
            return None
        if {"was", "is", "at", "were", "stood"} & set(lowers[quantity.lead - 2 : quantity.lead]):
            return None
        return next((word for word in reversed(lowers[floor : quantity.lead]) if word in words.verbs), None)

    def _passive(self, reading: Reading, quantity: Quantity) -> str | None:
        """ "a $200 million portion is allocated under the facility", "$300 million were also approved"."""
        near = reading.lowers[quantity.last : quantity.last + 7]
        for place, word in enumerate(near[:-1]):
            if word in (",", ";", "and"):
                return None
            if word in ("is", "was", "were", "been", "be", "are"):
                return next((w for w in near[place + 1 : place + 3] if w in _words().verbs), None)
        return None

    def _twice(self, reading: Reading, quantity: Quantity) -> bool:
        """Whether the sum stands beside in dollars: "SDR 760 million (about $1 billion)"."""
        return quantity.unit != "USD" and any(
            q.unit == "USD" and q.kind == "money" and self._beside(reading, quantity, q)
            for q in reading.quantities
        )

    def _beside(self, reading: Reading, one: Quantity, other: Quantity) -> bool:
        between = reading.lowers[min(one.last, other.last) : max(one.lead, other.lead)]
        return len(between) <= 10 and ("(" in between or len(between) <= 2)

    def _summed(self, reading: Reading, quantity: Quantity) -> bool:
        """Whether a sum is what has been paid in all."""
        return any(
            0 <= quantity.first - match.last <= 10 for match in _words().totals.find(reading.sentence.tokens)
        )

    # --- Whose it is --------------------------------------------------------------------------------------------------

    def _states(self, reading: Reading) -> list[Country]:
        """Foreign states that a sentence names beside words of deposits and loans."""
        return [c for c in reading.countries if c.code != self.thread.home and not c.body and c.code != "US"]

    def _whose(
        self, reading: Reading, found: list[Match[str]], states: list[Country], quantity: Quantity, head: str
    ) -> tuple[str, str | None] | None:
        """The indicator of a sum, and the lender's country where a state lends."""
        markets = [
            m for m in _words().markets.find(reading.sentence.tokens) if _gap(m.first, m.last, quantity) <= 6
        ]
        if markets:
            return "financing.other", None
        state = self._state(reading, states, quantity, head)
        if found:
            here = [m for m in found if reading.clause(m.first) == reading.clause(quantity.first)] or found
            nearest = min(here, key=lambda match: _gap(match.first, match.last, quantity))
            if state is None or _gap(nearest.first, nearest.last, quantity) <= _gap(
                state.first, state.last, quantity
            ):
                return nearest.entry, None
        if state is not None:
            return "financing.other", state.code
        if (
            head in ("bailout", "program", "programme", "arrangement", "tranche", "rescue")
            and self._any == "financing.imf"
        ):
            return "financing.imf", None
        if self._spoken(reading) and self._lender is not None:
            return self._lender, None
        return None

    def _state(
        self, reading: Reading, states: list[Country], quantity: Quantity, head: str
    ) -> Country | None:
        """The state that lends: "Saudi Arabia's $3 billion deposit", "a $2 billion loan from China"."""
        if head not in (
            "deposit",
            "deposits",
            "loan",
            "loans",
            "rollover",
            "facility",
            "credit",
            "package",
            "financing",
            "rolled",
            "roll",
            "extend",
            "extended",
            "deposited",
            "lent",
            "lend",
            "assistance",
            "support",
            "borrowed",
            "aid",
        ):
            return None
        near: list[Country] = []
        for state in states:
            before = reading.lowers[max(0, state.first - 2) : state.first]
            subject = state.last <= quantity.first and not {"to", "in", "for", "with", "of", "between"} & set(
                before
            )
            giver = "from" in before or "by" in before
            if (subject or giver) and _gap(state.first, state.last, quantity) <= 14:
                near.append(state)
        return min(near, key=lambda c: _gap(c.first, c.last, quantity), default=None)

    def _spoken(self, reading: Reading) -> bool:
        """Whether the lender named before is still spoken of."""
        gone = reading.sentence.index - self._at
        return (
            self._lender is not None
            and gone <= _REACH
            and (gone <= 0 or bool(_words().goes_on & set(reading.lowers)))
        )

    def _borrower(self, reading: Reading, quantity: Quantity, lender: str) -> str:
        """The country that borrows: another than the article's where the words give the loan to it."""
        home = self.thread.home or ""
        for country in reading.countries:
            if country.body or country.code == home or country.code in ("EU", "GCC", "US"):
                continue
            before = reading.lowers[max(0, country.first - 1) : country.first]
            if before in (["for"], ["to"]) and 0 <= country.first - quantity.last <= 8:
                return country.code
            owns = reading.lowers[country.last : country.last + 1] == ["'s"]
            if lender == "financing.imf" and owns and 0 <= quantity.first - country.last <= 4:
                return country.code
        return home

    # --- What it is at ------------------------------------------------------------------------------------------------

    def _figure(
        self, reading: Reading, place: int, quantity: Quantity, lender: str, state: str | None
    ) -> Figure:
        sentence = reading.sentence
        stages = list(_words().stages.find(sentence.tokens))
        clause = reading.clause(quantity.first)
        mine = [match for match in stages if reading.clause(match.first) == clause] or stages
        stage = "agreed"
        if mine:
            # The verb before the sum rules; "approved the disbursement of" is an approval.
            before = [match for match in mine if match.first < quantity.first]
            verbs = before or mine
            stage = min(verbs, key=lambda match: abs(match.first - quantity.first)).entry
            if any(match.entry == "approved" for match in verbs) and stage in ("disbursed", "agreed"):
                stage = "approved"
        interval = self._day(reading, quantity, bool(mine))
        figure = Figure(
            lender, self._borrower(reading, quantity, lender), interval, "one_off", quantity.value, quantity.unit,
            quantity.rounding, [reading.document.evidence(sentence, quantity.start, quantity.end)],
            qualifier=quantity.qualifier, stage=stage, rule="financing", sentence=sentence.index, position=quantity.first,
            headline=sentence.kind in ("headline", "bullet", "lead"), confidence=0.8, counterpart=state,
            low=quantity.low, high=quantity.high,
        )  # fmt: skip
        if not mine:
            figure.confidence = 0.7
        return figure

    def _day(self, reading: Reading, quantity: Quantity, staged: bool) -> Interval | None:
        """The day of the event where the sentence gives it; of a month or a year only the end is known."""
        published = reading.document.published_on
        days = [
            p for p in reading.periods if p.kind == "day" and p.interval is not None and not _said(reading, p)
        ]
        days = [p for p in days if p.interval is not None and p.interval.end <= published]
        if days and staged:
            near = min(days, key=lambda p: abs(p.first - quantity.last))
            on = [p for p in days if _word(reading, p.first - 1) in ("on", "dated")]
            behind = [p for p in on if p.first >= quantity.last]
            return (behind[0] if behind else near).interval
        spans = [
            p
            for p in reading.periods
            if p.kind == "span" and p.interval is not None and p.interval.end < published and p.shift is None
            and reading.clause(p.first) == reading.clause(quantity.first)
            and _word(reading, p.first - 1) in ("in", ",", "late", "early", "since", "of", "mid", "")
            and (p.interval.whole_months == 1 or p.whole)
        ]  # fmt: skip
        if spans and staged:
            near = min(spans, key=lambda p: abs(p.first - quantity.last))
            if near.interval is not None:
                return Interval(near.interval.end, near.interval.end)
        return None


def settle(figures: Sequence[Figure], today: Interval) -> None:
    """Make each loan of an article one: a telling without a day is that of another, else of the day of publication."""
    loans = [f for f in figures if f.span == "one_off"]
    dated = [f for f in loans if f.interval is not None]
    known: list[Figure] = list(dated[:_MOST])
    for figure in loans:
        if figure.interval is not None:
            continue
        same = next(
            (
                f
                for f in known
                if f.indicator == figure.indicator and f.geo == figure.geo and agree(f, figure)
            ),
            None,
        )
        if same is None:
            figure.interval = today
            if len(known) < _MOST:
                known.append(figure)
        else:
            figure.interval, figure.stage, figure.counterpart = same.interval, same.stage, same.counterpart


def _gap(first: int, last: int, quantity: Quantity) -> int:
    return min(abs(first - quantity.last), abs(quantity.first - last))


def _said(reading: Reading, day: Period) -> bool:
    """Whether a day is when something was said ("a statement said on Wednesday")."""
    before = reading.lowers[max(0, day.first - 3) : day.first]
    return bool({"said", "told", "stated", "reported", "announced", "statement", "added"} & set(before))


def _word(reading: Reading, position: int) -> str:
    """The word at a position, or nothing."""
    return reading.lowers[position] if position >= 0 else ""
