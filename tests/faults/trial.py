"""A trial: workers at their work, messages coming in, a fault in the midst of it, and what must hold all the same."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from streams import topics, topology
from streams.clients import producer
from streams.config import Settings
from streams.delivery import JSON_TYPE, Record, deliver
from streams.publish import sender
from tests.broker.support import PATIENCE, Worker, open_messages
from tests.faults.traffic import Traffic
from tests.faults.verifier import Auditor, verify

#: Messages of a trial, and how often each is done: ten times with `make soak`.
MESSAGES = int(os.environ.get("KHABAR_FAULT_MESSAGES", "400"))
ROUNDS = int(os.environ.get("KHABAR_FAULT_ROUNDS", "1"))
#: How many times longer than they need the broker and the dead letters are away.
LONGER = float(os.environ.get("KHABAR_FAULT_LONGER", "1"))
#: For how many seconds workers come and go: two minutes with `make soak`.
STORM = float(os.environ.get("KHABAR_FAULT_STORM", "15"))
_CHUNK = 25


def quick(settings: Settings) -> Settings:
    """Small batches, so that a worker is always in the midst of one, and the shortest session that Apache Kafka takes."""
    return settings.replace(
        partitions=4,
        batch_size=20,
        session_timeout=6.0,
        heartbeat_interval=1.0,
        rebalance_timeout=10.0,
        request_timeout=6.0,
        commit_interval=0.05,
    )


class Trial:
    """Workers on one namespace, the traffic sent to them, and the auditor that looks on."""

    def __init__(self, settings: Settings, traffic: Traffic, logs: Path) -> None:
        self.settings = settings
        self.traffic = traffic
        self.chance = Random(len(traffic.sent))
        self.workers: list[Worker] = []
        self.auditor = Auditor(settings)
        self._logs = logs
        self._sent = asyncio.Event()

    def start(self, env: Mapping[str, str] | None = None, command: tuple[str, ...] = ()) -> Worker:
        """Another worker, with variables of its own; `command` runs it instead of this installation's."""
        log = self._logs / f"worker-{len(self.workers)}.log"
        worker = Worker(self.settings, log, env=env, command=command)
        self.workers.append(worker)
        return worker

    @property
    def alive(self) -> list[Worker]:
        """The workers whose process is there."""
        return [worker for worker in self.workers if worker.process.poll() is None]

    async def publish(self, *, seconds: float) -> None:
        """Send the traffic, spread over a time."""
        topic = topology.by_name(self.settings)[topology.ARTICLES].name
        sent = self.traffic.sent
        pause = seconds / max(1, len(sent) // _CHUNK)
        async with producer(self.settings) as client:
            for start in range(0, len(sent), _CHUNK):
                records = [
                    Record(topic, one.key, one.value, (JSON_TYPE,)) for one in sent[start : start + _CHUNK]
                ]
                await deliver(records, sender(client), abandon=lambda: False)
                await asyncio.sleep(pause)
        self._sent.set()

    @property
    def all_sent(self) -> bool:
        """Whether the traffic is out."""
        return self._sent.is_set()

    async def busy(self) -> None:
        """Return when articles are waiting, so that what happens next happens in mid-stream."""
        async with asyncio.timeout(PATIENCE):
            while not await open_messages(self.settings):
                assert not self.all_sent, "all is processed already: the trial shows nothing"
                await asyncio.sleep(0.05)

    async def after(self, least: float, most: float) -> None:
        """Wait for a time drawn from between two, so that the fault strikes anywhere."""
        await asyncio.sleep(self.chance.uniform(least, most))

    async def verified(self) -> None:
        """Wait until all is processed; all that must hold holds, and held meanwhile."""
        async with asyncio.timeout(PATIENCE):  # what has no leader is never taken
            await self._sent.wait()
        try:
            await verify(self.settings, self.traffic)
        finally:
            await self._looked_at()

    async def _looked_at(self) -> None:
        """The auditor has seen the end, and nothing wrong on the way."""
        looks = self.auditor.looks
        async with asyncio.timeout(PATIENCE):
            while self.auditor.looks < looks + 2:
                await asyncio.sleep(0.1)
        assert not self.auditor.ahead, f"{len(self.auditor.ahead)} times ahead: {self.auditor.ahead[0]}"

    def log(self) -> str:
        """What all workers logged."""
        return "\n".join(worker.log.read_text(errors="replace") for worker in self.workers)


@asynccontextmanager
async def trial(
    settings: Settings, traffic: Traffic, logs: Path, *, workers: int = 1, seconds: float = 4.0
) -> AsyncIterator[Trial]:
    """A trial in course: topics made, workers ready, traffic coming for so many seconds. Verified by `Trial.verified`."""
    await topics.apply(settings)
    made = Trial(settings, traffic, logs)
    tasks: list[asyncio.Task[None]] = []
    try:
        for worker in [made.start() for _ in range(workers)]:
            await worker.ready()
        tasks.append(asyncio.create_task(made.auditor.watch()))
        tasks.append(asyncio.create_task(made.publish(seconds=seconds)))
        if workers:
            await made.busy()
        yield made
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for worker in made.alive:
            worker.process.send_signal(signal.SIGCONT)
            worker.kill()
    for result in results:
        if isinstance(result, Exception):
            raise result
