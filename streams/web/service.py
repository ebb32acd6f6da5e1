"""The readers' side of a worker: the read model, what feeds it and what is answered from it, from start to end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any, Final

from aiohttp import web

from streams import topology
from streams.config import Settings
from streams.ops.lag import Probe
from streams.topics import TopologyError
from streams.web import stream
from streams.web.api import Api
from streams.web.hub import Hub
from streams.web.index import Index, sweep
from streams.web.model import ReadModel
from streams.web.past import PastTables
from streams.web.problems import not_ready
from streams.web.queries import Queries
from streams.web.reader import Reader
from streams.web.texts import Texts
from streams.wire import BrokerUnreachable

#: How old a measured lag may be that is told again, in seconds.
_LAG_FOR: Final = 2.0


@dataclass(frozen=True, slots=True)
class Readers:
    """What the web server is given."""

    routes: Sequence[web.AbstractRouteDef]
    hub: Hub
    """To be closed before the server ends: it would wait for those who listen."""


@asynccontextmanager
async def reading(settings: Settings) -> AsyncIterator[Readers]:
    """What readers are served from; it is read until the block ends.

    With `Settings.web_reader` off, nothing is read and every question of the tables is answered 503.
    """
    hub = Hub()
    told_of = [topic.name for topic in topology.topics(settings) if topic.kind in {"events", "tables"}]
    async with AsyncExitStack() as stack:
        lags = Lags(settings)
        stack.push_async_callback(lags.close)
        if not settings.web_reader:
            api = Api(None, check=_turned_off, lag=lags.rows)
            listening = stream.routes(hub, told_of, check=_turned_off, lag=lags.rows)
            yield Readers([*api.routes(), *listening], hub)
            return
        # a worker without a disk has none for this either, but for where temporary files go
        home = settings.data_dir if settings.store == "rocksdb" else None
        if home is not None:
            sweep(home)
        index = Index(home)
        stack.callback(index.close)
        model = ReadModel(settings, index)
        texts = Texts(settings)
        stack.push_async_callback(texts.close)
        queries = Queries(model, PastTables(model, texts), texts)
        reader = Reader(settings, model, hub=hub)
        task = asyncio.create_task(reader.run(), name="read model")
        stack.push_async_callback(_ended, task)
        api = Api(queries, check=reader.check, lag=lags.rows)
        listening = stream.routes(hub, told_of, check=reader.check, lag=lags.rows)
        yield Readers([*api.routes(), *listening], hub)


class Lags:
    """The groups' lag, measured when it is asked for, and at most every two seconds."""

    def __init__(self, settings: Settings) -> None:
        self._probe = Probe(settings)
        self._lock = asyncio.Lock()
        self._measured = -_LAG_FOR
        self._rows: list[dict[str, Any]] = []

    async def rows(self) -> list[dict[str, Any]]:
        """One row a group, topic and partition. Raises Problem (503) where the broker does not answer."""
        async with self._lock:
            if time.monotonic() - self._measured >= _LAG_FOR:
                try:
                    found = await self._probe.sample()
                except (BrokerUnreachable, TopologyError) as error:
                    raise not_ready(f"the lag cannot be read from the broker: {error}") from error
                self._rows = [asdict(row) for row in found]
                self._measured = time.monotonic()
            return self._rows

    async def close(self) -> None:
        """Let the clients go."""
        await self._probe.close()


def _turned_off() -> None:
    raise not_ready("this worker does not read the tables (KHABAR_WEB_READER=0); ask another", retry_after=60)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
