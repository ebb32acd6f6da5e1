"""The description is current, and the server is what it describes: held by schemathesis, over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from streams.replay import Tables
from streams.web import door, openapi
from streams.web.endpoints import ENDPOINTS, ROOT
from tests.web.flow import replayed
from tests.web.served import Served

FILE = Path(__file__).parents[2] / "schemas" / "json" / openapi.FILE
CHECKS: list[CheckFunction] = [
    schemathesis.checks.not_a_server_error,
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]


def described() -> dict[str, Any]:
    """The description, less what no client makes up: cursors."""
    found: dict[str, Any] = orjson.loads(openapi.document())
    del found["paths"][door.PATH]  # it needs a broker: tests/broker/test_publishers.py
    for path in found["paths"].values():
        asked = path["get"].get("parameters", [])
        path["get"]["parameters"] = [one for one in asked if one["name"] != "cursor"]
    # it does not end
    del found["paths"][f"{ROOT}/stream"]
    return found


schema = schemathesis.openapi.from_dict(described())


def test_the_file_in_the_repository_is_current() -> None:
    assert FILE.read_bytes() == openapi.document(), "run `khabar schemas openapi schemas/json/openapi.json`"


def test_the_server_gives_its_description(served: Served) -> None:
    assert served.ask("openapi.json").body == openapi.document()


def test_every_endpoint_is_described() -> None:
    described_names = {
        path["get"]["operationId"] for path in openapi.description()["paths"].values() if "get" in path
    }
    assert described_names == {*(endpoint.name for endpoint in ENDPOINTS), "openapi"}


@schema.parametrize()
@settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[*HealthCheck],
)
def test_the_server_is_what_is_described(case: schemathesis.Case[Any], served: Served) -> None:
    case.call_and_validate(base_url=served.url, checks=CHECKS)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return replayed()


@pytest.mark.parametrize("endpoint", [one.name for one in ENDPOINTS if not one.event_stream])
def test_real_answers_are_as_described(endpoint: str, served: Served, tables: Tables) -> None:
    incident = tables.incidents[-1]
    article = incident.articles[0]
    event = served.ask(f"articles/{article}/events").json["items"][0]["event_id"]
    geo, indicator, year = tables.fiscal_years[-1].key.split("/")
    known = {
        "geo": geo,
        "indicator": indicator,
        "fiscal_year": year,
        "incident_id": incident.incident_id,
        "article_id": article,
        "event_id": event,
    }
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    (operation,) = (one for one in operations if one.definition.raw["operationId"] == endpoint)
    wanted = {one.name: known[one.name] for one in operation.path_parameters}
    case = operation.Case(path_parameters=wanted)
    answer = case.call_and_validate(base_url=served.url, checks=CHECKS[:2] + CHECKS[4:])
    assert answer.status_code == 200
