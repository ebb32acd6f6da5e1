"""Trace context: what a message brings goes on, with spans and without."""

import sys

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from streams.delivery import Message
from streams.ops.tracing import Passing, Traces, configure, context_of
from streams.outcomes import Outcome

PARENT = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
ENDPOINT = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}


def message(*headers: tuple[str, bytes]) -> Message:
    return Message("articles", 1, 7, b"a", b"{}", headers)


@pytest.mark.parametrize(
    ("headers", "context"),
    [
        ((), ()),
        ((("traceparent", PARENT),), (("traceparent", PARENT),)),
        (
            (("x", b""), ("tracestate", b"a=1"), ("traceparent", PARENT)),
            (("traceparent", PARENT), ("tracestate", b"a=1")),
        ),
        ((("traceparent", b"nonsense"),), ()),
        ((("traceparent", PARENT + b"\xff" * 1000),), ()),
        ((("traceparent", PARENT), ("tracestate", b"\xff")), (("traceparent", PARENT),)),
        ((("tracestate", b"a=1"),), ()),
    ],
)
def test_a_well_formed_context_goes_on_without_spans(
    headers: tuple[tuple[str, bytes], ...], context: tuple[tuple[str, bytes], ...]
) -> None:
    assert context_of(headers) == context
    passing = Passing()
    assert passing.end(passing.begin("classify", "g", message(*headers)), []) == context


def test_a_message_is_a_span_below_the_one_that_sent_it() -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    traces = Traces(provider)
    brought = message(("traceparent", PARENT))
    span = traces.begin("classify", "g", brought)
    outcome = Outcome(stage="classify", did="refused", message=brought, article_id="a", code="no_text")
    ((name, carried),) = traces.end(span, [outcome])
    (done,) = exporter.get_finished_spans()
    assert done.context is not None
    assert done.parent is not None
    assert name == "traceparent"
    assert carried == f"00-4bf92f3577b34da6a3ce929d0e0e4736-{done.context.span_id:016x}-01".encode()
    assert f"{done.parent.span_id:016x}" == "00f067aa0ba902b7"
    assert (done.name, done.kind, done.status.status_code) == (
        "process articles",
        SpanKind.CONSUMER,
        StatusCode.ERROR,
    )
    assert dict(done.attributes or {}) == {
        "messaging.system": "kafka",
        "messaging.operation.name": "process",
        "messaging.operation.type": "process",
        "messaging.destination.name": "articles",
        "messaging.destination.partition.id": "1",
        "messaging.consumer.group.name": "g",
        "messaging.kafka.offset": 7,
        "khabar.stage": "classify",
        "khabar.outcome": "refused",
        "khabar.article.id": "a",
        "error.type": "no_text",
    }


@pytest.mark.parametrize(
    "env",
    [
        {},
        {**ENDPOINT, "OTEL_SDK_DISABLED": "true"},
        {**ENDPOINT, "OTEL_TRACES_EXPORTER": "none"},
    ],
)
def test_without_an_endpoint_or_where_it_is_turned_off_there_are_no_spans(env: dict[str, str]) -> None:
    assert type(configure(env, service="s")) is Passing


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    assert type(configure(ENDPOINT, service="s")) is Passing
    assert "khabar[otel]" in caplog.text


def test_with_an_endpoint_there_are() -> None:
    traces = configure(ENDPOINT, service="khabar-worker")
    try:
        assert isinstance(traces, Traces)
        assert traces._provider.resource.attributes["service.name"] == "khabar-worker"
    finally:
        traces.close()
