"""The schema files of the topology: what `khabar schemas export` writes."""

from __future__ import annotations

from typing import Any

import orjson

from schemas.export import VERSION, input_schema, json_schema, schema_name
from streams.topology import ARTICLES, Topic, topics

#: The description of all topics together (AsyncAPI 3).
ASYNCAPI = f"asyncapi.v{VERSION}.json"


def documents() -> dict[str, bytes]:
    """File name to content: a JSON Schema for each topic that has a model, and the AsyncAPI document; always the same bytes."""
    described = [topic for topic in topics() if topic.model is not None]
    found = {schema_name(topic.base): _written(_schema(topic)) for topic in described}
    found[ASYNCAPI] = _written(_asyncapi(described))
    return found


def _schema(topic: Topic) -> dict[str, Any]:
    assert topic.model is not None
    make = input_schema if topic.base == ARTICLES else json_schema
    return make(topic.model, topic=topic.base, title=topic.holds)


def _asyncapi(described: list[Topic]) -> dict[str, Any]:
    channels: dict[str, Any] = {}
    operations: dict[str, Any] = {}
    for topic in described:
        message = {
            "name": topic.base,
            "title": topic.holds,
            "contentType": "application/json",
            "payload": {
                "schemaFormat": "application/schema+json;version=draft-2020-12",
                "schema": {"$ref": f"./{schema_name(topic.base)}"},
            },
            "bindings": {"kafka": {"key": {"type": "string", "description": topic.key}}},
        }
        channels[topic.base] = {
            "address": topic.base,
            "description": topic.holds,
            "messages": {"message": message},
            "bindings": {"kafka": {"topic": topic.base, "partitions": topic.partitions}},
        }
        # From the application's side: it receives what crawlers publish and sends everything else.
        action = "receive" if topic.base == ARTICLES else "send"
        operations[f"{action} {topic.base}"] = {
            "action": action,
            "channel": {"$ref": f"#/channels/{topic.base}"},
        }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Khabar",
            "version": f"{VERSION}.0.0",
            "description": "Articles in, events and tables out.",
        },
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": operations,
    }


def _written(value: dict[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
