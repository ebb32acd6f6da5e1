"""The tables of a worker as JSON under /api/v1, and the page at /.

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


def routes(views: Callable[[], Iterable[Table]]) -> list[web.AbstractRouteDef]:
    """The page and a path for each table, of the rows that `views` gives."""

    def rows(name: str) -> list[Table]:
        return sorted((row for row in views() if isinstance(row, TABLES[name])), key=row_key)

    def table(name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(_: web.Request) -> web.Response:
            body = orjson.dumps([plain(row) for row in rows(name)])
            return web.Response(body=body, content_type="application/json")

        return answer

    async def show(_: web.Request) -> web.Response:
        years = [row for row in rows("fiscal-years") if isinstance(row, FiscalYear)]
        attacks = [row for row in rows("incidents") if isinstance(row, Incident)]
        months = [row for row in rows("security-months") if isinstance(row, SecurityMonth)]
        return web.Response(text=page(years, attacks, months), content_type="text/html")

    return [web.get("/", show), *(web.get(f"/api/v1/{name}", table(name)) for name in TABLES)]


def row_key(row: Table) -> str:
    """The key that a row has on its topic."""
    return row.incident_id if isinstance(row, Incident) else row.key
