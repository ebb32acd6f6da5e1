"""What stands, of what comes in any order and with repeats."""

from __future__ import annotations

import io
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

from schemas import Event, dump, plain
from streams.claims import revise, standing
from streams.demo import samples
from streams.export.gather import Gathered, read
from streams.pipeline import process
from streams.replay import replay

ARTICLES = [item.article for item in samples() if item.article is not None][:14]
SAID: list[Event] = [event for article in ARTICLES for event in process(article)[1]]
#: One of the articles says nothing any more, so that all its events are withdrawn.
REVISED = ARTICLES[0].model_copy(update={"updated_at": ARTICLES[0].published_at.replace(year=2099)})
WITHDRAWN = list(revise(revise(None, ARTICLES[0], process(ARTICLES[0])[1]).ledger, REVISED, []).emit)
EVENTS = [*SAID, *WITHDRAWN]


def gathered(events: list[Event]) -> dict[str, list[bytes]]:
    found = Gathered()
    for event in events:
        found.event(event)
    return {name: [dump(row) for row in found.rows(name)] for name in found.names}


WANTED = gathered(EVENTS)


def test_what_stands_is_what_the_claims_say() -> None:
    ids = sorted(orjson.loads(raw)["event_id"] for rows in WANTED.values() for raw in rows)
    assert WITHDRAWN
    assert ids == [event.event_id for event in standing(EVENTS)]


@given(order=st.permutations(EVENTS), again=st.lists(st.sampled_from(EVENTS), max_size=5))
def test_any_order_and_repeats_give_the_same_rows(order: list[Event], again: list[Event]) -> None:
    assert gathered([*again, *order]) == WANTED


def test_rows_are_ordered_by_when_they_were_published() -> None:
    rows = [orjson.loads(raw) for raw in WANTED["economy.observation"]]
    keys = [(row["article"]["id"]) for row in rows]
    assert len(keys) > 3
    found = Gathered()
    for event in SAID:
        found.event(event)
    times = [row.article.published_at for row in found.rows("economy.observation")]  # type: ignore[attr-defined]
    assert times == sorted(times)


def lines(*values: Any) -> io.BytesIO:
    return io.BytesIO(
        b"\n".join(value if isinstance(value, bytes) else orjson.dumps(value) for value in values)
    )


def extracted(article: Any, events: Any) -> dict[str, Any]:
    return {"article": {"id": article.id, "url": article.url}, "classification": {}, "events": events}


def test_what_extract_prints_is_read_and_an_older_revision_counts_no_more() -> None:
    article = max(ARTICLES, key=lambda one: len(process(one)[1]))
    events = [plain(event) for event in process(article)[1]]
    assert len(events) > 1
    newer = [{**events[0], "article": {**events[0]["article"], "revision": "2099"}}]
    for order in ([events, newer], [newer, events]):
        found = Gathered(())
        assert list(read(lines(*(extracted(article, part) for part in order)), found)) == []
        rows = [row for name in found.names for row in found.rows(name)]
        assert [plain(row)["event_id"] for row in rows] == [events[0]["event_id"]]


def test_what_replay_prints_is_read() -> None:
    tables = replay(ARTICLES)
    found = Gathered(())
    assert list(read(lines(tables.plain()), found)) == []
    assert found.names == ["fiscal_years", "incidents", "security_months"]
    assert list(found.rows("incidents")) == sorted(tables.incidents, key=lambda row: row.incident_id)


def test_what_cannot_be_taken_is_told_by_line_and_costs_itself_alone() -> None:
    found = Gathered(())
    event = plain(SAID[0])
    told = list(
        read(
            lines(b"nonsense", b"", [], {"a": 1}, {"error": {"line": 1}}, {**event, "type": "x"}, event),
            found,
        )
    )
    assert [line.partition(": ")[0] for line in told] == ["line 1", "line 3", "line 4", "line 5", "line 6"]
    assert [len(list(found.rows(name))) for name in found.names] == [1]


def test_the_last_row_under_a_key_stands_until_it_is_gone() -> None:
    row, *_ = replay(ARTICLES).incidents
    found = Gathered(["incidents"])
    found.row("incidents", row)
    found.row("incidents", row.model_copy(update={"sources": ("another",)}))
    assert [one.sources for one in found.rows("incidents")] == [("another",)]  # type: ignore[attr-defined]
    found.gone("incidents", row.incident_id)
    assert list(found.rows("incidents")) == []
