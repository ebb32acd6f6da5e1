"""What must hold after any fault, and while it lasts.

While it lasts: no committed offset is ahead of what the broker has acknowledged of its outputs (`Auditor`). At the end
(`verify`): no message unaccounted for; the events are those of a replay without a broker; the tables are equal to it byte
for byte; the last word on each key is the newest.
"""

import asyncio
import math
from collections import defaultdict
from dataclasses import dataclass, field

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from schemas import ClassifiedArticle, Event, dump, load
from streams import topology
from streams.articles import decode
from streams.claims import parse_event, standing
from streams.clients import consumer, message, partitions_of
from streams.config import Settings
from streams.delivery import Message, describe
from streams.wire import BrokerUnreachable
from tests.broker.support import expected, processed, published, read
from tests.faults.traffic import Traffic, events_of

_CLASSIFIED = (topology.ECONOMY, topology.SECURITY, topology.OTHER)
_EVENTS = (*topology.ECONOMY_EVENTS, *topology.SECURITY_EVENTS)
_LOOK_EVERY = 0.5


async def verify(settings: Settings, traffic: Traffic) -> None:
    """Wait until all is processed, then hold the topics against the known answer."""
    await processed(settings)
    await _accounted(settings, traffic)
    await _said(settings, traffic)
    rows, wanted = await published(settings), expected(traffic.articles)
    assert rows.keys() == wanted.keys(), f"rows: {_difference(rows.keys(), wanted.keys())}"
    wrong = [key for key in wanted if rows[key] != wanted[key]]
    assert not wrong, (
        f"{len(wrong)} rows differ from the replay's, as {wrong[0]}: {rows[wrong[0]]!r} for {wanted[wrong[0]]!r}"
    )


async def _accounted(settings: Settings, traffic: Traffic) -> None:
    """Every article went on in its newest revision, every poisoned message is a dead letter, and nothing else is one."""
    last: dict[str, str] = {}
    first: defaultdict[str, list[str]] = defaultdict(list)
    for item in await read(settings, *_CLASSIFIED):
        article = load(ClassifiedArticle, item.value or b"")
        last[article.id] = max(last.get(article.id, ""), article.revision)
        if article.revision not in first[article.id]:
            first[article.id].append(article.revision)
    wanted = {name: article.revision for name, article in traffic.newest.items()}
    assert last.keys() == wanted.keys(), f"articles: {_difference(last.keys(), wanted.keys())}"
    stale = [name for name in wanted if last[name] != wanted[name]]
    assert not stale, f"{len(stale)} articles went on in an older revision only, as {stale[0]}"
    sent = [
        item for item in await read(settings, topology.ARTICLES) if (item.key or b"").startswith(b"poison")
    ]
    poison = {(item.partition, item.offset) for item in sent}
    assert len(poison) >= traffic.poisoned
    dead = [describe(letter) for letter in await dead_letters(settings)]
    assert {letter.stage for letter in dead} <= {"classify"}, f"a rule failed: {dead}"
    told = {(letter.partition, letter.offset) for letter in dead}
    assert told == poison, f"dead letters: {_difference(told, poison)}"


async def _said(settings: Settings, traffic: Traffic) -> None:
    """The events that stand are the replay's, to the byte, and of each the newest version came last."""
    items = await read(settings, *_EVENTS)
    events = [parse_event(orjson.loads(item.value or b"")) for item in items]
    found = {event.event_id: dump(event) for event in standing(events)}
    wanted = {name: dump(event) for name, event in traffic.events.items()}
    assert found.keys() == wanted.keys(), f"events: {_difference(found.keys(), wanted.keys())}"
    assert found == wanted
    last: dict[tuple[str, int, str], Event] = {}
    newest: dict[tuple[str, int, str], str] = {}
    for item, event in zip(items, events, strict=True):
        place = item.topic, item.partition, event.event_id
        last[place] = event
        newest[place] = max(newest.get(place, ""), event.article.revision)
    late = [place for place, event in last.items() if event.article.revision != newest[place]]
    assert not late, f"of {len(late)} events an older version came after the newest, as {late[0]}"


async def dead_letters(settings: Settings) -> list[Message]:
    """All dead letters."""
    known = [topic.base for topic in topology.topics(settings) if topic.kind == "dead-letters"]
    return await read(settings, *known)


def _difference(found: object, wanted: object) -> str:
    missing, extra = set(wanted) - set(found), set(found) - set(wanted)  # type: ignore[call-overload]
    return f"{len(missing)} missing, as {sorted(missing)[:3]}; {len(extra)} too many, as {sorted(extra)[:3]}"


@dataclass
class Auditor:
    """Looks again and again whether an input is committed whose outputs are not on the broker."""

    settings: Settings
    looks: int = 0
    ahead: list[str] = field(default_factory=list)
    """What was found wrong."""
    _inputs: dict[TopicPartition, dict[int, Message]] = field(default_factory=dict)
    _articles: dict[str, str] = field(default_factory=dict)
    """The highest revision of each article on the topics of classified articles."""
    _events: dict[str, str] = field(default_factory=dict)
    """The highest revision of each event."""
    _dead: set[tuple[str, int | None, int | None]] = field(default_factory=set)
    _checked: dict[TopicPartition, int] = field(default_factory=dict)

    async def watch(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                async with consumer(self.settings, group=self.settings.app_id) as client:
                    await self._follow(client)
            except (KafkaError, BrokerUnreachable, TimeoutError, OSError):
                await asyncio.sleep(_LOOK_EVERY)  # the broker is away: that is the fault's doing

    async def look(self) -> None:
        """Look once, from the beginning; `ahead` says what is wrong."""
        async with consumer(self.settings, group=self.settings.app_id) as client:
            await self._follow(client, looks=1)

    async def _follow(self, client: AIOKafkaConsumer, looks: float = math.inf) -> None:
        known = topology.by_name(self.settings)
        outputs = [known[name] for name in (*_CLASSIFIED, *_EVENTS)]
        dead = [topic for topic in topology.topics(self.settings) if topic.kind == "dead-letters"]
        tps = await partitions_of(client, [known[topology.ARTICLES], *outputs, *dead])
        consumed = [tp for tp in tps if known_base(self.settings, tp.topic) in {topology.ARTICLES, topology.ECONOMY, topology.SECURITY}]  # fmt: skip
        client.assign(tps)
        await client.seek_to_beginning(*tps)
        while self.looks < looks:
            committed = {tp: await client.committed(tp) or 0 for tp in consumed}
            ends = await client.end_offsets(tps)
            await self._read(client, ends)
            for tp, offset in committed.items():
                self._check(tp, offset)
            self.looks += 1
            await asyncio.sleep(_LOOK_EVERY)

    async def _read(self, client: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> None:
        """Take in all that was there when the ends were asked, which was after the offsets were."""
        while any([await client.position(tp) < end for tp, end in ends.items()]):
            for records in (await client.getmany(timeout_ms=200)).values():
                for record in records:
                    self._take(message(record))

    def _take(self, item: Message) -> None:
        base = known_base(self.settings, item.topic)
        if base in {topology.ARTICLES, topology.ECONOMY, topology.SECURITY}:
            self._inputs.setdefault(TopicPartition(item.topic, item.partition), {})[item.offset] = item
        if base in _CLASSIFIED:
            article = load(ClassifiedArticle, item.value or b"")
            self._articles[article.id] = max(self._articles.get(article.id, ""), article.revision)
        elif base in _EVENTS:
            event = parse_event(orjson.loads(item.value or b""))
            self._events[event.event_id] = max(self._events.get(event.event_id, ""), event.article.revision)
        elif base.endswith(".dlq"):
            told = describe(item)
            self._dead.add((told.topic, told.partition, told.offset))

    def _check(self, tp: TopicPartition, committed: int) -> None:
        for offset in range(self._checked.get(tp, 0), committed):
            item = self._inputs.get(tp, {}).get(offset)
            if item is not None and (missing := self._missing(item)):
                self.ahead.append(f"{tp.topic}[{tp.partition}]@{offset} is committed without {missing}")
        self._checked[tp] = max(committed, self._checked.get(tp, 0))

    def _missing(self, item: Message) -> str | None:
        if (item.key or b"").startswith(b"poison"):
            there = (item.topic, item.partition, item.offset) in self._dead
            return None if there else "its dead letter"
        if known_base(self.settings, item.topic) == topology.ARTICLES:
            article = decode(item.value)
            return None if self._articles.get(article.id, "") >= article.revision else "its classification"
        classified = load(ClassifiedArticle, item.value or b"")
        domain = known_base(self.settings, item.topic).removeprefix("articles.")
        for event in events_of(classified):
            if event.type.startswith(domain) and self._events.get(event.event_id, "") < classified.revision:
                return f"its event {event.event_id}"
        return None


def known_base(settings: Settings, topic: str) -> str:
    """A topic's name without the installation's prefix."""
    return topic.removeprefix(settings.topic_prefix)
