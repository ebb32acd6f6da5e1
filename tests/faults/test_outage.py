"""A broker that is away for longer than any request waits: the worker says so, tries again and loses nothing."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from streams import topics
from streams.kafka import KafkaBroker
from tests.broker.support import article, expected, open_messages, processed, published, running, send
from tests.brokers import need_kafka
from tests.faults.test_workers import classified
from tests.faults.trial import ROUNDS

pytestmark = [
    pytest.mark.broker,
    pytest.mark.kafka,
    pytest.mark.parametrize("turn", range(ROUNDS)),
]

#: Seconds; a session may be no shorter on Apache Kafka, and no longer than a request.
AWAY, REQUEST = 15.0, 6.0


async def test_a_worker_outlasts_a_broker_that_hangs(tmp_path: Path, turn: int) -> None:
    need_kafka()
    articles = [article(number) for number in range(1500)]
    # a broker of its own, since it is stopped
    async with KafkaBroker() as broker:
        settings = broker.settings(
            partitions=2,
            batch_size=20,
            request_timeout=REQUEST,
            session_timeout=REQUEST,
            heartbeat_interval=1.0,
        )
        await topics.apply(settings)
        await send(settings, articles)
        with running(settings, tmp_path / "worker.log") as worker:
            await classified(settings, 100 + 20 * turn)
            assert await open_messages(settings), "the worker is done already: the test shows nothing"
            assert broker.pid is not None
            os.kill(broker.pid, signal.SIGSTOP)
            await asyncio.sleep(AWAY)
            os.kill(broker.pid, signal.SIGCONT)
            await processed(settings)
            assert await published(settings) == expected(articles)
            assert worker.stop() == 0, worker.log.read_text()
    assert "still trying" in worker.log.read_text()
