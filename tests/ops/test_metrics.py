"""What a worker counts: the names that dashboards go by, and no more series than they can bear."""

from datetime import UTC, datetime
from typing import Any

import pytest
from prometheus_client import REGISTRY, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from streams.delivery import Message
from streams.kept import Size
from streams.ops.metrics import SOURCES, Metrics, WorkerState
from streams.outcomes import Outcome

PUBLISHED = datetime(2026, 1, 20, 10, tzinfo=UTC)
CAME = PUBLISHED.timestamp() + 40
NOW = PUBLISHED.timestamp() + 100


def message(topic: str = "articles") -> Message:
    return Message(topic, 0, 7, b"a", b"{}", timestamp=round(CAME * 1000))


def outcome(did: Any, **more: Any) -> Outcome:
    about = {"stage": "classify", "message": message(), "article_id": "a", "published_at": PUBLISHED}
    return Outcome(did=did, **{**about, **more})


def scraped(metrics: Metrics) -> dict[tuple[str, tuple[str, ...]], float]:
    """Every sample, by its name and the values of its labels in the order of their names."""
    text = generate_latest(metrics.registry).decode()
    return {
        (sample.name, tuple(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_each_outcome_is_counted_under_the_name_that_dashboards_know() -> None:
    metrics = Metrics()
    metrics.extraction("economy", 0.02)
    for one in (
        outcome("classified", labels=("economy", "security"), source="Paper"),
        outcome("classified", labels=("other",), source=None),
        outcome("extracted", stage="extract", events=("economy.observation",) * 3, revision="new"),
        outcome("extracted", stage="extract", events=(), revision="new"),
        outcome("folded", stage="fold", events=("economy.observation",)),
        outcome("refused", stage="extract", message=message("articles.economy"), code="internal_error"),
        outcome("ignored"),
    ):
        metrics.count(one, now=NOW)
    seen = scraped(metrics)
    expected = {
        ("khabar_articles_total", ("economy", "Paper")): 1,
        ("khabar_articles_total", ("other", "none")): 1,
        ("khabar_events_total", ("economy.observation",)): 3,
        ("khabar_dead_letters_total", ("internal_error", "extract", "articles.economy")): 1,
        ("khabar_source_last_seen_timestamp_seconds", ("Paper",)): CAME,
        ("khabar_extraction_seconds_count", ("economy",)): 1,
        ("khabar_extraction_seconds_sum", ("economy",)): 0.02,
        ("khabar_news_age_seconds_sum", ("published",)): 80,
        ("khabar_news_age_seconds_sum", ("event",)): 100,  # of the one that gave events
        ("khabar_news_age_seconds_sum", ("table",)): 100,
    }
    assert {name: seen[name] for name in expected} == expected
    assert any(name == "khabar_build_info" for name, _ in seen)
    assert any(name == "process_cpu_seconds_total" for name, _ in seen)
    assert not any("_created" in name or "milli" in name for name, _ in seen)


def test_a_bug_that_may_come_is_counted_from_0() -> None:
    metrics = Metrics()
    metrics.expect("articles", "classify")
    name = ("khabar_dead_letters_total", ("internal_error", "classify", "articles"))
    assert scraped(metrics)[name] == 0
    metrics.count(outcome("refused", code="internal_error"), now=NOW)
    assert scraped(metrics)[name] == 1


def test_nothing_is_in_the_registry_that_a_process_shares() -> None:
    Metrics()
    assert "khabar" not in generate_latest(REGISTRY).decode()


def test_sources_are_bounded_and_what_they_leave_behind_goes() -> None:
    metrics = Metrics()
    for number in range(3 * SOURCES):
        for _ in range(1 + (number >= 2 * SOURCES)):
            metrics.count(outcome("classified", labels=("other",), source=f"s{number}"), now=NOW)
    named = {labels for name, labels in scraped(metrics) if name == "khabar_articles_total"}
    assert len(named) <= SOURCES + 1
    assert ("other", "other") in named
    # those that came twice have taken the place of some that came once
    assert ("other", f"s{3 * SOURCES - 1}") in named
    last_seen = {
        labels for name, labels in scraped(metrics) if name == "khabar_source_last_seen_timestamp_seconds"
    }
    assert len(last_seen) <= SOURCES + 1


def test_an_old_message_read_again_does_not_make_a_source_older() -> None:
    metrics = Metrics()
    metrics.count(outcome("classified", labels=("other",), source="Paper"), now=NOW)
    older = Message("articles", 0, 1, b"a", b"{}", timestamp=1000)
    metrics.count(outcome("classified", labels=("other",), source="Paper", message=older), now=NOW)
    assert scraped(metrics)["khabar_source_last_seen_timestamp_seconds", ("Paper",)] == CAME


@pytest.mark.parametrize("recovering", [True, False])
def test_what_a_worker_is_at_is_asked_when_it_is_scraped(recovering: bool) -> None:
    metrics = Metrics()
    metrics.registry.register(
        WorkerState(
            ready=lambda: not recovering,
            recovering=lambda: recovering,
            remaining=lambda: 12 * recovering,
            recovery_seconds=lambda: 3.5,
            sizes=lambda: {"economy-claims": Size(10, 2000)},
        )
    )
    seen = scraped(metrics)
    assert seen["khabar_ready", ()] == (not recovering)
    assert seen["khabar_recovering", ()] == recovering
    assert seen["khabar_recovery_records_remaining", ()] == 12 * recovering
    assert seen["khabar_recovery_seconds", ()] == 3.5
    assert seen["khabar_table_rows", ("economy-claims",)] == 10
    assert seen["khabar_table_bytes", ("economy-claims",)] == 2000
