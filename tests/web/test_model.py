"""The read model: what it makes of records, also of those that nobody should have written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import dump
from streams import topology
from streams.delivery import Message
from streams.replay import replay
from streams.web.model import Said
from streams.web.params import FiscalYearsParams, IncidentsParams, SecurityMonthsParams
from streams.web.rows import choose
from tests.law.test_order import sample
from tests.web.flow import SETTINGS, Read, whole

json = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def model(tmp_path: Path) -> Iterator[Read]:
    found = Read([], tmp_path)
    yield found
    found.close()


def record(topic: str, value: bytes | None, *, key: bytes = b"key", offset: int = 0) -> Message:
    return Message(topic, 0, offset, key, value)


def test_it_reads_what_it_is_made_of_and_nothing_else(model: Read) -> None:
    kinds = {topic.kind for topic in model.model.topics.values()}
    assert kinds == {"articles", "events", "tables"}
    assert all(topic.base != "articles.economy" for topic in model.model.topics.values())


def test_the_rows_are_those_of_the_tables(read: Read) -> None:
    wanted = replay(sample())
    assert [row.body for row in read.model.rows("fiscal-years")] == [dump(row) for row in wanted.fiscal_years]
    assert {row.body for row in read.model.rows("incidents")} == {dump(row) for row in wanted.incidents}


def test_a_repeat_changes_nothing_and_is_not_told_again(model: Read) -> None:
    for message in whole():
        model.model.apply(message)
    before = {table: list(model.model.rows(table)) for table in ("fiscal-years", "incidents")}
    last = {(message.topic, message.key): message for message in whole()}
    assert [model.model.apply(message) for message in last.values()] == [None] * len(last)
    assert {table: list(model.model.rows(table)) for table in before} == before  # type: ignore[arg-type]


def test_a_change_is_told_as_followers_get_it(model: Read) -> None:
    (row,) = replay(sample()[:1]).fiscal_years[:1] or replay(sample()).fiscal_years[:1]
    told = model.model.apply(record(topology.FISCAL_YEARS, dump(row), key=row.key.encode()))
    assert told is not None
    assert told.kind == "table"
    assert orjson.loads(told.data) == {
        "table": "fiscal-years",
        "key": row.key,
        "row": orjson.loads(dump(row)),
    }
    gone = model.model.apply(record(topology.FISCAL_YEARS, None, key=row.key.encode()))
    assert gone is not None
    assert orjson.loads(gone.data)["row"] is None
    assert model.model.rows("fiscal-years") == []
    assert model.model.apply(record(topology.FISCAL_YEARS, None, key=row.key.encode())) is None


def test_what_is_written_over_several_lines_is_told_in_one(model: Read) -> None:
    (row,) = replay(sample()).fiscal_years[:1]
    pretty = orjson.dumps(orjson.loads(dump(row)), option=orjson.OPT_INDENT_2)
    told = model.model.apply(record(topology.FISCAL_YEARS, pretty, key=row.key.encode()))
    assert told is not None
    assert b"\n" not in told.data
    assert model.model.row("fiscal-years", row.key) is not None


def test_a_row_that_cannot_be_read_is_not_there(model: Read) -> None:
    (row,) = replay(sample()).fiscal_years[:1]
    key = row.key.encode()
    model.model.apply(record(topology.FISCAL_YEARS, dump(row), key=key))
    model.model.apply(record(topology.FISCAL_YEARS, b'{"key": 7}', key=key))
    assert model.model.rows("fiscal-years") == []


def test_a_row_takes_its_place_again_when_it_changes(model: Read) -> None:
    for message in whole():
        model.model.apply(message)
    latest = model.model.rows("incidents")[0]
    value = orjson.loads(latest.body)
    value["date"]["start"] = "2001-01-01"
    model.model.apply(record(topology.INCIDENTS, orjson.dumps(value), key=latest.key.encode()))
    assert model.model.rows("incidents")[-1].key == latest.key


@given(data=st.data())
def test_the_order_is_kept_while_rows_come_change_and_go(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    messages = [message for message in whole() if message.topic == topology.INCIDENTS and message.value]
    other = Read([], tmp_path_factory.mktemp("order"))
    chosen = data.draw(st.lists(st.tuples(st.sampled_from(messages), st.integers(0, 3)), max_size=20))
    for message, day in chosen:
        value = orjson.loads(message.value or b"")
        value["date"]["start"] = f"2026-01-0{day}"
        other.model.apply(record(message.topic, orjson.dumps(value) if day else None, key=message.key or b""))
        held = list(other.model.rows("incidents"))
        assert held == sorted(held)
        assert {row.key for row in held} == set(other.model._rows["incidents"])
    other.close()


def test_forgetting_everything_is_heard(model: Read) -> None:
    heard: list[Said] = []
    model.model.on_said(heard.append)
    for message in whole():
        model.model.apply(message)
    assert {said.domain for said in heard} >= {"economy", "security"}
    model.model.clear()
    assert heard[-1] == Said(None, None, "")
    assert model.index.counts() == (0, 0)
    assert model.model.rows("incidents") == []


@given(
    topic=st.sampled_from(sorted(topology.by_name(SETTINGS))),
    value=st.none() | st.binary(max_size=40) | json.map(orjson.dumps),
    key=st.none() | st.binary(max_size=8),
)
def test_no_bytes_stop_it(read: Read, topic: str, value: bytes | None, key: bytes | None) -> None:
    if topic in read.model.topics:
        before = read.index.counts()
        read.model.apply(Message(topic, 0, 10**6, key, value))
        assert read.index.counts() == before


@given(data=st.data())
def test_no_damaged_record_stops_it(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A field of a real record is something else, or is not there."""
    message = data.draw(st.sampled_from(whole()))
    value = orjson.loads(message.value or b"{}")
    name = data.draw(st.sampled_from(sorted(value) or [""]))
    if data.draw(st.booleans()):
        value.pop(name, None)
    else:
        value[name] = data.draw(json)
    other = Read([], tmp_path_factory.mktemp("damaged"))
    for one in {item.topic: item for item in whole()}.values():
        other.model.apply(one)
    other.model.apply(record(message.topic, orjson.dumps(value), key=b"damaged"))
    choose("fiscal-years", other.model.rows("fiscal-years"), FiscalYearsParams(geo=("PK",)))
    incidents = IncidentsParams.model_validate({"from": "2026-01-01", "city": ["x"], "min_killed": "3"})
    choose("incidents", other.model.rows("incidents"), incidents)
    months = SecurityMonthsParams.model_validate({"from": "2026-01"})
    choose("security-months", other.model.rows("security-months"), months)
    other.close()
