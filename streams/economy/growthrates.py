"""Growth from the quarter before: a figure of its own where an article gives no growth from the year before for the quarter."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from streams.economy.countries import Country
from streams.economy.figures import Figure
from streams.economy.merging import agree
from streams.economy.ratespan import Span
from streams.economy.ratesubjects import Subject
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading

#: Of what is told in the terms of prices or as the reader would expect.
_TERMS = (
    ["in", "real", "terms"],
    ["in", "nominal", "terms"],
    ["in", "annual", "terms"],
    ["in", "real", "term"],
    ["year-on-year"],
    ["y", "-", "o", "-", "y"],
)
_SMALL = frozenset([",", "(", ")", "in", "during", "for", "the"])
#: Behind "which" and "when": a verb of telling, and the rate's own name.
_TOLD = frozenset(["recorded", "a", "an", "growth", "rate", "rates", "posted", "saw", "registered", "witnessed", "had", "been", "was", "were", "is", "stood", "at", "of", "with", "by", "it", "the", "real", "gdp", "economy", "economic", "grew", "expanded", "contracted", "shrank", "rose", "only", "just", "inflation", "reading", "figure", "came", "in", "reported", "showed", "also", "annual", "contraction", "expansion", "headline", "same", "this", "hit", "reached", "touched", "slowed", "fell", "to"])  # fmt: skip


#: Growth over a quarter that is told without saying so is no larger.
_OF_QUARTER = 3.0


def _beside_yearly(growth: Sequence[Figure], yearly: Set[int]) -> None:
    """ "expanded by 0.1% in the third quarter. On the year, it was up 1.3%": the first counts from the quarter before."""
    over_year: dict[tuple[str, object], Figure] = {}
    for figure in growth:
        if id(figure) in yearly and figure.interval is not None and figure.interval.whole_months == 3:
            over_year.setdefault((figure.geo, figure.interval), figure)
    for place, figure in enumerate(growth):
        level = over_year.get((figure.geo, figure.interval))
        plain = figure.change is None and figure.status == "actual" and id(figure) not in yearly
        if (
            level is None
            or level.sentence < figure.sentence
            or not plain
            or figure.compared
            or abs(figure.value) > _OF_QUARTER
        ):
            continue
        if agree(level, figure):
            continue
        figure.change, figure.rule = "qoq", "rate-step"
        for other in growth[place + 1 : place + 3]:
            if other.sentence == figure.sentence and other.compared and id(other) not in yearly:
                other.change, other.rule = "qoq", "rate-step"


def settle(figures: Sequence[Figure], guessed: Set[int], yearly: Set[int]) -> None:
    """Make levels of the steps from quarter to quarter where the growth of the year to that quarter is not told.

    `guessed` are the figures, by identity, whose period is a guess; `yearly` those that say that they count over a year.
    """
    growth = [f for f in figures if f.indicator == "gdp.growth"]
    _beside_yearly(growth, yearly)
    before: Figure | None = None
    for figure in growth:
        # "contracted 0.3% from the quarter before. Year-on-year, GDP grew by 0.2%": of the same quarter.
        open_one = figure.interval is None or id(figure) in guessed
        plain = figure.change is None and figure.status == "actual" and not (figure.titled or figure.compared)
        stepped = before is not None and before.change in ("qoq", "mom") and figure.geo == before.geo
        if (
            before is not None
            and open_one
            and plain
            and stepped
            and 0 <= figure.sentence - before.sentence <= 2
        ):
            figure.interval, figure.span = before.interval, before.span
        if figure.compared or (before is not None and _recalls(before, figure)):
            continue
        before = figure
    told = {(f.geo, f.interval) for f in growth if f.change is None}
    for figure in growth:
        alone = figure.interval is not None and (figure.geo, figure.interval) not in told
        if alone and figure.change in ("qoq", "mom"):
            figure.change, figure.rule = None, "rate-level"


def _recalls(before: Figure, figure: Figure) -> bool:
    """ "shrank 0.3% in the third quarter, after expanding by a revised 0.3% in the second": of an earlier one."""
    if before.sentence != figure.sentence or before.interval is None or figure.interval is None:
        return False
    return figure.interval.end < before.interval.end and figure.geo == before.geo


def of_sectors(reading: Reading, subjects: list[Subject]) -> list[Subject]:
    """Take the bare growth of a sentence that a sector leads from the economy: "the oil sector went on, with growth of 2%"."""
    subjects = [replace(s, id=None) if _taken_up_by(reading, subjects, s) else s for s in subjects]
    if not subjects or not _sector(reading, subjects[0]):
        return subjects
    stop = next((b for b in reading.breaks if b >= subjects[0].last), len(reading.lowers))
    whole = next((s.first for s in subjects if s.id == "gdp.growth" and not s.bare), stop)
    return [
        replace(s, id=None)
        if s.first < min(stop, whole) and (s.id == "economy" or (s.id == "gdp.growth" and s.bare))
        else s
        for s in subjects
    ]


def _taken_up_by(reading: Reading, subjects: list[Subject], subject: Subject) -> bool:
    """ "It came from the manufacturing sector, which posted a growth rate of 5.5 per cent": that of the sector."""
    if subject.id != "gdp.growth" or not subject.bare:
        return False
    for part in subjects:
        if part.id is None and not part.region and part.last < subject.first <= part.last + 9:
            behind = reading.lowers[part.last : part.last + 3]
            if behind[:2] == [",", "which"] or behind in (
                ["sector", ",", "which"],
                ["industry", ",", "which"],
            ):
                return True
    return False


def _sector(reading: Reading, subject: Subject) -> bool:
    """Whether a subject is a sector by its name, and not told only in passing."""
    named = reading.lowers[subject.first : subject.last + 1]
    return subject.id is None and not subject.aside and not subject.region and "sector" in named


def by_month(geo: str) -> bool:
    """Whether the statisticians of a country tell its growth month by month."""
    return geo in rate_words().monthly


def in_terms(reading: Reading, first: int, last: int) -> bool:
    """Whether only the terms of a rate stand between it and its period: "2.3% (year-on-year), in real terms, in the"."""
    words = reading.lowers[first:last]
    cues = {p for c in reading.within(first, last, "yoy", "qoq", "mom") for p in range(c.first, c.last)}
    place = 0
    while place < len(words):
        term = next((t for t in _TERMS if words[place : place + len(t)] == t), None)
        if term is not None:
            place += len(term)
        elif words[place] in _SMALL or first + place in cues:
            place += 1
        else:
            return False
    return True


def taken_up(reading: Reading, spans: Sequence[Span], index: int) -> Span | None:
    """ "compared to Q1 2018, which recorded growth of 1.9%": the period before, whatever follows."""
    lead = reading.quantities[index].lead
    span = next((s for s in reversed(spans) if s.last <= lead), None)
    if span is None or span.kind not in ("span", "shift"):
        return None
    return span if _told_of(reading, span.last, lead) else None


def _told_of(reading: Reading, first: int, last: int) -> bool:
    """Whether a period is taken up by "which", "when" to tell its figure: "2018, which recorded a growth rate of"."""
    words = reading.lowers[first:last]
    if words[:3] == ["of", "the", "year"]:
        words = words[3:]
    if words[:1] == [","]:
        words = words[1:]
    if not words or len(words) > 10 or words[0] not in ("which", "when", "that", "where"):
        return False
    return all(word in _TOLD or word == "-" for word in words[1:])


def leading(reading: Reading, subject: Subject) -> Country | None:
    """The country that a sentence is on: "In France the economy grew", "Vietnam did better, its GDP expanding by"."""
    first = next((c for c in reading.countries if not c.body and c.code not in ("EU", "GCC")), None)
    if first is None or first.first > 2 or first.last > subject.first:
        return None
    words = reading.lowers
    if words[0] in ("in", "for") and first.first <= 2:
        if words[0] == "for" and words[first.last : first.last + 1] != [","]:
            return None
        return first if words[first.last : first.last + 1] != ["'s"] else None
    owned = words[max(0, subject.first - 1) : subject.first] in (["its"], ["whose"])
    between = {c.code for c in reading.countries if first.last <= c.first < subject.first and not c.body}
    return (
        first
        if owned and first.first <= 1 and words[first.last : first.last + 1] == ["'s"] and between
        else None
    )
