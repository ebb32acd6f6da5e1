"""A reader's visit, from the half-year's exports to the sentence that says them, and from an incident to how its toll rose."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import Demo, Open, Reader

LOOKS = [(size, scheme) for size in ("desktop", "phone") for scheme in ("light", "dark")]
NOVEMBER = '.column[data-key="month:2025-11"]'
HALF_YEAR = '.point[data-key="total:FY2026:6"]'


def accessible(page: Page) -> None:
    """No finding of axe that is serious or worse."""
    found: Any = Axe().run(page).response["violations"]
    serious = [item for item in found if item["impact"] in {"serious", "critical"}]
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in serious] == []


def mark_in_view(page: Page) -> str:
    mark = page.locator("dialog.source mark").first
    expect(mark).to_be_visible()
    expect(mark).to_be_in_viewport()
    return mark.inner_text()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_reader_follows_figures_to_their_sentences(
    size: str, scheme: str, demo: Demo, open_page: Open
) -> None:
    with open_page(size, scheme) as reader:
        page = reader.page
        page.goto(demo.url)
        expect(page.locator(".big .value")).to_contain_text("$2.61bn")
        expect(page.locator(".big")).to_contain_text("between 2.6085 and 2.612")
        expect(page.locator(".big")).to_contain_text("+19.7% on the year before")
        reader.fits()
        accessible(page)
        reader.shoot("figures", whole=True)
        the_half_year(page)
        november_is_disputed(page)
        reader.shoot("november")
        the_sentence(reader)
        reader.is_clean()


def the_half_year(page: Page) -> None:
    """By keyboard: the chart is one stop of the Tab key, the arrows go from point to point."""
    january = page.locator('.point[data-key="total:FY2026:7"]')
    expect(january).to_have_attribute("tabindex", "0")
    january.focus()
    page.keyboard.press("ArrowLeft")
    december = page.locator(HALF_YEAR)
    if page.evaluate("document.activeElement.dataset.key") != "total:FY2026:6":
        page.keyboard.press("ArrowLeft")  # past the disputed claim of the same month
    expect(december).to_be_focused()
    tip = page.locator(".tip:visible")
    expect(tip).to_contain_text("first half of FY2026")
    expect(tip).to_contain_text("$2.24bn")
    expect(tip).to_contain_text("between 2.235 and 2.245")
    december.press("Enter")
    assert "2.24" in mark_in_view(page)
    assert "figure=total%3AFY2026%3A6" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("dialog.source")).to_have_count(0)
    expect(december).to_be_focused()


def test_a_chart_that_is_drawn_anew_keeps_the_focus(demo: Demo, open_page: Open) -> None:
    with open_page("desktop") as reader:
        page = reader.page
        page.goto(demo.url)
        december = page.locator(HALF_YEAR)
        chart = page.locator("svg", has=december)
        wide = chart.get_attribute("width")
        december.focus()
        page.set_viewport_size({"width": 700, "height": 800})
        expect(chart).not_to_have_attribute("width", wide or "")
        expect(december).to_be_focused()
        expect(december).to_have_attribute("tabindex", "0")
        expect(chart.locator('.point[tabindex="0"]')).to_have_count(1)
        reader.is_clean()


def november_is_disputed(page: Page) -> None:
    november = page.locator(NOVEMBER)
    november.scroll_into_view_if_needed()
    november.focus()
    tip = page.locator(".tip:visible")
    expect(tip).to_contain_text("$356m")
    expect(tip).to_contain_text("Disputed: Frontier Times has $366m for November 2025 (does not add up)")
    claim = page.locator('.disputes li[data-label="2025-11"]')
    expect(claim).to_contain_text("lies outside 354 million USD to 362.5 million USD, which follows from")
    page.keyboard.press("Escape")


def the_sentence(reader: Reader) -> None:
    page = reader.page
    page.locator('.disputes li[data-label="2025-11"] a').click()
    assert "366" in mark_in_view(page)
    dialog = page.locator("dialog.source")
    expect(dialog).to_contain_text("Frontier Times")
    link = dialog.locator(".to-article a")
    assert (link.get_attribute("href") or "").startswith("https://example.org/")
    assert link.get_attribute("rel") == "noopener noreferrer"
    accessible(page)
    reader.shoot("sentence")
    opened = page.url
    page.go_back()
    expect(dialog).to_have_count(0)
    page.goto("about:blank")
    page.goto(opened)  # the address alone leads there again
    assert "366" in mark_in_view(page)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_reader_finds_an_incident_and_reads_how_its_toll_rose(
    size: str, scheme: str, demo: Demo, open_page: Open
) -> None:
    with open_page(size, scheme) as reader:
        page = reader.page
        page.goto(f"{demo.url}/#/incidents")
        row = page.locator(".incident-row", has_text="Qasr-e-Khadijatul Kubra")
        expect(row).to_contain_text("36")
        page.get_by_label("Country").select_option("PK")
        page.get_by_label("Kind").select_option("suicide_bombing")
        expect(page.locator(".incident-row", has_text="Shooting")).to_have_count(0)
        page.get_by_label("From").fill("2026-01-01")
        expect(page.locator(".summary")).to_contain_text("1 incident, 36 killed, 169 injured")
        reader.fits()
        accessible(page)
        reader.shoot("incidents", whole=True)
        row.click()
        detail = page.locator("article.incident")
        expect(detail).to_contain_text("between 32 and 36")
        expect(detail).to_contain_text("Daesh")
        reports = detail.locator('.report[data-key$=":killed"]')
        expect(reports).to_have_count(10)
        reports.first.focus()
        expect(page.locator(".tip:visible")).to_contain_text("15 killed")
        expect(page.locator(".tip:visible")).to_contain_text("Capital Post")
        reader.fits()
        accessible(page)
        reader.shoot("incident", whole=True)
        reports.first.press("Enter")
        assert "15" in mark_in_view(page)
        reader.shoot("report")
        page.go_back()
        expect(page.locator("dialog.source")).to_have_count(0)
        page.go_back()
        expect(row).to_be_visible()
        reader.is_clean()


def test_the_stream_comes_as_it_happens_and_can_be_paused(demo: Demo, open_page: Open) -> None:
    with open_page() as reader:
        page = reader.page
        page.goto(f"{demo.url}/#/live")
        expect(page.locator(".live-state")).to_contain_text("Connected")
        expect(page.locator(".lag tbody tr")).to_have_count(11)
        first = page.locator(".feed .entry", has_text="Services exports, November 2025: $812m")
        demo.publish(exports(812, "2025-11", "November"))
        expect(first).to_be_visible()
        page.get_by_role("button", name="Pause").click()
        demo.publish(exports(823, "2025-10", "October"))
        go_on = page.get_by_role("button", name="Go on (")
        expect(go_on).to_be_visible()
        second = page.locator(".feed .entry", has_text="Services exports, October 2025: $823m")
        expect(second).to_have_count(0)
        accessible(page)
        reader.shoot("live")
        go_on.click()
        expect(second).to_be_visible()
        second.locator("a").click()
        assert "823" in mark_in_view(page)
        reader.is_clean()


def exports(value: int, month: str, name: str) -> dict[str, str]:
    return {
        "id": f"services-{month}",
        "url": f"https://example.org/services-{month}",
        "title": f"Sri Lanka’s services exports at ${value}m in {name}",
        "body": f"COLOMBO: Sri Lanka’s exports of services amounted to ${value} million in {name} 2025, the central bank said.",
        "published_at": "2025-12-20T10:00:00+05:30",
        "source": "Island Herald",
    }
