"""Where an event goes: its topic, and the key that is also the group its fold works in."""

from __future__ import annotations

from schemas import Attack, Event, Observation, Operation
from streams.topology import route

#: Key of security events whose country is not known (a user-assigned code of ISO 3166).
UNKNOWN_COUNTRY = "ZZ"


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
