"""Articles made by hand, for tests of the reading of figures."""

from __future__ import annotations

import orjson

from schemas import Observation
from streams.articles import decode
from streams.economy.extract import extract
from streams.text.document import Document


def document(
    *paragraphs: str, title: str = "Pakistan in figures", day: str = "2026-01-20", url: str | None = None
) -> Document:
    """An article of the paragraphs, published on a day in Pakistan."""
    value = {
        "url": url,
        "title": title,
        "body": "\n\n".join(paragraphs),
        "published_at": f"{day}T10:00:00+05:00",
        "source": "Daily",
    }
    return Document(decode(orjson.dumps(value)))


def observations(
    *paragraphs: str, title: str = "Pakistan in figures", day: str = "2026-01-20", url: str | None = None
) -> list[Observation]:
    """What the reading takes from it."""
    return extract(document(*paragraphs, title=title, day=day, url=url))


def brief(found: list[Observation]) -> list[tuple[str, float, str]]:
    """Indicator, value and period of each observation."""
    return [(o.indicator, o.value, o.period.label) for o in found]


def changes(found: Observation) -> dict[str, float]:
    """The growth rates beside an observation: basis to percent."""
    return {change.basis: change.percent for change in found.changes}


def told(found: list[Observation]) -> list[tuple[float, str, dict[str, float]]]:
    """Value, period and growth rates of each observation."""
    return [(o.value, o.period.label, changes(o)) for o in found]


def counterparts(found: list[Observation]) -> list[tuple[str | None, float]]:
    """Partner and value of each observation."""
    return [(o.counterpart, o.value) for o in found]
