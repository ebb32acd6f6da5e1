"""Marks kept where a group's progress is kept anyway.

The committed offset says that everything before it is done, and the commit's metadata lists what is done after it. (The
embedded broker keeps no metadata: there, only what is done in order is known.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams.config import Settings
from streams.marks import Marks
from streams.topics import administrator


async def committed(
    settings: Settings, group: str, tps: Sequence[TopicPartition]
) -> dict[TopicPartition, Marks]:
    """A group's marks of the partitions; empty where it never committed any."""
    async with administrator(settings) as client:
        found = await client.list_consumer_group_offsets(group, partitions=list(tps))
    marks: dict[TopicPartition, Marks] = {}
    for tp in tps:
        kept = found.get(tp)
        marks[tp] = Marks.load(kept.offset, kept.metadata or "") if kept and kept.offset >= 0 else Marks()
    return marks


async def note(client: AIOKafkaConsumer, marks: Mapping[TopicPartition, Marks]) -> None:
    """Commit marks for the client's group."""
    begins = await client.beginning_offsets(list(marks))
    for tp, first in begins.items():
        marks[tp].begin(first)
    await client.commit({tp: (of.start, of.dump()) for tp, of in marks.items()})
