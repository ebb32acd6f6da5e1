"""Names of trade, put together from their words: which series they are, and which are none of ours."""

from __future__ import annotations

import pytest

from streams.economy import trade
from streams.text.tokens import tokenize
from tests.economy.articles import brief, observations


def series(text: str) -> list[str]:
    """The series of the figures of one sentence."""
    return [found.indicator for found in observations(text)]


@pytest.mark.parametrize(
    ("name", "indicator"),
    [
        ("IT and IT-enabled services exports", "exports.it"),
        ("IT & ITeS export remittances", "exports.it"),
        ("Information and communication technology exports", "exports.it"),
        ("Telecommunication, computer and information services exports", "exports.it"),
        ("Exports of information technology services", "exports.it"),
        ("Software exports", "exports.it"),
        ("Digital services exports", "exports.it"),
        ("IT sector's exports", "exports.it"),
        ("IT exports remittances", "exports.it"),
        ("Textile exports", "exports.textiles"),
        ("Textile and clothing exports", "exports.textiles"),
        ("Export earnings of the textile sector", "exports.textiles"),
        ("Food group exports", "exports.food"),
        ("Agro and food exports", "exports.food"),
        ("Services exports", "exports.services"),
        ("Exports of services", "exports.services"),
        ("Merchandise exports", "exports.goods"),
        ("Goods exports", "exports.goods"),
        ("Exports of goods", "exports.goods"),
        ("Commodity exports", "exports.goods"),
        ("Exports of goods and services", "exports.total"),
        ("Goods and services exports", "exports.total"),
        ("Exports (goods and services)", "exports.total"),
        ("Imports of goods", "imports.goods"),
        ("Merchandise imports", "imports.goods"),
        ("Imports of goods and services", "imports.total"),
    ],
)
def test_the_words_beside_exports_decide_the_series(name: str, indicator: str) -> None:
    assert series(f"{name} were $3.1 billion in FY25.") == [indicator]


@pytest.mark.parametrize(
    "name",
    [
        "Rice exports",
        "Basmati exports",
        "Exports of cement",
        "Exports of surgical instruments",
        "Exports of commodities including rice",
        "Export earnings from tea",
        "Export earnings from the apparel industry",
        "Bed-wear exports",
        "Carpet exports",
        "Wicker exports",
        "Exports of pottery",
        "Exports of all other food items",
        "Freelance exports",
        "Net IT exports",
        "Non-textile exports",
        "Computer services exports",
        "Telecommunication services exports",
        "Software consultancy exports",
        "Computer software exports",
        "Exports of computer services",
        "Machinery imports",
        "Textile imports",
        "Imports of food",
        "Services imports",
    ],
)
def test_goods_and_parts_of_a_sector_are_no_series(name: str) -> None:
    assert series(f"{name} were $3.1 billion in FY25.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The export industry paid $3.1 billion in FY25.",
        "The export refinance scheme lent out $3.1 billion in FY25.",
        "The export-led plan took $3.1 billion in FY25.",
        "The import bank has granted $3.1 billion in FY25.",
    ],
)
def test_export_before_a_noun_names_no_amount(text: str) -> None:
    assert series(text) == []


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Pakistan earned $3.1 billion by exporting IT services in FY25.", "exports.it"),
        ("Pakistan earned $3.1 billion by providing different IT services in FY25.", "exports.it"),
        ("Pakistan exported services worth $3.1 billion in FY25.", "exports.services"),
        ("Pakistan exported goods worth $3.1 billion in FY25.", "exports.goods"),
        ("Pakistan exported textile products worth $3.1 billion in FY25.", "exports.textiles"),
        ("Pakistan imported goods worth $3.1 billion in FY25.", "imports.goods"),
    ],
)
def test_a_verb_of_trade_takes_what_is_named_behind_it(text: str, indicator: str) -> None:
    assert series(text) == [indicator]


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan earned $3.1 billion by exporting 251,505 tons of rice in FY25.",
        "Pakistan earned $3.1 billion by exporting cement in FY25.",
        "Pakistan earned $3.1 billion by providing travel services in FY25.",
        "Pakistan imported crude oil worth $3.1 billion in FY25.",
        "Exports of 512,000 tonnes brought $3.1 billion in FY25.",
    ],
)
def test_a_verb_of_trade_with_goods_is_no_series(text: str) -> None:
    assert series(text) == []


def test_a_sector_stands_for_its_exports() -> None:
    assert brief(observations("The IT industry fetched $3.1 billion in exports in FY25.")) == [
        ("exports.it", 3.1e9, "FY2025")
    ]


def test_the_balance_of_a_sector_is_nobodys() -> None:
    assert series("The services sector saw a trade deficit of $3.1 billion in FY25.") == []
    assert series("The country saw a trade deficit of $3.1 billion in FY25.") == ["trade.balance"]


def test_it_is_a_sector_in_capitals_only() -> None:
    tokens = tokenize("it exports")
    assert trade.name(tokens, 1, 2, "exports") == (1, 2, "exports")
    assert trade.name(tokenize("IT exports"), 1, 2, "exports") == (0, 2, "exports.it")


def test_a_name_takes_in_the_words_it_is_put_together_from() -> None:
    tokens = tokenize("the exports of information technology services rose")
    assert trade.name(tokens, 1, 2, "exports") == (1, 6, "exports.it")


def test_an_amount_in_goods_is_no_total() -> None:
    found = observations("Exports fetched $3.1 billion in FY25, against $28 million in coal.")
    assert brief(found) == [("exports.goods", 3.1e9, "FY2025")]


@pytest.mark.parametrize(
    ("text", "first", "last", "named"),
    [
        ("exports (goods and services)", 0, 1, (0, 6, "exports.total")),
        ("exports (fob) fell", 0, 1, (0, 1, "exports")),
        ("the exports of textiles", 1, 2, (1, 4, "exports.textiles")),
        ("exports from the textile sector", 0, 1, (0, 5, "exports.textiles")),
        ("export earnings from the jute industry", 0, 1, (0, 2, "trade-other")),
        ("export receipts of rice", 0, 1, (0, 4, "trade-other")),
        ("export receipts rose", 0, 1, (0, 2, "exports")),
        ("exports receipts rose", 0, 1, (0, 2, "exports")),
        ("exports value rose", 0, 1, (0, 1, "exports")),
        ("a rice, exports", 3, 4, (3, 4, "exports")),
        ("Gold exports", 1, 2, (1, 2, "trade-other")),
        ("Record exports", 1, 2, (1, 2, "exports")),
        ("exports of commodities including rice", 0, 1, (0, 3, "trade-other")),
        ("exports of commodities including others", 0, 1, (0, 3, "exports.goods")),
        ("exports of all other items", 0, 1, (0, 4, "trade-other")),
        ("exports of 512,000 tonnes", 0, 1, (0, 1, "trade-other")),
    ],
)
def test_where_a_name_begins_and_ends(
    text: str, first: int, last: int, named: tuple[int, int, str] | None
) -> None:
    assert trade.name(tokenize(text), first, last, "exports") == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("exported these services", (0, 1, "exports")),
        ("exported services worth", (0, 2, "exports.services")),
        ("exported cement worth", (0, 1, "trade-other")),
        ("exported rice and food", (0, 4, "trade-other")),
        ("exported to textile buyers", None),
        ("providing travel services", (0, 3, "trade-other")),
        ("providing IT services", (0, 3, "exports.it")),
        ("providing textile services", (0, 3, "trade-other")),
    ],
)
def test_what_a_verb_takes(text: str, named: tuple[int, int, str] | None) -> None:
    assert trade.name(tokenize(text), 0, 1, "exports") == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("imported 500 tons of it", (0, 1, "trade-other")),
        ("imported goods worth", (0, 2, "imports.goods")),
        ("imported textile goods", (0, 3, "trade-other")),
        ("imported much", None),
    ],
)
def test_what_a_verb_of_importing_takes(text: str, named: tuple[int, int, str] | None) -> None:
    assert trade.name(tokenize(text), 0, 1, "imports") == named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the IT industry", (1, "exports.it")),
        ("the information and communications technology (ICT) sector", (1, "exports.it")),
        ("the textile sector", (1, "exports.textiles")),
        ("the services sector", None),
        ("the food industry", None),
        ("the sector", None),
    ],
)
def test_only_some_sectors_stand_for_their_exports(text: str, found: tuple[int, str] | None) -> None:
    tokens = tokenize(text)
    assert trade.sector(tokens, len(tokens) - 1) == found
