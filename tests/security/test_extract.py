"""Attacks and operations of whole articles."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Attack, Operation
from tests.security.stories import article, attacks, events, operations, statements

COURT = """PESHAWAR: At least nine people were killed and 31 wounded on Friday when a suicide bomber struck outside a court in Peshawar, police said.

The bomber blew himself up among people who were waiting for their hearings.

It was the deadliest attack in the city since a bombing at a market in March 2019 that killed 40 people and wounded 90.

In November 2025, gunmen shot dead three policemen in Bannu."""


def test_an_older_attack_keeps_its_own_toll() -> None:
    main, older, bannu = attacks(COURT)
    assert (main.attack, main.prominence) == ("suicide_bombing", "main")
    assert main.killed is not None
    assert main.injured is not None
    assert (main.killed.value, main.killed.qualifier, main.injured.value) == (9, "at_least", 31)
    assert (main.date.start, main.date.precision) == (date(2026, 2, 6), "day")
    assert (main.place.city, main.place.country) == ("Peshawar", "PK")
    assert main.target is not None
    assert main.target.kind == "government"
    assert (older.prominence, older.date.start, older.date.precision) == (
        "background",
        date(2019, 3, 1),
        "month",
    )
    assert older.killed is not None
    assert older.killed.value == 40
    assert (bannu.place.city, bannu.attack, bannu.prominence) == ("Bannu", "shooting", "background")


def test_evidence_holds_the_count() -> None:
    published = article(COURT)
    for event in attacks(COURT):
        assert event.killed is not None
        slices = [getattr(published, e.field)[e.start : e.end] for e in event.evidence]
        words = {9: "nine", 40: "40", 3: "three"}
        assert any(words[event.killed.value or 0] in part for part in slices)


def test_the_same_article_gives_the_same_ids_and_each_once() -> None:
    first, second = events(COURT), events(COURT)
    assert [e.event_id for e in first] == [e.event_id for e in second]
    assert len({e.event_id for e in first}) == len(first)


def test_a_toll_that_grows_keeps_the_id_of_the_attack() -> None:
    grown = COURT.replace("nine people", "eleven people")
    before, after = attacks(COURT)[0], attacks(grown)[0]
    assert after.killed is not None
    assert after.killed.value == 11
    # An article's id follows from its content where it has no address.
    assert before.article.id != after.article.id


@pytest.mark.parametrize(
    "text",
    [
        "KARACHI: A gas cylinder blast killed four people in a restaurant on Friday.",
        "QUETTA: Police foiled an attack on a train on Friday and arrested nobody.",
        "LAHORE: The striker led the attack in the final on Friday.",
        "ISLAMABAD: There was a surge in militant attacks in recent years, the report said.",
    ],
)
def test_what_is_no_attack(text: str) -> None:
    assert attacks(text) == []


def test_two_incidents_of_a_day() -> None:
    first, second = attacks(
        "BANNU: A roadside bomb killed three soldiers near Bannu on Friday, police said.\n\n"
        "In a separate incident, gunmen shot dead a policeman in Tank on the same day."
    )
    assert (first.place.city, first.attack) == ("Bannu", "bombing")
    assert (second.place.city, second.attack) == ("Tank", "shooting")
    assert first.killed is not None
    assert second.killed is not None
    assert (first.killed.value, second.killed.value) == (3, 1)


def test_an_operation_is_no_attack() -> None:
    text = (
        "RAWALPINDI: Six militants were killed in an intelligence-based operation in Bannu on Friday, the military said.\n\n"
        "Two soldiers embraced martyrdom in the exchange of fire."
    )
    assert attacks(text) == []
    (raid,) = operations(text)
    assert raid.operation == "raid"
    assert raid.killed is not None
    assert raid.own_killed is not None
    assert (raid.killed.value, raid.own_killed.value) == (6, 2)
    assert [place.city for place in raid.places] == ["Bannu"]


def test_two_operations_told_one_by_one() -> None:
    found = operations(
        "RAWALPINDI: Security forces killed nine militants in two separate operations in Khyber Pakhtunkhwa.\n\n"
        "Five militants were killed in an intelligence-based operation in Bannu.\n\n"
        "Four militants were neutralised in another operation in Tank."
    )
    assert [(o.places[0].city, o.killed.value if o.killed else None) for o in found] == [
        ("Bannu", 5),
        ("Tank", 4),
    ]


def test_arrests_follow_the_attack() -> None:
    text = (
        COURT
        + "\n\nPolice raided a house in Nowshera after the bombing. Four facilitators of the attack were arrested."
    )
    found = {o.operation: o for o in operations(text)}
    assert found["arrest"].arrested is not None
    assert found["arrest"].arrested.value == 4
    assert [place.city for place in found["raid"].places] == ["Nowshera"]
    assert found["arrest"].about is not None
    assert found["arrest"].about.date is not None
    assert found["arrest"].about.date.start == date(2026, 2, 6)


def test_arrests_follow_the_attack_of_their_paragraph_or_city() -> None:
    two = (
        "A suicide bomber killed 12 people outside a court in Quetta on Friday, police said.\n\n"
        "In a separate attack, gunmen shot dead five policemen at a checkpost in Karachi on Friday. {}\n\n"
        "Doctors said that some of the injured in Quetta were in a critical condition. {}"
    )
    near = operations(two.format("Police later arrested three suspects over the shooting.", ""))
    there = operations(two.format("", "Police arrested three suspects in Karachi on Saturday."))
    for (found,) in (near, there):
        assert found.about is not None
        assert found.about.place is not None
        assert found.about.place.city == "Karachi"


def test_the_losses_of_a_raid_stay_out_of_the_attack() -> None:
    text = COURT + "\n\nA policeman was killed and two others were wounded in a raid in Nowshera on Saturday."
    main = attacks(text)[0]
    assert main.killed is not None
    assert main.killed.value == 9
    (raid,) = operations(text)
    assert raid.own_killed is not None
    assert raid.own_killed.value == 1


def test_the_claim_makes_a_perpetrator() -> None:
    text = COURT + "\n\nThe Tehreek-e-Taliban Pakistan (TTP) claimed responsibility for the attack."
    main = attacks(text)[0]
    assert [(p.code, p.status) for p in main.perpetrators] == [("TTP", "claimed")]
    assert [s.act for s in statements(text)] == ["claim"]


def test_suspected_is_not_claimed() -> None:
    (found,) = attacks(
        "MAIDUGURI: Suspected Boko Haram militants killed 15 villagers in Borno state on Friday."
    )
    assert [(p.code, p.status) for p in found.perpetrators] == [("BH", "suspected")]
    assert (found.place.admin1, found.place.country) == ("Borno", "NG")


def test_an_air_strike_counts_militants_among_its_victims() -> None:
    (found,) = attacks("MIRANSHAH: An air strike killed 12 militants in North Waziristan on Friday.")
    assert found.attack == "air_strike"
    assert found.killed is not None
    assert found.killed.value == 12


def test_attackers_are_left_out_of_the_toll() -> None:
    (found,) = attacks(
        "QUETTA: Six people were killed in a suicide attack in Quetta on Friday, the bomber among them."
    )
    assert found.killed is not None
    assert found.killed.value == 5


def test_a_dateline_is_no_scene() -> None:
    (found,) = attacks(
        "KABUL, Feb 8 (Agency): A bomb killed four people in Kandahar on Saturday, officials said."
    )
    assert (found.place.city, found.date.start) == ("Kandahar", date(2026, 2, 7))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(COURT.split()), max_size=120))
def test_any_words_are_read_without_an_error(words: list[str]) -> None:
    for event in events(" ".join(words) or "x"):
        assert isinstance(event, Attack | Operation) or event.type == "security.statement"
        assert event.evidence
