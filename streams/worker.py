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
from streams.ops.health import Health
from streams.ops.metrics import Metrics, WorkerState
from streams.ops.observer import Telling
from streams.ops.tracing import Passing
from streams.web import access, assets, health
from streams.web import metrics as metrics_page
from streams.web.api import problems
from streams.web.door import Door
from streams.web.server import WebServer
from streams.web.service import reading

log = logging.getLogger(__name__)


class WorkerCrashed(RuntimeError):
    """The app ended by itself; the message says why."""


async def run(settings: Settings, *, traces: Passing | None = None) -> None:
    """Work until SIGTERM or SIGINT, with spans by `traces`. Raises TopologyError, BrokerUnreachable, WorkerCrashed."""
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ending.set)
    working = asyncio.create_task(_work(settings, ending, traces))
    ended = asyncio.create_task(ending.wait())
    await asyncio.wait({working, ended}, return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    await working


async def _work(settings: Settings, ending: asyncio.Event, traces: Passing | None) -> None:
    async with worker(settings, traces=traces) as (app, web):
        log.info("worker %s is ready; its page is on %s", settings.app_id, web.url)
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
async def worker(
    settings: Settings, *, traces: Passing | None = None
) -> AsyncIterator[tuple[Khabar, WebServer]]:
    """A worker in this process, with its web server, from when it has its partitions until the block ends.

    Raises ConfigError where its web server would be open to other machines unasked, and StateUnusable where its directory cannot be used, or is another worker's.
    """
    access.check(settings)
    await topics.check(settings)
    with data_directory(settings.data_dir) if settings.store != "memory" else nullcontext():
        metrics = Metrics()
        app = create_app(settings, observer=Telling(metrics, traces))
        app.finalize()
        for stage in (runner.stage for runner in app.runners):
            for source in stage.sources:
                metrics.expect(settings.topic_prefix + source, stage.name)
        condition = Health(app, settings)
        metrics.registry.register(_state(app, condition))
        door = Door(settings)
        async with reading(settings) as readers:
            web = WebServer(
                [
                    *assets.routes(),
                    *readers.routes,
                    *door.routes(),
                    *health.routes(condition.report),
                    *metrics_page.routes(metrics.registry),
                ],
                middlewares=[problems, access.guard(settings)],
            )
            web.on_closing(readers.hub.close)
            # before the app, which takes its time to get its partitions and its tables
            await web.start(settings.web_host, settings.web_port)
            condition.start()
            try:
                await app.start()
                yield app, web
            finally:
                condition.stop()
                with suppress(asyncio.CancelledError):
                    await app.stop()
                await condition.close()
                await web.stop()
                await door.close()


def _state(app: Khabar, condition: Health) -> WorkerState:
    return WorkerState(
        ready=lambda: condition.report().ready,
        recovering=lambda: condition.recovering,
        remaining=lambda: condition.remaining,
        recovery_seconds=lambda: condition.recovery_seconds,
        sizes=app.sizes,
    )
