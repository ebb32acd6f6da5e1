"""Times as pages and crawlers write them.

| written | is |
|---|---|
| `2026-01-20T10:00:00+05:00`, also with a blank for the T, or `+0500` | that moment |
| `Tue, 20 Jan 2026 10:00:00 +0500` (RFC 5322, as HTTP and feeds have it) | that moment |
| `2026-01-20T10:00:00`, which says no offset | that time, UTC |
| `2026-01-20` | that day at 00:00, UTC |

Where no offset is said, UTC is put in so that the day stays the one that is written: it is what an article's "yesterday"
counts from. Our own format knows no such times: there an offset is asked for.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_LONGEST: Final = 64


def moment(value: object) -> datetime:
    """The moment that a text, or a time, says; raises ValueError."""
    if isinstance(value, datetime):
        return _aware(value)
    if not isinstance(value, str) or not 4 < len(value.strip()) <= _LONGEST:
        raise ValueError("a time is a text, as 2026-01-20T10:00:00+05:00 or 2026-01-20")
    text = value.strip()
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError:
        pass
    if text[:1].isalpha() or text[:2].strip().isdigit():
        try:
            return _aware(parsedate_to_datetime(text))
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    raise ValueError("not a time: neither ISO 8601 nor RFC 5322")


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
