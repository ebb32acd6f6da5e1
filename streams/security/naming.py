"""The ids of incidents: from what the first report of each says, so that what comes later leaves them as they are.

An id is made of the country, place and day of the report that was published first, and of the little that tells this incident
from others there (its site, else its target, else its kind). It changes only where a report turns up that was published
still earlier and says it otherwise, or where the first one is taken back. Of incidents that would share an id, the first
reported has it; the others add their first report. A merger keeps the id of the earlier report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
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
    telling = " ".join(sorted(profile.words)) or profile.target or profile.family or ""
    return (place.country or "ZZ", where.lower(), when.start.isoformat(), when.precision, telling)


class Names(Generic[T]):
    """The ids of a country's incidents."""

    def __init__(self) -> None:
        self._sharing: defaultdict[Anchor, dict[T, Attack]] = defaultdict(dict)
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
            self._sharing[at][incident] = report
            touched[at] = None
        changed: list[T] = []
        for at in touched:
            sharing = self._sharing[at]
            ranked = sorted(sharing, key=lambda incident, of=sharing: _order(of[incident]))  # type: ignore[misc]
            for place, incident in enumerate(ranked):
                name = stable_id("incident", *at, *([sharing[incident].event_id] if place else []))
                if self._names.get(incident) != name:
                    self._names[incident] = name
                    changed.append(incident)
            if not sharing:
                del self._sharing[at]
        return changed


def _order(report: Attack) -> tuple[float, str]:
    return report.article.published_at.timestamp(), report.event_id
