"""The table of codes: every code of the models, beside what other schemes call it, as the exported schemas say."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from schemas.codes import COLUMNS, rows
from schemas.export import codes, schema_name
from streams.schemafiles import documents

TABLE = [dict(zip(COLUMNS, row, strict=True)) for row in rows()]


def test_a_row_says_what_the_exported_schema_says() -> None:
    schema = orjson.loads(documents()[schema_name("events.security.attacks")])
    attack = schema["properties"]["attack"]
    told = [row for row in TABLE if row["field"] == "attack"]
    assert [row["code"] for row in told] == attack["enum"]
    for scheme in ("acled", "plover", "gtd"):
        assert {row["code"]: row[scheme] for row in told} == attack[f"x-{scheme}"]
    kind = schema["$defs"]["Target"]["properties"]["kind"]
    assert {row["code"]: row["gtd"] for row in TABLE if row["field"] == "target.kind"} == kind["x-gtd"]


def test_an_indicator_has_its_sdmx_dimension() -> None:
    (row,) = [row for row in TABLE if row["code"] == "exports.it"]
    assert row["sdmx"] == "BXSI: telecommunications, computer and information services, credit (BPM6 SI)"
    assert row["acled"] is None


@pytest.mark.parametrize("table", ["attack", "target"])
def test_gtd_codes_are_those_of_its_codebook(table: str) -> None:
    """Numbers and names go together: one typed wrongly would not."""
    attacks = {
        1: "Assassination",
        2: "Armed Assault",
        3: "Bombing/Explosion",
        4: "Hijacking",
        5: "Hostage Taking (Barricade Incident)",
        6: "Hostage Taking (Kidnapping)",
        7: "Facility/Infrastructure Attack",
        8: "Unarmed Assault",
        9: "Unknown",
    }
    targets = {
        1: "Business",
        2: "Government (General)",
        3: "Police",
        4: "Military",
        6: "Airports & Aircraft",
        7: "Government (Diplomatic)",
        8: "Educational Institution",
        9: "Food or Water Supply",
        10: "Journalists & Media",
        11: "Maritime",
        12: "NGO",
        13: "Other",
        14: "Private Citizens & Property",
        15: "Religious Figures/Institutions",
        16: "Telecommunication",
        17: "Terrorists/Non-State Militia",
        18: "Tourists",
        19: "Transportation",
        20: "Unknown",
        21: "Utilities",
        22: "Violent Political Party",
    }
    known = attacks if table == "attack" else targets
    mapping: dict[str, Any] = codes()[table]["gtd"]
    for text in mapping.values():
        numbers = [word for word in text.replace("(", " ").split() if word.isdigit()]
        told = [number for number in numbers if f"{number} {known.get(int(number), '?')}" in text]
        assert told, text
        assert set(numbers) - set(told) == set() or "suicide" in text, text
