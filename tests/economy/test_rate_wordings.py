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
        "As compared to the same week of last year, the combined group's SPI saw an increase of 3.9 percent.",
    )  # fmt: skip
    assert changes(found) == [("prices.spi", 3.9, [("wow", 0.06)])]


def test_the_board_collects_a_total_revenue() -> None:
    found = observations("The FBR collected a total revenue of Rs4,612 billion from July to November 2025.")
    assert [(o.indicator, o.value) for o in found] == [("tax.revenue", 4_612_000_000_000)]


def test_a_committee_decides_on_the_rate() -> None:
    found = observations(
        "Ghana's monetary policy committee lifted the rate by 100 basis points to 15.5 percent on Monday.",
        title="Bank of Ghana",
        day="2026-01-20",
    )
    assert told(found, "policy_rate") == [(15.5, "2026-01-19", "actual")]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's GDP stood at Sh4.1 trillion in nominal terms, an increase of 9.3 percent over the second quarter of 2024.",
        "The oil sector contributed 9.6 percent and 7.1 percent to Kenya's real GDP in the two quarters of 2025.",
        "Foreign investment flows into the country grew 7 percent in the first half of 2025 as the economy recovered.",
        "Prices stayed within the government's target range of 2.5 percent to 7.5 percent as inflation eased.",
    ],
)
def test_what_is_no_growth_of_the_economy(text: str) -> None:
    assert [o for o in observations(text, title="Kenya") if o.indicator in ("gdp.growth", "prices.cpi")] == []


def test_a_step_of_no_named_quarter_is_of_the_one_told_first() -> None:
    found = observations(
        "Nigeria's GDP grew by 3.4 percent in the second quarter of 2025.",
        "Growth was 3.1 percent in the first half of 2025.",
        "Quarter-on-quarter, real GDP increased by 2.2 percent.",
        title="Nigeria",
        day="2025-09-20",
    )
    assert changes(found)[0] == ("gdp.growth", 3.4, [("qoq", 2.2)])


def test_what_prices_rose_from_is_not_when() -> None:
    found = observations(
        "Large-scale manufacturing output rose 4.2 percent month-on-month in December 2025.",
        "LSM production also witnessed a 3.1 percent year-on-year increase from 118.4 in December 2024.",
        day="2026-02-16",
    )
    assert changes(found) == [("output.lsm", 3.1, [("mom", 4.2)])]


def test_the_final_months_of_last_year() -> None:
    found = observations(
        "Malaysia's GDP grew 4.2 percent in the first quarter of 2025.",
        "It followed growth of 4.9 percent in the final three months of last year.",
        title="Malaysia",
        day="2025-05-16",
    )
    assert told(found, "gdp.growth") == [(4.2, "2025-Q1", "actual"), (4.9, "2024-Q4", "actual")]


def test_the_groups_of_the_weekly_prices_are_parts() -> None:
    found = observations(
        "KARACHI: The sensitive price indicator (SPI) for the week ended January 15 rose a whopping 4.1 percent as compared to weekly inflation in the corresponding period last year.",
        "SPI for the income group of up to Rs17,732 increased the most at 0.2 percent over the preceding week.",
        "However, it registered the lowest increase of 1.7 percent compared to weekly inflation in the corresponding period last year.",
    )  # fmt: skip
    assert told(found, "prices.spi") == [(4.1, "2026-01-15", "actual")]


def test_what_a_tax_of_its_own_is_held_against() -> None:
    found = observations(
        "In November 2025 alone, the FBR missed the original monthly target of Rs1,035 billion.",
        "Against the revised target of Rs995 billion, the shortfall remained nearly Rs96 billion.",
        "For November, FBR collected Rs403 billion in income tax against a target of Rs439 billion.",
        day="2025-12-02",
    )
    assert told(found, "tax.revenue") == [
        (1_035_000_000_000, "2025-11", "target"),
        (995_000_000_000, "2025-11", "target"),
    ]


def test_usable_foreign_exchange() -> None:
    found = observations(
        "As at January 15, the usable foreign exchange remained at USD12.1 billion (5.3 months of import cover).",
        title="Kenya",
    )
    assert told(found, "reserves.central_bank") == [(12_100_000_000, "2026-01-15", "actual")]


def test_the_bank_of_a_bloc_is_no_countrys() -> None:
    found = observations(
        "The Bank of England kept interest rates on hold at 4 percent on Thursday, but the European Central Bank cut rates to a low of 2 percent.",
        title="Bank of England",
        day="2025-12-05",
    )  # fmt: skip
    assert told(found, "policy_rate") == [(4, "2025-12-04", "actual")]


def test_a_rate_kept_in_a_month_that_is_over() -> None:
    found = observations(
        "Inflation slowed to 5.6 percent in December 2025, and the central bank in late November kept rates unchanged at 11 percent."
    )
    assert told(found, "policy_rate") == [(11, "2025-11-30", "actual")]


def test_two_comparisons_of_manufacturing_in_a_row() -> None:
    found = observations(
        "LSM output decreased by 5 percent for November 2025 compared with November 2024 and 2.1 percent when compared with October 2025."
    )
    assert changes(found) == [("output.lsm", -5, [("mom", -2.1)])]


def test_by_how_much_prices_moved() -> None:
    found = observations(
        "Consumer prices in Pakistan rose 5.6 percent in December 2025 compared to the same month a year ago.",
        "In December it was 0.4 percent higher compared with a negative 0.2 percent in November 2025.",
    )
    assert changes(found)[0] == ("prices.cpi", 5.6, [("mom", 0.4)])
    found = observations(
        "Inflation fell to 5.6 percent in December 2025, with the CPI dropping by more than 3 percent in the last three months."
    )
    assert [o.value for o in found] == [5.6]


def test_the_debts_of_others_are_no_debt_of_the_country() -> None:
    found = observations(
        "Pakistan's external debt stood at $130.3 billion on September 30, 2025.",
        "The external debt of public sector enterprises rose to $6.7 billion, and guaranteed debt stood at $1.2 billion.",
    )
    assert told(found, "debt.external") == [(130_300_000_000, "2025-09-30", "actual")]
    assert len(found) == 1


def test_the_reserves_that_the_bank_calls_its_own() -> None:
    found = observations(
        "The total liquid foreign reserves of Pakistan stood at $21,250.4 million as of January 9 while the reserves held by the central bank were recorded as $16,071.7 million.",
        "The State Bank, in a statement, informed that its liquid foreign reserves rose by $16 million to $16,071.7 million during the week.",
    )  # fmt: skip
    assert [(o.indicator, o.value) for o in found] == [
        ("reserves.total", 21_250_400_000),
        ("reserves.central_bank", 16_071_700_000),
    ]


def test_the_weekly_step_of_reserves_is_of_the_level_told_next() -> None:
    found = observations(
        "The State Bank of Pakistan's (SBP) foreign exchange reserves fell 0.61 per cent on a weekly basis.",
        "The reserves held by the SBP stood at $16,071.7 million on January 9.",
    )
    assert changes(found) == [("reserves.central_bank", 16_071_700_000, [("wow", -0.61)])]


def test_averages_that_move_from_one_to_the_other() -> None:
    found = observations(
        "The change in the NCPI measured on an annual average basis decreased from 2.1 per cent in November 2025 to 1.8 per cent in December 2025.",
        title="Sri Lanka",
    )
    assert [(o.value, str(o.period.start), str(o.period.end)) for o in found] == [
        (2.1, "2024-12-01", "2025-11-30"),
        (1.8, "2025-01-01", "2025-12-31"),
    ]


def test_whose_forecast_it_is() -> None:
    found = observations(
        "The World Bank raised Kenya's 2026 growth forecast to 5.1 percent and raised Sri Lanka's 2026 growth forecast to 3.4 percent.",
        "China will witness a deceleration in growth to 4.4 percent in 2026, the bank said.",
        title="World Bank forecasts for economies",
    )  # fmt: skip
    assert [(o.geo, o.value) for o in found] == [("KE", 5.1), ("LK", 3.4), ("CN", 4.4)]
