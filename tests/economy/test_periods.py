"""Periods as the region's press names them, and what they are called."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.economy.calendars import Calendar, Interval, country, months_from
from streams.economy.periods import read
from streams.economy.resolving import compared, resolve, step
from streams.text.normal import normal
from streams.text.tokens import tokenize

PAKISTAN = Calendar(7)


def spans(text: str, *, day: date = date(2026, 1, 20), calendar: Calendar = PAKISTAN) -> list[str]:
    found = read(tokenize(normal(text).text), day, calendar)
    return [f"{p.interval.start}/{p.interval.end}" for p in found if p.interval is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in December 2025", "2025-12-01/2025-12-31"),
        ("in December", "2025-12-01/2025-12-31"),
        ("in FY25", "2024-07-01/2025-06-30"),
        ("in FY2025-26", "2025-07-01/2026-06-30"),
        ("in fiscal year 2026", "2025-07-01/2026-06-30"),
        ("in the 2024–25 financial year", "2024-07-01/2025-06-30"),
        ("in the fiscal year 2024/25", "2024-07-01/2025-06-30"),
        ("in 1HFY26", "2025-07-01/2025-12-31"),
        ("in H1 FY26", "2025-07-01/2025-12-31"),
        ("in 9MFY24", "2023-07-01/2024-03-31"),
        ("in 1QFY26", "2025-07-01/2025-09-30"),
        ("during July–December FY26", "2025-07-01/2025-12-31"),
        ("from July to November", "2025-07-01/2025-11-30"),
        ("between July 2025 and January 2026", "2025-07-01/2026-01-31"),
        ("in the first half of the current fiscal year", "2025-07-01/2025-12-31"),
        ("in the first five months (July-November) of the fiscal year", "2025-07-01/2025-11-30"),
        ("in the first three quarters of FY25", "2024-07-01/2025-03-31"),
        ("in the last fiscal year", "2024-07-01/2025-06-30"),
        ("in the fiscal year that ended on June 30, 2025", "2024-07-01/2025-06-30"),
        ("in the first six months (July-December) of the current fiscal year (2025-26)", "2025-07-01/2025-12-31"),
        ("in the month of November", "2025-11-01/2025-11-30"),
        ("at the end of November 2025", "2025-11-30/2025-11-30"),
        ("by end-June 2025", "2025-06-30/2025-06-30"),
        ("in the week ended January 8", "2026-01-02/2026-01-08"),
        ("during the week ended on 9-January-2026", "2026-01-03/2026-01-09"),
        ("in the 12 months to December", "2025-01-01/2025-12-31"),
        ("in the last twelve months ending October 2025", "2024-11-01/2025-10-31"),
        ("during Dec 24", "2024-12-01/2024-12-31"),
        ("in Dec. 2025", "2025-12-01/2025-12-31"),
        ("in December of last year", "2025-12-01/2025-12-31"),
        ("in December, 2025", "2025-12-01/2025-12-31"),
        ("the March quarter", "2025-01-01/2025-03-31"),
        ("in quarter ending December 2023", "2023-10-01/2023-12-31"),
        ("in quarter ended in December 2023", "2023-10-01/2023-12-31"),
        ("in Q1 to Q3 of FY23", "2022-07-01/2023-03-31"),
        ("in July and August", "2025-07-01/2025-08-31"),
        ("between April and June 2025", "2025-04-01/2025-06-30"),
        ("July 2024 to January 2025", "2024-07-01/2025-01-31"),
        ("in 11MFY25", "2024-07-01/2025-05-31"),
        ("in 3QFY25", "2025-01-01/2025-03-31"),
        ("in Q2 FY26", "2025-10-01/2025-12-31"),
        ("in FY'26", "2025-07-01/2026-06-30"),
        ("in FY-26", "2025-07-01/2026-06-30"),
        ("in fiscal year (Jul-Jun) 2021-22", "2021-07-01/2022-06-30"),
        ("in the fiscal year (2024-25)", "2024-07-01/2025-06-30"),
        ("in the year ended June 30, 2025", "2024-07-01/2025-06-30"),
        ("in the fiscal year ending in June 2026", "2025-07-01/2026-06-30"),
        ("in the next fiscal year", "2026-07-01/2027-06-30"),
        ("in the fiscal year 2025-26 (FY26)", "2025-07-01/2026-06-30"),
        ("in 2024", "2024-01-01/2024-12-31"),
        ("in CY24", "2024-01-01/2024-12-31"),
        ("in calendar year 2024", "2024-01-01/2024-12-31"),
        ("in the first quarter of 2025", "2025-01-01/2025-03-31"),
        ("in the first half of this year", "2026-01-01/2026-06-30"),
        ("in the third quarter of the last fiscal year", "2025-01-01/2025-03-31"),
        ("in the first month of FY26", "2025-07-01/2025-07-31"),
        ("in July 2025, the first month of 2025-26", "2025-07-01/2025-07-31"),
        ("in the first half of 2019-20 (July 2019-June 2020)", "2019-07-01/2019-12-31"),
        ("in the six months (July-December)", "2025-07-01/2025-12-31"),
        ("in July-August of the fiscal year 2022-23", "2022-07-01/2022-08-31"),
        ("at the end of 2025", "2025-12-31/2025-12-31"),
        ("at the end of FY25", "2025-06-30/2025-06-30"),
        ("in the half year", "2025-07-01/2025-12-31"),
        ("in the year ending in 2016", "2015-07-01/2016-06-30"),
        ("in the fiscal year ended June 30", "2024-07-01/2025-06-30"),
        ("in the fiscal year ending in March", "2025-07-01/2026-06-30"),
        ("on 12-July-2024", "2024-07-12/2024-07-12"),
        ("in the week that ended on January 9, 2026", "2026-01-03/2026-01-09"),
    ],
)  # fmt: skip
def test_a_period_is_an_interval(text: str, expected: str) -> None:
    assert expected in spans(text)
    assert len(set(spans(text))) == 1


def test_the_fiscal_year_is_the_countrys() -> None:
    assert spans("in FY26", calendar=country("IN").calendar) == ["2025-04-01/2026-03-31"]
    assert spans("in the first nine months of FY26", calendar=country("IN").calendar) == [
        "2025-04-01/2025-12-31"
    ]
    assert country("BD").calendar == country("PK").calendar == Calendar(7)
    assert country("XX").calendar == Calendar(1)


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("a year earlier", "yoy"),
        ("the same month of last year", "yoy"),
        ("the corresponding period of the previous fiscal year", "yoy"),
        ("the same period last year", "yoy"),
        ("the previous month", "mom"),
        ("the month before", "mom"),
        ("a week earlier", "wow"),
    ],
)
def test_a_shift_counts_from_another_period(text: str, shift: str) -> None:
    (found,) = read(tokenize(text), date(2026, 1, 20), PAKISTAN)
    assert (found.kind, found.shift) == ("shift", shift)


def test_the_same_months_of_a_named_year() -> None:
    (found,) = read(tokenize("the same quarter of 2024-25"), date(2026, 1, 20), PAKISTAN)
    main = Interval(date(2025, 7, 1), date(2025, 9, 30))
    assert resolve(found, main, base=True) == Interval(date(2024, 7, 1), date(2024, 9, 30))


def test_a_comparison_without_a_year_lies_before() -> None:
    (found,) = read(tokenize("in December"), date(2026, 1, 20), PAKISTAN)
    main = Interval(date(2025, 12, 1), date(2025, 12, 31))
    assert resolve(found, main, base=True) == Interval(date(2024, 12, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "basis", "label", "sdmx"),
    [
        ((2025, 12), 1, "month", "2025-12", "2025-12"),
        ((2025, 7), 3, "quarter", "FY2026-Q1", "2025-Q1"),
        ((2025, 7), 6, "half", "FY2026-H1", "2025-S1"),
        ((2026, 1), 6, "half", "FY2026-H2", "2025-S2"),
        ((2025, 7), 5, "fiscal_ytd", "FY2026-M05", "2025-07-01/P5M"),
        ((2025, 7), 12, "fiscal_year", "FY2026", "2025-A1"),
        ((2025, 1), 12, "calendar_year", "2025", "2025"),
        ((2025, 1), 9, "calendar_ytd", "2025-M09", "2025-01-01/P9M"),
        ((2025, 3), 12, "rolling_12m", "2025-03/2026-02", "2025-03-01/P12M"),
    ],
)
def test_intervals_have_names(start: tuple[int, int], months: int, basis: str, label: str, sdmx: str) -> None:
    assert PAKISTAN.name(months_from(date(*start, 1), months)) == (basis, label, sdmx)


def test_an_interval_that_the_contract_does_not_know_has_no_name() -> None:
    assert PAKISTAN.name(months_from(date(2025, 9, 1), 4)) is None
    assert PAKISTAN.name(Interval(date(2025, 9, 3), date(2025, 9, 30))) is None


@given(st.integers(2000, 2050), st.integers(1, 12), st.integers(1, 12), st.integers(1, 12))
def test_a_year_back_and_forth(year: int, month: int, count: int, first: int) -> None:
    interval = months_from(date(year, month, 1), count)
    assert interval.whole_months == count
    assert step(interval, "yoy").shifted(12) == interval
    assert compared(interval, interval.shifted(-12)) == "yoy"
    number = Calendar(first).year_of(interval.start)
    fiscal = Calendar(first).year(number)
    assert fiscal.start <= interval.start <= fiscal.end
    assert fiscal.whole_months == 12


@given(st.text(alphabet="July-Dec 2025FY6/()of the first half months week ended 1,", max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    for period in read(tokenize(text), date(2026, 1, 20), PAKISTAN):
        assert period.first < period.last
        if period.interval is not None:
            assert period.interval.start <= period.interval.end


def test_the_months_of_an_abbreviation_in_brackets_are_no_year() -> None:
    text = "During the eleven months of the current fiscal year (11MFY24)"
    spans = {
        period.interval for period in read(tokenize(text), date(2024, 6, 21), PAKISTAN) if period.interval
    }
    assert spans == {Interval(date(2023, 7, 1), date(2024, 5, 31))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in December, the first half of FY26", ["2025-07-01/2025-12-31", "2025-12-01/2025-12-31"]),
        ("in December 2025 and November 2025", ["2025-11-01/2025-11-30", "2025-12-01/2025-12-31"]),
        ("in FY25 and FY24", ["2023-07-01/2024-06-30", "2024-07-01/2025-06-30"]),
        ("in July-December FY26 and July-December FY25", ["2024-07-01/2024-12-31", "2025-07-01/2025-12-31"]),
    ],
)
def test_pieces_that_do_not_fit_together_are_two_periods(text: str, expected: list[str]) -> None:
    assert sorted(spans(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the first 12 days of April",
        "the first two weeks of the current month",
        "April 1-19",
        "October (2-13)",
        "July 1 to 21",
        "1-19 May",
    ],
)
def test_part_of_a_month_has_no_interval(text: str) -> None:
    found = read(tokenize(normal(text).text), date(2026, 1, 20), PAKISTAN)
    assert [(p.kind, p.interval) for p in found] == [("partial", None)]


@pytest.mark.parametrize(
    "text",
    [
        "the most in four months",
        "an eight-month low",
        "three months ago",
        "for the last five months",
        "may rise and march on",
        "March on the capital",
        "May they rise",
        "a half year ago",
        "exports of 2025 million",
        "in 11MFY",
        "in Q5",
        "in 3H",
        "in the 47 months",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert spans(text) == []


def test_months_without_a_year_lie_ahead_in_a_target() -> None:
    def months(text: str, *, ahead: bool) -> list[Interval | None]:
        return [p.interval for p in read(tokenize(text), date(2026, 1, 20), PAKISTAN, ahead=ahead)]

    assert months("in March", ahead=False) == [months_from(date(2025, 3, 1), 1)]
    assert months("in March", ahead=True) == [months_from(date(2026, 3, 1), 1)]
    assert months("in the second half", ahead=False) == [months_from(date(2025, 1, 1), 6)]
    assert months("in the second half", ahead=True) == [months_from(date(2026, 1, 1), 6)]


def test_the_outgoing_year_is_the_running_one_in_its_last_months_only() -> None:
    text = "in the outgoing fiscal year"
    assert spans(text, day=date(2026, 6, 10)) == ["2025-07-01/2026-06-30"]
    assert spans(text, day=date(2026, 7, 20)) == ["2025-07-01/2026-06-30"]
    assert spans(text, day=date(2026, 1, 20)) == ["2024-07-01/2025-06-30"]


def test_a_part_of_the_year_that_is_all_but_over_is_this_years() -> None:
    text = "in the first half"
    assert spans(text, day=date(2025, 12, 27)) == ["2025-07-01/2025-12-31"]
    assert spans(text, day=date(2025, 12, 2)) == ["2024-07-01/2024-12-31"]


def test_this_month_is_the_one_that_a_report_is_on() -> None:
    (found,) = read(tokenize("this month"), date(2026, 1, 20), PAKISTAN)
    assert (found.kind, found.months) == ("same", 1)
    assert resolve(found, months_from(date(2025, 12, 1), 1)) == months_from(date(2025, 12, 1), 1)
    assert resolve(found, None) == months_from(date(2026, 1, 1), 1)
    assert spans("last month") == ["2025-12-01/2025-12-31"]
    assert spans("earlier this month") == []


def test_a_month_and_a_short_year_are_a_day_but_behind_during() -> None:
    assert spans("on Dec 23") == ["2025-12-23/2025-12-23"]
    assert spans("during Dec 24") == ["2024-12-01/2024-12-31"]
    assert spans("during Dec 23") == ["2025-12-23/2025-12-23"]  # too long ago to be a year


def test_counted_months_are_the_same_ones_again() -> None:
    (found,) = read(tokenize("the same seven months"), date(2026, 2, 20), PAKISTAN)
    assert (found.kind, found.months) == ("same", 7)
    (found,) = read(
        tokenize("the corresponding five months of the last fiscal year"), date(2026, 2, 20), PAKISTAN
    )
    assert (found.kind, found.shift, found.months) == ("shift", "yoy", 5)


def test_a_year_that_is_running_is_marked() -> None:
    flags = [
        (p.whole, p.current)
        for text in ("in FY26", "in FY25", "in December 2025")
        for p in read(tokenize(text), date(2026, 1, 20), PAKISTAN)
    ]
    assert flags == [(True, True), (True, False), (False, False)]
