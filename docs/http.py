"""The HTTP API as a page, made from its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import orjson

from docs.markdown import escaped, page, table

#: What a path answers to, in the order in which a reader meets it.
_METHODS = ("get", "post", "put", "delete")


def api() -> str:
    """Every path with its parameters and answers."""
    document = orjson.loads(files("schemas").joinpath("json", "openapi.json").read_bytes())
    out = [
        "# HTTP API",
        "",
        f"{document['info']['description']} The same as OpenAPI: `/api/v1/openapi.json` of any worker, or `khabar schemas openapi`.",
    ]
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                out += _operation(document, f"{method.upper()} {path}", methods[method])
    return page(out)


def _operation(document: Mapping[str, Any], title: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"## {title}", "", escaped(operation.get("summary", "")))
    if told := operation.get("description"):
        yield from ("", escaped(told))
    parameters = [_followed(document, node) for node in operation.get("parameters", ())]
    if parameters:
        yield from (
            "",
            table(
                ("parameter", "in", "default", ""),
                (
                    (
                        f"`{node['name']}`{' (needed)' if node.get('required') else ''}",
                        node["in"],
                        _default(node.get("schema", {})),
                        escaped(node.get("description", "")),
                    )
                    for node in parameters
                ),
            ),
        )
    answers = [
        (f"`{code}`", escaped(_followed(document, node).get("description", "")))
        for code, node in operation.get("responses", {}).items()
    ]
    yield from ("", table(("answer", ""), answers))


def _default(schema: Mapping[str, Any]) -> str:
    return f"`{schema['default']}`" if "default" in schema else ""


def _followed(document: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to, or the node itself."""
    while "$ref" in node:
        found: Any = document
        for part in str(node["$ref"]).removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node
