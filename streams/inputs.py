"""Articles from files: JSON lines, a JSON array, one JSON object (also over several lines), or plain text.

Every item is read by `streams.articles.decode`, so that a file is refused for the same reasons, with the same codes, as a
message is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Any, BinaryIO, Final

import orjson

from schemas import Article, InputError
from streams import pieces
from streams.articles import LARGEST, decode, validate
from streams.formats import is_page
from streams.pieces import Growing, Piece

_BOM: Final = b"\xef\xbb\xbf"
#: Of a line or an element: an article, and blanks around it.
_BOUND: Final = LARGEST + 1024
#: Elements of an array that are looked at ahead, to see whether they are the nodes of one page.
_NODES: Final = 50
#: Lines that are looked at ahead and kept.
_AHEAD: Final = 20_000


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
    """The items of an input, as they come where it is JSON lines or an array. Holds some articles' worth of it at most."""
    source = _Source(stream)
    number, begun = source.first()
    if not begun:
        return
    if begun.lstrip()[:1] == b"[" and not (isinstance(_parsed(begun), list) and source.goes_on()):
        yield from _elements(source.elements(begun))
        return
    first = source.rest(begun)
    if begun.lstrip()[:1] == b"{" and not first.cut and _parsed(begun) is None:
        # one object over several lines, or what was to be one
        first, lines = source.as_one(first)
    else:
        lines = 1
    yield _item(number, first)
    number += lines - 1
    while (line := source.line()) is not None:
        number += 1
        if line.cut or line.raw.strip():
            yield _item(number, line)


def from_text(
    raw: bytes, *, title: str | None, url: str | None, published_at: str | None, source: str | None
) -> Item:
    """An article from plain text; without a title, its first line is one."""
    if len(raw) > LARGEST:
        return Item(
            1, None, InputError("too_large", f"more than the {LARGEST} bytes that an article may have")
        )
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


class _Source:
    """A stream in lines, some of which may have been looked at ahead."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ahead: deque[Piece] = deque()

    def first(self) -> tuple[int, bytes]:
        """The number and the beginning of the first line that is not blank; the rest of a long one is still to be read."""
        number = 0
        while raw := self._stream.readline(_BOUND + 1):
            number += 1
            if number == 1:
                raw = raw.removeprefix(_BOM)
            if raw.strip() or len(raw) > _BOUND:
                return number, raw
        return 0, b""

    def rest(self, begun: bytes) -> Piece:
        """The whole of a line that was begun."""
        piece = pieces.line(self._stream, _BOUND, begun=begun)
        assert piece is not None
        return piece

    def line(self) -> Piece | None:
        """The next line."""
        return self._ahead.popleft() if self._ahead else pieces.line(self._stream, _BOUND)

    def goes_on(self) -> bool:
        """Whether anything but blank lines follows."""
        while (line := pieces.line(self._stream, _BOUND)) is not None:
            if len(self._ahead) < _AHEAD:
                self._ahead.append(line)
            if line.cut or line.raw.strip():
                self._ahead[-1] = line
                return True
        return False

    def elements(self, begun: bytes) -> Iterator[Piece]:
        """The elements of the array that begins on a line."""
        return pieces.elements(chain((begun,), pieces.chunks(self._stream)), _BOUND)

    def as_one(self, first: Piece) -> tuple[Piece, int]:
        """The object that begins on a line and goes over several, and their number; the line alone, where others are objects.

        What is too large for an article is read up to the next line that is an object by itself, so that nothing is lost.
        """
        growing = Growing(_BOUND)
        growing.add(first.raw)
        size, objects = len(first.raw), False
        while (
            size <= _BOUND
            and len(self._ahead) < _AHEAD
            and (line := pieces.line(self._stream, _BOUND)) is not None
        ):
            self._ahead.append(line)
            growing.add(line.raw)
            size += len(line.raw)
            objects = objects or _is_object(line)
        if objects and not (size <= _BOUND and _is_object(growing.copy())):
            return first, 1
        lines = 1 + len(self._ahead)
        self._ahead.clear()
        while (line := pieces.line(self._stream, _BOUND)) is not None:
            if _is_object(line):
                self._ahead.append(line)
                break
            growing.add(line.raw)
            lines += 1
        return growing.take(), lines


def _elements(found: Iterator[Piece]) -> Iterator[Item]:
    """The elements of an array, one by one, so that a bad one costs itself alone; or the one article of a page's JSON-LD.

    A page lists what it is about beside its article (its site, its breadcrumbs), and the article refers to that.
    """
    ahead: list[Piece] = []
    size = 0
    for piece in found:
        ahead.append(piece)
        size += len(piece.raw)
        if b'"@type"' not in piece.raw or len(ahead) > _NODES or size > LARGEST:
            break
    else:
        whole = b"[" + b",".join(piece.raw for piece in ahead) + b"]"
        if len(ahead) > 1 and is_page(_parsed(whole)):
            yield _item(1, Piece(whole, blake2b(whole, digest_size=8).hexdigest()))
            return
    yield from (_item(place, piece) for place, piece in enumerate(chain(ahead, found), 1))


def _is_object(piece: Piece) -> bool:
    return not piece.cut and isinstance(_parsed(piece.raw), dict)


def _parsed(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _item(line: int, piece: Piece) -> Item:
    try:
        return Item(line, decode(piece.raw if piece.cut else piece.raw.strip()))
    except InputError as error:
        return Item(line, None, error, piece.digest)
