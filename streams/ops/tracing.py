"""Traces: W3C trace context in Kafka's headers, and spans by OpenTelemetry where its extra is installed.

One article is one trace, from `khabar publish` (or the crawler that began it) through classify, extract and fold to the events
and the rows of the tables. Each message that is processed is a span, child of the one that sent it. A row follows from many
articles: it carries the trace of the last one that had a part in it. Without OpenTelemetry a trace that comes with a message is
passed on as it is.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from streams.delivery import Headers, Message
from streams.outcomes import Outcome

log = logging.getLogger(__name__)

_PARENT: Final = "traceparent"
_STATE: Final = "tracestate"
#: Any version; what a later one adds stands behind.
_PARENT_FORM: Final = re.compile(rb"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_LONGEST_STATE: Final = 512
#: Where spans go must be said: else every process would look for a collector that nobody runs.
_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
#: How long the last spans may hold up an end, in milliseconds.
_FLUSH_MS: Final = 3000


class Passing:
    """No spans; the trace context that a message brings goes on with what follows from it."""

    def begin(self, stage: str, group: str, message: Message) -> Any:
        """A message is about to be processed."""
        return message

    def end(self, seeing: Any, outcomes: Sequence[Outcome]) -> Headers:
        """It was; the headers that continue its trace."""
        return context_of(seeing.headers)

    def publish(self, topic: str, article_id: str) -> tuple[Any, Headers]:
        """An article is about to be published: what goes to `published`, and its headers."""
        return None, ()

    def published(self, span: Any) -> None:
        """It is on the broker."""

    def close(self) -> None:
        """Send what is left. Blocks for a few seconds at most."""


class Traces(Passing):
    """Spans by an OpenTelemetry tracer provider, which is this object's to shut down."""

    def __init__(self, provider: Any) -> None:
        from opentelemetry import trace
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._tracer = provider.get_tracer("khabar")
        self._trace = trace
        self._propagator = TraceContextTextMapPropagator()

    def begin(self, stage: str, group: str, message: Message) -> Any:
        parent = self._propagator.extract(
            {name: value.decode() for name, value in context_of(message.headers)}
        )
        return self._tracer.start_span(
            f"process {message.topic}",
            context=parent,
            kind=self._trace.SpanKind.CONSUMER,
            attributes={
                "messaging.system": "kafka",
                "messaging.operation.name": "process",
                "messaging.operation.type": "process",
                "messaging.destination.name": message.topic,
                "messaging.destination.partition.id": str(message.partition),
                "messaging.consumer.group.name": group,
                "messaging.kafka.offset": message.offset,
                "khabar.stage": stage,
            },
        )

    def end(self, seeing: Any, outcomes: Sequence[Outcome]) -> Headers:
        for outcome in outcomes:
            seeing.set_attribute("khabar.outcome", outcome.did)
            if outcome.article_id is not None:
                seeing.set_attribute("khabar.article.id", outcome.article_id)
            if outcome.events:
                seeing.set_attribute("khabar.events", len(outcome.events))
            if outcome.code is not None:
                seeing.set_attribute("error.type", outcome.code)
                seeing.set_status(self._trace.StatusCode.ERROR, outcome.code)
        seeing.end()
        return self._headers(seeing)

    def publish(self, topic: str, article_id: str) -> tuple[Any, Headers]:
        span = self._tracer.start_span(
            f"send {topic}",
            kind=self._trace.SpanKind.PRODUCER,
            attributes={
                "messaging.system": "kafka",
                "messaging.operation.name": "send",
                "messaging.operation.type": "send",
                "messaging.destination.name": topic,
                "messaging.kafka.message.key": article_id,
                "khabar.article.id": article_id,
            },
        )
        return span, self._headers(span)

    def published(self, span: Any) -> None:
        span.end()

    def close(self) -> None:
        self._provider.force_flush(_FLUSH_MS)
        self._provider.shutdown()

    def _headers(self, span: Any) -> Headers:
        carrier: dict[str, str] = {}
        self._propagator.inject(carrier, self._trace.set_span_in_context(span))
        return tuple((name, value.encode()) for name, value in carrier.items())


def context_of(headers: Headers) -> Headers:
    """The trace context among a message's headers, if it is well formed; anyone may have written it."""
    parent = next((value for name, value in headers if name == _PARENT), None)
    if parent is None or not _PARENT_FORM.match(parent[:55]) or len(parent) > _LONGEST_STATE:
        return ()
    state = next((value for name, value in headers if name == _STATE), None)
    if state is None or len(state) > _LONGEST_STATE or not state.isascii():
        return ((_PARENT, parent),)
    return ((_PARENT, parent), (_STATE, state))


def configure(env: Mapping[str, str], *, service: str) -> Passing:
    """Traces as OpenTelemetry's own variables say, where its extra is installed and an endpoint is given; else none.

    `OTEL_SDK_DISABLED=true` and `OTEL_TRACES_EXPORTER=none` turn them off. Sampling, resource and headers are the SDK's to read.
    """
    wanted = any(env.get(name) for name in _ENDPOINTS)
    off = env.get("OTEL_SDK_DISABLED", "").lower() == "true" or env.get("OTEL_TRACES_EXPORTER") == "none"
    if not wanted or off:
        return Passing()
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        log.warning("no traces: OpenTelemetry is not installed; pip install 'khabar[otel]'")
        return Passing()
    named = {} if env.get("OTEL_SERVICE_NAME") else {SERVICE_NAME: service}
    provider = TracerProvider(resource=Resource.create(named))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Traces(provider)
