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
