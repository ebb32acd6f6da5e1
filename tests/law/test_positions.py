"""The law of a store that was away: read on from its position, it holds what the whole changelog says, or it is not believed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from streams.app import create_app
from streams.changelogs import is_complete
from streams.config import Settings
from streams.kept import Memory, Position, digest
from streams.state import StateTable, Written
from streams.topology import DAY_MS, TOMBSTONE_RETENTION_MS

Values = dict[bytes, bytes | None]


class Stored(NamedTuple):
    """A record of the changelog."""

    offset: int
    key: bytes
    value: bytes | None
    timestamp: int


class Lasting(Memory):
    """Keeps its values over a restart, as a disk does."""

    def open(self, partition: int) -> None:
        """They are there."""

    def close(self, partition: int) -> None:
        """They stay."""


@dataclass
class Changelog:
    """A compacted topic, and what it would hold if nothing had been taken from it."""

    records: list[Stored] = field(default_factory=list)
    whole: dict[bytes, bytes] = field(default_factory=dict)
    end: int = 0
    now: int = 0

    def append(self, key: bytes, value: bytes | None) -> Stored:
        self.records.append(Stored(self.end, key, value, self.now))
        self.end += 1
        if value is None:
            self.whole.pop(key, None)
        else:
            self.whole[key] = value
        return self.records[-1]

    def compact(self, spared: int) -> None:
        """Take away what is superseded, and tombstones that are old enough; never the last record of all, nor the others spared."""
        last = {record.key: record.offset for record in self.records}
        self.records = [
            record
            for record in self.records
            if record.offset >= self.end - 1 - spared
            or (
                last[record.key] == record.offset
                and (record.value is not None or self.now - record.timestamp < TOMBSTONE_RETENTION_MS)
            )
        ]


@dataclass(frozen=True)
class Batch:
    """Writes of a worker at once; some are sent twice, since the first acknowledgement was lost, and a stranger may write between."""

    values: Values
    twice: frozenset[bytes]
    stranger: bytes | None
    heard: bool
    """Whether it lived to take them over."""


KEYS = st.sampled_from([b"a", b"b", b"c"])
VALUES = st.dictionaries(KEYS, st.sampled_from([b"1", b"2", None]), min_size=1)
BATCHES = st.builds(Batch, VALUES, st.frozensets(KEYS), st.none() | KEYS, st.booleans())
WAITS = st.sampled_from([DAY_MS, 7 * DAY_MS])
SPARED = st.integers(0, 2).map(float)


def own(table: StateTable, changelog: Changelog, batch: Batch) -> None:
    written: list[Written] = []
    for place, (key, value) in enumerate(batch.values.items()):
        if key in batch.twice:
            changelog.append(key, value)
        if place == 1 and batch.stranger is not None and batch.stranger not in batch.values:
            changelog.append(batch.stranger, b"s")
        record = changelog.append(key, value)
        written.append(Written(key, value, record.offset, record.timestamp))
    if batch.heard:
        table.commit(0, written)


def restart(table: StateTable, changelog: Changelog) -> None:
    """What a recovery does with a store that was away."""
    position = table.kept.position(0)
    if position is not None:
        there = next((one for one in changelog.records if one.offset == position.offset), None)
        if (
            there is None
            or digest(there.key, there.value, there.timestamp) != position.digest
            or not is_complete(there.offset, there.timestamp, end=changelog.end, now=changelog.now)
        ):
            table.kept.wipe(0)
            position = None
    for record in changelog.records:
        if position is None or record.offset > position.offset:
            at = Position(record.offset, digest(record.key, record.value, record.timestamp))
            table.kept.restore(0, {record.key: record.value}, at)


def others(changelog: Changelog, values: Mapping[bytes, bytes | None]) -> None:
    """Another worker has the partition meanwhile."""
    for key, value in values.items():
        changelog.append(key, value)


def alone(values: Values) -> Batch:
    return Batch(values, frozenset(), None, True)


@settings(max_examples=300, deadline=None)
@example([alone({b"a": b"1", b"b": b"1"}), {b"a": None, b"c": b"1"}, 7 * DAY_MS, 0.0])
@given(st.lists(st.one_of(BATCHES, VALUES, WAITS, SPARED, st.none()), min_size=4, max_size=12))
def test_a_store_that_is_read_on_from_its_position_holds_what_the_changelog_says(
    steps: list[Batch | Values | int | float | None],
) -> None:
    table, changelog = TABLE, Changelog()
    table.kept = Lasting()
    table.kept.open(0)
    ours = True
    for step in [*steps, None]:
        match step:
            case Batch():
                if not ours:
                    restart(table, changelog)
                own(table, changelog, step)
                ours = step.heard and step.stranger is None
            case dict():
                others(changelog, step)
                ours = False
            case float():
                changelog.compact(int(step))
            case int():
                changelog.now += step
            case None:
                restart(table, changelog)
                ours = True
                assert dict(table.entries(0)) == changelog.whole


TABLE = create_app(Settings(app_id="test")).runners[0].tables["articles-seen"]
