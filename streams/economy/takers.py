"""The borrower as the subject of a sentence behind one on a loan: "Dhaka got $476.3 million in February"."""

from __future__ import annotations

from streams.economy.lending import listed
from streams.economy.sentences import Reading


def takes(reading: Reading, home: str | None) -> bool:
    """Whether the borrower itself, "it" or "the country" opens a sentence and is told to have taken: then that was lent."""
    start = reading.dateline
    subject = next((c.last for c in reading.countries if c.first - start <= 1 and c.code == home), None)
    if subject is None:
        opening = reading.lowers[start : start + 2]
        subject = start + 1 if opening[:1] == ["it"] else start + 2 if opening == ["the", "country"] else None
    if subject is None or any(m.entry.kind in ("flow", "stock") for m in reading.mentions):
        return False
    verb = [
        w
        for w in reading.lowers[subject : subject + 3]
        if w not in ("has", "had", "also", "already", "will", "then", "later")
    ]
    return bool(verb) and verb[0] in listed("taken")
