"""What an orchestrator asks a worker: whether it is alive, and whether it is ready."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web


def live_routes() -> list[web.AbstractRouteDef]:
    """`/livez`, and `/live` as its older name: they answer while the loop runs, whatever else is the matter."""

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    return [web.get(path, live) for path in ("/livez", "/live")]


def routes(ready: Callable[[], bool]) -> list[web.AbstractRouteDef]:
    """`/live` answers while the loop runs; `/ready` answers 503 while `ready` is false."""

    async def is_ready(_: web.Request) -> web.Response:
        if ready():
            return web.Response(text="ready\n")
        return web.Response(text="not ready: partitions are being assigned\n", status=503)

    return [*live_routes(), web.get("/ready", is_ready)]
