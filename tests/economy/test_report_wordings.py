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
        "The Central Bank of Sri Lanka lowered the standing deposit facility rate and the standing lending facility rate to 7% and 8%, respectively, to put the economy on a firmer growth footing.",
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
        "In December 2025, the BOP is estimated to have recorded a deficit of US dollars 696 million.",
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
