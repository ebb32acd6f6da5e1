"""A browser, and a running demo for it to look at, which is started once.

The browser is the system's own (Debian's `chromium`, or Chrome), driven by Playwright. KHABAR_TEST_KAFKA=require, which CI sets,
makes it an error that there is none. KHABAR_SCREENSHOTS=directory keeps pictures of what a reader sees.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SIZES: Final = {"desktop": (1280, 900), "phone": (390, 844)}
#: How long the demo may take to have everything processed, in seconds.
PATIENCE: Final = 180
#: Tells of every script, style or address that the policy forbade, and of scripts from articles.
WATCH: Final = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


@dataclass
class Demo:
    """A running demo: where its page is, and how other commands reach its broker."""

    url: str
    env: dict[str, str]

    def publish(self, *articles: dict[str, Any]) -> None:
        """Publish articles to it, as a crawler would."""
        subprocess.run(
            [sys.executable, "-m", "streams", "publish", "-"],
            input="\n".join(map(json.dumps, articles)),
            env={**os.environ, **self.env},
            text=True,
            check=True,
            capture_output=True,
        )


@dataclass
class Reader:
    """A page of one size and colour scheme, and what it complained of."""

    page: Page
    name: str
    complaints: list[str] = field(default_factory=list)

    def shoot(self, what: str, *, whole: bool = False) -> None:
        """Keep a picture, where pictures are wanted."""
        if folder := os.environ.get("KHABAR_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{what}-{self.name}.png", full_page=whole)

    def fits(self) -> None:
        """Nothing is wider than the window."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    def is_clean(self) -> None:
        """The console is empty, and nothing was tried that the policy forbids."""
        assert self.complaints == []
        assert self.page.evaluate("window.violations") == []


Open = Callable[..., AbstractContextManager[Reader]]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("KHABAR_TEST_KAFKA") == "require":
            pytest.fail("no chromium: apt-get install chromium")
        pytest.skip("no chromium on this machine")
    return found


# not the session's: while Playwright runs, it has a loop in this thread, and no other test could have one
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        # a container's root has no sandbox to give
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(chromium: str) -> Iterator[Demo]:
    """The demo with all samples processed. It asks for the browser first: without one, nothing needs to start."""
    process = subprocess.Popen(
        [sys.executable, "-m", "streams", "demo", "--broker", "embedded", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    try:
        lines: list[str] = []
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        timer.cancel()
        said = "".join(lines)
        address = re.search(r"http://[\d.]+:\d+", said)
        assert address is not None, said
        yield Demo(address[0], dict(re.findall(r"(KHABAR_\w+)=(\S+)", said)))
    finally:
        timer.cancel()
        process.terminate()
        process.communicate()


@pytest.fixture
def open_page(browser: Browser) -> Open:
    """Opens a page: `with open_page("phone", "dark") as reader`."""

    @contextmanager
    def opened(size: str = "desktop", scheme: Any = "light") -> Iterator[Reader]:
        width, height = SIZES[size]
        context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            has_touch=size == "phone",
        )
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.add_init_script(WATCH)
        reader = Reader(page, f"{size}-{scheme}")
        page.on("console", lambda message: reader.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: reader.complaints.append(f"uncaught: {error}"))
        try:
            yield reader
        finally:
            context.close()

    return opened
