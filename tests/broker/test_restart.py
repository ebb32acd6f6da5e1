"""Restarts with a backlog: every message is counted once. Faust alone skips and repeats messages; the app mends that."""

import asyncio
from collections import Counter

import pytest

from streams import topics, topology
from streams.app import Khabar, create_app
from streams.config import Settings
from streams.delivery import Message
from streams.stages import Stage, Work
from tests.broker.support import processed, send_raw

pytestmark = pytest.mark.broker

RESTARTS = 10
#: Rounds of restarts in which the fault must show once when the mend is left out.
ATTEMPTS = 12
FIRST, MORE = 4000, 300


class Count(Stage):
    """Counts how often each key comes; unlike the real stages, it does not take a repeat lightly."""

    name = "count"

    def take(self, work: Work, message: Message) -> None:
        assert message.key is not None
        table = self.tables[0]
        before = int(work.read(table, message.partition, message.key) or 0)
        work.write(table, message.partition, message.key, str(before + 1).encode())


async def counts_over_restarts(settings: Settings, *, mended: bool) -> tuple[int, Counter[int]]:
    """How many messages were sent, and how many were counted once, twice ..."""
    await topics.apply(settings)
    sent = 0

    async def send(number: int) -> None:
        nonlocal sent
        await send_raw(
            settings, topology.ARTICLES, ((b"%d" % n, b"x" * 500) for n in range(sent, sent + number))
        )
        sent += number

    await send(FIRST)
    found: Counter[int] = Counter()
    for restart in range(RESTARTS):
        flow = [Count(sources=(topology.ARTICLES,), tables=("articles-seen",), group=settings.app_id)]
        app = create_app(settings, flow=flow, stop_flow_on_rebalance=mended)
        app.finalize()
        await app.start()
        try:
            await send(MORE)
            if restart == RESTARTS - 1:
                await (processed(settings) if mended else _unchanging(app, settings))
            found = counts(app, settings)
        finally:
            await app.stop()
    return sent, found


def counts(app: Khabar, settings: Settings) -> Counter[int]:
    table = app.runners[0].tables["articles-seen"]
    return Counter(int(value) for part in range(settings.partitions) for _, value in table.entries(part))


async def _unchanging(app: Khabar, settings: Settings) -> None:
    """Return when nothing was counted for some seconds: without the mend, the lag may never be gone."""
    before = None
    while (now := counts(app, settings)) != before:
        before = now
        await asyncio.sleep(3)


async def test_every_message_is_counted_once_over_ten_restarts_with_a_backlog(broker: Settings) -> None:
    sent, counted = await counts_over_restarts(broker, mended=True)
    assert counted == {1: sent}


@pytest.mark.kafka
async def test_without_the_mend_messages_are_skipped_or_repeated(kafka_settings: Settings) -> None:
    """Guards the test above: it can fail. The fault is a race, so that a single round of restarts may come out right."""
    for attempt in range(ATTEMPTS):
        settings = kafka_settings.replace(
            app_id=f"{kafka_settings.app_id}-{attempt}",
            topic_prefix=f"{kafka_settings.topic_prefix}{attempt}-",
        )
        sent, counted = await counts_over_restarts(settings, mended=False)
        if counted != {1: sent}:
            return
    # Faust no longer needs the mend in streams.app: see _handle_rebalances.
    pytest.fail(
        f"{ATTEMPTS} rounds of {RESTARTS} restarts without the mend, and every message was counted once"
    )
