"""Who strikes: forces that fell militants carry out an operation, whatever the fight is called; militants who attack do not."""

from __future__ import annotations

import pytest

from schemas import Count
from tests.security.stories import attacks, operations


def of(count: Count | None) -> int | None:
    return count.value if count is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "QUETTA: Police commandos shot dead three suspected terrorists during a gunfight in Mastung on Friday, an official said.",
            ("raid", 3, None, None),
        ),
        (
            "MANILA: Government troops killed four Abu Sayyaf gunmen in a clash in Jolo on Friday; two marines died, a spokesman said.",
            ("raid", 4, None, 2),
        ),
        (
            "KANO: Nigeria's Joint Task Force said it killed six suspected Boko Haram members and arrested nine others after a shoot-out in Kano on Friday.",
            ("raid", 6, 9, None),
        ),
        (
            "PESHAWAR: Pakistani jets bombed militant hideouts in Orakzai on Friday, killing at least 12 insurgents, officials said.",
            ("raid", 12, None, None),
        ),
        (
            "NABLUS: Israeli forces killed five Palestinian gunmen and arrested a sixth in a raid on the Jenin refugee camp on Friday, the army said.",
            ("raid", 5, 1, None),
        ),
        (
            "QUETTA: Forces carried out an operation in Turbat on Friday and killed three terrorists, while another was apprehended in injured condition.",
            ("raid", 3, 1, None),
        ),
        (
            "RAWALPINDI: Twenty khwarij were killed along the border in Hassan Khel, North Waziristan, the army said on Friday.",
            ("raid", 20, None, None),
        ),
        (
            "QUETTA: The clearance operation at a camp in Mastung ended on Friday. Five terrorists were killed while four soldiers and a civilian embraced martyrdom.",
            ("clearance", 5, None, 4),
        ),
    ],
)
def test_forces_that_fell_militants_carry_out_an_operation(
    text: str, expected: tuple[str, int | None, int | None, int | None]
) -> None:
    found = operations(text)
    assert [(o.operation, of(o.killed), of(o.arrested), of(o.own_killed)) for o in found] == [expected]
    assert not attacks(text)


@pytest.mark.parametrize(
    "text",
    [
        "QUETTA: Police shot dead two gunmen after they attacked a mosque in Mastung on Friday, killing five worshippers.",
        "GAZA: Israeli jets killed four militants in an air strike on a car in Jabalia on Friday.",
        "PESHAWAR: Militants attacked an army post in Bannu on Friday, killing three soldiers. Troops retaliated and killed six militants.",
    ],
)
def test_an_attack_that_is_answered_stays_one(text: str) -> None:
    assert len(attacks(text)) == 1


def test_a_bomb_made_safe_and_the_suspects_held_for_it_are_two() -> None:
    text = "QUETTA: The bomb disposal squad defused a bomb on a railway track near Sibi on Friday. Police later took three suspects into custody."
    assert sorted((o.operation, of(o.arrested)) for o in operations(text)) == [
        ("arrest", 3),
        ("defusal", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Srinagar: A police officer was killed in a gunfight between forces and militants in Kulgam on Friday. One militant has been killed so far, police said. The encounter broke out after forces launched a cordon and search operation in the area.",
            [("raid", 1, 1, None)],
        ),
        (
            "ABUJA: Troops neutralised 20 terrorists and apprehended 30 others in various operations last week, the army said.\n\nA spokesman said the troops also rescued ten hostages.",
            [("raid", 20, None, 10)],
        ),
        (
            "QUETTA: At least 11 terrorists, involved in the martyrdom of seven soldiers, were killed in an intelligence-based operation in Panjgur on Friday.",
            [("raid", 11, None, None)],
        ),
    ],
)
def test_what_belongs_to_an_operation(
    text: str, expected: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    found = operations(text)
    assert [(o.operation, of(o.killed), of(o.own_killed), of(o.rescued)) for o in found] == expected
    assert not attacks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Seven terrorists were killed as forces repulsed three attacks in Lakki Marwat on Friday, the army said.",
        "DAMASCUS: The strikes killed five Syrian soldiers and two Iran-backed fighters near the airport on Friday, a monitor said.",
    ],
)
def test_dead_of_an_attack_make_no_operation(text: str) -> None:
    assert not operations(text)
