"""A JSON Schema as its readers take it: what it refuses to read, where a writer's schema says what is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def as_reader(schema: Schema) -> dict[str, Any]:
    """The schema as its models read: unknown fields are let in everywhere, and what has a default may be missing."""
    opened = {keyword: _as_reader(keyword, value) for keyword, value in schema.items()}
    if opened.get("additionalProperties") is False:
        del opened["additionalProperties"]
    if "properties" in schema and "required" in schema:
        opened["required"] = sorted(needed(schema))
    return opened


def _as_reader(keyword: str, value: Any) -> Any:
    if keyword in {"properties", "$defs"}:
        return {name: as_reader(node) for name, node in value.items()}
    if keyword in {"anyOf", "prefixItems"}:
        return [as_reader(node) for node in value]
    if keyword in {"items", "additionalProperties"} and isinstance(value, Mapping):
        return as_reader(value)
    return value


def needed(node: Schema) -> set[str]:
    """The fields without which a reader of the schema refuses a message."""
    return {name for name in node.get("required", ()) if "default" not in node["properties"].get(name, {})}
