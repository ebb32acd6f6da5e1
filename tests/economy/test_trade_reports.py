"""Trade reports in the manner of agencies: torn numbers, scales one by one, what came before, and what was expected."""

from __future__ import annotations

import pytest

from streams.economy.money import read
from streams.text.normal import normal
from streams.text.tokens import tokenize
from tests.economy.articles import brief, counterparts, observations

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


def test_what_was_expected_is_of_the_period_of_what_came() -> None:
    text = (
        "ISLAMABAD: Pakistan's trade deficit widened to $2.86 billion in November 2025 from $2.4 billion in October, "
        "above analysts' forecasts for a shortfall of $2.5 billion. Economists had expected a deficit of $2.6 billion."
    )
    found = [o for o in observations(text) if o.status == "forecast"]
    assert [(o.value, o.period.label) for o in found] == [(-2.5e9, "2025-11"), (-2.6e9, "2025-11")]


def test_what_is_expected_lies_ahead() -> None:
    text = (
        "ISLAMABAD: Pakistan's trade deficit was $2.86 billion in November 2025.\n\n"
        "The survey showed the deficit is expected to reach $3.1 billion in FY27."
    )
    assert [(o.value, o.period.label) for o in observations(text)][1:] == [(-3.1e9, "FY2027")]


def test_a_full_year_that_is_named_is_the_year_of_a_projection() -> None:
    text = (
        "The bank raised its projection for Pakistan's remittances to $38 billion for the full year of FY25."
    )
    assert [o.period.label for o in observations(text, day="2025-07-09")] == ["FY2025"]


def test_a_rolling_deficit_is_of_twelve_months() -> None:
    text = "That brought Pakistan's 12-month rolling current account deficit to $2.5 billion as of September 2025."
    (found,) = observations(text)
    assert (found.basis, str(found.period.start)) == ("rolling_12m", "2024-10-01")


@pytest.mark.parametrize(
    "text",
    [
        "Of this, the domestic sector shipped $849 million, up 5 percent in November 2025.",
        "Foreign-invested firms posted a trade surplus of $310 million in November 2025.",
        "Exports to non-EU countries were $1.1 billion in November 2025.",
        "Exports to markets outside the EU were $1.1 billion in November 2025.",
    ],
)
def test_a_part_by_owners_or_left_over_is_no_total(text: str) -> None:
    total = "KARACHI: Pakistan's exports were $2.4 billion in November 2025."
    assert [o.value for o in observations(f"{total}\n\n{text}")] == [2.4e9]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pakistan's automobile industry attracted FDI of $18 million in November 2025.", 0),
        ("Pakistan's FDI was $218 million in November 2025, the ministry of industry said.", 1),
        (
            "According to the commerce and industry ministry, Pakistan's FDI was $218 million in November 2025.",
            1,
        ),
    ],
)
def test_investment_in_one_branch_is_not_all_of_it(text: str, count: int) -> None:
    assert len(observations(text)) == count


def test_two_series_behind_a_third_are_dealt_out() -> None:
    text = (
        "Pakistan's trade deficit narrowed by 9.1 percent in November 2025, while its exports and imports reached "
        "$2.4 billion and $5.2 billion, respectively, the bureau announced."
    )
    found = {o.indicator: o.value for o in observations(text)}
    assert (found["exports.goods"], found["imports.goods"]) == (2.4e9, 5.2e9)


def test_a_partner_named_at_the_end_of_the_clause() -> None:
    text = "KARACHI: Exports came to $2.4 billion in November 2025. The top destination was Germany, with exports worth $155 million."
    assert counterparts(observations(text)) == [(None, 2.4e9), ("DE", 155e6)]


def test_a_balance_shows_a_shortfall() -> None:
    (found,) = observations(
        "Pakistan's balance of trade in goods showed a shortfall of $2.7 billion in November 2025."
    )
    assert found.value == -2.7e9


def test_the_month_of_a_base_is_not_what_follows() -> None:
    text = (
        "KARACHI: Pakistan's trade deficit was $2.86 billion in November 2025.\n\n"
        "The trade gap with non-EU countries widened to $1.7 billion from $1.3 billion in October. Exports fell 16 per cent."
    )
    assert [o.period.label for o in observations(text) if o.indicator == "exports.goods"] == ["2025-11"]


def test_a_currency_in_letters_is_no_name() -> None:
    text = "Pakistan's trade deficit narrowed to USD 2.7 billion in November 2025 from USD 2.9 billion in October."
    assert [o.value for o in observations(text)] == [-2.7e9, -2.9e9]


@pytest.mark.parametrize(
    "text",
    [
        "Exports to Asia were $810 million in November 2025.",
        "Exports to the rest of Europe were $810 million in November 2025.",
        "Exports to Latin America were $81 million in November 2025.",
    ],
)
def test_a_continent_is_no_partner_and_not_the_whole(text: str) -> None:
    total = "KARACHI: Pakistan's exports were $2.4 billion in November 2025."
    assert [o.value for o in observations(f"{total}\n\n{text}")] == [2.4e9]


def test_what_stands_beside_the_balance_with_a_partner() -> None:
    text = (
        "KARACHI: Pakistan's exports were $2.4 billion and imports were $5.2 billion in November 2025.\n\n"
        "The trade deficit with China grew to $1.2 billion. Exports dipped to $210 million."
    )
    assert sorted(o.value for o in observations(text) if o.counterpart == "CN") == [-1.2e9, 210e6]


def test_the_deficit_in_what_has_been_told_is_the_balance() -> None:
    text = (
        "KARACHI: Pakistan's exports were $2.4 billion while imports were $5.2 billion in November 2025.\n\n"
        "The deficit rose from a revised figure of $2.7 billion in October."
    )
    assert ("trade.balance", -2.7e9, "2025-10") in brief(observations(text))


def test_a_period_behind_the_second_series_is_of_both() -> None:
    text = "Pakistan's exports were $2.4 billion while imports reached $5.2 billion in November 2025."
    assert [o.period.label for o in observations(text)] == ["2025-11", "2025-11"]


def test_the_growth_of_the_month_before_is_not_the_level_s() -> None:
    text = (
        "Pakistan's imports rose 1.5 percent to $5.2 billion in November 2025 versus expectations of $5.3 billion "
        "after soaring 6.5 percent a month earlier."
    )
    (found, *_) = observations(text)
    assert 6.5 not in [change.percent for change in found.changes]


def test_the_same_amount_in_other_money_is_told_once() -> None:
    text = "Pakistan's trade deficit stood at Rs760 billion, or almost $2.7 billion, in November 2025."
    assert len(observations(text)) == 1


def test_a_surplus_with_its_own_period() -> None:
    text = "Pakistan's current account showed a $2.4 billion deficit in September 2025, after a $110 million surplus in August 2025."
    assert [o.period.label for o in observations(text)] == ["2025-09", "2025-08"]


def test_nine_months_of_the_year_are_the_calendar_s_where_the_day_says_so() -> None:
    text = "Pakistan's exports were $23 billion in the first nine months of the year."
    assert [o.period.label for o in observations(text, day="2025-10-20")] == ["2025-M09"]
    assert [o.period.label for o in observations(text, day="2025-04-20")] == ["FY2025-M09"]


def test_from_a_month_that_is_named_with_its_year() -> None:
    text = (
        "KARACHI: Pakistan's trade deficit widened to $26 billion in FY25.\n\n"
        "The trade deficit widened by 33 percent, jumping from $1.8 billion in June 2024 to $2.4 billion in June 2025."
    )
    assert [o.period.label for o in observations(text, day="2025-07-05")] == ["FY2025", "2024-06", "2025-06"]


def test_the_same_month_of_last_year_makes_the_level_a_month_s() -> None:
    text = (
        "KARACHI: Pakistan's foreign direct investment fell to $1.37 billion in July-April 2018-19.\n\n"
        "Year on year, FDI too fell, to $102.8 million against $228.5 million in the same month of last year."
    )
    assert [o.period.label for o in observations(text, day="2019-05-23")][1:] == ["2019-04", "2018-04"]


def test_a_step_in_brackets_is_no_level() -> None:
    text = "Pakistan's exports increased by 10.65 percent ($2.702 billion) to $28.070 billion in July-May 2023-24."
    assert [o.value for o in observations(text, day="2024-06-05")] == [28.07e9]


def test_the_growth_of_a_continent_stays_with_it() -> None:
    text = "Pakistan's exports to Asia were down 12.1 percent to $920 million, while exports to China fell 9.7 percent to $210 million in November 2025."
    (found,) = observations(text)
    assert [c.percent for c in found.changes] == [-9.7]


def test_portfolio_investments_are_no_direct_ones() -> None:
    text = (
        "Pakistan's foreign direct investment recorded a net inflow of $155 million in November 2025, while "
        "portfolio investments saw a net inflow of $52 million, against a net outflow of $3 million."
    )
    assert [o.value for o in observations(text)] == [155e6]


def test_the_exports_are_those_of_the_sentence_before() -> None:
    text = (
        "KARACHI: Pakistan's IT exports were $283 million in November 2025.\n\n"
        "Total services exports fell to $714 million in November 2025. The exports, however, rose to $3.6 billion in July-November."
    )
    assert ("exports.services", 3.6e9, "FY2026-M05") in brief(observations(text))


def test_the_side_that_stands_behind_the_figure_is_its_own() -> None:
    text = "Pakistan's current account posted a $98 million surplus in November 2025, down from a $291 million deficit in October 2025."
    assert [o.value for o in observations(text)] == [98e6, -291e6]


def test_the_money_tells_the_country() -> None:
    text = (
        "China was the main origin of goods in the third quarter of 2025, the bureau said, ahead of the Netherlands.",
        "Nigeria earned less. Total imports stood at N5.93 trillion in the third quarter of 2025.",
        "Total exports rose to N3.19 trillion in the third quarter of 2025.",
    )
    assert {o.geo for o in observations(*text, title="Imports rise", url="https://example.com/a")} == {"NG"}
