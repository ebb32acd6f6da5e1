"""`khabar probe`: every group's lag for Prometheus, by a process that does not work on the messages itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from streams.config import Settings
from streams.ops.lag import Lag, Probe
from streams.ops.status import Status, worst
from streams.topics import TopologyError
from streams.web import health, metrics
from streams.web.server import WebServer
from streams.wire import BrokerUnreachable

log = logging.getLogger(__name__)

#: How long a look may take, in seconds.
_PATIENCE: Final = 5.0

_GROUP: Final = ("consumergroup",)
_PARTITION: Final = ("consumergroup", "topic", "partition")


async def serve(settings: Settings, *, names: Sequence[str] = ()) -> None:
    """Look every `Settings.probe_interval` and serve what was seen; runs until cancelled. Raises OSError for a port in use."""
    seen = Looks()
    registry = CollectorRegistry(auto_describe=False)
    registry.register(seen)
    web = WebServer([*metrics.routes(registry), *health.live_routes()])
    await web.start(settings.web_host, settings.probe_port)
    log.info(
        "the lag of %s is on %s/metrics", ", ".join(names) or "every group that reads our topics", web.url
    )
    try:
        async with Probe(settings, names=names, patience=_PATIENCE) as probe:
            while True:
                await look(probe, seen)
                await asyncio.sleep(settings.probe_interval)
    finally:
        await web.stop()


async def look(probe: Probe, seen: Looks) -> None:
    """Look once, and note what was seen or that nothing was."""
    try:
        rows = await probe.sample()
    except (BrokerUnreachable, TopologyError) as error:
        if seen.rows is not None or not seen.looked:
            log.warning("%s; trying again until it is there", error)
        seen.rows = None
    except Exception:
        # nobody would hear of it: a probe that ends by itself is silent like one that has nothing to tell
        log.exception("a look at the lag failed; trying again")
        seen.rows = None
    else:
        if seen.looked and seen.rows is None:
            log.warning("the broker answers again")
        seen.rows = rows
    seen.looked = True


class Looks(Collector):
    """The last look as metrics. What was not seen is left out: no figure is better than an old one."""

    def __init__(self) -> None:
        self.rows: Sequence[Lag] | None = None
        """None while no broker answers."""
        self.looked = False

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("khabar_probe_up", "Whether the probe's last look reached the broker.")
        up.add_metric((), float(self.rows is not None))
        yield up
        if self.rows is not None:
            yield from families(self.rows)


def families(rows: Iterable[Lag]) -> Iterator[GaugeMetricFamily]:
    """Lag as metrics, with the names that dashboards for kafka_exporter and kafka-lag-exporter know."""
    rows = list(rows)
    lag = _gauge("kafka_consumergroup_lag", "Messages that a group has not processed.", _PARTITION)
    current = _gauge(
        "kafka_consumergroup_current_offset", "The next offset to process, as committed.", _PARTITION
    )
    age = _gauge(
        "kafka_consumergroup_group_lag_seconds",
        "Age of the first message that is not processed; 0 with none.",
        _PARTITION,
    )
    for row in rows:
        labels = (row.group, row.topic, str(row.partition))
        lag.add_metric(labels, row.lag)
        if row.current_offset is not None:
            current.add_metric(labels, row.current_offset)
        if row.seconds is not None:
            age.add_metric(labels, row.seconds)
    yield from (lag, current, age)
    yield from _by_topic(rows)
    yield from _by_group(rows)


def _by_topic(rows: Sequence[Lag]) -> Iterator[GaugeMetricFamily]:
    ends = _gauge(
        "kafka_topic_partition_current_offset",
        "The offset that the next message will have.",
        ("topic", "partition"),
    )
    for (topic, partition), end in {(row.topic, row.partition): row.log_end_offset for row in rows}.items():
        ends.add_metric((topic, str(partition)), end)
    sums = _gauge(
        "kafka_consumergroup_topic_lag_sum",
        "Messages of a topic that a group has not processed.",
        ("consumergroup", "topic"),
    )
    for group, topic in dict.fromkeys((row.group, row.topic) for row in rows):
        sums.add_metric(
            (group, topic), sum(row.lag for row in rows if (row.group, row.topic) == (group, topic))
        )
    yield from (ends, sums)


def _by_group(rows: Sequence[Lag]) -> Iterator[GaugeMetricFamily]:
    sums = _gauge("kafka_consumergroup_lag_sum", "Messages that a group has not processed, in all.", _GROUP)
    members = _gauge("kafka_consumergroup_members", "Members of a group.", _GROUP)
    oldest = _gauge(
        "kafka_consumergroup_group_max_lag_seconds", "The greatest lag in seconds of a group.", _GROUP
    )
    statuses = _gauge(
        "khabar_lag_status",
        "1 for the status of a group's worst partition; none while it is too early.",
        ("consumergroup", "status"),
    )
    for group in dict.fromkeys(row.group for row in rows):
        of_it = [row for row in rows if row.group == group]
        sums.add_metric((group,), sum(row.lag for row in of_it))
        if of_it[0].members is not None:
            members.add_metric((group,), of_it[0].members)
        known = [row.seconds for row in of_it if row.seconds is not None]
        if known:
            oldest.add_metric((group,), max(known))
        status = worst(row.status for row in of_it)
        for each in Status:
            statuses.add_metric((group, each), float(each is status))
    yield from (sums, members, oldest, statuses)


def _gauge(name: str, documentation: str, labels: Sequence[str]) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, documentation, labels=labels)
