"""Observations of an article: the front door of the economy's reading.

Theory: sentence by sentence, quantities are linked to series and periods (`linking`), with the words of the article's thread
for what a sentence leaves out; figures of the same claim are merged (`merging`) and become observations.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from schemas import ArticleRef, Observation, stable_id
from schemas.economy import Period as PeriodModel
from streams.economy import financing, indollars, quotes, shares, stockdays, stocks, taxes, undated
from streams.economy.audit import audit
from streams.economy.calendars import Calendar, Interval, Named, country
from streams.economy.countries import home
from streams.economy.exchange import Exchange
from streams.economy.figures import Figure
from streams.economy.financing import Financing
from streams.economy.linking import Linker
from streams.economy.merging import merge
from streams.economy.sentences import Reading
from streams.economy.sources import Sources
from streams.economy.thread import Thread
from streams.text.document import Document
from streams.text.voices import Voices

_WITH_SERVICES = re.compile(
    r"(?:goods|merchandise) and services|services? (?:exports?|imports?|sectors?|trade)|exports? of services|trade in services",
    re.IGNORECASE,
)


def extract(document: Document) -> list[Observation]:
    """The observations that an article gives, in the order of the text."""
    figures = audit(merge(read(document)))
    reference = document.reference
    seen: Counter[tuple[Any, ...]] = Counter()
    found: list[Observation] = []
    for figure in figures:
        observation = _observation(figure, reference, seen)
        if observation is not None:
            found.append(observation)
    return found


def read(document: Document) -> list[Figure]:
    """Every figure of an article, before merging."""
    where = home(document)
    thread = Thread(where, with_services=_WITH_SERVICES.search(document.article.body) is not None)
    calendar = country(where).calendar if where else Calendar()
    readings = [Reading(sentence, document, calendar) for sentence in document.sentences]
    thread.stock_day = stockdays.article_day(readings)
    linker, exchange, loans = Linker(thread, calendar), Exchange(thread), Financing(thread)
    voices = Voices(document)
    sources = Sources(voices)
    for reading in readings:
        start = len(linker.figures)
        linker.read(reading, loans.read(reading))
        linker.figures.extend(exchange.read(reading))
        _records(reading, linker.figures[start:])
        if len(linker.figures) > start:
            for figure in linker.figures[start:]:
                figure.attribution = sources.of(reading, figure)
        else:
            sources.pass_by(reading)
    undated.settle(linker.figures, readings)
    shares.settle(linker.figures)
    stocks.settle(linker.figures, document)
    linker.rates.settle(linker.figures, document.published_on)
    _dated(linker.figures, document)
    told = indollars.retold(taxes.plausible(quotes.plausible(linker.figures)), thread.in_dollars)
    return [f for f in told if not (f.titled and (f.indicator, abs(f.value)) in linker.rates.steps)]


def _dated(figures: list[Figure], document: Document) -> None:
    """A rate or a loan for which no day is given has that of another telling, else the day of publication."""
    today = Interval(document.published_on, document.published_on)
    financing.settle(figures, today)
    dated = {
        figure.value
        for figure in figures
        if figure.indicator == "policy_rate" and figure.interval is not None
    }
    for figure in figures:
        if figure.indicator == "policy_rate" and figure.interval is None and figure.value not in dated:
            figure.interval = today


def _records(reading: Reading, figures: list[Figure]) -> None:
    """Give the record that a sentence speaks of to the level that it is about."""
    levels = [
        f
        for f in figures
        if not f.compared and f.change is None and f.status in ("actual", "provisional", "estimate")
    ]
    if not levels:
        return
    for cue in reading.cues_of("record_high", "record_low"):
        words = reading.lowers
        if (
            cue.last - cue.first == 1
            and words[cue.first] == "record"
            and words[max(0, cue.first - 1)] in ("on", "to", "the")
        ):
            continue
        before = [f for f in levels if f.position <= cue.first]
        after = [f for f in levels if f.position > cue.first]
        # "a record $437 million" leads; "$366 million in that month, an all-time high" follows.
        chosen = (
            after[0] if after and after[0].position - cue.last <= 4 else before[-1] if before else after[0]
        )
        chosen.record = "high" if cue.id == "record_high" else "low"


def _named(figure: Figure, interval: Interval) -> tuple[str, Named] | None:
    calendar = country(figure.geo).calendar
    if figure.span == "one_off":
        day = interval.end.isoformat()
        return day, Named("one_off", day, day)
    if figure.span == "week":
        if figure.indicator.startswith(("reserves", "fx", "debt", "policy")):
            day = interval.end.isoformat()
            return day, Named("stock", day, day)
        label = interval.end.isoformat()
        return label, Named("week", label, f"{interval.start.isoformat()}/P7D")
    if figure.span == "day":
        day = interval.end.isoformat()
        return day, Named("stock", day, day)
    named = calendar.name(interval)
    return (named.label, named) if named else None


_STOCKS = ("reserves.central_bank", "reserves.total", "debt.external", "debt.total", "fx.rate", "policy_rate")


#: What a growth rate may be measured against; a step from one day to the next has no code.
_BASES = ("yoy", "mom", "qoq", "wow")


def _changes(figure: Figure) -> tuple[dict[str, Any], ...]:
    """The growth rates beside a level; of a growth rate without a level, itself: that tells on which basis it is."""
    if figure.change is not None:
        return ({"basis": figure.change, "percent": figure.value, "rounding": figure.rounding},)
    return tuple(
        {"basis": basis, "percent": percent, "rounding": rounding}
        for basis, (percent, rounding) in sorted(figure.changes.items())
        if basis in _BASES
    )


def _observation(figure: Figure, reference: ArticleRef, seen: Counter[tuple[Any, ...]]) -> Observation | None:
    interval = figure.interval
    if interval is None or (figure.span == "day" and figure.indicator not in _STOCKS):
        return None
    if figure.indicator in _STOCKS and figure.span in ("span", "week", "day", "stock"):
        interval = Interval(interval.end, interval.end)
        figure.span = "day"
    named = _named(figure, interval)
    if named is None or (figure.change is not None and figure.change not in _BASES):
        return None
    label, names = named
    series = f"{figure.geo}/{figure.indicator}"
    identity = (
        series,
        figure.counterpart,
        label,
        figure.status,
        figure.change,
        figure.stage,
        figure.market,
        figure.unit,
    )
    seen[identity] += 1
    # Words of the data files become the contract's codes here: pydantic holds them to it.
    return Observation.model_validate(
        {
            "event_id": stable_id("economy.observation", reference.id, *identity, seen[identity]),
            "article": reference,
            "prominence": "background" if figure.compared else "main",
            "evidence": tuple(figure.evidence),
            "confidence": figure.confidence,
            "rule": figure.rule,
            "indicator": figure.indicator,
            "geo": figure.geo,
            "counterpart": figure.counterpart,
            "status": figure.status,
            "transformation": "change" if figure.change else "level",
            "value": figure.value,
            "unit": figure.unit,
            "low": figure.low,
            "high": figure.high,
            "rounding": figure.rounding,
            "qualifier": figure.qualifier,
            "basis": names.basis,
            "period": PeriodModel(start=interval.start, end=interval.end, label=label, sdmx=names.sdmx),
            "changes": _changes(figure),
            "stage": figure.stage,
            "pair": figure.pair,
            "market": figure.market,
            "record": figure.record,
            "attribution": figure.attribution,
        }
    )
