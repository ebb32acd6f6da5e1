"""Each format's example becomes the article that it describes, whichever way it comes in."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from schemas import Article
from streams import inputs, pipeline
from streams.articles import decode
from streams.formats import SHAPES, shape_of

EXAMPLES = sorted((Path(__file__).parent / "examples").iterdir())
TITLE = "IT exports pass $400 million in December"
URL = "https://ledger.example/economy/it-exports-december"
#: What differs from the rest, by example.
SPECIAL: dict[str, dict[str, Any]] = {
    "trafilatura": {
        "published_at": "2026-01-20T00:00:00+00:00",
        "authors": ("Trade Desk", "Staff Reporter"),
        "section": "Economy",
    },
    "newsarticle": {
        "updated_at": "2026-01-20T12:30:00+05:00",
        "authors": ("Trade Desk", "Staff Reporter"),
        "section": "Economy",
        "language": "en-PK",
    },
    "newsarticle-graph": {"published_at": "2026-01-20T00:00:00+00:00"},
    "newsarticle-list": {"published_at": "2026-01-20T10:00:00+00:00", "keywords": ()},
    "ninjs-2": {
        "id": "urn:newsml:ledger.example:20260120:it-exports-december",
        "updated_at": "2026-01-20T12:30:00+05:00",
        "language": "en-PK",
    },
    "ninjs-3": {"keywords": ("exports",)},
    "scrapy": {"published_at": "2026-01-20T10:00:00+00:00", "authors": ("Trade Desk", "Staff Reporter")},
}


def read(path: Path) -> Article:
    return decode(path.read_bytes())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_is_read_field_by_field(path: Path) -> None:
    special = SPECIAL[path.stem]
    article = read(path)
    expected = {
        "published_at": "2026-01-20T10:00:00+05:00",
        "updated_at": None,
        "authors": ("Trade Desk",),
        "keywords": ("exports", "technology"),
        "section": None,
        "language": "en",
        **special,
    }
    for name, value in expected.items():
        found = getattr(article, name)
        assert (found.isoformat() if isinstance(found, datetime) else found) == value, name
    assert (article.title, article.url, article.source) == (TITLE, URL, "The Example Ledger")
    first, *_ = article.body.splitlines()
    if path.stem == "ninjs-2":
        assert first == TITLE  # the page's own heading, which readers know by its words
    assert (
        "stood at $412 million in December 2025, data of the State Bank of Pakistan showed." in article.body
    )
    assert "<" not in article.body
    assert "&" not in article.body
    assert "track" not in article.body


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_says_the_same_of_december(path: Path) -> None:
    figures = {
        (event.period.label, event.value)
        for event in pipeline.process(read(path))[1]
        if event.type == "economy.observation" and event.indicator == "exports.it"
    }
    assert ("2025-12", 412e6) in figures


def test_the_same_article_has_one_id_in_every_format() -> None:
    ids = {read(path).id for path in EXAMPLES if path.stem != "ninjs-2"}
    assert ids == {
        decode(orjson.dumps({"url": URL, "title": "x", "published_at": "2026-01-20T10:00:00Z"})).id
    }


def test_every_format_has_an_example_that_is_told_from_the_others() -> None:
    shapes = {path.stem: shape_of(orjson.loads(path.read_bytes())) for path in EXAMPLES}
    assert set(shapes.values()) == set(SHAPES)
    assert all(shape is not None and name.startswith(_stem(shape.called)) for name, shape in shapes.items())


def _stem(called: str) -> str:
    return "newsarticle" if called == "schema.org" else called


def test_files_of_all_formats_are_read_line_by_line_and_as_an_array() -> None:
    values = [orjson.loads(path.read_bytes()) for path in EXAMPLES]
    values = [value for value in values if isinstance(value, dict)]
    lines = b"\n".join(orjson.dumps(value) for value in values)
    array = orjson.dumps(values)
    for raw in (lines, array):
        items = list(inputs.read(io.BytesIO(raw)))
        assert [item.error for item in items] == [None] * len(values)


def test_a_file_that_is_a_pages_list_of_nodes_is_one_article() -> None:
    raw = (Path(__file__).parent / "examples" / "newsarticle-list.json").read_bytes()
    (item,) = inputs.read(io.BytesIO(raw))
    assert item.article == decode(raw)
    graph = orjson.loads((Path(__file__).parent / "examples" / "newsarticle-graph.json").read_bytes())[
        "@graph"
    ]
    (item,) = inputs.read(io.BytesIO(orjson.dumps(graph)))
    assert item.article is not None
    assert (item.article.source, item.article.authors) == ("The Example Ledger", ("Trade Desk",))


def test_an_array_of_several_pages_articles_is_read_one_by_one() -> None:
    node = orjson.loads((Path(__file__).parent / "examples" / "newsarticle.json").read_bytes())
    items = list(
        inputs.read(
            io.BytesIO(orjson.dumps([node, {**node, "url": "https://ledger.example/2"}, {"@type": "Person"}]))
        )
    )
    assert [item.error and item.error.code for item in items] == [None, None, "wrong_shape"]
