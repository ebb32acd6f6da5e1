"""Wordings of reports: the whole beside one partner, polls, what a word belongs to, days of effect."""

from __future__ import annotations

import pytest

from schemas import Observation
from tests.economy.articles import brief, observations


def dated(found: list[Observation], indicator: str) -> list[tuple[float, str, str]]:
    return [(o.value, str(o.period.start), str(o.period.end)) for o in found if o.indicator == indicator]


def test_the_whole_trade_in_a_report_on_one_partner() -> None:
    found = observations(
        "ISLAMABAD: Pakistan's exports to Kenya rose 4 percent to $210 million in July-December 2025 against $202 million in July-December 2024.",
        "The exports to Kenya fell by 10 percent during December 2025 to $36 million against $40 million in December 2024.",
        "Overall Pakistan's exports to other countries witnessed a growth of 2 percent in six months, from $15 billion to $15.3 billion.",
        "The imports from Kenya stood at $50 million in December 2025 against $45 million in December 2024.",
        "The overall imports into the country increased by 10 percent, from $28 billion to $30.8 billion, according to the data.",
        title="Exports to Kenya",
    )  # fmt: skip
    whole = [o for o in found if o.counterpart is None and o.value > 1e9]
    assert sorted((o.value, str(o.period.start), str(o.period.end)) for o in whole) == [
        (15e9, "2024-07-01", "2024-12-31"),
        (15.3e9, "2025-07-01", "2025-12-31"),
        (28e9, "2024-07-01", "2024-12-31"),
        (30.8e9, "2025-07-01", "2025-12-31"),
    ]


def test_what_a_consensus_was_is_of_the_month_that_is_told() -> None:
    found = observations(
        "NAIROBI: Kenya's inflation eased to 4.4 percent year-on-year in December 2025 from 4.6 percent in November.",
        "A poll had returned a consensus forecast of 4.9 percent for the rate.",
        title="Kenya's inflation",
    )
    assert (4.9, "2025-12", "forecast") in [(o.value, o.period.label, o.status) for o in found]


def test_what_somebody_sees_is_a_forecast() -> None:
    found = observations(
        "NAIROBI: Kenya's inflation eased to 4.4 percent year-on-year in December 2025.",
        '"We see inflation above 7 percent by the year end," an economist said.',
        title="Kenya's inflation",
    )
    assert [o.status for o in found if o.value == 7] == ["forecast"]


def test_average_inflation_of_the_entire_fiscal_year() -> None:
    found = observations(
        "Pakistan's Consumer Price Index clocked in at 3.2% on a year-on-year basis in June 2025.",
        "This puts average inflation for the entire fiscal year at 4.5%.",
        day="2025-07-02",
    )
    assert (4.5, "2024-07-01", "2025-06-30") in dated(found, "prices.cpi")


def test_a_decision_holds_from_the_day_of_effect() -> None:
    found = observations(
        "KARACHI: The State Bank of Pakistan announced on Monday that it had cut the key interest rate to 10.5 per cent.",
        '"The committee decided to cut the policy rate to 10.5 percent, effective from January 20, 2026," the governor said.',
        day="2026-01-19",
    )  # fmt: skip
    assert dated(found, "policy_rate") == [(10.5, "2026-01-20", "2026-01-20")]


def test_the_floor_of_a_corridor_dealt_out_respectively() -> None:
    found = observations(
        "COLOMBO: Sri Lanka's central bank reduced key policy rates by 50 basis points on Monday.",
        "It cut the standing deposit facility rate (SDFR) and the standing lending facility rate (SLFR) to 7% and 8%, respectively, since growth was weak.",
        day="2026-01-19",
    )  # fmt: skip
    assert [(o.indicator, o.value) for o in found] == [("policy_rate", 7)]


def test_a_word_behind_despite_says_nothing_of_the_change() -> None:
    found = observations(
        "ANKARA: Türkiye's exports rose to $24 billion in December, up 3.1% year-over-year despite a negative calendar effect.",
        title="Türkiye's exports",
    )
    assert [[c.percent for c in o.changes] for o in found] == [[3.1]]


def test_the_last_twelve_months_end_with_the_month_told() -> None:
    found = observations(
        "ANKARA: Türkiye's exports rose to $24 billion in December 2025, the minister said.",
        "He said exports totalled $271 billion over the last 12 months.",
        title="Türkiye's exports",
    )
    assert (271e9, "2025-01-01", "2025-12-31") in dated(found, "exports.goods")


def test_a_month_behind_a_year_ago_is_the_one_told() -> None:
    found = observations(
        "ANKARA: Türkiye's inflation slowed to 30.9 percent in December 2025. Imports fell and narrowed the trade deficit.",
        "The gap shrank 12 percent from a year ago in November to $7.8 billion.",
        title="Türkiye's economy",
        day="2026-01-05",
    )
    assert dated(found, "trade.balance") == [(-7.8e9, "2025-11-01", "2025-11-30")]


@pytest.mark.parametrize(
    "other",
    [
        "The BOP of December 2025 is thought to have shown a deficit of US dollars 696 million.",
        "Total investments in the country were worth $114 billion in December 2025.",
        "The report follows the country's first $500 million domestic bond.",
    ],
)
def test_amounts_that_are_no_trade(other: str) -> None:
    found = observations(
        "COLOMBO: Sri Lanka's exports rose to $1.2 billion in December 2025, the central bank said.",
        other,
        title="Sri Lanka's exports",
    )
    assert brief(found) == [("exports.goods", 1.2e9, "2025-12")]


def test_the_external_part_of_the_central_governments_debt() -> None:
    found = observations(
        "KARACHI: Pakistan's central government debt climbed to Rs78 trillion at the end of November 2025.",
        "External central government debt stood at Rs23 trillion.",
    )
    assert [(o.indicator, o.value) for o in found] == [("debt.total", 78e12), ("debt.external", 23e12)]


def test_an_old_bureau_tells_whose_figures_they_are() -> None:
    found = observations(
        "According to the Federal Bureau of Statistics, exports of textile products totalled $921 million in June 2010.",
        day="2010-07-24",
    )  # fmt: skip
    assert [(o.indicator, o.geo, o.value) for o in found] == [("exports.textiles", "PK", 921e6)]


def test_one_side_of_trade_is_held_against_the_other() -> None:
    found = observations(
        "MANILA: The Philippines posted a trade surplus of $200 million in December 2025.",
        "Imports were valued at $5.6 billion lower than exports amount of $5.8 billion.",
        title="Philippine trade surplus",
    )
    assert brief(found)[1:] == [("imports.goods", 5.6e9, "2025-12"), ("exports.goods", 5.8e9, "2025-12")]


def test_trade_with_one_partner_in_a_sentence() -> None:
    found = observations(
        "MANILA: The Philippines' exports rose to $5.8 billion and its imports to $5.6 billion in December 2025.",
        "Trade transaction with China in the said month was at $1.4 billion with imports amounting to $800 million and exports of $600 million.",
        title="Philippine trade",
    )  # fmt: skip
    assert [(o.indicator, o.counterpart, o.value) for o in found if o.value < 2e9] == [
        ("imports.goods", "CN", 800e6),
        ("exports.goods", "CN", 600e6),
    ]


def test_last_months_inflows_are_not_the_period_of_the_sum() -> None:
    found = observations(
        "DHAKA: Bangladesh's remittances surged 8 percent in July-December of 2025-26 to reach $15,672 million with the last month's hefty inflows.",
        title="Bangladesh remittances",
    )  # fmt: skip
    assert dated(found, "remittances") == [(15_672e6, "2025-07-01", "2025-12-31")]


def test_the_index_of_one_income_group_is_not_the_index() -> None:
    found = observations(
        "ISLAMABAD: The Sensitive Price Indicator rose 3.2 per cent year-on-year in the week ended January 15, 2026.",
        "For the second lowest income group, the SPI inflation on a yearly basis swelled by 4.8 per cent and for the next group it went up by 5.2 per cent.",
    )  # fmt: skip
    assert [(o.indicator, o.value) for o in found] == [("prices.spi", 3.2)]


def test_a_record_week_has_its_own_days() -> None:
    found = observations(
        "ISLAMABAD: The Sensitive Price Indicator rose 44.6 per cent year-on-year in the week ended August 25, 2022.",
        "Until then the record of weekly inflation, year-on-year, had been 42.3pc, which was seen in the week ending on Aug 18.",
        day="2022-08-27",
    )  # fmt: skip
    assert (42.3, "2022-08-12", "2022-08-18") in dated(found, "prices.spi")


def test_a_component_of_an_index_is_not_the_index() -> None:
    found = observations(
        "ISLAMABAD: Pakistan's large-scale manufacturing grew 2.1 percent in FY25.",
        "The food sector, a significant component of LSM, declined by 1.8pc YoY in FY25.",
        day="2025-08-16",
    )
    assert [(o.indicator, o.value) for o in found] == [("output.lsm", 2.1)]


def test_the_deficit_of_a_group_of_goods_is_not_the_countrys() -> None:
    found = observations(
        "ISLAMABAD: Pakistan's food group trade deficit shrank by 25 percent to $970 million in July-December 2025 compared to $1.3 billion in July-December 2024.",
    )  # fmt: skip
    assert found == []


def test_a_target_still_to_be_met_is_the_years() -> None:
    found = observations(
        "ISLAMABAD: The FBR collected Rs5,350 billion in July-May 2021-22.",
        "Now the FBR has to collect Rs750 billion in June 2022 to meet the revised target of Rs6,100 billion.",
        day="2022-06-22",
    )
    assert (6_100e9, "2021-07-01", "2022-06-30") in dated(found, "tax.revenue")


def test_what_a_programme_needs_is_no_loan() -> None:
    found = observations(
        "ADDIS ABABA: The IMF agreed a $2.9 billion loan for Ethiopia.",
        "The support will cover about 30% of the about $10 billion needed for this 3-year programme.",
        title="Ethiopia and the IMF",
    )
    assert [(o.indicator, o.value) for o in found] == [("financing.imf", 2.9e9)]


def test_a_currency_trades_at_a_rate_of_the_dollar() -> None:
    found = observations(
        "ACCRA: Ghana's central bank meets today.",
        "The cedi lost 4 per cent from January to September with the local currency currently trading at GHS3.96.",
        title="Ghana's cedi",
        day="2016-09-19",
    )
    assert [(o.indicator, o.value) for o in found] == [("fx.rate", 3.96)]


def test_months_that_are_only_counted_are_of_the_level_too() -> None:
    found = observations(
        "KARACHI: Pakistan's current account deficit shrank to $1.2 billion in July-February 2025-26.",
        "Another factor was workers' remittances, which went up to $26.5 billion from $23.9 billion in eight months.",
        day="2026-03-19",
    )  # fmt: skip
    assert dated(found, "remittances") == [
        (26.5e9, "2025-07-01", "2026-02-28"),
        (23.9e9, "2024-07-01", "2025-02-28"),
    ]
