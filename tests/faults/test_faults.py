"""Every fault that a worker must outlast, struck in mid-stream; what must hold is in `verifier`.

`make soak` does each ten times, and two minutes of workers that come and go. More still by the variables in `trial`.
"""

import asyncio
import os
import re
import shutil
import signal
import sys
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

import streams
from streams import topology
from streams.config import Settings
from streams.delivery import describe
from tests.broker.support import open_messages, read
from tests.faults.cluster import Cluster
from tests.faults.traffic import Traffic
from tests.faults.trial import LONGER, MESSAGES, ROUNDS, STORM, trial
from tests.faults.verifier import Auditor, dead_letters

pytestmark = [
    pytest.mark.broker,
    pytest.mark.kafka,
    pytest.mark.parametrize("turn", range(ROUNDS)),
]


async def test_killed_ten_times(settings: Settings, tmp_path: Path, turn: int) -> None:
    # more than they can do in the time, so that each is struck down at its work
    traffic = Traffic(2 * MESSAGES, seed=turn)
    async with trial(settings, traffic, tmp_path, workers=2, seconds=8) as course:
        for _ in range(10):
            victim = course.chance.choice(course.alive)
            victim.kill()
            course.start()
            await course.after(0.3, 1.7)
        await course.verified()


async def test_frozen_past_its_session(settings: Settings, tmp_path: Path, turn: int) -> None:
    # each in its turn, so that each wakes to find its work in other hands
    traffic = Traffic(2 * MESSAGES, seed=turn)
    async with trial(settings, traffic, tmp_path, workers=2, seconds=8) as course:
        for frozen in course.workers:
            await course.after(0.5, 2.0)
            frozen.process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(settings.session_timeout * 1.5)
            frozen.process.send_signal(signal.SIGCONT)
        await course.verified()
        assert all(worker.process.poll() is None for worker in course.workers)


async def test_frozen_until_all_is_done(settings: Settings, tmp_path: Path, turn: int) -> None:
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, workers=2) as course:
        await course.after(0.2, 1.5)
        frozen = course.workers[0]
        frozen.process.send_signal(signal.SIGSTOP)
        # long enough that the other has done all there is: what comes of the frozen one would be the last word
        await asyncio.sleep(settings.session_timeout * 2.5)
        frozen.process.send_signal(signal.SIGCONT)
        await course.verified()
        assert frozen.process.poll() is None


async def test_asked_to_end_while_it_works(settings: Settings, tmp_path: Path, turn: int) -> None:
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, workers=2) as course:
        await course.after(0.2, 2.0)
        assert course.workers[0].stop() == 0
        course.start()
        await course.verified()
        # it finished what it had in hand
        assert "will be repeated" not in course.workers[0].log.read_text()
    # and committed it, as the others did in the rebalance, so that nothing was done twice
    told = [describe(letter) for letter in await dead_letters(settings)]
    assert len({(letter.partition, letter.offset) for letter in told}) == len(told)


async def test_the_broker_restarts(settings: Settings, nodes: Cluster, tmp_path: Path, turn: int) -> None:
    alone = settings.replace(replication=1)  # no other node has what this one holds
    async with trial(alone, Traffic(MESSAGES, seed=turn), tmp_path, seconds=8) as course:
        node = course.chance.choice(nodes.nodes)
        nodes.stop(node)
        await asyncio.sleep(settings.request_timeout * 1.5 * LONGER)
        nodes.start(node)
        await course.verified()


async def test_a_leader_is_lost(settings: Settings, nodes: Cluster, tmp_path: Path, turn: int) -> None:
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, seconds=8) as course:
        await course.after(0.2, 1.5)
        # it leads a third of the partitions, and does not come back while there is work
        nodes.kill(course.chance.choice(nodes.nodes))
        await course.verified()


async def test_workers_come_and_go(settings: Settings, tmp_path: Path, turn: int) -> None:
    # some for every second, so that there is work while partitions move
    traffic = Traffic(int(MESSAGES * max(1, STORM / 60)), seed=turn)
    async with trial(settings, traffic, tmp_path, seconds=STORM) as course:
        until = asyncio.get_running_loop().time() + STORM
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


async def test_the_dead_letters_cannot_be_written(
    settings: Settings, nodes: Cluster, tmp_path: Path, turn: int
) -> None:
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, seconds=8) as course:
        # with a node away, two replicas are left: enough for all other topics
        letters = topology.dead_letters_of(topology.by_name(settings)[topology.ARTICLES].name)
        await configure(settings, letters, {"min.insync.replicas": "3"})
        nodes.kill(nodes.nodes[-1])
        await asyncio.sleep(settings.request_timeout * 3 * LONGER)
        looks = Auditor(settings)
        await looks.look()
        assert not looks.ahead, f"it went on without its dead letters: {looks.ahead[0]}"
        assert await open_messages(settings)
        nodes.start()
        await course.verified()
        assert "not acknowledged" in course.log()


async def test_clocks_two_hours_off(settings: Settings, tmp_path: Path, turn: int) -> None:
    library = faketime()
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, workers=0) as course:
        for shift in ("-2h", "+2h"):
            # what waits for so long is counted by the clock that only runs forward, which nobody sets
            clock = {"FAKETIME": shift, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
            await course.start({"LD_PRELOAD": str(library), **clock}).ready()
        await course.verified()
        hours = set(re.findall(r'"time": ?"(20\d\d-\d\d-\d\dT\d\d)', course.log()))
        assert len(hours) > 1, "the workers' clocks agree: the trial shows nothing"


async def test_two_versions_side_by_side(settings: Settings, tmp_path: Path, turn: int) -> None:
    upgrade = {"PYTHONPATH": str(next_version(tmp_path))}
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path, workers=2, seconds=14) as course:
        for old in course.workers[:2]:
            assert old.stop() == 0
            # -P: not the sources of the folder that the tests are run in
            new = course.start(upgrade, (sys.executable, "-P", "-m", "streams", "worker"))
            await new.ready()
            await course.after(1, 2)
        await course.verified()
    values = [item.value or b"" for item in await read(settings, *topology.ECONOMY_EVENTS)]
    assert any(b"next_version" in value for value in values)
    assert any(b"next_version" not in value for value in values)


def faketime() -> Path:
    """The library that sets a process's clock; skips where it is not installed, unless KHABAR_TEST_KAFKA=require."""
    found = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if found is None and os.environ.get("KHABAR_TEST_KAFKA") == "require":
        pytest.fail("faketime is not installed")
    return found or pytest.skip("faketime is not installed")


def next_version(home: Path) -> Path:
    """A copy of the sources in which every event has a field more."""
    source = Path(streams.__file__).parents[1]
    for package in ("streams", "schemas"):
        shutil.copytree(
            source / package, home / package, ignore=shutil.ignore_patterns("__pycache__", "samples")
        )
    path = home / "schemas" / "event.py"
    text = path.read_text(encoding="utf-8")
    marker = "    withdrawn: bool = False\n"
    assert text.count(marker) == 1
    path.write_text(text.replace(marker, f'    next_version: str = "yes"\n{marker}'), encoding="utf-8")
    return home


async def configure(settings: Settings, topic: str, config: dict[str, str]) -> None:
    """Set a topic's settings on the broker, and wait until it acts on them."""
    admin = AIOKafkaAdminClient(**settings.client_options())
    await admin.start()
    try:
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs=config)])
    finally:
        await admin.close()
