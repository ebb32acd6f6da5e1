"""The core's front door: article in, classification and events out. No I/O, no clock: the same article, the same result."""

from __future__ import annotations

from typing import Literal

from schemas import Article, Classification, Event
from streams.classify import classify as classify_document
from streams.economy.extract import extract as extract_economy
from streams.keys import event_key, event_topic
from streams.security.extract import extract as extract_security
from streams.text.document import Document

__all__ = ["DOMAINS", "Domain", "classify", "event_key", "event_topic", "extract", "process"]

Domain = Literal["economy", "security"]
DOMAINS: tuple[Domain, ...] = ("economy", "security")


def classify(article: Article) -> Classification:
    """Which domains the article belongs to."""
    return classify_document(Document(article))


def extract(article: Article, classification: Classification, domain: Domain) -> list[Event]:
    """The events of one domain, in the order of the text; none where the article does not have the domain's label."""
    return _extract(Document(article), classification, domain)


def process(article: Article) -> tuple[Classification, list[Event]]:
    """Classification and the events of every domain, reading the text once."""
    document = Document(article)
    classification = classify_document(document)
    return classification, [
        event for domain in DOMAINS for event in _extract(document, classification, domain)
    ]


def _extract(document: Document, classification: Classification, domain: Domain) -> list[Event]:
    if domain not in classification.labels:
        return []
    if domain == "economy":
        return list(extract_economy(document))
    return list(extract_security(document))
