"""Records that Faust drops in the midst of a recovery, after the client has moved past them, are read again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from streams import topics
from streams.batch import Consumer
from streams.config import Settings
from streams.worker import worker
from tests.broker.support import article, expected, processed, published, send

pytestmark = pytest.mark.broker


async def test_a_recovery_whose_records_were_dropped_ends_all_the_same(
    broker: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings = broker.replace(web_port=0)
    await topics.apply(settings)
    first, second = [article(number) for number in range(20)], [article(number) for number in range(20, 30)]
    async with worker(settings):
        await send(settings, first)
        await processed(settings)
    dropped = 0
    read = Consumer.getmany

    async def drop_one_fetch(self: Consumer, timeout: float) -> AsyncIterator[tuple[Any, Any]]:
        nonlocal dropped
        whole = dropped == 0
        async for tp, message in read(self, timeout):
            if whole and tp.topic.endswith("-changelog"):
                dropped += 1
            else:
                yield tp, message

    monkeypatch.setattr(Consumer, "getmany", drop_one_fetch)
    async with worker(settings):
        await send(settings, second)
        await processed(settings)
        assert await published(settings) == expected([*first, *second])
    assert dropped
    assert "stands still" in caplog.text
