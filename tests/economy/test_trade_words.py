"""Wordings of trade, remittances and investment: partners, pairs, years and what is only told in passing."""

from __future__ import annotations

import pytest

from streams.economy.money import read
from streams.text.normal import normal
from streams.text.tokens import tokenize
from tests.economy.articles import brief, changes, counterparts, observations

DAY = "2025-06-20"


def partners(*paragraphs: str, day: str = DAY) -> list[tuple[str | None, float, str]]:
    """Partner, value and period."""
    return [
        (o.counterpart, o.value, o.period.label) for o in observations(*paragraphs, title="News", day=day)
    ]


def amounts(text: str) -> list[tuple[float, str]]:
    """The amounts of a text with their money."""
    return [(q.value, q.unit) for q in read(tokenize(normal(text).text)) if q.kind == "money"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("exports of US$61 billion (S$79 billion)", [(61e9, "USD")]),
        ("a surplus of A$5.1 billion", [(5.1e9, "AUD")]),
        ("up from a $2.4 billion deficit", [(2.4e9, "USD")]),
        ("inflows of USD 2 billion (USD 200 crore)", [(2e9, "USD")]),
        ("a surplus of 729 million dollars (72 crore and 90 lakh dollars)", [(729e6, "USD")]),
        ("a decline of 8 percent or $1.4 billion to $16 billion", [(1.4e9, "USD"), (16e9, "USD")]),
        ("narrowed to $1.1 from $1.5 billion", [(1.1e9, "USD"), (1.5e9, "USD")]),
    ],
)
def test_money(text: str, found: list[tuple[float, str]]) -> None:
    assert amounts(text) == found


def test_yen_of_japan() -> None:
    (found,) = observations(
        "TOKYO: Japan logged a trade deficit of ¥638 billion in May.", title="Trade", day=DAY
    )
    assert (found.value, found.unit) == (-638e9, "JPY")


def test_another_countrys_paragraph() -> None:
    text = (
        "BERLIN: Germany's exports rose 1.2 percent month-on-month in April.\n\nChinese exports and imports grew, too. "
        "Exports jumped 8.1 percent in May from a year earlier."
    )
    assert [(o.geo, o.value) for o in observations(text, title="Trade", day=DAY)] == [
        ("DE", 1.2),
        ("CN", 8.1),
    ]


def test_korea_by_its_short_name() -> None:
    (found,) = observations("Korea exported $57.3 billion worth of goods in May.", title="Trade", day=DAY)
    assert (found.geo, found.indicator, found.value) == ("KR", "exports.goods", 57.3e9)


def test_trade_with_one_country_goes_on() -> None:
    text = (
        "TOKYO: Japan's exports were 8.1 trillion yen in May and its imports 8.8 trillion yen. In trade with the United States, "
        "Japan's surplus fell 4.7 percent to 451 billion yen. Exports were down 11 percent."
    )
    found = observations(text, title="Trade", day=DAY)
    assert ("US", 451e9) in counterparts(found)
    assert ("US", -11.0) in counterparts(found)


def test_the_deficit_of_two_countries() -> None:
    text = "WASHINGTON: The US trade deficit was $61.6 billion in April. The US-China trade deficit increased 3.1 percent to $19.7 billion in April."
    assert ("CN", -19.7e9, "2025-04") in partners(text)


def test_that_country_is_the_partner_told_last() -> None:
    text = "WASHINGTON: US exports to China were $9.3 billion in April, while imports from that country slipped to $35.8 billion."
    assert partners(text) == [("CN", 9.3e9, "2025-04"), ("CN", 35.8e9, "2025-04")]


def test_a_list_of_partners_keeps_its_month() -> None:
    text = (
        "KARACHI: Workers' remittances were $3.2 billion in May.\n\nInflows in April were mainly from Saudi Arabia ($725 million) "
        "and the United Kingdom ($535 million).\n\nDuring the corresponding month, Pakistanis in Qatar sent $98 million."
    )
    assert ("QA", 98e6, "2025-04") in partners(text)


def test_who_tells_figures_is_not_what_is_told() -> None:
    text = "KARACHI: Workers' remittances were $28.8 billion in July-May. The data released by the central bank showed $3.2 billion in May."
    assert ("remittances", 3.2e9, "2025-05") in brief(observations(text, title="Money", day=DAY))


def test_foreign_investment_from_a_country_in_an_article_on_direct_investment() -> None:
    text = (
        "KARACHI: Foreign direct investment in Pakistan was $1.8 billion in July-May FY25.\n\nThe foreign investment from "
        "the Netherlands rose to $124 million from $43 million."
    )
    assert ("NL", 124e6, "FY2025-M11") in partners(text)
    assert ("NL", 43e6, "FY2024-M11") in partners(text)


def test_inflows_from_a_country_after_another_series() -> None:
    text = (
        "KARACHI: Foreign direct investment in Pakistan was $1.8 billion in July-May FY25. The current account was in surplus "
        "by $1.8 billion in the same months. The inflow from China was $720 million during the eleven months."
    )
    assert ("CN", 720e6, "FY2025-M11") in partners(text)


def test_all_that_flowed_out() -> None:
    text = "KARACHI: Foreign direct investment in Pakistan was $1.8 billion in July-May FY25. In May the FDI witnessed an outflow of $12 million."
    assert ("fdi.net", -12e6, "2025-05") in brief(observations(text, title="Money", day=DAY))


def test_an_outflow_beside_an_inflow_is_not_the_net() -> None:
    text = "KARACHI: FDI inflows were $90 million in May against an outflow of $12 million."
    assert -12e6 not in [o.value for o in observations(text, title="Money", day=DAY)]


def test_a_pair_tells_the_months_of_its_level() -> None:
    text = (
        "KARACHI: Foreign direct investment in Pakistan was $319 million in December 2024. The investment from Japan increased to "
        "$54 million compared to FDI of $28 million recorded during July-December 2023."
    )
    assert ("JP", 54e6, "FY2025-H1") in partners(text, day="2025-01-20")


def test_twice_the_exports() -> None:
    text = "ISLAMABAD: Pakistan's imports in July-October were more than double the value of exports, which stood at $10.5 billion."
    assert brief(observations(text, title="Trade", day="2025-11-05")) == [
        ("exports.goods", 10.5e9, "FY2026-M04")
    ]


def test_pushing_the_deficit() -> None:
    text = "LONDON: Britain's exports fell, pushing the deficit to £4.8 billion in February, up from £3.5 billion in January."
    found = observations(text, title="Trade", day="2025-04-12")
    assert brief(found) == [("trade.balance", -4.8e9, "2025-02"), ("trade.balance", -3.5e9, "2025-01")]


def test_last_year_by_the_size() -> None:
    text = (
        "ANKARA: Turkey's current account deficit was $4.1 billion in March, up from $3.9 billion in March 2024. "
        "Turkey last year ran a current account deficit of $38.4 billion."
    )
    assert ("current_account.balance", -38.4e9, "2024") in brief(
        observations(text, title="Balance", day="2025-05-13")
    )


def test_last_year_by_the_size_in_dollars() -> None:
    text = (
        "NAIROBI: Kenya's remittances were Ksh.42 billion ($363.6 million) in March. "
        "Last year, Kenyans in the diaspora sent home remittances of Ksh.428 billion ($3.7 billion)."
    )
    assert ("remittances", 3.7e9, "2021") in brief(observations(text, title="Remittances", day="2022-04-25"))


def test_last_year_of_the_same_size_is_the_same_months() -> None:
    text = "ANKARA: Turkey's exports were $22.4 billion in March. Last year they were $21.9 billion."
    assert ("exports.goods", 21.9e9, "2024-03") in brief(observations(text, title="Trade", day="2025-05-13"))


def test_a_bracketed_view() -> None:
    text = "ANKARA: Turkey's trade deficit was $6.8 billion in January (market forecast: $7.3 billion)."
    found = observations(text, title="Trade", day="2025-03-01")
    assert [(o.value, o.status, o.period.label) for o in found] == [
        (-6.8e9, "actual", "2025-01"),
        (-7.3e9, "forecast", "2025-01"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Daily exports averaged $2.1 billion in May.",
        "Garments bring export earnings of around $27 billion a year.",
        "Some $2.7 billion of the deficit stemmed from energy.",
        "Total import and export value was $98 billion in May.",
        "Exports for chips and machinery reached $9.1 billion in May.",
    ],
)
def test_what_is_nobodys_level(text: str) -> None:
    lead = "SEOUL: South Korea's exports were $57.3 billion in May and its trade deficit $0.4 billion."
    assert len(observations(f"{lead} {text}", title="Trade", day=DAY)) == 2


def test_a_growth_rate_of_the_share_of_output_is_none() -> None:
    text = "DHAKA: Bangladesh's current account balance, as a percent of GDP, is seen at negative 3.1 percent in FY25."
    assert observations(text, title="Balance", day=DAY) == []


def test_the_period_is_the_longer_one() -> None:
    text = (
        "KARACHI: Overseas Pakistanis sent $31.2 billion in July-April FY25. Inflows in April were $3.2 billion. A major part of remittances came "
        "from Saudi Arabia with $7.4 billion during the period."
    )
    assert ("SA", 7.4e9, "FY2025-M10") in partners(text)


def test_taking_the_years_total() -> None:
    text = "KARACHI: Overseas Pakistanis sent $3.2 billion in April, taking the current fiscal year's remittances to $31.2 billion."
    assert ("remittances", 31.2e9, "FY2025-M10") in brief(observations(text, title="Money", day="2025-05-10"))


def test_months_to_a_month() -> None:
    text = "NAIROBI: Kenya's 12-month cumulative remittances inflows to April increased to $5.0 billion."
    (found,) = observations(text, title="Money", day="2025-05-20")
    assert (found.period.start.isoformat(), found.period.end.isoformat()) == ("2024-05-01", "2025-04-30")


def test_an_agencys_name_ends_its_report() -> None:
    text = (
        "WASHINGTON: The US trade deficit was $61.6 billion in April.\n\nImports slipped 0.2 percent to $351 billion in April. "
        "There were fewer imports of supplies. Shipments from abroad may fall further. — Reuters"
    )
    assert ("imports.goods", 351e9, "2025-04") in brief(observations(text, title="Trade", day=DAY))


def test_a_record_that_was_topped() -> None:
    text = "SEOUL: South Korea's exports hit $58.1 billion in May, surpassing the previous high of $56.6 billion tallied in May 2022. Imports were $50 billion."
    assert brief(observations(text, title="Trade", day=DAY)) == [
        ("exports.goods", 58.1e9, "2025-05"),
        ("exports.goods", 56.6e9, "2022-05"),
        ("imports.goods", 50e9, "2025-05"),
    ]


def test_the_surplus_of_the_largest_economy_of_a_region() -> None:
    text = (
        "JAKARTA: Indonesia posted its widest trade surplus in a year in May as exports and imports rose. Southeast Asia's largest "
        "economy posted a $4.3 billion surplus in May. A poll of economists had expected a $2.5 billion surplus."
    )
    found = observations(text, title="Trade", day=DAY)
    assert [(o.value, o.status) for o in found] == [(4.3e9, "actual"), (2.5e9, "forecast")]
    assert changes(found[0]) == {}


def test_a_month_that_is_only_recalled() -> None:
    text = (
        "PARIS: France's trade deficit fell to EUR 7.6 billion in April from EUR 6.2 billion in March. In February, the shortfall was "
        "EUR 7.9 billion. Economists had forecast a shortfall of EUR 6.5 billion. Imports fell 2.7 percent month-on-month."
    )
    found = observations(text, title="Trade", day="2025-06-06")
    assert ("trade.balance", -7.9e9, "2025-02") in brief(found)
    assert ("imports.goods", -2.7, "2025-04") in brief(found)
    assert [(o.value, o.period.label) for o in found if o.status == "forecast"] == [(-6.5e9, "2025-04")]


def test_two_sides_compared_are_of_the_same_months() -> None:
    text = "KARACHI: In July, Pakistan's trade was one-sided. Compared to $2.1 billion in exports, the value of imports stood at $5.6 billion."
    found = brief(observations(text, title="Trade", day="2025-08-20"))
    assert ("exports.goods", 2.1e9, "2024-07") not in found
    assert ("imports.goods", 5.6e9, "2025-07") in found


def test_a_bare_series_behind_its_full_name() -> None:
    text = "KARACHI: In July-February FY25 the services sector's exports suffered as exports were recorded at $5.2 billion."
    assert [o.indicator for o in observations(text, title="Trade", day="2025-03-20")] == ["exports.services"]


@pytest.mark.parametrize(
    "name",
    [
        "IT, IT-enabled services, and freelancing exports",
        "IT and freelance exports",
        "IT, ITeS and BPO exports",
    ],
)
def test_what_is_told_along_with_information_technology_is_part_of_it(name: str) -> None:
    found = observations(f"The country's {name} were $437 million in December 2025.")
    assert brief(found) == [("exports.it", 437e6, "2025-12")]


def test_freelancing_alone_is_no_series() -> None:
    assert observations("The country's freelancing exports were $87 million in December 2025.") == []


@pytest.mark.parametrize("owner", ["tents, canvas and tarpaulin's", "towels'", "rice's"])
def test_goods_may_own_their_exports(owner: str) -> None:
    assert observations(f"The {owner} exports rose by 3.5pc from $16.1m to $16.7m in December 2025.") == []
