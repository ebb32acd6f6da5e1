"""Hard cases of the reading: each was wrong once."""

from __future__ import annotations

from datetime import date

import pytest

from streams.economy import periods
from streams.economy.calendars import Calendar, months_from
from streams.text.tokens import tokenize
from tests.economy.articles import brief, changes, counterparts, observations

OPENING = "KARACHI: Remittances came to $3.6 billion in December 2025, the State Bank of Pakistan said."


@pytest.mark.parametrize(
    "text",
    [
        "Exports fell by -4.1 percent year-on-year to $2.3 billion in December 2025.",
        "Exports were $2.3 billion in December 2025, -4.1 percent year-on-year.",
        "Exports were $2.3 billion in December 2025, a growth of -4.1 percent year-on-year.",
    ],
)
def test_a_percentage_with_a_minus_is_a_fall(text: str) -> None:
    assert [changes(o) for o in observations(text)] == [{"yoy": -4.1}]


def test_a_growth_with_a_minus_and_without_its_level_is_a_fall() -> None:
    assert [o.value for o in observations("Exports grew by -4.1 percent in December 2025.")] == [-4.1]


@pytest.mark.parametrize("whose", ["Pakistani", "Bangladeshi", "Indian", "Chinese"])
def test_the_adjective_of_a_country_may_open_a_sentence(whose: str) -> None:
    assert brief(observations(f"{whose} exports were $2.3 billion in December 2025.")) == [
        ("exports.goods", 2.3e9, "2025-12")
    ]


@pytest.mark.parametrize("ago", ["a month earlier", "a month ago", "a month before"])
def test_a_month_earlier_is_no_average(ago: str) -> None:
    found = observations(f"IT exports were $437 million in December 2025, compared with $356 million {ago}.")
    assert brief(found) == [("exports.it", 437e6, "2025-12"), ("exports.it", 356e6, "2025-11")]


@pytest.mark.parametrize(
    "text",
    [
        "In the quarter ending December 2025, IT exports were $1.1 billion.",
        "IT exports were $1.1 billion in the quarter ended December 2025.",
    ],
)
def test_the_quarter_that_ends_in_a_month_with_its_article(text: str) -> None:
    assert brief(observations(text)) == [("exports.it", 1.1e9, "FY2026-Q2")]


def test_the_bracket_that_says_how_the_fiscal_year_runs() -> None:
    found = observations("IT exports were $2.6 billion in the fiscal year (Jul-Jun) 2021-22.")
    assert brief(found) == [("exports.it", 2.6e9, "FY2022")]


def test_a_bracket_behind_a_part_of_a_year_says_only_the_year() -> None:
    text = "July-March, the first three quarters of 2022-23 (July 2022-June 2023)"
    found = periods.read(tokenize(text), date(2026, 1, 20), Calendar(7))
    assert [p.interval for p in found] == [months_from(date(2022, 7, 1), 9)]


@pytest.mark.parametrize(
    "text",
    [
        "Remittances from Oman and Kuwait were $380 million.",
        "Remittances of $380 million came from Oman and Kuwait.",
    ],
)
def test_what_several_countries_sent_is_not_the_whole(text: str) -> None:
    assert counterparts(observations(OPENING, text)) == [(None, 3.6e9)]


def test_who_sends_remittances_is_not_at_home() -> None:
    found = observations(OPENING, "Oman sent remittances of $380 million.")
    assert [(o.geo, o.counterpart, o.value) for o in found] == [("PK", None, 3.6e9), ("PK", "OM", 380e6)]


def test_what_came_from_cities_is_nobodys() -> None:
    found = observations(
        OPENING,
        "Remittances from the UAE were $726 million.",
        "Of these, $560 million came from Dubai and $120 million from Abu Dhabi.",
    )
    assert counterparts(found) == [(None, 3.6e9), ("AE", 726e6)]


def test_percentages_dealt_out_with_their_basis() -> None:
    found = observations(
        OPENING,
        "The largest inflows came from Saudi Arabia ($813 million) and the UAE ($726 million), down 2.6% and 3.4% year-on-year, respectively.",
    )
    assert [changes(o) for o in found] == [{}, {"yoy": -2.6}, {"yoy": -3.4}]


def test_two_lists_each_with_its_period() -> None:
    found = observations(
        "Exports to China, Germany and Spain were $210 million, $140 million and $95 million in December 2025 compared with $190 million, $150 million and $80 million, respectively, in December 2024."
    )
    assert [o.period.label for o in found] == ["2025-12"] * 3 + ["2024-12"] * 3


def test_exports_to_various_countries_are_the_whole() -> None:
    found = observations(
        "ISLAMABAD: Exports to China were $1.1 billion in July-December FY26.",
        "Pakistan's total exports to various countries were $15.2 billion in July-December FY26.",
    )
    assert counterparts(found) == [("CN", 1.1e9), (None, 15.2e9)]


def test_an_earlier_amount_that_fits_no_level_of_a_partner_is_not_the_countrys() -> None:
    found = observations(
        "Remittances from the UAE were $614 million in December 2025.",
        "Remittances from Qatar were $104 million in December 2025.",
        "On a yearly basis, they jumped 40.0 percent, as compared to $668.1 million.",
    )
    assert all(o.counterpart is not None for o in found)


def test_remittances_of_another_size_are_not_the_exports_of_the_topic() -> None:
    found = observations(
        "IT exports were $437 million in December 2025.", "Remittances were $3.6 billion in December 2025."
    )
    assert [o.indicator for o in found] == ["exports.it", "remittances"]


@pytest.mark.parametrize("day", ["February 30, 2025", "31 June 2025", "2025-13-45"])
def test_a_level_of_a_day_that_does_not_exist_is_not_of_today(day: str) -> None:
    assert observations(f"Reserves held by the State Bank of Pakistan were $15.9 billion on {day}.") == []


@pytest.mark.parametrize(
    "amount", ["$437 million billion", "$1,2,3,4 million", "$12,34 million", "$" + "9" * 400 + " billion"]
)
def test_a_number_that_nobody_writes_is_no_amount(amount: str) -> None:
    assert observations(f"IT exports were {amount} in December 2025.") == []


@pytest.mark.parametrize("period", ["Q7 FY25", "H3 FY25", "FY2025-99"])
def test_a_period_that_does_not_exist_is_not_the_year_in_it(period: str) -> None:
    assert observations(f"IT exports were $3.8 billion in {period}.") == []


def test_a_series_told_in_full_with_its_figure_is_what_bare_exports_near_by_are() -> None:
    found = observations(
        "Textile exports were $1.5 billion in December 2025.",
        "In November 2025 exports were $1.4 billion.",
        title="Pakistan's exports in figures",
    )
    assert [o.indicator for o in found] == ["exports.textiles", "exports.textiles"]


def test_two_partners_without_respectively() -> None:
    found = observations("Exports to China and Germany were $210 million and $140 million in December 2025.")
    assert [c for c in counterparts(found) if c[0] is None] == []


def test_earnings_from_two_goods_are_no_total() -> None:
    assert observations("Export earnings from tea and coffee were $3.1 billion in FY25.") == []


def test_what_was_lower_a_month_before_has_risen() -> None:
    found = observations(
        "Remittances from Saudi Arabia were $755 million in December 2025.",
        "A month before, they were 11.5 percent lower, at $668.1 million.",
    )
    assert -11.5 not in [percent for o in found for percent in changes(o).values()]


def test_since_july_is_not_july() -> None:
    found = observations(
        "Since the start of the fiscal year in July, the cumulative IT exports have been $2.2 billion."
    )
    assert [o for o in found if o.period.label == "2025-07"] == []


@pytest.mark.parametrize("text", ["the fiscal year ending June 30", "the fiscal year ending 30 June"])
def test_a_year_that_is_to_end_on_a_day_is_not_the_last(text: str) -> None:
    found = periods.read(tokenize(text), date(2026, 1, 20), Calendar(7))
    assert [p.interval for p in found] == [months_from(date(2025, 7, 1), 12)]


def test_the_year_behind_two_quarters_is_of_both() -> None:
    found = periods.read(tokenize("in Q1 and Q2 of FY25"), date(2026, 1, 20), Calendar(7))
    assert [p.interval for p in found] == [
        months_from(date(2024, 7, 1), 3),
        months_from(date(2024, 10, 1), 3),
    ]


def test_the_year_behind_two_months_is_of_both() -> None:
    found = observations(
        "IT exports were $200 million and $210 million in November and December 2023, respectively."
    )
    assert brief(found) == [("exports.it", 200e6, "2023-11"), ("exports.it", 210e6, "2023-12")]


def test_the_period_behind_a_list_of_partners_is_of_all() -> None:
    found = observations(
        "Remittances were $755 million from Saudi Arabia and $614 million from the UAE in December 2025."
    )
    assert [(o.counterpart, o.period.label) for o in found] == [("SA", "2025-12"), ("AE", "2025-12")]


@pytest.mark.parametrize(
    "text",
    [
        "The towels' exports rose by 1.2 percent, from $591 million to $598 million in July-December FY26.",
        "The country was able to export only 104,000 metric tons of Basmati rice worth $95 million in July-December FY26.",
    ],
)
def test_goods_in_the_genitive_or_by_the_ton_are_no_total(text: str) -> None:
    assert observations(text) == []


def test_the_office_that_publishes_is_not_what_it_publishes() -> None:
    found = observations(
        "Goods exports grew by 20 percent year-on-year in December 2025.",
        "As per figures compiled by Pakistan Customs, the earnings went up from $2.39 billion in November to $2.87 billion in December.",
    )
    assert brief(found) == [("exports.goods", 2.39e9, "2025-11"), ("exports.goods", 2.87e9, "2025-12")]


def test_what_a_rise_counts_from_may_stand_behind_its_level() -> None:
    found = observations(
        "Exports did well, with a 6.9% rise to reach $2.87 billion in December 2025 compared to the previous month.",
        "When compared to the same period in December 2024, there was a fall of 10.9% in exports.",
    )
    assert [(o.value, changes(o)) for o in found] == [(2.87e9, {"mom": 6.9, "yoy": -10.9})]


def test_the_running_month_is_no_rolling_sum() -> None:
    found = observations("Remittances in the running month of January stood at $1.6 billion, officials said.")
    assert [o.basis for o in found] == ["month"]


def test_exports_of_a_branch_of_services_are_not_those_of_goods() -> None:
    assert observations("Transport and logistics exports were $40 million in December 2025.") == []
