"""The numbers by which a broker knows an idempotent producer's records: a new id, and numbers from the beginning."""

from __future__ import annotations

import asyncio
from typing import Any

from aiokafka.producer.transaction_manager import NO_PRODUCER_EPOCH, NO_PRODUCER_ID, PidAndEpoch


def renew(numbers: Any) -> bool:
    """Have the sender ask for another id before it sends anything more; False if it does already.

    `numbers` is aiokafka's transaction manager, None where the producer is not idempotent. What is under way keeps the id that it has.
    """
    if numbers is None or not numbers.has_pid():
        return False
    numbers._pid_and_epoch = PidAndEpoch(NO_PRODUCER_ID, NO_PRODUCER_EPOCH)
    numbers._pid_waiter = asyncio.get_running_loop().create_future()
    numbers._sequence_numbers.clear()
    return True
