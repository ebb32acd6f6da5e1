"""The client that produces: aiokafka's idempotent producer, which gets going again after a gap in its numbers.

The broker takes a record of an idempotent producer only in the order of its sequence numbers. aiokafka 0.14 gives a batch its
number also where it then drops it, as too old, because its partition has no leader (`MessageAccumulator.drain_by_nodes`); from then
on the broker refuses every batch for that partition as out of order, for ever. What is refused so has not been written: with a
new producer id, and numbers from the beginning, it can be sent again.

A worker's producer writes only while its lease holds (`streams.fence`).
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final

from aiokafka import AIOKafkaProducer
from aiokafka.errors import OutOfOrderSequenceNumber, UnknownProducerId

from streams.fence import FencedSender
from streams.lease import Lease
from streams.numbering import renew

log = logging.getLogger(__name__)

_OUT_OF_STEP: Final = (OutOfOrderSequenceNumber, UnknownProducerId)


class Producer(AIOKafkaProducer):  # type: ignore[misc]
    """Takes a new producer id when the broker refuses its numbers. A sending that failed so is the caller's to repeat.

    With a lease, what was queued in a membership that ended fails with `streams.fence.Fenced`.
    """

    _sender: Any

    def __init__(self, *args: Any, lease: Lease | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._lease = lease
        if lease is not None:
            self._sender = FencedSender(self._sender, lease)

    async def send(self, *args: Any, **options: Any) -> asyncio.Future[Any]:
        """As aiokafka's."""
        if self._lease is not None:
            self._sender.look()  # or it would be dropped with what was queued before
        sent: asyncio.Future[Any] = await super().send(*args, **options)
        sent.add_done_callback(self._look)
        if self._lease is not None:
            self._sender.look()  # it may have waited for room while the turn ended
        return sent

    def _look(self, sent: asyncio.Future[Any]) -> None:
        if sent.cancelled() or not isinstance(sent.exception(), _OUT_OF_STEP):
            return
        numbers = self._txn_manager
        former = numbers.producer_id if numbers is not None and numbers.has_pid() else None
        if renew(numbers):
            log.warning("the broker refuses the numbers of producer %d; taking a new id", former)
