"""What a flow's table follows from: derived figures with their reports, revisions, and what decides between claims."""

from __future__ import annotations

from datetime import date

import pytest

from schemas import Attribution, FiscalYear, Observation
from streams.economy.bounds import Bounds, contradiction
from streams.economy.credence import sums
from streams.economy.fold import FiscalYears
from tests.economy.claims import claim

MILLION = 1_000_000.0
QUARTER = claim(1057 * MILLION, "2025-07", 3, source="Quarterly")
OCTOBER = claim(386 * MILLION, "2025-10", source="Monthly")


def row(*claims: Observation, key: str = "PK/exports.it/FY2026") -> FiscalYear:
    fold = FiscalYears()
    for one in claims:
        fold.add(one)
    return {view.key: view for view in fold.views() if isinstance(view, FiscalYear)}[key]


def disputed(table: FiscalYear) -> list[tuple[str, float, str]]:
    return [(item.label, item.value / MILLION, item.reason) for item in table.disputed]


def test_a_derived_month_names_its_reports_and_their_articles() -> None:
    half, five = (
        claim(2236 * MILLION, "2025-07", 6, source="A"),
        claim(1799 * MILLION, "2025-07", 5, source="B"),
    )
    (month,) = row(half, five).months
    assert (month.value, month.derived_from) == (437 * MILLION, ("FY2026-H1", "FY2026-M05"))
    assert month.articles == tuple(sorted((half.article.id, five.article.id)))


def test_a_sum_names_its_parts_and_their_articles() -> None:
    total = row(QUARTER, OCTOBER).cumulative
    assert total is not None
    assert total.derived_from == ("2025-10", "FY2026-Q1")
    assert total.articles == tuple(sorted((QUARTER.article.id, OCTOBER.article.id)))


def test_the_year_and_the_rolling_year_name_what_they_follow_from() -> None:
    last = claim(3800 * MILLION, "2024-07", 12, source="A", rounding=5 * MILLION)
    early = claim(1100 * MILLION, "2024-07", 4, source="B")
    table = row(QUARTER, OCTOBER, last, early)
    assert table.rolling_12m is not None
    assert table.rolling_12m.method == "combined"
    assert table.rolling_12m.derived_from == ("2025-10", "FY2025", "FY2025-M04", "FY2026-Q1")
    assert len(table.rolling_12m.articles) == 4
    full = row(last, early, key="PK/exports.it/FY2025").full_year
    assert full is not None
    assert (full.method, full.derived_from) == ("reported", ())
    halves = claim(1866 * MILLION, "2024-07", 6), claim(1944 * MILLION, "2025-01", 6)
    summed = row(*halves, key="PK/exports.it/FY2025").full_year
    assert summed is not None
    assert (summed.value, summed.method, summed.derived_from) == (
        3810 * MILLION, "summed", ("FY2025-H1", "FY2025-H2"),
    )  # fmt: skip


def test_a_growth_rate_told_without_its_level_gives_it_from_the_year_before() -> None:
    before = claim(348 * MILLION, "2024-12", source="A")
    rate = claim(26, "2025-12", unit="percent", rounding=0.5, source="B", changes=(("yoy", 26, 0.5),))
    table = row(QUARTER, before, rate.model_copy(update={"transformation": "change"}))
    (december,) = [month for month in table.months if month.month == "2025-12"]
    assert december.method == "derived"
    assert december.low <= 437 * MILLION <= december.high
    assert december.derived_from == ("2025-12 yoy on 2024-12",)
    assert december.articles == tuple(sorted((before.article.id, rate.article.id)))
    assert set(december.articles) - {before.article.id} <= set(table.articles)


def test_a_revision_replaces_the_first_print_and_the_older_sums_that_held_it() -> None:
    table = row(
        claim(1057 * MILLION, "2025-07", 3, source="A", day="2025-10-20"),
        claim(386 * MILLION, "2025-10", source="A", day="2025-11-18"),
        claim(386 * MILLION, "2025-10", source="B", day="2025-11-18"),
        claim(1443 * MILLION, "2025-07", 4, source="A", day="2025-11-18"),
        claim(389 * MILLION, "2025-10", source="C", day="2026-01-19", official=True),
    )
    assert {month.month: month.value for month in table.months}["2025-10"] == 389 * MILLION
    assert table.cumulative is not None
    assert (table.cumulative.value, table.cumulative.method) == (1446 * MILLION, "summed")
    assert {(label, value, reason) for label, value, reason in disputed(table)} == {
        ("2025-10", 386.0, "superseded"),
        ("FY2026-M04", 1443.0, "superseded"),
    }
    assert [belief.value for belief in table.history] == [1057 * MILLION, 1443 * MILLION, 1446 * MILLION]


@pytest.mark.parametrize(
    ("organisation", "official"),
    [
        ("State Bank of Pakistan", True),
        ("Central Bank of Egypt", True),
        ("Reserve Bank of India", True),
        ("Bangladesh Bank", True),
        ("Pakistan Bureau of Statistics", True),
        ("Ministry of Information Technology", True),
        ("Federal Board of Revenue", True),
        ("government", True),
        ("Topline Securities", False),
        ("World Bank", False),
        ("Habib Bank", False),
    ],
)
def test_the_word_of_who_compiles_the_figures_is_a_revision(organisation: str, official: bool) -> None:
    first = [claim(386 * MILLION, "2025-10", source=name, day="2025-11-18") for name in "AB"]
    said = Attribution(organisation=organisation)
    later = claim(389 * MILLION, "2025-10", source="C", day="2026-01-19").model_copy(
        update={"attribution": said}
    )
    table = row(*first, later)
    assert table.months[0].value == (389 if official else 386) * MILLION


def test_a_late_official_word_that_is_the_figure_of_another_month_is_no_revision() -> None:
    table = row(
        claim(386 * MILLION, "2025-10", source="A", day="2025-11-18"),
        claim(386 * MILLION, "2025-10", source="B", day="2025-11-18"),
        claim(356 * MILLION, "2025-11", source="A", day="2025-12-18"),
        claim(356 * MILLION, "2025-10", source="C", day="2026-01-19", official=True),
    )
    assert {month.month: month.value for month in table.months}["2025-10"] == 386 * MILLION
    assert disputed(table) == [("2025-10", 356.0, "outvoted")]


def test_a_revision_that_later_sums_and_rates_contradict_is_not_believed() -> None:
    table = row(
        claim(1443 * MILLION, "2025-07", 4, source="A", day="2026-01-17"),
        claim(1799 * MILLION, "2025-07", 5, source="A", day="2026-01-18"),
        claim(356 * MILLION, "2025-11", source="B", day="2025-12-18"),
        claim(437 * MILLION, "2025-12", source="A", day="2026-01-20", changes=(("mom", 23, 0.5),)),
        claim(366 * MILLION, "2025-11", source="C", day="2026-01-20", official=True),
    )
    assert {month.month: month.value for month in table.months}["2025-11"] == 356 * MILLION
    assert disputed(table) == [("2025-11", 366.0, "arithmetic")]


def test_what_nothing_but_the_date_tells_apart_leaves_its_period_open_to_both() -> None:
    table = row(
        claim(338 * MILLION, "2026-06", source="A", day="2026-07-22"),
        claim(339 * MILLION, "2026-06", source="B", day="2026-08-20"),
    )
    (june,) = table.months
    assert (june.value, june.low, june.high) == (339 * MILLION, 337.5 * MILLION, 339.5 * MILLION)
    assert disputed(table) == [("2026-06", 338.0, "superseded")]


def test_a_coarse_figure_that_joined_the_wrong_one_goes_back_to_the_right_one() -> None:
    right = [claim(1133 * MILLION, "2026-02", source=name) for name in "ABC"]
    wrong = claim(1128 * MILLION, "2026-02", source="D")
    coarse = claim(1130 * MILLION, "2026-02", source="E", rounding=5 * MILLION)
    table = row(*right, wrong, coarse)
    assert disputed(table) == [("2026-02", 1128.0, "outvoted")]


def test_growth_rates_alone_can_reject_the_only_figure_of_a_month() -> None:
    table = row(
        claim(386 * MILLION, "2025-10", source="A"),
        claim(298 * MILLION, "2025-11", source="B", changes=(("mom", -7.8, 0.05),)),
        claim(437 * MILLION, "2025-12", source="C", changes=(("mom", 22.8, 0.05),)),
        claim(427 * MILLION, "2026-11", source="A", changes=(("yoy", 20, 0.5),)),
    )
    assert disputed(table) == [("2025-11", 298.0, "growth")]
    (november,) = [month for month in table.months if month.month == "2025-11"]
    assert november.method == "derived"
    assert november.low <= 356 * MILLION <= november.high


def test_a_misprint_of_a_thousand_is_found_where_nobody_else_gives_the_figure() -> None:
    table = row(
        QUARTER, OCTOBER, claim(356 * MILLION, "2025-11"), claim(437_000 * MILLION, "2025-12", source="P")
    )
    assert disputed(table) == [("2025-12", 437_000.0, "magnitude")]


def test_a_balance_close_to_zero_is_no_misprint() -> None:
    balances = [
        claim(value * MILLION, month, indicator="current_account.balance", source=month)
        for value, month in (
            (-624, "2025-08"),
            (110, "2025-09"),
            (-112, "2025-10"),
            (100, "2025-11"),
            (1, "2025-12"),
        )
    ]
    table = row(*balances, key="PK/current_account.balance/FY2026")
    assert disputed(table) == []
    assert len(table.months) == 5
    misprint = claim(244_000 * MILLION, "2026-01", indicator="current_account.balance", source="P")
    assert disputed(row(*balances, misprint, key=table.key)) == [("2026-01", 244_000.0, "magnitude")]


def test_every_flow_has_the_same_table() -> None:
    claims = [
        claim(3200 * MILLION, f"2025-{month:02}", indicator="remittances", source="A")
        for month in range(7, 13)
    ]
    table = row(*claims, key="PK/remittances/FY2026")
    assert table.cumulative is not None
    assert (table.cumulative.value, table.cumulative.through) == (19_200 * MILLION, date(2025, 12, 31))


def test_many_different_figures_for_one_month_are_heard_in_order_of_their_publishers() -> None:
    """However many outlets err each in its own way, the month is the one that two of them give."""
    crowd = [
        claim((300 + number) * MILLION, "2025-12", source=f"Outlet {number}") for number in range(0, 200, 2)
    ]
    table = row(
        *crowd, claim(437 * MILLION, "2025-12", source="A"), claim(437 * MILLION, "2025-12", source="B")
    )
    assert table.months[0].value == 437 * MILLION
    assert len(table.disputed) == 100


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        ([(0, 1), (1, 2), (0, 2)], [((0, 2), ((0, 1), (1, 2)))]),
        # three months of a quarter, where no two of them are reported as one
        ([(0, 1), (1, 2), (2, 3), (0, 3)], [((0, 3), ((0, 1), (1, 2), (2, 3)))]),
        # with two of them reported as one, the shorter equations say all
        ([(0, 1), (1, 2), (2, 3), (0, 2), (0, 3)], [((0, 2), ((0, 1), (1, 2))), ((0, 3), ((0, 2), (2, 3)))]),
        ([(0, 1), (2, 3), (0, 3)], []),
    ],
)
def test_sums_are_the_shortest_that_say_all(
    periods: list[tuple[int, int]], found: list[tuple[tuple[int, int], tuple[tuple[int, int], ...]]]
) -> None:
    assert [(equation.whole, equation.parts) for equation in sums(periods)] == found


def test_reports_that_cannot_all_be_true_are_named() -> None:
    bounds = Bounds()
    reports = [(0, 1, 9.0, 11.0, "first"), (1, 2, 9.0, 11.0, "second"), (0, 2, 30.0, 31.0, "both")]
    assert bounds.add_all(reports) == frozenset({"first", "second", "both"})
    assert bounds.get(0, 2) is None
    assert bounds.add_all(reports[:2]) is None
    known = bounds.get(0, 2)
    assert known is not None
    assert (known.low, known.high, known.because) == (18.0, 22.0, frozenset({"first", "second"}))
    assert contradiction([(0, 1, 5.0, "a"), (1, 0, -5.0, "a")]) is None


def test_bounds_come_to_an_end_where_reports_meet_but_for_noise() -> None:
    """Values in billions that differ by less than the noise of binary fractions: a cycle of minus a dollar."""
    bounds = Bounds()
    assert (
        bounds.add_all([(0, 1, 2e9, 2e9, "a"), (1, 2, 2e9, 2e9, "b"), (0, 2, 4e9 + 1, 4e9 + 1, "c")]) is None
    )
    assert bounds.get(0, 2) is not None
    assert bounds.get(1, 2) is not None
