"""Inflation and growth as they are told abroad."""

from __future__ import annotations

import pytest

from streams.classify import classify
from tests.economy.articles import brief, document, observations, told


def test_inflation_for_the_year_that_ends_in_a_month_is_that_of_the_month() -> None:
    found = observations(
        "Annual headline inflation for the year ending January 2025 dropped to 3.6 percent "
        "from 3.8 percent registered for the year ended December 2024.",
        title="Uganda's inflation",
        day="2025-02-03",
    )
    assert brief(found) == [("prices.cpi", 3.6, "2025-01"), ("prices.cpi", 3.8, "2024-12")]


def test_average_inflation_of_a_fiscal_year_is_that_of_the_year() -> None:
    found = observations(
        "Inflation averaged 4.5 percent in the fiscal year ended June 30, 2025.", day="2025-07-02"
    )
    assert brief(found) == [("prices.cpi", 4.5, "FY2025")]


def test_american_prices_rise_from_month_to_month() -> None:
    found = observations(
        "U.S. consumer prices rose 0.4 percent in September after falling 0.1 percent in August.",
        "In the 12 months through September, the CPI increased 3.0 percent.",
        title="US inflation",
        day="2025-10-24",
    )
    assert told(found)[0] == (3.0, "2025-09", {"mom": 0.4})


@pytest.mark.parametrize(
    "words",
    [
        "Economists had forecast a rate of 24.70 percent.",
        "Last week, an agency's survey showed that economists projected a climb of 24.70% in consumer prices.",
    ],
)
def test_what_was_forecast_is_of_the_month_that_came_out(words: str) -> None:
    found = observations(
        "The consumer price index rose 25.24 percent year-on-year in October following a 24.52 percent increase "
        "in September.",
        words,
        title="Turkey's inflation",
        day="2018-11-05",
    )
    assert [b for b in brief(found) if b[1] == 24.7] == [("prices.cpi", 24.7, "2018-10")]


@pytest.mark.parametrize(
    "words",
    [
        "Inflation stayed above the upper limit of 6 per cent set by the bank.",
        "Region-wise, the CPI Rural was at 5.49 per cent.",
        "It fell for pulses and products, where the inflation eased to 15.85 per cent.",
    ],
)
def test_limits_and_parts_are_no_inflation(words: str) -> None:
    found = observations(
        "India's retail inflation eased to 5.59 per cent in July.",
        words,
        title="India's inflation",
        day="2021-08-12",
    )
    assert brief(found) == [("prices.cpi", 5.59, "2021-07")]


def test_the_estimate_of_analysts_is_a_forecast() -> None:
    found = observations(
        "India's retail inflation eased to 5.1 per cent in January.",
        "It was in line with the Reuters estimate of 5.09 per cent for January.",
        title="India's inflation",
        day="2024-02-12",
    )
    assert [(o.value, o.status) for o in found] == [(5.1, "actual"), (5.09, "forecast")]


def test_each_country_has_its_own_growth() -> None:
    found = observations(
        "The Philippine economy grew by 4.4 percent in the third quarter.",
        "Taiwan's gross domestic product grew 4.18 percent in the quarter, Indonesia's expanded 3.93 percent.",
        "In France the economy grew by 0.2 percent in the third quarter.",
        "Vietnam's economy did better than the Philippines, its GDP expanding by 6.1 percent in the third quarter.",
        title="Growth in Asia",
        day="2025-11-20",
    )
    assert [(o.geo, o.value) for o in found] == [
        ("PH", 4.4),
        ("TW", 4.18),
        ("ID", 3.93),
        ("FR", 0.2),
        ("VN", 6.1),
    ]


def test_growth_is_of_the_quarter_that_was_just_named() -> None:
    found = observations(
        "The economy grew faster than expected in the third quarter, official data showed.",
        "Gross domestic product posted an annual growth of 5.9 percent, the Philippine Statistics Authority said.",
        title="Growth in the Philippines",
        day="2025-11-09",
    )
    assert brief(found) == [("gdp.growth", 5.9, "2025-Q3")]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("the last three months of 2024", "2024-Q4"),
        ("the final three months of last year", "2024-Q4"),
        ("the first three months of 2024", "2024-Q1"),
    ],
)
def test_the_last_months_of_a_year_are_its_end(words: str, label: str) -> None:
    found = observations(
        f"The German economy shrank 0.2% in {words}.", title="Growth in Germany", day="2025-02-15"
    )
    assert brief(found) == [("gdp.growth", -0.2, label)]


def test_the_months_of_a_year_that_is_not_over_are_its_first() -> None:
    found = observations(
        "Food exports were $2.443 billion in the last seven months of the current financial year.",
        day="2021-02-20",
    )
    assert [label for _, _, label in brief(found)] in ([], ["FY2021-M07"])


def test_last_november_is_that_of_the_year_before() -> None:
    found = observations(
        "India's merchandise exports fell by 4.85% to $32.11 billion in November.",
        "That compares with last November's figure of $33.75 billion.",
        title="India's trade",
        day="2024-12-16",
    )
    assert brief(found) == [("exports.goods", 32.11e9, "2024-11"), ("exports.goods", 33.75e9, "2023-11")]


def test_a_short_report_on_growth_is_economic_news() -> None:
    text = "Britain's economy grew by 0.3% in the three months to June, its statisticians say."
    assert classify(document(text, title="Growth picks up")).label == "economy"
    sport = "The club's economy drive grew by a tenth as its strikers scored 12 goals in the tournament."
    assert classify(document(sport, title="Football club saves")).label != "economy"


def test_a_part_of_this_year_is_of_this_year() -> None:
    found = observations(
        "Vietnam's gross domestic product grew 6.71% in the second quarter this year.",
        "As of May this year, the inflation rate stood at 2.9 per cent.",
        title="Vietnam in figures",
        day="2019-06-28",
    )
    assert brief(found) == [("gdp.growth", 6.71, "2019-Q2"), ("prices.cpi", 2.9, "2019-05")]


def test_a_first_estimate_is_a_figure_of_its_own() -> None:
    found = observations(
        "The Saudi economy expanded by 7 percent in the third quarter of 2022.",
        "Growth was revised up to 7 percent compared to an initial estimate of 6.8 percent.",
        title="Growth in Saudi Arabia",
        day="2022-12-12",
    )
    assert [(o.value, o.status) for o in found] == [(7.0, "actual"), (6.8, "estimate")]
