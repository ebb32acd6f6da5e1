"""Sinks: where a crawler's articles go, straight to the broker or through the door of a worker. Both answer when they are there."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from http import HTTPStatus
from typing import Final, Protocol

import aiohttp
from aiokafka import AIOKafkaProducer

from schemas import Article, dump
from streams import topology
from streams.clients import producer
from streams.config import Settings
from streams.delivery import Abandoned, deliver
from streams.publish import Patience, record, require, sender
from streams.wire import BrokerUnreachable

#: How long to try again while nobody takes the articles, in seconds.
PATIENCE: Final = 60.0
_LONGEST_PAUSE: Final = 10.0
_TIMEOUT: Final = aiohttp.ClientTimeout(total=60)
#: Answers after which the same request may be sent again.
_LATER: Final = frozenset({429, 500, 502, 503, 504})


class Unpublished(Exception):
    """The articles are not published, or nobody knows; the message says why."""


class Sink(Protocol):
    """Takes articles until it is closed."""

    async def open(self) -> None:
        """Connect; raises BrokerUnreachable or TopologyError where that shows at once that nothing can be published."""
        ...

    async def put(self, articles: Sequence[Article]) -> None:
        """Return when the broker has acknowledged them all; raises Unpublished."""
        ...

    async def close(self) -> None:
        """Let the connection go."""
        ...


class BrokerSink:
    """Straight to the broker, as `khabar publish` does."""

    def __init__(self, settings: Settings, *, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._patience = patience
        self._topic = topology.by_name(settings)[topology.ARTICLES].name
        self._stack = AsyncExitStack()
        self._client: AIOKafkaProducer | None = None

    async def open(self) -> None:
        self._client = await self._stack.enter_async_context(producer(self._settings))
        try:
            await require(self._client, self._topic)
        except BaseException:
            await self.close()
            raise

    async def put(self, articles: Sequence[Article]) -> None:
        assert self._client is not None, "open() comes first"
        records = [record(article, self._topic) for article in articles]
        try:
            await deliver(records, sender(self._client), abandon=Patience(self._patience).is_over)
        except (Abandoned, BrokerUnreachable) as error:
            raise Unpublished(f"{self._settings.broker}: {error}") from error

    async def close(self) -> None:
        await self._stack.aclose()


class DoorSink:
    """Through the door of a worker, `POST /api/v1/articles`."""

    def __init__(self, url: str, *, token: str | None = None, patience: float = PATIENCE) -> None:
        """`url` is the worker's own (`https://host:port`), or that of the path."""
        self._url = url.rstrip("/").removesuffix("/api/v1/articles") + "/api/v1/articles"
        self._token = token
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        self._session = aiohttp.ClientSession(headers=headers, timeout=_TIMEOUT)

    async def put(self, articles: Sequence[Article]) -> None:
        assert self._session is not None, "open() comes first"
        body = gzip.compress(b"\n".join(dump(article) for article in articles), compresslevel=1)
        until, pause = time.monotonic() + self._patience, 0.5
        while True:
            try:
                wait = await self._post(self._session, body)
            except (aiohttp.ClientError, TimeoutError) as error:
                wait, why = None, f"{type(error).__name__}: {error}"
            else:
                if wait is None:
                    return
                why = "it asked to come back later"
            if time.monotonic() > until:
                raise Unpublished(f"{self._url}: {why}")
            await asyncio.sleep(min(max(pause, wait or 0), _LONGEST_PAUSE))
            pause *= 2

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _post(self, session: aiohttp.ClientSession, body: bytes) -> float | None:
        """None where all are taken; else how many seconds to wait before the same is sent again."""
        headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
        async with session.post(self._url, data=body, headers=headers, allow_redirects=False) as answer:
            if answer.status == HTTPStatus.ACCEPTED:
                told = await answer.json()
                if told["refused"]:
                    first = next(one for one in told["results"] if one["status"] == "refused")
                    raise Unpublished(f"{self._url} refused {told['refused']} articles: {first['message']}")
                return None
            if answer.status in _LATER:
                given = answer.headers.get("Retry-After", "")
                return float(given) if given.isdigit() else 0.0
            raise Unpublished(f"{self._url} answered {answer.status}: {(await answer.text())[:300]}")
