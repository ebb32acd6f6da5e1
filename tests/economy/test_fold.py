"""The fiscal-year table: what is believed, what follows, what is disputed, and what was believed before."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import FiscalYear, Observation
from streams.economy.bounds import Bounds
from streams.economy.fold import FiscalYears
from tests.economy.claims import claim

MILLION = 1_000_000.0


def row(*claims: Observation, key: str = "PK/exports.it/FY2026") -> FiscalYear:
    fold = FiscalYears()
    for one in claims:
        fold.add(one)
    found = {view.key: view for view in fold.views() if isinstance(view, FiscalYear)}
    return found[key]


def months(table: FiscalYear) -> dict[str, tuple[float, str]]:
    return {month.month: (month.value, month.method) for month in table.months}


QUARTER = claim(1057 * MILLION, "2025-07", 3)
OCTOBER = claim(386 * MILLION, "2025-10")
DECEMBER = claim(437 * MILLION, "2025-12", changes=(("mom", 23, 0.5), ("yoy", 26, 0.5)))
HALF = claim(2236 * MILLION, "2025-07", 6)


def test_a_reported_month_stands_and_the_one_before_follows_from_its_growth() -> None:
    table = row(
        DECEMBER, claim(2240 * MILLION, "2025-07", 6, rounding=5 * MILLION, changes=(("yoy", 20, 0.5),))
    )
    december, november = table.months[-1], table.months[-2]
    assert (december.month, december.value, december.method) == ("2025-12", 437 * MILLION, "reported")
    assert (november.month, november.method, november.derived_from) == (
        "2025-11",
        "derived",
        ("2025-12 mom",),
    )
    assert 353 * MILLION <= november.low <= november.value <= november.high <= 357.5 * MILLION


def test_the_cumulative_runs_through_the_latest_month() -> None:
    table = row(QUARTER, OCTOBER)
    assert table.cumulative is not None
    assert (table.cumulative.value, table.cumulative.method) == (1443 * MILLION, "summed")
    assert table.cumulative.through == date(2025, 10, 31)
    assert (table.cumulative.low, table.cumulative.high) == (1442 * MILLION, 1444 * MILLION)


def test_arithmetic_decides_between_two_novembers() -> None:
    right, wrong = (
        claim(356 * MILLION, "2025-11", source="Ledger"),
        claim(366 * MILLION, "2025-11", source="Post"),
    )
    also_wrong = claim(366 * MILLION, "2025-11", source="Wire")
    table = row(QUARTER, OCTOBER, DECEMBER, HALF, right, wrong, also_wrong)
    assert months(table)["2025-11"] == (356 * MILLION, "reported")
    assert [(item.value, item.reason) for item in table.disputed] == [(366 * MILLION, "arithmetic")] * 2
    assert "FY2026-H1" in table.disputed[0].explanation
    assert all(check.ok for check in table.checks)
    assert any(check.check.startswith("FY2026-H1 = ") for check in table.checks)


def test_growth_decides_where_sums_do_not() -> None:
    right, wrong = (
        claim(356 * MILLION, "2025-11", source="Ledger"),
        claim(366 * MILLION, "2025-11", source="Post"),
    )
    table = row(DECEMBER, right, wrong, claim(366 * MILLION, "2025-11", source="Wire"))
    assert months(table)["2025-11"] == (356 * MILLION, "reported")
    assert {item.reason for item in table.disputed} == {"growth"}


def test_more_publishers_outvote_where_nothing_else_tells() -> None:
    table = row(
        claim(380 * MILLION, "2025-11", source="A"),
        claim(381.9 * MILLION, "2025-11", source="B"),
        claim(382 * MILLION, "2025-11", source="C"),
    )
    assert months(table)["2025-11"][0] == 382 * MILLION
    assert [(item.value, item.reason) for item in table.disputed] == [(380 * MILLION, "outvoted")]


def test_a_later_word_of_the_official_source_replaces_the_first_print() -> None:
    first = [claim(386 * MILLION, "2025-10", source=name, day="2025-11-18") for name in "AB"]
    revised = claim(389 * MILLION, "2025-10", source="C", day="2026-01-19", official=True)
    table = row(claim(1057 * MILLION, "2025-07", 3, day="2025-10-20"), *first, revised)
    assert months(table)["2025-10"][0] == 389 * MILLION
    assert {item.reason for item in table.disputed} == {"superseded"}
    assert [belief.value for belief in table.history] == [1057 * MILLION, 1443 * MILLION, 1446 * MILLION]


def test_claims_that_agree_are_told_by_the_most_precise() -> None:
    table = row(claim(2240 * MILLION, "2025-07", 6, rounding=5 * MILLION, source="Wire"), HALF)
    assert table.cumulative is not None
    assert table.cumulative.value == 2236 * MILLION
    assert table.disputed == ()
    assert len(table.cumulative.articles) == 2


def test_a_misprinted_unit_is_disputed() -> None:
    misprint = claim(2.24 * MILLION, "2025-07", 6, rounding=5_000, source="Post")
    table = row(QUARTER, OCTOBER, DECEMBER, misprint)
    assert [(item.value, item.reason) for item in table.disputed] == [(2.24 * MILLION, "magnitude")]


def test_the_difference_of_two_totals_is_a_month() -> None:
    table = row(HALF, claim(1799 * MILLION, "2025-07", 5))
    assert months(table)["2025-12"] == (437 * MILLION, "derived")


def test_year_on_year_is_computed_from_both_levels() -> None:
    table = row(HALF, claim(1866 * MILLION, "2024-07", 6))
    assert table.cumulative is not None
    assert table.cumulative.yoy_percent == 19.8


def test_target_full_year_and_rolling_stand_beside() -> None:
    last = claim(3800 * MILLION, "2024-07", 12, rounding=50 * MILLION)
    early = claim(1866 * MILLION, "2024-07", 6)
    table = row(
        HALF, last, early, claim(5000 * MILLION, "2025-07", 12, status="target", rounding=500 * MILLION)
    )
    assert table.target is not None
    assert table.target.value == 5000 * MILLION
    assert table.full_year is None
    assert table.rolling_12m is not None
    assert table.rolling_12m.value == pytest.approx((3800 - 1866 + 2236) * MILLION)
    assert row(last, key="PK/exports.it/FY2025").full_year is not None


def test_a_withdrawn_claim_is_gone() -> None:
    gone = OCTOBER.model_copy(update={"withdrawn": True})
    fold = FiscalYears()
    fold.add(OCTOBER)
    assert [view.value is None for view in fold.drain()] == [False]
    fold.add(gone)
    assert [view.value for view in fold.drain()] == [None]
    assert fold.views() == []


def test_as_of_leaves_out_what_was_published_later() -> None:
    fold = FiscalYears()
    fold.add(claim(386 * MILLION, "2025-10", day="2025-11-18"))
    fold.add(claim(437 * MILLION, "2025-12", day="2026-01-20"))
    then = OCTOBER.article.published_at.replace(year=2025, month=12, day=1)
    (table,) = [view for view in fold.views(as_of=then) if isinstance(view, FiscalYear)]
    assert list(months(table)) == ["2025-10"]


def test_stocks_are_not_summed() -> None:
    weeks = [
        claim(value * MILLION, start, indicator="reserves.central_bank")
        for value, start in ((14500, "2025-11"), (15900, "2025-12"))
    ]
    table = row(*weeks, key="PK/reserves.central_bank/FY2026")
    assert table.cumulative is None
    assert [(month.value, month.mom_percent) for month in table.months] == [
        (14500 * MILLION, None),
        (15900 * MILLION, 9.7),
    ]


@st.composite
def claims(draw: st.DrawFn) -> list[Observation]:
    made = []
    for _ in range(draw(st.integers(1, 9))):
        start, length = draw(
            st.sampled_from(
                [
                    ("2025-07", 3),
                    ("2025-07", 6),
                    ("2025-10", 1),
                    ("2025-11", 1),
                    ("2025-12", 1),
                    ("2024-07", 6),
                ]
            )
        )
        value = draw(st.sampled_from([350, 356, 366, 437])) * length * MILLION
        changes: tuple[tuple[str, float, float], ...] = draw(st.sampled_from([(), (("yoy", 20, 0.5),)]))
        source, day = (
            draw(st.sampled_from("ABC")),
            draw(st.sampled_from(["2026-01-10", "2026-01-20", "2026-02-20"])),
        )
        made.append(
            claim(
                value,
                start,
                length,
                source=source,
                day=day,
                changes=changes,
                withdrawn=draw(st.integers(0, 5)) == 0,
            )
        )
    return made


@settings(deadline=None, max_examples=60)
@given(claims(), st.randoms(use_true_random=False))
def test_rows_are_a_function_of_the_set_of_claims(made: list[Observation], chance: Random) -> None:
    one, other = FiscalYears(), FiscalYears()
    for item in made:
        one.add(item)
    shuffled = [*made, *made[:3]]
    chance.shuffle(shuffled)
    for item in shuffled:
        other.add(item)
        other.drain()
    assert one.views() == other.views()


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(1, 4), st.integers(-50, 50), st.integers(0, 5)), max_size=12
    )
)
def test_bounds_never_contradict_themselves(reports: list[tuple[int, int, int, int]]) -> None:
    """Whatever was let in can be read back: every interval let in still meets what is known of its stretch."""
    bounds = Bounds()
    taken = []
    for start, length, middle, half in reports:
        if bounds.add(start, start + length, middle - half, middle + half, name="r"):
            taken.append((start, start + length, middle - half, middle + half))
    for start, end, low, high in taken:
        known = bounds.get(start, end)
        assert known is not None
        assert low - 1e-6 <= known.low <= known.high + 1e-6 <= high + 2e-6
