"""Growth rates in the words of the agencies: told as levels, expected, of the month before, of somebody's trade."""

from __future__ import annotations

import pytest

from schemas import Observation
from tests.economy.articles import changes, observations

LEAD = "BERLIN: Germany's exports fell 2.1 percent month-on-month in May, the statistics office said."


def rates(*paragraphs: str, day: str = "2025-07-08") -> list[tuple[str, float, str, str, str]]:
    """Indicator, value, month, status and basis of the growth rates that stand alone."""
    return [
        (o.indicator, o.value, o.period.label, o.status, o.changes[0].basis)
        for o in observations(*paragraphs, title="Trade", day=day)
        if o.transformation == "change"
    ]


def only(*paragraphs: str, day: str = "2025-07-08", title: str = "Trade") -> Observation:
    (found,) = observations(*paragraphs, title=title, day=day)
    return found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Year-on-year, exports growth slowed to 3.4 percent from 7.7 percent.", [3.4, 7.7]),
        ("On a yearly basis, growth in exports picked up to 3.4 percent from 1.2 percent.", [3.4, 1.2]),
        ("Year-on-year, the decline in exports deepened to 6.5 percent from 2.5 percent.", [-6.5, -2.5]),
    ],
)
def test_growth_is_told_as_a_level_and_the_month_before_with_it(text: str, values: list[float]) -> None:
    found = rates(f"{LEAD} {text}")
    assert [(v, month, basis) for _, v, month, _, basis in found if basis == "yoy"] == [
        (values[0], "2025-05", "yoy"),
        (values[1], "2025-04", "yoy"),
    ]


def test_a_level_of_another_kind_is_no_growth() -> None:
    assert rates(f"{LEAD} The tariff on exports was raised to 15 percent from 10 percent.") == rates(LEAD)


@pytest.mark.parametrize(
    "text",
    [
        "Shipments were forecast to climb 0.9 percent.",
        "Economists had expected exports to gain 0.9 percent.",
        "Economists in a poll had pointed to a 0.9 percent rise in exports.",
    ],
)
def test_what_was_expected_of_the_month_is_a_forecast(text: str) -> None:
    assert ("exports.goods", 0.9, "2025-05", "forecast", "mom") in rates(f"{LEAD} {text}")


def test_expected_growth_is_no_growth_of_a_level() -> None:
    text = (
        "JAKARTA: Indonesia's exports rose 2.4 percent from a year earlier to $21.5 billion in May, above the 1.1 percent "
        "rise expected by economists."
    )
    level, view = observations(text, title="Trade", day="2025-06-16")
    assert changes(level) == {"yoy": 2.4}
    assert (view.value, view.status) == (1.1, "forecast")


def test_what_came_before_an_expectation_is_a_fact() -> None:
    text = "BEIJING: China's exports rose 8 percent on year in June. Analysts had forecast a 6 percent rise after a gain of 9 percent in May."
    assert rates(text) == [
        ("exports.goods", 8.0, "2025-06", "actual", "yoy"),
        ("exports.goods", 6.0, "2025-06", "forecast", "yoy"),
        ("exports.goods", 9.0, "2025-05", "actual", "yoy"),
    ]


def test_a_goal_is_no_expectation() -> None:
    assert all(r[3] == "actual" for r in rates(f"{LEAD} The ministry wants exports to grow by 12 percent."))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("That was weaker than a rise of 4.4 percent in the previous month.", 4.4),
        ("The drop followed a 4.4 percent gain in April.", 4.4),
        ("It was a turn from April's rise of 4.4 percent.", 4.4),
    ],
)
def test_rates_of_the_month_before(text: str, value: float) -> None:
    assert ("exports.goods", value, "2025-04", "actual", "mom") in rates(f"{LEAD} {text}")


def test_a_rate_beside_a_level_may_be_of_the_month_before() -> None:
    text = "TOKYO: Japan's imports rose 5.5 percent on year to 9.1 trillion yen in May, after sinking 2.2 percent a month earlier."
    level, before = observations(text, title="Trade", day="2025-06-18")
    assert (level.value, changes(level)) == (9.1e12, {"yoy": 5.5})
    assert (before.value, before.period.label) == (-2.2, "2025-04")


def test_what_it_was_originally_put_at_is_nothing() -> None:
    text = "TOKYO: Japan's imports rose 5.5 percent on year in May following the revised 3.1 percent gain a month earlier (originally 2.9 percent)."
    assert [r[1] for r in rates(text, day="2025-06-18")] == [5.5, 3.1]


@pytest.mark.parametrize(
    "text",
    [
        "The fall was led by a 3.3 percent drop in sales to the euro zone.",
        "It came with a 3.3 percent fall in shipments to non-EU countries.",
    ],
)
def test_the_trade_with_a_region_is_not_the_whole(text: str) -> None:
    assert -3.3 not in [r[1] for r in rates(f"{LEAD} {text}")]


@pytest.mark.parametrize("verb", ["sold", "exported"])
def test_the_trade_with_a_country_has_its_partner(verb: str) -> None:
    found = observations(f"{LEAD} Germany {verb} 4.2 percent more goods to the United States.", title="Trade")
    assert [(o.counterpart, o.value) for o in found if o.counterpart] == [("US", 4.2)]


def test_a_basis_said_for_one_holds_for_the_next_sentence() -> None:
    assert ("imports.goods", -1.4, "2025-05", "actual", "mom") in rates(
        f"{LEAD} Imports dropped 1.4 percent."
    )


def test_where_months_are_told_adjusted_a_bare_change_counts_from_the_month_before() -> None:
    found = only("LONDON: Britain's exports of goods rose by 2.5 percent to £31.2 billion in May.")
    assert changes(found) == {"mom": 2.5}
    found = only("ISLAMABAD: Pakistan's exports of goods rose by 2.5 percent to $2.7 billion in May.")
    assert changes(found) == {"yoy": 2.5}


def test_two_rates_of_one_month_have_two_bases() -> None:
    text = "KARACHI: Workers' remittances declined by 6.3 percent to $3.2 billion in May, a drop of 11.5 percent on a yearly basis."
    assert changes(only(text)) == {"mom": -6.3, "yoy": -11.5}


def test_steps_in_brackets_stand_between_a_rate_and_its_way() -> None:
    text = "ISLAMABAD: Pakistan's trade deficit was $2.6 billion in May. The deficit showed a 4 percent month-on-month (MoM) decline."
    assert changes(only(text)) == {"mom": -4.0}


def test_wider_and_narrower_than_before() -> None:
    text = "ISLAMABAD: Pakistan's trade deficit was $2.6 billion in May. The gap, though still large, was 4.2 percent narrower than April's deficit of $2.7 billion."
    later, earlier = observations(text, title="Trade", day="2025-06-03")
    assert (later.value, changes(later)) == (-2.6e9, {"mom": -4.2})
    assert (earlier.value, earlier.period.label) == (-2.7e9, "2025-04")


def test_one_comparison_behind_two_rates() -> None:
    found = rates(
        "ISLAMABAD: In May, exports grew 9 percent and imports grew 4 percent over the previous month.",
        day="2025-06-03",
    )
    assert [r[4] for r in found] == ["mom", "mom"]


def test_an_economy_that_only_says_whose_trade_it_is() -> None:
    found = only(
        "BEIJING: China's customs said exports from the world's second largest economy rose 5.8 percent in May."
    )
    assert found.indicator == "exports.goods"
