"""How a text looks back: to what was days before, and from an earlier event to the news again."""

from __future__ import annotations

from schemas import When
from streams.security.clause import Clause
from streams.security.eventdays import earlier
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


def days_before(clause: Clause, found: list[Frame], first: When) -> When | None:
    """ "Days before, gunmen ...", "Weeks earlier, ...": roughly so long before the news."""
    scan = clause.scan
    unit = scan.lower(scan.begin)
    if (
        clause.first > scan.begin
        or unit not in ("days", "weeks")
        or scan.lower(scan.begin + 1) not in ("before", "earlier", "ago", "prior")
    ):
        return None
    news = next(
        (f.when for f in found if f.type == "attack" and f.when is not None and f.when.precision == "day"),
        None,
    )
    return earlier(news or first, 0, unit.removesuffix("s"))
