"""Rates as newspapers of several countries print them: by whom, against what, and of which end of the year."""

from __future__ import annotations

import pytest

from tests.economy.articles import observations

#: Day of publication, text, and what comes out: indicator, value, label of the period, status.
_TOLD = [
    (
        "2025-02-27",
        "ACCRA: Ghana's finance minister said inflation, at 23.5% in January, should fall to 11.9% by year-end.",
        [("prices.cpi", 23.5, "2025-01", "actual"), ("prices.cpi", 11.9, "2025-12", "forecast")],
    ),
    (
        "2025-01-30",
        "ANKARA: Annual inflation in Turkey slowed to 44.38% in December. The Turkish central bank sees year-end inflation at 21%.",
        [("prices.cpi", 44.38, "2024-12", "actual"), ("prices.cpi", 21.0, "2025-12", "forecast")],
    ),
    (
        "2025-05-30",
        "ANKARA: Inflation in Turkey is expected to ease to 24% at the end of this year and 12% at the end of next year.",
        [("prices.cpi", 24.0, "2025-12", "forecast"), ("prices.cpi", 12.0, "2026-12", "forecast")],
    ),
    (
        "2025-05-30",
        "ANKARA: Turkey's inflation will be 21% by December, the treasury minister said.",
        [("prices.cpi", 21.0, "2025-12", "forecast")],
    ),
    (
        "2025-11-05",
        "MANILA: Headline inflation in the Philippines held steady at 1.6 percent in October, the statistics authority said. Year to date, inflation averaged 1.7 percent.",
        [("prices.cpi", 1.6, "2025-10", "actual"), ("prices.cpi", 1.7, "2025-M10", "actual")],
    ),
    (
        "2025-08-29",
        "NEW DELHI: India's economy grew by 7.8 per cent in the April-June quarter of 2025-26, the government said. It had expanded by 6.5 per cent in the same quarter a year ago and 7.4 per cent in the preceding January-March period.",
        [
            ("gdp.growth", 7.8, "FY2026-Q1", "actual"),
            ("gdp.growth", 6.5, "FY2025-Q1", "actual"),
            ("gdp.growth", 7.4, "FY2025-Q4", "actual"),
        ],
    ),
    (
        "2025-11-12",
        "India's retail inflation fell to 0.25% in October 2025, from 1.44% (revised) in September, official data showed.",
        [("prices.cpi", 0.25, "2025-10", "actual"), ("prices.cpi", 1.44, "2025-09", "actual")],
    ),
    (
        "2024-12-03",
        "ISLAMABAD: Pakistan's inflation rate was down to 4.9 percent in November from 7.2 percent the month prior and from 29.2 percent in November 2023.",
        [
            ("prices.cpi", 4.9, "2024-11", "actual"),
            ("prices.cpi", 7.2, "2024-10", "actual"),
            ("prices.cpi", 29.2, "2023-11", "actual"),
        ],
    ),
    (
        "2025-10-31",
        "MOSCOW: Russia's central bank now expects 2025 inflation at 6.5-7%, and GDP growth at 0.5-1%.",
        [("prices.cpi", 6.75, "2025", "forecast"), ("gdp.growth", 0.75, "2025", "forecast")],
    ),
    (
        "2025-07-31",
        "KARACHI: Pakistan's inflation, which averaged 4.5% in FY25, is likely to stay in the 5-7% range this fiscal year, the governor said.",
        [("prices.cpi", 4.5, "FY2025", "actual"), ("prices.cpi", 6.0, "FY2026", "forecast")],
    ),
    (
        "2025-05-26",
        "ISLAMABAD: The government of Pakistan has set a 4.2pc growth and 7.5pc inflation target for the next fiscal year, after provisionally estimating growth of 2.68pc for 2024-25 against a target of 3.6pc.",
        [
            ("gdp.growth", 4.2, "FY2026", "target"),
            ("prices.cpi", 7.5, "FY2026", "target"),
            ("gdp.growth", 2.68, "FY2025", "provisional"),
            ("gdp.growth", 3.6, "FY2025", "target"),
        ],
    ),
    (
        "2025-12-10",
        "WASHINGTON: Officials of the US central bank see inflation at 2.4% next year and growth picking up to 2.3% in 2026.",
        [("prices.cpi", 2.4, "2026", "forecast"), ("gdp.growth", 2.3, "2026", "forecast")],
    ),
    (
        "2025-03-31",
        "ISLAMABAD: Pakistan's GDP posted growth of 1.73 percent in the second quarter of the ongoing fiscal year; the Q1 growth was revised up to 1.34 from 0.92 percent.",
        [
            ("gdp.growth", 1.73, "FY2025-Q2", "actual"),
            ("gdp.growth", 1.34, "FY2025-Q1", "actual"),
            ("gdp.growth", 0.92, "FY2025-Q1", "actual"),
        ],
    ),
    (
        "2025-10-30",
        "CAIRO: Egypt's real GDP growth for FY2024/25 recorded 4.4 per cent, versus 2.4 per cent in the prior fiscal year.",
        [("gdp.growth", 4.4, "FY2025", "actual"), ("gdp.growth", 2.4, "FY2024", "actual")],
    ),
    (
        "2025-07-24",
        "ANKARA: Turkey's central bank cut the one-week repo rate to 43%. It also lowered the overnight borrowing rate to 41.5%.",
        [("policy_rate", 43.0, "2025-07-24", "actual")],
    ),
    (
        "2024-05-03",
        "ISLAMABAD: Pakistan's SPI was up 24.57pc year-on-year in the week ended May 2. The SPI had recorded an all-time high of 48.35pc YoY in the week ended May 4 last year.",
        [("prices.spi", 24.57, "2024-05-02", "actual"), ("prices.spi", 48.35, "2023-05-04", "actual")],
    ),
    (
        "2025-08-06",
        "MANILA: The Philippine economy grew by 5.5 percent in the second quarter, bringing growth in the first half to 5.4 percent. This fell within the government's target of 5.5 to 6.5 percent this year.",
        [
            ("gdp.growth", 5.5, "2025-Q2", "actual"),
            ("gdp.growth", 5.4, "2025-H1", "actual"),
            ("gdp.growth", 6.0, "2025", "target"),
        ],
    ),
    (
        "2025-06-02",
        "ISLAMABAD: Pakistan's economy grew by 2.68 percent in FY25. The first, second and third quarters saw growth of 1.37 percent, 1.53 percent and 2.40 percent, respectively.",
        [
            ("gdp.growth", 2.68, "FY2025", "actual"),
            ("gdp.growth", 1.37, "FY2025-Q1", "actual"),
            ("gdp.growth", 1.53, "FY2025-Q2", "actual"),
            ("gdp.growth", 2.4, "FY2025-Q3", "actual"),
        ],
    ),
    (
        "2025-04-23",
        "ISLAMABAD: The IMF cut its GDP growth forecast for Pakistan to 2.6pc for this fiscal year and put next year's at 3.6pc. Consumer price inflation is seen averaging 5.1pc this fiscal year and 7.7pc next, against 23.4pc in FY24.",
        [
            ("gdp.growth", 2.6, "FY2025", "forecast"),
            ("gdp.growth", 3.6, "FY2026", "forecast"),
            ("prices.cpi", 5.1, "FY2025", "forecast"),
            ("prices.cpi", 7.7, "FY2026", "forecast"),
            ("prices.cpi", 23.4, "FY2024", "actual"),
        ],
    ),
    (
        "2025-05-02",
        "WASHINGTON: US economic output contracted at an annual rate of 0.3 percent in the January-March period, down from growth of 2.4 percent in the final three months of 2024.",
        [("gdp.growth", -0.3, "2025-Q1", "actual"), ("gdp.growth", 2.4, "2024-Q4", "actual")],
    ),
    (
        "2025-12-15",
        "KARACHI: Pakistan's real GDP growth accelerated to 3.7% in Q1-FY26, the State Bank's committee noted. LSM posted growth of 4.1% in the quarter.",
        [("gdp.growth", 3.7, "FY2026-Q1", "actual"), ("output.lsm", 4.1, "FY2026-Q1", "actual")],
    ),
    (
        "2025-07-15",
        "CAIRO: Egypt's annual core inflation slowed to 11.4 percent in June from 13.1 percent in May, its central bank said. Annual urban headline inflation declined to 14.9 percent from 16.8 percent.",
        [("prices.cpi", 14.9, "2025-06", "actual"), ("prices.cpi", 16.8, "2025-05", "actual")],
    ),
    (
        "2025-10-07",
        "ISTANBUL: Turkish annual inflation climbed to 33.29% in September. In a poll, annual inflation was expected to be 32.5%, with a monthly rate of 2.6%.",
        [("prices.cpi", 33.29, "2025-09", "actual"), ("prices.cpi", 32.5, "2025-09", "forecast")],
    ),
    (
        "2024-02-27",
        "ISLAMABAD: The IMF expects Pakistan's economy to grow by 2pc this year after shrinking 0.2pc in FY23.",
        [("gdp.growth", 2.0, "FY2024", "forecast"), ("gdp.growth", -0.2, "FY2023", "actual")],
    ),
    (
        "2016-03-01",
        "NEW DELHI: India's economy grew by 7.3% in the last three months of 2015. The government expects growth of 7.6% for the year to the end of March 2016.",
        [("gdp.growth", 7.3, "FY2016-Q3", "actual"), ("gdp.growth", 7.6, "FY2016", "forecast")],
    ),
    (
        "2025-07-01",
        "ISLAMABAD: Pakistan's inflation was 3.2% in June, and averaged 4.49% in the just-ended fiscal year, well below the official target of 12%.",
        [
            ("prices.cpi", 3.2, "2025-06", "actual"),
            ("prices.cpi", 4.49, "FY2025", "actual"),
            ("prices.cpi", 12.0, "FY2025", "target"),
        ],
    ),
    (
        "2025-01-20",
        "ISLAMABAD: Pakistan's GDP will grow 3pc in FY25, according to the IMF. The World Bank sees growth at 2.8pc.",
        [("gdp.growth", 3.0, "FY2025", "forecast"), ("gdp.growth", 2.8, "FY2025", "forecast")],
    ),
    (
        "2025-09-19",
        "COLOMBO: Sri Lanka's economy grew 4.9 percent in the second quarter of 2025. In the 2024 June quarter GDP had grown 4.1 percent.",
        [("gdp.growth", 4.9, "2025-Q2", "actual"), ("gdp.growth", 4.1, "2024-Q2", "actual")],
    ),
    (
        "2025-09-24",
        "MANILA: Pakistan's growth is forecast at 3.0% in FY2026, while Bangladesh is expected to grow 5.0% in FY2026.",
        [("gdp.growth", 3.0, "FY2026", "forecast"), ("gdp.growth", 5.0, "FY2026", "forecast")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "expected"), _TOLD)
def test_rates_have_their_periods_and_status(
    day: str, text: str, expected: list[tuple[str, float, str, str]]
) -> None:
    found = observations(text, title="The economy", day=day)
    told = [(o.indicator, o.value, o.period.label, o.status) for o in found if o.transformation == "level"]
    assert sorted(told) == sorted(expected)


def test_brackets_behind_growth_tell_that_of_other_quarters() -> None:
    found = observations(
        "KUALA LUMPUR: Malaysia's economy expanded by 4.4% in the second quarter of 2025 (1Q 2025: 4.3%; 2Q 2024: 5.9%), the central bank said.",
        "On a quarter-on-quarter seasonally adjusted basis, growth accelerated to 2.1% (1Q 2025: 0.7%).",
        title="The economy",
        day="2025-08-15",
    )
    told = {(o.value, o.period.label): {c.basis: c.percent for c in o.changes} for o in found}
    assert told == {
        (4.4, "2025-Q2"): {"qoq": 2.1},
        (4.3, "2025-Q1"): {"qoq": 0.7},
        (5.9, "2024-Q2"): {},
    }


def test_analysts_guess_and_bare_prices_are_of_the_inflation_told_before() -> None:
    found = observations(
        "MEXICO CITY: Mexico's annual inflation rate slowed to 4.21% in December from 4.55% in November, the statistics agency reported.",
        "Analysts surveyed by Gavilan had forecast 4.27%.",
        "In month-on-month terms, prices rose 0.38%.",
        title="Mexico",
        day="2025-01-09",
    )
    told = {(o.value, o.period.label, o.status): [(c.basis, c.percent) for c in o.changes] for o in found}
    assert told == {
        (4.21, "2024-12", "actual"): [("mom", 0.38)],
        (4.55, "2024-11", "actual"): [],
        (4.27, "2024-12", "forecast"): [],
    }


def test_a_step_lower_than_that_of_the_month_before_leaves_it_its_sign() -> None:
    found = observations(
        "ABUJA: Nigeria's headline inflation rate eased to 22.97 per cent in May 2025, down from 23.71 per cent in April.",
        "On a month-on-month basis, the headline rate was 1.53 per cent, 0.33 percentage points lower than the 1.86 per cent recorded in April 2025.",
        title="Nigeria",
        day="2025-06-18",
    )
    assert {o.value: [(c.basis, c.percent) for c in o.changes] for o in found} == {
        22.97: [("mom", 1.53)],
        23.71: [("mom", 1.86)],
    }


def test_rates_for_buying_and_for_selling_and_the_last_of_a_year() -> None:
    found = observations(
        "KARACHI: The rupee closed the fiscal year at 283.76 per dollar in the interbank market.",
        "In the open market, the greenback was traded at Rs286.05 for buying and Rs286.55 for selling.",
        title="The rupee",
        day="2025-07-14",
    )
    rates = [(o.value, o.market, o.period.label) for o in found if o.indicator == "fx.rate"]
    assert (283.76, "interbank", "2025-06-30") in rates
    assert {value for value, market, _ in rates if market == "open"} == {286.05, 286.55}


def test_what_the_country_holds_in_all() -> None:
    found = observations(
        "KARACHI: The reserves held by the State Bank rose to $14.30bn in the week ended August 29, taking the country's total holdings to $19.62bn.",
        title="Reserves",
        day="2025-09-05",
    )
    assert {(o.indicator, o.value) for o in found} == {
        ("reserves.central_bank", 14.3e9),
        ("reserves.total", 19.62e9),
    }


def test_the_step_of_a_month_is_that_of_the_latest_one_told() -> None:
    found = observations(
        "ISLAMABAD: Annual inflation rose to 6.24pc in October, the bureau said.",
        "It was 5.6pc in September and 7.2pc in October 2024.",
        "Month-on-month, prices rose by 1.83pc.",
        day="2025-11-03",
    )
    assert {o.value: [(c.basis, c.percent) for c in o.changes] for o in found} == {
        6.24: [("mom", 1.83)],
        5.6: [],
        7.2: [],
    }


def test_the_total_beside_the_central_banks_reserves_and_a_debt_of_three_months_ago() -> None:
    found = observations(
        "KARACHI: The SBP reserves surged to $11.4bn on May 16, while the total stood at $16.65bn.",
        "Total external debt and liabilities came to $130.3bn as of March 31, 2025, lower than $131bn three months ago.",
        day="2025-05-20",
    )
    assert [(o.indicator, o.value, o.period.label) for o in found] == [
        ("reserves.central_bank", 11.4e9, "2025-05-16"),
        ("reserves.total", 16.65e9, "2025-05-16"),
        ("debt.external", 130.3e9, "2025-03-31"),
        ("debt.external", 131e9, "2024-12-31"),
    ]


def test_growth_in_real_terms_is_no_growth_of_the_debts_told_before() -> None:
    found = observations(
        "ABUJA: Nigeria's external debt rose to $42.12bn as at March 31, 2024.",
        "Growth in the second quarter was 3.19% (year-on-year) in real terms.",
        title="Nigeria",
        day="2024-08-26",
    )
    assert [(o.indicator, o.value, o.transformation) for o in found] == [
        ("debt.external", 42.12e9, "level"),
        ("gdp.growth", 3.19, "level"),
    ]


def test_what_a_step_is_compared_with_leaves_it_its_sign() -> None:
    found = observations(
        "ISLAMABAD: The annual rate of inflation in Pakistan fell to 0.3 per cent in April from 0.7pc in March.",
        "Month on month the CPI fell 0.8pc as against an increase of 0.9pc in March.",
        title="Prices",
        day="2025-05-02",
    )
    assert {o.value: [(c.basis, c.percent) for c in o.changes] for o in found} == {
        0.3: [("mom", -0.8)],
        0.7: [("mom", 0.9)],
    }


def test_growth_beside_that_of_the_year_is_a_step_from_the_quarter_before() -> None:
    found = observations(
        "LONDON: Britain's economy barely grew in the third quarter, expanding by just 0.1%, the statistics office said.",
        "On the year, it was up 1.3%.",
        title="Britain",
        day="2025-11-13",
    )
    assert [(o.value, o.period.label, [(c.basis, c.percent) for c in o.changes]) for o in found] == [
        (1.3, "2025-Q3", [("qoq", 0.1)])
    ]


def test_parts_of_a_debt_and_of_the_reserves() -> None:
    found = observations(
        "ISLAMABAD: Public debt, at Rs76.01 trillion as of March-end, comprised Rs51.52 trillion of domestic and Rs24.49 trillion of external debt.",
        "The total liquid foreign reserves fell to $16.376 billion as of January 10, of which the central bank held $11.725 billion.",
        day="2025-06-11",
    )
    assert [(o.indicator, o.value, o.period.label) for o in found] == [
        ("debt.total", 76.01e12, "2025-03-31"),
        ("debt.external", 24.49e12, "2025-03-31"),
        ("reserves.total", 16.376e9, "2025-01-10"),
        ("reserves.central_bank", 11.725e9, "2025-01-10"),
    ]


def test_reserves_with_the_countrys_central_bank_are_its_own() -> None:
    found = observations(
        "ISLAMABAD: Pakistan's foreign exchange reserves held by the country's central bank increased to 14.3 billion dollars in the week that ended on August 29.",
        day="2025-09-03",
    )
    assert [(o.indicator, o.value) for o in found] == [("reserves.central_bank", 14.3e9)]


def test_a_rate_is_not_of_the_day_that_another_is_compared_with() -> None:
    found = observations(
        "NAIROBI: The Kenyan shilling exchanged at 153.90 to the dollar, weaker than 153.40 on Wednesday last week.",
        title="The shilling",
        day="2023-12-22",
    )
    assert [(o.value, o.period.label) for o in found] == [(153.9, "2023-12-22"), (153.4, "2023-12-13")]


def test_the_rate_that_another_takes_the_place_of_held_until_the_day_before() -> None:
    found = observations(
        "KARACHI: The central bank lowered its policy rate from 9.5pc to 8.5pc, it said, effective from January 26.",
        day="2015-01-24",
    )
    assert {(o.value, o.period.label) for o in found} == {(8.5, "2015-01-26"), (9.5, "2015-01-25")}


def test_what_a_rate_is_called_besides_takes_nothing_from_it() -> None:
    found = observations(
        "MUMBAI: The repo rate -- the central bank's lending rate -- remains at 4 per cent, and the reverse repo rate -- the borrowing rate -- at 3.35 per cent.",
        title="India's central bank",
        day="2021-10-08",
    )
    assert [(o.indicator, o.value) for o in found] == [("policy_rate", 4.0)]


def test_amounts_that_reserves_and_debt_markets_took_in_are_no_levels() -> None:
    found = observations(
        "MUMBAI: India's foreign exchange reserves rose to $686.14 billion for the week ended April 18.",
        "In the week to April 11 the reserves added $1.57 billion.",
        "Investors from abroad took $10.68 billion out of the country's debt and equity markets in this year.",
        "The rupee ended the day 18 paise weaker at 85.45 to the dollar, compared to its previous close of 85.27 on Thursday.",
        title="India's reserves",
        day="2025-04-25",
    )
    assert [(o.indicator, o.value, o.period.label) for o in found] == [
        ("reserves.central_bank", 686.14e9, "2025-04-18"),
        ("fx.rate", 85.45, "2025-04-25"),
        ("fx.rate", 85.27, "2025-04-24"),
    ]


def test_total_reserves_of_a_central_bank_are_its_own() -> None:
    found = observations(
        "ISLAMABAD: In the week to April 28 the total foreign exchange reserves of Pakistan's central bank came down to around $4.5 billion.",
        day="2023-05-05",
    )
    assert [(o.indicator, o.value) for o in found] == [("reserves.central_bank", 4.5e9)]


def test_whole_rates_for_buying_and_for_selling() -> None:
    found = observations(
        "KARACHI: The rupee settled at Rs281.97 against the US dollar on Friday.",
        "Open market dealers had the dollar at 283 for buying and 284.15 for selling.",
        title="The rupee",
        day="2025-05-24",
    )
    assert {o.value for o in found if o.market == "open"} == {283.0, 284.15}


def test_what_had_been_expected_is_of_the_month_that_is_told() -> None:
    found = observations(
        "LONDON: The consumer price index of the UK posted an annual increase of 6.7 percent in August.",
        "Inflation was expected to rise to 7.0 percent.",
        "On a monthly basis, consumer prices rose 0.3 percent in August. Economists had expected a rise of 0.1 percent.",
        title="UK prices",
        day="2023-09-20",
    )
    assert [(o.value, o.period.label, o.status) for o in found] == [
        (6.7, "2023-08", "actual"),
        (7.0, "2023-08", "forecast"),
    ]
