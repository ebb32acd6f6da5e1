"""How strongly an article is economic news: series beside figures, and the terms of the trade, weighed by data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from streams.economy import countries, indicators, lending, money
from streams.economy.indicators import Mention
from streams.economy.ratewords import words as rate_words
from streams.economy.telling import tells
from streams.text.document import Document, Sentence
from streams.text.lexicon import Phrases, load
from streams.text.tokens import Token, lowers_of, once

#: A term counts so often at most.
_REPEATS = 3
#: From here on an article is economic news.
_HALF = 0.5
#: So many sentences on loans count at most.
_LOANS = 2
#: Series that need a figure beside them to count: the words alone are too common.
_VAGUE = frozenset(["exports", "imports", "reserves", "fx.rate", "gdp.growth", "policy_rate", "tax.revenue"])
#: Series that are news beside a percentage, whatever else is said: nobody else has them.
_TELLING = frozenset(["prices.cpi", "prices.spi", "gdp.growth", "output.lsm"])


def score(document: Document) -> tuple[float, list[str]]:
    """From 0 to 1, and the terms that decided it, strongest first."""
    data, phrases = _terms()
    weights: dict[str, float] = {}
    counts: dict[str, int] = {}
    against, loans = 0.0, 0
    for sentence in document.sentences:
        factor = data["title"] if sentence.kind == "headline" and sentence.field == "title" else 1.0
        for match in phrases.find(sentence.tokens):
            term, weight = match.entry
            count = counts[term] = counts.get(term, 0) + 1
            if count > _REPEATS:
                continue
            if weight < 0:
                against -= weight * factor
            else:
                weights[term] = weights.get(term, 0.0) + weight * factor / count
        _series(sentence, data, factor, weights)
        loans += _loan(sentence)
    if loans:
        weights["loan"] = weights.get("loan", 0.0) + data["lent"] * min(loans, _LOANS)
    total = float(sum(weights.values()))
    length = 1 + len(document.article.body) / data["length"]
    strength = max(0.0, total / length - against)
    terms = sorted(weights, key=lambda term: (-weights[term], term))
    # Rises slowly at first, so that a word here and there stays near 0.
    value = strength**2 / (strength**2 + data["half"] ** 2)
    if value < _HALF and tells(document, value):
        value = _HALF
    return value, terms[:12]


def _loan(sentence: Sentence) -> bool:
    """Whether a sentence tells a loan to a state: a foreign sum, a word of lending, and a lender or another state."""
    tokens = sentence.tokens
    found = once(tokens, "quantities", money.read)
    if not any(q.kind == "money" and q.unit in ("USD", "XDR", "EUR") and q.value >= 1e7 for q in found):
        return False
    words = {token.lower for token in tokens}
    if not words & lending.listed("lent"):
        return False
    states = {c.code for c in countries.read(tokens)}
    return len(states) > 1 or (
        bool(states) and next(iter(lending.words().lenders.find(tokens)), None) is not None
    )


def _series(sentence: Sentence, data: dict[str, Any], factor: float, weights: dict[str, float]) -> None:
    tokens = sentence.tokens
    found = indicators.read(tokens)
    if not found:
        return
    strong = [m for m in found if m.entry.kind != "other" and (not m.entry.weak or _grows(tokens, m))][:3]
    if not strong:
        return
    figures = once(tokens, "quantities", money.read)
    for first, last, entry in strong:
        name = " ".join(tokens.lowers[first:last])
        if entry.id not in _VAGUE:
            weights[name] = weights.get(name, 0.0) + data["series"] * factor
        if figures or (
            entry.id == "fx.rate" and any("." in t.text and t.text[0].isdecimal() for t in tokens)
        ):
            share = 0.5 if entry.id == "fx.rate" else 1.0
            if entry.id in _TELLING and any(q.kind == "percent" for q in figures):
                share = data["rate"]
            weights[name] = weights.get(name, 0.0) + data["figure"] * share * factor / len(strong)


def _grows(tokens: Sequence[Token], mention: Mention) -> bool:
    """ "The UK economy grew by 0.3%": the weak name beside a verb of growth and a percentage is that of growth."""
    if mention.entry.id != "gdp.growth" or not any(q.kind == "percent" for q in money.read(tokens)):
        return False
    return bool(rate_words().verbs & set(lowers_of(tokens)[mention.last : mention.last + 5]))


@cache
def _terms() -> tuple[dict[str, Any], Phrases[tuple[str, float]]]:
    data = load("streams.economy", "score.toml")
    entries = [(term, (term.removeprefix("="), weight)) for term, weight in data["terms"].items()]
    entries += [(term, (term, -weight)) for term, weight in data["against"].items()]
    return data, Phrases(entries)
