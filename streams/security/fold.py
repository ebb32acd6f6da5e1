"""The incident tables: what follows from the attacks, operations and statements of each country.

Reports are resolved into incidents as a function of their set; operations and statements are tied to the incident that they
say they are about, else to the only one that their article reports; months are sums over incidents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

from schemas import Attack, Event, Incident, Observation, Operation, SecurityMonth, Statement, dump
from schemas.security import AttackRef
from schemas.tables import Tally
from streams.claims import merge
from streams.folds import Table, View
from streams.keys import event_key
from streams.security.incidents import anchor, incident, incident_id, said_at
from streams.security.resolution import resolve
from streams.topology import INCIDENTS, SECURITY_MONTHS

Follow = Operation | Statement

#: What follows an attack follows it within this time, where only the article ties them.
_AFTERMATH = timedelta(days=60)
_SLACK = timedelta(days=1)


class Incidents:
    """The security fold: `tables.incidents` and `tables.security-months` as a function of the events added."""

    def __init__(self) -> None:
        self._claims: dict[str, dict[str, Attack | Operation | Statement]] = {}
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
        self._changed.add(group)
        return True

    def drain(self) -> list[View]:
        """The rows that changed since the last call; an incident that no longer follows is a tombstone."""
        found: list[View] = []
        for group in sorted(self._changed):
            told = self._told.setdefault(group, {})
            now: dict[tuple[str, str], Table] = {}
            for row in _rows(self._claims[group].values()):
                place = (
                    (INCIDENTS, row.incident_id) if isinstance(row, Incident) else (SECURITY_MONTHS, row.key)
                )
                now[place] = row
            for place in sorted(told.keys() - now.keys()):
                found.append(View(*place, None))
                del told[place]
            for place in sorted(now):
                digest = blake2b(dump(now[place]), digest_size=16).digest()
                if told.get(place) != digest:
                    told[place] = digest
                    found.append(View(*place, now[place]))
        self._changed.clear()
        return found

    def views(self, *, as_of: datetime | None = None) -> list[Table]:
        """Every incident, by date, then every month, by key; with `as_of`, from the articles revised by then."""
        rows = [
            row for group in sorted(self._claims) for row in _rows(self._claims[group].values(), as_of=as_of)
        ]
        incidents = [row for row in rows if isinstance(row, Incident)]
        months = [row for row in rows if isinstance(row, SecurityMonth)]
        return [
            *sorted(incidents, key=lambda row: (row.date.start, row.incident_id)),
            *sorted(months, key=lambda row: row.key),
        ]

    def forget(self, group: str) -> None:
        """Drop a country without a trace."""
        self._claims.pop(group, None)
        self._told.pop(group, None)
        self._changed.discard(group)


def _rows(
    claims: Iterable[Attack | Operation | Statement], *, as_of: datetime | None = None
) -> list[Incident | SecurityMonth]:
    standing = [
        event for event in claims if not event.withdrawn and (as_of is None or said_at(event) <= as_of)
    ]
    groups = resolve(event for event in standing if isinstance(event, Attack))
    names = _names(groups)
    follows: list[list[Follow]] = [[] for _ in groups]
    reported: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        for article in sorted({report.article.id for report in group if report.prominence == "main"}):
            reported[article].append(index)
    for event in sorted((e for e in standing if not isinstance(e, Attack)), key=lambda e: e.event_id):
        followed = _followed(event, groups, reported.get(event.article.id, []))
        if followed is not None:
            follows[followed].append(event)
    incidents = [
        incident(
            names[index],
            group,
            [event for event in follows[index] if isinstance(event, Operation)],
            [event for event in follows[index] if isinstance(event, Statement)],
        )
        for index, group in enumerate(groups)
    ]
    return [*incidents, *_months(incidents)]


def _names(groups: Sequence[Sequence[Attack]]) -> list[str]:
    """The ids of incidents: those that share country, place and day are told apart by which was reported first."""
    sharing: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        sharing[anchor(group)].append(index)
    names = [""] * len(groups)
    for of, indexes in sharing.items():
        indexes.sort(key=lambda i: min((said_at(report), report.event_id) for report in groups[i]))
        for ordinal, index in enumerate(indexes):
            names[index] = incident_id(of, ordinal)
    return names


def _followed(event: Follow, groups: Sequence[Sequence[Attack]], own: Sequence[int]) -> int | None:
    """The incident that an operation or a statement follows: the one it is about, else the only one its article reports.

    `own` are the incidents that its article reports as its news.
    """
    if event.about is not None:
        about = event.about
        meant = [index for index in own if _is_about(about, groups[index])]
        meant = meant or [index for index, group in enumerate(groups) if _is_about(about, group)]
        if meant:
            return max(meant, key=lambda index: (len(groups[index]), -index))
        return None
    if isinstance(event, Statement) and event.act in ("accuse", "deny", "warn", "demand"):
        return None
    near = [
        i for i in own if any(timedelta(0) <= event.date.end - r.date.start <= _AFTERMATH for r in groups[i])
    ]
    return near[0] if len(near) == 1 else None


def _is_about(about: AttackRef, group: Sequence[Attack]) -> bool:
    return any(_matches(about, report) for report in group)


def _matches(about: AttackRef, report: Attack) -> bool:
    if about.date is None and about.place is None:
        return False
    if about.date is not None and (
        report.date.start > about.date.end + _SLACK or report.date.end + _SLACK < about.date.start
    ):
        return False
    place = about.place
    if place is None:
        return True
    pairs = (
        (place.country, report.place.country),
        (place.admin1, report.place.admin1),
        (place.city, report.place.city),
    )
    return not any(one and other and one != other for one, other in pairs)


def _months(incidents: Sequence[Incident]) -> list[SecurityMonth]:
    by_month: dict[str, list[Incident]] = defaultdict(list)
    for row in incidents:
        if row.date.precision != "year":
            by_month[f"{row.place.country or 'ZZ'}/{row.date.start:%Y-%m}"].append(row)
    found: list[SecurityMonth] = []
    for key in sorted(by_month):
        rows = by_month[key]
        country, _, month = key.partition("/")
        total = _tally(rows)
        found.append(
            SecurityMonth(
                key=key,
                country=country,
                month=month,
                incidents=total.incidents,
                killed=total.killed,
                injured=total.injured,
                by_attack=_split(rows, lambda row: [row.attack]),
                by_admin1=_split(rows, lambda row: [row.place.admin1 or "unknown"]),
                by_perpetrator=_split(
                    rows,
                    lambda row: (
                        [p.code or p.name for p in row.perpetrators if p.status != "denied"] or ["unknown"]
                    ),
                ),
            )
        )
    return found


def _split(rows: Sequence[Incident], headings: Callable[[Incident], list[str]]) -> dict[str, Tally]:
    """Tallies by heading; an incident under two headings counts under both."""
    parts: dict[str, list[Incident]] = defaultdict(list)
    for row in rows:
        for heading in sorted(set(headings(row))):
            parts[heading].append(row)
    return {heading: _tally(parts[heading]) for heading in sorted(parts)}


def _tally(rows: Sequence[Incident]) -> Tally:
    return Tally(
        incidents=len(rows),
        killed=sum(row.killed.best or 0 for row in rows),
        injured=sum(row.injured.best or 0 for row in rows),
    )
