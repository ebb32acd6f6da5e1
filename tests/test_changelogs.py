"""Recovery passes over no record: where one was lost on its way, it goes back to it."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from faust.tables.recovery import RebalanceAgain, ServiceStopped
from faust.types import TP

from streams.app import create_app
from streams.changelogs import Recovery
from streams.config import Settings
from streams.offsets import Offsets

TOPIC = "test-articles-seen-changelog"
ACTIVE, STANDBY = TP(TOPIC, 0), TP(TOPIC, 1)


class Consumer:
    """Reads changelogs as told, and notes where it is sent back to."""

    def __init__(self) -> None:
        self.changelogs: Offsets[TP] = Offsets()
        self.sent_back: dict[TP, int] = {}

    async def read_again(self, tp: TP, offset: int) -> None:
        self.sent_back[tp] = offset

    async def seek_wait(self, offsets: dict[TP, int]) -> None:
        for tp, offset in offsets.items():
            self.changelogs.follow(tp, offset)


@pytest.fixture
def recovery() -> Recovery:
    app = create_app(Settings(app_id="test"))
    app._consumer = Consumer()  # type: ignore[assignment]
    tables: Any = app.tables
    recovery = tables.recovery
    assert isinstance(recovery, Recovery)
    recovery.active_tps.add(ACTIVE)
    recovery.standby_tps.add(STANDBY)
    return recovery


def consumer(recovery: Recovery) -> Consumer:
    found: Any = recovery.app.consumer
    assert isinstance(found, Consumer)
    return found


def played(recovery: Recovery, tp: TP, *offsets: int, lost: int | None = None) -> None:
    progress = consumer(recovery).changelogs
    progress.fetched(tp, offsets)
    for offset in offsets:
        if offset != lost:
            progress.finish(tp, offset)


async def test_a_record_that_was_lost_in_a_recovery_begins_it_again_from_there(recovery: Recovery) -> None:
    recovery.active_offsets[ACTIVE] = -1
    await recovery._seek_offsets(consumer(recovery), {ACTIVE}, recovery.active_offsets, "active")
    played(recovery, ACTIVE, 0, 3, 4, 9, lost=4)  # compaction took the others
    recovery.active_offsets[ACTIVE] = 9
    with pytest.raises(RebalanceAgain):
        await recovery.on_recovery_completed()
    assert recovery.active_offsets[ACTIVE] == 3
    assert recovery.signal_recovery_start.is_set()


async def test_a_standby_goes_back_to_what_it_lost_within_and_at_the_end(recovery: Recovery) -> None:
    recovery.standby_offsets[STANDBY] = 6
    await recovery._seek_offsets(consumer(recovery), {STANDBY}, recovery.standby_offsets, "standby")
    assert recovery.behind() == {}
    for offsets, lost in (((7, 8, 9), 8), ((8, 9, 10), 10)):
        played(recovery, STANDBY, *offsets, lost=lost)
        recovery.standby_offsets[STANDBY] = offsets[-1]
        assert recovery.behind() == {STANDBY: lost}
        await recovery.read_again(recovery.behind())
        assert consumer(recovery).sent_back == {STANDBY: lost}
        assert recovery.standby_offsets[STANDBY] == lost - 1
        consumer(recovery).changelogs.again(STANDBY, lost)
    played(recovery, STANDBY, 10)
    assert recovery.behind() == {}


async def test_what_was_read_last_is_not_read_again(recovery: Recovery) -> None:
    asked: dict[TP, int] = {}

    async def seek(offsets: dict[TP, int]) -> None:
        asked.update(offsets)

    where = SimpleNamespace(seek_wait=seek)
    await recovery._seek_offsets(where, {ACTIVE, STANDBY}, {ACTIVE: 5, STANDBY: -1}, "active")
    assert asked == {ACTIVE: 6, STANDBY: 0}


async def test_a_partition_of_which_nothing_is_held_is_read_from_its_beginning(
    recovery: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    recovery.active_offsets.update({ACTIVE: 7, STANDBY: 7})
    table = recovery._tables[TOPIC]
    monkeypatch.setattr(recovery.app, "consumer_generation_id", 1, raising=False)
    for partition in (0, 1):
        table.kept.open(partition)
    await recovery.on_rebalance({ACTIVE, STANDBY}, set(), {ACTIVE}, 0)
    assert dict(recovery.active_offsets) == {}


async def test_a_step_that_takes_too_long_is_begun_again_and_does_not_end_recovery_for_good(
    recovery: Recovery,
) -> None:
    with pytest.raises(RebalanceAgain):
        await recovery._wait(asyncio.sleep(60), timeout=0.01)
    assert recovery.signal_recovery_start.is_set()


async def test_a_worker_that_stops_recovers_no_more(recovery: Recovery) -> None:
    recovery._stopped.set()
    with pytest.raises(ServiceStopped):
        await recovery._wait(asyncio.sleep(60), timeout=60)
    assert not recovery.signal_recovery_start.is_set()


async def test_a_partition_that_left_while_its_offsets_were_asked_for_leaves_recovery_to_the_next_rebalance(
    recovery: Recovery,
) -> None:
    where = SimpleNamespace(seek_wait=None)
    offsets: Any = {ACTIVE: 5, STANDBY: None}
    with pytest.raises(RebalanceAgain):
        await recovery._seek_offsets(where, {ACTIVE, STANDBY}, offsets, "active")
