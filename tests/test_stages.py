"""The stages on values: what a batch leads to, and that failures of any kind cost one message only."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
import pytest

from schemas import (
    Article,
    ArticleRef,
    Classification,
    Event,
    Evidence,
    FiscalYear,
    Observation,
    Period,
    dump,
    stable_id,
)
from schemas.article import Label, Scores
from streams import pipeline
from streams.claims import LARGEST_LEDGER, merge, parse_event, standing
from streams.config import MAX_STATE_BYTES
from streams.delivery import Message, Record, describe
from streams.folds import Table, View
from streams.kept import Memory
from streams.stages import Classify, Extract, FoldTables, Stage, Work


def article(number: int = 1, *, day: int = 20, body: str = "exports 5") -> Article:
    return Article.model_validate(
        {"id": f"a{number}", "title": "t", "body": body, "published_at": f"2026-01-{day:02}T00:00:00Z"}
    )


def message(value: bytes | None, *, topic: str = "articles", partition: int = 0, offset: int = 0) -> Message:
    return Message(topic, partition, offset, b"k", value)


def words(body: str) -> list[str]:
    return body.split()


def classify(item: Article) -> Classification:
    labels: tuple[Label, ...] = ("economy",) if "exports" in words(item.body) else ("other",)
    if "bug" in words(item.body):
        raise RuntimeError("a bug in a rule")
    return Classification(label=labels[0], labels=labels, scores=Scores(economy=1, security=0))


def observation(item: Article, value: float, *, geo: str = "PK", month: str = "2025-12") -> Observation:
    return Observation(
        event_id=stable_id(item.id, month),
        article=ArticleRef(id=item.id, url=item.url, published_at=item.published_at, revision=item.revision),
        evidence=(Evidence(field="body", start=0, end=1),),
        confidence=1,
        rule="test",
        indicator="exports.it",
        geo=geo,
        status="actual",
        value=value,
        unit="USD",
        rounding=0,
        basis="month",
        period=Period.model_validate(
            {"start": "2025-12-01", "end": "2025-12-31", "label": month, "sdmx": "2025-M12"}
        ),
    )


def extract(item: Article, classification: Classification, domain: str) -> list[Event]:
    if domain not in classification.labels:
        return []
    _, value, *geo = words(item.body)
    return [observation(item, float(value), geo=geo[0] if geo else "PK")]


class Sum:
    """A fold whose one view a series adds up the values; it fails on 666."""

    def __init__(self) -> None:
        self.claims: dict[tuple[str, str], Observation] = {}
        self.changed: set[str] = set()
        self.told: set[str] = set()

    def add(self, event: Event) -> bool:
        assert isinstance(event, Observation)
        # a fold works in groups, one a key
        old = self.claims.get((event.series, event.event_id))
        new = merge(old, event)
        self.claims[event.series, event.event_id] = new
        self.changed.add(new.series)
        return old != new

    def drain(self) -> list[View]:
        if any(claim.value == 666 for claim in self.claims.values()):
            raise ZeroDivisionError("a bug in a fold")
        rows = {row.key: row for row in self._rows()}
        keys = sorted(f"{series}/FY2026" for series in self.changed)
        views = [
            View("tables.fiscal-years", key, rows.get(key)) for key in keys if key in {*rows, *self.told}
        ]
        self.changed, self.told = set(), set(rows)
        return views

    def views(self, *, as_of: datetime | None = None) -> list[Table]:
        return list(self._rows())

    def forget(self, group: str) -> None:
        raise AssertionError("a fold holds one partition and is dropped with it")

    def _rows(self) -> list[FiscalYear]:
        series: dict[str, list[Observation]] = {}
        for claim in self.claims.values():
            if not claim.withdrawn:
                series.setdefault(claim.series, []).append(claim)
        return [
            FiscalYear.model_validate(
                {
                    "key": f"{name}/FY2026",
                    "geo": name[:2],
                    "indicator": "exports.it",
                    "fiscal_year": "FY2026",
                    "start": "2025-07-01",
                    "end": "2026-06-30",
                    "unit": "USD",
                    "target": {
                        **dict.fromkeys(("value", "low", "high"), sum(claim.value for claim in claims)),
                        "rounding": 0,
                        "status": "target",
                        "label": "FY2026",
                    },
                }
            )
            for name, claims in sorted(series.items())
        ]


@pytest.fixture(autouse=True)
def small_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "classify", classify)
    monkeypatch.setattr(pipeline, "extract", extract)


class Bench:
    """A stage with its tables; `run` does what an agent does with a batch."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.tables = {name: Memory() for name in stage.tables}
        self.outcomes: list[tuple[str, str, str | None]] = []
        """What became of the messages of the last batch: what was done, of which article, with which code or types."""

    def run(self, *batch: Message, crash: bool = False) -> list[Record]:
        work = Work(self.tables)
        for item in batch:
            self.stage.attempt(work, item)
        self.stage.finish(work, self.tables)
        self.outcomes = [
            (one.did, one.article_id or "", one.code or ",".join(one.events or one.labels) or None)
            for one in work.outcomes
        ]
        if crash:
            self.stage.forget()
        else:
            self.commit(work)
        return work.records

    def commit(self, work: Work) -> None:
        for (table, partition, key), value in work.writes.items():
            self.tables[table].write(partition, {key: value})


def classifier() -> Bench:
    return Bench(Classify(sources=("articles",), tables=("seen",), group="g"))


def extractor() -> Bench:
    return Bench(Extract(domain="economy", sources=("articles.economy",), tables=("ledger",), group="g"))


def folder() -> Bench:
    return Bench(FoldTables(fold=Sum, sources=("events",), tables=("claims", "views"), group="g"))


def topics_of(records: Sequence[Record]) -> list[str]:
    return [record.topic for record in records]


def classified(item: Article) -> Message:
    records = classifier().run(message(dump(item)))
    return message(records[0].value, topic=records[0].topic)


def event(value: float, *, number: int = 1, day: int = 20, geo: str = "PK", partition: int = 0) -> Message:
    item = article(number, day=day)
    return message(dump(observation(item, value, geo=geo)), topic="events", partition=partition)


def told(record: Record) -> Any:
    return describe(Message(record.topic, 0, 0, record.key, record.value, record.headers))


def test_classify_keys_by_article_and_goes_where_the_labels_say() -> None:
    records = classifier().run(message(dump(article())), message(dump(article(2, body="weather"))))
    assert [(record.topic, record.key) for record in records] == [
        ("articles.economy", b"a1"),
        ("articles.other", b"a2"),
    ]
    value = orjson.loads(records[0].value or b"")
    assert (value["id"], value["classification"]["label"]) == ("a1", "economy")


def test_a_repeat_is_passed_on_and_an_older_revision_is_not() -> None:
    bench = classifier()
    assert len(bench.run(message(dump(article(day=20))))) == 1
    assert len(bench.run(message(dump(article(day=20))))) == 1
    assert bench.run(message(dump(article(day=19)))) == []
    # also within one batch
    assert len(classifier().run(message(dump(article(day=20))), message(dump(article(day=19))))) == 1


def test_a_revision_without_a_label_still_goes_to_the_label_s_topic() -> None:
    bench = classifier()
    bench.run(message(dump(article(day=20))))
    assert topics_of(bench.run(message(dump(article(day=21, body="weather"))))) == [
        "articles.other",
        "articles.economy",
    ]
    # and for ever, since an older reader may have missed it
    assert topics_of(bench.run(message(dump(article(day=22, body="weather"))))) == [
        "articles.other",
        "articles.economy",
    ]
    # but never back to `other`, which nobody takes anything back from
    assert topics_of(bench.run(message(dump(article(day=23))))) == ["articles.economy"]


@pytest.mark.parametrize(("value", "code"), [(None, "null_value"), (b"{", "not_json"), (b"\xff", "not_utf8")])
def test_bad_input_is_a_dead_letter_with_its_code(value: bytes | None, code: str) -> None:
    (record,) = classifier().run(message(value))
    assert (record.topic, record.value, told(record).code, told(record).stage) == (
        "articles.dlq",
        value,
        code,
        "classify",
    )


def test_a_bug_in_a_rule_costs_one_message(caplog: pytest.LogCaptureFixture) -> None:
    records = classifier().run(message(dump(article(1, body="bug"))), message(dump(article(2))))
    assert topics_of(records) == ["articles.dlq", "articles.economy"]
    assert (told(records[0]).code, told(records[0]).message) == (
        "internal_error",
        "RuntimeError: a bug in a rule",
    )
    assert "a bug in a rule" in caplog.text


def test_extract_withdraws_what_a_revision_no_longer_says() -> None:
    bench = extractor()
    assert topics_of(bench.run(classified(article(day=20)))) == ["events.economy.exports"]
    silent = article(day=21, body="weather")
    (record,) = bench.run(message(dump_classified(silent), topic="articles.economy"))
    value = orjson.loads(record.value or b"")
    assert value["withdrawn"] is True
    assert value["article"]["revision"] == silent.revision
    assert bench.run(classified(article(day=20))) == []


def dump_classified(item: Article) -> bytes:
    (record,) = classifier().run(message(dump(item)))
    return record.value or b""


def test_an_event_that_moves_to_another_key_is_withdrawn_under_the_old_one() -> None:
    bench = extractor()
    bench.run(classified(article(day=20, body="exports 5 PK")))
    records = bench.run(classified(article(day=21, body="exports 5 IN")))
    found = [(record.key, orjson.loads(record.value or b"").get("withdrawn", False)) for record in records]
    assert found == [(b"IN/exports.it", False), (b"PK/exports.it", True)]


def test_a_repeat_that_is_read_otherwise_says_nothing_that_no_revision_would_take_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bench = extractor()
    said = bench.run(classified(article(day=20)))

    def next_version(item: Article, classification: Classification, domain: str) -> list[Event]:
        return [observation(item, 5, month="2025-11")] if domain in classification.labels else []

    monkeypatch.setattr(pipeline, "extract", next_version)
    said += bench.run(classified(article(day=20)))
    said += bench.run(classified(article(day=20)))
    assert len(standing(events_of(said))) == 1
    said += bench.run(message(dump_classified(article(day=21, body="weather")), topic="articles.economy"))
    assert standing(events_of(said)) == []


def events_of(records: Sequence[Record]) -> list[Event]:
    return [parse_event(orjson.loads(record.value or b"")) for record in records]


def row(records: Sequence[Record]) -> list[tuple[bytes | None, float | None]]:
    """Key and sum of each view; None is a tombstone."""
    return [
        (record.key, None if record.value is None else orjson.loads(record.value)["target"]["value"])
        for record in records
        if record.topic == "tables.fiscal-years"
    ]


def test_a_view_is_published_once_a_batch_and_only_when_it_changed() -> None:
    bench = folder()
    assert row(bench.run(event(5, number=1), event(6, number=2))) == [(b"PK/exports.it/FY2026", 11)]
    assert bench.run(event(5, number=1), event(6, number=2)) == []
    assert row(bench.run(event(7, number=2, day=21))) == [(b"PK/exports.it/FY2026", 12)]
    assert bench.run(event(6, number=2, day=20)) == []


@pytest.mark.parametrize("together", [True, False])
def test_an_event_that_moves_to_another_key_of_its_partition_counts_there(together: bool) -> None:
    first, second = extractor(), folder()
    records = first.run(classified(article(day=20, body="exports 5 PK")))
    records += first.run(classified(article(day=21, body="exports 6 IN")))
    moves = [message(record.value, topic="events") for record in records]
    assert len(moves) == 3
    for batch in [moves] if together else [[move] for move in moves]:
        second.run(*batch)
    for bench in (second, restored(second.tables)):
        refresh(bench)
        assert [row.key for fold in folds(bench, [0]) for row in fold.views()] == ["IN/exports.it/FY2026"]
    # and back again, with what was said first coming late
    back = [event(7, day=22, geo="PK"), moves[0]]
    withdrawn = observation(article(day=22), 6, geo="IN").model_copy(update={"withdrawn": True})
    last = dict(row(second.run(*back, message(dump(withdrawn), topic="events"))))
    assert last == {b"PK/exports.it/FY2026": 7, b"IN/exports.it/FY2026": None}


def test_a_batch_that_came_to_nothing_is_repeated_in_full() -> None:
    bench = folder()
    bench.run(event(5, number=1))
    assert row(bench.run(event(6, number=2), crash=True)) == [(b"PK/exports.it/FY2026", 11)]
    assert row(bench.run(event(6, number=2))) == [(b"PK/exports.it/FY2026", 11)]


def test_partitions_do_not_mix() -> None:
    bench = folder()
    bench.run(event(5, number=1, partition=0), event(6, number=2, geo="IN", partition=1))
    held = [row.key for fold in folds(bench, [1]) for row in fold.views() if isinstance(row, FiscalYear)]
    assert held == ["IN/exports.it/FY2026"]


def folds(bench: Bench, partitions: Sequence[int]) -> Any:
    assert isinstance(bench.stage, FoldTables)
    return bench.stage.folds(bench.tables, partitions)


def restored(claims: Mapping[str, Memory]) -> Bench:
    """A new worker that has read the changelogs."""
    bench = folder()
    for name, memory in claims.items():
        for key, value in memory.entries(0):
            bench.tables[name].restore(0, {key: value})
    return bench


def refresh(bench: Bench) -> list[Record]:
    assert isinstance(bench.stage, FoldTables)
    work = Work(bench.tables)
    bench.stage.refresh(work, bench.tables, bench.stage.stale(bench.tables, [0]))
    bench.commit(work)
    return work.records


def test_views_lost_between_the_claims_and_their_publication_are_published_after_recovery() -> None:
    bench = folder()
    bench.run(event(5, number=1))
    bench.run(event(6, number=2))
    untouched = restored(bench.tables)
    assert refresh(untouched) == []
    assert row([*refresh(restored({"claims": bench.tables["claims"]}))]) == [(b"PK/exports.it/FY2026", 11)]


def test_a_row_that_no_longer_follows_becomes_a_tombstone_after_recovery() -> None:
    bench = folder()
    bench.run(event(5, number=1))
    assert row(refresh(restored({"views": bench.tables["views"]}))) == [(b"PK/exports.it/FY2026", None)]
    gone = restored(bench.tables)
    gone.tables["views"].restore(0, {b"tables.fiscal-years/PK/exports.it/FY1999": b"digest"})
    assert row(refresh(gone)) == [(b"PK/exports.it/FY1999", None)]
    assert refresh(gone) == []


def test_a_partition_that_was_read_anew_is_derived_anew() -> None:
    bench = folder()
    bench.run(event(5, number=1))
    assert len(folds(bench, [0])) == 1
    bench.tables["claims"].wipe(0)
    assert folds(bench, [0]) == []  # stale claims are never served


def test_a_bug_in_a_fold_costs_the_events_that_meet_it(caplog: pytest.LogCaptureFixture) -> None:
    bench = folder()
    records = bench.run(
        event(5, number=1), event(666, number=2), message(b"{", topic="events"), event(6, number=3)
    )
    letters = [told(record).code for record in records if record.topic == "events.dlq"]
    assert sorted(letters) == ["internal_error", "not_json"]
    assert row(records)[-1] == (b"PK/exports.it/FY2026", 11)
    assert row(bench.run(event(1, number=4))) == [(b"PK/exports.it/FY2026", 12)]
    assert "trying them one by one" in caplog.text


def test_rows_that_go_while_events_are_tried_one_by_one_go_from_their_topic_too() -> None:
    bench = folder()
    taken_back = observation(article(day=21), 5).model_copy(update={"withdrawn": True})
    records = bench.run(
        event(5, day=20),
        event(666, number=2),
        message(dump(taken_back), topic="events"),
        event(6, geo="IN", number=3),
    )
    assert dict(row(records)) == {b"PK/exports.it/FY2026": None, b"IN/exports.it/FY2026": 6}
    # without the one that fails, the row had not been made at all
    assert row(folder().run(event(5, day=20), message(dump(taken_back), topic="events"))) == []


def test_each_message_has_one_outcome() -> None:
    bench = classifier()
    bench.run(message(dump(article(1, day=20))), message(dump(article(1, day=19))), message(b"{"))
    assert bench.outcomes == [
        ("classified", "a1", "economy"),
        ("ignored", "a1", None),
        ("refused", "k", "not_json"),
    ]
    bench = extractor()
    bench.run(classified(article(1, day=20)), classified(article(1, day=19)))
    assert bench.outcomes == [("extracted", "a1", "economy.observation"), ("ignored", "a1", None)]
    bench = folder()
    bench.run(event(5, number=1), event(6, number=2))
    assert bench.outcomes == [
        ("folded", "a1", "economy.observation"),
        ("folded", "a2", "economy.observation"),
    ]


def test_where_a_fold_fails_each_message_still_has_one_outcome() -> None:
    bench = folder()
    bench.run(event(5, number=1), event(666, number=2), message(b"{", topic="events"), event(6, number=3))
    assert sorted(bench.outcomes) == [
        ("folded", "a1", "economy.observation"),
        ("folded", "a3", "economy.observation"),
        ("refused", "", "not_json"),
        ("refused", "a2", "internal_error"),
    ]


def test_a_row_goes_after_the_last_message_of_its_partition() -> None:
    first, last = event(5, number=1), event(6, number=2)
    other = event(7, number=3, geo="IN", partition=1)
    records = folder().run(first, last, other)
    assert [record.after for record in records] == [last, other]


def test_no_log_quotes_an_article_that_a_rule_fails_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(item: Article) -> Classification:
        raise ValueError(f"odd: {item.body}")

    monkeypatch.setattr(pipeline, "classify", fail)
    (record,) = classifier().run(message(dump(article(body="what the article says"))))
    assert "what the article says" in told(record).message
    assert "what the article says" not in caplog.text
    assert "ValueError" in caplog.text


def test_an_article_that_says_more_than_its_ledger_can_hold_costs_itself_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read_out(item: Article, classification: Classification, domain: str) -> list[Event]:
        return [
            observation(item, 1, month=f"{year}-{month:02}")
            for year in range(1900, 2027)
            for month in range(1, 13)
        ]

    monkeypatch.setattr(pipeline, "extract", read_out)
    wordy = article().model_copy(update={"url": f"https://example.org/{'a' * 20_000}"})
    bench = extractor()
    records = bench.run(classified(wordy), classified(article(2)))
    (letter,) = [record for record in records if record.topic == "articles.economy.dlq"]
    assert told(letter).code == "too_large"
    # and of the one that is too large, no event that nobody could take back
    assert len(records) == 1 + 127 * 12
    assert [key for key, _ in bench.tables["ledger"].entries(0)] == [b"a2"]
    largest = max(len(value) for _, value in bench.tables["ledger"].entries(0))
    assert largest < LARGEST_LEDGER + 1000 < MAX_STATE_BYTES - 2048
