"""The exported schemas: current, closed, complete in their codes, and true to what is written."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import orjson
import pytest
from jsonschema import Draft202012Validator

from schemas import export
from schemas.economy import Indicator
from schemas.security import Act, AttackKind, OperationKind
from streams.schemafiles import ASYNCAPI, documents

FOLDER = Path(__file__).parents[2] / "schemas" / "json"


def test_the_files_in_the_repository_are_current() -> None:
    wanted = documents()
    # that of the API is held by tests/web/test_openapi.py
    there = {path.name: path.read_bytes() for path in FOLDER.glob("*.json") if path.name != "openapi.json"}
    assert there == wanted, "run `khabar schemas export schemas/json`"


def test_every_schema_is_valid_and_closed() -> None:
    for name, raw in documents().items():
        if name == ASYNCAPI:
            continue
        schema = orjson.loads(raw)
        Draft202012Validator.check_schema(schema)
        assert schema["additionalProperties"] is False, name


def test_an_article_needs_a_time_and_a_text() -> None:
    schema = Draft202012Validator(orjson.loads(documents()["articles.v1.schema.json"]))
    assert schema.is_valid({"title": "Exports rise", "published_at": "2026-01-20T10:00:00+05:00"})
    assert not schema.is_valid({"title": "Exports rise"})
    assert not schema.is_valid({"published_at": "2026-01-20T10:00:00+05:00"})


def test_the_asyncapi_document_describes_every_topic_with_a_schema() -> None:
    document = orjson.loads(documents()[ASYNCAPI])
    payloads = [c["messages"]["message"]["payload"]["schema"]["$ref"] for c in document["channels"].values()]
    assert sorted(payloads) == sorted(f"./{name}" for name in documents() if name != ASYNCAPI)
    assert document["operations"]["receive articles"]["channel"] == {"$ref": "#/channels/articles"}


@pytest.mark.parametrize(
    ("table", "codes"),
    [("attack", AttackKind), ("operation", OperationKind), ("act", Act), ("indicator", Indicator)],
)
def test_every_code_has_its_counterparts(table: str, codes: object) -> None:
    for scheme, mapping in export.codes()[table].items():
        assert set(mapping) == set(get_args(codes)), (table, scheme)
