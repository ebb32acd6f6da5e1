"""Growth by quarter and by month, in the words of statisticians of other countries."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, observations, told

UK = "UK growth in figures"
NIGERIA = "Nigeria's growth in figures"


def test_growth_from_the_quarter_before_stands_where_no_other_is_told() -> None:
    found = observations(
        "UK gross domestic product rose 0.3 per cent quarter on quarter in the three months to June 2025, "
        "after growth of 0.7 per cent in the first quarter.",
        title=UK,
        day="2025-08-14",
    )
    assert brief(found) == [("gdp.growth", 0.3, "2025-Q2"), ("gdp.growth", 0.7, "2025-Q1")]


def test_growth_from_the_quarter_before_is_a_change_beside_that_of_the_year() -> None:
    found = observations(
        "Germany's economy contracted 0.3% in the second quarter of 2025 compared with the previous three months.",
        "Year-on-year, GDP grew by 0.2%.",
        title="Growth in figures",
        day="2025-08-22",
    )
    assert told(found) == [(0.2, "2025-Q2", {"qoq": -0.3})]


def test_britain_tells_its_growth_by_the_month() -> None:
    found = observations(
        "The UK economy shrank by 0.3% in October, after growth of 0.2% in September.",
        title=UK,
        day="2025-12-12",
    )
    assert brief(found) == [("gdp.growth", -0.3, "2025-10"), ("gdp.growth", 0.2, "2025-09")]


def test_the_month_of_a_report_is_no_month_of_growth_elsewhere() -> None:
    found = observations(
        "In October the fund put Pakistan's growth at 3.2 percent for FY26.", day="2025-10-20"
    )
    assert brief(found) == [("gdp.growth", 3.2, "FY2026")]


@pytest.mark.parametrize(
    "terms", ["(year-on-year), in real terms,", "in real terms (year on year)", ", year on year,"]
)
def test_terms_do_not_part_a_rate_from_its_quarter(terms: str) -> None:
    found = observations(
        f"Nigeria's gross domestic product (GDP) grew by 2.28% {terms} in the third quarter of 2025.",
        title=NIGERIA,
        day="2025-11-22",
    )
    assert brief(found) == [("gdp.growth", 2.28, "2025-Q3")]


@pytest.mark.parametrize(
    "words",
    [
        "which recorded a growth of 1.81%",
        "which recorded a growth rate of 1.81%",
        ", when it was only 1.81%",
        "when the growth rate was 1.81%",
    ],
)
def test_a_quarter_taken_up_by_which_or_when_is_that_of_the_figure(words: str) -> None:
    found = observations(
        "Nigeria's economy grew by 2.28% in the third quarter of 2025.",
        f"Growth was better than in the third quarter of 2024 {words}, and the best in the third quarter of any year.",
        title=NIGERIA,
        day="2025-11-22",
    )
    assert brief(found) == [("gdp.growth", 2.28, "2025-Q3"), ("gdp.growth", 1.81, "2024-Q3")]


def test_the_growth_of_a_sector_is_not_the_economys() -> None:
    found = observations(
        "Nigeria's economy grew by 2.28% in the third quarter of 2025.",
        "The non-oil sector of the economy went on as before, with growth of 2.32% in the third quarter.",
        "The oil sector dragged the economy by a contraction of 2.91% in the third quarter.",
        title=NIGERIA,
        day="2025-11-22",
    )
    assert brief(found) == [("gdp.growth", 2.28, "2025-Q3")]


def test_a_fall_from_one_month_to_the_next_is_of_the_same_year() -> None:
    found = observations(
        "The UK economy shrank by 0.3% in October, after growth of 0.2% in September.",
        "Inflation fell back from 6.7% in September to 4.6% in October.",
        title=UK,
        day="2023-12-13",
    )
    assert brief(found)[2:] == [("prices.cpi", 6.7, "2023-09"), ("prices.cpi", 4.6, "2023-10")]
