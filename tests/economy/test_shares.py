"""Parts and wholes: a partner's amount goes to the period whose whole has room for it."""

from __future__ import annotations

from tests.economy.articles import observations


def partners(*paragraphs: str) -> list[tuple[str | None, float, str]]:
    return [(o.counterpart, o.value, o.period.label) for o in observations(*paragraphs) if o.counterpart]


TOTALS = (
    "KARACHI: Workers' remittances to Pakistan came to $11.2 billion in July-January FY26, the State Bank said.",
    "In January 2026 they stood at $1.5 billion.",
)


def test_partners_that_exceed_the_month_are_of_the_longer_period() -> None:
    assert partners(
        *TOTALS,
        "The largest inflow, from Saudi Arabia, was $3.4 billion, followed by the UAE at $1.2 billion.",
    ) == [("SA", 3.4e9, "FY2026-M07"), ("AE", 1.2e9, "FY2026-M07")]


def test_partners_that_the_month_has_room_for_stay_there() -> None:
    assert partners(*TOTALS, "The largest inflow, from Saudi Arabia, was $340 million.") == [
        ("SA", 340e6, "2026-01")
    ]
