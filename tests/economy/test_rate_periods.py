"""Rates of quarters, averages and counted years: which period each percentage has, in words of many kinds."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, observations
from tests.economy.test_rates import Told, rates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inflation slowed to 4.1 percent in 2024-'25.", ("actual", 4.1, "FY2025")),
        ("Inflation was 4.5 percent for the recently concluded 2025 fiscal year.", ("actual", 4.5, "FY2025")),
        ("The average annual inflation rate for July-August 2025-26 over July-August 2024-25 was 4.2 percent.", ("actual", 4.2, "FY2026-M02")),
        ("GDP grew 5.5 percent in the quarter ended September.", ("actual", 5.5, "FY2026-Q1")),
        ("The economy, which had a better harvest last year, posted 3.1 percent growth as rates fell.", ("actual", 3.1, "FY2025")),
        ("During July to December, the inflation rate was pegged at 5.2 percent.", ("actual", 5.2, "FY2026-H1")),
        ("GDP growth for FY26 is pegged at 3.2 percent, the IMF said.", ("forecast", 3.2, "FY2026")),
    ],
)  # fmt: skip
def test_period_and_status(text: str, expected: Told) -> None:
    (found,) = observations(text)
    assert (found.status, found.value) == expected[:2]
    assert found.period.label == expected[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pakistan's GDP grew by 4.1 percent in the fourth quarter (April-June) of the fiscal year 2024-25 and by 3 percent for the full financial year.",
            [("actual", 4.1, "FY2025-Q4"), ("actual", 3, "FY2025")],
        ),
        (
            "The government set an inflation target of 7.5 percent for fiscal 2026, with a desired path for inflation of 6.5 percent and 5 percent in the subsequent two years.",
            [("target", 7.5, "FY2026"), ("target", 6.5, "FY2027"), ("target", 5, "FY2028")],
        ),
        (
            "Inflation dropped to 5.6 percent in December, which was 6.2 percent and 6.1 percent in October and November.",
            [("actual", 5.6, "2025-12"), ("actual", 6.2, "2025-10"), ("actual", 6.1, "2025-11")],
        ),
        (
            "Inflation was 5.6 percent in December 2025, down from 6.1 percent in November but above market forecasts of 5.3 percent.",
            [("actual", 5.6, "2025-12"), ("actual", 6.1, "2025-11"), ("forecast", 5.3, "2025-12")],
        ),
    ],
)  # fmt: skip
def test_several_periods_of_a_sentence(text: str, expected: list[Told]) -> None:
    assert rates(observations(text)) == expected


def test_quarters_without_a_year_are_of_the_year_foreseen_before() -> None:
    found = observations(
        "The State Bank of Pakistan expects GDP to grow by 4.4 percent in 2026-27.",
        "Growth for the first quarter is pegged at 4.8 percent, while it could be 4.5 percent in Q2, 4.3 percent in Q3 and 4.1 percent in Q4.",
    )
    assert rates(found) == [
        ("forecast", 4.4, "FY2027"),
        ("forecast", 4.8, "FY2027-Q1"),
        ("forecast", 4.5, "FY2027-Q2"),
        ("forecast", 4.3, "FY2027-Q3"),
        ("forecast", 4.1, "FY2027-Q4"),
    ]


def test_the_quarter_behind_a_quarter_of_a_coming_year() -> None:
    found = observations(
        "For the first quarter of 2026-27, inflation is projected at 4.9 percent, followed by 5 percent in the second quarter and 5.4 percent in the third quarter."
    )
    assert rates(found) == [
        ("forecast", 4.9, "FY2027-Q1"),
        ("forecast", 5, "FY2027-Q2"),
        ("forecast", 5.4, "FY2027-Q3"),
    ]


def test_a_quarter_that_is_not_over_has_no_actual() -> None:
    found = observations("The bank revised GDP growth for the January-March quarter of 2026 to 3.4 percent.")
    assert [o.status for o in found] == ["forecast"]


def test_what_had_been_expected_of_a_quarter_that_is_over() -> None:
    found = observations(
        "Pakistan's GDP grew by 3.7 percent in the July-September quarter of 2025.",
        "Economists had expected GDP growth of 3.5 percent in the July-September quarter.",
    )
    assert rates(found) == [("actual", 3.7, "FY2026-Q1"), ("forecast", 3.5, "FY2026-Q1")]


@pytest.mark.parametrize(
    "text",
    [
        "The annual average inflation declined to 2.5 percent in November 2025 from 2.9 percent in the previous month.",
        "The 12-month moving average inflation rate was 2.5 percent in November 2025, down from 2.9 percent in October 2025.",
        "Inflation fell to 2.5 percent in November 2025 on an annual average basis from 2.9 percent in October 2025 on an annual average basis.",
    ],
)  # fmt: skip
def test_averages_of_twelve_months(text: str) -> None:
    found = observations(text, title="Prices in Sri Lanka")
    assert [(o.value, o.basis, str(o.period.start), str(o.period.end)) for o in found] == [
        (2.5, "rolling_12m", "2024-12-01", "2025-11-30"),
        (2.9, "rolling_12m", "2024-11-01", "2025-10-31"),
    ]


def test_an_average_up_to_december_is_of_the_year() -> None:
    found = observations(
        "Sri Lanka's annual average inflation was 2.5 percent in December 2025.", title="Prices"
    )
    assert [(o.value, o.period.label) for o in found] == [(2.5, "2025")]


def test_growth_in_the_same_period_as_the_figures_before() -> None:
    found = observations(
        "Exports stood at $8.1 billion in the quarter of October-December 2025.",
        "In December 2025 alone, exports were $2.9 billion.",
        "Gross domestic product grew by 3.9 percent during the same period.",
    )
    assert [(o.value, o.period.label) for o in found if o.indicator == "gdp.growth"] == [(3.9, "FY2026-Q2")]


def test_the_weeks_at_the_ends_of_a_month() -> None:
    found = observations(
        "Weekly inflation measured by the SPI hit 48.4 percent year-on-year in early May 2025, but slowed to 24.4 percent in late August 2025."
    )
    assert [(o.value, str(o.period.start), str(o.period.end)) for o in found] == [
        (48.4, "2025-04-25", "2025-05-01"),
        (24.4, "2025-08-22", "2025-08-28"),
    ]


def test_the_sensitive_price_indicator_of_a_month() -> None:
    found = observations(
        "Inflation was 5.6 percent in December 2025.",
        "The Sensitive Price Indicator (SPI) also recorded a 3.2 percent year-on-year decline, deepening from a 2.3 percent fall in November.",
    )
    assert brief(found)[1:] == [("prices.spi", -3.2, "2025-12"), ("prices.spi", -2.3, "2025-11")]


def test_a_forecast_that_the_figure_fell_short_of() -> None:
    found = observations(
        "Pakistan's GDP grew by 3.2 percent in the July-September quarter.",
        "Growth in the July-September quarter came in under the 3.7 percent forecast in a poll, and was the slowest since a 2.3 percent expansion in the fourth quarter of 2023-24.",
    )
    assert rates(found) == [
        ("actual", 3.2, "FY2026-Q1"),
        ("forecast", 3.7, "FY2026-Q1"),
        ("actual", 2.3, "FY2024-Q4"),
    ]
