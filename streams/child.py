"""A child process that ends with its parent: what the embedded broker and Apache Kafka are run as."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

# Run by a fresh interpreter that then becomes the child. PR_SET_PDEATHSIG (Linux) has the kernel end the child when
# the thread that started it is gone, however that came about; it survives the exec. A parent that died before the
# call is seen by its number. A preexec_fn would do the same, but is unsafe in a process with threads.
_BIND_AND_EXEC: Final = """
import ctypes, os, signal, sys
PR_SET_PDEATHSIG = 1
if sys.platform == "linux":
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(sys.argv[1]):
        sys.exit("parent is gone")
os.execv(sys.argv[2], sys.argv[2:])
"""


class ChildFailed(RuntimeError):
    """The child ended, or did not open its port in time; the message holds the end of its log."""


class Child:
    """One child process, its output in a log file. Not restartable; `stop` may be called more than once."""

    def __init__(self, arguments: Sequence[str], *, log: Path, env: Mapping[str, str] | None = None) -> None:
        """Start `arguments` (the first is a path). Call from a thread that lives as long as the child is wanted."""
        self.log = log
        self._name = Path(arguments[0]).name
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _BIND_AND_EXEC, str(os.getpid()), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=None if env is None else dict(env),
                # a Ctrl-C at the terminal goes to the parent, which stops the child after its clients
                start_new_session=True,
            )
        # where the kernel does not do it
        atexit.register(self._kill)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def wait_for_port(self, port: int, *, timeout: float) -> None:
        """Return once something accepts connections on the loopback `port`; raises ChildFailed."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if not self.running:
                raise ChildFailed(f"{self._name} ended with {self._process.returncode}\n{self.tail()}")
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    return
            except OSError:
                time.sleep(0.02)
        raise ChildFailed(f"{self._name} did not open port {port} in {timeout:g} s\n{self.tail()}")

    def stop(self, *, timeout: float) -> None:
        """Ask the child to end, and end it after `timeout` seconds."""
        if self.running:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout)
            except subprocess.TimeoutExpired:
                self._kill()
        atexit.unregister(self._kill)

    def tail(self, lines: int = 20) -> str:
        """The last lines of the log."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def _kill(self) -> None:
        if self.running:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    """A loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
