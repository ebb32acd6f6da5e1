"""Apache Kafka as a child process: what it needs is said, and where its jars are kept."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest

from streams import kafka
from streams.broker import BrokerUnavailable
from streams.config import Settings


@pytest.fixture(autouse=True)
def _fresh_java() -> Iterator[None]:
    kafka.java_version.cache_clear()
    yield
    kafka.java_version.cache_clear()


def _program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an empty PATH and cache; returns the folder that the PATH names."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return programs


def test_without_java_or_with_an_old_one_it_says_so(bare: Path) -> None:
    assert "Java 17" in str(kafka.KafkaBroker.available())
    _program(bare, "java", """echo 'openjdk version "11.0.2" 2019-01-15' >&2""")
    kafka.java_version.cache_clear()
    assert kafka.java_version() == 11
    with pytest.raises(BrokerUnavailable, match="Java 17"):
        kafka.KafkaBroker().start()


def test_maven_is_needed_only_until_the_jars_are_there(bare: Path) -> None:
    _program(bare, "java", """echo 'openjdk version "21" 2023-09-19' >&2""")
    assert "mvn" in str(kafka.KafkaBroker.available())
    kafka.jar_folder().mkdir(parents=True)
    assert kafka.KafkaBroker.available() is None


def test_what_maven_says_of_a_failure_is_passed_on_and_nothing_is_kept(bare: Path) -> None:
    _program(bare, "mvn", "echo 'no route to the repository'; exit 1")
    with pytest.raises(BrokerUnavailable, match="no route to the repository"):
        kafka.bring_jars()
    assert kafka.cached_jars() is None
    assert [path.name for path in kafka.jar_folder().parent.iterdir()] == [".lock"]


def test_two_that_need_the_jars_at_once_have_maven_bring_them_once(bare: Path) -> None:
    _program(
        bare,
        "mvn",
        """for argument; do case $argument in -DoutputDirectory=*) folder=${argument#*=};; esac; done
/bin/sleep 0.3; /bin/mkdir "$folder"; echo once >> "$0.runs\"""",
    )
    with ThreadPoolExecutor(2) as pool:
        folders = {pool.submit(kafka.bring_jars).result for _ in range(2)}
        assert {result() for result in folders} == {kafka.cached_jars()}
    assert (bare / "mvn.runs").read_text() == "once\n"


def test_the_pom_s_version_is_kafka_s() -> None:
    pom = ElementTree.fromstring((Path(kafka.__file__).parent / "data" / "kafka-pom.xml").read_text())
    space = {"m": "http://maven.apache.org/POM/4.0.0"}
    versions = {
        dependency.findtext("m:artifactId", namespaces=space): dependency.findtext(
            "m:version", namespaces=space
        )
        for dependency in pom.iterfind(".//m:dependency", space)
    }
    assert versions["kafka_2.13"] == kafka.kafka_version()


@pytest.mark.broker
@pytest.mark.kafka
async def test_it_creates_no_topic_by_itself(
    kafka_settings: Settings,
) -> None:
    from aiokafka import AIOKafkaProducer
    from aiokafka.admin import AIOKafkaAdminClient
    from aiokafka.errors import UnknownTopicOrPartitionError

    name = f"{kafka_settings.topic_prefix}nobody-made-this"
    async with AIOKafkaProducer(**kafka_settings.client_options(), request_timeout_ms=1000) as producer:
        with pytest.raises((UnknownTopicOrPartitionError, asyncio.TimeoutError)):
            await producer.send_and_wait(name, b"x")
    admin = AIOKafkaAdminClient(**kafka_settings.client_options())
    await admin.start()
    assert name not in await admin.list_topics()
    await admin.close()
