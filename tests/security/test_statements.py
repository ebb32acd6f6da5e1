"""Who said what about an attack."""

from __future__ import annotations

import pytest

from schemas import Statement
from tests.security.stories import statements

LEAD = "ISLAMABAD: A suicide bomber killed nine people at a mosque in Islamabad on Friday.\n\n"


def told(*sentences: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (s.act, s.speaker.country, s.addressee.country if s.addressee else None)
        for s in statements(LEAD + "\n\n".join(sentences))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("China strongly condemned the attack.", [("condemn", "CN", None)]),
        ("The attack was condemned by Iran and Turkey.", [("condemn", "IR", None), ("condemn", "TR", None)]),
        ("The foreign ministry of Saudi Arabia denounced the bombing.", [("condemn", "SA", None)]),
        (
            "The United States and Iran condemned the bombing.",
            [("condemn", "IR", None), ("condemn", "US", None)],
        ),
        ("Russia expressed condolences to the families of the victims.", [("support", "RU", None)]),
        ("Pakistan accused the Afghan Taliban government of sheltering militants.", [("accuse", "PK", "AF")]),
        ("Officials accused India of backing the group.", [("accuse", "PK", "IN")]),
        (
            "Pakistan blames India for the violence. New Delhi has rejected these allegations.",
            [("accuse", "PK", "IN"), ("deny", "IN", "PK")],
        ),
        (
            "The military demanded that the government of Afghanistan act against militants.",
            [("demand", "PK", "AF")],
        ),
    ],
)
def test_acts(sentence: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert sorted(told(sentence), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "sentence",
    [
        "No group has claimed responsibility for the attack.",
        "The minister vowed to bring those responsible to justice.",
        "The building was condemned last year.",
        "The court rejected his bail plea.",
        "Doctors warned that the toll may rise.",
        "The accused were produced before a judge.",
        "Blood was in demand at the hospital.",
        "The chief minister expressed condolences to the families.",
    ],
)
def test_what_is_no_statement(sentence: str) -> None:
    assert told(sentence) == []


def test_a_claim_names_the_group() -> None:
    (claim,) = statements(
        LEAD + "The Balochistan Liberation Army (BLA) claimed responsibility for the attack."
    )
    assert claim.act == "claim"
    assert claim.speaker.name == "Balochistan Liberation Army"


def test_one_statement_a_speaker_and_act() -> None:
    found = statements(
        LEAD
        + 'China condemned the attack.\n\n"China condemns the bombing," its foreign ministry spokesperson said.'
    )
    assert [(s.act, s.speaker.country) for s in found] == [("condemn", "CN")]
    assert len(found[0].evidence) == 2


def test_a_statement_is_about_the_attack() -> None:
    (found,) = statements(LEAD + "China condemned the attack.")
    assert isinstance(found, Statement)
    assert found.about is not None
    assert found.about.place is not None
    assert found.about.place.city == "Islamabad"


def test_an_accusation_of_years_is_about_no_single_attack() -> None:
    (found,) = statements(LEAD + "Pakistan has long accused the Afghan government of sheltering militants.")
    assert found.about is None
