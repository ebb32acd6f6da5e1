"""Stocks and rates: the latest level, how it moved, and the highest and lowest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from schemas import FiscalYear, Observation, stable_id
from streams.economy.fold import FiscalYears

MILLION = 1_000_000.0


def level(
    value: float,
    start: str,
    end: str | None = None,
    *,
    indicator: str = "reserves.central_bank",
    unit: str = "USD",
    rounding: float = 0.0,
    source: str = "Daily",
    record: str | None = None,
    pair: str | None = None,
) -> Observation:
    """A level of a day, or of the days up to `end`."""
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    told = last + timedelta(days=6)
    article = stable_id(source, start, value)
    return Observation.model_validate(
        {
            "event_id": stable_id(article, indicator, start, end),
            "article": {
                "id": article,
                "source": source,
                "published_at": f"{told}T10:00:00+00:00",
                "revision": f"{told}T10:00:00.000000Z/00000000",
            },
            "evidence": [{"field": "body", "start": 0, "end": 4}],
            "confidence": 0.9,
            "rule": "by-hand",
            "indicator": indicator,
            "geo": "PK",
            "status": "actual",
            "value": value,
            "unit": unit,
            "rounding": rounding,
            "basis": "stock" if first == last else "month",
            "period": {
                "start": first,
                "end": last,
                "label": start if first == last else start[:7],
                "sdmx": start,
            },
            "record": record,
            "pair": pair,
            "market": "interbank" if pair else None,
        }
    )


def row(*claims: Observation, key: str = "PK/reserves.central_bank/FY2026") -> FiscalYear:
    fold = FiscalYears()
    for one in claims:
        fold.add(one)
    return {view.key: view for view in fold.views() if isinstance(view, FiscalYear)}[key]


def test_the_latest_level_moves_against_the_one_before_and_the_one_a_year_before() -> None:
    table = row(
        level(11_400 * MILLION, "2025-01-03"),
        level(16_000 * MILLION, "2025-12-26"),
        level(16_050 * MILLION, "2026-01-02"),
    )
    latest = table.latest
    assert latest is not None
    assert latest.previous is not None
    assert latest.year_before is not None
    assert (latest.label, latest.value, latest.end) == ("2026-01-02", 16_050 * MILLION, date(2026, 1, 2))
    assert (latest.previous.label, latest.previous.change, latest.previous.percent) == (
        "2025-12-26", 50 * MILLION, 0.3,
    )  # fmt: skip
    assert (latest.year_before.label, latest.year_before.change, latest.year_before.percent) == (
        "2025-01-03", 4_650 * MILLION, 40.8,
    )  # fmt: skip
    assert latest.previous.articles != latest.articles


def test_a_rate_moves_in_percentage_points() -> None:
    table = row(
        level(4.1, "2024-12-01", "2024-12-31", indicator="prices.cpi", unit="percent"),
        level(6.1, "2025-11-01", "2025-11-30", indicator="prices.cpi", unit="percent"),
        level(5.6, "2025-12-01", "2025-12-31", indicator="prices.cpi", unit="percent"),
        key="PK/prices.cpi/FY2026",
    )
    latest = table.latest
    assert latest is not None
    assert latest.previous is not None
    assert latest.year_before is not None
    assert (latest.previous.change, latest.previous.percent) == (-0.5, None)
    assert (latest.year_before.change, latest.year_before.percent) == (1.5, None)


def test_an_exchange_rate_moves_in_percent_too() -> None:
    days = [
        level(280.5, "2026-01-05", indicator="fx.rate", unit="PKR", pair="USD/PKR"),
        level(279.9, "2026-01-06", indicator="fx.rate", unit="PKR", pair="USD/PKR"),
    ]
    latest = row(*days, key="PK/fx.rate/FY2026").latest
    assert latest is not None
    assert latest.previous is not None
    assert (latest.previous.change, latest.previous.percent) == (-0.6, -0.2)


def test_levels_of_other_lengths_are_not_compared() -> None:
    table = row(
        level(8.0, "2024-07-01", "2025-06-30", indicator="prices.cpi", unit="percent"),
        level(5.6, "2025-12-01", "2025-12-31", indicator="prices.cpi", unit="percent"),
        key="PK/prices.cpi/FY2026",
    )
    assert table.latest is not None
    assert table.latest.previous is None
    assert table.record is not None
    assert table.record.high.value == 5.6


def test_records_are_the_highest_and_lowest_that_are_known() -> None:
    table = row(
        level(14_500 * MILLION, "2025-07-04"),
        level(16_050 * MILLION, "2025-12-26", record="high"),
        level(15_900 * MILLION, "2026-01-02"),
    )
    assert table.record is not None
    assert table.record.since == date(2025, 7, 4)
    assert (table.record.high.label, table.record.high.claimed) == ("2025-12-26", True)
    assert (table.record.low.label, table.record.low.claimed) == ("2025-07-04", False)


def test_a_flow_has_neither() -> None:
    goods = level(2_500 * MILLION, "2025-12-01", "2025-12-31", indicator="exports.goods")
    table = row(goods, key="PK/exports.goods/FY2026")
    assert (table.latest, table.record) == (None, None)


@pytest.mark.parametrize("small", [8, 700])
def test_payments_of_any_size_are_listed(small: float) -> None:
    """A loan of eight million is no misprint beside one of seven billion."""
    sizes = (7_000, 1_100, 1_200, small)
    claims = [
        level(size * MILLION, f"2025-1{number % 3}-{number + 1:02}", indicator="financing.other")
        for number, size in enumerate(sizes)
    ]
    table = row(*claims, key="PK/financing.other/FY2026")
    assert len(table.spans) == 4
    assert table.disputed == ()


def test_a_misprinted_unit_of_a_stock_is_disputed() -> None:
    days = [level((14_500 + 10 * day) * MILLION, f"2025-11-{day:02}") for day in (7, 14, 21)]
    table = row(*days, level(14.53 * MILLION, "2025-11-28"))
    assert [(item.value, item.reason) for item in table.disputed] == [(14.53 * MILLION, "magnitude")]
    assert table.latest is not None
    assert table.latest.label == "2025-11-21"
