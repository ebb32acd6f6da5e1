"""The law for incidents kept up claim by claim: whatever came, went or was said again in between, the tables are those of the set."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas import Event
from streams.folds import Table
from streams.security.fold import Incidents
from streams.security.resolution import resolve
from tests.security.reports import attack, operation, statement, when

CITIES = {"Islamabad": "Islamabad", "Quetta": "Balochistan", "Mastung": "Balochistan"}
SITES = (None, None, "Noor Mosque", "Bilal Mosque", "Kuchlak Bypass", "Railway Station")
KILLED = (None, 1, 2, 3, 12, 15, 31, 36)
STRETCHES = (
    when("2026-02-01", "2026-02-28", "month"),
    when("2026-01-01", "2026-12-31", "year"),
    when("2026-02-02", "2026-02-08", "week"),
)


def place(draw: st.DrawFn, *, vague: bool) -> dict[str, Any]:
    city = draw(st.sampled_from(sorted(CITIES)))
    found: dict[str, Any] = {
        "name": city,
        "city": city,
        "admin1": CITIES[city],
        "country": "PK",
        "precision": "city",
    }
    if draw(st.integers(0, 5)) == 0:
        found["admin1"] = None
    site = draw(st.sampled_from(SITES))
    if vague and draw(st.booleans()):
        found |= {"name": CITIES[city], "city": None, "precision": "admin1"}
        if draw(st.integers(0, 2)) == 0:
            found |= {"name": "Pakistan", "admin1": None, "precision": "country"}
    if site is not None:
        found |= {"name": site, "locality": site, "precision": "site"}
        if draw(st.booleans()):
            found |= {"lat": 30.0 + draw(st.integers(0, 3)) / 50, "lon": 67.0}
    return found


@st.composite
def claims(draw: st.DrawFn) -> list[Event]:
    """Versions of claims: the same id comes with several revisions, some withdrawn."""
    made: list[Event] = []
    for _ in range(draw(st.integers(1, 16))):
        source, hour = draw(st.sampled_from("ABCDEFG")), draw(st.integers(10, 12))
        at = f"2026-02-{draw(st.integers(7, 9)):02}T{hour}:00"
        if draw(st.integers(0, 4)) == 0:
            about = {
                "date": draw(st.sampled_from([None, when("2026-02-06"), when("2026-02-07"), STRETCHES[0]])),
                "place": draw(st.sampled_from([None, place(draw, vague=True)])),
            }
            fields: dict[str, Any] = {"about": draw(st.sampled_from([None, about]))}
            if draw(st.booleans()):
                made.append(operation(source, at, arrested={"value": draw(st.integers(1, 3))}, **fields))
            else:
                made.append(statement(source, at, "condemn", draw(st.sampled_from(["CN", "PK"])), **fields))
            continue
        vague = draw(st.integers(0, 2)) == 0
        day: Any = f"2026-02-{draw(st.integers(3, 8)):02}"
        if vague and draw(st.booleans()):
            day = draw(st.sampled_from(STRETCHES))
        made.append(
            attack(
                source,
                at,
                draw(st.sampled_from(KILLED)),
                day=day,
                place=place(draw, vague=vague),
                kind=draw(st.sampled_from(["bombing", "suicide_bombing", "shooting", "other"])),
                target=draw(st.sampled_from([None, "religious_site", "security_forces", "civilians"])),
                prominence=draw(st.sampled_from(["main", "main", "background"])),
            )
        )
    for event in draw(st.lists(st.sampled_from(made), max_size=6)):
        article = event.article.model_copy(update={"revision": "2026-02-10T10:00:00.000000Z/00000000"})
        changed: dict[str, Any] = {"article": article, "withdrawn": draw(st.booleans())}
        if event.type == "security.attack" and draw(st.booleans()):
            other = draw(st.sampled_from([e for e in made if e.type == "security.attack"]))
            changed |= {"date": other.date, "place": other.place, "killed": other.killed}
        made.append(event.model_copy(update=changed))
    return made


@pytest.mark.parametrize("crowd", [False, True], ids=["few", "crowd"])
@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_drains_along_the_way_equal_a_fresh_resolution(crowd: bool, data: st.DataObject) -> None:
    """`crowd`: as if there were so many that each is held against its neighbours only."""
    with pytest.MonkeyPatch.context() as patch:
        if crowd:
            patch.setattr("streams.security.clusters._NEIGHBOURS", 1)
            patch.setattr("streams.security.vague._FEW", 1)
            patch.setattr("streams.security.vague._SOME", 2)
            patch.setattr("streams.security.country._FEW", 2)
        made = data.draw(claims())
        order = data.draw(st.permutations(made))
        stops = data.draw(st.sets(st.integers(0, len(order))))
        told: dict[tuple[str, str], Table] = {}
        fold = Incidents()
        for position, event in enumerate([*order, *order[:3]]):
            fold.add(event)
            if position in stops:
                drain(fold, told)
                assert list(told.values()) == unordered(fold.views(), told)
        drain(fold, told)
        fresh = Incidents()
        for event in sorted(
            made, key=lambda event: (event.event_id, event.article.revision, event.withdrawn)
        ):
            fresh.add(event)
        assert fold.views() == fresh.views()
        assert list(told.values()) == unordered(fresh.views(), told)
        assert fold.drain() == []


@settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.data())
def test_the_groups_are_those_of_the_reports_in_any_order(data: st.DataObject) -> None:
    made = {event.event_id: event for event in data.draw(claims()) if event.type == "security.attack"}
    reports: Any = [event for event in made.values() if not event.withdrawn]
    groups = resolve(reports)
    assert groups == resolve(data.draw(st.permutations(reports)))
    assert sorted(report.event_id for group in groups for report in group) == sorted(
        made[r.event_id].event_id for r in reports
    )
    for group in groups:
        assert len({report.article.id for report in group}) == len(group)


def drain(fold: Incidents, into: dict[tuple[str, str], Table]) -> None:
    for view in fold.drain():
        if view.value is None:
            del into[view.topic, view.key]  # a tombstone is of something that was told
        else:
            into[view.topic, view.key] = view.value


def unordered(rows: list[Table], told: dict[tuple[str, str], Table]) -> list[Table]:
    """The rows in the order in which they were told."""
    by_key = {getattr(row, "incident_id", None) or getattr(row, "key", ""): row for row in rows}
    assert len(by_key) == len(rows) == len(told)
    return [by_key[key] for _, key in told]
