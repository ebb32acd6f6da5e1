"""Figures of articles: whose they are, for which period, and what they are compared with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Observation
from streams.economy.extract import extract
from tests.economy.articles import brief, document, observations


def only(*paragraphs: str, **options: str) -> Observation:
    (found,) = observations(*paragraphs, **options)
    return found


def changes(observation: Observation) -> dict[str, float]:
    return {change.basis: change.percent for change in observation.changes}


def test_a_level_with_its_changes() -> None:
    found = only(
        "IT exports reached a record $437 million in December 2025, up 23 percent month-on-month and 26 percent year-on-year."
    )
    assert brief([found]) == [("exports.it", 437e6, "2025-12")]
    assert (changes(found), found.record, found.rounding) == ({"mom": 23, "yoy": 26}, "high", 5e5)
    assert (found.geo, found.unit, found.basis, found.status, found.qualifier) == (
        "PK",
        "USD",
        "month",
        "actual",
        "exact",
    )


def test_the_comparison_is_an_observation_of_its_own() -> None:
    text = "Remittances rose 10.6 percent to $19.7 billion in the first half of FY26 from $17.8 billion in the same period last year."
    level, before = observations(text)
    assert brief([level, before]) == [
        ("remittances", 19.7e9, "FY2026-H1"),
        ("remittances", 17.8e9, "FY2025-H1"),
    ]
    assert changes(level) == {"yoy": 10.6}
    assert (level.prominence, before.prominence) == ("main", "background")


@pytest.mark.parametrize(
    "text",
    [
        "IT exports crossed the $400 million mark for the first time in December 2025.",
        "IT exports brought in more than $400 million for the first time in December 2025.",
        "Remittances remained above $2 billion for the fifth consecutive month in December 2025.",
        "IT exports rose by $89 million in December 2025.",
        "IT exports averaged $320 million a month in FY25.",
        "Rice exports fetched $3 billion in FY25.",
        "The fiscal deficit was Rs1.2 trillion in FY25.",
        "Core inflation was 7.4 percent in December 2025.",
        "The export of software consultancy services came to $3 million in FY25.",
        "The trade deficit was 7 percent of GDP in FY25.",
        "Exports earned $894 in FY25.",
    ],
)  # fmt: skip
def test_what_is_no_observation(text: str) -> None:
    assert observations(text) == []


def test_a_bare_name_follows_the_thread() -> None:
    found = observations(
        "IT exports grew 19 percent year-on-year in the first five months from July to November.",
        "Exports during the period stood at $1.8 billion.",
        "The country must double its exports to $60 billion within four years.",
    )
    assert brief(found) == [("exports.it", 1.8e9, "FY2026-M05"), ("exports.total", 60e9, "FY2030")]
    assert changes(found[0]) == {"yoy": 19}
    assert [o.status for o in found] == ["actual", "target"]


def test_bare_exports_of_a_country_are_goods() -> None:
    assert brief(
        observations("Pakistan's exports fell 8.7 percent to $15.18 billion in July-December FY26.")
    ) == [("exports.goods", 15.18e9, "FY2026-H1")]


def test_pronouns_pick_up_the_series() -> None:
    found = observations(
        "Services exports earned the country $5.66bn in the seven months from July 2025 to January 2026.",
        "A year earlier the figure was $4.76bn, so that the gain amounts to 18.78pc.",
        title="Pakistan's services exports grow",
        day="2026-03-05",
    )
    assert brief(found) == [
        ("exports.services", 5.66e9, "FY2026-M07"),
        ("exports.services", 4.76e9, "FY2025-M07"),
    ]
    assert changes(found[0]) == {"yoy": 18.78}


def test_the_change_belongs_to_the_level_of_the_sentence_before() -> None:
    found = observations(
        "IT exports came to $366 million in September 2025, up 25 percent year-on-year.",
        "Month-on-month the increase was 9 percent.",
    )
    assert [changes(o) for o in found] == [{"yoy": 25, "mom": 9}]


def test_the_comparison_amount_tells_the_basis() -> None:
    text = "Exports slipped 4.53pc to $2.23bn in August 2021 from the $2.34bn of July 2021."
    level, before = observations(text, day="2021-09-06")
    assert (changes(level), before.period.label) == ({"mom": -4.53}, "2021-07")


def test_a_growth_rate_without_its_level_is_a_change() -> None:
    found = only("Remittances rose 33.6 percent in the first five months of FY26.")
    assert (found.transformation, found.value, found.unit, found.period.label) == (
        "change",
        33.6,
        "percent",
        "FY2026-M05",
    )


def test_balances_have_signs() -> None:
    found = observations(
        "The current account recorded a deficit of $244 million in December 2025, against a surplus of $98 million in November 2025."
    )
    assert brief(found) == [
        ("current_account.balance", -244e6, "2025-12"),
        ("current_account.balance", 98e6, "2025-11"),
    ]


def test_respectively() -> None:
    found = observations(
        "IT exports were $348 million, $356 million and $437 million in December 2024, November 2025 and December 2025, respectively."
    )
    assert brief(found) == [
        ("exports.it", 348e6, "2024-12"),
        ("exports.it", 356e6, "2025-11"),
        ("exports.it", 437e6, "2025-12"),
    ]


def test_partners() -> None:
    found = observations(
        "Remittances totalled $3.6 billion in December 2025.",
        "Remittances were mainly sourced from Saudi Arabia ($813.1 million), United Arab Emirates ($726.1 million) and United Kingdom ($559.7 million) in December 2025.",
    )
    assert [(o.counterpart, o.value) for o in found] == [
        (None, 3.6e9),
        ("SA", 813.1e6),
        ("AE", 726.1e6),
        ("GB", 559.7e6),
    ]


@pytest.mark.parametrize(
    ("text", "status", "qualifier"),
    [
        ("The government has set a target of $5 billion for IT exports in FY26.", "target", "exact"),
        ("A brokerage expects IT exports of about $4.5 billion in FY26.", "forecast", "about"),
        ("IT exports are estimated at $3.8 billion in FY25.", "estimate", "exact"),
    ],
)
def test_status(text: str, status: str, qualifier: str) -> None:
    found = only(text)
    assert (found.status, found.qualifier) == (status, qualifier)


def test_rates() -> None:
    found = observations(
        "Annual inflation eased to 5.6% in December 2025 from 6.1% in November.",
        "Large-scale manufacturing output decreased by 2.65 per cent in August 2025, when compared with August 2024.",
        "GDP growth was 3.71 percent in the July-September quarter.",
        "The State Bank of Pakistan cut its policy rate by 100 basis points to 10.5 percent with effect from December 16.",
    )
    assert brief(found) == [
        ("prices.cpi", 5.6, "2025-12"),
        ("prices.cpi", 6.1, "2025-11"),
        ("output.lsm", -2.65, "2025-08"),
        ("gdp.growth", 3.71, "FY2026-Q1"),
        ("policy_rate", 10.5, "2025-12-16"),
    ]


def test_rates_of_towns_and_villages_are_left_out() -> None:
    found = observations(
        "Inflation was 5.6% in December 2025.",
        "Inflation in urban areas was 5.8% in December 2025, and rural inflation 5.1%.",
    )
    assert brief(found) == [("prices.cpi", 5.6, "2025-12")]


def test_reserves_are_dated_by_their_week() -> None:
    found = observations(
        "Reserves held by the State Bank of Pakistan rose by $56 million to $16.157 billion in the week that ended on January 9.",
        "Net foreign reserves held by commercial banks stood at $5.18 billion.",
        "Total liquid foreign reserves stood at $21.339 billion.",
    )
    assert brief(found) == [
        ("reserves.central_bank", 16.157e9, "2026-01-09"),
        ("reserves.total", 21.339e9, "2026-01-09"),
    ]


def test_exchange_rates() -> None:
    found = observations(
        "In the interbank market the rupee closed at Rs279.96 to the US dollar on January 15, against Rs279.97 a day earlier."
    )
    assert brief(found) == [("fx.rate", 279.96, "2026-01-15"), ("fx.rate", 279.97, "2026-01-14")]
    assert {(o.pair, o.market, o.unit) for o in found} == {("USD/PKR", "interbank", "PKR")}


def test_loans_have_stages() -> None:
    found = observations(
        "The State Bank received $1.2 billion from the International Monetary Fund on December 10, 2025.",
        "The IMF's executive board had approved the disbursement of $1.2 billion on December 8, 2025.",
        "It brings total disbursements under the programme to $3.3 billion.",
    )
    assert [(o.indicator, o.value, o.stage, o.period.label) for o in found] == [
        ("financing.imf", 1.2e9, "disbursed", "2025-12-10"),
        ("financing.imf", 1.2e9, "approved", "2025-12-08"),
    ]


def test_one_claim_told_several_times_is_one_observation() -> None:
    found = only(
        "IT exports rose to $437 million in December 2025, the State Bank of Pakistan said.",
        "IT exports amounted to $436.8 million in December 2025.",
        title="Pakistan's IT exports hit $437m",
    )
    assert (found.value, found.rounding) == (436.8e6, 5e4)
    assert len(found.evidence) == 3
    assert found.attribution is not None
    assert found.attribution.organisation == "State Bank of Pakistan"


def test_two_figures_for_one_period_are_two_observations() -> None:
    text = "For July-March FY25 the bank first reported IT exports of $2.828 billion; the Economic Survey gives IT exports of $2.825 billion for July-March FY25."
    found = observations(text)
    assert [o.value for o in found] == [2.828e9, 2.825e9]
    assert len({o.event_id for o in found}) == 2


@pytest.mark.parametrize(
    ("dateline", "geo", "label"),
    [
        ("NEW DELHI: India's merchandise exports came", "IN", "FY2026-M09"),
        ("COLOMBO: Sri Lanka's merchandise exports came", "LK", "2025-M09"),
    ],
)
def test_the_country_decides_the_year(dateline: str, geo: str, label: str) -> None:
    span = "April-December 2025" if geo == "IN" else "January-September 2025"
    found = only(f"{dateline} to $30.2 billion in {span}.", title="Exports grow")
    assert (found.geo, found.period.label) == (geo, label)


def test_evidence_is_the_slice_of_the_published_text() -> None:
    source = document(
        "IT&nbsp;exports rose to <b>US$ 437 million</b> in December&#8217;s final count, December 2025."
    )
    (found,) = extract(source)
    (piece,) = found.evidence
    assert source.article.body[piece.start : piece.end] == "US$ 437 million"


def test_ids_stay_when_the_value_is_corrected() -> None:
    first = only("IT exports rose to $437 million in December 2025.")
    second = only("IT exports rose to $439 million in December 2025.")
    assert (first.event_id == second.event_id) is (first.article.id == second.article.id)


@given(
    st.lists(
        st.sampled_from(
            [
                "IT exports",
                "$437 million",
                "23 percent",
                "to",
                "from",
                "in December 2025",
                ",",
                "and",
                "respectively",
                "FY26",
                "reserves",
                "the rupee",
                "Rs279.96",
                "dollar",
                "IMF loan",
                "inflation",
                "a year earlier",
                "(",
                ")",
                ";",
                "target",
                "Saudi Arabia",
            ]
        ),
        max_size=30,
    )
)
def test_any_words_are_read_without_failing(words: list[str]) -> None:
    for found in observations(" ".join(words)):
        assert found.period.start <= found.period.end
        assert found.evidence
