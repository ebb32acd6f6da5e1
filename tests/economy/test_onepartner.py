"""One partner for a figure and what it is compared with."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, counterparts, observations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exports to China were $223 million in December 2025 against exports of $187 million in December 2024.",
            [("CN", 223e6), ("CN", 187e6)],
        ),
        (
            "The exports to Germany rose by 12.1 percent from $199 million in December 2024, against the exports of $223 million in December 2025.",
            [("DE", 199e6), ("DE", 223e6)],
        ),
        (
            "The imports from China dropped by 15 percent in December 2025 as compared to the imports of $930 million in November 2025.",
            [("CN", -15.0), ("CN", 930e6)],
        ),
        (
            "The imports for China grew to $1,003 million in December 2025 against imports of $906 million in December 2024.",
            [("CN", 1003e6), ("CN", 906e6)],
        ),
        (
            "Exports to China were $223 million in December 2025 against total exports of $2,870 million in that month.",
            [("CN", 223e6), (None, 2870e6)],
        ),
    ],
)
def test_what_a_figure_is_compared_with_is_of_the_same_partner(
    text: str, expected: list[tuple[str | None, float]]
) -> None:
    assert counterparts(observations(text)) == expected


def test_how_long_a_decline_went_on_is_no_period() -> None:
    found = observations(
        "Exports recovered in December 2025 after six months of consecutive decline and stood at $2.87 billion."
    )
    assert brief(found) == [("exports.goods", 2.87e9, "2025-12")]


def test_exports_from_the_country_are_not_those_of_the_group_before() -> None:
    found = observations(
        "Exports of the food group were $590 million in December 2025.",
        "Exports from the country were recorded at $2.87 billion during December 2025.",
    )
    assert brief(found) == [("exports.food", 590e6, "2025-12"), ("exports.goods", 2.87e9, "2025-12")]


def test_a_list_without_brackets_begins_with_its_first_partner() -> None:
    found = observations(
        "Exports to the five largest markets in December 2025 were recorded as follows: Germany $164 million, Italy $158 million and France $61 million."
    )
    assert counterparts(found) == [("DE", 164e6), ("IT", 158e6), ("FR", 61e6)]
