"""Commands on dead letters: dlq ls, show, replay."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from streams.commands.common import (
    FAILED,
    BrokerOption,
    Output,
    OutputOption,
    Unusable,
    moment,
    run,
    say,
    settings,
    write,
)
from streams.config import Settings

dlq_app = typer.Typer(help="Dead letters: what could not be processed.", no_args_is_help=True)

TopicArgument = Annotated[
    str | None, typer.Argument(help="Only of this topic (articles, or articles.dlq); default: of all.")
]
CodeOption = Annotated[
    list[str] | None, typer.Option("--code", help="Only with this code; may be given again.")
]
StageOption = Annotated[
    list[str] | None, typer.Option("--stage", help="Only of this stage: classify, extract, fold.")
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", help="Only set aside since: an RFC 3339 time, or 90s, 30m, 2h, 7d ago."),
]
UntilOption = Annotated[str | None, typer.Option("--until", help="Only set aside before: likewise.")]


@dlq_app.command("ls")
def ls(
    topic: TopicArgument = None,
    code: CodeOption = None,
    stage: StageOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    broker: BrokerOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Count the dead letters by topic, stage and code, and how many of them were replayed."""
    from streams import render
    from streams.ops import deadletters

    config = settings(broker=broker)
    found = run(deadletters.tally(config, _topics(config, topic), _choice(code, stage, since, until)))
    if output is Output.json:
        write([asdict(row) for row in found])
        return
    rows = [(row.topic, row.stage, row.code, row.count, row.replayed) for row in found]
    columns = ("topic", "stage", "code", ">count", ">replayed")
    render.console().print(render.plain_table("Dead letters", columns, rows))


@dlq_app.command("show")
def show(
    topic: TopicArgument = None,
    code: CodeOption = None,
    stage: StageOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
    broker: BrokerOption = None,
) -> None:
    """Print dead letters as JSON lines: why, from where, since when, and the message itself."""
    config = settings(broker=broker)
    run(_show(config, _topics(config, topic), _choice(code, stage, since, until), limit))


async def _show(config: Settings, topics: list[Any], choice: Any, limit: int) -> None:
    from streams.ops import deadletters
    from streams.tail import raw

    shown = 0
    async for letter in deadletters.letters(config, topics, choice):
        at = deadletters.failed_at(letter.message)
        told = {
            "failed_at": at.isoformat().replace("+00:00", "Z") if at else None,
            "replayed": letter.replayed,
        }
        write({**told, **raw(letter.message)})
        shown += 1
        if shown == limit:
            return


@dlq_app.command("replay")
def replay(
    topic: TopicArgument = None,
    code: CodeOption = None,
    stage: StageOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Also those that failed again after two replays.")
    ] = False,
    rate: Annotated[float | None, typer.Option("--rate", min=0.01, help="At most so many a second.")] = None,
    broker: BrokerOption = None,
    output: OutputOption = Output.table,
) -> None:
    """Send the dead letters that were not replayed yet back to their topics; exit 1 if any was refused."""
    from streams.ops import deadletters

    config = settings(broker=broker)
    choice = _choice(code, stage, since, until)
    outcome = run(
        deadletters.replay(config, _topics(config, topic), choice, dry_run=dry_run, force=force, rate=rate)
    )
    if output is Output.json:
        write({**asdict(outcome), "dry_run": dry_run})
    else:
        say(f"{outcome.replayed} {'would be ' if dry_run else ''}replayed")
    if outcome.refused:
        say(
            f"{outcome.refused} refused: they failed {deadletters.FAILURES} times, so that another replay is no remedy;"
            " --force sends them all the same"
        )
        raise typer.Exit(FAILED)


def _choice(code: list[str] | None, stage: list[str] | None, since: str | None, until: str | None) -> Any:
    from streams.ops.deadletters import Choice

    now = datetime.now(UTC)
    return Choice(
        frozenset(code or ()), frozenset(stage or ()), moment(since, now=now), moment(until, now=now)
    )


def _topics(config: Settings, name: str | None) -> list[Any]:
    from streams.ops import deadletters

    found = deadletters.topics_of(config, name)
    if not found:
        raise Unusable(f"no dead letters are kept for {name}")
    return found
