"""Trade reports in the manner of agencies: torn numbers, scales one by one, what came before, and what was expected."""

from __future__ import annotations

import pytest

from streams.economy.money import read
from streams.text.normal import normal
from streams.text.tokens import tokenize
from tests.economy.articles import counterparts, observations

MONTH = "ISLAMABAD: Pakistan's exports and imports moved apart in November 2025, the statistics bureau said."


def amounts(text: str) -> list[float]:
    """The amounts of a text as published."""
    return [found.value for found in read(tokenize(normal(text).text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("exports of $1, 119 mn", 1.119e9),
        ("exports of $1. 023 billion", 1.023e9),
        ("a budget of Rs 1 ,200bn", 1.2e12),
        ("exports of USD 37. 9 billion", 37.9e9),
        ("exports of $15.96 billionin July", 15.96e9),
    ],
)
def test_a_torn_number_is_one(text: str, value: float) -> None:
    assert amounts(text) == [value]


@pytest.mark.parametrize(
    "text", ["$1, 023 and more", "by March 1, 300 million people", "$5. 12 million people"]
)
def test_numbers_side_by_side_are_not_joined(text: str) -> None:
    assert 1.023e9 not in amounts(text)
    assert 1.3e9 not in amounts(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("exports of 15 billion 45 million dollars", 15.045e9),
        ("exports of $2 billion 200 million", 2.2e9),
        ("exports of 1 billion and 455 million dollars", 1.455e9),
    ],
)
def test_scale_by_scale_is_one_amount(text: str, value: float) -> None:
    assert amounts(text) == [value]


@pytest.mark.parametrize("text", ["$2 billion and 200 million dollars", "$1.2 billion 300 million dollars"])
def test_two_amounts_stay_two(text: str) -> None:
    assert len(amounts(text)) == 2


def test_what_came_before_is_not_the_period_of_what_follows() -> None:
    text = f"{MONTH}\n\nExports fell 5 percent after staying flat in October. The trade deficit was $2.9 billion."
    balance = [o for o in observations(text) if o.indicator == "trade.balance"]
    assert [o.period.label for o in balance] == ["2025-11"]


def test_months_cut_short_make_a_range() -> None:
    (found,) = observations("Pakistan's exports were $24 billion in the Jan.-Oct. period.")
    assert (found.period.start.month, found.period.end.month) == (1, 10)


def test_an_amount_that_was_climbed_to_is_the_level() -> None:
    (found,) = observations("Imports climbed to $5.2 billion or 20.7 percent in November 2025.")
    assert found.value == 5.2e9


def test_partners_by_what_came_from_them() -> None:
    text = (
        "KARACHI: Workers' remittances rose to $3.2 billion in November 2025, the State Bank said.\n\n"
        "Central bank tables further show that the largest inflows were booked from Saudi Arabia, coming in at "
        "$753 million, followed by the United Kingdom at $481 million."
    )
    assert counterparts(observations(text))[1:] == [("SA", 753e6), ("GB", 481e6)]
