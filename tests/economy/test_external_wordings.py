"""The external sector in many wordings: who is the partner, what goes on behind a whole, whose loan it is."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, changes, counterparts, observations

Row = tuple[str, str, str | None, float, str]


def rows(
    *paragraphs: str, day: str = "2026-01-20", title: str = "Figures", url: str | None = None
) -> list[Row]:
    """Indicator, country, partner, value and period of each observation, in the order of the text."""
    found = observations(*paragraphs, day=day, title=title, url=url)
    return [(o.indicator, o.geo, o.counterpart, o.value, o.period.label) for o in found]


def test_senders_with_amounts_in_brackets_are_not_at_home() -> None:
    found = rows(
        "Workers' remittances came to US$ 2.25 billion in February 2024.",
        "They were mainly sourced from Saudi Arabia (US$ 539.8 million), United Arab Emirates (US$ 384.7 million)"
        " and United States of America (US$ 287.4 million).",
        day="2024-03-11",
        url="https://brecorder.com/x",
    )
    assert [(geo, partner) for _, geo, partner, _, _ in found] == [
        ("PK", None), ("PK", "SA"), ("PK", "AE"), ("PK", "US"),
    ]  # fmt: skip


def test_the_money_of_another_country_is_no_home() -> None:
    found = rows(
        "The euro bought Rs220.15 and the British pound Rs252.60 in the open market on Thursday.",
        day="2022-10-06",
        url="https://brecorder.com/x",
    )
    assert {(geo, value) for _, geo, _, value, _ in found} == {("PK", 220.15), ("PK", 252.60)}


def test_a_year_behind_one_partner_is_of_all() -> None:
    found = observations(
        "Overseas Pakistanis sent home $2.18 billion in June 2023.",
        "EU countries accounted for $277m. For the whole of FY23 receipts slid 13.6pc to $27.02bn from $31.28bn in FY22.",
        day="2023-07-12",
    )
    assert counterparts(found) == [(None, 2.18e9), ("EU", 277e6), (None, 27.02e9), (None, 31.28e9)]


def test_a_debt_taken_apart_goes_on() -> None:
    found = observations(
        "Pakistan's total public debt rose to Rs74 trillion by the end of December 2024, of which external debt was Rs24.1 trillion.",
        "A year earlier, it was Rs66.8 trillion.",
        day="2025-02-19",
    )
    assert [(o.indicator, o.value) for o in found] == [
        ("debt.total", 74e12), ("debt.external", 24.1e12), ("debt.total", 66.8e12),
    ]  # fmt: skip


def test_external_and_domestic_obligations() -> None:
    found = observations(
        "Kenya's public debt hit Sh5.27 trillion in December 2018, made up of Sh2.72 trillion in external and Sh2.55 trillion in domestic obligations.",
        day="2019-03-12",
    )
    assert brief(found) == [("debt.total", 5.27e12, "2018-12-31"), ("debt.external", 2.72e12, "2018-12-31")]


def test_a_balance_of_goods_and_services_makes_the_trade_total() -> None:
    found = observations(
        "The U.S. goods and services deficit was $56.6 billion in January 2018. January exports were $200.9 billion.",
        day="2018-03-07",
    )
    assert [o.indicator for o in found] == ["trade.balance", "exports.total"]


def test_merchandise_trade_with_a_surplus_is_a_balance() -> None:
    found = observations(
        "Ghana's merchandise trade recorded a surplus of $2.3 billion in 2023.", day="2024-02-15"
    )
    assert brief(found) == [("trade.balance", 2.3e9, "2023")]


def test_from_a_surplus_is_the_month_before() -> None:
    found = observations(
        "Pakistan's current account balance swung into a deficit of $269m in January 2024 from a surplus of $404m in December 2023.",
        "Cumulatively it shrank 71pc to $1.093bn in 7MFY24 from $3.796bn.",
        day="2024-02-20",
    )
    assert [o.value for o in found] == [-269e6, 404e6, -1.093e9, -3.796e9]


def test_the_full_year_of_a_quarter() -> None:
    found = observations(
        "India reported a current account surplus of $0.6 billion in the fourth quarter of FY20.",
        "For the full year, the current account deficit narrowed to $24.6 billion from $57.2 billion.",
        day="2020-06-30",
        title="Figures",
    )
    assert [(o.value, str(o.period.start), str(o.period.end)) for o in found[1:]] == [
        (-24.6e9, "2019-04-01", "2020-03-31"), (-57.2e9, "2018-04-01", "2019-03-31"),
    ]  # fmt: skip


def test_the_total_of_twelve_months_before_its_amount() -> None:
    found = observations(
        "Türkiye's exports rose to $20.8 billion in October 2021, and for the past 12 months the total was $215.7 billion.",
        day="2021-11-05",
    )
    assert [(str(o.period.start), str(o.period.end)) for o in found] == [
        ("2021-10-01", "2021-10-31"), ("2020-11-01", "2021-10-31"),
    ]  # fmt: skip


def test_a_growth_in_front_of_a_total_is_of_the_figure_before() -> None:
    found = observations(
        "Pakistan's remittances stood at $3.2 billion in November 2025, a year-on-year gain of 9.4%, taking the five-month total to $16.1 billion.",
        day="2025-12-09",
    )
    assert [(o.value, changes(o)) for o in found] == [(3.2e9, {"yoy": 9.4}), (16.1e9, {})]


def test_what_beat_a_forecast_came() -> None:
    found = observations(
        "China's exports rose 1.5 percent year on year in April 2024. Imports jumped 8.4 percent, beating forecasts of a 4.8 percent gain in a poll.",
        day="2024-05-08",
    )
    assert [(o.indicator, o.value, o.status) for o in found] == [
        ("exports.goods", 1.5, "actual"), ("imports.goods", 8.4, "actual"), ("imports.goods", 4.8, "forecast"),
    ]  # fmt: skip


def test_partners_that_words_point_to() -> None:
    found = observations(
        "Pakistan's trade deficit with China swelled to $9.7 billion in July-March of 2017-18.",
        "Exports to the neighbour were worth $1.3 billion and imports from it $11 billion.",
        day="2018-05-08",
    )
    assert counterparts(found) == [("CN", -9.7e9), ("CN", 1.3e9), ("CN", 11e9)]


def test_trade_between_two_countries() -> None:
    found = observations(
        "Bilateral trade between India and Pakistan stood at $2.7 billion in 2012-13, with India's exports at $2.3 billion and imports $427 million.",
        day="2014-01-08",
        title="Figures",
    )
    assert [(o.geo, o.counterpart, o.value) for o in found] == [("IN", "PK", 2.3e9), ("IN", "PK", 427e6)]


def test_the_share_of_a_partner() -> None:
    found = observations(
        "Remittances to Pakistan fell to $19.3bn in 2016-17. The drop came from the Gulf: Saudi Arabia's share fell 8.3pc to $5.47bn and the UAE's slipped to $4.31bn.",
        day="2017-07-13",
    )
    assert counterparts(found) == [(None, 19.3e9), ("SA", 5.47e9), ("AE", 4.31e9)]


@pytest.mark.parametrize(
    "text",
    [
        "Land-based workers sent $2.1 billion and sea-based ones $546 million.",
        "Cash remittances from sea-based workers grew to $546 million from $520 million.",
    ],
)
def test_one_kind_of_workers_is_a_part(text: str) -> None:
    found = observations(
        "Remittances to the Philippines came to $2.97 billion in October 2019.", text, day="2019-12-04"
    )
    assert [o.value for o in found] == [2.97e9]


def test_holdings_of_banks_are_nobodys() -> None:
    found = observations(
        "The State Bank's reserves dropped to $6.20 billion in the week ended June 14, 2013, whereas banks' holdings rose to $5.08 billion.",
        day="2013-06-21",
    )
    assert [o.value for o in found] == [6.2e9]


def test_several_givers_in_one_sentence() -> None:
    found = rows(
        "The IMF has transferred $1.2 billion to Pakistan, while Saudi Arabia has parked $2 billion and the UAE $1 billion with the central bank.",
        day="2023-07-17",
    )
    assert [(name, partner, value) for name, _, partner, value, _ in found] == [
        ("financing.imf", None, 1.2e9), ("financing.other", "SA", 2e9), ("financing.other", "AE", 1e9),
    ]  # fmt: skip


def test_the_borrower_goes_on_taking() -> None:
    found = rows(
        "The International Monetary Fund approved the third tranche of $1.15 billion for Bangladesh on Monday.",
        "Dhaka got $476.3 million in February last year and $681 million in December.",
        day="2024-06-20",
    )
    assert [(name, value, label) for name, _, _, value, label in found] == [
        ("financing.imf", 1.15e9, "2024-06-17"),
        ("financing.imf", 476.3e6, "2023-02-28"),
        ("financing.imf", 681e6, "2023-12-31"),
    ]


def test_two_rates_of_one_day() -> None:
    found = observations(
        "The Indian rupee plunged to a record low of 68.85 to the dollar on Wednesday. It ended at 68.80, compared with Tuesday's close of 66.24.",
        day="2013-08-28",
    )
    assert [(o.value, o.period.label) for o in found] == [
        (68.85, "2013-08-28"), (68.8, "2013-08-28"), (66.24, "2013-08-27"),
    ]  # fmt: skip


def test_rates_for_buying_and_selling() -> None:
    found = observations(
        "The rupee closed at Rs133.64 against the dollar in Pakistan's interbank market on Tuesday.",
        "In the open market it was quoted at Rs132 for buying and Rs134 for selling.",
        day="2018-10-09",
    )
    assert [o.value for o in found] == [133.64, 132, 134]


def test_rough_levels_do_not_take_a_growth_away() -> None:
    found = observations(
        "Bangladesh's exports jumped 41 percent to $18.24 billion in July-April.",
        "The earnings of April alone were $2.04 billion against $1.4 billion in the same month last year.",
        day="2011-05-06",
    )
    assert changes(found[0]) == {"yoy": 41.0}
    assert changes(found[1]) == {}


def test_an_amount_leaves_its_currency_to_the_other() -> None:
    found = observations(
        "Food commodities worth $4.969 billion were exported from Pakistan in July-February of 2023-24, as compared to exports of 3.225 billion in the same months a year before.",
        day="2024-03-19",
    )
    assert [(o.indicator, o.value, o.unit) for o in found] == [
        ("exports.food", 4.969e9, "USD"), ("exports.food", 3.225e9, "USD"),
    ]  # fmt: skip


def test_several_states_lend_one_sum() -> None:
    found = rows(
        "Pakistan is working to secure a rollover of $12 billion in loans from China, Saudi Arabia and the United Arab Emirates.",
        day="2024-08-29",
    )
    assert [(name, partner, value) for name, _, partner, value, _ in found] == [
        ("financing.other", None, 12e9)
    ]


def test_a_capital_is_a_partner() -> None:
    found = observations(
        "Pakistan's FDI was $808 million in the first half of FY26, and that from China $423 million.",
        "Investment from Beijing was $723.7 million in the first half of FY25.",
    )
    assert [(o.counterpart, o.value) for o in found][-1] == ("CN", 723.7e6)


def test_other_investors_are_partners_too() -> None:
    found = observations(
        "FDI in Pakistan stood at $808.1 million in the first half of FY26.",
        "Other big investors of the half-year included Switzerland with $106.8 million, Britain with $55.6 million and others with $77.9 million.",
    )
    assert counterparts(found) == [(None, 808.1e6), ("CH", 106.8e6), ("GB", 55.6e6)]


def test_the_top_country() -> None:
    found = observations(
        "Turkey's imports were $17.6 billion in October 2019. The top country for Turkey's imports was Russia with $1.787 billion.",
        day="2019-11-29",
    )
    assert counterparts(found) == [(None, 17.6e9), ("RU", 1.787e9)]


def test_a_month_of_another_year_is_not_the_month_before() -> None:
    found = observations(
        "Kenya's public debt stood at Sh11.35 trillion in March 2025.",
        "Public debt grew 9.3 percent from Sh10.39 trillion in March 2024.",
        day="2025-05-20",
    )
    assert [(o.value, o.period.label) for o in found] == [(11.35e12, "2025-03-31"), (10.39e12, "2024-03-31")]
    assert changes(found[0]) == {"yoy": 9.3}


def test_what_something_is_in_spite_of_is_no_subject() -> None:
    found = observations(
        "Egypt's trade deficit shrank slightly in July-December 2015 in spite of declining export proceeds, registering $19.5bn versus $20.4bn.",
        day="2016-03-14",
    )
    assert [(o.indicator, o.value) for o in found] == [("trade.balance", -19.5e9), ("trade.balance", -20.4e9)]


def test_the_comparison_of_the_sentence_before_holds() -> None:
    found = observations(
        "India's merchandise exports dropped to $34.58 billion in September 2024 from $34.71 billion in August.",
        "Imports had a much sharper fall, to $55.36 billion from $64.36 billion.",
        day="2024-10-16",
    )
    assert [(o.value, o.period.label) for o in found][2:] == [(55.36e9, "2024-09"), (64.36e9, "2024-08")]


def test_the_rise_that_a_target_means() -> None:
    found = observations(
        "In this fiscal year Bangladesh is targeting an export of $27.5 billion, a rise of 15 percent from 2010-11.",
        day="2011-12-11",
    )
    assert [(o.status, o.value, changes(o)) for o in found] == [("target", 27.5e9, {"yoy": 15.0})]


def test_imports_and_exports_together_are_no_series() -> None:
    found = observations(
        "Vietnam ran a trade surplus of $3.74 billion in the first quarter of 2020. The value of imports and exports reached $122.73 billion.",
        day="2020-04-20",
    )
    assert [o.indicator for o in found] == ["trade.balance"]


def test_imports_behind_exports_of_goods_and_services_are_total() -> None:
    found = observations(
        "Pakistan's current account posted a surplus of $110 million in September 2025.",
        "Exports of goods and services stood at $3.43 billion in September 2025. Imports, however, rose by 6% to $6.02 billion.",
        day="2025-10-21",
    )
    assert [o.indicator for o in found] == ["current_account.balance", "exports.total", "imports.total"]


def test_a_balance_in_surplus() -> None:
    found = observations(
        "Nigeria's balance of payments improved, reversing a prior deficit, with the current account posting $3.42 billion in surplus in the third quarter of 2025.",
        "Remittances fuelled a $5.50 billion surplus in the secondary income account.",
        day="2025-12-30",
    )
    assert [(o.indicator, o.value) for o in found] == [("current_account.balance", 3.42e9)]


def test_a_mark_passed_for_months_in_a_row() -> None:
    found = observations(
        "Remittances to Pakistan exceeded $2 billion in June 2021 for a 13th month in a row. They were $2.69 billion in June 2021.",
        day="2021-07-13",
    )
    assert [o.value for o in found] == [2.69e9]


def test_what_has_been_added_to_reserves() -> None:
    found = observations(
        "Bangladesh's depleted foreign currency reserves have received a boost as $1.09 billion have been added to the central bank's account.",
        day="2023-12-15",
    )
    assert [o.indicator for o in found] == []


def test_a_day_of_a_loan_is_past() -> None:
    found = rows(
        "The executive board of the IMF unlocked $689 million for Bangladesh. The central bank received $447.8 million on February 2 in the first instalment.",
        day="2023-12-15",
    )
    assert [(value, label) for _, _, _, value, label in found][1:] == [(447.8e6, "2023-02-02")]


def test_a_deficit_in_trade_services_and_income_is_no_trade_balance() -> None:
    found = observations(
        "Pakistan's exports were $27.27 billion in July-April of FY25.",
        "The overall deficit in trade, services and income for the 10-month period stood at $30.96 billion.",
        day="2025-05-19",
    )
    assert [o.indicator for o in found] == ["exports.goods"]


def test_a_name_in_brackets_is_no_subject() -> None:
    found = observations(
        "India's total FDI inflows (which include equity, re-invested earnings and other capital) declined to $39 billion in April-September 2022.",
        day="2022-11-26",
    )
    assert brief(found)[0][:2] == ("fdi.net", 39e9)


def test_what_a_partner_imports_from_home_is_exported() -> None:
    found = observations(
        "Vietnam exported goods worth $156.28 billion in January-May 2024.",
        "The United States remained the largest export market, importing $44.44 billion worth of goods from Vietnam. Meanwhile, China was the largest supplier, with a value of $54.88 billion.",
        day="2024-06-10",
        title="Figures",
    )
    assert [(o.indicator, o.counterpart, o.value) for o in found] == [
        ("exports.goods", None, 156.28e9), ("exports.goods", "US", 44.44e9), ("imports.goods", "CN", 54.88e9),
    ]  # fmt: skip


def test_cumulatively_in_a_month_is_the_month() -> None:
    found = observations(
        "Pakistani workers abroad have cumulatively sent $2.76 billion during June this year. $495 million were sent from Pakistanis in the United Arab Emirates.",
        day="2022-07-18",
    )
    assert [(o.counterpart, o.value, o.period.label) for o in found] == [
        (None, 2.76e9, "2022-06"), ("AE", 495e6, "2022-06"),
    ]  # fmt: skip


def test_the_american_currency_is_no_home() -> None:
    found = rows(
        "The rupee depreciated by 5 paise to close at 72.74 against the US dollar on Wednesday. It ended at 72.74 against the American currency.",
        day="2021-02-18",
        url="https://livemint.com/x",
    )
    assert {(geo, value) for _, geo, _, value, _ in found} == {("IN", 72.74)}


def test_goods_worth_an_amount_go_to_a_partner() -> None:
    found = observations(
        "The U.S. exported $54.9 billion worth of goods to China in the first half of 2019.",
        "In 2018, the U.S. imported $539.68 billion worth of goods from China.",
        day="2019-08-15",
        title="Figures",
    )
    assert [(o.indicator, o.geo, o.counterpart, o.value) for o in found] == [
        ("exports.goods", "US", "CN", 54.9e9), ("imports.goods", "US", "CN", 539.68e9),
    ]  # fmt: skip


def test_a_debt_grows_from_the_end_of_the_year_before() -> None:
    found = observations(
        "The central government's debt rose to Rs42.99 trillion in March 2022.",
        "During the current fiscal year FY22 the debt increased by Rs4.29tr from Rs38.704tr.",
        day="2022-05-20",
    )
    assert [(o.value, o.period.label) for o in found] == [(42.99e12, "2022-03-31"), (38.704e12, "2021-06-30")]


def test_what_a_tranche_amounts_to() -> None:
    found = rows(
        "The IMF is expected to discuss the third instalment of a loan to Bangladesh this month.",
        "The third tranche amounts to $1.15 billion, higher than the combined total of the previous two instalments of $1 billion.",
        day="2024-06-08",
    )
    assert [(name, value) for name, _, _, value, _ in found] == [("financing.imf", 1.15e9)]
