"""Every fault that a worker must outlast, struck in mid-stream; what must hold is in `verifier`.

`make soak` does each ten times, longer and with more messages (KHABAR_FAULT_ROUNDS, _MESSAGES, _LONGER).
"""

import asyncio
import signal
from pathlib import Path

import pytest

from streams.config import Settings
from tests.faults.cluster import Cluster
from tests.faults.traffic import Traffic
from tests.faults.trial import LONGER, MESSAGES, ROUNDS, trial

pytestmark = [
    pytest.mark.broker,
    pytest.mark.kafka,
    pytest.mark.parametrize("turn", range(ROUNDS)),
]


async def test_killed_ten_times(settings: Settings, tmp_path: Path, turn: int) -> None:
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, workers=2, seconds=20) as course:
        for _ in range(10):
            victim = course.chance.choice(course.alive)
            victim.kill()
            course.start()
            await course.after(0.5, 2.5)
        await course.verified()


async def test_frozen_past_its_session(settings: Settings, tmp_path: Path, turn: int) -> None:
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, workers=2, seconds=12) as course:
        frozen = course.workers[0]
        frozen.process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(settings.session_timeout * 1.5)
        frozen.process.send_signal(signal.SIGCONT)
        await course.verified()
        assert frozen.process.poll() is None


async def test_asked_to_end_while_it_works(settings: Settings, tmp_path: Path, turn: int) -> None:
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, workers=2) as course:
        await course.after(0.2, 2.0)
        assert course.workers[0].stop() == 0
        course.start()
        await course.verified()
        assert "will be repeated" not in course.workers[0].log.read_text()


async def test_a_node_restarts(settings: Settings, nodes: Cluster, tmp_path: Path, turn: int) -> None:
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, seconds=12) as course:
        for node in nodes.nodes:
            nodes.stop(node)
            await asyncio.sleep(1)
            nodes.start(node)
            await course.after(1, 2)
        await course.verified()


async def test_a_leader_is_lost(settings: Settings, nodes: Cluster, tmp_path: Path, turn: int) -> None:
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, seconds=8) as course:
        await course.after(0.2, 1.5)
        # it leads a third of the partitions, and does not come back while there is work
        nodes.kill(course.chance.choice(nodes.nodes))
        await course.verified()


async def test_workers_come_and_go(settings: Settings, tmp_path: Path, turn: int) -> None:
    lasts = 20 * LONGER
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, seconds=lasts) as course:
        until = asyncio.get_running_loop().time() + lasts
        while asyncio.get_running_loop().time() < until:
            if len(course.alive) < 2 or (len(course.alive) < 4 and course.chance.random() < 0.5):
                course.start()
            else:
                course.chance.choice(course.alive).process.send_signal(signal.SIGTERM)
            await course.after(0.5, 3.0)
        if not course.alive:
            course.start()
        await course.verified()


async def test_repeated_reordered_and_late(settings: Settings, tmp_path: Path, turn: int) -> None:
    traffic = Traffic(MESSAGES, seed=turn, late=True)
    async with trial(settings, traffic, tmp_path, workers=2) as course:
        await course.verified()
