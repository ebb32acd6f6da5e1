"""Rates in the light of each other: comparisons that go on, steps that do not say so, lists of quarters, whose a clause is."""

from __future__ import annotations

import pytest

from schemas import Observation
from tests.economy.articles import observations

Told = tuple[str, str, float, str]


def told(found: list[Observation]) -> list[Told]:
    """Status, kind, value and period of each observation."""
    return [(o.status, o.transformation, o.value, o.period.label) for o in found]


def levels(found: list[Observation], indicator: str) -> list[tuple[float, str]]:
    """Value and period of the levels of an indicator."""
    return [
        (o.value, o.period.label) for o in found if o.indicator == indicator and o.transformation == "level"
    ]


def test_a_list_of_comparisons_goes_on_as_it_began() -> None:
    found = observations(
        "Consumer price inflation was 6.1 percent year-on-year in December 2025.",
        "On a month-on-month basis it rose by 0.4 percent in December 2025, compared to an increase of 1.8 percent"
        " in the previous month and an increase of 0.5 percent in December 2024.",
    )
    assert levels(found, "prices.cpi") == [(6.1, "2025-12")]


def test_a_rise_of_prices_beside_the_rate_of_the_month_is_a_step() -> None:
    found = observations(
        "Annual inflation stood at 8.2 percent in December 2025.",
        "Data showed that the consumer price index increased by 0.6 percent in December 2025.",
    )
    assert levels(found, "prices.cpi") == [(8.2, "2025-12")]
    assert [(c.basis, c.percent) for c in found[0].changes] == [("mom", 0.6)]


def test_the_rate_of_the_month_before_is_no_second_rate_of_this_one() -> None:
    found = observations(
        "Annual inflation eased to 11.1 percent in December 2025 from 12.6 percent in November.",
        "Inflation stood at 12.6 percent last month.",
    )
    assert levels(found, "prices.cpi") == [(11.1, "2025-12"), (12.6, "2025-11")]


def test_a_year_that_goes_without_saying_yields_to_one_that_is_said() -> None:
    found = observations(
        "GDP growth is seen at 3.6 percent.",
        "The IMF expects GDP growth of 3.6 percent in FY27.",
    )
    assert told(found) == [("forecast", "level", 3.6, "FY2027")]


def test_the_second_weekly_figure_is_that_of_a_year() -> None:
    found = observations(
        "The Sensitive Price Indicator (SPI) fell by 0.23 percent in the week ended January 15.",
        "For the combined consumption group the SPI saw an increase of 8.76 percent.",
        "The SPI for the lowest consumption group fell by 0.44 percent.",
    )
    assert levels(found, "prices.spi") == [(8.76, "2026-01-15")]
    assert [(c.basis, c.percent) for c in found[0].changes] == [("wow", -0.23)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Reserve Bank of India projected inflation at 5.7 percent for FY23, with Q1 at 6.3 percent, Q2 at 5.8 percent and Q4 at 5.1 percent.",
         [(5.7, "FY2023"), (6.3, "FY2023-Q1"), (5.8, "FY2023-Q2"), (5.1, "FY2023-Q4")]),
        ("The Reserve Bank of India sees inflation at 4.5 percent in FY24, Q2 at 4.2 percent and Q3 at 4.4 percent.",
         [(4.5, "FY2024"), (4.2, "FY2024-Q2"), (4.4, "FY2024-Q3")]),
    ],
)  # fmt: skip
def test_the_quarters_of_a_list_are_of_its_year(text: str, expected: list[tuple[float, str]]) -> None:
    found = observations(text, title="India's central bank on prices", day="2022-04-10")
    assert levels(found, "prices.cpi") == expected


def test_earlier_figures_of_a_list_one_by_one() -> None:
    text = (
        "GDP growth for FY25 was revised to 1.8 percent in Q1 and 1.9 percent in Q2,"
        " compared with 1.4 percent and 1.5 percent presented earlier."
    )
    assert levels(observations(text), "gdp.growth") == [
        (1.8, "FY2025-Q1"), (1.9, "FY2025-Q2"), (1.4, "FY2025-Q1"), (1.5, "FY2025-Q2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Annual inflation rose to 4.6 percent, up from 4.5 percent in November.", [(4.6, "2025-12"), (4.5, "2025-11")]),
        ("Inflation eased to 5.47 percentage point in December from 5.54 percentage point in November.", [(5.47, "2025-12"), (5.54, "2025-11")]),
        ("The CPI for December 2025 increased by 5.6 percent over December 2024.", [(5.6, "2025-12")]),
        ("The annual average inflation was 4.3 percent in FY25.", [(4.3, "FY2025")]),
        ("The 12-month inflation rate slowed to 1.4 percent in December.", [(1.4, "2025-12")]),
    ],
)  # fmt: skip
def test_months_of_inflation(text: str, expected: list[tuple[float, str]]) -> None:
    assert levels(observations(text, title="Prices in Pakistan"), "prices.cpi") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The change came as food inflation eased to 8.3 percent in December 2025.",
        "Inflation in vegetables was 17.5 percent in December 2025.",
        "In the fuel and light category, inflation was 6.4 percent in December 2025.",
        "In the rural areas, the general inflation rate was 5.4 percent in December 2025.",
        "The general inflation rate fell to 5.7 percent in December 2025 in the urban areas.",
        "The wholesale price index (WPI) inflation rose to 10.4 percent in December 2025.",
        "Core inflation, measured by the CPI, was 6.1 percent in December 2025.",
        "The agency put the change down to a rise in the prices of meat by 6.6 percent in December 2025.",
        "Inflation has been above 9 percent since March 2023.",
        "Inflation is now below the 5 percent midpoint of the band.",
        "Inflation returned to the tolerance band of 2 to 6 percent in December 2025.",
        "Inflation was outside the central bank's 2 percent to 4 percent comfort range in December 2025.",
        "Inflation has declined by a cumulative 14 percent since its peak.",
        "The slowdown of inflation was due to lower rises in the prices of fresh food, down from 9.2 percent to 7.7 percent.",
        "Inflation was driven by higher costs for food and drinks, which climbed 8.4 percent in December 2025.",
        "Industrial production witnessed a growth of 1.7 percent in November 2025.",
        "Pakistan's foreign direct investment in Pakistan grew by 8.1 percent in FY25.",
        "The fund would need a compound annual growth rate of 27 percent in FY26.",
    ],
)  # fmt: skip
def test_parts_and_marks_are_no_rates(text: str) -> None:
    found = observations(text, title="Prices and output of Pakistan")
    assert [o for o in found if o.indicator in ("prices.cpi", "gdp.growth", "output.lsm")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The economy grew by 5 percent in the three months to September 2025.", [(5, "PK", "FY2026-Q1")]),
        ("The economy grew by 5.2 percent in the last FY25.", [(5.2, "PK", "FY2025")]),
        ("GDP growth is expected to reach 5.2 percent in the 2027 fiscal.", [(5.2, "PK", "FY2027")]),
        ("GDP growth could contract by as much as 5 percent in FY26, two analysts said.", [(-5, "PK", "FY2026")]),
        ("GDP growth is expected to be 3.5 percent in India, 2.1 percent in Kenya this year.", [(3.5, "IN", "FY2026"), (2.1, "KE", "2026")]),
        ("The economy shrank by 0.5 percent in FY23, against a decline of 0.9 percent in FY20.", [(-0.5, "PK", "FY2023"), (-0.9, "PK", "FY2020")]),
    ],
)  # fmt: skip
def test_growth(text: str, expected: list[tuple[float, str, str]]) -> None:
    found = observations(text, title="Pakistan's economy", day="2026-01-20")
    assert [(o.value, o.geo, o.period.label) for o in found] == expected


def test_a_contraction_is_growth_below_nought() -> None:
    found = observations(
        "GDP shrank by 4 percent in FY25.", "The World Bank predicts a 2.1 percent contraction."
    )
    assert [(o.value, o.period.label, o.status) for o in found] == [
        (-4, "FY2025", "actual"),
        (-2.1, "FY2026", "forecast"),
    ]


def test_growth_of_amounts_is_not_the_economys() -> None:
    found = observations(
        "IT exports reached $2.6 billion in July-December FY26.",
        "Current projections estimate a growth of 18 percent for them.",
        title="Pakistan's IT exports rise",
    )
    assert {o.indicator for o in found} == {"exports.it"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The State Bank of Pakistan raised its policy rate by 1.5 percentage points to an 18-month high of 8.75 percent.", [(8.75, "2026-01-20")]),
        ("The policy rate is 11 percent, the highest since May 2011, when the policy rate was 14 percent.", [(11, "2026-01-20")]),
        ("The new policy rate of 7.75 percent will be effective from tomorrow.", [(7.75, "2026-01-21")]),
        ("In its previous monetary policy meeting the State Bank of Pakistan had kept the policy rate at 15 percent.", []),
    ],
)  # fmt: skip
def test_decisions_on_the_policy_rate(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(o.value, o.period.label) for o in observations(text)] == expected


def test_policy_rates_near_each_other_are_two() -> None:
    found = observations(
        "The Reserve Bank of India cut its repo rate to 6 percent on Monday.",
        "The repo rate was 6.25 percent on December 20, 2025.",
        title="India's central bank cuts its rate",
    )
    assert sorted(o.value for o in found) == [6, 6.25]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In December 2025 the industrial sector grew by 7.6 percent year-on-year.", [(6.2, "FY2026-M11"), (7.6, "2025-12")]),
        ("The highest growth of 4.1 percent was recorded in the indices of the ministry.", [(6.2, "FY2026-M11")]),
        ("Growth in the textile sector was 2.4 percent in December 2025.", [(6.2, "FY2026-M11")]),
    ],
)  # fmt: skip
def test_what_stands_for_large_scale_manufacturing(text: str, expected: list[tuple[float, str]]) -> None:
    found = observations(
        "Large-scale manufacturing (LSM) industries grew by 6.2 percent in July-May FY26.", text
    )
    assert [value for value, _ in levels(found, "output.lsm")] == [value for value, _ in expected]


def test_a_line_that_breaks_off_goes_on() -> None:
    found = observations(
        "Annual inflation was 5.6 percent in\nDecember 2025 and 6.1 percent in\nNovember 2025."
    )
    assert levels(found, "prices.cpi") == [(5.6, "2025-12"), (6.1, "2025-11")]


def test_monthly_inflation_of_egypt_beside_the_annual_rate() -> None:
    text = "Annual urban inflation in Egypt fell to 6.3 percent in December 2025, while monthly urban inflation rose to 1.5 percent."
    found = observations(text, title="Egypt's inflation")
    assert levels(found, "prices.cpi") == [(6.3, "2025-12")]
