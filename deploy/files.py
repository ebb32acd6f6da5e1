"""The generated files: their paths, and what they must hold."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from deploy import dashboard, rules
from streams.config import Settings
from streams.ops.manifests import topic_resources, user_resources

ROOT: Final = Path(__file__).parent.parent
_KUBERNETES: Final = ROOT / "deploy" / "kubernetes"
#: As in deploy/kubernetes/base/settings.yaml.
SETTINGS: Final = Settings(replication=3)
#: The name of the Kafka resource that the manifests take for granted.
CLUSTER: Final = "kafka"


@functools.cache
def generated() -> Mapping[Path, str]:
    """Every generated file with its text."""
    topics = ("khabar topics manifests", topic_resources(SETTINGS, cluster=CLUSTER))
    users = ("khabar topics manifests --users", user_resources(SETTINGS, cluster=CLUSTER))
    return {
        _KUBERNETES / "strimzi" / "topics.yaml": _documents(*topics),
        _KUBERNETES / "strimzi" / "users.yaml": _documents(*users),
        _KUBERNETES / "monitoring" / "rules.yaml": _documents("python -m deploy", [_rules()]),
        ROOT / "deploy" / "grafana" / "dashboards" / "khabar.json": dashboard.text(),
    }


def outdated() -> list[Path]:
    """The generated files that are missing or not what they must be."""
    return [
        path
        for path, text in generated().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def _rules() -> dict[str, Any]:
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": "khabar"},
        "spec": {"groups": rules.groups()},
    }


def _documents(command: str, resources: list[dict[str, Any]]) -> str:
    return f"# Written by `{command}`.\n" + yaml.safe_dump_all(
        resources, sort_keys=False, width=120, allow_unicode=True
    )
