"""Rates told in passing: what goes without saying of their sign, their period and what they are of."""

from __future__ import annotations

from schemas import Observation
from tests.economy.articles import observations


def told(found: list[Observation], indicator: str) -> list[tuple[float, str, str]]:
    return [
        (o.value, o.period.label, o.status)
        for o in found
        if o.indicator == indicator and o.transformation == "level"
    ]


def test_a_comparison_behind_a_comma_is_a_step() -> None:
    found = observations(
        "ISLAMABAD: Pakistan's LSM output grew by 6.4 percent in March 2025 compared to March 2024, and 1.2 percent, if compared to February 2025.",
        day="2025-05-16",
    )
    assert told(found, "output.lsm") == [(6.4, "2025-03", "actual")]
    assert [(c.basis, c.percent) for c in found[0].changes] == [("mom", 1.2)]


def test_the_noun_behind_a_rate_says_which_way_it_went() -> None:
    found = observations(
        "COLOMBO: Sri Lanka's GDP rose 4.8 percent in January-March, against a 7.3 percent fall in the same quarter of 2024.",
        title="Sri Lanka's economy",
        day="2025-06-17",
    )
    assert told(found, "gdp.growth") == [(4.8, "2025-Q1", "actual"), (-7.3, "2024-Q1", "actual")]


def test_a_rate_holds_from_the_day_that_the_next_sentence_gives() -> None:
    found = observations(
        "KARACHI: The State Bank of Pakistan on Friday cut its policy rate by 50 basis points to 10 per cent.",
        "The new rate will come into force from Monday.",
        day="2026-03-07",
    )
    assert [(o.value, o.period.label) for o in found if o.indicator == "policy_rate"] == [
        (10.0, "2026-03-09")
    ]


def test_what_a_part_is_compared_with_is_of_the_part() -> None:
    found = observations(
        "COLOMBO: Sri Lanka's GDP rose 4.8 percent in January-March.",
        "The recovery was led by the industrial sector, with an expansion of 11.2 percent in the quarter, compared with a 23.1 percent contraction in January-March 2024.",
        title="Sri Lanka's economy",
        day="2025-06-17",
    )
    assert told(found, "gdp.growth") == [(4.8, "2025-Q1", "actual")]


def test_growth_in_a_report_on_industry_alone_is_not_the_economys() -> None:
    found = observations(
        "ISLAMABAD: Pakistan's LSM output fell 2.2 percent in March 2025 from a year before.",
        "The sectors under the ministry witnessed negative growth of 5.1 percent, while on a yearly basis it registered 9.4 percent growth.",
        day="2025-05-16",
    )
    assert told(found, "gdp.growth") == []


def test_the_aim_of_a_central_bank_has_no_month() -> None:
    found = observations(
        "BRASILIA: Inflation in Brazil accelerated in October to 4.9 per cent, well above the central bank's target of three per cent.",
        title="Brazil's prices",
        day="2024-11-09",
    )
    assert told(found, "prices.cpi") == [(4.9, "2024-10", "actual")]


def test_an_average_of_the_last_twelve_months() -> None:
    found = observations(
        "DHAKA: Inflation averaged 9.8 percent over the last twelve months, and stood at 9.2 percent in January.",
        title="Bangladesh in figures",
        day="2025-02-10",
    )
    spans = [(o.value, o.period.start.isoformat()) for o in found if o.indicator == "prices.cpi"]
    assert spans == [(9.8, "2024-02-01"), (9.2, "2025-01-01")]


def test_a_report_on_weekly_prices_without_a_week_is_of_the_last_one() -> None:
    found = observations(
        "ISLAMABAD: Weekly inflation rose 0.31% for the combined income group on Thursday, taking the annual reading to 12.4%, the bureau said.",
        day="2024-11-08",
    )
    assert [(o.value, o.period.end.isoformat()) for o in found if o.indicator == "prices.spi"] == [
        (12.4, "2024-11-07")
    ]
    assert [(c.basis, c.percent) for c in found[0].changes] == [("wow", 0.31)]


def test_one_rate_of_two_quarters() -> None:
    found = observations(
        "NEW DELHI: India's central bank projected GDP growth at 6.7% in Q1 FY27, and retained its estimate for Q2 and Q3 FY27 at 6.5%.",
        title="India's growth",
        day="2026-02-06",
    )
    growth = sorted((o.period.start.isoformat(), o.value) for o in found if o.indicator == "gdp.growth")
    assert growth == [("2026-04-01", 6.7), ("2026-07-01", 6.5), ("2026-10-01", 6.5)]


def test_taxes_of_a_land_port_are_not_those_of_the_country() -> None:
    found = observations(
        "DINAJPUR: Revenue collection from the land port stood at Tk 32.6 crore in July-November against the target of Tk 190 crore set by the National Board of Revenue.",
        title="Bangladesh in figures",
        day="2021-12-11",
    )
    assert [o.value for o in found if o.indicator == "tax.revenue"] == []


def test_an_annual_target_beside_the_months_that_are_over() -> None:
    found = observations(
        "ISLAMABAD: The FBR collected Rs1,180 billion in the first ten months (July-April), so that Rs420 billion are to be collected in the remaining two months to reach the annual target of Rs1,600 billion, which was revised down from Rs1,660 billion.",
        day="2011-05-02",
    )
    assert told(found, "tax.revenue") == [
        (1.18e12, "FY2011-M10", "actual"),
        (1.6e12, "FY2011", "target"),
        (1.66e12, "FY2011", "target"),
    ]


def test_the_rate_in_percentage_points() -> None:
    found = observations(
        "DHAKA: The inflation rate reached 5.6 percentage point in March this year. The rate of inflation was 5.4 percentage point in February.",
        title="Bangladesh in figures",
        day="2019-04-09",
    )
    assert told(found, "prices.cpi") == [(5.6, "2019-03", "actual"), (5.4, "2019-02", "actual")]


def test_shares_of_those_asked_are_no_rates() -> None:
    found = observations(
        "KARACHI: The State Bank left its policy rate at 11% on Wednesday.",
        "On the policy rate, 52% expect it to fall by December, while 31% project no change.",
        day="2025-07-30",
    )
    assert told(found, "policy_rate") == [(11.0, "2025-07-30", "actual")]


def test_growth_over_many_years_and_of_a_sector_that_a_clause_takes_up() -> None:
    found = observations(
        "ISLAMABAD: Pakistan's economy grew 4.1 percent in FY2014.",
        "The overall GDP growth rate over the last five years remained at 3 percent.",
        "The push came from the manufacturing sector, which posted a growth rate of 5.4 percent.",
        day="2014-06-03",
    )
    assert told(found, "gdp.growth") == [(4.1, "FY2014", "actual")]


def test_in_a_report_on_wholesale_prices_inflation_is_theirs() -> None:
    found = observations(
        "NEW DELHI: Inflation based on the wholesale price index slipped to 3.6 percent in April from 5.1 percent in March.",
        "Build-up inflation in the financial year so far was 0.2 percent.",
        title="India's wholesale prices",
        day="2017-05-15",
    )
    assert told(found, "prices.cpi") == []


def test_a_decision_in_line_with_the_consensus_is_no_guess() -> None:
    found = observations(
        "KARACHI: In line with market consensus, the State Bank held its key policy rate at 11% on Monday.",
        "The Fed funds rate is at 4.5%.",
        day="2025-06-17",
    )
    rates = [(o.geo, o.value, o.status) for o in found if o.indicator == "policy_rate"]
    assert ("PK", 11.0, "actual") in rates
    assert ("PK", 4.5, "actual") not in rates
