"""Who may ask: everybody on this machine, and beyond it who has the token.

A server that other machines can reach asks for a token, or has been told that it need not (`KHABAR_WEB_OPEN=1`, where
something before it does, or the network is trusted). One on the loopback address that asks for none answers only to its own
names, so that a page of the internet cannot have a reader's browser ask it under a name of its own.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from aiohttp import hdrs, web

from streams.config import ConfigError, Settings
from streams.web.problems import Problem

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: What an orchestrator and Prometheus ask, and the page's own files, which hold no data.
OPEN_PATHS: Final = frozenset({"/", "/live", "/ready", "/livez", "/readyz", "/metrics"})
OPEN_PREFIXES: Final = ("/static/",)


def check(settings: Settings) -> None:
    """Raises ConfigError where the server would be open to other machines without anybody having said so."""
    if not is_loopback(settings.web_host) and settings.web_token is None and not settings.web_open:
        raise ConfigError(
            f"KHABAR_WEB_HOST: {settings.web_host} lets other machines read the tables: set KHABAR_WEB_TOKEN (or "
            "KHABAR_WEB_TOKEN_FILE) to a secret that they must send, or KHABAR_WEB_OPEN=1 where that is meant"
        )


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine can reach an address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def guard(settings: Settings) -> Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]:
    """The middleware that lets through who may ask."""
    token = settings.web_token.get_secret_value().encode() if settings.web_token is not None else None
    own_names_only = token is None and not settings.web_open

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if _is_open(request.path):
            return await handler(request)
        if own_names_only and not _is_own_name(request.host):
            raise Problem(
                HTTPStatus.MISDIRECTED_REQUEST,
                "other-host",
                "this server answers to localhost and loopback addresses only; behind a proxy, set KHABAR_WEB_TOKEN"
                " or KHABAR_WEB_OPEN=1",
            )
        if token is not None and not _has(request, token):
            raise Problem(
                HTTPStatus.UNAUTHORIZED,
                "unauthorized",
                "send the token of this installation: Authorization: Bearer …",
                headers={hdrs.WWW_AUTHENTICATE: 'Bearer realm="khabar"'},
            )
        return await handler(request)

    return guarded


def _is_own_name(host: str) -> bool:
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]") or not port.isdigit():
        name = host
    return is_loopback(name)


def _is_open(path: str) -> bool:
    return path in OPEN_PATHS or path.startswith(OPEN_PREFIXES)


def _has(request: web.Request, token: bytes) -> bool:
    scheme, _, given = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    sent = given.strip().encode("utf-8", "surrogateescape")
    # both are compared, whatever the first says: the time must not tell
    return hmac.compare_digest(sent, token) and scheme.lower() == "bearer"
