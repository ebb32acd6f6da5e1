"""Which domains an article belongs to: each domain scores it, and a score of one half or more is a label."""

from __future__ import annotations

from schemas import Classification
from schemas.article import Label, Scores
from streams.economy.score import score as economy
from streams.security.score import score as security
from streams.text.document import Document

#: From this score on, the label applies.
THRESHOLD = 0.5
#: Terms that a classification names at most.
_TERMS = 12


def classify(document: Document) -> Classification:
    """The labels of a document, strongest first; `other` where no domain applies."""
    (economic, of_economy), (secure, of_security) = economy(document), security(document)
    scored: list[tuple[float, Label, list[str]]] = [
        (round(economic, 4), "economy", of_economy),
        (round(secure, 4), "security", of_security),
    ]
    scores = {name: value for value, name, _ in scored}
    # Stable: of two equal scores the economy comes first.
    ranked = sorted(scored, key=lambda item: -item[0])
    labels = tuple(name for value, name, _ in ranked if value >= THRESHOLD) or ("other",)
    applied = [terms for value, _, terms in ranked if value >= THRESHOLD]
    terms = [term for group in applied for term in group][:_TERMS] if applied else []
    return Classification(label=labels[0], labels=labels, scores=Scores(**scores), terms=tuple(terms))
