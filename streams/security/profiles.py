"""What of a report decides which incident it tells of, and whether two reports can be one incident.

A *profile* is all of that but the toll, the day and the article: the words of the site, where the site lies, the target, the
kind of attack. Reports with one profile are as good as one in every comparison, and two profiles are compared once
(`Profiles.relation`), however many reports have them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from schemas import Attack
from schemas.security import Place
from streams.text.lexicon import load
from streams.text.places import lookup

#: Targets that say nothing of what was attacked.
_VAGUE = frozenset({"other", "civilians"})
#: Sites further apart than this (km) are two; sites nearer than this are one.
_APART, _NEAR = 5.0, 1.0
_KM_PER_DEGREE = 111.2
#: Tolls this close, in parts, may be the same toll.
_CLOSE = 0.25
#: The least toll that tells an incident by itself where it is exactly the same, by the dead alone and with the injured.
_TELLING, _TELLING_BOTH = 6, 8
#: Tolls from here on tell an incident where they are close.
LARGE = 15
#: Words of a site that are looked at; no name has more, unless somebody wants to cost us time.
_WORDS = 12

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One of a kind in its `Profiles`, and compared as an object."""

    key: str
    """Orders profiles, the same way in every run."""
    own: frozenset[str]
    """The words that name the site; those of its city and province tell nothing."""
    named: frozenset[str]
    """The telling words of the target's name."""
    at: Point | None
    """Where the site lies."""
    target: str | None
    """The kind of target, if it tells anything."""
    family: str | None
    attack: str
    town: str | None = None
    """The town in its district; None where only the district is named."""

    @property
    def words(self) -> frozenset[str]:
        """The words that make two sites the same one."""
        return (self.own - common()) | self.named


@dataclass(frozen=True, slots=True)
class Relation:
    """How two profiles stand to each other."""

    possible: bool
    """Whether they can be one incident at all."""
    unlike: bool = False
    """Whether only tolls that are close make them one: two sites that nobody located, of unlike targets."""
    odd: bool = False
    """Whether only the very same toll makes them one: outlets that name another target, site or kind of one attack."""
    same_site: bool = False
    same_target: bool = False
    alike: float = 0.0
    """What they have in common, as a weight."""


@dataclass(slots=True)
class Profiles:
    """The profiles of a country's reports, and how they stand to each other."""

    _known: dict[tuple[object, ...], Profile] = field(default_factory=dict)
    _relations: dict[tuple[Profile, Profile], Relation] = field(default_factory=dict)

    def of(self, report: Attack) -> Profile:
        """The profile of a report."""
        target = report.target
        named = site_words(target.name if target else None) - common()
        kind = target.kind if target and target.kind not in _VAGUE else None
        town = _town(report.place)
        parts = (own_words(report.place), named, _point(report.place), kind, report.attack, town)
        known = self._known.get(parts)
        if known is None:
            own, _, at, _, attack, _ = parts
            key = f"{sorted(own)}{sorted(named)}{at}{kind}{attack}{town or ''}"
            known = self._known[parts] = Profile(key, own, named, at, kind, family(attack), attack, town)
        return known

    def relation(self, one: Profile, other: Profile) -> Relation:
        """How two profiles stand to each other, the same in both directions."""
        found = self._relations.get((one, other))
        if found is None:
            if len(self._relations) > 1_000_000:
                self._relations.clear()
            found = self._relations[one, other] = self._relations[other, one] = _relate(one, other)
        return found


@cache
def family(kind: str) -> str | None:
    """The family of a kind of attack; None for `other`, which may be any."""
    families = load("streams.security", "incidents.toml")["families"]
    return next((name for name, kinds in families.items() if kind in kinds), None)


@cache
def common() -> frozenset[str]:
    """Words of sites that do not tell one from another."""
    return frozenset(load("streams.security", "incidents.toml")["sites"]["common"])


def own_words(place: Place) -> frozenset[str]:
    """The words that name a place's site; the names of its city and province tell nothing."""
    if not place.locality:
        return frozenset()
    wider = site_words(place.city) | site_words(place.admin1)
    return (site_words(place.locality) | site_words(place.name)) - wider


@lru_cache(maxsize=1 << 16)
def site_words(name: str | None) -> frozenset[str]:
    """The longer words of a name."""
    if not name:
        return frozenset()
    return frozenset([word for word in name.lower().replace("-", " ").split() if len(word) > 3][:_WORDS])


def killed(report: Attack) -> int | None:
    """The number of dead that a report gives, or the least that it bounds."""
    if report.killed is None:
        return None
    return report.killed.value if report.killed.value is not None else report.killed.low


def marks(report: Attack) -> frozenset[tuple[int | None, int | None]]:
    """The tolls of a report that tell its incident by themselves: so many dead, or so many dead and so many injured."""
    dead = report.killed.value if report.killed is not None else None
    hurt = report.injured.value if report.injured is not None else None
    found: set[tuple[int | None, int | None]] = set()
    if dead is not None and dead >= _TELLING:
        found.add((dead, None))
    if hurt is not None and (dead or 0) + hurt >= _TELLING_BOTH:
        found.add((dead, hurt))
    return frozenset(found)


def district(place: Place) -> str:
    """The district of a place's town as the gazetteer has it, else the town: outlets name the one or the other."""
    return _district((place.city or "").lower(), place.admin1, place.country)


@lru_cache(maxsize=1 << 14)
def _district(city: str, admin1: str | None, country: str | None) -> str:
    for entry in lookup(city):
        if entry.kind == "city" and entry.country == country and admin1 in (None, entry.admin1):
            return (entry.area or entry.city or city).lower()
    return city


def _town(place: Place) -> str | None:
    city = (place.city or "").lower()
    return city if city != district(place) else None


def close(one: int | None, other: int | None) -> bool:
    """Whether two tolls may be the same one."""
    if one is None or other is None:
        return False
    return abs(one - other) <= max(_CLOSE * max(one, other), 1)


def around(toll: int) -> tuple[int, int]:
    """The least and the greatest toll that are close to one."""
    return min(math.floor((1 - _CLOSE) * toll), toll - 1), max(math.ceil(toll / (1 - _CLOSE)), toll + 1)


def all_close(left: Iterable[int | None], right: Iterable[int | None]) -> bool:
    """Whether each of some tolls is close to each of others: true where it holds for the extremes."""
    ours, theirs = list(left), list(right)
    if None in ours or None in theirs:
        return False
    mine, yours = [n for n in ours if n is not None], [n for n in theirs if n is not None]
    return close(min(mine), max(yours)) and close(max(mine), min(yours))


def _point(place: Place) -> Point | None:
    if place.precision != "site" or place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon


_IMPOSSIBLE = Relation(possible=False)


def _relate(one: Profile, other: Profile) -> Relation:
    same_target = one.target is not None and one.target == other.target
    sites = _sites(one, other)
    if sites == "named":
        return _IMPOSSIBLE
    same_site = sites == "same"
    odd = sites == "apart" or bool(one.town and other.town and one.town != other.town)
    siege = False
    if not same_site:
        odd = odd or bool(one.target and other.target and not same_target)
        if one.family and other.family and one.family != other.family:
            # Gunmen with bombs: one outlet tells of the bombs, another of the fight.
            siege = same_target and "armed_clash" in (one.attack, other.attack)
            odd = odd or not siege
    alike = 2.0 * same_site + 0.5 * same_target + 0.5 * (one.attack == other.attack)
    return Relation(
        possible=not odd,
        odd=odd,
        unlike=siege or (sites == "unlike" and not same_target),
        same_site=same_site,
        same_target=same_target,
        alike=alike,
    )


def _sites(one: Profile, other: Profile) -> str:
    """Whether two reports name one site: by name, or by how far apart the sites lie where both are known.

    `unlike` is two names of places that nobody located: a mosque and the suburb that it stands in, or two places.
    """
    left, right = one.own, other.own
    if left and right:
        shared = left & right
        if shared - common():
            return "same"
        if shared and left - common() and right - common():
            return "named"  # this mosque and that mosque
        if one.at is not None and other.at is not None:
            distance = _distance(one.at, other.at)
            return "apart" if distance > _APART else "same" if distance < _NEAR else "unlike"
        return "unknown" if left == right else "unlike"  # two that say "the market" do not say which
    # Names of targets differ in wording where the target is one: they can only agree.
    return "same" if one.named & other.named else "unknown"


def _distance(one: Point, other: Point) -> float:
    """Kilometres between two places."""
    width = math.cos(math.radians((one[0] + other[0]) / 2))
    return _KM_PER_DEGREE * math.hypot(one[0] - other[0], (one[1] - other[1]) * width)
