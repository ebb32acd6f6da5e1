"""Tables as CSV: one column a field of the contract, in its order.

What is nested has dotted names (`cumulative.value`); what is a list or a table of its own is JSON in its cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin

import orjson
from pydantic import BaseModel

#: A spreadsheet takes a text that begins with one of these for a formula; articles are not to be trusted with that.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@cache
def columns(model: type[BaseModel]) -> tuple[tuple[str, ...], ...]:
    """The paths of a model's columns."""
    found: list[tuple[str, ...]] = []
    for name, field in model.model_fields.items():
        inner = _model(field.annotation)
        if inner is None:
            found.append((name,))
        else:
            found += [(name, *path) for path in columns(inner)]
    return tuple(found)


def write(model: type[BaseModel], rows: Iterable[dict[str, Any]], fields: Sequence[str] = ()) -> bytes:
    """Rows, as JSON-able values, as CSV (RFC 4180) with a line of names; only the `fields` if any are given."""
    paths = [path for path in columns(model) if not fields or path[0] in fields]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([".".join(path) for path in paths])
    for row in rows:
        writer.writerow([_cell(row, path) for path in paths])
    return out.getvalue().encode()


def _model(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds one of, or none of."""
    if get_origin(annotation) in {Union, UnionType}:
        kinds = [part for part in get_args(annotation) if part is not NoneType]
        return _model(kinds[0]) if len(kinds) == 1 else None
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _cell(row: dict[str, Any], path: tuple[str, ...]) -> str:
    value: Any = row
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return orjson.dumps(value).decode()
