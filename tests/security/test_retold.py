"""Events that a text tells in passing, and which day and kind are theirs."""

from __future__ import annotations

from datetime import date

import pytest

from tests.security.stories import attacks

NEWS = "QUETTA: A bomb killed five people and wounded 11 in Quetta on Friday, police said. "


def test_one_more_of_the_same_kind_and_place() -> None:
    _, older = attacks(
        "A drone strike killed six militants in Shawal on Thursday, officials said.\n\n"
        "The strike came after one on Tuesday that killed three militants in the same area, and followed a summit of leaders in Doha."
    )
    assert older.killed is not None
    assert (older.attack, older.killed.value, older.date.start) == ("air_strike", 3, date(2026, 2, 3))
    assert older.place.city == "North Waziristan" or older.place.country == "PK"


def test_a_claim_of_last_week_is_of_an_attack_of_its_own() -> None:
    news, older = attacks(
        "QUETTA: Fighters stormed a post in Kalat on Friday and killed seven soldiers, police said.\n\n"
        "The same outfit claimed last week suicide bombing that targeted troops in Khuzdar. It had martyred 21."
    )
    assert news.killed is not None
    assert older.killed is not None
    assert (news.killed.value, older.killed.value, older.attack) == (7, 21, "suicide_bombing")


def test_the_day_that_is_spelt_out_before_an_attack_is_its_own() -> None:
    _, older = attacks(NEWS + "The group also claimed the January 12 suicide attack on a court in Mardan in which 14 people perished.")  # fmt: skip
    assert older.killed is not None
    assert (older.date.start, older.killed.value, older.prominence) == (date(2026, 1, 12), 14, "background")


@pytest.mark.parametrize(
    "text",
    [
        "The toll from the bombing in Mohmand rose to 41 on Saturday. The bomber had struck on Friday.",
        "The massacre in Mohmand, which came to light on Saturday, left 41 dead. Gunmen attacked the village on Friday.",
    ],
)
def test_the_day_of_the_news_of_it_is_not_the_day(text: str) -> None:
    assert [attack.date.start for attack in attacks(text)] == [date(2026, 2, 6)]


def test_a_sentence_of_two_times_tells_of_two() -> None:
    _, one, other = attacks(NEWS + "Last October, two bombers hit a shrine in Karachi, claiming nine lives, and in July 2024 some 43 people died in a suicide attack in Lahore.")  # fmt: skip
    assert one.killed is not None
    assert other.killed is not None
    assert (one.place.city, one.date.start, one.killed.value) == ("Karachi", date(2025, 10, 1), 9)
    assert (other.place.city, other.date.start, other.killed.value) == ("Lahore", date(2024, 7, 1), 43)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A militant rammed a van carrying 90 kg of explosives into a bus in Quetta on Friday, killing nine soldiers.", "suicide_bombing"),
        ("The man set off the bomb at a mosque in Quetta on Friday, killing himself and six worshippers.", "suicide_bombing"),
        ("At least 20 rockets were fired on parts of Quetta on Friday, killing two people.", "shelling"),
        ("Armed men attacked mines in Duki on Friday with rockets and hand grenades, lined up the workers and opened fire, killing 12.", "shooting"),
        ("Gunmen shot dead five passengers in Kalat on Friday. They also took away three others.", "shooting"),
    ],
)  # fmt: skip
def test_the_kind_is_what_was_done(text: str, kind: str) -> None:
    assert [attack.attack for attack in attacks(text)] == [kind]


def test_those_taken_in_a_shooting_are_told() -> None:
    (news,) = attacks("Gunmen shot dead five passengers in Kalat on Friday. They also took away three others.")  # fmt: skip
    assert news.abducted is not None
    assert news.abducted.value == 3


@pytest.mark.parametrize(
    "text",
    [
        "Washington considers the belt a hub of militants plotting attacks on the West.",
        "Insurgents are blamed for a string of spectacular attacks on foreign missions in Kabul.",
        "The shells had been fired from hills in Orakzai.",
    ],
)
def test_what_is_only_mentioned_is_not_where_it_was(text: str) -> None:
    (news,) = attacks("Mortar shells killed five people in Pakistan's tribal region on Friday.\n\n" + text)
    assert news.place.city not in ("Washington", "Kabul", "Orakzai")


def test_a_report_from_the_seat_of_the_district_that_it_names() -> None:
    (news,) = attacks("KHAR: A bomb killed five people in Bajaur on Friday, police said.")
    assert news.place.city == "Khar"


def test_a_claim_made_to_avenge_is_of_the_news() -> None:
    news, older = attacks(NEWS + "The Tehreek-e-Taliban Pakistan claimed responsibility, saying it was in retaliation for a drone strike last November that killed its leader.")  # fmt: skip
    assert [(p.code, p.status) for p in news.perpetrators] == [("TTP", "claimed")]
    assert older.attack == "air_strike"
    assert not [p for p in older.perpetrators if p.status == "claimed"]


def test_a_round_up_tells_one_after_another() -> None:
    found = attacks(
        "Shootings and bombings killed six people and wounded 14 in Iraq on Saturday, officials said.\n\n"
        '"Two policemen were killed and three others wounded when gunmen attacked a checkpoint in Taji," north of Baghdad, a ministry official said.\n\n'
        "And in the town of Fallujah, two roadside bombs went off, killing one civilian and wounding five others.\n\n"
        "In Dujail, gunmen killed an old woman, whose husband was killed by gunmen last year.\n\n"
        "A roadside bomb killed two people in Kirkuk.\n\n"
        "Violence is down from its peak in 2007, but attacks remain common, killing 90 people in January.",
        title="Shootings and bombings kill six in Iraq",
    )
    told = [(a.attack, a.place.city, a.killed.value if a.killed else None) for a in found]
    assert told == [
        ("shooting", "Taji", 2),
        ("bombing", "Fallujah", 1),
        ("shooting", "Dujail", 1),
        ("bombing", "Kirkuk", 2),
    ]
    assert {attack.date.start for attack in found} == {date(2026, 2, 7)}


def test_what_comes_soon_after_is_another() -> None:
    one, other = attacks(
        "Gunmen shot dead 21 pilgrims in Mastung on Friday.\n\n"
        "An hour after the first attack, a group of their relatives were attacked on the outskirts of Quetta. Three of them died."
    )
    assert one.killed is not None
    assert other.killed is not None
    assert (one.place.city, one.killed.value) == ("Mastung", 21)
    assert (other.place.city, other.killed.value, other.date.start) == ("Quetta", 3, date(2026, 2, 6))


def test_the_day_of_two_events_of_one_sentence() -> None:
    found = attacks("A soldier was killed and six were hurt by a mine blast in Kohlu, while another soldier was injured in a gun attack in Chaman on Friday.")  # fmt: skip
    assert [(a.place.city, a.date.start) for a in found] == [
        ("Kohlu", date(2026, 2, 6)),
        ("Chaman", date(2026, 2, 6)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Troops killed nine terrorists in an intelligence-based operation in Tank on Friday. The raid was carried out in response to the recent IED explosion that claimed the lives of four soldiers.",
        "Troops killed nine terrorists in an intelligence-based operation in Tank on Friday.\n\nA day earlier, two guards were martyred when militants opened fire in Kulachi.",
    ],
)  # fmt: skip
def test_what_an_operation_answers_is_background(text: str) -> None:
    assert [attack.prominence for attack in attacks(text)] == ["background"]


def test_plural_strikes_of_a_month_are_an_event_with_their_dead() -> None:
    _, older = attacks(
        "An Israeli air strike near Damascus killed five soldiers on Friday, state media said.\n\n"
        "Last month, three soldiers were killed in Israeli strikes south of Tartus."
    )
    assert older.killed is not None
    assert (older.attack, older.killed.value, older.date.start) == ("air_strike", 3, date(2026, 1, 1))


def test_an_old_attack_told_only_by_its_dead_and_its_day() -> None:
    _, older = attacks(NEWS + "\n\nOn October 27, 2020, a timed device killed at least eight pupils at a seminary on the ring road of the city.")  # fmt: skip
    assert older.killed is not None
    assert (older.date.start, older.killed.value, older.place.city) == (date(2020, 10, 27), 8, "Quetta")


def test_attacks_in_two_cities_are_told_one_by_one() -> None:
    found = attacks(
        "An outfit has denied the terror attacks in Peshawar and Quetta, which left at least 21 people dead.\n\n"
        "At least 12 people were killed in a suicide blast in Peshawar on Friday. Minutes after it, Quetta was rocked by a blast which killed nine people."
    )
    assert [(a.place.city, a.killed.value if a.killed else None) for a in found] == [
        ("Peshawar", 12),
        ("Quetta", 9),
    ]


def test_a_region_that_only_the_text_tells() -> None:
    (news,) = attacks("A bomb on a bus killed 12 people in Sri Lanka on Friday.\n\nThe attack took place in the Welimada region, an official said. It came on a day of parades and speeches in Colombo.")  # fmt: skip
    assert news.place.city == "Welimada"


def test_many_dead_were_not_assassinated() -> None:
    (news,) = attacks("Gunmen opened fire on pilgrims in Mastung on Friday, killing 20. They lined them up and assassinated them.")  # fmt: skip
    assert news.attack == "shooting"


def test_this_month_follows_last_month() -> None:
    news, older = attacks(
        "Five guards were abducted by militants in Tank on Friday.\n\n"
        "This incident follows last month's kidnapping of 13 labourers by the TTP."
    )
    assert news.abducted is not None
    assert older.abducted is not None
    assert (news.abducted.value, older.abducted.value, older.date.start) == (5, 13, date(2026, 1, 1))


KILLED = "DHAKA: A blogger was hacked to death by men with machetes at his home in Dhaka on Friday, police said.\n\n"


@pytest.mark.parametrize(
    ("text", "start", "killed"),
    [
        ("Last month blogger Ahmed Karim, another secularist, was hacked to death while returning from a book fair in Dhaka.", date(2026, 1, 1), 1),
        ("Blogger Rashid Kabir was killed in 2019 near his home in Dhaka after he led a protest against leaders convicted of war crimes.", date(2019, 1, 1), 1),
        ("In 2014, Hasan Azad, a writer and professor, was attacked by militants while returning home.", date(2014, 1, 1), None),
        ("On December 30, Wasim Rahman, a writer who mourned him on social media, was killed in a similar fashion.", date(2025, 12, 30), 1),
    ],
)  # fmt: skip
def test_those_who_were_killed_before(text: str, start: date, killed: int | None) -> None:
    _, older = attacks(KILLED + text)
    assert (older.date.start, older.prominence) == (start, "background")
    assert (older.killed.value if older.killed else None) == killed


def test_the_fourth_since_january_is_an_event() -> None:
    (news,) = attacks("Extremists armed with machetes hacked a blogger to death at his home in Dhaka on Friday, marking the fourth such murder in Bangladesh since January.")  # fmt: skip
    assert news.killed is not None
    assert news.killed.value == 1


def test_earlier_the_same_day_is_another() -> None:
    one, other = attacks(
        "At least 18 people were killed in a suicide attack outside a school in Kabul on Saturday.\n\n"
        "Earlier on Saturday, a roadside bomb killed nine people in eastern Afghanistan after it struck a minivan."
    )
    assert one.killed is not None
    assert other.killed is not None
    assert (one.killed.value, other.killed.value) == (18, 9)


def test_what_a_report_says_of_a_year_does_not_date_the_news() -> None:
    (news,) = attacks(
        "At least 48 people died when a suicide bomber struck a school in Kabul.\n\n"
        "Militant attacks were the leading cause of civilian deaths in 2024, a report said."
    )
    assert news.date.precision == "day"


def test_two_cities_in_a_headline_are_two_attacks() -> None:
    found = attacks(
        "At least nine people in a procession in the city of Lahore were killed by a suicide bomb on Saturday.\n\n"
        "In a second attack on Saturday a suicide motorcycle bomber killed two policemen in the southern city of Karachi.",
        title="Lahore and Karachi blasts target mourners",
    )
    assert [(a.attack, a.place.city, a.killed.value if a.killed else None) for a in found] == [
        ("suicide_bombing", "Lahore", 9),
        ("suicide_bombing", "Karachi", 2),
    ]
