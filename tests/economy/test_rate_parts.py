"""Percentages that are the rate of nobody here, and signs and subjects that only some wordings give."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, observations


@pytest.mark.parametrize(
    "text",
    [
        "Non-food items inflation eased to 7.9 percent in December 2025 from 9.4 percent in November.",
        "The number of items in the basket with inflation of more than 50 percent is receding.",
        "Prices stayed near the upper end of the government's preferred inflation range of 2.5 percent and 7.5 percent.",
        "Inflation excluding food and energy was 4.1 percent in December 2025.",
        "The CPI including owner-occupied housing rose by 3.8 percent in the 12 months to December 2025.",
        "It was the seventh consecutive quarter of GDP growth above 4.5 percent.",
        "Services exports were $540 million in the first half of the fiscal year, showing growth of 3.8 percent.",
    ],
)  # fmt: skip
def test_what_is_no_rate(text: str) -> None:
    assert [
        o for o in observations(text, title="Prices") if o.indicator in ("prices.cpi", "gdp.growth")
    ] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LSM witnessed a negative growth of 1.5 percent in July-March 2024-25.", -1.5),
        ("Large-scale manufacturing witnessed growth of 3.2 percent in FY25 as compared to the year before.", 3.2),
        ("Large Scale Manufacturing Industries (LSMI) production grew by 2.2 percent in November 2025 over November 2024.", 2.2),
    ],
)  # fmt: skip
def test_the_sign_of_manufacturing(text: str, expected: float) -> None:
    assert [o.value for o in observations(text)] == [expected]


def test_the_sources_of_manufacturing_have_indices_of_their_own() -> None:
    found = observations(
        "Large-scale manufacturing witnessed growth of 3.2 percent in FY25.",
        "The highest growth of 1.9 percent was witnessed in the indices of the ministry, followed by a 1.2 percent increase in indices of the provinces, while the indices of the oil committee saw a decrease of 0.3 percent.",
    )
    assert brief(found) == [("output.lsm", 3.2, "FY2025")]


@pytest.mark.parametrize(
    "text",
    [
        "The central bank lowers its deposit facility rate and its lending facility rate to 6 percent and 7.5 percent, respectively.",
        "The Central Bank of Sri Lanka left the Standing Deposit Facility Rate (SDFR) and the SLFR unchanged at 6 percent and 7.5 percent, respectively.",
    ],
)  # fmt: skip
def test_the_floor_of_sri_lanka(text: str) -> None:
    found = observations(text, title="Central Bank of Sri Lanka")
    assert [(o.geo, o.indicator, o.value) for o in found] == [("LK", "policy_rate", 6)]


def test_the_floor_of_another_corridor_is_no_policy_rate() -> None:
    assert (
        observations("The standing deposit facility rate stands at 5 percent.", title="Reserve Bank of India")
        == []
    )


def test_a_decision_told_behind_an_aim() -> None:
    found = observations(
        "The State Bank of Pakistan hopes that it will attain both aims, for which it has cut the discount rate from 12 percent to 10.5 percent.",
        "Banks will charge less at the new rate, effective from January 14.",
    )
    assert brief(found) == [("policy_rate", 10.5, "2026-01-14")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The IMF left its 2026 economic growth outlook for Pakistan in a range of 3 percent to 3.6 percent.", [("gdp.growth", 3.3, "2026")]),
        ("Retail Prices Index (RPI) inflation was 4.5 percent in December 2025.", []),
        ("The inflation rate on non-food items rose to 9.9 percent in December 2025.", []),
    ],
)  # fmt: skip
def test_outlooks_and_other_indices(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert brief(observations(text)) == expected


def test_the_steps_that_a_step_is_compared_with_are_of_their_own_months() -> None:
    found = observations(
        "SPI inflation increased to 32 percent year-on-year in September 2025.",
        "On a month-on-month basis, it increased by 1.7 percent in September 2025 as compared to 4.1 percent a month earlier and a decrease of 1.4 percent in September 2024.",
    )
    steps = [(o.value, o.period.label) for o in found if o.transformation == "change"]
    assert steps == [(4.1, "2025-08"), (-1.4, "2024-09")]


@pytest.mark.parametrize(
    "text",
    [
        "The annual growth rate of 5.6 percent in December 2025 was up from the 5.1 percent recorded in November.",
        "The annual rate of price growth of 5.6 percent in December 2025 was above the 5.1 percent recorded in November.",
    ],
)
def test_the_growth_of_prices(text: str) -> None:
    found = observations("Consumer prices rose 5.6 percent in December 2025 from a year earlier.", text)
    assert brief(found) == [("prices.cpi", 5.6, "2025-12"), ("prices.cpi", 5.1, "2025-11")]
