"""What a dead letter's headers say, as `khabar dlq show` and `khabar replay` give it."""

from __future__ import annotations

from schemas.base import Model


class DeadLetter(Model):
    """Why a message was set aside; the message's own bytes and headers stay as they were."""

    topic: str
    partition: int | None = None
    offset: int | None = None
    group: str | None = None
    delivery_count: int = 1
    stage: str
    code: str
    message: str
    digest: str | None = None
    """Where no broker gives a topic, partition and offset: a hash of the input's bytes, which tells inputs apart."""
