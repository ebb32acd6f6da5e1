"""The stream: what comes reaches every reader once, from where it left off; who does not take it is dropped."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.delivery import Message
from streams.web.hub import Hub, Item, Positions, Subscription, read_place, write_place
from streams.web.model import Change
from tests.web.flow import Read
from tests.web.served import LAG, TOPICS, Served, serving

EVENTS, INCIDENTS = TOPICS


def tell(
    hub: Hub, number: int, *, topic: str = EVENTS, partition: int = 0, data: bytes | None = None
) -> None:
    kind = "event" if topic == EVENTS else "table"
    body = orjson.dumps({"number": number}) if data is None else data
    hub.tell(Message(topic, partition, number, b"key", body), Change(kind, body))


def nothing() -> None:
    pass


def offsets(subscription: Subscription) -> list[int]:
    found = []
    while (item := subscription.take()) is not None:
        found.append(item.offset)
    return found


def test_everybody_gets_what_comes_from_now_on() -> None:
    hub = Hub()
    tell(hub, 1)
    first = hub.subscribe(None, nothing)
    tell(hub, 2)
    second = hub.subscribe(None, nothing)
    tell(hub, 3)
    assert first is not None
    assert second is not None
    assert (offsets(first), offsets(second)) == ([2, 3], [3])
    assert first.positions == second.positions == {(EVENTS, 0): 4}


def test_who_begins_to_listen_may_have_the_last_ones_first() -> None:
    hub = Hub(kept=3)
    for number in range(5):
        tell(hub, number)
    late = hub.subscribe(None, nothing, recent=2)
    later = hub.subscribe(None, nothing, recent=10)
    tell(hub, 5)
    assert late is not None
    assert later is not None
    assert (offsets(late), offsets(later)) == ([3, 4, 5], [2, 3, 4, 5])
    assert late.positions == {(EVENTS, 0): 6}


@given(
    st.lists(st.tuples(st.sampled_from(TOPICS), st.integers(0, 2)), max_size=40),
    st.integers(0, 40),
)
def test_who_comes_back_gets_the_rest_and_nothing_twice(records: list[tuple[str, int]], left: int) -> None:
    """From another worker as well, which had the records in another order between the partitions."""
    here, there = Hub(), Hub()
    numbered = [(number, topic, partition) for number, (topic, partition) in enumerate(records)]
    reader = here.subscribe({}, nothing)
    assert reader is not None
    for number, topic, partition in numbered:
        tell(here, number, topic=topic, partition=partition)
    for number, topic, partition in sorted(numbered, key=lambda one: (one[1], one[2], one[0])):
        tell(there, number, topic=topic, partition=partition)
    seen: list[Item] = []
    while len(seen) < left and (item := reader.take()) is not None:
        seen.append(item)
    place = read_place(write_place(reader.positions, TOPICS), TOPICS)
    for hub in (here, there):
        again = hub.subscribe(place, nothing)
        assert again is not None
        rest = []
        while (item := again.take()) is not None:
            rest.append(item)
        assert sorted(item.offset for item in [*seen, *rest]) == [number for number, *_ in numbered]


def test_who_was_away_for_too_long_is_told_so() -> None:
    hub = Hub(kept=3)
    for number in range(10):
        tell(hub, number)
    assert hub.subscribe({(EVENTS, 0): 6}, nothing) is None
    kept = hub.subscribe({(EVENTS, 0): 7}, nothing)
    assert kept is not None
    assert offsets(kept) == [7, 8, 9]
    small = Hub(kept_bytes=100)
    for number in range(3):
        tell(small, number, data=b"x" * 60)
    assert small.subscribe({}, nothing) is None


def test_what_waits_for_one_reader_is_bounded() -> None:
    hub = Hub()
    woken: list[int] = []
    slow = hub.subscribe(None, lambda: woken.append(1))
    assert slow is not None
    for number in range(3000):
        tell(hub, number)
    assert slow.over == "too slow"
    assert hub.readers == 0
    assert len(offsets(slow)) == len(woken) - 1 == 2000


def test_topics_that_are_read_anew_end_every_subscription() -> None:
    hub = Hub()
    tell(hub, 5)
    reader = hub.subscribe(None, nothing)
    hub.reset()
    assert reader is not None
    assert reader.over
    tell(hub, 0)
    anew = hub.subscribe({}, nothing)
    assert anew is not None
    assert offsets(anew) == [0]


positions = st.dictionaries(
    st.tuples(st.sampled_from(TOPICS), st.integers(0, 30)), st.integers(1, 2**62), max_size=8
)


@given(positions)
def test_a_place_comes_back_from_its_text(place: Positions) -> None:
    back = read_place(write_place(place, TOPICS), TOPICS)
    assert back is not None
    assert {partition: offset for partition, offset in back.items() if offset} == place


@pytest.mark.parametrize("text", ["", "1", "2..", "1.a-b-c!.", "1.-.", "x" * 30_000, "1.é."])
def test_what_is_no_place_is_seen(text: str) -> None:
    assert read_place(text, TOPICS) is None


class Frame(NamedTuple):
    event: str
    id: str
    data: bytes


def frames(served: Served, query: str = "", *, last: str | None = None) -> Iterator[Frame]:
    """The events of a stream, as a browser reads them."""
    connection = served.connect()
    headers = {"Last-Event-ID": last} if last is not None else {}
    connection.request("GET", f"/api/v1/stream{query}", headers=headers)
    answer = connection.getresponse()
    served.open += [answer, connection]
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/event-stream; charset=utf-8")
    event, place, data = "", "", b""
    for raw in answer:
        name, _, value = raw.rstrip(b"\n").partition(b": ")
        if name == b"event":
            event = value.decode()
        elif name == b"id":
            place = value.decode()
        elif name == b"data":
            data = value
        elif not name and (event or place):
            yield Frame(event, place, data)
            event, place, data = "", "", b""


@pytest.fixture
def streaming(read: Read) -> Iterator[Served]:
    with serving(read) as served:
        yield served


def test_a_reader_goes_on_where_it_ended(streaming: Served) -> None:
    hub = streaming.hub
    listening = frames(streaming, "?only=event&only=table")
    assert next(listening) == Frame("", "1..", b"")
    streaming.do(lambda: tell(hub, 1))
    streaming.do(lambda: tell(hub, 2, topic=INCIDENTS, partition=1))
    first, second = next(listening), next(listening)
    assert (first.event, first.data) == ("event", b'{"number":1}')
    assert (second.event, second.data) == ("table", b'{"number":2}')
    streaming.do(lambda: tell(hub, 3))
    again = frames(streaming, "?only=event&only=table", last=first.id)
    found = [next(again) for _ in range(3)]
    assert [frame.data for frame in found] == [b"", b'{"number":2}', b'{"number":3}']
    assert found[2].id == "1.4.0-3"


def test_only_what_is_wanted_is_sent(streaming: Served) -> None:
    tables = frames(streaming, "?only=table")
    next(tables)
    streaming.do(lambda: tell(streaming.hub, 1))
    streaming.do(lambda: tell(streaming.hub, 2, topic=INCIDENTS))
    frame = next(tables)
    assert (frame.event, frame.id) == ("table", "1.2.3")


def test_the_lag_comes_by_itself(streaming: Served) -> None:
    (_, first) = (next(listening) for listening in [frames(streaming)] for _ in range(2))
    assert first.event == "lag"
    assert orjson.loads(first.data) == {"items": LAG, "next": None, "total": len(LAG)}


def test_a_place_that_is_not_kept_begins_anew(streaming: Served) -> None:
    for last in ("nonsense", "7.1.1"):
        reset = next(frames(streaming, "?only=event", last=last))
        assert reset.event == "reset"
        assert "detail" in orjson.loads(reset.data)


def test_topics_made_anew_are_told_and_the_place_is_forgotten(streaming: Served) -> None:
    listening = frames(streaming, "?only=event")
    next(listening)
    streaming.do(streaming.hub.reset)
    assert next(listening).event == "reset"
    assert next(listening, None) is None


def test_a_reader_that_takes_nothing_is_dropped_and_the_others_go_on(streaming: Served) -> None:
    hub = streaming.hub
    place = urlsplit(streaming.url)
    deaf = socket.create_connection((place.hostname or "", place.port or 0))
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.sendall(b"GET /api/v1/stream?only=event HTTP/1.1\r\nHost: localhost\r\n\r\n")
    listening = frames(streaming, "?only=event")
    next(listening)
    waiting = threading.Event()
    while hub.readers < 2:
        assert not waiting.wait(0.01)
    got = 0
    for number in range(300):
        streaming.do(lambda number=number: tell(hub, number, data=b'"' + b"x" * 50_000 + b'"'))  # type: ignore[misc]
        got += len(next(listening).data)
    assert got == 300 * 50_002
    assert hub.readers == 1
    deaf.close()


def test_the_end_of_the_server_is_not_held_up(read: Read) -> None:
    with serving(read) as served:
        listening = frames(served, "?only=event")
        next(listening)
