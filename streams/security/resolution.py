"""Which reports tell of the same incident: a function of the set of reports, whatever their order.

Sharp reports, which name a day and a city, are joined first: the most alike first, as long as nothing in either group
contradicts anything in the other. Vague ones, which name a month or only a province, then join the sharp group that they fit
best, or stand by themselves. Two attacks of one article are never one incident: its writer told them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from schemas import Attack
from streams.security.country import Country


def resolve(reports: Iterable[Attack]) -> list[list[Attack]]:
    """The reports grouped by incident, each group and the groups in a fixed order; in a time linear in the reports."""
    countries: defaultdict[str | None, Country] = defaultdict(Country)
    for report in reports:
        countries[report.place.country].put(report)
    groups = [group for country in countries.values() for group in country.groups()]
    return sorted(
        groups, key=lambda group: (min(r.date.start for r in group), min(r.event_id for r in group))
    )
