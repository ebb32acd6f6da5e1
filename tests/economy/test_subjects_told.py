"""Whose figure it is where a sentence leaves it open: sectors pointed to, goods that an amount came from, trade that turns to goods."""

from __future__ import annotations

from tests.economy.articles import observations

Told = tuple[str, float, str, str]


def told(*paragraphs: str, day: str = "2024-06-20") -> list[Told]:
    """Series, value, period and status of each level."""
    return [
        (o.indicator, o.value, o.period.label, o.status)
        for o in observations(*paragraphs, day=day)
        if o.transformation == "level" and o.unit != "percent"
    ]


def test_what_is_earned_for_a_sector_is_the_sector_s() -> None:
    assert told("KARACHI: The export receipts for the IT sector came to $288 million in May 2024.") == [
        ("exports.it", 288e6, "2024-05", "actual")
    ]


def test_a_sector_that_is_pointed_to_keeps_its_exports_whatever_their_size() -> None:
    found = told(
        "KARACHI: Pakistan's IT exports amounted to $288 million in May 2024.",
        "Officials want the sector's exports to be a target of $15 billion in FY2029.",
    )
    assert {one[0] for one in found} == {"exports.it"}


def test_behind_trade_in_services_a_named_trade_in_goods_turns_the_bare_names() -> None:
    found = told(
        "ISLAMABAD: Services exports rose 4 percent to $5.9 billion during July-March 2023-24, the bureau said.",
        "Meanwhile, merchandize exports went up by 9 percent in the first ten months.",
        "The exports were $25.7 billion during July-April 2023-24 and the imports $44.8 billion.",
    )
    assert found == [
        ("exports.services", 5.9e9, "FY2024-M09", "actual"),
        ("exports.goods", 25.7e9, "FY2024-M10", "actual"),
        ("imports.goods", 44.8e9, "FY2024-M10", "actual"),
    ]


def test_of_a_rise_that_is_planned_the_start_is_what_was_and_the_end_the_target() -> None:
    assert told(
        "ISLAMABAD: Pakistan plans to lift IT exports from $3.2 billion in FY2024 to $5 billion in FY2026."
    ) == [
        ("exports.it", 3.2e9, "FY2024", "actual"),
        ("exports.it", 5e9, "FY2026", "target"),
    ]


def test_a_target_that_is_moved_has_two_targets() -> None:
    found = told(
        "ISLAMABAD: The ministry wants to raise the IT export target from $4 billion to $5 billion for FY2026."
    )
    assert "actual" not in {status for *_, status in found}


def test_an_amount_that_came_from_one_kind_of_goods_is_not_the_country_s() -> None:
    for part in (
        "Of this, figures show, $3.4 billion export income came from the garment industry.",
        "The shipment of knitwear held its ground, recording an export earning of $2.2 billion.",
        "The mills exported $1.1 billion of yarn in the month.",
    ):
        assert told("DHAKA: Bangladesh exported goods worth $4.4 billion in May 2024.", part) == [
            ("exports.goods", 4.4e9, "2024-05", "actual")
        ], part


def test_the_product_is_the_one_that_was_named() -> None:
    found = told(
        "LAHORE: Pakistan's textile exports rose to $1.4 billion in May 2024.",
        "The exports of the product had stood at $1.3 billion in May 2023.",
    )
    assert {one[0] for one in found} == {"exports.textiles"}


def test_a_month_within_a_year_that_is_spoken_of_is_the_year_s_own() -> None:
    found = told(
        "KARACHI: IT exports are on track to cross $4.2 billion in FY26, the ministry said, after $340 million in November.",
        day="2025-12-20",
    )
    assert found[1] == ("exports.it", 340e6, "2025-11", "actual")
