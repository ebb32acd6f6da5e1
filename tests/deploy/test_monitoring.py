"""A worker is stopped and goes on, watched by the probe, a real Prometheus with the project's rules, and Burrow."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy import panels, rules
from streams import topics
from streams.child import Child, free_port
from streams.config import Settings
from tests.broker.support import PATIENCE, Worker, article, processed, send, send_raw
from tests.deploy.burrow import Burrow, burrow
from tests.deploy.prometheus import Prometheus, prometheus
from tests.deploy.watched import WatchedBroker

pytestmark = [pytest.mark.broker, pytest.mark.kafka]

_MISSED = 40
#: Names in expressions that are no metrics.
_METRIC = re.compile(r"\b(?:khabar|kafka)_[a-z_]+\b|\b[a-z_]+:[a-z_]+:[a-z0-9_]+\b")


@contextmanager
def _running(settings: Settings, home: Path, *, worker: int, probe: int) -> Iterator[Worker]:
    watching = Child(
        [sys.executable, "-m", "streams", "probe"],
        log=home / "probe.log",
        env={**os.environ, **settings.replace(probe_port=probe).to_env()},
    )
    working = Worker(settings, home / "worker.log", env={"KHABAR_WEB_PORT": str(worker)})
    try:
        yield working
    finally:
        if working.process.poll() is None:
            working.process.send_signal(signal.SIGCONT)
            working.kill()
        watching.stop(timeout=20.0)


async def test_a_worker_that_is_stopped_is_seen_by_all_and_so_is_its_return(
    watched: WatchedBroker, tmp_path: Path
) -> None:
    settings = watched.settings(
        app_id="watched",
        topic_prefix="watched.",
        partitions=2,
        lag_window=4.0,
        probe_interval=1.0,
        # longer than the test's stop, so that the group keeps its member and nobody takes over
        session_timeout=300.0,
        request_timeout=600.0,
    )
    await topics.apply(settings)
    ports = {"khabar-worker": free_port(), "khabar-probe": free_port()}
    with _running(settings, tmp_path, worker=ports["khabar-worker"], probe=ports["khabar-probe"]) as worker:
        async with prometheus(tmp_path, ports) as watching:
            await worker.ready()
            await _works(settings, watching)
            async with burrow(
                tmp_path, settings, listener=watched.ports["burrow"], advertised=watched.ports["translator"]
            ) as other:
                await _is_stopped(settings, worker, watching, other)
                await _goes_on(settings, worker, watching, other)


async def _works(settings: Settings, watching: Prometheus) -> None:
    await send(settings, [article(number) for number in range(20)])
    await send_raw(settings, "articles", [(b"bad", b"{not json")])
    await processed(settings)
    await watching.until("khabar_ready == 1")
    await watching.until('kafka_consumergroup_group_max_lag_seconds{consumergroup="watched"} == 0')
    await watching.until("sum(khabar_articles_total) == 20")
    await watching.until("sum(khabar_dead_letters_total) == 1")
    assert set((await watching.targets()).values()) == {"up"}
    expressions = [rule["expr"] for group in rules.groups() for rule in group["rules"]]
    expressions += [query for row in panels.ROWS for panel in row.panels for query, _ in panel.queries]
    asked = {name for expression in expressions for name in _METRIC.findall(expression)}
    async with asyncio.timeout(PATIENCE):
        while asked - await watching.names():
            await asyncio.sleep(0.5)
    # what the dashboard asks is understood, and what must be there is
    for panel in (panel for row in panels.ROWS for panel in row.panels):
        for query, _ in panel.queries:
            found = await watching.values(query.replace("$group", ".*"))
            assert found or panel.kind != "stat", query
    quiet = {"KhabarConsumerStalled", "KhabarGroupEmpty", "KhabarNoWorker", "KhabarProbeBlind"}
    assert not quiet & await watching.firing()


async def _is_stopped(settings: Settings, worker: Worker, watching: Prometheus, other: Burrow) -> None:
    worker.process.send_signal(signal.SIGSTOP)
    await send(settings, [article(number) for number in range(100, 100 + _MISSED)])
    status = 'khabar_lag_status{consumergroup="watched", status="STALL"} == 1'
    await watching.until(status)
    await watching.until_alert("KhabarConsumerStalled")
    behind = 'kafka_consumergroup_group_max_lag_seconds{consumergroup="watched"}'
    (before,) = await watching.values(behind)
    await watching.until(f"{behind} > {before + 2}")
    await watching.until(f'kafka_consumergroup_lag_sum{{consumergroup="watched"}} == {_MISSED}')
    async with asyncio.timeout(PATIENCE):
        while (await other.group(settings.app_id))["totallag"] != _MISSED:
            print(await other.group(settings.app_id))
            await asyncio.sleep(0.5)
    # the worker does not answer, and the probe does
    await watching.until_alert("KhabarWorkerDown")
    assert (await watching.targets())["khabar-probe"] == "up"


async def _goes_on(settings: Settings, worker: Worker, watching: Prometheus, other: Burrow) -> None:
    worker.process.send_signal(signal.SIGCONT)
    await processed(settings)
    for name in ("KhabarConsumerStalled", "KhabarWorkerDown"):
        await watching.until_alert(name, fires=False)
    await watching.until('kafka_consumergroup_group_max_lag_seconds{consumergroup="watched"} == 0')
    await watching.until('khabar_lag_status{consumergroup="watched", status="OK"} == 1')
    await watching.until("khabar_ready == 1")
    async with asyncio.timeout(PATIENCE):
        while (await other.group(settings.app_id))["totallag"]:
            await asyncio.sleep(0.5)
