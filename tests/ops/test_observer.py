"""What is told of a batch: counted, and a line in the log for each article at each stage."""

import logging
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from streams.delivery import Message
from streams.ops.metrics import Metrics
from streams.ops.observer import Telling
from streams.outcomes import Outcome
from streams.stages import Stage
from tests.ops.test_metrics import scraped


def outcome(did: Any, offset: int, article: str | None, **more: Any) -> Outcome:
    published = datetime(2026, 1, 20, tzinfo=UTC)
    place = Message("t", 0, offset, b"k", b"{}")
    return Outcome(did=did, stage="s", message=place, article_id=article, published_at=published, **more)


def test_a_line_for_each_article_at_each_stage(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "streams.trail")
    Telling(Metrics()).done(
        [
            outcome("classified", 1, "a", labels=("economy", "security"), source="Paper"),
            outcome("ignored", 2, "a"),
            outcome("extracted", 3, "a", events=("economy.observation",) * 2, revision="revised"),
            outcome("folded", 4, "a", events=("economy.observation",)),
            outcome("folded", 5, "b", events=("economy.observation",)),
            outcome("folded", 6, "a", events=("economy.observation",)),
            outcome("refused", 7, None, code="not_json"),
            outcome("refused", 8, "c", code="invalid_field", field="language"),
        ]
    )
    names = ("article_id", "offset", "labels", "source", "events", "revision", "code", "field")
    told = [
        (
            one.levelname,
            one.message,
            {name: vars(one)[name] for name in names if vars(one).get(name) is not None},
        )
        for one in caplog.records
    ]
    assert told == [
        (
            "INFO",
            "classified",
            {"article_id": "a", "offset": 1, "labels": "economy,security", "source": "Paper"},
        ),
        ("INFO", "ignored: an older revision", {"article_id": "a", "offset": 2}),
        ("INFO", "extracted", {"article_id": "a", "offset": 3, "events": 2, "revision": "revised"}),
        ("INFO", "folded", {"article_id": "a", "offset": 4, "events": 2}),
        ("INFO", "folded", {"article_id": "b", "offset": 5, "events": 1}),
        ("WARNING", "refused", {"offset": 7, "code": "not_json"}),
        (
            "WARNING",
            "refused",
            {"article_id": "c", "offset": 8, "code": "invalid_field", "field": "language"},
        ),
    ]


def test_above_info_only_what_was_refused_is_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "streams.trail")
    Telling(Metrics()).done([outcome("ignored", 1, "a"), outcome("refused", 2, "a", code="no_text")])
    assert [one.message for one in caplog.records] == ["refused"]


def test_extraction_is_timed_by_domain_and_other_stages_are_not() -> None:
    metrics = Metrics()
    telling = Telling(metrics)

    class Named:
        name, group = "extract", "g"
        domain = "economy"

    class Plain:
        name, group = "fold", "g"

    place = Message("t", 0, 0, b"k", b"{}")
    for stage in (Named(), Plain()):
        assert telling.end(telling.begin(cast(Stage, stage), place), []) == ()
    seen = scraped(metrics)
    assert seen["khabar_extraction_seconds_count", ("economy",)] == 1
    assert seen["khabar_extraction_seconds_count", ("security",)] == 0
