"""Sharp reports, which name a day and a city: grouped by district and day, then across midnight.

A day's reports are grouped by themselves. A day's incident is one with an incident of the day before or after if each is the
other's best match: an outlet dates by the night, another by the morning. So what a report changes lies within two days of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from schemas import Attack
from streams.security.clusters import Cluster, Entry, group, joinable, likeness
from streams.security.profiles import Profiles, district
from streams.security.shelves import COUNTRY, Where


def is_sharp(report: Attack) -> bool:
    """Whether a report names a day and a city."""
    return report.date.precision == "day" and report.place.city is not None


class Sharp:
    """An incident as its sharp reports make it. Compared as an object."""

    __slots__ = ("days", "ends", "figures", "first", "head", "last", "wheres", "words")

    def __init__(self, days: tuple[Cluster, ...]) -> None:
        self.days = days
        """The clusters of its one or two days."""
        self.head = Cluster([item for day in days for item in day.entries])
        reports = self.reports
        self.first = min(report.date.start for report in reports).toordinal()
        self.last = max(report.date.start for report in reports).toordinal()
        self.ends = min(max(report.date.start, report.date.end) for report in reports).toordinal()
        """The earliest end that a report gives."""
        cities = {district(report.place) for report in reports}
        provinces = {report.place.admin1 or "" for report in reports}
        provinces = provinces - {""} or provinces
        self.wheres: tuple[Where, ...] = (
            COUNTRY,
            *(("admin1", name) for name in sorted(provinces)),
            *(("city", name) for name in sorted(cities)),
        )
        self.words = sorted({word for profile in self.head.tolls for word in profile.words})
        self.figures = sorted(
            {toll for tolls in self.head.tolls.values() for toll in tolls if toll is not None}
        )

    @property
    def reports(self) -> list[Attack]:
        """Its sharp reports."""
        return [item.report for item in self.head.entries]


@dataclass(slots=True)
class _City:
    entries: defaultdict[int, dict[str, Entry]] = field(default_factory=lambda: defaultdict(dict))
    clusters: dict[int, list[Cluster]] = field(default_factory=dict)
    partners: dict[Cluster, Cluster | None] = field(default_factory=dict)
    incidents: dict[Cluster, Sharp] = field(default_factory=dict)
    touched: dict[int, set[str]] = field(default_factory=dict)
    """Days with the reports that came, went or changed."""


class Cities:
    """The sharp reports of a country and the incidents that they make."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self._cities: dict[str, _City] = {}
        self._touched: set[str] = set()

    def put(self, item: Entry) -> None:
        """Take in a report."""
        self._touch(item)[item.report.event_id] = item

    def drop(self, item: Entry) -> None:
        """Take a report away."""
        del self._touch(item)[item.report.event_id]

    def _touch(self, item: Entry) -> dict[str, Entry]:
        name, day = district(item.report.place), item.report.date.start.toordinal()
        city = self._cities.setdefault(name, _City())
        city.touched.setdefault(day, set()).add(item.report.event_id)
        self._touched.add(name)
        return city.entries[day]

    def settle(self) -> tuple[list[Sharp], list[Sharp]]:
        """The incidents that are no more and those that are new since the last call."""
        gone: list[Sharp] = []
        new: list[Sharp] = []
        for name in sorted(self._touched):
            city = self._cities[name]
            ours = self._settle(city)
            gone += ours[0]
            new += ours[1]
            if not city.clusters:
                del self._cities[name]
        self._touched.clear()
        return gone, new

    def _settle(self, city: _City) -> tuple[list[Sharp], list[Sharp]]:
        loose: dict[Cluster, None] = {}
        dead: list[Cluster] = []
        near: set[int] = set()
        for day in sorted(city.touched):
            near |= {day - 1, day, day + 1}
            dead += self._regroup(city, day)
        near &= city.clusters.keys()
        city.touched.clear()
        for day in sorted(near):
            for cluster in city.clusters[day]:
                loose[cluster] = None
                city.partners[cluster] = self._partner(city, day, cluster)
        gone: dict[Sharp, None] = {}
        for cluster in dead:
            gone[city.incidents[cluster]] = None
            del city.partners[cluster]
        # whoever is or was joined with one of these may be joined otherwise now
        for cluster in list(loose):
            if cluster in city.incidents:
                gone[city.incidents[cluster]] = None
            partner = city.partners[cluster]
            if partner is not None and partner in city.incidents:
                gone[city.incidents[partner]] = None
        for incident in gone:
            for cluster in incident.days:
                del city.incidents[cluster]
                if cluster in city.partners:
                    loose[cluster] = None
        return self._join(city, loose, gone)

    def _regroup(self, city: _City, day: int) -> list[Cluster]:
        """Group a day anew, keeping the clusters that stay the same; the clusters that are no more."""
        old = {cluster.ids(): cluster for cluster in city.clusters.pop(day, [])}
        entries, touched = city.entries[day], city.touched[day]
        if not entries:
            del city.entries[day]
            return list(old.values())
        found: list[Cluster] = []
        for cluster in group(entries.values(), self._profiles):
            ids = cluster.ids()
            same = ids in old and touched.isdisjoint(ids)
            found.append(old.pop(ids) if same else cluster)
        city.clusters[day] = found
        return list(old.values())

    def _partner(self, city: _City, day: int, cluster: Cluster) -> Cluster | None:
        """The cluster of the day before or after that it matches best."""
        best: tuple[float, str, str] | None = None
        found: Cluster | None = None
        for other in (*city.clusters.get(day - 1, ()), *city.clusters.get(day + 1, ())):
            alike = likeness(cluster, other, self._profiles)
            if alike <= 0:
                continue
            names = sorted((cluster.name, other.name))
            rank = (-alike, names[0], names[1])
            if (best is None or rank < best) and joinable(cluster, other, self._profiles):
                best, found = rank, other
        return found

    def _join(
        self, city: _City, loose: Iterable[Cluster], gone: dict[Sharp, None]
    ) -> tuple[list[Sharp], list[Sharp]]:
        known = {incident.days: incident for incident in gone}
        new: list[Sharp] = []
        for cluster in loose:
            if cluster in city.incidents:
                continue
            partner = city.partners[cluster]
            days: tuple[Cluster, ...] = (cluster,)
            if partner is not None and city.partners[partner] is cluster:
                days = tuple(sorted((cluster, partner), key=lambda c: c.entries[0].report.date.start))
            incident = known.pop(days, None)
            if incident is None:
                incident = Sharp(days)
                new.append(incident)
            else:
                del gone[incident]
            for day in days:
                city.incidents[day] = incident
        return list(gone), new
