"""What must hold for any bytes whatever: they become an article or a refusal, and an article's events keep their promises."""

from __future__ import annotations

import re
import sys
from types import FrameType
from typing import Any, Final

import orjson

from schemas import Article, Event, InputError, dump
from streams import pipeline
from streams.articles import decode
from streams.claims import parse_event
from streams.replay import Tables, replay

#: Codes are for machines: one word.
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{2,40}")
#: Calls that an article may cost: some whatever its length, and so many a character. Several times what was
#: measured (50 a character at most); a quadratic reader is far above it from 2 kB on.
CALLS: Final = 60_000
CALLS_PER_CHARACTER: Final = 300


def check(data: bytes, *, counted: bool = False) -> Article | None:
    """Hold the bytes against every invariant; the article if they are one. `counted` counts calls too, which is slow.

    Raises AssertionError, or whatever a rule raised: nothing but InputError may come of bad input.
    """
    article = _decoded(data)
    if isinstance(article, InputError):
        assert _CODE.fullmatch(article.code), article.code
        assert len(str(article)) < 2_000, "an error's message repeats its input"
        return None
    classification, events = pipeline.process(article)
    for event in events:
        _holds(event, article)
    assert len({event.event_id for event in events}) == len(events), "two events have one id"
    again, same = pipeline.process(Article.model_validate_json(dump(article)))
    assert (again, same) == (classification, events), "the same article gives other events"
    tables = replay([article])
    assert not tables.dead_letters, tables.dead_letters
    assert tables.counts["events"] == len(events)
    _rows_hold(tables)
    if counted:
        length = len(article.title) + len(article.body)
        calls = calls_of(article)
        assert calls <= CALLS + CALLS_PER_CHARACTER * length, f"{calls} calls for {length} characters"
    return article


def _decoded(data: bytes) -> Article | InputError:
    try:
        return decode(data)
    except InputError as error:
        return error


def calls_of(article: Article) -> int:
    """How many calls, of Python's and the interpreter's own, it takes to read the article."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        pipeline.process(article)
    finally:
        sys.setprofile(before)
    return calls


def _holds(event: Event, article: Article) -> None:
    raw = dump(event)
    assert parse_event(orjson.loads(raw)) == event, "an event is not what its bytes say"
    assert event.article.id == article.id
    assert event.evidence, "an event without evidence"
    for piece in event.evidence:
        text = article.title if piece.field == "title" else article.body
        assert 0 <= piece.start < piece.end <= len(text), f"{piece} of {len(text)} characters"
        assert text[piece.start : piece.end].strip(), f"{piece} holds nothing"
    assert 0 <= event.confidence <= 1
    assert pipeline.event_topic(event).startswith("events.")
    assert pipeline.event_key(event)


def _rows_hold(tables: Tables) -> None:
    for row in (*tables.fiscal_years, *tables.incidents, *tables.security_months):
        raw = dump(row)
        assert dump(type(row).model_validate(orjson.loads(raw))) == raw, "a row is not what its bytes say"
