"""From `articles` to the tables through the embedded broker, beside a bare consume-and-produce loop."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Awaitable, Callable
from contextlib import redirect_stderr
from unittest.mock import patch

from bench.core import articles
from bench.measuring import Row
from schemas import Article
from streams import logs, topics, topology
from streams.broker import EmbeddedBroker
from streams.clients import backlog, consumer, producer
from streams.config import Settings
from streams.delivery import Record, deliver
from streams.inputs import Item
from streams.ops.lag import lag
from streams.ops.observer import Observer
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
    # the best of two each, in turn: what looking on costs is less than two runs differ
    unseen, seen = float("inf"), float("inf")
    for _ in range(2):
        unseen = min(unseen, await _timed(many, _unobserved))
        seen = min(seen, await _timed(many, _observed))
    rows = (
        ("bare aiokafka: consume, produce", bare),
        ("Khabar: articles to tables, one worker", seen),
        ("the same without metrics and without a log", unseen),
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


async def _observed(settings: Settings) -> float:
    """As a worker runs: a line in the log for each article at each stage."""
    with redirect_stderr(io.StringIO()):
        logs.configure(settings)
        try:
            return await _worker(settings)
        finally:
            logs.configure(settings, quiet=True)


async def _unobserved(settings: Settings) -> float:
    with patch("streams.worker.Telling", lambda *_: Observer()):
        return await _worker(settings)


async def _worker(settings: Settings) -> float:
    async with worker(settings):
        start = time.perf_counter()
        while any(row.lag for row in await lag(settings, ages=False)):
            await asyncio.sleep(0.1)
        return time.perf_counter() - start
