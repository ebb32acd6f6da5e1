"""The questions, answered from the read model: parameters in, values out. Nothing here knows HTTP."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import orjson

from schemas import Article, plain
from streams.web import rows
from streams.web.cursors import Order
from streams.web.model import ReadModel, in_text_order
from streams.web.params import FiscalYearsParams, IncidentsParams, SecurityMonthsParams, TableParams
from streams.web.past import PastTables
from streams.web.problems import not_found
from streams.web.rows import Page, Row, TableName
from streams.web.texts import Texts


class Queries:
    """What can be asked of the model. Everything raises Problem where there is no answer."""

    def __init__(self, model: ReadModel, past: PastTables, texts: Texts) -> None:
        self._model = model
        self._past = past
        self._texts = texts

    async def page(self, table: TableName, params: TableParams) -> Page:
        """A part of a table."""
        if params.as_of is None:
            held = self._model.rows(table)
        else:
            held = await self._past.rows(table, params.as_of, _groups(params))
        return rows.choose(table, held, params)

    async def row(self, table: TableName, key: str, as_of: datetime | None) -> bytes:
        """One row."""
        if as_of is None:
            found = self._model.row(table, key)
        else:
            group = key.rpartition("/")[0]
            wanted = _is(group) if table == "fiscal-years" else _any
            made: Sequence[Row] = await self._past.rows(table, as_of, wanted)
            found = next((item for item in made if item.key == key), None)
        if found is None:
            raise not_found(f"row {key!r} in {table}{f' as of {as_of.isoformat()}' if as_of else ''}")
        return found.body

    async def article(self, article_id: str, revision: str | None) -> bytes:
        """An article with its events."""
        article = await self._article(article_id, revision)
        value = {**plain(article), "revision": article.revision}
        events = b",".join(in_text_order(self._model.index.events_of(article_id)))
        return orjson.dumps(value)[:-1] + b',"events":[' + events + b"]}"

    def events_of(self, article_id: str) -> list[bytes]:
        """The events that stand of an article."""
        found = self._model.index.events_of(article_id)
        if not found and self._model.index.article(article_id) is None:
            raise not_found(f"article {article_id!r}")
        return in_text_order(found)

    def event(self, event_id: str) -> bytes:
        """An event, also one that was taken back."""
        found = self._model.index.event(event_id)
        if found is None:
            raise not_found(f"event {event_id!r}")
        return found

    async def articles_of(self, event_id: str) -> list[bytes]:
        """The article that an event was taken from, in the revision that it names."""
        reference: dict[str, Any] = orjson.loads(self.event(event_id))["article"]
        known = self._model.index.article(reference["id"], reference["revision"])
        article = await self._article(reference["id"], reference["revision"] if known else None)
        return [orjson.dumps({**plain(article), "revision": article.revision})]

    async def _article(self, article_id: str, revision: str | None) -> Article:
        place = self._model.index.article(article_id, revision)
        if place is None:
            raise not_found(f"article {article_id!r}{f' in revision {revision!r}' if revision else ''}")
        return await self._texts.read(place)


def listed(items: Sequence[bytes], *, following: str | None = None, total: int | None = None) -> bytes:
    """A list's JSON."""
    tail = orjson.dumps({"next": following, "total": len(items) if total is None else total})
    return b'{"items":[' + b",".join(items) + b"]," + tail[1:]


def place_of(row: Row) -> Order:
    """Where a row stands in its list."""
    return row.order


def _groups(params: TableParams) -> Callable[[str], bool]:
    """Which groups can hold a row that the parameters ask for."""
    if isinstance(params, FiscalYearsParams):
        geos, indicators = set(params.geo), set(params.indicator)

        def wanted(group: str) -> bool:
            geo, _, indicator = group.partition("/")
            return (not geos or geo in geos) and (not indicators or indicator in indicators)

        return wanted
    if isinstance(params, IncidentsParams | SecurityMonthsParams) and params.country:
        countries = set(params.country)
        return lambda group: group in countries
    return _any


def _any(_: str) -> bool:
    return True


def _is(group: str) -> Callable[[str], bool]:
    return lambda name: name == group
