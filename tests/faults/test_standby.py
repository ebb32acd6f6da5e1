"""A standby takes a dead worker's partitions over with what it has kept of them, and reads only the rest."""

import asyncio
import re
from pathlib import Path

import pytest

from streams import topics, topology
from streams.config import Settings
from tests.broker.support import Worker, article, expected, processed, published, read, running, send
from tests.faults.trial import ROUNDS, quick

pytestmark = [
    pytest.mark.broker,
    pytest.mark.kafka,
    pytest.mark.parametrize("turn", range(ROUNDS)),
]


def recoveries(worker: Worker) -> list[int]:
    """How many records each recovery of a worker read."""
    return [int(number) for number in re.findall(r"recovered: (\d+) records", worker.log.read_text())]


async def test_a_standby_takes_over_and_reads_only_the_rest(
    settings: Settings, tmp_path: Path, turn: int
) -> None:
    settings = quick(settings.replace(standby_replicas=1))
    await topics.apply(settings)
    articles = [article(number) for number in range(400)]
    with running(settings, tmp_path / "dies.log") as dies, running(settings, tmp_path / "stays.log") as stays:
        await dies.ready()
        await stays.ready()
        await asyncio.sleep(3)  # they have found each other
        await send(settings, articles)
        await processed(settings)
        assert await published(settings) == expected(articles)
        await asyncio.sleep(3)  # the standby is at the end as well
        known = len(recoveries(stays))
        dies.kill()
        revised = [article(n, value=700, updated_at="2026-02-01T00:00:00Z") for n in range(turn % 9, 400, 9)]
        await send(settings, revised)
        await processed(settings)
        assert await published(settings) == expected([*articles, *revised])
        changelogs = [topic.base for topic in topology.topics(settings) if topic.kind == "changelog"]
        records = len(await read(settings, *changelogs))
        taking_over = recoveries(stays)[known:]
        assert taking_over, stays.log.read_text()
        assert sum(taking_over) < records / 20, f"{taking_over} of {records} were read"
        assert stays.stop() == 0
