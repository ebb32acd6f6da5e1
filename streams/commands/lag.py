"""Commands on consumer lag: lag shows it, probe serves it to Prometheus."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any, Final

import typer

from streams.commands.common import (
    FAILED,
    BrokerOption,
    Output,
    OutputOption,
    Unusable,
    run,
    say,
    settings,
    until_signal,
    write,
)
from streams.config import Settings

#: Between the two looks that a single answer takes, and between those of --watch, in seconds.
_MOMENT: Final = 1.0

GroupOption = Annotated[
    list[str] | None,
    typer.Option(
        "--group", help="Only this consumer group; may be given again. Default: all that read our topics."
    ),
]


def lag(
    watch: Annotated[bool, typer.Option("--watch", help="Again every second, until Ctrl-C.")] = False,
    group: GroupOption = None,
    broker: BrokerOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Show how far each consumer group is behind, in messages and seconds, and whether it moves.

    STATUS is OK; WARN: it moves, but the lag grows; STALL: it has not moved for $KHABAR_LAG_WINDOW seconds (20); STOP: it has no members, or has never committed. One answer is made of two looks a second apart, which tell OK and STOP: "-" stands for what only --watch can tell.

    Exit 0: nothing is wrong; 1: a partition is at WARN, STALL or STOP; 2: no broker answers. With --watch 0.
    """
    config = settings(broker=broker)
    if watch:
        run(until_signal(_watch(config, group or (), output)))
        return
    rows = run(_two_looks(config, group or ()))
    if not rows:
        raise Unusable(f"no such group reads our topics: {', '.join(group or [config.app_id])}")
    if output is Output.json:
        write([asdict(row) for row in rows])
    else:
        _show(rows)
    if any(row.status not in {None, "OK"} for row in rows):
        raise typer.Exit(FAILED)


async def _two_looks(config: Settings, group: Sequence[str]) -> list[Any]:
    from streams.ops.lag import Probe
    from streams.wire import BrokerUnreachable, unreachable

    async with Probe(config, names=group) as probe:
        try:
            await probe.sample()
            await asyncio.sleep(_MOMENT)
            return await probe.sample()
        except BrokerUnreachable as error:
            # the probe asks briefly; here is time to find out why
            raise await unreachable(config, error.__cause__ or error) from error


def _show(rows: Sequence[Any]) -> None:
    from streams import render

    out = render.console()
    if out.is_terminal:
        out.print(render.lag(rows, width=out.width))
    else:
        # whole, and a line a row, for programs that read columns
        table = [[name.removeprefix(">") for name in render.LAG_COLUMNS]]
        table += [list(render.lag_cells(row).values()) for row in rows]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for line in table:
            typer.echo(
                "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            )
    for text in summary(rows):
        say(text)


def summary(rows: Sequence[Any]) -> list[str]:
    """A line a group: how many members, how much lag, how old, and what the worst is."""
    from streams.ops.status import worst

    lines = []
    for group in dict.fromkeys(row.group for row in rows):
        of_it = [row for row in rows if row.group == group]
        behind = [row for row in of_it if row.lag]
        told = worst(row.status for row in of_it)
        more = "; --watch tells more" if told != "STOP" and any(row.status is None for row in of_it) else ""
        members = of_it[0].members
        who = "unknown members" if members is None else _count(members, "member")
        text = f"{group}: {told or 'too early to tell'}: {who}, {_count(len(of_it), 'partition')}, "
        if behind:
            oldest = max((row.seconds for row in behind if row.seconds is not None), default=None)
            age = "" if oldest is None else f", the oldest of {oldest:.0f} s"
            text += (
                f"{_count(sum(row.lag for row in behind), 'message')} behind in {len(behind)} of them{age}"
            )
        else:
            text += "nothing open"
        lines.append(text + more)
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


async def _watch(config: Settings, group: Sequence[str], output: Output) -> None:
    from rich.console import Group
    from rich.live import Live
    from rich.text import Text

    from streams import render
    from streams.ops.lag import Probe
    from streams.wire import BrokerUnreachable

    out = render.console()
    async with Probe(config, names=group) as probe:
        if output is Output.json or not out.is_terminal:
            while True:
                try:
                    rows = await probe.sample()
                except BrokerUnreachable as error:
                    say(str(error))
                else:
                    if output is Output.json:
                        write([asdict(row) for row in rows])
                    else:
                        _show(rows)
                        sys.stdout.flush()
                await asyncio.sleep(_MOMENT)
        with Live(console=out, screen=True, auto_refresh=False) as live:
            while True:
                try:
                    rows = await probe.sample()
                except BrokerUnreachable as error:
                    live.update(Text(str(error), style="bold red"), refresh=True)
                else:
                    # the worst first: a screen may not hold them all
                    shown = sorted(rows, key=lambda row: (-(row.status.rank if row.status else 0), -row.lag))
                    head = Text("\n".join(summary(rows)), style="bold")
                    live.update(Group(head, render.lag(shown, width=out.width)), refresh=True)
                await asyncio.sleep(_MOMENT)


def probe(
    group: GroupOption = None,
    broker: BrokerOption = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, help="Of /metrics; default: $KHABAR_PROBE_PORT or 6067.")
    ] = None,
) -> None:
    """Serve every consumer group's lag to Prometheus on /metrics, until SIGTERM or Ctrl-C.

    A process of its own, since a worker that hangs cannot tell. While no broker answers, khabar_probe_up is 0.
    """
    from streams.ops.exporter import serve

    config = settings(quiet=False, broker=broker, probe_port=port)
    try:
        run(until_signal(serve(config, names=group or ())))
    except OSError as error:
        raise Unusable(f"cannot listen on {config.web_host}:{config.probe_port}: {error}") from error
