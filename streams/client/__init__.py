"""For subscribers: what comes on the topics as typed values.

    import asyncio
    from streams.client import Undecodable, Withdrawn, subscribe

    async def main() -> None:
        async for event in subscribe("events.economy.exports", country="PK", start="earliest"):
            match event:
                case Undecodable():
                    print("cannot be read:", event.reason)
                case Withdrawn():
                    print("taken back:", event.event.event_id)
                case _:
                    print(event.period.label, event.indicator, event.value, event.unit)

    asyncio.run(main())

The broker and how to speak to it (TLS, SCRAM) are taken from the `KHABAR_*` variables, or from a `Settings` given as `settings`.

Delivery is at least once. The same event may come again, with the same `event_id` and the same content: store events by it, and
nothing is counted twice. Of several messages with one `event_id`, the one with the highest `article.revision` counts.

A subscriber alone (without `group`) keeps no place: it begins at `start` each time, and reads all partitions. Several processes
that name the same `group` share the partitions among them, and the group goes on where it stopped; `start` counts only where it
has not been yet. A message is committed once the body of the loop has run for it, so what was in hand when a process died comes
again. Messages that a filter leaves out are committed on the way. The commit itself follows within `Settings.commit_interval`
and when the subscription closes; `await subscription.commit()` does it at once.

Leaving the loop closes the connection: by `break`, an error or a cancellation. With

    async with subscribe(...) as events:
        async for event in events: ...

it is closed when the block is left, not a moment later. There, leaving without an exception also counts the message in hand as
done; after a bare `break` outside of such a block it is not, and comes again.

Nothing is raised for a message that cannot be read: it is handed over as `Undecodable`. What is raised: `BrokerUnreachable` if no
broker takes us, `TopologyError` if it does not have the topics, `ConfigError` for settings that cannot be used, and ValueError for
topics and filters that do not exist.
"""

from __future__ import annotations

import os
from typing import Any, Literal, Unpack, overload

from schemas import (
    Article,
    Attack,
    ClassifiedArticle,
    Event,
    FiscalYear,
    Incident,
    Observation,
    Operation,
    SecurityMonth,
    Statement,
)
from streams.client.filters import Filter
from streams.client.items import Item, Tombstone, Undecodable, Withdrawn
from streams.client.options import Options
from streams.client.subscription import Delivery, Subscription
from streams.client.subscription import matching as _matching
from streams.config import ConfigError, Settings
from streams.delivery import Message
from streams.topics import TopologyError
from streams.wire import BrokerUnreachable

__all__ = [
    "Article",
    "Attack",
    "BrokerUnreachable",
    "ClassifiedArticle",
    "ConfigError",
    "Delivery",
    "Event",
    "FiscalYear",
    "Incident",
    "Item",
    "Message",
    "Observation",
    "Operation",
    "Options",
    "SecurityMonth",
    "Settings",
    "Statement",
    "Subscription",
    "Tombstone",
    "TopologyError",
    "Undecodable",
    "Withdrawn",
    "subscribe",
]

ObservationTopic = Literal[
    "events.economy.exports",
    "events.economy.external",
    "events.economy.prices",
    "events.economy.finance",
    "events.economy.output",
    "events.economy.*",
]
ClassifiedTopic = Literal["articles.economy", "articles.security", "articles.other", "articles.*"]


@overload
def subscribe(**options: Unpack[Options]) -> Subscription[Event | Withdrawn[Event] | Undecodable]: ...
@overload
def subscribe(
    *topics: ObservationTopic, **options: Unpack[Options]
) -> Subscription[Observation | Withdrawn[Observation] | Undecodable]: ...
@overload
def subscribe(
    *topics: Literal["events.security.attacks"], **options: Unpack[Options]
) -> Subscription[Attack | Withdrawn[Attack] | Undecodable]: ...
@overload
def subscribe(
    *topics: Literal["events.security.operations"], **options: Unpack[Options]
) -> Subscription[Operation | Withdrawn[Operation] | Undecodable]: ...
@overload
def subscribe(
    *topics: Literal["events.security.statements"], **options: Unpack[Options]
) -> Subscription[Statement | Withdrawn[Statement] | Undecodable]: ...
@overload
def subscribe(
    *topics: Literal["events.*", "events.security.*"], **options: Unpack[Options]
) -> Subscription[Event | Withdrawn[Event] | Undecodable]: ...
@overload
def subscribe(
    *topics: Literal["tables.fiscal-years"], **options: Unpack[Options]
) -> Subscription[FiscalYear | Tombstone | Undecodable]: ...
@overload
def subscribe(
    *topics: Literal["tables.incidents"], **options: Unpack[Options]
) -> Subscription[Incident | Tombstone | Undecodable]: ...
@overload
def subscribe(
    *topics: Literal["tables.security-months"], **options: Unpack[Options]
) -> Subscription[SecurityMonth | Tombstone | Undecodable]: ...
@overload
def subscribe(
    *topics: Literal["articles"], **options: Unpack[Options]
) -> Subscription[Article | Undecodable]: ...
@overload
def subscribe(
    *topics: ClassifiedTopic, **options: Unpack[Options]
) -> Subscription[ClassifiedArticle | Undecodable]: ...
@overload
def subscribe(*topics: str, **options: Unpack[Options]) -> Subscription[Item]: ...


def subscribe(*topics: str, **options: Unpack[Options]) -> Subscription[Any]:
    """What comes on the topics, as an asynchronous iterator; see this module for what is promised, `Options` for what can be said.

    Topics go by the contract's names (without an installation's prefix); `*` stands for any part: `events.security.*`.
    Without any, they are those of all events. Nothing is read, and no broker is asked, before the iteration begins.
    """
    settings = options.get("settings") or Settings.from_env(os.environ)
    patterns = topics or ("events.*",)
    found = {topic.name: topic for pattern in patterns for topic in _matching(pattern, settings)}
    for pattern in patterns:
        if not _matching(pattern, settings):
            raise ValueError(f"no such topic: {pattern}")
    chosen = Filter.of(
        types=options.get("type"),
        countries=options.get("country"),
        indicators=options.get("indicator"),
        prominence=options.get("prominence"),
    )
    return Subscription(
        list(found.values()),
        settings,
        choose=chosen,
        start=options.get("start", "latest"),
        group=options.get("group"),
        stop_at_end=options.get("stop_at_end", False),
    )
