"""From `articles` to the tables through the embedded broker, beside a bare consume-and-produce loop."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from bench.core import articles
from bench.measuring import Row
from schemas import Article
from streams import topics, topology
from streams.broker import EmbeddedBroker
from streams.clients import backlog, consumer, producer
from streams.config import Settings
from streams.delivery import Record, deliver
from streams.inputs import Item
from streams.ops.lag import lag
from streams.publish import publish, sender
from streams.worker import worker

#: Copies of the sample, under new ids, that go through the flow.
COPIES = 12
_BATCH = 200


async def flow() -> list[Row]:
    """The flow beside a bare consume-and-produce loop, on a fresh broker each."""
    many = [
        article.model_copy(update={"id": f"{article.id}-{copy}"})
        for copy in range(COPIES)
        for article in articles()
    ]
    bare = await _timed(many, _bare)
    ours = await _timed(many, _worker)
    rows = (
        ("bare aiokafka: consume, produce", bare),
        ("Khabar: articles to tables, one worker", ours),
    )
    return [(name, f"{len(many) / seconds:,.0f}", f"{bare / seconds:.3f}") for name, seconds in rows]


async def _timed(many: list[Article], work: Callable[[Settings], Awaitable[float]]) -> float:
    async with EmbeddedBroker() as broker:
        settings = broker.settings(partitions=2, web_port=0)
        await topics.apply(settings)
        await publish((Item(1, article) for article in many), settings, refused=lambda _: None)
        return await work(settings)


async def _bare(settings: Settings) -> float:
    known = topology.by_name(settings)
    async with consumer(settings) as client, producer(settings) as out:
        start = time.perf_counter()
        batch: list[Record] = []
        async for item in backlog(client, [known[topology.ARTICLES]]):
            batch.append(Record(known[topology.OTHER].name, item.key, item.value))
            if len(batch) == _BATCH:
                await deliver(batch, sender(out), abandon=lambda: False)
                batch = []
        await deliver(batch, sender(out), abandon=lambda: False)
        return time.perf_counter() - start


async def _worker(settings: Settings) -> float:
    async with worker(settings):
        start = time.perf_counter()
        while any(row.lag for row in await lag(settings, ages=False)):
            await asyncio.sleep(0.1)
        return time.perf_counter() - start
