"""Delivery: what is sent, the headers it carries, and sending until the broker has it.

Nothing here knows Faust: a `Sender` is whatever puts a record on the wire and gives back a future of its acknowledgement.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from aiokafka.errors import KafkaError, MessageSizeTooLargeError, RecordListTooLargeError

from schemas import Article, DeadLetter, Event, dump
from schemas.export import schema_id
from streams.fence import Fenced
from streams.pipeline import event_key, event_topic
from streams.topology import dead_letters_of

log = logging.getLogger(__name__)

Headers = tuple[tuple[str, bytes], ...]

#: Where events say they come from (CloudEvents `source`).
SOURCE: Final = "/khabar/extract"
JSON_TYPE: Final = ("content-type", b"application/json")
#: The first of the headers that a dead letter adds; everything before it is the message's own.
_ERROR: Final = "__dlq.errors."
_FIRST_ADDED: Final = f"{_ERROR}topic"
#: An error's message is for people; the bytes it is about are in the dead letter itself.
_LONGEST_MESSAGE: Final = 1000
_FIRST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 10.0
#: How often to say that acknowledgements are still missing, in seconds.
_REPORT_EVERY: Final = 5.0


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it came from a topic."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    timestamp: int | None = None
    """Of its record, in milliseconds since 1970; None where the broker gives none."""


@dataclass(frozen=True, slots=True)
class Record:
    """A message to send. Without a partition, the key's hash decides."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    partition: int | None = None
    cause: Message | None = None
    """The message that it was made from, which is dead-lettered if the record can never be sent."""
    timestamp: int | None = None
    """In milliseconds since 1970; None: when it is sent."""
    after: Message | None = None
    """Without a cause, the last message that had a part in it: a trace goes on there."""


class Undeliverable(Exception):
    """The broker will never take these records: they are too large."""

    def __init__(self, records: Sequence[Record]) -> None:
        super().__init__(f"too large for {', '.join(sorted({record.topic for record in records}))}")
        self.records = tuple(records)


class Abandoned(Exception):
    """Delivery was given up because the worker stops or its partitions are being handed over; nothing is acknowledged."""


_FAILURES: Final = (KafkaError, ConnectionError, TimeoutError)
_Failure: TypeAlias = KafkaError | ConnectionError | TimeoutError

Sender = Callable[[Record], Awaitable[Awaitable[Any]]]
"""Queues a record; the inner awaitable is done when every in-sync replica has it."""


async def deliver(records: Sequence[Record], send: Sender, *, abandon: Callable[[], bool]) -> list[Any]:
    """Send the records together and return when the broker has acknowledged each one; the acknowledgements, in order.

    While the broker is away it waits, longer each time, and sends again what was not acknowledged, and with it what came after it
    under the same key. Raises Undeliverable for records that are too large, and Abandoned once `abandon()` is true and records are still open.
    """
    acknowledged: list[Any] = [None] * len(records)
    waiting = list(range(len(records)))
    pause = _FIRST_PAUSE
    while waiting:
        answers = await _send_all([records[place] for place in waiting], send, abandon)
        failed: list[tuple[int, _Failure]] = []
        for place, answer in zip(waiting, answers, strict=True):
            if isinstance(answer, _FAILURES):
                failed.append((place, answer))
            else:
                acknowledged[place] = answer
        if not failed:
            break
        too_large = [
            records[place]
            for place, error in failed
            if isinstance(error, MessageSizeTooLargeError | RecordListTooLargeError)
        ]
        if too_large:
            raise Undeliverable(too_large)
        if any(isinstance(error, Fenced) for _, error in failed):
            raise Abandoned("the group took the partitions away")
        if abandon():
            raise Abandoned(f"{len(failed)} records were not acknowledged")
        waiting = _again(records, {place for place, _ in failed})
        log.warning(
            "%d records not acknowledged (%s: %s); trying again in %.1f s",
            len(failed),
            records[waiting[0]].topic,
            failed[0][1],
            pause,
        )
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
    return acknowledged


def _again(records: Sequence[Record], failed: Set[int]) -> list[int]:
    """What to send again: what failed, and what came after it under its key, or the older one would stand last there."""
    first: dict[tuple[str, bytes | None], int] = {}
    for place in sorted(failed):
        first.setdefault((records[place].topic, records[place].key), place)
    return [
        place
        for place, record in enumerate(records)
        if place in failed
        or (record.key is not None and place > first.get((record.topic, record.key), len(records)))
    ]


async def _send_all(records: Iterable[Record], send: Sender, abandon: Callable[[], bool]) -> list[Any]:
    """Send all, wait for all; of each record the acknowledgement or the error of its sending."""
    sent: list[asyncio.Future[Any] | _Failure] = []
    for record in records:
        if abandon():
            for future in sent:
                if isinstance(future, asyncio.Future):
                    future.add_done_callback(_retrieve)
            raise Abandoned("not all records were sent")
        try:
            sent.append(asyncio.ensure_future(await send(record)))
        except _FAILURES as error:
            sent.append(error)
    await _acknowledged({future for future in sent if isinstance(future, asyncio.Future)}, abandon)
    return [_answer(future) if isinstance(future, asyncio.Future) else future for future in sent]


def _answer(future: asyncio.Future[Any]) -> Any:
    """The result, or the error of a sending; raises any other error."""
    failure = future.exception()
    if failure is None:
        return future.result()
    if isinstance(failure, _FAILURES):
        return failure
    raise failure


async def _acknowledged(futures: set[asyncio.Future[Any]], abandon: Callable[[], bool]) -> None:
    """Return when all are done, well or not. The client tries again by itself for long: say so meanwhile."""
    waited = 0.0
    while futures:
        _, futures = await asyncio.wait(futures, timeout=_REPORT_EVERY)
        if futures and abandon():
            for future in futures:
                future.add_done_callback(_retrieve)
            raise Abandoned(f"{len(futures)} records were not acknowledged")
        if futures:
            waited += _REPORT_EVERY
            log.warning("%d records not acknowledged after %.0f s; still trying", len(futures), waited)


def _retrieve(future: asyncio.Future[Any]) -> None:
    """Take note of how an abandoned future ended, so that its error is not reported as forgotten."""
    if not future.cancelled():
        future.exception()


def event_record(event: Event, article: Article, *, prefix: str = "", cause: Message | None = None) -> Record:
    """An event as a CloudEvent in binary mode: attributes in headers, the event itself as the value."""
    topic, key = event_topic(event), event_key(event)
    headers = (
        ("ce_specversion", b"1.0"),
        ("ce_id", event.event_id.encode()),
        ("ce_source", SOURCE.encode()),
        ("ce_type", event.type.encode()),
        ("ce_time", _rfc3339(article.revised_at)),
        ("ce_subject", key.encode()),
        ("ce_dataschema", schema_id(topic).encode()),
        JSON_TYPE,
    )
    return Record(prefix + topic, key.encode(), dump(event), headers, cause=cause)


def _rfc3339(moment: datetime) -> bytes:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z").encode()


def dead_letter(message: Message, *, stage: str, code: str, reason: str, group: str) -> Record:
    """The message as it came, with why it could not be processed in headers after its own."""
    own, deliveries = strip(message.headers)
    added = (
        (_FIRST_ADDED, message.topic),
        (f"{_ERROR}partition", str(message.partition)),
        (f"{_ERROR}offset", str(message.offset)),
        (f"{_ERROR}group", group),
        (f"{_ERROR}delivery.count", str(deliveries + 1)),
        (f"{_ERROR}message", reason[:_LONGEST_MESSAGE]),
        ("stage", stage),
        ("code", code),
    )
    headers = (*own, *((name, text.encode("utf-8", "replace")) for name, text in added))
    return Record(dead_letters_of(message.topic), message.key, message.value, headers, cause=message)


def is_dead_letter(record: Record) -> bool:
    """Whether a record goes to a topic of dead letters."""
    return record.topic.endswith(dead_letters_of(""))


def without_value(letter: Record) -> Record | None:
    """A dead letter that the broker does not take as it is, with why and from where alone; None if it is that already."""
    if letter.value is None:
        return None
    dropped = (f"{_ERROR}value.dropped", str(len(letter.value)).encode())
    return replace(letter, value=None, headers=(*letter.headers, dropped))


def strip(headers: Headers) -> tuple[Headers, int]:
    """A message's own headers, and how often it failed before (a replayed dead letter keeps that one header)."""
    names = [name for name, _ in headers]
    first = names.index(_FIRST_ADDED) if _FIRST_ADDED in names else len(names)
    count = next((value for name, value in headers if name == f"{_ERROR}delivery.count"), b"0")
    own = tuple(item for item in headers[:first] if not item[0].startswith(_ERROR))
    return own, int(count) if count.isdigit() and len(count) < 10 else 0


def replayed(letter: Message) -> Record:
    """The message that a dead letter was, for its old topic; it keeps only the count of its failures."""
    described = describe(letter)
    own, count = strip(letter.headers)
    headers = (*own, (f"{_ERROR}delivery.count", str(count).encode()))
    return Record(described.topic, letter.key, letter.value, headers)


def describe(letter: Message) -> DeadLetter:
    """What a dead letter's headers say; its own place where they are missing."""
    found: dict[str, str] = {}
    for name, value in letter.headers:
        found[name] = value.decode("utf-8", "replace")
    return DeadLetter(
        topic=found.get(_FIRST_ADDED) or letter.topic.removesuffix(".dlq"),
        partition=_number(found.get(f"{_ERROR}partition")),
        offset=_number(found.get(f"{_ERROR}offset")),
        group=found.get(f"{_ERROR}group"),
        delivery_count=_number(found.get(f"{_ERROR}delivery.count")) or 1,
        stage=found.get("stage", "unknown"),
        code=found.get("code", "unknown"),
        message=found.get(f"{_ERROR}message", ""),
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 20 else None
