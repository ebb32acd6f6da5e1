"""Defaults of flows and finance: whose amount it is and of when, where the words leave it to the reader."""

from __future__ import annotations

import pytest

from streams.classify import classify
from tests.economy.articles import brief, changes, document, observations


@pytest.mark.parametrize(
    "text",
    [
        "The revenue authority of Kenya collected Sh2.4 trillion in the year ended June 2025, above its target of Sh2.3 trillion.",
        "LAHORE: The Asian Development Bank approved a loan of $100 million on Monday to mend canals in Punjab.",
        "Saudi Arabia has deposited $2 billion with the State Bank of Pakistan, the minister announced.",
    ],
)
def test_news_that_tells_our_figures_is_economic_news(text: str) -> None:
    assert "economy" in classify(document(text, title="Short news")).labels


@pytest.mark.parametrize(
    "text",
    [
        "The striker was sold for 60 million euros, and the club has paid 20 million of it so far.",
        "A court in Lahore fined the mill Rs5 million for stealing water from the canal.",
    ],
)
def test_money_alone_is_no_economic_news(text: str) -> None:
    assert classify(document(text, title="Short news")).labels == ("other",)


def test_a_list_of_main_senders_is_of_the_month() -> None:
    found = observations(
        "Pakistan received $2.14 billion in workers' remittances in December 2025.",
        "Remittances came to $18 billion in the first six months of FY26.",
        "Country-wise, Saudi Arabia ($546 million), UAE ($364 million) and UK ($311 million) led the list.",
    )
    months = {o.counterpart: o.period.label for o in found if o.counterpart}
    assert months == {"SA": "2025-12", "AE": "2025-12", "GB": "2025-12"}


def test_cumulative_inflows_behind_a_partner_are_of_all() -> None:
    found = observations(
        "Remittances to Pakistan rose to $3.1 billion in December 2025. The United States sent $290 million.",
        "The cumulative inflows for the 12 months to December 2025 rose to $38 billion from $34 billion before.",
    )
    assert [o.counterpart for o in found] == [None, "US", None, None]


def test_who_receives_is_no_sender() -> None:
    found = observations(
        "India received $111 billion in remittances in 2024, the World Bank said. Mexico received $61 billion, China $51 billion.",
        title="India leads the world",
    )
    assert [(o.geo, o.counterpart, o.value) for o in found] == [
        ("IN", None, 111e9), ("MX", None, 61e9), ("CN", None, 51e9),
    ]  # fmt: skip


def test_the_inflow_behind_a_remark_is_the_series_before() -> None:
    found = observations(
        "Remittances stood at $3.2 billion in December 2025.",
        "In November, when banks were shut for days amid protests, the inflow slipped to $2.9 billion.",
    )
    assert brief(found) == [("remittances", 3.2e9, "2025-12"), ("remittances", 2.9e9, "2025-11")]


def test_a_verb_said_once_holds_for_the_list() -> None:
    found = observations(
        "Remittances from the UAE declined 29pc to $623m in December 2025; from the UK 14pc to $637m;"
        " and from EU countries 9pc to $584m."
    )
    assert [changes(o) for o in found] == [{"yoy": -29.0}, {"yoy": -14.0}, {"yoy": -9.0}]


def test_targets_that_were_moved_are_of_one_year() -> None:
    found = observations(
        "The FBR missed its twice-revised target of Rs11.9 trillion for FY25 by a margin of Rs178 billion, collecting Rs11.7 trillion.",
        "The original target was Rs12.97 trillion, which was first cut to Rs12.33 trillion.",
        day="2025-07-02",
    )
    assert [(o.value, o.status, o.period.label) for o in found] == [
        (11.9e12, "target", "FY2025"), (11.7e12, "actual", "FY2025"),
        (12.97e12, "target", "FY2025"), (12.33e12, "target", "FY2025"),
    ]  # fmt: skip


def test_a_target_that_was_passed_and_what_it_is_held_against() -> None:
    found = observations(
        "The FBR surpassed its annual target, collecting Rs3.11 trillion in 2015-16 against Rs3.10 trillion.",
        day="2016-07-03",
    )
    assert [(o.value, o.status) for o in found] == [(3.11e12, "actual"), (3.1e12, "target")]


def test_a_target_beaten_after_taxes_grew() -> None:
    found = observations(
        "KRA of Kenya beat its target after taxes grew 21.7 per cent to Sh2.03 trillion in the fiscal year to June,"
        " against a revised target of Sh1.97 trillion.",
        title="Taxes",
        day="2022-07-08",
    )
    assert [(o.value, o.status, o.period.label) for o in found] == [
        (2.03e12, "actual", "FY2022"), (1.97e12, "target", "FY2022"),
    ]  # fmt: skip


def test_the_target_was_of_the_year_that_is_over() -> None:
    found = observations(
        "The FBR collected Rs9.3 trillion in FY25. The target was Rs9.4 trillion.", day="2025-07-20"
    )
    assert [(o.status, o.period.label) for o in found] == [("actual", "FY2025"), ("target", "FY2025")]


def test_tax_on_imports_is_no_trade() -> None:
    found = observations(
        "The FBR collected Rs7.1 trillion in FY25. Sales tax on imports stood at Rs1.6 trillion.",
        day="2025-07-20",
    )
    assert [o.indicator for o in found] == ["tax.revenue"]


def test_a_loan_given_back_is_the_lenders() -> None:
    found = observations(
        "Pakistan has returned $1 billion to Saudi Arabia as the second instalment of a loan, officials said."
    )
    assert [(o.geo, o.counterpart, o.stage) for o in found] == [("PK", "SA", "repaid")]


def test_two_lenders_with_one_verb() -> None:
    found = observations(
        "The ADB has committed $1.7 billion and the Islamic Development Bank $650 million to Pakistan."
    )
    assert [(o.indicator, o.value) for o in found] == [("financing.other", 1.7e9), ("financing.other", 650e6)]


def test_accounts_that_are_not_the_current_account() -> None:
    found = observations(
        "The current account deficit was $947 million in July-September 2025.",
        "The income account deficit stood at $1.4 billion. Net services receipts rose to $800 million.",
    )
    assert [o.value for o in found] == [-947e6]


def test_registered_investment_is_no_flow() -> None:
    found = observations(
        "Total registered FDI in Vietnam reached $26.16 billion in the first nine months of 2025.",
        title="Hanoi",
    )
    assert found == []


def test_an_opening_without_a_time_is_of_the_period_named_next() -> None:
    found = observations(
        "Remittances from Egyptians abroad came to $6.4 billion, compared to $8.1 billion.",
        "In a report on the first quarter of FY2022/23, the central bank spoke of lower fees.",
        title="Remittances drop",
        day="2023-02-03",
    )
    assert brief(found) == [("remittances", 6.4e9, "FY2023-Q1"), ("remittances", 8.1e9, "FY2022-Q1")]


def test_a_fiscal_year_by_its_number_alone() -> None:
    found = observations("FDI inflows declined 25pc in fiscal 2025 compared to 2024.")
    assert [(o.value, o.period.label) for o in found] == [(-25.0, "FY2025")]


def test_the_month_that_owns_a_situation() -> None:
    found = observations(
        "FDI rose to $131 million in December 2025.",
        "The inflows were a change from November's bad news, which was a net outflow of $173 million.",
    )
    assert (-173e6, "2025-11") in [(o.value, o.period.label) for o in found]


def test_what_is_told_roundly_again_is_no_second_level() -> None:
    found = observations(
        "FDI fell to $821 million in July-December 2025. Of the $820 million that came in July-December 2025, little was new."
    )
    assert [o.value for o in found if o.indicator == "fdi.net"] == [821e6]


def test_investors_who_left() -> None:
    found = observations(
        "FDI in Pakistan was $1.48 billion in July-December 2025.",
        "Countries that pulled their investment in the period were Norway ($125 million) and Kuwait ($12 million).",
    )
    assert [(o.counterpart, o.value) for o in found][1:] == [("NO", -125e6), ("KW", -12e6)]


def test_a_quarter_is_compared_with_the_one_before() -> None:
    found = observations(
        "Remittances to India improved sequentially by 1.5 per cent to $20.7 billion in October-December 2025.",
        title="India",
    )
    assert changes(found[0]) == {"qoq": 1.5}


def test_the_balance_of_payments_is_not_the_current_account() -> None:
    found = observations(
        "India's current account deficit widened to $10.1 billion in July-September 2025.",
        "But the balance of payment stood at a surplus of $6.9 billion during July-September.",
        title="India",
    )
    assert [o.value for o in found] == [-10.1e9]


def test_what_must_be_collected_daily() -> None:
    found = observations(
        "The FBR must collect Rs12 billion daily in January to meet its aim.", day="2026-01-05"
    )
    assert found == []


def test_the_sum_of_two_lenders_is_no_loan() -> None:
    found = observations(
        "Ghana could get $600 million from the IMF and $300 million from the World Bank, or more than"
        " $900 million from these two institutions.",
        title="Ghana",
    )
    assert 900e6 not in [o.value for o in found]


def test_a_number_told_again_keeps_its_days() -> None:
    found = observations(
        "The FBR collected Rs1.74 trillion in July-November 2025 and Rs167 billion in December 2025.",
        "It has collected Rs1.74 trillion so far, and that is little.",
    )
    assert [o.value for o in found] == [1.74e12, 167e9]
