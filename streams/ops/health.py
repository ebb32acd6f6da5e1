"""Whether a worker is ready, and if not, why: told condition by condition, at any moment of its life.

It is alive while its event loop runs; that is all `/livez` says, since a restart helps against nothing else. It is ready when it
has joined the group, has its tables back, reaches a broker, and its own partitions move. Whether they do is asked of the
broker, like everyone's lag, and not of the agents.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from threading import Event, Thread
from typing import Any, Final, Literal

from aiokafka import TopicPartition

from streams.config import Settings
from streams.ops.lag import Lag, Probe
from streams.ops.status import Status
from streams.topics import TopologyError
from streams.wire import BrokerUnreachable

log = logging.getLogger(__name__)

Phase = Literal["starting", "rebalancing", "recovering", "running", "stopping"]

#: Between two looks at the broker, and how long one may take, in seconds: it is known to be away within 10 s.
_LOOK_EVERY: Final = 2.0
_PATIENCE: Final = 2.5
#: A look that is older says nothing any more.
_STALE: Final = 2 * (_LOOK_EVERY + _PATIENCE)


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold, and how it stands."""

    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """All there is to say of a worker's readiness."""

    phase: Phase
    conditions: dict[str, Condition]

    @property
    def ready(self) -> bool:
        return not self.failing

    @property
    def failing(self) -> tuple[str, ...]:
        """Why it is not ready: the phase, where that alone is a reason, and the conditions that do not hold."""
        phase = () if self.phase == "running" else (self.phase,)
        return (*phase, *(name for name, condition in self.conditions.items() if not condition.ok))

    def plain(self) -> dict[str, Any]:
        """As a JSON value."""
        told = {name: asdict(condition) for name, condition in self.conditions.items()}
        return {"ready": self.ready, "phase": self.phase, "conditions": told}


class Health:
    """Follows an app from before its start until after its end: `start`, `stop` when it is to end, `close` when it has."""

    def __init__(self, app: Any, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._settings = settings
        self._clock = clock
        self._stopping = False
        self._assigned = False
        self._recovery_began: float | None = None
        self._recovery_took = 0.0
        self._looked: float | None = None
        self._away = "not asked yet"
        """Why no broker answers; empty where one does."""
        self._stalled: tuple[str, ...] = ()
        self._thread: Thread | None = None
        self._ending = Event()
        app.on_partitions_revoked.connect(self._on_revoked, weak=False)
        app.on_partitions_assigned.connect(self._on_assigned, weak=False)
        app.on_rebalance_complete.connect(self._on_recovered, weak=False)

    def stop(self) -> None:
        """The worker is ending: it is ready no more."""
        self._stopping = True

    @property
    def phase(self) -> Phase:
        """Where in its life the worker is."""
        if self._stopping or self._app.should_stop:
            return "stopping"
        if not self._app.rebalancing_count:
            return "starting"
        if not self._app.rebalancing:
            return "running"
        return "recovering" if self._assigned else "rebalancing"

    @property
    def recovering(self) -> bool:
        """Whether tables are being read from their changelogs."""
        return self.phase == "recovering"

    @property
    def remaining(self) -> int:
        """Records of changelogs still to read."""
        return int(self._app.tables.recovery.active_remaining_total()) if self.recovering else 0

    @property
    def recovery_seconds(self) -> float:
        """How long the recovery has taken so far, or the last one took; 0 before the first."""
        if self._recovery_began is not None and self.recovering:
            return self._clock() - self._recovery_began
        return self._recovery_took

    def report(self) -> Report:
        """How it stands now."""
        phase = self.phase
        return Report(
            phase,
            {
                "assigned": self._is_assigned(phase),
                "recovered": self._is_recovered(phase),
                "broker": self._is_reached(),
                "lag": self._moves(),
            },
        )

    def _is_assigned(self, phase: Phase) -> Condition:
        if phase == "starting":
            return Condition(False, "has not joined the group yet")
        if phase == "rebalancing" or not self._assigned:
            return Condition(False, "partitions are being handed out")
        return Condition(True, f"{len(self._own())} partitions")

    def _is_recovered(self, phase: Phase) -> Condition:
        if phase == "recovering":
            return Condition(False, f"{self.remaining} records of changelogs to read")
        if phase in {"starting", "rebalancing"}:
            return Condition(False, "waits for its partitions")
        return Condition(True, f"took {self._recovery_took:.1f} s")

    def _is_reached(self) -> Condition:
        if self._away:
            return Condition(False, self._away)
        old = self._clock() - (self._looked or 0.0)
        if old > _STALE:
            return Condition(False, f"no answer for {old:.0f} s")
        return Condition(True, self._settings.broker)

    def _moves(self) -> Condition:
        if self._stalled:
            return Condition(False, f"does not move: {', '.join(self._stalled)}")
        return Condition(True, "moves, or nothing is open")

    def start(self) -> None:
        """Look at the broker from now on, in a thread: the worker's own loop may be busy for seconds, which is no one's absence."""
        self._thread = Thread(target=lambda: asyncio.run(self._watch()), name="health", daemon=True)
        self._thread.start()

    async def close(self) -> None:
        """Return when the look in hand is done, and look no more."""
        self._ending.set()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    async def _watch(self) -> None:
        told: tuple[str, ...] | None = None
        names = [self._settings.app_id]
        async with Probe(self._settings, names=names, ages=False, patience=_PATIENCE) as probe:
            while not self._ending.is_set():
                await self._look(probe)
                report = self.report()
                if report.failing != told:
                    told = report.failing
                    self._log(report)
                await asyncio.to_thread(self._ending.wait, _LOOK_EVERY)

    async def _look(self, probe: Probe) -> None:
        try:
            rows = await probe.sample()
        except (BrokerUnreachable, TopologyError) as error:
            self._away = str(error)
        except Exception as error:
            log.exception("a look at the broker failed; trying again")
            self._away = f"{type(error).__name__}"
        else:
            self._away, self._looked = "", self._clock()
            if self.phase == "running":
                self._stalled = self._standing_still(rows)
            else:
                # nothing moves meanwhile, and that is no fault: what counts is seen from when it runs again
                self._stalled = ()
                probe.forget()

    def _standing_still(self, rows: Iterable[Lag]) -> tuple[str, ...]:
        own = self._own()
        return tuple(
            f"{row.topic}[{row.partition}]"
            for row in rows
            if row.status in {Status.STALL, Status.STOP} and TopicPartition(row.topic, row.partition) in own
        )

    def _own(self) -> set[TopicPartition]:
        """The partitions of topics that this worker reads; not those of its changelogs."""
        changelogs = self._app.tables.changelog_topics
        return {
            TopicPartition(tp.topic, tp.partition)
            for tp in self._app.consumer.assignment()
            if tp.topic not in changelogs
        }

    def _log(self, report: Report) -> None:
        if report.ready:
            log.info("ready")
            return
        why = "; ".join(
            f"{name}: {condition.detail}" for name, condition in report.conditions.items() if not condition.ok
        )
        log.log(
            logging.INFO if report.phase != "running" else logging.WARNING,
            "not ready (%s): %s",
            report.phase,
            why,
        )

    async def _on_revoked(self, *_: Any, **__: Any) -> None:
        self._assigned = False

    async def _on_assigned(self, *_: Any, **__: Any) -> None:
        self._assigned = True
        self._recovery_began = self._clock()

    async def _on_recovered(self, *_: Any, **__: Any) -> None:
        if self._recovery_began is not None:
            self._recovery_took = self._clock() - self._recovery_began
