"""`khabar export`: events and tables as Parquet or CSV."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from streams.commands.common import FAILED, BrokerOption, Unusable, opened, run, say, settings


class Form(StrEnum):
    """The files' format."""

    parquet = "parquet"
    csv = "csv"


def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go; it is made if need be.")],
    source: Annotated[
        Path | None,
        typer.Option(
            "--input", "-i", help="What extract, replay or tail printed, instead of a broker; - is stdin."
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="Parquet needs the extra `export`.")] = Form.parquet,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="Only this: incidents, economy.observation ...; may be given again."),
    ] = None,
    broker: BrokerOption = None,
) -> None:
    """Write events and tables to files, one a kind: what stands now, with the contract's names as columns.

    From a broker it reads what the topics hold, up to where they end when it begins. Exit 1 if a message could not be read.
    """
    from streams.export.datasets import DATASETS
    from streams.export.files import ExtraMissing, write
    from streams.export.gather import Gathered

    for name in only or ():
        if name not in DATASETS:
            raise Unusable(f"nothing to export is called {name!r}; there are {', '.join(DATASETS)}")
    wanted = only or list(DATASETS)
    gathered = Gathered(only or (() if source else DATASETS))
    refused = _from_file(source, gathered) if source else _from_broker(wanted, gathered, broker)
    names = [name for name in gathered.names if name in wanted]
    if not names:
        raise Unusable(
            f"{source}: nothing to export in it: give what extract, replay or tail of events printed"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        path = folder / f"{name}.{form.value}"
        try:
            count = write(path, DATASETS[name].model, gathered.rows(name), form.value)
        except ExtraMissing as error:
            raise Unusable(str(error)) from error
        say(f"{path}: {count} rows")
    if refused:
        raise typer.Exit(FAILED)


def _from_file(source: Path, gathered: object) -> bool:
    from streams.export.gather import Gathered, read

    assert isinstance(gathered, Gathered)
    refused = False
    with opened(source) as stream:
        for told in read(stream, gathered):
            say(told)
            refused = True
    return refused


def _from_broker(names: list[str], gathered: object, broker: str | None) -> bool:
    from streams.export.gather import Gathered
    from streams.export.topics import read

    assert isinstance(gathered, Gathered)
    config = settings(broker=broker)

    async def work() -> bool:
        refused = False
        async for told in read(config, names, gathered):
            say(told)
            refused = True
        return refused

    return run(work())
