"""Commands that talk to a broker: topics, publish. On dead letters they are in `dlq`, on lag in `lag`; `tail` is its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from streams import inputs
from streams.commands.common import (
    FAILED,
    BrokerOption,
    FilesArgument,
    Output,
    OutputOption,
    Unusable,
    complain,
    opened,
    run,
    say,
    settings,
    write,
)
from streams.inputs import Item

topics_app = typer.Typer(help="The topics of the topology, on the broker.", no_args_is_help=True)


@topics_app.command("apply")
def apply(broker: BrokerOption = None) -> None:
    """Create the topics that are missing and mend their settings. Never touches data or partitions."""
    from streams import topics

    done = run(topics.apply(settings(broker=broker)))
    for item in done:
        say(f"{'created' if item.what == 'missing' else 'changed'} {item.topic}")
    say(f"{len(done)} changes" if done else "nothing to do")


@topics_app.command("plan")
def plan(broker: BrokerOption = None, output: OutputOption = Output.table) -> None:
    """Say what differs from the topology; exit 1 if anything does."""
    from streams import topics

    found = run(topics.plan(settings(broker=broker)))
    if output is Output.json:
        write([asdict(item) for item in found])
    else:
        for item in found:
            typer.echo(str(item))
        if not found:
            say("the topics are as they should be")
    if found:
        raise typer.Exit(FAILED)


@topics_app.command("ls")
def ls(broker: BrokerOption = None, output: OutputOption = Output.table) -> None:
    """List the topics of the topology that are on the broker."""
    from streams import render, topics, topology

    config = settings(broker=broker)
    holds = {topic.name: topic.holds for topic in topology.topics(config)}
    found = run(topics.listing(config))
    if output is Output.json:
        write([{**asdict(item), "config": dict(item.config), "own": dict(item.own)} for item in found])
        return
    rows = [
        (
            item.name,
            item.partitions,
            item.replication,
            item.config.get("cleanup.policy"),
            holds.get(item.name),
        )
        for item in found
    ]
    columns = ("topic", ">partitions", ">replicas", "cleanup", "holds")
    render.console().print(render.plain_table("Topics", columns, rows))


@topics_app.command("manifests")
def manifests(
    cluster: Annotated[
        str, typer.Option("--cluster", help="The name of Strimzi's Kafka resource.")
    ] = "kafka",
    users: Annotated[
        bool, typer.Option("--users", help="The users instead, one for each role, with the rights it needs.")
    ] = False,
) -> None:
    """Print the topics, or the users, as Strimzi's resources for Kubernetes (YAML). Asks no broker."""
    from streams.ops.manifests import topic_resources, user_resources

    try:
        import yaml
    except ImportError as error:
        raise Unusable("khabar topics manifests needs: pip install 'khabar[kubernetes]'") from error
    resources = (user_resources if users else topic_resources)(settings(), cluster=cluster)
    typer.echo(yaml.safe_dump_all(resources, sort_keys=False, width=120), nl=False)


def publish(files: FilesArgument, broker: BrokerOption = None) -> None:
    """Validate articles and publish them; all are on the broker when it returns."""
    from streams.ops.tracing import configure
    from streams.publish import publish as send

    config = settings(broker=broker)
    traces = configure(os.environ, service="khabar-publish")
    with ExitStack() as stack:
        stack.callback(traces.close)
        streams = [(path, stack.enter_context(opened(path))) for path in files]
        advance = _progress(stack, [path for path in files if str(path) != "-"])
        counts = run(send(_items(streams), config, refused=complain, progress=advance, traces=traces))
    say(f"{counts.published} published, {counts.failed} refused")
    if counts.failed:
        raise typer.Exit(FAILED)


def _items(streams: list[tuple[Path, Any]]) -> Iterator[Item]:
    for path, stream in streams:
        if len(streams) > 1:
            say(f"{path}:")
        yield from inputs.read(stream)


def _progress(stack: ExitStack, files: list[Path]) -> Any:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda _: None
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from streams import render

    bar = Progress(
        TextColumn("publishing"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=render.console(stderr=True),
    )
    stack.enter_context(bar)
    # lines are articles in JSON lines, the format of anything large; otherwise the bar only counts
    total = sum(map(_lines, files)) or None
    task = bar.add_task("publishing", total=total)
    return lambda count: bar.advance(task, count)


def _lines(path: Path) -> int:
    """How many lines a file has; nothing of it is kept. None of what is no file and can be read only once."""
    if not path.is_file():
        return 0
    with path.open("rb") as file:
        return sum(part.count(b"\n") for part in iter(partial(file.read, 1 << 20), b""))


__all__ = ["publish", "topics_app"]
