"""Workers that come, go and die: the tables are those of an undisturbed run. On Apache Kafka, with real processes."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from schemas import Article
from streams import topics, topology
from streams.config import Settings
from tests.broker.support import article, expected, open_messages, processed, published, read, running, send

pytestmark = [pytest.mark.broker, pytest.mark.kafka]

ARTICLES = 1200


@pytest.fixture
async def settings(kafka_settings: Settings) -> Settings:
    # small batches, so that a worker is always in the midst of one; the shortest session Apache Kafka takes, so that a
    # dead worker's partitions are free soon
    chosen = kafka_settings.replace(
        batch_size=20,
        session_timeout=6.0,
        heartbeat_interval=1.0,
        rebalance_timeout=10.0,
        commit_interval=0.3,
    )
    await topics.apply(chosen)
    return chosen


def some_articles(number: int = ARTICLES) -> list[Article]:
    return [article(n) for n in range(number)]


async def classified(settings: Settings, least: int) -> None:
    """Return when that many articles have passed the first stage."""
    async with asyncio.timeout(120):
        while len(await read(settings, topology.ECONOMY, topology.OTHER)) < least:
            await asyncio.sleep(0.05)


async def check(settings: Settings, articles: Sequence[Article]) -> None:
    await processed(settings)
    passed = {item.key for item in await read(settings, topology.ECONOMY, topology.SECURITY, topology.OTHER)}
    assert passed == {item.id.encode() for item in articles}
    assert await published(settings) == expected(articles)


async def test_killed_in_mid_stream_and_started_again(settings: Settings, tmp_path: Path) -> None:
    articles = some_articles()
    await send(settings, articles)
    for life in range(2):
        with running(settings, tmp_path / f"{life}.log") as worker:
            await classified(settings, 100 * (life + 1))
            worker.kill()
        assert await open_messages(settings), (
            "the worker was done before it was killed: the test shows nothing"
        )
    with running(settings, tmp_path / "last.log") as worker:
        await check(settings, articles)
        assert worker.stop() == 0


async def test_two_workers_share_the_partitions(settings: Settings, tmp_path: Path) -> None:
    articles = some_articles()
    with running(settings, tmp_path / "one.log") as one:
        await one.ready()
        await send(settings, articles[::2])
        with running(settings, tmp_path / "two.log") as two:
            await two.ready()
            await send(settings, articles[1::2])
            await check(settings, articles)
            # one goes, the other takes over its partitions with all that was known in them
            assert one.stop() == 0
            revised = [
                article(number, value=700, updated_at="2026-02-01T00:00:00Z")
                for number in range(0, ARTICLES, 40)
            ]
            await send(settings, revised)
            await processed(settings)
            assert await published(settings) == expected([*articles, *revised])
            assert two.stop() == 0


async def test_partitions_that_leave_and_come_back_are_read_anew(settings: Settings, tmp_path: Path) -> None:
    articles = some_articles(300)
    with running(settings, tmp_path / "stays.log") as stays:
        await stays.ready()
        await send(settings, articles)
        await processed(settings)
        # while the other one has them, the claims in its partitions change
        with running(settings, tmp_path / "guest.log") as guest:
            await guest.ready()
            changed = [article(number, value=800, updated_at="2026-02-01T00:00:00Z") for number in range(100)]
            await send(settings, changed)
            await processed(settings)
            assert guest.stop() == 0
        back = [article(number, value=900, updated_at="2026-02-02T00:00:00Z") for number in range(50, 150)]
        await send(settings, back)
        await processed(settings)
        assert await published(settings) == expected([*articles, *changed, *back])
        assert stays.stop() == 0
