"""Delivery: nothing is acknowledged before the broker has it, nothing is dropped, dead letters keep the message as it was."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import orjson
import pytest
from aiokafka.errors import KafkaTimeoutError, MessageSizeTooLargeError
from hypothesis import given
from hypothesis import strategies as st

from streams import delivery
from streams.delivery import (
    Abandoned,
    Message,
    Record,
    Undeliverable,
    dead_letter,
    deliver,
    describe,
    replayed,
    strip,
)
from streams.fence import Fenced


class Broker:
    """Takes records, but fails as often as told, either when a record is queued or when it is to be acknowledged."""

    def __init__(self, *, queueing: int = 0, acknowledging: int = 0, error: Exception | None = None) -> None:
        self.taken: list[Record] = []
        self.attempts = 0
        self._queueing = queueing
        self._acknowledging = acknowledging
        self._error = error or KafkaTimeoutError()

    async def send(self, record: Record) -> Awaitable[Any]:
        self.attempts += 1
        if self._queueing:
            self._queueing -= 1
            raise self._error
        return self._acknowledge(record)

    async def _acknowledge(self, record: Record) -> bytes | None:
        await asyncio.sleep(0)
        if self._acknowledging:
            self._acknowledging -= 1
            raise self._error
        self.taken.append(record)
        return record.key


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "_FIRST_PAUSE", 0.0)


RECORDS = [Record("t", b"%d" % number, b"v") for number in range(5)]


def never() -> bool:
    return False


async def test_returns_when_all_are_acknowledged() -> None:
    broker = Broker()
    await deliver(RECORDS, broker.send, abandon=never)
    assert broker.taken == RECORDS


@pytest.mark.parametrize(("queueing", "acknowledging"), [(3, 0), (0, 7), (2, 2)])
async def test_sends_again_what_failed_until_all_are_taken(queueing: int, acknowledging: int) -> None:
    broker = Broker(queueing=queueing, acknowledging=acknowledging)
    acknowledged = await deliver(RECORDS, broker.send, abandon=never)
    assert acknowledged == [record.key for record in RECORDS]
    assert sorted(broker.taken, key=lambda record: record.key or b"") == RECORDS
    assert broker.attempts == len(RECORDS) + queueing + acknowledging


@given(
    st.lists(st.sampled_from([b"a", b"b"]), min_size=1, max_size=6),
    st.lists(
        st.lists(st.sampled_from(["taken", "refused", "unheard"]), min_size=12, max_size=12), max_size=4
    ),
)
def test_of_one_key_the_last_record_stands_last_whatever_is_sent_again(
    keys: list[bytes], tries: list[list[str]]
) -> None:
    records = [Record("t", key, b"%d" % number) for number, key in enumerate(keys)]
    topic: list[Record] = []
    fates = iter([fate for each in tries for fate in each])

    async def send(record: Record) -> Awaitable[Any]:
        fate = next(fates, "taken")
        if fate != "refused":
            topic.append(record)  # also where nobody hears of it
        return answer(fate, record)

    async def answer(fate: str, record: Record) -> bytes | None:
        if fate != "taken":
            raise KafkaTimeoutError
        return record.value

    acknowledged = asyncio.run(deliver(records, send, abandon=never))
    assert acknowledged == [record.value for record in records]
    last = {record.key: record.value for record in topic}
    assert last == {record.key: record.value for record in records}


async def test_gives_up_only_when_told_and_says_so() -> None:
    broker = Broker(acknowledging=10**6)
    # asked before each record, and after each try
    answers = iter([False] * (2 * (len(RECORDS) + 1)) + [True])
    with pytest.raises(Abandoned):
        await deliver(RECORDS, broker.send, abandon=lambda: next(answers))
    assert broker.taken == []


async def test_says_so_while_it_waits_and_can_be_told_to_give_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(delivery, "_REPORT_EVERY", 0.01)
    silent: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def send(_: Record) -> Awaitable[Any]:
        return silent

    answers = iter([False, False, True])
    with pytest.raises(Abandoned):
        await deliver(RECORDS[:1], send, abandon=lambda: next(answers))
    assert "1 records not acknowledged" in caplog.text
    silent.set_exception(KafkaTimeoutError())  # and nobody is left to hear of it


async def test_nothing_more_is_sent_once_the_partitions_leave() -> None:
    broker = Broker()
    with pytest.raises(Abandoned):
        await deliver(RECORDS, broker.send, abandon=lambda: broker.attempts == 1)
    assert broker.attempts == 1


async def test_what_the_group_took_away_is_not_sent_again() -> None:
    broker = Broker(acknowledging=1, error=Fenced())
    with pytest.raises(Abandoned):
        await deliver(RECORDS, broker.send, abandon=never)


async def test_what_is_too_large_is_named() -> None:
    broker = Broker(queueing=1, error=MessageSizeTooLargeError())
    with pytest.raises(Undeliverable) as caught:
        await deliver(RECORDS, broker.send, abandon=never)
    assert caught.value.records == (RECORDS[0],)


async def test_an_unknown_failure_is_not_swallowed() -> None:
    broker = Broker(acknowledging=1, error=ValueError("a bug"))
    with pytest.raises(ValueError, match="a bug"):
        await deliver(RECORDS, broker.send, abandon=never)


own_headers = st.lists(
    st.tuples(st.sampled_from(["stage", "code", "content-type", "x", "ce_id"]), st.binary(max_size=20)),
    max_size=5,
).map(tuple)
messages = st.builds(
    Message,
    topic=st.just("articles"),
    partition=st.integers(0, 9),
    offset=st.integers(0, 10**12),
    key=st.none() | st.binary(max_size=20),
    value=st.none() | st.binary(max_size=200),
    headers=own_headers,
)


@given(messages, st.text(max_size=50))
def test_a_dead_letter_keeps_the_message_and_a_replay_gives_it_back(message: Message, reason: str) -> None:
    record = dead_letter(message, stage="classify", code="not_json", reason=reason, group="khabar")
    assert (record.topic, record.key, record.value) == ("articles.dlq", message.key, message.value)
    assert record.headers[: len(message.headers)] == message.headers
    letter = Message(record.topic, 0, 7, record.key, record.value, record.headers)
    told = describe(letter)
    assert (told.topic, told.partition, told.offset) == ("articles", message.partition, message.offset)
    assert (told.group, told.stage, told.code, told.delivery_count) == ("khabar", "classify", "not_json", 1)
    back = replayed(letter)
    assert (back.topic, back.key, back.value) == (message.topic, message.key, message.value)
    assert strip(back.headers) == (message.headers, 1)


def test_a_message_that_fails_again_counts_its_deliveries() -> None:
    message = Message("articles", 0, 1, b"k", b"v", (("x", b"1"),))
    for count in range(1, 4):
        record = dead_letter(message, stage="classify", code="not_json", reason="", group="g")
        letter = Message(record.topic, 0, 0, record.key, record.value, record.headers)
        assert describe(letter).delivery_count == count
        again = replayed(letter)
        message = Message(again.topic, 0, 2, again.key, again.value, again.headers)


def test_a_letter_without_our_headers_is_still_described() -> None:
    told = describe(Message("articles.dlq", 0, 0, None, b"", ()))
    assert (told.topic, told.stage, told.code) == ("articles", "unknown", "unknown")


def test_long_reasons_are_cut() -> None:
    record = dead_letter(Message("t", 0, 0, None, None), stage="s", code="c", reason="x" * 10**6, group="g")
    assert sum(len(name) + len(value) for name, value in record.headers) < 2000
    assert orjson.dumps(describe(Message("t.dlq", 0, 0, None, None, record.headers)).model_dump())
