"""Following topics for people and pipes: each item that a subscriber is handed as the JSON value to show for it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from schemas import plain
from streams.client.items import Item, Tombstone, Undecodable, Withdrawn, text
from streams.delivery import Message, describe


def line(item: Item, message: Message) -> dict[str, Any]:
    """What to show for an item: the value, a tombstone, why it cannot be read, or what a dead letter says."""
    if isinstance(item, Undecodable):
        where = {"topic": message.topic, "partition": message.partition, "offset": message.offset}
        return {"error": {**where, "code": item.error.code, "message": item.error.reason}}
    if isinstance(item, Tombstone):
        return {"key": item.key, "tombstone": True}
    if isinstance(item, Withdrawn):
        item = item.event
    return plain(item) if isinstance(item, BaseModel) else raw(message)


def raw(message: Message) -> dict[str, Any]:
    """What to show for a message of a topic without a schema: what its headers say of a failure, its key and its value."""
    key = text(message.key) if message.key is not None else None
    value = text(message.value) if message.value is not None else None
    if message.topic.endswith(".dlq"):
        return {**plain(describe(message)), "key": key, "value": value}
    return {"key": key, "tombstone": True} if value is None else {"key": key, "value": value}
