"""The ids of incidents: from what the first report of each says, so that what comes later leaves them as they are.

An id is made of the country, place, day and kind of attack that the report which was published first gives. It changes only
where a report turns up that was published still earlier and says it otherwise, or where the first one is taken back. Of
incidents that would share an id, the first reported has it; the others add what tells them apart: their site or target. A
merger keeps the id of the earlier report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from schemas import Attack, stable_id
from streams.security.profiles import Profile

T = TypeVar("T", bound=Hashable)

Anchor = tuple[str, ...]


def first_report(reports: Iterable[Attack]) -> Attack:
    """The report that was published first. Later revisions of its article keep its place."""
    return min(reports, key=_order)


def anchor(report: Attack, profile: Profile) -> Anchor:
    """What the id of an incident is made of, by its first report."""
    when, place = report.date, report.place
    where = place.city or place.admin1 or place.name
    return (
        place.country or "ZZ",
        where.lower(),
        when.start.isoformat(),
        when.precision,
        profile.family or "",
    )


class Names(Generic[T]):
    """The ids of a country's incidents."""

    def __init__(self) -> None:
        self._sharing: defaultdict[Anchor, dict[T, tuple[Attack, str]]] = defaultdict(dict)
        self._anchors: dict[T, Anchor] = {}
        self._names: dict[T, str] = {}

    def of(self, incident: T) -> str:
        """The id of an incident."""
        return self._names[incident]

    def settle(self, gone: Iterable[T], new: Iterable[tuple[T, Attack, Profile]]) -> Sequence[T]:
        """Take leave of incidents and name others, given with their first reports; those whose id is not what it was."""
        touched: dict[Anchor, None] = {}
        for incident in gone:
            at = self._anchors.pop(incident)
            del self._sharing[at][incident]
            del self._names[incident]
            touched[at] = None
        for incident, report, profile in new:
            at = self._anchors[incident] = anchor(report, profile)
            telling = " ".join(sorted(profile.words)) or profile.target or ""
            self._sharing[at][incident] = (report, telling)
            touched[at] = None
        changed: list[T] = []
        for at in touched:
            for incident, name in _named(at, self._sharing[at]):
                if self._names.get(incident) != name:
                    self._names[incident] = name
                    changed.append(incident)
            if not self._sharing[at]:
                del self._sharing[at]
        return changed


def _named(at: Anchor, sharing: dict[T, tuple[Attack, str]]) -> Iterator[tuple[T, str]]:
    """Incidents that share an anchor, each with its id."""
    taken: set[str] = set()
    for place, incident in enumerate(sorted(sharing, key=lambda one: _order(sharing[one][0]))):
        report, telling = sharing[incident]
        if place == 0:
            yield incident, stable_id("incident", *at)
        elif telling in taken:
            yield incident, stable_id("incident", *at, telling, report.event_id)
        else:
            yield incident, stable_id("incident", *at, telling)
        if place:
            taken.add(telling)


def _order(report: Attack) -> tuple[float, str]:
    return report.article.published_at.timestamp(), report.event_id
