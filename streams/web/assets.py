"""The page's files, as packaged: HTML, style sheets, modules, vendored libraries.

Only the files that are there when the server starts have a path, so no path leads anywhere else. Each is sent with the
digest of its content as ETag and is asked for again at each visit (`no-cache`): a new worker's page is never a mixture of
versions, and a file that did not change costs an empty 304.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from aiohttp import hdrs, web

#: Content types by the end of the name; other files (licences' own forms, notes) are not served.
TYPES: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain",
}

#: No script and no style but the files served here, nothing inline, no text that becomes markup, no other host, no frames.
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}

#: Smaller files are not worth packing.
_PACKED_FROM: Final = 1024


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    content_type: str
    body: bytes
    packed: bytes
    etag: str


def assets() -> dict[str, Asset]:
    """Every file of the page by its path below the page's own (`js/main.js`)."""
    root = resources.files("streams.web").joinpath("static")
    return {path: _asset(path, file.read_bytes()) for path, file in _files(root, "")}


def routes() -> list[web.AbstractRouteDef]:
    """The page at `/`, and beside it each file at `/static/` and its path."""
    found = assets()

    def answer(asset: Asset, request: web.Request) -> web.Response:
        headers = {**HEADERS, hdrs.ETAG: f'"{asset.etag}"'}
        known = request.if_none_match or ()
        if any(tag.value in {asset.etag, "*"} for tag in known):
            return web.Response(status=304, headers=headers)
        body = asset.body
        if "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, "") and len(asset.packed) < len(body):
            body, headers[hdrs.CONTENT_ENCODING] = asset.packed, "gzip"
        return web.Response(body=body, headers=headers, content_type=asset.content_type, charset="utf-8")

    async def page(request: web.Request) -> web.Response:
        return answer(found["index.html"], request)

    async def file(request: web.Request) -> web.Response:
        asset = found.get(request.match_info["path"])
        if asset is None:
            raise web.HTTPNotFound(text="no such file\n")
        return answer(asset, request)

    return [web.get("/", page), web.get("/static/{path:.+}", file)]


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        path = f"{prefix}{item.name}"
        if item.is_dir():
            yield from _files(item, f"{path}/")
        elif item.name.rpartition(".")[2] in TYPES:
            yield path, item


def _asset(path: str, body: bytes) -> Asset:
    # mtime=0: the same bytes in every worker
    packed = gzip.compress(body, 6, mtime=0) if len(body) >= _PACKED_FROM else body
    return Asset(TYPES[path.rpartition(".")[2]], body, packed, hashlib.sha256(body).hexdigest()[:32])
