"""Money lent by the IMF and other official lenders: the sum, the stage that it is at, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.money import Quantity
from streams.economy.periods import Period
from streams.economy.sentences import Reading
from streams.economy.thread import Thread
from streams.text.lexicon import Match, Phrases, load


@dataclass(frozen=True, slots=True)
class _Words:
    lenders: Phrases[str]
    finance: frozenset[str]
    against: frozenset[str]
    stages: Phrases[str]


@cache
def _words() -> _Words:
    data = load("streams.economy", "lenders.toml")
    stages = [(word, stage) for stage, words in data["stages"].items() for word in words]
    return _Words(
        Phrases((name, row["id"]) for row in data["lender"] for name in row["names"]),
        frozenset(data["words"]["finance"]),
        frozenset(data["words"]["against"]),
        Phrases(stages),
    )


class Financing:
    """Reads the sums that lenders give, sentence by sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._lender: str | None = None
        self._at = -9

    def read(self, reading: Reading) -> list[Figure]:
        """The sums of a sentence."""
        words = _words()
        tokens = reading.sentence.tokens
        index = reading.sentence.index
        found = list(words.lenders.find(tokens))
        if found:
            self._lender, self._at = found[0].entry, index
        if not reading.quantities or self.thread.home is None:
            return []
        if not found and not (self._lender and index - self._at <= 1 and self._continues(reading)):
            return []
        lowers = reading.lowers
        if not any(word in words.finance for word in lowers):
            return []
        figures: list[Figure] = []
        for place, quantity in enumerate(reading.quantities):
            if quantity.kind != "money" or quantity.unit not in ("USD", "XDR", "EUR"):
                continue
            if not self._finance(reading, quantity):
                continue
            if quantity.unit != "USD" and any(
                q.unit == "USD" and min(abs(q.first - quantity.last), abs(q.last - quantity.first)) <= 2
                for q in reading.quantities
            ):
                continue
            lender = self._whose(found, quantity)
            if lender is None:
                continue
            figures.append(self._figure(reading, place, quantity, lender))
        return figures

    def _continues(self, reading: Reading) -> bool:
        return any(
            word in ("tranche", "disbursement", "loan", "facility", "package", "programme", "program")
            for word in reading.lowers
        )

    def _whose(self, found: list[Match[str]], quantity: Quantity) -> str | None:
        if not found:
            return self._lender
        nearest = min(
            found, key=lambda match: min(abs(match.first - quantity.last), abs(quantity.first - match.last))
        )
        return nearest.entry

    def _finance(self, reading: Reading, quantity: Quantity) -> bool:
        """Whether the words near a sum are of finance, and of nothing else that is counted in money."""
        words = _words()
        lowers = reading.lowers
        near = lowers[max(0, quantity.first - 10) : quantity.last + 8]
        after = lowers[quantity.last : quantity.last + 4]
        if {"total", "totaling", "totalling"} & set(lowers[max(0, quantity.first - 8) : quantity.first]):
            return False  # what has been paid so far in all
        if any(word in words.against for word in after):
            return False
        own = [
            m
            for m in reading.mentions
            if m.entry.kind != "other"
            and not m.entry.generic
            and 0 <= quantity.first - m.last <= 6
            and not m.entry.weak
        ]
        if own:
            return False
        return any(word in words.finance for word in near)

    def _figure(self, reading: Reading, place: int, quantity: Quantity, lender: str) -> Figure:
        words, sentence = _words(), reading.sentence
        stages = list(words.stages.find(sentence.tokens))
        clause = reading.clause(quantity.first)
        mine = [match for match in stages if reading.clause(match.first) == clause] or stages
        stage = "agreed"
        if mine:
            # The verb before the sum rules; "approved the disbursement of" is an approval.
            before = [match for match in mine if match.first < quantity.first]
            verbs = before or mine
            stage = min(verbs, key=lambda match: abs(match.first - quantity.first)).entry
            if any(match.entry == "approved" for match in verbs):
                stage = "approved"
        days = [
            p for p in reading.periods if p.kind == "day" and p.interval is not None and not _said(reading, p)
        ]
        interval: Interval | None = None
        if days and mine:
            near = min(days, key=lambda p: abs(p.first - quantity.last))
            on = [p for p in days if tokenized(reading, p.first - 1) in ("on", "dated")]
            behind = [p for p in on if p.first >= quantity.last]
            chosen = behind[0] if behind else near
            assert chosen.interval is not None
            interval = chosen.interval
        figure = Figure(
            lender, self.thread.home or "", interval, "one_off", quantity.value, quantity.unit, quantity.rounding,
            [reading.document.evidence(sentence, quantity.start, quantity.end)],
            qualifier=quantity.qualifier, stage=stage, rule="financing", sentence=sentence.index, position=quantity.first,
            headline=sentence.kind in ("headline", "bullet", "lead"), confidence=0.8,
        )  # fmt: skip
        if not mine:
            figure.confidence = 0.7
        return figure


def _said(reading: Reading, day: Period) -> bool:
    """Whether a day is when something was said ("a statement said on Wednesday")."""
    before = reading.lowers[max(0, day.first - 3) : day.first]
    return bool({"said", "told", "stated", "reported", "announced", "statement", "added"} & set(before))


def tokenized(reading: Reading, position: int) -> str:
    """The word at a position, or nothing."""
    return reading.lowers[position] if position >= 0 else ""
