"""Arrow types and values of the models: what is nested stays nested, as structs and lists.

| the model | Arrow |
|---|---|
| `str`, codes | `string` |
| `int`, `float`, `bool` | `int64`, `double`, `bool` |
| `date` | `date32` |
| `datetime` | `timestamp[us, UTC]` |
| a model | `struct` of its fields |
| `tuple[X, ...]` | `list` |
| `tuple[X, Y]` | `struct` with the fields `item_0`, `item_1` |
| `dict[str, X]` | `map` |

Only what may be null in the model may be null in the column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from schemas.export import VERSION

_SCALARS: Final[dict[type, pa.DataType]] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}

Convert = Callable[[Any], Any]


@cache
def schema(model: type[BaseModel]) -> pa.Schema:
    """The columns of a model. The version of the schemas that they follow is in the metadata."""
    return pa.schema(
        _fields(model), metadata={"khabar.model": model.__name__, "khabar.version": str(VERSION)}
    )


def record(row: BaseModel) -> dict[str, Any]:
    """A row as the values that Arrow takes for its columns."""
    return _record(type(row), row.model_dump())


def _fields(model: type[BaseModel]) -> list[pa.Field]:
    return [_field(name, field.annotation) for name, field in model.model_fields.items()]


def _field(name: str, annotation: Any) -> pa.Field:
    inner, nullable = _optional(annotation)
    return pa.field(name, _type(inner), nullable=nullable)


def _type(annotation: Any) -> pa.DataType:
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _type(type(parts[0]))
    if origin is tuple and len(parts) == 2 and parts[1] is ...:
        return pa.list_(_field("element", parts[0]))
    if origin is tuple:
        return pa.struct([_field(f"item_{place}", part) for place, part in enumerate(parts)])
    if origin is dict:
        return pa.map_(_type(parts[0]), _field("value", parts[1]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(_fields(annotation))
    raise TypeError(f"no Arrow type for {annotation!r}: say in streams/export/arrow.py what it is")


def _record(model: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: convert(values[name]) for name, convert in _converters(model)}


@cache
def _converters(model: type[BaseModel]) -> tuple[tuple[str, Convert], ...]:
    return tuple((name, _converter(field.annotation)) for name, field in model.model_fields.items())


def _converter(annotation: Any) -> Convert:
    inner, nullable = _optional(annotation)
    convert = _plain_converter(inner)
    return (lambda value: None if value is None else convert(value)) if nullable else convert


def _plain_converter(annotation: Any) -> Convert:
    origin, parts = get_origin(annotation), get_args(annotation)
    if annotation is datetime:
        return lambda value: value.astimezone(UTC)
    if origin is tuple and len(parts) == 2 and parts[1] is ...:
        each = _converter(parts[0])
        return lambda values: [each(value) for value in values]
    if origin is tuple:
        every = [(f"item_{place}", _converter(part)) for place, part in enumerate(parts)]
        return lambda values: {
            name: convert(value) for (name, convert), value in zip(every, values, strict=True)
        }
    if origin is dict:
        of = _converter(parts[1])
        # in order of the keys, since a mapping has none of its own
        return lambda values: [(key, of(values[key])) for key in sorted(values)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return lambda values: _record(annotation, values)
    return lambda value: value


def _optional(annotation: Any) -> tuple[Any, bool]:
    """The type without null and without pydantic's constraints, and whether null is one of its values."""
    if get_origin(annotation) is Annotated:
        return _optional(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        kinds = [part for part in get_args(annotation) if part is not NoneType]
        if len(kinds) != 1:
            raise TypeError(f"no Arrow type for {annotation!r}: one column holds one type")
        return _optional(kinds[0])[0], True
    return annotation, False
