"""Consumer lag, asked of the broker and not of the worker: a worker that hangs cannot tell."""

from __future__ import annotations

from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams import topology
from streams.clients import consumer, partitions_of
from streams.config import Settings

#: How long to wait for the oldest open message of all partitions, in milliseconds a round.
_ROUND_MS = 500
_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Lag:
    """How far a group is behind in one partition."""

    topic: str
    partition: int
    committed: int | None
    """The next offset to process; None where the group never committed one."""
    end: int
    messages: int
    seconds: float | None
    """Age of the oldest message that is not processed; 0 with none open, None where it could not be read in time."""


async def lag(settings: Settings, *, now: float, ages: bool = True) -> list[Lag]:
    """The worker group's lag in every topic that it consumes, in the topology's order; `now` in seconds since 1970.

    Without `ages`, no message is read and `seconds` is None where messages are open.
    """
    kinds = {"articles", "classified", "events"}
    wanted = [
        topic
        for topic in topology.topics(settings)
        if topic.kind in kinds and topic.base != topology.OTHER  # which nobody consumes
    ]
    async with consumer(settings, group=settings.app_id) as client:
        tps = await partitions_of(client, wanted)
        client.assign(tps)
        # The offsets before the ends: what is passed on between the two questions counts as open, never as done.
        committed = {tp: await client.committed(tp) for tp in tps}
        begins: dict[TopicPartition, int] = await client.beginning_offsets(tps)
        ends: dict[TopicPartition, int] = await client.end_offsets(tps)
        nexts = {tp: max(committed[tp] or 0, begins[tp]) for tp in tps}
        behind = {tp: nexts[tp] for tp in tps if ages and nexts[tp] < ends[tp]}
        oldest = await _oldest(client, behind, now) if behind else {}
    return [
        Lag(
            tp.topic,
            tp.partition,
            committed[tp],
            ends[tp],
            max(0, ends[tp] - nexts[tp]),
            oldest.get(tp) if nexts[tp] < ends[tp] else 0.0,
        )
        for tp in tps
    ]


async def _oldest(
    client: AIOKafkaConsumer, nexts: dict[TopicPartition, int], now: float
) -> dict[TopicPartition, float]:
    """The age of the message at each offset, in seconds."""
    ages: dict[TopicPartition, float] = {}
    client.assign(list(nexts))
    for tp, offset in nexts.items():
        client.seek(tp, offset)
    for _ in range(_ROUNDS):
        waiting = [tp for tp in nexts if tp not in ages]
        if not waiting:
            break
        for tp, records in (await client.getmany(*waiting, timeout_ms=_ROUND_MS, max_records=None)).items():
            if records and tp not in ages:
                ages[tp] = max(0.0, now - records[0].timestamp / 1000)
    return ages
