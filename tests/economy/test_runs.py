"""Amounts that run up to a month, whole years told with their last month, and periods that are only counted or pointed to."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, observations

PAKISTAN = "Pakistan's trade"


def told(*sentences: str, day: str = "2023-06-15", title: str = PAKISTAN) -> list[tuple[str, float, str]]:
    return brief(observations(*sentences, title=title, day=day))


@pytest.mark.parametrize(
    "text",
    [
        "The trade deficit to May shrank to $25.6 billion.",
        "The trade deficit shrank to $25.6 billion by May.",
        "The trade deficit had shrunk to $25.6 billion by the end of May.",
        "The trade deficit up to May was $25.6 billion.",
        "The trade deficit until May was $25.6 billion.",
        "As of May, the trade deficit was $25.6 billion.",
    ],
)
def test_an_amount_up_to_a_month_is_of_the_year_so_far(text: str) -> None:
    assert told(text) == [("trade.balance", -25.6e9, "FY2023-M11")]


def test_all_that_a_sentence_tells_up_to_a_month_is_of_the_year_so_far() -> None:
    text = "Pakistan's trade deficit to May fell to $25.6 billion, with imports at $51.0 billion and exports at $25.4 billion."
    assert [label for _, _, label in told(text)] == ["FY2023-M11"] * 3


@pytest.mark.parametrize(
    "text", ["The deficit in May rose to $2.1 billion.", "In May, the deficit came to $2.1 billion."]
)
def test_to_an_amount_is_no_span(text: str) -> None:
    assert told("The trade deficit was watched.", text) == [("trade.balance", -2.1e9, "2023-05")]


def test_the_year_so_far_is_up_to_the_month_that_is_told() -> None:
    found = told(
        "The current account was in surplus by $447 million in November.",
        "A surplus of $1.6 billion stands for the fiscal year so far, against a deficit of $1.7 billion last year.",
        day="2020-12-22",
    )
    assert found == [
        ("current_account.balance", 447e6, "2020-11"),
        ("current_account.balance", 1.6e9, "FY2021-M05"),
        ("current_account.balance", -1.7e9, "FY2020-M05"),
    ]


def test_the_total_for_the_year_is_of_the_year_that_the_last_month_ends() -> None:
    found = told(
        "Remittances rose to $475.6 million in December 2022 from $325 million in December 2021.",
        "The total for the year was $3.8 billion against $5.5 billion in 2021.",
        day="2023-01-09", title="Sri Lanka's remittances",
    )  # fmt: skip
    assert found[2:] == [("remittances", 3.8e9, "2022"), ("remittances", 5.5e9, "2021")]


@pytest.mark.parametrize("last", ["in the first", "in the first, the bureau said"])
def test_a_quarter_that_is_only_counted(last: str) -> None:
    text = f"Nigeria's economy shrank 2.06 percent in the second quarter, after contracting by 0.36 percent {last}."
    assert told(text, day="2016-08-31", title="Nigeria's growth") == [
        ("gdp.growth", -2.06, "2016-Q2"),
        ("gdp.growth", -0.36, "2016-Q1"),
    ]


def test_growth_of_the_full_year_is_that_of_its_quarters() -> None:
    found = told(
        "India's GDP grew 7.7 percent in the fourth quarter of 2017-18, against 7 percent in the third quarter.",
        "Growth for the full fiscal year came to 6.7 percent.",
        day="2018-05-31", title="India's growth",
    )  # fmt: skip
    assert found[-1] == ("gdp.growth", 6.7, "FY2018")


def test_two_months_dealt_out_are_two_periods() -> None:
    text = "Exports in July and August stood at $1.8 billion and $1.6 billion, respectively."
    assert told(text, day="2022-09-03") == [
        ("exports.goods", 1.8e9, "2022-07"),
        ("exports.goods", 1.6e9, "2022-08"),
    ]


def test_a_quarter_before_by_its_months() -> None:
    text = "The deficit was $13.4 billion in the fourth quarter of 2021-22, compared with $22.2 billion in the preceding October-December quarter."
    found = told(
        "India's current account is in deficit.", text, day="2022-06-22", title="India's current account"
    )
    assert [label for _, _, label in found] == ["FY2022-Q4", "FY2022-Q3"]


def test_what_was_told_before_a_revision_is_no_level() -> None:
    text = "The current account had a deficit of $103 million in May, against a surplus of $47 million in April (revised from $12 million)."
    assert [value for _, value, _ in told(text)] == [-103e6, 47e6]


def test_the_corresponding_year_in_four_letters() -> None:
    found = told(
        "The current account was in surplus by $1.8 billion in 11MFY23 against a deficit of $1.6 billion in SPLY."
    )
    assert [label for _, _, label in found] == ["FY2023-M11", "FY2022-M11"]


def test_an_amount_in_a_bracket_has_the_month_behind_it() -> None:
    text = "Imports stood at $63.5 billion (57.3 billion dollars in March 2024)."
    found = told(
        "India's exports in March 2025 were $42 billion.", text, day="2025-04-15", title="India's trade"
    )
    assert ("imports.goods", 63.5e9, "2025-03") in found
    assert ("imports.goods", 57.3e9, "2024-03") in found


def test_a_month_behind_both_sides_of_trade_is_of_both() -> None:
    found = told(
        "The trade gap stood at $2.1 billion in May.",
        "Exports went up 10.7 percent to $28.1 billion and imports fell by 2.4 percent to $49.8 billion in 11MFY23.",
    )
    assert [label for _, _, label in found[1:]] == ["FY2023-M11", "FY2023-M11"]


def test_the_part_that_a_share_comes_to_is_not_the_whole() -> None:
    found = told(
        "Exports came to $6.2 billion in the third quarter of 2022-23.",
        "About 60 percent of it, or $3.7 billion, came from textiles.",
    )
    assert [value for _, value, _ in found] == [6.2e9]


def test_the_figure_of_a_month_stands_for_the_series() -> None:
    found = told(
        "IT exports fell to $206 million in April 2023.",
        "The April figure compares with $224 million a year ago.",
    )
    assert found[-1] == ("exports.it", 224e6, "2022-04")


def test_last_year_before_a_level_is_the_year_as_such() -> None:
    text = "Turkey's exports rose 10.2 percent last year to $157.1 billion, while imports climbed 17.9 percent to $234.2 billion, for a gap of $77.1 billion."
    found = told(text, day="2018-01-02", title="Turkey's trade")
    assert [label for _, _, label in found] == ["2017"] * 3


def test_a_year_that_owns_a_series() -> None:
    text = "Sri Lanka's 2015 trade deficit rose to $8.4 billion from $8.3 billion in 2014, as exports fell 5.6 percent to $10.5 billion."
    found = told(text, day="2016-02-10", title="Sri Lanka's trade")
    assert found[-1] == ("exports.goods", 10.5e9, "2015")


def test_a_target_that_was_missed_is_of_the_year_that_is_over() -> None:
    found = told(
        "Bangladesh's exports fetched $30.2 billion in the just-concluded 2013-14 fiscal.",
        "But they fell short of the target of $30.5 billion.",
        day="2014-07-08", title="Bangladesh's exports",
    )  # fmt: skip
    assert [label for _, _, label in found] == ["FY2014", "FY2014"]


def test_the_end_of_last_year_is_a_day() -> None:
    text = "Ghana's public debt rose to $50.4 billion at end-March 2022 from $48.1 billion at the end of last year."
    found = told(text, day="2022-06-28", title="Ghana's debt")
    assert [label for _, _, label in found] == ["2022-03-31", "2021-12-31"]


def test_an_average_over_the_period_up_to_a_month() -> None:
    found = told(
        "Average year-on-year inflation for the period up to May 2023 was 29.2 percent.",
        title="Pakistan's prices",
    )
    assert found == [("prices.cpi", 29.2, "FY2023-M11")]


def test_what_comes_from_abroad_is_dated_by_its_growth() -> None:
    text = "Remittances from Egyptians abroad rose 20.4 percent in September to $1.8 billion."
    found = told(text, day="2018-11-18", title="Egypt's remittances")
    assert found == [("remittances", 1.8e9, "2018-09")]


def test_the_year_before_one_that_has_just_been_told() -> None:
    found = told(
        "Bangladesh received $14.2 billion in remittances in the 2013/14 fiscal year that ended in June.",
        "Inflows were worth $14.5 billion in the previous fiscal year.",
        day="2014-12-02", title="Bangladesh's remittances",
    )  # fmt: skip
    assert [label for _, _, label in found] == ["FY2014", "FY2013"]


@pytest.mark.parametrize("words", ["that ended in March", "to March", "ending in March", "up to March"])
def test_the_period_to_a_month_is_of_the_year_so_far(words: str) -> None:
    text = f"Foreign direct investment fell to $218 million in the period {words} from $2.1 billion a year earlier."
    found = told(text, day="2012-07-05", title="Egypt's accounts")
    assert [label for _, _, label in found] == ["FY2012-M09", "FY2011-M09"]


def test_how_the_years_of_a_country_run_is_no_time_of_figures() -> None:
    found = told(
        "Remittances came to $12.8 billion in the first nine months of 2011-12.",
        "Egypt's fiscal year ends on June 30.",
        "Inflows from abroad had been $8.9 billion a year earlier.",
        day="2012-07-05", title="Egypt's remittances",
    )  # fmt: skip
    assert [label for _, _, label in found] == ["FY2012-M09", "FY2011-M09"]


@pytest.mark.parametrize("aside", [", or 0.9 percent of GDP", " or 0.9 percent of gross domestic product"])
def test_a_share_of_the_product_does_not_part_an_amount_from_its_time(aside: str) -> None:
    found = told(
        "India's current account deficit widened to $8.2 billion in the October-December quarter.",
        f"The current account deficit had reached $4.2 billion{aside} a year earlier.",
        day="2015-03-10", title="India's current account",
    )  # fmt: skip
    assert [label for _, _, label in found] == ["FY2015-Q3", "FY2014-Q3"]


def test_a_quarter_that_is_only_held_against_is_not_gone_on_about() -> None:
    found = told(
        "In the first quarter, Nigeria's trade volume stood at 13 trillion naira, higher than the value recorded in the "
        "fourth quarter of 2021.",
        "Total exports were 7.1 trillion naira.",
        day="2022-06-08", title="Nigeria's trade",
    )  # fmt: skip
    assert found == [("exports.goods", 7.1e12, "2022-Q1")]


def test_an_amount_in_a_bracket_behind_the_time_it_is_compared_with() -> None:
    found = told(
        "Nigeria's imports stood at 5.9 trillion naira in the first quarter of 2022.",
        "Imports increased by 21 percent when compared to the value recorded in the first quarter of 2021 (N4.88 trillion) "
        "and fell by 0.7 percent when compared to the value recorded in the preceding quarter (N5.94 trillion).",
        day="2022-06-08", title="Nigeria's trade",
    )  # fmt: skip
    assert found[1:] == [("imports.goods", 4.88e12, "2021-Q1"), ("imports.goods", 5.94e12, "2021-Q4")]


def test_most_of_a_year_is_its_beginning() -> None:
    text = "Large-scale manufacturing shrank 3.5 percent during the last 11 months of the preceding year (2018-19)."
    assert told(text, day="2019-07-24", title="Pakistan's industry") == [("output.lsm", -3.5, "FY2019-M11")]


def test_each_of_some_months_is_none_of_them() -> None:
    found = told(
        "The current account posted a surplus of $654 million in March 2023.",
        "In each of the past four months, the current account deficit was less than $500 million.",
    )
    assert [value for _, value, _ in found] == [654e6]


def test_the_months_of_a_list_are_of_the_year_that_leads_it() -> None:
    found = told(
        "Remittances to Bangladesh came to $1.45 billion in February 2020.",
        "But in 2018-19, the country got $1.32 billion in February, $1.6 billion in January and $1.21 billion in December.",
        day="2020-03-03", title="Bangladesh's remittances",
    )  # fmt: skip
    assert [label for _, _, label in found[1:]] == ["2019-02", "2019-01", "2018-12"]


def test_the_month_since_which_a_figure_was_the_lowest_is_that_of_its_own_figure() -> None:
    found = told(
        "IT exports fell to $190 million in January 2023.",
        "The exports for January are the lowest since May 2022 which was $184 million.",
        day="2023-02-23",
    )
    assert found[-1] == ("exports.it", 184e6, "2022-05")


@pytest.mark.parametrize(
    ("opening", "label"),
    [
        ("in July to December 2024, the first half of its fiscal year,", "FY2025-H1"),
        ("in the fiscal year 2023/24", "FY2024"),
    ],
)
def test_what_a_report_comes_to_later_is_of_the_time_that_it_opens_with(opening: str, label: str) -> None:
    found = told(
        f"Egypt's current account deficit widened to $11.1 billion {opening} from $9.6 billion a year earlier.",
        "Ships have avoided the canal.", "A recovery in tourism has been seen.", "Visitors came to 15.7 million in 2024.",
        "Remittances from Egyptians abroad increased by 80.7% to $17.1 billion.",
        day="2025-05-05", title="Egypt's accounts",
    )  # fmt: skip
    assert found[-1] == ("remittances", 17.1e9, label)


def test_an_aim_that_is_held_against_and_the_same_time_of_last_year() -> None:
    text = (
        "Bangladesh's export earnings in July-February of the current fiscal amounted to $19.8 billion against the target of "
        "$19.7 billion and $17.3 billion of last fiscal's same period."
    )
    found = observations(text, day="2014-03-04", title="Bangladesh's exports")
    assert [(o.indicator, o.status, o.period.label) for o in found] == [
        ("exports.goods", "actual", "FY2014-M08"),
        ("exports.goods", "target", "FY2014-M08"),
        ("exports.goods", "actual", "FY2013-M08"),
    ]


def test_a_quarter_brings_in_what_the_article_is_on() -> None:
    found = told(
        "Bangladesh's exports jumped 38 percent to $4.2 billion in September.",
        "The July-September quarter brought in $11 billion.",
        day="2021-10-04", title="Bangladesh's exports",
    )  # fmt: skip
    assert found[-1] == ("exports.goods", 11e9, "FY2022-Q1")


def test_two_pairs_of_a_sentence_are_of_the_same_two_years() -> None:
    text = "Exports rose from $23.2bn in FY18 to $31.8bn in FY22, but imports went from $55.7bn to $80.1bn."
    found = told("Pakistan's trade has been under strain.", text, day="2022-08-20")
    assert [label for _, _, label in found] == ["FY2018", "FY2022", "FY2018", "FY2022"]


def test_the_side_of_a_balance_is_that_of_its_two_sides() -> None:
    found = told(
        "Exports during July-October, 2020 totalled $7.6 billion and imports $15.2 billion.",
        "During the period, the country's balance of trade improved to $7.6 billion.",
        day="2020-11-19",
    )
    assert found[-1] == ("trade.balance", -7.6e9, "FY2021-M04")


def test_the_goal_for_the_new_year_is_of_the_year_that_has_begun() -> None:
    found = told(
        "Pakistan's tax collection for the fiscal year that ended on Sunday hit Rs9.31 trillion.",
        "The goal for the new year is Rs12.97 trillion.",
        day="2024-07-02", title="Pakistan's revenue",
    )  # fmt: skip
    assert found[-1] == ("tax.revenue", 12.97e12, "FY2025")
