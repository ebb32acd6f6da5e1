"""Dead letters: what they are, which of them are meant, and sending them on their way again."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas import DeadLetter
from streams import topology
from streams.clients import backlog, consumer, partitions_of, producer
from streams.config import Settings
from streams.delivery import Message, deliver, describe, replayed
from streams.marks import Marks
from streams.ops.marks import committed, note
from streams.publish import sender
from streams.topology import Topic

#: A message that failed so often was replayed twice already: a third time wants `force`.
FAILURES: Final = 3
#: Replays between two notes of how far they got.
_NOTED_EVERY: Final = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """Which dead letters are meant; what is left out does not matter."""

    codes: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    """Set aside at or after `since`, and before `until`."""

    def takes(self, letter: Message, told: DeadLetter) -> bool:
        """Whether a letter is meant; one without a time is where no time is asked."""
        if (self.codes and told.code not in self.codes) or (self.stages and told.stage not in self.stages):
            return False
        if self.since is None and self.until is None:
            return True
        at = failed_at(letter)
        return (
            at is not None
            and (self.since is None or at >= self.since)
            and (self.until is None or at < self.until)
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter, what its headers say, and whether it was replayed."""

    message: Message
    told: DeadLetter
    replayed: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many dead letters there are of a kind, and how many of them were replayed."""

    topic: str
    stage: str
    code: str
    count: int
    replayed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a replay did, or would do: letters sent back, and those that failed too often to be sent without force."""

    replayed: int
    refused: int


def failed_at(letter: Message) -> datetime | None:
    """When the letter was set aside."""
    return None if letter.timestamp is None else datetime.fromtimestamp(letter.timestamp / 1000, UTC)


def topics_of(settings: Settings, name: str | None = None) -> list[Topic]:
    """The dead-letter topics, or the one of `name` (with or without `.dlq`); none for an unknown name."""
    every = [topic for topic in topology.topics(settings) if topic.kind == "dead-letters"]
    if name is None:
        return every
    wanted = {name, topology.dead_letters_of(name)}
    return [topic for topic in every if wanted & {topic.base, topic.name}]


async def letters(
    settings: Settings, topics: Sequence[Topic], choice: Choice | None = None
) -> AsyncIterator[Letter]:
    """The dead letters that the topics hold now, those that are meant."""
    async with consumer(settings) as client:
        marks = await committed(settings, _group(settings), await partitions_of(client, topics))
        async for letter in _chosen(client, topics, choice or Choice(), marks):
            yield letter


async def tally(settings: Settings, topics: Sequence[Topic], choice: Choice | None = None) -> list[Count]:
    """The dead letters counted, by topic, stage and code."""
    counts: Counter[tuple[str, str, str]] = Counter()
    again: Counter[tuple[str, str, str]] = Counter()
    async for letter in letters(settings, topics, choice):
        kind = letter.message.topic, letter.told.stage, letter.told.code
        counts[kind] += 1
        again[kind] += letter.replayed
    return [Count(*kind, counts[kind], again[kind]) for kind in sorted(counts)]


async def replay(
    settings: Settings,
    topics: Sequence[Topic],
    choice: Choice | None = None,
    *,
    dry_run: bool = False,
    force: bool = False,
    rate: float | None = None,
) -> Outcome:
    """Send the dead letters that are meant, and were not replayed yet, back to their topics.

    A letter whose message has failed `FAILURES` times is refused unless `force`. `rate` is the most a second. What was
    replayed is noted with the offsets of the group `<app id>-replay`, after the broker has the messages: an interruption
    repeats some, which is harmless. `dry_run` sends and notes nothing.
    """
    sent = refused = open_notes = 0
    group = _group(settings)
    async with consumer(settings, group=group) as client, producer(settings) as out:
        tps = await partitions_of(client, topics)
        marks = await committed(settings, group, tps)
        loop = asyncio.get_running_loop()
        started = loop.time()
        async for letter in _chosen(client, topics, choice or Choice(), marks):
            if letter.replayed:
                continue
            if letter.told.delivery_count >= FAILURES and not force:
                refused += 1
                continue
            sent += 1
            if dry_run:
                continue
            if rate is not None:
                await asyncio.sleep(max(0.0, started + (sent - 1) / rate - loop.time()))
            await deliver([replayed(letter.message)], sender(out), abandon=lambda: False)
            marks[TopicPartition(letter.message.topic, letter.message.partition)].add(letter.message.offset)
            open_notes += 1
            if open_notes == _NOTED_EVERY:
                await note(client, marks)
                open_notes = 0
        if open_notes:
            await note(client, marks)
    return Outcome(sent, refused)


def _group(settings: Settings) -> str:
    return f"{settings.app_id}-replay"


async def _chosen(
    client: AIOKafkaConsumer, topics: Sequence[Topic], choice: Choice, marks: dict[TopicPartition, Marks]
) -> AsyncIterator[Letter]:
    async for message in backlog(client, topics):
        told = describe(message)
        if choice.takes(message, told):
            done = message.offset in marks[TopicPartition(message.topic, message.partition)]
            yield Letter(message, told, done)
