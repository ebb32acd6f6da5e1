"""Recovery of tables from their changelogs: what was kept is looked at before it counts, and no record is passed over.

Faust's recovery with four differences:

- A store that was away is believed only if the record at its position is, on the broker, the one that it read there. A changelog
  that was made anew, cut off or compacted at that place, or may have lost deletions behind it, is read from its beginning.
- A recovery, or a standby, that was handed a later record while an earlier one was dropped on the way (Faust clears its queues
  when it resumes) goes back to the earlier one. `Consumer.changelogs` knows.
- A step that takes longer than a request may, since the broker is slow or away, is begun again. (Faust takes it for the end of the
  worker, and recovers nothing any more.)
- It is told how many records were read, which is what a restart costs.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import Any, Final, cast

from aiokafka import TopicPartition
from faust.tables import recovery
from faust.tables.manager import TableManager
from faust.tables.recovery import RebalanceAgain, ServiceStopped
from faust.types import TP

from streams.clients import consumer
from streams.config import Settings
from streams.kept import digest
from streams.offsets import Offsets
from streams.state import PartitionStore, StateTable
from streams.topology import DAY_MS, TOMBSTONE_RETENTION_MS
from streams.transport import Transport

log = logging.getLogger(__name__)

#: How long a deletion is there for certain, with a day's room for clocks that are off.
_DELETIONS_LAST: Final = TOMBSTONE_RETENTION_MS - DAY_MS
#: What a look at one record fetches; a broker gives a larger record whole all the same.
_LOOK_BYTES = 65_536


class Recovery(recovery.Recovery):
    """Faust's recovery, which trusts and skips nothing."""

    _unverified: frozenset[TP] = frozenset()
    _restored_before = 0

    async def on_rebalance(
        self, assigned: set[TP], revoked: set[TP], newly_assigned: set[TP], generation_id: int = 0
    ) -> None:
        # What a rebalance that was overtaken left unverified stays so.
        self._unverified = (self._unverified | newly_assigned) & assigned
        self._restored_before = self._restored
        await self._verify()
        for tp in assigned:
            table = self._tables.get(tp.topic)
            if table is not None and table.kept.position(tp.partition) is None:
                # nothing is held for certain, whatever was seen: from the beginning
                self.active_offsets.pop(tp, None)
                self.standby_offsets.pop(tp, None)
        await super().on_rebalance(assigned, revoked, newly_assigned, generation_id)

    async def _verify(self) -> None:
        held = {}
        for tp in self._unverified:
            table = self._tables.get(tp.topic)
            if table is not None and (position := table.kept.position(tp.partition)):
                held[tp] = position
        if held:
            settings = cast(Transport, self.app.transport).settings
            found = await records_at(settings, {tp: position.offset for tp, position in held.items()})
            for tp, position in held.items():
                if found.get(tp) != position.digest:
                    log.warning(
                        "the changelog %s[%d] is not the one held up to %d any more; reading it anew",
                        *(tp.topic, tp.partition, position.offset),
                    )
                    self._tables[tp.topic].kept.wipe(tp.partition)
        self._unverified = frozenset()

    async def _seek_offsets(self, consumer: Any, tps: set[TP], offsets: Any, title: str) -> None:
        if any(offsets[tp] is None for tp in tps):
            # it left while its offsets were asked for: the rebalance that took it has a recovery of its own
            raise RebalanceAgain
        # Faust reads the last record again, of which nobody would then say that it is done.
        await consumer.seek_wait({tp: offsets[tp] + 1 for tp in tps})

    async def _wait(self, coro: Any, timeout: Any = None) -> None:
        try:
            await super()._wait(coro, timeout)
        except ServiceStopped:
            if self.should_stop:
                raise
            log.warning("a step of the recovery took longer than %s s; recovering again", timeout)
            self.signal_recovery_start.set()
            raise RebalanceAgain from None

    async def on_recovery_completed(self, generation_id: int = 0) -> None:
        holes = {tp: offset for tp, offset in self._progress.holes().items() if tp in self.active_tps}
        if holes:
            for tp, offset in holes.items():
                log.warning("%s[%d]@%d was lost in recovery; recovering again", *tp, offset)
                self.active_offsets[tp] = offset - 1
            self.signal_recovery_start.set()
            raise RebalanceAgain
        log.info("tables recovered: %d records of changelogs read", self._restored - self._restored_before)
        await super().on_recovery_completed(generation_id)

    def behind(self) -> dict[TP, int]:
        """Of each partition kept as a standby, the first record that was read and not taken in, if there is one."""
        missing = self._progress.holes() or self._progress.open()
        return {tp: offset for tp, offset in missing.items() if tp in self.standby_tps}

    async def read_again(self, offsets: Mapping[TP, int]) -> None:
        """Go back to these records of standby partitions."""
        for tp, offset in offsets.items():
            self.standby_offsets[tp] = offset - 1
            await cast(Any, self.app.consumer).read_again(tp, offset)

    @property
    def _tables(self) -> Mapping[str, StateTable]:
        """By their changelogs' topics."""
        return cast("Mapping[str, StateTable]", self.tables._changelogs)

    @property
    def _restored(self) -> int:
        stores = [cast("PartitionStore[bytes, bytes]", table.data) for table in self._tables.values()]
        return sum(store.restored for store in stores)

    @property
    def _progress(self) -> Offsets[TP]:
        progress: Offsets[TP] = cast(Any, self.app.consumer).changelogs
        return progress


class Tables(TableManager):
    """Faust's table manager with our recovery."""

    @property
    def recovery(self) -> Recovery:
        if self._recovery is None:
            self._recovery = Recovery(self.app, self, beacon=self.beacon, loop=self.loop)
        return cast(Recovery, self._recovery)


def is_complete(offset: int, timestamp: int, *, end: int, now: int) -> bool:
    """Whether a changelog still has all that was written behind a record of it; times are milliseconds since 1970.

    Compaction takes deletions away in the end: who read up to there before would keep for good what was deleted meanwhile.
    """
    return offset + 1 >= end or now - timestamp < _DELETIONS_LAST


async def records_at(settings: Settings, offsets: Mapping[TP, int]) -> dict[TP, bytes]:
    """The digests of records, of those that are there with all that was written behind them. Raises BrokerUnreachable, TimeoutError."""
    found: dict[TP, bytes] = {}
    async with (
        asyncio.timeout(settings.request_timeout),
        consumer(settings, fetch_bytes=_LOOK_BYTES) as client,
    ):
        names = {TopicPartition(*tp): tp for tp in offsets}
        client.assign(list(names))
        ends = await client.end_offsets(list(names))
        begins = await client.beginning_offsets(list(names))
        open_tps = {tp for tp, ours in names.items() if begins[tp] <= offsets[ours] < ends[tp]}
        for tp, ours in names.items():
            if tp in open_tps:
                client.seek(tp, offsets[ours])
            else:
                client.pause(tp)
        while open_tps:
            answers = await client.getmany(timeout_ms=500)
            for tp, records in answers.items():
                first = records[0]
                if (
                    tp in open_tps
                    and first.offset == offsets[names[tp]]
                    and is_complete(
                        first.offset, first.timestamp, end=ends[tp], now=round(time.time() * 1000)
                    )
                ):
                    found[names[tp]] = digest(first.key or b"", first.value, first.timestamp)
                open_tps.discard(tp)
                client.pause(tp)
            for tp in list(open_tps):
                # where compaction took the record and all after it, the position gets to the end all the same
                if await client.position(tp) >= ends[tp]:
                    open_tps.discard(tp)
    return found
