"""Dates in a sentence, resolved against the day of publication.

A day of the week is the last one on or before publication; a month without a year is the last that has begun; a day
without a year is the last such day, unless only the coming one is near. What fiscal periods mean is the economy's matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from schemas import When
from streams.text.datewords import words
from streams.text.document import Sentence
from streams.text.numbers import read as read_numbers
from streams.text.spans import Precision, month_span, shifted, unit_span
from streams.text.tokens import Token, lowers_of, once

Kind = Literal["day", "weekday", "relative", "month", "year", "week"]

#: A day without a year lies ahead only if it is this near while its last occurrence is long past.
_NEAR = timedelta(days=60)
_LONG_PAST = timedelta(days=200)


class DateMention(NamedTuple):
    """A date expression: token positions `first` to `last` (excluded), offsets in the sentence, and what it means."""

    first: int
    last: int
    start: int
    end: int
    when: When
    kind: Kind
    explicit_year: bool


def dates(sentence: Sentence, anchor: date) -> list[DateMention]:
    """The dates of a sentence, from left to right; `anchor` is the day of publication."""
    return read(sentence.tokens, anchor)


def read(tokens: Sequence[Token], anchor: date) -> list[DateMention]:
    """The dates among tokens."""
    return once(tokens, ("dates", anchor), lambda them: _read(them, anchor))


def _read(tokens: Sequence[Token], anchor: date) -> list[DateMention]:
    known, lowers = words(), lowers_of(tokens)
    found: list[DateMention] = []
    counted = not known.ago.isdisjoint(lowers)
    begins = known.begins_counted if counted else known.begins
    last, position = len(lowers) - 1, 0
    for first, lower in enumerate(lowers):
        if lower in begins:
            # Most articles ("the", "a") begin no date: the word behind them tells.
            seconds = known.phrases.get(lower)
            alone = lower in known.starts or (counted and lower in known.counts)
            if not alone and (seconds is None or first == last or lowers[first + 1] not in seconds):
                continue
        elif lower[0].isdecimal():
            # A day has one or two digits, a year four; other numbers only count ("10.5 years ago").
            day_or_year = len(lower) in (1, 2, 4) and lower.isdecimal()
            if not (day_or_year or counted or lower.count(".") == 2):
                continue
            alone = True
        else:
            continue
        if first < position:
            continue
        reader = _at if alone else _relative
        mention = reader(tokens, first, anchor, found, counted=counted)
        if mention is not None:
            found.append(mention)
            position = mention.last
    return found


def _mention(
    tokens: Sequence[Token],
    first: int,
    last: int,
    span: tuple[date, date],
    precision: Precision,
    kind: Kind,
    *,
    year: bool,
) -> DateMention:
    when = _when(*span, precision)
    return DateMention(first, last, tokens[first].start, tokens[last - 1].end, when, kind, year)


@lru_cache(maxsize=4096)
def _when(start: date, end: date, precision: Precision) -> When:
    # An article names the same few days again and again.
    return When.model_construct(start=start, end=end, precision=precision)


def _at(
    tokens: Sequence[Token], first: int, anchor: date, found: list[DateMention], *, counted: bool
) -> DateMention | None:
    known = words()
    lower = tokens[first].lower
    if lower in known.months and tokens[first].text[0].isupper():
        return _month_first(tokens, first, anchor)
    if lower in known.weekdays and tokens[first].text[0].isupper():
        return _weekday(tokens, first, anchor)
    if lower[0].isdecimal():
        hit = _numeric(tokens, first) or _day_first(tokens, first, anchor) or _year(tokens, first)
        if hit:
            return hit
    if lower == "last" and first + 1 < len(tokens):
        following = tokens[first + 1]
        if following.text[0].isupper() and following.lower in known.months:
            month = known.months[following.lower]
            year = anchor.year - (month >= anchor.month)
            return _mention(tokens, first, first + 2, month_span(year, month), "month", "month", year=False)
        if following.text[0].isupper() and following.lower in known.weekdays:
            back = (anchor.weekday() - known.weekdays[following.lower]) % 7 or 7
            day = anchor - timedelta(days=back)
            return _mention(tokens, first, first + 2, (day, day), "day", "weekday", year=False)
    return _relative(tokens, first, anchor, found, counted=counted)


def _relative(
    tokens: Sequence[Token], first: int, anchor: date, found: list[DateMention], *, counted: bool
) -> DateMention | None:
    """ "last week", "a day earlier"; and, where the sentence has a word like "ago" (`counted`), "three months ago"."""
    known = words()
    match = known.relative.at(tokens, first)
    if match:
        unit, shift = match.entry.unit, match.entry.shift
        base = anchor
        # "a day earlier" in a sentence that has named a day counts from that day.
        if "earlier" in tokens[match.last - 1].lower or tokens[match.last - 1].lower == "before":
            base = next((m.when.start for m in reversed(found) if m.when.precision == "day"), anchor)
        span = unit_span(shifted(base, unit, shift), unit)
        return _mention(
            tokens, first, match.last, span, unit, "week" if unit == "week" else "relative", year=False
        )
    # "three months ago", "a week earlier"
    lower = tokens[first].lower
    if not counted or lower in ("the", "last"):
        return None
    # The unit stands behind a number of one to three known.
    if not any(token.lower in known.units for token in tokens[first + 1 : first + 4]):
        return None
    numbers = read_numbers(tokens[first : first + 3])
    count, after = (1, first + 1) if lower == "a" else (0, first)
    if numbers and numbers[0].first == 0 and numbers[0].value is not None:
        count, after = int(numbers[0].value), first + numbers[0].last
    if not 0 < count < 200 or after + 1 >= len(tokens):
        return None
    counted_unit = known.units.get(tokens[after].lower)
    if counted_unit is None or tokens[after + 1].lower not in known.ago:
        return None
    # "killed two days before the vote" counts from the vote.
    if (
        tokens[after + 1].lower in ("before", "earlier")
        and after + 2 < len(tokens)
        and tokens[after + 2].lower in ("the", "than")
    ):
        return None
    if counted_unit == "year" and anchor.year - count < 1900:
        return None
    span = unit_span(shifted(anchor, counted_unit, -count), counted_unit)
    kind: Kind = "week" if counted_unit == "week" else "relative"
    return _mention(tokens, first, after + 2, span, counted_unit, kind, year=False)


def _weekday(tokens: Sequence[Token], first: int, anchor: date) -> DateMention | None:
    known = words()
    after = first + 1
    while after < len(tokens) and tokens[after].lower in (
        ",",
        ".",
        "the",
        "night",
        "morning",
        "evening",
        "afternoon",
    ):
        after += 1
    # "Friday, February 6": the date says it more precisely.
    if after < len(tokens) and after - first <= 3:
        dated: DateMention | None = None
        if tokens[after].lower in known.months and tokens[after].text[0].isupper():
            dated = _month_first(tokens, after, anchor)
        elif tokens[after].lower[0].isdecimal():
            dated = _day_first(tokens, after, anchor)
        if dated and dated.when.precision == "day":
            return _mention(
                tokens,
                first,
                dated.last,
                (dated.when.start, dated.when.end),
                "day",
                "day",
                year=dated.explicit_year,
            )
    if len(tokens[first].text) <= 3 and tokens[first].lower in ("sun", "mon", "wed", "sat"):
        return None
    before = tokens[first - 1].lower if first else ""
    back = (anchor.weekday() - known.weekdays[tokens[first].lower]) % 7
    day = anchor - timedelta(days=back)
    if before in ("next", "coming", "upcoming"):
        day += timedelta(days=7)
    return _mention(tokens, first, first + 1, (day, day), "day", "weekday", year=False)


def _month_first(tokens: Sequence[Token], first: int, anchor: date) -> DateMention | None:
    """ "December", "December 2025", "February 6", "February 6, 2026", "January 5-9"."""
    month = words().months[tokens[first].lower]
    after = first + 1
    if after < len(tokens) and tokens[after].text == "." and len(tokens[first].text) <= 4:
        after += 1
    if after < len(tokens) and tokens[after].lower in (",", "of") and _is_year(tokens, after + 1):
        after += 1
    if _is_year(tokens, after):
        span = month_span(int(tokens[after].text), month)
        return _mention(tokens, first, after + 1, span, "month", "month", year=True)
    day, last = _day_number(tokens, after)
    if day is not None:
        end_day, last_of_range = day, last
        if last + 1 < len(tokens) and tokens[last].text in ("-", "to") and tokens[last + 1].text.isdecimal():
            candidate, beyond = _day_number(tokens, last + 1)
            if candidate is not None and candidate > day and not _is_year(tokens, last + 1):
                end_day, last_of_range = candidate, beyond
        year_at = last_of_range + (last_of_range < len(tokens) and tokens[last_of_range].text == ",")
        explicit = _is_year(tokens, year_at)
        stop = year_at + 1 if explicit else last_of_range
        span_or_none = _days(month, day, end_day, int(tokens[year_at].text) if explicit else None, anchor)
        if span_or_none:
            return _mention(tokens, first, stop, span_or_none, "day", "day", year=explicit)
    if (
        len(tokens[first].text) == 3
        and tokens[first].lower in ("may", "mar", "jun", "dec", "sep")
        and first == 0
    ):
        return None
    if tokens[first].lower == "jan" and first + 1 < len(tokens) and tokens[first + 1].text[0].isupper():
        return None  # "Jan Mohammad"
    if tokens[first].lower == "may" and _is_modal(tokens, first):
        return None
    if tokens[first].lower == "mar" and first and tokens[first - 1].lower not in words().before_may:
        return None  # "the Mar Girgis church"
    year = anchor.year - (month > anchor.month)
    if after + 2 < len(tokens) and tokens[after].lower == "of" and tokens[after + 2].lower == "year":
        after += 1  # "in January of last year"
    if (
        after + 1 < len(tokens)
        and tokens[after + 1].lower == "year"
        and tokens[after].lower in ("last", "this")
    ):
        # "in January last year", "in March this year"
        year = anchor.year - (tokens[after].lower == "last")
        return _mention(tokens, first, after + 2, month_span(year, month), "month", "month", year=True)
    return _mention(tokens, first, first + 1, month_span(year, month), "month", "month", year=False)


def _is_modal(tokens: Sequence[Token], first: int) -> bool:
    """Whether "May" at the head of a sentence, or before a plain verb, is the verb and not the month."""
    before = tokens[first - 1].lower if first else ""
    return before not in words().before_may


def _day_first(tokens: Sequence[Token], first: int, anchor: date) -> DateMention | None:
    """ "6 February", "6th of February 2026", "5-9 January", "25/26 January"."""
    known = words()
    day, after = _day_number(tokens, first)
    if day is None:
        return None
    end_day = day
    if after + 1 < len(tokens) and tokens[after].text in ("-", "to", "and", "/"):
        candidate, beyond = _day_number(tokens, after + 1)
        between = first > 0 and tokens[first - 1].lower == "between"
        if candidate is not None and candidate > day and (tokens[after].text != "and" or between):
            # "on the night of 25/26 January", "between 13 and 14 January"
            end_day, after = candidate, beyond
    if after < len(tokens) and tokens[after].lower == "of":
        after += 1
    if after >= len(tokens) or tokens[after].lower not in known.months or not tokens[after].text[0].isupper():
        return None
    month = known.months[tokens[after].lower]
    after += 1
    if after < len(tokens) and tokens[after].text in (".", ",") and _is_year(tokens, after + 1):
        after += 1
    explicit = _is_year(tokens, after)
    span = _days(month, day, end_day, int(tokens[after].text) if explicit else None, anchor)
    if span is None:
        return None
    return _mention(tokens, first, after + explicit, span, "day", "day", year=explicit)


def _days(month: int, day: int, end_day: int, year: int | None, anchor: date) -> tuple[date, date] | None:
    try:
        if year is not None:
            return date(year, month, day), date(year, month, end_day)
        this = date(anchor.year, month, day)
        last = this if this <= anchor else date(anchor.year - 1, month, day)
        coming = this if this > anchor else date(anchor.year + 1, month, day)
        start = coming if coming - anchor <= _NEAR and anchor - last >= _LONG_PAST else last
        return start, start.replace(day=end_day)
    except ValueError:
        return None


def _day_number(tokens: Sequence[Token], position: int) -> tuple[int | None, int]:
    """A day of the month at a position ("6", "6th"), and where it ends."""
    if position >= len(tokens):
        return None, position
    text = tokens[position].text
    if not (text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31):
        return None, position
    after = position + 1
    if after < len(tokens):
        following = tokens[after]
        glued = following.start == tokens[position].end
        if glued and following.lower in ("st", "nd", "rd", "th"):
            return int(text), after + 1
        if following.lower in ("%", "pc", "percent", "per", "million", "billion", "people") or (
            glued and following.text.isalpha()
        ):
            return None, position
    return int(text), after


def _is_year(tokens: Sequence[Token], position: int) -> bool:
    if position >= len(tokens):
        return False
    text = tokens[position].text
    return len(text) == 4 and text.isdecimal() and 1900 <= int(text) <= 2100


def _year(tokens: Sequence[Token], first: int) -> DateMention | None:
    known = words()
    if not _is_year(tokens, first):
        return None
    before = tokens[first - 1].lower if first else ""
    after = tokens[first + 1] if first + 1 < len(tokens) else None
    if before in known.not_before:
        return None
    if after and (
        after.lower in known.not_after or (after.start == tokens[first].end and after.text.isalpha())
    ):
        return None
    # "2024-25" and "2024/25" are fiscal years, which the economy reads.
    if after and after.text in ("-", "/") and first + 2 < len(tokens) and tokens[first + 2].text.isdecimal():
        return None
    year = int(tokens[first].text)
    return _mention(
        tokens, first, first + 1, (date(year, 1, 1), date(year, 12, 31)), "year", "year", year=True
    )


def _numeric(tokens: Sequence[Token], first: int) -> DateMention | None:
    """ "2026-02-06", "06/02/2026" (day first, as the region writes it), "06.02.2026"."""
    parts, last = tokens[first].text.split("."), first + 1
    if len(parts) == 1 and first + 4 < len(tokens) and tokens[first + 1].text in ("-", "/"):
        mark = tokens[first + 1].text
        if tokens[first + 3].text == mark:
            parts, last = [tokens[first + step].text for step in (0, 2, 4)], first + 5
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    if len(parts[0]) == 4:
        year, month, day = (int(part) for part in parts)
    elif len(parts[2]) == 4:
        day, month, year = (int(part) for part in parts)
    else:
        return None
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError):
        return None
    if not 1900 <= year <= 2100:
        return None
    return _mention(tokens, first, last, (found, found), "day", "day", year=True)
