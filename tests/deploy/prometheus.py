"""A real Prometheus with the project's configuration and rules, at a pace for tests, and what it answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import aiohttp
import yaml

from deploy import rules
from streams.child import Child, free_port
from tests.broker.support import PATIENCE
from tests.deploy.programs import program

#: Two minutes become one second, which is the least.
PACE: Final = 0.005


class Prometheus:
    """Its HTTP interface."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def _get(self, path: str, **parameters: str) -> Any:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self._url}/api/v1/{path}", params=parameters) as answer,
        ):
            told = await answer.json()
            assert told["status"] == "success", told
            return told["data"]

    async def names(self) -> set[str]:
        """Of every series that it has."""
        return set(await self._get("label/__name__/values"))

    async def values(self, query: str) -> list[float]:
        """What a query gives now."""
        return [float(row["value"][1]) for row in (await self._get("query", query=query))["result"]]

    async def targets(self) -> dict[str, str]:
        """Health by job."""
        return {
            target["labels"]["job"]: target["health"]
            for target in (await self._get("targets"))["activeTargets"]
        }

    async def firing(self) -> set[str]:
        """The alerts that fire."""
        found = (await self._get("alerts"))["alerts"]
        return {alert["labels"]["alertname"] for alert in found if alert["state"] == "firing"}

    async def until(self, query: str, *, holds: bool = True) -> None:
        """Return when a query gives something, or, with `holds=False`, nothing."""
        async with asyncio.timeout(PATIENCE):
            while bool(await self.values(query)) is not holds:
                await asyncio.sleep(0.3)

    async def until_alert(self, name: str, *, fires: bool = True) -> None:
        """Return when an alert fires, or does not."""
        async with asyncio.timeout(PATIENCE):
            while (name in await self.firing()) is not fires:
                await asyncio.sleep(0.3)


@asynccontextmanager
async def prometheus(home: Path, targets: Mapping[str, int]) -> AsyncIterator[Prometheus]:
    """Scrape the jobs of deploy/prometheus/prometheus.yml at these ports of the loopback, every second."""
    path = program("prometheus")
    rules.drill(home / "rules", PACE)
    config = yaml.safe_load((rules.FOLDER / "prometheus.yml").read_text(encoding="utf-8"))
    config["global"] = {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"}
    config["rule_files"] = [str(home / "rules" / name) for name in config["rule_files"]]
    for job in config["scrape_configs"]:
        job["static_configs"] = [{"targets": [f"127.0.0.1:{targets[job['job_name']]}"]}]
    (home / "prometheus.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    port = free_port()
    child = Child(
        [
            path,
            f"--config.file={home / 'prometheus.yml'}",
            f"--storage.tsdb.path={home / 'data'}",
            f"--web.listen-address=127.0.0.1:{port}",
        ],
        log=home / "prometheus.log",
    )
    try:
        await asyncio.to_thread(child.wait_for_port, port, timeout=60.0)
        yield Prometheus(f"http://127.0.0.1:{port}")
    finally:
        child.stop(timeout=20.0)
