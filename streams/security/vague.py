"""Vague reports, which name a month or only a province: each joins the sharp incident that it fits best, or stands apart.

Where few incidents happened in its scope, it is held against them all, and the only one that nothing contradicts may be meant.
Where many did, only a toll or a site can tell which; and a toll that many share tells nothing. Those that fit none join each
other where scope and toll agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from schemas import Attack
from streams.security.clusters import Cluster, Entry, group
from streams.security.profiles import Profile, Profiles, close
from streams.security.sharp import Sharp
from streams.security.shelves import Scope, Shelf, Waiting, scope

#: So many incidents of a scope are told apart by what does not contradict; so many of a toll or a word by the rest.
_FEW, _SOME = 24, 48


@dataclass(slots=True, eq=False)
class _Telling:
    """Vague reports that compare alike."""

    scope: Scope
    profile: Profile
    toll: int | None
    day: bool
    entries: dict[str, Entry] = field(default_factory=dict)
    fits: dict[Sharp, float] = field(default_factory=dict)
    """How well it fits the incidents that it was held against last."""


@dataclass(slots=True, eq=False)
class _Held:
    """The vague reports of a scope."""

    tellings: dict[tuple[Profile, int | None, bool], _Telling] = field(default_factory=dict)
    by_toll: defaultdict[int, dict[_Telling, None]] = field(default_factory=lambda: defaultdict(dict))
    by_word: defaultdict[str, dict[_Telling, None]] = field(default_factory=lambda: defaultdict(dict))
    few: bool = True
    """Whether few incidents happened in it when it was looked at last."""
    loose: dict[str, Entry] = field(default_factory=dict)
    clusters: list[Cluster] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    """Loose reports that came, went or changed."""


@dataclass(slots=True)
class Changes:
    """What settling the vague reports changed."""

    fed: dict[Sharp, None] = field(default_factory=dict)
    """Sharp incidents that gained or lost a vague report."""
    gone: list[Cluster] = field(default_factory=list)
    new: list[Cluster] = field(default_factory=list)
    scopes: dict[Scope, None] = field(default_factory=dict)
    """Those with other incidents of vague reports than before."""


class Vague:
    """The vague reports of a country, beside the shelf of its sharp incidents."""

    def __init__(self, profiles: Profiles, shelf: Shelf[Sharp]) -> None:
        self._profiles = profiles
        self._shelf = shelf
        self._held: dict[Scope, _Held] = {}
        self._waiting: Waiting[Scope] = Waiting()
        self._dirty: dict[_Telling, None] = {}
        self._wanted: defaultdict[Sharp, dict[str, tuple[float, _Telling]]] = defaultdict(dict)
        """The vague reports that fit an incident best, with how well."""
        self._wants: dict[str, Sharp] = {}
        self._fed: dict[Sharp, dict[str, Entry]] = {}
        self._asked: dict[Sharp, None] = {}
        self._scopes: dict[Scope, None] = {}
        self._pools: dict[tuple[Scope, int | None], list[Sharp] | None] = {}

    def put(self, item: Entry) -> None:
        """Take in a report."""
        telling = self._telling(item)
        telling.entries[item.report.event_id] = item
        self._dirty[telling] = None
        self._loosen(telling.scope, item)

    def drop(self, item: Entry) -> None:
        """Take a report away."""
        name = item.report.event_id
        telling = self._telling(item)
        del telling.entries[name]
        held = self._held[telling.scope]
        if held.loose.pop(name, None) is not None:
            held.touched.add(name)
            self._scopes[telling.scope] = None
        wanted = self._wants.pop(name, None)
        if wanted is not None:
            del self._wanted[wanted][name]
            self._asked[wanted] = None
        if not telling.entries:
            self._dirty.pop(telling, None)
            del held.tellings[telling.profile, telling.toll, telling.day]
            if telling.toll is not None:
                del held.by_toll[telling.toll][telling]
            for word in telling.profile.words:
                del held.by_word[word][telling]
            if not held.tellings:
                self._waiting.remove(telling.scope, telling.scope)

    def given(self, incident: Sharp) -> list[Attack]:
        """The vague reports that joined an incident."""
        return [item.report for item in self._fed.get(incident, {}).values()]

    def loose(self, there: Scope) -> Sequence[Cluster]:
        """The incidents that only vague reports of a scope make."""
        held = self._held.get(there)
        return held.clusters if held else ()

    def settle(self, gone: Sequence[Sharp], new: Sequence[Sharp]) -> Changes:
        """Decide anew what the sharp incidents that are gone and new, or the reports put and dropped, bear on."""
        self._look(gone, new)
        for incident in gone:
            for _, telling in self._wanted.get(incident, {}).values():
                self._dirty[telling] = None
        for telling in self._dirty:
            self._choose(telling)
        self._dirty.clear()
        self._pools.clear()
        changes = Changes()
        for incident in self._asked:
            if self._feed(incident):
                changes.fed[incident] = None
        self._asked.clear()
        for incident in gone:
            changes.fed.pop(incident, None)
        for there in self._scopes:
            self._regroup(there, changes)
        self._scopes.clear()
        return changes

    def _telling(self, item: Entry) -> _Telling:
        there = scope(item.report.date, item.report.place)
        if there not in self._held:
            self._held[there] = _Held()
        held = self._held[there]
        if not held.tellings:
            self._waiting.add(there, there)
        day = item.report.date.precision == "day"
        key = (item.profile, item.toll, day)
        telling = held.tellings.get(key)
        if telling is None:
            telling = held.tellings[key] = _Telling(there, item.profile, item.toll, day)
            if item.toll is not None:
                held.by_toll[item.toll][telling] = None
            for word in item.profile.words:
                held.by_word[word][telling] = None
        return telling

    def _loosen(self, there: Scope, item: Entry) -> None:
        held = self._held[there]
        held.loose[item.report.event_id] = item
        held.touched.add(item.report.event_id)
        self._scopes[there] = None

    def _look(self, gone: Iterable[Sharp], new: Iterable[Sharp]) -> None:
        """Find the tellings that other incidents than before may bear on."""
        seen: defaultdict[Scope, list[Sharp]] = defaultdict(list)
        for incident in (*gone, *new):
            for there in self._waiting.at(incident.wheres, incident.first, incident.last):
                seen[there].append(incident)
        for there, incidents in seen.items():
            held = self._held[there]
            few = self._shelf.within(there, _FEW) is not None
            if few or held.few:
                self._dirty |= dict.fromkeys(held.tellings.values())
            else:
                figures = {figure for incident in incidents for figure in incident.figures}
                for toll, tellings in held.by_toll.items():
                    if any(close(toll, figure) for figure in figures):
                        self._dirty |= tellings
                for word in {word for incident in incidents for word in incident.words}:
                    self._dirty |= held.by_word.get(word, {})
            held.few = few

    def _choose(self, telling: _Telling) -> None:
        """Let each report of a telling ask for the incident that it fits best."""
        pool, few = self._pool(telling)
        known = telling.fits
        fits = telling.fits = {
            incident: known[incident] if incident in known else self._fit(telling, incident)
            for incident in pool
        }
        ranked = sorted(
            (incident for incident, fit in fits.items() if fit > 0),
            key=lambda incident: (-fits[incident], -len(incident.head.entries), incident.head.name),
        )
        for name, item in telling.entries.items():
            own = [incident for incident in ranked if item.report.article.id not in incident.head.articles]
            told = bool(own) and (fits[own[0]] >= 1 or (few and len(own) == 1))
            self._ask(name, telling, own[0] if told else None, fits[own[0]] if told else 0.0)

    def _pool(self, telling: _Telling) -> tuple[Sequence[Sharp], bool]:
        """The incidents that a telling may mean, and whether they are all of its scope."""
        everyone, of_toll = (telling.scope, None), (telling.scope, telling.toll)
        if everyone not in self._pools:
            self._pools[everyone] = self._shelf.within(telling.scope, _FEW)
        pool = self._pools[everyone]
        if pool is not None:
            return pool, True
        if telling.toll is not None and of_toll not in self._pools:
            self._pools[of_toll] = self._shelf.with_toll(telling.scope, telling.toll, _SOME)
        by_toll = (self._pools[of_toll] if telling.toll is not None else None) or []
        by_word = self._shelf.with_words(telling.scope, telling.profile.words, _SOME)
        return [*by_word, *by_toll], False

    def _ask(self, name: str, telling: _Telling, incident: Sharp | None, fit: float) -> None:
        before = self._wants.pop(name, None)
        if before is not None and before is not incident:
            del self._wanted[before][name]
            self._asked[before] = None
        if incident is None:
            if before is not None:
                self._loosen(telling.scope, telling.entries[name])
            return
        self._wants[name] = incident
        self._wanted[incident][name] = (fit, telling)
        self._asked[incident] = None

    def _feed(self, incident: Sharp) -> bool:
        """Give an incident the reports that ask for it, one an article; True if they are others than before."""
        taken: dict[str, str] = {}
        wanted = self._wanted.get(incident, {})
        for name in sorted(wanted, key=lambda name: (-wanted[name][0], name)):
            fit_telling = wanted[name][1]
            taken.setdefault(fit_telling.entries[name].report.article.id, name)
        fed = {name: wanted[name][1].entries[name] for name in sorted(taken.values())}
        for name, (_, telling) in wanted.items():
            held = self._held[telling.scope]
            if name in fed and held.loose.pop(name, None) is not None:
                held.touched.add(name)
                self._scopes[telling.scope] = None
            elif name not in fed and name not in held.loose:
                self._loosen(telling.scope, telling.entries[name])
        before = self._fed.pop(incident, {})
        if fed:
            self._fed[incident] = fed
        if not wanted:
            self._wanted.pop(incident, None)
        return fed != before

    def _regroup(self, there: Scope, changes: Changes) -> None:
        held = self._held[there]
        old = {cluster.ids(): cluster for cluster in held.clusters}
        held.clusters = []
        for cluster in group(held.loose.values(), self._profiles, strict=True) if held.loose else ():
            ids = cluster.ids()
            if ids in old and held.touched.isdisjoint(ids):
                held.clusters.append(old.pop(ids))
            else:
                held.clusters.append(cluster)
                changes.new.append(cluster)
                changes.scopes[there] = None
        if old:
            changes.scopes[there] = None
        changes.gone += old.values()
        held.touched.clear()
        if not held.tellings:
            del self._held[there]

    def _fit(self, telling: _Telling, incident: Sharp) -> float:
        """How well a telling fits an incident: 1 and more is telling, 0 is impossible."""
        there = telling.scope
        if there.start > incident.ends + 1 or incident.last > there.end + 1:
            return 0.0
        if there.admin1 is not None and not any(
            where in incident.wheres for where in (("admin1", there.admin1), ("admin1", ""))
        ):
            return 0.0
        same = near = known = False
        for profile, tolls in incident.head.tolls.items():
            relation = self._profiles.relation(telling.profile, profile)
            closeness = [close(telling.toll, toll) for toll in tolls]
            if not relation.possible or (relation.unlike and not all(closeness)):
                return 0.0
            same = same or relation.same_site
            near = near or any(closeness)
            known = known or any(toll is not None for toll in tolls)
        fit = 0.2 + 0.3 * (there.city is not None) + 1.5 * same
        if near:
            fit += 0.8
        elif telling.toll is not None and known:
            # A toll that nobody gave for this incident speaks against it, more so the vaguer the date.
            fit -= 0.2 if telling.day else 0.5
        return max(fit, 0.0)
