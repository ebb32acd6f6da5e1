"""Articles' texts, read from `articles` when somebody asks: where each stands is known, and some are kept for a while."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import AsyncExitStack
from typing import Final

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from schemas import Article, InputError
from streams import topology
from streams.articles import decode
from streams.clients import consumer, partitions_of
from streams.config import Settings
from streams.topics import TopologyError
from streams.web.index import Place
from streams.web.problems import not_found, not_ready
from streams.wire import BrokerUnreachable

#: What is kept, in characters of titles and bodies.
_KEPT: Final = 4_000_000
#: How long one article may take, in seconds.
_PATIENCE: Final = 10.0
#: What a fetch of one article brings of those after it; a larger one comes whole all the same.
_FETCH_BYTES: Final = 16_384


class Texts:
    """Reads articles by their places, one at a time, with one consumer that belongs to no group."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._topic = topology.by_name(settings)[topology.ARTICLES]
        self._kept: OrderedDict[tuple[str, str], Article] = OrderedDict()
        self._size = 0
        self._lock = asyncio.Lock()
        self._stack = AsyncExitStack()
        self._client: AIOKafkaConsumer | None = None

    async def read(self, place: Place) -> Article:
        """The article at a place. Raises Problem: 503 where the broker does not answer, 404 where it is no longer kept."""
        key = (place.id, place.revision)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        async with self._lock:
            try:
                async with asyncio.timeout(_PATIENCE):
                    raw = await self._fetch(place.partition, place.offset)
            except (KafkaError, BrokerUnreachable, TopologyError, OSError, TimeoutError) as error:
                await self._drop()
                raise not_ready(f"the broker does not give the article's text: {error}") from error
        try:
            article = decode(raw)
        except InputError:
            article = None
        if article is None or (article.id, article.revision) != key:
            raise not_found("text of this article any more: it is not on its topic")
        self._keep(key, article)
        return article

    async def close(self) -> None:
        """Leave the broker."""
        async with self._lock:
            await self._drop()

    async def _fetch(self, partition: int, offset: int) -> bytes | None:
        client = self._client or await self._open()
        tp = TopicPartition(self._topic.name, partition)
        end = (await client.end_offsets([tp]))[tp]
        begin = (await client.beginning_offsets([tp]))[tp]
        if not begin <= offset < end:
            return None
        client.seek(tp, offset)
        client.resume(tp)
        try:
            while True:
                found = (await client.getmany(tp, timeout_ms=500, max_records=1)).get(tp, ())
                for record in found:
                    value: bytes | None = record.value
                    return value if record.offset == offset else None
        finally:
            client.pause(tp)

    async def _open(self) -> AIOKafkaConsumer:
        client = await self._stack.enter_async_context(consumer(self._settings, fetch_bytes=_FETCH_BYTES))
        tps = await partitions_of(client, [self._topic])
        client.assign(tps)
        client.pause(*tps)
        self._client = client
        return client

    async def _drop(self) -> None:
        self._client = None
        await self._stack.aclose()

    def _keep(self, key: tuple[str, str], article: Article) -> None:
        self._kept[key] = article
        self._size += len(article.title) + len(article.body)
        while self._size > _KEPT and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._size -= len(old.title) + len(old.body)
