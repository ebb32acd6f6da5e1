"""Events of one article kept apart: older ones, sums, what is told beside the news."""

from __future__ import annotations

from datetime import date

import pytest

from streams.security.score import score
from streams.text.document import Document
from tests.security.stories import article, attacks

NEWS = "QUETTA: A bomb killed five people and wounded 11 in Quetta on Friday, police said. "


@pytest.mark.parametrize(
    ("text", "start", "killed"),
    [
        ("The incident comes a week after a blast in Mastung killed eight people.", date(2026, 1, 30), 8),
        ("It came two days after gunmen shot dead three men in Mastung.", date(2026, 2, 4), 3),
        ("Earlier this month, four labourers were killed at a site in Mastung.", date(2026, 2, 1), 4),
        ("In January last year, gunmen killed a lawyer in Mastung.", date(2025, 1, 1), 1),
    ],
)  # fmt: skip
def test_an_older_attack_has_its_own_day_and_toll(text: str, start: date, killed: int) -> None:
    news, older = attacks(NEWS + text)
    assert news.killed is not None
    assert older.killed is not None
    assert (news.killed.value, news.date.start) == (5, date(2026, 2, 6))
    assert (older.killed.value, older.date.start, older.prominence) == (killed, start, "background")


@pytest.mark.parametrize(
    "text",
    [
        "The toll in such attacks has risen to 20 in the past three months.",
        "A wave of attacks this month has killed scores of people.",
        "In recent years hundreds of people have been killed in bombings and target killings.",
        "Militants are responsible for around 500 deaths since 2015.",
        "The neighbours exchanged fire in October.",
    ],
)
def test_counts_over_many_attacks_are_no_event(text: str) -> None:
    (news,) = attacks(NEWS + text)
    assert news.killed is not None
    assert (news.attack, news.killed.value) == ("bombing", 5)


def test_a_sum_gives_way_to_what_it_sums() -> None:
    text = (
        "COLOMBO: Two bomb attacks on buses killed 22 people on Friday, officials said. "
        "Twenty people were killed and 64 wounded when a bomb exploded near a bus in Colombo. "
        "Later, an explosion hit a bus in Kandy, killing two people."
    )
    assert [a.killed.value for a in attacks(text) if a.killed] == [20, 2]


def test_a_date_that_names_the_attack_outranks_that_of_the_report() -> None:
    (news,) = attacks("PESHAWAR: Police on Saturday registered a case over Thursday's attack on a mosque in Peshawar that killed 12 people.")  # fmt: skip
    assert news.date.start == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("As many as 34 lives were lost in a suicide blast in Quetta on Friday.", 34, None),
        ("At least 11 people, including the party's leader Hafiz Hamdullah, were injured in a blast in Quetta on Friday.", None, 11),
        ("Twenty Palestinians were killed in an Israeli strike in Gaza City on Friday.", 20, None),
        ("Two policemen guarding a polio team were shot dead in Bannu on Friday.", 2, None),
        ("The driver of a van, a policeman and two passengers were killed in a blast in Quetta on Friday.", None, None),
        ("A bombing left more than 100 dead in Kabul on Friday.", 100, None),
        ("A bomb killed 11 farmers in Bannu on Friday, three local officials told reporters.", 11, None),
    ],
)  # fmt: skip
def test_who_is_counted(text: str, killed: int | None, injured: int | None) -> None:
    (news,) = attacks(text)
    if killed is None and injured is None:
        return
    assert (news.killed.value if news.killed else None, news.injured.value if news.injured else None) == (killed, injured)  # fmt: skip


def test_what_is_not_known_to_be_a_suicide_bombing_is_a_bombing() -> None:
    (news,) = attacks(NEWS + "Nobody knew yet whether it was a suicide attack or a planted bomb.")
    assert news.attack == "bombing"


def test_hostages_stand_around_their_number() -> None:
    (news,) = attacks(
        "QUETTA: Gunmen hijacked a train near Quetta on Friday and took over 400 passengers hostage."
    )
    assert news.abducted is not None
    assert news.abducted.value == 400


@pytest.mark.parametrize(
    ("text", "security"),
    [
        ("MASTUNG: At least 11 people were injured in a blast in Mastung on Thursday.", True),
        ("KHARKIV: Missiles hit three sites in Kharkiv, killing three people on Friday.", True),
        ("KARACHI: A man was killed when a gas cylinder exploded at a restaurant on Friday.", False),
        ("The film is a thriller about a hostage crisis and a bomb in a hotel.", False),
    ],
)
def test_an_attack_with_people_harmed_is_security(text: str, *, security: bool) -> None:
    assert (score(Document(article(text)))[0] >= 0.5) is security


def test_several_attacks_told_as_one_separate_incident() -> None:
    one, other = attacks(
        "QUETTA: A bomb damaged a gas pipeline in Sui on Thursday, police said. "
        "In a separate incident, the BLF carried out a series of attacks on troops near Tump, killing nine soldiers. "
        "Its fighters launched a coordinated attack on February 3 near Tump, the group said."
    )
    assert (one.place.city, one.killed) == ("Sui", None)
    assert other.killed is not None
    assert (other.place.city, other.killed.value, other.date.start) == ("Tump", 9, date(2026, 2, 3))


def test_a_dated_assault_elsewhere_is_one_more() -> None:
    _, other = attacks(
        NEWS + "Its fighters launched a large assault on February 4 near Tump, a rebel group said."
    )
    assert (other.place.city, other.date.start) == ("Tump", date(2026, 2, 4))


def test_what_the_reaction_was_about_is_told_after_it() -> None:
    (news,) = attacks(
        "After the attack in the Khuzdar region of Balochistan, India on Friday flatly denied what Pakistan had claimed. "
        "Earlier, a powerful blast hit a college van in Balochistan, killing four people."
    )
    assert news.killed is not None
    assert (news.place.city, news.killed.value) == ("Khuzdar", 4)


def test_several_bombs_at_one_place_are_one_attack() -> None:
    (news,) = attacks(
        "MOGADISHU: Three car bombs exploded outside a hotel in Mogadishu on Friday, killing 14 people, police said. "
        "Police shot dead two gunmen who tried to get in. Gunfire killed several people as well."
    )
    assert news.killed is not None
    assert news.killed.value == 14


def test_what_all_of_several_attacks_did_is_told_with_the_sum() -> None:
    found = attacks(
        "BAGHDAD: Three bombings targeted troops in Baghdad and Basra on Friday, killing 19 people, officials said. "
        "The attacks also wounded 41 people. A suicide bomber struck a street in the port city of Basra, killing six people and wounding nine."
    )
    assert [a.injured.value for a in found if a.place.city == "Basra" and a.injured] == [9]


def test_the_third_since_is_the_news_and_what_it_looks_back_on_is_older() -> None:
    found = attacks(
        "PESHAWAR: A car bomb killed 21 people here on Saturday, the third bombing since last Sunday.\n\nOfficials visited the market.\n\n"
        "Shops were closed.\n\nThe wounded were treated.\n\nThe chief minister arrived.\n\nTraders protested.\n\n"
        "It was the third blast since last Sunday when 70 people were killed as two suicide bombers struck at a church here.\n\n"
        "On Friday, 17 people were killed when a bomb went off in a bus."
    )
    told = [(a.killed.value, a.date.start.day, a.place.city) for a in found if a.killed]
    assert told == [(21, 7, "Peshawar"), (70, 1, "Peshawar"), (17, 6, "Peshawar")]


def test_a_dated_toll_deep_in_the_text_is_not_the_news() -> None:
    text = "At least two officers were killed by a mine along the Garissa road.\n\n" + "\n\n".join(
        f"Officer number {word} gave his account." for word in ("one", "two", "three", "four", "five", "six")
    )
    news, other = attacks(text + "\n\nOn January 30, four officers drawn from the Border Patrol Unit were killed when a mine blew up their car in Garissa.")  # fmt: skip
    assert other.killed is not None
    assert news.date.start == date(2026, 2, 8)
    assert (other.killed.value, other.date.start) == (4, date(2026, 1, 30))


def test_what_a_group_goes_on_about_is_its_own_attack() -> None:
    one, other = attacks(
        "QUETTA: The BRG claimed a bomb attack on a gas pipeline near Kashmore on Thursday.\n\n"
        "In a separate incident, the BLF carried out a series of attacks on troops near Tump, killing nine soldiers.\n\n"
        "The group claimed that the first assault left six soldiers dead.\n\n"
        "The BLF stated that the operation later spread to attacks on two more posts, killing three soldiers."
    )
    assert (one.place.city, one.killed) == ("Kashmore", None)
    assert other.killed is not None
    assert (other.place.city, other.killed.value) == ("Tump", 9)


def test_earlier_in_the_week_is_before_the_news() -> None:
    _, older = attacks(NEWS + "\n\nEarlier in the week, four policemen were killed when gunmen attacked a post in Mastung, officials said on Wednesday.")  # fmt: skip
    assert older.killed is not None
    assert (older.killed.value, older.prominence) == (4, "background")
