"""What a subscriber can say beside the topics."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal, TypedDict

from schemas.event import Prominence
from streams.config import Settings

Start = Literal["earliest", "latest"] | datetime


class Options(TypedDict, total=False):
    """Keyword arguments of `subscribe`. A filter takes one value or several; an item passes if it has one of them."""

    type: str | Collection[str]
    """Of events: `economy.observation`, `security.attack`, `security.operation`, `security.statement`."""
    country: str | Collection[str]
    """ISO 3166-1 alpha-2. Of an observation or a fiscal year its `geo`; of what concerns security, where it happened (or where
    what it is about did). A tombstone passes by its key; that of an incident, whose key tells no country, always."""
    indicator: str | Collection[str]
    """Of observations and fiscal years: `exports.it`, `prices.cpi`, and so on."""
    prominence: Prominence
    """Of events: `main`, what the article is about, or `background`."""
    start: Start
    """Where to begin: `earliest`, `latest` (the default: only what is new), or a time with an offset, for what came to the
    topics from then on. With a group, only where the group has not been yet."""
    group: str
    """Share the partitions with all that name the same group, and go on where it stopped."""
    settings: Settings
    """Default: from the environment's `KHABAR_*`."""
    stop_at_end: bool
    """End where the topics ended when the iteration began, instead of waiting for more. Not with a group."""
