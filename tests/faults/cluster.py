"""Apache Kafka as the fault suite needs it: several nodes that can be stopped, frozen and started again with their data."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streams.child import Child
from streams.config import Settings
from streams.kafka import format_storage, serve
from tests.ports import steady_port

_STARTS_WITHIN, _STOPS_WITHIN = 60.0, 30.0

# As in production: every record on two nodes before it is acknowledged, and nothing lost when a node goes.
_PROPERTIES = """\
process.roles=broker,controller
node.id={node}
controller.quorum.voters={voters}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
log.dirs={data}
auto.create.topics.enable=false
unclean.leader.election.enable=false
min.insync.replicas={insync}
default.replication.factor={replication}
offsets.topic.replication.factor={replication}
offsets.topic.num.partitions=4
transaction.state.log.replication.factor={replication}
transaction.state.log.min.isr={insync}
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
replica.lag.time.max.ms=5000
broker.session.timeout.ms=6000
"""


class Cluster:
    """The nodes, numbered from 1. Each keeps its port and its data over a stop and a start."""

    def __init__(self, home: Path, nodes: int) -> None:
        self.home = home
        self.replication = min(nodes, 3)
        self._ports = {node: steady_port() for node in range(1, nodes + 1)}
        self._children: dict[int, Child] = {}
        controllers = {node: steady_port() for node in self._ports}
        voters = ",".join(f"{node}@127.0.0.1:{port}" for node, port in controllers.items())
        for node, port in self._ports.items():
            (home / str(node)).mkdir()
            self._properties(node).write_text(
                _PROPERTIES.format(
                    node=node,
                    voters=voters,
                    port=port,
                    controller=controllers[node],
                    data=home / str(node) / "data",
                    replication=self.replication,
                    insync=min(2, nodes),
                ),
                encoding="utf-8",
            )
            format_storage(self._properties(node))

    @property
    def nodes(self) -> tuple[int, ...]:
        """The numbers of all nodes, whether they run or not."""
        return tuple(self._ports)

    @property
    def settings(self) -> Settings:
        """What a client needs to find the cluster."""
        servers = ",".join(f"127.0.0.1:{port}" for port in self._ports.values())
        return Settings(broker=servers, replication=self.replication)

    def start(self, *nodes: int) -> None:
        """Start nodes, by default all that do not run, and wait until each accepts connections."""
        chosen = nodes or tuple(node for node in self._ports if node not in self._children)
        for node in chosen:
            self._children[node] = serve(self._properties(node), log=self.home / f"{node}.log")
        for node in chosen:
            self._children[node].wait_for_port(self._ports[node], timeout=_STARTS_WITHIN)

    def stop(self, node: int) -> None:
        """Ask a node to end, and wait for it."""
        self._children.pop(node).stop(timeout=_STOPS_WITHIN)

    def kill(self, node: int) -> None:
        """End a node without a warning."""
        child = self._children.pop(node)
        os.kill(child.pid, signal.SIGKILL)
        child.stop(timeout=_STOPS_WITHIN)

    def close(self) -> None:
        """End all nodes at once: their data is not wanted any more."""
        for node in list(self._children):
            self.kill(node)

    def _properties(self, node: int) -> Path:
        return self.home / str(node) / "server.properties"


@contextmanager
def cluster(nodes: int) -> Iterator[Cluster]:
    """A running cluster, gone after the block; its logs are kept where the block failed."""
    home = Path(tempfile.mkdtemp(prefix="khabar-cluster-"))
    made = Cluster(home, nodes)
    try:
        made.start()
        yield made
    except BaseException:
        made.close()
        for node in made.nodes:
            shutil.rmtree(home / str(node), ignore_errors=True)
        raise
    made.close()
    shutil.rmtree(home, ignore_errors=True)
