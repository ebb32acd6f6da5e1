"""Observations made by hand, for tests of the fold."""

from __future__ import annotations

from datetime import date

from schemas import Observation, stable_id
from streams.economy.calendars import country, months_from

Changes = tuple[tuple[str, float, float], ...]


def claim(
    value: float,
    start: str,
    months: int = 1,
    *,
    rounding: float = 500_000,
    source: str = "Daily",
    day: str = "2026-01-20",
    changes: Changes = (),
    indicator: str = "exports.it",
    status: str = "actual",
    official: bool = False,
    unit: str = "USD",
    withdrawn: bool = False,
) -> Observation:
    """An observation of whole months from `start` ("2025-07") on, told by a publisher on a day."""
    year, month = (int(part) for part in start.split("-"))
    interval = months_from(date(year, month, 1), months)
    named = country("PK").calendar.name(interval)
    assert named is not None
    article = stable_id(source, day)
    return Observation.model_validate(
        {
            "event_id": stable_id(article, indicator, value, start, months, status),
            "article": {
                "id": article,
                "source": source,
                "published_at": f"{day}T10:00:00+05:00",
                "revision": f"{day}T05:00:00.000000Z/00000000",
            },
            "evidence": [{"field": "body", "start": 0, "end": 4}],
            "confidence": 0.9,
            "rule": "by-hand",
            "withdrawn": withdrawn,
            "indicator": indicator,
            "geo": "PK",
            "status": status,
            "value": value,
            "unit": unit,
            "rounding": rounding,
            "basis": named.basis,
            "period": {
                "start": interval.start,
                "end": interval.end,
                "label": named.label,
                "sdmx": named.sdmx,
            },
            "changes": [{"basis": b, "percent": p, "rounding": r} for b, p, r in changes],
            "attribution": {"name": None, "role": None, "organisation": "State Bank of Pakistan"}
            if official
            else None,
        }
    )
