"""Every example sentence of the data files is read as its rule says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from streams.economy import cues, indicators, money, periods
from streams.economy.calendars import Calendar
from streams.text.lexicon import load
from streams.text.tokens import tokenize
from tests.economy.articles import observations

PACKAGE = "streams.economy"


def examples(name: str, table: str, key: str) -> list[tuple[str, str]]:
    rows: list[dict[str, Any]] = load(PACKAGE, name)[table]
    return [(row[key], example) for row in rows for example in row["examples"]]


@pytest.mark.parametrize(("indicator", "text"), examples("indicators.toml", "indicator", "id"))
def test_an_indicator_is_read_from_its_example(indicator: str, text: str) -> None:
    assert indicator in {found.indicator for found in observations(f"KARACHI: {text}.")}


@pytest.mark.parametrize(("lender", "text"), examples("lenders.toml", "lender", "id"))
def test_a_loan_is_read_from_its_example(lender: str, text: str) -> None:
    (found,) = observations(f"ISLAMABAD: {text}.")
    assert (found.indicator, found.stage, found.basis) == (lender, "approved", "one_off")


@pytest.mark.parametrize(("kind", "text"), examples("cues.toml", "cue", "id"))
def test_a_cue_is_found_in_its_example(kind: str, text: str) -> None:
    assert kind in {cue.id for cue in cues.read(tokenize(text))}


@pytest.mark.parametrize(("code", "text"), examples("money.toml", "currency", "code"))
def test_a_currency_is_read_from_its_example(code: str, text: str) -> None:
    (found,) = money.read(tokenize(text))
    assert (found.kind, found.unit) == ("money", code)


@pytest.mark.parametrize(("shift", "text"), examples("periods.toml", "shift", "id"))
def test_a_shift_is_read_from_its_example(shift: str, text: str) -> None:
    found = periods.read(tokenize(text), date(2026, 1, 20), Calendar(7))
    assert [period.shift for period in found] == [shift]


@pytest.mark.parametrize(("_", "text"), examples("periods.toml", "anaphor", "id"))
def test_an_anaphor_is_read_from_its_example(_: str, text: str) -> None:
    assert [period.kind for period in periods.read(tokenize(text), date(2026, 1, 20), Calendar(7))] == [
        "same"
    ]


def test_rules_have_ids_and_names_are_said_once() -> None:
    rows = load(PACKAGE, "indicators.toml")["indicator"]
    assert len({(row["id"], row.get("variant")) for row in rows}) == len(rows)
    ids = [row["id"] for row in load(PACKAGE, "cues.toml")["cue"]]
    assert len(set(ids)) == len(ids)
    # Two indicators of one name would make the reading depend on the order of the file.
    owners: dict[str, str] = {}
    for row in rows:
        for name in row["names"]:
            assert owners.setdefault(name.lower(), row["id"]) == row["id"], name


def test_abbreviations_count_in_capitals_only() -> None:
    assert [m.entry.id for m in indicators.read(tokenize("it exports to the world"))] == ["exports"]
    assert [m.entry.id for m in indicators.read(tokenize("its IT exports"))] == ["exports.it"]
