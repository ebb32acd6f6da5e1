"""What the workers make of articles, without a broker: the records of every topic, and a read model that has read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from schemas import Article, dump
from streams import topology
from streams.app import stages
from streams.config import Settings
from streams.delivery import Message, Record
from streams.kept import Memory
from streams.replay import Tables, replay
from streams.stages import Work
from streams.web.index import Index
from streams.web.model import ReadModel
from streams.web.past import PastTables
from streams.web.queries import Queries
from streams.web.texts import Texts
from tests.law.test_order import sample

SETTINGS = Settings()


def flow(articles: Iterable[Article], *, batch: int = 50) -> list[Message]:
    """The records that the stages leave on `articles`, the events' and the tables' topics, each topic in its order."""
    tables = {table.name: Memory() for table in topology.TABLES}
    known = topology.by_name()
    topics: defaultdict[str, list[Message]] = defaultdict(list)
    topics[topology.ARTICLES] = [
        Message(topology.ARTICLES, 0, place, one.id.encode(), dump(one)) for place, one in enumerate(articles)
    ]
    for stage in stages(SETTINGS):
        messages = [message for source in stage.sources for message in topics[source]]
        for start in range(0, len(messages), batch):
            work = Work(tables)
            for message in messages[start : start + batch]:
                stage.attempt(work, message)
            stage.finish(work, tables)
            for (table, partition, key), value in work.writes.items():
                tables[table].write(partition, {key: value})
            for record in work.records:
                topics[record.topic].append(_message(record, len(topics[record.topic])))
    return [
        message
        for topic, messages in topics.items()
        if known[topic].kind in {"articles", "events", "tables"}
        for message in messages
    ]


@cache
def whole() -> tuple[Message, ...]:
    """What the samples leave."""
    return tuple(flow(sample()))


@cache
def replayed() -> Tables:
    """The samples' tables."""
    return replay(sample())


def _message(record: Record, place: int) -> Message:
    return Message(record.topic, 0, place, record.key, record.value, record.headers)


class HeldTexts(Texts):
    """Texts of an `articles` that is held here."""

    def __init__(self, messages: Sequence[Message]) -> None:
        super().__init__(SETTINGS)
        self._held = {
            (message.partition, message.offset): message.value
            for message in messages
            if message.topic == topology.ARTICLES
        }
        self.reads = 0

    async def _fetch(self, partition: int, offset: int) -> bytes | None:
        self.reads += 1
        return self._held.get((partition, offset))


class Read:
    """A read model that has read messages, and what is asked of it. Close it."""

    def __init__(self, messages: Sequence[Message], home: Path | None = None) -> None:
        self.index = Index(home)
        self.model = ReadModel(SETTINGS, self.index)
        self.texts = HeldTexts(messages)
        self.past = PastTables(self.model, self.texts)
        self.queries = Queries(self.model, self.past, self.texts)
        self.index.begin()
        for message in messages:
            self.model.apply(message)
        self.index.commit()

    def close(self) -> None:
        self.index.close()
