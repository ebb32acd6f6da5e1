"""What became of a message at a stage, for metrics, logs and traces. An article's text has no part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from streams.delivery import Message

Did = Literal["classified", "extracted", "folded", "ignored", "refused"]
"""`ignored`: an older revision that came late; `refused`: it became a dead letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a stage made of a message; it counts once the broker has all that followed from it."""

    stage: str
    did: Did
    message: Message
    article_id: str | None = None
    """None where the message was too broken to tell."""
    source: str | None = None
    published_at: datetime | None = None
    labels: tuple[str, ...] = ()
    """Of a classified article; the first is the one that decides."""
    events: tuple[str, ...] = ()
    """The types of the events that an article gave, or of the one that was folded; those taken back are among them."""
    revision: str | None = None
    """`new`, `revised` or `duplicate` for an article whose events were extracted."""
    code: str | None = None
    """Of the dead letter."""
    field: str | None = None
    """The field that the code is about."""
