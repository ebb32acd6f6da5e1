"""Moments as people write them: an RFC 3339 time with an offset, or a day, which means its end in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Final

#: The two forms of the contract; `fromisoformat` also takes weeks and compact dates, which few mean.
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}.*", re.DOTALL)
#: Nothing that is told of a table lies outside; arithmetic and the text of revisions stay inside what they can hold.
EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2101, 1, 1, tzinfo=UTC)


def moment(text: str) -> datetime:
    """The moment that a text names, moved to the nearest that a table can be asked for. Raises ValueError, saying why."""
    day = _DAY.fullmatch(text) is not None
    if not day and _TIME.fullmatch(text) is None:
        raise ValueError(f"{text!r} is neither an RFC 3339 time nor a date")
    try:
        found = datetime.fromisoformat(text.replace("z", "Z"))
    except ValueError:
        raise ValueError(f"{text!r} is neither an RFC 3339 time nor a date") from None
    if day:
        found = datetime.combine(found.date(), time.max, UTC)
    if found.tzinfo is None:
        raise ValueError("a time needs an offset, as in 2026-01-20T10:00:00+05:00")
    if not EARLIEST.year <= found.year < LATEST.year:
        return EARLIEST if found.year < EARLIEST.year else LATEST
    return found
