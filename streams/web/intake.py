"""The body of a request that brings articles: bounded while it comes, unpacked within bounds, read item by item."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from email.message import Message as Header
from http import HTTPStatus
from itertools import islice
from typing import Final, Literal

from aiohttp import hdrs, web

from schemas import InputError
from streams import inputs, pieces
from streams.articles import LARGEST, decode
from streams.inputs import Item
from streams.web.problems import Problem

Form = Literal["lines", "json", "document"]

#: Bytes of a request as they come, and unpacked; articles of one request.
LARGEST_BODY: Final = 10_000_000
LARGEST_UNPACKED: Final = 25_000_000
MOST: Final = 1_000

#: Media types, and how their bodies are cut into articles.
TYPES: Final[dict[str, Form]] = {
    "application/x-ndjson": "lines",
    "application/ndjson": "lines",
    "application/jsonl": "lines",
    "application/json": "json",
    "application/ld+json": "document",
}
_LINE: Final = LARGEST + 1024
_STEP: Final = 1 << 16


def form_of(request: web.Request) -> Form:
    """How the body is cut, by its media type; raises Problem (415)."""
    header = Header()
    header["Content-Type"] = request.headers.get(hdrs.CONTENT_TYPE, "")
    form = TYPES.get(header.get_content_type()) if request.headers.get(hdrs.CONTENT_TYPE) else None
    charset = str(header.get_param("charset") or "utf-8").lower()
    if form is None or charset not in ("utf-8", "utf8"):
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            f"send {', '.join(TYPES)}, as UTF-8",
            headers={"Accept-Post": ", ".join(TYPES)},
        )
    return form


async def body_of(request: web.Request) -> bytes:
    """The body, unpacked; raises Problem (400, 413, 415). No more of it is held than the bounds allow."""
    coding = request.headers.get(hdrs.CONTENT_ENCODING, "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "content-coding",
            "send the body as it is, or with Content-Encoding: gzip",
            headers={"Accept-Encoding": "gzip"},
        )
    if (request.content_length or 0) > LARGEST_BODY:
        raise too_large(f"a body has {LARGEST_BODY} bytes at most")
    unpack = None if coding == "identity" else zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    came = size = 0
    async for chunk in request.content.iter_chunked(_STEP):
        came += len(chunk)
        if came > LARGEST_BODY:
            raise too_large(f"a body has {LARGEST_BODY} bytes at most")
        part = chunk if unpack is None else _unpacked(unpack, chunk, LARGEST_UNPACKED - size)
        size += len(part)
        parts.append(part)
    if unpack is not None and not unpack.eof:
        raise Problem(HTTPStatus.BAD_REQUEST, "content-coding", "the body's gzip stream is cut off")
    return b"".join(parts)


def _unpacked(unpack: zlib._Decompress, chunk: bytes, room: int) -> bytes:
    try:
        part = unpack.decompress(chunk, room + 1)
    except zlib.error:
        raise Problem(HTTPStatus.BAD_REQUEST, "content-coding", "the body is not gzip") from None
    if len(part) > room or unpack.unconsumed_tail:
        raise too_large(f"unpacked, a body has {LARGEST_UNPACKED} bytes at most")
    if unpack.unused_data:
        raise Problem(HTTPStatus.BAD_REQUEST, "content-coding", "something follows the body's gzip stream")
    return part


def too_large(detail: str) -> Problem:
    """A 413."""
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", detail)


def items_of(body: bytes, form: Form) -> list[Item]:
    """The articles of a body, each with its line, or its place in the array; raises Problem (400, 413)."""
    found = list(islice(_items(body, form), MOST + 1))
    if len(found) > MOST:
        raise too_large(f"a request has {MOST} articles at most; send several")
    if not found:
        raise Problem(HTTPStatus.BAD_REQUEST, "no-articles", "the body holds no article")
    return found


def _items(body: bytes, form: Form) -> Iterator[Item]:
    stream = io.BytesIO(body)
    if form == "json":
        yield from inputs.read(stream)
        return
    if form == "document":
        if body.strip():
            yield _item(1, body)
        return
    number = 0
    while (line := pieces.line(stream, _LINE)) is not None:
        number += 1
        if line.cut or line.raw.strip():
            yield _item(number, line.raw)


def _item(number: int, raw: bytes) -> Item:
    try:
        return Item(number, decode(raw if len(raw) > LARGEST else raw.strip()))
    except InputError as error:
        return Item(number, None, error)
