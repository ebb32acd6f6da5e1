"""The page: rows for people, and nothing of an article's text runs or breaks it."""

from __future__ import annotations

from schemas import FiscalYear, Incident, SecurityMonth
from streams.demo import samples
from streams.replay import replay
from streams.web.page import page


def shown(*, name: str = "") -> str:
    tables = replay(item.article for item in samples() if item.article is not None)
    incidents: list[Incident] = list(tables.incidents)
    if name:
        incidents = [
            row.model_copy(update={"place": row.place.model_copy(update={"name": name})}) for row in incidents
        ]
    years: list[FiscalYear] = list(tables.fiscal_years)
    months: list[SecurityMonth] = list(tables.security_months)
    return page(years, incidents, months)


def test_figures_are_written_for_people() -> None:
    text = shown()
    assert "PK/exports.it" in text
    assert "2.61bn USD" in text
    assert "suicide bombing" in text
    assert "None" not in text


def test_the_latest_incident_comes_first() -> None:
    text = shown()
    assert text.index("<td>2026-02-06") < text.index("<td>2025-11-11")


def test_text_from_articles_is_escaped() -> None:
    assert "<script" not in shown(name="<script>alert(1)</script>")
