"""Ledgers and claims: revisions replace, withdrawals reach every key, and merging is a join."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import Article, Event, InputError, Observation, parse, plain
from streams.claims import merge, parse_event, revise, standing
from streams.replay import replay

ARTICLE = {
    "url": "https://example.org/a",
    "title": "Exports climb",
    "published_at": "2026-01-20T10:00:00+05:00",
}


def article(*, updated: int = 0, title: str = "Exports climb") -> Article:
    changes = {"title": title} | ({"updated_at": f"2026-01-{20 + updated}T12:00:00+05:00"} if updated else {})
    return parse(Article, {**ARTICLE, **changes})


def observation(of: Article, value: float, *, withdrawn: bool = False) -> Observation:
    return parse(
        Observation,
        {
            "event_id": f"id-{value}",
            "article": {"id": of.id, "published_at": of.published_at, "revision": of.revision},
            "evidence": [{"field": "title", "start": 0, "end": 3}],
            "confidence": 0.9,
            "rule": "test",
            "withdrawn": withdrawn,
            "indicator": "exports.it",
            "geo": "PK",
            "status": "actual",
            "value": value,
            "unit": "USD",
            "rounding": 0.5,
            "basis": "month",
            "period": {"start": "2025-12-01", "end": "2025-12-31", "label": "2025-12", "sdmx": "2025-12"},
        },
    )


def test_a_first_revision_is_new() -> None:
    first = article()
    made = revise(None, first, [observation(first, 437)])
    assert made.status == "new"
    assert [event.event_id for event in made.emit] == ["id-437"]


def test_a_newer_revision_withdraws_what_it_no_longer_says() -> None:
    first, second = article(), article(updated=1)
    ledger = revise(None, first, [observation(first, 437), observation(first, 366)]).ledger
    made = revise(ledger, second, [observation(second, 437), observation(second, 356)])
    assert made.status == "revised"
    assert [(event.event_id, event.withdrawn) for event in made.emit] == [
        ("id-437", False),
        ("id-356", False),
        ("id-366", True),
    ]
    assert made.emit[-1].article.revision == second.revision


def test_an_older_revision_is_ignored() -> None:
    first, second = article(), article(updated=1)
    ledger = revise(None, second, [observation(second, 356)]).ledger
    made = revise(ledger, first, [observation(first, 366)])
    assert (made.status, made.ledger, made.emit) == ("stale", ledger, ())


def test_the_same_content_again_changes_nothing() -> None:
    first = article()
    ledger = revise(None, first, [observation(first, 437)]).ledger
    made = revise(ledger, first, [observation(first, 437)])
    assert (made.status, made.ledger) == ("duplicate", ledger)


def test_more_than_can_be_kept_is_refused_and_counts_nowhere() -> None:
    months = ("January", "February", "March", "April", "May", "June")
    body = " ".join(
        f"Exports of Pakistan were $1{day} million in {month} 20{day}."
        for day in range(10, 26)
        for month in months
    )
    long = article().model_copy(update={"body": body, "url": f"https://example.org/{'a' * 300_000}"})
    told = replay([long])
    assert [(letter.stage, letter.code) for letter in told.dead_letters] == [("extract", "too_large")]
    assert (told.counts["economy"], told.counts["events"], told.fiscal_years) == (1, 0, ())
    assert replay([long.model_copy(update={"url": None})]).counts["events"] > 40


@pytest.mark.parametrize("value", [{}, {"type": "economy.other"}, {"type": None}])
def test_unknown_types_are_refused(value: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        parse_event(value)
    assert caught.value.code == "invalid_field"


def versions() -> list[Event]:
    found: list[Event] = []
    for day in range(3):
        for withdrawn in (False, True):
            of = article(updated=day)
            found.append(observation(of, 437, withdrawn=withdrawn))
    return found


@given(st.permutations(versions()))
def test_merging_is_a_join(order: list[Event]) -> None:
    merged: Event | None = None
    for event in [*order, *order]:
        merged = merge(merged, event)
    assert merged == max(versions(), key=lambda event: (event.article.revision, event.withdrawn))


def test_standing_claims_do_not_depend_on_the_order() -> None:
    first, second = article(), article(updated=1)
    events: list[Event] = [
        observation(first, 437),
        observation(second, 437, withdrawn=True),
        observation(first, 366),
    ]
    for order in permutations(events):
        assert [event.event_id for event in standing([*order, *order])] == ["id-366"]


def test_events_read_back_as_they_were_written() -> None:
    event = observation(article(), 437)
    assert parse_event(plain(event)) == event
