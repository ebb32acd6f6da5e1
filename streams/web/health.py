"""What an orchestrator asks: whether a process is alive, and whether it is ready.

`/livez` answers while the event loop runs, whatever else is the matter: a restart would not help. `/readyz` answers 200 or 503,
with each condition in the body. `/live` and `/ready` are their older names.
"""

from __future__ import annotations

from collections.abc import Callable

import orjson
from aiohttp import web

from streams.ops.health import Report


def live_routes() -> list[web.AbstractRouteDef]:
    """Whether the process is alive."""

    async def live(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    return [web.get(path, live) for path in ("/livez", "/live")]


def routes(report: Callable[[], Report]) -> list[web.AbstractRouteDef]:
    """Whether the process is alive, and whether it is ready."""

    async def ready(_: web.Request) -> web.Response:
        told = report()
        body = orjson.dumps(told.plain(), option=orjson.OPT_APPEND_NEWLINE)
        return web.Response(body=body, status=200 if told.ready else 503, content_type="application/json")

    return [*live_routes(), *(web.get(path, ready) for path in ("/readyz", "/ready"))]
