"""One cluster of three nodes for the fault suite, and a namespace of its own for each trial."""

import asyncio
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from streams.config import Settings
from tests.brokers import delete_topics, need_kafka
from tests.faults.cluster import Cluster, cluster
from tests.faults.trial import quick


@pytest.fixture(scope="session")
def nodes() -> Iterator[Cluster]:
    """Three nodes of Apache Kafka. Skips where they cannot be run, unless KHABAR_TEST_KAFKA=require."""
    need_kafka()
    with cluster(3) as made:
        yield made


@pytest.fixture
def settings(nodes: Cluster) -> Iterator[Settings]:
    """A namespace of its own on the cluster, every node of which runs; its topics are deleted after the trial."""
    nodes.start()
    name = f"f{uuid.uuid4().hex[:10]}"
    chosen = quick(nodes.settings.replace(app_id=name, topic_prefix=f"{name}."))
    yield chosen
    nodes.start()
    with ThreadPoolExecutor(1) as other:  # the test's own event loop may be in this thread
        other.submit(asyncio.run, delete_topics(chosen)).result()
