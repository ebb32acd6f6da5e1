"""The sample articles give the events that their annotator expects: all of them, and no others."""

from __future__ import annotations

from importlib.resources import files

import orjson
import pytest

from schemas import plain
from streams.articles import decode
from streams.pipeline import process
from streams.replay import replay
from tests.gold import differences

FOLDER = files("streams.samples")
NAMES = sorted(
    path.name.removesuffix(".expected.json")
    for path in FOLDER.iterdir()
    if path.name.endswith(".expected.json")
)


def test_every_sample_has_its_expectations() -> None:
    articles = {path.name.removesuffix(".json") for path in FOLDER.iterdir() if path.name.endswith(".json")}
    assert {name for name in articles if not name.endswith(".expected")} == set(NAMES)
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_sample(name: str) -> None:
    article = decode(FOLDER.joinpath(f"{name}.json").read_bytes())
    expected = orjson.loads(FOLDER.joinpath(f"{name}.expected.json").read_bytes())
    classification, events = process(article)
    found = [plain(event) for event in events]
    assert differences(expected, plain(classification), found) == []
    for event in found:
        for piece in event["evidence"]:
            text = getattr(article, piece["field"])
            assert 0 <= piece["start"] < piece["end"] <= len(text)
    assert len({event["event_id"] for event in found}) == len(found)


def test_six_publishers_tell_of_the_islamabad_bombing_and_it_is_one_incident() -> None:
    articles = [decode(FOLDER.joinpath(f"{name}.json").read_bytes()) for name in NAMES]
    rows = [
        row
        for row in replay(articles).incidents
        if row.date.start.isoformat() == "2026-02-06" and row.place.city == "Islamabad"
    ]
    (incident,) = rows
    assert len(incident.sources) >= 6
    assert (incident.killed.best, incident.toll_history[0].killed) == (36, 15)


def test_the_fiscal_year_of_it_exports_has_december_at_437_million() -> None:
    articles = [decode(FOLDER.joinpath(f"{name}.json").read_bytes()) for name in NAMES]
    row = next(row for row in replay(articles).fiscal_years if row.key == "PK/exports.it/FY2026")
    assert {month.month: month.value for month in row.months}["2025-12"] == 437_000_000
    assert any(item.value == 366_000_000 and item.reason == "arithmetic" for item in row.disputed)
    assert all(check.ok for check in row.checks)
