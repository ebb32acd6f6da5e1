"""Security months: sums over incidents, kept up as incidents change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas import Incident, SecurityMonth
from schemas.tables import Tally

#: Incidents, killed, injured.
_Sums = list[int]


@dataclass(slots=True)
class _Month:
    total: _Sums = field(default_factory=lambda: [0, 0, 0])
    headings: dict[tuple[str, str], _Sums] = field(default_factory=dict)


class Months:
    """The months of a country's incidents."""

    def __init__(self) -> None:
        self._months: defaultdict[str, _Month] = defaultdict(_Month)
        self.changed: dict[str, None] = {}
        """Keys of the months that changed since this was emptied."""

    def add(self, row: Incident) -> None:
        """Count an incident."""
        self._count(row, 1)

    def remove(self, row: Incident) -> None:
        """Count it no more."""
        self._count(row, -1)

    def rows(self) -> list[SecurityMonth]:
        """Every month's row."""
        return [row for key in self._months if (row := self.row(key)) is not None]

    def row(self, key: str) -> SecurityMonth | None:
        """A month's row; None if nothing is known to have happened in it."""
        month = self._months.get(key)
        if month is None:
            return None
        country, _, name = key.partition("/")
        incidents, killed, injured = month.total
        parts: dict[str, dict[str, Tally]] = {"attack": {}, "admin1": {}, "perpetrator": {}}
        for by, heading in sorted(month.headings):
            sums = month.headings[by, heading]
            parts[by][heading] = Tally(incidents=sums[0], killed=sums[1], injured=sums[2])
        return SecurityMonth(
            key=key,
            country=country,
            month=name,
            incidents=incidents,
            killed=killed,
            injured=injured,
            by_attack=parts["attack"],
            by_admin1=parts["admin1"],
            by_perpetrator=parts["perpetrator"],
        )

    def _count(self, row: Incident, sign: int) -> None:
        if row.date.precision == "year":
            return
        key = f"{row.place.country or 'ZZ'}/{row.date.start:%Y-%m}"
        month = self._months[key]
        sums = (sign, sign * (row.killed.best or 0), sign * (row.injured.best or 0))
        _add(month.total, sums)
        for heading in _headings(row):
            there = month.headings.setdefault(heading, [0, 0, 0])
            _add(there, sums)
            if not there[0]:
                del month.headings[heading]
        if not month.total[0]:
            del self._months[key]
        self.changed[key] = None


def _headings(row: Incident) -> Iterator[tuple[str, str]]:
    """What an incident counts under; one under two headings counts under both."""
    yield "attack", row.attack
    yield "admin1", row.place.admin1 or "unknown"
    named = {group.code or group.name for group in row.perpetrators if group.status != "denied"}
    for name in named or {"unknown"}:
        yield "perpetrator", name


def _add(to: _Sums, sums: tuple[int, int, int]) -> None:
    for place, value in enumerate(sums):
        to[place] += value
