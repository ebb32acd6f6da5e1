"""Which currency a rate is for: the foreign ones that a sentence names, and the one that a quote buys."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.money import Quantity
from streams.economy.quotes import HIGH, LOW, paired, quote_words
from streams.economy.sentences import Reading
from streams.text.lexicon import Match


def equal(reading: Reading, currency: str | None) -> Quantity | None:
    """The rate of "($1 = 77.80 taka)"."""
    words = reading.lowers
    for quantity in reading.quantities:
        lead = quantity.lead
        if quantity.kind != "money" or lead < 2 or words[lead - 1] != "=":
            continue
        known = quantity.unit in ("RUPEE", currency) and LOW <= quantity.value <= HIGH
        if known and "1" in words[max(0, lead - 4) : lead - 1]:
            return quantity
    return None


def foreign_of(reading: Reading, home: str) -> list[Match[str]]:
    """The foreign currencies that a sentence names, those of amounts aside; "the pound" is sterling where `home` has no pound."""
    known = quote_words()
    found = list(known.foreign.find(reading.sentence.tokens))
    if home in known.pounds:
        found = [
            match
            for match in found
            if match.entry != "GBP" or match.last - match.first > 1 or not _pound(reading, match)
        ]
    return [match for match in found if not _money(reading, match)]


def bought(reading: Reading, quantity: Quantity, foreign: Sequence[Match[str]]) -> str:
    """The currency that is bought: right behind the rate, else the one named nearest before it, else the dollar."""
    behind = [
        match
        for match in foreign
        if 0 <= match.first - quantity.last <= 4
        and not {"and", ",", "while", "whereas"} & set(reading.lowers[quantity.last : match.first])
    ]  # in "to Rs49.40 against the rupee and the riyal to Rs47" the riyal is the next one's
    if behind:
        return behind[0].entry
    before = [match for match in foreign if match.last <= quantity.first]
    if "respectively" in reading.lowers[quantity.last :] or paired(reading, before):
        # "the dirham and the riyal closed at Rs75.82 and Rs74.23, respectively"
        row = [
            q
            for q in reading.quantities
            if q.kind == "money" and q.unit == quantity.unit and q.rounding < 0.5
        ]
        last = row[-2:]
        if len(last) == 2 == len(before[-2:]) and quantity in last and before[-1].last <= last[0].first:
            return before[-2:][last.index(quantity)].entry
    return before[-1].entry if before else "USD"


def _pound(reading: Reading, match: Match[str]) -> bool:
    """Whether a currency is only called the pound."""
    return reading.lowers[match.first] in ("pound", "pounds")


def _money(reading: Reading, match: Match[str]) -> bool:
    """Whether a sign of a foreign currency belongs to an amount ("$2 billion")."""
    return any(q.kind == "money" and q.first <= match.first < q.last for q in reading.quantities)
