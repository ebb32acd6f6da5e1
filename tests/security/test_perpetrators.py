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
        "The attack in Cinar came one day after nine people died by a suicide bomber in Istanbul. Officials said the man who blew himself up was linked to the Islamic State group."
    )
    assert [p.name for p in first.perpetrators] == ["PKK"]
    assert [p.name for p in second.perpetrators] == ["Islamic State group"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Eight policemen were killed after the Taliban stormed a post in Balkh, Afghanistan, on Friday, an official said. "
            "Taliban spokesman Zabihullah Mujahid tweeted that fighters had destroyed the post.",
            [("Taliban", "claimed")],
        ),
        (
            "Militants attacked a base in Barire, Somalia, on Friday, killing fifteen soldiers. Al-Shabab claimed 21 had been killed.",
            [("Al-Shabab", "claimed")],
        ),
        (
            "A suicide bomber killed seven soldiers in Kismayo on Friday. The al-Shabab militant group claimed killing 26 troops.",
            [("al-Shabab", "claimed")],
        ),
        (
            "Gunmen killed 100 villagers in Seytenga, Burkina Faso, on Friday. No group claimed it, but the attack happened in an area "
            "where fighters tied to al Qaeda and to Islamic State are waging an insurgency.",
            [],
        ),
        (
            "Gunmen killed eight policemen in El-Arish, Egypt, on Friday. An affiliate of the Islamic State group has killed hundreds of "
            "soldiers there in attacks since 2013.",
            [],
        ),
        (
            "A bomb killed five people in Wardak, Afghanistan, on Friday. The attack is suspected of having been carried out by the Taliban.",
            [("Taliban", "suspected")],
        ),
        (
            "Two soldiers were wounded in clashes on Friday with Abu Sayyaf rebels in Panamao, Sulu, in the Philippines.",
            [("Abu Sayyaf", "accused")],
        ),
        (
            "A drone dropped explosives on a police station in El Bordo, Colombia, on Friday, hurting three officers. Authorities are "
            "attributing the attack to the Revolutionary Armed Forces of Colombia.",
            [("Revolutionary Armed Forces of Colombia", "accused")],
        ),
        (
            "Jamaat-ul-Ahrar said on Friday its men had carried out the bombing of a park in Lahore that killed 72 people.",
            [("Jamaat-ul-Ahrar", "claimed")],
        ),
        (
            "Guerrillas of the ELN bombed a police station in Barranquilla, Colombia, on Friday, killing five officers.",
            [("ELN", "accused")],
        ),
        (
            "Ukrainian officials said a Russian guided bomb hit Kostiantynivka on Friday, killing four civilians.",
            [("Russia", "accused")],
        ),
        (
            "The Israeli army said on Friday it had struck a vehicle in the town of Aitaroun in southern Lebanon; two people were killed.",
            [("Israel", "claimed")],
        ),
        (
            "Maoist guerillas ambushed a police party and killed seven men in Dantewada, India, on Friday.",
            [("Maoists", "accused")],
        ),
        (
            "A suicide bomber killed eight people in Peshawar on Friday. On Thursday, four bombs hit party offices in Quetta. "
            "The Pakistani Taliban claimed responsibility for two of the attacks.",
            [],
        ),
    ],
)  # fmt: skip
def test_who_is_tied_to_the_news_and_how(text: str, found: list[tuple[str, str]]) -> None:
    first = attacks(text)[0]
    assert [(p.name, p.status) for p in first.perpetrators] == found


def test_an_army_that_tells_of_a_strike_did_not_make_it() -> None:
    (event,) = attacks(
        "Six people were killed in an attack by the Houthis on a base in Mokha, Yemen, on Friday. They fired four missiles, "
        "a Yemeni military official told reporters."
    )
    assert [p.name for p in event.perpetrators] == ["Houthis"]


def test_a_strike_that_only_the_head_of_the_text_gives_to_a_state() -> None:
    (event,) = attacks(
        "President Zelenskyy has vowed to retaliate after a Russian missile strike on Chernihiv in Ukraine.\n\n"
        "The strike on Friday killed seven people and wounded 148, the governor said."
    )
    assert [(p.name, p.status) for p in event.perpetrators] == [("Russia", "accused")]
