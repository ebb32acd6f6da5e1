"""Which incident an operation or a statement follows.

The attack that it is about, as its own article tells that attack: the report whose day and place are those named, to the site
where there are several. Else, where its article does not tell of it, the incident of that day and place that most report;
one of few, for where many happened it is not told which. What names no attack follows the only one that its article reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from schemas import Attack, Operation, Statement
from schemas.event import Span
from schemas.security import AttackRef
from streams.security.clusters import Cluster
from streams.security.profiles import own_words
from streams.security.sharp import Sharp
from streams.security.shelves import Scope, Waiting, scope

Follow = Operation | Statement
Group = Sharp | Cluster
"""An incident: of sharp reports and the vague ones that joined them, or of vague ones alone."""

#: What follows an attack follows it within this time, where only the article ties them.
_AFTERMATH = timedelta(days=60)
_SLACK = timedelta(days=1)
#: What accuses, denies, warns or demands without saying what of is about more than one attack.
_GENERAL = ("accuse", "deny", "warn", "demand")


@dataclass(slots=True, eq=False)
class _Known:
    """What is known of an incident."""

    reports: Sequence[Attack]
    starts: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = frozenset(report.date.start.toordinal() for report in self.reports)


class Links:
    """Operations and statements of a country, and the incidents that they follow.

    `elsewhere` gives the incidents of a scope, or none if there are many.
    """

    def __init__(self, elsewhere: Callable[[Scope], Iterable[Group]]) -> None:
        self._elsewhere = elsewhere
        self._follows: dict[str, Follow] = {}
        self._by_article: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._known: dict[Group, _Known] = {}
        self._reports: defaultdict[str, dict[str, tuple[Attack, Group]]] = defaultdict(dict)
        """The attacks that an article tells of."""
        self._waiting: Waiting[str] = Waiting()
        self._kin: defaultdict[Scope, dict[str, None]] = defaultdict(dict)
        self._looks: dict[str, Scope] = {}
        """Where those look whose article does not tell of the attack."""
        self._meant: dict[tuple[AttackRef, Scope], Group | None] = {}
        """While links are settled: many speak of one attack."""
        self._linked: dict[str, Group] = {}
        self._followers: dict[Group, dict[str, None]] = {}
        self._dirty: dict[str, None] = {}

    def put(self, event: Follow) -> None:
        """Take in an operation or a statement."""
        self._follows[event.event_id] = event
        self._by_article[event.article.id][event.event_id] = None
        self._dirty[event.event_id] = None

    def drop(self, event: Follow) -> None:
        """Take it away."""
        del self._follows[event.event_id]
        there = self._by_article[event.article.id]
        del there[event.event_id]
        if not there:
            del self._by_article[event.article.id]
        self._dirty[event.event_id] = None

    def followers(self, incident: Group) -> list[Follow]:
        """What follows an incident, by id."""
        return [self._follows[name] for name in sorted(self._followers.get(incident, ()))]

    def leave(self, incident: Group) -> None:
        """An incident is no more, or not what it was."""
        for report in self._known.pop(incident).reports:
            there = self._reports[report.article.id]
            if report.event_id in there and there[report.event_id][1] is incident:
                del there[report.event_id]
                if not there:
                    del self._reports[report.article.id]
            self._dirty |= self._by_article.get(report.article.id, {})
        self._dirty |= self._followers.get(incident, {})

    def come(self, incident: Group, reports: Sequence[Attack]) -> None:
        """An incident is new, or has other reports than before."""
        self._known[incident] = _Known(reports)
        for report in reports:
            self._reports[report.article.id][report.event_id] = (report, incident)
            self._dirty |= self._by_article.get(report.article.id, {})

    def look(self, scopes: Iterable[Scope], sharp: Iterable[Sharp]) -> None:
        """Other incidents happened there than before."""
        for incident in sharp:
            self._dirty |= self._waiting.at(incident.wheres, incident.first, incident.last)
        for there in scopes:
            self._dirty |= self._kin.get(there, {})

    def settle(self) -> dict[Group, None]:
        """Tie anew what may follow another incident now; the incidents that gained, lost or kept such."""
        changed: dict[Group, None] = {}
        for name in self._dirty:
            before = self._linked.pop(name, None)
            if before is not None:
                followers = self._followers[before]
                del followers[name]
                if not followers:
                    del self._followers[before]
                changed[before] = None
            if name in self._looks:
                self._look_away(name)
            event = self._follows.get(name)
            found = self._followed(event) if event is not None else None
            if found is not None:
                self._linked[name] = found
                self._followers.setdefault(found, {})[name] = None
                changed[found] = None
        self._dirty.clear()
        self._meant.clear()
        return changed

    def _look_at(self, name: str, there: Scope) -> None:
        self._looks[name] = there
        self._waiting.add(there, name)
        for kin in there.kin:
            self._kin[kin][name] = None

    def _look_away(self, name: str) -> None:
        there = self._looks.pop(name)
        self._waiting.remove(there, name)
        for kin in there.kin:
            waiting = self._kin[kin]
            del waiting[name]
            if not waiting:
                del self._kin[kin]

    def _followed(self, event: Follow) -> Group | None:
        own = self._reports.get(event.article.id, {})
        if event.about is not None:
            if event.about.date is None and event.about.place is None:
                return None
            named = _named(event.about, own.values())
            return named if named is not None else self._elsewhere_named(event, event.about)
        if isinstance(event, Statement) and event.act in _GENERAL:
            return None
        main = [(report, incident) for report, incident in own.values() if report.prominence == "main"]
        near = {incident: None for _, incident in main if self._in_time(event, incident)}
        if len(near) > 1 and isinstance(event, Operation):
            cities = {place.city for place in event.places if place.city}
            there = {incident: None for report, incident in main if report.place.city in cities}
            near = {incident: None for incident in near if incident in there}
        return next(iter(near)) if len(near) == 1 else None

    def _in_time(self, event: Follow, incident: Group) -> bool:
        end = event.date.end.toordinal()
        return any(0 <= end - start <= _AFTERMATH.days for start in self._known[incident].starts)

    def _elsewhere_named(self, event: Follow, about: AttackRef) -> Group | None:
        """The incident that is named by day and place, though its article does not tell of it."""
        end = event.date.end
        there = scope(about.date or Span(start=end - _AFTERMATH, end=end), about.place)
        self._look_at(event.event_id, there)
        if (about, there) not in self._meant:
            self._meant[about, there] = self._best(about, there)
        return self._meant[about, there]

    def _best(self, about: AttackRef, there: Scope) -> Group | None:
        words = own_words(about.place) if about.place is not None else frozenset()
        ranked: list[tuple[int, int, int, str, Group]] = []
        for incident in self._elsewhere(there):
            known = self._known[incident]
            if not any(_matches(about, report) for report in known.reports):
                continue
            shared = int(bool(words) and any(words & own_words(report.place) for report in known.reports))
            first = min(report.event_id for report in known.reports)
            ranked.append((-shared, -len(known.reports), min(known.starts), first, incident))
        return min(ranked, key=lambda item: item[:4])[4] if ranked else None


def _named(about: AttackRef, told: Iterable[tuple[Attack, Group]]) -> Group | None:
    """The incident of the report, among its article's, that an operation or a statement names."""
    fitting = [
        (-_sameness(about, report), report.prominence != "main", _position(report), report.event_id, incident)
        for report, incident in told
        if _matches(about, report)
    ]
    return min(fitting, key=lambda item: item[:4])[4] if fitting else None


def _sameness(about: AttackRef, report: Attack) -> float:
    """How exactly a report's day and place are those named."""
    same = 1.0 if about.date is not None and about.date.start == report.date.start else 0.0
    if about.place is not None:
        if about.place == report.place:
            return same + 3.0
        words, own = own_words(about.place), own_words(report.place)
        same += 2.0 * bool(words & own) - 1.0 * bool(words and own and not words & own)
        same += 0.5 * bool(about.place.city and about.place.city == report.place.city)
    return same


def _position(report: Attack) -> tuple[bool, int]:
    return min((item.field != "title", item.start) for item in report.evidence)


def _matches(about: AttackRef, report: Attack) -> bool:
    if about.date is not None and (
        report.date.start > about.date.end + _SLACK or report.date.end + _SLACK < about.date.start
    ):
        return False
    place = about.place
    if place is None:
        return True
    pairs = (
        (place.country, report.place.country),
        (place.admin1, report.place.admin1),
        (place.city, report.place.city),
    )
    return not any(one and other and one != other for one, other in pairs)
