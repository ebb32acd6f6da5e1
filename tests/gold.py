"""Compares events with what an annotator expects of an article: every expectation met once, and nothing else said.

A key that an expectation leaves out is not checked, and neither is a whole list that is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

KINDS = {
    "observations": "economy.observation",
    "attacks": "security.attack",
    "operations": "security.operation",
    "statements": "security.statement",
}


def differences(
    expected: dict[str, Any], classification: dict[str, Any], events: list[dict[str, Any]]
) -> list[str]:
    """A line for each expectation that fails and each event that nobody expects; empty when all holds."""
    found: list[str] = []
    if "label" in expected and classification["label"] != expected["label"]:
        found.append(f"label {expected['label']}, got {classification['label']}")
    if "labels" in expected and set(classification["labels"]) != set(expected["labels"]):
        found.append(f"labels {expected['labels']}, got {classification['labels']}")
    for kind, event_type in KINDS.items():
        if kind not in expected:
            continue
        given = [event for event in events if event["type"] == event_type]
        for wanted in expected[kind]:
            hits = [event for event in given if _IDENTITY[kind](wanted, event)]
            if not hits:
                found.append(f"{kind}: missing {wanted}")
                continue
            best = min(hits, key=lambda event: len(_wrong(kind, wanted, event)))
            found.extend(f"{kind}: {_name(kind, wanted)}: {line}" for line in _wrong(kind, wanted, best))
            given.remove(best)
        found.extend(f"{kind}: unexpected {_brief(kind, event)}" for event in given)
    return found


def _observation(wanted: dict[str, Any], event: dict[str, Any]) -> bool:
    same = bool(
        event["indicator"] == wanted.get("indicator", event["indicator"]) and event["geo"] == wanted["geo"]
    )
    if "value" in wanted:
        same = same and abs(event["value"] - wanted["value"]) <= abs(wanted["value"]) * 1e-9
    return same and event["transformation"] == wanted.get("transformation", "level")


def _attack(wanted: dict[str, Any], event: dict[str, Any]) -> bool:
    if "start" in wanted and event["date"]["start"] != wanted["start"]:
        return False
    if "attack" in wanted and event["attack"] != wanted["attack"]:
        return False
    return all(field not in wanted or _count(event[field]) == wanted[field] for field in ("killed",))


def _operation(wanted: dict[str, Any], event: dict[str, Any]) -> bool:
    return "operation" not in wanted or bool(event["operation"] == wanted["operation"])


def _statement(wanted: dict[str, Any], event: dict[str, Any]) -> bool:
    if event["act"] != wanted["act"]:
        return False
    if "country" in wanted and event["speaker"].get("country") != wanted["country"]:
        return False
    if "addressee" in wanted and (event["addressee"] or {}).get("country") != wanted["addressee"]:
        return False
    return "name" not in wanted or _says(event["speaker"], wanted["name"])


_IDENTITY: dict[str, Callable[[dict[str, Any], dict[str, Any]], bool]] = {
    "observations": _observation,
    "attacks": _attack,
    "operations": _operation,
    "statements": _statement,
}


def _wrong(kind: str, wanted: dict[str, Any], event: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for field, value in wanted.items():
        got = _field(kind, field, event)
        if not _agrees(field, value, got):
            found.append(f"{field} {value}, got {got}")
    return found


def _field(kind: str, field: str, event: dict[str, Any]) -> Any:
    if kind == "observations":
        if field in ("start", "end"):
            return event["period"][field]
        return event.get(field)
    if field in ("start", "end", "precision"):
        return event["date"][field]
    if field in ("city", "admin1", "country") and kind == "attacks":
        return event["place"][field]
    if field == "target":
        return (event["target"] or {}).get("kind")
    if field == "name":
        return event["speaker"]
    if field == "addressee":
        return (event["addressee"] or {}).get("country")
    if field == "country":
        return event["speaker"]["country"]
    if field.endswith("_low"):
        return (event[field.removesuffix("_low")] or {}).get("low")
    if field.endswith("_high"):
        return (event[field.removesuffix("_high")] or {}).get("high")
    got = event.get(field)
    return _count(got) if isinstance(got, dict) and "value" in got else got


def _agrees(field: str, value: Any, got: Any) -> bool:
    if field in ("attribution", "name"):
        return _says(got, value)
    if field == "changes":
        return all(
            any(c["basis"] == w["basis"] and abs(c["percent"] - w["percent"]) < 1e-9 for c in got)
            for w in value
        )
    if field == "perpetrators":
        return all(any(_says(p, w["name"]) and p["status"] == w["status"] for p in got) for w in value)
    if field == "places":
        return all(_says(got, name) for name in value)
    if isinstance(value, float | int) and isinstance(got, float | int):
        return abs(value - got) <= abs(value) * 1e-9
    return bool(value == got)


def _count(count: dict[str, Any] | None) -> int | None:
    return None if count is None else count["value"]


def _says(value: Any, part: str) -> bool:
    return part.lower() in str(value).lower()


def _name(kind: str, wanted: dict[str, Any]) -> str:
    keys = {"observations": ("indicator", "value", "start"), "attacks": ("attack", "start", "killed")}
    return " ".join(
        str(wanted.get(key))
        for key in keys.get(kind, ("operation", "act", "country", "name"))
        if key in wanted
    )


def _brief(kind: str, event: dict[str, Any]) -> str:
    if kind == "observations":
        parts = (
            event["indicator"],
            event["geo"],
            event["value"],
            event["unit"],
            event["basis"],
            event["period"]["label"],
        )
        return " ".join(
            str(part) for part in (*parts, event["status"], event["transformation"], event["rule"])
        )
    if kind == "attacks":
        place = event["place"]["name"]
        return f"{event['attack']} {event['date']['start']} {place} killed {_count(event['killed'])} {event['prominence']}"
    if kind == "operations":
        return f"{event['operation']} {event['date']['start']} {[place['name'] for place in event['places']]}"
    return f"{event['act']} by {event['speaker']} to {event['addressee']}"
