"""From a broker: what the topics of datasets hold, up to where they ended when it began."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import get_args

from schemas import Event
from streams import topology
from streams.client.items import Tombstone, Undecodable, Withdrawn, item
from streams.clients import backlog, consumer
from streams.config import Settings
from streams.export.datasets import DATASETS
from streams.export.gather import Gathered
from streams.folds import Table


async def read(settings: Settings, names: Iterable[str], into: Gathered) -> AsyncIterator[str]:
    """Take in what the topics hold; yields what could not be read, a line each. Raises BrokerUnreachable, TopologyError."""
    known = topology.by_name(settings)
    dataset_of = {known[base].name: name for name in names for base in DATASETS[name].topics}
    by_name = {topic.name: topic for topic in known.values()}
    async with consumer(settings) as client:
        async for message in backlog(client, [by_name[name] for name in dataset_of]):
            found = item(message, by_name[message.topic])
            if isinstance(found, Undecodable):
                yield f"{message.topic}[{message.partition}]@{message.offset}: {found.reason}"
            elif isinstance(found, Tombstone):
                into.gone(dataset_of[message.topic], found.key)
            elif isinstance(found, Withdrawn):
                into.event(found.event)
            elif isinstance(found, get_args(Event)):
                into.event(found)
            elif isinstance(found, get_args(Table)):
                into.row(dataset_of[message.topic], found)
