"""The stages of the flow, on values: messages and state in, records and state changes out.

A stage touches no broker. It fills a `Work`: marks in its tables, the records to publish and the writes to its tables, which
`streams.agents` has acknowledged in that order. A crash anywhere in between repeats the messages: what comes of them again
changes nothing, and a mark tells of a row that may stand on its topic although its messages lead to another one by now.
"""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Final

import orjson

from schemas import Article, ArticleRef, ClassifiedArticle, Event, InputError, dump
from streams import pipeline
from streams.articles import decode, decode_classified, parse
from streams.claims import merge, parse_event, revise
from streams.config import MAX_MESSAGE_BYTES
from streams.delivery import JSON_TYPE, Message, Record, dead_letter, event_record
from streams.folds import Fold, View
from streams.kept import State
from streams.outcomes import Outcome
from streams.pipeline import DOMAINS, Domain, event_key, event_topic

log = logging.getLogger(__name__)

Write = tuple[str, int, bytes]
"""Table, partition, key."""

#: In the place of a row's digest: what its topic says is not known. A worker may have ended between a row and its digest.
UNSURE: Final = b"?"


class Work:
    """What a batch leads to: records to publish, in order, and one value a table's key, the last one given."""

    def __init__(self, tables: Mapping[str, State]) -> None:
        self.records: list[Record] = []
        self.writes: dict[Write, bytes | None] = {}
        self.marks: dict[Write, bytes | None] = {}
        """Values that the tables get before the records are published."""
        self.outcomes: list[Outcome] = []
        """What became of each message."""
        self._tables = tables

    def read(self, table: str, partition: int, key: bytes) -> bytes | None:
        """The value as it will be after this batch."""
        write = (table, partition, key)
        return self.writes[write] if write in self.writes else self._tables[table].read(partition, key)

    def write(self, table: str, partition: int, key: bytes, value: bytes | None) -> None:
        """Set a value, or delete it with None; what stands there already is not written again."""
        if self.read(table, partition, key) != value:
            self.writes[table, partition, key] = value

    def replace(self, table: str, partition: int, key: bytes, digest: bytes | None, row: Record) -> None:
        """Publish a row, and write its digest; until that is written, the table says that it is not known what is published."""
        if self._tables[table].read(partition, key) != UNSURE:
            self.marks[table, partition, key] = UNSURE
        self.publish(row)
        self.write(table, partition, key, digest)

    def publish(self, *records: Record) -> None:
        self.records.extend(records)

    def note(self, outcome: Outcome) -> None:
        """Say what became of a message."""
        self.outcomes.append(outcome)


class Stage:
    """One step of the flow. `take` either adds all that a message leads to, or raises and adds nothing."""

    name: ClassVar[str]
    """What dead letters call it."""

    def __init__(
        self, *, sources: tuple[str, ...], tables: tuple[str, ...], prefix: str = "", group: str
    ) -> None:
        self.sources = sources
        self.tables = tables
        self.prefix = prefix
        self.group = group

    def take(self, work: Work, message: Message) -> None:
        """Add to `work` what the message leads to. Raises InputError for a message that is not what it should be."""
        raise NotImplementedError

    def finish(self, work: Work, state: Mapping[str, State]) -> None:
        """Add to `work` what follows from the batch as a whole."""

    def forget(self) -> None:
        """The batch came to nothing: drop what was derived from it."""

    def attempt(self, work: Work, message: Message) -> None:
        """`take`, with a failure of any kind made a dead letter: one bad message never stops the others."""
        try:
            self.take(work, message)
        except InputError as error:
            work.publish(self.refuse(message, error.code, error.reason))
            work.note(self.refused(message, error.code, error.field))
        except Exception as error:  # noqa: BLE001 - a bug in a rule: the log says where, the dead letter quotes it
            log.error(
                "%s failed with %s:\n%s",
                self.name,
                type(error).__name__,
                "".join(traceback.format_tb(error.__traceback__)).rstrip(),
                extra=place(message),
            )
            work.publish(self.refuse(message, "internal_error", f"{type(error).__name__}: {error}"))
            work.note(self.refused(message, "internal_error"))

    def refuse(self, message: Message, code: str, reason: str) -> Record:
        """The message's dead letter."""
        return dead_letter(message, stage=self.name, code=code, reason=reason, group=self.group)

    def refused(self, message: Message, code: str, field: str | None = None) -> Outcome:
        """That the message became a dead letter."""
        article_id = self.article_of(message)
        return Outcome(
            stage=self.name, did="refused", message=message, article_id=article_id, code=code, field=field
        )

    def article_of(self, message: Message) -> str | None:
        """The article that a message is about, as far as one that cannot be processed tells: by its key."""
        return message.key.decode("utf-8", "replace") if message.key else None


class Classify(Stage):
    """articles -> articles.economy, articles.security, articles.other.

    A newer revision that lost a label still goes to the label's topic, so that what the article said there is withdrawn; an
    older revision goes nowhere. A repeated one is passed on again, since its first time may not have got there.
    """

    name = "classify"

    def take(self, work: Work, message: Message) -> None:
        article = decode(message.value)
        table, key = self.tables[0], article.id.encode()
        seen = _json(work.read(table, message.partition, key))
        about: dict[str, Any] = {"stage": self.name, "message": message, **_about(article)}
        if seen is not None and article.revision < seen["revision"]:
            work.note(Outcome(did="ignored", **about))
            return
        classification = pipeline.classify(article)
        labels = list(classification.labels)
        labels += [
            label for label in (seen["labels"] if seen else ()) if label in DOMAINS and label not in labels
        ]
        value = dump(ClassifiedArticle(**dict(article), classification=classification))
        work.publish(
            *(
                Record(f"{self.prefix}articles.{label}", key, value, (JSON_TYPE,), cause=message)
                for label in labels
            )
        )
        ever = sorted({*labels, *(seen["labels"] if seen else ())})
        work.write(
            table, message.partition, key, orjson.dumps({"revision": article.revision, "labels": ever})
        )
        said = dict.fromkeys((classification.label, *classification.labels))
        work.note(Outcome(did="classified", labels=tuple(said), **about))


class Extract(Stage):
    """articles.<domain> -> events.<domain>.*: what each article's newest revision says, and no longer says."""

    name = "extract"

    def __init__(self, *, domain: Domain, **options: Any) -> None:
        super().__init__(**options)
        self.domain = domain

    def take(self, work: Work, message: Message) -> None:
        article = decode_classified(message.value)
        table, key = self.tables[0], article.id.encode()
        ledger = _json(work.read(table, message.partition, key))
        about: dict[str, Any] = {"stage": self.name, "message": message, **_about(article)}
        if ledger is not None and article.revision < ledger["revision"]:
            work.note(Outcome(did="ignored", **about))
            return
        events = pipeline.extract(_plain_article(article), article.classification, self.domain)
        revision = revise(ledger, article, events)
        records = [event_record(event, article, prefix=self.prefix, cause=message) for event in revision.emit]
        if revision.status == "revised" and ledger is not None:
            records += self._moved(ledger, article, events, message)
        kept = orjson.dumps(revision.ledger)
        work.publish(*records)
        work.write(table, message.partition, key, kept)
        types = tuple(event.type for event in revision.emit)
        work.note(Outcome(did="extracted", events=types, revision=revision.status, **about))

    def _moved(
        self, ledger: dict[str, Any], article: Article, events: Iterable[Event], message: Message
    ) -> list[Record]:
        """Withdrawals under the old key of events that the revision says again under another one."""
        now = {event.event_id: event for event in events}
        moved: list[Record] = []
        for value in ledger["events"]:
            old = parse_event(value)
            new = now.get(old.event_id)
            if new is None or (event_topic(new), event_key(new)) == (event_topic(old), event_key(old)):
                continue
            taken_back = old.model_copy(update={"article": new.article, "withdrawn": True})
            moved.append(event_record(taken_back, article, prefix=self.prefix, cause=message))
        return moved


class FoldTables(Stage):
    """events.<domain>.* -> tables.*: the claims of each partition, and the views that follow from them.

    The claims are the state; a `Fold` is derived from them, one a partition, and derived anew whenever the partition was
    read from its changelog or a batch came to nothing. The digests of what was published tell what is new.
    """

    name = "fold"

    def __init__(self, *, fold: Callable[[], Fold], **options: Any) -> None:
        super().__init__(**options)
        self.claims, self.digests = self.tables
        self._new_fold = fold
        self._folds: dict[int, tuple[int, Fold]] = {}
        self._fresh: set[int] = set()
        self._touched: set[int] = set()
        self._batch: list[Message] = []

    def take(self, work: Work, message: Message) -> None:
        event = parse_event(_object(message.value))
        key, known = event.event_id.encode(), self._known(work, message, event.event_id)
        if known is not None and event_key(known) != event_key(event):
            # one that moved: what it says under the one key and its withdrawal under the other are both to be kept
            moved = f"{event.event_id}/{event_key(event)}"
            key, known = moved.encode(), self._known(work, message, moved)
        work.write(self.claims, message.partition, key, dump(merge(known, event)))
        self._touched.add(message.partition)
        self._batch.append(message)
        about = {"stage": self.name, "message": message, **_about(event.article)}
        work.note(Outcome(did="folded", events=(event.type,), **about))

    def _known(self, work: Work, message: Message, key: str) -> Event | None:
        claim = work.read(self.claims, message.partition, key.encode())
        return parse_event(orjson.loads(claim)) if claim else None

    def article_of(self, message: Message) -> str | None:
        """The key is a series or a country: the event itself names its article."""
        try:
            return str(_object(message.value)["article"]["id"])
        except (InputError, KeyError, TypeError):
            return None

    def finish(self, work: Work, state: Mapping[str, State]) -> None:
        """Fold the batch's claims in and publish the views that changed."""
        try:
            self._fold_in(work, state)
        except Exception as error:  # noqa: BLE001 - a bug in a rule, which is looked for in the next step
            kind = type(error).__name__
            log.error("%d events cannot be folded (%s); trying them one by one", len(self._batch), kind)
            self._one_by_one(work, state)
        self._touched.clear()
        self._batch.clear()

    def refresh(self, work: Work, state: Mapping[str, State], partitions: Iterable[int]) -> None:
        """Publish the views of partitions whose fold is not derived yet: they were just read from their changelogs."""
        self._touched.update(partitions)
        self._fold_in(work, state)
        self._touched.clear()

    def stale(self, state: Mapping[str, State], partitions: Iterable[int]) -> list[int]:
        """Those of the partitions whose fold is not derived from what the claims are now."""
        return [partition for partition in partitions if not self._current(state, partition)]

    def forget(self) -> None:
        self._folds.clear()
        self._touched.clear()
        self._batch.clear()

    def folds(self, state: Mapping[str, State], partitions: Iterable[int]) -> list[Fold]:
        """The folds that are up to date, for reading."""
        return [
            self._folds[partition][1] for partition in sorted(partitions) if self._current(state, partition)
        ]

    def _current(self, state: Mapping[str, State], partition: int) -> bool:
        held = self._folds.get(partition)
        return held is not None and held[0] == state[self.claims].version(partition)

    def _fold_in(self, work: Work, state: Mapping[str, State]) -> None:
        for partition in sorted(self._touched):
            fold = self._fold(state, partition)
            for (table, where, _), value in list(work.writes.items()):
                if table == self.claims and where == partition and value is not None:
                    fold.add(parse_event(orjson.loads(value)))
            last = next((one for one in reversed(self._batch) if one.partition == partition), None)
            self._publish(work, state, partition, fold.drain(), last)

    def _fold(self, state: Mapping[str, State], partition: int) -> Fold:
        if not self._current(state, partition):
            fold = self._new_fold()
            for _, claim in state[self.claims].entries(partition):
                fold.add(parse_event(orjson.loads(claim)))
            self._folds[partition] = (state[self.claims].version(partition), fold)
            self._fresh.add(partition)
        return self._folds[partition][1]

    def _publish(
        self,
        work: Work,
        state: Mapping[str, State],
        partition: int,
        views: Iterable[View],
        last: Message | None,
    ) -> None:
        drained: set[bytes] = set()
        for view in views:
            key = f"{view.topic}/{view.key}".encode()
            drained.add(key)
            value = None if view.value is None else dump(view.value)
            digest = None if value is None else hashlib.blake2b(value, digest_size=16).hexdigest().encode()
            if work.read(self.digests, partition, key) != digest:
                row = self._row(view.topic, view.key, value, last)
                work.replace(self.digests, partition, key, digest, row)
        if partition in self._fresh:
            # a new fold tells every view there is: what was published and is not among them is gone
            self._fresh.discard(partition)
            told = {key for key, _ in state[self.digests].entries(partition)}
            told |= {key for table, where, key in work.writes if (table, where) == (self.digests, partition)}
            for key in sorted(told - drained):
                if work.read(self.digests, partition, key) is not None:
                    topic, _, name = key.decode().partition("/")
                    row = self._row(topic, name, None, last)
                    work.replace(self.digests, partition, key, None, row)

    def _row(self, topic: str, key: str, value: bytes | None, last: Message | None) -> Record:
        return Record(f"{self.prefix}{topic}", key.encode(), value, (JSON_TYPE,), after=last)

    def _one_by_one(self, work: Work, state: Mapping[str, State]) -> None:
        """Find the claims that a fold fails on: they become dead letters, the others are folded in."""
        batch = list(self._batch)
        refused = [record for record in work.records if record.cause is not None]
        told = [outcome for outcome in work.outcomes if outcome.did == "refused"]
        work.records.clear()
        work.writes.clear()
        work.marks.clear()
        work.publish(*refused)
        work.outcomes[:] = told
        for message in batch:
            kept_records, kept_writes, kept_marks = list(work.records), dict(work.writes), dict(work.marks)
            kept_outcomes = list(work.outcomes)
            self.forget()
            try:
                self.take(work, message)
                self._fold_in(work, state)
            except Exception as error:  # noqa: BLE001 - a bug in a rule; the dead letter and the log both name it
                work.records[:], work.writes, work.marks = kept_records, kept_writes, kept_marks
                work.outcomes[:] = kept_outcomes
                log.error("an event cannot be folded: %s", type(error).__name__, extra=place(message))
                work.publish(self.refuse(message, "internal_error", f"{type(error).__name__}: {error}"))
                work.note(self.refused(message, "internal_error"))
                self.forget()


def place(message: Message) -> dict[str, Any]:
    """Where a message stands, as the fields of a log record."""
    return {"topic": message.topic, "partition": message.partition, "offset": message.offset}


def _about(article: Article | ArticleRef) -> dict[str, Any]:
    """What an outcome tells of an article."""
    return {"article_id": article.id, "source": article.source, "published_at": article.published_at}


def _json(value: bytes | None) -> dict[str, Any] | None:
    if value is None:
        return None
    found: dict[str, Any] = orjson.loads(value)
    return found


def _object(raw: bytes | None) -> dict[str, Any]:
    value = parse(raw, largest=MAX_MESSAGE_BYTES)
    if not isinstance(value, dict):
        raise InputError("wrong_shape", f"expected a JSON object, got {type(value).__name__}")
    return value


def _plain_article(article: ClassifiedArticle) -> Article:
    """The article as it was classified, so that the extraction sees the very same value in every place it runs."""
    return Article(**{name: getattr(article, name) for name in Article.model_fields})
