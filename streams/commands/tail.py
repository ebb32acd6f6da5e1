"""`khabar tail`: what comes on topics, for people and pipes. It is the client for subscribers, with a screen."""

from __future__ import annotations

import sys
from contextlib import aclosing
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import orjson
import typer

from streams.commands.common import FAILED, BrokerOption, Unusable, moment, run, settings, write


class Start(StrEnum):
    """Where it begins."""

    earliest = "earliest"
    latest = "latest"


class Prominence(StrEnum):
    """What an event is to its article."""

    main = "main"
    background = "background"


def tail(
    topic: Annotated[str, typer.Argument(help="A topic's name; * matches several: 'events.security.*'.")],
    start: Annotated[Start, typer.Option("--from", help="Where to begin.")] = Start.latest,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", help="Begin with what came since: an RFC 3339 time, or 90s, 30m, 2h, 7d ago."
        ),
    ] = None,
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Only events of this type; may be given again.")
    ] = None,
    countries: Annotated[
        list[str] | None, typer.Option("--country", help="Only of this country (PK); may be given again.")
    ] = None,
    indicators: Annotated[
        list[str] | None,
        typer.Option("--indicator", help="Only of this indicator (exports.it); may be given again."),
    ] = None,
    prominence: Annotated[
        Prominence | None, typer.Option("--prominence", help="Only what an article is about, or background.")
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", help="Go on where this group stopped, and commit what was shown."),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="Stop after so many.")] = None,
    broker: BrokerOption = None,
) -> None:
    """Show what comes on a topic: pretty on a terminal, JSON lines in a pipe."""
    from streams.client.filters import Filter
    from streams.client.subscription import Subscription, matching

    config = settings(broker=broker)
    begin: Any = moment(since, now=datetime.now(UTC)) or start.value
    topics = matching(topic, config)
    if not topics:
        raise Unusable(f"no such topic: {topic}; `khabar topics ls` lists them")
    try:
        choose = Filter.of(types=types, countries=countries, indicators=indicators, prominence=prominence)
    except ValueError as error:
        raise Unusable(str(error)) from error
    subscription: Subscription[Any] = Subscription(topics, config, choose=choose, start=begin, group=group)
    if run(_tail(subscription, limit)):
        raise typer.Exit(FAILED)


async def _tail(subscription: Any, limit: int | None) -> bool:
    """True if a message was not what its topic is for."""
    from streams import render
    from streams.client import Undecodable
    from streams.tail import line

    pretty = render.console() if sys.stdout.isatty() else None
    failed, shown = False, 0
    # held open by the block, so that the last one shown is committed as well
    async with subscription, aclosing(subscription.deliveries()) as deliveries:
        async for delivery in deliveries:
            failed = failed or isinstance(delivery.item, Undecodable)
            value = line(delivery.item, delivery.message)
            if pretty is None:
                write(value)
            else:
                _show(pretty, delivery.message, value)
            shown += 1
            if shown == limit:
                break
    return failed


def _show(pretty: Any, message: Any, value: dict[str, Any]) -> None:
    key = (message.key or b"").decode("utf-8", "replace")
    pretty.rule(f"{message.topic}[{message.partition}]@{message.offset}  {key}", align="left", style="dim")
    pretty.print_json(orjson.dumps(value).decode(), indent=2)
