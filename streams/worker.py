"""Running a worker: start the app, serve its tables, end on a signal."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress

from streams import topics
from streams.app import Khabar, create_app
from streams.config import Settings
from streams.disk import data_directory
from streams.web import access, assets, health
from streams.web.api import problems
from streams.web.server import WebServer
from streams.web.service import reading

log = logging.getLogger(__name__)


class WorkerCrashed(RuntimeError):
    """The app ended by itself; the message says why."""


async def run(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT. Raises TopologyError, BrokerUnreachable, WorkerCrashed."""
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ending.set)
    working = asyncio.create_task(_work(settings, ending))
    ended = asyncio.create_task(ending.wait())
    await asyncio.wait({working, ended}, return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    await working


async def _work(settings: Settings, ending: asyncio.Event) -> None:
    async with worker(settings) as (app, web):
        log.info("worker %s is ready; its tables are on %s", settings.app_id, web.url)
        waiting = {
            asyncio.create_task(ending.wait(), name="signal"),
            asyncio.create_task(app.wait_until_stopped(), name="stopped"),
        }
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        if app.crashed:
            raise WorkerCrashed(f"the worker crashed: {app.crash_reason!r}")


@asynccontextmanager
async def worker(settings: Settings) -> AsyncIterator[tuple[Khabar, WebServer]]:
    """A worker in this process, with its web server, from when it has its partitions until the block ends.

    Raises ConfigError where its web server would be open to other machines unasked, and StateUnusable where its directory cannot be used, or is another worker's.
    """
    access.check(settings)
    await topics.check(settings)
    with data_directory(settings.data_dir) if settings.store != "memory" else nullcontext():
        app = create_app(settings)
        app.finalize()
        async with reading(settings) as readers:
            web = WebServer(
                [
                    *assets.routes(),
                    *readers.routes,
                    *health.routes(lambda: app.started and not app.rebalancing),
                ],
                middlewares=[problems, access.guard(settings)],
            )
            web.on_closing(readers.hub.close)
            await web.start(settings.web_host, settings.web_port)
            try:
                await app.start()
                yield app, web
            finally:
                with suppress(asyncio.CancelledError):
                    await app.stop()
                await web.stop()
