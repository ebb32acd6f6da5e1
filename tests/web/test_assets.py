"""The page's files: what is sent with which headers, what is not sent at all, and that vendored files are what they say."""

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator
from importlib import resources
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from streams.config import Settings
from streams.web import access, assets
from streams.web.api import problems
from streams.web.server import WebServer

STATIC = Path(str(resources.files("streams.web"))) / "static"
VENDOR = STATIC / "vendor"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
async def url() -> AsyncIterator[str]:
    """A server that asks for a token everywhere but for the page's own files."""
    server = WebServer(
        assets.routes(), middlewares=[problems, access.guard(Settings(web_token=SecretStr("secret")))]
    )
    await server.start("127.0.0.1", 0)
    yield server.url
    await server.stop()


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        yield session


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", "text/html"),
        ("/static/css/base.css", "text/css"),
        ("/static/js/main.js", "text/javascript"),
        ("/static/icon.svg", "image/svg+xml"),
        ("/static/vendor/world-atlas/countries-50m.json", "application/json"),
    ],
)
async def test_a_file_comes_with_its_type_and_the_policy(
    path: str, content_type: str, url: str, client: aiohttp.ClientSession
) -> None:
    async with client.get(url + path) as answer:
        assert answer.status == 200
        assert answer.content_type == content_type
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert {"default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"} <= set(
            policy.split("; ")
        )


async def test_a_file_that_did_not_change_is_not_sent_again(url: str, client: aiohttp.ClientSession) -> None:
    async with client.get(f"{url}/static/js/main.js") as first:
        etag = first.headers["ETag"]
    async with client.get(f"{url}/static/js/main.js", headers={"If-None-Match": etag}) as again:
        assert again.status == 304
        assert await again.read() == b""
    async with client.get(f"{url}/static/js/main.js", headers={"If-None-Match": '"other"'}) as other:
        assert other.status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/..%2fserver.py",
        "/static//etc/passwd",
        "/static/js",
        "/static/js/",
        "/static/nothing.js",
    ],
)
async def test_no_path_leads_elsewhere(path: str, url: str) -> None:
    # the client as it is would tidy the path up before it is sent
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
    status = (await reader.readline()).split()[1]
    writer.close()
    # what is not the page's is not there, or asks for the token like everything else
    assert status in {b"404", b"401"}


async def test_files_are_packed_for_who_can_unpack(url: str, client: aiohttp.ClientSession) -> None:
    whole = await client.get(f"{url}/static/vendor/d3/d3.min.js", headers={"Accept-Encoding": "identity"})
    packed = await client.get(f"{url}/static/vendor/d3/d3.min.js", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(await packed.read()) < len(await whole.read()) / 2


def test_vendored_files_are_as_published_and_their_licences_are_there() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    listed: dict[str, str] = {}
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for package in manifest:
        listed |= package["files"]
        assert "Permission to use" in (VENDOR / package["licence_file"]).read_text(encoding="utf-8")
        assert f"{package['name']}/" in notice
        assert package["version"]
    present = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in {"manifest.json", "LICENSE.txt"}
    }
    assert listed == present


def own(pattern: str) -> list[Path]:
    return [path for path in STATIC.rglob(pattern) if VENDOR not in path.parents]


def test_no_script_makes_markup_of_text() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc=|eval\(|new Function|DOMParser|createContextualFragment"
    )
    for path in own("*.js"):
        assert forbidden.search(path.read_text(encoding="utf-8")) is None, path


def test_the_page_has_nothing_inline_and_nothing_from_elsewhere() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert re.search(r"<style|\sstyle=|\son\w+=|https?://", page) is None
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
    for path in [*own("*.css"), *own("*.js")]:
        text = path.read_text(encoding="utf-8").replace('"http://www.w3.org/2000/svg"', "")
        assert re.search(r"(url\(|from |import\()\s*[\"']?(https?:)?//", text) is None, path


def test_without_scripts_the_page_points_to_the_tables() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    note = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert re.findall(r'href="([^"]+)"', note) == [
        f"api/v1/{name}" for name in ("fiscal-years", "incidents", "security-months")
    ]


def test_every_import_and_every_file_of_the_page_exists() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    for path in re.findall(r'(?:src|href)="static/([^"]+)"', page):
        assert (STATIC / path).is_file(), path
    modules = own("*.js")
    used = {"main.js", "theme.js"}
    for module in modules:
        for name in re.findall(r'from "\./([^"]+)"', module.read_text(encoding="utf-8")):
            assert (module.parent / name).is_file(), (module.name, name)
            used.add(name)
    assert {module.name for module in modules} == used
    assert all(len(module.read_text(encoding="utf-8").splitlines()) < 400 for module in modules)
