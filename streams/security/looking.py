"""Whether a text that told of an earlier event has come back to the news."""

from __future__ import annotations

from streams.security.clause import Clause
from streams.security.frame import Frame


def looked_back(found: list[Frame], last: Frame, clause: Clause) -> bool:
    """Whether the event told last was an earlier one than the news, and what comes in another paragraph is news again."""
    news = next(f for f in found if f.type == clause.type)
    return (
        news.when is not None
        and last.when is not None
        and last.when.end < news.when.start
        and clause.scan.sentence.paragraph != last.paragraph
    )
