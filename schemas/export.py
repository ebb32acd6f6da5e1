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
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

#: The version of the schemas that the models are; it is part of each schema's id and of `ce_dataschema`. It goes up by one
#: with the first change after a release has had it (`streams.schemafiles.check` says when).
VERSION = 2

#: Which table of codes.toml annotates a property of a model.
_ANNOTATED = {
    ("Attack", "attack"): "attack",
    ("Target", "kind"): "target",
    ("Operation", "operation"): "operation",
    ("Statement", "act"): "act",
    ("Observation", "indicator"): "indicator",
}


@cache
def codes() -> dict[str, dict[str, dict[str, Any]]]:
    """Our codes in other schemes: `codes()["attack"]["acled"]["bombing"]`."""
    return tomllib.loads(files("schemas").joinpath("data", "codes.toml").read_text(encoding="utf-8"))


def schema_name(topic: str, version: int = VERSION) -> str:
    """The file that holds a topic's schema."""
    return f"{topic}.v{version}.schema.json"


def schema_id(topic: str, version: int = VERSION) -> str:
    """What a schema is called wherever it is pointed to: its `$id`, and an event's `ce_dataschema`."""
    return f"urn:khabar:{topic}:v{version}"


def json_schema(model: type[BaseModel], *, topic: str, title: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what is written to a topic, as JSON-able values."""
    made = model.model_json_schema(mode="serialization", schema_generator=_WithDefaults)
    for node in [made, *made.get("$defs", {}).values()]:
        _close(node)
    for name, node in [(model.__name__, made), *made.get("$defs", {}).items()]:
        _annotate(node, name)
    return {**_head(topic), **made, "title": title}


def input_schema(model: type[BaseModel], *, topic: str, title: str) -> dict[str, Any]:
    """The JSON Schema of what may be published to a topic of articles: only the time and a text are asked for."""
    made = model.model_json_schema(mode="validation", schema_generator=_WithDefaults)
    for node in [made, *made.get("$defs", {}).values()]:
        if "properties" in node:
            node["additionalProperties"] = False
    made["required"] = ["published_at"]
    made["anyOf"] = [{"required": ["title"]}, {"required": ["body"]}]
    return {**_head(topic), **made, "title": title}


class _WithDefaults(GenerateJsonSchema):
    """Defaults that are made anew for each value, such as an empty mapping, are defaults as well."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        made = super().default_schema(schema)
        factory = schema.get("default_factory")
        if factory is not None and not schema.get("default_factory_takes_data"):
            made = {**made, "default": self.encode_default(factory())}  # type: ignore[call-arg]
        return made


def _head(topic: str) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": schema_id(topic)}


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
