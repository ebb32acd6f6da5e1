"""The law, fold by fold: what `drain` tells along the way adds up to what `views` gives of the set, whatever the order."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas import Article, Event
from streams.claims import revise
from streams.folds import Fold, Table
from streams.pipeline import DOMAINS, Domain, event_key, process
from streams.replay import folds
from tests.law.test_order import sample

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def events(domain: Domain) -> tuple[Event, ...]:
    found = [event for article in sample() for event in process(article)[1]]
    return tuple(event for event in found if event.type.startswith(domain))


def drained(fold: Fold, into: dict[tuple[str, str], Table]) -> None:
    for view in fold.drain():
        if view.value is None:
            into.pop((view.topic, view.key), None)
        else:
            into[view.topic, view.key] = view.value


@pytest.mark.parametrize("domain", DOMAINS)
@SLOW
@given(data=st.data())
def test_drains_add_up_to_the_views(domain: Domain, data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(events(domain)), min_size=1, max_size=25, unique_by=lambda e: e.event_id)
    )
    taken_back = data.draw(st.lists(st.sampled_from(chosen), max_size=4))
    stream = [*chosen, *chosen[:3], *(event.model_copy(update={"withdrawn": True}) for event in taken_back)]
    order = data.draw(st.permutations(stream))
    stops = data.draw(st.sets(st.integers(0, len(order))))
    told: dict[tuple[str, str], Table] = {}
    one = folds()[domain]
    for position, event in enumerate(order):
        one.add(event)
        if position in stops:
            drained(one, told)
    drained(one, told)
    other = folds()[domain]
    for event in sorted(stream, key=lambda event: (event.event_id, event.withdrawn)):
        other.add(event)
    assert one.views() == other.views()
    assert sorted(told.values(), key=repr) == sorted(other.views(), key=repr)
    assert one.drain() == []


def revised_at(event: Event) -> datetime:
    """When the article said it: a revision's time, which may lie after the first publication."""
    return datetime.fromisoformat(event.article.revision.partition("/")[0])


@pytest.mark.parametrize("domain", DOMAINS)
@SLOW
@given(data=st.data())
def test_a_past_state_is_the_one_of_the_claims_known_by_then(domain: Domain, data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(events(domain)), min_size=1, max_size=25, unique_by=lambda e: e.event_id)
    )
    moment = revised_at(data.draw(st.sampled_from(chosen)))
    all_of_them, by_then = folds()[domain], folds()[domain]
    for event in chosen:
        all_of_them.add(event)
        if revised_at(event) <= moment:
            by_then.add(event)
    assert all_of_them.views(as_of=moment) == by_then.views()
    all_of_them.drain()
    assert all_of_them.views(as_of=moment) == by_then.views(as_of=moment)


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_group_that_is_forgotten_leaves_no_view(domain: Domain) -> None:
    fold = folds()[domain]
    for event in events(domain):
        fold.add(event)
    fold.drain()
    for group in {event_key(event) for event in events(domain)}:
        fold.forget(group)
    assert fold.views() == []
    assert fold.drain() == []


@SLOW
@given(data=st.data())
def test_revisions_in_any_order_end_in_the_newest(data: st.DataObject) -> None:
    """Each of three revisions of one article carries another article's text; the ledger and the fold see them in any order."""
    texts = data.draw(
        st.lists(st.sampled_from(sample()), min_size=3, max_size=3, unique_by=lambda a: a.revision)
    )
    revisions = [
        text.model_copy(
            update={"id": "one", "updated_at": text.published_at.replace(year=2026, month=3, day=1 + day)}
        )
        for day, text in enumerate(texts)
    ]
    order = data.draw(st.permutations([*revisions, *revisions[:1]]))
    assert run(order) == run(revisions[-1:])


def run(articles: list[Article]) -> list[Table]:
    ledgers: dict[Domain, dict[str, object]] = {}
    tables = folds()
    for article in articles:
        _, found = process(article)
        for domain in DOMAINS:
            made = revise(ledgers.get(domain), article, [e for e in found if e.type.startswith(domain)])
            ledgers[domain] = made.ledger
            for event in made.emit:
                tables[domain].add(event)
    return [view for domain in DOMAINS for view in tables[domain].views()]
