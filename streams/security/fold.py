"""The incident tables: what follows from the attacks, operations and statements of each country.

Reports are resolved into incidents as a function of their set; operations and statements are tied to the incident that they
say they are about, else to the only one that their article reports; months are sums over incidents. A new claim is filed
where it happened; what it bears on is made anew when it is next asked for (`country`).
"""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b

from schemas import Event, Observation, dump
from streams.claims import merge
from streams.folds import Table, View
from streams.keys import event_key
from streams.security.country import Claim, Country
from streams.security.incidents import said_at
from streams.topology import INCIDENTS, SECURITY_MONTHS


class Incidents:
    """The security fold: `tables.incidents` and `tables.security-months` as a function of the events added."""

    def __init__(self) -> None:
        self._claims: dict[str, dict[str, Claim]] = {}
        self._countries: dict[str, Country] = {}
        self._changed: set[str] = set()
        self._told: dict[str, dict[tuple[str, str], bytes]] = {}

    def add(self, event: Event) -> bool:
        """Take in an event, also a withdrawn or an older one; True if the set of claims changed."""
        if isinstance(event, Observation):
            return False
        group = event_key(event)
        claims = self._claims.setdefault(group, {})
        known = claims.get(event.event_id)
        merged = merge(known, event)
        if merged == known:
            return False
        claims[event.event_id] = merged
        country = self._countries.setdefault(group, Country())
        if known is not None and not known.withdrawn:
            country.drop(known)
        if not merged.withdrawn:
            country.put(merged)
        self._changed.add(group)
        return True

    def drain(self) -> list[View]:
        """The rows that changed since the last call; an incident that no longer follows is a tombstone."""
        found: list[View] = []
        for group in sorted(self._changed):
            told = self._told.setdefault(group, {})
            incidents, months = self._countries[group].changes()
            now: dict[tuple[str, str], Table | None] = {}
            now |= {(INCIDENTS, name): row for name, row in incidents}
            now |= {(SECURITY_MONTHS, key): month for key, month in months}
            lost = sorted(place for place in now if now[place] is None and place in told)
            found += [View(*place, None) for place in lost if told.pop(place)]
            for place in sorted(now):
                row = now[place]
                if row is None:
                    continue
                digest = blake2b(dump(row), digest_size=16).digest()
                if told.get(place) != digest:
                    told[place] = digest
                    found.append(View(*place, row))
        self._changed.clear()
        return found

    def views(self, *, as_of: datetime | None = None) -> list[Table]:
        """Every incident, by date, then every month, by key; with `as_of`, from the articles revised by then."""
        countries = list(self._countries.values()) if as_of is None else self._as_of(as_of)
        incidents = [row for country in countries for row in country.incidents()]
        months = [row for country in countries for row in country.months()]
        return [
            *sorted(incidents, key=lambda row: (row.date.start, row.incident_id)),
            *sorted(months, key=lambda row: row.key),
        ]

    def forget(self, group: str) -> None:
        """Drop a country without a trace."""
        self._claims.pop(group, None)
        self._countries.pop(group, None)
        self._told.pop(group, None)
        self._changed.discard(group)

    def _as_of(self, moment: datetime) -> list[Country]:
        found: list[Country] = []
        for claims in self._claims.values():
            country = Country()
            for event in claims.values():
                if not event.withdrawn and said_at(event) <= moment:
                    country.put(event)
            found.append(country)
        return found
