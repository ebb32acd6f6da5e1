"""What an agent does with a batch: in which order, and what it leaves behind when it fails. On a stand-in for the app."""

import asyncio
from collections.abc import Awaitable, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiokafka.errors import MessageSizeTooLargeError
from faust.exceptions import ProducerSendError

from streams.agents import Runner
from streams.config import Settings
from streams.delivery import Headers, Message, Record, Undeliverable
from streams.kept import Memory
from streams.ops.observer import Observer
from streams.outcomes import Outcome
from streams.stages import Stage, Work
from streams.state import StateTable, Written


class Table(Memory):
    """A table that notes in `log` when a write is taken over."""

    def __init__(self, log: list[str]) -> None:
        super().__init__()
        self.log = log

    def record(self, partition: int, key: bytes, value: bytes | None) -> Record:
        return Record("changelog", key, value, partition=partition)

    def commit(self, partition: int, writes: Sequence[Written]) -> None:
        self.log += [f"commit {write.key.decode()}" for write in writes]
        self.write(partition, {write.key: write.value for write in writes})


class Double(Stage):
    """Publishes each value twice and remembers it."""

    name = "double"
    forgotten = 0

    def take(self, work: Work, message: Message) -> None:
        assert message.value is not None
        work.publish(*(Record("out", message.key, message.value, cause=message) for _ in range(2)))
        work.write("t", message.partition, message.key or b"", message.value)
        work.note(Outcome(stage=self.name, did="classified", message=message))

    def forget(self) -> None:
        self.forgotten += 1


class App:
    """The little of an app that a runner needs; its broker fails where `fails` says."""

    def __init__(self, log: list[str], fails: dict[str, Exception]) -> None:
        self.log, self.fails = log, fails
        self.refusing = {"out"}
        self.rebalancing = self.should_stop = False
        self.consumer_generation_id = 1
        self.producer = SimpleNamespace(send=self.send)
        self.consumer = SimpleNamespace()

    async def send(self, topic: str, key: bytes, value: bytes | None, *_: object) -> Awaitable[Any]:
        error = self.fails.get(value.decode() if value else "")
        if error is not None and topic in self.refusing:
            try:
                raise error
            except type(error) as cause:
                raise ProducerSendError("Error while sending") from cause
        return self.acknowledge(topic, key)

    async def acknowledge(self, topic: str, key: bytes) -> Any:
        await asyncio.sleep(0)
        self.log.append(f"{topic} {key.decode()}")
        return SimpleNamespace(offset=0, timestamp=0, timestamp_type=0)


class Looking(Observer):
    """Notes what is told, and gives each message's key on as its trace."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Outcome] = []

    def end(self, seeing: Any, outcomes: Sequence[Outcome]) -> Headers:
        return (("traceparent", seeing.key),)

    def done(self, outcomes: Sequence[Outcome]) -> None:
        self.told += outcomes


def runner(observer: Observer | None = None, **fails: Exception) -> tuple[Runner, App, list[str]]:
    log: list[str] = []
    app = App(log, fails)
    stage = Double(sources=("in",), tables=("t",), group="g")
    table = cast(StateTable, Table(log))
    return Runner(cast(Any, app), stage, {"t": table}, Settings(), observer), app, log


def message(key: str, value: str) -> Message:
    return Message("in", 0, 0, key.encode(), value.encode())


async def test_outputs_are_acknowledged_before_changelogs_and_those_before_the_table_changes() -> None:
    work, _, log = runner()
    assert await work._process([message("a", "1"), message("b", "2")])
    assert log == ["out a", "out a", "out b", "out b", "changelog a", "changelog b", "commit a", "commit b"]


async def test_marks_are_acknowledged_and_taken_over_before_anything_is_published() -> None:
    class Marking(Double):
        def take(self, work: Work, message: Message) -> None:
            row = Record("out", message.key, message.value, cause=message)
            work.replace("t", message.partition, message.key or b"", b"digest", row)

    work, _, log = runner()
    work.stage = Marking(sources=("in",), tables=("t",), group="g")
    assert await work._process([message("a", "1")])
    assert log == ["changelog a", "commit a", "out a", "changelog a", "commit a"]
    assert work.tables["t"].read(0, b"a") == b"digest"


async def test_what_the_broker_never_takes_becomes_a_dead_letter_and_the_rest_goes_on() -> None:
    work, _, log = runner(large=MessageSizeTooLargeError())
    assert await work._process([message("a", "large"), message("b", "2")])
    assert log.count("in.dlq a") == 1
    assert "out a" not in log
    assert log.count("out b") >= 2
    assert log[-2:] == ["commit a", "commit b"]


async def test_a_dead_letter_that_is_too_large_goes_without_the_message_but_goes() -> None:
    work, app, log = runner(large=MessageSizeTooLargeError())
    app.refusing.add("in.dlq")
    assert await work._process([message("a", "large"), message("b", "2")])
    assert log.count("in.dlq a") == 1
    assert log[-2:] == ["commit a", "commit b"]


async def test_a_dead_letter_that_the_broker_never_takes_ends_the_worker_and_nothing_is_lost() -> None:
    never = MessageSizeTooLargeError()
    work, app, log = runner(large=never)
    app.fails[""] = never
    app.refusing.add("in.dlq")
    with pytest.raises(Undeliverable):
        await work._process([message("a", "large")])
    assert "commit a" not in log


@pytest.mark.parametrize(
    ("when", "acknowledged"),
    [("out", ["out a", "out a"]), ("changelog", ["out a", "out a", "changelog a"])],
)
async def test_a_batch_whose_partitions_went_meanwhile_writes_no_table_and_is_not_done(
    when: str, acknowledged: list[str]
) -> None:
    work, app, log = runner()
    acknowledge = app.acknowledge

    async def rebalance(topic: str, key: bytes) -> Any:
        app.consumer_generation_id += topic == when
        return await acknowledge(topic, key)

    app.acknowledge = rebalance  # type: ignore[method-assign]  # the rebalance comes while records are on their way
    assert not await work._process([message("a", "1")])
    assert log == acknowledged
    assert cast(Double, work.stage).forgotten == 1


async def test_an_unexpected_failure_leaves_nothing_derived_behind_and_is_raised() -> None:
    work, _, log = runner(odd=ValueError("a bug"))
    with pytest.raises(ValueError, match="a bug"):
        await work._process([message("a", "odd")])
    assert "commit a" not in log
    assert cast(Double, work.stage).forgotten == 1


async def test_a_batch_is_told_of_once_and_only_when_all_of_it_is_done() -> None:
    seen = Looking()
    work, app, _ = runner(seen)
    acknowledge = app.acknowledge

    async def rebalance(topic: str, key: bytes) -> Any:
        app.consumer_generation_id += 1
        return await acknowledge(topic, key)

    app.acknowledge = rebalance  # type: ignore[method-assign]  # the first time, partitions go meanwhile
    assert not await work._process([message("a", "1")])
    assert seen.told == []
    app.acknowledge = acknowledge  # type: ignore[method-assign]
    assert await work._process([message("a", "1")])
    assert [one.did for one in seen.told] == ["classified"]


async def test_what_the_broker_never_takes_is_told_as_refused_alone() -> None:
    seen = Looking()
    work, _, _ = runner(seen, large=MessageSizeTooLargeError())
    assert await work._process([message("a", "large"), message("b", "2")])
    assert {(one.did, one.article_id, one.code) for one in seen.told} == {
        ("classified", None, None),
        ("refused", "a", "too_large"),
    }
    assert len(seen.told) == 2


async def test_what_is_sent_goes_on_with_the_trace_of_what_it_was_made_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work, app, _ = runner(Looking(), large=MessageSizeTooLargeError())
    sent: list[tuple[str, bytes, list[Any]]] = []
    send = app.send

    async def note(topic: str, key: bytes, value: bytes | None, *more: Any) -> Awaitable[Any]:
        sent.append((topic, key, more[-1]))
        return await send(topic, key, value)

    monkeypatch.setattr(app.producer, "send", note)
    places = [
        Message("in", 0, place, key, value)
        for place, (key, value) in enumerate([(b"a", b"1"), (b"b", b"large")])
    ]
    assert await work._process(places)
    assert next(headers for topic, key, headers in sent if topic == "out" and key == b"a") == [
        ("traceparent", b"a")
    ]
    # a dead letter has the headers that it came with, so that its replay is as it was
    (letter,) = [headers for topic, _, headers in sent if topic == "in.dlq"]
    assert "traceparent" not in dict(letter)
    assert [headers for topic, _, headers in sent if topic == "changelog"] == [[]] * 2


async def test_a_rebalance_waits_for_the_batch_in_hand_and_none_begins_after_stopping() -> None:
    work, _, log = runner()
    batch = asyncio.create_task(_locked(work, [message("a", "1")]))
    await asyncio.sleep(0)
    await work.quiet(timeout=10, stopping=True)
    assert log[-1] == "commit a"
    await batch
    assert await work._do(cast(Any, None), [event(generation=1)])
    assert log[-1] == "commit a"


async def test_events_that_come_before_a_rebalance_is_over_wait_for_its_end() -> None:
    work, app, log = runner()
    app.rebalancing = True
    stream, consumer = SimpleNamespace(), SimpleNamespace(release=lambda message: log.append("done"))
    app.consumer = consumer
    assert not await work._do(cast(Any, stream), [event(generation=1)])
    assert log == []
    app.rebalancing = False
    assert await work._do(cast(Any, stream), [event(generation=1)])
    assert log[-2:] == ["commit e", "done"]


def event(*, generation: int) -> Any:
    message = SimpleNamespace(
        topic="in",
        partition=0,
        offset=0,
        key=b"e",
        value=b"1",
        headers=None,
        timestamp=None,
        generation_id=generation,
    )
    return SimpleNamespace(message=message, ack=lambda: True)


async def _locked(work: Runner, messages: list[Message]) -> None:
    async with work._lock:
        await work._process(messages)


async def test_events_of_an_older_generation_are_left_for_their_return() -> None:
    work, _, _ = runner()
    old, new = event(generation=0), event(generation=1)
    assert work._current([old, new]) == [new]
