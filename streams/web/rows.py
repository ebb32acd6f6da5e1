"""Rows of the tables as the API keeps and chooses them: bytes to serve, and beside them what a question may ask for.

Pure: the same rows and the same parameters give the same page, whatever worker holds them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final, Literal, NamedTuple

import orjson

from schemas import FiscalYear, Incident, SecurityMonth
from streams.folds import Table
from streams.topology import FISCAL_YEARS, INCIDENTS, SECURITY_MONTHS
from streams.web.cursors import Order, after, cursor
from streams.web.params import FiscalYearsParams, IncidentsParams, SecurityMonthsParams, TableParams
from streams.web.problems import bad_parameter

TableName = Literal["fiscal-years", "incidents", "security-months"]

#: What a table is called in paths, to its topic and the model of its rows.
TABLES: Final[dict[TableName, tuple[str, type[Table]]]] = {
    "fiscal-years": (FISCAL_YEARS, FiscalYear),
    "incidents": (INCIDENTS, Incident),
    "security-months": (SECURITY_MONTHS, SecurityMonth),
}
BY_TOPIC: Final[dict[str, TableName]] = {topic: name for name, (topic, _) in TABLES.items()}


class YearFacets(NamedTuple):
    """What a fiscal year may be asked for by."""

    geo: str
    indicator: str
    year: str


class IncidentFacets(NamedTuple):
    """What an incident may be asked for by; names in small letters, dates as ISO text."""

    country: str | None
    admin1: str | None
    city: str | None
    start: str
    end: str
    attack: str
    perpetrators: tuple[str, ...]
    killed: int


class MonthFacets(NamedTuple):
    """What a security month may be asked for by."""

    country: str
    month: str


Facets = YearFacets | IncidentFacets | MonthFacets


class Row(NamedTuple):
    """A row of a table."""

    order: Order
    key: str
    body: bytes
    """Its JSON, as its topic has it."""
    facets: Facets


class Page(NamedTuple):
    """A part of a list."""

    rows: Sequence[Row]
    next: str | None
    total: int
    """Of the whole list."""


def row(table: TableName, body: bytes) -> Row:
    """The row that a table's topic, or a fold, gives. Raises ValueError, KeyError or TypeError for what is none."""
    return _MAKE[table](orjson.loads(body), body)


def choose(table: TableName, rows: Sequence[Row], params: TableParams) -> Page:
    """A page of the rows, which are in their order, that the parameters ask for."""
    found = rows
    if _chosen(params):
        wanted = _FILTER[table](params)
        found = [item for item in rows if wanted(item.facets)]
    place = after(params, _LIKE[table])
    start = 0 if place is None else bisect_right(found, place, key=lambda item: item.order)
    part = found[start : start + params.limit]
    more = start + len(part) < len(found)
    return Page(part, cursor(part[-1].order, params) if part and more else None, len(found))


def _chosen(params: TableParams) -> bool:
    """Whether anything but the whole table is asked for."""
    asked = params.model_fields_set - set(TableParams.model_fields)
    return any(getattr(params, name) not in {None, ()} for name in asked)


def fields_of(table: TableName, params: TableParams) -> tuple[str, ...]:
    """The fields that an answer is to have; none named means all. Raises Problem for one that rows do not have."""
    names = tuple(params.fields.split(",")) if params.fields else ()
    for name in names:
        if name not in TABLES[table][1].model_fields:
            raise bad_parameter("fields", f"{name!r} is not a field of these rows")
    return names


def only(body: bytes, fields: Sequence[str]) -> bytes:
    """A row with these fields alone, in its own order."""
    if not fields:
        return body
    value = orjson.loads(body)
    return orjson.dumps({name: item for name, item in value.items() if name in fields})


def _year(value: dict[str, Any], body: bytes) -> Row:
    key = _text(value["key"])
    facets = YearFacets(_text(value["geo"]), _text(value["indicator"]), _text(value["fiscal_year"]))
    return Row((key,), key, body, facets)


def _incident(value: dict[str, Any], body: bytes) -> Row:
    key, when, place = _text(value["incident_id"]), value["date"], value["place"]
    names = [name for one in value["perpetrators"] for name in (one["name"], one["code"]) if name]
    killed = value["killed"]["best"] or 0
    if not isinstance(killed, int):
        raise TypeError(f"a toll of {killed!r}")
    facets = IncidentFacets(
        country=place["country"],
        admin1=_folded(place["admin1"]),
        city=_folded(place["city"]),
        start=_text(when["start"]),
        end=_text(when["end"]),
        attack=_text(value["attack"]),
        perpetrators=tuple(dict.fromkeys(_text(name).casefold() for name in names)),
        killed=killed,
    )
    # the latest first
    return Row((-date.fromisoformat(facets.start).toordinal(), key), key, body, facets)


def _month(value: dict[str, Any], body: bytes) -> Row:
    key = _text(value["key"])
    return Row((key,), key, body, MonthFacets(_text(value["country"]), _text(value["month"])))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} where a text belongs")
    return value


_MAKE: Final[dict[TableName, Callable[[dict[str, Any], bytes], Row]]] = {
    "fiscal-years": _year,
    "incidents": _incident,
    "security-months": _month,
}


#: What a row's place looks like.
_LIKE: Final[dict[TableName, Order]] = {"fiscal-years": ("",), "incidents": (0, ""), "security-months": ("",)}


def _folded(text: str | None) -> str | None:
    return None if text is None else _text(text).casefold()


def _years_wanted(params: TableParams) -> Callable[[Any], bool]:
    assert isinstance(params, FiscalYearsParams)
    geos, indicators, years = set(params.geo), set(params.indicator), set(params.fiscal_year)

    def wanted(facets: YearFacets) -> bool:
        return (
            (not geos or facets.geo in geos)
            and (not indicators or facets.indicator in indicators)
            and (not years or facets.year in years)
        )

    return wanted


def _incidents_wanted(params: TableParams) -> Callable[[Any], bool]:
    assert isinstance(params, IncidentsParams)
    countries, attacks = set(params.country), set(params.attack)
    provinces, cities, groups = _names(params.admin1), _names(params.city), _names(params.perpetrator)
    first = str(params.from_) if params.from_ else ""
    last = str(params.to) if params.to else "~"
    least = params.min_killed or 0

    def wanted(facets: IncidentFacets) -> bool:
        return (
            (not countries or facets.country in countries)
            and facets.end >= first
            and facets.start <= last
            and (not attacks or facets.attack in attacks)
            and facets.killed >= least
            and (not provinces or facets.admin1 in provinces)
            and (not cities or facets.city in cities)
            and (not groups or any(name in groups for name in facets.perpetrators))
        )

    return wanted


def _months_wanted(params: TableParams) -> Callable[[Any], bool]:
    assert isinstance(params, SecurityMonthsParams)
    countries = set(params.country)
    first, last = (params.from_ or "")[:7], (params.to or "~")[:7]

    def wanted(facets: MonthFacets) -> bool:
        return (not countries or facets.country in countries) and first <= facets.month <= last

    return wanted


def _names(given: Iterable[str]) -> set[str]:
    return {name.casefold() for name in given}


_FILTER: Final[dict[TableName, Callable[[TableParams], Callable[[Any], bool]]]] = {
    "fiscal-years": _years_wanted,
    "incidents": _incidents_wanted,
    "security-months": _months_wanted,
}
