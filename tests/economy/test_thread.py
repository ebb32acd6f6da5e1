"""The thread of an article: what bare names, pronouns and figures without a name are of, and what is no figure at all."""

from __future__ import annotations

import pytest

from schemas import Observation
from tests.economy.articles import brief, changes, observations, told

IT = "IT exports were $437 million in December 2025."
ONE = ("exports.it", 437e6, "2025-12")


def indicators(found: list[Observation]) -> list[tuple[str, float]]:
    return [(o.indicator, o.value) for o in found]


def test_bare_exports_are_those_of_the_topic() -> None:
    assert brief(observations(IT, "In November 2025 exports were $356 million.")) == [
        ONE,
        ("exports.it", 356e6, "2025-11"),
    ]


def test_bare_exports_of_an_article_without_a_sector_are_goods() -> None:
    assert indicators(observations("Exports were $2.3 billion in December 2025.")) == [
        ("exports.goods", 2.3e9)
    ]


def test_bare_exports_that_the_article_has_told_otherwise_are_not_the_sectors() -> None:
    found = observations(IT, "Exports amounted to $2.3 billion in December 2025.")
    assert indicators(found) == [("exports.it", 437e6), ("exports.goods", 2.3e9)]


def test_its_exports_of_the_country_are_goods_whatever_the_topic() -> None:
    found = observations(IT, "Pakistan's exports were $2.3 billion in November 2025.")
    assert indicators(found) == [("exports.it", 437e6), ("exports.goods", 2.3e9)]


def test_its_exports_behind_a_sector_are_the_sectors() -> None:
    found = observations(
        "Merchandise exports were $2.3 billion in December 2025.",
        "The IT sector is growing, and its exports were $437 million in December 2025.",
    )
    assert indicators(found) == [("exports.goods", 2.3e9), ("exports.it", 437e6)]


def test_exports_behind_overall_exports_are_those() -> None:
    found = observations(
        "Textile exports were $1.5 billion in December 2025.",
        "The country's overall exports were $2.3 billion in December 2025.",
        "In November 2025 the exports were $2.4 billion.",
    )
    assert indicators(found) == [
        ("exports.textiles", 1.5e9),
        ("exports.goods", 2.3e9),
        ("exports.goods", 2.4e9),
    ]


def test_total_exports_include_services_in_an_article_that_speaks_of_them() -> None:
    bare = "Total exports were $3.1 billion in December 2025."
    assert indicators(observations(bare)) == [("exports.goods", 3.1e9)]
    assert indicators(observations(bare, "Trade in services has grown.")) == [("exports.total", 3.1e9)]


def test_bare_exports_of_an_article_on_services_are_services() -> None:
    found = observations(
        "Services exports were $850 million in December 2025.",
        "Imports were $1.1 billion in December 2025.",
        "Exports in November 2025 were $790 million.",
    )
    assert indicators(found) == [("exports.services", 850e6), ("exports.services", 790e6)]


def test_a_target_of_the_topics_size_is_the_topics() -> None:
    text = "The government aims to raise exports to ${} billion in FY29."
    near = observations("IT exports were $3.8 billion in FY25.", text.format(10))
    far = observations("IT exports were $3.8 billion in FY25.", text.format(60))
    assert [(o.indicator, o.value, o.status) for o in near][1:] == [("exports.it", 10e9, "target")]
    assert [(o.indicator, o.value, o.status) for o in far][1:] == [("exports.total", 60e9, "target")]


def test_a_target_without_a_name_is_the_topics_if_it_is_of_its_size() -> None:
    text = "The government has set a target of ${} for FY26."
    near = observations("IT exports were $3.8 billion in FY25.", text.format("5 billion"))
    far = observations("IT exports were $3.8 billion in FY25.", text.format("500 billion"))
    assert brief(near)[1:] == [("exports.it", 5e9, "FY2026")]
    assert len(far) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In November 2025 they were $356 million.",
        "In November 2025 the figure was $356 million.",
        "It stood at $356 million in November 2025.",
        "These stood at $356 million in November 2025.",
        "The figure for November 2025 was $356 million.",
        "- November 2025: $356 million",
    ],
)
def test_pronouns_stand_for_the_series_named_last(text: str) -> None:
    assert brief(observations(IT, text)) == [ONE, ("exports.it", 356e6, "2025-11")]


def test_a_pronoun_is_of_what_was_named_last_and_not_of_the_topic() -> None:
    found = observations(
        IT,
        "Workers' remittances were $3.6 billion in December 2025.",
        "In November 2025 they were $3.2 billion.",
    )
    assert indicators(found) == [("exports.it", 437e6), ("remittances", 3.6e9), ("remittances", 3.2e9)]


def test_a_pronoun_is_nobodys_where_what_was_named_last_is_none_of_ours() -> None:
    found = observations(
        IT,
        "Rice exports were $290 million in December 2025.",
        "In November 2025 they were $310 million.",
    )
    assert brief(found) == [ONE]


def test_the_thread_is_lost_after_some_sentences() -> None:
    filler = [
        "The minister thanked the firms.",
        "A fair opens soon.",
        "Trains are late.",
        "Schools reopened.",
    ]
    assert brief(observations(IT, *filler, "In November 2025 they were $356 million.")) == [ONE]


def test_an_amount_of_other_things_is_not_the_series_before() -> None:
    assert brief(observations(IT, "The new airport cost $246 million in November 2025.")) == [ONE]


def test_the_shortfall_is_of_the_balance_spoken_of() -> None:
    found = observations(
        "The current account deficit was $244 million in December 2025.",
        "The shortfall was $164 million in November 2025.",
        "In October 2025 there was a surplus of $98 million.",
    )
    assert brief(found) == [
        ("current_account.balance", -244e6, "2025-12"),
        ("current_account.balance", -164e6, "2025-11"),
        ("current_account.balance", 98e6, "2025-10"),
    ]


def test_a_shortfall_in_an_article_without_a_balance_is_nobodys() -> None:
    assert brief(observations(IT, "The shortfall was $164 million in November 2025.")) == [ONE]


def test_the_balance_of_exports_and_imports_is_that_of_trade() -> None:
    found = observations(
        "Merchandise exports were $2.3 billion and merchandise imports $5.1 billion, leaving a deficit of $2.8 billion in December 2025."
    )
    assert ("trade.balance", -2.8e9, "2025-12") in brief(found)


@pytest.mark.parametrize(
    "text",
    [
        "IT exports were $437 million in December 2025, compared with $348 million a year earlier.",
        "IT exports were $437 million in December 2025 against $348 million in the same month last year.",
        "IT exports were $437 million in December 2025, up from $348 million in December 2024.",
        "IT exports were $437 million in December 2025, whereas a year ago the figure was $348 million.",
        "IT exports rose from $348 million in December 2024 to $437 million in December 2025.",
    ],
)
def test_what_a_level_is_compared_with_is_a_level_of_its_own_time(text: str) -> None:
    found = observations(text)
    assert sorted((o.period.label, o.value, o.prominence) for o in found) == [
        ("2024-12", 348e6, "background"),
        ("2025-12", 437e6, "main"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "IT exports crossed the $400 million mark in December 2025.",
        "IT exports stayed above $400 million in December 2025.",
        "IT exports exceeded $400 million for the first time in December 2025.",
        "IT exports were over $400 million for the third consecutive month in December 2025.",
    ],
)
def test_a_threshold_is_no_level(text: str) -> None:
    assert observations(text) == []


def test_what_is_surpassed_in_a_period_is_a_level() -> None:
    assert brief(observations("IT exports surpassed $3.57 billion in July-April FY25.")) == [
        ("exports.it", 3.57e9, "FY2025-M10")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "IT exports averaged $365 million a month in July-December FY26.",
        "The average of IT exports was $365 million in July-December FY26.",
        "IT exports came to $12.1 million/day in December 2025.",
        "IT exports were $365 million on average in July-December FY26.",
    ],
)
def test_an_average_is_no_level(text: str) -> None:
    assert observations(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "IT exports rose by $81 million in December 2025.",
        "IT exports increased $81 million, or 22.8 percent month-on-month, in December 2025.",
        "IT exports were $81 million above the month before in December 2025.",
    ],
)
def test_a_step_is_no_level(text: str) -> None:
    assert [o for o in observations(text) if o.unit == "USD"] == []


def test_a_step_leaves_its_level_alone() -> None:
    found = observations("IT exports rose by $81 million to $437 million in December 2025.")
    assert brief(found) == [ONE]


@pytest.mark.parametrize(
    "text",
    [
        "IT exports, which account for 46 percent of services exports, were $437 million in December 2025.",
        "IT exports were $437 million in December 2025, a share of 46 percent in services exports.",
        "IT exports were $437 million (46 percent) in December 2025.",
    ],
)
def test_a_share_is_no_growth(text: str) -> None:
    assert told(observations(text)) == [(437e6, "2025-12", {})]


def test_a_series_named_to_explain_leads_nothing() -> None:
    found = observations(
        "The current account deficit, a measure of the gap between exports and imports, was $244 million in December 2025."
    )
    assert indicators(found) == [("current_account.balance", -244e6)]


def test_a_share_of_a_series_is_not_its_subject() -> None:
    found = observations(
        "Textile exports, which make up 60 percent of total exports, were $1.5 billion in December 2025."
    )
    assert indicators(found) == [("exports.textiles", 1.5e9)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry is taking steps to enhance IT exports to $15 billion by 2030.",
        "IT exports can be lifted to $15 billion in 2030, an official said.",
    ],
)
def test_a_wish_for_years_ahead_is_no_level(text: str) -> None:
    assert [o for o in observations(text) if o.status == "actual"] == []


def test_a_price_is_no_countrys_trade() -> None:
    assert observations("Exports of IT fetched $90 in December 2025.") == []


def test_outflows_beside_inflows_are_not_net() -> None:
    assert (
        observations("FDI inflows were $295 million against an outflow of $77 million in December 2025.")
        == []
    )


def test_workers_remittances_and_those_of_the_sector() -> None:
    found = observations(
        IT,
        "In November 2025 remittances were $356 million.",
        "Workers sent home remittances of $3.2 billion in November 2025.",
    )
    assert indicators(found) == [("exports.it", 437e6), ("exports.it", 356e6), ("remittances", 3.2e9)]


def test_a_growth_goes_on_from_the_comparison_before() -> None:
    found = observations(
        "In December 2025, exports fell 4.1 percent month-on-month to $2.3 billion while imports rose 5.6 percent to $5.1 billion."
    )
    assert [(o.indicator, changes(o)) for o in found] == [
        ("exports.goods", {"mom": -4.1}),
        ("imports.goods", {"mom": 5.6}),
    ]


def test_a_growth_without_its_level_tells_its_own_basis() -> None:
    (found,) = observations("IT exports grew 23 percent month-on-month in December 2025.")
    assert (found.transformation, found.value, changes(found)) == ("change", 23, {"mom": 23})


def test_a_growth_over_a_period_of_another_step_is_left_out() -> None:
    assert observations("IT exports grew 23 percent in December 2025 compared to December 2023.") == []


def test_two_clauses_keep_their_series_apart() -> None:
    found = observations("In December 2025, exports were $2.3 billion; imports were $5.1 billion.")
    assert indicators(found) == [("exports.goods", 2.3e9), ("imports.goods", 5.1e9)]


def test_a_series_behind_its_amount() -> None:
    found = observations("Pakistan received $3.6 billion in workers' remittances in December 2025.")
    assert brief(found) == [("remittances", 3.6e9, "2025-12")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In December 2025, services imports were $1.1 billion and exports were $850 million.", [("exports.services", 850e6)]),
        ("In December 2025, exports of goods and services were $3.1 billion and imports were $6 billion.", [("exports.total", 3.1e9), ("imports.total", 6e9)]),
        ("In December 2025, services exports were $850 million and imports were $1.1 billion.", [("exports.services", 850e6)]),
        ("In December 2025, exports were $2.3 billion and imports were $5.1 billion.", [("exports.goods", 2.3e9), ("imports.goods", 5.1e9)]),
        ("The ICT sector achieved a trade surplus of $380 million in December 2025.", []),
        ("The domestic sector suffered a trade gap of $380 million in December 2025.", []),
        ("The country suffered a trade gap of $2.8 billion in December 2025.", [("trade.balance", -2.8e9)]),
        ("The shortfall in tax collection was Rs164 billion in December 2025.", []),
        ("Inflation in urban areas was 5 percent in December 2025.", []),
        ("Inflation in Pakistan was 5 percent in December 2025.", [("prices.cpi", 5)]),
    ],
)  # fmt: skip
def test_a_name_takes_its_series_from_the_words_of_its_sentence(
    text: str, expected: list[tuple[str, float]]
) -> None:
    assert indicators(observations(text)) == expected


def test_bare_inflows_far_behind_are_still_the_topics() -> None:
    filler = [
        "The minister thanked the firms.",
        "A fair opens soon.",
        "Trains are late.",
        "Schools reopened.",
    ]
    remittances = "Remittances were $3.6 billion in December 2025."
    later = "The inflows were $3.2 billion in November 2025."
    assert brief(observations(remittances, *filler, later)) == [
        ("remittances", 3.6e9, "2025-12"),
        ("remittances", 3.2e9, "2025-11"),
    ]
    assert brief(observations(IT, remittances.replace("R", "Workers' r"), *filler, later)) == [
        ONE,
        ("remittances", 3.6e9, "2025-12"),
    ]


def test_what_is_more_by_a_part_is_of_the_part() -> None:
    found = observations(
        "The FBR collected Rs6,100 billion in taxes in July-December FY26.",
        "It also collected Rs640 billion in customs duties in July-December FY26.",
        "This is 3.5 percent more than Rs618 billion a year earlier.",
    )
    assert [(o.indicator, o.value, changes(o)) for o in found] == [("tax.revenue", 6.1e12, {})]


def test_a_country_that_invests_is_of_the_investment_spoken_of() -> None:
    found = observations(
        "Net FDI was $1.2 billion in July-December FY26.",
        "China invested $430 million in July-December FY26.",
        "China lent $2 billion in July-December FY26.",
    )
    assert [(o.counterpart, o.value) for o in found if o.indicator == "fdi.net"] == [
        (None, 1.2e9),
        ("CN", 430e6),
    ]


def test_the_debt_spoken_of() -> None:
    found = observations(
        "Pakistan's external debt was $131 billion at the end of September 2025.",
        "These debt and liabilities were $130 billion at the end of June 2025.",
    )
    assert brief(found) == [("debt.external", 131e9, "2025-09-30"), ("debt.external", 130e9, "2025-06-30")]


def test_a_comparison_of_goods_names_no_new_series() -> None:
    found = observations(
        "Rice fetched $290 million in December 2025, up 14 percent compared to the exports of November."
    )
    assert found == []


def test_a_list_of_what_a_sector_is_leaves_the_sector() -> None:
    found = observations(
        "IT exports, comprising computer services and call centres, were $437 million in December 2025."
    )
    assert brief(found) == [ONE]


def test_the_sector_is_told_within_a_wider_series() -> None:
    found = observations(
        "IT exports were, within services exports, the largest at $437 million in December 2025."
    )
    assert brief(found) == [ONE]


def test_remittances_of_the_sector_are_its_exports() -> None:
    found = observations("IT exports received remittances of $437 million in December 2025.")
    assert brief(found) == [ONE]
