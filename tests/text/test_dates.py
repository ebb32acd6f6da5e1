"""Dates against the day of publication: Sunday, 8 February 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.text.dates import read
from streams.text.lexicon import load
from streams.text.tokens import tokenize

SUNDAY = date(2026, 2, 8)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("on Friday", "2026-02-06", "2026-02-06", "day"),
        ("on Sunday", "2026-02-08", "2026-02-08", "day"),
        ("last Sunday", "2026-02-01", "2026-02-01", "day"),
        ("Friday, February 6, 2026", "2026-02-06", "2026-02-06", "day"),
        ("on February 6", "2026-02-06", "2026-02-06", "day"),
        ("on 26 November", "2025-11-26", "2025-11-26", "day"),
        ("the 6th of February", "2026-02-06", "2026-02-06", "day"),
        ("Feb. 6", "2026-02-06", "2026-02-06", "day"),
        ("January 5-9", "2026-01-05", "2026-01-09", "day"),
        ("on March 5", "2026-03-05", "2026-03-05", "day"),
        ("In November 2025", "2025-11-01", "2025-11-30", "month"),
        ("in December", "2025-12-01", "2025-12-31", "month"),
        ("in February", "2026-02-01", "2026-02-28", "month"),
        ("last December", "2025-12-01", "2025-12-31", "month"),
        ("in May", "2025-05-01", "2025-05-31", "month"),
        ("a 2008 bombing", "2008-01-01", "2008-12-31", "year"),
        ("yesterday", "2026-02-07", "2026-02-07", "day"),
        ("two days ago", "2026-02-06", "2026-02-06", "day"),
        ("three months ago", "2025-11-01", "2025-11-30", "month"),
        ("last week", "2026-01-26", "2026-02-01", "week"),
        ("this week", "2026-02-02", "2026-02-08", "week"),
        ("last month", "2026-01-01", "2026-01-31", "month"),
        ("last year", "2025-01-01", "2025-12-31", "year"),
        ("2026-02-06", "2026-02-06", "2026-02-06", "day"),
        ("06/02/2026", "2026-02-06", "2026-02-06", "day"),
        ("06.02.2026", "2026-02-06", "2026-02-06", "day"),
    ],
)
def test_resolved(text: str, start: str, end: str, precision: str) -> None:
    (found,) = read(tokenize(text), SUNDAY)
    assert (found.when.start.isoformat(), found.when.end.isoformat(), found.when.precision) == (
        start,
        end,
        precision,
    )


def test_a_day_earlier_counts_from_the_day_named() -> None:
    named, earlier = read(tokenize("On Friday he left, a day earlier he came"), SUNDAY)
    assert (named.when.start.day, earlier.when.start.day) == (6, 5)


@pytest.mark.parametrize(
    "text",
    [
        "He may go",
        "May is not sure",
        "2010 people",
        "$2008",
        "FY2024-25",
        "march on",
        "the second half",
        "killed 12",
    ],
)
def test_no_date(text: str) -> None:
    assert read(tokenize(text), SUNDAY) == []


@pytest.mark.parametrize("rule", load("streams.text", "dates.toml")["relative"], ids=lambda rule: rule["id"])
def test_relative_examples(rule: dict[str, list[str]]) -> None:
    for example in rule["examples"]:
        assert len(read(tokenize(example), SUNDAY)) == 1, example


@given(
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.text(alphabet="0123456789 -/.,FebruaryMaystndago", max_size=40),
)
def test_any_text_gives_spans_in_order(anchor: date, text: str) -> None:
    for found in read(tokenize(text), anchor):
        assert found.when.start <= found.when.end
        assert text[found.start : found.end].strip()


@pytest.mark.parametrize(
    "text", ["1.99999999999999999999.2026", "99999999999999999999.1.2026", "99999999999999999999/01/2026"]
)
def test_a_day_of_many_digits_is_none(text: str) -> None:
    assert [mention for mention in read(tokenize(text), date(2026, 1, 20)) if mention.kind == "day"] == []
