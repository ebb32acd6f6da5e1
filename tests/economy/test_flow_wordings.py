"""Wordings of flows: two currencies, days that end a stretch, flashes, misread lists, steps, and money spent on imports."""

from __future__ import annotations

import pytest

from streams.economy.money import read
from streams.text.tokens import tokenize
from tests.economy.articles import brief, changes, counterparts, observations

KENYA = "NAIROBI: Kenyans abroad sent home Sh32.1 billion ($299.3 million) in April 2025, the Central Bank of Kenya said."


def test_what_crosses_borders_is_reckoned_in_dollars() -> None:
    found = observations(KENYA, title="Kenya: April remittances at Sh32 billion", day="2025-05-17")
    assert [(o.indicator, o.value, o.unit) for o in found] == [("remittances", 299.3e6, "USD")]


def test_taxes_and_the_trade_of_japan_stay_in_their_own_money() -> None:
    taxes = observations("The FBR collected tax revenue of Rs1,300 billion ($4.6 billion) in December 2025.")
    assert [(o.value, o.unit) for o in taxes] == [(1.3e12, "PKR")]
    yen = observations(
        "TOKYO: Japan's exports were 9,000 billion yen ($60 billion) in December 2025, the ministry said."
    )
    assert [(o.value, o.unit) for o in yen] == [(9e12, "JPY")]


@pytest.mark.parametrize(
    "stretch", ["July-January 11", "July 1 to January 11", "July 1-January 11", "July-January 11, 2026"]
)
def test_a_stretch_may_end_on_a_day(stretch: str) -> None:
    (found,) = observations(f"Remittances reached $20.1 billion in the current fiscal year ({stretch}).")
    assert (found.basis, str(found.period.start), str(found.period.end)) == (
        "fiscal_ytd",
        "2025-07-01",
        "2026-01-11",
    )


def test_a_stretch_of_months_before_a_count_ends_with_its_month() -> None:
    (found,) = observations(
        "Remittances in July-December 12 percent higher than before reached $19.7 billion."
    )
    assert str(found.period.end) == "2025-12-31"


def test_flashes_in_lower_case_are_lines_of_their_own() -> None:
    found = observations(
        "Jan 10 : Bureau of Statistics - Pakistan:",
        "pakistan consumer price index rises 6.1 per cent y/y in december vs 5.8 per cent rise in november - statistics bureau",
        "pakistan consumer price index rises to 5.4 per cent in december based on 12-mth moving avg",
    )
    assert brief(found) == [
        ("prices.cpi", 6.1, "2025-12"), ("prices.cpi", 5.8, "2025-11"), ("prices.cpi", 5.4, "2025"),
    ]  # fmt: skip


def test_a_step_told_as_such_is_no_level() -> None:
    found = observations(
        "FDI shrank by 38.2 percent to $249.3 million in July-September 2025 from $403.3 million a year before,"
        " showing a decrease of $154 million."
    )
    assert [o.value for o in found] == [249.3e6, 403.3e6]


def test_imports_that_money_was_spent_on() -> None:
    found = observations(
        "Pakistan exported $3.1 billion worth of goods and spent $5.2 billion on imports in December 2025,"
        " falling 12.1 and 18.2 percent, respectively, year on year."
    )
    assert brief(found) == [("exports.goods", 3.1e9, "2025-12"), ("imports.goods", 5.2e9, "2025-12")]
    assert [changes(o) for o in found] == [{"yoy": -12.1}, {"yoy": -18.2}]


def test_an_amount_that_was_misread_holds_its_place_in_a_list() -> None:
    found = observations(
        "Remittances in December 2025 from Saudi Arabia, UAE, USA and UK amounted to $291.8 million, $257.6 million,"
        " 5194.8 million and $118.5 million respectively as compared with the inflow of $194:9 million, $177 million,"
        " $143.8 million and $85.5 million respectively in December 2024."
    )
    assert counterparts(found) == [
        ("SA", 291.8e6), ("AE", 257.6e6), ("GB", 118.5e6), ("AE", 177e6), ("US", 143.8e6), ("GB", 85.5e6),
    ]  # fmt: skip


def test_a_country_by_its_letters_before_a_sum() -> None:
    found = observations(
        "FDI was $249.3 million in July-September 2025.",
        "Of these, $90.8 million were received from China, followed by United States $58.8 million, UAE $38.1 million.",
    )
    assert counterparts(found)[1:] == [("CN", 90.8e6), ("US", 58.8e6), ("AE", 38.1e6)]


def test_a_sum_of_many_partners_is_nobodys() -> None:
    text = "Remittances from Norway, Switzerland, Australia, Canada and other countries in December 2025 amounted to $84.3 million."
    assert observations(text) == []


def test_a_month_on_month_change_makes_it_the_month() -> None:
    found = observations(
        "Pakistan's trade deficit was $6.2 billion in July-August 2025.",
        "The deficit declined by 0.5 percent month-on-month to $2.9 billion.",
        day="2025-09-20",
    )
    assert [(o.value, o.period.label) for o in found] == [(-6.2e9, "FY2026-M02"), (-2.9e9, "2025-08")]


def test_a_change_has_the_days_named_behind_it() -> None:
    found = observations(
        "Exports fell by 0.7 percent to $2.9 billion in June 2025, even as they increased by 9.8 percent for the full fiscal year 2024-25.",
        "Exports were $32.1 billion in 2024-25.",
        day="2025-07-20",
    )
    assert [(o.value, changes(o)) for o in found] == [(2.9e9, {"yoy": -0.7}), (32.1e9, {"yoy": 9.8})]


def test_growth_in_brackets_is_of_what_stands_before_them() -> None:
    found = observations(
        "LSM output fell by 2.9 percent in July-October 2025.",
        "The contributors to the slowdown in LSM were petroleum products (down 1.4pc) and cement (2.4pc).",
    )
    assert [o.value for o in found] == [-2.9]


def test_a_minus_in_a_bracket() -> None:
    assert [q.value for q in read(tokenize("large-scale manufacturing (-0.89%)"))] == [-0.89]


def test_all_investment_is_not_direct_investment() -> None:
    found = observations(
        "FDI in Pakistan stood at $249.3 million in July-September 2025.",
        "The inflows fell by 48.4 percent to $344.7 million during July-September.",
    )
    assert [o.value for o in found] == [249.3e6]


def test_a_ranking_of_partners_goes_on_with_the_topic() -> None:
    found = observations(
        "FDI into Pakistan was $179.7 million in November 2025.",
        "Sectors",
        "The power sector led with net inflows of $90.1m. Finance came next at $69m. Others were small.",
        "China remained the single largest contributor in November with $81.6m net, followed by Hong Kong ($23.3m).",
    )
    assert counterparts(found)[1:] == [("CN", 81.6e6), ("HK", 23.3e6)]


def test_growth_of_two_series_is_each_ones() -> None:
    found = observations(
        "There was a 29 percent growth in exports and a 9 percent rise in remittances in November 2025."
    )
    assert [(o.indicator, o.value) for o in found] == [("exports.goods", 29), ("remittances", 9)]


def test_debt_at_the_beginning_and_the_end_of_a_quarter() -> None:
    found = observations(
        "Pakistan's total debt rose to Rs59.4 trillion from Rs56.8 trillion during the first quarter of FY26.",
        "The external debt surged from Rs24.3 trillion to Rs26.5 trillion during the first quarter of FY26.",
    )
    assert [(o.value, str(o.period.end)) for o in found] == [
        (59.4e12, "2025-09-30"), (56.8e12, "2025-06-30"), (24.3e12, "2025-06-30"), (26.5e12, "2025-09-30"),
    ]  # fmt: skip


def test_what_steps_come_to_is_no_level() -> None:
    found = observations(
        "SBP-held foreign exchange reserves were down $562 million last week, taking the cumulative fall to over $1.4 billion."
    )
    assert found == []


def test_a_balance_without_transfers_is_another_one() -> None:
    found = observations(
        "The current account posted a surplus of $424 million in July 2025 after a deficit of $100 million in last month.",
        "The current account balance without official transfers was a surplus of $401 million in July.",
        "The balance of trade in goods fell from a deficit of $1.9 billion in July 2024 to $1.7 billion in July 2025.",
        day="2025-08-24",
    )
    assert [(o.value, o.period.label) for o in found][:2] == [(424e6, "2025-07"), (-100e6, "2025-06")]
    assert all(o.value != 401e6 for o in found)


def test_so_much_each_month_is_no_level() -> None:
    assert observations("We inherited monthly current account deficits of $2 billion.") == []


def test_a_target_that_will_be_crossed_is_one() -> None:
    (found,) = observations(
        "Textile exports are likely to cross the $20bn target projected for the fiscal year 2025-26."
    )
    assert (found.value, found.status, found.period.label) == (20e9, "target", "FY2026")


def test_taxes_that_the_board_speaks_of_as_its_own() -> None:
    found = observations(
        "The FBR collected Rs1,452 billion of tax revenue in July-December 2025.",
        "“We have collected over Rs370 billion in December 2025 against a target of Rs392 billion,” its spokesman said.",
        "Lower prices were causing revenue loss to the tune of Rs20 billion.",
    )
    assert [o.value for o in found] == [1452e9, 370e9, 392e9]


def test_movements_are_no_exchange_rates() -> None:
    found = observations(
        "The rupee closed at 278.21 against the US dollar in the interbank market on Friday.",
        "The rupee depreciated by Rs0.36 in December after improving by Rs1.16 in November, Rs2.36 in October.",
    )
    assert [o.value for o in found] == [278.21]


def test_a_rise_of_the_weekly_index_is_a_step() -> None:
    (found,) = observations(
        "During the week ending on January 15, Pakistan's Sensitive Price Indicator (SPI), a measure of weekly inflation,"
        " reported a 0.54 percent increase for the combined consumption group."
    )
    assert (found.transformation, [c.basis for c in found.changes]) == ("change", ["wow"])


def test_counted_months_of_the_calendar_where_the_fiscal_ones_are_long_over() -> None:
    found = observations(
        "NAIROBI: Kenyans abroad sent home $437.2 million (Sh56.2 billion) in October 2024, the Central Bank of Kenya said.",
        "This has sent the cumulative 10-month remittances to $4.08 billion, equivalent to Sh527 billion.",
        "Daily remittances were averaging Sh1.81 billion daily.",
        day="2024-11-18",
    )
    assert [(o.value, o.unit, str(o.period.start), str(o.period.end)) for o in found] == [
        (437.2e6, "USD", "2024-10-01", "2024-10-31"), (4.08e9, "USD", "2024-01-01", "2024-10-31"),
    ]  # fmt: skip
