"""Levels on a day: whose reserves, which debt, and which day."""

from __future__ import annotations

from tests.economy.articles import brief, observations


def test_bare_reserves_of_the_country_are_the_total() -> None:
    found = observations(
        "KARACHI: Pakistan's foreign exchange reserves rose by $40 million to $21.1 billion in the week ended January 9.",
        "The State Bank's foreign exchange reserves increased to $15.9 billion.",
    )
    assert brief(found) == [
        ("reserves.total", 21.1e9, "2026-01-09"),
        ("reserves.central_bank", 15.9e9, "2026-01-09"),
    ]


def test_the_numbers_tell_whose_bare_reserves_are() -> None:
    found = observations(
        "KARACHI: Reserves held by the State Bank of Pakistan came to $15.92 billion as of January 9.",
        "Total liquid foreign reserves stood at $21.08 billion.",
        "The reserves fell by $60 million to $15,917.3 million because of debt payments, the bank said.",
    )
    assert brief(found) == [
        ("reserves.central_bank", 15917.3e6, "2026-01-09"),
        ("reserves.total", 21.08e9, "2026-01-09"),
    ]


def test_what_commercial_banks_hold_is_nobodys() -> None:
    found = observations(
        "KARACHI: Total reserves are $21.08 billion as of January 9, as $5.16 billion have been placed with the country's commercial banks.",
        "The total fell on account of commercial banks' foreign exchange holdings, which declined from $5.3 billion to $5.16 billion.",
    )
    assert brief(found) == [("reserves.total", 21.08e9, "2026-01-09")]


def test_official_reserves_of_other_countries_are_the_central_banks() -> None:
    found = observations(
        "CAIRO: Egypt's net international reserves climbed to $50.2 billion in November from $50.1 billion in October, the Central Bank of Egypt said.",
        title="Egypt in figures",
    )
    assert [(o.geo, *b) for o, b in zip(found, brief(found), strict=True)] == [
        ("EG", "reserves.central_bank", 50.2e9, "2025-11-30"),
        ("EG", "reserves.central_bank", 50.1e9, "2025-10-31"),
    ]


def test_components_of_reserves_are_no_reserves() -> None:
    found = observations(
        "MUMBAI: India's forex reserves dropped by $2.1 billion to $690.5 billion for the week ended January 9, the Reserve Bank of India said.",
        "Foreign currency assets, a major component of the reserves, went down by $1.7 billion to $560.1 billion.",
        "In the previous reporting week, the kitty had risen by $3 billion to $692.6 billion.",
        title="India in figures",
    )
    assert brief(found) == [
        ("reserves.central_bank", 690.5e9, "2026-01-09"),
        ("reserves.central_bank", 692.6e9, "2026-01-02"),
    ]


def test_last_week_is_the_week_that_ended_on_friday() -> None:
    found = observations(
        "KARACHI: Total liquid foreign exchange reserves dropped by $31 million to $20.4 billion by the end of last week, the central bank said on Thursday."
    )
    assert brief(found) == [("reserves.total", 20.4e9, "2026-01-16")]


def test_a_level_without_a_day_is_of_the_day_of_publication() -> None:
    found = observations("ISLAMABAD: The talks are about restructuring its external debt of $131 billion.")
    assert brief(found) == [("debt.external", 131e9, "2026-01-20")]


def test_what_moved_a_level_is_no_level() -> None:
    found = observations(
        "KARACHI: Reserves held by the State Bank fell to $15.1 billion on January 9 after the government paid $1.2 billion to holders of its bonds."
    )
    assert [b for b in brief(found) if b[0].startswith("reserves")] == [
        ("reserves.central_bank", 15.1e9, "2026-01-09")
    ]


def test_one_level_in_two_currencies_is_one() -> None:
    found = observations(
        "NAIROBI: As of January 8, usable foreign exchange reserves were $9,050 million (Sh1.17 trillion), or 4.6 months of import cover.",
        title="Kenya in figures",
    )
    assert brief(found) == [("reserves.central_bank", 9.05e9, "2026-01-08")]


def test_parts_of_the_debt_are_no_debt() -> None:
    found = observations(
        "KARACHI: External debt and liabilities came to $136.2 billion at the end of September 2025.",
        "These debt and liabilities were $130.3 billion in the period ended on September 30, 2024.",
        "Long-term foreign debt stood at $88.1 billion at the end of September 2025.",
    )
    assert brief(found) == [
        ("debt.external", 136.2e9, "2025-09-30"),
        ("debt.external", 130.3e9, "2024-09-30"),
    ]


def test_total_debt_and_its_day_behind_a_bracket() -> None:
    found = observations(
        "ACCRA: Total public debt as at November 2025 stood at GH¢630.2 billion (45 per cent of GDP), up from GH¢726.7 billion (62 per cent of GDP) in December 2024.",
        title="Ghana in figures",
    )
    assert [(o.geo, o.unit, *b) for o, b in zip(found, brief(found), strict=True)] == [
        ("GH", "GHS", "debt.total", 630.2e9, "2025-11-30"),
        ("GH", "GHS", "debt.total", 726.7e9, "2024-12-31"),
    ]


def test_two_levels_a_month_apart_are_compared_by_the_month() -> None:
    (later, _) = observations(
        "COLOMBO: Sri Lanka's official reserve assets stood at $6,100 million in December 2025.",
        "This is an increase of 1.67% from the official reserve assets of $6,000 million in November 2025.",
        title="Sri Lanka's official reserve assets rise by 1.67% in December",
    )
    assert [(c.basis, c.percent) for c in later.changes] == [("mom", 1.67)]


def test_a_step_of_more_than_is_no_level() -> None:
    found = observations(
        "KARACHI: The State Bank's foreign exchange reserves fell over $1.5 billion during December, and have dropped more than $5 billion since March."
    )
    assert brief(found) == []


def test_reserves_of_commercial_banks_and_accretions_are_nobodys() -> None:
    found = observations(
        "KARACHI: The forex reserves of commercial banks rose to $5.3 billion in the week ended January 9.",
        "The accretion of foreign exchange reserves was $6 billion in October-December.",
    )
    assert brief(found) == []


def test_reserves_with_foreign_assets_of_commercial_banks_are_the_total() -> None:
    found = observations(
        "COLOMBO: By the end of December, gross official reserves were $6.1 billion, and total reserves, which include foreign assets of the banks, were $7.9 billion, the Central Bank of Sri Lanka said.",
        title="Sri Lanka in figures",
    )
    assert brief(found) == [
        ("reserves.central_bank", 6.1e9, "2025-12-31"),
        ("reserves.total", 7.9e9, "2025-12-31"),
    ]


def test_weeks_of_a_month_are_numbered_by_their_fridays() -> None:
    found = observations(
        "KARACHI: Earlier, on January 8 it was reported that the country's foreign exchange reserves increased by $168 million in the first week of January, reaching $21.38 billion."
    )
    assert brief(found) == [("reserves.total", 21.38e9, "2026-01-02")]


def test_what_the_central_bank_had_in_reserves_is_its_own() -> None:
    found = observations("KARACHI: As of January 9, the central bank had only $3.2 billion in reserves.")
    assert brief(found) == [("reserves.central_bank", 3.2e9, "2026-01-09")]


def test_the_debts_of_an_article_are_of_one_day() -> None:
    found = observations(
        "KARACHI: Federal government debt grew by Rs4 trillion, or 5.1 percent, in December to reach Rs82 trillion, the State Bank said.",
        "The external debt in rupee terms clocked in at Rs23.1 trillion, a jump of 1.5pc in a month and 6pc in a year.",
    )
    assert brief(found) == [
        ("debt.total", 82e12, "2025-12-31"),
        ("debt.external", 23.1e12, "2025-12-31"),
    ]
    assert [(c.basis, c.percent) for c in found[0].changes] == [("mom", 5.1)]
    assert sorted((c.basis, c.percent) for c in found[1].changes) == [("mom", 1.5), ("yoy", 6.0)]


def test_a_debt_s_growth_over_some_months_has_no_name() -> None:
    (found,) = observations(
        "KARACHI: The government's public debt increased by 6.3pc to Rs82.4 trillion during the first five months of the fiscal year."
    )
    assert (found.value, found.changes) == (82.4e12, ())


def test_digits_cut_off_and_month_ends_are_told_again() -> None:
    found = observations(
        "KARACHI: Central bank reserves have fallen to $10.4 billion.",
        "During the week ended December 26, SBP reserves decreased by $59 million to $10,499.2 million.",
        "They had been $11.2 billion at the end of November, the bank said.",
    )
    assert ("reserves.central_bank", 10.4e9) not in {b[:2] for b in brief(found)}


def test_a_misprinted_amount_is_read_as_meant() -> None:
    found = observations(
        "KARACHI: Reserves held by the State Bank decreased $788 million to $8.057.6 billion in the week ended January 9."
    )
    assert brief(found) == [("reserves.central_bank", 8.0576e9, "2026-01-09")]


def test_sentences_run_together_are_two() -> None:
    found = observations(
        "KARACHI: Nothing else was told in the session.Pakistan's foreign exchange reserves fell 3.3 percent to $16.24 billion in the week ended January 9.The weather was fine."
    )
    assert brief(found) == [("reserves.total", 16.24e9, "2026-01-09")]
    assert [(c.basis, c.percent) for c in found[0].changes] == [("wow", -3.3)]


def test_what_moved_a_stock_is_no_loan_of_its_size() -> None:
    found = observations(
        "KARACHI: Reserves held by the SBP climbed to $12.31 billion in the week ended January 9 following a tranche from the IMF.",
        '"SBP reserves increased by US$900 million to US$12,312.4 million as SBP received $880 million from the IMF," it said.',
    )
    assert ("reserves.central_bank", 12312.4e6, "2026-01-09") in brief(found)
    assert [o.value for o in found if o.indicator == "financing.imf"] == [880e6]


def test_reserves_held_by_the_country_are_the_total_of_the_week_before_the_report() -> None:
    found = observations(
        "ISLAMABAD: The foreign exchange reserves held by the country rose by $1.1 billion to $22.4 billion from $21.3 billion on a weekly basis, the State Bank of Pakistan (SBP) said on Thursday.",
        day="2026-01-15",
    )
    assert brief(found) == [
        ("reserves.total", 22.4e9, "2026-01-09"),
        ("reserves.total", 21.3e9, "2026-01-02"),
    ]


def test_what_commercial_banks_had_is_nobodys() -> None:
    found = observations(
        "KARACHI: Total liquid foreign reserves were $21.4 billion in the week ended January 9.",
        "Of them $16.2 billion were held by the State Bank, while commercial banks held $5.2 billion as liquid foreign reserves.",
    )
    assert brief(found) == [
        ("reserves.total", 21.4e9, "2026-01-09"),
        ("reserves.central_bank", 16.2e9, "2026-01-09"),
    ]


def test_the_date_of_a_page_is_no_day_of_a_level() -> None:
    found = observations(
        "date 2026-01-15 KARACHI, Jan 15 (APP): As of January 9, 2026 Pakistan had total liquid foreign reserves of $21.4 billion, while the reserves of the State Bank rose to $16.2 billion.",
        day="2026-01-15",
    )
    assert brief(found) == [
        ("reserves.total", 21.4e9, "2026-01-09"),
        ("reserves.central_bank", 16.2e9, "2026-01-09"),
    ]


def test_a_day_of_last_year() -> None:
    found = observations(
        "DHAKA: Bangladesh's foreign exchange reserves rose to $28.4 billion on January 14 from $21.7 billion on January 14 last year.",
        title="Bangladesh in figures",
    )
    assert [b[1:] for b in brief(found)] == [(28.4e9, "2026-01-14"), (21.7e9, "2025-01-14")]


def test_the_close_of_a_year_is_its_last_day() -> None:
    found = observations(
        "KARACHI: Pakistan's external debt fell to Rs22.9 trillion by end-November, compared with Rs23.4 trillion at the close of FY25.",
    )
    assert brief(found) == [
        ("debt.external", 22.9e12, "2025-11-30"),
        ("debt.external", 23.4e12, "2025-06-30"),
    ]


def test_parts_of_reserves_and_what_was_added_are_no_levels() -> None:
    found = observations(
        "CAIRO: Egypt's remittances rose to $3.5 billion in November, the CBE said.",
        "The balance of foreign currencies included in the foreign exchange reserves rose by $200m to $36.4bn in December.",
        "This compared to the $36.2bn recorded in November.",
        title="Egypt in figures",
    )
    assert [b[0] for b in brief(found)] == ["remittances"]
    found = observations(
        "KARACHI: Federal debt increased by Rs1.4 trillion in the first two months of FY26, with Rs700 billion added in August.",
    )
    assert found == []


def test_reserves_now_are_those_of_today() -> None:
    found = observations(
        "DHAKA: Bangladesh's reserves now stand at $27.4 billion, the central bank's spokesman said. Gross reserves are slightly less than $32 billion.",
        "As of January 8, reserves were $28.9 billion.",
        title="Bangladesh in figures",
    )
    assert [b[1:] for b in brief(found)] == [
        (27.4e9, "2026-01-20"),
        (32e9, "2026-01-20"),
        (28.9e9, "2026-01-08"),
    ]


def test_a_target_by_the_end_of_the_year() -> None:
    found = observations(
        "CAIRO: The central bank aims to increase Egypt's foreign reserves to $55 billion by the end of this year.",
        title="Egypt in figures",
    )
    assert [(o.value, o.period.label, o.status) for o in found] == [(55e9, "2026-12-31", "target")]


def test_the_figure_of_a_month_and_the_level_that_it_was() -> None:
    found = observations(
        "ABUJA: Nigeria's external reserves peaked at $40.3 billion in December, a rise of 6% from the January figure of $38 billion.",
        title="Nigeria in figures",
        day="2025-12-31",
    )
    assert brief(found)[1] == ("reserves.central_bank", 38e9, "2025-01-31")
    found = observations(
        "ABUJA: Nigeria's external reserves increased from the $38.9 billion it was as of January 2, 2025, to $43.2 billion as of December 29, 2025.",
        title="Nigeria in figures",
    )
    assert {b[1:] for b in brief(found)} == {(38.9e9, "2025-01-02"), (43.2e9, "2025-12-29")}


def test_a_present_level_beside_the_one_of_a_month() -> None:
    found = observations(
        "DHAKA: Bangladesh's gross foreign exchange reserves were $30.3 billion in December.",
        "According to the accounting of the IMF, the reserves currently stand at $26.4 billion, which was $25.4 billion in December.",
        title="Bangladesh in figures",
    )
    assert [b[1:] for b in brief(found)] == [
        (30.3e9, "2025-12-31"),
        (26.4e9, "2026-01-20"),
        (25.4e9, "2025-12-31"),
    ]


def test_a_level_before_an_event_has_no_day() -> None:
    found = observations(
        "CAIRO: Egypt's net foreign reserves rose to $50.2 billion at the end of December.",
        "Egypt had roughly $36 billion in reserves before its 2011 uprising.",
        title="Egypt in figures",
    )
    assert [b[1] for b in brief(found)] == [50.2e9]


def test_a_debt_is_of_the_day_of_its_parts() -> None:
    found = observations(
        "KARACHI: Pakistan's central government debt has gone up to a high of Rs78.4 trillion.",
        "As of November 2025, the external debt stood at Rs22.9 trillion.",
    )
    assert brief(found) == [
        ("debt.total", 78.4e12, "2025-11-30"),
        ("debt.external", 22.9e12, "2025-11-30"),
    ]


def test_a_level_over_a_year_is_that_of_its_end() -> None:
    found = observations(
        "KARACHI: The central government's total debt increased by Rs6.2 trillion to Rs72.9 trillion during a year from March 2024 to March 2025.",
        "The foreign debts and liabilities increased by $2.6bn to $130.9bn during a year from March 2024 to March 2025.",
        day="2025-05-20",
    )
    assert [(o.indicator, o.value, o.period.label) for o in found] == [
        ("debt.total", 72.9e12, "2025-03-31"),
        ("debt.external", 130.9e9, "2025-03-31"),
    ]


def test_a_step_misprinted_as_a_level_is_none() -> None:
    found = observations(
        "KARACHI: The reserves held by the State Bank fell from $311 million to $16.106 billion during the week ended January 9, compared with $16.417 billion a week ago.",
        day="2026-01-15",
    )
    assert [(o.value, o.period.label) for o in found] == [(16.106e9, "2026-01-09"), (16.417e9, "2026-01-02")]


def test_the_week_of_a_comparison_is_not_that_of_the_article() -> None:
    found = observations(
        "KARACHI: On January 9, the foreign exchange reserves held by the State Bank were recorded at $16.1 billion.",
        "Overall, liquid foreign reserves held by the country stood at $21.3 billion.",
        "The total liquid foreign reserves of the country stood at $21.2 billion by the week ended on January 2, 2026.",
        day="2026-01-15",
    )
    assert [(o.value, o.period.label) for o in found] == [
        (16.1e9, "2026-01-09"),
        (21.3e9, "2026-01-09"),
        (21.2e9, "2026-01-02"),
    ]
