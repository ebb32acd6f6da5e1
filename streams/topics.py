"""Creating and checking the topology's topics on a broker.

`plan` says what differs, `apply` mends what can be mended without touching data, `check` is the worker's question at
start-up. Partitions are never added: keys would move away from their state.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    IncompatibleBrokerVersion,
    KafkaError,
    TopicAlreadyExistsError,
    UnknownTopicOrPartitionError,
    for_code,
)

from streams.config import Settings
from streams.topology import Topic, topics
from streams.wire import BrokerUnreachable, unreachable

_REQUEST_TIMEOUT_MS: Final = 10_000
#: How long a cluster may take to tell all its brokers of a change.
_SETTLED_WITHIN: Final = 60.0
#: Looks in a row, each at a broker drawn by chance, that must find nothing to mend.
_AGREED: Final = 5
#: How long a worker waits for topics that are missing, in seconds.
_KNOWN_WITHIN: Final = 3.0
#: In a description of settings: set on the topic itself, not inherited.
_SET_ON_TOPIC: Final = 1


class TopologyError(Exception):
    """The broker's topics are not what the topology says; the message has one line a difference, with its remedy."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One way in which a topic on the broker is not as it should be."""

    topic: str
    """The broker's name."""
    what: Literal["missing", "partitions", "replication", "config"]
    setting: str = ""
    """Which topic setting, where `what` is config."""
    expected: str
    found: str = ""
    remedy: str

    @property
    def blocking(self) -> bool:
        """`apply` cannot mend it: it takes a decision about data."""
        return self.what in {"partitions", "replication"}

    def __str__(self) -> str:
        if self.what == "missing":
            return f"{self.topic}: missing ({self.expected}): {self.remedy}"
        name = self.setting or self.what
        return f"{self.topic}: {name} is {self.found or 'not set'}, should be {self.expected}: {self.remedy}"


@dataclass(frozen=True, kw_only=True)
class Described:
    """A topic as it is on the broker; `config` has every setting that the broker tells."""

    name: str
    partitions: int
    replication: int
    config: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    """The settings that are set on the topic itself."""


async def plan(settings: Settings) -> list[Difference]:
    """What differs from the topology, in its order; empty when all is as it should be. Changes nothing."""
    async with administrator(settings) as admin:
        return _differences(settings, await _describe(admin, settings))


async def apply(settings: Settings) -> list[Difference]:
    """Create the topics that are missing and set the settings that differ; returns what it mended.

    Raises TopologyError, after mending the rest, for what it does not touch (numbers of partitions and replicas)
    and for what the broker refuses; its message has all of it.
    """
    mended: dict[tuple[str, str], Difference] = {}
    async with administrator(settings) as admin:
        try:
            async with asyncio.timeout(_SETTLED_WITHIN):
                # in rounds: a broker answers before all of it knows, and another process may be at the same work
                agreed = 0
                while agreed < _AGREED:
                    left = await _mend(admin, settings)
                    agreed = 0 if left else agreed + 1
                    mended = {(item.topic, item.what + item.setting): item for item in left} | mended
                    await asyncio.sleep(0.1 if left else 0)
        except TimeoutError as error:
            lines = "\n".join(map(str, left))
            raise TopologyError(f"still so after {_SETTLED_WITHIN:g} s:\n{lines}") from error
        _raise_for(str(item) for item in _differences(settings, await _describe(admin, settings)))
    return list(mended.values())


async def check(settings: Settings) -> None:
    """Raises TopologyError if a worker could not run right: a topic missing, partitioned or cleaned up otherwise."""
    until = time.monotonic() + _KNOWN_WITHIN
    while True:
        wrong = [
            item
            for item in await plan(settings)
            if item.what in {"missing", "partitions"} or item.setting == "cleanup.policy"
        ]
        # a broker of a cluster may hear last of topics that were just made
        if time.monotonic() > until or not any(item.what == "missing" for item in wrong):
            return _raise_for(map(str, wrong))
        await asyncio.sleep(0.2)


async def listing(settings: Settings) -> list[Described]:
    """The topology's topics that exist, as they are on the broker, in the topology's order."""
    async with administrator(settings) as admin:
        found = await _describe(admin, settings)
    return [found[topic.name] for topic in topics(settings) if topic.name in found]


@asynccontextmanager
async def administrator(settings: Settings) -> AsyncIterator[AIOKafkaAdminClient]:
    """An admin client; where it cannot do its work, that becomes BrokerUnreachable."""
    admin = AIOKafkaAdminClient(**settings.client_options(), request_timeout_ms=_REQUEST_TIMEOUT_MS)
    try:
        try:
            await admin.start()
        except (KafkaError, OSError, TimeoutError) as error:
            raise await unreachable(settings, error) from error
        try:
            yield admin
        except (KafkaError, OSError, TimeoutError) as error:
            raise BrokerUnreachable(
                f"the broker at {settings.broker} did not answer: {_said(error)}"
            ) from error
    finally:
        await admin.close()


async def _mend(admin: AIOKafkaAdminClient, settings: Settings) -> list[Difference]:
    """Ask for all that can be mended to be mended; returns it. Raises TopologyError for what is refused."""
    found = await _describe(admin, settings)
    differences = [item for item in _differences(settings, found) if not item.blocking]
    named = {topic.name: topic for topic in topics(settings)}
    missing = [named[item.topic] for item in differences if item.what == "missing"]
    changed = {item.topic: named[item.topic] for item in differences if item.what == "config"}
    refused = [
        *await _create(admin, missing, settings),
        *await _configure(admin, list(changed.values()), found),
    ]
    if refused:
        blocking = [str(item) for item in _differences(settings, found) if item.blocking]
        raise TopologyError("\n".join(blocking + refused))
    return differences


def _differences(settings: Settings, found: Mapping[str, Described]) -> list[Difference]:
    differences: list[Difference] = []
    for topic in topics(settings):
        there = found.get(topic.name)
        if there is None:
            differences.append(
                Difference(
                    topic=topic.name,
                    what="missing",
                    expected=f"{topic.partitions} partitions, {topic.cleanup}",
                    remedy="run khabar topics apply",
                )
            )
        else:
            differences.extend(_compare(topic, there, settings.replication))
    return differences


def _compare(topic: Topic, there: Described, replication: int) -> Iterable[Difference]:
    if there.partitions != topic.partitions:
        own = "" if topic.kind == "dead-letters" else f", or set KHABAR_PARTITIONS={there.partitions}"
        yield Difference(
            topic=topic.name,
            what="partitions",
            expected=str(topic.partitions),
            found=str(there.partitions),
            remedy=f"keys would move away from their state: delete and replay it{own}",
        )
    if there.replication < replication:
        yield Difference(
            topic=topic.name,
            what="replication",
            expected=str(replication),
            found=str(there.replication),
            remedy="reassign its partitions with Kafka's own tools",
        )
    for name, value in topic.config.items():
        # a broker that tells nothing of a setting may have it or not; setting it again does no harm
        if not _same(there.config.get(name), value):
            yield Difference(
                topic=topic.name,
                what="config",
                setting=name,
                expected=value,
                found=there.config.get(name, ""),
                remedy="run khabar topics apply",
            )


def _same(found: str | None, wanted: str) -> bool:
    """Whether two values of a setting mean the same; lists such as "compact,delete" have no order."""
    return found is not None and set(found.split(",")) == set(wanted.split(","))


async def _describe(admin: AIOKafkaAdminClient, settings: Settings) -> dict[str, Described]:
    """The topology's topics that exist, by name."""
    ours = {topic.name for topic in topics(settings)}
    # all topics, and none by name: asking for one that is missing creates it on brokers that create by themselves
    listed = {item["topic"]: item for item in await admin.describe_topics() if item["topic"] in ours}
    if not listed:
        return {}
    for name, item in listed.items():
        if item["error_code"]:
            raise TopologyError(f"{name}: {_meaning(item['error_code'])}")
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in sorted(listed)]
    configs: dict[str, list[tuple[Any, ...]]] = {}
    for response in await admin.describe_configs(resources):
        for code, message, _, name, entries in response.resources:
            if code == UnknownTopicOrPartitionError.errno:
                del listed[name]  # this broker has not heard of it yet
                continue
            if code:
                raise TopologyError(f"{name}: its settings cannot be read: {message or _meaning(code)}")
            configs[name] = entries
    return {
        name: Described(
            name=name,
            partitions=len(item["partitions"]),
            replication=min((len(part["replicas"]) for part in item["partitions"]), default=0),
            # name, value, read only, source, sensitive, synonyms
            config={entry[0]: entry[1] or "" for entry in configs.get(name, ())},
            own={entry[0]: entry[1] or "" for entry in configs.get(name, ()) if entry[3] == _SET_ON_TOPIC},
        )
        for name, item in listed.items()
    }


async def _create(admin: AIOKafkaAdminClient, wanted: list[Topic], settings: Settings) -> list[str]:
    """Create topics; returns a line for each that the broker refused."""
    if not wanted:
        return []
    response = await admin.create_topics(
        [
            NewTopic(topic.name, topic.partitions, settings.replication, topic_configs=topic.config)
            for topic in wanted
        ]
    )
    return [
        f"{name}: cannot be created: {message or _meaning(code)}"
        for name, code, message in response.topic_errors
        # another process was first: the next round compares what came of it
        if code not in {0, TopicAlreadyExistsError.errno}
    ]


async def _configure(
    admin: AIOKafkaAdminClient, wanted: list[Topic], found: Mapping[str, Described]
) -> list[str]:
    """Set the topics' settings; returns a line for each that the broker refused."""
    if not wanted:
        return []
    resources = [
        # the request replaces all that is set on a topic, so what others set there is sent again
        ConfigResource(
            ConfigResourceType.TOPIC, topic.name, configs={**found[topic.name].own, **topic.config}
        )
        for topic in wanted
    ]
    try:
        responses = await admin.alter_configs(resources)
    except IncompatibleBrokerVersion:
        return [
            f"{topic.name}: this broker cannot change a topic's settings: delete and recreate it"
            for topic in wanted
        ]
    return [
        f"{name}: its settings cannot be changed: {message or _meaning(code)}"
        for response in responses
        for code, message, _, name in response.resources
        if code
    ]


def _raise_for(lines: Iterable[str]) -> None:
    message = "\n".join(lines)
    if message:
        raise TopologyError(message)


def _meaning(code: int) -> str:
    return str(for_code(code).__name__)


def _said(error: BaseException) -> str:
    """An error's own words, or its name where it has none."""
    return str(error) or type(error).__name__
