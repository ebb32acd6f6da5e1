"""Readiness in each phase of a worker's life, on a stand-in for the app."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from faust.types import TP

from streams.config import Settings
from streams.ops.health import Health
from streams.ops.lag import Lag, Probe
from streams.ops.status import Status
from streams.wire import BrokerUnreachable
from tests.ops.test_exporter import Answers, row


class Signal:
    def __init__(self) -> None:
        self.handlers: list[Any] = []

    def connect(self, handler: Any, **_: Any) -> None:
        self.handlers.append(handler)

    async def send(self) -> None:
        for handler in self.handlers:
            await handler()


class App:
    """The little of an app that health asks."""

    def __init__(self) -> None:
        self.should_stop = self.rebalancing = False
        self.rebalancing_count = self.left = 0
        self.on_partitions_revoked, self.on_partitions_assigned = Signal(), Signal()
        self.on_rebalance_complete = Signal()
        recovery = SimpleNamespace(active_remaining_total=lambda: self.left)
        self.tables = SimpleNamespace(recovery=recovery, changelog_topics={"g-t-changelog"})
        self.consumer = SimpleNamespace(assignment=lambda: {TP("articles", 0), TP("g-t-changelog", 0)})

    async def rebalance(self) -> None:
        self.rebalancing, self.rebalancing_count = True, self.rebalancing_count + 1
        await self.on_partitions_revoked.send()

    async def recover(self) -> None:
        await self.on_rebalance_complete.send()
        self.rebalancing = False


class Looking(Answers):
    def __init__(self, *answers: Sequence[Lag] | Exception) -> None:
        super().__init__(*answers)
        self.forgotten = 0

    def forget(self) -> None:
        self.forgotten += 1


class Life:
    """A worker's health, and the clock it goes by."""

    def __init__(self) -> None:
        self.now = 100.0
        self.app = App()
        self.health = Health(self.app, Settings(), clock=lambda: self.now)

    async def look(self, *answers: Sequence[Lag] | Exception) -> Looking:
        probe = Looking(*answers)
        for _ in answers:
            await self.health._look(cast(Probe, probe))
        return probe

    def told(self) -> tuple[str, bool, set[str]]:
        """The phase, whether it is ready, and what does not hold."""
        report = self.health.report()
        return report.phase, report.ready, {name for name, one in report.conditions.items() if not one.ok}


async def running() -> Life:
    life = Life()
    await life.app.rebalance()
    await life.app.on_partitions_assigned.send()
    await life.app.recover()
    await life.look([row(0, lag=0)])
    assert life.told() == ("running", True, set())
    return life


async def test_it_is_not_ready_until_it_has_joined_recovered_and_reached_the_broker() -> None:
    life = Life()
    assert life.told() == ("starting", False, {"assigned", "recovered", "broker"})
    await life.look([row(0, lag=0)])
    assert life.told() == ("starting", False, {"assigned", "recovered"})
    await life.app.rebalance()
    assert life.told() == ("rebalancing", False, {"assigned", "recovered"})
    await life.app.on_partitions_assigned.send()
    life.app.left = 40
    life.now += 3
    assert life.told() == ("recovering", False, {"recovered"})
    assert (life.health.remaining, life.health.recovery_seconds) == (40, 3)
    assert "40 records" in life.health.report().plain()["conditions"]["recovered"]["detail"]
    life.now += 4
    await life.app.recover()
    assert life.told() == ("running", True, set())
    life.now += 5
    assert (life.health.recovering, life.health.recovery_seconds, life.health.remaining) == (False, 7, 0)


async def test_a_rebalance_and_a_shutdown_take_readiness_away() -> None:
    life = await running()
    await life.app.rebalance()
    assert life.told() == ("rebalancing", False, {"assigned", "recovered"})
    await life.app.on_partitions_assigned.send()
    await life.app.recover()
    assert life.told() == ("running", True, set())
    life.health.stop()
    assert life.told() == ("stopping", False, set())


async def test_it_is_not_ready_while_the_broker_is_away() -> None:
    life = await running()
    await life.look(BrokerUnreachable("no answer"))
    assert life.told() == ("running", False, {"broker"})
    assert life.health.report().conditions["broker"].detail == "no answer"
    await life.look([row(0, lag=0)])
    assert life.told() == ("running", True, set())
    # a look that hangs is no look
    life.now += 60
    assert life.told() == ("running", False, {"broker"})


@pytest.mark.parametrize("status", [Status.STALL, Status.STOP])
async def test_it_is_not_ready_where_its_own_partitions_stand_still(status: Status) -> None:
    life = await running()
    await life.look([row(0, status=status), row(1, status=Status.OK)])
    assert life.told() == ("running", False, {"lag"})
    assert "articles[0]" in life.health.report().conditions["lag"].detail
    # another worker's are its own matter
    await life.look([row(0, status=Status.WARN), row(1, status=status)])
    assert life.told() == ("running", True, set())


async def test_what_stood_still_in_a_recovery_does_not_count_afterwards() -> None:
    life = await running()
    await life.app.rebalance()
    probe = await life.look([row(0, status=Status.STALL)])
    assert probe.forgotten == 1
    await life.app.on_partitions_assigned.send()
    await life.app.recover()
    assert life.told() == ("running", True, set())
