"""Trade with several countries together, the other side of a partner's trade, and lists of partners."""

from __future__ import annotations

import pytest

from tests.economy.articles import counterparts, observations


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan's trade deficit with its nine neighbouring states widened by 12.5 percent in the first quarter of FY26, reaching $2.4 billion against $2.13 billion a year ago.",
        "Exports to these countries dipped 4 percent to $900 million in July-December FY26 from $938 million over the same months last year.",
        "Pakistan's exports to the region, particularly to China and Sri Lanka, grew by 10 percent to $1.3 billion in July-November FY26.",
        "Imports from its neighbours climbed 9 percent to $5.1 billion in July-November FY26. Contrary to this, exports sank 3 percent to $1.2 billion.",
    ],
)
def test_trade_with_several_countries_together_is_nobodys(text: str) -> None:
    assert observations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exports to Afghanistan fell 40 percent to $310 million in July-December FY26, while imports dropped 12 percent to $14 million.",
            [("AF", 310e6), ("AF", 14e6)],
        ),
        (
            "Bangladesh-bound exports slipped 6 percent to $280 million in July-December FY26.",
            [("BD", 280e6)],
        ),
        (
            "China remains the main source of Pakistan's imports, which rose 20 percent to $8.1 billion in July-December FY26.",
            [("CN", 8.1e9)],
        ),
        (
            "Exports to Germany fell 40 percent to $310 million in December 2025, while overall imports dropped 12 percent to $4.9 billion.",
            [("DE", 310e6), (None, 4.9e9)],
        ),
        (
            "In December 2025 exports to the member states of the EU rose 2.5 percent to $800 million and imports from these countries 8.9 percent to $500 million.",
            [("EU", 800e6), ("EU", 500e6)],
        ),
        (
            "Pakistan's exports to different countries stood at $2.6 billion in December 2025.",
            [(None, 2.6e9)],
        ),
    ],
)
def test_whose_partner_a_figure_has(text: str, expected: list[tuple[str | None, float]]) -> None:
    assert counterparts(observations(text)) == expected
