"""Rates that are reckoned in several ways: in the prices of a year, adjusted or not, step by step, and without some goods."""

from __future__ import annotations

import pytest

from schemas import Observation
from tests.economy.articles import observations


def told(found: list[Observation], indicator: str) -> list[tuple[float, str, str]]:
    return [
        (o.value, o.period.label, o.status)
        for o in found
        if o.indicator == indicator and o.transformation == "level"
    ]


def test_what_prices_are_reckoned_in_is_no_time_of_growth() -> None:
    found = observations(
        "WARSAW: In the third quarter of 2024 the gross domestic product of Poland (constant prices, reference year 2020) was higher by 0.4% than in the previous quarter.",
        title="Poland's economy",
        day="2024-11-29",
    )
    # No growth over the year is told, so that over the quarter stands for it; 2020 is no time of either.
    assert [(o.value, o.period.label) for o in found if o.indicator == "gdp.growth"] == [(0.4, "2024-Q3")]


def test_growth_told_once_more_unadjusted_is_of_the_same_quarter() -> None:
    found = observations(
        "BERLIN: Year on year, the German economy expanded 0.6 percent in the third quarter, following a revised 0.2 percent growth in the previous three-month period.",
        "On an unadjusted basis, the economy expanded 0.9 percent.",
        title="Germany's economy",
        day="2024-11-14",
    )
    assert told(found, "gdp.growth") == [
        (0.6, "2024-Q3", "actual"),
        (0.2, "2024-Q2", "actual"),
        (0.9, "2024-Q3", "actual"),
    ]


def test_by_how_much_prices_moved_leaves_what_it_is_compared_with_no_level() -> None:
    found = observations(
        "KARACHI: Inflation eased to 6.2 per cent in December from 6.5 per cent in November, the bureau said.",
        "It decreased by 0.4% in December as compared to an increase of 0.3% in the previous month and a decrease of 0.2% in December 2024.",
        day="2026-01-03",
    )
    assert told(found, "prices.cpi") == [(6.2, "2025-12", "actual"), (6.5, "2025-11", "actual")]


def test_inflation_in_towns_and_without_food_is_a_part() -> None:
    found = observations(
        "KARACHI: Inflation eased to 6.2 per cent in December, the bureau said.",
        "During the month urban areas saw the CPI inflation rising 5.9pc year-on-year.",
        "Excluding food and fuel, inflation was 7.4 percent.",
        day="2026-01-03",
    )
    assert told(found, "prices.cpi") == [(6.2, "2025-12", "actual")]


def test_an_average_over_the_same_months_of_the_year_before() -> None:
    found = observations(
        "ISLAMABAD: The average inflation rate during the period July-December 2025-26 over the same period of the preceding year was recorded at 5.2%.",
        day="2026-01-03",
    )
    assert told(found, "prices.cpi") == [(5.2, "FY2026-H1", "actual")]


def test_which_country_it_is_takes_no_rate() -> None:
    found = observations(
        "ACCRA: Inflation in Ghana, the second-biggest economy in West Africa, quickened to 11.6 percent in April.",
        "The rate rose from 11.4 percent in March.",
        title="Ghana's prices",
        day="2025-05-14",
    )
    assert told(found, "gdp.growth") == []
    assert told(found, "prices.cpi") == [(11.6, "2025-04", "actual"), (11.4, "2025-03", "actual")]


@pytest.mark.parametrize(
    "sentence",
    [
        "He called on the bank to further reduce the policy rate to 6 percent.",
        "Exporters said that the State Bank should bring the policy rate to 6 percent.",
        "Previously, the central bank had raised the policy rate by 50 basis points to 6 percent.",
    ],
)
def test_what_is_asked_for_and_what_was_decided_before_is_no_policy_rate(sentence: str) -> None:
    found = observations(
        "KARACHI: The State Bank of Pakistan cut its policy rate by 50 basis points to 10.5 percent on Monday.",
        sentence,
    )
    assert [o.value for o in found if o.indicator == "policy_rate"] == [10.5]


def test_added_steps_and_revisions_are_no_rates() -> None:
    found = observations(
        "KARACHI: The State Bank of Pakistan raised its policy rate to 15 percent on Monday, bringing cumulative increases to 8 percentage points since September.",
        "The World Bank expects the economy to grow by 2 percent in FY26, a 1.2 percent downward revision from June.",
    )
    assert [o.value for o in found if o.indicator == "policy_rate"] == [15.0]
    assert [o.value for o in found if o.indicator == "gdp.growth"] == [2.0]


def test_former_forecasts_in_brackets() -> None:
    found = observations(
        "MUMBAI: The Reserve Bank of India raised its GDP growth forecast for FY26 to 6.8 percent from 6.5 percent earlier.",
        "Its Q3 forecast is now at 6.4% (vs. 6.6%), and Q4 at 6.2% (vs. 6.3%).",
        title="India's economy",
        day="2025-10-01",
    )
    assert [(v, p) for v, p, s in told(found, "gdp.growth") if s == "forecast"] == [
        (6.8, "FY2026"),
        (6.5, "FY2026"),
        (6.4, "FY2026-Q3"),
        (6.6, "FY2026-Q3"),
        (6.2, "FY2026-Q4"),
        (6.3, "FY2026-Q4"),
    ]


def test_inflation_at_a_rate_and_growth_at_another() -> None:
    found = observations(
        "MUMBAI: The Reserve Bank of India has raised its projection of GDP growth for FY26 to 7.3%.",
        "Inflation was at 2.2%, and growth at 8% during the first half of FY2026.",
        title="India's economy",
        day="2025-12-06",
    )
    assert told(found, "gdp.growth") == [(7.3, "FY2026", "forecast"), (8.0, "FY2026-H1", "actual")]


def test_output_fell_by_the_month_and_by_the_year() -> None:
    found = observations(
        "ISLAMABAD: Large-scale manufacturing decreased by 6.5 percent on a month-on-month basis in July 2025 compared to June 2025 and 1.4 percent on a year-on-year basis, the bureau said.",
        day="2025-09-16",
    )
    assert told(found, "output.lsm") == [(-1.4, "2025-07", "actual")]


def test_a_weekly_record_is_of_its_own_week() -> None:
    found = observations(
        "ISLAMABAD: The SPI for the week ended January 15 rose by 4.1 per cent year-on-year.",
        "It had hit its peak of 48.35pc in the week that ended on May 4, 2023.",
        "The SPI had stayed above 40pc for the first time since Aug 18, 2022 when it stood at 42.31pc.",
    )
    assert told(found, "prices.spi") == [
        (4.1, "2026-01-15", "actual"),
        (48.35, "2023-05-04", "actual"),
        (42.31, "2022-08-18", "actual"),
    ]


def test_annual_inflation_is_compared_with_that_of_the_month_before() -> None:
    found = observations(
        "ANKARA: Turkey's annual inflation climbed in July to 47.83 percent, up sharply from 38.2 percent, official data showed.",
        title="Turkey's prices",
        day="2023-08-03",
    )
    assert told(found, "prices.cpi") == [(47.83, "2023-07", "actual"), (38.2, "2023-06", "actual")]


def test_a_band_that_opens_a_sentence_is_no_target() -> None:
    found = observations(
        "MANILA: After 11 months above the government's target band, Philippine inflation slowed down to 3.8% in February.",
        title="Philippine prices",
        day="2019-03-05",
    )
    assert told(found, "prices.cpi") == [(3.8, "2019-02", "actual")]


def test_a_bank_that_is_likely_to_raise_its_rate_on_a_day_to_come() -> None:
    found = observations(
        "KARACHI: The State Bank of Pakistan is most likely to increase the policy rate by 100 basis points to 13.25 percent on Tuesday, dealers said.",
        day="2019-07-12",
    )
    assert told(found, "policy_rate") == [(13.25, "2019-07-16", "forecast")]
