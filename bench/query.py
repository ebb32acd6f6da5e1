"""The query API: what questions cost beside one row, what reading costs beside the core, and what is kept."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import orjson

from bench.core import articles
from bench.measuring import Row, best
from bench.state import read
from schemas import Article, Incident, dump
from streams import topology
from streams.config import Settings
from streams.delivery import Message
from streams.pipeline import event_key, event_topic, process
from streams.replay import replay
from streams.web import columns, rows
from streams.web.index import Index
from streams.web.model import ReadModel
from streams.web.params import IncidentsParams
from streams.web.past import PastTables
from streams.web.queries import listed
from streams.web.texts import Texts

#: How many incidents the lists are of, and how many articles the index.
INCIDENTS, ARTICLES = 10_000, 1_000


def query() -> Iterator[Row]:
    """Questions of 10,000 incidents beside a list of 100."""
    home = Path(tempfile.mkdtemp(prefix="khabar-bench-"))
    index = Index(home)
    try:
        model = ReadModel(Settings(), index)
        messages = list(_incidents())
        for message in messages[:100]:
            model.apply(message)
        hundred = best(lambda: _ask(model, IncidentsParams()))
        yield "all of 100", f"{1 / hundred:,.0f}", "1.0"
        for message in messages[100:]:
            model.apply(message)
        for name, work in _questions(model):
            seconds = best(work)
            yield name, f"{1 / seconds:,.0f}", f"{seconds / hundred:,.1f}"
        yield from _after_a_change(model, messages[len(messages) // 2], hundred)
        keys = [row.key for row in model.rows("incidents")]
        one = best(lambda: [model.row("incidents", key) for key in keys]) / len(keys)
        yield "one by its id", f"{1 / one:,.0f}", f"{one / hundred:.4f}"
    finally:
        index.close()
        shutil.rmtree(home, ignore_errors=True)


def _ask(model: ReadModel, params: IncidentsParams) -> bytes:
    page = rows.choose("incidents", model.rows("incidents"), params)
    return listed([row.body for row in page.rows], following=page.next, total=page.total)


def _questions(model: ReadModel) -> Iterator[tuple[str, Callable[[], object]]]:
    def as_csv() -> bytes:
        page = rows.choose("incidents", model.rows("incidents"), IncidentsParams())
        return columns.write(Incident, [orjson.loads(row.body) for row in page.rows])

    months = IncidentsParams.model_validate({"country": ["PK"], "from": "2026-01-01", "to": "2026-03-31"})
    first = rows.choose("incidents", model.rows("incidents"), IncidentsParams(limit=500))
    later = IncidentsParams(cursor=first.next)
    thousand = IncidentsParams(limit=1000)
    yield "the first 100 of 10,000", lambda: _ask(model, IncidentsParams())
    yield "100 after the first 500", lambda: _ask(model, later)
    yield "the first 1,000", lambda: _ask(model, thousand)
    yield "100 of a country and three months", lambda: _ask(model, months)
    yield "the first 100 as CSV", as_csv


def _after_a_change(model: ReadModel, message: Message, hundred: float) -> Iterator[Row]:
    turn = 0

    def change_and_ask() -> None:
        nonlocal turn
        turn += 1
        value = orjson.loads(message.value or b"")
        value["killed"]["high"] = 1000 + turn
        model.apply(Message(message.topic, 0, 0, message.key, orjson.dumps(value)))
        rows.choose("incidents", model.rows("incidents"), IncidentsParams())

    seconds = best(change_and_ask)
    yield "a change, and the first 100 after it", f"{1 / seconds:,.0f}", f"{seconds / hundred:,.1f}"


def _incidents() -> Iterator[Message]:
    sample = [orjson.loads(dump(row)) for row in replay(articles()).incidents]
    for number in range(INCIDENTS):
        value = sample[number % len(sample)]
        value["incident_id"] = f"incident-{number}"
        day = str(date(2022, 1, 1) + timedelta(days=number % 1800))
        value["date"] |= {"start": day, "end": day}
        yield Message(topology.INCIDENTS, 0, number, value["incident_id"].encode(), orjson.dumps(value))


def reading() -> Iterator[Row]:
    """What a worker pays for reading what all workers make, beside making it; and tables as of a moment."""
    many = _articles()
    seconds = best(lambda: [process(one) for one in many], rounds=1)
    yield "classify and extract an article", f"{len(many) / seconds:,.0f}", "1.000"
    messages = [message for one in many for message in _messages(one)]
    home = Path(tempfile.mkdtemp(prefix="khabar-bench-"))
    try:
        read_in = best(lambda: _read(messages, home).close(), rounds=3)
        yield "read the article and its events", f"{len(many) / read_in:,.0f}", f"{read_in / seconds:.3f}"
        index = _read(messages, home)
        past = PastTables(ReadModel(Settings(), index), Texts(Settings()))
        moment = datetime(2026, 3, 1, tzinfo=UTC)

        def asked(wanted: Callable[[str], bool]) -> None:
            asyncio.run(past.rows("incidents", moment, wanted))
            past._made.clear()

        whole = best(lambda: asked(lambda _: True), rounds=2)
        yield "incidents as of a moment, an article", f"{len(many) / whole:,.0f}", f"{whole / seconds:.3f}"
        index.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _articles() -> list[Article]:
    """In the order of their revisions, so that none comes late."""
    return sorted(list(read())[:ARTICLES], key=lambda one: one.revision)


def _read(messages: list[Message], home: Path) -> Index:
    index = Index(home)
    model = ReadModel(Settings(), index)
    # as the reader does, which commits every few milliseconds
    for start in range(0, len(messages), 100):
        index.begin()
        for message in messages[start : start + 100]:
            model.apply(message)
        index.commit()
    return index


def _messages(article: Article) -> Iterator[Message]:
    yield Message(topology.ARTICLES, 0, 0, article.id.encode(), dump(article))
    for event in process(article)[1]:
        yield Message(event_topic(event), 0, 0, event_key(event).encode(), dump(event))


def kept() -> Iterator[tuple[str, ...]]:
    """What is kept of each, in bytes: rows in memory, articles and events on disk."""
    home = Path(tempfile.mkdtemp(prefix="khabar-bench-"))
    try:
        index = Index(home)
        model = ReadModel(Settings(), index)
        messages = list(_incidents())
        tracemalloc.start()
        for message in messages:
            model.apply(message)
        model.rows("incidents")
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        bodies = sum(len(message.value or b"") for message in messages)
        # the bytes of the rows themselves were there before
        yield "incident, in memory", f"{INCIDENTS:,}", f"{(held + bodies) / INCIDENTS:,.0f}"
        index.close()
        many = _articles()
        only_articles = [Message(topology.ARTICLES, 0, 0, one.id.encode(), dump(one)) for one in many]
        said = [message for one in many for message in list(_messages(one))[1:]]
        for name, some in (("article, on disk", only_articles), ("event, on disk", said)):
            index = _read(some, home)
            index._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # its log is some 4 MB, whatever there is
            size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
            yield name, f"{len(some):,}", f"{size / len(some):,.0f}"
            index.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)
