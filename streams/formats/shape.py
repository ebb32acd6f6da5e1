"""What a format is: how it is told, and a model whose fields are ours and whose aliases are the sender's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic import AliasChoices, AliasPath, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from schemas import InputError
from streams.formats.moments import moment

#: So many names or keywords of an article are kept.
_MANY = 200


class Shape(BaseModel):
    """An article as a sender has it. A subclass gives each of our fields that it has, with the sender's names as aliases."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    called: ClassVar[str]
    """What the format is called."""

    @classmethod
    def fits(cls, value: object) -> bool:
        """Whether a JSON value has the marks of this format."""
        raise NotImplementedError

    @classmethod
    def prepared(cls, value: Any) -> dict[str, Any]:
        """The object that has the article's fields; raises InputError where there is none."""
        return dict(value)

    @classmethod
    def read(cls, value: Any) -> tuple[dict[str, Any], dict[str, str]]:
        """Our fields of a value that fits, and the sender's name of each; raises InputError with the sender's name."""
        prepared = {name: item for name, item in cls.prepared(value).items() if item is not None}
        names = cls._names(prepared)
        try:
            made = cls.model_validate(prepared)
        except ValidationError as error:
            raise _named(error, names, cls._aliases()) from None
        found = {field: item for field, item in made.model_dump().items() if item not in (None, "", ())}
        if found.get("updated_at") == found["published_at"]:
            del found["updated_at"]  # as good as none, and the same article where another format has none
        return found, names

    @classmethod
    def _aliases(cls) -> dict[str, tuple[str, ...]]:
        return {field: _choices(info.validation_alias, field) for field, info in cls.model_fields.items()}

    @classmethod
    def _names(cls, value: Mapping[str, Any]) -> dict[str, str]:
        return {
            field: next((name for name in choices if name in value), choices[0])
            for field, choices in cls._aliases().items()
        }


def theirs(*names: str) -> Any:
    """What a sender may call a field, the first that is there counting: for the field's annotation."""
    return Field(validation_alias=AliasChoices(*names))


def _choices(alias: str | AliasPath | AliasChoices | None, field: str) -> tuple[str, ...]:
    if isinstance(alias, AliasChoices):
        return tuple(str(c.path[0]) if isinstance(c, AliasPath) else c for c in alias.choices)
    if isinstance(alias, AliasPath):
        return (str(alias.path[0]),)
    return (alias or field,)


def _named(
    error: ValidationError, names: Mapping[str, str], aliases: Mapping[str, Iterable[str]]
) -> InputError:
    first = error.errors(include_url=False, include_input=False)[0]
    place = str(first["loc"][0]) if first["loc"] else ""
    read = [ours for ours, name in names.items() if name == place]
    field = next(iter(read or [ours for ours, theirs in aliases.items() if place in theirs]), place)
    message = first["msg"].removeprefix("Value error, ")
    name = names.get(field, place)
    if field == "published_at":
        if first["type"] == "missing":
            message = "an article needs the time of its publication"
            return InputError("missing_published_at", message, field=name)
        return InputError("invalid_published_at", message, field=name)
    return InputError("invalid_field", message, field=name)


def first(value: object) -> object:
    """The first of a list, else the value: JSON-LD and item loaders make a list of anything."""
    while isinstance(value, list):
        value = next((item for item in value if item not in (None, "")), None)
    return value


def listed(value: object) -> list[object]:
    """The members of a list, or the one value."""
    return value if isinstance(value, list) else [] if value is None else [value]


def named(value: object) -> str | None:
    """The name of a person, a body or a term: a text, or an object with a `name`."""
    value = first(value)
    if isinstance(value, dict):
        value = first(value.get("name"))
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError("a name is a text, or an object with a name")
    return " ".join(value.split()) or None


def names_of(value: object, *, apart: str = "") -> tuple[str, ...]:
    """The names in a list, an object or a text that one of the characters `apart` divides."""
    found: dict[str, None] = {}
    for item in listed(value):
        parts: list[object] = [item]
        if isinstance(item, str) and apart:
            parts = list(re.split(f"[{apart}]", item, maxsplit=_MANY))
        for part in parts:
            name = named(part)
            if name:
                found[name] = None
            if len(found) >= _MANY:
                return tuple(found)
    return tuple(found)


def _text(value: object) -> object:
    value = first(value)
    return value.strip() if isinstance(value, str) else value


def _url(value: object) -> object:
    value = first(value)
    if isinstance(value, dict):
        value = first(value.get("@id") or value.get("url"))
    return value


When = Annotated[datetime, BeforeValidator(lambda value: moment(first(value)))]
"""A time as web pages write it; see `streams.formats.moments`."""
Text = Annotated[str, BeforeValidator(_text)]
Url = Annotated[str, BeforeValidator(_url)]
Name = Annotated[str | None, BeforeValidator(named)]
Names = Annotated[tuple[str, ...], BeforeValidator(names_of)]
