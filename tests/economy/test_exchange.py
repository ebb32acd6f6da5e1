"""Exchange rates: with and without a sign, in which market, on which trading day."""

from __future__ import annotations

from schemas import Observation
from tests.economy.articles import observations


def rates(*paragraphs: str, title: str = "Pakistan in figures", day: str = "2026-01-20") -> list[Observation]:
    return [o for o in observations(*paragraphs, title=title, day=day) if o.indicator == "fx.rate"]


def told(found: list[Observation]) -> list[tuple[float, str, str | None]]:
    return [(o.value, o.period.label, o.market) for o in found]


def test_a_rate_needs_no_sign() -> None:
    found = rates(
        "KARACHI: The rupee fell to a record low of 286.58 to the dollar in the inter-bank market on Jan. 16."
    )
    assert told(found) == [(286.58, "2026-01-16", "interbank")]


def test_the_day_before_a_monday_is_a_friday() -> None:
    found = rates(
        "KARACHI: The national currency on Monday gained against the US dollar and closed at Rs279.52 in the interbank market against the previous close of Rs279.66."
    )
    assert told(found) == [(279.52, "2026-01-19", "interbank"), (279.66, "2026-01-16", "interbank")]


def test_the_close_of_yesterday_is_an_observation_of_yesterday() -> None:
    found = rates(
        "KARACHI: The rupee gained against the US dollar, trading at Rs279.41 from yesterday's close of Rs280.41."
    )
    assert told(found) == [(279.41, "2026-01-20", "interbank"), (280.41, "2026-01-19", "interbank")]


def test_markets_are_told_apart_by_clause() -> None:
    found = rates(
        "KARACHI: In the interbank market the dollar fell by 61 paisa to close at Rs279.88, while in the open market it fell by 70 paisa to close at Rs281.80."
    )
    assert [(o.value, o.market) for o in found] == [(279.88, "interbank"), (281.8, "open")]


def test_a_round_rate_stands_beside_words_of_trade() -> None:
    found = rates("KARACHI: The US dollar touched a high of Rs316 in the open market on January 19.")
    assert told(found) == [(316, "2026-01-19", "open")]


def test_other_currencies_have_pairs_of_their_own() -> None:
    found = rates(
        "KARACHI: The rupee lost ground to the pound sterling as the closing quote stood at PKR 372.2 per GBP, while the previous session closed at PKR 371.9 per GBP."
    )
    assert [(o.pair, o.value, o.period.label) for o in found] == [
        ("GBP/PKR", 372.2, "2026-01-20"),
        ("GBP/PKR", 371.9, "2026-01-19"),
    ]


def test_rates_of_other_countries() -> None:
    found = rates(
        "NAIROBI: The Kenya shilling was stable. It exchanged at 129.05 per US dollar on January 15 compared to 129.01 on January 8, the Central Bank of Kenya said.",
        title="Kenya in figures",
    )
    assert [(o.geo, o.unit, o.value, o.period.label) for o in found] == [
        ("KE", "KES", 129.05, "2026-01-15"),
        ("KE", "KES", 129.01, "2026-01-08"),
    ]


def test_movements_averages_and_futures_are_no_rates() -> None:
    assert not rates(
        "KARACHI: The rupee gained Rs1.20 against the dollar in the interbank market.",
        "The exchange rate against the US dollar averaged Rs279.59 over the month.",
        "The June contract of the dollar against the rupee was at Rs284.15.",
    )


def test_the_sign_at_the_end_of_agency_reports() -> None:
    found = observations(
        "DHAKA: Remittances to Bangladesh were $1.19 billion in December. ($1=122.80 taka) (Reporting by A. Rahman)",
        title="Bangladesh in figures",
    )
    assert [(o.value, o.pair) for o in found if o.indicator == "fx.rate"] == [(122.8, "USD/BDT")]


def test_buying_and_selling_rates_are_two_and_movements_none() -> None:
    found = observations(
        "KARACHI: The rupee on Monday closed at Rs279.32 against the dollar in the interbank market.",
        "In the open market the buying and selling rates of the dollar were Rs279.5 and Rs282.3 respectively.",
        "The exchange rate of the British pound saw an increase of Rs1.7, and was traded at Rs354.38.",
        "The dirham of the UAE and the Saudi riyal each lost 5 paisa, closing at Rs76.04 and Rs74.47, respectively.",
    )
    assert [(o.value, o.pair, o.period.label) for o in found] == [
        (279.32, "USD/PKR", "2026-01-19"),
        (279.5, "USD/PKR", "2026-01-19"),
        (282.3, "USD/PKR", "2026-01-19"),
        (354.38, "GBP/PKR", "2026-01-19"),
        (76.04, "AED/PKR", "2026-01-19"),
        (74.47, "SAR/PKR", "2026-01-19"),
    ]


def test_a_market_that_is_closed_traded_before() -> None:
    found = observations(
        "KARACHI: The rupee closed higher on Friday, dealers said.",
        "It closed at 279.49 to the dollar as compared to 279.54 in the interbank market.",
        day="2026-01-17",
    )
    assert [(o.value, o.period.label) for o in found] == [(279.49, "2026-01-16"), (279.54, "2026-01-15")]


def test_a_whole_number_is_a_rate_beside_the_currency_that_is_bought() -> None:
    found = rates(
        "KARACHI: On Monday the rupee slid by 20 paisas in the open market, to close at 281 versus the greenback."
    )
    assert told(found) == [(281.0, "2026-01-19", "open")]


def test_the_price_of_another_day_does_not_give_the_day() -> None:
    found = rates(
        "KARACHI: The rupee weakened in the open market on Monday, dealers of the dollar said.",
        "In comparison to Friday's price of 281, dealers said, it was being sold at 283 per dollar.",
    )
    assert told(found) == [(281.0, "2026-01-16", "open"), (283.0, "2026-01-19", "open")]


def test_hopes_marks_and_movements_are_no_rates() -> None:
    assert not rates(
        'KARACHI: "I expect a steady rupee, trading in a range of 279.30 and 279.70 per dollar in the coming week," a dealer said.',
        "The rupee crossed 280 per dollar. The dollar rose 5 rupees. Analysts see the rupee at 285 per dollar next month.",
    )


def test_a_pair_by_its_code() -> None:
    found = rates(
        "KARACHI: The rupee has weakened against the dollar, and the USDPKR rate last traded around 279.8."
    )
    assert told(found) == [(279.8, "2026-01-20", "interbank")]


def test_a_currency_named_behind_its_number() -> None:
    found = rates(
        "CAIRO: Two traders said the dollar changed hands at 48.52 pounds in the parallel market on Monday, slightly weaker from the 48.50 on Thursday.",
        title="Egypt in figures",
    )
    assert told(found) == [(48.52, "2026-01-19", "open"), (48.5, "2026-01-15", "open")]


def test_the_pound_is_sterling_where_it_is_nobodys_own() -> None:
    found = rates(
        "KARACHI: The dollar closed at Rs279.41 in the interbank market, while the pound rose by Rs1.20 to Rs371.60 against the rupee.",
        "The dirham went up to Rs76.09 against the rupee and the riyal to Rs74.52, and the Canadian dollar closed at Rs201.35.",
    )  # fmt: skip
    assert [(o.value, o.pair) for o in found] == [
        (279.41, "USD/PKR"), (371.6, "GBP/PKR"), (76.09, "AED/PKR"), (74.52, "SAR/PKR"), (201.35, "CAD/PKR"),
    ]  # fmt: skip
    found = rates("CAIRO: The pound closed at 47.21 to the dollar.", title="Egypt in figures")
    assert [(o.value, o.pair) for o in found] == [(47.21, "USD/EGP")]


def test_the_last_day_and_a_month_before() -> None:
    found = rates(
        "KARACHI: The rupee closed at Rs279.41 to the US dollar in the interbank market as compared to its last day's closing of Rs279.60.",
        "In November, the rupee had hit a low of Rs281.15 against the dollar.",
    )  # fmt: skip
    assert [(o.value, o.period.label) for o in found] == [
        (279.41, "2026-01-20"), (279.6, "2026-01-19"), (281.15, "2025-11-30"),
    ]  # fmt: skip


def test_two_currencies_and_two_rates() -> None:
    found = rates(
        "KARACHI: The rupee closed at Rs279.41 to the US dollar in the interbank market.",
        "The rates of the Emirati dirham and the Saudi riyal decreased to close at Rs76.09 and Rs74.52.",
    )
    assert [(o.value, o.pair) for o in found] == [
        (279.41, "USD/PKR"),
        (76.09, "AED/PKR"),
        (74.52, "SAR/PKR"),
    ]


def test_where_a_week_began_is_the_close_of_the_week_before() -> None:
    found = rates(
        "KARACHI: The US dollar rose from 278.81 rupees to close at Rs280.57 in the interbank market at the end of the week.",
        day="2026-01-17",
    )
    assert told(found) == [(278.81, "2026-01-09", "interbank"), (280.57, "2026-01-16", "interbank")]


def test_what_is_told_by_the_way_is_not_the_day_of_a_rate() -> None:
    found = rates(
        "ACCRA: Ghana's cedi, which has been stable since the country won an IMF bailout in May, was unchanged at 11.45 per dollar.",
        title="Ghana in figures",
        day="2023-09-13",
    )
    assert told(found) == [(11.45, "2023-09-13", "interbank")]


def test_it_is_the_currency_named_before() -> None:
    found = rates(
        "ACCRA: Ghana's cedi weakened 1.9 percent against the dollar in April.",
        "It traded little changed at 1.9895 by noon.",
        title="Ghana in figures",
        day="2013-05-15",
    )
    assert [o.value for o in found] == [1.9895]


def test_rates_for_buying_and_for_selling_in_a_monday_s_review() -> None:
    found = rates(
        "KARACHI: The rupee weakened marginally against the US dollar during the previous week.",
        "The local unit closed at 277.64, against 277.61 it had closed the week earlier against the greenback.",
        "In the open market, the PKR gained 85 paise for buying and 51 paise for selling against USD, closing at 276.75 and 278.62, respectively.",
        "Against Euro, PKR remained unchanged for both buying and selling over the week closing at 291 and 292.50 respectively.",
        day="2024-10-28",
    )
    assert [(o.pair, *row) for o, row in zip(found, told(found), strict=True)] == [
        ("USD/PKR", 277.64, "2024-10-25", "interbank"),
        ("USD/PKR", 277.61, "2024-10-18", "interbank"),
        ("USD/PKR", 276.75, "2024-10-25", "open"),
        ("USD/PKR", 278.62, "2024-10-25", "open"),
        ("EUR/PKR", 291.0, "2024-10-25", "interbank"),
        ("EUR/PKR", 292.5, "2024-10-25", "interbank"),
    ]
