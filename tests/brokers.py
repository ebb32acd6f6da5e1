"""Brokers for the tests: the embedded one and Apache Kafka, each started once a process of tests, a namespace a test.

KHABAR_TEST_BOOTSTRAP=host:port   use this running Kafka broker instead of starting one
KHABAR_TEST_KAFKA=require         fail, not skip, where Apache Kafka cannot be run
"""

import asyncio
import os
import uuid
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from streams.broker import EmbeddedBroker, LocalBroker
from streams.config import Settings
from streams.kafka import KafkaBroker

_RUNNING = pytest.StashKey[dict[type[LocalBroker], LocalBroker]]()
_FAILED = pytest.StashKey[bool]()
_KEPT_LOGS = pytest.StashKey[list[str]]()
#: What a worker of pytest-xdist tells the process that started it.
_TOLD = "kept_logs"


def _namespace() -> dict[str, object]:
    name = f"t{uuid.uuid4().hex[:10]}"
    return {"app_id": name, "topic_prefix": f"{name}.", "partitions": 2}


def _shared(config: pytest.Config, kind: type[LocalBroker]) -> Settings:
    """Settings for the session's broker of a kind, started when it is first asked for.

    It is the process's, not the fixture's: a module that imports the fixture gets no broker of its own.
    """
    running = config.stash.setdefault(_RUNNING, {})
    if kind not in running:
        broker = kind()
        broker.start()
        running[kind] = broker
    return running[kind].settings()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed and item.get_closest_marker("broker"):
        item.config.stash[_FAILED] = True
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Brokers end; their logs are kept, and told of, when a test on one failed."""
    config = session.config
    keep = config.stash.get(_FAILED, False)
    kept = config.stash.setdefault(_KEPT_LOGS, [])
    for broker in config.stash.get(_RUNNING, {}).values():
        log = broker.log
        broker.stop(keep_log=keep)
        if keep and log is not None:
            kept.append(str(log))
    told: dict[str, object] | None = getattr(config, "workeroutput", None)
    if told is not None:
        told[_TOLD] = kept


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist has ended."""
    node.config.stash.setdefault(_KEPT_LOGS, []).extend(getattr(node, "workeroutput", {}).get(_TOLD, []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for log in config.stash.get(_KEPT_LOGS, []):
        terminalreporter.write_line(f"a broker's log is kept in {log}")


def need_kafka() -> None:
    """Skip the test where Apache Kafka cannot be run here, or fail it with KHABAR_TEST_KAFKA=require."""
    reason = KafkaBroker.available()
    if reason is not None:
        if os.environ.get("KHABAR_TEST_KAFKA") == "require":
            pytest.fail(f"KHABAR_TEST_KAFKA=require, but {reason}")
        pytest.skip(f"not tested on Apache Kafka: {reason}")


@pytest.fixture(scope="session")
def embedded_broker(pytestconfig: pytest.Config) -> Settings:
    """Settings for the session's embedded broker."""
    return _shared(pytestconfig, EmbeddedBroker)


@pytest.fixture(scope="session")
def kafka_broker(pytestconfig: pytest.Config) -> Settings:
    """Settings for the session's Apache Kafka."""
    running = os.environ.get("KHABAR_TEST_BOOTSTRAP")
    if running:
        return Settings(broker=running)
    need_kafka()
    return _shared(pytestconfig, KafkaBroker)


@pytest.fixture
def embedded_settings(embedded_broker: Settings) -> Settings:
    """A namespace of its own on the embedded broker; the topics are not created."""
    return embedded_broker.replace(**_namespace())


@pytest.fixture
def kafka_settings(kafka_broker: Settings) -> Iterator[Settings]:
    """A namespace of its own on Apache Kafka; the topics are not created, and deleted after the test."""
    settings = kafka_broker.replace(**_namespace())
    yield settings
    with ThreadPoolExecutor(1) as other:  # the test's own event loop may be in this thread
        other.submit(asyncio.run, delete_topics(settings)).result()


async def delete_topics(settings: Settings, *, also: tuple[str, ...] = ()) -> None:
    """Each test has some forty topics, and a broker with thousands of partitions is a slow one."""
    admin = AIOKafkaAdminClient(**settings.client_options())
    await admin.start()
    try:
        ours = [name for name in await admin.list_topics() if name.startswith((settings.app_id, *also))]
        if ours:
            await admin.delete_topics(ours)
    finally:
        await admin.close()


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
def broker(request: pytest.FixtureRequest) -> Settings:
    """A namespace of its own on each broker in turn; the topics are not created."""
    settings: Settings = request.getfixturevalue(f"{request.param}_settings")
    return settings
