"""The flow end to end on each broker: the tables equal those of the same articles without a broker."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import orjson
import pytest

from schemas import Article, dump
from schemas.export import schema_id
from streams import topics, topology
from streams.config import Settings
from streams.delivery import describe
from streams.demo import samples
from streams.worker import worker
from tests.broker.support import article, expected, processed, published, read, send, send_raw

pytestmark = pytest.mark.broker


@pytest.fixture
async def prepared(broker: Settings) -> Settings:
    settings = broker.replace(web_port=0)
    await topics.apply(settings)
    return settings


async def test_the_tables_equal_those_without_a_broker(prepared: Settings) -> None:
    sample: list[Article] = [item.article for item in samples() if item.article is not None]
    everything = [*sample, *(article(number) for number in range(60))]
    async with worker(prepared):
        await send(prepared, everything)
        await processed(prepared)
    rows = expected(everything)
    assert any(topic == topology.FISCAL_YEARS for topic, _ in rows)
    assert await published(prepared) == rows


async def test_repeats_and_late_old_revisions_change_nothing_and_a_newer_one_withdraws(
    prepared: Settings,
) -> None:
    first = [article(number, updated_at="2026-01-21T00:00:00Z") for number in range(10)]
    newer = article(3, value=999, updated_at="2026-01-22T00:00:00Z")
    silent = article(4, body="The weather stays dry in the plains.", updated_at="2026-01-22T00:00:00Z")
    older = article(5, value=111, updated_at="2026-01-19T00:00:00Z")
    async with worker(prepared):
        await send(prepared, [*first, *first])
        await processed(prepared)
        before = await published(prepared)
        assert before == expected(first)
        await send(prepared, [newer, silent, older, *first])
        await processed(prepared)
    after = await published(prepared)
    assert after == expected([*first, newer, silent, older])
    assert after != before
    # what the silent revision no longer says was taken back on the topic of the events
    withdrawn = [
        value
        for item in await read(prepared, *topology.ECONOMY_EVENTS)
        if item.value is not None and (value := orjson.loads(item.value)).get("withdrawn")
    ]
    assert {value["article"]["id"] for value in withdrawn} >= {silent.id}


async def test_what_is_no_article_is_dead_lettered_as_it_came_and_the_stream_goes_on(
    prepared: Settings,
) -> None:
    bad: list[tuple[bytes | None, bytes | None]] = [
        (b"k1", b"<html>"),
        (b"k2", b"\xff\xfe"),
        (None, b"[1, 2]"),
        (b"k4", None),
        (b"k5", b'{"title": "no date"}'),
        (b"k6", b"[" * 5000),
    ]
    good = [article(number) for number in range(20)]
    async with worker(prepared):
        await send(prepared, good[:10])
        await send_raw(prepared, topology.ARTICLES, bad)
        await send(prepared, good[10:])
        await processed(prepared)
    letters = await read(prepared, topology.dead_letters_of(topology.ARTICLES))
    assert Counter((item.key, item.value) for item in letters) == Counter(bad)
    told = [describe(item) for item in letters]
    assert Counter(item.code for item in told) == Counter(
        ["not_json", "not_utf8", "wrong_shape", "null_value", "missing_published_at", "too_deep"]
    )
    assert {(item.topic, item.stage, item.group) for item in told} == {
        (prepared.topic_prefix + topology.ARTICLES, "classify", prepared.app_id)
    }
    assert all(item.headers[0] == ("origin", b"test") for item in letters)
    assert await published(prepared) == expected(good)


async def test_events_travel_as_cloud_events(prepared: Settings) -> None:
    async with worker(prepared):
        await send(prepared, [article(number) for number in range(6)])
        await processed(prepared)
    found = await read(prepared, topology.EXPORTS)
    assert found
    for item in found:
        event = orjson.loads(item.value or b"")
        headers = {name: value.decode() for name, value in item.headers}
        assert headers == {
            "ce_specversion": "1.0",
            "ce_id": event["event_id"],
            "ce_source": "/khabar/extract",
            "ce_type": "economy.observation",
            "ce_time": "2026-01-20T05:00:00Z",
            "ce_subject": "PK/exports.it",
            "ce_dataschema": schema_id(topology.EXPORTS),
            "content-type": "application/json",
        }
        assert item.key == b"PK/exports.it"


@pytest.mark.kafka
async def test_what_is_published_is_an_event_that_kcat_reads(
    kafka_settings: Settings, tmp_path: Path
) -> None:
    if shutil.which("kcat") is None:
        if os.environ.get("KHABAR_TEST_KAFKA") == "require":
            pytest.fail("kcat is not installed (Debian: apt-get install kcat)")
        pytest.skip("kcat is not installed")
    settings = kafka_settings.replace(web_port=0)
    await topics.apply(settings)
    file = tmp_path / "article.json"
    file.write_bytes(dump(article(1)))
    command = [sys.executable, "-m", "streams", "publish", str(file)]
    published = await asyncio.to_thread(
        subprocess.run, command, env={**os.environ, **settings.to_env()}, capture_output=True, check=True
    )
    assert b"1 published" in published.stdout + published.stderr
    async with worker(settings):
        await processed(settings)
    topic = topology.by_name(settings)[topology.EXPORTS].name
    read_by_kcat = await asyncio.to_thread(
        subprocess.run,
        ["kcat", "-b", settings.broker, "-t", topic, "-C", "-e", "-q", "-J"],
        capture_output=True,
        check=True,
    )
    (line,) = read_by_kcat.stdout.splitlines()
    message = orjson.loads(line)
    event = orjson.loads(message["payload"])
    headers = dict(zip(message["headers"][::2], message["headers"][1::2], strict=True))
    assert message["key"] == "PK/exports.it"
    assert (event["type"], event["article"]["id"]) == ("economy.observation", article(1).id)
    assert (headers["ce_specversion"], headers["ce_id"]) == ("1.0", event["event_id"])
    assert (headers["ce_type"], headers["content-type"]) == (event["type"], "application/json")
