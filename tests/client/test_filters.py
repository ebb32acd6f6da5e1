"""Which items pass which filters."""

from __future__ import annotations

from typing import Any

import pytest

from schemas import InputError
from streams import topology
from streams.client import Message, Tombstone, Undecodable, Withdrawn
from streams.client.filters import Filter
from streams.demo import samples
from streams.pipeline import process
from streams.replay import replay

ARTICLES = [item.article for item in samples() if item.article is not None]
EVENTS = [event for article in ARTICLES for event in process(article)[1]]
TABLES = replay(ARTICLES)
BAD = Undecodable(Message("t", 0, 0, b"k", b"x"), InputError("not_json", "x"))


def chosen(items: Any, **options: Any) -> list[Any]:
    return [item for item in items if Filter.of(**options).passes(item)]


def test_without_filters_all_pass() -> None:
    assert chosen([*EVENTS, *TABLES.fiscal_years, BAD]) == [*EVENTS, *TABLES.fiscal_years, BAD]


def test_by_type_country_indicator_and_prominence() -> None:
    attacks = chosen(EVENTS, types="security.attack")
    assert attacks
    assert {event.type for event in attacks} == {"security.attack"}
    assert {event.place.country for event in chosen(attacks, countries=["pk", "IN"])} == {"PK", "IN"}
    exports = chosen(EVENTS, indicators={"exports.it"}, countries="PK")
    assert {event.series for event in exports} == {"PK/exports.it"}
    assert {event.prominence for event in chosen(EVENTS, prominence="background")} == {"background"}


def test_a_withdrawal_passes_as_the_event_that_it_withdraws() -> None:
    event = chosen(EVENTS, indicators="exports.it")[0]
    gone = Withdrawn(event)
    assert chosen([gone], indicators="exports.it") == [gone]
    assert chosen([gone], indicators="exports.goods") == []


def test_rows_of_tables() -> None:
    years = chosen(TABLES.fiscal_years, countries="PK", indicators="exports.it")
    assert {row.key.rpartition("/")[0] for row in years} == {"PK/exports.it"}
    assert {row.country for row in chosen(TABLES.security_months, countries="PK")} == {"PK"}
    assert {row.place.country for row in chosen(TABLES.incidents, countries="SO")} == {"SO"}
    assert chosen(TABLES.incidents, indicators="exports.it") == []


@pytest.mark.parametrize(
    ("topic", "key", "options", "passes"),
    [
        (topology.FISCAL_YEARS, "PK/exports.it/FY2026", {"countries": "PK"}, True),
        (topology.FISCAL_YEARS, "PK/exports.it/FY2026", {"countries": "IN"}, False),
        (topology.FISCAL_YEARS, "PK/exports.it/FY2026", {"indicators": "exports.it"}, True),
        (topology.FISCAL_YEARS, "PK/exports.it/FY2026", {"indicators": "remittances"}, False),
        (topology.SECURITY_MONTHS, "PK/2026-02", {"countries": "PK"}, True),
        (topology.INCIDENTS, "an-id", {"countries": "PK"}, True),
        (topology.INCIDENTS, "an-id", {"types": "security.attack"}, False),
    ],
)
def test_tombstones_pass_by_their_keys(topic: str, key: str, options: dict[str, str], passes: bool) -> None:
    assert bool(chosen([Tombstone(topic, key)], **options)) is passes


def test_what_cannot_be_read_passes_whatever_is_asked_for() -> None:
    assert chosen([BAD], countries="PK", types="security.attack") == [BAD]
