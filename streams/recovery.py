"""Keeps table recovery going: a recovery that stands still is set back to where it stood and read on from there.

A recovery that never ended was seen on Apache Kafka, rarely, when a worker joined. What fits it in Faust's source: its consumer
drops the rest of a fetch when the group's generation or the flow changes meanwhile, after the client has moved past the
records, and recovery waits for ever for records that will not come again. What was applied already is known by its offset and
not applied twice, so that reading again is harmless.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final

log = logging.getLogger(__name__)

#: Seconds without a record after which a recovery stands still.
STANDSTILL: Final = 5.0
_LOOK_EVERY: Final = 1.0


class Standstill:
    """Tells when the offsets of a recovery have not moved for so long."""

    def __init__(self, *, seconds: float = STANDSTILL) -> None:
        self._seconds = seconds
        self._offsets: dict[Any, int] | None = None
        self._since = 0.0

    def seen(self, offsets: dict[Any, int] | None, *, now: float) -> bool:
        """Look at the offsets (None: nothing is being recovered) at a time; True if they stand still, once each time."""
        if offsets is None or offsets != self._offsets:
            self._offsets, self._since = offsets, now
            return False
        if now - self._since < self._seconds:
            return False
        self._since = now
        return True


async def watch(app: Any) -> None:
    """Look after the recoveries of an app until cancelled."""
    loop = asyncio.get_running_loop()
    standstill = Standstill()
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        recovery = app.tables.recovery
        remaining = {tp: left for tp, left in recovery.active_remaining().items() if left > 0}
        waiting = bool(remaining) and recovery.in_recovery
        offsets = {tp: recovery.active_offsets[tp] for tp in remaining} if waiting else None
        if not standstill.seen(offsets, now=loop.time()):
            continue
        log.warning(
            "recovery of %s stands still; reading on from where it stood",
            ", ".join(sorted(map(str, remaining))),
        )
        try:
            await resume(app, set(remaining))
        except Exception:
            # A partition may be leaving at this moment: the next look knows.
            log.exception("recovery could not be resumed; trying again")


async def resume(app: Any, tps: set[Any]) -> None:
    """Set partitions of changelogs back to what was applied of them, and let them flow."""
    recovery = app.tables.recovery
    # What Faust itself does at the start of a recovery.
    await recovery._seek_offsets(app.consumer, tps, recovery.active_offsets, "active")
    app.consumer.resume_partitions(tps)
    app.flow_control.resume()
    app.consumer.resume_flow()
