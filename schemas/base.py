"""What every model shares: frozen, lenient when read, closed when exported, the same bytes for the same value."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID, uuid5

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.errors import InputError

#: Root of every deterministic id that Khabar makes itself (article ids from a URL use the RFC 4122 URL namespace).
NAMESPACE = UUID("6f0c2f5e-2d0c-5b0e-9a53-6b4861626172")

M = TypeVar("M", bound=BaseModel)


class Model(BaseModel):
    """A frozen value. Unknown fields are dropped when reading, so that a reader of version N reads N+1."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False, use_attribute_docstrings=True)


def dump(model: BaseModel) -> bytes:
    """The JSON bytes of a model: field order of the class, nulls kept, `withdrawn` only when true."""
    return orjson.dumps(plain(model))


def plain(model: BaseModel) -> dict[str, Any]:
    """The model as JSON-able values, in the shape that `dump` writes."""
    value: dict[str, Any] = model.model_dump(mode="json")
    if value.get("withdrawn") is False:
        del value["withdrawn"]
    return value


def load(model: type[M], raw: bytes | str) -> M:
    """Read a model from JSON; raises InputError (`not_json`, `wrong_shape`, `invalid_field`) naming the first field at fault."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise InputError("not_json", str(error)) from error
    return parse(model, value)


def parse(model: type[M], value: object) -> M:
    """Validate plain values as a model; raises InputError like `load`."""
    if not isinstance(value, dict):
        raise InputError("wrong_shape", f"expected a JSON object, got {type(value).__name__}")
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or None
        raise InputError("invalid_field", first["msg"], field=field) from error


def stable_id(*parts: object) -> str:
    """A UUIDv5 of the parts: the same parts give the same id on every machine and in every run."""
    return str(uuid5(NAMESPACE, orjson.dumps(parts, default=str).decode()))
