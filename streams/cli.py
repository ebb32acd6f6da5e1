"""`khabar`, the one entry point. Each command imports what it needs when it runs, so that `khabar extract` starts fast.

Data goes to stdout, logs to stderr. Exit 0: done; 1: some input failed, the rest was processed; 2: usage, or no broker.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from streams import __version__
from streams.commands import core, dlq, export, kafka, lag, schemas, tables, tail, worker
from streams.commands.common import UNUSABLE, Unusable, say

app = typer.Typer(
    name="khabar",
    help="News articles in, economic and security events and rolling tables out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(worker.demo)
app.command()(worker.worker)
app.add_typer(kafka.topics_app, name="topics")
app.command()(kafka.publish)
app.command()(core.extract)
app.command()(core.replay)
app.command()(tail.tail)
app.command()(export.export)
app.command()(tables.tables)
app.command()(lag.lag)
app.command()(lag.probe)
app.add_typer(dlq.dlq_app, name="dlq")
app.add_typer(schemas.schemas_app, name="schemas")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"khabar {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """News articles in, economic and security events and rolling tables out."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; always ends by SystemExit."""
    try:
        app(args=list(arguments) if arguments is not None else None)
    except Exception as error:
        if not _expected(error):
            raise
        say(f"khabar: {error}")
        sys.exit(UNUSABLE)


def _expected(error: Exception) -> bool:
    """Whether the error is one of usage or of the surroundings, whose message is all there is to say."""
    if isinstance(error, Unusable | FileNotFoundError | IsADirectoryError | PermissionError):
        return True
    # by name, since importing these costs what the fast commands save
    known = {
        "ConfigError",
        "BrokerUnreachable",
        "TopologyError",
        "BrokerUnavailable",
        "ChildFailed",
        "WorkerCrashed",
        "StateUnusable",
    }
    return type(error).__name__ in known and type(error).__module__.startswith("streams.")
