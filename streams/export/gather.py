"""What stands: of each event its newest version, none that was withdrawn; of each row of a table the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, BinaryIO, Final

import orjson
from pydantic import BaseModel

from schemas import Event, FiscalYear, Incident, InputError, SecurityMonth, dump, load, parse
from streams.claims import parse_event
from streams.export.datasets import DATASETS, Dataset
from streams.folds import Table

_TABLES: Final[dict[str, type[Table]]] = {
    "fiscal_years": FiscalYear,
    "incidents": Incident,
    "security_months": SecurityMonth,
}


class Gathered:
    """Rows by dataset. They are held as bytes: a hundred thousand articles' worth of events fits in memory so."""

    def __init__(self, names: Iterable[str] = DATASETS) -> None:
        self._events: dict[str, dict[str, tuple[str, bool, bytes]]] = {}
        self._rows: dict[str, dict[str, bytes]] = {}
        self._newest: dict[str, str] = {}
        for name in names:
            self._slot(DATASETS[name])

    @property
    def names(self) -> list[str]:
        """The datasets of which something was seen or asked for, in the contract's order."""
        return [name for name in DATASETS if name in self._events or name in self._rows]

    def expect(self, name: str) -> None:
        """A source is for this dataset, also if nothing of it comes."""
        self._slot(DATASETS[name])

    def event(self, event: Event) -> None:
        """A version of an event; of two, the one of the higher revision stands, and withdrawn before not."""
        slot = self._events.setdefault(event.type, {})
        version = (event.article.revision, event.withdrawn, dump(event))
        known = slot.get(event.event_id)
        slot[event.event_id] = version if known is None else max(known, version)
        article = event.article.id
        self._newest[article] = max(self._newest.get(article, ""), event.article.revision)

    def row(self, name: str, row: Table) -> None:
        """A row of a table; the last one under a key stands."""
        self._rows.setdefault(name, {})[getattr(row, DATASETS[name].key)] = dump(row)

    def gone(self, name: str, key: str) -> None:
        """A row that is no more."""
        self._rows.setdefault(name, {}).pop(key, None)

    def only_newest_revisions(self) -> None:
        """Drop what an article says in an older revision than the newest that says anything, where no withdrawals come along."""
        for slot in self._events.values():
            for key, (revision, _, raw) in list(slot.items()):
                if revision < self._newest[orjson.loads(raw)["article"]["id"]]:
                    del slot[key]

    def rows(self, name: str) -> Iterator[BaseModel]:
        """What stands of a dataset, in its order."""
        dataset = DATASETS[name]
        if dataset.is_events:
            standing = [raw for _, withdrawn, raw in self._events.get(name, {}).values() if not withdrawn]
        else:
            standing = list(self._rows.get(name, {}).values())
        order = attrgetter(*dataset.order)
        # keys first, so that not all rows are values at once
        keyed = sorted((_comparable(order(load(dataset.model, raw))), raw) for raw in standing)
        for _, raw in keyed:
            yield load(dataset.model, raw)

    def _slot(self, dataset: Dataset) -> None:
        if dataset.is_events:
            self._events.setdefault(dataset.name, {})
        else:
            self._rows.setdefault(dataset.name, {})


def _comparable(key: Any) -> tuple[Any, ...]:
    parts = key if isinstance(key, tuple) else (key,)
    return tuple(part.astimezone(UTC) if isinstance(part, datetime) else part for part in parts)


def read(stream: BinaryIO, into: Gathered) -> Iterator[str]:
    """Take in what `khabar extract`, `khabar replay` or `khabar tail` of events printed; yields what could not be taken, a line each."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            value = orjson.loads(line)
            if not isinstance(value, dict):
                raise InputError("wrong_shape", "neither a line of extract or tail nor the tables of replay")
            yield from (f"line {number}: {told}" for told in _take(value, into))
        except orjson.JSONDecodeError as error:
            yield f"line {number}: not_json: {error}"
        except InputError as error:
            yield f"line {number}: {error}"
    into.only_newest_revisions()


def _take(value: dict[str, Any], into: Gathered) -> Iterator[str]:
    if "error" in value:
        yield "an input that failed there already"
    elif "events" in value and "article" in value:
        for name, dataset in DATASETS.items():
            if dataset.is_events:
                into.expect(name)
        for event in value["events"]:
            into.event(parse_event(event))
    elif _TABLES.keys() <= value.keys():
        for name, model in _TABLES.items():
            into.expect(name)
            for row in value[name]:
                into.row(name, parse(model, row))
        if value.get("dead_letters"):
            yield f"{len(value['dead_letters'])} inputs that failed there already"
    elif "event_id" in value:
        into.event(parse_event(value))
    else:
        raise InputError("wrong_shape", "neither a line of extract or tail nor the tables of replay")
