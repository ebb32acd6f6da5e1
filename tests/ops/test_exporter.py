"""What the probe serves: the names that dashboards know, and nothing old."""

from collections.abc import Sequence
from typing import Any, cast

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from streams.ops.exporter import Looks, look
from streams.ops.lag import Lag, Probe
from streams.ops.status import Status
from streams.wire import BrokerUnreachable

LABELS = ("consumergroup", "topic", "partition", "status")


def row(partition: int, **more: Any) -> Lag:
    about: dict[str, Any] = {
        "group": "g",
        "topic": "articles",
        "partition": partition,
        "current_offset": 5,
        "log_end_offset": 9,
        "lag": 4,
        "seconds": 2.5,
        "status": Status.OK,
        "members": 1,
        "consumer_id": None,
        "host": None,
        "client_id": None,
    }
    return Lag(**{**about, **more})


def served(seen: Looks) -> dict[tuple[str, tuple[str, ...]], float]:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(seen)
    return {
        (sample.name, tuple(sample.labels[name] for name in LABELS if name in sample.labels)): sample.value
        for family in text_string_to_metric_families(generate_latest(registry).decode())
        for sample in family.samples
    }


class Answers:
    """A probe that gives what it was told to, in turn."""

    def __init__(self, *answers: Sequence[Lag] | Exception) -> None:
        self._answers = iter(answers)

    async def sample(self) -> Sequence[Lag]:
        answer = next(self._answers)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_lag_is_served_under_the_names_that_dashboards_know() -> None:
    seen = Looks()
    seen.rows = [
        row(0),
        row(1, current_offset=None, lag=9, seconds=None, status=Status.STALL),
        row(0, group="other", current_offset=9, lag=0, seconds=0.0, members=None, status=None),
    ]
    expected: dict[tuple[str, tuple[str, ...]], float] = {
        ("khabar_probe_up", ()): 1,
        ("kafka_consumergroup_lag", ("g", "articles", "0")): 4,
        ("kafka_consumergroup_lag", ("g", "articles", "1")): 9,
        ("kafka_consumergroup_lag", ("other", "articles", "0")): 0,
        ("kafka_consumergroup_current_offset", ("g", "articles", "0")): 5,
        ("kafka_consumergroup_current_offset", ("other", "articles", "0")): 9,
        ("kafka_consumergroup_group_lag_seconds", ("g", "articles", "0")): 2.5,
        ("kafka_consumergroup_group_lag_seconds", ("other", "articles", "0")): 0,
        ("kafka_topic_partition_current_offset", ("articles", "0")): 9,
        ("kafka_topic_partition_current_offset", ("articles", "1")): 9,
        ("kafka_consumergroup_topic_lag_sum", ("g", "articles")): 13,
        ("kafka_consumergroup_topic_lag_sum", ("other", "articles")): 0,
        ("kafka_consumergroup_lag_sum", ("g",)): 13,
        ("kafka_consumergroup_lag_sum", ("other",)): 0,
        ("kafka_consumergroup_members", ("g",)): 1,
        ("kafka_consumergroup_group_max_lag_seconds", ("g",)): 2.5,
        ("kafka_consumergroup_group_max_lag_seconds", ("other",)): 0,
    }
    for group in ("g", "other"):
        for status in Status:
            worst = group == "g" and status is Status.STALL
            expected["khabar_lag_status", (group, status.value)] = float(worst)
    assert served(seen) == expected


async def test_with_the_broker_away_nothing_old_is_served() -> None:
    seen = Looks()
    assert served(seen) == {("khabar_probe_up", ()): 0}
    probe = cast(Probe, Answers([row(0)], BrokerUnreachable("gone"), RuntimeError("a bug"), [row(0)]))
    ups = []
    for _ in range(4):
        await look(probe, seen)
        ups.append((served(seen)["khabar_probe_up", ()], len(served(seen)) > 1))
    assert ups == [(1, True), (0, False), (0, False), (1, True)]
