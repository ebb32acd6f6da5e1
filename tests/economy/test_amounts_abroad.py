"""Amounts as they are told abroad: sums of twelve months, guesses of analysts, numbers in two scales."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, observations

TURKEY = "Turkey's accounts"
OPENING = "The current account posted a $2.4 billion deficit in September."


def accounts(*sentences: str) -> list[tuple[str, float, str]]:
    found = observations(OPENING, *sentences, title=TURKEY, day="2025-11-12")
    return [one for one in brief(found) if one[1] != -2.4e9]


@pytest.mark.parametrize(
    "words", ["12-month rolling deficit", "rolling twelve-month deficit", "12-month deficit"]
)
def test_a_rolling_sum_is_of_twelve_months(words: str) -> None:
    assert accounts(f"That brought the {words} to $27.5 billion as of September.") == [
        ("current_account.balance", -27.5e9, "2024-10/2025-09")
    ]


def test_a_rolling_sum_is_compared_with_another() -> None:
    found = accounts(
        "The 12-month trailing current account balance was a $27.5 billion deficit in September, "
        "compared to a $25.1 billion deficit in August."
    )
    assert [label for _, _, label in found] == ["2024-10/2025-09", "2024-09/2025-08"]


def test_each_side_of_a_balance_has_its_own_word() -> None:
    text = (
        "It had been a $2.8 billion surplus in the same month last year and a $4.6 billion deficit in August."
    )
    assert [(value, label) for _, value, label in accounts(text)] == [(2.8e9, "2024-09"), (-4.6e9, "2025-08")]


@pytest.mark.parametrize(
    "text",
    [
        "That was less than a Reuters forecast for a deficit of $2.7 billion.",
        "Economists polled by an agency had expected a deficit of $2.7 billion.",
        "The deficit was forecast to come to $2.7 billion.",
    ],
)
def test_what_had_been_expected_is_of_the_month_that_came_out(text: str) -> None:
    assert accounts(text) == [("current_account.balance", -2.7e9, "2025-09")]


def test_what_is_expected_is_of_the_year() -> None:
    text = "In the survey of economists, the balance is expected to show a deficit of $32.7 billion by the end of 2025."
    assert accounts(text) == [("current_account.balance", -32.7e9, "2025")]


def test_months_up_to_the_last_one_of_a_name() -> None:
    found = observations(
        "Kenyans sent home Sh453.6 billion in the eleven months to last November.",
        "Remittances came to $3.9 billion in the 12 months to the end of June.",
        title="Kenya's remittances",
        day="2023-01-12",
    )
    assert [(o.period.start.isoformat(), o.period.end.isoformat()) for o in found] == [
        ("2022-01-01", "2022-11-30"),
        ("2021-07-01", "2022-06-30"),
    ]


def test_a_report_says_that() -> None:
    found = observations(
        "Kenya's remittances rose in November 2024.",
        "The weekly bulletin of the bank further reveals that the inflows came to $423.2 million.",
        title="Kenya's remittances",
        day="2024-12-17",
    )
    assert brief(found) == [("remittances", 423.2e6, "2024-11")]


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("15 billion 45 million dollars", 15.045e9),
        ("$2 billion 200 million", 2.2e9),
        ("$1 billion and 455 million", 1.455e9),
        ("$2.5 billion", 2.5e9),
    ],
)
def test_a_number_in_two_scales(amount: str, value: float) -> None:
    found = observations(f"Turkey's exports came to {amount} in January 2025.", title=TURKEY)
    assert brief(found) == [("exports.goods", value, "2025-01")]
