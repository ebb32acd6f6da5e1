"""A worker with a name (KHABAR_INSTANCE_ID) is back within its session: nobody's partitions move, and nothing is lost."""

import asyncio
from pathlib import Path

import pytest

from streams import topics
from streams.config import Settings
from streams.ops.lag import Probe
from tests.broker.support import PATIENCE, Worker, article, expected, processed, published, send
from tests.deploy.watched import WatchedBroker

pytestmark = [pytest.mark.broker, pytest.mark.kafka]


async def _holders(settings: Settings) -> dict[tuple[str, int], str]:
    """Who holds each partition, by the group's own word."""
    async with Probe(settings, names=[settings.app_id], ages=False) as probe:
        rows = await probe.sample()
    return {(row.topic, row.partition): row.consumer_id or "" for row in rows}


async def test_partitions_stay_where_they_are_while_a_worker_restarts(
    watched: WatchedBroker, tmp_path: Path
) -> None:
    settings = watched.settings(
        app_id="named", topic_prefix="named.", partitions=2, request_timeout=600.0, session_timeout=300.0
    )
    await topics.apply(settings)
    articles = [article(number) for number in range(40)]
    workers = {
        name: Worker(settings.replace(instance_id=name), tmp_path / f"{name}.log") for name in ("a", "b")
    }
    try:
        for worker in workers.values():
            await worker.ready()
        async with asyncio.timeout(PATIENCE):
            while len(set((before := await _holders(settings)).values()) - {""}) < 2:
                await asyncio.sleep(0.3)
        await send(settings, articles[:20])
        await processed(settings)
        recoveries = workers["b"].log.read_text().count("tables recovered")
        assert recoveries
        assert workers["a"].stop() == 0
        await send(settings, articles[20:])
        workers["a"] = Worker(settings.replace(instance_id="a"), tmp_path / "again.log")
        await workers["a"].ready()
        await processed(settings)
        after = await _holders(settings)
        of_b = {place for place, holder in before.items() if holder.startswith("b-")}
        assert of_b
        assert {place: after[place] for place in of_b} == {place: before[place] for place in of_b}
        assert {place for place, holder in after.items() if holder.startswith("b-")} == of_b
        assert workers["b"].log.read_text().count("tables recovered") == recoveries
        assert await published(settings) == expected(articles)
    finally:
        for worker in workers.values():
            if worker.process.poll() is None:
                worker.kill()
