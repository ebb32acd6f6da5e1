"""The API's description (OpenAPI 3.1), made from the endpoints, their parameters' models and the answers' models."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

import orjson
from pydantic import TypeAdapter
from pydantic_core import PydanticUndefined

from schemas.export import VERSION
from streams.web import door
from streams.web.endpoints import ENDPOINTS, ROOT, Endpoint
from streams.web.params import TableParams
from streams.web.problems import CONTENT_TYPE, ProblemDetails

FILE: Final = "openapi.json"
PATH: Final = f"{ROOT}/openapi.json"

_REF: Final = "#/components/schemas/{model}"
_PATH_PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "geo": {"description": "Country, ISO 3166-1 alpha-2", "example": "PK"},
    "indicator": {"description": "Indicator", "example": "exports.it"},
    "fiscal_year": {"description": "As in the rows", "example": "FY2026"},
    "incident_id": {"description": "Incident"},
    "article_id": {"description": "Article"},
    "event_id": {"description": "Event"},
}
_PROBLEMS: Final = {
    "400": "A parameter is unknown, given twice or not valid; `parameter` names it",
    "401": "The token is missing or wrong, where one is asked for",
    "404": "There is no such thing",
    "421": "The server was asked under a name that is not its own",
    "500": "A fault of the server",
    "503": "An answer now might be wrong; `Retry-After` says when to ask again",
}


@cache
def document() -> bytes:
    """The document's bytes; always the same."""
    return orjson.dumps(description(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def description() -> dict[str, Any]:
    """The document as JSON-able values."""
    keys, components = _schemas()
    paths = {
        ROOT + endpoint.path: {"get": _operation(endpoint, keys[endpoint.name])} for endpoint in ENDPOINTS
    }
    paths[PATH] = {"get": _own_operation()}
    paths[door.PATH] = {"post": door.operation(keys["receipts"], keys["problem"])}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Khabar",
            "version": f"{VERSION}.0.0",
            "description": "Tables, events and articles, answered alike by every worker; and a door for articles.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                f"Problem{status}": _problem(status, text) for status, text in sorted(_PROBLEMS.items())
            },
        },
    }


def _schemas() -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Of each endpoint the schema of its answer, and the components that they refer to."""
    wanted: list[tuple[str, Any, TypeAdapter[Any]]] = [
        (endpoint.name, "serialization", TypeAdapter(endpoint.model)) for endpoint in ENDPOINTS
    ]
    wanted.append(("receipts", "serialization", TypeAdapter(door.Receipts)))
    wanted.append(("problem", "serialization", TypeAdapter(ProblemDetails)))
    schemas, shared = TypeAdapter.json_schemas(wanted, ref_template=_REF)
    components: dict[str, Any] = dict(sorted(shared["$defs"].items()))
    for component in components.values():
        # left out while it is false
        if "withdrawn" in component.get("required", ()):
            component["required"].remove("withdrawn")
    components["Receipt"]["required"] = ["line", "status"]
    components["ProblemDetails"]["required"] = ["type", "title", "status", "detail"]
    for endpoint in ENDPOINTS:
        if issubclass(endpoint.params, TableParams):
            _allow_parts(endpoint, components)
    return {name: schema for (name, _), schema in schemas.items()}, components


def _allow_parts(endpoint: Endpoint, components: dict[str, Any]) -> None:
    """Asked for certain fields, a list's rows have those alone."""
    assert endpoint.csv is not None
    name = endpoint.csv.__name__
    part = {key: value for key, value in components[name].items() if key != "required"}
    components[f"{name}Part"] = {
        **part,
        "title": f"{name}Part",
        "description": "The fields of a row that were asked for.",
    }
    components[f"{name}List"]["properties"]["items"]["items"] = {
        "anyOf": [{"$ref": _REF.format(model=name)}, {"$ref": _REF.format(model=f"{name}Part")}]
    }


def _operation(endpoint: Endpoint, schema: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": schema}}
    if endpoint.csv is not None:
        content["text/csv"] = {"schema": {"type": "string"}}
    if endpoint.event_stream:
        content = {"text/event-stream": {"schema": {"type": "string"}}}
    errors = ["400", "401", "421", "500", "503", *(["404"] if endpoint.finds else [])]
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": [*_in_path(endpoint.path), *_in_query(endpoint)],
        "responses": {
            "200": {
                "description": endpoint.summary,
                "content": content,
                "headers": {"ETag": {"schema": {"type": "string"}}},
            },
            "304": {"description": "What the client has (`If-None-Match`) is as it was"},
            **{status: {"$ref": f"#/components/responses/Problem{status}"} for status in sorted(errors)},
        },
    }


def _own_operation() -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "This description",
        "responses": {
            "200": {
                "description": "This description",
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            **{
                status: {"$ref": f"#/components/responses/Problem{status}"}
                for status in ("400", "401", "421")
            },
        },
    }


def _in_path(path: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1},
            **_PATH_PARAMETERS[name],
        }
        for name in re.findall(r"{(\w+)}", path)
    ]


def _in_query(endpoint: Endpoint) -> list[dict[str, Any]]:
    model = endpoint.params
    schema = model.model_json_schema(by_alias=True, ref_template=_REF)
    assert "$defs" not in schema, "parameters are plain values"
    defaults = {field.alias or name: field.default for name, field in model.model_fields.items()}
    found = []
    for name, given in schema.get("properties", {}).items():
        own = {key: value for key, value in given.items() if key not in {"title", "description", "default"}}
        if "anyOf" in own:
            # what may be left out is not null where it is given
            kinds = [kind for kind in own["anyOf"] if kind != {"type": "null"}]
            own = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        style: dict[str, Any] = {}
        if name == "fields" and endpoint.csv is not None:
            style = {"style": "form", "explode": False}
            names = {"type": "string", "enum": list(endpoint.csv.model_fields)}
            own = {"type": "array", "items": names, "minItems": 1}
        if defaults[name] not in (None, (), PydanticUndefined):
            own["default"] = defaults[name]
        found.append(
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": given.get("description", ""),
                **style,
                "schema": own,
            }
        )
    return found


def _problem(status: str, text: str) -> dict[str, Any]:
    headers = {"Retry-After": {"schema": {"type": "integer"}}} if status == "503" else {}
    return {
        "description": text,
        "content": {CONTENT_TYPE: {"schema": {"$ref": _REF.format(model="ProblemDetails")}}},
        **({"headers": headers} if headers else {}),
    }
