"""The client for subscribers, on each broker: where it begins, what it commits, and that it closes."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas import Observation, dump
from streams import topics, topology
from streams.client import Subscription, Tombstone, TopologyError, Undecodable, Withdrawn, subscribe
from streams.clients import consumer, partitions_of
from streams.config import Settings
from streams.pipeline import event_key, process
from tests.broker.support import PATIENCE, article, send_raw

pytestmark = pytest.mark.broker


@pytest.fixture
async def prepared(broker: Settings) -> Settings:
    await topics.apply(broker)
    return broker


def observation(number: int) -> Observation:
    _, (event, *_) = process(article(number))
    assert isinstance(event, Observation)
    return event


async def publish(settings: Settings, *numbers: int) -> None:
    """Observations of articles, all under one key and so in one partition, in order."""
    for number in numbers:
        event = observation(number)
        await send_raw(settings, topology.EXPORTS, [(event_key(event).encode(), dump(event))])


def number(item: Any) -> int:
    assert isinstance(item, Observation)
    return int(item.article.id.removeprefix("article-"))


async def have(subscription: Subscription[Any], count: int) -> list[int]:
    """The numbers of so many events, by a loop that is left by `break`."""
    found: list[int] = []
    async with asyncio.timeout(PATIENCE):
        async for item in subscription:
            found.append(number(item))
            if len(found) == count:
                break
    gc.collect()
    await asyncio.sleep(0)
    return found


async def test_what_is_there_comes_typed_and_what_cannot_be_read_comes_too(prepared: Settings) -> None:
    await publish(prepared, 0)
    event = observation(1).model_copy(update={"withdrawn": True})
    key = event_key(event).encode()
    await send_raw(prepared, topology.EXPORTS, [(key, dump(event)), (key, b"nonsense"), (key, None)])
    items = [
        item
        async for item in subscribe(
            "events.economy.exports", settings=prepared, start="earliest", stop_at_end=True
        )
    ]
    assert [type(item) for item in items] == [Observation, Withdrawn, Undecodable, Undecodable]
    assert [item.error.code for item in items if isinstance(item, Undecodable)] == ["not_json", "null_value"]
    assert [item.event.withdrawn for item in items if isinstance(item, Withdrawn)] == [True]


async def test_filters_choose_and_tombstones_come(prepared: Settings) -> None:
    await publish(prepared, 0, 1)
    await send_raw(
        prepared, topology.FISCAL_YEARS, [(b"PK/exports.it/FY2026", None), (b"IN/gdp.growth/FY2026", None)]
    )
    options: dict[str, Any] = {"settings": prepared, "start": "earliest", "stop_at_end": True}
    assert [number(item) async for item in subscribe(indicator="exports.it", **options)] == [0, 1]
    assert [item async for item in subscribe(country=["IN"], **options)] == []
    rows = [item async for item in subscribe("tables.fiscal-years", country="PK", **options)]
    assert rows == [Tombstone("tables.fiscal-years", "PK/exports.it/FY2026")]


async def test_latest_is_what_comes_after_it_began(prepared: Settings) -> None:
    await publish(prepared, 0)
    async with subscribe("events.economy.exports", settings=prepared) as events:
        await publish(prepared, 1)
        assert await have(events, 1) == [1]


async def test_from_a_time(prepared: Settings) -> None:
    await publish(prepared, 0)
    await asyncio.sleep(0.1)
    async with consumer(prepared) as client:
        # by the broker's clock, as the topics are stamped
        tps = await partitions_of(client, [topology.by_name(prepared)[topology.EXPORTS]])
        client.assign(tps)
        await client.seek_to_beginning()
        record = await asyncio.wait_for(client.getone(), PATIENCE)
    moment = datetime.fromtimestamp(record.timestamp / 1000 + 0.05, UTC)
    await publish(prepared, 1, 2)
    options: dict[str, Any] = {"settings": prepared, "start": moment}
    alone = subscribe("events.economy.exports", stop_at_end=True, **options)
    assert [number(item) async for item in alone] == [1, 2]
    # a group that has not been there begins at the time as well, and then goes on where it stopped
    async with subscribe("events.economy.exports", group=f"{prepared.app_id}-s", **options) as events:
        assert await have(events, 1) == [1]
    async with subscribe("events.economy.exports", group=f"{prepared.app_id}-s", **options) as events:
        assert await have(events, 1) == [2]


async def test_a_group_goes_on_behind_what_is_done(prepared: Settings) -> None:
    await publish(prepared, *range(5))
    options: dict[str, Any] = {"settings": prepared, "start": "earliest", "group": f"{prepared.app_id}-g"}

    async def left(by: Callable[[Subscription[Any]], Awaitable[list[int]]]) -> list[int]:
        return await by(subscribe("events.economy.exports", **options))

    async def by_break(events: Subscription[Any]) -> list[int]:
        found = await have(events, 2)
        await events.close()
        return found

    async def by_block(events: Subscription[Any]) -> list[int]:
        async with events:
            return await have(events, 2)

    async def by_error(events: Subscription[Any]) -> list[int]:
        found: list[int] = []

        async def fail_at_the_second() -> None:
            async with events, asyncio.timeout(PATIENCE):
                async for item in events:
                    found.append(number(item))
                    if len(found) == 2:
                        raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail_at_the_second()
        return found

    async def by_commit(events: Subscription[Any]) -> list[int]:
        found = []
        async with asyncio.timeout(PATIENCE):
            async for item in events:
                found.append(number(item))
                await events.commit()
                break
        await events.close()
        return found

    assert await left(by_break) == [0, 1], "the body ran for 0; 1 was in hand"
    assert await left(by_error) == [1, 2], "what was in hand when the error came comes again"
    assert await left(by_block) == [2, 3], (
        "a block that is left without an error is done with what it had in hand"
    )
    assert await left(by_commit) == [4]
    await publish(prepared, 5)
    assert await left(by_commit) == [5]


@pytest.mark.kafka
async def test_members_share_and_the_rest_takes_over(kafka_settings: Settings) -> None:
    prepared = kafka_settings
    await topics.apply(prepared)
    keys = [f"PK/key-{place}".encode() for place in range(8)]
    events = [observation(place) for place in range(40)]
    options: dict[str, Any] = {"settings": prepared, "start": "earliest", "group": f"{prepared.app_id}-m"}
    seen: dict[str, list[int]] = {"one": [], "two": []}

    async def read(name: str) -> None:
        async with subscribe("events.economy.exports", **options) as found:
            async for item in found:
                seen[name].append(number(item))

    async def until(ready: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not ready():
                await asyncio.sleep(0.05)

    async def more(part: list[Observation]) -> None:
        await send_raw(
            prepared,
            topology.EXPORTS,
            [(keys[place % 8], dump(event)) for place, event in enumerate(part)],
        )

    one, two = asyncio.create_task(read("one")), asyncio.create_task(read("two"))

    def all_seen() -> int:
        return len(seen["one"]) + len(seen["two"])

    while not (seen["one"] and seen["two"]):
        # until both have a partition; which joins first, and how the partitions are shared, is theirs to settle
        wanted = all_seen() + 40
        await more(events)
        await until(lambda wanted=wanted: all_seen() >= wanted)  # type: ignore[misc]
    two.cancel()
    with pytest.raises(asyncio.CancelledError):
        await two
    before = len(seen["one"])
    await more(events)
    await until(lambda: len(seen["one"]) >= before + 40)
    assert set(seen["one"][before:]) == set(range(40)), (
        "the other's partitions are read on by the one that is left"
    )
    one.cancel()
    with pytest.raises(asyncio.CancelledError):
        await one


async def test_a_cancelled_reader_leaves_nothing_open(prepared: Settings) -> None:
    """An unclosed client would be a ResourceWarning, and warnings are errors."""
    task = asyncio.create_task(have(subscribe("events.economy.exports", settings=prepared), 1))
    await asyncio.sleep(0.5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    del task
    gc.collect()


async def test_a_closed_subscription_is_not_read_again(prepared: Settings) -> None:
    events = subscribe("events.economy.exports", settings=prepared, start="earliest", stop_at_end=True)
    assert [item async for item in events] == []
    with pytest.raises(RuntimeError, match="subscribe again"):
        await anext(aiter(events))


@pytest.mark.parametrize("group", [None, "g"])
async def test_topics_that_are_not_there_are_said(broker: Settings, group: str | None) -> None:
    options: dict[str, Any] = {"settings": broker}
    if group:
        options["group"] = f"{broker.app_id}-{group}"
    with pytest.raises(TopologyError, match="khabar topics apply"):
        await anext(aiter(subscribe("articles", **options)))
    gc.collect()
