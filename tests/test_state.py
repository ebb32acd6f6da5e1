"""State by partition: what leaves is forgotten, what comes back is read anew or, from disk, on from where it was held."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from streams.app import create_app
from streams.config import Settings
from streams.kept import Position, digest
from streams.state import PartitionStore, StateTable, Written


@pytest.fixture(params=["memory", "rocksdb"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> StateTable:
    app = create_app(Settings(app_id="test", store=request.param, data_dir=tmp_path))
    app._consumer = SimpleNamespace(changelogs=Played(), assignment=set)  # type: ignore[assignment]
    table = app.runners[0].tables["articles-seen"]
    for partition in range(3):
        table.kept.open(partition)
    return table


class Played:
    """How far changelogs are played without a gap, said by hand."""

    end = 1000

    def done(self, _: TP) -> int:
        return self.end

    def finish(self, *_: Any) -> None:
        """It is said by hand."""


def restored(table: StateTable, partition: int, *items: tuple[bytes, bytes | None], first: int = 0) -> None:
    tp = TP(table.changelog_topic_name, partition)
    events: list[Any] = [
        SimpleNamespace(
            message=SimpleNamespace(
                tp=tp,
                topic=tp.topic,
                partition=partition,
                offset=offset,
                key=key,
                value=value,
                timestamp=1.5,
            )
        )
        for offset, (key, value) in enumerate(items, first)
    ]
    table.apply_changelog_batch(events)


def held(table: StateTable, partition: int) -> int | None:
    return table.persisted_offset(TP(table.changelog_topic_name, partition))


async def test_the_changelog_s_last_word_on_a_key_stands(table: StateTable) -> None:
    before = table.version(1)
    restored(table, 1, (b"a", b"1"), (b"b", b"1"), (b"a", b"2"), (b"b", None))
    assert dict(table.entries(1)) == {b"a": b"2"}
    assert dict(table.entries(0)) == {}
    assert (held(table, 1), held(table, 0)) == (3, None)
    assert table.version(1) != before


async def test_what_is_played_past_a_gap_is_held_only_up_to_the_gap(table: StateTable) -> None:
    table.app.consumer.changelogs.end = 2  # type: ignore[attr-defined]  # the stand-in above
    restored(table, 1, (b"a", b"1"), (b"a", b"2"), first=0)
    restored(table, 1, (b"b", b"4"), (b"c", b"5"), first=4)
    assert held(table, 1) == 1
    assert table.kept.position(1) == Position(1, digest(b"a", b"2", 1500))


async def test_a_partition_that_was_elsewhere_is_forgotten_with_how_far_it_was_read(
    table: StateTable,
) -> None:
    recovery = table.app.tables.recovery  # type: ignore[attr-defined]  # the interface leaves it out
    here, gone, came = (TP(table.changelog_topic_name, number) for number in range(3))
    for tp in (here, gone, came):
        restored(table, tp.partition, (b"k", b"v"))
        recovery.active_offsets[tp] = 10
    versions = [table.version(number) for number in range(3)]
    await table.on_rebalance({here, came}, {gone}, {came})
    assert dict(recovery.active_offsets) == {here: 10}
    assert [table.version(number) == version for number, version in enumerate(versions)] == [True, False, False]  # fmt: skip
    assert dict(table.entries(0)) == {b"k": b"v"}
    # only the disk still has the other one, and how far it was held; it is for the recovery to look whether that is so
    on_disk = isinstance(table.kept.position(2), Position)
    assert dict(table.entries(2)) == ({b"k": b"v"} if on_disk else {})


async def test_a_write_is_a_record_of_the_changelog_s_partition(table: StateTable) -> None:
    record = table.record(1, b"k", b"v")
    assert (record.topic, record.partition) == ("test-articles-seen-changelog", 1)
    assert table.read(1, b"k") is None
    table.commit(1, [Written(b"k", b"v", 0, 7)])
    assert table.read(1, b"k") == b"v"
    assert table.kept.position(1) == Position(0, digest(b"k", b"v", 7))


async def test_writes_that_follow_move_the_position_and_leave_what_was_derived_valid(
    table: StateTable,
) -> None:
    restored(table, 0, (b"a", b"1"))
    version = table.version(0)
    # in the order of the batch, which is not that of the records
    table.commit(0, [Written(b"x", b"1", 2, 0), Written(b"y", b"1", 1, 0)])
    assert (held(table, 0), table.version(0)) == (2, version)
    # a record that is not ours stands between
    table.commit(0, [Written(b"x", b"2", 4, 0)])
    table.commit(0, [Written(b"y", None, 5, 0)])
    assert held(table, 0) == 2
    assert dict(table.entries(0)) == {b"a": b"1", b"x": b"2"}


async def test_a_short_value_is_read_as_it_was_and_beside_plain_ones(table: StateTable) -> None:
    long = b'{"revision":"2026-01-20T05:00:00.000000Z/1","events":[]}' * 3
    restored(table, 0, (b"a", long))
    table.short = True
    record = table.record(0, b"b", long)
    assert record.value is not None
    assert len(record.value) < len(long) / 2
    table.commit(0, [Written(b"b", record.value, 1, 0)])
    assert dict(table.entries(0)) == {b"a": long, b"b": long}
    assert table.read(0, b"b") == long
    assert table.record(0, b"b", None).value is None


async def test_faust_s_own_ways_of_writing_are_closed(table: StateTable) -> None:
    store = table.data
    assert isinstance(store, PartitionStore)
    with pytest.raises(TypeError, match="with the batch"):
        store[b"k"] = b"v"
    with pytest.raises(TypeError, match="by partition"):
        store[b"k"]
