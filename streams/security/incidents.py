"""An incident's row from its reports and from the operations and statements that follow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from schemas import Attack, Count, Incident, Operation, Place, Statement, Target, When
from schemas.event import BaseEvent
from schemas.security import AttackKind, Perpetrator, PerpetratorStatus
from schemas.tables import IncidentOperation, IncidentStatement, PerpetratorHistory, Toll, TollReport
from streams.reprints import Voices, listed
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
    texts = _Texts(reports)
    main = [report for report in reports if report.prominence == "main"]
    telling = main or list(reports)
    # What looks back on it later knows the toll better than the day's reports did.
    latest = max(map(said_at, [report for report in telling if texts.is_own(report)] or telling))
    counting = telling + [r for r in reports if r.prominence != "main" and main and said_at(r) > latest]
    spoken = _statements(statements)
    return Incident(
        incident_id=name,
        attack=_kind(telling, texts),
        date=_date(reports, texts),
        place=_place(reports, texts),
        target=_target(telling, texts),
        killed=_toll(texts.tellers(counting, lambda report: report.killed), texts),
        injured=_toll(texts.tellers(counting, lambda report: report.injured), texts),
        toll_history=_toll_history(telling),
        perpetrators=_perpetrators(reports, texts),
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
        reprints=texts.reprints,
    )


class _Texts:
    """Whose words the reports are: a reprint speaks with the voice of the article whose text it prints."""

    def __init__(self, reports: Sequence[Attack]) -> None:
        """The reports are in the order of publication."""
        voices = Voices()
        self._of = {
            report.event_id: voices.hear(report.article.revision.partition("/")[0], publisher(report), report)
            for report in reports
        }
        self.reprints = listed(voices.copies)

    def of(self, report: Attack) -> str:
        """The id of the event whose text a report prints, or its own."""
        return self._of[report.event_id].event_id

    def is_own(self, report: Attack) -> bool:
        """Whether a report has words of its own."""
        return self._of[report.event_id] is report

    def voice(self, report: Attack) -> str:
        """Who says what a report says."""
        return publisher(self._of[report.event_id])

    def tellers(
        self, reports: Iterable[Attack], value: Callable[[Attack], T | None]
    ) -> list[tuple[Attack, T]]:
        """What reports say, without those that do not say it: of the prints of one text that say the same, the first."""
        found: dict[tuple[str, T], Attack] = {}
        for report in reports:
            what = value(report)
            if what is not None:
                found.setdefault((self.of(report), what), report)
        return [(report, what) for (_, what), report in found.items()]

    def each(self, reports: Iterable[Attack], value: Callable[[Attack], T | None]) -> list[T]:
        """The same without who says it."""
        return [what for _, what in self.tellers(reports, value)]


def _most(values: Iterable[T], *, key: Callable[[T], str] = repr) -> T | None:
    """The most frequent value; of equals the one that sorts first."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], key(value)), default=None)


def _kind(reports: Sequence[Attack], texts: _Texts) -> AttackKind:
    telling = load("streams.security", "incidents.toml")["telling"]
    kinds: list[AttackKind] = texts.each(reports, lambda report: report.attack)
    counts = Counter(kinds)
    return max(sorted(counts), key=lambda kind: counts[kind] * telling[kind])


def _date(reports: Sequence[Attack], texts: _Texts) -> When:
    """The day that most say, from the main reports if they name one; else the narrowest stretch."""
    days = [report for report in reports if report.date.precision == "day"]
    main = [report for report in days if report.prominence == "main"]
    day = _most(texts.each(main or days, lambda report: report.date), key=lambda when: when.start.isoformat())
    if day is not None:
        return day
    return min((r.date for r in reports), key=lambda when: (when.end - when.start, when.start))


def _place(reports: Sequence[Attack], texts: _Texts) -> Place:
    """The city that most say, with the site that most name there, and coordinates as fine as anyone gives."""
    finest = {"site": 0, "city": 1, "admin1": 2, "country": 3}
    places = texts.each(reports, lambda report: report.place)
    city = _most(texts.each(reports, lambda report: report.place.city or None))
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


def _target(reports: Sequence[Attack], texts: _Texts) -> Target | None:
    targets = texts.each(reports, lambda report: report.target)
    kind = _most([t.kind for t in targets if t.kind != "other"] or [t.kind for t in targets])
    if kind is None:
        return None
    name = _most(target.name for target in targets if target.kind == kind and target.name)
    return Target(kind=kind, name=name)


def _toll(counts: Iterable[tuple[Attack, Count]], texts: _Texts) -> Toll:
    return estimate(Said(said_at(report), texts.voice(report), count) for report, count in counts)


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


def _perpetrators(reports: Sequence[Attack], texts: _Texts) -> tuple[PerpetratorHistory, ...]:
    """Each group with its present status; a claim stands over an accusation, and only a denial or a later claim over it."""
    said: dict[str, list[tuple[datetime, Perpetrator]]] = {}
    spelled: dict[str, dict[tuple[str, str, str | None], None]] = {}
    for report in reports:
        for group in report.perpetrators:
            key = (group.code or group.name).lower()
            said.setdefault(key, []).append((said_at(report), group))
            spelled.setdefault(key, {})[texts.of(report), group.name, group.code] = None
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
        name = _most(name for _, name, _ in spelled[key]) or key
        code = _most(code for _, _, code in spelled[key] if code)
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
