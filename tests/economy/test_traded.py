"""Which series of trade a name stands for by its own sentence, aims in pairs, and amounts that leave something out."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, observations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The services trade deficit widened 14% to $2.07bn in July-December FY26, even as exports rose 18.8% to $4.66bn.",
            [("exports.services", 4.66e9, "FY2026-H1")],
        ),
        (
            "The difference between imports and exports shrank to $2.2 billion in December 2025 from $2.4 billion in November 2025.",
            [("trade.balance", -2.2e9, "2025-12"), ("trade.balance", -2.4e9, "2025-11")],
        ),
        (
            "Pakistan's exports to the US in the services sector grew to $700 million in December 2025.",
            [("exports.services", 700e6, "2025-12")],
        ),
        (
            "December exports plunged 25.6% from November's $3.05bn, while imports declined 9.5% from $5.8bn.",
            [
                ("exports.goods", -25.6, "2025-12"), ("exports.goods", 3.05e9, "2025-11"),
                ("imports.goods", -9.5, "2025-12"), ("imports.goods", 5.8e9, "2025-11"),
            ],
        ),
        (
            "The ministry has targeted merchandise exports of $34 billion and services exports of $9 billion for FY26.",
            [("exports.goods", 34e9, "FY2026"), ("exports.services", 9e9, "FY2026")],
        ),
        (
            "In FY25 merchandise and services exports came to $32 billion and $8.4 billion, respectively.",
            [("exports.goods", 32e9, "FY2025"), ("exports.services", 8.4e9, "FY2025")],
        ),
        (
            "Exports in December 2025 gained 9.4 percent to 2.4 billion, while imports edged down to $5.1 billion.",
            [("exports.goods", 2.4e9, "2025-12"), ("imports.goods", 5.1e9, "2025-12")],
        ),
        (
            "The exports of services fell to $0.41 billion in December 2025 from $ 0.44 billon in December 2024.",
            [("exports.services", 0.41e9, "2025-12"), ("exports.services", 0.44e9, "2024-12")],
        ),
        (
            "IT exports were $437 million in December 2025. The sector has the potential to increase its exports to more than $10 billion.",
            [("exports.it", 437e6, "2025-12")],
        ),
        (
            "In July-December FY26 the country earned $9.1 billion from garment exports.",
            [],
        ),
    ],
)  # fmt: skip
def test_which_series_an_amount_is_of(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert brief(observations(text)) == expected


def test_a_poll_foresees() -> None:
    found = observations(
        "The poll, which surveyed nine economists, indicated a trade deficit of $2.6 billion for December 2025."
    )
    assert [(o.value, o.status) for o in found] == [(-2.6e9, "forecast")]
