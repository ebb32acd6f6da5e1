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
    text = f"DHAKA: For the current fiscal year, Bangladesh is targeting exports of $26.5 billion, {words}."
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
    text = f"DHAKA: Bangladesh's exports in November rose 2.4 percent from a year earlier to $1.59 billion, {words}."
    rates = [(o.value, o.period.label) for o in found(text, day="2011-12-11") if o.transformation == "change"]
    assert rates == [(value, "2011-10")]


def test_the_month_before_is_that_whatever_year_is_printed() -> None:
    text = "KARACHI: Pakistan received remittances of $1.76 billion in August 2016, which is 32.5 percent higher than the previous month of July 2015 and 15.3% higher than the same month of the previous year."
    assert changes(level("remittances", text, day="2016-09-10")) == {"mom": 32.5, "yoy": 15.3}


def test_a_step_in_percent_or_in_money_is_one_fall() -> None:
    text = "KARACHI: Pakistan's foreign direct investment stood at $58.9 million in July 2022. This is a 43% or $45 million drop compared to the FDI received in the same month a year earlier."
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
    text = "KARACHI: Pakistan's remittances were $3.1 billion in August 2023, 2 percent lower month on month. However, a much more pronounced decline of 43% was witnessed on a yearly basis."
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
    text = "NEW DELHI: India's exports in 2023-24 are estimated at $778.2 billion, a 0.42% uptick over the record figure of $776.4 billion achieved in 2022-23."
    by_value = {o.value: changes(o) for o in found(text, day="2024-04-05")}
    assert by_value == {778.2e9: {"yoy": 0.42}, 776.4e9: {}}


def test_an_amount_told_before_brings_its_month_along() -> None:
    text = "KARACHI: Pakistan exported goods worth $2.295 billion in July, against $2.906 billion in June. Compared to $2.906 billion, it is a 21% fall in exports."
    assert changes(level("exports.goods", text, day="2022-08-05")) == {"mom": -21}
