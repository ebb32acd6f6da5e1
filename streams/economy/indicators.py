"""Names of the indicators in a sentence, and of the other series whose figures must not be taken for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from streams.economy import trade
from streams.text.lexicon import Phrases, load
from streams.text.tokens import Token, once, tokenize

Kind = Literal["flow", "balance", "stock", "rate", "fx", "other"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A series by one of its names."""

    id: str
    kind: Kind
    sign: int = 0
    """Of a balance: -1 where the name says a deficit, 1 a surplus, 0 neither."""
    generic: bool = False
    """A bare name ("exports"): the thread of the article says which series."""
    weak: bool = False
    """A sector or body, a series only beside a verb of earning or growing."""
    capital: bool = False
    """The first word is an abbreviation and counts only in capitals ("IT", not "it")."""


class Mention(NamedTuple):
    """A series named at token positions `first` to `last` (excluded)."""

    first: int
    last: int
    entry: Entry


@cache
def kinds() -> dict[str, Kind]:
    """The kind of each indicator."""
    return {row["id"]: row["kind"] for row in load("streams.economy", "indicators.toml")["indicator"]}


@cache
def _names() -> Phrases[Entry]:
    data = load("streams.economy", "indicators.toml")
    entries: list[tuple[str, Entry]] = []
    for row in data["indicator"]:
        for key, weak in (("names", False), ("weak", True)):
            entries.extend((name, _entry(row, name, weak=weak)) for name in row.get(key, ()))
    for row in data["other"]:
        entries.extend((name, Entry(row["id"], "other", capital=_capital(name))) for name in row["names"])
    return Phrases(entries)


def _entry(row: dict[str, Any], name: str, *, weak: bool) -> Entry:
    generic = row.get("generic", False)
    return Entry(
        row["id"], row["kind"], row.get("sign", 0), generic=generic, weak=weak, capital=_capital(name)
    )


def _capital(name: str) -> bool:
    first = tokenize(name)[0].text
    return first.isupper() and len(first) <= 4


#: A mention right behind a figure of another series is part of that: "non-food" and "inflation" name one series.
_TAKEN_OVER = frozenset(["inflow", "inflows", "outflow", "outflows", "servicing", "service", "repayment", "repayments", "payments", "relief", "restructuring", "distress", "burden", "trap", "ceiling", "limit", "cap"])  # fmt: skip
#: Behind "from": an amount, and not who lends.
_MONEY = frozenset(["rs", "tk", "usd", "pkr", "us", "inr", "ksh", "sh", "egp", "around", "about", "gh"])
#: Before "of" and a stock: what is paid on it, not the stock.
_PAID_ON = frozenset(["servicing", "service", "repayment", "repayments", "payment", "payments", "restructuring", "rollover", "share", "cost", "interest"])  # fmt: skip


#: On imports and exports: what is raised on them is no trade.
_LEVIED = frozenset(["tax", "taxes", "duty", "duties", "levy", "levies", "vat", "gst", "tariff", "tariffs"])


def _short_by(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether "shortfall" stands alone before the amount that is lacking."""
    words = [token.lower for token in tokens[first : last + 1]]
    return words == ["shortfall", "of"]


def read(tokens: Sequence[Token]) -> list[Mention]:
    """The series that a sentence names, from left to right."""
    return once(tokens, "indicators", _read)


def _read(tokens: Sequence[Token]) -> list[Mention]:
    found: list[Mention] = []
    for match in _names().find(tokens):
        entry, first, last = match.entry, match.first, match.last
        if entry.capital and tokens[first].text.islower():
            continue
        if found and first < found[-1].last:
            continue
        if entry.kind == "fx" and [t.lower for t in tokens[last : last + 1]] in (["term"], ["terms"]):
            continue  # "in rupee terms"
        if tokens[last - 1].lower in ("outflow", "outflows") and first and tokens[first - 1].lower == "net":
            continue  # "Norway saw net outflows of $29m": the balance of the series that is spoken of
        if entry.id == "fiscal-other" and last - first == 1 and _short_by(tokens, first, last):
            continue  # "the board faced a shortfall of Rs356bn against a target of": a step, and no series
        if entry.generic and entry.id in ("exports", "imports"):
            led = [token.lower for token in tokens[max(0, first - 3) : first]]
            if led[-1:] == ["on"] and _LEVIED & set(led):
                continue  # "sales tax on imports"
            around = [token.lower for token in (*tokens[max(0, first - 1) : first], *tokens[last : last + 1])]
            if "minus" in around or (
                "(" in around[:1]
                and first
                and tokens[last : last + 1]
                and tokens[last].lower in ("imports", "minus", "-")
            ):
                continue
            if (
                first > 1
                and tokens[first - 2].text == "("
                and tokens[first - 1].lower in ("exports", "imports")
            ):
                continue  # "net exports (exports minus imports)"
            named = trade.name(tokens, first, last, entry.id)
            if named is None:
                continue
            first, last, series = named
            if series != entry.id:
                entry = _series(series)
            while found and found[-1].last > first:
                found.pop()
        elif entry.id == "remittances" and (sector := trade.sector(tokens, first)) is not None:
            first, entry = sector[0], _series(sector[1])
        elif entry.kind == "stock" and _only_part(tokens, first, last):
            entry = Entry("capital-other", "other")
        if found and found[-1].last == first and found[-1].entry.kind == "other" and entry.kind == "rate":
            first, entry = found.pop().first, Entry("prices-other", "other")
        found.append(Mention(first, last, entry))
    return _with_sectors(tokens, found)


#: Heads of the names of a sector, by which it is a series beside a verb of earning.
_SECTOR = frozenset(["sector", "industry", "companies", "firms", "exporters"])


def _with_sectors(tokens: Sequence[Token], found: list[Mention]) -> list[Mention]:
    """Besides, the sectors whose names are put together: "information and communications technology (ICT) sector"."""
    taken = {place for mention in found for place in range(mention.first, mention.last)}
    sectors = [
        Mention(named[0], place + 1, _weak(named[1]))
        for place, token in enumerate(tokens)
        if token.lower in _SECTOR
        and place not in taken
        and (named := trade.sector(tokens, place)) is not None
    ]
    if not sectors:
        return found
    return sorted([*found, *sectors], key=lambda mention: mention.first)


@cache
def _weak(series: str) -> Entry:
    return Entry(series, "flow", weak=True)


def _only_part(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a stock is only what something else is of: "external debt inflows", "the servicing of external debt"."""
    if last < len(tokens) and tokens[last].lower in _TAKEN_OVER:
        return True
    if (
        last + 1 < len(tokens)
        and tokens[last].lower in ("from", "through", "via")
        and tokens[last + 1].text.isalpha()
        and tokens[last + 1].lower not in _MONEY
    ):
        return True  # "foreign debt from international bonds"
    if first > 0 and tokens[first - 1].lower in _parts():
        return True  # "long-term foreign debt"
    before = [token.lower for token in tokens[max(0, first - 3) : first]]
    return len(before) > 1 and "of" in before and before[before.index("of") - 1] in _PAID_ON


@cache
def _parts() -> frozenset[str]:
    return frozenset(load("streams.economy", "stocks.toml")["part"]["before"])


@cache
def _series(series: str) -> Entry:
    return Entry(series, kinds().get(series, "other"))
