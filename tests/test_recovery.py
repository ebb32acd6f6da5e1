"""A recovery that stands still is noticed and read on; one that moves is left alone."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

from aiokafka import TopicPartition
from faust.types import TP

from streams.offsets import Offsets
from streams.recovery import Standstill, _behind, _holes, _recovering, _waiting, resume


def test_offsets_that_move_are_no_standstill() -> None:
    standstill: Standstill[dict[str, int]] = Standstill(seconds=5)
    assert [standstill.seen({"tp": offset}, now=offset * 4.0) for offset in range(5)] == [False] * 5


def test_offsets_that_stay_are_one_every_so_often() -> None:
    standstill: Standstill[dict[str, int]] = Standstill(seconds=5)
    assert [standstill.seen({"tp": 7}, now=float(second)) for second in range(12)] == [
        second in (5, 10) for second in range(12)
    ]


def test_nothing_to_recover_is_no_standstill() -> None:
    standstill: Standstill[dict[str, int]] = Standstill(seconds=5)
    assert not any(standstill.seen(None, now=second * 3.0) for second in range(9))
    assert not standstill.seen({"tp": 7}, now=30.0)


class Consumer:
    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.changelogs: Offsets[str] = Offsets()

    def resume_partitions(self, tps: set[str]) -> None:
        self.calls.append(("partitions", tps))

    def resume_flow(self) -> None:
        self.calls.append(("flow", None))


async def test_it_is_set_back_to_what_was_applied_and_flows_again() -> None:
    consumer = Consumer()
    consumer.changelogs.follow("a", 0)
    for offset in (0, 1, 3):  # 2 was dropped
        consumer.changelogs.fetched("a", [offset])
        consumer.changelogs.finish("a", offset)

    async def seek(_consumer: Consumer, tps: set[str], offsets: Counter[str], _title: str) -> None:
        consumer.calls.append(("seek", {tp: offsets[tp] for tp in tps}))

    recovery = SimpleNamespace(active_offsets=Counter({"a": 3, "b": 9}), _seek_offsets=seek)
    flow = SimpleNamespace(resume=lambda: None)
    await resume(
        SimpleNamespace(tables=SimpleNamespace(recovery=recovery), consumer=consumer, flow_control=flow),
        {"a"},
    )
    assert consumer.calls == [("seek", {"a": 3}), ("partitions", {"a"}), ("flow", None)]


def test_partitions_are_named_as_faust_names_them() -> None:
    """Some of its books have aiokafka's names for keys, which are equal; but it asserts that they are its own."""
    theirs = TopicPartition("changelog", 0)
    recovery = SimpleNamespace(
        active_remaining=lambda: {theirs: 3},
        active_offsets={theirs: 7},
        in_recovery=True,
        behind=lambda: {theirs: 7},
    )
    offsets = SimpleNamespace(holes=lambda: {theirs: 7}, open=lambda: {theirs: 7})
    app = SimpleNamespace(
        tables=SimpleNamespace(recovery=recovery),
        consumer=SimpleNamespace(offsets=offsets),
        rebalancing=False,
        runners=[],
    )
    for found in (_recovering(app), _holes(app), _waiting(app), _behind(app)):
        assert found == {TP("changelog", 0): 7}
        assert all(isinstance(tp, TP) for tp in found)
