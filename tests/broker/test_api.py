"""Every worker answers every question, and alike: as the same articles give without a broker, or that it cannot say yet."""

from __future__ import annotations

import asyncio
import re
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import orjson
import pytest

from schemas import Article
from streams import topics
from streams.config import Settings
from streams.web.hub import Hub
from streams.web.index import Index
from streams.web.model import ReadModel
from streams.web.reader import STALE, Reader
from streams.web.texts import Texts
from streams.worker import worker
from tests.broker.conftest import delete_topics
from tests.broker.support import PATIENCE, Worker, article, processed, running, send
from tests.broker.support import read as read_topics
from tests.law.test_order import sample
from tests.web.flow import Read, flow
from tests.web.served import serving

pytestmark = pytest.mark.broker

LISTS = (
    "fiscal-years?limit=1000",
    "fiscal-years?geo=PK&indicator=exports.it&format=csv",
    "fiscal-years?limit=1000&as_of=2026-01-10",
    "incidents?limit=1000",
    "incidents?country=PK&from=2026-01-01&min_killed=10&limit=3",
    "incidents?limit=1000&as_of=2026-02-01",
    "security-months?from=2025-06&to=2026-02",
)


def questions(articles: Sequence[Article], read: Read) -> list[str]:
    """Some of everything that can be asked of the tables that follow from the articles."""
    paths = list(LISTS)
    said = [one.id for one in articles if read.index.events_of(one.id)]
    for article_id in said[:6]:
        event = orjson.loads(read.queries.events_of(article_id)[0])["event_id"]
        name = quote(article_id, safe="")
        paths += [
            f"articles/{name}",
            f"articles/{name}/events",
            f"events/{event}",
            f"events/{event}/articles",
        ]
    paths += [f"fiscal-years/{row.key}" for row in read.model.rows("fiscal-years")[:3]]
    paths += [f"incidents/{row.key}" for row in read.model.rows("incidents")[:3]]
    return [f"/api/v1/{path}" for path in paths]


async def ask(url: str) -> tuple[int, bytes]:
    """Status and body."""

    def asked() -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    return await asyncio.to_thread(asked)


def address(one: Worker) -> str:
    """Of a worker that is ready."""
    found = re.search(rb"its tables are on (http://[^\s\"]+)", one.log.read_bytes())
    assert found is not None
    return found[1].decode()


async def until_answered(base: str, wanted: dict[str, bytes]) -> None:
    """Return when a worker answers everything as wanted: it reads what there is, and nothing else comes."""
    async with asyncio.timeout(PATIENCE):
        for path, body in wanted.items():
            while await ask(base + path) != (200, body):
                await asyncio.sleep(0.2)


@pytest.mark.kafka
async def test_every_worker_answers_alike_also_while_another_comes_and_goes(
    kafka_settings: Settings, tmp_path: Path
) -> None:
    articles = list(sample())
    read = Read(flow(articles), tmp_path)
    paths = questions(articles, read)
    with serving(read) as reference:
        wanted = {path: reference.ask(path).body for path in paths}
    read.close()
    await topics.apply(kafka_settings)
    with running(kafka_settings, tmp_path / "a.log") as a, running(kafka_settings, tmp_path / "b.log") as b:
        await asyncio.gather(a.ready(), b.ready())
        await send(kafka_settings, articles)
        await processed(kafka_settings)
        bases = [address(a), address(b)]
        await asyncio.gather(*(until_answered(base, wanted) for base in bases))
        await stream_goes_on_at_another_worker(kafka_settings, bases)
        counts = {200: 0, 503: 0}
        moving = True

        async def asking(base: str) -> None:
            while moving:
                for path, body in wanted.items():
                    status, answer = await ask(base + path)
                    counts[status] += 1
                    assert status == 503 or answer == body, (base, path)

        readers = [asyncio.create_task(asking(base)) for base in bases]
        with running(kafka_settings, tmp_path / "c.log") as c:
            await c.ready()
            await until_answered(address(c), wanted)
            assert await asyncio.to_thread(c.stop) == 0
        await processed(kafka_settings)
        moving = False
        await asyncio.gather(*readers)
        assert counts[200] > 10 * counts[503]


async def stream_goes_on_at_another_worker(settings: Settings, bases: Sequence[str]) -> None:
    """Everything that ever changed comes from either; begun at one and gone on with at the other, it comes once."""
    index = Index()
    model = ReadModel(settings, index)
    told = [topic for topic in model.topics.values() if topic.kind in {"events", "tables"}]
    held = await read_topics(settings, *(topic.base for topic in told))
    index.begin()
    changes = sorted(change.data for message in held if (change := model.apply(message)) is not None)
    index.commit()
    index.close()
    nothing = "1" + "." * len(told)
    for first, second in (bases, bases[::-1]):
        whole = await asyncio.to_thread(frames, first, nothing, len(changes))
        assert sorted(data for _, data in whole) == changes
        for place in (0, len(whole) // 2, len(whole) - 2):
            rest = await asyncio.to_thread(frames, second, whole[place][0], len(changes) - place - 1)
            assert sorted(data for _, data in [*whole[: place + 1], *rest]) == changes


def frames(base: str, place: str, count: int) -> list[tuple[str, bytes]]:
    """So many events of a worker's stream from a place on, each with its own place."""
    url = f"{base}/api/v1/stream?only=event&only=table"
    request = urllib.request.Request(url, headers={"Last-Event-ID": place})
    found: list[tuple[str, bytes]] = []
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        name = b""
        for line in answer:
            if line.startswith(b"id: "):
                name = line[4:-1]
            elif line.startswith(b"data: "):
                found.append((name.decode(), line[6:-1]))
                if len(found) == count:
                    break
    return found


@asynccontextmanager
async def reading(
    settings: Settings, *, ahead: list[float], hub: Hub
) -> AsyncIterator[tuple[ReadModel, Reader]]:
    """A reader whose clock is `ahead`."""
    index = Index()
    model = ReadModel(settings, index)
    reader = Reader(settings, model, hub=hub, clock=lambda: time.monotonic() + ahead[0])
    task = asyncio.create_task(reader.run())
    try:
        yield model, reader
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        index.close()


async def fresh(reader: Reader) -> None:
    async with asyncio.timeout(PATIENCE):
        while reader.problem() is not None:
            await asyncio.sleep(0.05)


async def test_the_model_is_believed_only_while_it_is_fresh(broker: Settings) -> None:
    settings = broker.replace(web_port=0)
    await topics.apply(settings)
    async with worker(settings):
        await send(settings, [article(1)])
        await processed(settings)
    ahead, hub = [0.0], Hub()
    async with reading(settings, ahead=ahead, hub=hub) as (model, reader):
        assert reader.problem() is not None, "nothing is known before the first look"
        await fresh(reader)
        (row,) = model.rows("fiscal-years")
        assert row.key == "PK/exports.it/FY2026"
        place = model.index.article(article(1).id)
        assert place is not None
        texts = Texts(settings)
        assert await texts.read(place) == article(1)
        await texts.close()
        ahead[0] += 10 * STALE
        problem = reader.problem()
        assert problem is not None
        assert (problem.status, "Retry-After" in problem.headers) == (503, True)
        await fresh(reader)  # the broker was asked again


@pytest.mark.kafka
async def test_topics_that_were_made_anew_are_read_anew(kafka_settings: Settings) -> None:
    settings = kafka_settings.replace(web_port=0)
    await topics.apply(settings)
    async with worker(settings):
        await send(settings, [article(1), article(2)])
        await processed(settings)
    ended: list[str] = []
    hub = Hub()
    async with reading(settings, ahead=[0.0], hub=hub) as (model, reader):
        await fresh(reader)
        listening = hub.subscribe(None, lambda: ended.append("woken"))
        assert listening is not None
        await delete_topics(settings)
        await asyncio.sleep(1)
        await topics.apply(settings)
        async with asyncio.timeout(PATIENCE):
            while model.rows("fiscal-years") or not listening.over:
                await asyncio.sleep(0.1)
        await fresh(reader)
        assert model.index.counts() == (0, 0)
