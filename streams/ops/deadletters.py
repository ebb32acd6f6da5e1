"""Dead letters: what they are, and sending them on their way again."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence

from aiokafka import TopicPartition

from streams import topology
from streams.clients import backlog, consumer, partitions_of, producer
from streams.config import Settings
from streams.delivery import Message, deliver, describe, replayed
from streams.publish import sender
from streams.topology import Topic

Tally = Counter[tuple[str, str, str]]
"""How many dead letters there are by topic, stage and code."""


def topics_of(settings: Settings, name: str | None = None) -> list[Topic]:
    """The dead-letter topics, or the one of `name` (with or without `.dlq`); none for an unknown name."""
    every = [topic for topic in topology.topics(settings) if topic.kind == "dead-letters"]
    if name is None:
        return every
    wanted = {name, topology.dead_letters_of(name)}
    return [topic for topic in every if wanted & {topic.base, topic.name}]


async def letters(settings: Settings, topics: Sequence[Topic]) -> AsyncIterator[Message]:
    """The dead letters that the topics hold now."""
    async with consumer(settings) as client:
        async for letter in backlog(client, topics):
            yield letter


async def tally(settings: Settings, topics: Sequence[Topic]) -> Tally:
    """The dead letters counted."""
    found: Tally = Counter()
    async for letter in letters(settings, topics):
        told = describe(letter)
        found[letter.topic, told.stage, told.code] += 1
    return found


async def replay(settings: Settings, topics: Sequence[Topic]) -> int:
    """Send every dead letter that was not replayed yet back to its topic; how many there were.

    What was replayed is remembered as offsets of the group `<app id>-replay`, committed after the broker has the messages:
    an interruption repeats some, which is harmless.
    """
    count = 0
    async with consumer(settings, group=f"{settings.app_id}-replay") as client, producer(settings) as out:
        tps = await partitions_of(client, topics)
        client.assign(tps)
        start = {tp: await client.committed(tp) or 0 for tp in tps}
        done: dict[TopicPartition, int] = {}
        async for letter in backlog(client, topics, start=start):
            await deliver([replayed(letter)], sender(out), abandon=lambda: False)
            done[TopicPartition(letter.topic, letter.partition)] = letter.offset + 1
            count += 1
        if done:
            await client.commit(done)
    return count
