"""The sample articles give the events that their annotator expects: all of them, and no others."""

from __future__ import annotations

from importlib.resources import files

import orjson
import pytest

from schemas import plain
from streams.articles import decode
from streams.pipeline import process
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
