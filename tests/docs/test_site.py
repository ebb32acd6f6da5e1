"""The site: it builds without a warning, loads nothing from elsewhere, and its reference has all that there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from docs import hooks, reference
from schemas.codes import rows
from streams import topology
from streams.config import Settings, variable
from tests.docs.terminal import ROOT

#: Tags and attributes by which a page loads something; a link is only followed by a reader.
_LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "object": "data"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class _Loads(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _LOADS and values.get("rel") != "canonical":
            self.found += [value for value in [values.get(_LOADS[tag])] if value]
        self.found += re.findall(r"url\(([^)]+)\)", values.get("style") or "")


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        loads = _Loads()
        loads.feed(page.read_text(encoding="utf-8"))
        assert loads.found
        assert [url for url in loads.found if re.match(r"(?:[a-z]+:)?//", url)] == [], page.name
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert re.findall(r"(?:@import|url\()\s*[\"']?(?:https?:)?//[^)\s]+", text) == [], sheet.name


def test_search_and_schema_files_are_in_it(site: Path) -> None:
    assert (site / "search" / "search_index.json").stat().st_size > 10_000
    assert (site / "schemas" / "v1" / "tables.incidents.v1.schema.json").is_file()


def test_pages_that_live_elsewhere_are_in_it_and_their_links_work(site: Path) -> None:
    assert "What is promised of delivery" in (site / "operate" / "delivery.html").read_text(encoding="utf-8")
    told = hooks.relinked(
        "[a](other.md#x) [b](../streams/app.py) [c](https://khabar.example) [d](#here)",
        Path("deploy/page.md"),
        {Path("deploy/other.md"): "operate/other.md"},
        "operate/page.md",
    )
    assert told == "[a](other.md#x) b (`streams/app.py`) [c](https://khabar.example) [d](#here)"


def test_the_reference_has_every_topic_field_code_command_and_variable() -> None:
    topics = reference.topics()
    assert all(f"## {topic.base}\n" in topics for topic in topology.topics() if topic.model is not None)
    assert "ce_dataschema" in topics
    events, tables = reference.events(), reference.tables()
    assert all(
        f"`{field}`" in events for field in ("indicator", "toll", "places", "addressee") if field != "toll"
    )
    assert all(f"`{field}`" in tables for field in ("cumulative", "toll_history", "by_perpetrator"))
    assert all(f"`{row[1]}`" in reference.codes() for row in rows())
    settings = reference.settings()
    assert all(f"`{variable(field)}`" in settings for field in Settings.model_fields)
    assert "bootstrap servers" in settings.lower(), "what the code says of a setting is there"
    cli = reference.cli()
    for command in ("tail", "export", "dlq replay", "schemas check", "topics apply"):
        assert f"## khabar {command}\n" in cli
    assert "`--indicator`" in cli


@pytest.mark.parametrize("page", ["events", "tables", "articles"])
def test_links_between_models_lead_somewhere(page: str) -> None:
    text = getattr(reference, page)()
    anchors = {
        line.lstrip("# ").lower().replace(" ", "-") for line in text.splitlines() if line.startswith("#")
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
