"""The topology as Strimzi's resources: a KafkaTopic for each topic, and a KafkaUser for each role with the least it needs.

Field names are those of Strimzi's API v1 (https://strimzi.io/docs/operators/latest/configuring). A role's rights follow from what its
commands do; tests/deploy/test_rights.py lets every role do its work on a broker that holds them, and try what it may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, Literal

from streams import topology
from streams.config import Settings
from streams.topology import Topic, topics

API: Final = "kafka.strimzi.io/v1"
Role = Literal["worker", "crawler", "subscriber", "probe", "operator"]
ROLES: Final[tuple[Role, ...]] = ("worker", "crawler", "subscriber", "probe", "operator")
Resource = dict[str, Any]

_READ: Final = ("Read", "Describe")
_WRITE: Final = ("Write", "Describe")
#: What `khabar topics plan`, and a worker at its start, compare.
_COMPARE: Final = ("Describe", "DescribeConfigs")


def topic_resources(settings: Settings, *, cluster: str) -> list[Resource]:
    """A KafkaTopic for each topic of the topology, in its order; `cluster` is the name of the Kafka resource."""
    return [
        {
            "apiVersion": API,
            "kind": "KafkaTopic",
            "metadata": {"name": _resource_name(topic.name), "labels": {"strimzi.io/cluster": cluster}},
            "spec": {
                "topicName": topic.name,
                "partitions": topic.partitions,
                "replicas": settings.replication,
                "config": topic.config,
            },
        }
        for topic in topics(settings)
    ]


def user_resources(settings: Settings, *, cluster: str) -> list[Resource]:
    """A KafkaUser for each role, with a password that Strimzi makes and keeps in a secret of the user's name."""
    return [
        {
            "apiVersion": API,
            "kind": "KafkaUser",
            "metadata": {
                "name": _resource_name(f"{settings.app_id}-{role}"),
                "labels": {"strimzi.io/cluster": cluster},
            },
            "spec": {
                "authentication": {"type": "scram-sha-512"},
                "authorization": {"type": "simple", "acls": acls(role, settings)},
            },
        }
        for role in ROLES
    ]


def acls(role: Role, settings: Settings) -> list[Resource]:
    """What a role may do, a rule a resource. All rules allow: what none allows is refused."""
    merged: dict[tuple[str, str, str], list[str]] = {}
    for rule in _acls(role, settings):
        of = rule["resource"]
        operations = merged.setdefault((of["type"], of["name"], of["patternType"]), [])
        operations.extend(name for name in rule["operations"] if name not in operations)
    return [
        {
            "resource": {"type": kind, "name": name, "patternType": pattern},
            "operations": sorted(operations),
            "host": "*",
        }
        for (kind, name, pattern), operations in merged.items()
    ]


def _acls(role: Role, settings: Settings) -> list[Resource]:
    every = topics(settings)
    consumed = [
        topic
        for topic in every
        if topic.kind in {"articles", "classified", "events"} and topic.base != topology.OTHER
    ]
    arriving = [topic for topic in every if topic.base == topology.ARTICLES]
    published = [topic for topic in every if topic.kind in {"events", "tables"}]
    letters = [topic for topic in every if topic.kind == "dead-letters"]
    group = settings.app_id
    match role:
        case "worker":
            made = [topic for topic in every if topic.kind in {"classified", "events", "tables"}]
            changelogs = [topic for topic in every if topic.kind == "changelog"]
            return [
                # and the tables, which every worker reads whole to answer the API
                *_topics([*consumed, *published], *_READ),
                # articles too: a worker is also the door for crawlers without a Kafka client
                *_topics([*arriving, *made, *letters], *_WRITE),
                *_topics(changelogs, "Read", *_WRITE),
                *_topics(every, *_COMPARE),
                _group(group, *_READ),
            ]
        case "crawler":
            return _topics(arriving, *_WRITE)
        case "subscriber":
            # groups of their own, named after the installation
            return [*_topics(published, *_READ), _group(f"{group}-subscriber-", "Read", prefix=True)]
        case "probe":
            # of all that anybody may read; the age of the first open message is in the message
            offered = [topic for topic in every if topic.kind not in {"dead-letters", "changelog"}]
            return [*_topics(offered, *_READ), _group("*", "Describe")]
        case "operator":
            return [
                *_topics(every, "Read", *_COMPARE),
                # dead letters are sent back to where they came from: what workers read
                *_topics(consumed, "Write"),
                _group("*", "Describe"),
                _group(f"{group}-replay", "Read"),
            ]


def _topics(listed: Iterable[Topic], *operations: str) -> list[Resource]:
    return [
        {
            "resource": {"type": "topic", "name": topic.name, "patternType": "literal"},
            "operations": operations,
        }
        for topic in listed
    ]


def _group(name: str, *operations: str, prefix: bool = False) -> Resource:
    return {
        "resource": {"type": "group", "name": name, "patternType": "prefix" if prefix else "literal"},
        "operations": operations,
    }


def _resource_name(name: str) -> str:
    """A name that Kubernetes takes (RFC 1123): the topic's own where it is one."""
    return re.sub(r"[^a-z0-9.-]", "-", name.lower())
