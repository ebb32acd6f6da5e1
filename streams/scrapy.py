"""A Scrapy item pipeline that publishes articles: `pip install 'khabar[scrapy]'`, then in the project's settings

    ITEM_PIPELINES = {"streams.scrapy.KhabarPipeline": 900}
    KHABAR_BROKER = "kafka-1:9092,kafka-2:9092"   # or KHABAR_URL = "https://khabar.example" for the door of a worker

Items are dicts, dataclasses or `scrapy.Item`s with the names that `streams.formats` knows (`url`, `title`, `text`, `date`...). An
item that is no article is counted and passed on, as every other is, to the pipelines after this one.

| setting | default | |
|---|---|---|
| `KHABAR_BROKER`, `KHABAR_SECURITY_PROTOCOL`, ... | the environment's | every setting of a worker, by its own name |
| `KHABAR_URL`, `KHABAR_WEB_TOKEN` | none | publish through a worker's `POST /api/v1/articles` instead |
| `KHABAR_SOURCE` | none | the publisher's name where an item has none |
| `KHABAR_PUBLISH_BATCH` | 100 | articles that are sent together |
| `KHABAR_PUBLISH_WITHIN` | 1.0 | seconds that an article waits for others at most |
| `KHABAR_PUBLISH_PATIENCE` | 60 | seconds that a batch is tried again while nobody takes it |
| `KHABAR_PUBLISH_PENDING` | 4 | batches under way; with more, the crawl waits (Scrapy then slows down by itself) |

Stats: `khabar/published`, `khabar/refused` and `khabar/refused/<code>`, `khabar/failed`. All that was accepted is acknowledged by
the broker before the spider is closed; where it cannot be, the crawl is ended with the reason `khabar_unreachable`.
"""

from __future__ import annotations

import asyncio
import logging
import os
from typing import TYPE_CHECKING, Any, Final

import orjson
from itemadapter import ItemAdapter
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import is_asyncio_available

from schemas import Article, InputError, dump
from streams.articles import decode
from streams.config import PREFIX, ConfigError, Settings, variable
from streams.inputs import Item
from streams.publish import checked
from streams.sinks import PATIENCE, BrokerSink, DoorSink, Sink, Unpublished

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)

#: Bytes that are sent together at most, whatever the number of articles.
_BATCH_BYTES: Final = 4_000_000


class KhabarPipeline:
    """Publishes the articles among the items of a crawl."""

    def __init__(self, crawler: Crawler, sink: Sink) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._sink = sink
        self._source: str | None = settings.get("KHABAR_SOURCE")
        self._size = max(1, settings.getint("KHABAR_PUBLISH_BATCH", 100))
        self._within = settings.getfloat("KHABAR_PUBLISH_WITHIN", 1.0)
        self._room = asyncio.Semaphore(max(1, settings.getint("KHABAR_PUBLISH_PENDING", 4)))
        self._batch: list[Article] = []
        self._bytes = 0
        self._timer: asyncio.TimerHandle | None = None
        self._sending: set[asyncio.Task[None]] = set()
        self._ending: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it; raises NotConfigured where the settings do not allow it to work."""
        if not is_asyncio_available():
            raise NotConfigured(
                "KhabarPipeline needs the asyncio reactor, which is Scrapy's default (TWISTED_REACTOR)"
            )
        try:
            return cls(crawler, _sink(crawler))
        except ConfigError as error:
            raise NotConfigured(f"KhabarPipeline: {error}") from error

    async def open_spider(self) -> None:
        """Connect. Raises BrokerUnreachable or TopologyError, which ends the crawl before it begins."""
        await self._sink.open()

    async def process_item(self, item: Any) -> Any:
        """Take an article in; waits while more is under way than should be."""
        try:
            article = self._article(item)
        except InputError as error:
            self._count("refused")
            self._count(f"refused/{error.code}")
            log.warning("not an article (%s): %s", error, ItemAdapter(item).get("url") or repr(item)[:200])
            return item
        self._batch.append(article)
        self._bytes += len(dump(article))
        if len(self._batch) >= self._size or self._bytes >= _BATCH_BYTES:
            await self._send()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._within, self._due)
        return item

    async def close_spider(self) -> None:
        """Return when all that was taken in is acknowledged, or is known not to be."""
        await self._send()
        while self._sending:
            await asyncio.wait(self._sending)
        await self._sink.close()

    def _article(self, item: Any) -> Article:
        value = ItemAdapter(item).asdict()
        if self._source and not any(value.get(name) for name in ("source", "publisher", "site_name")):
            value["source"] = self._source
        try:
            raw = orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS)
        except TypeError as error:
            raise InputError("not_json", str(error)) from error
        made = checked(Item(1, decode(raw)))
        if made.article is None:
            raise made.error or InputError("too_large", "too large to be sent")
        return made.article

    def _due(self) -> None:
        self._timer = None
        self._start(asyncio.ensure_future(self._send()))

    def _start(self, task: asyncio.Task[None]) -> None:
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self) -> None:
        """Have what is there sent; waits only for room."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        batch, self._batch, self._bytes = self._batch, [], 0
        if batch:
            await self._room.acquire()
            self._start(asyncio.ensure_future(self._put(batch)))

    async def _put(self, batch: list[Article]) -> None:
        try:
            await self._sink.put(batch)
        except Unpublished as error:
            self._count("failed", len(batch))
            log.error("%d articles are not published: %s", len(batch), error)
            self._end()
        else:
            self._count("published", len(batch))
        finally:
            self._room.release()

    def _end(self) -> None:
        """End the crawl, whose articles would be lost."""
        engine = self._crawler.engine
        if self._ending is None and engine is not None:
            self._ending = asyncio.ensure_future(engine.close_spider_async(reason="khabar_unreachable"))

    def _count(self, what: str, by: int = 1) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(f"khabar/{what}", by)


def _sink(crawler: Crawler) -> Sink:
    """Where the settings say that articles go. What Scrapy's settings say wins over the environment."""
    given = {name: str(value) for name, value in crawler.settings.items() if str(name).startswith(PREFIX)}
    url = given.get("KHABAR_URL") or os.environ.get("KHABAR_URL")
    if url and "KHABAR_BROKER" in given and "KHABAR_URL" in given:
        raise ConfigError("KHABAR_URL: KHABAR_BROKER is set too; give one of them")
    names = {variable(field) for field in Settings.model_fields}
    settings = Settings.from_env(
        {**os.environ, **{name: value for name, value in given.items() if _known(name, names)}}
    )
    patience = crawler.settings.getfloat("KHABAR_PUBLISH_PATIENCE", PATIENCE)
    if url:
        if not url.startswith(("http://", "https://")):
            raise ConfigError("KHABAR_URL: begins with http:// or https://")
        token = settings.web_token
        return DoorSink(url, token=token.get_secret_value() if token is not None else None, patience=patience)
    return BrokerSink(settings, patience=patience)


def _known(name: str, names: set[str]) -> bool:
    return name in names or name.removesuffix("_FILE") in names
