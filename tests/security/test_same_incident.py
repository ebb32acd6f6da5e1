"""Reports of one attack that name its target, its town, its kind or its day otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from schemas import Attack
from streams.security.incidents import incident
from streams.security.resolution import resolve
from tests.security.reports import attack

KHAR = {
    "name": "Khar",
    "city": "Khar",
    "admin1": "Khyber Pakhtunkhwa",
    "country": "PK",
    "precision": "city",
}
BAJAUR = {**KHAR, "name": "Bajaur", "city": "Bajaur"}
MIR_ALI = {**KHAR, "name": "Mir Ali", "city": "Mir Ali"}
MIRANSHAH = {**KHAR, "name": "Miranshah", "city": "Miranshah"}


def report(source: str, killed: int | None, injured: int | None = None, **fields: Any) -> Attack:
    return attack(source, f"2026-02-07T{10 + ord(source[0]) % 10}:00", killed, injured, **fields)


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        # A town and the district that it lies in.
        (report("Dawn", 54, place=KHAR), report("BBC", 46, place=BAJAUR), 1),
        (report("Dawn", 3, place=MIR_ALI), report("BBC", 3, place=MIRANSHAH), 2),
        (report("Dawn", 9, 4, place=MIR_ALI), report("BBC", 9, 4, place=MIRANSHAH), 1),
        # The very same toll tells the attack, whatever each outlet calls its target.
        (report("Dawn", 5, 12), report("BBC", 5, 12, target="security_forces"), 1),
        (report("Dawn", None, 11), report("BBC", None, 11, target="political"), 1),
        (report("Dawn", 5, 12), report("BBC", 2, 3, target="security_forces"), 2),
        (report("Dawn", 2), report("BBC", 2, target="security_forces"), 2),
        # One dates by the night, the other by the morning.
        (report("Dawn", 32, target=None), report("BBC", 32, day="2026-02-07"), 1),
        (report("Dawn", 2, target=None), report("BBC", 2, day="2026-02-07"), 2),
        # Gunmen with bombs in an airport.
        (report("Dawn", 41, target="transport", kind="armed_clash"), report("BBC", 36, target="transport"), 1),
        (report("Dawn", 4, target="transport", kind="shooting"), report("BBC", 5, target="transport"), 2),
    ],
)  # fmt: skip
def test_reports_that_differ_are_of_one_attack_where_toll_and_place_agree(
    one: Attack, other: Attack, groups: int
) -> None:
    assert len(resolve([one, other])) == groups


def test_a_toll_revised_down_days_later_stands() -> None:
    told = [
        attack("Dawn", "2026-02-06T10:00", 28),
        attack("BBC", "2026-02-07T10:00", 100),
        attack("Samaa", "2026-02-08T10:00", 101),
        attack("Dawn", "2026-02-11T10:00", 84),
    ]
    assert incident("x", told, [], []).killed.best == 84


def test_what_looks_back_later_knows_the_toll() -> None:
    told = [
        attack("Dawn", "2026-02-06T10:00", 95),
        attack("BBC", "2026-02-06T12:00", 95),
        attack("Samaa", "2026-02-08T10:00", 103, prominence="background"),
        attack("Geo", "2026-02-08T12:00", 103, prominence="background"),
    ]
    row = incident("x", told, [], [])
    assert (row.killed.best, len(row.articles), len(row.mentions)) == (103, 2, 2)
