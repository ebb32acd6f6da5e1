"""The commands that talk to a broker, run as a user runs them, on each broker."""

import asyncio
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from schemas import dump
from streams import topics, topology
from streams.config import Settings
from streams.worker import worker
from tests.broker.support import article, processed, read, send, send_raw

pytestmark = pytest.mark.broker


async def khabar(
    settings: Settings, *arguments: str, stdin: bytes = b"", code: int = 0
) -> tuple[list[Any], str]:
    """The JSON lines on stdout, and stderr; fails unless it exits with `code`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "streams",
        *arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **settings.to_env()},
    )
    async with asyncio.timeout(120):
        out, err = await process.communicate(stdin)
    assert process.returncode == code, err.decode()
    return [json.loads(line) for line in out.splitlines()], err.decode()


@pytest.fixture
async def prepared(broker: Settings) -> Settings:
    settings = broker.replace(web_port=0)
    await topics.apply(settings)
    return settings


async def test_publish_is_durable_on_return_and_tells_what_it_refused(
    prepared: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_bytes(b"\n".join([dump(article(1)), b"nonsense", dump(article(2))]))
    _, err = await khabar(
        prepared, "publish", str(path), "-", stdin=orjson.dumps([orjson.loads(dump(article(3)))]), code=1
    )
    assert "2 published" not in err
    assert "3 published, 1 refused" in err
    assert "line 2: not_json" in err
    assert {item.key for item in await read(prepared, topology.ARTICLES)} == {
        b"article-1",
        b"article-2",
        b"article-3",
    }


async def test_publish_without_topics_says_what_to_do(broker: Settings) -> None:
    _, err = await khabar(broker, "publish", "-", stdin=dump(article(1)), code=2)
    assert "khabar topics apply" in err


async def test_topics_are_planned_applied_and_listed(broker: Settings) -> None:
    missing, _ = await khabar(broker, "topics", "plan", "-o", "json", code=1)
    assert len(missing[0]) == len(topology.topics(broker))
    await khabar(broker, "topics", "apply")
    assert await khabar(broker, "topics", "plan", "-o", "json") == ([[]], "")
    listed, _ = await khabar(broker, "topics", "ls", "-o", "json")
    assert [item["name"] for item in listed[0]] == [topic.name for topic in topology.topics(broker)]


async def test_tail_lag_and_tables_of_a_running_worker(prepared: Settings) -> None:
    await send(prepared, [article(number) for number in range(12)])
    # nobody works on them: exit 1
    before, err = await khabar(prepared, "lag", "-o", "json", code=1)
    articles = [row for row in before[0] if row["topic"] == prepared.topic_prefix + topology.ARTICLES]
    assert sum(row["lag"] for row in articles) == 12
    assert all(row["seconds"] >= 1 and row["status"] == "STOP" and row["members"] == 0 for row in articles)
    assert err == ""
    async with worker(prepared) as (_, web):
        await processed(prepared)
        after, _ = await khabar(prepared, "lag", "-o", "json")
        assert {(row["lag"], row["seconds"], row["status"], row["members"]) for row in after[0]} == {
            (0, 0.0, "OK", 1)
        }
        years, _ = await khabar(prepared, "tables", "fiscal-years", "--url", web.url, "-o", "json")
        assert "PK/exports.it/FY2026" in [row["key"] for row in years[0]]
    events, _ = await khabar(prepared, "tail", "events.economy.*", "--from", "earliest", "-n", "6")
    assert [event["type"] for event in events] == ["economy.observation"] * 6
    group = (
        "tail",
        "events.economy.*",
        "--from",
        "earliest",
        "--group",
        f"{prepared.app_id}-tail",
        "-n",
        "1",
    )
    first, _ = await khabar(prepared, *group, "--country", "PK", "--indicator", "exports.it")
    second, _ = await khabar(prepared, *group, "--type", "economy.observation", "--prominence", "main")
    assert len({event["event_id"] for event in (*first, *second)}) == 2, (
        "the group goes on behind what was shown"
    )
    since, _ = await khabar(prepared, "tail", "events.economy.*", "--since", "1h", "-n", "6")
    assert since == events
    _, err = await khabar(prepared, "tail", "events.*", "--indicator", "exports", code=2)
    assert "no such indicator: 'exports'" in err


async def test_dead_letters_are_counted_shown_and_replayed_once(prepared: Settings) -> None:
    await send_raw(prepared, topology.ARTICLES, [(b"k", b"nonsense")])
    async with worker(prepared):
        await processed(prepared)
        counted, _ = await khabar(prepared, "dlq", "ls", "-o", "json")
        where = prepared.topic_prefix + topology.ARTICLES
        kind = {"topic": f"{where}.dlq", "stage": "classify", "code": "not_json"}
        assert counted[0] == [{**kind, "count": 1, "replayed": 0}]
        (shown,), _ = await khabar(prepared, "dlq", "show", "articles")
        assert (shown["topic"], shown["value"], shown["key"], shown["delivery_count"]) == (
            where,
            "nonsense",
            "k",
            1,
        )
        assert shown["replayed"] is False
        assert datetime.fromisoformat(shown["failed_at"]) > datetime.now(UTC) - timedelta(hours=1)
        done = {"replayed": 1, "refused": 0, "dry_run": False}
        assert await khabar(prepared, "dlq", "replay", "-o", "json") == ([done], "")
        await processed(prepared)
        # it failed again, and is a new dead letter; the old one is not replayed a second time
        letters, _ = await khabar(prepared, "dlq", "show", "articles.dlq")
        assert [(letter["delivery_count"], letter["replayed"]) for letter in letters] == [
            (1, True),
            (2, False),
        ]
        assert await khabar(prepared, "dlq", "replay", "-o", "json") == ([done], "")
        await processed(prepared)
        # a third time wants --force
        refused, err = await khabar(prepared, "dlq", "replay", "-o", "json", code=1)
        assert refused == [{"replayed": 0, "refused": 1, "dry_run": False}]
        assert "--force" in err
        assert await khabar(prepared, "dlq", "replay", "--force", "-o", "json") == ([done], "")


async def test_dead_letters_are_chosen_by_code_stage_and_time(prepared: Settings) -> None:
    undated = orjson.dumps({"id": "u", "title": "No day"})
    values = [b"nonsense", undated, b"[]", undated]
    await send_raw(prepared, topology.ARTICLES, [(b"k", value) for value in values])
    async with worker(prepared):
        await processed(prepared)

        async def shown(*options: str) -> list[str]:
            letters, _ = await khabar(prepared, "dlq", "show", *options)
            return [letter["code"] for letter in letters]

        assert sorted(await shown()) == [
            "missing_published_at",
            "missing_published_at",
            "not_json",
            "wrong_shape",
        ]
        assert await shown("--code", "missing_published_at") == ["missing_published_at"] * 2
        assert len(await shown("--code", "not_json", "--code", "wrong_shape", "--stage", "classify")) == 2
        assert await shown("--stage", "fold") == []
        assert len(await shown("--since", "10m")) == 4
        assert await shown("--until", "10m") == []
        choice = ("--code", "missing_published_at", "-o", "json")
        would, _ = await khabar(prepared, "dlq", "replay", "--dry-run", *choice)
        assert would == [{"replayed": 2, "refused": 0, "dry_run": True}]
        started = time.monotonic()
        done, _ = await khabar(prepared, "dlq", "replay", "--rate", "1", *choice)
        assert done == [{"replayed": 2, "refused": 0, "dry_run": False}]
        assert time.monotonic() - started > 1
        await processed(prepared)
        if prepared.broker_kind == "embedded":
            return  # it keeps no metadata beside a committed offset: what is replayed out of order is not remembered
        # those in between stay open, also for the next one who replays them all
        counted, _ = await khabar(prepared, "dlq", "ls", "-o", "json")
        assert {(row["code"], row["count"], row["replayed"]) for row in counted[0]} == {
            ("missing_published_at", 4, 2),
            ("not_json", 1, 0),
            ("wrong_shape", 1, 0),
        }
        rest, _ = await khabar(prepared, "dlq", "replay", "-o", "json")
        assert rest == [{"replayed": 4, "refused": 0, "dry_run": False}]


async def test_a_time_that_is_none_is_said_to_be_none(broker: Settings) -> None:
    _, err = await khabar(broker, "dlq", "show", "--since", "yesterday", code=2)
    assert "not a time" in err


@pytest.mark.parametrize("kind", ["embedded", pytest.param("kafka", marks=pytest.mark.kafka)])
async def test_the_demo_ends_with_the_tables(kind: str, request: pytest.FixtureRequest) -> None:
    running: Settings = request.getfixturevalue(f"{kind}_settings")
    arguments = ["--broker", "embedded" if kind == "embedded" else running.broker, "--port", "0"]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "streams", "demo", "--once", *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "KHABAR_APP_ID": running.app_id, "KHABAR_TOPIC_PREFIX": running.topic_prefix},
    )
    async with asyncio.timeout(120):
        out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    (december,) = [line for line in out.decode().splitlines() if line.strip().startswith("2025-12 ")]
    assert "437m USD" in december
    assert b"disputed" in out
    assert b"suicide bombing" in out
