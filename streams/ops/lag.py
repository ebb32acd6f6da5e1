"""Consumer lag, asked of the broker and not of the worker: a worker that hangs cannot tell."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final, Self

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import (
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    NodeNotReadyError,
    RequestTimedOutError,
)

from streams import topology
from streams.clients import consumer, partitions_of
from streams.config import Settings
from streams.ops import groups
from streams.ops.ages import FETCH_BYTES, NOTHING, Ages
from streams.ops.groups import Group
from streams.ops.status import History, Sample, Status
from streams.topology import Topic
from streams.wire import BrokerUnreachable

#: How long a look may take in all, in seconds; then the broker counts as away. Generous, since the loop may be a busy worker's.
_PATIENCE: Final = 15.0
#: A single look has nothing to try again with.
_LONG_PATIENCE: Final = 60.0
#: Of it, what one request may take: a client that gives up by itself cleans up behind it.
_OF_A_REQUEST: Final = 0.5
#: Rounds of reading records for their age, in one look; what is not read by then is read at the next.
_ROUNDS: Final = 10
#: Seconds between two questions which groups there are.
_DISCOVER_EVERY: Final = 60.0
#: Groups that are asked about at a time.
_AT_ONCE: Final = 20
#: What workers read.
_CONSUMED: Final = frozenset({"articles", "classified", "events"})
#: What anyone may read.
_OFFERED: Final = _CONSUMED | {"tables"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """How far a group is behind in one partition."""

    group: str
    topic: str
    partition: int
    current_offset: int | None
    """The next offset to process, as committed; None where the group never committed one and begins at the beginning."""
    log_end_offset: int
    lag: int
    """Messages that are not processed, of those that are still there."""
    seconds: float | None
    """How long ago the first of them came, by the broker's clock; 0 with none, None where it could not be read in time."""
    status: Status | None
    """None where the looks so far are too few to tell."""
    members: int | None
    """Of the group; None where the broker does not tell."""
    consumer_id: str | None
    """Who holds the partition."""
    host: str | None
    client_id: str | None


class Probe:
    """Looks at groups' lag through clients of its own, which are kept from look to look.

    Without `names`, the groups are the workers' (`Settings.app_id`) and every other one that reads the topology's topics,
    but for that in which `khabar dlq replay` keeps its notes. `ages=False` reads no record: `seconds` is None with messages
    open. Close it, or use it with `async with`.
    """

    def __init__(
        self, settings: Settings, *, names: Sequence[str] = (), ages: bool = True, patience: float = _PATIENCE
    ) -> None:
        self._settings = settings
        self._names = tuple(names)
        self._with_ages = ages
        self._patience = patience
        self._stack = AsyncExitStack()
        self._admin: AIOKafkaAdminClient | None = None
        self._client: AIOKafkaConsumer | None = None
        self._ages: Ages | None = None
        self._tps: dict[TopicPartition, Topic] = {}
        self._found: list[str] = []
        self._discovered = -_DISCOVER_EVERY
        self._histories: dict[tuple[str, TopicPartition], History] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Let the clients go; another look opens new ones."""
        stack, self._stack = self._stack, AsyncExitStack()
        self._admin = self._client = self._ages = None
        await stack.aclose()

    def forget(self) -> None:
        """Forget what was seen: the statuses are of the looks from now on."""
        self._histories.clear()

    async def sample(self) -> list[Lag]:
        """Look once: a row for each group and partition, the workers' first, topics in the topology's order.

        Raises BrokerUnreachable where no broker answers in time, TopologyError where a topic is missing. The next look tries
        anew, and what was seen before still counts for the statuses.
        """
        try:
            async with asyncio.timeout(self._patience):
                return await self._sample()
        except (KafkaError, OSError, TimeoutError) as error:
            await self._drop()
            raise BrokerUnreachable(f"no answer from {self._settings.broker}: {self._why(error)}") from error
        except BaseException:
            await self._drop()
            raise

    def _why(self, error: BaseException) -> str:
        """In plain words: the clients' own are codes, and one of a look that was given up has none."""
        if isinstance(error, TimeoutError | RequestTimedOutError | KafkaTimeoutError):
            return f"nothing heard for {self._patience * _OF_A_REQUEST:g} s"
        if isinstance(error, KafkaConnectionError | NodeNotReadyError):
            return "it takes no connection"
        return str(error) or type(error).__name__

    async def _drop(self) -> None:
        """Let clients go that may wait for a broker that is away."""
        try:
            async with asyncio.timeout(self._patience):
                await self.close()
        except (KafkaError, OSError, TimeoutError):
            pass

    async def _sample(self) -> list[Lag]:
        admin, client = await self._connected()
        looked = await self._look(admin)
        tps = sorted({tp for _, wanted in looked for tp in wanted})
        begins: dict[TopicPartition, int] = await client.beginning_offsets(tps) if tps else {}
        ends: dict[TopicPartition, int] = await client.end_offsets(tps) if tps else {}
        at, now = time.monotonic(), time.time()
        # what retention took is not open any more
        nexts = {
            (group.name, tp): max(group.committed.get(tp, 0), begins[tp])
            for group, wanted in looked
            for tp in wanted
        }
        behind = {(tp, offset) for (_, tp), offset in nexts.items() if offset < ends[tp]}
        times = await self._ages.times(behind, ends, rounds=_ROUNDS) if self._ages and behind else {}
        rows = []
        for group, wanted in looked:
            for tp in wanted:
                offset = nexts[group.name, tp]
                came = times.get((tp, offset))
                open_messages = max(0, ends[tp] - offset) if came != NOTHING else 0
                seconds = 0.0 if not open_messages else None if came is None else max(0.0, now - came)
                rows.append(self._row(group, tp, ends[tp], open_messages, seconds, at))
        self._drop_gone({(row.group, TopicPartition(row.topic, row.partition)) for row in rows})
        return rows

    async def _connected(self) -> tuple[AIOKafkaAdminClient, AIOKafkaConsumer]:
        if self._admin is None or self._client is None:
            timeout = self._patience * _OF_A_REQUEST
            options = {**self._settings.client_options(), "request_timeout_ms": int(timeout * 1000)}
            admin = AIOKafkaAdminClient(**options)
            self._stack.push_async_callback(admin.close)
            await admin.start()
            client = await self._stack.enter_async_context(
                consumer(self._settings, fetch_bytes=FETCH_BYTES, timeout=timeout)
            )
            offered = [topic for topic in topology.topics(self._settings) if topic.kind in _OFFERED]
            by_name = {topic.name: topic for topic in offered}
            self._tps = {tp: by_name[tp.topic] for tp in await partitions_of(client, offered)}
            self._ages = Ages(client) if self._with_ages else None
            self._admin, self._client = admin, client
        return self._admin, self._client

    async def _look(self, admin: AIOKafkaAdminClient) -> list[tuple[Group, list[TopicPartition]]]:
        """Each group, and those of our partitions that it reads."""
        names = await self._group_names(admin)
        tps, at_once = list(self._tps), asyncio.Semaphore(_AT_ONCE)

        async def look(name: str) -> Group | None:
            async with at_once:
                return await groups.look(admin, name, tps)

        looked = await asyncio.gather(*(look(name) for name in names))
        read = [(group, self._read_by(group)) for group in looked if group is not None]
        found = [(group, wanted) for group, wanted in read if wanted]
        if not self._names:
            self._found = [group.name for group, _ in found if group.name != self._settings.app_id]
        return found

    async def _group_names(self, admin: AIOKafkaAdminClient) -> list[str]:
        if self._names:
            return list(self._names)
        own = self._settings.app_id
        if time.monotonic() - self._discovered >= _DISCOVER_EVERY:
            self._found = [name for name in await groups.names(admin) if name not in {own, f"{own}-replay"}]
            self._discovered = time.monotonic()
        return [own, *self._found]

    def _read_by(self, group: Group) -> list[TopicPartition]:
        if group.name == self._settings.app_id:
            # all that the workers are to read, whether they ever did or not; nobody reads the articles about neither
            return [
                tp
                for tp, topic in self._tps.items()
                if topic.kind in _CONSUMED and topic.base != topology.OTHER
            ]
        return [tp for tp in self._tps if tp in group.committed or tp in group.holders]

    def _row(
        self, group: Group, tp: TopicPartition, end: int, open_messages: int, seconds: float | None, at: float
    ) -> Lag:
        committed = group.committed.get(tp)
        known = (
            group.state != "Dead" or not group.committed
        )  # else it is of a kind that this question does not show
        members = len(group.members) if known else None
        history = self._histories.setdefault((group.name, tp), History(self._settings.lag_window))
        holder = group.holders.get(tp)
        return Lag(
            group=group.name,
            topic=tp.topic,
            partition=tp.partition,
            current_offset=committed,
            log_end_offset=end,
            lag=open_messages,
            seconds=seconds,
            status=history.add(Sample(at, committed, open_messages, members)),
            members=members,
            consumer_id=holder.consumer_id if holder else None,
            host=holder.host if holder else None,
            client_id=holder.client_id if holder else None,
        )

    def _drop_gone(self, seen: set[tuple[str, TopicPartition]]) -> None:
        for gone in set(self._histories) - seen:
            del self._histories[gone]


async def lag(settings: Settings, *, ages: bool = True) -> list[Lag]:
    """The worker group's lag in every topic that it reads, by one look. Raises as `Probe.sample` does."""
    async with Probe(settings, names=[settings.app_id], ages=ages, patience=_LONG_PATIENCE) as probe:
        return await probe.sample()
