"""The client that produces: aiokafka's idempotent producer, which gets going again after a gap in its numbers.

The broker takes a record of an idempotent producer only in the order of its sequence numbers. aiokafka 0.14 gives a batch its
number also where it then drops it, as too old, because its partition has no leader (`MessageAccumulator.drain_by_nodes`); from then
on the broker refuses every batch for that partition as out of order, for ever. What is refused so has not been written: with a
new producer id, and numbers from the beginning, it can be sent again.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final

from aiokafka import AIOKafkaProducer
from aiokafka.errors import OutOfOrderSequenceNumber, UnknownProducerId
from aiokafka.producer.transaction_manager import NO_PRODUCER_EPOCH, NO_PRODUCER_ID, PidAndEpoch

log = logging.getLogger(__name__)

_OUT_OF_STEP: Final = (OutOfOrderSequenceNumber, UnknownProducerId)


class Producer(AIOKafkaProducer):  # type: ignore[misc]
    """Takes a new producer id when the broker refuses its numbers. A sending that failed so is the caller's to repeat."""

    async def send(self, *args: Any, **options: Any) -> asyncio.Future[Any]:
        """As aiokafka's."""
        sent: asyncio.Future[Any] = await super().send(*args, **options)
        sent.add_done_callback(self._look)
        return sent

    def _look(self, sent: asyncio.Future[Any]) -> None:
        if not sent.cancelled() and isinstance(sent.exception(), _OUT_OF_STEP):
            self._renew()

    def _renew(self) -> None:
        """Have the sender ask for another id before it sends anything more. What is under way keeps the one that it has."""
        numbers = self._txn_manager
        if numbers is None or not numbers.has_pid():
            return  # asked for already
        log.warning("the broker refuses the numbers of producer %d; taking a new id", numbers.producer_id)
        numbers._pid_and_epoch = PidAndEpoch(NO_PRODUCER_ID, NO_PRODUCER_EPOCH)
        numbers._pid_waiter = asyncio.get_running_loop().create_future()
        numbers._sequence_numbers.clear()
