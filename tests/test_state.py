"""State by partition: what leaves is forgotten, what comes back is read anew."""

from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP
from hypothesis import given
from hypothesis import strategies as st

from streams.app import create_app
from streams.config import Settings
from streams.state import Memory, PartitionStore, StateTable


def test_writes_leave_the_version_and_restoring_and_dropping_change_it() -> None:
    memory = Memory()
    memory.write(0, b"a", b"1")
    before = memory.version(0)
    memory.write(0, b"a", b"2")
    assert (memory.read(0, b"a"), memory.version(0)) == (b"2", before)
    memory.restore(0, b"a", b"3")
    assert memory.version(0) != before
    before = memory.version(0)
    memory.drop(0)
    assert (memory.read(0, b"a"), memory.version(0) != before) == (None, True)


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.binary(max_size=2), st.none() | st.binary(max_size=3)), max_size=30
    )
)
def test_partitions_are_dictionaries_of_their_own(writes: list[tuple[int, bytes, bytes | None]]) -> None:
    memory = Memory()
    model: dict[int, dict[bytes, bytes]] = {0: {}, 1: {}, 2: {}}
    for partition, key, value in writes:
        memory.write(partition, key, value)
        if value is None:
            model[partition].pop(key, None)
        else:
            model[partition][key] = value
    assert {partition: dict(memory.entries(partition)) for partition in model} == model
    assert len(memory) == sum(len(values) for values in model.values())


@pytest.fixture
def table() -> StateTable:
    app = create_app(Settings(app_id="test"))
    return app.runners[0].tables["articles-seen"]


def restored(table: StateTable, partition: int, *items: tuple[bytes, bytes | None]) -> None:
    events: list[Any] = [
        SimpleNamespace(
            message=SimpleNamespace(topic="t", partition=partition, offset=0, key=key, value=value)
        )
        for key, value in items
    ]
    table.apply_changelog_batch(events)


async def test_the_changelog_s_last_word_on_a_key_stands(table: StateTable) -> None:
    restored(table, 1, (b"a", b"1"), (b"b", b"1"), (b"a", b"2"), (b"b", None))
    assert dict(table.entries(1)) == {b"a": b"2"}
    assert dict(table.entries(0)) == {}


async def test_a_partition_that_was_elsewhere_is_forgotten_with_how_far_it_was_read(
    table: StateTable,
) -> None:
    recovery = table.app.tables.recovery  # type: ignore[attr-defined]  # the interface leaves it out
    here, gone, came = (TP(table.changelog_topic_name, number) for number in range(3))
    for tp in (here, gone, came):
        restored(table, tp.partition, (b"k", b"v"))
        recovery.active_offsets[tp] = 10
    await table.on_rebalance({here, came}, {gone}, {came})
    assert [dict(table.entries(tp.partition)) for tp in (here, gone, came)] == [{b"k": b"v"}, {}, {}]
    assert dict(recovery.active_offsets) == {here: 10}


async def test_a_write_is_a_record_of_the_changelog_s_partition(table: StateTable) -> None:
    record = table.record(1, b"k", b"v")
    assert (record.topic, record.partition) == ("test-articles-seen-changelog", 1)
    assert table.read(1, b"k") is None
    table.commit(1, b"k", b"v")
    assert table.read(1, b"k") == b"v"


async def test_faust_s_own_ways_of_writing_are_closed(table: StateTable) -> None:
    store = table.data
    assert isinstance(store, PartitionStore)
    with pytest.raises(TypeError, match="with the batch"):
        store[b"k"] = b"v"
    with pytest.raises(TypeError, match="by partition"):
        store[b"k"]
