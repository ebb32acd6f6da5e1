"""Tables as of an earlier moment: what the folds make of the claims that stood then, as `khabar replay --as-of` has it.

Claims stood if their article's newest revision of the moment made them. The events' topics have every revision that the flow
took; one that came after a newer one was passed over by the flow, and is read from the article's text by the core itself.

What was made is kept by group (a series, a country), until something new is said of the group's past. A group costs the fold
of all its claims, in a thread beside the event loop; one question at a time.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from typing import Final

from schemas import Article, Event, FiscalYear, SecurityMonth, dump
from streams.economy.said import stamp
from streams.pipeline import Domain, event_key, process
from streams.replay import folds
from streams.web import rows
from streams.web.index import Index, Place
from streams.web.model import ReadModel, Said, parsed
from streams.web.problems import not_ready
from streams.web.rows import Row, TableName
from streams.web.texts import Texts

log = logging.getLogger(__name__)

Made = dict[TableName, list[Row]]
_Key = tuple[Domain, str, str]
"""Domain, group, stamp."""

#: How much of what was made is kept, in bytes of rows.
_KEPT: Final = 32_000_000
#: Of how many revisions that the flow passed over it is remembered what they say.
_READ: Final = 500
#: How many may wait for their turn.
_WAITING: Final = 8


class PastTables:
    """Makes and keeps tables of earlier moments."""

    def __init__(self, model: ReadModel, texts: Texts) -> None:
        self._index: Index = model.index
        self._texts = texts
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._made: OrderedDict[_Key, tuple[int, Made]] = OrderedDict()
        self._read: OrderedDict[tuple[str, str], list[Event]] = OrderedDict()
        self._size = 0
        self._version = 0
        model.on_said(self._hear)

    async def rows(self, table: TableName, moment: datetime, wanted: Callable[[str], bool]) -> list[Row]:
        """The rows of the groups that are wanted, in the table's order. Raises Problem (503) where too many ask."""
        domain: Domain = "economy" if table == "fiscal-years" else "security"
        if self._waiting >= _WAITING:
            raise not_ready("too many questions about the past are waiting", retry_after=5)
        self._waiting += 1
        try:
            async with self._turn:
                groups = await self._groups(domain, stamp(moment), wanted)
        finally:
            self._waiting -= 1
        return sorted(row for made in groups for row in made[table])

    async def _groups(self, domain: Domain, until: str, wanted: Callable[[str], bool]) -> list[Made]:
        late = await asyncio.to_thread(self._late, until)
        said = [(place.id, await self._extracted(place)) for place in late]
        spoken = {event_key(event) for _, events in said for event in events if _domain(event) == domain}
        found = []
        for group in sorted({*self._index.groups(domain), *spoken}):
            if not wanted(group):
                continue
            key = (domain, group, until)
            held = self._made.get(key)
            if held is None:
                version = self._version
                made = await asyncio.to_thread(self._make, key, said)
                if version == self._version:
                    self._keep(key, made)
            else:
                self._made.move_to_end(key)
                made = held[1]
            found.append(made)
        return found

    def _late(self, until: str) -> list[Place]:
        with closing(self._index.reading()) as past:
            return past.late(until)

    async def _extracted(self, place: Place) -> list[Event]:
        """What a revision says, by its text."""
        key = (place.id, place.revision)
        if key not in self._read:
            article: Article = await self._texts.read(place)
            try:
                _, self._read[key] = await asyncio.to_thread(process, article)
            except Exception:
                # a bug in a rule: it says nothing, as in a replay
                log.exception("article %s in revision %s cannot be read", *key)
                self._read[key] = []
            if len(self._read) > _READ:
                self._read.popitem(last=False)
        return self._read[key]

    def _make(self, key: _Key, said: Iterable[tuple[str, list[Event]]]) -> Made:
        """Fold a group's claims of a moment. Runs in a thread of its own."""
        domain, group, until = key
        fold = folds()[domain]
        with closing(self._index.reading()) as past:
            for body in past.standing(domain, group, until, but={article for article, _ in said}):
                fold.add(parsed(body))
        for _, events in said:
            for event in events:
                if _domain(event) == domain and event_key(event) == group:
                    fold.add(event)
        made: Made = {name: [] for name in rows.TABLES}
        for view in fold.views():
            name: TableName = (
                "fiscal-years"
                if isinstance(view, FiscalYear)
                else "security-months"
                if isinstance(view, SecurityMonth)
                else "incidents"
            )
            made[name].append(rows.row(name, dump(view)))
        return made

    def _keep(self, key: _Key, made: Made) -> None:
        size = sum(len(row.body) for table in made.values() for row in table)
        self._made[key] = (size, made)
        self._size += size
        while self._size > _KEPT and len(self._made) > 1:
            _, (gone, _) = self._made.popitem(last=False)
            self._size -= gone

    def _hear(self, said: Said) -> None:
        self._version += 1
        stale = [
            key
            for key in self._made
            if said.domain in {None, key[0]}
            and said.group in {None, key[1]}
            and said.revision.partition("/")[0] <= key[2]
        ]
        for key in stale:
            size, _ = self._made.pop(key)
            self._size -= size


def _domain(event: Event) -> Domain:
    return "economy" if event.type == "economy.observation" else "security"
