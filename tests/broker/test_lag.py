"""Lag as the broker knows it: of any group, in messages and seconds, also where records are gone or were never there."""

import asyncio
import time

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete

from streams import topics, topology
from streams.clients import consumer
from streams.config import Settings
from streams.ops.lag import Lag, Probe, lag
from streams.ops.status import Status
from streams.wire import BrokerUnreachable
from streams.worker import worker
from tests.broker.support import article, processed, send

pytestmark = pytest.mark.broker


@pytest.fixture
async def prepared(broker: Settings) -> Settings:
    settings = broker.replace(web_port=0, partitions=1, lag_window=1.0)
    await topics.apply(settings)
    return settings


def of(rows: list[Lag], settings: Settings, base: str, *, group: str | None = None) -> Lag:
    """The row of a topic with one partition."""
    name = settings.topic_prefix + base
    (row,) = [row for row in rows if row.topic == name and row.group == (group or settings.app_id)]
    return row


async def commit(settings: Settings, group: str, base: str, offset: int) -> None:
    """Commit for a group that has no members."""
    tp = TopicPartition(settings.topic_prefix + base, 0)
    async with consumer(settings, group=group) as client:
        client.assign([tp])
        await client.commit({tp: offset})


async def test_a_group_that_never_was_has_all_of_it_open(prepared: Settings) -> None:
    before = time.time()
    await send(prepared, [article(number) for number in range(5)])
    async with Probe(prepared, names=[prepared.app_id]) as probe:
        first = of(await probe.sample(), prepared, topology.ARTICLES)
        assert (first.current_offset, first.log_end_offset, first.lag, first.members) == (None, 5, 5, 0)
        assert first.seconds is not None
        assert 0 <= first.seconds <= time.time() - before + 1
        assert first.status is None
        again = of(await probe.sample(), prepared, topology.ARTICLES)
        assert again.status is Status.STOP
        assert again.seconds is not None
        assert again.seconds >= first.seconds
        # what nobody sent anything to is no matter of concern
        assert of(await probe.sample(), prepared, topology.ATTACKS).status is Status.OK


async def test_a_worker_s_lag_is_gone_when_it_is_done_and_says_who_it_is(prepared: Settings) -> None:
    await send(prepared, [article(number) for number in range(5)])
    async with worker(prepared):
        await processed(prepared)
        row = of(await lag(prepared), prepared, topology.ARTICLES)
        assert (row.current_offset, row.lag, row.seconds, row.members) == (5, 0, 0.0, 1)
        assert row.status is Status.OK
        if prepared.broker_kind == "kafka":  # the embedded one does not tell who holds what
            assert (row.host, row.client_id) == ("127.0.0.1", "faust-0.15.3")
            assert row.consumer_id is not None
            assert row.consumer_id.startswith("faust-0.15.3-")
    row = of(await lag(prepared), prepared, topology.ARTICLES)
    assert (row.lag, row.members, row.consumer_id) == (0, 0, None)


async def test_an_offset_in_the_midst_has_the_age_of_its_record(prepared: Settings) -> None:
    await send(prepared, [article(1)])
    await asyncio.sleep(1.5)
    await send(prepared, [article(2)])
    async with Probe(prepared, names=[prepared.app_id]) as probe:
        came = []
        for offset in (0, 1, 2):
            await commit(prepared, prepared.app_id, topology.ARTICLES, offset)
            row = of(await probe.sample(), prepared, topology.ARTICLES)
            assert row.current_offset == offset
            assert row.lag == 2 - offset
            assert row.seconds is not None
            came.append(time.time() - row.seconds)
    assert came[1] - came[0] > 1
    assert row.seconds == 0


@pytest.mark.kafka
async def test_what_retention_took_is_not_open_any_more(kafka_settings: Settings) -> None:
    settings = kafka_settings.replace(partitions=1)
    await topics.apply(settings)
    await send(settings, [article(number) for number in range(6)])
    tp = TopicPartition(settings.topic_prefix + topology.ARTICLES, 0)
    admin = AIOKafkaAdminClient(**settings.client_options())
    await admin.start()
    try:
        await admin.delete_records({tp: RecordsToDelete(before_offset=4)})
        rows = await lag(settings)
        assert (
            of(rows, settings, topology.ARTICLES).lag,
            of(rows, settings, topology.ARTICLES).current_offset,
        ) == (
            2,
            None,
        )
        await commit(settings, settings.app_id, topology.ARTICLES, 1)
        row = of(await lag(settings), settings, topology.ARTICLES)
        assert (row.current_offset, row.lag) == (1, 2)
        assert row.seconds is not None
        await admin.delete_records({tp: RecordsToDelete(before_offset=6)})
        row = of(await lag(settings), settings, topology.ARTICLES)
        assert (row.current_offset, row.log_end_offset, row.lag, row.seconds) == (1, 6, 0, 0.0)
    finally:
        await admin.close()


@pytest.mark.kafka
async def test_offsets_without_a_record_are_not_open(kafka_settings: Settings) -> None:
    settings = kafka_settings.replace(partitions=1)
    await topics.apply(settings)
    name = settings.topic_prefix + topology.ARTICLES
    options = settings.client_options()
    async with AIOKafkaProducer(**options, transactional_id=settings.app_id) as client, client.transaction():
        await client.send_and_wait(name, b"{}", key=b"a")
    # the record at 0, and behind it the mark that the transaction was committed
    await commit(settings, settings.app_id, topology.ARTICLES, 1)
    row = of(await lag(settings), settings, topology.ARTICLES)
    assert (row.current_offset, row.log_end_offset, row.lag, row.seconds, row.status) == (
        1,
        2,
        0,
        0.0,
        Status.OK,
    )


@pytest.mark.kafka
async def test_other_groups_that_read_our_topics_are_told_of_and_no_others(kafka_settings: Settings) -> None:
    settings = kafka_settings.replace(partitions=1)
    await topics.apply(settings)
    await send(settings, [article(number) for number in range(3)])
    reader, notes = f"{settings.app_id}-reader", f"{settings.app_id}-replay"
    await commit(settings, notes, topology.ARTICLES, 1)
    name = settings.topic_prefix + topology.ARTICLES
    subscriber = AIOKafkaConsumer(
        name,
        **settings.client_options(),
        group_id=reader,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    await subscriber.start()
    try:
        await subscriber.getone()
        async with Probe(settings) as probe:
            rows = await probe.sample()
            assert {row.group for row in rows} == {settings.app_id, reader}
            row = of(rows, settings, topology.ARTICLES, group=reader)
            # it holds the partition, and has committed nothing yet
            assert (row.current_offset, row.lag, row.members) == (None, 3, 1)
            await subscriber.commit()
            row = of(await probe.sample(), settings, topology.ARTICLES, group=reader)
            assert (row.current_offset, row.lag, row.members) == (1, 2, 1)
            assert [row.group for row in rows if row.topic != name and row.group == reader] == []
    finally:
        await subscriber.stop()


async def test_without_a_broker_it_says_so_and_another_look_tries_again(prepared: Settings) -> None:
    async with Probe(prepared.replace(broker="127.0.0.1:9"), patience=1.0) as probe:
        for _ in range(2):
            with pytest.raises(BrokerUnreachable, match=r"127\.0\.0\.1:9"):
                await probe.sample()
