"""The ends of years as rates of prices are told by them: "year-end inflation", "by the end of next year", "to end the year at"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from streams.economy.calendars import Interval, months_from
from streams.economy.months import is_year
from streams.economy.ratespan import Span, calendar_of
from streams.economy.sentences import Reading

_ENDS = frozenset(["end", "close"])
_CLOSING = frozenset(["ending", "ended", "closing", "finishing", "ends", "finish", "closes", "finishes"])
_SO_FAR = frozenset(["date", "far"])
_NEXT = frozenset(["next", "coming", "following"])
_OVER = frozenset(["ended", "closed", "finished", "was", "were", "stood", "ending", "had"])
#: In the first months of a year the end of the year that is told of is over.
_EARLY = 3


def year_ends(reading: Reading, geo: str, indicator: str, known: list[Span]) -> list[Span]:
    """The spans of a sentence, with the months in which a year ends in place of the whole years."""
    lowers = reading.lowers
    if indicator != "prices.cpi" or "year" not in lowers or not (_ENDS | _CLOSING | _SO_FAR) & set(lowers):
        return known
    found: list[Span] = []
    for place, word in enumerate(lowers):
        if word != "year":
            continue
        named = _end(lowers, place)
        if named is not None:
            found.append(_span(reading, geo, *named))
        elif (so_far := _so_far(lowers, place)) is not None:
            found.append(Span(*so_far, "shift", shift="ytd"))
    if not found:
        return known
    dated = {f.first for f in found if _said(known, f)}
    found = [f for f in found if f.first not in dated]
    apart = [s for s in known if not any(s.first < f.last and f.first < s.last for f in found)]
    return sorted([*apart, *found], key=lambda span: span.first)


def _so_far(lowers: Sequence[str], place: int) -> tuple[int, int] | None:
    """Where "year to date", "so far this year" stands around its word "year"; None where it does not."""
    behind = [word for word in lowers[place + 1 : place + 5] if word != "-"][:2]
    if behind in (["to", "date"], ["so", "far"]):
        last = next(p for p in range(place + 1, len(lowers)) if lowers[p] in ("date", "far")) + 1
        return (place - 1 if lowers[place - 1 : place] == ["this"] else place), last
    led = list(lowers[max(0, place - 4) : place])
    if led[-3:] == ["so", "far", "this"]:
        return place - 3, place + 1
    return (place - 4, place + 1) if led == ["so", "far", "in", "the"] else None


def so_far(main: Interval) -> Interval:
    """The months of a year up to one."""
    return Interval(date(main.end.year, 1, 1), main.end)


def _said(known: Sequence[Span], end: Span) -> bool:
    """Whether a month or a year beside says more: "by the end of the year in December"."""
    return any(
        s.kind == "span" and s.interval is not None and s.interval.whole_months == 1
        and -2 <= s.first - end.last <= 2 for s in known
    )  # fmt: skip


def _end(lowers: Sequence[str], place: int) -> tuple[int, int, int, int | None, bool] | None:
    """Where the end of a year is named around its word "year".

    First and last position, years to add, the year itself where it is written, and whether it is a fiscal one.
    """
    word = lowers[place - 1] if place else ""
    fiscal = word in ("fiscal", "financial")
    first = place - int(fiscal)
    while first and lowers[first - 1] in ("the", "this", "current", "next", "coming", "following", "calendar", "ongoing"):  # fmt: skip
        first -= 1
    ahead = int(bool(_NEXT & set(lowers[first:place])))
    written = place > 1 and is_year(word)
    after = place + 1 + (lowers[place + 1 : place + 2] == ["-"])
    if lowers[after : after + 1] == ["end"] and lowers[after + 1 : after + 2] != ["of"]:
        number = int(word) if written else None
        last = after + 1
        if number is None and last < len(lowers) and is_year(lowers[last]):
            number, last = int(lowers[last]), last + 1
        return (place - int(written) if written else first), last, ahead, number, fiscal
    led = first - 1
    if led >= 0 and lowers[led] in ("of", "-"):
        led -= 1
    closes = led >= 0 and (
        lowers[led] in _ENDS or (lowers[led] in _CLOSING and lowers[place - 1] in ("this", "the", "next"))
    )
    if closes and lowers[place + 1 : place + 2] not in (["to"], ["in"]):
        return led, place + 1, ahead, None, fiscal
    return None


def _span(
    reading: Reading, geo: str, first: int, last: int, ahead: int, number: int | None, fiscal: bool
) -> Span:
    published = reading.document.published_on
    calendar = calendar_of(geo)
    if fiscal:
        year = calendar.year(calendar.year_of(published) + ahead)
        end = months_from(year.end, 1)
        return Span(first, last, "span", end, end)
    if number is not None:
        days = _december(number)
        return Span(first, last, "span", days, days)
    coming = _december(published.year + ahead)
    over = bool(_OVER & set(reading.lowers[max(0, first - 6) : last]))
    past = _december(published.year - 1) if over and published.month <= _EARLY and not ahead else coming
    return Span(first, last, "span", past, coming)


def _december(year: int) -> Interval:
    return months_from(date(year, 12, 1), 1)
