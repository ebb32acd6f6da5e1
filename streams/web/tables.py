"""The page at /, of the rows that the worker holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aiohttp import web

from schemas import FiscalYear, Incident, SecurityMonth
from streams.folds import Table
from streams.web.page import page


def routes(views: Callable[[], Iterable[Table]]) -> list[web.AbstractRouteDef]:
    """The page, of the rows that `views` gives."""

    def rows(kind: type[Table]) -> list[Table]:
        return sorted((row for row in views() if isinstance(row, kind)), key=row_key)

    async def show(_: web.Request) -> web.Response:
        years = [row for row in rows(FiscalYear) if isinstance(row, FiscalYear)]
        attacks = [row for row in rows(Incident) if isinstance(row, Incident)]
        months = [row for row in rows(SecurityMonth) if isinstance(row, SecurityMonth)]
        return web.Response(text=page(years, attacks, months), content_type="text/html")

    return [web.get("/", show)]


def row_key(row: Table) -> str:
    """The key that a row has on its topic."""
    return row.incident_id if isinstance(row, Incident) else row.key
