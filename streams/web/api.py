"""The query API over HTTP: requests in, answers out. `streams.web.endpoints` says what there is."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any, Final

import orjson
from aiohttp import web

from schemas.base import Model
from streams.web import columns, openapi, rows
from streams.web.answers import CSV, answer, wants_csv
from streams.web.endpoints import ENDPOINTS, ROOT, Endpoint
from streams.web.params import Choice, NoParams, TableParams, read
from streams.web.problems import Problem, not_ready, of_http
from streams.web.queries import Queries, listed
from streams.web.rows import Page, TableName

log = logging.getLogger(__name__)

_TABLES: Final[dict[str, TableName]] = {
    "fiscal_years": "fiscal-years",
    "incidents": "incidents",
    "security_months": "security-months",
}


class Api:
    """Answers the endpoints."""

    def __init__(
        self,
        queries: Queries | None,
        *,
        check: Callable[[], None],
        lag: Callable[[], Awaitable[list[dict[str, Any]]]],
    ) -> None:
        """`check` raises Problem while the read model cannot be answered from; `lag` gives the rows of that endpoint."""
        self._model_queries = queries
        self._check = check
        self._read_lag = lag

    @property
    def _queries(self) -> Queries:
        if self._model_queries is None:
            raise not_ready("this worker has no read model")
        return self._model_queries

    def routes(self) -> list[web.AbstractRouteDef]:
        """A route for each endpoint but the stream, and one for their description."""
        return [
            *(
                web.get(ROOT + endpoint.path, self._handler(endpoint))
                for endpoint in ENDPOINTS
                if not endpoint.event_stream
            ),
            web.get(openapi.PATH, _description),
        ]

    def _handler(self, endpoint: Endpoint) -> Callable[[web.Request], Awaitable[web.Response]]:
        name = "_table" if endpoint.name in _TABLES else f"_{endpoint.name}"
        respond: Callable[[web.Request, Endpoint, Any], Awaitable[web.Response]] = getattr(self, name)

        async def handle(request: web.Request) -> web.Response:
            params = read(endpoint.params, list(request.query.items()))
            if endpoint.needs_model:
                self._check()
            answered = await respond(request, endpoint, params)
            if endpoint.needs_model:
                # it may have been forgotten meanwhile
                self._check()
            return answered

        return handle

    async def _table(self, request: web.Request, endpoint: Endpoint, params: TableParams) -> web.Response:
        table = _TABLES[endpoint.name]
        fields = rows.fields_of(table, params)
        page = await self._queries.page(table, params)
        headers = _link(request, page)
        if wants_csv(request, params.format):
            found = [orjson.loads(item.body) for item in page.rows]
            return _csv(request, endpoint, found, fields=fields, headers=headers)
        bodies = [rows.only(item.body, fields) for item in page.rows]
        return answer(request, listed(bodies, following=page.next, total=page.total), headers=headers)

    async def _fiscal_year(self, request: web.Request, endpoint: Endpoint, params: Any) -> web.Response:
        key = "/".join(request.match_info[name] for name in ("geo", "indicator", "fiscal_year"))
        return _row(request, endpoint, params, await self._queries.row("fiscal-years", key, params.as_of))

    async def _incident(self, request: web.Request, endpoint: Endpoint, params: Any) -> web.Response:
        key = request.match_info["incident_id"]
        return _row(request, endpoint, params, await self._queries.row("incidents", key, params.as_of))

    async def _article(self, request: web.Request, _: Endpoint, params: Any) -> web.Response:
        found = await self._queries.article(request.match_info["article_id"], params.revision)
        return answer(request, found)

    async def _events_of_article(self, request: web.Request, _: Endpoint, __: Any) -> web.Response:
        return answer(request, listed(self._queries.events_of(request.match_info["article_id"])))

    async def _event(self, request: web.Request, _: Endpoint, __: Any) -> web.Response:
        return answer(request, self._queries.event(request.match_info["event_id"]))

    async def _articles_of_event(self, request: web.Request, _: Endpoint, __: Any) -> web.Response:
        return answer(request, listed(await self._queries.articles_of(request.match_info["event_id"])))

    async def _lag(self, request: web.Request, endpoint: Endpoint, params: Any) -> web.Response:
        found = await self._read_lag()
        if wants_csv(request, params.format):
            return _csv(request, endpoint, found)
        return answer(request, listed([orjson.dumps(item) for item in found]))


async def _description(request: web.Request) -> web.Response:
    read(NoParams, list(request.query.items()))
    return answer(request, openapi.document())


def _row(request: web.Request, endpoint: Endpoint, params: Choice, body: bytes) -> web.Response:
    if wants_csv(request, params.format):
        return _csv(request, endpoint, [orjson.loads(body)])
    return answer(request, body)


def _csv(
    request: web.Request,
    endpoint: Endpoint,
    found: Sequence[dict[str, Any]],
    *,
    fields: Sequence[str] = (),
    headers: dict[str, str] | None = None,
) -> web.Response:
    model: type[Model] | None = endpoint.csv
    assert model is not None
    return answer(request, columns.write(model, found, fields), CSV, headers=headers)


def _link(request: web.Request, page: Page) -> dict[str, str]:
    """Where the list goes on, for those whose answer has no place to say it, as CSV has none."""
    headers = {"X-Total-Count": str(page.total)}
    if page.next is not None:
        headers["Link"] = f'<{request.rel_url.update_query(cursor=page.next)}>; rel="next"'
    return headers


@web.middleware
async def problems(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Make every error below the API's root a problem+json answer."""
    try:
        return await handler(request)
    except Problem as problem:
        return problem.answer()
    except web.HTTPException as error:
        if error.status < 400 or not request.path.startswith("/api/"):
            raise
        return of_http(error).answer()
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return Problem(status, "internal-error", "a fault of the server; its log names it").answer()
