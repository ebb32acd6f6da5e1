"""Periods and growth of trade: months that are past, growth of another month, shares, lists of goods."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, observations, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Over the past six months, Pakistan's exports stood at $15.2 billion, compared with $16.6 billion in the same period last year.",
            [("exports.goods", 15.2e9, "FY2026-H1"), ("exports.goods", 16.6e9, "FY2025-H1")],
        ),
        (
            "Pakistan's exports fell to $2.3 billion in December 2025 from $2.4 billion in the previous month, while imports slid to $5.1 billion from $5.3 billion in the same period.",
            [
                ("exports.goods", 2.3e9, "2025-12"), ("exports.goods", 2.4e9, "2025-11"),
                ("imports.goods", 5.1e9, "2025-12"), ("imports.goods", 5.3e9, "2025-11"),
            ],
        ),
        (
            "The country earned $2.4 billion from exports in December 2025 alone. Some $5.2 billion was spent on imports in the month.",
            [("exports.goods", 2.4e9, "2025-12"), ("imports.goods", 5.2e9, "2025-12")],
        ),
        (
            "The trade deficit came to $12 billion in July-December FY26, 80 percent of the total exports, which stood at $15 billion during the same period.",
            [("trade.balance", -12e9, "FY2026-H1"), ("exports.goods", 15e9, "FY2026-H1")],
        ),
        (
            "Services worth $790 million were exported in December 2025 as against $702 million of the same month of last year, whereas services valuing $1.1 billion were also imported.",
            [("exports.services", 790e6, "2025-12"), ("exports.services", 702e6, "2024-12")],
        ),
        (
            "Textile exports reached $1.5 billion in December 2025, followed by rice with $300 million; and leather with more than $60 million.",
            [("exports.textiles", 1.5e9, "2025-12")],
        ),
        (
            "In December 2025 IT exports were $437 million. The industry generates annual exports of $3.8 billion.",
            [("exports.it", 437e6, "2025-12")],
        ),
    ],
)  # fmt: skip
def test_of_when_and_of_what_an_amount_is(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert brief(observations(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pakistan's exports rose 14.2% over a year ago to $2.9 billion in December 2025, recovering from November's 15.8% contraction.",
            [(2.9e9, "2025-12", {"yoy": 14.2}), (-15.8, "2025-11", {"yoy": -15.8})],
        ),
        (
            "Pakistan's exports to the United States fell 10.7 percent from a year earlier in rupee terms in July-December.",
            [(-10.7, "FY2026-H1", {"yoy": -10.7})],
        ),
        (
            "In July-December FY26 Pakistan's exports fell 2.7 percent from the same period of last year and imports 1.9 percent, respectively.",
            [(-2.7, "FY2026-H1", {"yoy": -2.7}), (-1.9, "FY2026-H1", {"yoy": -1.9})],
        ),
        (
            "Exports came to $2.4 billion in December 2025. In comparison to the previous month of November 2025, exports grew by $100 million (4.3 percent growth) in December 2025.",
            [(2.4e9, "2025-12", {"mom": 4.3})],
        ),
    ],
)
def test_whose_growth_a_percentage_is(text: str, expected: list[tuple[float, str, dict[str, float]]]) -> None:
    assert told(observations(text)) == expected


def test_a_year_that_is_only_recalled_does_not_date_what_follows() -> None:
    found = observations(
        "Pakistan's exports dropped 5 percent to $7.5 billion in July-September FY26.",
        "Over all of FY25, imports had risen by 7 percent.",
        "Exports to China edged up to $560 million.",
    )
    assert ("exports.goods", 560e6, "FY2026-Q1") in brief(found)
