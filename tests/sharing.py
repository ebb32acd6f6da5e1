"""Which process of `make test` runs which tests (pytest-xdist): those that mostly wait run beside those that compute.

What shares a broker is a group, which one process runs in order: the fault suite on its three nodes, the other tests on
Apache Kafka, those on the embedded broker, those of deploy/ on a Kafka with users, those in a browser. Groups are given
out first. All other tests are shared out one by one; they give way to the groups, whose faults strike at set times.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

_GIVES_WAY = 5
_WATCHED = tuple(f"tests/deploy/test_{name}.py" for name in ("membership", "monitoring", "rights"))


def group(nodeid: str) -> str | None:
    """The group of a test; None for one that may run anywhere."""
    path, _, name = nodeid.partition("::")
    if path.startswith("tests/faults/"):
        return "one node" if path.endswith(("test_outage.py", "test_workers.py")) else "three nodes"
    if path == "tests/ops/test_operated.py":
        return "operated"  # a node, a worker and a probe of their own
    if path.startswith("tests/web/browser/"):
        return "browser"
    if path.startswith("tests/broker/"):
        return "embedded" if "embedded" in nodeid else "one node"
    if path.startswith(_WATCHED):
        return "watched node"
    return "one node" if "[kafka" in name else "embedded" if "[embedded" in name else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Groups by the names of tests, for `--dist loadgroup`: the marks that it is made for are lost on pytest 9.2."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling

    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = lambda nodeid: group(nodeid) or nodeid
    return scheduler


def pytest_runtest_setup(item: pytest.Item) -> None:
    # no test of a group comes after this in the same process
    if "PYTEST_XDIST_WORKER" in os.environ and group(item.nodeid) is None:
        os.setpriority(os.PRIO_PROCESS, 0, _GIVES_WAY)
