"""Articles from files: JSON lines, a JSON array, one JSON object (also over several lines), or plain text.

Every item is read by `streams.articles.decode`, so that a file is refused for the same reasons, with the same codes, as a
message is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

from schemas import Article, InputError
from streams.articles import decode, validate

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Item:
    """One article of an input, or why there is none."""

    line: int
    """The line it is on; in an array, its position."""
    article: Article | None
    error: InputError | None = None


def read(stream: BinaryIO) -> Iterator[Item]:
    """The items of an input, lazily where it is JSON lines."""
    lines = iter(stream)
    number, first = _first(lines)
    if first is None:
        return
    alone = _parsed(first)
    if isinstance(alone, list):
        rest = b"".join(lines)
        if not rest.strip():
            yield from _array(alone)
            return
        lines = iter(rest.splitlines())
    elif alone is None:
        text = first + b"".join(lines)
        whole = _parsed(text)
        if isinstance(whole, list):
            yield from _array(whole)
            return
        if isinstance(whole, dict):
            yield _item(number, text)
            return
        first, *others = text.splitlines() or [b""]
        lines = iter(others)
    yield _item(number, first)
    for line in lines:
        number += 1
        if line.strip():
            yield _item(number, line)


def from_text(
    raw: bytes, *, title: str | None, url: str | None, published_at: str | None, source: str | None
) -> Item:
    """An article from plain text; without a title, its first line is one."""
    try:
        text = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return Item(1, None, InputError("not_utf8", f"byte {error.start} is not UTF-8"))
    if title is None:
        head, _, tail = text.strip().partition("\n")
        title, text = head.strip(), tail.strip()
    value: dict[str, Any] = {
        "title": title,
        "body": text,
        "url": url,
        "published_at": published_at,
        "source": source,
    }
    try:
        return Item(1, validate(value))
    except InputError as error:
        return Item(1, None, error)


def _first(lines: Iterator[bytes]) -> tuple[int, bytes | None]:
    """The first line that is not blank, with its number."""
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(_BOM) if number == 1 else line
        if content.strip():
            return number, content
    return 0, None


def _parsed(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _array(values: Iterable[object]) -> Iterator[Item]:
    for position, value in enumerate(values, 1):
        yield _item(position, orjson.dumps(value))


def _item(line: int, raw: bytes) -> Item:
    try:
        return Item(line, decode(raw.strip()))
    except InputError as error:
        return Item(line, None, error)
