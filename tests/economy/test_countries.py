"""Whose economy an article is on, and which country a figure is of."""

from __future__ import annotations

import pytest

from streams.economy.countries import Country, home, read
from streams.text.tokens import tokenize
from tests.economy.articles import brief, document, observations

NONE = "Trade in figures"


def at_home(*paragraphs: str, title: str = NONE, url: str | None = None) -> str | None:
    return home(document(*paragraphs, title=title, url=url))


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://www.dawn.com/news/1", "PK"),
        ("https://thedailystar.net/business/1", "BD"),
        ("https://economynext.com/a", "LK"),
        ("https://www.thehindu.com:443/a", "IN"),
        ("https://english.ahram.org.eg/a", "EG"),
        ("https://nation.africa/kenya/a", "KE"),
        ("https://news.example.com.np/a", "NP"),
        ("https://example.org/dawn.com", None),
        ("https://notdawn.com/a", None),
        (None, None),
    ],
)
def test_an_article_that_names_no_country_is_on_its_publishers(url: str | None, code: str | None) -> None:
    assert at_home("Exports rose by a fifth last month.", url=url) == code


def test_an_article_that_names_a_country_is_on_that_one_wherever_it_is_published() -> None:
    assert (
        at_home("India's exports rose by a fifth.", "India's imports fell.", url="https://dawn.com/a") == "IN"
    )


def test_the_publisher_decides_between_two_that_are_named() -> None:
    text = "Trade between India and Pakistan has stopped."
    assert at_home(text, url="https://www.dawn.com/a") == "PK"
    assert at_home(text, url="https://www.livemint.com/a") == "IN"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The State Bank of Pakistan has published the figures.", "PK"),
        ("The SBP has published the figures.", "PK"),
        ("The Export Promotion Bureau has published the figures.", "BD"),
        ("The RBI has published the figures.", "IN"),
        ("The CBSL has published the figures.", "LK"),
        ("The KNBS has published the figures.", "KE"),
    ],
)
def test_a_national_body_is_at_home(text: str, code: str) -> None:
    assert at_home(text) == code


def test_a_body_weighs_more_than_a_partner() -> None:
    assert at_home("Exports to China and to the United States rose, the SBP said.") == "PK"


def test_the_owner_of_an_economy_weighs_more_than_a_partner() -> None:
    assert at_home("Saudi Arabia and Qatar bought Bangladesh's goods.") == "BD"


def test_an_office_is_at_home() -> None:
    assert at_home("Germany and the Turkish Statistical Institute told of trade.") == "TR"


@pytest.mark.parametrize(
    ("dateline", "code"),
    [("ISLAMABAD", "PK"), ("DHAKA", "BD"), ("NEW DELHI", "IN"), ("COLOMBO", "LK"), ("CAIRO", "EG")],
)
def test_the_dateline_is_at_home(dateline: str, code: str) -> None:
    assert at_home(f"{dateline}: Exports rose by a fifth last month.") == code


def test_people_abroad_are_at_home_where_they_send_to() -> None:
    assert at_home("Overseas Pakistanis in Saudi Arabia and in the United Kingdom sent more.") == "PK"


def test_a_lender_is_not_at_home() -> None:
    assert at_home("A Chinese loan to Pakistan has been granted.") == "PK"


def test_nothing_tells() -> None:
    assert at_home("Exports rose by a fifth last month.") is None
    assert observations("Exports were $2.3 billion in December 2025.", title=NONE) == []


def test_a_bloc_is_nobodys_home() -> None:
    assert at_home("The European Union and the GCC talked.") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US$ 2.24 bn", []),
        ("the US bought", [Country(1, 2, "US")]),
        ("let us buy", []),
        ("turkey and china on the table", []),
        ("Sri Lanka sold", [Country(0, 2, "LK")]),
        ("In China", [Country(1, 2, "CN")]),
        ("The European Union", [Country(1, 3, "EU")]),
        ("State Bank of Pakistan", [Country(0, 4, "PK", body=True)]),
        ("the United Arab Emirates (UAE)", [Country(1, 4, "AE"), Country(5, 6, "AE")]),
    ],
)
def test_countries_are_read_as_written(text: str, found: list[Country]) -> None:
    assert read(tokenize(text)) == found


def test_each_possessor_has_its_own_figure() -> None:
    found = observations(
        "Pakistan's exports were $2.3 billion in December 2025.",
        "Bangladesh's exports were $4.1 billion in December 2025.",
        "In December 2025, Indian merchandise exports were $38.5 billion.",
    )
    assert [(o.geo, *b) for o, b in zip(found, brief(found), strict=True)] == [
        ("PK", "exports.goods", 2.3e9, "2025-12"),
        ("BD", "exports.goods", 4.1e9, "2025-12"),
        ("IN", "exports.goods", 38.5e9, "2025-12"),
    ]


def test_the_exports_of_a_country_named_behind_them() -> None:
    (found,) = observations("The exports of Bangladesh were $4.1 billion in December 2025.")
    assert (found.geo, found.counterpart) == ("BD", None)


def test_the_rupee_is_the_countrys() -> None:
    text = "The exports were Rs640 billion in December 2025."
    for title, unit in [("Pakistan", "PKR"), ("India", "INR"), ("Sri Lanka", "LKR"), ("Nepal", "NPR")]:
        (found,) = observations(text, title=f"{title}'s exports grow")
        assert found.unit == unit


def test_whose_investment_opens_the_article_is_at_home_not_who_invests() -> None:
    found = observations(
        "Pakistan's foreign direct investment rose to $1.9 billion in July-December FY26 on Chinese inflows under the China-Pakistan Economic Corridor.",
        "Chinese investments came to $1.2 billion, and Chinese firms have plans for more.",
        title="Foreign investment rises",
    )
    assert {o.geo for o in found} == {"PK"}
