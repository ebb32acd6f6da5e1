"""Three ways in, one result: a crawl with Scrapy, a request with curl and a file of ninjs items end in the same events."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import threading
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
import pytest

from streams import topics, topology
from streams.config import Settings
from streams.worker import worker
from tests.broker.support import PATIENCE, processed, read

pytestmark = pytest.mark.broker

SPIDER = Path(__file__).parent / "crawl.py"
SITE = "https://newspaper.example"
MONTHS = ("July", "August", "September", "October", "November", "December")


def story(number: int) -> dict[str, Any]:
    """An article of the newspaper."""
    if number % 4 == 3:
        first = f"A suicide bomber killed {20 + number} people and injured 40 at a mosque in Quetta on Monday, police said."
    else:
        first = f"Pakistan's IT exports stood at ${360 + number} million in {MONTHS[number % 6]} 2025, data of the State Bank showed."
    return {
        "url": f"{SITE}/story-{number}",
        "title": f"Story number {number} of our desk",
        "paragraphs": [
            first,
            "Officials had no comment on what comes next, and none was expected before the weekend.",
        ],
        "date": f"2026-01-{13 + number:02}T10:00:00+05:00",
        "publisher": "The Example Newspaper",
        "author": "Staff Reporter",
    }


STORIES = [story(number) for number in range(6)]


def page(item: Mapping[str, Any]) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in item["paragraphs"])
    return (
        f"<!doctype html><html><head><link rel=canonical href='{item['url']}'>"
        f"<meta property='og:site_name' content='{item['publisher']}'></head><body><h1>{escape(item['title'])}</h1>"
        f"<span class=by>{item['author']}</span><time datetime='{item['date']}'>that day</time>{paragraphs}</body></html>"
    )


def as_json_ld(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": item["url"]},
        "headline": item["title"],
        "articleBody": "\n\n".join(item["paragraphs"]),
        "datePublished": item["date"],
        "author": {"@type": "Person", "name": item["author"]},
        "publisher": {"@type": "Organization", "name": item["publisher"]},
    }


def as_ninjs(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "uri": item["url"],
        "standard": {"name": "ninjs", "version": "3.0"},
        "type": "text",
        "versionCreated": item["date"],
        "headlines": [{"role": "main", "value": item["title"]}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": "\n\n".join(item["paragraphs"])}],
        "by": item["author"],
        "infoSources": [{"name": item["publisher"]}],
    }


class Site(BaseHTTPRequestHandler):
    """The newspaper: a front page of links, the stories, and a page that is none."""

    def do_GET(self) -> None:
        pages = {f"/story-{number}": page(item) for number, item in enumerate(STORIES)}
        pages["/about"] = "<h1>About us</h1><p>We print stories.</p>"
        pages["/"] = "".join(f"<a href='{path}'>read</a>" for path in pages)
        body = pages.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def fresh(broker: Settings) -> Settings:
    """A namespace of its own on the broker."""
    name = f"t{uuid.uuid4().hex[:10]}"
    return broker.replace(app_id=name, topic_prefix=f"{name}.", partitions=2, web_port=0)


async def run(*command: str, env: Mapping[str, str] | None = None) -> str:
    """What a command says; it must succeed."""
    done = await asyncio.to_thread(
        subprocess.run,
        command,
        env={**os.environ, **(env or {})},
        capture_output=True,
        timeout=PATIENCE,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def crawler(site: str, settings: Mapping[str, str]) -> list[str]:
    """The command of a crawl of the site."""
    chosen = [part for name, value in settings.items() if value for part in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "scrapy", "runspider", str(SPIDER), "-a", f"site={site}", *chosen]


async def events(settings: Settings) -> dict[tuple[str, bytes | None], Any]:
    """The events on the topics, by topic and id, with key and headers."""
    prefix = len(settings.topic_prefix)
    found = {}
    for item in await read(settings, *topology.ECONOMY_EVENTS, *topology.SECURITY_EVENTS):
        value = orjson.loads(item.value or b"")
        found[item.topic[prefix:], value["event_id"]] = (item.key, item.headers, value)
    return found


async def outcome(broker: Settings, publish: Callable[[Settings, str], Awaitable[None]]) -> dict[Any, Any]:
    """The events of a worker on topics of its own, after articles were published one way."""
    settings = fresh(broker)
    await topics.apply(settings)
    async with worker(settings) as (_, web):
        await publish(settings, web.url)
        await processed(settings)
    assert await read(settings, topology.dead_letters_of(topology.ARTICLES)) == []
    return await events(settings)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
async def test_a_crawl_a_request_and_a_file_end_in_the_same_events(
    embedded_broker: Settings, site: str, tmp_path: Path
) -> None:
    async def crawled(settings: Settings, _: str) -> None:
        said = await run(*crawler(site, settings.to_env()))
        assert f"'khabar/published': {len(STORIES)}" in said
        assert "'khabar/refused': 1" in said  # the page about us
        assert "khabar/failed" not in said

    async def curled(settings: Settings, url: str) -> None:
        file = tmp_path / "stories.jsonl"
        file.write_bytes(b"\n".join(orjson.dumps(as_json_ld(item)) for item in STORIES))
        data, kind = f"@{file}", "Content-Type: application/x-ndjson"
        answer = await run(
            "curl", "--silent", "--fail", "--data-binary", data, "--header", kind, f"{url}/api/v1/articles"
        )
        assert orjson.loads(answer)["accepted"] == len(STORIES)
        # all are on the broker by now
        held = await read(settings, topology.ARTICLES)
        assert {item.key for item in held} == {one["id"].encode() for one in orjson.loads(answer)["results"]}

    async def filed(settings: Settings, _: str) -> None:
        file = tmp_path / "stories.ninjs.jsonl"
        file.write_bytes(b"\n".join(orjson.dumps(as_ninjs(item)) for item in STORIES))
        said = await run(sys.executable, "-m", "streams", "publish", str(file), env=settings.to_env())
        assert f"{len(STORIES)} published, 0 refused" in said

    first = await outcome(embedded_broker, crawled)
    assert {value["type"] for _, _, value in first.values()} == {"economy.observation", "security.attack"}
    assert len(first) >= len(STORIES)
    for way in (curled, filed):
        assert await outcome(embedded_broker, way) == first, way.__name__
