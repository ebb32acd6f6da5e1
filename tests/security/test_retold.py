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
