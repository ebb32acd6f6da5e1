"""Moments: an RFC 3339 time with an offset, or a day's end; nothing else, and nothing out of bounds."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.moments import EARLIEST, LATEST, moment


def test_a_time_is_that_time_and_a_day_its_end() -> None:
    there = timezone(timedelta(hours=5))
    assert moment("2026-01-20T10:00:00+05:00") == datetime(2026, 1, 20, 10, tzinfo=there)
    assert moment("2026-01-20t10:00:00.25z") == datetime(2026, 1, 20, 10, 0, 0, 250_000, tzinfo=UTC)
    assert moment("2026-01-20") == datetime(2026, 1, 20, 23, 59, 59, 999_999, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026", "2026-W04", "20260120", "2026-02-30", "2026-01-20T10:00:00", "2026-01-20 10:00Z"]
)  # fmt: skip
def test_anything_else_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(ValueError, match="neither an RFC 3339 time nor a date|needs an offset"):
        moment(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [("0001-01-01T00:00:00+14:00", EARLIEST), ("0001-01-01", EARLIEST), ("9999-12-31T23:59:59-12:00", LATEST)],
)  # fmt: skip
def test_what_lies_far_away_is_the_nearest_that_can_be_asked_for(text: str, end: datetime) -> None:
    assert moment(text) == end


@given(st.text(max_size=40))
def test_no_text_does_anything_else(text: str) -> None:
    with suppress(ValueError):
        assert EARLIEST <= moment(text) <= LATEST
