"""The tables of a worker over HTTP: JSON under /api/v1, a plain page at /. Read-only.

A worker serves the rows of its own partitions; with several workers each has its part.
"""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

import orjson
from aiohttp import web

from schemas import FiscalYear, Incident, SecurityMonth, plain
from streams.folds import Table

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
_STYLE: Final = (
    "body{font:16px/1.5 system-ui;margin:2rem;max-width:60rem}td,th{padding:.2rem .8rem;text-align:left}"
)


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
        parts = [
            "<!doctype html><meta charset=utf-8><title>Khabar</title>",
            f"<style>{_STYLE}</style>",
            "<h1>Khabar</h1>",
        ]
        for name in TABLES:
            rows = self.rows(name)
            parts.append(f"<h2><a href='/api/v1/{name}'>{name}</a> ({len(rows)})</h2><table>")
            parts += [f"<tr><td>{html.escape(row_key(row))}<td>{html.escape(_summary(row))}" for row in rows]
            parts.append("</table>")
        return web.Response(text="\n".join(parts), content_type="text/html", headers=_HEADERS)


def row_key(row: Table) -> str:
    """The key that a row has on its topic."""
    return row.incident_id if isinstance(row, Incident) else row.key


def _summary(row: Table) -> str:
    if isinstance(row, FiscalYear):
        total = row.cumulative
        return (
            f"{total.value:,.0f} {row.unit} through {total.through}" if total else f"{len(row.months)} months"
        )
    if isinstance(row, Incident):
        where = row.place.name or row.place.country or "unknown place"
        return (
            f"{row.attack}, {where}, {row.date.start}: {row.killed.best} killed, {row.injured.best} injured"
        )
    return f"{row.incidents} incidents: {row.killed} killed, {row.injured} injured"
