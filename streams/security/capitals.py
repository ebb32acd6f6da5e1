"""Capitals without their names: "the capital", "the provincial capital", "the capital city of ... province"."""

from __future__ import annotations

from streams.security.scan import Scan
from streams.text.lexicon import load
from streams.text.places import Entry, capital_of, lookup


def capital(scan: Scan, first: int, last: int, country: str | None) -> Entry | None:
    """ "in the capital" without its name."""
    for position in range(first, last):
        if scan.lower(position) == "capital" and (home := _capital_of(scan, position)) is not None:
            return home
        if scan.lower(position) == "capital" and scan.lower(position - 1) in ("the", "federal", "'s", "country", "national", "somali", "afghan"):  # fmt: skip
            return capital_of(country) if country else None
    return None


def _capital_of(scan: Scan, position: int) -> Entry | None:
    """ "the capital city of Pakistan's troubled Balochistan province": the province's."""
    after = position + 1 + (scan.lower(position + 1) == "city")
    if scan.lower(after) != "of":
        if scan.lower(position - 1) == "provincial" and scan.lower(position + 1) in (
            "",
            ".",
            ",",
            "on",
            "when",
            "at",
        ):
            named = [
                p for p in scan.places if p.entry.kind in ("admin1", "city") and abs(p.first - position) < 8
            ]
            if len(named) == 1 and named[0].entry.kind == "admin1":
                return province_capital(named[0].entry)
        return None
    near = [p.entry for p in scan.places if after < p.first <= after + 6 and p.entry.kind == "admin1"]
    return province_capital(near[0]) if near else None


def province_capital(province: Entry) -> Entry | None:
    """The capital of a province, where the data has it and the gazetteer knows it."""
    names: dict[str, str] = load("streams.security", "capitals.toml").get(province.country, {})
    name = names.get(province.admin1 or province.name)
    return next((e for e in lookup(name) if e.country == province.country), None) if name else None
