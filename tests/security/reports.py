"""Attacks, operations and statements made by hand, for tests of the fold."""

from __future__ import annotations

from typing import Any

from schemas import Attack, Operation, Statement, stable_id

TARLAI = {
    "name": "Tarlai",
    "locality": "Qasr-e-Khadijatul Kubra",
    "city": "Islamabad",
    "admin1": "Islamabad",
    "country": "PK",
    "precision": "site",
}
ISLAMABAD = {
    "name": "Islamabad",
    "city": "Islamabad",
    "admin1": "Islamabad",
    "country": "PK",
    "precision": "city",
}


def common(
    source: str, at: str, *identity: object, withdrawn: bool = False, prominence: str = "main"
) -> dict[str, Any]:
    """The fields of every event; an article is one publisher at one time."""
    article = stable_id(source, at)
    return {
        "event_id": stable_id(article, *identity),
        "article": {
            "id": article,
            "source": source,
            "published_at": f"{at}:00+00:00",
            "revision": f"{at}:00.000000Z/00000000",
        },
        "evidence": [{"field": "body", "start": 0, "end": 4}],
        "confidence": 0.9,
        "rule": "by-hand",
        "withdrawn": withdrawn,
        "prominence": prominence,
    }


def when(day: str, end: str | None = None, precision: str = "day") -> dict[str, str]:
    return {"start": day, "end": end or day, "precision": precision}


def count(value: int | None, **fields: Any) -> dict[str, Any]:
    return {"value": value, **fields}


def attack(
    source: str,
    at: str,
    killed: int | None = None,
    injured: int | None = None,
    *,
    day: str | dict[str, str] = "2026-02-06",
    place: dict[str, Any] | None = None,
    kind: str = "suicide_bombing",
    target: str | None = "religious_site",
    prominence: str = "main",
    withdrawn: bool = False,
    perpetrators: tuple[tuple[str, str], ...] = (),
    **toll: Any,
) -> Attack:
    """A report of an attack by a publisher at a time ("2026-02-06T10:00", UTC)."""
    place = place or ISLAMABAD
    date = when(day) if isinstance(day, str) else day
    return Attack.model_validate(
        {
            **common(
                source, at, kind, str(date), str(place), killed, prominence=prominence, withdrawn=withdrawn
            ),
            "attack": kind,
            "date": date,
            "place": place,
            "target": {"kind": target} if target else None,
            "killed": None if killed is None and not toll else count(killed, **toll),
            "injured": None if injured is None else count(injured),
            "perpetrators": [{"name": name, "status": status} for name, status in perpetrators],
        }
    )


def operation(
    source: str, at: str, kind: str = "arrest", *, day: str = "2026-02-07", **fields: Any
) -> Operation:
    return Operation.model_validate(
        {
            **common(source, at, kind, day, str(fields)),
            "operation": kind,
            "date": when(day),
            "places": [ISLAMABAD],
            **fields,
        }
    )


def statement(
    source: str, at: str, act: str, country: str | None, *, day: str = "2026-02-08", **fields: Any
) -> Statement:
    speaker = {"name": fields.pop("name", None), "country": country}
    return Statement.model_validate(
        {
            **common(source, at, act, country, str(fields)),
            "act": act,
            "speaker": speaker,
            "date": when(day),
            **fields,
        }
    )
