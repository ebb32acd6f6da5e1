"""A crawl whose articles go through the door of a worker: packed, in batches, sent again where it is asked to, ended where it must."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from schemas import Article
from streams.config import Settings
from streams.scrapy import KhabarPipeline
from streams.sinks import DoorSink, Unpublished
from streams.wire import BrokerUnreachable
from tests.web.test_door import Kept, serving

SPIDER = Path(__file__).parents[1] / "broker" / "crawl.py"
TOKEN = "open-sesame-0123456789"
SETTINGS = Settings(web_token=SecretStr(TOKEN))
ARTICLES = [
    Article.model_validate(
        {
            "url": f"https://a.example/{number}",
            "title": f"Number {number}",
            "published_at": "2026-01-20T10:00:00Z",
        }
    )
    for number in range(5)
]


class Site(BaseHTTPRequestHandler):
    """A front page and five stories."""

    def do_GET(self) -> None:
        number = self.path.rpartition("-")[2]
        body = "".join(f"<a href='/story-{one}'>read</a>" for one in range(5))
        if number.isdigit():
            body = (
                f"<link rel=canonical href='https://paper.example/story-{number}'><h1>Story {number}</h1>"
                "<time datetime='2026-01-20T10:00:00+05:00'>then</time><p>It rained.</p>"
            )
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

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


def crawl(site: str, **settings: object) -> str:
    """The log of a crawl."""
    chosen = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    command = [sys.executable, "-m", "scrapy", "runspider", str(SPIDER), "-a", f"site={site}", *chosen]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout + done.stderr


def test_a_crawl_goes_through_the_door_in_batches(site: str) -> None:
    kept = Kept(SETTINGS)
    with serving(kept, SETTINGS) as served:
        said = crawl(
            site,
            KHABAR_URL=served.url,
            KHABAR_WEB_TOKEN=TOKEN,
            KHABAR_PUBLISH_BATCH=2,
            KHABAR_SOURCE="Example Paper",
        )
    assert "'khabar/published': 5" in said
    assert "'finish_reason': 'finished'" in said
    assert sorted(article.title for article in kept.published) == [f"Story {number}" for number in range(5)]
    assert {article.source for article in kept.published} == {"Example Paper"}


def test_a_crawl_ends_where_its_articles_would_be_lost(site: str) -> None:
    kept = Kept(SETTINGS)
    with serving(kept, SETTINGS) as served:
        said = crawl(site, KHABAR_URL=served.url, KHABAR_WEB_TOKEN="wrong", KHABAR_PUBLISH_BATCH=1)
    assert "answered 401" in said
    assert "'khabar/failed':" in said
    assert "'khabar/published'" not in said
    assert "'finish_reason': 'khabar_unreachable'" in said
    assert kept.published == []


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"KHABAR_URL": "paper.example"}, "KHABAR_URL: begins with http"),
        ({"KHABAR_URL": "http://paper.example", "KHABAR_BROKER": "localhost"}, "KHABAR_BROKER is set too"),
        ({"KHABAR_SECURITY_PROTOCOL": "SASL_SSL"}, "KHABAR_SASL_USERNAME"),
    ],
)
async def test_settings_that_do_not_work_are_told(settings: dict[str, str], told: str) -> None:
    with pytest.raises(NotConfigured, match=told):
        KhabarPipeline.from_crawler(get_crawler(settings_dict=settings))


def test_without_asyncio_it_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.scrapy.is_asyncio_available", lambda: False)
    with pytest.raises(NotConfigured, match="asyncio reactor"):
        KhabarPipeline.from_crawler(get_crawler())


async def test_settings_are_those_of_a_worker() -> None:
    given = {"KHABAR_BROKER": "127.0.0.1:1", "KHABAR_TOPIC_PREFIX": "test."}
    pipeline = KhabarPipeline.from_crawler(get_crawler(settings_dict=given))
    with pytest.raises(BrokerUnreachable, match=r"no broker at 127\.0\.0\.1:1"):
        await pipeline.open_spider()


async def test_what_was_asked_to_come_back_comes_back() -> None:
    kept = Kept(Settings(), at_once=0)
    with serving(kept) as served:
        sink = DoorSink(served.url)
        await sink.open()
        threading.Timer(0.3, served.loop.call_soon_threadsafe, [kept._room.release]).start()
        await sink.put(ARTICLES)
        await sink.close()
    assert kept.published == ARTICLES


async def test_who_waited_long_enough_gives_up() -> None:
    sink = DoorSink("http://127.0.0.1:1/api/v1/articles", patience=0)
    await sink.open()
    with pytest.raises(Unpublished, match="127.0.0.1:1"):
        await sink.put(ARTICLES)
    await sink.close()


class Slow:
    """A sink that takes nothing until it is told to."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.batches: list[list[Article]] = []

    async def open(self) -> None:
        pass

    async def put(self, articles: Sequence[Article]) -> None:
        await self.go.wait()
        self.batches.append(list(articles))

    async def close(self) -> None:
        assert self.go.is_set()


def item(number: int) -> dict[str, object]:
    return {
        "url": f"https://a.example/{number}",
        "title": f"Number {number}",
        "date": datetime(2026, 1, 20, number, tzinfo=UTC),
    }


async def test_the_crawl_waits_while_more_is_under_way_than_should_be() -> None:
    crawler = get_crawler(settings_dict={"KHABAR_PUBLISH_BATCH": 2, "KHABAR_PUBLISH_PENDING": 1})
    sink = Slow()
    pipeline = KhabarPipeline(crawler, sink)
    for number in range(3):
        await pipeline.process_item(item(number))
    waiting = asyncio.ensure_future(pipeline.process_item(item(3)))
    done, _ = await asyncio.wait({waiting}, timeout=0.2)
    assert not done
    sink.go.set()
    await waiting
    closing = await pipeline.process_item({"title": "no article"})
    assert closing == {"title": "no article"}
    await pipeline.close_spider()
    assert [[article.title for article in batch] for batch in sink.batches] == [
        ["Number 0", "Number 1"],
        ["Number 2", "Number 3"],
    ]
    assert crawler.stats is not None
    assert crawler.stats.get_stats() == {
        "khabar/published": 4,
        "khabar/refused": 1,
        "khabar/refused/missing_published_at": 1,
    }


async def test_a_few_articles_do_not_wait_for_others_for_long() -> None:
    sink = Slow()
    sink.go.set()
    pipeline = KhabarPipeline(get_crawler(settings_dict={"KHABAR_PUBLISH_WITHIN": 0.05}), sink)
    await pipeline.process_item(item(1))
    async with asyncio.timeout(60):
        while not sink.batches:
            await asyncio.sleep(0.01)
    await pipeline.close_spider()
    assert len(sink.batches) == 1
