"""Tolls over streams of reports whose truth is known: outlets lag, bound from below, mistake the day, and print old counts late."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from schemas import Attack, Count, Incident
from schemas.tables import Toll
from streams.security.estimates import Said, values
from streams.security.fold import Incidents
from tests.security.reports import ISLAMABAD, TARLAI, attack

OUTLETS = ("Agency", "Courier", "Daily", "Echo", "Flash", "Gazette", "Herald")


def stream(chance: Random) -> tuple[list[Attack], list[int]]:
    """Reports in the order of publication, and the truth at each: an outlet tells the count of now or an older one."""
    truth = [chance.randrange(4, 12)]
    while len(truth) < chance.randrange(2, 6):
        truth.append(truth[-1] + chance.randrange(1, 15))
    made: list[Attack] = []
    then: list[int] = []
    for stage, count in enumerate(truth):
        last = stage == len(truth) - 1
        told = chance.sample(OUTLETS, 5 if last else chance.randrange(2, 4))
        for number, outlet in enumerate(told):
            # the first with the new count has it; at the end two of five still print an older one
            lags = number in (1, 3) and stage > 0 and chance.random() < 0.8
            toll = truth[chance.randrange(stage)] if lags else count
            bound = chance.random() < 0.4
            made.append(
                attack(
                    outlet,
                    f"2026-02-{6 + stage:02}T{10 + number}:{chance.randrange(60):02}",
                    toll,
                    day="2026-02-07" if number and chance.random() < 0.25 else "2026-02-06",
                    place=TARLAI if chance.random() < 0.6 else ISLAMABAD,
                    qualifier="at_least" if bound else "exact",
                    low=toll,
                )
            )
            then.append(count)
    return made, then


def only(fold: Incidents) -> Incident:
    """The largest incident: a report that mistakes the day may stand apart while nothing ties it."""
    rows = [row for row in fold.views() if isinstance(row, Incident)]
    return max(rows, key=lambda row: len(row.articles))


@pytest.mark.parametrize("seed", range(200))
def test_the_toll_follows_the_truth(seed: int) -> None:
    made, truth = stream(Random(seed))
    fold = Incidents()
    for report, now in zip(made, truth, strict=True):
        fold.add(report)
        row = only(fold)
        assert row.killed.low is not None
        assert row.killed.best is not None
        high = math.inf if row.killed.high is None else row.killed.high
        assert row.killed.low <= row.killed.best <= high
        assert row.killed.low <= now <= high
    assert only(fold).killed.best == truth[-1]


@pytest.mark.parametrize("seed", range(20))
def test_arrival_out_of_order_ends_in_the_same_toll(seed: int) -> None:
    made, truth = stream(Random(seed))
    Random(seed).shuffle(made)
    fold = Incidents()
    for report in made:
        fold.add(report)
        fold.drain()
    assert only(fold).killed.best == truth[-1]


def test_at_least_alone_gives_no_high() -> None:
    fold = Incidents()
    fold.add(attack("Flash", "2026-02-06T10:00", 15, qualifier="at_least"))
    fold.add(attack("Agency", "2026-02-06T11:00", 17, qualifier="at_least"))
    assert only(fold).killed == Toll(low=17, best=17, high=None)
    # a lower count without it says nothing of the highest
    fold.add(attack("Daily", "2026-02-06T11:30", 16))
    assert only(fold).killed.high is None
    fold.add(attack("Wire", "2026-02-06T12:00", 17))
    assert only(fold).killed.high == 17


def test_many_late_reprints_of_the_first_count_do_not_pull_the_toll_back() -> None:
    rising = [attack("Flash", "2026-02-06T10:00", 15), attack("Agency", "2026-02-07T10:00", 36)]
    reprints = [attack(name, f"2026-02-0{8 + day}T09:00", 15) for day, name in enumerate("AB")]
    fold = Incidents()
    for report in [*rising, *reprints, attack("Daily", "2026-02-08T10:00", 15, day="2026-02-07")]:
        fold.add(report)
    assert (only(fold).killed.low, only(fold).killed.best, only(fold).killed.high) == (15, 36, 36)


def test_an_outlet_that_repeats_its_first_count_keeps_its_word_on_the_last() -> None:
    fold = Incidents()
    for at, toll in (("06T10:00", 15), ("07T10:00", 36), ("08T10:00", 15), ("09T10:00", 15)):
        fold.add(attack("Flash", f"2026-02-{at}", toll))
    assert only(fold).killed.best == 36


@pytest.mark.parametrize("seed", range(300))
def test_what_overtakes_is_a_later_higher_count_that_is_not_one_voice_far_beyond_several(seed: int) -> None:
    chance, start = Random(seed), datetime(2026, 2, 6, tzinfo=UTC)
    counts = [1, 2, 5, 9, 14, 20, 33, 50, 90, 200]
    said = [
        Said(
            start + timedelta(hours=chance.randrange(8)),
            chance.choice("ABCD"),
            Count(value=chance.choice(counts)),
        )
        for _ in range(chance.randrange(1, 9))
    ]
    found = values(sorted(said, key=lambda item: item.at))
    for one in found:
        over = [
            other
            for other in found
            if other.value > one.value
            and (len(other.sources) > 1 or len(one.sources) < 2 or other.value <= 2 * one.value + 10)
        ]
        assert one.overtaken == any(other.first > one.last for other in over)
        assert one.stale == any(other.first > one.first for other in over)
