"""The AsyncAPI 3 document of the topology: each topic as a channel, with its key, headers, payload and Kafka settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from schemas.export import VERSION, schema_id, schema_name
from streams.topology import ARTICLES, Topic

#: Of the Kafka bindings that the document uses.
_BINDING: Final = "0.5.0"
#: CloudEvents in binary mode: header to what it holds.
_CLOUDEVENT: Final = {
    "ce_specversion": "1.0",
    "ce_id": "the event's id, the same as `event_id`",
    "ce_source": "where it was extracted",
    "ce_type": "the event's type",
    "ce_time": "when the article's revision was published, in UTC",
    "ce_subject": "the message's key",
    "ce_dataschema": "the schema of the payload, and its version",
}


def document(described: Sequence[Topic]) -> dict[str, Any]:
    """The document of topics that have a model, as JSON-able values; payloads refer to the schema files beside it."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Khabar",
            "version": f"{VERSION}.0.0",
            "description": "Articles in, events and tables out.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {topic.base: _channel(topic) for topic in described},
        "operations": {f"{_action(topic)} {topic.base}": _operation(topic) for topic in described},
    }


def _action(topic: Topic) -> str:
    """From the application's side: it receives what crawlers publish and sends everything else."""
    return "receive" if topic.base == ARTICLES else "send"


def _operation(topic: Topic) -> dict[str, Any]:
    return {"action": _action(topic), "channel": {"$ref": f"#/channels/{topic.base}"}}


def _channel(topic: Topic) -> dict[str, Any]:
    settings: dict[str, Any] = {"cleanup.policy": [topic.cleanup]}
    if topic.cleanup == "delete":
        settings["retention.ms"] = topic.retention_ms
    return {
        "address": topic.base,
        "description": topic.holds,
        "messages": {"message": _message(topic)},
        "bindings": {
            "kafka": {
                "topic": topic.base,
                "partitions": topic.partitions,
                "topicConfiguration": {**settings, "max.message.bytes": topic.max_message_bytes},
                "bindingVersion": _BINDING,
            }
        },
    }


def _message(topic: Topic) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": topic.base,
        "title": topic.holds,
        "contentType": "application/json",
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-2020-12",
            "schema": {"$ref": f"./{schema_name(topic.base)}"},
        },
        "bindings": {
            "kafka": {"key": {"type": "string", "description": topic.key}, "bindingVersion": _BINDING}
        },
    }
    if topic.kind == "events":
        made["headers"] = _headers(topic)
    if topic.kind == "tables":
        made["summary"] = (
            "The last message under a key is the row; one without a value says that the row is gone."
        )
    return made


def _headers(topic: Topic) -> dict[str, Any]:
    properties: dict[str, Any] = {
        name: {"type": "string", "description": told} for name, told in _CLOUDEVENT.items()
    }
    properties["ce_specversion"]["const"] = "1.0"
    properties["ce_dataschema"]["const"] = schema_id(topic.base)
    properties["content-type"] = {"type": "string", "const": "application/json"}
    return {"type": "object", "required": list(properties), "properties": properties}
