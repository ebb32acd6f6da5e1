"""Until when this worker is known to be a member of its group, and so may write.

A group that has not heard of a member for its session time-out gives the member's partitions to others. A worker that stood
still for so long (a paused machine, a process that was stopped) does not know of it when it wakes: what it had ready to send would
reach the broker behind the writes of the next owner, an old revision behind a new one. So a write is tied to what the group last
said, by a clock that goes on while the machine sleeps: the group begins to count no earlier than the worker asked.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from aiokafka.errors import NoError, RebalanceInProgressError, for_code
from aiokafka.protocol.group import HeartbeatRequest, SyncGroupRequest

_CLOCK: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def _now() -> float:
    return time.clock_gettime(_CLOCK)


class Lease:
    """What the group last said of this worker. The thread that hears the group tells it; the one that writes asks it.

    Until it is told anything it holds: who is in no group writes for nobody else. Times are seconds of `now`.
    """

    def __init__(self, *, session: float, rebalance: float, now: Callable[[], float] = _now) -> None:
        self.now = now
        self._session = session
        self._rebalance = rebalance
        self._until = math.inf
        self._settled = -math.inf
        """When the group was last known to be in no rebalance."""
        self._turn = 0
        self._out = False
        self._lock = threading.Lock()

    @property
    def turn(self) -> int:
        """Which membership it is. What was begun in an earlier one may no longer be written."""
        return self._turn

    @property
    def out(self) -> bool:
        """Whether the group has taken the partitions away, and the worker is not back in it yet: nothing may be written."""
        return self._out

    def heard(self, asked: float, *, moving: bool = False) -> None:
        """The group knew the worker for a member when it answered what was asked at `asked`; `moving`: but it rebalances.

        From a rebalance it drops, after the rebalance time-out, who has not come back to it.
        """
        with self._lock:
            if self._out:
                # what was begun outside the group belongs to no membership
                self._turn += 1
                self._out = False
            if not moving:
                self._settled = asked
            dropped = self._settled + self._rebalance if moving else math.inf
            self._until = min(asked + self._session, dropped)

    def lost(self) -> None:
        """The group does not know the worker any more."""
        with self._lock:
            self._turn += 1
            self._out = True
            self._until = self._settled = -math.inf

    def end(self) -> None:
        """The partitions are handed over: what is not written by now shall not be."""
        with self._lock:
            self._turn += 1

    def holds(self) -> bool:
        """Whether nobody else can have this worker's partitions yet."""
        return self.now() < self._until


def follow(coordinator: Any, lease: Lease) -> None:
    """Have the lease told what an aiokafka group coordinator hears. Call once, in the thread of its consumer."""
    send, reset = coordinator._send_req, coordinator.reset_generation

    async def send_and_hear(request: Any) -> Any:
        asked = lease.now()
        response = await send(request)
        if isinstance(request, HeartbeatRequest | SyncGroupRequest):
            error = for_code(response.error_code)
            if error is NoError:
                lease.heard(asked)
            elif error is RebalanceInProgressError and isinstance(request, HeartbeatRequest):
                lease.heard(asked, moving=True)
        return response

    def reset_and_lose() -> None:
        # aiokafka does so wherever the group says that it does not know the member, and on leaving
        lease.lost()
        reset()

    coordinator._send_req = send_and_hear
    coordinator.reset_generation = reset_and_lose
