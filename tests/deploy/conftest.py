"""One Apache Kafka for the tests of deploy/ that need one."""

import os
from collections.abc import Iterator

import pytest

from streams.kafka import KafkaBroker
from tests.deploy.watched import WatchedBroker


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WatchedBroker]:
    """It has its own listeners and users, so KHABAR_TEST_BOOTSTRAP does not replace it."""
    reason = KafkaBroker.available()
    if reason is not None:
        if os.environ.get("KHABAR_TEST_KAFKA") == "require":
            pytest.fail(f"KHABAR_TEST_KAFKA=require, but {reason}")
        pytest.skip(f"not tested on Apache Kafka: {reason}")
    broker = WatchedBroker(tmp_path_factory.mktemp("watched"))
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()
