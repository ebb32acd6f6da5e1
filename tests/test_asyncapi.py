"""The AsyncAPI document: valid by the official schema, complete, and true to what is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft7Validator

from schemas import Article
from schemas.export import schema_id
from streams import topology
from streams.delivery import event_record
from streams.demo import samples
from streams.pipeline import process
from streams.schemafiles import ASYNCAPI, documents

OFFICIAL = Path(__file__).parent / "schemas" / "asyncapi" / "3.0.0.json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads(documents()[ASYNCAPI])
    return found


@pytest.fixture(scope="module")
def official() -> Draft7Validator:
    return Draft7Validator(orjson.loads(OFFICIAL.read_bytes()))


def test_the_official_schema_takes_the_document(document: dict[str, Any], official: Draft7Validator) -> None:
    assert [error.message[:200] for error in official.iter_errors(document)] == []


@pytest.mark.parametrize("part", ["info", "channels", "operations"])
def test_the_official_schema_refuses_what_is_wrong(
    part: str, document: dict[str, Any], official: Draft7Validator
) -> None:
    wrong = {**document, part: {"nonsense": {"nonsense": 1}}}
    assert not official.is_valid(wrong)


def test_every_topic_with_a_schema_is_described(document: dict[str, Any]) -> None:
    payloads = [c["messages"]["message"]["payload"]["schema"]["$ref"] for c in document["channels"].values()]
    assert sorted(payloads) == sorted(f"./{name}" for name in documents() if name != ASYNCAPI)
    assert document["operations"]["receive articles"]["channel"] == {"$ref": "#/channels/articles"}


def test_the_headers_are_those_that_events_have(document: dict[str, Any]) -> None:
    article, events = _said()
    for event in events:
        record = event_record(event, article)
        told = document["channels"][record.topic]["messages"]["message"]["headers"]
        sent = {name: value.decode() for name, value in record.headers}
        assert list(sent) == told["required"]
        assert sent["ce_dataschema"] == schema_id(record.topic)
        Draft7Validator(told).validate(sent)


def _said() -> tuple[Article, list[Any]]:
    for item in samples():
        if item.article is not None:
            _, events = process(item.article)
            if events:
                return item.article, list(events)
    raise AssertionError("no sample says anything")


def test_what_is_compacted_is_told(document: dict[str, Any]) -> None:
    kafka = document["channels"][topology.INCIDENTS]["bindings"]["kafka"]
    assert kafka["topicConfiguration"]["cleanup.policy"] == ["compact"]
