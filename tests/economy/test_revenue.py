"""Taxes: who collects, against which target, and what is only a part."""

from __future__ import annotations

from tests.economy.articles import observations


def taxes(*paragraphs: str, title: str = "Pakistan in figures") -> list[tuple[float, str, str]]:
    found = observations(*paragraphs, title=title)
    return [(o.value, o.period.label, o.status) for o in found if o.indicator == "tax.revenue"]


def test_a_target_is_of_what_it_is_held_against() -> None:
    assert taxes(
        "ISLAMABAD: During the July-December period, the FBR collected a total of Rs6,100 billion in taxes against a target of Rs6,490 billion."
    ) == [(6.1e12, "FY2026-H1", "actual"), (6.49e12, "FY2026-H1", "target")]


def test_what_came_in_is_no_target() -> None:
    assert taxes(
        "ISLAMABAD: The Federal Board of Revenue has met the revenue collection target of December as it collected Rs1,430 billion."
    ) == [(1.43e12, "2025-12", "actual")]


def test_a_board_is_assigned_to_collect() -> None:
    assert taxes(
        "ISLAMABAD: The Federal Board of Revenue is assigned to collect Rs14.1 trillion in FY26, up from Rs11.9 trillion revised estimates for FY25.",
        "It includes Rs6.9 trillion in direct taxes and Rs7.2 trillion in indirect taxes.",
    ) == [(14.1e12, "FY2026", "target"), (11.9e12, "FY2025", "estimate")]


def test_collections_of_other_boards() -> None:
    assert taxes(
        "DHAKA: According to the National Board of Revenue (NBR), a total of Tk 1,560 billion was collected in revenue during the July-December period of the current fiscal year.",
        "In the fiscal year 2024-25, the revenue collected in July-December was Tk 1,410 billion.",
        title="Bangladesh in figures",
    ) == [(1.56e12, "FY2026-H1", "actual"), (1.41e12, "FY2025-H1", "actual")]
    assert taxes(
        "NAIROBI: The Kenya Revenue Authority collected Ksh1.25 trillion in July-December 2025.",
        "It also said that it collected Ksh640 billion in domestic taxes. This represents a growth of 3.5% from Ksh618 billion a year earlier.",
        title="Kenya in figures",
    ) == [(1.25e12, "FY2026-H1", "actual")]


def test_what_is_still_to_come_is_no_collection() -> None:
    assert taxes(
        "DHAKA: The NBR has collected Tk1.76 lakh crore in the July-December period of this fiscal year. It means that Tk 1.53 lakh crore of revenue collection is still remaining.",
        title="Bangladesh in figures",
    ) == [(1.76e12, "FY2026-H1", "actual")]
