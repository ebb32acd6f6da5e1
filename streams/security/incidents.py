"""An incident's row from its reports and from the operations and statements that follow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from schemas import Attack, Incident, Operation, Place, Statement, Target, When
from schemas.event import BaseEvent
from schemas.security import AttackKind, Perpetrator, PerpetratorStatus
from schemas.tables import IncidentOperation, IncidentStatement, PerpetratorHistory, TollReport
from streams.security.estimates import Said, estimate
from streams.text.lexicon import load

T = TypeVar("T")


def said_at(event: BaseEvent) -> datetime:
    """When the article's revision said it."""
    return datetime.fromisoformat(event.article.revision.partition("/")[0])


def publisher(event: BaseEvent) -> str:
    """Who published it: two articles of one publisher are one source."""
    return event.article.source or event.article.url or event.article.id


def incident(
    name: str, reports: Sequence[Attack], operations: Sequence[Operation], statements: Sequence[Statement]
) -> Incident:
    """The row of an incident; the sequences come in a fixed order."""
    main = [report for report in reports if report.prominence == "main"]
    telling = main or list(reports)
    # What looks back on it later knows the toll better than the day's reports did.
    latest = max(said_at(report) for report in telling)
    counting = telling + [r for r in reports if r.prominence != "main" and main and said_at(r) > latest]
    spoken = _statements(statements)
    return Incident(
        incident_id=name,
        attack=_kind(telling),
        date=_date(reports),
        place=_place(reports),
        target=_target(telling),
        killed=estimate(Said(said_at(r), publisher(r), r.killed) for r in counting if r.killed is not None),
        injured=estimate(
            Said(said_at(r), publisher(r), r.injured) for r in counting if r.injured is not None
        ),
        toll_history=_toll_history(telling),
        perpetrators=_perpetrators(reports),
        operations=_operations(operations),
        statements=spoken,
        condemned_by=tuple(
            sorted(
                {s.country or s.organisation or s.speaker or "" for s in spoken if s.act == "condemn"} - {""}
            )
        ),
        first_reported=min(report.article.published_at for report in reports).astimezone(UTC),
        last_reported=max(said_at(report) for report in reports),
        articles=tuple(sorted({report.article.id for report in main})),
        sources=tuple(sorted({publisher(report) for report in reports})),
        mentions=tuple(sorted({r.article.id for r in reports} - {r.article.id for r in main})),
    )


def _most(values: Iterable[T], *, key: Callable[[T], str] = repr) -> T | None:
    """The most frequent value; of equals the one that sorts first."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], key(value)), default=None)


def _kind(reports: Sequence[Attack]) -> AttackKind:
    telling = load("streams.security", "incidents.toml")["telling"]
    counts = Counter(report.attack for report in reports)
    return max(sorted(counts), key=lambda kind: counts[kind] * telling[kind])


def _date(reports: Sequence[Attack]) -> When:
    """The day that most say, from the main reports if they name one; else the narrowest stretch."""
    days = [report for report in reports if report.date.precision == "day"]
    main = [report.date for report in days if report.prominence == "main"]
    day = _most(main or [report.date for report in days], key=lambda when: when.start.isoformat())
    if day is not None:
        return day
    return min((r.date for r in reports), key=lambda when: (when.end - when.start, when.start))


def _place(reports: Sequence[Attack]) -> Place:
    """The city that most say, with the site that most name there, and coordinates as fine as anyone gives."""
    finest = {"site": 0, "city": 1, "admin1": 2, "country": 3}
    places = [report.place for report in reports]
    city = _most(place.city for place in places if place.city)
    same = [place for place in places if place.city == city] or places
    site = _most(
        (p for p in same if p.locality), key=lambda p: f"{finest[p.precision]}{p.name}{p.model_dump_json()}"
    )
    if site is not None:
        return site
    best = min(finest[place.precision] for place in same)
    chosen = _most(
        (p for p in same if finest[p.precision] == best),
        key=lambda p: f"{p.lat is None}{p.model_dump_json()}",
    )
    # `same` is never empty: an incident has a report.
    return chosen if chosen is not None else same[0]


def _target(reports: Sequence[Attack]) -> Target | None:
    targets = [report.target for report in reports if report.target is not None]
    kind = _most([t.kind for t in targets if t.kind != "other"] or [t.kind for t in targets])
    if kind is None:
        return None
    name = _most(target.name for target in targets if target.kind == kind and target.name)
    return Target(kind=kind, name=name)


def _toll_history(reports: Iterable[Attack]) -> tuple[TollReport, ...]:
    rows = [
        TollReport(
            as_of=said_at(report),
            killed=report.killed.value if report.killed else None,
            injured=report.injured.value if report.injured else None,
            source=report.article.source,
            article=report.article.id,
        )
        for report in reports
        if (report.killed and report.killed.value is not None)
        or (report.injured and report.injured.value is not None)
    ]
    return tuple(sorted(rows, key=lambda row: (row.as_of, row.article)))


def _perpetrators(reports: Iterable[Attack]) -> tuple[PerpetratorHistory, ...]:
    """Each group with its present status; a claim stands over an accusation, and only a denial or a later claim over it."""
    said: dict[str, list[tuple[datetime, Perpetrator]]] = {}
    for report in reports:
        for group in report.perpetrators:
            said.setdefault((group.code or group.name).lower(), []).append((said_at(report), group))
    found: list[PerpetratorHistory] = []
    for key in sorted(said):
        history: list[tuple[datetime, PerpetratorStatus]] = []
        for at, group in sorted(said[key], key=lambda item: (item[0], item[1].status, item[1].name)):
            held = history[-1][1] if history else None
            if group.status == held or (
                held in ("claimed", "denied") and group.status in ("accused", "suspected")
            ):
                continue
            history.append((at, group.status))
        name = _most(group.name for _, group in said[key]) or key
        code = _most(group.code for _, group in said[key] if group.code)
        found.append(
            PerpetratorHistory(
                name=name, code=code, status=history[-1][1], since=history[-1][0], history=tuple(history)
            )
        )
    return tuple(found)


def _operations(operations: Iterable[Operation]) -> tuple[IncidentOperation, ...]:
    """One row an operation, though several articles tell of it: what is told alike is one."""
    found: dict[tuple[object, ...], IncidentOperation] = {}
    for event in sorted(operations, key=lambda e: (e.article.revision, e.event_id)):
        row = IncidentOperation(
            event_id=event.event_id,
            operation=event.operation,
            date=event.date,
            places=event.places,
            arrested=event.arrested.value if event.arrested else None,
            killed=event.killed.value if event.killed else None,
            by=event.by,
            article=event.article.id,
        )
        names = tuple(sorted(place.name for place in event.places))
        found.setdefault((row.operation, names, row.arrested, row.killed), row)
    return tuple(sorted(found.values(), key=lambda row: (row.date.start, row.event_id)))


def _statements(statements: Iterable[Statement]) -> tuple[IncidentStatement, ...]:
    """One row a speaker and act, with the articles that report it."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for event in sorted(statements, key=lambda e: (e.article.revision, e.event_id)):
        who = event.speaker
        named = who.name or who.organisation or who.country or who.role or ""
        found.setdefault((event.act, named.lower()), []).append(event)
    rows: list[IncidentStatement] = []
    for said in found.values():
        first = said[0]
        rows.append(
            IncidentStatement(
                event_id=first.event_id,
                act=first.act,
                speaker=first.speaker.name,
                organisation=first.speaker.organisation,
                country=next((s.speaker.country for s in said if s.speaker.country), None),
                addressee=next((a.country or a.name for s in said if (a := s.addressee)), None),
                articles=tuple(sorted({event.article.id for event in said})),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.act, row.country or "", row.speaker or "", row.event_id)))
