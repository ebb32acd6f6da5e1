"""FY2024 to FY2026 of Pakistan's IT exports rebuilt from what outlets reported, which disagree (`it_exports.toml`)."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from schemas import FiscalYear, Observation
from streams.economy.fold import FiscalYears
from tests.economy.claims import claim

MILLION = 1_000_000.0
DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix("").with_name("it_exports.toml").read_text())


def told() -> list[Observation]:
    return [
        claim(
            row["value"] * MILLION,
            row["start"],
            row["months"],
            rounding=row["rounding"] * MILLION,
            source=row["source"],
            day=row["day"],
            changes=tuple((basis, percent, rounding) for basis, percent, rounding in row.get("changes", ())),
            official=row.get("official", False),
            status=row.get("status", "actual"),
        )
        for row in DATA["claims"]
    ]


@cache
def tables() -> dict[str, FiscalYear]:
    fold = FiscalYears()
    for one in told():
        fold.add(one)
    return {row.fiscal_year: row for row in fold.views() if isinstance(row, FiscalYear)}


def disputed(year: str) -> set[tuple[str, float]]:
    return {(item.label, item.value / MILLION) for item in tables()[year].disputed}


@pytest.mark.parametrize("name", DATA["truth"])
def test_each_month_is_right_or_an_interval_that_holds_it(name: str) -> None:
    months = {month.month: month for row in tables().values() for month in row.months}
    true, month = DATA["truth"][name] * MILLION, months[name]
    if name == "2025-06":
        # 338 at first, 339 a month later in one outlet by "official data"; no sum and no growth rate tells them apart.
        assert month.low <= 338 * MILLION <= 339 * MILLION <= month.high
    elif month.method == "reported":
        assert month.value == true
    assert month.low <= true <= month.high
    assert month.high - month.low <= 4 * MILLION


def test_what_nobody_reported_is_derived() -> None:
    months = {month.month: month for row in tables().values() for month in row.months}
    derived = {name for name in DATA["truth"] if months[name].method == "derived"}
    assert derived == {"2024-06", "2025-05"}
    assert months["2024-06"].derived_from == ("FY2024", "FY2024-M11")
    assert months["2024-06"].value == 298 * MILLION


def test_the_years_and_what_is_known_of_the_current_one() -> None:
    for year, total in (("FY2024", 3223), ("FY2025", 3810)):
        full = tables()[year].full_year
        assert full is not None
        assert full.value == total * MILLION
    now = tables()["FY2026"].cumulative
    assert now is not None
    assert (now.through, now.yoy_percent) == (date(2026, 2, 28), 19.7)
    assert now.low <= 2975 * MILLION <= now.high
    target = tables()["FY2026"].target
    assert target is not None
    assert target.value == 5000 * MILLION


def test_misprints_and_wrong_labels_are_disputed() -> None:
    assert ("FY2024-H1", 1.46) in disputed("FY2024")
    assert {
        ("FY2025-M09", 3825.0), ("FY2025", 2825.0), ("2024-07", 297.0), ("2024-10", 324.0), ("2024-11", 318.0),
    } <= disputed("FY2025")  # fmt: skip
    assert {("FY2026-M05", 2236.0), ("2025-11", 366.0)} <= disputed("FY2026")


def test_the_revised_november_replaces_the_first_print_and_the_sum_that_held_it() -> None:
    row = tables()["FY2025"]
    reasons = {(item.label, item.value / MILLION): item.reason for item in row.disputed}
    assert reasons["2024-11", 324.0] == "superseded"
    assert reasons["FY2025-M05", 1530.0] == "superseded"
    told_then = {belief.through: belief.value / MILLION for belief in row.history}
    assert told_then[date(2024, 11, 30)] == 1530.0
    assert told_then[date(2024, 12, 31)] in {1860.0, 1864.0}


def test_the_order_of_the_reports_changes_nothing() -> None:
    fold = FiscalYears()
    for position, one in enumerate(reversed(told())):
        fold.add(one)
        if position % 25 == 0:
            fold.drain()
    assert {row.fiscal_year: row for row in fold.views() if isinstance(row, FiscalYear)} == tables()
