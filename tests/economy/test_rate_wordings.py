"""Wordings of rates that only some outlets have: what a poll had expected, what was exceeded, steps of a quarter."""

from __future__ import annotations

import pytest

from schemas import Observation
from tests.economy.articles import observations


def told(found: list[Observation], indicator: str) -> list[tuple[float, str, str]]:
    return [(o.value, o.period.label, o.status) for o in found if o.indicator == indicator]


def changes(found: list[Observation]) -> list[tuple[str, float, list[tuple[str, float]]]]:
    return [(o.indicator, o.value, [(c.basis, c.percent) for c in o.changes]) for o in found]


@pytest.mark.parametrize(
    "guess",
    [
        "Economists polled by an agency had expected growth to cool to 5.1 percent in April-June.",
        "Economists polled by an agency had expected 5.1 percent growth from a year earlier.",
        "It was also better than the median 5.1 percent growth forecast in a poll of economists.",
    ],
)
def test_what_a_poll_had_expected_is_of_the_quarter_that_is_told(guess: str) -> None:
    found = observations(
        "Malaysia's economy grew 5.6 percent in the second quarter of 2025 from a year earlier.",
        guess,
        title="Malaysia's economy",
        day="2025-08-15",
    )
    assert told(found, "gdp.growth") == [(5.6, "2025-Q2", "actual"), (5.1, "2025-Q2", "forecast")]


def test_what_is_exceeded_is_not_what_an_article_goes_on_about() -> None:
    found = observations(
        "Malaysia's economy grew 5.6 percent in the second quarter of 2025 from a year earlier.",
        "The figure exceeded the 4.2 percent growth of the first quarter.",
        "It was the best growth since the third quarter of 2022, when GDP grew 6.1 percent.",
        "On a sequential basis, the economy grew 1.3 percent in the latest quarter.",
        title="Malaysia's economy",
        day="2025-08-15",
    )  # fmt: skip
    assert changes(found)[0] == ("gdp.growth", 5.6, [("qoq", 1.3)])
    assert told(found, "gdp.growth") == [
        (5.6, "2025-Q2", "actual"),
        (4.2, "2025-Q1", "actual"),
        (6.1, "2022-Q3", "actual"),
    ]


def test_a_quarter_of_this_year_is_told_days_before_its_end() -> None:
    found = observations(
        "Vietnam's gross domestic product grew 6.9 percent in the second quarter this year, slowing from 7.1 percent in the first quarter.",
        title="Vietnam's economy",
        day="2025-06-29",
    )
    assert told(found, "gdp.growth") == [(6.9, "2025-Q2", "actual"), (7.1, "2025-Q1", "actual")]


def test_a_step_and_a_yearly_rate_share_a_sentence() -> None:
    found = observations(
        "Vietnam's CPI in September 2025 rose 0.42 percent compared to August and went up 3.38 percent from the same month last year.",
        title="Vietnam's prices",
        day="2025-10-06",
    )
    assert changes(found) == [("prices.cpi", 3.38, [("mom", 0.42)])]


@pytest.mark.parametrize(
    "text",
    [
        "The harmonised consumer price index of Sweden rose 1.7 percent year-on-year in December 2025.",
        "Core inflation in Pakistan grew to 6.6 percent in December 2025 from 6.4 percent in November.",
        "India's growth was driven by capital formation, showing a 7.1 percent rise in FY25.",
    ],
)
def test_what_is_of_a_part_stays_with_it(text: str) -> None:
    assert observations(text, title="Prices") == []


def test_rates_of_tax_are_no_policy_rates() -> None:
    found = observations(
        "The Reserve Bank of India kept the repo rate at 5.5 percent on December 5, 2025, and said that cutting rates for common goods to 18 percent had helped.",
        title="India",
        day="2025-12-06",
    )  # fmt: skip
    assert told(found, "policy_rate") == [(5.5, "2025-12-05", "actual")]


def test_a_meeting_to_come_dates_the_guess_and_not_the_rate() -> None:
    found = observations(
        "The Reserve Bank of India is expected to cut the repo rate by 25 basis points to 5.25 percent.",
        "Its monetary policy committee is scheduled to announce its policy review on Friday.",
        title="India",
        day="2025-12-01",
    )
    assert told(found, "policy_rate") == [(5.25, "2025-12-05", "forecast")]
    found = observations(
        "The Reserve Bank of India's policy rate stands at 5.5 percent; the committee meets on December 15.",
        title="India",
        day="2025-12-01",
    )
    assert told(found, "policy_rate") == [(5.5, "2025-12-01", "actual")]


def test_a_week_concludes() -> None:
    found = observations(
        "ISLAMABAD: Weekly inflation, measured by the Sensitive Price Indicator (SPI), rose 0.06 percent for the combined group during the week concluded on January 15.",
        "As compared to the corresponding week of last year, the SPI for the combined group saw an increase of 3.9 percent.",
    )  # fmt: skip
    assert changes(found) == [("prices.spi", 3.9, [("wow", 0.06)])]


def test_the_board_collects_a_total_revenue() -> None:
    found = observations("The FBR collected a total revenue of Rs4,612 billion from July to November 2025.")
    assert [(o.indicator, o.value) for o in found] == [("tax.revenue", 4_612_000_000_000)]
