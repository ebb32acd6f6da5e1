"""Where to look: what was filed by place and day, and what waits for something to be filed there."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, Protocol, TypeVar

from schemas.event import Span
from schemas.security import Place
from streams.security.profiles import around, district

T = TypeVar("T")

#: Where something is filed: a city, a province (one of no known province is filed under ""), the whole country.
Where = tuple[str, str]
COUNTRY: Where = ("country", "")


class Scope(NamedTuple):
    """A place, as fine as it is known, and a stretch of days."""

    city: str | None
    admin1: str | None
    start: int
    end: int

    @property
    def wheres(self) -> tuple[Where, ...]:
        """Where what may have happened in the scope is filed."""
        if self.city is not None:
            return (("city", self.city),)
        if self.admin1 is not None:
            return ("admin1", self.admin1), ("admin1", "")
        return (COUNTRY,)

    @property
    def kin(self) -> tuple[Scope, ...]:
        """Itself, the same with its place less exactly known, and each a day earlier and later."""
        return tuple(
            Scope(city, admin1, self.start + days, self.end + days)
            for city in dict.fromkeys((self.city, None))
            for admin1 in dict.fromkeys((self.admin1, None))
            for days in (0, -1, 1)
        )


def scope(days: Span, place: Place | None) -> Scope:
    """The scope that a date and a place name."""
    city = district(place) if place and place.city else None
    admin1 = place.admin1 if place and place.admin1 else None
    return Scope(city, admin1, days.start.toordinal(), max(days.start, days.end).toordinal())


class Filed(Protocol):
    """What a shelf holds."""

    @property
    def first(self) -> int:
        """The day it is filed under."""
        ...

    @property
    def wheres(self) -> tuple[Where, ...]:
        """Every place it is filed under."""
        ...

    @property
    def words(self) -> Iterable[str]:
        """The words of its site."""
        ...

    @property
    def figures(self) -> Iterable[int]:
        """Its tolls."""
        ...


F = TypeVar("F", bound=Filed)


class Days(Generic[T]):
    """Things by day."""

    __slots__ = ("_at", "_order")

    def __init__(self) -> None:
        self._order: list[int] = []
        self._at: dict[int, dict[T, None]] = {}

    def add(self, day: int, item: T) -> None:
        """File a thing."""
        if day not in self._at:
            insort(self._order, day)
            self._at[day] = {}
        self._at[day][item] = None

    def remove(self, day: int, item: T) -> bool:
        """Take a thing away; True if nothing is left."""
        there = self._at[day]
        del there[item]
        if not there:
            del self._at[day]
            del self._order[bisect_left(self._order, day)]
        return not self._at

    def within(self, first: int, last: int) -> Iterator[T]:
        """What is filed from a day to another."""
        for place in range(bisect_left(self._order, first), len(self._order)):
            if self._order[place] > last:
                return
            yield from self._at[self._order[place]]


class Shelf(Generic[F]):
    """Incidents by place and day; by toll, place and day; by word of the site, place and day."""

    def __init__(self) -> None:
        self._all: dict[Where, Days[F]] = {}
        self._figures: dict[tuple[Where, int], Days[F]] = {}
        self._words: dict[tuple[Where, str], Days[F]] = {}
        self._values: defaultdict[Where, list[int]] = defaultdict(list)

    def add(self, item: F) -> None:
        """File an incident."""
        for where in item.wheres:
            self._all.setdefault(where, Days()).add(item.first, item)
            for word in item.words:
                self._words.setdefault((where, word), Days()).add(item.first, item)
            for figure in item.figures:
                if (where, figure) not in self._figures:
                    insort(self._values[where], figure)
                    self._figures[where, figure] = Days()
                self._figures[where, figure].add(item.first, item)

    def remove(self, item: F) -> None:
        """Take an incident away."""
        for where in item.wheres:
            if self._all[where].remove(item.first, item):
                del self._all[where]
            for word in item.words:
                if self._words[where, word].remove(item.first, item):
                    del self._words[where, word]
            for figure in item.figures:
                if self._figures[where, figure].remove(item.first, item):
                    del self._figures[where, figure]
                    values = self._values[where]
                    del values[bisect_left(values, figure)]

    def within(self, scope: Scope, limit: int) -> list[F] | None:
        """The incidents of a scope; None if there are more than a limit."""
        return _some((self._all[where] for where in scope.wheres if where in self._all), scope, limit)

    def with_toll(self, scope: Scope, toll: int, limit: int) -> list[F] | None:
        """Those with a toll close to one."""
        least, greatest = around(toll)

        def shelves() -> Iterator[Days[F]]:
            for where in scope.wheres:
                values = self._values.get(where, [])
                for place in range(bisect_left(values, least), len(values)):
                    if values[place] > greatest:
                        break
                    yield self._figures[where, values[place]]

        return _some(shelves(), scope, limit)

    def with_words(self, scope: Scope, words: Iterable[str], limit: int) -> list[F]:
        """Those whose site shares a word, leaving out words that more than a limit share."""
        found: dict[F, None] = {}
        for word in sorted(words):
            there = (self._words[where, word] for where in scope.wheres if (where, word) in self._words)
            found |= dict.fromkeys(_some(there, scope, limit) or ())
        return list(found)


def _some(shelves: Iterable[Days[F]], scope: Scope, limit: int) -> list[F] | None:
    found: dict[F, None] = {}
    for days in shelves:
        # what happened over two nights is filed under the first
        for item in days.within(scope.start - 2, scope.end + 1):
            found[item] = None
            if len(found) > limit:
                return None
    return list(found)


class Waiting(Generic[T]):
    """Things by the scope that they look into, to find those that look where something changed."""

    def __init__(self) -> None:
        self._there: dict[Where, dict[int, dict[int, dict[T, None]]]] = {}

    def add(self, scope: Scope, item: T) -> None:
        """Let a thing look into a scope."""
        for where in scope.wheres:
            lengths = self._there.setdefault(where, {})
            lengths.setdefault(scope.end - scope.start, {}).setdefault(scope.start, {})[item] = None

    def remove(self, scope: Scope, item: T) -> None:
        """It looks there no more."""
        for where in scope.wheres:
            length = scope.end - scope.start
            starts = self._there[where][length]
            del starts[scope.start][item]
            if not starts[scope.start]:
                del starts[scope.start]
            if not starts:
                del self._there[where][length]

    def at(self, wheres: Iterable[Where], first: int, last: int) -> dict[T, None]:
        """What looks at these places and days."""
        found: dict[T, None] = {}
        for where in wheres:
            for length, starts in self._there.get(where, {}).items():
                window = range(first - length - 2, last + 3)
                for start in window if len(window) < len(starts) else starts:
                    if start in window and start in starts:
                        found |= starts[start]
        return found
