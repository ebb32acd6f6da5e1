"""The tables of a worker over HTTP: JSON under /api/v1, a plain page at /. Read-only.

A worker serves the rows of its own partitions; with several workers each has its part.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Final

import orjson
from aiohttp import web

from schemas import FiscalYear, Incident, SecurityMonth, plain
from streams.folds import Table
from streams.web.page import page

#: Path to model, in the order of the page.
TABLES: Final[dict[str, type[Table]]] = {
    "fiscal-years": FiscalYear,
    "incidents": Incident,
    "security-months": SecurityMonth,
}

_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}


class WebServer:
    """Serves what `views` gives; `/ready` answers 503 while `ready` is false."""

    def __init__(self, views: Callable[[], Iterable[Table]], *, ready: Callable[[], bool]) -> None:
        self._views = views
        self._ready = ready
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 takes a free one. Raises OSError where the port is taken."""
        app = web.Application()
        app.router.add_get("/", self._page)
        app.router.add_get("/live", self._live)
        app.router.add_get("/ready", self._is_ready)
        for name in TABLES:
            app.router.add_get(f"/api/v1/{name}", self._table(name))
        runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening. Does nothing when not started."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    def rows(self, name: str) -> list[Table]:
        """The rows of a table, ordered by key."""
        return sorted((row for row in self._views() if isinstance(row, TABLES[name])), key=row_key)

    def _table(self, name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(_: web.Request) -> web.Response:
            body = orjson.dumps([plain(row) for row in self.rows(name)])
            return web.Response(body=body, content_type="application/json", headers=_HEADERS)

        return answer

    async def _live(self, _: web.Request) -> web.Response:
        return web.Response(text="ok\n", headers=_HEADERS)

    async def _is_ready(self, _: web.Request) -> web.Response:
        if self._ready():
            return web.Response(text="ready\n", headers=_HEADERS)
        return web.Response(text="not ready: partitions are being assigned\n", status=503, headers=_HEADERS)

    async def _page(self, _: web.Request) -> web.Response:
        years = [row for row in self.rows("fiscal-years") if isinstance(row, FiscalYear)]
        attacks = [row for row in self.rows("incidents") if isinstance(row, Incident)]
        months = [row for row in self.rows("security-months") if isinstance(row, SecurityMonth)]
        return web.Response(text=page(years, attacks, months), content_type="text/html", headers=_HEADERS)


def row_key(row: Table) -> str:
    """The key that a row has on its topic."""
    return row.incident_id if isinstance(row, Incident) else row.key
