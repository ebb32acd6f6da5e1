"""Rates that are told together and say things once: "growth of 4.2pc and inflation of 7.5pc for the next year"; "(1Q 2025: 0.7%)"."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy import rateroles
from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.ratespan import Span
from streams.economy.ratesubjects import Subject
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading

#: Between two rates that are told of one period, besides the names of rates.
_JOINED = frozenset([",", "and", "with", "while", "growth", "inflation", "gdp", "economic", "average", "cpi", "headline", "consumer", "price", "prices", "real", "annual", "a", "an", "of", "at", "to", "by", "the", "rate", "target", "targets", "policy", "core", "food", "urban", "rural", "non-food", "sector", "as", "well", "is", "will", "be", "expected", "projected", "seen", "put", "set", "around", "agriculture", "industry", "industrial", "services", "manufacturing", "agricultural", "spi", "wpi", "for"])  # fmt: skip
_INTRODUCES = frozenset(["in", "for", "during", "by", "of", "the", "at", "over"])
_MOST = 5
#: Verbs that make a clause of its own of what follows.
_VERBS = frozenset(["was", "were", "is", "are", "stood", "rose", "fell", "grew", "expanded", "contracted", "shrank", "eased", "slowed", "accelerated", "climbed", "dropped", "averaged", "came", "remained", "has", "had", "said"])  # fmt: skip
_LONGEST = 10


def shared_period(reading: Reading, spans: Sequence[Span], index: int) -> Span | None:
    """The period behind a list of rates, for one of them; none where the sentence has named another before."""
    quantities, words = reading.quantities, reading.lowers
    if any(s.last <= quantities[index].first and s.kind in ("span", "same", "week") for s in spans):
        return None
    last = index
    while last + 1 < len(quantities) and last - index < _MOST:
        between = words[quantities[last].last : quantities[last + 1].lead]
        if quantities[last + 1].kind != "percent" or not {"and", ","} & set(between):
            break
        if len(between) > _LONGEST or not set(between) <= _JOINED:
            break
        last += 1
    if last == index:
        return None
    stop = quantities[last + 1].first if last + 1 < len(quantities) else len(words)
    span = next((s for s in spans if s.first >= quantities[last].last), None)
    if span is None or span.kind not in ("span", "week") or span.first >= stop:
        return None
    between = words[quantities[last].last : span.first]
    plain = set(between) <= _JOINED | _INTRODUCES | {"inflation", "target", "respectively"}
    return span if plain and "," not in between and bool(_INTRODUCES & set(between[-2:])) else None


def gapped(reading: Reading, index: int) -> bool:
    """Whether a rate goes on with the verb of the one before: "expects inflation at 6.5%, and GDP growth at 0.5%"."""
    if not index:
        return False
    between = reading.lowers[reading.quantities[index - 1].last : reading.quantities[index].lead]
    told = _VERBS | rate_words().actual_verbs
    return (
        len(between) <= _LONGEST
        and bool({"and", ",", "with"} & set(between))
        and not (told | {";", "but", "however"}) & set(between)
    )


def bracketed(reading: Reading, index: int) -> bool:
    """Whether a rate is one of "(1Q 2025: 0.7%; 2Q 2024: 1.1%)": told in brackets to compare with the one before them."""
    if not index:
        return False
    words, quantity = reading.lowers, reading.quantities[index]
    first = reading.quantities[index - 1].last
    opened = next((p for p in range(quantity.lead - 1, first - 1, -1) if words[p] == "("), None)
    begin = opened if opened is not None else first
    between = words[begin : quantity.lead]
    if len(between) < 3 or len(between) > 8 or between[-1] != ":" or ")" in between:
        return False
    dated = any(begin < p.first and p.last <= quantity.lead for p in reading.periods)
    return dated and (between[0] == "(" or (between[0] in (";", ",") and bracketed(reading, index - 1)))


def held_against(reading: Reading, before: Figure, index: int, subject: Subject) -> Interval | None:
    """ "growth of 2.68pc for 2024-25 against a target of 3.6pc": the aim of the year that is told right before."""
    days = before.interval
    if before.indicator != subject.id or days is None or (days.whole_months or 0) < 12 or not index:
        return None
    between = reading.lowers[reading.quantities[index - 1].last : reading.quantities[index].lead]
    return days if rateroles.is_base(reading, index) and "," not in between else None


def opened(
    reading: Reading, told: Sequence[Figure], index: int, subject: Subject, *, base: bool
) -> Interval | None:
    """ "Against a projection of 6.8 per cent for July-September, the economy expanded at 8.2 per cent": of the same months."""
    if base or index != 1 or len(told) != 1:
        return None
    first = told[0]
    aimed = first.compared and first.status in ("forecast", "target") and first.indicator == subject.id
    return first.interval if aimed and first.sentence == reading.sentence.index else None
