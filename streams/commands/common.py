"""What commands share: settings, output, exit codes."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TypeVar

import orjson
import typer

from streams import logs
from streams.config import Settings
from streams.inputs import Item

T = TypeVar("T")

#: Exit codes: some input failed (the rest was processed); usage, or no broker.
FAILED, UNUSABLE = 1, 2


_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_AGO = re.compile(r"(\d{1,6})([smhd])")


class Output(StrEnum):
    """How a table is printed."""

    table = "table"
    json = "json"


OutputOption = Annotated[Output, typer.Option("--output", "-o", help="A table for people, or JSON.")]
BrokerOption = Annotated[
    str | None, typer.Option("--broker", help="host:port[,…]; default: $KHABAR_BROKER or localhost:9092.")
]
FilesArgument = Annotated[
    list[Path], typer.Argument(help="JSON lines, a JSON array or one object; - is stdin.")
]


class Unusable(Exception):
    """The command cannot do its work; the message says what to do. Exit code 2."""


def settings(*, quiet: bool = True, **overrides: object) -> Settings:
    """The settings of the environment, under the options given (None is not given); logs are set up by them."""
    config = Settings.from_env(os.environ, **overrides)
    logs.configure(config, quiet=quiet)
    return config


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a command's coroutine."""
    return asyncio.run(work)


async def until_signal(work: Coroutine[Any, Any, None]) -> None:
    """Run until it ends, SIGINT or SIGTERM."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        return


def write(value: object) -> None:
    """One JSON value as a line on stdout."""
    try:
        sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # the reader has gone, as `head` does; nothing is left to say to it, also not at the interpreter's end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def say(text: str) -> None:
    """One line on stderr."""
    typer.echo(text, err=True)


def complain(item: Item) -> None:
    """An item of an input that is no article, on stderr."""
    if item.error is not None:
        say(f"line {item.line}: {item.error}")


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """A binary stream of the file, or of stdin for None and `-`. Raises OSError."""
    if path is None or str(path) == "-":
        yield sys.stdin.buffer
    else:
        with path.open("rb") as stream:
            yield stream


def moment(text: str | None, *, now: datetime) -> datetime | None:
    """A time as the options give it: RFC 3339 with an offset, or how long ago. Raises Unusable."""
    if text is None:
        return None
    ago = _AGO.fullmatch(text)
    if ago is not None:
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Unusable(f"not a time: {text}; write 2026-01-20T10:00:00+05:00, or 30m, 2h, 7d for so long ago")
    return found
