"""Burrow beside a Kafka that is younger than it.

Debian's Burrow asks for the ends of partitions with version 0 of ListOffsets, which Kafka 4 does not take any more. What stands
between the two turns these questions into version 1 and the answers back; everything else passes as it is. And it reads committed
offsets from their topic, whose records have a version that it does not know: it is given a copy of the topic in the last one that
it does.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

import aiohttp
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import NewTopic

from streams.child import Child, free_port
from streams.clients import producer
from streams.config import Settings
from streams.topics import administrator
from tests.deploy.programs import program

_LIST_OFFSETS: Final = 2
_HEADER: Final = struct.Struct(">hhi")
#: Up to which version a key of the topic of offsets is that of a committed offset, and not of a group.
_COMMITTED: Final = 1
#: The version of a value from which on lengths are compact.
_COMPACT: Final = 4
#: Version, offset and leader's epoch.
_BEFORE_METADATA: Final = 2 + 8 + 4
# Zookeeper is for notifications, which nobody asks for here; without an address Burrow does not start.
_CONFIGURATION: Final = """\
[general]
pidfile="{home}/burrow.pid"
[logging]
filename="{home}/burrow.log"
level="info"
[zookeeper]
servers=["127.0.0.1:1"]
timeout=6
root-path="/"
[client-profile.khabar]
client-id="burrow"
kafka-version="2.1.0"
[cluster.local]
class-name="kafka"
servers=["127.0.0.1:{kafka}"]
client-profile="khabar"
topic-refresh=5
offset-refresh=1
[consumer.local]
class-name="kafka"
cluster="local"
servers=["127.0.0.1:{kafka}"]
client-profile="khabar"
offsets-topic="{copy}"
start-latest=false
[httpserver.default]
address="127.0.0.1:{http}"
[storage.default]
class-name="inmemory"
workers=2
intervals=10
min-distance=0
"""


class Burrow:
    """What it tells of groups, by its HTTP interface."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def group(self, name: str) -> dict[str, Any]:
        """Its status of a group: `status`, `totallag`, and `partitions` with their `current_lag`."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self._url}/v3/kafka/local/consumer/{name}/lag") as answer,
        ):
            told: dict[str, Any] = (await answer.json())["status"]
            return told


@asynccontextmanager
async def burrow(home: Path, settings: Settings, *, listener: int, advertised: int) -> AsyncIterator[Burrow]:
    """A Burrow that comes in by a listener of Kafka's, which advertises the port of what stands between."""
    path = program("Burrow")
    copy = f"{settings.topic_prefix}committed"
    async with administrator(settings) as admin:
        await admin.create_topics([NewTopic(copy, 1, 1)])
    http = free_port()
    (home / "burrow.toml").write_text(
        _CONFIGURATION.format(home=home, kafka=advertised, http=http, copy=copy), encoding="utf-8"
    )
    server = await asyncio.start_server(_Translator(listener).serve, "127.0.0.1", advertised)
    child = Child([path, "--config-dir", str(home)], log=home / "burrow.out")
    copying = asyncio.create_task(_copy(settings, copy))
    try:
        await asyncio.to_thread(child.wait_for_port, http, timeout=60.0)
        yield Burrow(f"http://127.0.0.1:{http}")
    finally:
        copying.cancel()
        with suppress(asyncio.CancelledError):
            await copying
        child.stop(timeout=20.0)
        server.close()


async def _copy(settings: Settings, copy: str) -> None:
    """Copy what groups commit, as it is committed; runs until cancelled."""
    client = AIOKafkaConsumer("__consumer_offsets", **settings.client_options(), auto_offset_reset="earliest")
    await client.start()
    try:
        async with producer(settings) as out:
            async for record in client:
                (kind,) = struct.unpack_from(">h", record.key)
                if kind <= _COMMITTED and record.value is not None:
                    await out.send_and_wait(copy, _older(record.value), record.key)
    finally:
        await client.stop()


def _older(value: bytes) -> bytes:
    """A record of a committed offset in version 3: the metadata's length as a number of two bytes, and no topic's id behind."""
    (version,) = struct.unpack_from(">h", value)
    if version < _COMPACT:
        return value
    length = shift = 0
    at = _BEFORE_METADATA
    while True:
        byte = value[at]
        length |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80:
            break
    length -= 1
    head = struct.pack(">h", 3) + value[2:_BEFORE_METADATA]
    return head + struct.pack(">h", length) + value[at : at + length + 8]


class _Translator:
    def __init__(self, kafka: int) -> None:
        self._kafka = kafka

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until either end closes it."""
        theirs, ours = await asyncio.open_connection("127.0.0.1", self._kafka)
        asked: set[int] = set()
        ways = {
            asyncio.create_task(_carry(reader, ours, lambda frame: _ask(frame, asked))),
            asyncio.create_task(_carry(theirs, writer, lambda frame: _answer(frame, asked))),
        }
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for end in (ours, writer):
                end.close()


async def _carry(source: asyncio.StreamReader, target: asyncio.StreamWriter, change: Any) -> None:
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            (length,) = struct.unpack(">i", await source.readexactly(4))
            frame = change(await source.readexactly(length))
            target.write(struct.pack(">i", len(frame)) + frame)
            await target.drain()


def _ask(frame: bytes, asked: set[int]) -> bytes:
    """A request; one of the old version without how many offsets it wants, which is always one."""
    key, version, correlation = _HEADER.unpack_from(frame)
    if (key, version) != (_LIST_OFFSETS, 0):
        return frame
    asked.add(correlation)
    (client,) = struct.unpack_from(">h", frame, _HEADER.size)
    body = _Body(frame, _HEADER.size + 2 + max(client, 0))
    out = [_HEADER.pack(key, 1, correlation), frame[_HEADER.size : body.at], body.take(4)]
    for _ in body.array(out):
        out.append(body.string())
        for _ in body.array(out):
            out.append(body.take(12))  # partition and timestamp
            body.take(4)
    return b"".join(out)


def _answer(frame: bytes, asked: set[int]) -> bytes:
    """A response; for the old version a list of one offset, and no timestamp."""
    (correlation,) = struct.unpack_from(">i", frame)
    if correlation not in asked:
        return frame
    asked.remove(correlation)
    body = _Body(frame, 4)
    out = [frame[:4]]
    for _ in body.array(out):
        out.append(body.string())
        for _ in body.array(out):
            out.append(body.take(6))  # partition and error
            body.take(8)
            out.append(struct.pack(">i", 1) + body.take(8))
    return b"".join(out)


class _Body:
    """A message's fields, one after the other."""

    def __init__(self, frame: bytes, at: int) -> None:
        self._frame = frame
        self.at = at

    def take(self, count: int) -> bytes:
        self.at += count
        return self._frame[self.at - count : self.at]

    def string(self) -> bytes:
        (length,) = struct.unpack_from(">h", self._frame, self.at)
        return self.take(2 + length)

    def array(self, out: list[bytes]) -> range:
        """As many as the next field says, which is passed on."""
        head = self.take(4)
        out.append(head)
        (count,) = struct.unpack(">i", head)
        return range(count)
