"""Resolving reports costs linear time, and one more report costs what its day and place hold, not what the country does.

Work is counted in calls, which are the same in every run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random
from types import FrameType
from typing import Any

import pytest

from bench.incidents import filled, new_reports, reports
from streams.security.fold import Incidents
from streams.security.resolution import resolve
from tests.security.reports import TARLAI, attack


def calls(work: Callable[[], object]) -> int:
    count = 0

    def count_call(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(count_call)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_four_times_the_reports_of_a_year_cost_four_times_as_much() -> None:
    few, many = reports(2_000), reports(8_000)
    filled(few[:100])  # what is loaded once
    assert calls(lambda: filled(many)) < 6 * calls(lambda: filled(few))


@pytest.mark.parametrize("kind", ["sharp", "vague"])
def test_a_new_report_costs_much_the_same_beside_many(kind: str) -> None:
    costs = []
    for size in (1_000, 12_000):
        fold, new = filled(reports(size)), new_reports(kind, size)
        costs.append(calls(lambda fold=fold, new=new: drained(fold, new)))  # type: ignore[misc]
    assert costs[1] < 3 * costs[0]


def drained(fold: Incidents, new: list[Any]) -> None:
    for claim in new:
        fold.add(claim)
        fold.drain()


def city_day(count: int, shape: str) -> list[Any]:
    chance = Random(count)
    made = []
    for number in range(count):
        place, toll = dict(TARLAI), 10
        if shape == "tolls":
            toll = 1 + 7 * number
        elif shape == "sites":
            place["locality"] = place["name"] = f"Placename{number} Mosque"
        else:
            place["locality"] = place["name"] = f"Placename{number} Word{number % 5} Mosque"
            toll += chance.randrange(50)
        made.append(attack(f"Outlet {number}", "2026-02-06T10:00", toll, place=place))
    return made


@pytest.mark.parametrize("shape", ["tolls", "sites", "words"])
def test_a_city_with_hundreds_of_reports_in_a_day(shape: str) -> None:
    few, many = city_day(100, shape), city_day(400, shape)
    resolve(few[:50])
    assert calls(lambda: resolve(many)) < 7 * calls(lambda: resolve(few))
    assert calls(lambda: filled(many)) < 7 * calls(lambda: filled(few))
