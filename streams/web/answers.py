"""How an answer leaves: JSON or CSV as it was asked for, with a tag by which the next one can be spared.

A tag is a digest of the body, so that it is the same on every worker. (It is a weak one, since a body may be compressed.)
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from aiohttp import hdrs, web

JSON: Final = "application/json"
CSV: Final = "text/csv"
#: Smaller bodies are sent as they are.
_COMPRESS_FROM: Final = 2_000

#: Of each answer: it may be kept, but must be asked for again; whose it is depends on these headers.
_HEADERS: Final = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Accept-Encoding"}
_Q: Final = re.compile(r";\s*q=([01](?:\.\d{0,3})?)\s*$")


def wants_csv(request: web.Request, chosen: str | None) -> bool:
    """Whether CSV is asked for: by the parameter, else by the `Accept` header where it prefers that to JSON."""
    if chosen is not None:
        return chosen == "csv"
    best = {CSV: 0.0, JSON: 0.0}
    for part in request.headers.get(hdrs.ACCEPT, "")[:1000].split(","):
        q = _Q.search(part)
        kind = part.partition(";")[0].strip().lower()
        if kind in best:
            best[kind] = float(q[1]) if q else 1.0
    return best[CSV] > best[JSON]


def tag(body: bytes) -> str:
    """The entity tag of a body."""
    return f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def answer(
    request: web.Request, body: bytes, content_type: str = JSON, *, headers: dict[str, str] | None = None
) -> web.Response:
    """The body, or 304 where the client has it."""
    own = tag(body)
    told = {**_HEADERS, "ETag": own, **(headers or {})}
    if _has(request, own):
        return web.Response(status=304, headers=told)
    response = web.Response(body=body, headers=told)
    response.content_type = content_type
    if content_type == CSV:
        response.charset = "utf-8"
    if len(body) >= _COMPRESS_FROM and "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, ""):
        response.enable_compression(web.ContentCoding.gzip)
    return response


def _has(request: web.Request, own: str) -> bool:
    given = request.headers.get(hdrs.IF_NONE_MATCH, "")
    if given.strip() == "*":
        return True
    opaque = own.removeprefix("W/")
    return any(part.strip().removeprefix("W/") == opaque for part in given[:4000].split(","))
