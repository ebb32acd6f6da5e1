"""Percentages at the levels that the numbers give them; levels that a later sentence speaks of by their growth alone."""

from __future__ import annotations

from datetime import date

from streams.economy.audit import audit
from streams.economy.calendars import Interval, months_from
from streams.economy.figures import Figure
from streams.economy.recalling import recall

DECEMBER = months_from(date(2025, 12, 1), 1)
NOVEMBER = DECEMBER.shifted(-1)
BEFORE = DECEMBER.shifted(-12)


def level(
    value: float, interval: Interval | None = DECEMBER, *, indicator: str = "exports.it", sentence: int = 0
) -> Figure:
    return Figure(indicator, "PK", interval, "span", value * 1e6, "USD", 5e4, [], sentence=sentence)


def change(
    percent: float,
    basis: str = "yoy",
    interval: Interval | None = None,
    *,
    sure: bool = False,
    sentence: int = 0,
) -> Figure:
    figure = Figure("exports.it", "PK", interval, "span", percent, "percent", 0.05, [], sentence=sentence)
    figure.change = basis
    if not sure:
        figure.assumed = {""}
    return figure


def growths(figures: list[Figure]) -> list[dict[str, float]]:
    return [
        {basis: percent for basis, (percent, _) in f.changes.items()} for f in figures if f.change is None
    ]


def test_a_change_without_a_place_finds_the_one_level_that_the_numbers_name() -> None:
    assert growths(audit([level(437), level(356, NOVEMBER), change(22.8)])) == [{"mom": 22.8}, {}]


def test_a_change_that_fits_two_levels_finds_none() -> None:
    found = audit([level(437), level(356, NOVEMBER), level(356, BEFORE), change(22.8)])
    assert growths(found) == [{}, {}, {}]


def test_a_change_that_says_its_basis_finds_a_level_on_that_basis_only() -> None:
    assert growths(audit([level(437), level(356, NOVEMBER), change(22.8, "yoy", sure=True)])) == [{}, {}]
    assert growths(audit([level(437), level(356, NOVEMBER), change(22.8, "mom", sure=True)])) == [
        {"mom": 22.8},
        {},
    ]


def test_a_change_without_a_period_and_a_level_is_dropped_and_one_with_a_period_kept() -> None:
    assert audit([change(22.8)]) == []
    kept = change(22.8, interval=DECEMBER)
    assert audit([kept]) == [kept]
    assert [f.change for f in audit([level(437), level(436, NOVEMBER), kept])] == [None, None, "yoy"]
    assert [f.change for f in audit([level(437), level(436, NOVEMBER), change(22.8)])] == [None, None]


def test_a_change_that_a_level_has_already_is_told_once() -> None:
    one = level(437)
    one.changes = {"mom": (22.8, 0.05)}
    found = audit([one, level(356, NOVEMBER), change(22.8, interval=DECEMBER)])
    assert [f.change for f in found] == [None, None]


def test_a_small_percentage_is_not_moved() -> None:
    one = level(437)
    one.changes, one.assumed = {"yoy": (0.5, 0.05)}, {"yoy"}
    assert growths(audit([one, level(434.8, NOVEMBER)])) == [{"yoy": 0.5}, {}]
    one.changes, one.assumed = {"yoy": (5.0, 0.05)}, {"yoy"}
    assert growths(audit([one, level(416.2, NOVEMBER)])) == [{"mom": 5.0}, {}]


def test_a_percentage_that_the_numbers_allow_stays() -> None:
    one = level(437)
    one.changes, one.assumed = {"mom": (22.8, 0.05)}, {"mom"}
    assert growths(audit([one, level(355.9, NOVEMBER), level(355.9, BEFORE)])) == [{"mom": 22.8}, {}, {}]


def test_a_percentage_of_a_basis_that_is_said_does_not_change_it() -> None:
    one = level(437)
    one.changes = {"yoy": (22.8, 0.05)}
    assert growths(audit([one, level(355.9, NOVEMBER)])) == [{"yoy": 22.8}, {}]


def test_a_percentage_at_the_wrong_level_moves_but_takes_no_other_ones_place() -> None:
    wrong, right = level(300, NOVEMBER), level(500)
    wrong.changes = {"yoy": (25, 0.05)}
    assert growths(audit([wrong, right, level(400, BEFORE)])) == [{}, {"yoy": 25}, {}]
    wrong.changes, right.changes = {"yoy": (25, 0.05)}, {"yoy": (24.9, 0.05)}
    assert growths(audit([wrong, right, level(400, BEFORE)])) == [{"yoy": 25}, {"yoy": 24.9}, {}]


def test_an_assumed_basis_goes_where_the_same_percentage_has_one_that_is_said() -> None:
    one = level(437)
    one.changes, one.assumed = {"yoy": (22.8, 0.05), "mom": (22.8, 0.05)}, {"yoy"}
    assert growths(audit([one, level(355.9, NOVEMBER)])) == [{"mom": 22.8}, {}]


def test_rates_and_targets_are_no_levels_to_compare() -> None:
    target = level(356, NOVEMBER)
    target.status = "target"
    found = audit([level(437), target, change(22.8)])
    assert growths(found) == [{}, {}]


def test_two_series_are_not_compared() -> None:
    other = level(356, NOVEMBER, indicator="exports.services")
    assert growths(audit([level(437), other, change(22.8)])) == [{}, {}]


def base(value: float, interval: Interval | None = None, *, indicator: str = "exports.it") -> Figure:
    figure = level(value, interval, indicator=indicator, sentence=1)
    figure.compared = True
    return figure


def test_a_growth_and_its_base_find_the_level_before() -> None:
    before, start, grown = level(437), base(348), change(25.6, "yoy", sure=True, sentence=1)
    assert recall([before], [start, grown]) == [grown]
    assert growths([before]) == [{"yoy": 25.6}]
    assert start.interval == BEFORE


def test_the_periods_tell_the_basis_of_a_growth_where_the_words_do_not() -> None:
    before, start, grown = level(437), base(348, NOVEMBER), change(25.6, sentence=1)
    assert recall([before], [start, grown]) == [grown]
    assert growths([before]) == [{"mom": 25.6}]
    assert recall([level(437)], [base(348), change(25.6, sentence=1)]) == []


def test_a_sentence_with_a_level_of_its_own_recalls_nothing() -> None:
    own = level(500, sentence=1)
    assert recall([level(437)], [own, base(348), change(25.6, sure=True, sentence=1)]) == []


def test_a_growth_of_two_levels_of_another_series_or_far_away_recalls_none() -> None:
    def grown(sentence: int = 1) -> Figure:
        return change(25.6, sure=True, sentence=sentence)

    assert recall([level(437), level(437, NOVEMBER)], [base(348), grown()]) == []
    assert recall([level(437, indicator="exports.services")], [base(348), grown()]) == []
    assert recall([level(437)], [base(348), grown(4)]) == []
    assert recall([level(437, None)], [base(348), grown()]) == []
    target = level(437)
    target.status = "target"
    assert recall([target], [base(348), grown()]) == []


def test_a_level_that_has_such_a_growth_takes_no_other() -> None:
    before = level(437)
    before.changes = {"yoy": (25.5, 0.05)}
    assert recall([before], [base(348), change(25.6, sure=True, sentence=1)]) == []
    assert growths([before]) == [{"yoy": 25.5}]
