"""The incidents of one country, kept up as its claims come and go: what changed is made anew, the rest stays.

What is made depends on the set of claims alone. A report bears on the incidents of its day and place and on what may mean
them: sharp reports (`sharp`), vague ones (`vague`), operations and statements (`links`), ids (`naming`), months (`months`).
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas import Attack, Incident, Operation, SecurityMonth, Statement
from streams.security.clusters import Cluster, Entry, entry
from streams.security.incidents import incident
from streams.security.links import Group, Links
from streams.security.months import Months
from streams.security.naming import Names, first_report
from streams.security.profiles import Profiles
from streams.security.sharp import Cities, Sharp, is_sharp
from streams.security.shelves import Scope, Shelf
from streams.security.vague import Vague

Claim = Attack | Operation | Statement

#: An attack that is named by day and place is one of so many that happened there, or it is not told which.
_FEW = 24


class Country:
    """The standing claims of a country and what follows from them."""

    def __init__(self) -> None:
        self._profiles = Profiles()
        self._entries: dict[str, Entry] = {}
        self._cities = Cities(self._profiles)
        self._shelf: Shelf[Sharp] = Shelf()
        self._vague = Vague(self._profiles, self._shelf)
        self._links = Links(self._elsewhere)
        self._names: Names[Group] = Names()
        self._reports: dict[Group, list[Attack]] = {}
        self._rows: dict[Group, Incident] = {}
        self._named: dict[str, Incident] = {}
        self._months = Months()
        self._stale: dict[Group, None] = {}
        """Incidents that are no more, and those whose rows are to be made anew."""
        self._changed: dict[str, None] = {}

    def put(self, claim: Claim) -> None:
        """Take in a claim that stands, and was not there."""
        if not isinstance(claim, Attack):
            self._links.put(claim)
            return
        item = self._entries[claim.event_id] = entry(claim, self._profiles)
        (self._cities if is_sharp(claim) else self._vague).put(item)

    def drop(self, claim: Claim) -> None:
        """Take away a claim that was there."""
        if not isinstance(claim, Attack):
            self._links.drop(claim)
            return
        item = self._entries.pop(claim.event_id)
        (self._cities if is_sharp(claim) else self._vague).drop(item)

    def groups(self) -> list[list[Attack]]:
        """The reports by incident."""
        self._resolve()
        return list(self._reports.values())

    def incidents(self) -> Iterable[Incident]:
        """The rows of the incidents."""
        self._settle()
        return self._named.values()

    def months(self) -> Iterable[SecurityMonth]:
        """The rows of the months."""
        self._settle()
        return self._months.rows()

    def changes(self) -> tuple[list[tuple[str, Incident | None]], list[tuple[str, SecurityMonth | None]]]:
        """The incidents and the months that may have changed since this was asked last; None where there is none now."""
        self._settle()
        incidents = [(name, self._named.get(name)) for name in self._changed]
        months = [(key, self._months.row(key)) for key in self._months.changed]
        self._changed.clear()
        self._months.changed.clear()
        return incidents, months

    def _settle(self) -> None:
        self._resolve()
        for group in self._stale:
            self._forget(group)
        for group in self._stale:
            if group not in self._reports:
                continue
            follows = self._links.followers(group)
            row = self._rows[group] = incident(
                self._names.of(group),
                self._reports[group],
                [event for event in follows if isinstance(event, Operation)],
                [event for event in follows if isinstance(event, Statement)],
            )
            self._named[row.incident_id] = row
            self._changed[row.incident_id] = None
            self._months.add(row)
        self._stale.clear()

    def _forget(self, group: Group) -> None:
        row = self._rows.pop(group, None)
        if row is not None:
            self._changed[row.incident_id] = None
            self._months.remove(row)
            del self._named[row.incident_id]

    def _resolve(self) -> None:
        """Group the reports anew where they changed, and note whose rows are stale."""
        gone, new = self._cities.settle()
        for old in gone:
            self._shelf.remove(old)
        for one in new:
            self._shelf.add(one)
        changes = self._vague.settle(gone, new)
        self._links.look(changes.scopes, [*gone, *new, *changes.fed])
        left: list[Group] = [*gone, *changes.gone]
        come: list[Group] = [*new, *changes.new]
        fed: list[Group] = [one for one in changes.fed if one in self._reports]
        for group in (*left, *fed):
            self._links.leave(group)
            del self._reports[group]
        for group in (*come, *fed):
            reports = self._reports[group] = sorted(
                _sharp(group) + (self._vague.given(group) if isinstance(group, Sharp) else []),
                key=lambda report: (report.article.revision, report.event_id),
            )
            self._links.come(group, reports)
        named = []
        for group in come:
            first = first_report(_sharp(group))
            named.append((group, first, self._entries[first.event_id].profile))
        renamed = self._names.settle(left, named)
        self._stale |= dict.fromkeys((*left, *come, *fed, *renamed, *self._links.settle()))

    def _elsewhere(self, there: Scope) -> list[Group]:
        found: list[Group] = [*(self._shelf.within(there, _FEW) or ())]
        for kin in there.kin:
            found += self._vague.loose(kin)
        return found


def _sharp(group: Sharp | Cluster) -> list[Attack]:
    """The reports that an incident was made of: all but the vague ones that joined it."""
    return [item.report for item in (group.head if isinstance(group, Sharp) else group).entries]
