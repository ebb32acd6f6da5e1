"""A Faust app on our transport: it consumes, keeps a table, and recovers the table exactly after a restart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import faust
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from faust.auth import SASLCredentials, SSLCredentials
from faust.types import TP

from streams.app import create_app
from streams.config import Settings
from streams.transport import Consumer, ConsumerThread, Transport, credentials, install

MESSAGES = 3000


def _app(settings: Settings, data: Path) -> faust.App:
    app = faust.App(
        settings.app_id,
        broker=[f"kafka://{server}" for server in settings.servers],
        datadir=str(data),
        store="memory://",
        web_enabled=False,
        topic_disable_leader=True,
        topic_partitions=1,
        broker_session_timeout=settings.session_timeout,
        broker_heartbeat_interval=settings.heartbeat_interval,
        broker_rebalance_timeout=settings.rebalance_timeout,
        broker_commit_interval=settings.commit_interval,
        # large batches, so that a recovery that stops short in the last one misses much
        producer_linger=0.5,
        producer_max_batch_size=settings.max_batch_bytes,
        consumer_auto_offset_reset="earliest",
    )
    install(app, settings)
    return app


@asynccontextmanager
async def _counting(settings: Settings, topic: str, data: Path) -> AsyncIterator[tuple[Any, Any]]:
    """A running app that counts the messages of `topic` in a table; gives the table and the app."""
    app = _app(settings, data)
    counts = app.Table("counts", default=int, partitions=1)

    @app.agent(app.topic(topic, key_serializer="raw", value_serializer="raw"))
    async def count(stream: Any) -> None:
        async for event in stream.events():
            counts[str(event.message.offset)] += 1

    app.finalize()
    await app.start()
    try:
        yield counts, app
    finally:
        await app.stop()


async def _until(table: Any, count: int) -> None:
    async with asyncio.timeout(60):
        while len(table) < count:
            await asyncio.sleep(0.05)


@pytest.mark.broker
async def test_a_table_is_recovered_to_its_last_record(broker: Settings, tmp_path: Path) -> None:
    topic = f"{broker.topic_prefix}numbers"
    admin = AIOKafkaAdminClient(**broker.client_options())
    await admin.start()
    await admin.create_topics([NewTopic(topic, 1, 1)])
    await admin.close()
    async with AIOKafkaProducer(**broker.client_options(), linger_ms=20) as producer:
        await asyncio.gather(*[await producer.send(topic, b"a number") for _ in range(MESSAGES)])

    async with _counting(broker, topic, tmp_path / "first") as (counts, app):
        await _until(counts, MESSAGES)
        thread = app.consumer._thread
        assert isinstance(thread, ConsumerThread)
        assert thread._consumer is not None
        assert thread._consumer._fetch_max_wait_ms == int(broker.fetch_max_wait * 1000)
        await app.commit(set(app.topics))

    # in memory, so all it knows of the first run is in the changelog
    async with _counting(broker, topic, tmp_path / "second") as (counts, _):
        await _until(counts, MESSAGES)
        assert set(counts.values()) == {1}


def test_install_leaves_other_apps_alone(tmp_path: Path) -> None:
    class Other(Consumer):
        pass

    one = _app(Settings(app_id="one", broker="a:1,[::1]:2"), tmp_path)
    other = _app(Settings(app_id="other"), tmp_path)
    install(other, Settings(app_id="other"), consumer=Other)
    assert one.transport.Consumer is Consumer is Transport.Consumer
    assert other.transport.Consumer is Other
    assert [(url.host, url.port) for url in one.transport.url] == [("a", 1), ("::1", 2)]


def test_credentials_carry_user_password_mechanism_and_tls() -> None:
    assert credentials(Settings()) is None
    assert isinstance(credentials(Settings(security_protocol="SSL")), SSLCredentials)
    sasl = credentials(
        Settings.from_env(
            {
                "KHABAR_SECURITY_PROTOCOL": "SASL_SSL",
                "KHABAR_SASL_MECHANISM": "scram-sha-256",
                "KHABAR_SASL_USERNAME": "reader",
                "KHABAR_SASL_PASSWORD": "p",
            }
        )
    )
    assert isinstance(sasl, SASLCredentials)
    assert (sasl.username, sasl.password, sasl.mechanism.value) == ("reader", "p", "SCRAM-SHA-256")
    assert sasl.protocol.value == "SASL_SSL"
    assert sasl.ssl_context is not None


def test_a_partition_that_has_no_position_yet_does_not_end_the_worker() -> None:
    """Faust's look at it fails by an assertion of the client's, as it may in the moment before a rebalance."""

    def look(now: float, tp: TP) -> None:
        raise AssertionError

    app = create_app(Settings(app_id="test"))
    consumer: Any = app.consumer
    consumer._thread.verify_event_path = look
    consumer.verify_event_path(0.0, TP("articles", 0))
