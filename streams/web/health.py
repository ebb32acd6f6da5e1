"""What an orchestrator asks a worker: whether it is alive, and whether it is ready."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web


def routes(ready: Callable[[], bool]) -> list[web.AbstractRouteDef]:
    """`/live` answers while the loop runs; `/ready` answers 503 while `ready` is false."""

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def is_ready(_: web.Request) -> web.Response:
        if ready():
            return web.Response(text="ready\n")
        return web.Response(text="not ready: partitions are being assigned\n", status=503)

    return [web.get("/live", live), web.get("/ready", is_ready)]
