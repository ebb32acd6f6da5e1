"""Reports of one place and stretch of time, grouped by incident: the most alike first, as long as nothing contradicts.

Reports that compare alike (one profile, one toll) are one *telling*, and tellings are what is compared. Each is held against
its neighbours by toll, by target and by words of the site, not against all others: joins carry further what they agree on.
A cluster knows its articles and, by profile, its tolls: what can contradict another cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from schemas import Attack
from streams.security.profiles import LARGE, Profile, Profiles, all_close, close, killed, marks

#: Neighbours in each order that a telling is held against.
_NEIGHBOURS = 12


class Entry(NamedTuple):
    """A report with its profile and toll."""

    report: Attack
    profile: Profile
    toll: int | None


def entry(report: Attack, profiles: Profiles) -> Entry:
    """A report as it is compared."""
    return Entry(report, profiles.of(report), killed(report))


class Cluster:
    """Reports of one incident. Compared as an object."""

    __slots__ = ("articles", "entries", "marks", "name", "tolls")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self.articles = {item.report.article.id for item in self.entries}
        self.marks = {mark for item in self.entries for mark in marks(item.report)}
        """Tolls that tell the incident by themselves."""
        self.tolls: dict[Profile, set[int | None]] = {}
        for item in self.entries:
            self.tolls.setdefault(item.profile, set()).add(item.toll)
        self.name = min(item.report.event_id for item in self.entries)
        """Orders clusters that nothing else orders."""

    def take(self, other: Cluster) -> None:
        """Take over the reports of another cluster."""
        self.entries.extend(other.entries)
        self.articles |= other.articles
        self.marks |= other.marks
        for profile, tolls in other.tolls.items():
            self.tolls.setdefault(profile, set()).update(tolls)
        self.name = min(self.name, other.name)

    def ids(self) -> frozenset[str]:
        """The ids of its reports."""
        return frozenset(item.report.event_id for item in self.entries)


def joinable(left: Cluster, right: Cluster, profiles: Profiles, *, strict: bool = False) -> bool:
    """Whether nothing in one cluster contradicts anything in the other; `strict`: tolls that differ contradict as well.

    Two attacks of one article are never one incident: its writer told them apart.
    """
    if not left.articles.isdisjoint(right.articles):
        return False
    twins = not left.marks.isdisjoint(right.marks) or _both_large(left, right)
    for one, ours in left.tolls.items():
        for other, theirs in right.tolls.items():
            relation = profiles.relation(one, other)
            if relation.possible:
                if relation.unlike and not twins and not all_close(ours, theirs):
                    return False
            elif not twins:
                return False
    return not strict or _tolls_agree(left, right)


def _both_large(left: Cluster, right: Cluster) -> bool:
    """Whether the tolls of both are so large and so close that no town sees two such attacks in a day."""
    ours, theirs = (
        max((toll or 0 for tolls in cluster.tolls.values() for toll in tolls), default=0)
        for cluster in (left, right)
    )
    return min(ours, theirs) >= LARGE and close(ours, theirs)


def likeness(left: Cluster, right: Cluster, profiles: Profiles) -> float:
    """How alike clusters of neighbouring days are; 0 where they share neither site nor, of one target, the toll."""
    # A toll that is the very same is no chance, whatever each calls site and target.
    best = 0.0 if left.marks.isdisjoint(right.marks) else 0.75
    for one, ours in left.tolls.items():
        for other, theirs in right.tolls.items():
            relation = profiles.relation(one, other)
            near = relation.same_target and any(close(a, b) for a in ours for b in theirs)
            if relation.same_site or near:
                best = max(best, 0.5 + relation.alike + 0.5 * near)
    return best


def group(entries: Iterable[Entry], profiles: Profiles, *, strict: bool = False) -> list[Cluster]:
    """The entries grouped by incident; the same groups for any order of them."""
    tellings = _tellings(entries)
    clusters = [Cluster(items) for items in tellings]
    if len(clusters) == 1:
        return clusters
    owner = list(range(len(clusters)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for _, one, other in sorted(_pairs(tellings, profiles, strict=strict)):
        left, right = root(one), root(other)
        if left == right or not joinable(clusters[left], clusters[right], profiles, strict=strict):
            continue
        if len(clusters[left].entries) < len(clusters[right].entries):
            left, right = right, left
        clusters[left].take(clusters[right])
        owner[right] = left
    return [clusters[index] for index in range(len(clusters)) if owner[index] == index]


def _tellings(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Reports that compare alike, in a fixed order; of one article's that do, each is in another telling."""
    told: dict[tuple[Profile, int | None, int], list[Entry]] = defaultdict(list)
    seen: dict[tuple[str, Profile, int | None], int] = defaultdict(int)
    for item in sorted(entries, key=lambda item: item.report.event_id):
        place = (item.report.article.id, item.profile, item.toll)
        told[item.profile, item.toll, seen[place]].append(item)
        seen[place] += 1
    return [told[place] for place in sorted(told, key=_order)]


def _order(place: tuple[Profile, int | None, int]) -> tuple[int, str, int]:
    profile, toll, layer = place
    return (-1 if toll is None else toll, profile.key, layer)


def _pairs(
    tellings: Sequence[Sequence[Entry]], profiles: Profiles, *, strict: bool
) -> Iterator[tuple[float, int, int]]:
    """Pairs that could be one incident, with how unlike they are: a number for each telling, whatever the crowd."""
    heads = [telling[0] for telling in tellings]
    seen: set[tuple[int, int]] = set()
    for line in _lines(heads):
        for place, one in enumerate(line):
            for other in line[place + 1 : place + 1 + _NEIGHBOURS]:
                pair = (one, other)
                if pair in seen:
                    continue
                seen.add(pair)
                left, right = heads[one], heads[other]
                relation = profiles.relation(left.profile, right.profile)
                near = close(left.toll, right.toll)
                twins = not marks(left.report).isdisjoint(marks(right.report)) or (
                    near and min(left.toll or 0, right.toll or 0) >= LARGE
                )
                if relation.odd and twins:
                    yield -(0.5 + relation.alike), one, other
                    continue
                differ = relation.unlike or (strict and None not in (left.toll, right.toll))
                if relation.possible and (near or not differ):
                    yield -(1.0 + relation.alike + 0.5 * near), one, other


def _lines(heads: Sequence[Entry]) -> Iterator[list[int]]:
    """Orders in which tellings of one incident come to stand side by side; each keeps the order of the tolls."""
    yield list(range(len(heads)))
    if len(heads) <= _NEIGHBOURS + 1:
        return  # everyone is everyone's neighbour already
    lines: dict[object, list[int]] = defaultdict(list)
    for index, head in enumerate(heads):
        lines[head.profile].append(index)
        lines[head.profile.target, head.profile.family].append(index)
        for word in head.profile.words:
            lines[word].append(index)
    yield from (line for line in lines.values() if len(line) > 1)


def _tolls_agree(left: Cluster, right: Cluster) -> bool:
    known = [
        [toll for tolls in cluster.tolls.values() for toll in tolls if toll is not None]
        for cluster in (left, right)
    ]
    return not all(known) or all_close(*known)
