"""What a reader sees where there is nothing yet, where something fails, and where a token is asked for."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browser.conftest import Demo, Open
from tests.web.browser.test_visit import accessible

FIGURES = "**/api/v1/fiscal-years*"


def answer(page: Page, pattern: str, status: int, body: Any, **headers: str) -> None:
    """Every question that fits a pattern is answered so."""
    kind = "application/json" if status == 200 else "application/problem+json"
    text = json.dumps(body)
    page.route(
        pattern,
        lambda route: route.fulfill(status=status, body=text, headers={"Content-Type": kind, **headers}),
    )


def test_a_worker_that_takes_over_is_asked_again(demo: Demo, open_page: Open) -> None:
    with open_page() as reader:
        page = reader.page
        answer(page, FIGURES, 503, {"title": "not ready", "status": 503}, **{"Retry-After": "1"})
        page.goto(demo.url)
        expect(page.locator(".state.error")).to_contain_text("The worker is taking over its partitions")
        accessible(page)
        reader.shoot("unready")
        page.unroute(FIGURES)
        # by itself, without a click
        expect(page.locator(".big .value")).to_contain_text("$2.61bn")


def test_a_worker_that_is_gone_is_told_of(demo: Demo, open_page: Open) -> None:
    with open_page("phone", "dark") as reader:
        page = reader.page
        page.goto(f"{demo.url}/#/live")
        expect(page.locator(".live-state")).to_contain_text("Connected")
        page.route("**/api/v1/**", lambda route: route.abort())
        page.get_by_role("link", name="Figures").first.click()
        expect(page.locator(".state.error")).to_contain_text("The worker cannot be reached")
        accessible(page)
        reader.shoot("offline")
        page.unroute("**/api/v1/**")
        page.get_by_role("button", name="Try again").click()
        expect(page.locator(".big .value")).to_contain_text("$2.61bn")


@pytest.mark.parametrize("view", ["figures", "incidents", "live"])
def test_an_empty_worker_says_that_it_is_empty(view: str, demo: Demo, open_page: Open) -> None:
    with open_page() as reader:
        page = reader.page
        answer(page, FIGURES, 200, {"items": [], "next": None, "total": 0})
        answer(page, "**/api/v1/incidents*", 200, {"items": [], "next": None, "total": 0})
        page.route(
            "**/api/v1/stream*", lambda route: route.fulfill(status=200, content_type="text/event-stream")
        )
        page.goto(f"{demo.url}/#/{view}")
        said = {"figures": "No figures yet", "incidents": "No incidents yet", "live": "Nothing has come yet"}
        expect(page.locator("main")).to_contain_text(said[view])
        accessible(page)
        reader.shoot(f"empty-{view}")
        reader.is_clean()


def test_a_token_is_asked_for_once_and_sent_from_then_on(demo: Demo, open_page: Open) -> None:
    def guarded(route: Route) -> None:
        if route.request.headers.get("authorization") == "Bearer sesame":
            route.continue_()
        else:
            route.fulfill(status=401, body="{}", headers={"Content-Type": "application/problem+json"})

    with open_page() as reader:
        page = reader.page
        page.route("**/api/v1/**", guarded)
        page.goto(demo.url)
        dialog = page.locator("dialog.token")
        expect(dialog).to_have_count(1)
        accessible(page)
        reader.shoot("token")
        dialog.get_by_label("Token").fill("wrong")
        dialog.get_by_role("button", name="Continue").click()
        expect(dialog).to_contain_text("The token was refused")
        dialog.get_by_label("Token").fill("sesame")
        dialog.get_by_role("button", name="Continue").click()
        expect(page.locator(".big .value")).to_contain_text("$2.61bn")
        expect(dialog).to_have_count(0)
        page.get_by_role("link", name="Live").click()
        expect(page.locator(".live-state")).to_contain_text("Connected")
        page.reload()
        expect(page.locator(".lag tbody tr")).to_have_count(11)
        expect(dialog).to_have_count(0)
        assert page.evaluate("[localStorage.length, Object.keys(sessionStorage)]") == [0, ["khabar.token"]]
