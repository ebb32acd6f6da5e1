"""The page in a real browser: how soon it shows something, and whether 10,000 incidents move as smoothly as an empty page."""

from __future__ import annotations

import asyncio
import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, Final

import orjson
from aiohttp import web
from playwright.sync_api import Page, sync_playwright

from schemas import plain
from streams.demo import samples
from streams.replay import replay
from streams.web import assets
from streams.web.server import WebServer

INCIDENTS: Final = 10_000
#: Places that most incidents are in or near.
_NEAR: Final = (
    (33.7, 73.05, "PK"),
    (30.2, 67.0, "PK"),
    (2.0, 45.3, "SO"),
    (11.8, 13.2, "NG"),
    (34.5, 69.2, "AF"),
)
#: The time of each of so many frames, in milliseconds; `step` is done in each.
_FRAMES: Final = """async ([count, step]) => {
  const list = document.querySelector(".virtual"), map = document.querySelector(".map"), box = map.getBoundingClientRect();
  const steps = {
    rest() {},
    list() { list.scrollTop += 240; },
    map(frame) {
      const at = {clientX: box.left + 300, clientY: box.top + 300, bubbles: true, cancelable: true};
      map.dispatchEvent(new WheelEvent("wheel", {deltaY: frame < count / 2 ? -40 : 40, ...at}));
    },
  };
  const times = [];
  let last = performance.now();
  for (let frame = 0; frame < count; frame += 1) {
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - last);
    last = performance.now();
    steps[step](frame);
  }
  return times.sort((a, b) => a - b);
}"""


def page() -> list[tuple[str, str, str]]:
    """Rows of (what, milliseconds, ratio)."""
    found = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit("no chromium to look at the page with: apt-get install chromium")
    with _served() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.goto(f"{url}/#/incidents")
        shown = _loaded(opened)
        paint = opened.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        first = opened.evaluate("window.firstRow ?? 0")
        rest, scrolled, zoomed = (opened.evaluate(_FRAMES, [120, step]) for step in ("rest", "list", "map"))
        browser.close()
    rows = [
        ("first paint", f"{paint:,.0f}", ""),
        ("first incidents in the list", f"{first:,.0f}", f"{first / paint:.1f}"),
        (f"all {INCIDENTS:,} incidents", f"{shown:,.0f}", f"{shown / paint:.1f}"),
    ]
    for name, times in (
        ("a frame at rest", rest),
        ("a frame of the list scrolled", scrolled),
        ("of the map zoomed", zoomed),
    ):
        half, most = times[len(times) // 2], times[len(times) * 95 // 100]
        rows.append((f"{name}, half are within", f"{half:,.1f}", f"{half / rest[len(rest) // 2]:.2f}"))
        rows.append(
            (f"{name}, 95 of 100 are within", f"{most:,.1f}", f"{most / rest[len(rest) * 95 // 100]:.2f}")
        )
    return rows


def _loaded(opened: Page) -> float:
    """Milliseconds from the start until every incident is in the list."""
    while True:
        at, text = opened.evaluate(
            """() => {
              if (!window.firstRow && document.querySelector(".incident-row")) window.firstRow = performance.now();
              return [performance.now(), document.querySelector(".summary")?.textContent ?? ""];
            }"""
        )
        if text.startswith(f"{INCIDENTS:,} ") and "loaded" not in text:
            return float(at)
        opened.wait_for_timeout(20)


def _incidents() -> list[bytes]:
    """Incidents as many as asked for, made from those of the samples, the latest first."""
    made = random.Random(7)
    rows = [
        plain(row) for row in replay(item.article for item in samples() if item.article is not None).incidents
    ]
    fields = ("attack", "date", "place", "killed", "injured", "toll_history", "sources", "mentions")
    found = []
    for number in range(INCIDENTS):
        lat, lon, country = made.choice(_NEAR)
        row = {name: value for name, value in made.choice(rows).items() if name in fields}
        day = str(date(2026, 6, 30) - timedelta(days=number // 6))
        killed = int(made.expovariate(1 / 6))
        row |= {
            "incident_id": f"{number:08d}",
            "date": {"start": day, "end": day, "precision": "day"},
            "place": row["place"]
            | {"country": country, "lat": made.gauss(lat, 1.5), "lon": made.gauss(lon, 1.5)},
            "killed": {"low": killed, "best": killed, "high": killed + 1},
        }
        found.append(orjson.dumps(row))
    return found


@contextmanager
def _served() -> Iterator[str]:
    """The page on loopback, with a stand-in for the API that has its answers ready."""
    rows = _incidents()

    async def listed(request: web.Request) -> web.Response:
        begin, size = int(request.query.get("cursor", 0)), int(request.query.get("limit", 100))
        end = begin + size
        more = b'"%d"' % end if end < len(rows) else b"null"
        body = b'{"items":[%s],"next":%s,"total":%d}' % (b",".join(rows[begin:end]), more, len(rows))
        return web.Response(body=body, content_type="application/json")

    async def nothing(_: web.Request) -> web.Response:
        return web.json_response({"items": [], "next": None, "total": 0})

    api = [web.get("/api/v1/incidents", listed), web.get("/api/v1/{any:.*}", nothing)]
    server, loop = WebServer([*assets.routes(), *api]), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def wait(task: Any) -> None:
        asyncio.run_coroutine_threadsafe(task, loop).result()

    wait(server.start("127.0.0.1", 0))
    try:
        yield server.url
    finally:
        wait(server.stop())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
