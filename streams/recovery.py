"""Keeps a worker going where Faust would stand still: in a recovery, in a rebalance, behind a message that was lost on the way.

What was seen on Apache Kafka, and what fits it in Faust's source:

- A recovery that never ended. Faust's consumer drops the rest of a fetch when the group's generation or the flow changes
  meanwhile, after the client has moved past the records, and recovery waits for records that will not come again. It is set
  back to where it stood; what was applied is known by its offset and not applied twice.
- A rebalance that never ended: a recovery that another rebalance overtook returns without starting again. It is started again.
- Messages that were read and never worked on: dropped with a rebalance, or with a queue that was cleared. Nothing is committed
  past them (`streams.offsets`); they are read again.
- The same with records for a standby's tables.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

from faust.types import TP

T = TypeVar("T")

log = logging.getLogger(__name__)

#: Seconds without a change after which something stands still.
STANDSTILL: Final = 5.0
#: The same for a rebalance: brokers and other workers have their say in it.
STUCK: Final = 15.0
_LOOK_EVERY: Final = 1.0


class Standstill(Generic[T]):
    """Tells when a value has not changed for so long."""

    def __init__(self, *, seconds: float = STANDSTILL) -> None:
        self._seconds = seconds
        self._value: T | None = None
        self._since = 0.0

    def seen(self, value: T | None, *, now: float) -> bool:
        """Look at the value (None: nothing is waited for) at a time; True if it stands still, once each time."""
        if value is None or value != self._value:
            self._value, self._since = value, now
            return False
        if now - self._since < self._seconds:
            return False
        self._since = now
        return True


async def watch(app: Any) -> None:
    """Look after an app until cancelled."""
    loop = asyncio.get_running_loop()
    recovering: Standstill[dict[Any, int]] = Standstill()
    moving: Standstill[Any] = Standstill(seconds=STUCK)
    lost: Standstill[dict[Any, int]] = Standstill(seconds=_LOOK_EVERY)
    waiting: Standstill[dict[Any, int]] = Standstill()
    behind: Standstill[dict[Any, int]] = Standstill()
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        try:
            if recovering.seen(_recovering(app), now=loop.time()):
                await resume(app, set(_recovering(app) or ()))
            elif moving.seen(_moving(app), now=loop.time()):
                await _restart(app)
            elif lost.seen(_holes(app), now=loop.time()):
                await _read_again(app, _holes(app) or {})
            elif waiting.seen(_waiting(app), now=loop.time()):
                await _read_again(app, _waiting(app) or {})
            if behind.seen(_behind(app), now=loop.time()):
                log.warning("a standby's tables stand still; reading on from where they stood")
                await app.tables.recovery.read_again(_behind(app) or {})
        except Exception:
            # A partition may be leaving at this moment: the next look knows.
            log.exception("could not be set going again; trying again")


def _recovering(app: Any) -> dict[Any, int] | None:
    """How far a recovery has come, by partition; None where none waits for records."""
    recovery = app.tables.recovery
    remaining = [tp for tp, left in recovery.active_remaining().items() if left > 0]
    if not remaining or not recovery.in_recovery:
        return None
    return _ours({tp: recovery.active_offsets[tp] for tp in remaining})


def _moving(app: Any) -> Any:
    """What a rebalance is at: the generation, and how far its recovery has come; None where there is none."""
    return (app.consumer_generation_id, _recovering(app)) if app.rebalancing else None


def _holes(app: Any) -> dict[Any, int] | None:
    """Where messages are lost for certain: later ones of their partition are done."""
    return None if app.rebalancing else _ours(app.consumer.offsets.holes()) or None


def _waiting(app: Any) -> dict[Any, int] | None:
    """Where messages were read that are not done though nobody works on any."""
    if app.rebalancing or not all(runner.idle for runner in app.runners):
        return None
    return _ours(app.consumer.offsets.open()) or None


def _behind(app: Any) -> dict[Any, int] | None:
    """Where records for a standby's tables were read and not taken in."""
    return None if app.rebalancing else _ours(app.tables.recovery.behind()) or None


def _ours(offsets: Mapping[Any, int]) -> dict[Any, int]:
    """With Faust's partitions for keys: its books have the client's in places, equal ones, and it asserts that they are its own."""
    return {TP(*tp): offset for tp, offset in offsets.items()}


async def resume(app: Any, tps: set[Any]) -> None:
    """Set partitions of changelogs back to what was applied of them, and let them flow."""
    log.warning(
        "recovery of %s stands still; reading on from where it stood", ", ".join(sorted(map(str, tps)))
    )
    recovery = app.tables.recovery
    for tp in tps:
        # later ones may have come though an earlier one did not
        recovery.active_offsets[tp] = min(recovery.active_offsets[tp], app.consumer.changelogs.done(tp) - 1)
    # What Faust itself does at the start of a recovery.
    await recovery._seek_offsets(app.consumer, tps, recovery.active_offsets, "active")
    app.consumer.resume_partitions(tps)
    app.flow_control.resume()
    app.consumer.resume_flow()


async def _restart(app: Any) -> None:
    """Have the recovery that ends a rebalance done once more."""
    log.warning("the rebalance of generation %s does not end; recovering again", app.consumer_generation_id)
    await app.tables.recovery.on_rebalance(
        app.consumer.assignment(), set(), set(), app.consumer_generation_id
    )


async def _read_again(app: Any, offsets: dict[Any, int]) -> None:
    for tp, offset in offsets.items():
        log.warning("%s[%d]@%d was read and is not done; reading it again", tp.topic, tp.partition, offset)
        await app.consumer.read_again(tp, offset)
