"""Taxes: who collects, against which target, and what is only a part."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, observations


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
        "Of this, Rs6.9 trillion in direct taxes and Rs7.2 trillion in others are to come in.",
    ) == [(14.1e12, "FY2026", "target"), (11.9e12, "FY2025", "estimate")]


def test_collections_of_other_boards() -> None:
    assert taxes(
        "DHAKA: The National Board of Revenue (NBR) says that Tk 1,560 billion in revenue was collected in July-December of the current fiscal year.",
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


def test_a_year_in_brackets_is_the_same_months_of_that_year() -> None:
    found = observations(
        "ISLAMABAD: In the first quarter of the fiscal year, FBR has collected Rs 2,841 billion (2024: 2,544 billion).",
        "As against a target of Rs 1,368 billion for September 2025, FBR was able to collect Rs 1,230 billion.",
    )
    assert ("tax.revenue", 2544e9, "FY2025-Q1") in brief(found)
    assert ("tax.revenue", 2841e9, "FY2026-Q1") in brief(found)


def test_a_target_that_opens_its_sentence_is_of_what_is_held_against_it() -> None:
    found = observations(
        "ISLAMABAD: FBR worked to meet its revenue target for the month of December 2025.",
        "As against a target of Rs 1,446 billion, FBR was able to collect Rs 1,427 billion.",
    )
    assert [(o.status, o.value, o.period.label) for o in found] == [
        ("target", 1446e9, "2025-12"),
        ("actual", 1427e9, "2025-12"),
    ]


def test_targets_that_are_joined_are_targets() -> None:
    found = observations(
        "ISLAMABAD: The government has projected a revenue collection target of Rs1,446 billion for December 2025 and Rs14.1 trillion for 2025-26."
    )
    assert [o.status for o in found] == ["target", "target"]


def test_a_shortfall_s_month_is_that_of_the_level() -> None:
    found = observations(
        "ISLAMABAD: FBR collected Rs4.8 trillion between July and November.",
        "In October the collection was Rs75bn short of its target: Rs951bn came in against a projected Rs1.026tr for that month.",
    )
    assert ("tax.revenue", 951e9, "2025-10") in brief(found)
    assert ("tax.revenue", 1.026e12, "2025-10") in brief(found)


def test_book_adjustments_and_parts_are_no_levels() -> None:
    found = observations(
        "ISLAMABAD: The provisional collection for December 2025 is Rs1,295 billion without collection on account of book adjustments, as against Rs1,152 billion collected in the same month of last year.",
        "Out of the overall revenue collection, Rs154 billion came from the customs.",
        "Taxes at the import stage were Rs254 billion.",
    )
    assert brief(found) == [
        ("tax.revenue", 1295e9, "2025-12"),
        ("tax.revenue", 1152e9, "2024-12"),
    ]


def test_a_performance_rate_is_no_growth() -> None:
    found = observations(
        "NAIROBI: The Kenya Revenue Authority collected KSh 2.571 trillion in the 2024/2025 financial year, a performance rate of 100.6 percent.",
        title="Kenya in figures",
    )
    assert [(o.value, o.changes) for o in found] == [(2.571e12, ())]


def test_what_was_required_is_a_target() -> None:
    assert taxes(
        "ISLAMABAD: From July to December, the FBR collected Rs6,100 billion against the required Rs6,490 billion."
    ) == [(6.1e12, "FY2026-H1", "actual"), (6.49e12, "FY2026-H1", "target")]


def test_a_target_that_was_missed_by_so_much() -> None:
    assert taxes(
        "ISLAMABAD: Between July and December, the FBR collected Rs6,100 billion in taxes, falling short of the Rs6,490 billion target by Rs390 billion."
    ) == [(6.1e12, "FY2026-H1", "actual"), (6.49e12, "FY2026-H1", "target")]


def test_bare_revenues_of_an_article_on_taxes() -> None:
    assert taxes(
        "ISLAMABAD: The Federal Board of Revenue (FBR) missed its tax collection target again, officials said.",
        "November saw revenues of Rs890 billion, compared to a goal of Rs1,030 billion.",
    ) == [(890e9, "2025-11", "actual"), (1030e9, "2025-11", "target")]


def test_the_first_target_is_one_as_well() -> None:
    assert taxes(
        "ISLAMABAD: The tax collection target for FY26 stands at Rs13.9 trillion, scaled down from the original Rs14.1 trillion set in the budget."
    ) == [(13.9e12, "FY2026", "target"), (14.1e12, "FY2026", "target")]
    assert taxes(
        "ISLAMABAD: The tax collection target for FY25 was revised down from Rs12.97 trillion because of slow imports."
    ) == [(12.97e12, "FY2025", "target")]


def test_the_target_of_a_numbered_month() -> None:
    assert taxes(
        "ISLAMABAD: The Federal Board of Revenue has surpassed the revenue target by Rs20 billion as against the projected target of Rs649 billion for the second month of the current fiscal year."
    ) == [(649e9, "2025-08", "target")]


def test_a_shortfall_is_no_collection() -> None:
    assert taxes(
        "ISLAMABAD: The Federal Board of Revenue (FBR) is facing a Rs90 billion tax shortfall, with a target of Rs2,654 billion for July-September 2025."
    ) == [(2.654e12, "FY2026-Q1", "target")]
    assert taxes(
        "ISLAMABAD: The FBR collected Rs1,002 billion in July-November 2025.",
        "The revenue collection shortfall was Rs131 billion against the target of Rs1,133 billion for the period.",
    ) == [(1.002e12, "FY2026-M05", "actual"), (1.133e12, "FY2026-M05", "target")]


def test_what_could_only_be_achieved_is_no_target() -> None:
    assert taxes(
        "ISLAMABAD: The FBR missed the tax collection target of August 2025, as it collected Rs870 billion.",
        "The target for the said month was Rs1,030 billion, but the tax bosses were not able to meet the target and could achieve only Rs870 billion so far.",
        "The FBR faces a Rs5 billion loss regarding tax collection.",
    ) == [(8.7e11, "2025-08", "actual"), (1.03e12, "2025-08", "target")]


def test_a_target_may_be_of_the_months_in_brackets_or_that_are_over() -> None:
    assert taxes(
        "ISLAMABAD: The tax collection of the FBR in July-August 2025 came to Rs1,665 billion against the target (July-August) of Rs1,698 billion for 2025-26."
    ) == [(1.665e12, "FY2026-M02", "actual"), (1.698e12, "FY2026-M02", "target")]
    assert taxes(
        "ISLAMABAD: The revenue collection target for the July-October period was Rs3,881 billion, but the FBR was able to collect Rs3,794 billion."
    ) == [(3.881e12, "FY2026-M04", "target"), (3.794e12, "FY2026-M04", "actual")]


def test_a_target_that_opens_a_sentence_is_of_what_is_named_behind() -> None:
    assert taxes(
        "ISLAMABAD: The numbers show that against a target of Rs2,312 billion for the first six months, actual tax collection stood at Rs1,622 billion."
    ) == [(2.312e12, "FY2026-H1", "target"), (1.622e12, "FY2026-H1", "actual")]


@pytest.mark.parametrize(
    "part",
    [
        "Rs401 billion were collected under the head of customs duty",
        "it took in Rs401 billion as income tax",
        "Rs401 billion came from sales tax",
        "the Large Taxpayers Office collected Rs401 billion",
    ],
)
def test_what_one_tax_or_one_office_brought_in_is_not_the_revenue(part: str) -> None:
    found = observations(f"The FBR collected Rs1,357 billion in December 2025, of which {part}.")
    assert [o.value for o in found] == [1357e9]


def test_those_who_work_abroad_send_remittances() -> None:
    found = observations(
        "Pakistanis working around the world transferred $3.6 billion home in December 2025, up from $3.1 billion in December 2024."
    )
    assert brief(found) == [("remittances", 3.6e9, "2025-12"), ("remittances", 3.1e9, "2024-12")]
