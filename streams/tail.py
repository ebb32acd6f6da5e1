"""Following topics: what they hold and what comes, each message as the value that its topic is for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from schemas import InputError, load, plain
from streams import topology
from streams.clients import consumer, message, partitions_of
from streams.config import Settings
from streams.delivery import Message, describe
from streams.topology import Topic


@dataclass(frozen=True, slots=True)
class Line:
    """A message, and the JSON value to show for it."""

    message: Message
    value: dict[str, Any]
    error: InputError | None = None


def matching(pattern: str, settings: Settings) -> list[Topic]:
    """The topics of the topology whose name is `pattern`, which may hold `*`; the prefix may be left out."""
    every = topology.topics(settings)
    exact = [topic for topic in every if pattern in {topic.base, topic.name}]
    if exact:
        return exact
    return [topic for topic in every if topic.model is not None and fnmatchcase(topic.base, pattern)]


async def follow(
    topics: list[Topic], settings: Settings, *, start: Literal["earliest", "latest"]
) -> AsyncIterator[Line]:
    """The messages of the topics, without end. Raises BrokerUnreachable, TopologyError."""
    by_name = {topic.name: topic for topic in topics}
    async with consumer(settings) as client:
        tps = await partitions_of(client, topics)
        client.assign(tps)
        offsets = await (client.beginning_offsets(tps) if start == "earliest" else client.end_offsets(tps))
        for tp, offset in offsets.items():
            client.seek(tp, offset)
        async for item in client:
            yield line(message(item), by_name[item.topic])


def line(item: Message, topic: Topic) -> Line:
    """What to show for a message: the value, a tombstone, or what a dead letter says."""
    key = item.key.decode("utf-8", "replace") if item.key is not None else None
    if topic.kind == "dead-letters":
        text = item.value.decode("utf-8", "replace") if item.value is not None else None
        return Line(item, {**plain(describe(item)), "key": key, "value": text})
    if item.value is None:
        return Line(item, {"key": key, "tombstone": True})
    if topic.model is None:
        return Line(item, {"key": key, "value": item.value.decode("utf-8", "replace")})
    try:
        return Line(item, plain(load(topic.model, item.value)))
    except InputError as error:
        where = {"topic": item.topic, "partition": item.partition, "offset": item.offset}
        return Line(item, {"error": {**where, "code": error.code, "message": error.message}}, error)
