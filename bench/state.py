"""What 100,000 articles leave in the tables of the agents: bytes by table, as the changelogs' last words and on disk.

The packaged articles go through the stages that the workers run, each copied under ids, days and figures of its own, so that
claims pile up as they do over the years: as many series, months and attacks as there are, told by as many outlets. A hundred
times fewer than 100,000 are read, and the bytes are given for 100,000: what is kept per article does not depend on how many
there are, and the share of the rows' digests falls.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from bench.core import articles
from schemas import Article, dump
from streams import topology
from streams.app import stages
from streams.config import Settings
from streams.delivery import Message, Record
from streams.disk import Disk
from streams.encoding import shorten
from streams.kept import Memory
from streams.stages import Work

#: Articles that are read, and how many the figures are for.
READ, FOR = 1_000, 100_000
_BATCH = 200


def state() -> Iterator[tuple[str, ...]]:
    """Of each table: entries, bytes an entry, megabytes of keys and values, plain and short, and of their files."""
    tables = filled(read())
    totals = [0.0] * 4
    for name, table in tables.items():
        entries = list(table.entries(0))
        short = [(key, shorten(value) or b"") for key, value in entries]
        size = _bytes(entries)
        sizes = [
            one * FOR / READ / 1e6
            for one in (size, on_disk(name, entries), _bytes(short), on_disk(name, short))
        ]
        totals = [total + one for total, one in zip(totals, sizes, strict=True)]
        each = f"{size / len(entries):,.0f}" if entries else "–"
        yield (name, f"{len(entries) * FOR // READ:,}", each, *(f"{one:,.0f}" for one in sizes))
    yield ("all", "", "", *(f"{one:,.0f}" for one in totals))


def _bytes(entries: Iterable[tuple[bytes, bytes]]) -> int:
    return sum(len(key) + len(value) for key, value in entries)


def read() -> Iterator[Article]:
    """So many articles, no two of one id; each round is a day later and says the same of other days."""
    sample = articles()
    for number in range(READ):
        one = sample[number % len(sample)]
        turn = number // len(sample)
        yield one.model_copy(
            update={
                "id": f"{one.id}-{turn}",
                "published_at": one.published_at + timedelta(days=31 * turn),
                "source": f"{one.source} {turn % 7}",
            }
        )


def filled(many: Iterable[Article]) -> dict[str, Memory]:
    """The tables after all articles have gone through all stages, in one partition."""
    tables = {table.name: Memory() for table in topology.TABLES}
    known = topology.by_name()
    waiting: defaultdict[str, list[Message]] = defaultdict(list)
    waiting[topology.ARTICLES] = [
        Message(topology.ARTICLES, 0, place, one.id.encode(), dump(one)) for place, one in enumerate(many)
    ]
    for stage in stages(Settings()):
        messages = [message for source in stage.sources for message in waiting[source]]
        for start in range(0, len(messages), _BATCH):
            work = Work(tables)
            for message in messages[start : start + _BATCH]:
                stage.attempt(work, message)
            stage.finish(work, tables)
            for (table, partition, key), value in work.writes.items():
                tables[table].write(partition, {key: value})
            for record in work.records:
                if known[record.topic].kind in {"classified", "events"}:
                    waiting[record.topic].append(_message(record, len(waiting[record.topic])))
    return tables


def on_disk(name: str, entries: Iterable[tuple[bytes, bytes]]) -> int:
    """The bytes of a database's files with these entries."""
    home = Path(tempfile.mkdtemp(prefix="khabar-bench-"))
    try:
        disk = Disk(home, name)
        disk.open(0)
        disk.write(0, dict(entries))
        disk.close_all()
        return sum(path.stat().st_size for path in home.rglob("*.sst"))
    finally:
        shutil.rmtree(home)


def _message(record: Record, place: int) -> Message:
    return Message(record.topic, 0, place, record.key, record.value)
