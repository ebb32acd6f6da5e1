"""The core's front door: article in, classification and events out. No I/O, no clock: the same article, the same result."""

from __future__ import annotations

from typing import Literal

from schemas import Article, Attack, Classification, Event, Observation, Operation
from streams.classify import classify as classify_document
from streams.economy.extract import extract as extract_economy
from streams.security.extract import extract as extract_security
from streams.text.document import Document
from streams.topology import route

Domain = Literal["economy", "security"]
DOMAINS: tuple[Domain, ...] = ("economy", "security")

#: Key of security events whose country is not known (a user-assigned code of ISO 3166).
UNKNOWN_COUNTRY = "ZZ"


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


def event_topic(event: Event) -> str:
    """The topic that an event is published to."""
    return route(event.type, event.indicator if isinstance(event, Observation) else None)


def event_key(event: Event) -> str:
    """The Kafka key, which is also the group that its fold works in: the series, or the country."""
    if isinstance(event, Observation):
        return event.series
    return event_country(event) or UNKNOWN_COUNTRY


def event_country(event: Event) -> str | None:
    """The country that a security event belongs to: where it happened, or where what it is about did."""
    if isinstance(event, Attack):
        return event.place.country
    if isinstance(event, Operation):
        found = next((place.country for place in event.places if place.country), None)
        return found or (event.about.place.country if event.about and event.about.place else None)
    if isinstance(event, Observation):
        return event.geo
    about = event.about.place.country if event.about and event.about.place else None
    return about or event.speaker.country
