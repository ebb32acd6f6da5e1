"""What tells an article's country when it names none: the publisher, the currency, offices that several countries have."""

from __future__ import annotations

import pytest

from streams.economy.countries import home
from tests.economy.articles import document

NONE = "Figures are out"


def at_home(*paragraphs: str, url: str | None = None) -> str | None:
    return home(document(*paragraphs, title=NONE, url=url))


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://punchng.com/a", "NG"),
        ("https://www.example.ng/a", "NG"),
        ("https://www.bbc.co.uk/a", "GB"),
        ("https://en.example.com.vn/a", "VN"),
        ("https://www.hurriyetdailynews.com/a", "TR"),
        ("https://example.tv/a", None),
        ("https://example.ai/a", None),
    ],
)
def test_an_address_tells_the_country_unless_its_ending_is_used_everywhere(
    url: str, code: str | None
) -> None:
    assert at_home("Growth slowed in the third quarter.", url=url) == code


def test_the_country_without_a_name_is_the_publishers_whatever_partners_are_named() -> None:
    text = "The country's surplus with the EU and Japan came to $16.4 billion and $0.9 billion."
    assert at_home(text, url="https://en.example.com.vn/a") == "VN"


def test_a_national_currency_tells_the_country() -> None:
    assert at_home("Output was put at N29.45tn for the quarter.") == "NG"
    assert at_home("Revenue came to Tk 1,20,000 crore.") == "BD"
    assert at_home("Revenue came to €12 billion.") is None


def test_an_office_of_many_countries_is_that_of_the_one_spoken_of() -> None:
    office = "The National Bureau of Statistics (NBS) put growth at 2.3 percent."
    assert at_home(office) == "CN"
    assert at_home(office, "Output was worth N37.8 trillion.") == "NG"
    assert at_home(office, url="https://www.example.ng/a") == "NG"
    assert at_home(office, "Tanzania had grown faster before.") == "TZ"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mospi and the RBI differ, and MoSPI has published the figures.", "IN"),
        ("The Ghana Statistical Service has published the figures.", "GH"),
        ("The ONS has published the figures.", "GB"),
        ("Destatis has published the figures.", "DE"),
        ("UBOS has published the figures.", "UG"),
        ("Bank Negara has published the figures.", "MY"),
        ("The Philippine Statistics Authority has published the figures.", "PH"),
        ("Rosstat has published the figures.", "RU"),
    ],
)
def test_offices_of_many_countries_are_known(text: str, code: str) -> None:
    assert at_home(text) == code
