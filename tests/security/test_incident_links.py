"""What follows which incident, where an article tells of several; and the ids of incidents while reports come in."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from schemas import Attack, Event, Incident, Operation, Statement
from streams.security.fold import Incidents
from tests.security.reports import ISLAMABAD, TARLAI, attack, operation, statement, when

COURT = {**TARLAI, "name": "district court", "locality": "Judicial Complex"}
QUETTA = {**ISLAMABAD, "name": "Quetta", "city": "Quetta", "admin1": "Balochistan"}
AT = "2026-02-08T08:00"


def incidents(*events: Event) -> list[Incident]:
    fold = Incidents()
    for event in events:
        fold.add(event)
    return [row for row in fold.views() if isinstance(row, Incident)]


def about(event: Operation | Statement, place: dict[str, Any] | None, day: Any = "2026-02-06") -> Event:
    date = when(day) if isinstance(day, str) else day
    return event.model_validate({**event.model_dump(), "about": {"date": date, "place": place}})


def at_mosque(*sources: str) -> list[Attack]:
    return [attack(name, AT, 31, place=TARLAI) for name in sources]


def at_court(*sources: str) -> list[Attack]:
    return [attack(name, AT, 3, place=COURT, target="government", kind="shooting") for name in sources]


def by_site(rows: list[Incident]) -> dict[str | None, Incident]:
    return {row.place.locality or row.place.city: row for row in rows}


def test_of_two_attacks_in_a_city_the_one_of_that_site_is_followed_though_more_report_the_other() -> None:
    said = about(statement("A", AT, "condemn", "CN"), COURT)
    held = about(operation("A", AT, arrested={"value": 2}), TARLAI)
    found = by_site(incidents(*at_mosque(*"ABCD"), *at_court("A"), said, held))
    assert found["Judicial Complex"].condemned_by == ("CN",)
    assert found["Qasr-e-Khadijatul Kubra"].condemned_by == ()
    assert [row.arrested for row in found["Qasr-e-Khadijatul Kubra"].operations] == [2]


def test_an_attack_that_an_article_recalls_is_followed_where_that_is_what_it_is_about() -> None:
    older = attack("A", AT, 12, day="2025-11-11", target="government", prominence="background")
    said = about(statement("A", AT, "condemn", "CN"), ISLAMABAD, "2025-11-11")
    rows = incidents(*at_mosque("A", "B"), older, said)
    assert [row.condemned_by for row in rows] == [("CN",), ()]


def test_what_names_no_attack_follows_the_one_of_its_city_or_none() -> None:
    both = [attack("A", AT, 31), attack("A", AT, 4, place=QUETTA, target="security_forces")]
    in_quetta = operation("A", AT, arrested={"value": 2}, places=[QUETTA])
    elsewhere = operation("A", AT, arrested={"value": 7}, places=[])
    found = by_site(incidents(*both, in_quetta, elsewhere))
    assert [row.arrested for row in found["Quetta"].operations] == [2]
    assert found["Islamabad"].operations == ()


def test_an_article_that_does_not_tell_of_the_attack_names_it_by_day_and_place() -> None:
    said = [about(statement("X", AT, "condemn", "CN"), place) for place in (TARLAI, ISLAMABAD)]
    for one in said:
        found = by_site(incidents(*at_mosque(*"AB"), *at_court("A"), one))
        assert found["Qasr-e-Khadijatul Kubra"].condemned_by == ("CN",)
        assert found["Judicial Complex"].condemned_by == ()


def test_a_vague_attack_is_followed_too() -> None:
    province = {"name": "Balochistan", "admin1": "Balochistan", "country": "PK", "precision": "admin1"}
    said = about(statement("X", AT, "condemn", "CN"), province)
    (row,) = incidents(attack("A", AT, 48, place=province, target="security_forces"), said)
    assert row.condemned_by == ("CN",)


def test_a_link_moves_when_the_attack_it_names_turns_up() -> None:
    fold = Incidents()
    said = about(statement("X", AT, "condemn", "CN"), ISLAMABAD)
    for event in (*at_mosque(*"AB"), said):
        fold.add(event)
    assert [view.value.condemned_by for view in fold.drain() if isinstance(view.value, Incident)] == [("CN",)]
    fold.add(attack("X", AT, 3, target="government", kind="shooting"))
    told = [view.value for view in fold.drain() if isinstance(view.value, Incident)]
    assert sorted((row.killed.best, row.condemned_by) for row in told) == [(3, ("CN",)), (31, ())]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_id_is_the_same_at_every_step_of_every_order(order: tuple[int, ...]) -> None:
    made = [
        attack("Flash", "2026-02-06T10:00", 15),
        attack("Wire", "2026-02-06T14:00", 31, place=TARLAI, kind="bombing"),
        attack("Daily", "2026-02-07T04:00", 31, place=TARLAI, target=None),
        attack("Post", "2026-02-08T08:00", 36),
    ]
    ids = {incidents(*(made[i] for i in order[: n + 1]))[0].incident_id for n in range(4)}
    assert len(ids) == 1


def test_another_attack_in_the_city_on_that_day_leaves_the_id_as_it_is() -> None:
    (alone,) = incidents(*at_mosque(*"AB"))
    for other in (at_court("C"), [attack("C", "2026-02-06T09:00", 3, place=COURT, target="government")]):
        rows = incidents(*at_mosque(*"AB"), *other)
        assert len(rows) == 2
        if other[0].article.published_at > alone.first_reported or other[0].attack != alone.attack:
            assert alone.incident_id in {row.incident_id for row in rows if row.killed.best == 31}


def test_a_vague_first_report_that_finds_its_attack_leaves_a_tombstone() -> None:
    province = {"name": "Balochistan", "admin1": "Balochistan", "country": "PK", "precision": "admin1"}
    fold = Incidents()
    fold.add(attack("Flash", "2026-02-06T10:00", 15, place=province))
    (vague,) = [view.key for view in fold.drain() if isinstance(view.value, Incident)]
    fold.add(attack("Wire", "2026-02-06T11:00", 15, place=QUETTA))
    told = {view.key: view.value for view in fold.drain()}
    assert told.pop(vague) is None
    assert [row.killed.best for row in told.values() if isinstance(row, Incident)] == [15]


def test_a_report_that_ties_two_incidents_leaves_the_id_of_the_earlier_and_taken_back_splits_them() -> None:
    fold = Incidents()
    fold.add(attack("A", "2026-02-06T10:00", 15, place=TARLAI))
    fold.add(attack("B", "2026-02-07T10:00", 31, day="2026-02-07"))
    views = {view.key: view.value for view in fold.drain()}
    first, second = sorted(
        (row for row in views.values() if isinstance(row, Incident)), key=lambda row: row.first_reported
    )
    tie = attack("C", "2026-02-07T12:00", 31, day="2026-02-07", place=TARLAI)
    fold.add(tie)
    told = {view.key: view.value for view in fold.drain()}
    assert told[second.incident_id] is None
    merged = told[first.incident_id]
    assert isinstance(merged, Incident)
    assert len(merged.articles) == 3
    fold.add(tie.model_copy(update={"withdrawn": True}))
    assert {view.key: view.value for view in fold.drain()} == views
