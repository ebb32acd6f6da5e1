"""What security forces did, and what is no operation."""

from __future__ import annotations

from datetime import date

import pytest

from tests.security.stories import attacks, operations, statements


def told(body: str, *, title: str = "") -> list[tuple[str, str | None, int | None, int | None]]:
    return [
        (
            o.operation,
            o.places[0].city or o.places[0].admin1 if o.places else None,
            o.killed.value if o.killed else None,
            o.arrested.value if o.arrested else None,
        )
        for o in operations(body, title=title)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "LAHORE: The CTD arrested three terrorists in an intelligence-based operation in Okara on Friday.",
            [("arrest", "Okara", None, 3)],
        ),
        (
            "QUETTA: Troops killed two militants and arrested four others in Kalat on Friday, officials said.",
            [("raid", "Kalat", 2, 4)],
        ),
        (
            "PESHAWAR: The bomb disposal squad defused a bomb on a road in Peshawar on Friday.\n\nThe bomb was defused near Model Town, police said.",
            [("defusal", "Peshawar", None, None)],
        ),
        (
            "LAHORE: The CTD arrested five militants in Okara.\n\nOn February 2, it arrested eleven militants in Multan.",
            [("arrest", "Okara", None, 5), ("arrest", "Multan", None, 11)],
        ),
        (
            "LAHORE: An anti-terrorism court sentenced two men to death for killing 44 people in a bombing in Lahore in 2010.",
            [("conviction", "Lahore", None, None)],
        ),
        (
            "RAWALPINDI: Security forces killed three Islamic State (IS) members in a raid in Kalat on Friday.",
            [("raid", "Kalat", 3, None)],
        ),
    ],
)  # fmt: skip
def test_operations(text: str, expected: list[tuple[str, str | None, int | None, int | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The rescue and search operation at the site has been completed.",
        "Rescuers ended the relief operation on Saturday.",
        "The blast came days after jailed militants were freed in a swap.",
        "Police launched a search operation in the area.",
    ],
)
def test_what_is_no_operation(sentence: str) -> None:
    lead = "QUETTA: A suicide bomber killed nine people at a market in Quetta on Friday, police said.\n\n"
    assert told(lead + sentence) == []


def test_operations_told_one_by_one_share_the_day_of_their_sum() -> None:
    found = operations(
        "RAWALPINDI: Security forces killed nine militants in two separate operations in Khyber Pakhtunkhwa on February 5.\n\n"
        "Four militants were killed in an operation in Tank.\n\nAnother operation was conducted in Bannu, where five militants were killed."
    )
    assert [(o.places[0].city, o.date.start) for o in found] == [
        ("Tank", date(2026, 2, 5)),
        ("Bannu", date(2026, 2, 5)),
    ]


def test_a_sum_in_other_words_is_no_third_operation() -> None:
    found = told(
        "RAWALPINDI: Security forces killed seven militants in two separate operations in Tank on Friday.\n\n"
        "Four militants were killed in an operation in Tank.\n\nThree militants were killed in another operation in Bannu.\n\n"
        "The president praised the forces for killing seven militants in Tank and Bannu."
    )
    assert [killed for _, _, killed, _ in found] == [4, 3]


def test_an_operation_takes_the_place_of_the_one_before() -> None:
    found = told(
        "RAWALPINDI: Four militants were killed in an operation in Tank on Friday.\n\n"
        "In another encounter, troops neutralised three militants."
    )
    assert [(place, killed) for _, place, killed, _ in found] == [("Tank", 4), ("Tank", 3)]


def test_who_is_held_hostage_is_not_arrested() -> None:
    (raid,) = operations(
        "MAIDUGURI: Troops killed five militants in a raid in Borno on Friday and rescued 350 people held hostages by them."
    )
    assert raid.arrested is None


def test_gunned_down_says_nothing_of_who_did_it() -> None:
    text = "QUETTA: An official was gunned down by unidentified men in Quetta on Friday."
    assert operations(text) == []
    assert len(attacks(text)) == 1
    assert statements(text) == []


def test_forces_that_waylay_militants_are_an_operation() -> None:
    text = (
        "NAIROBI: On Friday, a joint security team ambushed three suspected militants who were planting an IED near Garissa. "
        "One suspect was arrested and the others fled."
    )
    assert [(o.operation, o.places[0].city) for o in operations(text)] == [
        ("raid", "Garissa"),
        ("arrest", "Garissa"),
    ]
    assert not attacks(text)
