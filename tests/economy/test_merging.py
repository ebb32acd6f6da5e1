"""One claim told several times is one figure, in whatever order it is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Evidence
from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.merging import agree, merge

DECEMBER = Interval(date(2025, 12, 1), date(2025, 12, 31))


def told(
    value: float, rounding: float = 5e5, *, place: int = 0, interval: Interval | None = DECEMBER
) -> Figure:
    evidence = [Evidence(field="body", start=place, end=place + 4)]
    return Figure("exports.it", "PK", interval, "span", value, "USD", rounding, evidence, sentence=place)


def changed(percent: float, basis: str, *, place: int = 9) -> Figure:
    figure = told(percent, 0.5, place=place)
    figure.change = basis
    return figure


def values(figures: Sequence[Figure]) -> list[float]:
    return [figure.value for figure in figures]


def test_the_most_precise_value_stands() -> None:
    (one,) = merge([told(4.4e8, 5e6), told(4.368e8, 5e4, place=1), told(4.37e8, place=2)])
    assert (one.value, one.rounding, len(one.evidence)) == (4.368e8, 5e4, 3)


def test_values_that_cannot_be_the_same_stay_apart() -> None:
    assert values(merge([told(3.56e8), told(3.66e8, place=1)])) == [3.56e8, 3.66e8]


def test_a_figure_without_a_period_only_lends_evidence() -> None:
    (one,) = merge([told(4.37e8, interval=None), told(4.37e8, place=1)])
    assert len(one.evidence) == 2
    assert merge([told(4.37e8, interval=None)]) == []


def test_a_change_finds_its_level() -> None:
    (one,) = merge([changed(23, "mom", place=0), told(4.37e8, place=1)])
    assert one.changes == {"mom": (23, 0.5)}
    assert values(merge([changed(23, "mom")])) == [23]


def test_a_basis_that_is_said_beats_one_that_is_assumed() -> None:
    level = told(4.37e8)
    level.changes, level.assumed = {"yoy": (-44.6, 0.05)}, {"yoy"}
    (one,) = merge([level, changed(-44.6, "mom")])
    assert one.changes == {"mom": (-44.6, 0.5)}


@pytest.mark.parametrize(("title", "body"), [(17.53e9, 17.536e9), (3.8e9, 3.84e9)])
def test_headlines_cut_digits_off(title: float, body: float) -> None:
    headline = told(title, 5e6 if title > 5e9 else 5e7)
    headline.titled = True
    assert agree(headline, told(body, 5e5))


@given(st.lists(st.sampled_from([3.48e8, 3.56e8, 3.66e8, 4.37e8]), max_size=12))
def test_the_order_of_telling_changes_no_value(told_values: list[float]) -> None:
    figures = [told(value, place=place) for place, value in enumerate(told_values)]
    assert sorted(values(merge(figures))) == sorted(set(told_values))


def test_merging_keeps_a_bounded_number_of_values_to_a_claim() -> None:
    found = merge([told(1e9 + 1e7 * place, place=place) for place in range(500)])
    assert 1 < len(found) < 100
    assert values(found) == sorted(values(found))
