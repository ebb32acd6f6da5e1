"""What a subscriber is handed: the value that a topic is for, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from schemas import (
    Article,
    Attack,
    ClassifiedArticle,
    Event,
    FiscalYear,
    Incident,
    InputError,
    Observation,
    Operation,
    SecurityMonth,
    Statement,
    load,
)
from streams.articles import decode
from streams.delivery import Message
from streams.topology import Topic

E_co = TypeVar("E_co", bound=Event, covariant=True)


@dataclass(frozen=True, slots=True)
class Withdrawn(Generic[E_co]):
    """An event that a later revision of its article takes back. It counts no more: forget what came under its `event_id`."""

    event: E_co
    """As it was said; `event.article.revision` is the revision that takes it back."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A row of a table that is gone, such as an incident that was merged into another: forget what came under its key."""

    topic: str
    """The contract's name."""
    key: str


@dataclass(frozen=True, slots=True)
class Undecodable:
    """A message that is not what its topic is for. The stream goes on behind it."""

    message: Message
    """As it came: topic, partition, offset, key, value, headers."""
    error: InputError

    @property
    def reason(self) -> str:
        """The code and the field at fault, for people."""
        return str(self.error)


Row = FiscalYear | Incident | SecurityMonth
Item = Event | Withdrawn[Event] | Row | Tombstone | Article | ClassifiedArticle | Undecodable | Message
"""Everything that may come. `Message` is what topics without a schema hold: dead letters and changelogs."""


def item(message: Message, topic: Topic) -> Item:
    """A message as the value that its topic is for; never raises for what the message holds."""
    if topic.model is None:
        return message
    if message.value is None and topic.kind == "tables":
        return Tombstone(topic.base, text(message.key))
    try:
        if message.value is None:
            raise InputError("null_value", "the message has no value")
        if topic.kind == "articles":
            # as crawlers publish them, which is more than the model's own form
            return decode(message.value)
        value = load(topic.model, message.value)
    except InputError as error:
        return Undecodable(message, error)
    if isinstance(value, Observation | Attack | Operation | Statement):
        return Withdrawn(value) if value.withdrawn else value
    assert isinstance(value, FiscalYear | Incident | SecurityMonth | ClassifiedArticle)
    return value


def text(raw: bytes | None) -> str:
    """A key as text, whatever it holds."""
    return (raw or b"").decode("utf-8", "replace")
