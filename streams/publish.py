"""Publishing articles: validated, keyed by their id, and on the broker when it returns."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from aiokafka import AIOKafkaProducer

from schemas import Article, InputError, dump
from streams import topology
from streams.articles import LARGEST
from streams.clients import producer
from streams.config import Settings
from streams.delivery import JSON_TYPE, Abandoned, Headers, Record, deliver
from streams.inputs import Item
from streams.ops.tracing import Passing
from streams.topics import TopologyError
from streams.wire import BrokerUnreachable

_BATCH: Final = 500
#: How long to try again while the broker does not acknowledge, in seconds.
_PATIENCE: Final = 60.0


@dataclass(slots=True)
class Counts:
    """How an input fared."""

    published: int = 0
    failed: int = 0


class Patience:
    """Is over after so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def is_over(self) -> bool:
        return time.monotonic() > self._until


async def publish(
    items: Iterable[Item],
    settings: Settings,
    *,
    refused: Callable[[Item], None],
    progress: Callable[[int], None] = lambda _: None,
    traces: Passing | None = None,
) -> Counts:
    """Publish the articles among the items; every one is acknowledged on return.

    `refused` hears of each item that is no article, `progress` how many more are acknowledged. Raises BrokerUnreachable if
    the broker stops acknowledging, TopologyError if there is no topic for articles. `traces` begin a trace for each article.
    """
    counts = Counts()
    traces = traces or Passing()
    topic = topology.by_name(settings)[topology.ARTICLES].name
    async with producer(settings) as client:
        await require(client, topic)
        articles = _articles(items, counts, refused)
        while batch := list(islice(articles, _BATCH)):
            spans = [traces.publish(topic, article.id) for article in batch]
            records = [
                record(article, topic, carried) for article, (_, carried) in zip(batch, spans, strict=True)
            ]
            patience = Patience(_PATIENCE)
            try:
                await deliver(records, sender(client), abandon=patience.is_over)
            except Abandoned as error:
                raise BrokerUnreachable(
                    f"{settings.broker} stopped acknowledging: {counts.published} articles are published, {error}"
                ) from error
            for span, _ in spans:
                traces.published(span)
            counts.published += len(batch)
            progress(len(batch))
    return counts


def record(article: Article, topic: str, carried: Headers = ()) -> Record:
    """An article as it is published, with the headers of its trace."""
    return Record(topic, article.id.encode(), dump(article), (JSON_TYPE, *carried))


def sender(client: AIOKafkaProducer) -> Callable[[Record], Awaitable[Awaitable[Any]]]:
    """How `deliver` sends through a plain producer."""

    async def send(item: Record) -> Awaitable[Any]:
        sent: Awaitable[Any] = await client.send(
            item.topic, item.value, key=item.key, partition=item.partition, headers=list(item.headers)
        )
        return sent

    return send


def _articles(items: Iterable[Item], counts: Counts, refused: Callable[[Item], None]) -> Iterator[Article]:
    for item in map(checked, items):
        if item.article is None:
            counts.failed += 1
            refused(item)
        else:
            yield item.article


def checked(item: Item) -> Item:
    """The item, or its refusal where it is too large to be sent."""
    if item.article is not None and (size := len(dump(item.article))) > LARGEST:
        # What is sent has the fields that were left out: it is what the workers measure.
        message = f"{size} bytes with all its fields; an article has {LARGEST} at most"
        return Item(item.line, None, InputError("too_large", message))
    return item


async def require(client: AIOKafkaProducer, topic: str) -> None:
    """Raises TopologyError without the topic: a producer would wait a long time for one that is not there."""
    metadata = await client.client.fetch_all_metadata()
    if topic not in metadata.topics():
        raise TopologyError(f"no topic {topic} on the broker; run `khabar topics apply`")
