"""People whom no word list knows, and counts that stand apart from their verb."""

from __future__ import annotations

import pytest

from tests.security.stories import attacks

ON = "QUETTA: "


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Riders shot dead the district organiser of a reform party in Mastung on Friday.", 1, None),
        ("A keeper of bees known for his songs was hacked to death in Mastung on Friday.", 1, None),
        ("Hotelier Karim Dad was shot dead in a market of Mastung on Friday.", 1, None),
        ("A bomb killed a potter and a 12-year-old boy and hurt nine others in Mastung.", 2, 9),
        ("Six men of the River Guard and a cook were killed in a mine blast in Mastung.", 7, None),
        ("Gunmen killed a village chief, his son and two servants in Mastung.", 4, None),
        ("A suicide bomber killed himself and seven others in Mastung.", 7, None),
        ("Nine people, including the bomber, died in the explosion in Mastung.", 8, None),
        ("Ten people were killed in the assault in Mastung, among them two attackers.", 8, None),
        ("The ambush in Mastung resulted in the deaths of two sailors and injuries to four.", 2, 4),
        ("The blast in Mastung killed a couple and their five children.", 7, None),
        ("A trader was shot dead along with his two clerks in a gun attack in Mastung.", 3, None),
        ("Assailants stabbed a lecturer to death in an attack in Mastung.", 1, None),
        ("The bombing in Mastung claimed the life of a priest.", 1, None),
        ("Gunmen waylaid a patrol in Mastung; three gendarmes died, seven were hurt.", 3, 7),
        ("Three people were shot dead and a fourth wounded in Mastung.", 3, 1),
        ("A hospital received 13 bodies and 45 wounded people after the bombing in Mastung.", 13, 45),
    ],
)  # fmt: skip
def test_everybody_who_came_to_harm_counts(text: str, killed: int, injured: int | None) -> None:
    (event,) = attacks(ON + text)
    assert event.killed is not None
    assert event.killed.value == killed
    assert (event.injured.value if event.injured else None) == injured


@pytest.mark.parametrize(
    "text",
    [
        "The bill was killed in parliament after the blast.",
        "Police said the girls were abducted from a school.",
        "Parliament wounded the pride of a region.",
    ],
)
def test_what_is_no_person_counts_nobody(text: str) -> None:
    (event,) = attacks(ON + "A bomb killed five people in Mastung on Friday. " + text)
    assert event.killed is not None
    assert (event.killed.value, event.injured, event.abducted) == (5, None, None)


def test_two_towns_in_one_sentence_are_two_attacks() -> None:
    text = ON + "Gunmen killed two guards in Mastung and three drivers in Khuzdar on Friday, police said."
    first, second = attacks(text)
    assert [(a.place.city, a.killed.value) for a in (first, second) if a.killed] == [("Mastung", 2), ("Khuzdar", 3)]  # fmt: skip
    assert first.date == second.date
    assert first.attack == second.attack == "shooting"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("A court on Friday framed charges over the 2019 Mastung bombing, in which 40 guards were killed.", 2019),
        ("The town on Thursday marked the anniversary of the bombing of its mosque in Mastung, where 90 people were killed in November 2015.", 2015),
    ],
)  # fmt: skip
def test_the_day_of_a_rite_or_a_trial_is_not_the_attacks(text: str, year: int) -> None:
    (event,) = attacks(ON + text)
    assert (event.date.start.year, event.prominence) == (year, "background")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "KYIV: A guided bomb hit a shop in Kharkiv on Friday, killing 12 people. Hours later, a missile struck a block of flats in the centre, wounding 25.",
            [(6, 12), (6, None)],
        ),
        (
            "GBOKO: Gunmen killed 21 villagers in Gboko on January 20. A week later, attackers shot dead three guards in Makurdi.",
            [(20, 21), (27, 3)],
        ),
        (
            "BAGHDAD - A bomb killed four people in the Karrada district on Friday, police said.\n\nFALLUJA - Gunmen killed two guards at a gate in Falluja, 50 km west of Baghdad, police said.\n\nBAQUBA - A bomb on a taxi killed its driver.",
            [(6, 4), (6, 2), (6, 1)],
        ),
        (
            "BAGHDAD: Bombings and shootings across Iraq killed 11 people on Friday. Gunmen killed five guards in Falluja and six traders in Mosul.",
            [(6, 5), (6, 6)],
        ),
    ],
)  # fmt: skip
def test_each_attack_that_a_text_goes_on_to_is_one(text: str, told: list[tuple[int, int | None]]) -> None:
    assert [(a.date.start.day, a.killed.value if a.killed else None) for a in attacks(text)] == told


def test_a_raid_by_armed_men_is_an_attack() -> None:
    (event,) = attacks(
        "KADUNA: Bandits on Friday raided a hamlet in Birnin Gwari and killed eight residents."
    )
    assert event.killed is not None
    assert event.killed.value == 8


def test_a_list_of_dated_attacks_is_cut_into_them() -> None:
    text = "KABUL: The report names the Nov. 13, 2015 shootings in Paris that cost 130 lives, the March 22, 2016 suicide bombings in Brussels, which killed 32, and the May 22, 2017 bombing in Manchester, where 22 died."
    assert [(a.date.start.year, a.killed.value) for a in attacks(text) if a.killed] == [(2015, 130), (2016, 32), (2017, 22)]  # fmt: skip


def test_easter_sunday_has_its_day() -> None:
    (event,) = attacks("COLOMBO: The trial over the 2019 Easter Sunday bombings, which killed 279 people in Colombo, went on.")  # fmt: skip
    assert event.date.start.isoformat() == "2019-04-21"


def test_a_vow_that_answers_an_attack_does_not_make_it_doubtful() -> None:
    (event,) = attacks("The president has vowed to answer after a missile strike on Chernihiv killed seven people on Friday.")  # fmt: skip
    assert event.killed is not None
    assert event.killed.value == 7
