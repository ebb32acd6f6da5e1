"""The door without a broker: what it takes, what it refuses and in which words, and what it says when the broker is away."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import orjson
import pytest
from jsonschema import Draft202012Validator
from pydantic import SecretStr

from schemas import Article
from streams.config import Settings
from streams.web import access, intake, openapi
from streams.web.api import problems
from streams.web.door import PATH, Door
from streams.web.server import WebServer
from tests.web.served import Answer

GOOD = {"url": "https://a.example/1", "title": "Exports climb", "published_at": "2026-01-20T10:00:00+05:00"}
OTHER = {**GOOD, "url": "https://a.example/2", "body": "They rose."}
JSON, LINES = "application/json", "application/x-ndjson"
DESCRIBED = openapi.description()


class Kept(Door):
    """A door that keeps what it is to publish, and may be made to wait before."""

    def __init__(self, settings: Settings, **options: Any) -> None:
        super().__init__(settings, **options)
        self.published: list[Article] = []
        self.waiting: asyncio.Event | None = None
        self.arrived = threading.Event()

    async def _publish(self, articles: Iterable[Article]) -> None:
        self.arrived.set()
        if self.waiting is not None:
            await self.waiting.wait()
        self.published.extend(articles)


class Served:
    """A door on a loopback port, in a thread of its own."""

    def __init__(self, door: Door, settings: Settings) -> None:
        self.door, self.settings, self.url = door, settings, ""
        self.loop = asyncio.new_event_loop()
        self.ready, self.ending = threading.Event(), asyncio.Event()

    async def serve(self) -> None:
        server = WebServer(self.door.routes(), middlewares=[problems, access.guard(self.settings)])
        await server.start("127.0.0.1", 0)
        self.url = server.url
        self.ready.set()
        await self.ending.wait()
        await server.stop()
        await self.door.close()
        # connections that a client left in the middle of a body
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def post(self, body: object, kind: str | None = JSON, *, path: str = PATH, **headers: str) -> Answer:
        """Post a body: bytes as they are, an iterable of bytes in chunks, anything else as JSON."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            if kind is not None:
                sent["Content-Type"] = kind
            raw: Any = body if isinstance(body, bytes) or hasattr(body, "__next__") else orjson.dumps(body)
            connection.request("POST", path, body=raw, headers=sent)
            answer = connection.getresponse()
            found = Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()
        as_described(found)
        return found


def as_described(answer: Answer) -> None:
    """The answer is one that the API's description has."""
    response = DESCRIBED["paths"][PATH]["post"]["responses"][str(answer.status)]
    if "$ref" in response:
        response = DESCRIBED["components"]["responses"][response["$ref"].rpartition("/")[2]]
    kind = answer.headers["Content-Type"].partition(";")[0]
    schema = {**response["content"][kind]["schema"], "components": DESCRIBED["components"]}
    Draft202012Validator(schema).validate(answer.json)
    assert ("Retry-After" in answer.headers) == ("Retry-After" in response.get("headers", {}))


@contextmanager
def serving(door: Door, settings: Settings | None = None) -> Iterator[Served]:
    served = Served(door, settings or Settings())
    thread = threading.Thread(target=served.loop.run_until_complete, args=(served.serve(),))
    thread.start()
    try:
        assert served.ready.wait(30)
        yield served
    finally:
        served.loop.call_soon_threadsafe(served.ending.set)
        thread.join(30)
        served.loop.close()


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept(Settings())


@pytest.fixture(scope="module")
def served(kept: Kept) -> Iterator[Served]:
    with serving(kept) as server:
        yield server


def ids(kept: Kept) -> list[str | None]:
    found = [article.url for article in kept.published]
    kept.published.clear()
    return found


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (GOOD, JSON),
        ([GOOD], "application/json; charset=utf-8"),
        (orjson.dumps(GOOD) + b"\n\n", LINES),
        (b"\n" + orjson.dumps(GOOD), "application/ndjson"),
        ({"@type": "NewsArticle", "headline": "Exports climb", "datePublished": "2026-01-20", "url": GOOD["url"]}, "application/ld+json"),
        ([{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "x", "datePublished": "2026-01-20", "url": GOOD["url"]}], "application/ld+json"),
    ],
)  # fmt: skip
def test_one_article_in_every_form(served: Served, kept: Kept, body: object, kind: str) -> None:
    answer = served.post(body, kind)
    assert (answer.status, answer.json["accepted"], answer.json["refused"]) == (202, 1, 0)
    assert answer.json["results"][0]["status"] == "accepted"
    assert ids(kept) == [GOOD["url"]]


def test_each_line_has_its_receipt(served: Served, kept: Kept) -> None:
    lines = [
        orjson.dumps(GOOD),
        b"{",
        b"",
        orjson.dumps({"title": "x"}),
        orjson.dumps({**GOOD, "authors": 7}),
        orjson.dumps(OTHER),
    ]
    answer = served.post(b"\n".join(lines), LINES)
    told = [(one["line"], one["status"], one.get("code"), one.get("field")) for one in answer.json["results"]]
    assert told == [
        (1, "accepted", None, None),
        (2, "refused", "not_json", None),
        (4, "refused", "missing_published_at", "published_at"),
        (5, "refused", "invalid_field", "authors"),
        (6, "accepted", None, None),
    ]
    assert (answer.status, answer.json["accepted"], answer.json["refused"]) == (202, 2, 3)
    assert ids(kept) == [GOOD["url"], OTHER["url"]]


def test_the_sender_is_told_in_his_own_words(served: Served, kept: Kept) -> None:
    answer = served.post([{"@type": "NewsArticle", "headline": "x", "datePublished": "soon"}])
    (result,) = answer.json["results"]
    assert (answer.status, result["code"], result["field"]) == (422, "invalid_published_at", "datePublished")
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert ids(kept) == []


@pytest.mark.parametrize(
    ("body", "kind", "headers", "status"),
    [
        (GOOD, "text/plain", {}, 415),
        (GOOD, None, {}, 415),
        (GOOD, "application/json; charset=latin-1", {}, 415),
        (GOOD, "application/x-www-form-urlencoded", {}, 415),
        (GOOD, JSON, {"Content_Encoding": "br"}, 415),
        (GOOD, JSON, {"Content_Encoding": "gzip"}, 400),
        (gzip.compress(orjson.dumps(GOOD), mtime=0)[:-9], JSON, {"Content_Encoding": "gzip"}, 400),
        (gzip.compress(orjson.dumps(GOOD), mtime=0) + b"more", JSON, {"Content_Encoding": "gzip"}, 400),
        (b"", JSON, {}, 400),
        (b" \n \n", LINES, {}, 400),
        (b"[]", JSON, {}, 400),
        (b"", "application/ld+json", {}, 400),
        (b"{", JSON, {}, 422),
        (b"[1, 2", JSON, {}, 422),
        (b"\xff", LINES, {}, 422),
        (b"[" * 100_000, LINES, {}, 422),
        (orjson.dumps({**GOOD, "body": "x" * 1_100_000}), LINES, {}, 422),
        (orjson.dumps([GOOD] * (intake.MOST + 1)), JSON, {}, 413),
        (b"\n".join([orjson.dumps(GOOD)] * (intake.MOST + 1)), LINES, {}, 413),
        (b"[" + b"0," * 9_000_000, JSON, {}, 413),
        (gzip.compress(b" " * (intake.LARGEST_UNPACKED + 1), mtime=0), LINES, {"Content_Encoding": "gzip"}, 413),
    ],
)  # fmt: skip
def test_what_is_not_taken(
    served: Served, kept: Kept, body: object, kind: str | None, headers: dict[str, str], status: int
) -> None:
    answer = served.post(body, kind, **headers)
    assert answer.status == status
    assert answer.json["status"] == status
    assert ids(kept) == []


def test_a_packed_body_is_unpacked(served: Served, kept: Kept) -> None:
    lines = b"\n".join([orjson.dumps(GOOD), orjson.dumps(OTHER)])
    answer = served.post(gzip.compress(lines), LINES, Content_Encoding="gzip")
    assert (answer.status, answer.json["accepted"]) == (202, 2)
    assert ids(kept) == [GOOD["url"], OTHER["url"]]


def test_a_body_without_a_length_is_bounded_as_well(served: Served, kept: Kept) -> None:
    chunk = b" " * 1_000_000

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield chunk

    try:
        answer = served.post(endless(), LINES)
    except (ConnectionError, BrokenPipeError):
        pass  # the server need not hear the rest
    else:
        assert answer.status == 413
    assert ids(kept) == []


def test_parameters_are_not_taken(served: Served) -> None:
    assert served.post(GOOD, path=f"{PATH}?dry_run=1").status == 400


def test_the_token_is_asked_for() -> None:
    settings = Settings(web_token=SecretStr("open-sesame-0123456789"))
    kept = Kept(settings)
    with serving(kept, settings) as served:
        assert served.post(GOOD).status == 401
        assert served.post(GOOD, Authorization="Bearer wrong").status == 401
        assert served.post(GOOD, Authorization="Bearer open-sesame-0123456789").status == 202
    assert len(kept.published) == 1


def test_too_many_at_once_are_told_to_come_back() -> None:
    kept = Kept(Settings(), at_once=1)
    with serving(kept) as served:
        kept.waiting = asyncio.Event()
        first: list[Answer] = []
        thread = threading.Thread(target=lambda: first.append(served.post(GOOD)))
        thread.start()
        assert kept.arrived.wait(30)
        assert served.post(OTHER).status == 429
        served.loop.call_soon_threadsafe(kept.waiting.set)
        thread.join(30)
        assert first[0].status == 202
        assert served.post(OTHER).status == 202


def test_who_does_not_send_the_body_holds_no_place_for_ever() -> None:
    kept = Kept(Settings(), at_once=1, upload=0.2)
    with serving(kept) as served:
        host, port = urlsplit(served.url).netloc.split(":")
        with socket.create_connection((host, int(port)), timeout=60) as slow:
            slow.sendall(
                f"POST {PATH} HTTP/1.1\r\nHost: {host}\r\nContent-Type: {JSON}\r\nContent-Length: 9\r\n\r\n[".encode()
            )
            assert slow.recv(12) == b"HTTP/1.1 408"
        assert served.post(OTHER).status == 202


def test_without_a_broker_it_says_so_and_takes_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings = Settings(broker=f"127.0.0.1:{free.getsockname()[1]}")
        with serving(Door(settings), settings) as served:
            answer = served.post(GOOD)
    assert answer.status == 503
    assert "send all of them again" in answer.json["detail"]


async def test_who_cannot_be_read_is_answered_without_a_broker() -> None:
    settings = Settings(broker="127.0.0.1:1")
    with serving(Door(settings), settings) as served:
        answer = await asyncio.to_thread(served.post, {"title": "x"})
    assert answer.status == 422
