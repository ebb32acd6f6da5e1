"""Articles are untrusted: whatever markup they hold, it is text on the page, and nothing of it runs."""

from playwright.sync_api import expect

from tests.web.browser.conftest import Demo, Open

SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = '<img src=x onerror="window.hacked = 2">'
SVG = "<svg onload=window.hacked=3>"

ATTACK = {
    "id": f"hostile-{IMAGE}",
    "url": "javascript:window.hacked=4//https://example.org/",
    "title": f"{SCRIPT} Suicide bomber kills seven in Mombasa {IMAGE}",
    "body": f"MOMBASA: 😀😀 At least seven people were killed and 12 injured when a suicide bomber blew himself up in "
    f"Mombasa on Thursday, police said. {IMAGE}\n\n{SVG} President William Ruto condemned the attack. "
    f"{SCRIPT}</p></article></dialog><iframe srcdoc='{SCRIPT}'></iframe>",
    "published_at": "2026-03-05T18:00:00+03:00",
    "source": f"Herald {SVG}{SCRIPT}",
}
FIGURE = {
    "id": "hostile-figure",
    "url": " javascript:window.hacked=5",
    "title": f"Kenya’s goods exports at $701m in October {IMAGE}",
    "body": f"NAIROBI: 😀 Kenya’s goods exports amounted to $701 million in October 2025, said {IMAGE} the central bank. {SCRIPT}",
    "published_at": "2025-11-20T10:00:00+03:00",
    "source": f"{SVG}",
}


def test_nothing_of_an_article_runs(demo: Demo, open_page: Open) -> None:
    demo.publish(ATTACK, FIGURE)
    with open_page() as reader:
        page = reader.page
        page.goto(f"{demo.url}/#/incidents?country=KE")
        row = page.locator(".incident-row", has_text="Mombasa")
        expect(row).to_be_visible()
        row.click()
        page.locator(".plain a", has_text="Herald <svg").first.click()
        dialog = page.locator("dialog.source")
        # the sentence is marked in the right place, after characters outside the basic plane
        expect(dialog.locator("mark", has_text="seven people were killed")).to_be_visible()
        expect(dialog.locator("h3")).to_contain_text(SCRIPT)
        expect(dialog).to_contain_text("The article has no web address")
        reader.shoot("hostile")
        page.goto(f"{demo.url}/#/figures/KE/exports.goods")
        page.locator(".big .figure-link").click()
        expect(dialog.locator("mark", has_text="$701 million")).to_be_visible()
        expect(dialog.locator("h3")).to_contain_text(IMAGE)
        page.goto(f"{demo.url}/#/live")
        expect(page.locator(".feed .entry", has_text="Mombasa").first).to_be_visible()
        assert page.evaluate("window.hacked") is None
        assert page.locator('[href^="javascript" i], iframe, [onerror], [onload], main img').count() == 0
        reader.is_clean()
