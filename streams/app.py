"""The Faust app: agents wired to topics and tables as the topology says. Made by `create_app`, never at import."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

import faust
from faust.transport.drivers import aiokafka as driver

from streams import topology
from streams.agents import Runner
from streams.batch import Consumer
from streams.changelogs import Tables
from streams.config import Settings
from streams.disk import Disk
from streams.economy.fold import FiscalYears
from streams.kept import Kept, Memory, Size
from streams.lease import Lease
from streams.ops.observer import Observer
from streams.producer import Producer
from streams.recovery import watch
from streams.security.fold import Incidents
from streams.stages import Classify, Extract, FoldTables, Stage
from streams.state import state_table
from streams.transport import credentials, install

log = logging.getLogger(__name__)

#: Of the time a rebalance may take, what the batch in hand gets to finish.
_SHARE_OF_REBALANCE: Final = 0.5
#: How long a batch in hand may hold up a shutdown, in seconds.
_SHUTDOWN: Final = 10.0


class Khabar(faust.App):
    """The app and the runners of its stages."""

    runners: list[Runner]
    lease: Lease

    async def on_start(self) -> None:
        """Start what the app needs, and look after its recoveries from the first one on."""
        await super().on_start()
        self.add_future(watch(self))

    async def stop(self) -> None:
        """Let the batches in hand finish, so that nothing of them is repeated, then stop."""
        await asyncio.gather(*(runner.quiet(timeout=_SHUTDOWN, stopping=True) for runner in self.runners))
        # what is not written by now shall not be, and the producer does not wait for it
        self.lease.end()
        if self.started:
            await self.commit_done()
        await super().stop()

    async def commit_done(self) -> None:
        """Commit all that is done. Faust's commit does nothing where another is on its way, which may know less."""
        if not await self.consumer.commit():
            await self.consumer.commit()

    def _create_directories(self) -> None:
        """None of Faust's are needed; `streams.disk` makes its own."""

    def sizes(self) -> dict[str, Size]:
        """How much this worker holds of each table, copies for others included."""
        tables = {name: table for runner in self.runners for name, table in runner.tables.items()}
        return {name: table.kept.size() for name, table in tables.items()}

    def views(self) -> list[Any]:
        """The rows of all tables that this worker holds."""
        return [row for runner in self.runners for row in runner.views()]


class IdempotentProducer(driver.Producer):
    """Faust's producer; a retry after a lost acknowledgement does not write twice, and nothing is written for others."""

    def _settings_extra(self) -> Mapping[str, Any]:
        app = self.app
        assert isinstance(app, Khabar)
        return {**super()._settings_extra(), "enable_idempotence": True, "lease": app.lease}

    @property
    def _producer_type(self) -> type[Producer]:
        return Producer


def stages(settings: Settings) -> list[Stage]:
    """The stages of the flow, in its order."""
    shared: dict[str, Any] = {"prefix": settings.topic_prefix, "group": settings.app_id}
    return [
        Classify(sources=(topology.ARTICLES,), tables=("articles-seen",), **shared),
        Extract(domain="economy", sources=(topology.ECONOMY,), tables=("economy-articles",), **shared),
        Extract(domain="security", sources=(topology.SECURITY,), tables=("security-articles",), **shared),
        FoldTables(
            fold=FiscalYears,
            sources=topology.ECONOMY_EVENTS,
            tables=("economy-claims", "economy-views"),
            **shared,
        ),
        FoldTables(
            fold=Incidents,
            sources=topology.SECURITY_EVENTS,
            tables=("security-claims", "security-views"),
            **shared,
        ),
    ]


def create_app(
    settings: Settings,
    *,
    flow: Sequence[Stage] | None = None,
    observer: Observer | None = None,
    stop_flow_on_rebalance: bool = True,
) -> Khabar:
    """An app that is ready to start; its topics must exist (`streams.topics.check`).

    `flow` are the stages to run, by default those of `stages`; `observer` sees what becomes of each message. `stop_flow_on_rebalance=False` leaves out the mend of a
    fault of Faust's that skips messages; it is there for the test that shows the fault.
    """
    app = Khabar(
        settings.app_id,
        broker=[f"kafka://{server}" for server in settings.servers],
        broker_credentials=credentials(settings),
        broker_session_timeout=settings.session_timeout,
        broker_heartbeat_interval=settings.heartbeat_interval,
        broker_rebalance_timeout=settings.rebalance_timeout,
        broker_request_timeout=settings.request_timeout,
        broker_commit_interval=settings.commit_interval,
        consumer_auto_offset_reset="earliest",
        consumer_group_instance_id=settings.instance_id,
        producer_acks=-1,
        producer_linger=settings.linger,
        producer_max_batch_size=settings.max_batch_bytes,
        producer_max_request_size=settings.max_request_bytes,
        producer_request_timeout=settings.request_timeout,
        datadir=settings.data_dir,
        key_serializer="raw",
        value_serializer="raw",
        store="memory://",  # of Faust's own; the tables have theirs
        table_standby_replicas=settings.standby_replicas,
        TableManager=Tables,
        topic_partitions=settings.partitions,
        topic_replication_factor=settings.replication,
        topic_disable_leader=True,
        topic_allow_declare=False,
        stream_wait_empty=False,
        stream_processing_timeout=settings.processing_timeout,
        processing_guarantee="at_least_once",
        web_enabled=False,
        web_tables_enabled=False,
        web_router_enabled=False,
        worker_redirect_stdouts=False,
    )
    app.lease = Lease(session=settings.session_timeout, rebalance=settings.rebalance_timeout)
    # the embedded broker, which has one worker, gives nothing away
    told = app.lease if settings.broker_kind == "kafka" else None
    install(app, settings, Consumer, lease=told)
    if settings.broker_kind == "kafka":
        # Faust reads it from the instance; the class's is shared
        vars(app.transport)["Producer"] = IdempotentProducer
    tables = {
        table.name: state_table(
            app,
            table.name,
            partitions=settings.partitions,
            kept=_kept(settings, table.name),
            short=settings.short_state,
        )
        for table in topology.TABLES
    }
    app.runners = [
        Runner(app, stage, tables, settings, observer, app.lease) for stage in flow or stages(settings)
    ]
    for runner in app.runners:
        _wire(app, runner, settings)
    _handle_rebalances(app, settings, stop_flow=stop_flow_on_rebalance)
    return app


def _kept(settings: Settings, table: str) -> Kept:
    if settings.store == "memory":
        return Memory()
    # by the installation too, since what is kept belongs to its changelogs
    return Disk(settings.data_dir / settings.app_id, table)


def _wire(app: Khabar, runner: Runner, settings: Settings) -> None:
    stage = runner.stage
    source = app.topic(
        *(settings.topic_prefix + name for name in stage.sources),
        key_type=bytes,
        value_type=bytes,
        key_serializer="raw",
        value_serializer="raw",
        allow_empty=True,
    )
    # the name must differ between stages: it is the agent's identity
    app.agent(source, name=f"{stage.name}-{stage.tables[0]}", concurrency=1)(runner.agent)
    if isinstance(stage, FoldTables):
        app.task(runner.refresh)


def _handle_rebalances(app: Khabar, settings: Settings, *, stop_flow: bool) -> None:
    patience = settings.rebalance_timeout * _SHARE_OF_REBALANCE

    async def finish_batches(*_: Any, **__: Any) -> None:
        # Before the partitions go: no write of ours may follow the reading of the changelog by the next owner.
        if not all(await asyncio.gather(*(runner.quiet(timeout=patience) for runner in app.runners))):
            app.lease.end()
        # They are still ours: what is done need not be repeated by the next owner.
        await app.commit_done()

    async def stop_the_flow(*_: Any, **__: Any) -> None:
        # Faust resumes the partitions, then seeks to the committed offsets: what is read in between is skipped or read
        # twice. It resumes the flow itself after its seek.
        app.consumer.stop_flow()

    app.on_partitions_revoked.connect(finish_batches, weak=False)
    if stop_flow:
        app.on_rebalance_complete.connect(stop_the_flow, weak=False)
