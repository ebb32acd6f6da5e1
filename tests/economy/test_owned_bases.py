"""Amounts that are compared with, with their quarter before them, and groups of goods by their quoted names."""

from __future__ import annotations

from tests.economy.articles import brief, observations, told


def test_a_quarter_before_an_amount_owns_it() -> None:
    found = observations(
        "Nigeria's total export value amounted to N4.693 trillion in Q1, 2024, a growth of 20.02 percent over Q4, 2023 of N3.910 trillion and 56.01 percent over Q1, 2023 figure of N3.008 trillion.",
        title="Nigeria's trade",
        day="2024-06-12",
    )
    assert told(found) == [
        (4.693e12, "2024-Q1", {"qoq": 20.02, "yoy": 56.01}),
        (3.91e12, "2023-Q4", {}),
        (3.008e12, "2023-Q1", {}),
    ]


def test_groups_by_their_quoted_names_and_all_trade_are_no_series() -> None:
    found = observations(
        "Imports reached $5.1 billion in December 2025.",
        'The top group of imports was "mineral fuels" with $1.4 billion.',
        "Pakistan's merchandise trade was $7.5 billion.",
    )
    assert brief(found) == [("imports.goods", 5.1e9, "2025-12")]
