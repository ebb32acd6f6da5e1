"""Who is said to have done it, and how surely."""

from __future__ import annotations

import pytest

from tests.security.stories import attacks

BLAST = "KABUL: A suicide bomber killed 12 people at a checkpoint in Kabul on Friday, police said. "


def parties(text: str) -> list[tuple[str, str]]:
    return [(p.name, p.status) for p in attacks(text)[0].perpetrators]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The Taliban took responsibility for the blast.", [("Taliban", "claimed")]),
        ("The Taliban-claimed bombing was the second in a week.", [("Taliban", "claimed")]),
        ("The Islamic State group's affiliate, known as Khorasan Province, claimed responsibility.", [("Khorasan Province", "claimed")]),
        ("The TTP, a rival of the Islamic State group, claimed the attack.", [("TTP", "claimed")]),
        ("No group has claimed responsibility, but suspicion is likely to fall on the TTP.", [("TTP", "suspected")]),
        ("Police suspect the involvement of the TTP.", [("TTP", "suspected")]),
        ("The ministry blamed the attack on the Haqqani network, which is affiliated with the Taliban.", [("Haqqani network", "accused")]),
        ("The TTP distanced itself from the bombing.", [("TTP", "denied")]),
        ("The TTP has claimed responsibility for several attacks in the past.", []),
        ("No group claimed responsibility.", []),
    ],
)  # fmt: skip
def test_a_sentence_of_its_own_tells_who(said: str, expected: list[tuple[str, str]]) -> None:
    assert parties(BLAST + said) == expected


def test_the_group_is_the_one_named_before() -> None:
    text = (
        "MOGADISHU: Al-Shabaab gunmen stormed a hotel in Mogadishu on Friday, killing nine people. "
        "The al-Qaeda-linked group, which has fought for years, claimed responsibility."
    )
    assert parties(text) == [("Al-Shabaab", "claimed")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Israeli airstrike killed 12 people in Gaza City on Friday, medics said.", [("Israel", "accused")]),
        ("An Israeli airstrike killed 12 people in Gaza City on Friday. The Israeli military said it struck a command centre.", [("Israel", "claimed")]),
        ("A suspected US drone strike killed five people in Miranshah on Friday.", [("United States", "suspected")]),
        ("A drone attack on a Russian refinery in Ryazan killed two people on Friday.", []),
    ],
)  # fmt: skip
def test_a_state_does_its_own_strikes(text: str, expected: list[tuple[str, str]]) -> None:
    assert parties(text) == expected


def test_a_second_group_claims_the_attack_told_last() -> None:
    first, second = attacks(
        "KABUL: A suicide bomber killed 20 people in Kabul on Saturday. The Islamic State claimed responsibility for the blast.\n\n"
        "Elsewhere, gunmen shot dead a district governor in Balkh on Friday.\n\n"
        "The Taliban claimed responsibility for the killing."
    )
    assert [p.name for p in first.perpetrators] == ["Islamic State"]
    assert [p.name for p in second.perpetrators] == ["Taliban"]


def test_the_bomber_is_of_the_attack_that_had_one() -> None:
    first, second = attacks(
        "ANKARA: A car bomb killed six people at a police station in Cinar on Friday. Officials blamed the PKK for the blast.\n\n"
        "The attack in Cinar came a day after a suicide bomber killed nine people in Istanbul. Officials said the man who blew himself up was linked to the Islamic State group."
    )
    assert [p.name for p in first.perpetrators] == ["PKK"]
    assert [p.name for p in second.perpetrators] == ["Islamic State group"]
