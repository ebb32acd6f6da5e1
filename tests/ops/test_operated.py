"""A worker and a probe as operators run them, processes on Apache Kafka: a worker that hangs is seen, a broker that is away is
said to be, and both recover by themselves."""

import asyncio
import json
import os
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from streams import topics
from streams.child import free_port
from streams.config import Settings
from streams.kafka import KafkaBroker
from tests.broker.support import PATIENCE, Worker, article, expected, processed, published, send
from tests.faults.cluster import Cluster, cluster

pytestmark = [pytest.mark.broker, pytest.mark.kafka]

Seen = dict[tuple[str, tuple[str, ...]], float]


class Operated:
    """One node, a worker and a probe."""

    def __init__(self, node: Cluster, settings: Settings, worker: Worker, probe: Worker) -> None:
        self.node = node
        self.settings = settings
        self.worker = worker
        self.probe = probe

    async def ready(self) -> tuple[int, dict[str, Any]]:
        """The status and the body of /readyz; status 0 where nothing listens yet."""
        try:
            status, body = await get(self.settings.web_port, "/readyz")
        except OSError:
            return 0, {}
        return status, json.loads(body)

    async def seen(self) -> Seen:
        """What the probe tells, by name and the values of the labels that matter; nothing where it does not listen yet."""
        try:
            _, text = await get(self.settings.probe_port, "/metrics")
        except OSError:
            return {}
        return {
            (
                sample.name,
                tuple(value for name, value in sample.labels.items() if name != "consumergroup"),
            ): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    async def status(self) -> str:
        """The worst status that the probe tells of the workers."""
        seen = await self.seen()
        return next(
            (labels[0] for (name, labels), on in seen.items() if name == "khabar_lag_status" and on), ""
        )


async def get(port: int, path: str) -> tuple[int, str]:
    def ask() -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    return await asyncio.to_thread(ask)


async def until(holds: Callable[[], Awaitable[bool]], *, within: float = PATIENCE) -> None:
    async with asyncio.timeout(within):
        while not await holds():
            await asyncio.sleep(0.2)


@pytest.fixture(scope="module")
def operated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    reason = KafkaBroker.available()
    if reason is not None:
        if os.environ.get("KHABAR_TEST_KAFKA") == "require":
            pytest.fail(f"KHABAR_TEST_KAFKA=require, but {reason}")
        pytest.skip(f"not tested without Apache Kafka: {reason}")
    logs = tmp_path_factory.mktemp("operated")
    with ExitStack() as stack:
        node = stack.enter_context(cluster(1))
        settings = node.settings.replace(
            app_id="operated",
            partitions=2,
            lag_window=3.0,
            probe_interval=0.5,
            web_port=free_port(),
            probe_port=free_port(),
            # longer than the window: a worker that hangs is still a member
            session_timeout=20.0,
            request_timeout=20.0,
        )
        asyncio.run(topics.apply(settings))
        port = {"KHABAR_WEB_PORT": str(settings.web_port)}
        worker = Worker(settings, logs / "worker.log", env=port)
        stack.callback(worker.kill)
        probe = Worker(settings, logs / "probe.log", command=[sys.executable, "-m", "streams", "probe"])
        stack.callback(probe.kill)
        yield Operated(node, settings, worker, probe)


async def test_from_its_start_it_says_what_it_still_waits_for(operated: Operated) -> None:
    phases: list[str] = []

    async def is_ready() -> bool:
        assert operated.worker.process.poll() is None, operated.worker.log.read_text()
        status, body = await operated.ready()
        if body:
            phases.append(body["phase"])
            assert (status == 200) == body["ready"] == all(one["ok"] for one in body["conditions"].values())
        return status == 200

    await until(is_ready)
    # it listens before it has its partitions
    assert phases[0] in {"starting", "rebalancing", "recovering"}
    assert phases[-1] == "running"
    assert (await get(operated.settings.web_port, "/livez"))[0] == 200
    _, metrics = await get(operated.settings.web_port, "/metrics")
    assert "khabar_ready 1.0" in metrics


async def test_a_worker_that_hangs_is_seen_from_outside_and_when_it_goes_on(operated: Operated) -> None:
    first, second = [article(number) for number in range(20)], [article(number) for number in range(20, 40)]
    await send(operated.settings, first)
    await processed(operated.settings)

    async def is_well() -> bool:
        return await operated.status() == "OK"

    await until(is_well)
    os.kill(operated.worker.process.pid, signal.SIGSTOP)
    try:
        await send(operated.settings, second)
        ages: list[float] = []

        async def is_stalled() -> bool:
            seen = await operated.seen()
            ages.append(seen.get(("kafka_consumergroup_group_max_lag_seconds", ()), 0.0))
            assert seen["kafka_consumergroup_members", ()] == 1
            return seen["khabar_lag_status", ("STALL",)] == 1

        await until(is_stalled)
        seen = await operated.seen()
        assert seen["kafka_consumergroup_lag_sum", ()] == 20
        assert ages == sorted(ages)
        assert ages[-1] >= operated.settings.lag_window
    finally:
        os.kill(operated.worker.process.pid, signal.SIGCONT)
    await until(is_well)
    await processed(operated.settings)

    async def is_caught_up() -> bool:
        seen = await operated.seen()
        return (
            seen["kafka_consumergroup_lag_sum", ()] == 0
            and seen["kafka_consumergroup_group_max_lag_seconds", ()] == 0
        )

    await until(is_caught_up)
    assert await published(operated.settings) == expected([*first, *second])


async def test_with_the_broker_away_it_is_not_ready_and_alive_and_comes_back_by_itself(
    operated: Operated,
) -> None:
    async def is_ready() -> bool:
        return (await operated.ready())[0] == 200

    async def is_up() -> bool:
        return (await operated.seen()).get(("khabar_probe_up", ())) == 1

    await until(is_ready)
    await until(is_up)
    operated.node.stop(1)

    async def is_told() -> bool:
        status, body = await operated.ready()
        return status == 503 and not body["conditions"]["broker"]["ok"]

    # the promise is 10 s, on a machine that has nothing else to do
    await until(is_told)

    async def is_down() -> bool:
        return await operated.seen() == {("khabar_probe_up", ()): 0}

    await until(is_down)
    assert (await get(operated.settings.web_port, "/livez"))[0] == 200
    assert (await get(operated.settings.probe_port, "/livez"))[0] == 200
    assert operated.worker.process.poll() is None
    # in this thread: the node ends with the thread that started it
    operated.node.start(1)
    await until(is_ready)
    await until(is_up)


async def test_asked_to_end_both_end_well(operated: Operated) -> None:
    assert await asyncio.to_thread(operated.worker.stop) == 0, operated.worker.log.read_text()
    assert await asyncio.to_thread(operated.probe.stop) == 0, operated.probe.log.read_text()
    lines = [json.loads(line) for line in operated.worker.log.read_text().splitlines()]
    trail = [line for line in lines if line.get("article_id") == "article-3"]
    assert [line["stage"] for line in trail][:3] == ["classify", "extract", "fold"]
    assert {"time", "level", "logger", "message", "topic", "partition", "offset"} <= set(trail[0])
    assert not any("State Bank" in json.dumps(line) for line in lines)
