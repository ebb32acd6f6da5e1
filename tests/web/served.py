"""A server in a thread of its own, as readers meet it, and one question put to it."""

from __future__ import annotations

import asyncio
import http.client
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

import orjson

from streams.config import Settings
from streams.web import access, stream
from streams.web.api import Api, problems
from streams.web.hub import Hub
from streams.web.server import WebServer
from tests.web.flow import Read

#: Of the tables in these tests.
TOPICS = ("events.security.attacks", "tables.incidents")


def lag_row(partition: int, committed: int | None, end: int, seconds: float | None) -> dict[str, Any]:
    return {
        "group": "khabar",
        "topic": "articles",
        "partition": partition,
        "current_offset": committed,
        "log_end_offset": end,
        "lag": end - (committed or 0),
        "seconds": seconds,
        "status": "OK",
        "members": 1,
        "consumer_id": None,
        "host": None,
        "client_id": None,
    }


LAG = [lag_row(0, 3, 5, 1.5), lag_row(1, None, 0, None)]


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)


class Closing(Protocol):
    def close(self) -> None: ...


class Served:
    """A running server. `problem` is what its read model answers with, if anything."""

    def __init__(self) -> None:
        self.url = ""
        self.hub = Hub()
        self.problem: Exception | None = None
        self.loop = asyncio.new_event_loop()
        self.open: list[Closing] = []
        """What is closed after the server has ended."""

    def check(self) -> None:
        if self.problem is not None:
            raise self.problem

    def do(self, work: Callable[[], object]) -> None:
        """Do something in the server's own thread."""
        done = threading.Event()

        def there() -> None:
            work()
            done.set()

        self.loop.call_soon_threadsafe(there)
        assert done.wait(30)

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """Put a question; a header's `_` stands for `-`."""
        connection = self.connect()
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path if path.startswith("/") else f"/api/v1/{path}", headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()


@contextmanager
def serving(read: Read | None, settings: Settings | None = None) -> Iterator[Served]:
    """The API of a read model, as a worker of these settings serves it."""
    served = Served()
    ready, ending = threading.Event(), asyncio.Event()

    async def lag() -> list[dict[str, Any]]:
        return LAG

    async def serve() -> None:
        api = Api(None if read is None else read.queries, check=served.check, lag=lag)
        listening = stream.routes(served.hub, TOPICS, check=served.check, lag=lag)
        guards = [problems, access.guard(settings or Settings())]
        server = WebServer([*api.routes(), *listening], middlewares=guards)
        server.on_closing(served.hub.close)
        await server.start("127.0.0.1", 0)
        served.url = server.url
        ready.set()
        await ending.wait()
        await server.stop()

    thread = threading.Thread(target=served.loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        assert ready.wait(30)
        yield served
    finally:
        served.loop.call_soon_threadsafe(ending.set)
        thread.join(30)
        assert not thread.is_alive(), "the server does not end"
        served.loop.close()
        for one in served.open:
            one.close()
