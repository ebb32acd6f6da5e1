"""Epithets: an economy that is only named to say whose trade it is, "exports from the world's second largest economy"."""

from __future__ import annotations

from streams.economy.sentences import Reading

#: So many words behind a series of trade its country may be described.
_REACH = 14
_LINKS = frozenset(["from", "of", "by", "in", "to", "for"])
_POSTS = frozenset(["posted", "recorded", "reported", "booked", "logged", "ran", "registered", "had", "saw"])
_SALES = frozenset(["sales", "shipments", "deliveries", "orders"])
#: What trade is to an economy.
_ROLES = frozenset(["account", "accounts", "accounting", "half", "third", "backbone", "pillar", "driver", "engine", "lifeblood"])  # fmt: skip


def described(reading: Reading, place: int) -> bool:
    """Whether an economy named at a place tells nothing but whose exports or imports the sentence is about."""
    told = reading.lowers[place + 1 : place + 2]
    if told and told[0] in _POSTS and {"surplus", "deficit", "gap"} & set(reading.lowers[place + 2 :]):
        return True  # "Southeast Asia's largest economy posted a $3.26 billion surplus"
    first = next((p for p in range(place - 9, place) if p >= 0 and reading.lowers[p] in _SALES), None)
    if first is not None and reading.lowers[first + 1] in _LINKS:
        return True  # "overseas sales by Asia's fourth-largest economy rose"
    for mention in reading.named:
        if not mention.entry.id.startswith(("exports", "imports")) or not 0 < place - mention.last <= _REACH:
            continue
        if any(mention.last <= q.first < place and q.kind != "percent" for q in reading.quantities):
            continue
        between = reading.lowers[mention.last : place]
        if between[:1] and between[0] in _LINKS and place - mention.last <= 9:
            return True
        if _ROLES & set(between):
            return True  # "exports, which account for about half of the economy, rose"
    return False
