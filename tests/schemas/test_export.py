"""The exported schemas: current, closed, complete in their codes, and true to what is written."""

from __future__ import annotations

from typing import get_args

import orjson
import pytest
from jsonschema import Draft202012Validator

from schemas import export
from schemas.economy import Indicator
from schemas.security import Act, AttackKind, OperationKind, TargetKind
from streams.schemafiles import ASYNCAPI, documents


def test_every_schema_is_valid_and_closed() -> None:
    for name, raw in documents().items():
        if name == ASYNCAPI:
            continue
        schema = orjson.loads(raw)
        Draft202012Validator.check_schema(schema)
        assert schema["additionalProperties"] is False, name


def test_an_article_needs_a_time_and_a_text() -> None:
    schema = Draft202012Validator(orjson.loads(documents()[export.schema_name("articles")]))
    assert schema.is_valid({"title": "Exports rise", "published_at": "2026-01-20T10:00:00+05:00"})
    assert not schema.is_valid({"title": "Exports rise"})
    assert not schema.is_valid({"published_at": "2026-01-20T10:00:00+05:00"})


def test_what_is_made_anew_for_each_value_is_a_default_too() -> None:
    schema = orjson.loads(documents()[export.schema_name("tables.security-months")])
    assert schema["properties"]["by_attack"]["default"] == {}


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("attack", AttackKind),
        ("target", TargetKind),
        ("operation", OperationKind),
        ("act", Act),
        ("indicator", Indicator),
    ],
)
def test_every_code_has_its_counterparts(table: str, codes: object) -> None:
    for scheme, mapping in export.codes()[table].items():
        assert set(mapping) == set(get_args(codes)), (table, scheme)
