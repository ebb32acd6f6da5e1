"""What people say that others did or must do, and what is done beside an attack: blame, denials, demands, arrests, sieges."""

from __future__ import annotations

import pytest

from tests.security.stories import operations, statements

LEAD = "QUETTA: A suicide bomber killed nine people at a market in Quetta on Friday, police said.\n\n"


def said(text: str) -> list[tuple[str, str | None, str | None]]:
    return sorted(
        (
            (
                s.act,
                s.speaker.name or s.speaker.organisation or s.speaker.country,
                s.addressee.country or s.addressee.name if s.addressee else None,
            )
            for s in statements(LEAD + text)
        ),
        key=str,
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Pakistan's army said the bombing was planned in Iran.",
            ("accuse", "army", "IR"),
        ),
        (
            "The blast bore the hallmarks of the TTP, Governor Babar Shah said.",
            ("accuse", "Babar Shah", "Tehreek-e-Taliban Pakistan"),
        ),
        (
            "Governor Babar Shah blamed the blast on a network that he said was operating out of Iran.",
            ("accuse", "Babar Shah", "IR"),
        ),
        (
            "Iranian Foreign Minister Dost Karimi said the bombing had nothing to do with Iran.",
            ("deny", "Dost Karimi", None),
        ),
        (
            'Iranian Foreign Minister Dost Karimi said: "Pakistan should investigate the blast."',
            ("demand", "Dost Karimi", "PK"),
        ),
        (
            '"There will be consequences for those who planned it," Governor Babar Shah said.',
            ("warn", "Babar Shah", None),
        ),
        (
            "Governor Babar Shah described Friday's attack on the crowded market as inhumane.",
            ("condemn", "Babar Shah", None),
        ),
        ("The strike was described by Iran as deplorable.", ("condemn", "IR", None)),
        ("Iran in a foreign ministry statement condemned the bombing.", ("condemn", "IR", None)),
    ],
)
def test_what_is_said_of_others(sentence: str, expected: tuple[str, str | None, str | None]) -> None:
    assert said(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry rejected claims by the United Baloch Army that it was behind the blast.",
        "Officials said people who want to discredit the government were behind it.",
        "Such attacks are often claimed by the TTP.",
        "Nobody should be blaming Iran yet.",
        "The blast claimed nine lives.",
        "Iran denies targeting civilians.",
        "The attack was claimed by a Baloch militant group.",
        "Turkey often blames the PKK for such blasts.",
        "Such a blast must be condemned.",
    ],
)
def test_what_is_no_statement(sentence: str) -> None:
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "claimants"),
    [
        ("No one claimed Friday's blast, but the BLA earlier claimed Thursday's deadly attack.", ["Balochistan Liberation Army"]),
        ("Zhob Lions, a splinter group of the TTP, claimed responsibility for the blast.", ["Zhob Lions"]),
        ("The blast was claimed by the Zhob Lions, a splinter group of the TTP.", ["Zhob Lions"]),
        ("Baloch Raji Aajoi Sangar (BRAS), an umbrella outfit of two groups - the Balochistan Liberation Front and the Baloch Republican Guards - claimed responsibility.", ["Baloch Raaji Aajoi Sangar"]),
        ("Dost Khan, a spokesman for the BLA, told reporters that the BLA was responsible for the blast.", ["Balochistan Liberation Army"]),
    ],
)  # fmt: skip
def test_whose_claim_it_is(sentence: str, claimants: list[str]) -> None:
    found = statements(LEAD + sentence)
    assert [s.speaker.organisation for s in found if s.act == "claim"] == claimants


def test_the_minister_is_the_one_who_was_named() -> None:
    text = "Interior Minister Babar Shah said an inquiry was under way.\n\nThe minister strongly condemned the blast."
    assert said(text) == [("condemn", "Babar Shah", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LEAD + "Three people accused of helping the bomber were arrested, officials said.",
            [("arrest", 3, None, None)],
        ),
        (
            LEAD + "For further investigation, police took seven suspects into custody.",
            [("arrest", 7, None, None)],
        ),
        (
            "NAIROBI: Gunmen stormed a hotel in Nairobi on Tuesday and killed 14 people.\n\n"
            "The president said on Wednesday that the siege was over and all the gunmen had been killed.",
            [("clearance", None, None, None)],
        ),
        (
            "QUETTA: Police on Friday foiled an attack by defusing a bomb planted on a road in Quetta.",
            [("defusal", None, None, None)],
        ),
        (
            "KADUNA: Gunmen abducted twenty villagers in Kaduna on Monday.\n\n"
            "Police said the abducted villagers were rescued by security forces, who freed 20 people.",
            [("raid", None, 20, None)],
        ),
    ],
)
def test_what_the_forces_did_beside_the_attack(
    text: str, expected: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    assert [
        (
            o.operation,
            o.arrested.value if o.arrested else None,
            o.rescued.value if o.rescued else None,
            o.killed.value if o.killed else None,
        )
        for o in operations(text)
    ] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "No suspects were arrested.",
        "Those responsible will be arrested, officials said.",
        "A hotel guest said he was rescued by a neighbour.",
    ],
)
def test_what_was_not_done(sentence: str) -> None:
    assert operations(LEAD + sentence) == []
