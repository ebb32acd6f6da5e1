"""The consumer's thread sets partitions to where they are committed, in as few requests as that takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.structs import OffsetAndMetadata

from streams.app import create_app
from streams.config import Settings
from streams.transport import Consumer, ConsumerThread

KNOWN = [TopicPartition("articles", number) for number in range(3)]
NEVER = [TopicPartition("articles", 3), TopicPartition("articles.economy", 0)]
CHANGELOG = TopicPartition("test-articles-seen-changelog", 0)


class Client:
    """An aiokafka consumer as far as the thread asks it."""

    def __init__(self) -> None:
        self.asked: list[Sequence[TopicPartition]] = []
        self.positions: dict[TopicPartition, int] = {}
        self._coordinator = self

    def assignment(self) -> set[TopicPartition]:
        return {*KNOWN, *NEVER, CHANGELOG}

    async def fetch_committed_offsets(
        self, tps: Sequence[TopicPartition]
    ) -> dict[TopicPartition, OffsetAndMetadata]:
        self.asked.append(tps)
        # of what was never committed, brokers say nothing, or -1
        return {tp: OffsetAndMetadata(tp.partition, "") for tp in KNOWN} | {
            NEVER[0]: OffsetAndMetadata(-1, "")
        }

    def seek(self, tp: TopicPartition, offset: int) -> None:
        self.positions[tp] = offset

    async def seek_to_beginning(self, *tps: TopicPartition) -> None:
        self.positions.update(dict.fromkeys(tps, 40))

    async def position(self, tp: TopicPartition) -> int:
        return self.positions[tp]


async def test_all_partitions_are_asked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(Settings(app_id="test"))
    begun: dict[Any, int] = {}

    class Owner(Consumer):
        def __init__(self) -> None:
            self.offsets: Any = SimpleNamespace(begin=begun.update)

    client = Client()
    thread: Any = ConsumerThread.__new__(ConsumerThread)
    thread.app, thread.consumer = app, Owner()
    monkeypatch.setattr(ConsumerThread, "_ensure_consumer", lambda _: client)
    committed = await thread._seek_to_committed()
    (asked,) = client.asked
    assert names(asked) == names([*KNOWN, *NEVER])
    assert committed == {tp: tp.partition for tp in KNOWN}
    # also where the first message is the one to be read next
    assert client.positions == {**committed, **dict.fromkeys(NEVER, 40)}
    assert begun == client.positions


def names(tps: Iterable[TopicPartition]) -> list[tuple[str, int]]:
    return sorted((tp.topic, tp.partition) for tp in tps)
