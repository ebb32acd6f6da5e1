"""The schema files of the topology: what `khabar schemas export` writes."""

from __future__ import annotations

from typing import Any

import orjson

from schemas.export import json_schema, schema_name
from streams.topology import topics


def documents() -> dict[str, bytes]:
    """File name to content, one JSON Schema for each topic that has a model; the same bytes in every run."""
    found: dict[str, bytes] = {}
    for topic in topics():
        if topic.model is None:
            continue
        schema: dict[str, Any] = json_schema(topic.model, topic=topic.base, title=topic.holds)
        found[schema_name(topic.base)] = orjson.dumps(
            schema, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        )
    return found
