"""Parts of years in the many ways that they are written."""

from __future__ import annotations

import pytest

from tests.economy.articles import observations


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("the first quarter, 2024", "2025-08-10", ("2024-01-01", "2024-03-31")),
        ("Q1, 2024", "2025-08-10", ("2024-01-01", "2024-03-31")),
        ("H1, 2024", "2025-08-10", ("2024-01-01", "2024-06-30")),
        ("Q1-2024", "2025-08-10", ("2024-01-01", "2024-03-31")),
        ("Q2'24", "2025-08-10", ("2024-04-01", "2024-06-30")),
        ("1Q24", "2025-08-10", ("2024-01-01", "2024-03-31")),
        ("the March quarter of 2024", "2025-08-10", ("2024-01-01", "2024-03-31")),
        ("the April-June quarter of 2024", "2025-08-10", ("2024-04-01", "2024-06-30")),
        ("the second quarter of last year", "2025-08-10", ("2024-04-01", "2024-06-30")),
        ("the first seven months of last year", "2025-08-10", ("2024-01-01", "2024-07-31")),
        ("the past seven months", "2025-08-10", ("2025-01-01", "2025-07-31")),
        ("the past month", "2025-08-10", ("2025-07-01", "2025-07-31")),
        ("the past ten months", "2025-10-28", ("2025-01-01", "2025-10-31")),
    ],
)
def test_a_part_is_of_the_year_that_is_said_with_it(words: str, day: str, expected: tuple[str, str]) -> None:
    found = observations(f"Vietnam's exports came to $35 billion in {words}.", title="Vietnam trade", day=day)
    assert [(str(o.period.start), str(o.period.end)) for o in found] == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("8M of FY25", ("2024-07-01", "2025-02-28")),
        ("fiscal 2025", ("2024-07-01", "2025-06-30")),
        ("the just-concluded fiscal year", ("2024-07-01", "2025-06-30")),
        ("the July-September quarter of the current fiscal year", ("2025-07-01", "2025-09-30")),
        ("the first quarter of last year", ("2024-07-01", "2024-09-30")),
    ],
)
def test_a_part_is_of_the_fiscal_year(words: str, expected: tuple[str, str]) -> None:
    found = observations(f"Pakistan's exports came to $7.9 billion in {words}.", day="2025-10-10")
    assert [(str(o.period.start), str(o.period.end)) for o in found] == [expected]
