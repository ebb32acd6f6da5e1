"""What a worker of some settings gives its web server."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from pathlib import Path

import orjson

from streams.config import Settings
from streams.web.api import problems
from streams.web.server import WebServer
from streams.web.service import reading


async def asked(settings: Settings, path: str) -> tuple[int, str, str]:
    """Status, Retry-After and detail of an answer of a worker's readers' side, which finds no broker."""

    def ask(url: str) -> tuple[int, str, str]:
        try:
            urllib.request.urlopen(url, timeout=60)
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Retry-After", ""), str(orjson.loads(error.read())["detail"])
        return 200, "", ""

    async with reading(settings) as readers:
        server = WebServer(readers.routes, middlewares=[problems])
        server.on_closing(readers.hub.close)
        await server.start("127.0.0.1", 0)
        try:
            return await asyncio.to_thread(ask, f"{server.url}/api/v1/{path}")
        finally:
            await server.stop()


def held(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_a_worker_that_does_not_read_says_so_and_has_no_index(tmp_path: Path) -> None:
    settings = Settings(broker="127.0.0.1:9", web_reader=False, store="rocksdb", data_dir=tmp_path)
    for path in ("incidents", "stream", "articles/a"):
        status, retry_after, detail = await asked(settings, path)
        assert (status, retry_after) == (503, "60")
        assert "KHABAR_WEB_READER=0" in detail
    assert held(tmp_path) == []


async def test_a_worker_with_a_disk_has_its_index_there_and_leaves_nothing(tmp_path: Path) -> None:
    left = "khabar-index-of-one-that-was-killed"
    (tmp_path / left).mkdir()
    settings = Settings(broker="127.0.0.1:9", store="rocksdb", data_dir=tmp_path)
    async with reading(settings):
        (index,) = held(tmp_path)
        assert index.startswith("khabar-index-")
        assert index != left
    assert held(tmp_path) == []


async def test_without_a_broker_nothing_is_answered() -> None:
    status, retry_after, detail = await asked(Settings(broker="127.0.0.1:9"), "incidents")
    assert status == 503
    assert retry_after
    assert "broker" in detail
