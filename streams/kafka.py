"""Apache Kafka as a child process: one KRaft node, for `khabar demo --broker kafka` and the broker tests.

Its jars come by Maven (`streams/data/kafka-pom.xml`) into a cache in the home directory, once; it runs on the
machine's Java.
"""

from __future__ import annotations

import fcntl
import functools
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from streams.broker import BrokerUnavailable, LocalBroker
from streams.child import Child, free_port

_DEPENDENCY_PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
#: Kafka 4 runs on no older one.
_JAVA: Final = 17
_PATIENCE: Final = 600.0
_CLUSTER: Final = "khabar-local"

# Small enough to start in a few seconds, and with nothing that appears by itself: the topics come from the topology.
_PROPERTIES: Final = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
log.dirs={data}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
"""


class KafkaBroker(LocalBroker):
    """One node of Apache Kafka. The first start on a machine downloads its jars; later ones take some seconds."""

    _start_timeout = 60.0
    _stop_timeout = 20.0

    @staticmethod
    def available() -> str | None:
        """None if it can be run here, else why not."""
        java = java_version()
        if java is None or java < _JAVA:
            return f"Apache Kafka needs Java {_JAVA} or later on the PATH"
        if not cached_jars() and shutil.which("mvn") is None:
            return "Apache Kafka's jars are brought by mvn, which is not on the PATH"
        return None

    def _launch(self, home: Path, port: int) -> Child:
        reason = self.available()
        if reason is not None:
            raise BrokerUnavailable(reason)
        properties = home / "server.properties"
        properties.write_text(
            _PROPERTIES.format(port=port, controller=free_port(), data=home / "data"), encoding="utf-8"
        )
        format_storage(properties)
        return serve(properties, log=home / "broker.log")


def format_storage(properties: Path, *scram: str) -> None:
    """Make a node's data directory, as its properties say, with SCRAM users (`SCRAM-SHA-512=[name=n,password=p]`).

    Raises BrokerUnavailable.
    """
    users = [argument for user in scram for argument in ("--add-scram", user)]
    command = [*_java(), "kafka.tools.StorageTool", "format", "--cluster-id", _CLUSTER, "--config", str(properties), *users]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=KafkaBroker._start_timeout, check=False
    )
    if done.returncode:
        raise BrokerUnavailable(f"Kafka's data directory cannot be formatted: {done.stdout}{done.stderr}")


def serve(properties: Path, *, log: Path) -> Child:
    """Run a node whose data directory is there."""
    return Child([*_java(), "kafka.Kafka", str(properties)], log=log)


def _java() -> list[str]:
    return [
        str(shutil.which("java")),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",  # it lives for minutes: start-up counts, not peak speed
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-Dorg.slf4j.simpleLogger.showDateTime=true",
        "-cp",
        str((cached_jars() or bring_jars()) / "*"),
    ]


@functools.cache
def java_version() -> int | None:
    """The major version of the `java` on the PATH, or None."""
    java = shutil.which("java")
    if java is None:
        return None
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r'version "(\d{1,4})', done.stderr + done.stdout)
    return int(found.group(1)) if found else None


@functools.cache
def kafka_version() -> str:
    """The version of Apache Kafka that the pom asks for."""
    version = ElementTree.fromstring(_pom()).findtext("{http://maven.apache.org/POM/4.0.0}version")
    if version is None:
        raise RuntimeError("kafka-pom.xml has no version")
    return version


def jar_folder() -> Path:
    """Where the jars are kept: the user's cache directory."""
    cache = os.environ.get("XDG_CACHE_HOME")
    base = Path(cache) if cache and Path(cache).is_absolute() else Path.home() / ".cache"
    return base / "khabar" / f"kafka-{kafka_version()}"


def cached_jars() -> Path | None:
    """The folder of the jars if they are there already. It appears only when complete."""
    folder = jar_folder()
    return folder if folder.is_dir() else None


def bring_jars() -> Path:
    """Have Maven fetch the jars into the cache. Raises BrokerUnavailable with the end of what Maven said."""
    folder = jar_folder()
    with alone_with_maven():
        return cached_jars() or _bring_jars(folder)


@contextmanager
def alone_with_maven() -> Iterator[None]:
    """Wait until no other process is in such a block: Maven's own cache bears no two that fill it."""
    folder = jar_folder().parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        yield


def _bring_jars(folder: Path) -> Path:
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".kafka-") as scratch:
        pom, jars = Path(scratch) / "pom.xml", Path(scratch) / "jars"
        pom.write_bytes(_pom())
        command = [
            shutil.which("mvn") or "mvn",
            "-B",
            "-q",
            "-f",
            str(pom),
            f"{_DEPENDENCY_PLUGIN}:copy-dependencies",
            f"-DoutputDirectory={jars}",
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BrokerUnavailable(f"mvn could not bring Apache Kafka: {error}") from error
        if done.returncode:
            tail = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
            raise BrokerUnavailable(f"mvn could not bring Apache Kafka:\n{tail}")
        jars.rename(folder)
    return folder


def _pom() -> bytes:
    return resources.files("streams").joinpath("data", "kafka-pom.xml").read_bytes()
