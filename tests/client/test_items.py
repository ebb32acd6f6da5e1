"""A message as the value that its topic is for: typed, withdrawn, gone, or undecodable; never an exception."""

from __future__ import annotations

from typing import assert_type

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, Attack, Event, FiscalYear, Incident, Observation, dump
from streams import topology
from streams.client import (
    ClassifiedArticle,
    Item,
    Message,
    Settings,
    Subscription,
    Tombstone,
    Undecodable,
    Withdrawn,
    subscribe,
)
from streams.client.items import item
from streams.demo import samples
from streams.pipeline import event_topic, process

TOPICS = topology.by_name()
EVENTS = [event for one in samples()[:12] if one.article is not None for event in process(one.article)[1]]
OBSERVATION = next(event for event in EVENTS if isinstance(event, Observation))


def message(topic: str, value: bytes | None, key: bytes | None = b"PK/exports.it") -> Message:
    return Message(topic, 0, 7, key, value)


@pytest.mark.parametrize("event", EVENTS[:20], ids=lambda event: event.event_id[:8])
def test_an_event_comes_as_its_model(event: Event) -> None:
    topic = event_topic(event)
    assert item(message(topic, dump(event)), TOPICS[topic]) == event


def test_a_withdrawn_event_has_a_type_of_its_own() -> None:
    gone = OBSERVATION.model_copy(update={"withdrawn": True})
    topic = event_topic(OBSERVATION)
    assert item(message(topic, dump(gone)), TOPICS[topic]) == Withdrawn(gone)


@pytest.mark.parametrize(
    ("topic", "value", "code"),
    [
        (topology.EXPORTS, b"nonsense", "not_json"),
        (topology.EXPORTS, b"[]", "wrong_shape"),
        (topology.EXPORTS, None, "null_value"),
        (topology.ATTACKS, dump(OBSERVATION), "invalid_field"),
        (topology.FISCAL_YEARS, b"{}", "invalid_field"),
        (topology.ARTICLES, b'{"title": "no time"}', "missing_published_at"),
    ],
)
def test_what_cannot_be_read_is_a_value_with_the_bytes_and_the_reason(
    topic: str, value: bytes | None, code: str
) -> None:
    found = item(message(topic, value), TOPICS[topic])
    assert isinstance(found, Undecodable)
    assert (found.error.code, found.message.value) == (code, value)
    assert found.reason.startswith(code)


def test_a_row_without_a_value_is_a_tombstone() -> None:
    found = item(message(topology.FISCAL_YEARS, None, b"PK/exports.it/FY2026"), TOPICS[topology.FISCAL_YEARS])
    assert found == Tombstone(topology.FISCAL_YEARS, "PK/exports.it/FY2026")


def test_what_has_no_schema_comes_as_it_is() -> None:
    letter = message("articles.dlq", b"nonsense")
    assert item(letter, TOPICS["articles.dlq"]) is letter


@given(
    topic=st.sampled_from([topic for topic in TOPICS.values() if topic.kind != "changelog"]),
    value=st.none()
    | st.binary(max_size=40)
    | st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    ).map(orjson.dumps),
    key=st.none() | st.binary(max_size=6),
)
def test_nothing_is_raised_for_what_a_message_holds(
    topic: topology.Topic, value: bytes | None, key: bytes | None
) -> None:
    item(message(topic.name, value, key), topic)


def test_the_types_follow_from_the_topics() -> None:
    """Held by mypy; nothing is asked of a broker before the iteration begins."""
    s = Settings()
    assert_type(
        subscribe("events.economy.exports", settings=s),
        Subscription[Observation | Withdrawn[Observation] | Undecodable],
    )
    assert_type(
        subscribe("events.security.attacks", settings=s, country="PK"),
        Subscription[Attack | Withdrawn[Attack] | Undecodable],
    )
    assert_type(
        subscribe("tables.fiscal-years", settings=s), Subscription[FiscalYear | Tombstone | Undecodable]
    )
    assert_type(subscribe("tables.incidents", settings=s), Subscription[Incident | Tombstone | Undecodable])
    assert_type(subscribe("articles", settings=s), Subscription[Article | Undecodable])
    assert_type(subscribe("articles.economy", settings=s), Subscription[ClassifiedArticle | Undecodable])
    assert_type(subscribe(settings=s), Subscription[Event | Withdrawn[Event] | Undecodable])
    name: str = "tables.*"
    assert_type(subscribe(name, settings=s), Subscription[Item])


def test_what_does_not_exist_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match=r"no such topic: events\.economy\.export"):
        subscribe("events.economy.export")
    with pytest.raises(ValueError, match=r"no such indicator: 'exports'; there are exports\.total"):
        subscribe(indicator="exports")
    with pytest.raises(ValueError, match="no such type"):
        subscribe(type="attack")
    with pytest.raises(ValueError, match="two letters"):
        subscribe(country="Pakistan")
    with pytest.raises(ValueError, match="neither earliest"):
        subscribe(start="yesterday")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="a group has no end"):
        subscribe(group="g", stop_at_end=True)
