"""An input cut into lines or into the elements of a JSON array: however long they are, no more is held than an article may have.

A piece is given whole up to a bound; of a longer one, the beginning (which is too long already, so that whoever reads it refuses
it) and a hash of all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, BinaryIO, Final

#: How much is read at a time where the end is not known.
CHUNK: Final = 1 << 16

_OUTSIDE: Final = re.compile(rb'[\[{]+|[\]},"]')
#: As far as a string goes without its end; what was taken is not given back, so that it costs one pass.
_INSIDE: Final = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or an element: its bytes, or the first of them where it is `cut`."""

    raw: bytes
    digest: str
    """Tells pieces apart, also those that were cut."""
    cut: bool = False


class Growing:
    """A piece that comes in parts; holds at most `bound` bytes and one part."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._start()

    def _start(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._hash: Any = None

    def add(self, part: bytes) -> None:
        """Add a part at the end."""
        if self._hash is not None:
            self._hash.update(part)
            return
        self._parts.append(part)
        self._size += len(part)
        if self._size > self._bound:
            whole = b"".join(self._parts)
            self._hash = blake2b(whole, digest_size=8)
            self._parts = [whole[: self._bound + 1]]

    def copy(self) -> Piece:
        """The piece as it is by now."""
        raw = b"".join(self._parts)
        if self._hash is None:
            piece = Piece(raw, blake2b(raw.strip(), digest_size=8).hexdigest())
        else:
            piece = Piece(raw, self._hash.hexdigest(), cut=True)
        return piece

    def take(self) -> Piece:
        """The piece; the next one begins."""
        piece = self.copy()
        self._start()
        return piece


def line(stream: BinaryIO, bound: int, *, begun: bytes = b"") -> Piece | None:
    """The next line with its end, or None at the end of the stream; of one that was `begun`, the whole."""
    raw = begun or stream.readline(bound + 1)
    if not raw:
        return None
    growing = Growing(bound)
    growing.add(raw)
    while not raw.endswith(b"\n"):
        raw = stream.readline(CHUNK)
        if not raw:
            break
        growing.add(raw)
    return growing.take()


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of the stream, as it comes."""
    return iter(lambda: stream.readline(CHUNK), b"")


def elements(parts: Iterable[bytes], bound: int) -> Iterator[Piece]:
    """The elements of the JSON array that begins in the first part, as they are written, also those that are no JSON.

    What follows the array's end is one more element. One linear pass.
    """
    growing = Growing(bound)
    depth = 0
    begun = ended = inside = escaped = False
    blank = True  # nothing but blanks since the last comma
    for whole in parts:
        part = whole
        if not begun:
            part, begun = whole[whole.find(b"[") + 1 :], True
        first = position = 0
        if escaped and part:
            position, escaped = 1, False
        while not ended:
            if inside:
                position = _after(_INSIDE.match(part, position), part)
                stop = part[position : position + 1]
                if stop != b'"':
                    escaped = bool(stop)  # half of an escape, the other half is in the next part
                    break
                inside = False
                position += 1
            mark = _OUTSIDE.search(part, position)
            if mark is None:
                break
            position = mark.end()
            sign = mark.group()
            if sign == b'"':
                inside = True
            elif sign[:1] in b"[{":
                depth += len(sign)
            elif sign == b"," and depth == 0:
                growing.add(part[first : mark.start()])
                yield growing.take()
                first, blank = position, True
            elif sign in b"]}":
                depth -= 1
                if depth < 0:
                    rest = part[first : mark.start()]
                    growing.add(rest)
                    piece = growing.take()
                    if not blank or rest.strip():
                        yield piece
                    first, blank, ended = position, True, True
        growing.add(part[first:])
        blank = blank and not part[first:].strip()
    if not blank:
        yield growing.take()


def _after(match: re.Match[bytes] | None, part: bytes) -> int:
    return len(part) if match is None else match.end()
