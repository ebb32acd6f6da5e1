"""Trade of other countries: all of it or goods, shortfalls with a partner, directions told with "as", amounts told twice."""

from __future__ import annotations

import pytest

from tests.economy.articles import observations


def told(text: str, title: str) -> list[tuple[str, str | None, float, str]]:
    found = observations(text, title=title, day="2026-01-20")
    return [(o.indicator, o.counterpart, o.value, o.unit) for o in found]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "US trade",
            "US imports of goods and services rose 4.5 percent in December to $290 billion, while exports were worth $243 billion.",
            [("imports.total", None, 290e9, "USD"), ("exports.total", None, 243e9, "USD")],
        ),
        (
            "Japan's trade",
            "Japan's shortfall with China in December was 587.9 billion yen.",
            [("trade.balance", "CN", -587.9e9, "JPY")],
        ),
        (
            "Japan's trade",
            "Japan's trade surplus with the United States fell 12 per cent in December as exports edged higher.",
            [("trade.balance", "US", -12.0, "percent")],
        ),
        (
            "Japan's trade",
            "Japan's trade deficit for December was 1.4 trillion yen, about 9 billion dollars.",
            [("trade.balance", None, -1.4e12, "JPY")],
        ),
        (
            "Turkey's trade",
            "Turkey's exports hit $26 billion in December, while its inbound shipments ticked down to $33 billion.",
            [("exports.goods", None, 26e9, "USD"), ("imports.goods", None, 33e9, "USD")],
        ),
        (
            "US trade",
            "The closely watched trade deficit of the United States, which economists had followed with some worry,\nwidened to $103 billion in December from the month before, the Commerce Department said, as imports rose\n2.1 percent to $301 billion.",
            [("trade.balance", None, -103e9, "USD"), ("imports.goods", None, 301e9, "USD")],
        ),
    ],
)
def test_trade_abroad(title: str, text: str, expected: list[tuple[str, str | None, float, str]]) -> None:
    assert told(text, title) == expected


def test_an_annual_record_is_of_a_year() -> None:
    found = observations(
        "The US trade deficit with China swelled 12.5 percent to $26.0 billion in January.",
        "Last year, it set an annual record of more than $295 billion.",
        title="US trade",
        day="2012-03-09",
    )
    assert [(o.value, str(o.period.start), str(o.period.end)) for o in found] == [
        (-26e9, "2012-01-01", "2012-01-31"),
        (-295e9, "2011-01-01", "2011-12-31"),
    ]
