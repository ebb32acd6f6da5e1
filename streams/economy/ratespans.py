"""The periods of a sentence as rates are told by them: with "this year", in the calendar of the country, without those of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from streams.economy import growthrates, rateends, ratequarters, rateyears, spanlists
from streams.economy.calendars import Interval, months_from
from streams.economy.months import is_year
from streams.economy.period import Period
from streams.economy.periodwords import words as period_words
from streams.economy.ratespan import Span, calendar_of
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading
from streams.text.spans import shift_months

_FISCAL = frozenset(["fiscal", "financial", "fy", "budget", "-", "/"])
_THIS = frozenset(["this", "current", "ongoing", "present", "running"])
_NEXT = frozenset(["next", "coming", "upcoming", "following"])
_RATE_NOUNS = frozenset(["growth", "gdp", "inflation", "gross", "forecast", "projection", "economic"])


def read(reading: Reading, geo: str, indicator: str) -> list[Span]:
    """The periods of a sentence that a rate of a country may have, from left to right."""
    return reading.sentence.once(f"rate-spans {geo} {indicator}", lambda: _read(reading, geo, indicator))


def _read(reading: Reading, geo: str, indicator: str) -> list[Span]:
    months = period_words().months
    spans = [
        _span(period, ahead, named=any(word in months for word in reading.lowers[period.first : period.last]))
        for period, ahead in _periods(reading, geo)
    ]
    spans = ratequarters.ended(reading, spans)
    spans = [ratequarters.last_months(reading, ratequarters.quarter_of_four(reading, span)) for span in spans]
    spans = [ratequarters.months_to(reading, ratequarters.month_end(span), indicator) for span in spans]
    spans = [rateyears.ending(reading, rateyears.this_year(reading, span), indicator) for span in spans]
    spans = [ratequarters.year_before(reading, span) for span in spans]
    spans = _quarters_of(reading, geo, [part for span in spans for part in _parted(reading, geo, span)])
    longer = [span for span in spans if span.kind == "span" and span.last - span.first > 3]
    spans = [
        span
        for span in spans
        if not (span.kind == "same" and any(o is not span and o.first <= span.first < o.last for o in longer))
    ]  # "in the three months to June"
    spans = spanlists.fiscal_too(reading, geo, _in_years(reading, spans))
    monthly = indicator == "gdp.growth" and growthrates.by_month(geo)
    told_by = "" if monthly else indicator
    spans = [
        s for s in spans if not (_telling(reading, s, told_by) or ratequarters.reckoned(reading, s.first))
    ]
    spans += _years(reading, geo, spans)
    spans = rateends.year_ends(reading, geo, indicator, ratequarters.full_years(reading, geo, spans))
    spans = [span for span in spans if not _named_apart(reading, span, spans)]
    spans = _quarters(reading, geo, spans)
    spans += _counted(reading, spans)
    spans += spanlists.elided(reading, spans)
    return sorted(spans, key=lambda span: span.first)


def _parted(reading: Reading, geo: str, span: Span) -> list[Span]:
    """ "6.1% in FY 2019/20, Q2 at 5.3%": the year of one figure and the quarter of the next, not a quarter of that year."""
    lowers = reading.lowers
    comma = next(
        (p for p in range(span.first + 1, span.last - 1) if lowers[p] == "," and lowers[p + 1] == "q"), None
    )
    if (
        comma is None
        or span.interval is None
        or lowers[span.last : span.last + 1] not in (["at"], [":"], ["-"])
    ):
        return [span]
    if not any(0 <= span.first - q.last <= 2 for q in reading.quantities):
        return [span]
    year = calendar_of(geo).year(calendar_of(geo).year_of(span.interval.start))
    return [
        replace(span, last=comma, interval=year, ahead=year, whole=True),
        replace(span, first=comma + 1, open_year=False, year_left_open=False, ahead=span.interval),
    ]


def _quarters_of(reading: Reading, geo: str, spans: list[Span]) -> list[Span]:
    """ "at 5.7% in FY23, with Q1 at 6.3%, Q2 at 5.8% and Q4 at 5.1%": the quarters of a list are of its year."""
    lowers, calendar = reading.lowers, calendar_of(geo)
    short = [
        s for s in spans if s.interval is not None and lowers[s.first] == "q" and s.interval.whole_months == 3
    ]
    if {"projected", "expected", "forecast", "projects", "expects", "projection", "seen"} & set(lowers):
        short += [
            s for s in spans if s.year_left_open and s.interval is not None and s.interval.whole_months == 3
        ]
    if len(short) < 2:
        return spans
    year: Interval | None = None
    kept: list[Span] = []
    for span in spans:
        if span.kind == "span" and span.interval is not None and not span.year_left_open:
            year = (
                calendar.year(calendar.year_of(span.interval.start))
                if span.interval.whole_months in (3, 12)
                else year
            )
        elif span in short and year is not None and span.interval is not None:
            number = calendar.year_of(span.interval.start) - calendar.year_of(year.start)
            days = span.interval.shifted(-12 * number)
            kept.append(replace(span, interval=days, ahead=days, open_year=False, year_left_open=False))
            continue
        kept.append(span)
    return kept


def _periods(reading: Reading, geo: str) -> list[tuple[Period, Interval | None]]:
    calendar = calendar_of(geo)
    lowers = reading.lowers
    own = reading if calendar == reading.calendar else Reading(reading.sentence, reading.document, calendar)
    ahead = {p.first: p for p in own.future}
    pairs = [(p, ahead[p.first].interval if p.first in ahead else None) for p in own.periods]
    if own is reading:
        return pairs
    # "Q3 2025" is told by the calendar, "the fiscal year 2024/25" by the country's fiscal year.
    fiscal = {p.first: p for p in reading.periods if _FISCAL & set(lowers[p.first : p.last])}
    fiscal_ahead = {p.first: p for p in reading.future}
    kept = [
        (p, end)
        for p, end in pairs
        if not any(f.first < p.last and p.first < f.last for f in fiscal.values())
    ]
    kept += [
        (f, fiscal_ahead[f.first].interval if f.first in fiscal_ahead else None) for f in fiscal.values()
    ]
    return sorted(kept, key=lambda pair: pair[0].first)


def _span(period: Period, ahead: Interval | None, *, named: bool) -> Span:
    part = (
        period.open_year
        and period.interval is not None
        and period.interval.whole_months in (3, 6)
        and not named
    )
    return Span(
        period.first, period.last, period.kind, period.interval, ahead or period.interval, period.shift,
        period.whole, period.open_year, period.months, part,
    )  # fmt: skip


def _in_years(reading: Reading, spans: list[Span]) -> list[Span]:
    """ "the September quarter of 2021-22": the quarter of that year."""
    kept: list[Span] = []
    for span in spans:
        before = kept[-1] if kept else None
        if before is not None and spanlists.counts_in(reading, before, span) and span.interval is not None:
            # "in the last 11 months of the preceding year (2018-19)": its first eleven
            days = months_from(span.interval.start, before.months)
            kept[-1] = replace(before, last=span.last, interval=days, ahead=days)
            continue
        if (
            before is not None and span.whole and span.interval is not None and before.interval is not None and before.open_year
            and before.interval.whole_months in (1, 3)
            and reading.lowers[before.last : span.first] in (["of"], ["of", "the"], ["of", "the", "previous"], ["of", "the", "last"], [])
        ):  # fmt: skip
            days = before.interval
            for years in range(-3, 4):
                moved = days.shifted(12 * years)
                if span.interval.start <= moved.start and moved.end <= span.interval.end:
                    kept[-1] = replace(
                        before,
                        last=span.last,
                        interval=moved,
                        ahead=moved,
                        open_year=False,
                        year_left_open=False,
                    )
            continue
        kept.append(span)
    return kept


def _telling(reading: Reading, span: Span, indicator: str) -> bool:
    """Whether a period is that of a report ("its April forecast", "issued in July"), not of the figure."""
    known, lowers = rate_words(), reading.lowers
    months = span.interval.whole_months if span.interval is not None and span.kind == "span" else None
    if indicator == "gdp.growth" and months == 1:
        # "last month the fund cut it to 5.9% from 6.1% in January" speaks of the months of forecasts.
        told = any(
            word in ("month", "monthly") and lowers[place - 1 : place] not in (["last"], ["this"], ["past"])
            for place, word in enumerate(lowers)
        )
        return not (told and lowers[span.first - 1 : span.first] in (["in"], ["during"]))
    if months != 1:
        return False
    behind = [word for word in lowers[span.last : span.last + 3] if word != "'s"]
    if behind and behind[0] in known.behind:
        return True
    if span.first > 1 and lowers[span.first - 1] in (
        "in",
        "on",
        "since",
        "last",
        "of",
        "early",
        "mid",
        "late",
    ):
        word = lowers[span.first - 2]
        return word in known.before and not (
            word in ("expected", "reported", "anticipated", "said") and not _past(reading, span)
        )
    return False


def _named_apart(reading: Reading, span: Span, spans: Sequence[Span]) -> bool:
    """Whether "the period" only leads to the days that follow ("for the period from July to May")."""
    if span.kind != "same" or span.interval is not None:
        return False
    joins = {"from", "of", "(", ",", "-", "between", "i.e", ":"}
    return any(
        0 <= other.first - span.last <= 2 and set(reading.lowers[span.last : other.first]) <= joins
        for other in spans
        if other is not span and other.kind == "span"
    )


def _past(reading: Reading, span: Span) -> bool:
    """Whether a figure stands right before the word of telling: "4.8% forecast in September"."""
    return any(0 <= span.first - 2 - q.last <= 1 for q in reading.quantities)


def _years(reading: Reading, geo: str, known: Sequence[Span]) -> list[Span]:
    """ "this year and next", "the current year"."""
    lowers = reading.lowers
    calendar = calendar_of(geo)
    published = reading.document.published_on
    found: list[Span] = []

    def add(first: int, last: int, number: int) -> None:
        if not any(s.first < last and first < s.last for s in (*known, *found)):
            days = calendar.year(number)
            found.append(Span(first, last, "span", days, days, whole=True))

    now = calendar.year_of(published)
    for place, word in enumerate(lowers):
        # "its 2024 growth forecast", "Pakistan's 2025 inflation"
        if not is_year(word) or not _RATE_NOUNS & set(lowers[place + 1 : place + 4]):
            continue
        alone = not {"-", "/"} & set(lowers[place - 1 : place] + lowers[place + 1 : place + 2])
        if alone and not any(s.first <= place < s.last for s in known):
            days = Interval(date(int(word), 1, 1), date(int(word), 12, 31))
            found.append(Span(place, place + 1, "span", days, days, whole=True))
    for place, word in enumerate(lowers[:-1]):
        following = lowers[place + 1]
        if following == "year" and word in _THIS:
            add(place, place + 2, now)
            if lowers[place + 2 : place + 4] == ["and", "next"] and lowers[place + 4 : place + 5] != ["year"]:
                add(place + 3, place + 4, now + 1)
        elif (
            following == "year"
            and word in _NEXT
            and (lowers[place + 2 : place + 3] != ["'s"] or lowers[place + 3 : place + 4] in (["at"], ["to"]))
        ):
            add(place, place + 2, now + 1)
        elif (
            word == "next"
            and (following in (",", ".", ";") or following == "and")
            and _told_of_this(reading, place)
        ):
            add(place, place + 1, now + 1)
        elif (
            word in ("fiscal", "financial")
            and is_year(following)
            and lowers[place + 2 : place + 3] not in (["-"], ["/"])
        ):
            add(place, place + 2, int(following))  # "fiscal 2024"
        elif (
            is_year(word)
            and following in ("fiscal", "financial")
            and lowers[place - 1 : place] not in (["-"], ["/"])
        ):
            last = place + 3 if lowers[place + 2 : place + 3] == ["year"] else place + 2
            add(place, last, int(word))  # "the 2022 fiscal"
        elif word in ("previous", "preceding", "prior") and lowers[place + 1 : place + 3] == [
            "three",
            "months",
        ]:
            if not any(s.first <= place < s.last for s in known):
                found.append(Span(place, place + 3, "shift", shift="qoq"))
        elif (ends := ratequarters.three_months(lowers, place)) is not None:
            if not any(s.first <= place < s.last for s in known):
                found.append(Span(place, ends, "shift", shift="qoq"))
        elif following == "month" and word in ("current", "ongoing", "running"):
            days = months_from(published, 1)
            if not any(s.first < place + 2 and place < s.last for s in (*known, *found)):
                found.append(Span(place, place + 2, "span", days, days))
        elif following == "month" and word in ("following", "subsequent", "next"):
            if word == "next" and not any(s.first <= place < s.last for s in known):
                days = months_from(shift_months(published, 1), 1)
                found.append(Span(place, place + 2, "span", days, days))
            elif word != "next":
                found.append(Span(place, place + 2, "shift", shift="mnext"))
    return found


def _told_of_this(reading: Reading, place: int) -> bool:
    """ "5.1pc this fiscal year and 7.7pc next": right behind a figure, where "this year" has been named before."""
    led = reading.lowers[:place]
    named = any(w in _THIS and "year" in led[n + 1 : n + 3] for n, w in enumerate(led))
    return named and any(q.last == place for q in reading.quantities)


def _quarters(reading: Reading, geo: str, known: list[Span]) -> list[Span]:
    """ "the first and the second quarters of fiscal year 2026-27"."""
    lowers = reading.lowers
    spans = known
    for place, word in enumerate(lowers):
        if word != "quarters":
            continue
        ordinals: list[tuple[int, int]] = []
        back = place - 1
        while back >= 0 and lowers[back] in ("and", ",", "the", *spanlists.ORDINALS):
            if lowers[back] in spanlists.ORDINALS:
                ordinals.insert(0, (back, spanlists.ORDINALS[lowers[back]]))
            back -= 1
        year = next(
            (s for s in spans if s.whole and place < s.first <= place + 3 and s.interval is not None), None
        )
        if len(ordinals) >= 2 and year is None:
            days = _last_year(reading, geo, max(ordinal for _, ordinal in ordinals))
            year = Span(
                place, place + 1, "span", days, days, whole=True
            )  # "the first and second quarters saw"
        if len(ordinals) < 2 or year is None or year.interval is None:
            continue
        spans = [s for s in spans if s is not year]
        for nth, (first, ordinal) in enumerate(ordinals):
            days = months_from(shift_months(year.interval.start, 3 * ordinal), 3)
            last = year.last if nth == len(ordinals) - 1 else first + 1
            spans.append(Span(first, last, "span", days, days))
    return spans


def _last_year(reading: Reading, geo: str, quarter: int) -> Interval:
    """The last year of which a quarter is over."""
    calendar, published = calendar_of(geo), reading.document.published_on
    number = calendar.year_of(published)
    over = calendar.part(number, 3 * quarter, 3).end <= published
    return calendar.year(number if over else number - 1)


def _counted(reading: Reading, known: Sequence[Span]) -> list[Span]:
    """ "the first and the second quarters of fiscal year 2026-27": the quarters before the last of a list."""
    lowers = reading.lowers
    found: list[Span] = []
    for span in known:
        if span.interval is None or span.interval.whole_months != 3:
            continue
        ordinal = next(
            (spanlists.ORDINALS[w] for w in lowers[span.first : span.first + 2] if w in spanlists.ORDINALS),
            None,
        )
        place = span.first - 1
        while (
            ordinal is not None and place >= 0 and lowers[place] in ("and", ",", "the", *spanlists.ORDINALS)
        ):
            other = spanlists.ORDINALS.get(lowers[place])
            if other is not None and not any(s.first <= place < s.last for s in known):
                by = 3 * (other - ordinal)
                days = span.interval.shifted(by)
                ahead = span.ahead.shifted(by) if span.ahead is not None else None
                found.append(replace(span, first=place, last=place + 1, interval=days, ahead=ahead))
            place -= 1
    return found
