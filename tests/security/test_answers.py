"""Articles that answer an attack: who said what, and which attack it was."""

from __future__ import annotations

from datetime import date

import pytest

from tests.security.stories import attacks, operations, statements

LEAD = "ISLAMABAD: A suicide bomber killed nine people at a mosque in Islamabad on Friday.\n\n"
STRIKE = "KYIV: A missile killed nine people in Kharkiv on Friday, officials said.\n\n"


def told(body: str) -> set[tuple[str, str | None, str | None]]:
    """Act, and who: the name, else the body, else the country; and the addressee's country or name."""
    return {
        (
            s.act,
            s.speaker.name or s.speaker.organisation or s.speaker.country,
            (s.addressee.country or s.addressee.name) if s.addressee else None,
        )
        for s in statements(body)
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (LEAD + "The bombing was condemned in a statement by the president's office.", ("condemn", "Presidency", None)),
        (LEAD + "Officials pointed the finger of blame at the TTP.", ("accuse", "PK", "Tehreek-e-Taliban Pakistan")),
        (LEAD + "The TTP is active there. The government has accused the group of planning it.", ("accuse", "government", "Tehreek-e-Taliban Pakistan")),
        (LEAD + "India rejected Pakistan's allegations over the attack.", ("accuse", "PK", "IN")),
        (LEAD + "Kabul, however, distanced itself from the attack.", ("deny", "AF", None)),
        (LEAD + "The World Health Organisation called Friday's attack a deplorable crime.", ("condemn", "World Health Organisation", None)),
        (LEAD + "\"Our thoughts are with the victims,\" the EU spokesperson Anna Berg wrote on X.", ("support", "Anna Berg", None)),
        (STRIKE + "Russia's defence ministry said on Friday it had struck a military depot.", ("claim", "Ministry of Defence", None)),
        (STRIKE + "The Kremlin said Russian forces did not target the building.", ("deny", "Kremlin", None)),
    ],
)  # fmt: skip
def test_statements(body: str, expected: tuple[str, str | None, str | None]) -> None:
    assert expected in told(body)


@pytest.mark.parametrize(
    "body",
    [
        LEAD + "The group has claimed responsibility for a number of attacks. The TTP fights the state.",
        LEAD + "A splinter group of the Pakistani Taliban claimed responsibility.",
        LEAD + "The army said it carried out an operation against the BLA.",
        LEAD + "World leaders offered condolences to the people and government of Pakistan, condemning it.",
        LEAD + "It called on the world to strongly condemn and denounce the attack.",
        LEAD + "The ministry protested over what it called a crime.",
    ],
)
def test_nobody_says_it(body: str) -> None:
    assert not told(body)


def test_who_spoke_for_a_group_is_remembered() -> None:
    body = (
        LEAD
        + 'Omar Zahir, a spokesman for the TTP, spoke to reporters.\n\n"We condemn the attack," Zahir said.'
    )
    assert [s.speaker.organisation for s in statements(body)] == ["Tehreek-e-Taliban Pakistan"]


def test_claims_of_two_attacks_of_these_days_are_two() -> None:
    body = (
        "QUETTA: A bomb killed four people in Quetta on Saturday. The BLA claimed responsibility for the blast.\n\n"
        "The BLA also claimed an attack on a bank in Gwadar that killed three people on Friday."
    )
    assert [s.act for s in statements(body)] == ["claim", "claim"]


def test_an_answer_is_dated_by_the_attack_that_it_answers() -> None:
    body = "Russia denied hitting a mall in the city of Kremenchuk.\n\nOn Thursday a missile killed 18 people in Kremenchuk."
    assert [(a.date.start, a.killed.value if a.killed else None) for a in attacks(body)] == [
        (date(2026, 2, 5), 18)
    ]


def test_a_capital_that_blames_is_not_where_it_happened() -> None:
    body = (
        "Gunmen killed 26 tourists in Pahalgam on Friday, an attack that New Delhi has blamed on Islamabad."
    )
    assert [a.place.city for a in attacks(body)] == ["Pahalgam"]


def test_a_verdict_and_the_attack_it_is_about() -> None:
    body = "LAHORE: A court on Friday sentenced two men to death for a 2015 bombing in Lahore that killed 20 people."
    assert [(o.operation, o.date.start) for o in operations(body)] == [("conviction", date(2026, 2, 6))]
    assert [(a.date.start, a.killed.value if a.killed else None, a.prominence) for a in attacks(body)] == [
        (date(2015, 1, 1), 20, "background")
    ]


@pytest.mark.parametrize(
    ("body", "kind", "killed", "rescued"),
    [
        ("MAIDUGURI: Troops rescued 30 people who were abducted by terrorists in Gwoza on Friday.", "raid", None, 30),
        ("MAIDUGURI: Troops killed five militants and rescued nine hostages in Gwoza on Friday.", "raid", 5, 9),
        ("MOGADISHU: Somali forces killed 30 al-Shabaab militants in an offensive in Jilib on Friday.", "raid", 30, None),
    ],
)  # fmt: skip
def test_rescues_and_offensives(body: str, kind: str, killed: int | None, rescued: int | None) -> None:
    found = [
        (o.operation, o.killed.value if o.killed else None, o.rescued.value if o.rescued else None)
        for o in operations(body)
    ]
    assert found == [(kind, killed, rescued)]
    assert not attacks(body)


@pytest.mark.parametrize(
    ("body", "killed"),
    [
        ("The attack in Pahalgam on Friday left 25 Indian and one Nepali tourist dead.", 26),
        ("Gunmen killed Anil Kumar, a supervisor, in Bijapur on Friday.", 1),
    ],
)
def test_people(body: str, killed: int) -> None:
    assert [a.killed.value if a.killed else None for a in attacks(body)] == [killed]


def test_the_attackers_of_a_post_fall_in_its_attack() -> None:
    body = (
        "OUAGADOUGOU: Two soldiers were killed in an attack on a military base in Djibo on Friday and 15 jihadists were "
        "neutralised in a counter-offensive.\n\nAt least 15 terrorists were neutralised, the army said."
    )
    assert not operations(body)


def test_a_host_of_militants_is_no_perpetrator() -> None:
    (attack,) = attacks(
        LEAD + "Pakistan has long accused the Taliban of harbouring the men behind such attacks."
    )
    assert attack.perpetrators == ()
