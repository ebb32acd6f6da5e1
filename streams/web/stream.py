"""The stream: events, rows of tables and lag as they come, as server-sent events.

| event | data |
|---|---|
| `event` | an event, as its topic has it |
| `table` | `{"table": "incidents", "key": "…", "row": {…} or null}`: a row that came or changed, or (null) went |
| `lag` | the answer of `/api/v1/lag`, every few seconds |
| `reset` | `{"detail": "…"}`: what came since the reader's place is not kept any more; ask for the tables anew |

The id of an event is the reader's place after it; a reader that comes back with it (`Last-Event-ID`), to whichever worker,
gets what came in between. One that begins may have the last changes first (`recent`). A comment every few seconds keeps the
connection alive.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

import orjson
from aiohttp import web

from streams.web.endpoints import ROOT
from streams.web.hub import ANEW, Hub, Subscription, read_place, write_place
from streams.web.params import StreamParams, read
from streams.web.problems import Problem
from streams.web.queries import listed

PATH: Final = f"{ROOT}/stream"
#: How many may listen to one worker.
_READERS: Final = 500
#: How soon a reader that lost the connection comes back, in milliseconds.
_RETRY_MS: Final = 2_000
_HEARTBEAT: Final = 15.0
_LAG_EVERY: Final = 5.0
#: What one write may hold, so that a long backlog is not put together in memory.
_WRITE: Final = 64_000
#: How long a reader may take over one write.
_PATIENCE: Final = 30.0

Lag = Callable[[], Awaitable[list[dict[str, Any]]]]


def routes(
    hub: Hub, topics: Sequence[str], *, check: Callable[[], None], lag: Lag
) -> list[web.AbstractRouteDef]:
    """The stream of a hub; `topics` are those whose records it is told of, `check` raises Problem while nothing is known."""

    async def stream(request: web.Request) -> web.StreamResponse:
        params = read(StreamParams, list(request.query.items()))
        check()
        if hub.readers >= _READERS:
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE, "too-many-readers", "too many listen here", retry_after=10
            )
        answer = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream; charset=utf-8",
                "Cache-Control": "no-store",
                "X-Accel-Buffering": "no",  # a proxy is not to wait for more
            }
        )
        await answer.prepare(request)
        if request.method == "HEAD":
            return answer
        wanted = frozenset(params.only or ("event", "table", "lag"))
        with suppress(ConnectionError):
            reader = _Reader(answer, hub, topics, wanted, lag)
            await reader.run(request.headers.get("Last-Event-ID"), params.recent)
        if request.transport is not None:
            # also where the reader does not take what is on its way
            request.transport.abort()
        return answer

    return [web.get(PATH, stream)]


class _Reader:
    """One reader's connection."""

    def __init__(
        self, answer: web.StreamResponse, hub: Hub, topics: Sequence[str], wanted: frozenset[str], lag: Lag
    ) -> None:
        self._answer = answer
        self._hub = hub
        self._topics = topics
        self._wanted = wanted
        self._lag = lag
        self._came = asyncio.Event()

    async def run(self, last: str | None, recent: int = 0) -> None:
        """Send what comes until the reader leaves, is too slow, or nothing will come any more."""
        subscription, reset = self._subscribe(last, recent)
        head = f"retry: {_RETRY_MS}\n\n".encode()
        try:
            await self._write(head + (_frame("reset", reset) if reset else b"") + self._place(subscription))
            await self._send(subscription)
        except TimeoutError:
            return
        finally:
            self._hub.leave(subscription)

    def _subscribe(self, last: str | None, recent: int) -> tuple[Subscription, bytes]:
        since = read_place(last, self._topics) if last else None
        found = self._hub.subscribe(since, self._came.set, recent=0 if last else recent)
        if found is not None and (since is not None or not last):
            return found, b""
        found = found or self._hub.subscribe(None, self._came.set)
        assert found is not None
        return found, _told("what came since is not kept here")

    async def _send(self, subscription: Subscription) -> None:
        loop = asyncio.get_running_loop()
        lag_at = beat_at = loop.time()
        while not subscription.over:
            self._came.clear()
            if await self._pending(subscription):
                beat_at = loop.time() + _HEARTBEAT
                continue
            now = loop.time()
            if "lag" in self._wanted and now >= lag_at:
                await self._write(await self._lag_frame())
                lag_at = loop.time() + _LAG_EVERY
                continue
            if now >= beat_at:
                await self._write(b":\n\n")
                beat_at = now + _HEARTBEAT
                continue
            wait = min(beat_at, lag_at) - now if "lag" in self._wanted else beat_at - now
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, wait)):
                    await self._came.wait()
        if subscription.over == ANEW:
            # without a place: that of before means nothing any more
            await self._write(b"id\n" + _frame("reset", _told("the topics were made anew")))

    async def _pending(self, subscription: Subscription) -> bool:
        """Send what waits, as much as one write may hold; False where nothing does."""
        parts: list[bytes] = []
        size = 0
        taken = False
        while size < _WRITE and (item := subscription.take()) is not None:
            taken = True
            if item.change.kind in self._wanted:
                place = write_place(subscription.positions, self._topics)
                parts.append(_frame(item.change.kind, item.change.data, place))
                size += len(parts[-1])
        if parts:
            await self._write(b"".join(parts))
        return taken

    async def _lag_frame(self) -> bytes:
        try:
            found = await self._lag()
        except Problem as problem:
            return f": {problem.detail}\n\n".replace("\r", " ").encode()
        return _frame("lag", listed([orjson.dumps(row) for row in found]))

    async def _write(self, data: bytes) -> None:
        async with asyncio.timeout(_PATIENCE):
            await self._answer.write(data)

    def _place(self, subscription: Subscription) -> bytes:
        """The place alone: the reader notes it, and nothing else happens."""
        return f"id: {write_place(subscription.positions, self._topics)}\n\n".encode()


def _told(why: str) -> bytes:
    return orjson.dumps({"detail": f"{why}; ask for the tables anew"})


def _frame(kind: str, data: bytes, place: str | None = None) -> bytes:
    """An event; JSON has no line ends of its own."""
    head = f"event: {kind}\n" + (f"id: {place}\n" if place else "")
    return head.encode() + b"data: " + data + b"\n\n"
