"""What numbers say of each other: growth between two amounts, differences, and levels told before."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from streams.economy.arithmetic import NOTHING, Growth, grows, sums
from streams.economy.money import Quantity, read
from streams.text.tokens import tokenize
from tests.economy.articles import brief, observations, told


def quantities(text: str) -> list[Quantity]:
    return read(tokenize(text))


AMOUNTS = st.integers(100_000, 99_999_999).map(lambda cents: cents * 1e4)  # $1,000.00m and more
ROUNDING = 5e3  # half a hundredth of a million


@given(AMOUNTS, AMOUNTS)
def test_the_rounded_growth_between_two_amounts_leads_from_one_to_the_other(now: float, then: float) -> None:
    percent = (now / then - 1) * 100
    assert grows((now, ROUNDING), (then, ROUNDING), round(percent, 1), 0.05)


@given(AMOUNTS, AMOUNTS, st.sampled_from([-1, 1]), st.floats(0.5, 50))
def test_a_growth_off_by_more_than_the_roundings_does_not(
    now: float, then: float, side: int, off: float
) -> None:
    percent = (now / then - 1) * 100
    room = 100 * (ROUNDING / then + now * ROUNDING / then**2) + 0.05
    assert not grows((now, ROUNDING), (then, ROUNDING), percent + side * (1.1 * room + off), 0.05)


@given(AMOUNTS, AMOUNTS)
def test_what_grew_by_a_percentage_did_not_fall_by_it(now: float, then: float) -> None:
    percent = (now / then - 1) * 100
    assume(abs(percent) > 1)
    assert not grows((now, ROUNDING), (then, ROUNDING), -percent, 0.05)


@given(AMOUNTS, AMOUNTS)
def test_balances_below_zero_grow_by_their_size(now: float, then: float) -> None:
    percent = (now / then - 1) * 100
    assert grows((-now, ROUNDING), (-then, ROUNDING), round(percent, 1), 0.05)


def test_roundings_that_leave_room_for_anything_agree_with_nothing() -> None:
    assert grows((3e9, 5e6), (2e9, 5e6), 50, 0.5)
    assert not grows((3e9, 5e8), (2e9, 5e8), 50, 0.5)
    assert not grows((3e9, 5e6), (0, 5e6), 50, 0.5)
    assert not grows((0, 5e6), (2e9, 5e6), -100, 0.5)


@given(AMOUNTS, AMOUNTS)
def test_sums_find_the_growth_of_a_sentence(now: float, then: float) -> None:
    percent = round((now / then - 1) * 100, 2)
    assume(abs(percent) > 1)
    text = f"${now / 1e6:.2f} million, a change of {abs(percent):.2f} percent, from ${then / 1e6:.2f} million"
    assert Growth(1, 0, 2, percent < 0) in sums(quantities(text)).of(1)


@given(AMOUNTS, AMOUNTS)
def test_sums_find_the_difference_of_two_amounts(low: float, gap: float) -> None:
    text = f"${low / 1e6:.2f} million, ${(low + gap) / 1e6:.2f} million and ${gap / 1e6:.2f} million"
    assert 2 in sums(quantities(text)).steps


def test_only_one_reading_of_three_numbers_is_true() -> None:
    found = sums(quantities("$517.63 million, growth of 18.46 percent, $436.97 million"))
    assert found.growth == (Growth(1, 0, 2, falls=False),)
    assert found.steps == frozenset()


def test_amounts_in_two_currencies_say_nothing_of_each_other() -> None:
    assert sums(quantities("$150 million, 50.0 percent, Rs100 million")) == NOTHING


def test_one_amount_a_range_or_a_table_says_nothing() -> None:
    assert sums(quantities("$150 million, 50.0 percent")) is NOTHING
    assert sums(quantities("$150-160 million, 50.0 percent, $100 million")) is NOTHING
    table = ", ".join(f"${100 + place} million" for place in range(13))
    assert sums(quantities(f"{table} and 1.0 percent")) is NOTHING


def test_the_numbers_place_a_percentage() -> None:
    found = observations(
        "IT exports of $436.97 million in November 2025, growth of 18.46 percent, $517.63 million in December 2025."
    )
    assert told(found) == [(436.97e6, "2025-11", {}), (517.63e6, "2025-12", {"mom": 18.46})]


def test_the_numbers_tell_which_amount_is_compared() -> None:
    found = observations(
        "IT exports grew by 23.0 percent, $437.0 million in December 2025, $355.3 million a month earlier."
    )
    assert told(found) == [(437e6, "2025-12", {"mom": 23}), (355.3e6, "2025-11", {})]


def test_a_difference_of_two_amounts_is_no_level() -> None:
    found = observations(
        "Exports were $2.45 billion in December 2025, $0.24 billion above the $2.21 billion of November 2025."
    )
    assert told(found) == [(2.45e9, "2025-12", {}), (2.21e9, "2025-11", {})]


def test_a_percentage_in_a_sentence_of_its_own_goes_where_the_numbers_agree() -> None:
    found = observations(
        "IT exports were $303 million in December 2025.",
        "In January 2026 IT exports were $265 million.",
        "It is a fall of 12.54 percent.",
        day="2026-02-20",
    )
    assert told(found) == [(303e6, "2025-12", {}), (265e6, "2026-01", {"mom": -12.54})]


def test_a_percentage_that_the_numbers_allow_stays_where_the_words_place_it() -> None:
    found = observations(
        "IT exports were $437 million in December 2025, up 23 percent from $355.3 million in November 2025 and up 25.6 percent from $348 million in December 2024."
    )
    assert told(found) == [
        (437e6, "2025-12", {"mom": 23, "yoy": 25.6}),
        (355.3e6, "2025-11", {}),
        (348e6, "2024-12", {}),
    ]


def test_a_growth_and_its_earlier_amount_find_the_level_told_before() -> None:
    found = observations(
        "Remittances from Saudi Arabia were $755 million in December 2025.",
        "Remittances from the UAE were $614 million in December 2025.",
        "On a yearly basis, they jumped 13.0 percent, as compared to $668.1 million.",
    )
    assert [(o.counterpart, *t) for o, t in zip(found, told(found), strict=True)] == [
        ("SA", 755e6, "2025-12", {"yoy": 13}),
        ("AE", 614e6, "2025-12", {}),
        ("SA", 668.1e6, "2024-12", {}),
    ]


def test_an_earlier_amount_that_fits_no_level_finds_none() -> None:
    found = observations(
        "Remittances from Saudi Arabia were $755 million in December 2025.",
        "Remittances from the UAE were $614 million in December 2025.",
        "On a yearly basis, they jumped 40.0 percent, as compared to $668.1 million.",
    )
    assert [t for o, t in zip(found, told(found), strict=True) if o.counterpart == "SA"] == [
        (755e6, "2025-12", {})
    ]


def test_a_percentage_told_twice_stands_on_the_basis_that_is_said() -> None:
    found = observations(
        "Exports fell 4.1 percent to $2.3 billion in December 2025.",
        "Month-on-month, exports fell 4.1 percent in December 2025.",
    )
    assert told(found) == [(2.3e9, "2025-12", {"mom": -4.1})]


@pytest.mark.parametrize("percent", ["0.4", "0.9"])
def test_a_small_percentage_agrees_with_anything_and_is_not_moved(percent: str) -> None:
    found = observations(
        "IT exports were $303.0 million in December 2025.",
        f"In January 2026 IT exports were ${303.0 * (1 + float(percent) / 100):.1f} million.",
        f"Food exports rose by {percent} percent in January 2026.",
        day="2026-02-20",
    )
    assert [one[2] for one in told(found) if one[0] > 1e6] == [{}, {}]


def test_a_growth_rate_of_a_target_is_no_growth_of_a_level() -> None:
    found = observations(
        "IT exports were $3.8 billion in FY25.",
        "The government has set a target of $5 billion for IT exports in FY26.",
        "IT exports grew by 18 percent in FY25.",
    )
    assert [(*b, t[2]) for b, t in zip(brief(found), told(found), strict=True)] == [
        ("exports.it", 3.8e9, "FY2025", {"yoy": 18}),
        ("exports.it", 5e9, "FY2026", {}),
    ]


def test_a_percentage_told_behind_two_levels_is_the_later_ones() -> None:
    found = observations(
        "IT exports were $303 million in December 2025 and $265 million in January 2026.",
        "The fall was 12.54 percent.",
        day="2026-02-20",
    )
    assert told(found) == [(303e6, "2025-12", {}), (265e6, "2026-01", {"mom": -12.54})]


def test_a_growth_that_no_level_allows_is_not_moved() -> None:
    found = observations(
        "IT exports were $303 million in December 2025 and $265 million in January 2026.",
        "IT exports rose by 31.4 percent year-on-year in December 2025.",
        day="2026-02-20",
    )
    assert told(found) == [(303e6, "2025-12", {"yoy": 31.4}), (265e6, "2026-01", {})]


def test_a_percentage_on_the_wrong_level_goes_to_the_right_one() -> None:
    found = observations(
        "IT exports were $400.0 million in December 2024.",
        "IT exports were $300.0 million in January 2026 and $500.0 million in December 2025, up 25.0 percent year-on-year.",
        day="2026-02-20",
    )
    assert {label: growth for _, label, growth in told(found)} == {
        "2024-12": {},
        "2026-01": {},
        "2025-12": {"yoy": 25},
    }


def test_levels_of_a_table_are_not_compared() -> None:
    rows = [
        f"IT exports were ${300 + 7 * month} million in {name} 2024."
        for month, name in enumerate(
            [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
            ]
        )
    ]
    found = observations(*rows, "IT exports rose by 2.3 percent.")
    assert len(found) == 11
    assert sum(len(t[2]) for t in told(found)) <= 1


@pytest.mark.parametrize("first", ["the month before", "in the previous month"])
def test_an_earlier_amount_tells_the_basis_of_a_level_before(first: str) -> None:
    found = observations(
        "Remittances from Saudi Arabia were $755.0 million in December 2025.",
        f"This is an increase of 13.0 percent from $668.1 million {first}.",
    )
    assert [(o.counterpart, *t) for o, t in zip(found, told(found), strict=True)] == [
        ("SA", 755e6, "2025-12", {"mom": 13}),
        ("SA", 668.1e6, "2025-11", {}),
    ]
