"""The series of a figure: behind it, in its clause, or in the sentence before; and levels that are expected."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, observations, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pakistan received $3.6 billion in remittances in December 2025.", [("remittances", 3.6e9, "2025-12")]),
        ("Pakistan posted a $244 million current account deficit in December 2025.", [("current_account.balance", -244e6, "2025-12")]),
        ("The financial sector attracted $247 million in FDI in December 2025.", []),
        ("Pakistan attracted $247 million in FDI in December 2025.", [("fdi.net", 247e6, "2025-12")]),
        ("The FBR collected Rs1,430 billion in taxes in December 2025, with Rs690 billion in direct taxes.", [("tax.revenue", 1.43e12, "2025-12")]),
        ("Pakistan spent $3.6 billion in December 2025 while remittances fell.", []),
        ("In December 2025, imports were $5.1 billion and exports $2.3 billion.", [("imports.goods", 5.1e9, "2025-12"), ("exports.goods", 2.3e9, "2025-12")]),
    ],
)  # fmt: skip
def test_the_series_that_a_figure_is_an_amount_of(text: str, expected: list[tuple[str, float, str]]) -> None:
    found = [o for o in observations(text) if not o.indicator.startswith("financing")]
    assert brief(found) == expected


def test_reserves_behind_an_amount_in_two_currencies() -> None:
    found = observations(
        "NAIROBI: The Central Bank of Kenya held $8.3 billion (about Sh1,070 billion) in reserves on January 8.",
        title="Kenya in figures",
    )
    assert [b for b in brief(found) if b[1] == 8.3e9] == [("reserves.central_bank", 8.3e9, "2026-01-08")]


def test_a_percentage_right_before_its_series() -> None:
    found = observations(
        "Pakistan saw a 33.5 percent increase in its IT exports to $437 million in December 2025."
    )
    assert told(found) == [(437e6, "2025-12", {"yoy": 33.5})]


def test_two_sectors_in_one_sentence_keep_their_percentages() -> None:
    found = observations("IT exports rose 23 percent and textile exports fell 4 percent in December 2025.")
    assert [(o.indicator, o.value) for o in found] == [("exports.it", 23), ("exports.textiles", -4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The State Bank of Pakistan expects its reserves to reach $17.8 billion by June 2026.", [("2026-06-30", "forecast")]),
        ("The reserves held by the State Bank of Pakistan are expected to reach $17.8 billion by end-June 2026.", [("2026-06-30", "forecast")]),
    ],
)  # fmt: skip
def test_an_expected_level_is_of_the_last_day_of_its_period(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(o.period.label, o.status) for o in observations(text)] == expected


def test_the_total_debt_of_the_country() -> None:
    found = observations(
        "The country's debt and liabilities were Rs94 trillion at the end of September 2025."
    )
    assert brief(found) == [("debt.total", 94e12, "2025-09-30")]


def test_debt_and_liabilities_of_nobody() -> None:
    assert (
        observations("The airline has debt and liabilities of Rs94 billion at the end of September 2025.")
        == []
    )


def test_a_balance_in_another_clause_keeps_its_side() -> None:
    found = observations(
        "The current account deficit was $244 million in December 2025.",
        "In November 2025 there is a surplus of $98 million, and in October 2025 a deficit of $291 million.",
    )
    assert brief(found) == [
        ("current_account.balance", -244e6, "2025-12"),
        ("current_account.balance", 98e6, "2025-11"),
        ("current_account.balance", -291e6, "2025-10"),
    ]
