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
from tests.economy.articles import observations

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


def test_digits_cut_off_a_little_are_one_number() -> None:
    assert agree(told(2.44e9, 5e6), told(2.448e9, 5e5))
    assert not agree(told(2.44e9, 5e6), told(2.452e9, 5e5))  # not cut, and not rounded
    assert not agree(told(4.4e8, 5e6), told(4.489e8, 5e4))  # a fiftieth of it would be cut


def test_digits_are_not_cut_off_loans_and_rates() -> None:
    one, other = told(2.44e9, 5e6), told(2.448e9, 5e5)
    one.span = other.span = "one_off"
    assert not agree(one, other)


def test_loans_told_roughly_are_two_where_they_are_not_near() -> None:
    two, more = told(2e9, 5e8), told(2.3e9, 5e7)
    assert agree(two, more)
    two.span = more.span = "one_off"
    assert not agree(two, more)


def test_more_than_and_the_exact_amount_are_one() -> None:
    over = told(19e9, 5e8, place=0)
    over.qualifier = "over"
    (one,) = merge([over, told(19.73e9, 5e6, place=1)])
    assert (one.value, one.rounding, one.qualifier, len(one.evidence)) == (19.73e9, 5e6, "exact", 2)
    under = told(19e9, 5e8, place=0)
    under.qualifier = "under"
    assert values(merge([under, told(19.73e9, 5e6, place=1)])) == [19e9, 19.73e9]


def test_an_exact_value_is_not_made_rough_by_a_rough_one() -> None:
    about = told(1.98e10, 5e6, place=1)
    about.qualifier = "about"
    (one,) = merge([told(1.97e10, 5e7), about])
    assert (one.value, one.qualifier) == (1.97e10, "exact")


def test_numbers_that_only_touch_are_two() -> None:
    assert not agree(told(13e9, 5e8), told(14e9, 5e8))
    assert agree(told(13e9, 5e8), told(13.4e9, 5e7))


def test_two_units_are_two() -> None:
    rupees = told(4.37e8)
    rupees.unit = "PKR"
    assert not agree(told(4.37e8), rupees)


def test_an_assumed_basis_gives_way_to_the_other_telling() -> None:
    one, other = told(4.37e8), told(4.37e8, place=1)
    one.changes, one.assumed = {"yoy": (23, 0.5)}, {"yoy"}
    other.changes = {"mom": (23, 0.5)}
    (merged,) = merge([one, other])
    assert merged.changes == {"mom": (23, 0.5)}


def test_the_sharper_of_two_changes_stands() -> None:
    one, other = told(4.37e8), told(4.37e8, place=1)
    one.changes, other.changes = {"mom": (23, 0.5)}, {"mom": (22.8, 0.05)}
    (merged,) = merge([one, other])
    assert merged.changes == {"mom": (22.8, 0.05)}


def test_a_target_is_not_the_level() -> None:
    target = told(4.37e8, place=1)
    target.status = "target"
    assert [f.status for f in merge([told(4.37e8), target])] == ["actual", "target"]


def test_a_provisional_figure_stays_provisional() -> None:
    provisional = told(4.37e8, place=1)
    provisional.status = "provisional"
    (one,) = merge([told(4.37e8), provisional])
    assert one.status == "provisional"


def test_partners_are_kept_apart() -> None:
    china = told(4.37e8, place=1)
    china.counterpart = "CN"
    assert [f.counterpart for f in merge([told(4.37e8), china])] == [None, "CN"]


def test_what_is_told_once_as_the_news_is_the_news() -> None:
    compared = told(4.37e8)
    compared.compared = True
    (one,) = merge([compared, told(4.37e8, place=1)])
    assert not one.compared


def test_two_rates_of_one_sentence_are_two_though_their_roundings_meet() -> None:
    def rate(value: float, rounding: float, place: int) -> Figure:
        figure = told(value, rounding, place=place)
        figure.indicator, figure.unit = "prices.cpi", "percent"
        return figure

    assert values(merge([rate(3, 0.5, 0), rate(2.8, 0.05, 0)])) == [3, 2.8]
    assert values(merge([rate(3, 0.5, 0), rate(2.8, 0.05, 1)])) == [2.8]


def test_a_claim_cites_a_bounded_number_of_places() -> None:
    (one,) = merge([told(4.37e8, place=place) for place in range(100)])
    assert 1 < len(one.evidence) < 50


def test_headline_and_body_are_one_observation() -> None:
    (found,) = observations(
        "ISLAMABAD: IT exports reached $437.6 million in December 2025.",
        title="Pakistan's IT exports reach $437m",
    )
    assert (found.value, {piece.field for piece in found.evidence}) == (437.6e6, {"title", "body"})


def test_over_so_much_in_the_headline_and_the_amount_below() -> None:
    (found,) = observations(
        "KARACHI: Remittances were $19.73 billion in July-December FY26.",
        title="Remittances to Pakistan over $19bn in July-December FY26",
    )
    assert (found.value, found.qualifier) == (19.73e9, "exact")


def test_headlines_round_and_cut_where_the_body_does_not() -> None:
    headline, body = told(3.8e9, 5e7), told(3.88e9, 5e6)
    assert not agree(headline, body)
    headline.titled = True
    assert agree(headline, body)
    assert agree(body, headline)


def test_a_rate_in_the_headline_is_that_of_the_body() -> None:
    headline, body = told(3, 0.5), told(2.8, 0.05)
    for figure in (headline, body):
        figure.indicator, figure.unit = "prices.cpi", "percent"
    assert not agree(headline, body)
    headline.titled = True
    assert agree(headline, body)


def test_a_change_without_a_period_is_kept_for_the_audit() -> None:
    change = changed(23, "mom")
    change.interval = None
    assert [f.interval for f in merge([change])] == [None]


def test_a_change_told_twice_is_one() -> None:
    (one,) = merge([changed(23, "mom", place=1), changed(23, "mom", place=9)])
    assert (one.value, len(one.evidence)) == (23, 2)


def test_a_change_that_only_may_be_of_its_basis_gives_way_to_one_that_is_told() -> None:
    level, change = told(4.37e8), changed(23, "yoy")
    level.changes = {"mom": (23, 0.5)}
    change.assumed = {""}
    (one,) = merge([level, change])
    assert one.changes == {"mom": (23, 0.5)}


def test_a_basis_that_is_said_replaces_another_percentage_that_is_assumed() -> None:
    one, other = told(4.37e8), told(4.37e8, place=1)
    one.changes, one.assumed = {"yoy": (23, 0.5)}, {"yoy"}
    other.changes = {"yoy": (26, 0.5)}
    (merged,) = merge([one, other])
    assert (merged.changes, merged.assumed) == ({"yoy": (26, 0.5)}, set())
