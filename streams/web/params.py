"""What each question may be asked with: one model an endpoint, from which requests are read and OpenAPI is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from types import UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema

from schemas.economy import Indicator
from schemas.security import AttackKind
from streams.moments import moment
from streams.web.problems import Fault, Problem, bad_parameter

#: How many rows an answer has unless asked otherwise, and at most.
PAGE: Final = 100
LARGEST_PAGE: Final = 1000

_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
#: A plus that a client did not encode arrives as a space.
_BARE_PLUS: Final = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) (\d{2}:\d{2})")


def _whole(value: object) -> object:
    if isinstance(value, str) and _WHOLE.fullmatch(value) is None:
        raise ValueError("is not a whole number")
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and _DATE.fullmatch(value) is None:
        raise ValueError("is not a date such as 2026-01-31")
    return value


def _moment(value: object) -> object:
    if isinstance(value, str):
        bare = _BARE_PLUS.fullmatch(value)
        return moment(f"{bare[1]}+{bare[2]}" if bare else value)
    return value


Whole = Annotated[int, Field(ge=0), BeforeValidator(_whole)]
Limit = Annotated[int, Field(ge=1, le=LARGEST_PAGE), BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}
    ),
]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["PK"])]
Year = Annotated[str, Field(pattern=r"^(FY)?[0-9]{4}$", examples=["FY2026"])]
Month = Annotated[
    str, Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$", examples=["2026-02"])
]
Name = Annotated[str, Field(min_length=1, max_length=100)]
#: How often a parameter that may be given again may be.
Several = Field(max_length=20)

P = TypeVar("P", bound="Params")


class Params(BaseModel):
    """Parameters of a question; one that is not named here is refused."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        validate_by_alias=True,
    )


class Choice(Params):
    """What any list or table row may be asked with."""

    format: Literal["json", "csv"] | None = None
    """Instead of the `Accept` header."""


class ListParams(Choice):
    """What any list may be asked with."""

    limit: Limit = PAGE
    """How many rows at most."""
    cursor: Annotated[str, Field(min_length=1, max_length=2000)] | None = None
    """`next` of the answer before, asked with the same filters."""


class TableParams(ListParams):
    """What a table may be asked with."""

    as_of: Moment | None = None
    """The table as it followed from what had been published by then: RFC 3339 with an offset, or a day (its end, UTC)."""
    fields: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$", max_length=500)] | None = (
        None
    )
    """Only these fields of each row, by name with commas between; default: all."""


class FiscalYearsParams(TableParams):
    """Which fiscal years."""

    geo: Annotated[tuple[Country, ...], Several] = ()
    """Country, ISO 3166-1 alpha-2; given again: or this one."""
    indicator: Annotated[tuple[Indicator, ...], Several] = ()
    """Given again: or this one."""
    fiscal_year: Annotated[tuple[Year, ...], Several] = ()
    """As in the rows (`FY2026`); given again: or this one."""


class FiscalYearParams(Choice):
    """One fiscal year, now or as of a moment."""

    as_of: Moment | None = None
    """The row as it followed from what had been published by then."""


class IncidentsParams(TableParams):
    """Which incidents; latest first."""

    country: Annotated[tuple[Country, ...], Several] = ()
    """ISO 3166-1 alpha-2; given again: or this one."""
    admin1: Annotated[tuple[Name, ...], Several] = ()
    """Province or state, in any case; given again: or this one."""
    city: Annotated[tuple[Name, ...], Several] = ()
    """In any case; given again: or this one."""
    from_: Annotated[Day | None, Field(alias="from")] = None
    """Incidents that may have happened on this day or later."""
    to: Day | None = None
    """Incidents that may have happened on this day or earlier."""
    attack: Annotated[tuple[AttackKind, ...], Several] = ()
    """Given again: or this one."""
    perpetrator: Annotated[tuple[Name, ...], Several] = ()
    """A group's name or code, in any case; given again: or this one."""
    min_killed: Whole | None = None
    """At least so many killed, by the best figure."""


class IncidentParams(Choice):
    """One incident, now or as of a moment."""

    as_of: Moment | None = None
    """The incident as it followed from what had been published by then."""


class SecurityMonthsParams(TableParams):
    """Which security months."""

    country: Annotated[tuple[Country, ...], Several] = ()
    """ISO 3166-1 alpha-2; given again: or this one."""
    from_: Annotated[Month | None, Field(alias="from")] = None
    """From this month on: `2026-02`, or a day of it."""
    to: Month | None = None
    """Up to this month."""


class ArticleParams(Params):
    """One article."""

    revision: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """As an event's `article.revision` gives it; default: the newest."""


class NoParams(Params):
    """A question without parameters."""


class StreamParams(Params):
    """What to send as it happens."""

    only: Annotated[tuple[Literal["event", "table", "lag"], ...], Several] = ()
    """Only these types; default: all."""
    recent: Annotated[Whole, Field(ge=0, le=500)] = 0
    """So many of the last changes first, for who begins to listen."""


def read(model: type[P], given: Sequence[tuple[str, str]]) -> P:
    """The parameters of a request. Raises Problem (400), naming each one that is unknown, given twice or not valid."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    values: dict[str, Any] = {}
    for name, text in given:
        if name not in fields:
            known = ", ".join(fields) or "none"
            raise bad_parameter(
                name, f"is not a parameter here; known are: {known}", kind="unknown-parameter"
            )
        if is_list(fields[name].annotation):
            values.setdefault(name, []).append(text)
        elif name in values:
            raise bad_parameter(name, "is given twice")
        else:
            values[name] = text
    try:
        return model.model_validate(values)
    except ValidationError as error:
        faults = [_fault(item) for item in error.errors(include_url=False, include_context=False)]
    raise Problem(
        bad_parameter("", "").status,
        "invalid-parameter",
        "; ".join(f"{fault.parameter}: {fault.detail}" for fault in faults),
        faults=faults,
    )


def _fault(item: Any) -> Fault:
    message = str(item["msg"]).removeprefix("Value error, ")
    return Fault(parameter=str(item["loc"][0]), detail=message[:1].lower() + message[1:])


def is_list(annotation: Any) -> bool:
    """Whether a parameter may be given again."""
    if get_origin(annotation) is tuple:
        return True
    if isinstance(annotation, UnionType):
        return any(is_list(part) for part in get_args(annotation))
    return False
