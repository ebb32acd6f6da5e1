"""What the tests on a broker share: articles to publish, what the tables must be, and waiting until all is processed."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final

from aiokafka.errors import KafkaError

from schemas import Article, Incident, dump
from streams import topics, topology
from streams.clients import backlog, consumer, producer
from streams.config import Settings
from streams.delivery import Message, Record, deliver
from streams.folds import Table
from streams.inputs import Item
from streams.ops.lag import lag
from streams.publish import publish, sender
from streams.replay import replay
from streams.wire import BrokerUnreachable

MONTHS: Final = ("July", "August", "September", "October", "November", "December")
#: How long anything may take before a test gives up, in seconds; generous, since nothing here is about speed.
PATIENCE: Final = 300.0

Rows = Mapping[tuple[str, str], bytes]
"""Topic and key to the row's bytes."""


def article(
    number: int, *, value: int | None = None, updated_at: str | None = None, body: str | None = None
) -> Article:
    """An article about one month's IT exports; the same number, the same id."""
    month = MONTHS[number % len(MONTHS)]
    value = 300 + number % 7 if value is None else value
    text = f"Pakistan's IT exports stood at ${value} million in {month} 2025, data of the State Bank of Pakistan showed."
    return Article.model_validate(
        {
            "id": f"article-{number}",
            "title": f"Exports report {number}",
            "body": text if body is None else body,
            "published_at": "2026-01-20T10:00:00+05:00",
            "updated_at": updated_at,
            "source": f"Paper {number % 5}",
        }
    )


async def send(settings: Settings, articles: Iterable[Article]) -> None:
    """Publish articles as `khabar publish` does."""
    counts = await publish((Item(1, item) for item in articles), settings, refused=lambda _: None)
    assert counts.failed == 0


async def send_raw(
    settings: Settings, topic: str, messages: Iterable[tuple[bytes | None, bytes | None]]
) -> None:
    """Publish keys and values as they are."""
    name = topology.by_name(settings)[topic].name
    async with producer(settings) as client:
        records = [Record(name, key, value, (("origin", b"test"),)) for key, value in messages]
        await deliver(records, sender(client), abandon=lambda: False)


async def read(settings: Settings, *bases: str) -> list[Message]:
    """What the topics hold now."""
    known = topology.by_name(settings)
    async with consumer(settings) as client:
        return [item async for item in backlog(client, [known[base] for base in bases])]


async def published(settings: Settings) -> Rows:
    """The rows of the table topics as a reader of the compacted topics sees them."""
    rows: dict[tuple[str, str], bytes] = {}
    prefix = len(settings.topic_prefix)
    for item in await read(settings, topology.FISCAL_YEARS, topology.INCIDENTS, topology.SECURITY_MONTHS):
        assert item.key is not None
        key = (item.topic[prefix:], item.key.decode())
        if item.value is None:
            rows.pop(key, None)
        else:
            rows[key] = item.value
    return rows


def expected(articles: Iterable[Article]) -> Rows:
    """The rows that the same articles give without a broker."""
    tables = replay(articles)
    by_topic: dict[str, tuple[Table, ...]] = {
        topology.FISCAL_YEARS: tables.fiscal_years,
        topology.INCIDENTS: tables.incidents,
        topology.SECURITY_MONTHS: tables.security_months,
    }
    return {(topic, row_key(row)): dump(row) for topic, rows in by_topic.items() for row in rows}


def row_key(row: Table) -> str:
    """The key that a row has on its topic."""
    return row.incident_id if isinstance(row, Incident) else row.key


async def processed(settings: Settings) -> None:
    """Return when the workers have no lag on any topic and nothing new came between two looks.

    One look may see a stage between two others idle while the first of them still works: two alike may not.
    """
    before: dict[tuple[str, int], int] | None = None
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                rows = await lag(settings, ages=False)
            except (KafkaError, BrokerUnreachable):  # it was away, and is not all back yet
                before = None
            else:
                ends = {(row.topic, row.partition): row.log_end_offset for row in rows}
                idle = not sum(row.lag for row in rows)
                if idle and ends == before:
                    return
                before = ends if idle else None
            await asyncio.sleep(0.2)


async def open_messages(settings: Settings) -> int:
    """How many articles are not classified yet."""
    name = topology.by_name(settings)[topology.ARTICLES].name
    return sum(row.lag for row in await lag(settings, ages=False) if row.topic == name)


class Worker:
    """A worker as operators run it: a process of its own."""

    def __init__(
        self,
        settings: Settings,
        log: Path,
        *,
        env: Mapping[str, str] | None = None,
        command: Sequence[str] = (),
    ) -> None:
        """`env` are variables on top of the settings'; `command` is run instead of this installation's worker."""
        variables = {**os.environ, **settings.to_env(), "KHABAR_WEB_PORT": "0", "KHABAR_LOG_LEVEL": "info"}
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                list(command) or [sys.executable, "-m", "streams", "worker"],
                stdout=output,
                stderr=output,
                env={**variables, **(env or {})},
            )

    async def ready(self) -> None:
        """Return when it has its partitions."""
        async with asyncio.timeout(PATIENCE):
            while b"is ready" not in self.log.read_bytes():
                assert self.process.poll() is None, self.log.read_text()
                await asyncio.sleep(0.1)

    def kill(self) -> None:
        """End it at once, without a chance to finish anything."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def running(settings: Settings, log: Path) -> Iterator[Worker]:
    """A worker process that does not outlive the block."""
    worker = Worker(settings, log)
    try:
        yield worker
    finally:
        if worker.process.poll() is None:
            worker.kill()


@asynccontextmanager
async def topology_of(settings: Settings) -> AsyncIterator[Settings]:
    """The settings, with their topics created."""
    await topics.apply(settings)
    yield settings
