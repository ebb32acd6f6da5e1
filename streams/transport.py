"""Faust's consumer with one hook, and what the embedded broker needs of its clients.

Faust fixes how long a fetch waits, and a fetch over idle partitions delays busy ones by as much; here
`Settings.fetch_max_wait` decides, on every broker. The rest is for the embedded broker alone. Each of the two shims
mends one of its faults, and tests/broker/test_embedded_shims.py shows each fault on an unmended client: once the
broker no longer has it, that test fails and the shim can go.

They reach into aiokafka's internals, which is why its version is pinned.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Final

from aiokafka.protocol.fetch import FetchRequest
from aiokafka.protocol.group import LeaveGroupRequest
from aiokafka.protocol.offset import OffsetRequest
from faust.auth import SASLCredentials, SSLCredentials
from faust.transport.drivers import aiokafka as driver
from yarl import URL

from streams.config import Settings
from streams.lease import Lease, follow
from streams.offsets import Offsets

if TYPE_CHECKING:
    from aiokafka import AIOKafkaConsumer
    from faust.types import TP, AppT
    from faust.types.tuples import Message

#: The timestamp that asks for a partition's end.
_LATEST: Final = -1
#: What a group's first generation is called on the embedded broker; aiokafka takes it for "no group".
_FIRST_GENERATION: Final = 0


class ConsumerThread(driver.AIOKafkaConsumerThread):
    """Faust's consumer thread, whose aiokafka consumer follows the settings of the transport."""

    @property
    def _owner(self) -> Consumer:
        owner = self.consumer
        if not isinstance(owner, Consumer):
            raise TypeError(f"{type(self).__name__} needs streams.transport.Consumer, not {owner!r}")
        return owner

    def _create_consumer(self, loop: asyncio.AbstractEventLoop) -> AIOKafkaConsumer:
        consumer = super()._create_consumer(loop)
        transport = self.transport
        if not isinstance(transport, Transport):
            raise TypeError(f"{type(self).__name__} needs streams.transport.Transport, not {transport!r}")
        consumer._fetch_max_wait_ms = int(transport.settings.fetch_max_wait * 1000)
        if transport.settings.broker_kind == "embedded":
            shim_consumer(consumer)
        lease = transport.lease
        if lease is not None:
            after_start(consumer, lambda: follow(consumer._coordinator, lease))
        return consumer

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Set all partitions to where they are committed, and those that never were to their beginning.

        aiokafka leaves the latter where they are, behind what was read of them before a rebalance was over and dropped
        with it: those messages would never come again. It also asks for each partition singly, which on a slow broker
        takes longer than Faust waits.
        """
        found: Mapping[TP, int] = await self.call_thread(self._seek_to_committed)
        return found

    async def _seek_to_committed(self) -> Mapping[TP, int]:
        consumer = self._ensure_consumer()
        changelogs = self.app.tables.changelog_topics
        tps = [tp for tp in consumer.assignment() if tp.topic not in changelogs]
        answers = await consumer._coordinator.fetch_committed_offsets(tps)
        committed = {tp: answers[tp].offset for tp in tps if tp in answers and answers[tp].offset >= 0}
        for tp, offset in committed.items():
            consumer.seek(tp, offset)
        never = [tp for tp in tps if tp not in committed]
        if never:
            await consumer.seek_to_beginning(*never)
        self._owner.offsets.begin(committed | {tp: await consumer.position(tp) for tp in never})
        return committed

    async def read_again(self, tp: TP, offset: int) -> None:
        """Read a partition once more from an offset on."""
        await self.call_thread(self._read_again, tp, offset)

    async def _read_again(self, tp: TP, offset: int) -> None:
        self._ensure_consumer().seek(tp, offset)
        # each knows its own partitions, and lets the others be
        self._owner.offsets.again(tp, offset)
        self._owner.changelogs.again(tp, offset)

    async def _seek_wait(self, consumer: AIOKafkaConsumer, partitions: Mapping[TP, int]) -> None:
        changelogs = self.app.tables.changelog_topics
        for tp, offset in partitions.items():
            if tp.topic in changelogs:
                self._owner.changelogs.follow(tp, offset)
        await super()._seek_wait(consumer, partitions)

    async def _fetch_records(self, *args: Any, **options: Any) -> Any:
        records = await super()._fetch_records(*args, **options)
        # Nothing may come between the fetch and this: both are steps of the thread that also seeks.
        for tp, found in records.items():
            offsets = [record.offset for record in found]
            self._owner.offsets.fetched(tp, offsets)
            self._owner.changelogs.fetched(tp, offsets)
        return records


class _Unread(dict["TP", Any]):
    """In the place of Faust's memory of what was read: it drops what it takes for read already, also after a seek back."""

    def __getitem__(self, tp: TP) -> None:
        return None

    def __setitem__(self, tp: TP, offset: Any) -> None:
        pass

    def update(self, *_: Any, **__: Any) -> None:
        pass


class Consumer(driver.Consumer):
    """Faust's consumer on our thread, which commits what `Offsets` lets it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offsets: Offsets[TP] = Offsets()
        #: How far changelogs are read and played, in recoveries and as a standby.
        self.changelogs: Offsets[TP] = Offsets()
        self._read_offset = _Unread()

    def ack(self, message: Message) -> bool:
        """The message is done."""
        self.offsets.finish(message.tp, message.offset)
        return super().ack(message)

    def _filter_tps_with_pending_acks(self, topics: Any = None) -> Iterator[TP]:
        return iter(self._committable())

    def _filter_committable_offsets(self, tps: Iterable[TP]) -> dict[TP, int]:
        return self._committable()

    def _committable(self) -> dict[TP, int]:
        # Faust's streams that acknowledge by themselves write into its own books, past `ack`.
        for tp, acked in self._acked.items():
            for offset in acked:
                self.offsets.finish(tp, offset)
        self._acked.clear()
        self._acked_index.clear()
        return self.offsets.committable()

    async def _commit_offsets(self, offsets: Mapping[TP, int], start_new_transaction: bool = True) -> bool:
        done = await super()._commit_offsets(offsets, start_new_transaction)
        if done:
            assigned = self.assignment()
            self.offsets.commit({tp: offset for tp, offset in offsets.items() if tp in assigned})
        return done

    async def read_again(self, tp: TP, offset: int) -> None:
        """Read a partition once more from an offset on."""
        thread = self._thread
        assert isinstance(thread, ConsumerThread)
        await thread.read_again(tp, offset)

    def verify_event_path(self, now: float, tp: TP) -> None:
        # Faust looks at times how a partition comes on, and ends the worker over one that has no position yet
        with suppress(AssertionError):
            super().verify_event_path(now, tp)

    def _new_consumer_thread(self) -> ConsumerThread:
        return ConsumerThread(self, loop=self.loop, beacon=self.beacon)


class Transport(driver.Transport):
    """Faust's Kafka transport with settings of ours; made by `install`."""

    Consumer: ClassVar[Any] = Consumer
    settings: Settings
    lease: Lease | None


def install(
    app: AppT, settings: Settings, consumer: type[Consumer] = Consumer, *, lease: Lease | None = None
) -> None:
    """Have `app` consume through `consumer` on our transport, which tells the lease. Call right after the app is made."""
    transport = Transport([URL(f"kafka://{server}") for server in settings.servers], app)
    transport.settings = settings
    transport.lease = lease
    transport.Consumer = consumer  # type: ignore[misc]  # Faust reads it from the instance; the class's is shared
    app.transport = transport


def credentials(settings: Settings) -> SASLCredentials | SSLCredentials | None:
    """What Faust's `broker_credentials` is to be, so that no setting of security is dropped on the way to it."""
    context = settings.ssl_context()
    if settings.security_protocol.startswith("SASL_") and settings.sasl_password is not None:
        return SASLCredentials(
            username=settings.sasl_username,
            password=settings.sasl_password.get_secret_value(),
            mechanism=settings.sasl_mechanism,
            ssl_context=context,
        )
    return SSLCredentials(context) if context is not None else None


def shim_consumer(consumer: AIOKafkaConsumer) -> None:
    """Make an aiokafka consumer right for the embedded broker. Call before it is started."""
    _mend_end_offsets(consumer._client)
    after_start(consumer, lambda: _mend_leaving(consumer._coordinator))


def after_start(consumer: AIOKafkaConsumer, then: Callable[[], None]) -> None:
    """Do something once an aiokafka consumer, which is not started yet, has a coordinator."""
    start = consumer.start

    async def start_and_more() -> None:
        await start()
        then()

    consumer.start = start_and_more


def _mend_end_offsets(client: Any) -> None:
    """Asked for a partition's end, the broker gives the first offset of the last batch, plus one.

    Table recovery would stop there and drop what follows. The high watermark in a fetch response is right, so each
    such answer is corrected by a short fetch.
    """
    send = client.send

    async def send_and_mend(node_id: int, request: Any, **options: Any) -> Any:
        response = await send(node_id, request, **options)
        if isinstance(request, OffsetRequest):
            asked = {
                (topic, partition)
                for topic, partitions in request._topics
                for partition, timestamp in partitions
                if timestamp == _LATEST
            }
            ends = await _high_watermarks(send, node_id, asked)
            response.topics = [
                (topic, [_with_end(part, ends.get((topic, part[0]))) for part in parts])
                for topic, parts in response.topics
            ]
        return response

    client.send = send_and_mend


async def _high_watermarks(
    send: Any, node_id: int, asked: set[tuple[str, int]]
) -> dict[tuple[str, int], int]:
    """The ends of partitions as a fetch response tells them; those with an error are left out."""
    if not asked:
        return {}
    topics: dict[str, list[tuple[int, int, int]]] = {}
    for topic, partition in sorted(asked):
        # from the first offset, which is always there since nothing is ever deleted, and at most one batch of it
        topics.setdefault(topic, []).append((partition, 0, 1))
    # wait at most 1 ms for at least 1 byte, of at most 1, uncommitted too; a wait of 0 is answered with nothing
    response = await send(node_id, FetchRequest(1, 1, 1, 0, list(topics.items())))
    return {
        (topic, part[0]): part[2]  # partition, error code, high watermark, ...
        for topic, parts in response.topics
        for part in parts
        if part[1] == 0
    }


def _with_end(part: tuple[int, ...], end: int | None) -> tuple[int, ...]:
    """A partition of an offset response (its offset stands last) with the true end."""
    return part if end is None or part[1] else (*part[:-1], end)


def _mend_leaving(coordinator: Any) -> None:
    """A group's first generation is 0 there, and aiokafka leaves a group only from a generation above it.

    A first member that restarts would wait until its former self's session has ended.
    """
    leave = getattr(coordinator, "_maybe_leave_group", None)
    if leave is None:  # a consumer without a group
        return

    async def leave_first_generation_too() -> None:
        if coordinator.generation == _FIRST_GENERATION and coordinator._group_instance_id is None:
            await coordinator._send_req(LeaveGroupRequest(coordinator.group_id, coordinator.member_id))
            coordinator.reset_generation()
        else:
            await leave()

    coordinator._maybe_leave_group = leave_first_generation_too
