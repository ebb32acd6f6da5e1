"""Incidents: which reports belong together, what the toll is, and what follows an attack."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Attack, Event, Incident, Operation, SecurityMonth
from streams.security.fold import Incidents
from tests.security.reports import ISLAMABAD, TARLAI, attack, operation, statement, when


def fold_of(*events: Event) -> Incidents:
    fold = Incidents()
    for event in events:
        fold.add(event)
    return fold


def incidents(*events: Event) -> list[Incident]:
    return [row for row in fold_of(*events).views() if isinstance(row, Incident)]


RISING = [
    attack("Flash", "2026-02-06T10:00", 15, 80, qualifier="at_least", low=15),
    attack("Wire", "2026-02-06T14:00", 31, 169, place=TARLAI),
    attack("Daily", "2026-02-07T04:00", 31, 169, place=TARLAI),
    attack("Ledger", "2026-02-08T04:00", 36, 169, place=TARLAI),
    attack("Post", "2026-02-08T08:00", 36, 150),
]


def test_reports_of_one_attack_are_one_incident_with_the_latest_toll() -> None:
    (row,) = incidents(*RISING)
    assert (row.killed.low, row.killed.best, row.killed.high) == (36, 36, 36)
    assert row.injured.best == 169
    assert row.place.locality == "Qasr-e-Khadijatul Kubra"
    assert [report.killed for report in row.toll_history] == [15, 31, 31, 36, 36]
    assert len(row.articles) == len(row.sources) == 5


def test_a_late_reprint_of_an_old_toll_does_not_pull_it_back() -> None:
    (row,) = incidents(*RISING, attack("Stale", "2026-02-09T08:00", 31, 169))
    assert row.killed.best == 36
    assert row.killed.low == 31


def test_a_correction_that_most_follow_is_believed() -> None:
    later = [attack(name, f"2026-02-1{day}T08:00", 33, place=TARLAI) for day, name in enumerate("ABCD")]
    (row,) = incidents(*RISING, *later)
    assert (row.killed.low, row.killed.best, row.killed.high) == (33, 33, 36)


def test_a_lone_outlier_overtakes_nobody() -> None:
    (row,) = incidents(*RISING, attack("Wild", "2026-02-08T09:00", 310))
    assert row.killed.best == 36


def test_parts_and_vague_words_bound_from_below() -> None:
    (row,) = incidents(
        attack("A", "2026-02-06T10:00", 33, scope="partial"),
        attack("B", "2026-02-06T11:00", 31),
        attack("C", "2026-02-06T12:00", None, low=20),
    )
    assert (row.killed.low, row.killed.best) == (33, 33)


def test_two_sites_on_one_day_are_two_incidents() -> None:
    court = {**TARLAI, "name": "district court", "locality": "Judicial Complex"}
    first, second = incidents(
        attack("A", "2026-02-06T10:00", 15, place=TARLAI),
        attack("B", "2026-02-06T12:00", 3, place=court, target="government"),
    )
    assert first.incident_id != second.incident_id


def test_two_mosques_are_two_sites_though_both_are_mosques() -> None:
    places = [{**TARLAI, "name": name, "locality": name} for name in ("Noor Mosque", "Bilal Mosque")]
    assert len(incidents(*(attack(p["name"], "2026-02-06T10:00", 15, place=p) for p in places))) == 2


def test_a_site_and_the_suburb_it_stands_in_are_one() -> None:
    suburb = {**TARLAI, "locality": "Tarlai Kallan", "name": "Tarlai Kallan"}
    site = {**TARLAI, "name": "Qasr-e-Khadijatul Kubra"}
    assert (
        len(
            incidents(
                attack("A", "2026-02-06T10:00", 15, place=suburb),
                attack("B", "2026-02-06T12:00", 31, place=site),
            )
        )
        == 1
    )


def test_two_attacks_of_one_article_are_never_one_incident() -> None:
    both = [attack("A", "2026-02-06T10:00", killed, place=ISLAMABAD) for killed in (15, 3)]
    assert len(incidents(*both)) == 2


def test_the_id_stays_while_reports_come_in() -> None:
    ids = {incidents(*RISING[: count + 1])[0].incident_id for count in range(len(RISING))}
    assert len(ids) == 1


def test_an_older_attack_told_as_background_joins_its_own_incident() -> None:
    court = attack("Then", "2025-11-11T12:00", 12, day="2025-11-11", target="government")
    mention = attack(
        "Later",
        "2026-02-08T09:00",
        12,
        day=when("2025-11-01", "2025-11-30", "month"),
        target="government",
        prominence="background",
    )
    rows = incidents(*RISING, court, mention)
    assert [len(row.articles) for row in rows] == [1, 5]
    assert rows[0].mentions == (mention.article.id,)
    assert rows[1].killed.best == 36


def test_a_mention_with_another_toll_stands_by_itself() -> None:
    mention = attack(
        "Later", "2026-02-08T09:00", 63, day=when("2026-01-01", "2026-12-31", "year"), prominence="background"
    )
    assert len(incidents(*RISING, mention)) == 2


def test_vague_tellings_of_one_old_attack_are_one() -> None:
    month = when("2008-09-01", "2008-09-30", "month")
    tellings = [
        attack(name, "2026-02-08T09:00", 60, day=month, kind=kind, target=None, prominence="background")
        for name, kind in (("A", "bombing"), ("B", "suicide_bombing"), ("C", "bombing"))
    ]
    assert len(incidents(*tellings)) == 1


def test_operations_and_statements_follow_the_attack_of_their_article() -> None:
    arrest = operation("Post", "2026-02-08T08:00", arrested={"value": 4})
    again = operation("Ledger", "2026-02-08T04:00", arrested={"value": 4})
    said = [
        statement(name, at, "condemn", "CN")
        for name, at in (("Post", "2026-02-08T08:00"), ("Ledger", "2026-02-08T04:00"))
    ]
    about = {"date": when("2026-02-06"), "place": ISLAMABAD}
    tied = [event.model_validate({**event.model_dump(), "about": about}) for event in said]
    (row,) = incidents(*RISING, arrest, again, *tied)
    assert [item.arrested for item in row.operations] == [4]
    assert row.condemned_by == ("CN",)
    assert len(row.statements[0].articles) == 2


def test_the_status_of_a_group_changes_over_the_days() -> None:
    accused = attack("A", "2026-02-06T10:00", 15, perpetrators=(("Daesh", "accused"),))
    claimed = attack("B", "2026-02-07T10:00", 31, perpetrators=(("Daesh", "claimed"),))
    still = attack("C", "2026-02-08T10:00", 31, perpetrators=(("Daesh", "accused"),))
    (row,) = incidents(accused, claimed, still)
    (group,) = row.perpetrators
    assert (group.status, group.since.day) == ("claimed", 7)
    assert [status for _, status in group.history] == ["accused", "claimed"]


def test_months_sum_the_best_tolls() -> None:
    months = [row for row in fold_of(*RISING).views() if isinstance(row, SecurityMonth)]
    assert [(m.key, m.incidents, m.killed, m.injured) for m in months] == [("PK/2026-02", 1, 36, 169)]
    assert months[0].by_attack["suicide_bombing"].killed == 36


def test_an_incident_that_is_withdrawn_becomes_a_tombstone() -> None:
    fold = fold_of(RISING[0])
    first = fold.drain()
    fold.add(RISING[0].model_copy(update={"withdrawn": True}))
    assert [(view.key, view.value) for view in fold.drain()] == [(view.key, None) for view in first]


def test_as_of_shows_the_toll_of_the_day() -> None:
    rows = fold_of(*RISING).views(as_of=RISING[1].article.published_at)
    assert [row.killed.best for row in rows if isinstance(row, Incident)] == [31]


PLACES = (ISLAMABAD, TARLAI, {**ISLAMABAD, "name": "Quetta", "city": "Quetta", "admin1": "Balochistan"})
DAYS: tuple[Any, ...] = ("2026-02-06", "2026-02-07", when("2026-02-01", "2026-02-28", "month"))


@st.composite
def reports(draw: st.DrawFn) -> list[Attack | Operation]:
    made: list[Attack | Operation] = []
    for _ in range(draw(st.integers(1, 10))):
        source, hour = draw(st.sampled_from("ABCDE")), draw(st.integers(10, 14))
        made.append(
            attack(
                source,
                f"2026-02-08T{hour}:00",
                draw(st.sampled_from([None, 3, 12, 31, 36])),
                day=draw(st.sampled_from(DAYS)),
                place=draw(st.sampled_from(PLACES)),
                kind=draw(st.sampled_from(["bombing", "suicide_bombing", "shooting", "other"])),
                target=draw(st.sampled_from([None, "religious_site", "security_forces"])),
                withdrawn=draw(st.integers(0, 6)) == 0,
            )
        )
    made.extend(
        operation("A", f"2026-02-08T1{n}:00", arrested={"value": n}) for n in range(draw(st.integers(0, 2)))
    )
    return made


@settings(deadline=None, max_examples=100)
@given(reports(), st.randoms(use_true_random=False))
def test_incidents_are_a_function_of_the_set_of_reports(made: list[Event], chance: Any) -> None:
    other, shuffled = Incidents(), [*made, *made[:3]]
    chance.shuffle(shuffled)
    for event in shuffled:
        other.add(event)
        other.drain()
    assert fold_of(*made).views() == other.views()
