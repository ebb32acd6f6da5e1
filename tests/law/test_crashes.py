"""The law of the table topics: whatever a worker had done of a batch when it ended, the last rows are those of the claims."""

from collections.abc import Iterator, Mapping

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import FiscalYear, Observation, dump, load
from streams.delivery import Message
from streams.kept import Memory
from streams.stages import FoldTables, Work
from tests.test_stages import Sum, article, message, observation

Rows = dict[bytes, bytes]
_TABLES = ("claims", "views")


class Installation:
    """What outlives a worker: the topic's rows, the changelogs, and up to where the events are done."""

    def __init__(self, events: list[Message]) -> None:
        self.events = events
        self.rows: Rows = {}
        self.changelogs: dict[str, dict[bytes, bytes]] = {name: {} for name in _TABLES}
        self.done = 0

    def work(self, *, size: int, lasts: int) -> bool:
        """A new worker does batch after batch until `lasts` records and writes are out; True if it got to the end."""
        stage = FoldTables(fold=Sum, sources=("events",), tables=_TABLES, group="g")
        tables = {name: Memory() for name in _TABLES}
        for name, entries in self.changelogs.items():
            for key, value in entries.items():
                tables[name].restore(0, {key: value})
        left = iter(range(lasts))
        work = Work(tables)
        stage.refresh(work, tables, stage.stale(tables, [0]))
        if not self._out(work, tables, left):
            return False
        while self.done < len(self.events):
            batch = self.events[self.done : self.done + size]
            work = Work(tables)
            for event in batch:
                stage.attempt(work, event)
            stage.finish(work, tables)
            if not self._out(work, tables, left):
                return False
            self.done += len(batch)
        return True

    def _out(self, work: Work, tables: Mapping[str, Memory], left: Iterator[int]) -> bool:
        """What an agent does with a batch, in its order; False if it ended before all was out."""
        return (
            self._write(work.marks, tables, left)
            and self._publish(work, left)
            and self._write(work.writes, tables, left)
        )

    def _publish(self, work: Work, left: Iterator[int]) -> bool:
        for record in work.records:
            if next(left, None) is None:
                return False
            assert record.key is not None
            if record.topic == "events.dlq":
                continue
            if record.value is None:
                self.rows.pop(record.key, None)
            else:
                self.rows[record.key] = record.value
        return True

    def _write(
        self,
        writes: Mapping[tuple[str, int, bytes], bytes | None],
        tables: Mapping[str, Memory],
        left: Iterator[int],
    ) -> bool:
        # tables are topics of their own, so that either may get further than the other
        for (table, partition, key), value in sorted(writes.items(), reverse=len(writes) % 2 == 0):
            if next(left, None) is None:
                return False
            if value is None:
                self.changelogs[table].pop(key, None)
            else:
                self.changelogs[table][key] = value
            tables[table].write(partition, {key: value})
        return True


def said(article_number: int, day: int, value: int, geo: str, withdrawn: bool) -> Message:
    claim = observation(article(article_number, day=day), value, geo=geo)
    return message(dump(claim.model_copy(update={"withdrawn": withdrawn})), topic="events")


EVENTS = st.builds(
    said,
    st.integers(1, 3),
    st.integers(1, 6),
    st.sampled_from([1, 2, 3, 666]),  # the last is what the fold fails on
    st.sampled_from(["PK", "IN"]),
    st.booleans(),
)


def follows(events: list[Message]) -> Rows:
    """The rows of the claims, all taken in at once; what the fold fails on counts nowhere."""
    fold = Sum()
    for event in events:
        claim = load(Observation, event.value or b"")
        if claim.value != 666:
            fold.add(claim)
    return {row.key.encode(): dump(row) for row in fold.views() if isinstance(row, FiscalYear)}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(EVENTS, min_size=1, max_size=10),
    st.lists(st.tuples(st.integers(1, 6), st.integers(0, 14)), max_size=6),
)
def test_workers_that_end_anywhere_leave_the_rows_of_one_that_does_not(
    events: list[Message], lives: list[tuple[int, int]]
) -> None:
    whole, broken = Installation(events), Installation(events)
    assert whole.work(size=len(events), lasts=1_000)
    assert whole.rows == follows(events)
    for size, lasts in lives:
        broken.work(size=size, lasts=lasts)
    assert broken.work(size=3, lasts=1_000)
    assert broken.rows == whole.rows


def test_a_row_that_was_published_before_its_claim_was_kept_does_not_stay() -> None:
    kept, passing = said(1, 1, 2, "PK", False), said(2, 1, 3, "PK", False)
    events = Installation([kept, passing, said(2, 2, 3, "PK", True)])
    assert not events.work(size=1, lasts=6)  # the row of the first two is out, and nothing else of the second
    assert orjson.loads(events.rows[b"PK/exports.it/FY2026"])["target"]["value"] == 5
    assert events.done == 1
    assert events.work(size=3, lasts=100)
    assert orjson.loads(events.rows[b"PK/exports.it/FY2026"])["target"]["value"] == 2
