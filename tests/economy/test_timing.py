"""Which period a figure is of: its own behind it, the sentence's, the thread's, or one that lies ahead."""

from __future__ import annotations

from datetime import date

import pytest

from streams.economy.calendars import Interval, months_from
from streams.economy.period import Period
from streams.economy.resolving import compared, resolve, step
from tests.economy.articles import brief, observations


def periods(*paragraphs: str, day: str = "2026-01-20") -> list[tuple[float, str]]:
    """Value in millions and period of each figure."""
    return [(round(o.value / 1e6, 3), o.period.label) for o in observations(*paragraphs, day=day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IT exports were $437 million in December 2025 and $356 million in November 2025.", [(437, "2025-12"), (356, "2025-11")]),
        ("In December 2025, IT exports were $437 million.", [(437, "2025-12")]),
        ("IT exports in December 2025 were $437 million.", [(437, "2025-12")]),
        ("In Jul-Dec FY26 ($2.2 billion) IT exports grew.", []),
        ("IT exports (July-December FY26) were $2.2 billion.", [(2200, "FY2026-H1")]),
        ("IT exports were $1.1 billion in quarter ending December 2025.", [(1100, "FY2026-Q2")]),
        ("IT exports were $1.1 billion in the December quarter.", [(1100, "FY2026-Q2")]),
        ("IT exports were $437 million during Dec 25.", [(437, "2025-12")]),
        ("IT exports were $4.1 billion in the 12 months to December 2025.", [(4100, "2025")]),
        ("IT exports were $4.1 billion in the twelve months ending October 2025.", [(4100, "2024-11/2025-10")]),
        ("IT exports were $2.2 billion in the first half of FY26.", [(2200, "FY2026-H1")]),
        ("IT exports were $3.8 billion in the last fiscal year.", [(3800, "FY2025")]),
        ("IT exports were $3.8 billion in the year ended June 2025.", [(3800, "FY2025")]),
        ("IT exports were $437 million last month.", [(437, "2025-12")]),
    ],
)  # fmt: skip
def test_the_period_of_a_figure(text: str, expected: list[tuple[float, str]]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "IT exports were $137 million in the first 12 days of January 2026.",
        "IT exports were $137 million on January 1-12, 2026.",
        "IT exports were $137 million in January (1-12).",
    ],
)
def test_part_of_a_month_is_no_period_of_a_series(text: str) -> None:
    assert observations(text) == []


def test_a_fiscal_year_that_is_not_over_has_no_total() -> None:
    assert periods("IT exports were $2.2 billion in the current fiscal year.") == []
    assert periods("IT exports were $3.8 billion in FY25.") == [(3800, "FY2025")]


def test_the_current_fiscal_year_in_an_article_on_its_first_half_is_that_half() -> None:
    assert periods(
        "IT exports were $2.2 billion in July-December FY26.",
        "Services exports were $5.1 billion during the current fiscal year.",
    ) == [(2200, "FY2026-H1"), (5100, "FY2026-H1")]


def test_through_a_month_is_from_the_beginning_of_the_fiscal_year() -> None:
    assert periods("Net FDI was $1.2 billion as of December 2025.") == [(1200, "FY2026-H1")]
    assert periods("Net FDI was $1.1 billion until November 2025.") == [(1100, "FY2026-M05")]
    assert periods("Net FDI was $0.2 billion in November 2025.") == [(200, "2025-11")]


def test_by_the_end_of_a_month_is_through_it() -> None:
    assert periods("Net FDI was $1.1 billion by the end of November 2025.") == [(1100, "FY2026-M05")]


def test_a_cumulative_figure_runs_through_its_month() -> None:
    assert periods("The cumulative IT exports reached $2.2 billion in December 2025.") == [
        (2200, "FY2026-H1")
    ]


def test_the_month_of_an_article_on_several_is_the_last_of_them() -> None:
    assert periods(
        "IT exports were $2.6 billion in July-January FY26.",
        "During the month, exports were $388 million.",
        day="2026-02-20",
    ) == [(2600, "FY2026-M07"), (388, "2026-01")]


def test_a_part_counted_in_months_is_the_one_spoken_of() -> None:
    assert periods(
        "IT exports were $2.6 billion in the seven months of FY26.",
        "In the same seven months of last year, exports were $2.2 billion.",
        day="2026-02-20",
    ) == [(2600, "FY2026-M07"), (2200, "FY2025-M07")]


def test_during_the_period_is_the_one_of_the_sentence_before() -> None:
    assert periods(
        "IT exports were $2.2 billion in July-December FY26.",
        "Services exports during the period were $5.1 billion.",
    ) == [(2200, "FY2026-H1"), (5100, "FY2026-H1")]


def test_a_figure_without_a_period_takes_that_of_the_article_or_the_month_it_opens_with() -> None:
    filler = [
        "The minister thanked the firms.",
        "A fair opens soon.",
        "Trains are late.",
        "Schools reopened.",
    ]
    assert periods(
        "IT exports were $437 million in December 2025.", *filler, "Remittances were $3.6 billion."
    ) == [(437, "2025-12"), (3600, "2025-12")]
    assert periods(
        "IT exports were $437 million in December 2025 and $356 million in November 2025.",
        *filler,
        "Remittances were $3.6 billion.",
    ) == [(437, "2025-12"), (356, "2025-11"), (3600, "2025-12")]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("a year earlier", "2024-12"),
        ("in the same month last year", "2024-12"),
        ("in the corresponding month of the previous year", "2024-12"),
        ("in the same month of 2023", "2023-12"),
        ("in the previous month", "2025-11"),
        ("the month before", "2025-11"),
        ("in November", "2025-11"),
        ("in November 2025", "2025-11"),
        ("in December 2023", "2023-12"),
        ("in December", "2024-12"),
    ],
)
def test_what_a_month_is_compared_with(words: str, label: str) -> None:
    assert periods(f"IT exports were $437 million in December 2025, compared with $348 million {words}.") == [
        (437, "2025-12"),
        (348, label),
    ]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("a year earlier", "FY2025-H1"),
        ("in the same period of FY25", "FY2025-H1"),
        ("in the corresponding six months of 2024-25", "FY2025-H1"),
        ("in the last fiscal year", "FY2025-H1"),
        ("in July-December FY24", "FY2024-H1"),
    ],
)
def test_what_a_part_of_a_year_is_compared_with(words: str, label: str) -> None:
    assert periods(
        f"IT exports were $2.2 billion in July-December FY26, compared with $1.9 billion {words}."
    ) == [
        (2200, "FY2026-H1"),
        (1900, label),
    ]


def test_what_twelve_months_are_compared_with_by_their_last_month() -> None:
    assert periods(
        "IT exports were $4.1 billion in the 12 months to October 2025, compared with $3.5 billion in October 2024."
    ) == [(4100, "2024-11/2025-10"), (3500, "2023-11/2024-10")]


@pytest.mark.parametrize(
    "text",
    [
        "IT exports were $437 million in December 2025, over November's $356 million.",
        "IT exports were $437 million in December 2025, compared with November 2025's figure of $356 million.",
        "IT exports were $437 million in December 2025, the most since November 2025, when they stood at $356 million.",
    ],
)
def test_a_period_that_owns_a_figure(text: str) -> None:
    assert periods(text) == [(437, "2025-12"), (356, "2025-11")]


def test_the_following_year_counts_forward() -> None:
    assert periods(
        "IT exports were $2.6 billion in FY22 and fell to $2.5 billion in the following year."
    ) == [
        (2600, "FY2022"),
        (2500, "FY2023"),
    ]


def test_a_day_of_speech_is_no_period() -> None:
    assert periods("IT exports were $437 million, the bank said on Monday.") == []


def ahead(text: str) -> list[tuple[float, str, str]]:
    return [(round(o.value / 1e6, 3), o.period.label, o.status) for o in observations(text)]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("for FY27", "FY2027"),
        ("by June 2027", "FY2027"),
        ("by June 30, 2027", "FY2027"),
        ("for the next fiscal year", "FY2027"),
        ("for the current fiscal year", "FY2026"),
        ("for the entire year", "FY2026"),
        ("within five years", "FY2031"),
        ("in the next three years", "FY2029"),
        ("by 2030", "2030"),
        ("for July-March FY26", "FY2026-M09"),
        ("", "FY2026"),
    ],
)
def test_the_period_of_a_target(words: str, label: str) -> None:
    text = f"The government has set a target of $5 billion for IT exports {words}".strip()
    assert ahead(f"{text}.") == [(5000, label, "target")]


def test_a_yearly_target_is_of_the_fiscal_year() -> None:
    assert ahead(
        "IT exports were $2.2 billion in July-December FY26 against a yearly target of $5 billion."
    ) == [
        (2200, "FY2026-H1", "actual"),
        (5000, "FY2026", "target"),
    ]


def test_a_target_that_a_level_is_held_against_is_of_its_period() -> None:
    assert ahead("IT exports were $2.2 billion in July-December FY26 against a target of $2.4 billion.") == [
        (2200, "FY2026-H1", "actual"),
        (2400, "FY2026-H1", "target"),
    ]


def test_a_target_that_was_passed_is_of_what_has_been_told() -> None:
    found = observations(
        "IT exports were $3.8 billion in FY25.", "IT exports surpassed the original target of $3.6 billion."
    )
    assert [(*b, o.status) for b, o in zip(brief(found), found, strict=True)] == [
        ("exports.it", 3.8e9, "FY2025", "actual"),
        ("exports.it", 3.6e9, "FY2025", "target"),
    ]


def test_a_month_without_a_year_in_a_forecast_is_the_nearer_one() -> None:
    text = "A brokerage expects IT exports of $440 million in {}."
    assert ahead(text.format("January")) == [(440, "2026-01", "forecast")]
    assert ahead(text.format("February")) == [(440, "2026-02", "forecast")]
    assert ahead(text.format("December")) == [(440, "2025-12", "forecast")]


DECEMBER = months_from(date(2025, 12, 1), 1)
HALF = months_from(date(2025, 7, 1), 6)
WEEK = Interval(date(2026, 1, 3), date(2026, 1, 9))
DAY = Interval(date(2026, 1, 9), date(2026, 1, 9))


@pytest.mark.parametrize(
    ("interval", "shift", "expected"),
    [
        (DECEMBER, "yoy", months_from(date(2024, 12, 1), 1)),
        (DECEMBER, "mom", months_from(date(2025, 11, 1), 1)),
        (DECEMBER, "next", months_from(date(2026, 12, 1), 1)),
        (HALF, "mom", months_from(date(2025, 1, 1), 6)),
        (months_from(date(2025, 7, 1), 3), "qoq", months_from(date(2025, 4, 1), 3)),
        (WEEK, "wow", Interval(date(2025, 12, 27), date(2026, 1, 2))),
        (DAY, "dod", Interval(date(2026, 1, 8), date(2026, 1, 8))),
    ],
)
def test_a_step_is_as_long_as_its_name(interval: Interval, shift: str, expected: Interval) -> None:
    assert step(interval, shift) == expected


@pytest.mark.parametrize(
    ("main", "other", "basis"),
    [
        (DECEMBER, months_from(date(2024, 12, 1), 1), "yoy"),
        (DECEMBER, months_from(date(2025, 11, 1), 1), "mom"),
        (DECEMBER, months_from(date(2023, 12, 1), 1), None),
        (HALF, months_from(date(2024, 7, 1), 6), "yoy"),
        (HALF, months_from(date(2025, 1, 1), 6), None),
        (months_from(date(2025, 7, 1), 3), months_from(date(2025, 4, 1), 3), "qoq"),
        (WEEK, Interval(date(2025, 12, 27), date(2026, 1, 2)), "wow"),
        (Interval(date(2025, 12, 31), date(2025, 12, 31)), Interval(date(2025, 11, 30), date(2025, 11, 30)), "mom"),
        (Interval(date(2025, 12, 31), date(2025, 12, 31)), Interval(date(2025, 11, 29), date(2025, 11, 29)), None),
        (DECEMBER, DECEMBER, None),
    ],
)  # fmt: skip
def test_two_periods_are_compared_by_how_they_lie(main: Interval, other: Interval, basis: str | None) -> None:
    assert compared(main, other) == basis


def test_a_period_that_counts_from_another_is_nothing_alone() -> None:
    assert resolve(Period(0, 3, "shift", shift="yoy"), None) is None
    assert resolve(Period(0, 3, "back", months_from(date(2024, 7, 1), 12)), None) is None
    assert resolve(Period(0, 2, "partial"), HALF) is None


def test_the_same_months_of_a_later_year_lie_ahead() -> None:
    later = Period(0, 6, "back", Interval(date(2026, 1, 1), date(2026, 12, 31)), shift="yoy")
    assert resolve(later, DECEMBER) == months_from(date(2026, 12, 1), 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The FY27 IT exports target is $6 billion.", [(6000, "FY2027", "target")]),
        ("The target of IT exports by June 30 for the fiscal year 2026-27 is $6 billion.", [(6000, "FY2027", "target")]),
        ("IT exports in FY25 were 16 percent higher than the target of $3.3 billion.", [(3300, "FY2025", "target")]),
        (
            "IT exports are forecast to reach $4.5 billion in FY26, up from $3.8 billion in FY25.",
            [(4500, "FY2026", "forecast"), (3800, "FY2025", "actual")],
        ),
        ("IT exports are expected to be $2.5 billion.", [(2500, "FY2026", "forecast")]),
    ],
)  # fmt: skip
def test_the_period_of_an_aim_beside_other_words(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert ahead(text) == expected


def test_what_a_target_is_higher_than_is_of_the_period_spoken_of() -> None:
    found = observations(
        "IT exports were $3.8 billion in FY25.", "This was 16 percent higher than the target of $3.3 billion."
    )
    assert [(o.value, o.period.label, o.status) for o in found] == [
        (3.8e9, "FY2025", "actual"),
        (3.3e9, "FY2025", "target"),
    ]


def test_an_aim_for_that_year_is_of_the_year_named_last() -> None:
    found = observations(
        "The planners of FY28 met.",
        "The government has set a target of $5 billion for IT exports for that year.",
    )
    assert [(o.value, o.period.label, o.status) for o in found] == [(5e9, "FY2028", "target")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IT exports were $437 million in December 2025 compared to $348 million in the last fiscal year.", [(437, "2025-12"), (348, "2024-12")]),
        ("IT exports were $384 million in December 2025 and $348 million in 2024.", [(384, "2025-12"), (348, "2024-12")]),
        ("In the previous year, IT exports were $356 million in the month of November.", [(356, "2024-11")]),
        ("IT exports were $437 million, averaging $14 million per day, in December 2025.", [(437, "2025-12")]),
        ("IT exports in December 2025 were $437 million, in November 2025 $356 million.", [(437, "2025-12"), (356, "2025-11")]),
        ("IT exports grew 26.8 percent in August 2025 and stood at $398 million.", [(398, "2025-08")]),
        ("IT exports rose to $3.8 billion, as compared to $3.2 billion during 2023-24, up 18.8 percent.", [(3800, "FY2025"), (3200, "FY2024")]),
        ("IT exports were $437 million (Rs122 billion) in December 2025.", [(437, "2025-12")]),
        ("Remittances were $437 million in the week ended January 9.", [(437, "2026-01-09")]),
    ],
)  # fmt: skip
def test_the_period_of_a_figure_beside_others(text: str, expected: list[tuple[float, str]]) -> None:
    assert periods(text) == expected


def test_since_the_start_of_the_year_is_through_the_month_of_the_article() -> None:
    assert periods(
        "IT exports were $437 million in December 2025.",
        "Since the start of the fiscal year in July, the cumulative IT exports have been $2.2 billion.",
    ) == [(437, "2025-12"), (2200, "FY2026-H1")]


def test_what_had_been_is_what_a_level_is_compared_with() -> None:
    found = observations(
        "IT exports rose over the month before, when they had been $356 million, to $437 million in December 2025."
    )
    assert (437e6, "2025-12") in [(o.value, o.period.label) for o in found]
    assert (356e6, "2025-12") not in [(o.value, o.period.label) for o in found]


def test_in_the_corresponding_month_at_the_head_is_the_month_spoken_of() -> None:
    assert periods(
        "Remittances from Saudi Arabia were $813 million in December 2025.",
        "During the corresponding month, Pakistanis in Bahrain sent remittances of $45 million.",
    ) == [(813, "2025-12"), (45, "2025-12")]


def test_a_year_is_compared_with_the_year_before_it() -> None:
    assert periods(
        "IT exports were $3.8 billion in FY25, compared with $3.2 billion in the previous fiscal year."
    ) == [
        (3800, "FY2025"),
        (3200, "FY2024"),
    ]


def test_comparisons_go_on_by_the_step_of_the_one_before() -> None:
    assert periods(
        "IT exports were $437 million in December 2025 against $356 million in November 2025 and imports $5.1 billion against $4.9 billion."
    ) == [(437, "2025-12"), (356, "2025-11"), (5100, "2025-12"), (4900, "2025-11")]


def test_a_heading_in_the_text_has_no_period_of_its_own() -> None:
    assert periods("IT exports were $437 million in December 2025.", "Remittances of $3.6 billion") == [
        (437, "2025-12")
    ]


YEAR = months_from(date(2024, 7, 1), 12)


@pytest.mark.parametrize(
    ("period", "main", "expected"),
    [
        # "$3.22bn in FY2024, over $2.59bn in the previous fiscal year"
        (Period(0, 4, "span", YEAR, whole=True), YEAR, YEAR.shifted(-12)),
        (Period(0, 4, "span", YEAR.shifted(-24), whole=True), YEAR, YEAR.shifted(-24)),
        # "last month", said of the month that the article is on
        (Period(0, 2, "span", DECEMBER, shift="mom", open_year=True), DECEMBER, DECEMBER.shifted(-1)),
        (Period(0, 1, "span", DECEMBER, open_year=True), DECEMBER, DECEMBER.shifted(-12)),
        (Period(0, 1, "span", DECEMBER), DECEMBER, DECEMBER),
        (Period(0, 3, "same"), DECEMBER, DECEMBER.shifted(-12)),
        (Period(0, 5, "back", months_from(date(2022, 7, 1), 12)), HALF, HALF.shifted(-36)),
        (Period(0, 5, "back", months_from(date(2030, 7, 1), 12)), HALF, None),
    ],
)
def test_what_a_period_is_compared_with(period: Period, main: Interval, expected: Interval | None) -> None:
    assert resolve(period, main, base=True) == expected


def test_the_same_period_is_the_one_spoken_of_where_nothing_is_compared() -> None:
    assert resolve(Period(0, 3, "same"), DECEMBER) == DECEMBER


def test_a_year_in_a_bracket_behind_a_month_is_that_month_of_the_year() -> None:
    assert periods("IT exports were $437 million in December 2025 (2024: $348 million).") == [
        (437, "2025-12"),
        (348, "2024-12"),
    ]


def test_the_period_behind_a_passive_verb_is_the_amounts() -> None:
    found = observations(
        "ISLAMABAD: The FBR's tax revenue stood at Rs830 billion in July-September FY26.",
        "Rs766 billion were collected during the same months of the previous fiscal year, it said.",
    )
    assert brief(found) == [
        ("tax.revenue", 830e9, "FY2026-Q1"),
        ("tax.revenue", 766e9, "FY2025-Q1"),
    ]


def test_last_year_behind_a_comma_dates_the_month() -> None:
    assert brief(observations("IT exports were $437 million in Dec, last year.")) == [
        ("exports.it", 437e6, "2025-12")
    ]
