"""A reader at a terminal: one shell a page, in a folder of its own, and what goes on in the background."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.docs.blocks import Block, Command, commands, prints

ROOT: Final = Path(__file__).parents[2]
#: How long a command may take before the test gives up, in seconds.
PATIENCE: Final = 180.0


class Background:
    """A command that goes on."""

    def __init__(self, text: str, folder: Path, env: Mapping[str, str]) -> None:
        self.text = text
        self._output = bytearray()
        self._process = subprocess.Popen(
            ["bash", "-c", f"exec {text}"],
            cwd=folder,
            env=dict(env),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def output(self) -> str:
        return bytes(self._output).decode("utf-8", "replace")

    def await_(self, said: tuple[str, ...], where: str) -> None:
        """Return when it has printed what is said. A later part of a command's output may come after anything."""
        give_up = time.monotonic() + PATIENCE
        while not prints(self.output, said):
            assert self._process.poll() is None, f"{where}: ended\n{self.output}"
            assert time.monotonic() < give_up, f"{where}: said\n{chr(10).join(said)}\nprinted\n{self.output}"
            time.sleep(0.1)

    def stop(self) -> None:
        """As Ctrl-C does."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            while part := os.read(self._process.stdout.fileno(), 65536):
                self._output += part
        except (OSError, ValueError):
            return


class Terminal:
    """Runs pages. `replace` puts what is so here (an address) in the place of what a page says."""

    def __init__(
        self, folder: Path, *, env: Mapping[str, str], replace: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder
        tools = folder / ".bin"
        tools.mkdir()
        for name, what in (("khabar", "-m streams"), ("python", "")):
            script = tools / name
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {what} "$@"\n')
            script.chmod(0o755)
        others = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
        self.env = {
            **others,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            **env,
        }
        self._replace = dict(replace or {})
        self._going: list[Background] = []

    def run(self, block: Block) -> None:
        """Do what a block says, and hold it to what it says is printed."""
        if block.title is not None:
            path = self.folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self._here(block.text), encoding="utf-8")
            return
        directive = block.directive or ""
        if directive.startswith("more of "):
            wanted = directive.removeprefix("more of ")
            (going,) = [one for one in self._going if one.text == wanted]
            going.await_(("…", *self._here(block.text).splitlines()), str(block))
            return
        for command in commands(block):
            if directive == "background":
                self.start(command)
            else:
                self._once(command, int(directive.removeprefix("exit ")) if directive else 0)

    def start(self, command: Command) -> Background:
        """Have a command go on in the background, once it has printed what it is said to."""
        going = Background(command.text, self.folder, self.env)
        self._going.append(going)
        going.await_(tuple(self._here(line) for line in command.prints), str(command.block))
        return going

    def _once(self, command: Command, code: int) -> None:
        text = self._here(command.text)
        if text.startswith("export KHABAR_BROKER="):
            # the demo's port is another each time: a reader copies the line that it printed
            text = self._printed(r"(?P<it>export KHABAR_BROKER=\S+( KHABAR_\w+=\S+)*)")
        # what a command exports stays, as in a shell
        script = f"{text}\ncode=$?\nenv -0 > .environment\nexit $code\n"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
        output = done.stdout.decode("utf-8", "replace")
        where = f"{command.block}: $ {text}"
        assert done.returncode == code, f"{where}\nended with {done.returncode}\n{output}"
        said = tuple(self._here(line) for line in command.prints)
        assert prints(output, said), f"{where}\nsaid\n{chr(10).join(said)}\nprinted\n{output}"
        kept = (self.folder / ".environment").read_bytes().split(b"\0")
        self.env |= dict(item.decode().split("=", 1) for item in kept if item.startswith(b"KHABAR_"))

    def _here(self, text: str) -> str:
        for said, here in self._replace.items():
            text = text.replace(said, here)
        if "localhost:6066" in text:
            # the page says that the demo's may be another
            text = text.replace("localhost:6066", self._printed(r"http://(?P<it>127\.0\.0\.1:\d+)"))
        return text

    def _printed(self, pattern: str) -> str:
        """What the group `it` of a pattern is, in what was printed in the background."""
        for going in self._going:
            if (found := re.search(pattern, going.output)) is not None:
                return found["it"]
        raise AssertionError(f"nothing in the background printed {pattern}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for going in reversed(self._going):
            going.stop()
