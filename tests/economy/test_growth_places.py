"""Where a growth rate stands that belongs to a level: behind an aim, before the series, in a sentence of its own."""

from __future__ import annotations

import pytest

from schemas import Observation
from tests.economy.articles import changes, observations


def found(*paragraphs: str, day: str, title: str = "Trade") -> list[Observation]:
    return observations(*paragraphs, title=title, day=day)


def level(indicator: str, *paragraphs: str, day: str, title: str = "Trade") -> Observation:
    return next(o for o in found(*paragraphs, day=day, title=title) if o.indicator == indicator)


@pytest.mark.parametrize(
    "words",
    [
        "a rise of 15 percent from 2010-11, far slower than the year before",
        "up 15 percent from last year's earnings",
        "15 percent more than the previous year's receipts",
        "requiring growth of 15 percent",
    ],
)
def test_an_aim_has_the_growth_that_it_asks_for(words: str) -> None:
    text = f"DHAKA: In this fiscal year Bangladesh is targeting exports of $26.5 billion, {words}."
    (aim,) = found(text, day="2011-12-11")
    assert (aim.value, aim.status, changes(aim)) == (26.5e9, "target", {"yoy": 15})


def test_the_growth_behind_a_target_that_was_passed_is_that_of_what_came() -> None:
    text = "ISLAMABAD: The FBR collected Rs440 billion in October. It surpassed the target of Rs400 billion and registered a growth of 29 percent."
    targets = [o for o in found(text, day="2021-11-02") if o.status == "target"]
    assert all(not o.changes for o in targets)


def test_a_target_that_was_beaten_makes_no_target_of_the_growth() -> None:
    text = "ISLAMABAD: The FBR collected Rs440 billion in October. The board beat its monthly target with 29 percent growth in revenue collection against last year."
    assert changes(level("tax.revenue", text, day="2021-11-02")) == {"yoy": 29}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a sharp drop from October's 15.4 percent rate", 15.4),
        ("well below October's 15.4 percent pace", 15.4),
        ("a reversal of October's 15.4 percent rate of decline", -15.4),
    ],
)
def test_a_rate_that_a_month_owns_goes_its_own_way(words: str, value: float) -> None:
    text = (
        f"DHAKA: Exports of Bangladesh rose 2.4 percent in November, year on year, to $1.59 billion, {words}."
    )
    rates = [(o.value, o.period.label) for o in found(text, day="2011-12-11") if o.transformation == "change"]
    assert rates == [(value, "2011-10")]


def test_the_month_before_is_that_whatever_year_is_printed() -> None:
    text = "KARACHI: Pakistan received remittances of $1.76 billion in August 2016, which is 32.5 percent higher than the previous month of July 2015 and 15.3% higher than the same month of the previous year."
    assert changes(level("remittances", text, day="2016-09-10")) == {"mom": 32.5, "yoy": 15.3}


def test_a_step_in_percent_or_in_money_is_one_fall() -> None:
    text = "KARACHI: Pakistan's foreign direct investment stood at $58.9 million in July 2022. That makes a 43% or $45 million drop from the FDI of the same month a year earlier."
    assert changes(level("fdi.net", text, day="2022-08-20")) == {"yoy": -43}


@pytest.mark.parametrize(
    ("text", "indicator", "expected"),
    [
        (
            "KARACHI: Despite a fall of 12 percent from a year earlier, Pakistan's remittances still came in at $2.8 billion in April.",
            "remittances",
            {"yoy": -12},
        ),
        (
            "KARACHI: In spite of a steep decline of almost 50 percent, China remained the largest investor in Pakistan with a net FDI of $356 million in April.",
            "fdi.net",
            {"yoy": -50},
        ),
    ],
)
def test_a_change_that_leads_the_sentence_is_that_of_its_level(
    text: str, indicator: str, expected: dict[str, float]
) -> None:
    assert changes(level(indicator, text, day="2022-05-20")) == expected


def test_a_fall_of_something_else_that_leads_the_sentence_is_not() -> None:
    text = "KARACHI: Despite a fall of 12 percent in the rupee, Pakistan's remittances came in at $2.8 billion in April."
    assert changes(level("remittances", text, day="2022-05-20")) == {}


def test_more_of_each_side_than_last_year() -> None:
    text = "HANOI: Vietnam saw 14.8 percent more exports than last year at $34.06 billion in March and 14.6 percent more imports at $32.67 billion."
    both = {o.indicator: (o.value, changes(o)) for o in found(text, day="2022-04-05")}
    assert both == {
        "exports.goods": (34.06e9, {"yoy": 14.8}),
        "imports.goods": (32.67e9, {"yoy": 14.6}),
    }


def test_a_change_in_a_sentence_that_names_nothing_else_goes_on() -> None:
    text = "KARACHI: Pakistan's remittances were $3.1 billion in August 2023, 2 percent lower month on month. However, a much steeper decline of 43% was witnessed on a yearly basis."
    assert changes(level("remittances", text, day="2023-09-14")) == {"mom": -2, "yoy": -43}


def test_growth_to_an_amount_a_year_earlier_counts_from_then() -> None:
    text = "CAIRO: In the first half of fiscal year 2024/25, remittances from Egyptians abroad increased by 80.7% to $17.1 billion a year earlier."
    one = level("remittances", text, day="2025-05-05")
    assert (one.period.label, changes(one)) == ("FY2025-H1", {"yoy": 80.7})


def test_a_series_that_is_only_the_reason_does_not_take_the_figure() -> None:
    text = "CAIRO: Egypt's trade deficit shrank in the first half of fiscal year 2015/2016 in spite of declining export proceeds, registering $19.5 billion versus $20.4 billion."
    assert {(o.indicator, o.value, o.period.label) for o in found(text, day="2016-03-14")} == {
        ("trade.balance", -19.5e9, "FY2016-H1"),
        ("trade.balance", -20.4e9, "FY2015-H1"),
    }


def test_a_rise_over_the_figure_of_another_year_is_that_of_the_first() -> None:
    text = "NEW DELHI: India's exports in 2023-24 are estimated at $778.2 billion, a 0.42% uptick over the record figure of $776.4 billion for 2022-23."
    by_value = {o.value: changes(o) for o in found(text, day="2024-04-05")}
    assert by_value == {778.2e9: {"yoy": 0.42}, 776.4e9: {}}


def test_an_amount_told_before_brings_its_month_along() -> None:
    text = "KARACHI: Pakistan exported goods worth $2.295 billion in July, against $2.906 billion in June. Compared to $2.906 billion, it is a 21% fall in exports."
    assert changes(level("exports.goods", text, day="2022-08-05")) == {"mom": -21}


def test_what_comes_from_abroad_has_the_month_of_its_growth() -> None:
    text = "CAIRO: Remittances from Egyptians abroad went up by 20.4 percent year-on-year in September to $1.8 billion."
    one = level("remittances", text, day="2018-11-18")
    assert (one.value, one.period.label, changes(one)) == (1.8e9, "2018-09", {"yoy": 20.4})


def test_the_step_in_a_bracket_is_no_level() -> None:
    text = "CAIRO: Egypt's remittances rose by 20.4 percent ($298 million) in September, reaching about $1.8 billion compared to $1.5 billion during the same month last year."
    assert {o.value: changes(o) for o in found(text, day="2018-11-19")} == {1.8e9: {"yoy": 20.4}, 1.5e9: {}}


def test_what_both_sides_count_from_is_told_once() -> None:
    text = "ANKARA: On an adjusted basis, Turkey's exports increased 8.1 percent in May, while imports fell 4.1 percent from the previous month."
    rates = {o.indicator: changes(o) for o in found(text, day="2019-06-28")}
    assert rates == {"exports.goods": {"mom": 8.1}, "imports.goods": {"mom": -4.1}}


def test_what_was_expected_between_commas_does_not_make_the_level_a_forecast() -> None:
    text = "JAKARTA: Indonesia's imports rose 24.03 percent in May, higher than the 9.90 percent expected in the poll, to $13.82 billion."
    one = next(o for o in found(text, day="2017-06-16") if o.unit == "USD")
    assert (one.status, changes(one)) == ("actual", {"yoy": 24.03})


def test_a_surplus_is_no_import() -> None:
    text = "JAKARTA: Indonesia's trade surplus increased in April due to a drop in imports, the bureau said. The country had a $670 million surplus last month."
    one = next(o for o in found(text, day="2016-05-16"))
    assert (one.indicator, one.value) == ("trade.balance", 670e6)


def test_a_step_over_six_months_has_no_name() -> None:
    text = "CAIRO: Egypt's foreign debt reached around $82.9 billion at the end of December 2017, rising by 4.9 per cent compared to the previous six months."
    assert changes(level("debt.external", text, day="2018-05-31")) == {}


def test_the_year_before_the_one_that_is_over() -> None:
    text = "CAIRO: Remittances from Egyptians abroad rose 21.1 percent to $26.5 billion in the 2017-2018 financial year. Remittances for the previous financial year stood at $21.9 billion."
    assert {o.value: o.period.label for o in found(text, day="2018-08-30")} == {
        26.5e9: "FY2018",
        21.9e9: "FY2017",
    }


def test_a_month_may_only_say_when_the_year_ended() -> None:
    text = "DHAKA: Bangladesh's exports in the 2015/16 financial year that ended in June hit $34.24 billion, up 9.7 percent from the previous year."
    one = level("exports.goods", text, day="2017-02-06")
    assert (one.period.label, changes(one)) == ("FY2016", {"yoy": 9.7})


def test_of_two_steps_the_first_goes_on() -> None:
    text = "HANOI: Vietnam's exports rose 24.7% from a year earlier in September to $42.67 billion and were 1.7% lower than in August; imports increased 24.9% to $39.82 billion."
    both = {o.indicator: changes(o) for o in found(text, day="2025-10-06")}
    assert both == {"exports.goods": {"yoy": 24.7, "mom": -1.7}, "imports.goods": {"yoy": 24.9}}


def test_changes_stay_with_the_month_that_lifts_the_total() -> None:
    text = "ISLAMABAD: Pakistan's IT exports reached $386 million in October, up by 17 per cent YoY and 5 per cent MoM, lifting the four-month tally to $1.44 billion."
    assert {o.value: changes(o) for o in found(text, day="2025-11-18")} == {
        386e6: {"yoy": 17, "mom": 5},
        1.44e9: {},
    }


def test_a_third_monthly_decline_in_a_row_is_no_monthly_step() -> None:
    text = "DHAKA: Bangladesh exported goods worth $3.82 billion in October, registering a 7.43 percent fall, the third consecutive monthly decline. Compared to September, however, exports were up 5.3 percent."
    assert changes(level("exports.goods", text, day="2025-11-03")) == {"yoy": -7.43, "mom": 5.3}


def test_the_month_compared_with_does_not_take_the_other_side_its_own() -> None:
    text = "ANKARA: Turkey's exports were 15 billion 932 million dollars with an 8.3% increase and imports were 19 billion 127 million dollars with a 7.9% decrease in July 2019 compared with July 2018."
    assert {(o.indicator, o.value, o.period.label) for o in found(text, day="2019-08-30")} == {
        ("exports.goods", 15.932e9, "2019-07"),
        ("imports.goods", 19.127e9, "2019-07"),
    }


@pytest.mark.parametrize("money", ["E£759 billion", "EGP 759 billion", "LE759 billion", "£E759 billion"])
def test_the_pound_of_egypt(money: str) -> None:
    text = f"CAIRO: Egypt's tax revenues rose by 38 percent to {money} in the first five months of FY 2024/25, the finance ministry said."
    one = level("tax.revenue", text, day="2024-12-26")
    assert (one.value, one.unit, changes(one)) == (759e9, "EGP", {"yoy": 38})


def test_a_series_that_only_explains_is_not_what_goes_on() -> None:
    text = "NEW DELHI: Indian exports in October declined by 1.12 per cent to $23 billion due to a drop in shipments of textiles. Exports in September had risen over 25 per cent to $28.61 billion."
    assert {(o.indicator, o.value) for o in found(text, day="2017-11-15")} == {
        ("exports.goods", 23e9),
        ("exports.goods", 28.61e9),
    }


def test_growth_of_a_time_that_is_recalled() -> None:
    text = "DHAKA: Remittances to Bangladesh in August rose 1.1 percent from a year earlier to $1.19 billion. That was lower than the $1.39 billion of July, when remittances fell 7 percent year on year."
    assert {o.value: (o.period.label, changes(o)) for o in found(text, day="2015-09-04")} == {
        1.19e9: ("2015-08", {"yoy": 1.1}),
        1.39e9: ("2015-07", {"yoy": -7}),
    }


def test_growth_against_the_inflows_of_another_time() -> None:
    text = "KARACHI: Pakistan's remittances were $2.76 billion in June 2022. On a month-on-month basis, they increased by 18.4% when compared to the inflows of $2.33 billion recorded in May, 2022."
    assert {o.value: changes(o) for o in found(text, day="2022-07-14")} == {2.76e9: {"mom": 18.4}, 2.33e9: {}}


def test_a_negative_amount_is_a_level() -> None:
    text = "ISLAMABAD: Pakistan's net FDI from the United States fell from $407.5 million in July-December 2017 to negative $196.2 million in July-December 2018."
    assert {(o.value, o.counterpart, o.period.label) for o in found(text, day="2019-01-16")} == {
        (407.5e6, "US", "FY2018-H1"),
        (-196.2e6, "US", "FY2019-H1"),
    }


@pytest.mark.parametrize(
    ("verb", "way"), [("skyrocketed", 1), ("edged up", 1), ("plunges", -1), ("skidded", -1)]
)
def test_verbs_of_rising_and_falling(verb: str, way: int) -> None:
    text = f"ISLAMABAD: Pakistan's exports {verb} 12 percent to $2.4 billion in March from a year earlier."
    assert changes(level("exports.goods", text, day="2025-04-05")) == {"yoy": 12 * way}


def test_changes_in_a_bracket_are_those_of_the_amount_before_it() -> None:
    text = "KARACHI: Pakistan's remittances: $3.7 billion in May (+13.7% YoY, +16% MoM), $34.9 billion in 11MFY25 (+28.8%)."
    assert {o.value: changes(o) for o in found(text, day="2025-06-12")} == {
        3.7e9: {"yoy": 13.7, "mom": 16},
        34.9e9: {"yoy": 28.8},
    }


def test_the_deficit_behind_both_sides_is_the_balance() -> None:
    text = "ANKARA: Turkey's exports in May, at 24.8 billion dollars, were up 2.6 percent; its imports, at 31.3 billion dollars, were up 2.7 percent; the deficit widened by 3 percent to 6.5 billion dollars."
    assert {o.indicator: (o.value, changes(o)) for o in found(text, day="2025-06-12")} == {
        "exports.goods": (24.8e9, {"yoy": 2.6}),
        "imports.goods": (31.3e9, {"yoy": 2.7}),
        "trade.balance": (-6.5e9, {"yoy": 3}),
    }
