"""What Prometheus scrapes."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder


def routes(registry: CollectorRegistry) -> list[web.AbstractRouteDef]:
    """`/metrics` in the format that the scraper asks for: Prometheus' text, or OpenMetrics."""

    async def answer(request: web.Request) -> web.Response:
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return web.Response(body=encode(registry), headers={"Content-Type": content_type})

    return [web.get("/metrics", answer)]
