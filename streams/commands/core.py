"""Commands that need no broker: extract, replay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from schemas import Article, DeadLetter, InputError, plain
from streams import inputs
from streams.articles import LARGEST
from streams.commands.common import FAILED, Unusable, complain, opened, write
from streams.inputs import Item
from streams.moments import moment

FileArgument = Annotated[
    Path | None, typer.Argument(help="JSON lines, a JSON array or one object; default and -: stdin.")
]


def extract(
    file: FileArgument = None,
    text: Annotated[Path | None, typer.Option(help="Plain text instead of JSON; - is stdin.")] = None,
    title: Annotated[str | None, typer.Option(help="With --text; default: its first line.")] = None,
    url: Annotated[str | None, typer.Option(help="With --text.")] = None,
    published_at: Annotated[str | None, typer.Option(help="With --text: RFC 3339, with an offset.")] = None,
    source: Annotated[str | None, typer.Option(help="With --text: the publisher's name.")] = None,
) -> None:
    """Print what each article is about and says: one JSON line an article. Needs no broker."""
    if text is not None and file is not None:
        raise Unusable("give either a file of articles or --text")
    if text is None and any((title, url, published_at, source)):
        raise Unusable("--title, --url, --published-at and --source go with --text")
    if text is not None:
        with opened(text) as stream:
            raw = stream.read(LARGEST + 1)
        item = inputs.from_text(raw, title=title, url=url, published_at=published_at, source=source)
        failed = _write_all([item])
    else:
        with opened(file) as stream:
            failed = _write_all(inputs.read(stream))
    if failed:
        raise typer.Exit(FAILED)


def _write_all(items: Iterable[Item]) -> bool:
    """Print each item's line; True if one has failed."""
    failed = False
    for line in map(_extracted, items):
        failed = failed or "error" in line
        write(line)
    return failed


def _extracted(item: Item) -> dict[str, Any]:
    from streams.pipeline import process

    if item.article is None:
        error = item.error or InputError("invalid_field", "no article")
        named = {"field": error.field} if error.field else {}
        return {"error": {"line": item.line, "code": error.code, "message": error.message, **named}}
    try:
        classification, events = process(item.article)
    except Exception as error:  # noqa: BLE001 - a bug in a rule costs one article; its line names the bug
        message = f"{type(error).__name__}: {error}"
        return {"error": {"line": item.line, "code": "internal_error", "message": message}}
    return {
        "article": {"id": item.article.id, "url": item.article.url},
        "classification": plain(classification),
        "events": [plain(event) for event in events],
    }


def replay(
    file: FileArgument = None,
    as_of: Annotated[
        str | None, typer.Option(help="Only what was published by then: RFC 3339, or a date (its end, UTC).")
    ] = None,
) -> None:
    """Print the tables that follow from the articles: one JSON object. Needs no broker."""
    from streams.replay import replay as compute

    until = _moment(as_of) if as_of is not None else None
    refused: list[DeadLetter] = []
    with opened(file) as stream:
        articles = list(_articles(inputs.read(stream), refused))
    tables = compute(articles, as_of=until, dead_letters=refused)
    write(tables.plain())
    if tables.dead_letters:
        raise typer.Exit(FAILED)


def _articles(items: Iterable[Item], refused: list[DeadLetter]) -> Iterator[Article]:
    for item in items:
        if item.article is not None:
            yield item.article
        elif item.error is not None:
            complain(item)
            # no line number: the same articles in another order are the same tables
            refused.append(
                DeadLetter(
                    topic="articles",
                    stage="classify",
                    code=item.error.code,
                    message=item.error.reason,
                    digest=item.digest,
                )
            )


def _moment(text: str) -> datetime:
    try:
        return moment(text)
    except ValueError as error:
        raise Unusable(f"--as-of: {error}") from None
