"""Where an attack happened, among the places that its text names."""

from __future__ import annotations

import pytest

from tests.security.stories import attacks


@pytest.mark.parametrize(
    ("text", "city", "admin1"),
    [
        (
            "PESHAWAR: Gunmen killed two policemen in an attack on a post in Bannu district on Thursday, police said.",
            "Bannu",
            "Khyber Pakhtunkhwa",
        ),
        (
            "A roadside bomb killed three soldiers in Khuzdar on Friday. The wounded were shifted to a hospital in Quetta.",
            "Khuzdar",
            "Balochistan",
        ),
        (
            "BAGHDAD: A suicide bomber killed eight people near Khanaqin, some 160 km northeast of Baghdad, on Sunday.",
            "Khanaqin",
            "Diyala",
        ),
        (
            "A suicide bomber killed five soldiers about 30 km north of Mogadishu on Friday, police said.",
            "Mogadishu",
            "Banaadir",
        ),
        (
            "QUETTA: Gunmen shot dead four passengers of a Karachi-bound coach on the Quetta-Karachi highway in Mastung on Monday.",
            "Mastung",
            "Balochistan",
        ),
        (
            "A car bomb killed two soldiers in Awdheegle on Monday, a general told reporters in Mogadishu.",
            "Awdheegle",
            "Lower Shabelle",
        ),
        (
            "LAHORE: Two people were killed in a blast outside the Peshawar High Court on Monday, police said.",
            "Peshawar",
            "Khyber Pakhtunkhwa",
        ),
        (
            "Gunmen shot dead two labourers, both residents of Multan, in Turbat on Friday, police said.",
            "Turbat",
            "Balochistan",
        ),
        (
            "A bomb killed three people between Mach and Kolpur in Balochistan on Friday, police said.",
            "Mach",
            "Balochistan",
        ),
    ],
)
def test_the_place_of_the_event(text: str, city: str, admin1: str) -> None:
    (event,) = attacks(text)
    assert (event.place.city, event.place.admin1) == (city, admin1)


def test_an_area_is_a_locality_of_its_district() -> None:
    (event,) = attacks(
        "Three people were killed in a bomb blast in the Kabu area of Mastung on Friday, police said."
    )
    assert (event.place.name, event.place.locality, event.place.city) == ("Kabu", "Kabu", "Mastung")


def test_an_unlisted_village_is_a_locality_of_its_district() -> None:
    (event,) = attacks(
        "Gunmen shot dead twelve people in Ungwar Zuma village in the Jibia local government area of Katsina on Friday."
    )
    assert (event.place.locality, event.place.city, event.place.admin1) == ("Ungwar Zuma", "Jibia", "Katsina")


@pytest.mark.parametrize(
    ("text", "city"),
    [
        (
            "Quetta/Karachi, Sep 26 (News Desk) Gunmen shot dead three traders in Balochistan on Friday, police said.",
            None,
        ),
        ("Bhaderwah/Jammu: Gunmen shot dead two guards in Doda on Friday, police said.", "Doda"),
        (
            "Multan, Feb 6 (Agency) A bomb killed three people outside a shop on Friday, police said.",
            "Multan",
        ),
    ],
)
def test_a_dateline_is_not_part_of_the_sentence(text: str, city: str | None) -> None:
    (event,) = attacks(text)
    assert event.place.city == city


def test_an_older_attack_without_a_place_is_in_the_city_just_told() -> None:
    found = attacks(
        "A car bomb killed nine people in Kabul on Friday, police said.\n\n"
        "It was the second big attack in Kabul in eight days. Last Saturday, gunmen stormed a hotel and killed 20 people."
    )
    assert {event.place.city for event in found} == {"Kabul"}


def test_a_university_is_in_its_city() -> None:
    (event,) = attacks("Gunmen shot dead two students at Dhaka University on Friday, police said.")
    assert event.place.city == "Dhaka"


def test_a_name_that_goes_on_behind_a_hyphen_is_another_place() -> None:
    (event,) = attacks(
        "BAMAKO: Gunmen killed four soldiers near Goma-Sabare in Mali on Friday, the army said."
    )
    assert event.place.country == "ML"
    (event,) = attacks("A mine killed two officers on the Garissa-Modogashe road on Friday, police said.")
    assert event.place.city == "Garissa"


def test_a_killing_that_suspects_are_held_over_is_where_it_happened() -> None:
    (event,) = attacks(
        "DHAKA: Police are holding two students over the hacking to death of a shopkeeper in Tangail town on Friday, an officer said. "
        "The attack shocked the country."
    )
    assert event.place.city == "Tangail"


def test_a_village_told_by_its_noun_is_known_further_down() -> None:
    found = attacks(
        "Gunmen killed nine farmers outside Mammasa village in Borno State, Nigeria, on Friday, police said.\n\n"
        "On January 28, militants attacked Mammasa, killing one man and burning homes."
    )
    assert [event.place.city for event in found] == ["Mammasa", "Mammasa"]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("A drone strike hit a car in Marwahata, southern Lebanon, on Friday, killing two people, medics said.", "Marwahata"),
        ("Six people were shot dead overnight at Pissanga, near Bourzanga, in Burkina Faso on Friday, a source said.", "Pissanga"),
        ("Four soldiers died in an ambush in Tagoma-Sorra in the centre of Mali on Friday, the army said.", "Tagoma-Sorra"),
        ("Three people were killed in a blast in Ramadan in Somalia on Friday, police said.", None),
        ("Two guards were killed in an attack at Parliament, Somalia, on Friday, police said.", None),
    ],
)  # fmt: skip
def test_a_town_that_no_list_has_and_no_noun_tells(text: str, city: str | None) -> None:
    (event,) = attacks(text)
    assert event.place.city == city


def test_a_list_of_villages() -> None:
    (event,) = attacks(
        "An attack on the villages of Kourama and Tondira in northeast Burkina Faso on Friday killed 44 civilians, a governor said."
    )
    assert event.place.city in ("Kourama", "Tondira")
    (event,) = attacks(
        "Gunmen killed twelve farmers in Gammo and Mayana communities of Nigeria on Friday, police said."
    )
    assert event.place.city in ("Gammo", "Mayana")


def test_the_neighbour_across_the_border_is_not_the_country_of_a_village() -> None:
    (event,) = attacks(
        "Gunmen killed ten people in central Mali on Friday, the latest attack in Mali. They stormed the village of Koura near the border with Burkina Faso, an official said."
    )
    assert (event.place.city, event.place.country) == ("Koura", "ML")


def test_a_town_told_in_a_sentence_of_its_own() -> None:
    (event,) = attacks(
        "BAMAKO: Gunmen killed ten people in a village in central Mali on Friday, officials said.\n\n"
        "They came to Kourkala village on motorbikes around dusk, a chief told AFP in Bamako.\n\n"
        "There was panic in Kourkala village."
    )
    assert event.place.city == "Kourkala"


def test_the_capital_where_news_of_a_far_village_is_written_is_not_its_place() -> None:
    (event,) = attacks("OUAGADOUGOU: Nine people were killed by gunmen in two villages in northern Burkina Faso on Friday, officials said.")  # fmt: skip
    assert event.place.city is None


def test_a_town_on_a_side_of_another() -> None:
    (event,) = attacks(
        "Gunmen shot dead two policemen in a town east of Cairo on Friday. They fired at a checkpoint in the city of Ismailia."
    )
    assert event.place.city == "Ismailia"


def test_a_district_is_finer_than_the_province_whose_capital_bears_its_name() -> None:
    (event,) = attacks(
        "A bomb killed seven people in Ghazni on Friday. The blast hit a bus in the Qarabal district, an official said."
    )
    assert event.place.city == "Qarabal"


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Gunmen killed five soldiers in the Radhoma area of Shabwa province in Yemen on Friday, an official said.", "Radhoma"),
        ("A bomb killed eight officers in Garissa County on Friday, where rebels are fighting the government in Mogadishu.", "Garissa"),
        ("A bomber killed five soldiers at a base in Janaya, a village about 60 km outside the port city of Kismayo, on Friday.", "Janaya"),
        ("Rebels killed eight people overnight in the villages of Mbindi and Mapasa in DR Congo on Friday.", "Mbindi"),
    ],
)  # fmt: skip
def test_the_finest_place_that_is_told_as_its_own(text: str, city: str) -> None:
    (event,) = attacks(text)
    assert event.place.city == city


def test_an_area_of_a_town_that_is_not_told_is_no_town() -> None:
    (event,) = attacks("SRINAGAR: Two soldiers were killed in an attack in Gahanda area in Shopian on Friday, police said.")  # fmt: skip
    assert event.place.city == "Shopian"
