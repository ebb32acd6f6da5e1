"""`khabar demo`: a broker, a worker and the sample articles, end to end through real topics, and the tables they make."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Sequence
from importlib import resources
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from schemas import FiscalYear, Incident, SecurityMonth
from streams import render, topics
from streams.app import Khabar
from streams.articles import decode
from streams.broker import EmbeddedBroker, LocalBroker
from streams.config import Settings
from streams.folds import Table
from streams.inputs import Item
from streams.kafka import KafkaBroker
from streams.ops.lag import lag
from streams.publish import publish
from streams.worker import worker

#: The series that the demo ends with.
_SERIES: Final = ("PK", "exports.it")
#: How often the screen follows the tables, in seconds.
_FRAME: Final = 0.25
#: The sample counts as processed when the workers have had no lag this many times in a row.
_STILL: Final = 2


def samples() -> list[Item]:
    """The packaged sample articles, in the order of their file names."""
    folder = resources.files("streams.samples")
    names = sorted(path.name for path in folder.iterdir())
    files = [name for name in names if name.endswith(".json") and not name.endswith(".expected.json")]
    return [Item(number, decode(folder.joinpath(name).read_bytes())) for number, name in enumerate(files, 1)]


def local_broker(kind: str) -> LocalBroker | None:
    """The broker to bring up for `embedded` or `kafka`; None for an address, where one runs already."""
    if kind == "embedded":
        return EmbeddedBroker()
    return KafkaBroker() if kind == "kafka" else None


async def demo(settings: Settings, *, kind: str, once: bool, out: Console) -> None:
    """Run the demo. With `once` it returns when the sample is processed and printed, else when it is cancelled."""
    broker = local_broker(kind)
    if broker is None:
        await _run(settings.replace(broker=kind), once=once, out=out)
        return
    what = "Apache Kafka" if isinstance(broker, KafkaBroker) else "the embedded broker (in memory)"
    out.print(f"[dim]starting {what} …[/]")
    async with broker:
        out.print(f"[green]✓[/] {what} listens on {broker.bootstrap}")
        await _run(broker.settings(settings), once=once, out=out)


async def _run(settings: Settings, *, once: bool, out: Console) -> None:
    created = await topics.apply(settings)
    out.print(f"[green]✓[/] {len(created)} topics created; the worker is joining …")
    async with worker(settings) as (app, web):
        out.print(f"[green]✓[/] the worker is ready; its page is on [link={web.url}]{web.url}[/]")
        found = samples()
        await publish(found, settings, refused=lambda _: None)
        out.print(f"[green]✓[/] {len(found)} sample articles published to [bold]articles[/]\n")
        await _watch(app, settings, out)
        _show(app.views(), out)
        if not once:
            _hint(settings, web.url, out)
            await asyncio.Event().wait()


async def _watch(app: Khabar, settings: Settings, out: Console) -> None:
    """Show the tables as they fill, until everything published is processed."""
    filling = asyncio.create_task(_processed(settings))
    if not out.is_terminal:
        await filling
        return
    with Live(_frame(app.views()), console=out, transient=True, auto_refresh=False) as live:
        while not filling.done():
            await asyncio.wait({filling}, timeout=_FRAME)
            live.update(_frame(app.views()), refresh=True)
    await filling


async def _processed(settings: Settings) -> None:
    still = 0
    while still < _STILL:
        await asyncio.sleep(_FRAME)
        # a stage commits what it read only after what it made of it is on the next topic, so no lag anywhere is the end
        rows = await lag(settings, ages=False)
        still = still + 1 if all(row.lag == 0 for row in rows) else 0


def _frame(rows: Sequence[Table]) -> RenderableType:
    years, attacks, months = split(rows)
    head = Text(
        f"{len(years)} fiscal years, {len(attacks)} incidents, {len(months)} security months", style="bold"
    )
    return Group(head, render.fiscal_years(years[-12:]), render.incidents(attacks[:6]))


def _show(rows: Sequence[Table], out: Console) -> None:
    years, attacks, months = split(rows)
    out.print(render.security_months(months))
    out.print(render.fiscal_years([row for row in years if row.cumulative or row.months or row.target]))
    out.print(render.incidents(attacks))
    geo, indicator = _SERIES
    for row in years:
        if row.geo == geo and row.indicator == indicator and row.months:
            out.print(render.fiscal_year(row))
            out.print()


def split(rows: Sequence[Table]) -> tuple[list[FiscalYear], list[Incident], list[SecurityMonth]]:
    """The rows by table, each ordered by key."""
    return (
        sorted((row for row in rows if isinstance(row, FiscalYear)), key=lambda row: row.key),
        sorted((row for row in rows if isinstance(row, Incident)), key=lambda row: row.incident_id),
        sorted((row for row in rows if isinstance(row, SecurityMonth)), key=lambda row: row.key),
    )


def _hint(settings: Settings, url: str, out: Console) -> None:
    kind = " KHABAR_BROKER_KIND=embedded" if settings.broker_kind == "embedded" else ""
    partitions = f" KHABAR_PARTITIONS={settings.partitions}"
    # As it was called, where the environment's commands are not on the path: `.venv/bin/khabar`.
    command = "khabar" if shutil.which("khabar") else sys.argv[0]
    out.print("[bold]It keeps running.[/] In another terminal:")
    out.print(f"  export KHABAR_BROKER={settings.broker}{kind}{partitions}")
    out.print(f"  {command} tail events.economy.exports --from earliest")
    out.print(f"  {command} tables fiscal-years --url {url}")
    out.print(f"  {command} lag")
    out.print("[dim]Ctrl-C ends it; nothing is kept.[/]" if kind else "[dim]Ctrl-C ends it.[/]")
