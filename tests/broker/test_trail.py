"""What became of an article can be told afterwards: by its id in the logs, and by one trace through all topics."""

import logging
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from schemas import dump
from streams import topics, topology
from streams.clients import producer
from streams.config import Settings
from streams.delivery import Message, Record, deliver
from streams.inputs import Item
from streams.ops.tracing import Traces
from streams.publish import publish, sender
from streams.worker import worker
from tests.broker.support import article, processed, read, send_raw

pytestmark = pytest.mark.broker

#: Of a crawler that traces by itself.
PARENT = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
async def prepared(embedded_settings: Settings) -> Settings:
    settings = embedded_settings.replace(web_port=0)
    await topics.apply(settings)
    return settings


def trace_of(message: Message) -> str | None:
    """The id of the trace that a message carries."""
    return next(
        (value.decode().split("-")[1] for name, value in message.headers if name == "traceparent"), None
    )


def trail(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """What was logged of articles, as fields."""
    return [vars(one) for one in caplog.records if one.name == "streams.trail"]


def base(topic: str, settings: Settings) -> str:
    return topic.removeprefix(settings.topic_prefix)


async def test_one_article_is_one_trace_from_its_publication_to_the_tables(
    prepared: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    traces = Traces(provider)
    caplog.set_level(logging.INFO, "streams.trail")
    async with worker(prepared, traces=traces):
        one = article(3)
        await publish([Item(1, one)], prepared, refused=lambda _: None, traces=traces)
        await processed(prepared)
    spans = exporter.get_finished_spans()
    assert len({span.context.trace_id for span in spans if span.context}) == 1
    prefix = prepared.topic_prefix
    by_id = {span.context.span_id: span for span in spans if span.context}
    path = []
    for span in spans:
        parent = by_id[span.parent.span_id].name if span.parent else None
        path.append((span.name.replace(prefix, ""), parent and parent.replace(prefix, "")))
        assert (span.attributes or {})["khabar.article.id"] == one.id
    assert set(path) == {
        ("send articles", None),
        ("process articles", "send articles"),
        ("process articles.economy", "process articles"),
        ("process events.economy.exports", "process articles.economy"),
    }
    # whoever reads the events or the tables can go on with it
    (trace,) = {f"{span.context.trace_id:032x}" for span in spans if span.context}
    carrying = (topology.ARTICLES, topology.ECONOMY, topology.EXPORTS, topology.FISCAL_YEARS)
    for topic in carrying:
        assert {trace_of(item) for item in await read(prepared, topic)} == {trace}, topic
    told = [(one["article_id"], one["stage"], one["message"]) for one in trail(caplog)]
    assert told == [
        ("article-3", "classify", "classified"),
        ("article-3", "extract", "extracted"),
        ("article-3", "fold", "folded"),
    ]
    assert "State Bank" not in caplog.text


async def test_a_crawler_s_own_trace_goes_on_without_opentelemetry_and_stays_with_a_dead_letter(
    prepared: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    name = topology.by_name(prepared)[topology.ARTICLES].name
    caplog.set_level(logging.INFO, "streams.trail")
    async with worker(prepared):
        headers = (("traceparent", PARENT), ("tracestate", b"vendor=1"))
        good = Record(name, b"article-3", dump(article(3)), headers)
        bad = Record(name, b"bad-1", b'{"title": "no day"}', headers)
        async with producer(prepared) as client:
            await deliver([good, bad], sender(client), abandon=lambda: False)
        await send_raw(prepared, topology.EXPORTS, [(b"PK/exports.it", b'{"article": {"id": "article-9"}}')])
        await processed(prepared)
    trace = PARENT.decode().split("-")[1]
    for topic in (topology.ECONOMY, topology.EXPORTS, topology.FISCAL_YEARS, "articles.dlq"):
        found = [
            item
            for item in await read(prepared, topic)
            if item.key != b"PK/exports.it" or item.headers[0][0] != "origin"
        ]
        assert {trace_of(item) for item in found} == {trace}, topic
        assert all([name for name, _ in item.headers].count("traceparent") == 1 for item in found)
    refused = {
        (
            *(one[field] for field in ("article_id", "stage", "code")),
            base(one["topic"], prepared),
            one["levelname"],
        )
        for one in trail(caplog)
        if one["message"] == "refused"
    }
    assert refused == {
        ("bad-1", "classify", "missing_published_at", "articles", "WARNING"),
        ("article-9", "fold", "invalid_field", "events.economy.exports", "WARNING"),
    }
