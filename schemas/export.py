"""JSON Schema made from the models: closed, with the codes of other schemes beside ours.

A reader of messages takes unknown fields lightly (`extra="ignore"`); the exported schema is what Khabar itself writes, and
closed, so that a field by mistake is noticed.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel

#: Version of the contract that the schemas describe; it is part of each schema's id.
VERSION = 1

#: Which table of codes.toml annotates a property of a model.
_ANNOTATED = {
    ("Attack", "attack"): "attack",
    ("Operation", "operation"): "operation",
    ("Statement", "act"): "act",
    ("Observation", "indicator"): "indicator",
}


@cache
def codes() -> dict[str, dict[str, dict[str, Any]]]:
    """Our codes in other schemes: `codes()["attack"]["acled"]["bombing"]`."""
    return tomllib.loads(files("schemas").joinpath("data", "codes.toml").read_text(encoding="utf-8"))


def schema_name(topic: str) -> str:
    """The file that holds a topic's schema, and the last part of its id."""
    return f"{topic}.v{VERSION}.schema.json"


def json_schema(model: type[BaseModel], *, topic: str, title: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what is written to a topic, as JSON-able values."""
    made = model.model_json_schema(mode="serialization")
    for node in [made, *made.get("$defs", {}).values()]:
        _close(node)
    _annotate(made, model.__name__)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:khabar:{topic}:v{VERSION}",
    }
    return {**head, **made, "title": title}


def input_schema(model: type[BaseModel], *, topic: str, title: str) -> dict[str, Any]:
    """The JSON Schema of what may be published to a topic of articles: only the time and a text are asked for."""
    made = model.model_json_schema(mode="validation")
    for node in [made, *made.get("$defs", {}).values()]:
        if "properties" in node:
            node["additionalProperties"] = False
    made["required"] = ["published_at"]
    made["anyOf"] = [{"required": ["title"]}, {"required": ["body"]}]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:khabar:{topic}:v{VERSION}",
    }
    return {**head, **made, "title": title}


def _close(node: dict[str, Any]) -> None:
    if node.get("type") != "object" or "properties" not in node:
        return
    node["additionalProperties"] = False
    # `withdrawn` is left out while it is false; everything else is always written.
    node["required"] = [name for name in node["properties"] if name != "withdrawn"]


def _annotate(schema: dict[str, Any], model: str) -> None:
    for (name, field), table in _ANNOTATED.items():
        if name == model:
            for scheme, mapping in codes()[table].items():
                schema["properties"][field][f"x-{scheme}"] = mapping
