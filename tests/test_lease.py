"""Until when a worker may write, by a clock that the tests turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from aiokafka.errors import NoError, RebalanceInProgressError, UnknownMemberIdError
from aiokafka.protocol.group import HeartbeatRequest, JoinGroupRequest, SyncGroupRequest
from hypothesis import given
from hypothesis import strategies as st

from streams.lease import Lease, follow


class Clock:
    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lease(clock: Clock) -> Lease:
    return Lease(session=6, rebalance=10, now=clock)


def test_who_is_in_no_group_may_write(lease: Lease) -> None:
    assert lease.holds()


def test_it_holds_for_a_session_from_what_was_asked(lease: Lease, clock: Clock) -> None:
    lease.heard(clock.time - 2)  # the answer took two seconds
    clock.time += 3.9
    assert lease.holds()
    clock.time += 0.2
    assert not lease.holds()


def test_an_answer_that_comes_after_the_session_renews_nothing(lease: Lease, clock: Clock) -> None:
    asked = clock.time
    clock.time += 7
    lease.heard(asked)
    assert not lease.holds()


def test_it_holds_again_when_the_group_still_knows_the_member(lease: Lease, clock: Clock) -> None:
    lease.heard(clock.time)
    clock.time += 8
    turn = lease.turn
    lease.heard(clock.time)
    assert lease.holds()
    assert lease.turn == turn


def test_what_the_group_took_away_begins_another_turn(lease: Lease, clock: Clock) -> None:
    lease.heard(clock.time)
    turn = lease.turn
    lease.lost()
    assert not lease.holds()
    assert lease.turn != turn
    outside = (lease.turn, lease.out)
    lease.heard(clock.time)
    assert lease.holds()
    assert outside == (turn + 1, True)
    assert (lease.turn, lease.out) == (turn + 2, False)


def test_a_rebalance_drops_who_does_not_come_back(lease: Lease, clock: Clock) -> None:
    lease.heard(clock.time)
    for _ in range(9):
        clock.time += 1
        lease.heard(clock.time, moving=True)
        assert lease.holds()
    clock.time += 1
    lease.heard(clock.time, moving=True)
    assert not lease.holds()


def test_handing_over_begins_another_turn_and_the_lease_goes_on(lease: Lease, clock: Clock) -> None:
    lease.heard(clock.time)
    turn = lease.turn
    lease.end()
    assert lease.turn != turn
    assert lease.holds()


@given(st.lists(st.tuples(st.sampled_from(["wait", "heard", "lost"]), st.floats(0, 12)), max_size=30))
def test_it_never_holds_a_session_after_the_last_word(steps: list[tuple[str, float]]) -> None:
    clock = Clock()
    lease = Lease(session=6, rebalance=10, now=clock)
    last: float | None = None
    for step, seconds in steps:
        if step == "wait":
            clock.time += seconds
        elif step == "heard":
            last = clock.time
            lease.heard(last)
        else:
            last = None
            lease.lost()
            assert not lease.holds()
        if last is not None:
            assert lease.holds() == (clock.time < last + 6)


@dataclass
class Answer:
    error_code: int


class Coordinator:
    """As far as a lease knows aiokafka's."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.error = NoError.errno
        self.resets = 0

    async def _send_req(self, request: Any) -> Answer:
        self.clock.time += 1
        return Answer(self.error)

    def reset_generation(self) -> None:
        self.resets += 1


async def test_a_coordinator_tells_what_it_hears(lease: Lease, clock: Clock) -> None:
    coordinator = Coordinator(clock)
    follow(coordinator, lease)
    heartbeat = HeartbeatRequest("group", 1, "member")

    await coordinator._send_req(SyncGroupRequest("group", 1, "member", "", []))
    clock.time += 4.9
    assert lease.holds()
    await coordinator._send_req(heartbeat)
    clock.time += 4.9
    assert lease.holds()
    coordinator.error = RebalanceInProgressError.errno
    await coordinator._send_req(heartbeat)
    assert lease.holds()

    # what says nothing of the session
    await coordinator._send_req(JoinGroupRequest("group", 6000, 10000, "member", "", "consumer", []))
    coordinator.error = UnknownMemberIdError.errno
    clock.time += 5
    await coordinator._send_req(heartbeat)
    assert not lease.holds()
    turn = lease.turn
    coordinator.reset_generation()
    assert lease.turn != turn
    assert coordinator.resets == 1
