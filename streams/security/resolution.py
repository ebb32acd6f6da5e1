"""Which reports tell of the same incident: a function of the set of reports, whatever their order.

Sharp reports, which name a day and a city, are joined first: pairs that could be one incident, the most alike first, as long
as nothing in either group contradicts anything in the other. Vague ones, which name a month or only a province, then join
the sharp group that they fit best, or stand by themselves. Two attacks of one article are never one incident: its writer
told them apart.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Literal

from schemas import Attack
from streams.text.lexicon import load

_DAY = timedelta(days=1)
#: Targets that say nothing of what was attacked.
_VAGUE = frozenset({"other", "civilians"})
#: Sites further apart than this (km) are two; sites nearer than this are one.
_APART, _NEAR = 5.0, 1.0
_KM_PER_DEGREE = 111.2
#: Tolls this close, in parts, may be the same toll.
_CLOSE = 0.25


@dataclass(slots=True)
class Cluster:
    """Reports of one incident."""

    reports: list[Attack]
    articles: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.articles = {report.article.id for report in self.reports}

    def take(self, other: Cluster) -> None:
        """Take over the reports of another cluster."""
        self.reports.extend(other.reports)
        self.articles |= other.articles


@cache
def family(kind: str) -> str | None:
    """The family of a kind of attack; None for `other`, which may be any."""
    families = load("streams.security", "incidents.toml")["families"]
    return next((name for name, kinds in families.items() if kind in kinds), None)


def resolve(reports: Iterable[Attack]) -> list[list[Attack]]:
    """The reports grouped by incident, each group and the groups in a fixed order."""
    ordered = sorted(reports, key=lambda r: r.event_id)
    sharp = [report for report in ordered if is_sharp(report)]
    vague = [report for report in ordered if not is_sharp(report)]
    clusters = _join_sharp(sharp)
    _place_vague(clusters, vague)
    groups = [sorted(cluster.reports, key=lambda r: (r.article.revision, r.event_id)) for cluster in clusters]
    return sorted(
        groups, key=lambda group: (min(r.date.start for r in group), min(r.event_id for r in group))
    )


def is_sharp(report: Attack) -> bool:
    """Whether a report names a day and a city."""
    return report.date.precision == "day" and report.place.city is not None


def _join_sharp(reports: Sequence[Attack]) -> list[Cluster]:
    clusters = [Cluster([report]) for report in reports]
    by_city: dict[str, list[int]] = defaultdict(list)
    for index, report in enumerate(reports):
        by_city[(report.place.city or "").lower()].append(index)
    owner = list(range(len(reports)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for members in by_city.values():
        for _, _, one, other in sorted(_pairs(reports, members), key=lambda pair: (-pair[0], pair[1])):
            left, right = root(one), root(other)
            if left == right or not _joinable(clusters[left], clusters[right]):
                continue
            clusters[left].take(clusters[right])
            owner[right] = left
    return [clusters[index] for index in range(len(reports)) if owner[index] == index]


def _pairs(
    reports: Sequence[Attack], members: Sequence[int]
) -> Iterable[tuple[float, tuple[str, str], int, int]]:
    """Pairs of a city's reports that could be one incident, with how alike they are."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for index in members:
        by_day[reports[index].date.start].append(index)
    for day, indexes in by_day.items():
        near = [*indexes, *by_day.get(day + _DAY, ())]
        for place, one in enumerate(indexes):
            for other in near[place + 1 :]:
                alike = likeness(reports[one], reports[other])
                if alike > 0:
                    ids = sorted((reports[one].event_id, reports[other].event_id))
                    yield alike, (ids[0], ids[1]), one, other


def _joinable(left: Cluster, right: Cluster) -> bool:
    if left.articles & right.articles:
        return False
    return not any(contradicts(one, other) for one in left.reports for other in right.reports)


def contradicts(one: Attack, other: Attack) -> bool:
    """Whether two reports cannot be one incident: other days, other sites, other targets, other kinds of attack."""
    if one.date.start > other.date.end + _DAY or other.date.start > one.date.end + _DAY:
        return True
    sites = _sites(one, other)
    if sites == "same":
        return False
    if sites == "apart":
        return True
    if sites == "unlike" and not (_same_target(one, other) or _close(one, other)):
        return True
    kinds = {one.target.kind if one.target else "other", other.target.kind if other.target else "other"}
    if len(kinds - _VAGUE) > 1:
        return True
    families = {family(one.attack), family(other.attack)} - {None}
    return len(families) > 1


def _sites(one: Attack, other: Attack) -> Literal["same", "apart", "unlike", "unknown"]:
    """Whether two reports name one site: by name, or by how far apart the sites lie where both are known.

    `unlike` is two names of places that nobody located: a mosque and the suburb that it stands in, or two places.
    """
    left, right = _own_words(one), _own_words(other)
    if left and right:
        shared = left & right
        if shared - _common():
            return "same"
        if shared and left - _common() and right - _common():
            return "apart"  # this mosque and that mosque
        if (
            "site" == one.place.precision == other.place.precision
            and (distance := _distance(one, other)) is not None
        ):
            return "apart" if distance > _APART else "same" if distance < _NEAR else "unlike"
        return "unlike"
    # Names of targets differ in wording where the target is one: they can only agree.
    named = [_site_words(report.target.name if report.target else None) for report in (one, other)]
    return "same" if (named[0] & named[1]) - _common() else "unknown"


def _own_words(report: Attack) -> frozenset[str]:
    """The words that name a report's site; the names of its city and province tell nothing."""
    place = report.place
    wider = _site_words(place.city) | _site_words(place.admin1)
    return (
        _site_words(place.locality) | (_site_words(place.name) if place.locality else frozenset())
    ) - wider


def _distance(one: Attack, other: Attack) -> float | None:
    """Kilometres between two places; None where one of them has no coordinates."""
    a, b = one.place, other.place
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return _KM_PER_DEGREE * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))


@cache
def _site_words(name: str | None) -> frozenset[str]:
    if not name:
        return frozenset()
    return frozenset(word for word in name.lower().replace("-", " ").split() if len(word) > 3)


@cache
def _common() -> frozenset[str]:
    return frozenset(load("streams.security", "incidents.toml")["sites"]["common"])


def likeness(one: Attack, other: Attack) -> float:
    """How alike two reports of one city are; 0 where they contradict each other."""
    if one.article.id == other.article.id or contradicts(one, other):
        return 0.0
    same_site = _sites(one, other) == "same"
    if (
        one.date.start != other.date.start
        and not same_site
        and not (_close(one, other) and _same_target(one, other))
    ):
        return 0.0
    alike = 1.0 if one.date.start == other.date.start else 0.5
    alike += 2.0 * same_site + 0.5 * _same_target(one, other) + 0.5 * (one.attack == other.attack)
    return alike + 0.5 * _close(one, other)


def _same_target(one: Attack, other: Attack) -> bool:
    return bool(
        one.target and other.target and one.target.kind == other.target.kind and one.target.kind not in _VAGUE
    )


def _close(one: Attack, other: Attack) -> bool:
    left, right = _killed(one), _killed(other)
    return left is not None and right is not None and abs(left - right) <= max(_CLOSE * max(left, right), 1)


def _killed(report: Attack) -> int | None:
    if report.killed is None:
        return None
    return report.killed.value if report.killed.value is not None else report.killed.low


def _place_vague(clusters: list[Cluster], reports: Sequence[Attack]) -> None:
    """Each vague report joins the sharp cluster that it fits best; those that fit none join each other where they agree."""
    sharp = sorted(clusters, key=lambda c: min(r.event_id for r in c.reports))
    # What a vague report is held against is the sharp ones alone: where another vague one went does not matter.
    heads = [list(cluster.reports) for cluster in sharp]
    loose: list[Cluster] = []
    joined: list[tuple[int, Attack]] = []
    for report in reports:
        scored = [
            (score, len(heads[index]), -index)
            for index in range(len(sharp))
            if (score := _fit(report, heads[index])) > 0
        ]
        best = max(scored, default=None)
        if best is not None and (best[0] >= 1 or len(scored) == 1):
            joined.append((-best[2], report))
        else:
            _join_loose(loose, report)
    for index, report in joined:
        if report.article.id in sharp[index].articles:
            loose.append(Cluster([report]))
        else:
            sharp[index].take(Cluster([report]))
    clusters.extend(loose)


def _join_loose(loose: list[Cluster], report: Attack) -> None:
    """Let a vague report join the first of its like: the same stretch of time and place, and nothing against it."""
    for held in loose:
        if report.article.id not in held.articles and all(
            _alike_vague(report, other) for other in held.reports
        ):
            held.take(Cluster([report]))
            return
    loose.append(Cluster([report]))


def _alike_vague(one: Attack, other: Attack) -> bool:
    places = [(report.place.country, report.place.admin1, report.place.city) for report in (one, other)]
    if places[0] != places[1] or (one.date.start, one.date.end) != (other.date.start, other.date.end):
        return False
    tolls = [_killed(one), _killed(other)]
    return not contradicts(one, other) and (None in tolls or _close(one, other))


def _fit(report: Attack, cluster: Sequence[Attack]) -> float:
    """How well a vague report fits sharp ones: 1 and more is telling, 0 is impossible."""
    if any(report.article.id == other.article.id or contradicts(report, other) for other in cluster):
        return 0.0
    other = cluster[0]
    if report.place.city and other.place.city and report.place.city.lower() != other.place.city.lower():
        return 0.0
    if report.place.admin1 and other.place.admin1 and report.place.admin1 != other.place.admin1:
        return 0.0
    fit = 0.2 + 0.3 * (report.place.city is not None)
    if any(_sites(report, one) == "same" for one in cluster):
        fit += 1.5
    if any(_close(report, one) for one in cluster):
        fit += 0.8
    elif _killed(report) is not None and any(_killed(one) is not None for one in cluster):
        # A toll that nobody gave for this incident speaks against it, more so the vaguer the date.
        fit -= 0.2 if report.date.precision == "day" else 0.5
    return max(fit, 0.0)
