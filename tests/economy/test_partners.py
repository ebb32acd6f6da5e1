"""Partners: with which country a figure of trade, remittances or investment is."""

from __future__ import annotations

import pytest

from tests.economy.articles import brief, changes, counterparts, observations

OPENING = "KARACHI: Remittances came to $3.6 billion in December 2025, the State Bank of Pakistan said."
ALL = (None, 3.6e9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports to China were $210 million in December 2025.", [("CN", 210e6)]),
        ("Imports from the United States were $210 million in December 2025.", [("US", 210e6)]),
        ("Remittances from Saudi Arabia were $810 million in December 2025.", [("SA", 810e6)]),
        ("Exports to the European Union were $810 million in December 2025.", [("EU", 810e6)]),
        ("Net FDI from Hong Kong was $81 million in December 2025.", [("HK", 81e6)]),
        ("Pakistan received $405.8 million in FDI from China in December 2025.", [("CN", 405.8e6)]),
        ("Exports were $2.3 billion in December 2025.", [(None, 2.3e9)]),
    ],
)
def test_a_preposition_before_a_country_makes_it_the_partner(
    text: str, expected: list[tuple[str | None, float]]
) -> None:
    assert counterparts(observations(text)) == expected


def test_a_list_of_partners_each_with_a_figure() -> None:
    found = observations(
        OPENING,
        "Remittances from Saudi Arabia stood at $813 million, the UAE at $726 million and the United Kingdom at $560 million.",
    )
    assert counterparts(found) == [ALL, ("SA", 813e6), ("AE", 726e6), ("GB", 560e6)]


def test_a_list_in_brackets() -> None:
    found = observations(
        OPENING,
        "The largest inflows came from Saudi Arabia ($813 million), the United Arab Emirates ($726 million) and Oman ($150 million).",
    )
    assert counterparts(found) == [ALL, ("SA", 813e6), ("AE", 726e6), ("OM", 150e6)]


def test_partners_and_figures_in_one_order_with_respectively() -> None:
    found = observations(
        "Exports to China, Germany and Spain were $210 million, $140 million and $95 million, respectively, in December 2025."
    )
    assert [(o.counterpart, *b) for o, b in zip(found, brief(found), strict=True)] == [
        ("CN", "exports.goods", 210e6, "2025-12"),
        ("DE", "exports.goods", 140e6, "2025-12"),
        ("ES", "exports.goods", 95e6, "2025-12"),
    ]


def test_what_is_compared_respectively_is_of_the_same_partners() -> None:
    found = observations(
        "In December 2025, exports to China, Germany and Spain were $210 million, $140 million and $95 million, respectively, compared with $190 million, $150 million and $80 million, respectively, a year earlier."
    )
    assert [(o.counterpart, o.value, o.period.label) for o in found] == [
        ("CN", 210e6, "2025-12"),
        ("DE", 140e6, "2025-12"),
        ("ES", 95e6, "2025-12"),
        ("CN", 190e6, "2024-12"),
        ("DE", 150e6, "2024-12"),
        ("ES", 80e6, "2024-12"),
    ]


def test_an_abbreviation_in_a_bracket_is_the_same_country() -> None:
    found = observations(
        OPENING,
        "Remittances from the United Arab Emirates (UAE) were $726 million.",
    )
    assert counterparts(found) == [ALL, ("AE", 726e6)]


@pytest.mark.parametrize(
    "text",
    [
        "Remittances from other Gulf countries were $380 million.",
        "Workers in the rest of the European nations sent home $380 million.",
        "Remittances from the region were $380 million.",
        "Qatar, Oman and Kuwait together sent remittances of $380 million.",
        "Remittances from Qatar and other countries were $380 million.",
    ],
)
def test_what_several_countries_sent_is_nobodys(text: str) -> None:
    assert counterparts(observations(OPENING, text)) == [ALL]


def test_the_bloc_of_gulf_countries_is_a_partner() -> None:
    found = observations(OPENING, "Remittances from GCC countries were $380 million.")
    assert counterparts(found) == [ALL, ("GCC", 380e6)]


def test_the_countries_in_a_bracket_behind_a_bloc_are_part_of_it() -> None:
    found = observations(
        OPENING, "Remittances from the GCC countries (Bahrain, Kuwait, Oman and Qatar) were $380 million."
    )
    assert counterparts(found) == [ALL, ("GCC", 380e6)]


def test_cities_are_no_countries() -> None:
    found = observations(
        OPENING,
        "Remittances from the UAE were $726 million.",
        "Remittances of $560 million from Dubai and of $20 million from Frankfurt were told apart.",
    )
    assert counterparts(found) == [ALL, ("AE", 726e6)]


def test_the_capital_of_a_country_comes_from_it() -> None:
    found = observations(
        "Net FDI was $1.2 billion in July-December FY26.",
        "Chinese investment in Pakistan was the largest with a net FDI of $430 million in July-December FY26.",
    )
    assert counterparts(found) == [(None, 1.2e9), ("CN", 430e6)]


def test_a_verb_between_a_figure_and_its_country() -> None:
    found = observations(
        OPENING,
        "Remittances from Saudi Arabia were $813 million, whereas $87.1 million were sent from Oman.",
    )
    assert counterparts(found) == [ALL, ("SA", 813e6), ("OM", 87.1e6)]


def test_a_country_that_sends_is_the_partner() -> None:
    found = observations(
        OPENING,
        "Saudi Arabia led with $813 million.",
        "It was followed by the UAE with $726 million.",
    )
    assert counterparts(found) == [ALL, ("SA", 813e6), ("AE", 726e6)]


def test_percentages_are_dealt_out_to_the_amounts_before_them() -> None:
    found = observations(
        OPENING,
        "The largest inflows came from Saudi Arabia ($813 million) and the UAE ($726 million), down 2.6% and 3.4%, respectively, from a year earlier.",
    )
    assert [(o.counterpart, o.value, changes(o)) for o in found] == [
        (None, 3.6e9, {}),
        ("SA", 813e6, {"yoy": -2.6}),
        ("AE", 726e6, {"yoy": -3.4}),
    ]


def test_the_month_that_goes_on_is_of_the_same_partner() -> None:
    found = observations(
        "Exports to China were $382 million in November 2025; in December 2025 they were $287 million."
    )
    assert counterparts(found) == [("CN", 382e6), ("CN", 287e6)]


def test_the_partner_of_the_sentence_before_holds_where_none_is_named() -> None:
    found = observations(
        "Remittances from Saudi Arabia were $813 million in December 2025.",
        "In November 2025 they were $754 million.",
    )
    assert counterparts(found) == [("SA", 813e6), ("SA", 754e6)]


def test_what_a_partner_is_compared_with_is_of_that_partner() -> None:
    found = observations(
        "Exports to Afghanistan were $61 million in December 2025, against $90 million a year earlier."
    )
    assert counterparts(found) == [("AF", 61e6), ("AF", 90e6)]


def test_the_whole_trade_has_no_partner_in_an_article_on_one() -> None:
    found = observations(
        "ISLAMABAD: Exports to China were $1.1 billion in July-December FY26.",
        "Pakistan's total exports were $15.2 billion in July-December FY26.",
        title="Pakistan's exports to China fall to $1.1bn in July-December FY26",
    )
    assert counterparts(found) == [("CN", 1.1e9), (None, 15.2e9)]


def test_an_article_on_one_partner_speaks_of_it_throughout() -> None:
    found = observations(
        "ISLAMABAD: Exports to China fell to $1.1 billion in July-December FY26.",
        "In December 2025 alone the exports were $190 million.",
        title="Pakistan's exports to China fall to $1.1bn in July-December FY26",
    )
    assert counterparts(found) == [("CN", 1.1e9), ("CN", 190e6)]


def test_reserves_have_no_partner() -> None:
    found = observations(
        "Reserves held by the State Bank of Pakistan were $15.9 billion on January 9 after a deposit from China."
    )
    assert counterparts(found) == [(None, 15.9e9)]


def test_two_series_in_one_order_with_respectively() -> None:
    found = observations(
        "Exports and imports stood at $2.3 billion and $5.1 billion, respectively, in December 2025."
    )
    assert brief(found) == [("exports.goods", 2.3e9, "2025-12"), ("imports.goods", 5.1e9, "2025-12")]


def test_exports_and_imports_with_partners_are_series_first() -> None:
    found = observations(
        "Exports to China and imports from China stood at $210 million and $1.6 billion, respectively, in December 2025."
    )
    assert [(o.indicator, o.value) for o in found] == [("exports.goods", 210e6), ("imports.goods", 1.6e9)]


def test_a_name_that_is_no_country_that_we_know_is_nobodys() -> None:
    found = observations("Exports to China were $210 million in December 2025 and to Qandahar $5 million.")
    assert counterparts(found) == [("CN", 210e6)]


def test_remittances_of_other_emirates_are_nobodys() -> None:
    found = observations(
        "Remittances from the UAE were $726 million in December 2025.",
        "Remittances from other emirates were $20 million in December 2025.",
    )
    assert counterparts(found) == [("AE", 726e6)]


def test_a_country_that_is_only_mentioned_is_no_partner() -> None:
    found = observations(
        "Exports were $2.3 billion in December 2025.",
        "Trade will grow, as China opens its shops, after exports of $2.1 billion in November 2025.",
    )
    assert counterparts(found) == [(None, 2.3e9), (None, 2.1e9)]


def test_a_share_of_a_ranking_goes_on_in_bullets() -> None:
    found = observations(
        OPENING,
        "The largest senders:",
        "• Saudi Arabia: $813 million",
        "• UAE: $726 million",
    )
    assert [c for c in counterparts(found) if c[0] is None] == [ALL]


def test_the_whole_of_a_ranking_is_told_behind_its_parts() -> None:
    found = observations(
        "Exports to China were $1.1 billion in July-December FY26.",
        "Exports to Germany were $0.8 billion in July-December FY26.",
        "Total exports were $15.2 billion in July-December FY26.",
    )
    assert counterparts(found) == [("CN", 1.1e9), ("DE", 0.8e9), (None, 15.2e9)]
