"""Which items a subscriber wants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from schemas import EVENT_TYPES, FiscalYear, Incident, Observation, SecurityMonth
from schemas.article import Article
from schemas.economy import INDICATORS
from schemas.event import BaseEvent
from streams.client.items import Item, Tombstone, Undecodable, Withdrawn
from streams.delivery import Message
from streams.keys import event_country
from streams.topology import FISCAL_YEARS, INCIDENTS


@dataclass(frozen=True, slots=True)
class Filter:
    """What an item must be; an empty set asks for nothing. What cannot be read always passes: nobody knows what it was."""

    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    prominence: str | None = None

    @classmethod
    def of(
        cls,
        *,
        types: str | Collection[str] | None = None,
        countries: str | Collection[str] | None = None,
        indicators: str | Collection[str] | None = None,
        prominence: str | None = None,
    ) -> Self:
        """A filter of one value or several each. Raises ValueError for values that no item can have."""
        made = cls(
            _set(types), frozenset(code.upper() for code in _set(countries)), _set(indicators), prominence
        )
        _known("type", made.types, EVENT_TYPES)
        _known("indicator", made.indicators, INDICATORS)
        _known("prominence", {prominence} if prominence else (), ("main", "background"))
        for code in made.countries:
            if len(code) != 2 or not code.isascii() or not code.isalpha():
                raise ValueError(f"no such country: {code!r}; a country is two letters, such as PK")
        return made

    def passes(self, item: Item) -> bool:
        """Whether the item is wanted. What has nothing that a filter asks for (an article has no indicator) is not."""
        if isinstance(item, Undecodable | Message):
            return True
        if isinstance(item, Tombstone):
            return self._tombstone(item)
        if isinstance(item, Withdrawn):
            item = item.event
        if self.types and getattr(item, "type", None) not in self.types:
            return False
        if self.prominence and getattr(item, "prominence", None) != self.prominence:
            return False
        if self.indicators and getattr(item, "indicator", None) not in self.indicators:
            return False
        return not self.countries or _country(item) in self.countries

    def _tombstone(self, item: Tombstone) -> bool:
        if self.types or self.prominence:
            return False
        country, _, rest = item.key.partition("/")
        indicator = rest.partition("/")[0] if item.topic == FISCAL_YEARS else None
        if self.indicators and indicator not in self.indicators:
            return False
        return not self.countries or item.topic == INCIDENTS or country in self.countries


def _country(item: object) -> str | None:
    if isinstance(item, FiscalYear | Observation):
        return item.geo
    if isinstance(item, Incident):
        return item.place.country
    if isinstance(item, SecurityMonth):
        return item.country
    if isinstance(item, Article) or not isinstance(item, BaseEvent):
        return None
    return event_country(item)  # type: ignore[arg-type]  # every event of the contract is one of its union


def _set(values: str | Collection[str] | None) -> frozenset[str]:
    if values is None:
        return frozenset()
    return frozenset([values] if isinstance(values, str) else values)


def _known(what: str, values: Collection[str], known: Collection[str]) -> None:
    for value in sorted(values):
        if value not in known:
            raise ValueError(f"no such {what}: {value!r}; there are {', '.join(known)}")
