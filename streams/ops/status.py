"""How a consumer group is doing in a partition, told from looks at it: OK, WARN, STALL or STOP.

The rules are those that Burrow made known, over a sliding window of looks, here without anything that a consumer reports
about itself:

OK      nothing is open, or nothing was at some look in the window, or the lag shrinks
WARN    messages are processed, but the lag grew over the window and never shrank
STALL   messages are open and the committed offset has not moved over the window
STOP    messages are open and the group has no members, or has committed nothing at all over the window

Everything here is a function of values; times are seconds of any one clock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

#: Looks that a verdict over the window takes at least, so that two looks around a long silence are none.
_LOOKS: Final = 3
#: Looks in a row that must find nobody there: a worker that restarts is away for a moment.
_NOBODY: Final = 2


class Status(StrEnum):
    """How a group is doing, from well to worst."""

    OK = "OK"
    WARN = "WARN"
    STALL = "STALL"
    STOP = "STOP"

    @property
    def rank(self) -> int:
        """0 for OK, higher for worse."""
        return list(Status).index(self)


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at a group in a partition."""

    at: float
    committed: int | None
    """The next offset to process; None where the group never committed one."""
    lag: int
    """Messages that are not processed."""
    members: int | None = None
    """Of the group; None where the broker does not tell."""


def evaluate(samples: Sequence[Sample], *, window: float) -> Status | None:
    """The status that looks, oldest first, show; None where they are too few to tell.

    `window` is how many seconds a verdict of WARN, STALL or STOP looks back; one of STOP for want of members needs two
    looks only.
    """
    if not samples:
        return None
    if samples[-1].lag == 0:
        return Status.OK
    latest = samples[-_NOBODY:]
    if len(latest) == _NOBODY and all(look.lag and look.members == 0 for look in latest):
        return Status.STOP
    seen = _of_this_run(samples)
    if any(look.lag == 0 for look in seen):
        return Status.OK
    moved = seen[0].committed != seen[-1].committed
    if len(seen) < _LOOKS or seen[-1].at - seen[0].at < window:
        return Status.OK if moved and seen[-1].lag <= seen[0].lag else None
    if seen[-1].committed is None:
        return Status.STOP
    if not moved:
        return Status.STALL
    grew = seen[-1].lag > seen[0].lag and all(now.lag >= before.lag for before, now in pairwise(seen))
    return Status.WARN if grew else Status.OK


def worst(statuses: Iterable[Status | None]) -> Status | None:
    """The worst of statuses; None where none is known."""
    return max(
        (status for status in statuses if status is not None), key=lambda status: status.rank, default=None
    )


def _of_this_run(samples: Sequence[Sample]) -> Sequence[Sample]:
    """The looks since the group last had nobody in it, or its committed offset last went back, as when someone resets it."""
    for place in range(len(samples) - 1, 0, -1):
        before, after = samples[place - 1], samples[place]
        back = before.committed is not None and (
            after.committed is None or after.committed < before.committed
        )
        if back or before.members == 0:
            return samples[place:]
    return samples


class History:
    """The looks of the last `window` seconds and the one before them; as many as a verdict takes, however far apart they are."""

    def __init__(self, window: float) -> None:
        self._window = window
        self._samples: deque[Sample] = deque()

    def add(self, sample: Sample) -> Status | None:
        """The status with one more look."""
        self._samples.append(sample)
        while len(self._samples) > _LOOKS and sample.at - self._samples[1].at >= self._window:
            self._samples.popleft()
        return evaluate(tuple(self._samples), window=self._window)
