"""Commands on the schemas of what crosses a topic: export, openapi, check, codes. None needs a broker."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from streams.commands.common import FAILED, Output, OutputOption, say, write

schemas_app = typer.Typer(help="The schemas of what crosses a topic.", no_args_is_help=True)


class Printed(StrEnum):
    """How the codes are printed."""

    table = "table"
    json = "json"
    csv = "csv"


@schemas_app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go; it is made if need be.")] = Path(),
) -> None:
    """Write the JSON Schema of every topic and the AsyncAPI document of them all."""
    from streams.schemafiles import documents

    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(documents().items()):
        path = folder / name
        path.write_bytes(content)
        say(str(path))


@schemas_app.command("openapi")
def openapi(
    file: Annotated[Path | None, typer.Argument(help="Where it goes; default: standard output.")] = None,
) -> None:
    """Write the OpenAPI document of the workers' API, which every worker serves as well."""
    from streams.web.openapi import document

    if file is None:
        sys.stdout.buffer.write(document())
    else:
        file.write_bytes(document())
        say(str(file))


@schemas_app.command("check")
def check(output: OutputOption = Output.table) -> None:
    """Hold the models against every version of the schemas that is kept; exit 1 with a sentence for each broken promise."""
    from streams.schemafiles import check as findings
    from streams.schemafiles import kept

    found = findings()
    if output is Output.json:
        write([asdict(item) for item in found])
    else:
        for item in found:
            typer.echo(str(item))
    if found:
        raise typer.Exit(FAILED)
    if output is Output.table:
        versions = ", ".join(str(version) for version in kept())
        say(f"the models read and write what every version does: {versions}")


@schemas_app.command("codes")
def codes(
    output: Annotated[
        Printed, typer.Option("--output", "-o", help="A table for people, JSON, or CSV.")
    ] = Printed.table,
) -> None:
    """Print our codes beside those of ACLED, PLOVER, GTD and SDMX."""
    from schemas.codes import COLUMNS, rows

    found = rows()
    if output is Printed.json:
        write([dict(zip(COLUMNS, row, strict=True)) for row in found])
    elif output is Printed.csv:
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(found)
    else:
        from streams import render

        render.console().print(render.plain_table("Codes", COLUMNS, found))
