"""Topic administration, on both brokers: create what is missing, mend settings, refuse to touch data."""

import socket

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from streams import topics
from streams.config import Settings
from streams.topology import by_name
from streams.topology import topics as topology
from streams.wire import BrokerUnreachable

pytestmark = pytest.mark.broker


async def _create(settings: Settings, base: str, partitions: int, config: dict[str, str]) -> str:
    """One topic made by someone else."""
    name = settings.topic_prefix + base
    admin = AIOKafkaAdminClient(**settings.client_options())
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, partitions, 1, topic_configs=config)])
    finally:
        await admin.close()
    return name


async def test_all_topics_are_created_once_as_the_topology_says(broker: Settings) -> None:
    wanted = topology(broker)
    planned = await topics.plan(broker)
    assert [(item.topic, item.what) for item in planned] == [(topic.name, "missing") for topic in wanted]
    # planning twice gives the same: asking for a topic must not create it
    assert await topics.plan(broker) == planned

    assert await topics.apply(broker) == planned

    assert await topics.plan(broker) == []
    assert await topics.apply(broker) == []
    await topics.check(broker)
    listed = await topics.listing(broker)
    assert [(item.name, item.partitions) for item in listed] == [
        (topic.name, topic.partitions) for topic in wanted
    ]
    for topic, item in zip(wanted, listed, strict=True):
        assert item.config.items() >= topic.config.items()


async def test_a_worker_is_told_what_is_missing_and_what_to_do(broker: Settings) -> None:
    with pytest.raises(topics.TopologyError) as raised:
        await topics.check(broker)
    lines = str(raised.value).splitlines()
    assert len(lines) == len(topology(broker))
    assert all("missing" in line and "khabar topics apply" in line for line in lines)


async def test_a_topic_with_other_partitions_is_named_and_left_alone(broker: Settings) -> None:
    name = await _create(broker, "articles", 3, by_name()["articles"].config)
    with pytest.raises(topics.TopologyError) as raised:
        await topics.apply(broker)
    (line,) = str(raised.value).splitlines()
    assert line.startswith(f"{name}: partitions is 3, should be 2")
    assert "KHABAR_PARTITIONS=3" in line
    # the rest was created all the same
    (left,) = await topics.plan(broker)
    assert (left.topic, left.what, left.blocking) == (name, "partitions", True)
    with pytest.raises(topics.TopologyError, match=f"^{name}: partitions"):
        await topics.check(broker)


@pytest.mark.kafka
async def test_settings_are_mended_and_those_of_others_are_kept(kafka_settings: Settings) -> None:
    name = await _create(
        kafka_settings,
        "tables.incidents",
        2,
        {"cleanup.policy": "compact,delete", "segment.bytes": "1048576"},
    )
    await topics.apply(kafka_settings)
    (item,) = [item for item in await topics.listing(kafka_settings) if item.name == name]
    assert item.config["cleanup.policy"] == "compact"
    assert item.config["segment.bytes"] == "1048576"
    assert await topics.plan(kafka_settings) == []


async def test_the_embedded_broker_cannot_change_settings_and_says_so(embedded_settings: Settings) -> None:
    name = await _create(embedded_settings, "tables.incidents", 2, {"cleanup.policy": "delete"})
    with pytest.raises(topics.TopologyError, match=f"{name}: this broker cannot change"):
        await topics.apply(embedded_settings)
    with pytest.raises(topics.TopologyError, match="cleanup.policy is delete, should be compact"):
        await topics.check(embedded_settings)


async def test_a_refusal_of_the_broker_is_a_topology_error(kafka_settings: Settings) -> None:
    with pytest.raises(topics.TopologyError, match="cannot be created"):
        await topics.apply(kafka_settings.replace(replication=3))


async def test_too_few_replicas_are_told_but_do_not_stop_a_worker(broker: Settings) -> None:
    await topics.apply(broker)
    wanting = broker.replace(replication=2)
    differences = await topics.plan(wanting)
    assert {(item.what, item.found, item.blocking) for item in differences} == {("replication", "1", True)}
    await topics.check(wanting)
    with pytest.raises(topics.TopologyError, match="replication is 1, should be 2"):
        await topics.apply(wanting)


@pytest.mark.parametrize("call", [topics.plan, topics.apply, topics.check, topics.listing])
async def test_a_broker_that_is_not_there_is_unreachable(call: object) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(BrokerUnreachable, match=address):
            await call(Settings(broker=address))  # type: ignore[operator]  # the four take settings alike


async def test_something_that_listens_and_says_nothing_is_unreachable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(topics, "_REQUEST_TIMEOUT_MS", 300)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(BrokerUnreachable):
        await topics.plan(Settings(broker=f"127.0.0.1:{silent.getsockname()[1]}"))
