"""The last look before the wire: nothing is written that belongs to a membership which may have ended.

aiokafka's sender, which asks the worker's lease (`streams.lease`). While it is not known whether the lease holds, batches wait;
once it is known to have ended, what was queued in it fails with `Fenced` and is never sent, and so does all that is queued before the
worker is back in its group: nothing may wait for that, since the rebalance itself waits for the producer to be empty. The broker cannot do this for an
idempotent producer: it knows producers, and not whose partitions they write for.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final
from weakref import WeakSet

from aiokafka.errors import KafkaError
from aiokafka.producer.sender import Sender, SendProduceReqHandler

from streams.lease import Lease
from streams.numbering import renew

log = logging.getLogger(__name__)

#: How often a batch that waits looks whether the lease holds again, in seconds.
_LOOK_EVERY: Final = 0.02


class Fenced(KafkaError):  # type: ignore[misc]
    """Not written: the worker is no longer the member of its group that it was when the record was queued."""


class _Unsettled(KafkaError):  # type: ignore[misc]
    """Not sent yet; aiokafka queues the batch again."""

    retriable = True


class FencedSender(Sender):  # type: ignore[misc]
    """Puts a batch on the wire only while the lease holds in which it was queued."""

    def __init__(self, sender: Sender, lease: Lease) -> None:
        super().__init__(
            sender.client,
            acks=sender._acks,
            txn_manager=sender._txn_manager,
            message_accumulator=sender._message_accumulator,
            retry_backoff_ms=sender._retry_backoff * 1000,
            request_timeout_ms=sender._request_timeout_ms,
        )
        self.lease = lease
        self._turn = lease.turn
        self._stale: WeakSet[Any] = WeakSet()
        """Batches of earlier turns that were on their way: if they come back, it is not to be sent again."""

    def look(self) -> None:
        """Drop what was queued in an earlier turn. Call before a record is queued, so that it belongs to the turn that is."""
        if self.lease.turn != self._turn:
            self._drop()

    def _drop(self) -> None:
        self._turn = self.lease.turn
        queue = self._message_accumulator
        self._stale.update(queue._pending_batches)
        dropped = sum(batch.record_count for batch in queue._pending_batches)
        numbers = self._txn_manager
        for partition in list(queue._batches):
            waiting = queue._batches.get(partition)
            dropped += sum(batch.record_count for batch in waiting or ())
            if numbers is not None and not numbers.has_pid():
                self._stale.update(waiting or ())  # aiokafka hands no batch out without an id
                continue
            while queue._batches.get(partition):
                queue._pop_batch(partition).failure(exception=Fenced())
        if dropped:
            log.warning("partitions may be others' by now; %d records are not written", dropped)
            # the numbers of the dropped will never come
            renew(numbers)

    async def _send_produce_req(self, node_id: int, batches: dict[Any, Any]) -> None:
        while True:
            if self.lease.turn != self._turn or self.lease.out:
                self._drop()
            sound = {tp: batch for tp, batch in batches.items() if batch not in self._stale}
            if not sound or self.lease.holds():
                break
            await asyncio.sleep(_LOOK_EVERY)
        for tp, batch in batches.items():
            if tp not in sound:
                batch.failure(exception=Fenced())
        if sound:
            await _Handler(self, sound).do(node_id)
        # as aiokafka's own
        self._in_flight.remove(node_id)
        for tp in batches:
            self._muted_partitions.remove(tp)


class _Handler(SendProduceReqHandler):  # type: ignore[misc]
    def __init__(self, sender: FencedSender, batches: dict[Any, Any]) -> None:
        super().__init__(sender, batches)
        self._client = _Gate(sender.client, sender.lease)


class _Gate:
    """A client that looks at the lease once more when the request is made and the connection is there."""

    def __init__(self, client: Any, lease: Lease) -> None:
        self._client = client
        self._lease = lease
        self._turn = lease.turn

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    async def send(self, node_id: int, request: Any) -> Any:
        await self._client.ready(node_id)
        if self._lease.turn != self._turn or not self._lease.holds():
            raise _Unsettled
        # writes without waiting, since the connection is there
        return await self._client.send(node_id, request)
