"""What a worker counts, for Prometheus: names under `khabar_`, seconds and bytes, a registry of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from streams import __version__
from streams.kept import Size
from streams.ops.frequent import Frequent
from streams.outcomes import Outcome

#: Sources that have series of their own.
SOURCES: Final = 200
#: What the others are counted as, and articles without a source.
OTHER: Final = "other"
NONE: Final = "none"
_LONGEST_SOURCE: Final = 100
INTERNAL_ERROR: Final = "internal_error"

_EXTRACTION: Final = (
    0.0005,
    0.001,
    0.0025,
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.25,
    0.5,
    1.0,
    2.5,
    5.0,
    10.0,
    30.0,
)
_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0
_AGE: Final = (1.0, 5.0, 15.0, _MINUTE, 5 * _MINUTE, 15 * _MINUTE, _HOUR, 6 * _HOUR, _DAY, 7 * _DAY)


class Metrics:
    """The worker's metrics. Nothing is in prometheus_client's own registry, which is shared by all of a process."""

    def __init__(self) -> None:
        # else each counter and histogram has a second series with the time of its first use
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        own = self.registry
        build = Gauge("khabar_build_info", "1, with the version.", ["version"], registry=own)
        build.labels(__version__).set(1)
        self._articles = Counter(
            "khabar_articles",
            "Articles classified, by the label that decides.",
            ["label", "source"],
            registry=own,
        )
        self._events = Counter(
            "khabar_events", "Events published, also those taken back.", ["type"], registry=own
        )
        self._letters = Counter(
            "khabar_dead_letters", "Dead letters written.", ["topic", "code", "stage"], registry=own
        )
        self._extraction = Histogram(
            "khabar_extraction_seconds",
            "Time to extract an article's events.",
            ["domain"],
            buckets=_EXTRACTION,
            registry=own,
        )
        self._age = Histogram(
            "khabar_news_age_seconds",
            "Time since an article's publication, when it came in, when its events were out, when a table had them.",
            ["stage"],
            buckets=_AGE,
            registry=own,
        )
        self._last_seen = Gauge(
            "khabar_source_last_seen_timestamp_seconds",
            "When the last article of a source came in, since 1970.",
            ["source"],
            registry=own,
        )
        self._sources = Frequent(SOURCES, left=self._forget)
        self._seen: dict[str, float] = {}
        for domain in ("economy", "security"):
            self._extraction.labels(domain)
        for stage in ("published", "event", "table"):
            self._age.labels(stage)

    def expect(self, topic: str, stage: str) -> None:
        """Messages of a topic are processed in a stage: a bug there is a rise from 0, which an alert sees, not a new series."""
        self._letters.labels(topic, INTERNAL_ERROR, stage)

    def extraction(self, domain: str, seconds: float) -> None:
        """An article's events were extracted in so many seconds."""
        self._extraction.labels(domain).observe(seconds)

    def count(self, outcome: Outcome, *, now: float) -> None:
        """Count what became of a message; `now` in seconds since 1970."""
        if outcome.did == "refused":
            self._letters.labels(outcome.message.topic, outcome.code or "unknown", outcome.stage).inc()
        elif outcome.did == "classified":
            source = self._source(outcome.source)
            self._articles.labels(outcome.labels[0], source).inc()
            came = now if outcome.message.timestamp is None else outcome.message.timestamp / 1000
            if came > self._seen.get(source, 0.0):
                self._seen[source] = came
                self._last_seen.labels(source).set(came)
            self._observe_age("published", outcome, came)
        elif outcome.did == "extracted":
            for event in outcome.events:
                self._events.labels(event).inc()
            if outcome.events:
                self._observe_age("event", outcome, now)
        elif outcome.did == "folded":
            self._observe_age("table", outcome, now)

    def _observe_age(self, stage: str, outcome: Outcome, at: float) -> None:
        if outcome.published_at is not None:
            self._age.labels(stage).observe(max(0.0, at - outcome.published_at.timestamp()))

    def _source(self, name: str | None) -> str:
        """The label of a source: as many as may have one, the most frequent."""
        if not name:
            return NONE
        name = name[:_LONGEST_SOURCE]
        return name if self._sources.add(name) else OTHER

    def _forget(self, source: str) -> None:
        """The source's series end; it is counted as another one from now on."""
        self._seen.pop(source, None)
        self._last_seen.remove_by_labels({"source": source})
        self._articles.remove_by_labels({"source": source})


class WorkerState(Collector):
    """What a worker is at, asked when it is scraped."""

    def __init__(
        self,
        *,
        ready: Callable[[], bool],
        recovering: Callable[[], bool],
        remaining: Callable[[], int],
        recovery_seconds: Callable[[], float],
        sizes: Callable[[], Mapping[str, Size]],
    ) -> None:
        self._gauges: dict[str, tuple[str, Callable[[], float]]] = {
            "khabar_ready": ("1 where /readyz says so.", ready),
            "khabar_recovering": ("1 while tables are read from their changelogs.", recovering),
            "khabar_recovery_records_remaining": ("Records of changelogs still to read.", remaining),
            "khabar_recovery_seconds": (
                "How long the recovery has taken so far, or the last one took.",
                recovery_seconds,
            ),
        }
        self._sizes = sizes

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, (documentation, value) in self._gauges.items():
            yield GaugeMetricFamily(name, documentation, value=float(value()))
        rows = GaugeMetricFamily(
            "khabar_table_rows", "Keys that this worker holds of a table.", labels=["table"]
        )
        size = GaugeMetricFamily("khabar_table_bytes", "Bytes of its keys and values.", labels=["table"])
        for table, held in sorted(self._sizes().items()):
            rows.add_metric((table,), held.rows)
            size.add_metric((table,), held.bytes)
        yield from (rows, size)
