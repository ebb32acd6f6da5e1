"""Whose words quotations are, and rows of speakers that a list, a pronoun or a noun stands for."""

from __future__ import annotations

import pytest

from tests.security.stories import statements

LEAD = "QUETTA: A suicide bomber killed nine people at a market in Quetta on Friday, police said.\n\n"
TOURISTS = "SRINAGAR: Gunmen killed 26 visitors in Pahalgam on Friday, police said.\n\n"


def who(text: str, *, lead: str = LEAD) -> list[tuple[str, str | None, str | None]]:
    """Act, speaker and his country of every statement."""
    return sorted(
        (
            (s.act, s.speaker.name or s.speaker.organisation, s.speaker.country)
            for s in statements(lead + text)
        ),
        key=str,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Prime Minister Keir Starmer of Britain condemned the shooting.\n\n"Awful news. We pray for the dead. India has our full support and deepest sympathies. Our hearts are with you!" said US President Donald Trump.',
            [("condemn", "Keir Starmer", "GB"), ("support", "Donald Trump", "US")],
        ),
        (
            'Chancellor Olaf Scholz of Germany condemned it.\n\nGuyana President Irfaan Ali expressed shock at the shooting. He condemned the brutal attack.',
            [("condemn", "Irfaan Ali", "GY"), ("condemn", "Olaf Scholz", "DE")],
        ),
        (
            'US President Donald Trump and Italian Prime Minister Giorgia Meloni denounced the attack. They conveyed their condolences to the families.',
            [("condemn", "Donald Trump", "US"), ("condemn", "Giorgia Meloni", "IT"), ("support", "Donald Trump", "US"), ("support", "Giorgia Meloni", "IT")],
        ),
        (
            "Vladimir Putin, in a letter to President Droupadi Murmu and Prime Minister Narendra Modi condemned the attack.",
            [("condemn", "Vladimir Putin", "RU")],
        ),
    ],
)  # fmt: skip
def test_whose_words(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert who(text, lead=TOURISTS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack was condemned by the governments of Iran, Turkey and Bahrain.", [("condemn", None, "BH"), ("condemn", None, "IR"), ("condemn", None, "TR")]),
        ("The foreign ministries of Egypt, Jordan and Qatar condemned the bombing.", [("condemn", None, "EG"), ("condemn", None, "JO"), ("condemn", None, "QA")]),
        ("The Organisation of Islamic Cooperation (OIC) on Saturday condemned in the strongest terms the terrorist attack.", [("condemn", "Organisation of Islamic Cooperation", None)]),
        ("In separate messages, President Anwar Gul and Prime Minister Dost Khan spoke of their grief and strongly condemned the blast.", [("condemn", "Anwar Gul", "PK"), ("condemn", "Dost Khan", "PK")]),
        ("Home Minister Babar Shah, Governor Anwar Gul, Unity Party chief Dost Khan and other leaders condemned the blast.", [("condemn", "Anwar Gul", "PK"), ("condemn", "Babar Shah", "PK"), ("condemn", "Dost Khan", "PK")]),
        ("Governor Anwar Gul, as well as Unity Party chief Dost Khan, condemned the blast.", [("condemn", "Anwar Gul", "PK"), ("condemn", "Dost Khan", "PK")]),
        ("President Anwar Gul, People's Alliance (PA) Sindh chapter chief Dost Khan and Unity Party chairman Babar Shah condemned the blast.", [("condemn", "Anwar Gul", "PK"), ("condemn", "Babar Shah", "PK"), ("condemn", "Dost Khan", "PK")]),
        ("World Leaders condemned the attack.", []),
        ("The condemnation was echoed by Governor Anwar Gul.", [("condemn", "Anwar Gul", "PK")]),
        ("The African Union and the US embassy in Islamabad condemned the bombing.", [("condemn", "African Union", None), ("condemn", "embassy", "US")]),
        ("He strongly condemned the attack.", []),
        ("Reporters Without Borders urges the federal authorities to look into the killings.", [("demand", "Reporters Without Borders", None)]),
        ("UN chief Antonio Guterres called for those responsible to be punished.", [("demand", "Antonio Guterres", None)]),
        ("The ministry of Egypt affirms its firm stance rejecting the targeting of civilians.", []),
    ],
)  # fmt: skip
def test_rows(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert who(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabul pointed the finger at Islamabad, a charge Pakistan denies.", [("accuse", "AF", "PK"), ("deny", "PK", "AF")]),
        ("Islamabad blamed New Delhi for the blast, an allegation it rejected.", [("accuse", "PK", "IN"), ("deny", "IN", "PK")]),
        ("Islamabad tried to tie it to Kabul, a claim which the Afghan foreign ministry firmly rejected.", [("deny", "AF", None)]),
        ("The minister said the attack was “carried out by Indian-backed elements”.", [("accuse", "PK", "IN")]),
        ("The minister claimed the attack had been planned by India's RAW.", [("accuse", "PK", "IN")]),
        ("The minister alleged that India was orchestrating such attacks.", [("accuse", "PK", "IN")]),
        ("The minister alleged that India was trying to hide its bad name.", []),
        ("Islamabad summoned the Afghan chargé d'affaires, demanding action against TTP havens.", [("demand", "PK", "AF")]),
    ],
)  # fmt: skip
def test_charges(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = [
        (s.act, s.speaker.country, s.addressee.country if s.addressee else None)
        for s in statements(LEAD + text)
    ]
    assert sorted(found, key=str) == expected


def test_a_side_without_a_name_is_blamed() -> None:
    lead = "BEIRUT: An air strike on a market in Idlib killed nine people on Friday, medics said.\n\n"
    text = "Observatory head Rami Haddad said aircraft had hit the market, blaming the regime for the strike."
    found = [s for s in statements(lead + text) if s.act == "accuse"]
    assert [s.addressee.name for s in found if s.addressee] == ["regime"]
