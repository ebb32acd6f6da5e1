"""Percentages that are levels themselves: whose they are, for which period, and what they are beside each other."""

from __future__ import annotations

import pytest

from schemas import Observation
from tests.economy.articles import brief, observations

Told = tuple[str, float, str]


def rates(found: list[Observation]) -> list[Told]:
    """Status, value and period of each observation."""
    return [(o.status, o.value, o.period.label) for o in found]


@pytest.mark.parametrize(
    "text",
    [
        "The services sector grew by 2.03 percent in FY25, and mining shrank by 3.4 percent.",
        "Growth in agriculture was 5.06 percent in FY25.",
        "GDP growth rested on a 1.43 percent increase in the services sector.",
        "The economy of the region is expected to see growth of 4.7 percent in 2026.",
        "Globally, the IMF has raised its 2026 growth forecast to 3.2 percent.",
        "The fiscal deficit was 5.4 percent of Gross Domestic Product (GDP) in FY25.",
        "A consultancy cut its growth forecast of cloud spending in Pakistan to 2.4 percent in 2026.",
        "Core annual inflation was 7.4 percent in December 2025.",
        "The food price index showed inflation at 17.6 percent in December 2025.",
        "Inflation of imported items was 11 percent in December 2025.",
        "GDP growth could have reached 4.2 percent in FY25.",
        "Private sector credit posted growth of 12 percent in FY25.",
        "Inflation in Pakistan peaked at 38 percent in mid-2023.",
    ],
)  # fmt: skip
def test_what_is_nobodys_rate(text: str) -> None:
    assert observations(text, title="Prices and output") == []


def test_the_region_of_the_sentence_before_keeps_bare_growth() -> None:
    assert (
        observations(
            "The region is now expected to grow by 4.7 percent in 2026.",
            "Growth for 2027 is put at 4.5 percent.",
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The economy is likely to see growth of 3.5 percent in the current fiscal year, the IMF said.", ("forecast", 3.5, "FY2026")),
        ("The economy contracted by 0.5 percent in FY23.", ("actual", -0.5, "FY2023")),
        ("GDP growth slowed to 1.5 percent in FY23.", ("actual", 1.5, "FY2023")),
        ("Real GDP growth for fiscal 2025 is provisionally estimated at 2.7 percent.", ("provisional", 2.7, "FY2025")),
        ("The IMF sees Pakistan growing 3.6 percent this year.", ("forecast", 3.6, "FY2026")),
        ("The government missed its GDP growth targets and attained only 0.3 percent growth in FY23.", ("actual", 0.3, "FY2023")),
        ("The IMF left its 2027 growth forecast for Pakistan at 4.1 percent.", ("forecast", 4.1, "2027")),
        ("GDP grew 6.2 percent in the year to June 2015.", ("actual", 6.2, "FY2015")),
        ("The economy grew 3.1 percent in the three months to the end of September 2025.", ("actual", 3.1, "FY2026-Q1")),
        ("The economy grew 3.1 percent in the September quarter of 2025-26.", ("actual", 3.1, "FY2026-Q1")),
        ("According to the Economic Outlook, inflation stood at 5.6 percent in December 2025.", ("actual", 5.6, "2025-12")),
        ("The State Bank seeks to bring inflation to its target of 7 percent (±2 percent) in Q4 2026.", ("target", 7, "FY2027-Q2")),
        ("Inflation was 5.6 percent at the end of 2025.", ("actual", 5.6, "2025-12")),
        ("Inflation hit minus 0.4 percent in December 2025.", ("actual", -0.4, "2025-12")),
        ("Prices: inflation was 5.6 percent in the 12 months to December 2025.", ("actual", 5.6, "2025-12")),
    ],
)  # fmt: skip
def test_status_sign_and_period(text: str, expected: Told) -> None:
    assert rates(observations(text)) == [expected]


def test_inflation_without_a_period_is_that_of_the_last_month() -> None:
    assert brief(observations("At 29.4 percent, Pakistan's inflation has been the fastest in Asia.")) == [
        ("prices.cpi", 29.4, "2025-12")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Inflation shot up to 6.6 percent in December, over last month's 6.1 percent and above the 4.1 percent in the same month of last year.",
            [("actual", 6.6, "2025-12"), ("actual", 6.1, "2025-11"), ("actual", 4.1, "2024-12")],
        ),
        (
            "After falling from 24 percent in January 2025 to 12.8 percent in February 2025, inflation has crept up, reaching 13.6 percent in March 2025.",
            [("actual", 24, "2025-01"), ("actual", 12.8, "2025-02"), ("actual", 13.6, "2025-03")],
        ),
        (
            "Inflation jumped from 2.5 percent to 3 percent in December 2025.",
            [("actual", 2.5, "2025-11"), ("actual", 3, "2025-12")],
        ),
        (
            "GDP growth is projected at 3.5 percent in FY26 with Q1 at 3.6 percent, Q2 at 3.2 percent; and Q3 at 3.4 percent.",
            [("forecast", 3.5, "FY2026"), ("forecast", 3.6, "FY2026-Q1"), ("forecast", 3.2, "FY2026-Q2"), ("forecast", 3.4, "FY2026-Q3")],
        ),
        (
            "The bank revised its projections of GDP growth for the first and second quarters of fiscal year 2026-27 to 6.9 percent and 7 percent, respectively.",
            [("forecast", 6.9, "FY2027-Q1"), ("forecast", 7, "FY2027-Q2")],
        ),
        (
            "The bank kept its GDP growth forecasts for this year and next at 3.2 percent and 3.4 percent respectively.",
            [("forecast", 3.2, "FY2026"), ("forecast", 3.4, "FY2027")],
        ),
        (
            "The IMF cut its projection of GDP growth for FY26 from 3.6 to 3.2 percent.",
            [("forecast", 3.6, "FY2026"), ("forecast", 3.2, "FY2026")],
        ),
        (
            "The ADB raised its forecast for Pakistan's GDP growth in FY26 to 3 percent, up from an earlier 2.8 percent.",
            [("forecast", 3, "FY2026"), ("forecast", 2.8, "FY2026")],
        ),
        (
            "The committee put GDP growth in FY24 at 2.5 percent rather than the 2.52 percent growth provisionally estimated in May.",
            [("actual", 2.5, "FY2024"), ("provisional", 2.52, "FY2024")],
        ),
        (
            "The IMF projected GDP growth of 3.5 percent in FY26, short of the government's target of 4.2 percent.",
            [("forecast", 3.5, "FY2026"), ("target", 4.2, "FY2026")],
        ),
        (
            "Inflation for January is expected to range between 5 percent and 6 percent, with a rise to 6 percent to 7 percent in the following month.",
            [("forecast", 5.5, "2026-01"), ("forecast", 6.5, "2026-02")],
        ),
    ],
)  # fmt: skip
def test_several_figures_of_a_sentence(text: str, expected: list[Told]) -> None:
    assert rates(observations(text)) == expected


def test_a_list_goes_on_behind_a_semicolon() -> None:
    found = observations(
        "Inflation is projected at 5.4 percent in FY26 with Q2 at 6.2 percent; Q3 at 5.7 percent and Q4 at 5.2 percent."
    )
    assert rates(found) == [
        ("forecast", 5.4, "FY2026"),
        ("forecast", 6.2, "FY2026-Q2"),
        ("forecast", 5.7, "FY2026-Q3"),
        ("forecast", 5.2, "FY2026-Q4"),
    ]


def test_forecasts_of_two_bodies_are_two_though_their_roundings_meet() -> None:
    found = observations(
        "The IMF projects GDP growth of 3.2 percent in FY26.",
        "The Asian Development Bank put GDP growth in FY26 at 3 percent in its forecast.",
    )
    assert [o.value for o in found] == [3.2, 3]


def test_each_country_has_its_own_growth() -> None:
    found = observations(
        "Pakistan's GDP growth is projected at 3.2 percent in FY26.",
        "China's growth outlook was left at 4.7 percent for 2025 and 4.3 percent for 2026.",
    )
    assert [(o.geo, o.value, o.period.label) for o in found] == [
        ("PK", 3.2, "FY2026"),
        ("CN", 4.7, "2025"),
        ("CN", 4.3, "2026"),
    ]


def test_some_countries_tell_quarters_by_the_calendar() -> None:
    text = "Egypt's economy expanded by 5 percent in Q2 2025, compared with 4.8 percent in the first quarter."
    found = observations(text, title="Growth in Egypt")
    assert [(o.geo, o.value, str(o.period.start)) for o in found] == [
        ("EG", 5, "2025-04-01"),
        ("EG", 4.8, "2025-01-01"),
    ]


def test_urban_inflation_is_the_headline_of_egypt_alone() -> None:
    text = "annual urban consumer inflation eased to 12.3 percent in November 2025."
    assert brief(observations(f"Egypt's {text}", title="Egypt")) == [("prices.cpi", 12.3, "2025-11")]
    assert observations(f"Nigeria's {text}", title="Nigeria") == []


def test_a_step_belongs_to_the_rate_of_its_month() -> None:
    (found,) = observations(
        "Inflation was 5.6 percent year-on-year in December 2025.",
        "On a month-on-month basis, inflation rose by 0.4 percent in December 2025.",
    )
    assert (found.value, [(c.basis, c.percent) for c in found.changes]) == (5.6, [("mom", 0.4)])


def test_a_step_without_its_rate_is_a_change() -> None:
    (found,) = observations("Consumer prices fell 0.4 percent in December 2025 from the month before.")
    assert (found.transformation, found.value, found.period.label) == ("change", -0.4, "2025-12")


def test_the_step_of_manufacturing() -> None:
    (found,) = observations(
        "LSM output fell by 5.49 percent in November 2025 compared with November 2024 but rose by 3.55 percent when compared with October 2025."
    )
    assert (found.value, [(c.basis, c.percent) for c in found.changes]) == (-5.49, [("mom", 3.55)])


def test_weekly_inflation_without_the_word_week() -> None:
    (found,) = observations(
        "The Sensitive Price Indicator posted an increase of 4.57 percent on a year-on-year basis ending Jan 15.",
        "A rise of 0.45 percent was reported in the SPI on a week-on-week basis.",
    )
    assert (found.value, str(found.period.start), str(found.period.end)) == (4.57, "2026-01-09", "2026-01-15")
    assert [(c.basis, c.percent) for c in found.changes] == [("wow", 0.45)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The State Bank of Pakistan maintained the target rate at 10.5 percent on Monday.", [(10.5, "2026-01-19")]),
        ("The State Bank of Pakistan cut its policy rate from 22 percent to 11 percent.", [(11, "2026-01-20")]),
        ("The State Bank of Pakistan is keeping its main policy at 10.5 percent.", [(10.5, "2026-01-20")]),
        ("Economists expect the State Bank of Pakistan to cut its policy rate to 10 percent one day.", []),
        ("The real interest rate was 5 percent, the State Bank of Pakistan said.", []),
    ],
)  # fmt: skip
def test_the_policy_rate(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(o.value, o.period.label) for o in observations(text)] == expected


def test_a_poll_is_a_forecast_of_the_day_of_the_meeting() -> None:
    found = observations(
        "The State Bank of Pakistan is likely to keep its policy rate at its meeting on Thursday, a poll showed.",
        "Analysts in the poll said that the bank would leave the policy rate at 10.5 percent.",
    )
    assert rates(found) == [("forecast", 10.5, "2026-01-22")]


def test_the_decision_is_dated_from_the_sentence_that_tells_it() -> None:
    found = observations(
        "The State Bank of Pakistan cut interest rates on Monday.",
        "The policy rate now stands at 10.5 percent.",
    )
    assert brief(found) == [("policy_rate", 10.5, "2026-01-19")]


def test_the_corridor_of_egypt() -> None:
    text = "The central bank cut the overnight deposit rate to 20 percent from 21 percent and the lending rate to 21 percent from 22 percent."
    found = observations(text, title="Central Bank of Egypt cuts rates")
    assert sorted(o.value for o in found) == [20, 21]
