"""Amounts and percentages in the styles of the region's press."""

from __future__ import annotations

import pytest

from streams.economy.money import Quantity, read
from streams.text.normal import normal
from streams.text.tokens import tokenize


def one(text: str) -> Quantity:
    (found,) = read(tokenize(normal(text).text))
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit", "rounding"),
    [
        ("Rs1.2tr", 1.2e12, "RUPEE", 5e10),
        ("$2,236m", 2.236e9, "USD", 5e5),
        ("US$ 2.24 bn", 2.24e9, "USD", 5e6),
        ("USD 437mn", 4.37e8, "USD", 5e5),
        ("38.3 billion dollars", 3.83e10, "USD", 5e7),
        ("34.2 crore dollars", 3.42e8, "USD", 5e5),
        ("Rs. 6,154 billion", 6.154e12, "RUPEE", 5e8),
        ("Tk 1,20,000 crore", 1.2e12, "BDT", 5e6),
        ("US $ 16632.76 million", 1.663276e10, "USD", 5e3),
        ("14.5pc", 14.5, "percent", 0.05),
        ("11.2 per cent", 11.2, "percent", 0.05),
        ("23 %", 23, "percent", 0.5),
        ("-0.19 per cent", -0.19, "percent", 0.005),
    ],
)
def test_styles(text: str, value: float, unit: str, rounding: float) -> None:
    found = one(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit
    assert found.rounding == pytest.approx(rounding)


def test_points_are_no_percentages() -> None:
    assert one("150 basis points").kind == "basis_points"
    assert one("2 percentage points").kind == "points"
    assert one("25 bps").kind == "basis_points"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("US$ 3.5–3.8 bn", 3.5e9, 3.8e9),
        ("between $4.2 billion and $4.5 billion", 4.2e9, 4.5e9),
        ("between 3.75 and 4.75 percent", 3.75, 4.75),
        ("6.4-6.7%", 6.4, 6.7),
    ],
)
def test_ranges_have_ends(text: str, low: float, high: float) -> None:
    found = one(text)
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert found.value == pytest.approx((low + high) / 2)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from $348 million to $437 million", [3.48e8, 4.37e8]),
        ("increased by $163.2 million to $1.91 billion", [1.632e8, 1.91e9]),
        ("$11.5 and $6.5 million", [1.15e7, 6.5e6]),
        ("from 4.2-4.7% to 4.0-4.5%", [4.45, 4.25]),
        ("in 2025 it sold 300 units", []),
    ],
)
def test_several(text: str, values: list[float]) -> None:
    assert [found.value for found in read(tokenize(text))] == [pytest.approx(value) for value in values]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("more than $18 billion", "over"),
        ("about $1.2 billion", "about"),
        ("up to $5bn", "under"),
        ("$5bn", "exact"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert one(text).qualifier == qualifier


@pytest.mark.parametrize(
    "text",
    [
        "forecasts ranged from 5.0 percent to 6.2 percent",
        "above the 5.0 percent to 6.2 percent range",
        "a target within 5.0 percent to 6.2 percent",
    ],
)
def test_a_range_that_calls_itself_one_is_one_quantity(text: str) -> None:
    (found,) = read(tokenize(text))
    assert (found.low, found.high) == (5.0, 6.2)


def test_from_and_to_without_a_range_are_two_quantities() -> None:
    assert [q.value for q in read(tokenize("rose from 5.0 percent to 6.2 percent"))] == [5.0, 6.2]


def test_a_comparison_without_its_currency_has_that_of_what_it_is_compared_with() -> None:
    found = read(
        tokenize("fell to 492 million dollars in March, compared to 571 million received a year ago")
    )
    assert [(q.value, q.unit) for q in found] == [(492e6, "USD"), (571e6, "USD")]


def test_what_is_counted_behind_a_comparison_is_no_money() -> None:
    found = read(tokenize("fell to 492 million dollars in March, compared to 571 million tonnes a year ago"))
    assert [q.value for q in found] == [492e6]
