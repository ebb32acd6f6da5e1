"""Choosing rows: filters, pages and columns, on the samples' tables, without HTTP."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from schemas import FiscalYear, Incident, SecurityMonth
from streams.web import columns, rows
from streams.web.cursors import after, cursor
from streams.web.params import (
    FiscalYearsParams,
    IncidentsParams,
    SecurityMonthsParams,
    TableParams,
)
from streams.web.params import read as parsed
from streams.web.problems import Problem
from streams.web.rows import Row, TableName, choose
from tests.web.flow import Read

PARAMS: dict[TableName, type[TableParams]] = {
    "fiscal-years": FiscalYearsParams,
    "incidents": IncidentsParams,
    "security-months": SecurityMonthsParams,
}


def found(model: Read, table: TableName, query: str) -> list[dict[str, Any]]:
    """All rows that a query string asks for."""
    given = [(name, value) for name, _, value in (part.partition("=") for part in query.split("&")) if name]
    page = choose(table, model.model.rows(table), parsed(PARAMS[table], [*given, ("limit", "1000")]))
    assert page.next is None
    assert page.total == len(page.rows)
    return [orjson.loads(row.body) for row in page.rows]


def everything(model: Read, table: TableName) -> list[dict[str, Any]]:
    return found(model, table, "")


def is_of(row: dict[str, Any], name: str) -> bool:
    return any(name in {one["name"], one["code"]} for one in row["perpetrators"])


@pytest.mark.parametrize(
    ("table", "query", "wanted"),
    [
        ("fiscal-years", "geo=IN", lambda row: row["geo"] == "IN"),
        ("fiscal-years", "geo=IN&geo=KE", lambda row: row["geo"] in {"IN", "KE"}),
        (
            "fiscal-years",
            "geo=PK&indicator=exports.it&indicator=remittances&fiscal_year=FY2026",
            lambda row: row["key"] in {"PK/exports.it/FY2026", "PK/remittances/FY2026"},
        ),
        ("incidents", "country=IN", lambda row: row["place"]["country"] == "IN"),
        ("incidents", "country=IN&country=AF", lambda row: row["place"]["country"] in {"IN", "AF"}),
        ("incidents", "admin1=balochistan", lambda row: row["place"]["admin1"] == "Balochistan"),
        ("incidents", "city=ISLAMABAD", lambda row: row["place"]["city"] == "Islamabad"),
        ("incidents", "from=2026-01-31", lambda row: row["date"]["end"] >= "2026-01-31"),
        ("incidents", "to=2025-11-11", lambda row: row["date"]["start"] <= "2025-11-11"),
        (
            "incidents",
            "from=2025-11-01&to=2025-11-30&attack=suicide_bombing",
            lambda row: row["attack"] == "suicide_bombing" and row["date"]["start"][:7] == "2025-11",
        ),
        ("incidents", "perpetrator=bla", lambda row: is_of(row, "BLA")),
        ("incidents", "min_killed=30", lambda row: (row["killed"]["best"] or 0) >= 30),
        ("security-months", "country=PK&from=2025-05-17", lambda row: row["month"] >= "2025-05"),
        ("security-months", "from=2026-01&to=2026-01-01", lambda row: row["month"] == "2026-01"),
    ],
)
def test_a_filter_keeps_what_it_names(read: Read, table: TableName, query: str, wanted: Any) -> None:
    whole = everything(read, table)
    kept = [row for row in whole if wanted(row)]
    if "country=PK&from" in query:
        kept = [row for row in kept if row["country"] == "PK"]
    assert found(read, table, query) == kept
    assert 0 < len(kept) < len(whole), "the samples try it"


def test_without_a_filter_the_whole_table_is_asked_for(read: Read) -> None:
    held = read.model.rows("incidents")
    for query in ([], [("limit", "1000"), ("as_of", "2026-01-01"), ("fields", "killed"), ("format", "csv")]):
        assert choose("incidents", held, parsed(IncidentsParams, query)).total == len(held)
    assert choose("incidents", held, parsed(IncidentsParams, [("min_killed", "0")])).total == len(held)


def test_incidents_are_told_the_latest_first(read: Read) -> None:
    days = [date.fromisoformat(row["date"]["start"]) for row in everything(read, "incidents")]
    assert days == sorted(days, reverse=True)
    keys = [row["key"] for row in everything(read, "fiscal-years")]
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", list(PARAMS))
@given(sizes=st.lists(st.integers(1, 30), min_size=1, max_size=8))
def test_pages_of_any_sizes_make_the_same_list(read: Read, table: TableName, sizes: list[int]) -> None:
    held = read.model.rows(table)
    got: list[Row] = []
    cursor_text: str | None = None
    turn = 0
    while True:
        params = PARAMS[table](limit=sizes[turn % len(sizes)], cursor=cursor_text)
        page = choose(table, held, params)
        got += page.rows
        cursor_text, turn = page.next, turn + 1
        assert page.total == len(held)
        if cursor_text is None:
            break
    assert got == list(held)


@given(data=st.data())
def test_a_list_that_changes_between_pages_loses_and_repeats_nothing_else(
    read: Read, data: st.DataObject
) -> None:
    """What was there before and after comes once, whatever came or went between the pages."""
    held = list(read.model.rows("incidents"))
    before = data.draw(st.sets(st.sampled_from(held)))
    after_it = data.draw(st.sets(st.sampled_from(held)))
    size = data.draw(st.integers(1, len(held)))
    first = choose("incidents", sorted(before), IncidentsParams(limit=size))
    got = list(first.rows)
    if first.next is not None:
        rest = choose("incidents", sorted(after_it), IncidentsParams(limit=1000, cursor=first.next))
        got += rest.rows
    assert len(got) == len(set(got))
    if first.next is not None:
        assert before & after_it <= set(got)


@given(order=st.tuples(st.integers(-(2**50), 2**50), st.text(max_size=20)))
def test_a_cursor_names_a_place(order: tuple[int, str]) -> None:
    text = cursor(order, IncidentsParams())
    assert after(IncidentsParams(cursor=text), (0, "")) == order
    with pytest.raises(Problem, match="cursor"):
        after(IncidentsParams(cursor=text, country=("PK",)), (0, ""))
    with pytest.raises(Problem, match="cursor"):
        after(IncidentsParams(cursor=text), ("",))


@given(st.text(min_size=1, max_size=60))
def test_no_text_is_taken_for_a_cursor(text: str) -> None:
    with pytest.raises(Problem, match="cursor"):
        after(IncidentsParams(cursor=text), (0, ""))


@pytest.mark.parametrize(
    ("model", "head"),
    [
        (FiscalYear, "key,geo,indicator,fiscal_year,start,end,unit,cumulative.value,cumulative.rounding"),
        (Incident, "incident_id,attack,date.start,date.end,date.precision,place.name,place.locality"),
        (SecurityMonth, "key,country,month,incidents,killed,injured,by_attack,by_admin1,by_perpetrator"),
    ],
)
def test_columns_are_the_fields_of_the_contract(model: type[BaseModel], head: str) -> None:
    assert columns.write(model, []).decode().startswith(head)
    names = [".".join(path) for path in columns.columns(model)]
    assert len(names) == len(set(names))
    assert list(dict.fromkeys(name.partition(".")[0] for name in names)) == list(model.model_fields)


def test_a_cell_says_what_the_row_says(read: Read) -> None:
    for table, (_, model) in rows.TABLES.items():
        whole = everything(read, table)
        text = columns.write(model, whole).decode()
        for line, row in zip(csv.DictReader(io.StringIO(text, newline="")), whole, strict=True):
            for path in columns.columns(model):
                value: Any = row
                for name in path:
                    value = None if value is None else value[name]
                cell = line[".".join(path)]
                assert cell == ("" if value is None else value) or orjson.loads(cell) == value


def test_what_a_spreadsheet_would_run_is_a_text_to_it() -> None:
    row = {"key": '=HYPERLINK("x")', "country": "+1", "month": "@a", "incidents": -3, "by_attack": {}}
    line = columns.write(SecurityMonth, [row]).decode().splitlines()[1]
    assert line == '"\'=HYPERLINK(""x"")",\'+1,\'@a,-3,,,{},,'


def test_an_unencoded_plus_is_understood() -> None:
    one = parsed(IncidentsParams, [("as_of", "2026-01-20T10:00:00+05:00")])
    assert parsed(IncidentsParams, [("as_of", "2026-01-20T10:00:00 05:00")]) == one
