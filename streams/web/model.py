"""The read model: what the API answers from, on every worker the whole of it, whoever owns the partitions.

It is a function of the records of `articles`, `events.*` and `tables.*`, as any reader of those topics has them; nothing in it
comes from the worker's own state, so that a rebalance cannot show in it. The rows of the present are those of the compacted
table topics, in memory; everything else is in the index on disk (`streams.web.index`).
"""

from __future__ import annotations

import logging
from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import orjson

from schemas import Event, InputError, Observation
from streams import topology
from streams.articles import decode
from streams.claims import parse_event
from streams.config import Settings
from streams.delivery import Message
from streams.pipeline import Domain
from streams.topology import Topic
from streams.web import rows
from streams.web.index import Index, Place, Version
from streams.web.rows import Row, TableName

log = logging.getLogger(__name__)

#: What it reads.
KINDS: Final = frozenset({"articles", "events", "tables"})


class Change(NamedTuple):
    """What a record changed, for those who follow."""

    kind: str
    """`event` or `table`."""
    data: bytes
    """JSON."""


class Said(NamedTuple):
    """That something new is known of the past: of a group's claims (None: of any group's) from a revision on."""

    domain: Domain | None
    group: str | None
    revision: str


class ReadModel:
    """The tables and the index. `apply` takes records, each partition's in order; the rest is asked."""

    def __init__(self, settings: Settings, index: Index) -> None:
        self.index = index
        self.topics: dict[str, Topic] = {
            topic.name: topic for topic in topology.topics(settings) if topic.kind in KINDS
        }
        """By name on the broker: what it is made of."""
        self._rows: dict[TableName, dict[str, Row]] = {name: {} for name in rows.TABLES}
        self._sorted: dict[TableName, list[Row]] = {}
        self._heard: list[Callable[[Said], None]] = []

    def on_said(self, hear: Callable[[Said], None]) -> None:
        """Have `hear` called when something new is known of the past."""
        self._heard.append(hear)

    def clear(self) -> None:
        """Forget everything: the topics are not those that were read."""
        for table in self._rows.values():
            table.clear()
        self._sorted.clear()
        self.index.clear()
        self._tell(Said(None, None, ""))

    def apply(self, message: Message) -> Change | None:
        """Take in a record; the change that followers are told of. What no reader could read changes nothing."""
        topic = self.topics[message.topic]
        try:
            if topic.kind == "articles":
                self._article(message)
                return None
            if topic.kind == "events":
                return self._event(message)
            return self._row(rows.BY_TOPIC[topic.base], message)
        except (InputError, ValueError, LookupError, TypeError, AttributeError) as error:
            # on its own topic or in the dead letters it can be looked at; the flow passed it over as well
            log.warning("%s[%d]@%d is not read: %s", *message_place(message), error)
            return None

    def rows(self, table: TableName) -> Sequence[Row]:
        """The rows of the present, in their order."""
        found = self._sorted.get(table)
        if found is None:
            found = self._sorted[table] = sorted(self._rows[table].values())
        return found

    def row(self, table: TableName, key: str) -> Row | None:
        """A row of the present."""
        return self._rows[table].get(key)

    def _article(self, message: Message) -> None:
        article = decode(message.value)
        if self.index.put_article(Place(article.id, article.revision, message.partition, message.offset)):
            self._tell(Said(None, None, article.revision))

    def _event(self, message: Message) -> Change | None:
        raw = message.value or b"null"
        event = parse_event(orjson.loads(raw))
        domain: Domain = "economy" if isinstance(event, Observation) else "security"
        group = (message.key or b"").decode()
        body = _one_line(raw)
        article = event.article
        version = Version(domain, group, event.event_id, article.revision, event.withdrawn, article.id, body)
        if not self.index.put_event(version):
            return None
        self._tell(Said(domain, group, article.revision))
        return Change("event", body)

    def _row(self, table: TableName, message: Message) -> Change | None:
        key = (message.key or b"").decode()
        held = self._rows[table]
        known = held.get(key)
        if message.value is None:
            if known is None:
                return None
            body = b"null"
            self._forget(table, known, key)
        else:
            body = _one_line(message.value)
            if known is not None and known.body == body:
                return None
            # one that cannot be read is not there, also for who begins to read now
            self._forget(table, known, key)
            row = held[key] = rows.row(table, body)
            if table in self._sorted:
                insort(self._sorted[table], row)
        head = orjson.dumps({"table": table, "key": key})[:-1]
        return Change("table", head + b',"row":' + body + b"}")

    def _forget(self, table: TableName, row: Row | None, key: str) -> None:
        if row is not None:
            del self._rows[table][key]
            if table in self._sorted:
                ordered = self._sorted[table]
                del ordered[bisect_left(ordered, row)]

    def _tell(self, said: Said) -> None:
        for hear in self._heard:
            hear(said)


def _one_line(body: bytes) -> bytes:
    """A value as it stands, but for one that somebody else has written over several lines."""
    return orjson.dumps(orjson.loads(body)) if b"\n" in body or b"\r" in body else body


def message_place(message: Message) -> tuple[str, int, int]:
    """Topic, partition and offset, for a log."""
    return message.topic, message.partition, message.offset


def in_text_order(bodies: Sequence[bytes]) -> list[bytes]:
    """Events of one article as they come in its text: the title's first."""

    def place(body: bytes) -> tuple[bool, int, str]:
        event = orjson.loads(body)
        first = event["evidence"][0]
        return first["field"] == "body", first["start"], event["event_id"]

    return sorted(bodies, key=place)


def parsed(body: bytes) -> Event:
    """An event of the index."""
    return parse_event(orjson.loads(body))
