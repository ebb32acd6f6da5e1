"""Loans: what is one, whose it is, and what it is at."""

from __future__ import annotations

import pytest

from schemas import Observation
from tests.economy.articles import observations


def loans(*paragraphs: str, title: str = "Pakistan in figures") -> list[Observation]:
    return [o for o in observations(*paragraphs, title=title) if o.indicator.startswith("financing")]


def told(found: list[Observation]) -> list[tuple[str, float, str | None, str]]:
    return [(o.indicator, o.value, o.stage, o.period.label) for o in found]


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("The ADB and Pakistan signed an agreement for a $410 million Sindh Roads Rehabilitation and Drainage Project.", "financing.other", 410e6),
        ("Earlier, the IMF had cleared a $2.9-billion aid programme for the country.", "financing.imf", 2.9e9),
        ("In August, the World Bank sanctioned a USD-450 million loan for vaccines.", "financing.other", 450e6),
        ("The government issued an additional $300 million in Eurobonds on the market.", "financing.other", 300e6),
        ("Pakistan spent $1.2 billion on the repayment of maturing Euro bonds.", "financing.other", 1.2e9),
        ("A portion of $210 million was allocated under the Resilience and Sustainability Facility by the IMF.", "financing.imf", 210e6),
        ("China has rolled over a $2.1 billion loan to Pakistan for a year.", "financing.other", 2.1e9),
        ("The board allowed Pakistan to draw SDR 760 million (about $1.03 billion) under the IMF's Extended Fund Facility.", "financing.imf", 1.03e9),
    ],
)  # fmt: skip
def test_a_sum_is_a_loan(text: str, indicator: str, value: float) -> None:
    (found,) = loans(f"ISLAMABAD: {text}")
    assert (found.indicator, found.value, found.geo) == (indicator, value, "PK")


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan's foreign exchange reserves have doubled to $8.3 billion since the IMF loan.",
        "The reserves held by the State Bank soared to $20.2 billion after money arrived from the IMF.",
        "The total cost of the project is $330 million, of which the World Bank pays a part.",
        "This brought total disbursements under the IMF programme to $3.3 billion.",
        "The IMF asked for a plan to close the external financing gap of $6 billion.",
    ],
)
def test_a_sum_beside_a_lender_is_no_loan(text: str) -> None:
    assert not loans(f"ISLAMABAD: {text}")


def test_several_projects_of_a_sentence_are_several_loans() -> None:
    found = loans(
        "ISLAMABAD: The ADB on January 14 approved $310 million for roads, a $190 million loan for schools and $85 million in grants for clinics."
    )
    assert {(o.value, o.period.label) for o in found} >= {(310e6, "2026-01-14"), (190e6, "2026-01-14")}


def test_a_lender_behind_a_sum_is_its_lender() -> None:
    found = loans(
        "DHAKA: Bangladesh has received a $690-million tranche of its $4.7 billion loan from the International Monetary Fund and a $400 million loan from the Asian Development Bank.",
        title="Bangladesh in figures",
    )
    assert [(o.indicator, o.value) for o in found] == [
        ("financing.imf", 690e6),
        ("financing.imf", 4.7e9),
        ("financing.other", 400e6),
    ]


def test_a_loan_told_as_background_is_the_one_told_before() -> None:
    found = loans(
        "ISLAMABAD: The IMF's executive board approved a $7 billion programme for Pakistan on September 25, 2024.",
        "The second tranche of the $7 billion programme is awaited.",
    )
    assert told(found) == [("financing.imf", 7e9, "approved", "2024-09-25")]


def test_two_loans_of_about_one_size_are_two() -> None:
    found = loans(
        "ISLAMABAD: China rolled over a $2 billion deposit for Pakistan.",
        "China has also refinanced $2.3 billion in commercial loans to Pakistan.",
    )
    assert sorted(o.value for o in found) == [2e9, 2.3e9]


def test_what_will_be_disbursed_has_not_been() -> None:
    (found,) = loans(
        "ISLAMABAD: The World Bank approved a $500 million credit on January 12.",
        "Pakistan will sign the agreement on January 23, and the World Bank will then disburse $500 million.",
    )
    assert (found.stage, found.period.label) == ("approved", "2026-01-12")


def test_budget_support_is_a_loan_and_may_be_told_in_local_money() -> None:
    found = loans(
        "NAIROBI: The World Bank has approved Ksh.138 billion of budget support for Kenya, and the debt of $900 million will be repaid in June.",
        title="Kenya in figures",
    )
    assert [(o.geo, o.unit, o.value) for o in found][:1] == [("KE", "KES", 138e9)]


@pytest.mark.parametrize(
    "text",
    [
        "Six state banks received $254 million of the remittances and 41 private commercial banks received $1,356 million, the World Bank said.",
        "The central bank has sold $1.7 billion to the commercial banks this year, and the IMF took note.",
        "Part of the reserves is a swap facility with China's central bank, worth around $1.3 billion.",
        "The World Bank said that the country is among those with the most remittances in 2025, with a total value of $32 billion.",
        "The Asian Development Bank agreed a loan of $35 million with Karachi Polymer Limited.",
    ],
)
def test_what_banks_companies_and_migrants_get_is_no_loan_to_the_country(text: str) -> None:
    assert not loans(f"ISLAMABAD: {text}")


def test_a_list_goes_on_with_the_verb_before_it() -> None:
    found = loans(
        "KARACHI: The State Bank has received about $1,705 million, including $725 million from the World Bank, $500 million from the ADB and $480 million from the AIIB."
    )
    assert {o.value for o in found} >= {725e6, 500e6, 480e6}


def test_money_from_states_is_lent_where_a_word_of_finance_stands() -> None:
    found = loans(
        "ISLAMABAD: Pakistan has received $3 billion from Saudi Arabia and $2 billion from the UAE as a one-year placement."
    )
    assert [(o.counterpart, o.value) for o in found] == [("SA", 3e9), ("AE", 2e9)]


def test_what_a_board_decides_besides_is_of_the_same_day() -> None:
    found = loans(
        "WASHINGTON: The International Monetary Fund on Friday approved the disbursement of about $1 billion to Pakistan.",
        "In addition, the Executive Board approved the request for an arrangement under the RSF, with access of about $1.4 billion (SDR 1 billion).",
    )
    assert [(o.value, o.stage, o.period.label) for o in found] == [
        (1e9, "approved", "2026-01-16"),
        (1.4e9, "approved", "2026-01-16"),
    ]


def test_a_loan_told_in_dollars_and_local_money_is_one() -> None:
    found = loans(
        "NAIROBI: The IMF will speak with Kenya about its Ksh150 billion credit facility.",
        "The IMF said Kenya has not drawn on the $1.5 billion standby credit facility.",
        title="Kenya in figures",
    )
    assert [(o.unit, o.value) for o in found] == [("USD", 1.5e9)]


def test_a_bailout_in_the_region_of() -> None:
    found = loans(
        "ISLAMABAD: Talks with the International Monetary Fund go on.",
        "The government wants a long-term bailout in the region of $6-$8 billion.",
    )
    assert [(o.indicator, o.value) for o in found] == [("financing.imf", 7e9)]


def test_the_lender_of_a_tranche_is_that_of_its_loan() -> None:
    found = loans(
        "DHAKA: Bangladesh will receive $1.31 billion from the ADB and others, and $689 million in a second tranche of a $4.7 billion IMF loan.",
        title="Bangladesh in figures",
    )
    assert ("financing.imf", 689e6) in {(o.indicator, o.value) for o in found}


def test_an_approved_amount_that_is_taken_apart_is_told_once() -> None:
    found = loans(
        "ISLAMABAD: The World Bank has approved $700 million in financing for Pakistan.",
        "Of the approved amount, $600 million will be allocated to federal programmes.",
    )
    assert [o.value for o in found] == [700e6]


def test_a_loan_of_another_country_is_gone_on_about() -> None:
    found = loans(
        "NEW DELHI: The IMF on Monday approved the disbursement of about $1.2 billion to Pakistan. India's finance ministry protested, and India abstained.",
        "The decision also allows for a disbursement of about $200 million under the Resilience and Sustainability Facility, the IMF said.",
        title="India and the fund",
    )
    assert {(o.value, o.geo, o.stage) for o in found} == {
        (1.2e9, "PK", "approved"),
        (200e6, "PK", "approved"),
    }


def test_commercial_loans_of_the_week() -> None:
    found = loans(
        "KARACHI: During the week ended on January 9, the SBP received $500 million as a commercial loan disbursement to the government of Pakistan."
    )
    assert told(found) == [("financing.other", 500e6, "disbursed", "2026-01-09")]


def test_terms_between_a_sum_and_its_loan() -> None:
    found = loans(
        "COLOMBO: Sri Lanka has gone on with the reforms of its $2.9 billion, four-year bailout by the International Monetary Fund.",
        title="Sri Lanka in figures",
    )
    assert [(o.indicator, o.value, o.geo) for o in found] == [("financing.imf", 2.9e9, "LK")]


def test_a_sovereign_bond_that_was_repaid() -> None:
    found = loans(
        "COLOMBO: The government repaid the International Sovereign Bond (ISB) of $1 billion that matured in November 2025.",
        title="Sri Lanka in figures",
    )
    assert [(o.indicator, o.value, o.stage) for o in found] == [("financing.other", 1e9, "repaid")]


def test_a_much_awaited_tranche_that_came_is_paid() -> None:
    found = loans(
        "ISLAMABAD: Pakistan received the much-awaited $1.1 billion tranche from the IMF on January 13."
    )
    assert told(found) == [("financing.imf", 1.1e9, "disbursed", "2026-01-13")]


def test_several_sums_that_have_been_received() -> None:
    found = loans(
        "KARACHI: China has rolled over $2.1 billion in loans to Pakistan, officials said on Sunday.",
        "Another $1 billion from Middle Eastern commercial banks and $500 million from multilateral lenders have also been received, they said.",
    )
    assert [o.value for o in found] == [2.1e9, 1e9, 500e6]


def test_what_an_approval_depends_on_is_no_loan() -> None:
    found = loans(
        "CAIRO: The International Monetary Fund agreed to grant Egypt a $12 billion three-year facility. Board approval depends on the government securing $6 billion in bilateral financing.",
        title="Egypt in figures",
    )
    assert [o.value for o in found] == [12e9]


def test_loans_are_told_one_by_one() -> None:
    found = loans(
        "ISLAMABAD: The Asian Development Bank disbursed $27.5 million to Pakistan in July.",
        "The country received $289.9 million from China in July.",
        "It has taken $1.17 billion from the International Monetary Fund (IMF), $2.3 billion from multilateral sources and $497 million from bilateral sources.",
    )
    assert [(o.indicator, o.value) for o in found] == [
        ("financing.other", 27.5e6),
        ("financing.other", 289.9e6),
        ("financing.imf", 1.17e9),
        ("financing.other", 2.3e9),
        ("financing.other", 497e6),
    ]


def test_a_tranche_may_be_that_of_a_state() -> None:
    found = loans(
        "ISLAMABAD: The third loan tranche of $1bn from Saudi Arabia will be released this month, officials said."
    )
    assert [(o.indicator, o.value) for o in found] == [("financing.other", 1e9)]


def test_a_facility_for_a_country_amounting_to_a_sum() -> None:
    found = loans(
        "WASHINGTON: The IMF's board approved a 39-month Extended Fund Facility (EFF) for Pakistan, amounting to $6 billion."
    )
    assert [(o.indicator, o.value) for o in found] == [("financing.imf", 6e9)]
