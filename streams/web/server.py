"""The worker's HTTP server: what each module of this package serves, on one address.

A module that serves something has a function `routes` that gives aiohttp's route definitions; `streams.worker` puts them
together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from aiohttp import web

#: Headers of every answer, unless the handler set its own.
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

#: How long a question in hand may hold up the end, in seconds.
_CLOSING: Final = 5.0
#: What a path with all that may be asked is at most, in bytes.
_LONGEST_LINE: Final = 65_536


class WebServer:
    """Serves routes from `start` until `stop`."""

    def __init__(self, routes: Iterable[web.AbstractRouteDef], *, middlewares: Sequence[Any] = ()) -> None:
        """`middlewares` are aiohttp's; the first one is the outermost."""
        self._routes = list(routes)
        self._middlewares = list(middlewares)
        self._closing: list[Callable[[], None]] = []
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 takes a free one. Raises OSError where the port is taken."""
        app = web.Application(middlewares=self._middlewares)
        app.add_routes(self._routes)
        app.on_response_prepare.append(_headers)
        runner = web.AppRunner(
            app,
            access_log=None,
            handle_signals=False,
            shutdown_timeout=_CLOSING,
            max_line_size=_LONGEST_LINE,
            auto_decompress=False,  # who takes a body unpacks it, within bounds of its own
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{runner.addresses[0][1]}"

    def on_closing(self, close: Callable[[], None]) -> None:
        """Have `close` called before connections are waited for."""
        self._closing.append(close)

    async def stop(self) -> None:
        """Stop listening. Does nothing when not started."""
        runner, self._runner = self._runner, None
        if runner is not None:
            for close in self._closing:
                close()
            await runner.cleanup()


async def _headers(_: web.Request, answer: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers["Server"] = "khabar"
