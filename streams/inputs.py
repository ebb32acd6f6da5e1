"""Articles from files: JSON lines, a JSON array, one JSON object (also over several lines), or plain text.

Every item is read by `streams.articles.decode`, so that a file is refused for the same reasons, with the same codes, as a
message is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, BinaryIO

import orjson

from schemas import Article, InputError
from streams.articles import LARGEST, decode, elements, validate

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Item:
    """One article of an input, or why there is none."""

    line: int
    """The line it is on; in an array, its position."""
    article: Article | None
    error: InputError | None = None
    digest: str | None = None
    """Tells inputs that are no article apart: a hash of the bytes."""


def read(stream: BinaryIO) -> Iterator[Item]:
    """The items of an input, lazily where it is JSON lines."""
    lines = iter(stream)
    number, first = _first(lines)
    if first is None:
        return
    opening, alone = first.lstrip()[:1], _parsed(first)
    if opening == b"[":
        rest = b"".join(lines)
        if not isinstance(alone, list) or not rest.strip():
            # Element by element, so that a bad one costs itself alone.
            yield from (_item(position, raw) for position, raw in enumerate(elements(first + rest), 1))
            return
        lines = iter(rest.splitlines())
    elif opening == b"{" and alone is None:
        rest = b"".join(lines)
        others = rest.splitlines()
        if isinstance(_parsed(first + rest), dict) or not any(
            isinstance(_parsed(line), dict) for line in others
        ):
            yield _item(number, first + rest)  # one object over several lines, or what was to be one
            return
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
    if len(raw) > LARGEST:
        return Item(1, None, InputError("too_large", f"{len(raw)} bytes; an article has {LARGEST} at most"))
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


def _item(line: int, raw: bytes) -> Item:
    try:
        return Item(line, decode(raw.strip()))
    except InputError as error:
        return Item(line, None, error, blake2b(raw.strip(), digest_size=8).hexdigest())
