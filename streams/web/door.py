"""The door for crawlers without a Kafka client: `POST /api/v1/articles` publishes what `khabar publish` would.

The answer comes when the broker has every article that was accepted, and says line by line what became of each: 202 where any
was accepted (what was refused is in it, as in a 207), 422 where none was. To send a request again changes nothing, since
the same article is the same message key and the same revision; so whoever gets a 429, a 503 or no answer sends it again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from http import HTTPStatus
from typing import Any, Final, Literal

import orjson
from aiohttp import web
from aiokafka import AIOKafkaProducer

from schemas import Article, InputError
from schemas.base import Model
from streams import topology
from streams.clients import producer
from streams.config import Settings
from streams.delivery import Abandoned, deliver
from streams.inputs import Item
from streams.publish import Patience, checked, record, require, sender
from streams.topics import TopologyError
from streams.web.endpoints import ROOT
from streams.web.intake import TYPES, Form, body_of, form_of, items_of
from streams.web.problems import CONTENT_TYPE, Problem, not_ready
from streams.wire import BrokerUnreachable

log = logging.getLogger(__name__)

PATH: Final = f"{ROOT}/articles"

#: Requests in hand at a time; with the bounds of a body, the memory that they may take.
_AT_ONCE: Final = 8
#: How long a request waits for the broker, and its body may take to come, in seconds.
_PATIENCE: Final = 10.0
_UPLOAD: Final = 60.0


class Receipt(Model):
    """What became of one article."""

    line: int
    """The line that it is on; in an array, its place."""
    status: Literal["accepted", "refused"]
    id: str | None = None
    """Of the article as it was published: what `GET articles/{id}` asks for."""
    code: str | None = None
    """Why it was refused: one of the codes of dead letters."""
    field: str | None = None
    """The field that is to blame, in the sender's own words."""
    message: str | None = None


class Receipts(Model):
    """What became of the articles of a request."""

    accepted: int
    """So many are on the broker, in every in-sync replica."""
    refused: int
    results: tuple[Receipt, ...]
    """In the order of the request."""


class Door:
    """Takes articles in. Its connection to the broker is made with the first of them and kept."""

    def __init__(
        self,
        settings: Settings,
        *,
        patience: float = _PATIENCE,
        at_once: int = _AT_ONCE,
        upload: float = _UPLOAD,
    ) -> None:
        self._settings = settings
        self._patience = patience
        self._upload = upload
        self._room = asyncio.Semaphore(at_once)
        self._topic = topology.by_name(settings)[topology.ARTICLES].name
        self._stack = AsyncExitStack()
        self._connecting = asyncio.Lock()
        self._client: AIOKafkaProducer | None = None

    def routes(self) -> list[web.AbstractRouteDef]:
        """The one route."""
        return [web.post(PATH, self._post)]

    async def close(self) -> None:
        """Let the connection go."""
        self._client = None
        await self._stack.aclose()

    async def _post(self, request: web.Request) -> web.Response:
        form = form_of(request)
        if request.query_string:
            raise Problem(HTTPStatus.BAD_REQUEST, "unknown-parameter", "this path takes no parameters")
        if self._room.locked():
            raise Problem(
                HTTPStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "too many requests at once; none of this one was taken",
                retry_after=1,
            )
        async with self._room:
            try:
                async with asyncio.timeout(self._upload):
                    body = await body_of(request)
            except TimeoutError:
                why = f"the body was not here after {self._upload:g} seconds"
                raise Problem(HTTPStatus.REQUEST_TIMEOUT, "too-slow", why) from None
            # it may take a while, and the agents run on this loop
            items = await asyncio.to_thread(_items, body, form)
            await self._publish([item.article for item in items if item.article is not None])
        return _answer(items)

    async def _publish(self, articles: Sequence[Article]) -> None:
        """Return when the broker has them; raises Problem (503)."""
        if not articles:
            return
        try:
            client = await self._connected()
            patience = Patience(self._patience)
            records = [record(article, self._topic) for article in articles]
            await deliver(records, sender(client), abandon=patience.is_over)
        except (BrokerUnreachable, TopologyError, Abandoned) as error:
            log.warning("articles could not be published: %s", error)
            why = f"the broker did not take them ({error}): send all of them again, which changes nothing about those it has"
            raise not_ready(why, retry_after=5) from error

    async def _connected(self) -> AIOKafkaProducer:
        async with self._connecting:
            if self._client is None:
                async with AsyncExitStack() as opening:
                    client = await opening.enter_async_context(producer(self._settings))
                    await require(client, self._topic)
                    self._stack.push_async_exit(opening.pop_all().__aexit__)
                self._client = client
            return self._client


def _items(body: bytes, form: Form) -> list[Item]:
    return [checked(item) for item in items_of(body, form)]


def _answer(items: Sequence[Item]) -> web.Response:
    results = tuple(_receipt(item) for item in items)
    accepted = sum(result.status == "accepted" for result in results)
    receipts = Receipts(accepted=accepted, refused=len(results) - accepted, results=results).model_dump(
        mode="json", exclude_none=True
    )
    if accepted:
        return web.Response(
            status=HTTPStatus.ACCEPTED, body=orjson.dumps(receipts), content_type="application/json"
        )
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    problem = {
        "type": "urn:khabar:problem:no-article-accepted",
        "title": status.phrase,
        "status": status.value,
        "detail": "none of the articles can be read; `results` says why",
    }
    return web.Response(status=status, body=orjson.dumps({**problem, **receipts}), content_type=CONTENT_TYPE)


def _receipt(item: Item) -> Receipt:
    if item.article is not None:
        return Receipt(line=item.line, status="accepted", id=item.article.id)
    error = item.error or InputError("invalid_field", "no article")
    return Receipt(
        line=item.line, status="refused", code=error.code, field=error.field, message=error.message
    )


def operation(receipts: dict[str, Any], problem: dict[str, Any]) -> dict[str, Any]:
    """OpenAPI's description of the path; given the schemas of the answer and of an error."""

    def response(description: str, schema: dict[str, Any], kind: str = CONTENT_TYPE) -> dict[str, Any]:
        return {"description": description, "content": {kind: {"schema": schema}}}

    wait = {"headers": {"Retry-After": {"schema": {"type": "integer"}}}}
    article = {
        "type": "object",
        "description": "An article in Khabar's own form, or as trafilatura, schema.org, IPTC ninjs or Scrapy have it",
    }
    several = {"anyOf": [article, {"type": "array", "items": article}]}
    schemas = {
        "lines": {"type": "string", "description": "An article a line"},
        "json": several,
        "document": several,
    }
    return {
        "operationId": "publish_articles",
        "summary": "Publish articles; the answer comes when the broker has them",
        "requestBody": {
            "required": True,
            "description": "Articles; may be sent with `Content-Encoding: gzip`",
            "content": {kind: {"schema": schemas[form]} for kind, form in TYPES.items()},
        },
        "responses": {
            "202": response(
                "Those accepted are on the broker; `results` says it of each", receipts, "application/json"
            ),
            "400": response("No article in the body, or it cannot be unpacked", problem),
            "401": {"$ref": "#/components/responses/Problem401"},
            "408": response("The body took too long to come", problem),
            "413": response("Too many bytes or articles for one request", problem),
            "415": response("A media type or a coding that is not taken", problem),
            "421": {"$ref": "#/components/responses/Problem421"},
            "422": response("None of the articles can be read", {"allOf": [problem, receipts]}),
            "429": {**response("Too many requests at once; nothing was taken", problem), **wait},
            "500": {"$ref": "#/components/responses/Problem500"},
            "503": {
                **response("The broker does not take them; to send all again changes nothing", problem),
                **wait,
            },
        },
    }
