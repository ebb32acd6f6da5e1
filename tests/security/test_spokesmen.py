"""Armed groups in their own words: their spokesmen, their claims and threats; and charges that are called names."""

from __future__ import annotations

import pytest

from tests.security.stories import statements

LEAD = "QUETTA: A suicide bomber killed nine people at a market in Quetta on Friday, police said.\n\n"


def said(text: str) -> set[tuple[str, str | None, str | None]]:
    return {
        (
            s.act,
            s.speaker.name or s.speaker.organisation or s.speaker.country,
            s.addressee.country or s.addressee.name if s.addressee else None,
        )
        for s in statements(LEAD + text)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "New Delhi held Islamabad responsible and demanded that it act against Jaish-e-Mohammad. Islamabad rejected the insinuation.",
            {("accuse", "IN", "PK"), ("demand", "IN", "PK"), ("deny", "PK", "IN")},
        ),
        (
            '"This was revenge for the operation. Wait for bigger attacks," TTP spokesman Shahidullah Shahid told reporters by telephone.',
            {("claim", "Tehreek-e-Taliban Pakistan", None), ("warn", "Shahidullah Shahid", None)},
        ),
        (
            "The Islamic State group said via its Amaq agency that one of its fighters was behind the bombing.",
            {("claim", "Islamic State group", None)},
        ),
        ("Jundullah and the TTP claimed the attack.", {("claim", "Jundullah", None), ("claim", "TTP", None)}),
        (
            "A wing of the TTP, Jundul Hafsa, owned up to the bombing.",
            {("claim", "Jundul Hafsa", None)},
        ),
        (
            'Indian Foreign Minister Dev Kumar said "some elements in Pakistan" were responsible.',
            {("accuse", "Dev Kumar", "PK")},
        ),
        (
            "The governor blamed Kabul, a charge that Afghanistan called baseless.",
            {("accuse", "PK", "AF"), ("deny", "AF", "PK")},
        ),
        (
            '"We strongly condemn this cowardly attack," the British High Commission in Islamabad posted on X.',
            {("condemn", "British High Commission", None)},
        ),
        (
            'UN chief Ban Ki-moon said it was "an act of horror".',
            {("condemn", "Ban Ki", None)},
        ),
        ("Beijing asked Pakistan to punish the killers.", {("demand", "CN", "PK")}),
    ],
)
def test_who_says_it(text: str, expected: set[tuple[str, str | None, str | None]]) -> None:
    assert said(text) == expected


def test_the_talibans_spokesman_spoke_for_a_group_before_it_ruled() -> None:
    text = 'KABUL: A bomb killed eight people in Kabul on Friday.\n\n"It has nothing to do with us," said spokesman Zabihullah Mujahid, who blamed Daesh.'
    old = statements(text)
    assert {s.act for s in old} == {"deny", "accuse"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "An earlier blast drew strong condemnation from Beijing.",
            ("condemn", "CN", None),
        ),
        (
            "Sindh Bar Association president Asad Mirza condemned the bombing.\n\nHe demanded the immediate arrest of the murderers.",
            ("demand", "Asad Mirza", None),
        ),
        (
            '"The TTP detonated a bomb in a crowd," army spokesman Saad Gul said.',
            ("accuse", "Saad Gul", "Tehreek-e-Taliban Pakistan"),
        ),
    ],
)
def test_what_is_said_in_passing(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert expected in said(text)


def test_a_surname_is_that_of_the_man_named_in_full() -> None:
    text = "Hassan Rouhani's message came on Friday.\n\nRouhani also expressed sympathy with the victims of the attack."
    assert ("support", "Hassan Rouhani", None) in said(text)
