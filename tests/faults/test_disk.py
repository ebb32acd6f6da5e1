"""A disk that is full: the worker says so and ends. With space again, and after one more worker was killed, all is as it should be."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from streams.config import Settings
from tests.faults.traffic import Traffic
from tests.faults.trial import MESSAGES, ROUNDS, trial

pytestmark = [
    pytest.mark.broker,
    pytest.mark.kafka,
    pytest.mark.parametrize("turn", range(ROUNDS)),
]

_SIZE = "96m"
_ENDS_WITHIN = 60.0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"a disk cannot be mounted: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(ballast: Path) -> None:
    """Leave not one block."""
    with suppress(OSError), ballast.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def is_ready(log: Path) -> bool:
    return log.exists() and b"is ready" in log.read_bytes()


async def filling(ballast: Path, log: Path) -> None:
    """Once a worker is ready, keep its disk full until cancelled: what it gives back is taken too."""
    while not is_ready(log):
        await asyncio.sleep(0.01)
    while True:
        fill(ballast)
        await asyncio.sleep(0.01)


async def ended(process: subprocess.Popen[bytes]) -> int:
    async with asyncio.timeout(_ENDS_WITHIN):
        while (code := process.poll()) is None:
            await asyncio.sleep(0.1)
    return code


async def test_the_disk_is_full(settings: Settings, tmp_path: Path, disk: Path, turn: int) -> None:
    settings = settings.replace(store="rocksdb", data_dir=disk / "data")
    ballast = disk / "ballast"
    filler = asyncio.create_task(filling(ballast, tmp_path / "worker-0.log"))
    async with trial(settings, Traffic(MESSAGES, seed=turn), tmp_path) as course:
        assert await ended(course.workers[0].process) != 0
        assert "No space left on device" in course.workers[0].log.read_text()
        filler.cancel()
        ballast.unlink()
        killed = course.start()
        await killed.ready()
        await course.after(0.2, 1.0)
        killed.kill()
        last = course.start()
        await course.verified()
        assert last.process.poll() is None
