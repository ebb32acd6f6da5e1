"""How values stand in tables and changelogs: as they are, or deflated with a dictionary of what every event says anew.

Both are always read, so that a worker may begin or cease to write the short form at any time; one that writes it must not run
beside one of a version that cannot read it.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path
from typing import Final

#: The first byte of a short value, which JSON never begins with, and which dictionary it needs: that one never changes.
_SHORT: Final = b"\x01"
_DICTIONARY: Final = "encoding.v1.txt"
#: Shorter values would grow, or as good as.
_AT_LEAST: Final = 64
_RAW: Final = -15
_LEVEL: Final = 6


def shorten(value: bytes | None) -> bytes | None:
    """The short form of a value, where it is any shorter; None, a deletion, stays."""
    if value is None or len(value) < _AT_LEAST:
        return value
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, 9, 0, _dictionary())
    short = _SHORT + deflate.compress(value) + deflate.flush()
    return short if len(short) < len(value) else value


def plain(value: bytes) -> bytes:
    """The value of either form. Raises zlib.error for bytes that are neither."""
    if not value.startswith(_SHORT):
        return value
    inflate = zlib.decompressobj(_RAW, _dictionary())
    return inflate.decompress(value[len(_SHORT) :]) + inflate.flush()


@cache
def _dictionary() -> bytes:
    return (Path(__file__).parent / _DICTIONARY).read_bytes()
