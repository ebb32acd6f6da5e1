"""Places: names, demonyms and capitals, and which place a shared name means."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article
from streams.text.document import Document
from streams.text.places import capital_of, country_entry, country_of, lookup, prevailing, read
from streams.text.tokens import tokenize


def names(text: str, *, prefer: str | None = None) -> list[tuple[str, str, str]]:
    return [
        (m.entry.name, m.entry.kind, m.entry.country)
        for m in read(tokenize(text), prefer=prefer)
        if not m.demonym
    ]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Pakistan", "PK"),
        ("pakistani", "PK"),
        ("islamabad", "PK"),
        ("New Delhi", "IN"),
        ("beijing", "CN"),
        ("Afghan", "AF"),
        ("united states", "US"),
        ("u.s.", "US"),
        ("saudi", "SA"),
        ("Kabul", "AF"),
        ("somali", "SO"),
        ("Türkiye", "TR"),
    ],
)
def test_countries_by_name_demonym_and_capital(word: str, code: str) -> None:
    assert country_of(word) == code


def test_what_is_no_country() -> None:
    assert country_of("peshawar") is None
    assert country_of("the") is None
    assert country_entry("XX") is None


def test_capitals() -> None:
    for code, name in (("PK", "Islamabad"), ("AF", "Kabul"), ("SO", "Mogadishu"), ("IN", "New Delhi")):
        capital = capital_of(code)
        assert capital is not None
        assert (capital.name, capital.country) == (name, code)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "near Mir Ali in North Waziristan",
            [("Mir Ali", "city", "PK"), ("North Waziristan", "city", "PK")],
        ),
        (
            "a mosque in the Tarlai area of Islamabad",
            [("Tarlai Kallan", "site", "PK"), ("Islamabad", "city", "PK")],
        ),
        ("at Qasr-e-Khadijatul Kubra", [("Qasr-e-Khadijatul Kubra", "site", "PK")]),
        ("in Kandahar province", [("Kandahar", "admin1", "AF")]),
        ("in Kandahar", [("Kandahar", "city", "AF")]),
        ("across Khyber Pakhtunkhwa", [("Khyber Pakhtunkhwa", "admin1", "PK")]),
        ("in Indian-administered Kashmir", [("Jammu and Kashmir", "admin1", "IN")]),
        ("The US said so", [("United States", "country", "US")]),
        ("he told us so in mobile homes", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert names(text) == expected


def test_a_shared_name_goes_where_the_sentence_points() -> None:
    assert names("in Hyderabad, Sindh")[0] == ("Hyderabad", "city", "PK")
    assert names("in Hyderabad, Telangana")[0] == ("Hyderabad", "city", "IN")
    assert names("in Hyderabad", prefer="PK") == [("Hyderabad", "city", "PK")]
    assert names("in Hyderabad", prefer="IN") == [("Hyderabad", "city", "IN")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Datta Khel tehsil", [("Datta Khel", "city", "PK")]),
        ("near Miramshah", [("Miranshah", "city", "PK")]),
        ("in the Naushki area", [("Nushki", "city", "PK")]),
        ("in Hit", [("Hit", "city", "IQ")]),
        ("Hit songs were played", []),
        ("the rebels took Bor town", [("Bor", "city", "SS")]),
        ("Rustam was arrested", []),
        ("in Rustam, Mardan", [("Rustam", "city", "PK"), ("Mardan", "city", "PK")]),
        ("at Bacha Khan Chowk in Swabi", [("Swabi", "city", "PK")]),
        ("on Jinnah Road in Quetta", [("Jinnah Road", "site", "PK"), ("Quetta", "city", "PK")]),
        ("the makers' association (PAMA) said", []),
        ("in Hong Kong and Singapore", [("Hong Kong", "country", "HK"), ("Singapore", "country", "SG")]),
    ],
)
def test_names_that_need_their_surroundings(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("town", "district", "admin1"),
    [
        ("Jamrud", "Khyber", "Khyber Pakhtunkhwa"),
        ("Mach", "Kachhi", "Balochistan"),
        ("Buleda", "Kech", "Balochistan"),
        ("Ubauro", "Ghotki", "Sindh"),
        ("Taunsa", "Dera Ghazi Khan", "Punjab"),
    ],
)
def test_tehsils_lie_in_their_districts(town: str, district: str, admin1: str) -> None:
    (found, *_) = lookup(town)
    assert (found.area, found.admin1, found.country) == (district, admin1, "PK")
    assert lookup(district)[0].kind == "city"


def test_the_country_of_an_article_is_that_of_its_own_names() -> None:
    def of(text: str) -> str | None:
        article = Article.model_validate(
            {"url": "https://example.org/a", "body": text, "published_at": "2026-02-06T10:00:00+05:00"}
        )
        return prevailing(Document(article).sentences)

    assert of("Shops closed in Sukkur and in Larkana.") == "PK"
    assert of("Shops closed in Warangal.") == "IN"
    assert of("Shops closed.") is None


def test_a_people_is_no_place() -> None:
    (mention,) = read(tokenize("three Pakistani soldiers"))
    assert mention.demonym
    assert mention.entry.country == "PK"


def test_towns_know_their_district() -> None:
    (town, *_) = lookup("Mir Ali")
    assert (town.area, town.admin1) == ("North Waziristan", "Khyber Pakhtunkhwa")
    assert lookup("Nowhereabad") == ()


@pytest.mark.parametrize("name", ["countries.csv", "provinces.csv", "localities.csv", "cities.csv"])
def test_coordinates_are_on_earth(name: str) -> None:
    text = files("streams.text").joinpath("data", name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows
    for row in rows:
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90
            assert -180 <= float(row["lon"]) <= 180


@given(st.text(alphabet="IslamabdPkitn ,.-'QaseKhu", max_size=200))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    tokens = tokenize(text)
    end = 0
    for mention in read(tokens):
        assert end <= mention.first < mention.last <= len(tokens)
        assert text[mention.start : mention.end]
        end = mention.last
