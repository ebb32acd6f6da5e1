"""Numbers: digits, words, scales, ranges, and the words that qualify them."""

from __future__ import annotations

from typing import Any

import pytest

from streams.text.lexicon import load
from streams.text.numbers import Number, read
from streams.text.tokens import tokenize


def one(text: str) -> Number:
    found = read(tokenize(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "rounding"),
    [
        ("437", 437, 0.5),
        ("2,236", 2236, 0.5),
        ("1,20,000", 120000, 0.5),
        ("2.24 billion", 2.24e9, 5e6),
        ("2,236m", 2.236e9, 5e5),
        ("437mn", 4.37e8, 5e5),
        ("1.2tr", 1.2e12, 5e10),
        ("2.5 lakh crore", 2.5e12, 5e10),
        ("14.5pc", 14.5, 0.05),
        ("two dozen", 24, 0.5),
        ("half a dozen", 6, 0.5),
        ("thirty-two", 32, 0.5),
        ("one hundred and six", 106, 0.5),
        ("one and a half million", 1.5e6, 5e5),
        ("two hundred thousand", 200000, 500),
        ("a hundred", 100, 0.5),
    ],
)
def test_value_and_rounding(text: str, value: float, rounding: float) -> None:
    number = one(text)
    assert (number.value, number.rounding) == (value, rounding)


@pytest.mark.parametrize(
    ("text", "low"),
    [("dozens", 12), ("scores", 20), ("hundreds", 100), ("tens of thousands", 10000), ("several", 3)],
)
def test_words_that_only_bound(text: str, low: float) -> None:
    number = one(text)
    assert number.value is None
    assert number.low == low


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30 to 40", 30, 40),
        ("30-40", 30, 40),
        ("between 20 and 25", 20, 25),
        ("$2.5-3bn", 2.5e9, 3e9),
        ("$2.5bn to $3bn", 2.5e9, 3e9),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    number = one(text)
    assert (number.low, number.high) == (low, high)
    assert number.value == (low + high) / 2


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 348 to 437", [348, 437]),
        ("2024-25", [2024, 25]),
        ("five, three and two", [5, 3, 2]),
        ("three and two", [3, 2]),
        ("$348m, $356m and $437m", [348e6, 356e6, 437e6]),
    ],
)
def test_numbers_side_by_side_stay_apart(text: str, values: list[float]) -> None:
    assert [number.value for number in read(tokenize(text))] == values


@pytest.mark.parametrize(
    "rule", load("streams.text", "numbers.toml")["qualifier"], ids=lambda rule: rule["id"]
)
def test_qualifier_examples(rule: dict[str, Any]) -> None:
    for example in rule["examples"]:
        assert one(example).qualifier == rule["id"], example


@pytest.mark.parametrize("text", ["20.01.2026", "1.2.3", "May", "nineties"])
def test_not_numbers(text: str) -> None:
    assert read(tokenize(text)) == []


def test_ordinals_are_marked() -> None:
    assert one("the 11th").ordinal


def test_a_comma_after_the_decimal_point_parts_no_thousands() -> None:
    # "43.6,498" stopped the reading of the whole article
    values = [number.value for number in read(tokenize("It stood at 43.6,498 million."))]
    assert 43_649_800_000 not in values
