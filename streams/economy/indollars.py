"""Amounts told in money of the country and in dollars: "Ksh32.1 billion ($299.3 million)"."""

from __future__ import annotations

from streams.economy.figures import Figure
from streams.economy.indicators import Entry
from streams.economy.money import Quantity

#: What crosses borders is reckoned in dollars; what came in of taxes, and debts, in the country's own money.
_ABROAD = ("remittances", "reserves.", "exports.", "imports.", "trade.", "current_account.", "fdi.")
#: Money in which a country's own office tells its trade.
_OWN = frozenset(
    ["EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "SGD", "RUB", "XDR"]
)


def retold(figures: list[Figure], told: dict[tuple[str, str], list[float]]) -> list[Figure]:
    """The figures without headlines that give in the country's money what the text has in dollars.

    `told`: by series and currency, the amounts beside which dollars stand.
    """
    return [
        f
        for f in figures
        if not f.titled
        or not any(abs(value - f.value) <= 1.01 * f.rounding for value in told.get((f.indicator, f.unit), ()))
    ]


def meant(quantity: Quantity, entry: Entry) -> Quantity:
    """The amount as its series is reckoned: in dollars where these stand beside it and nobody else's money is the measure."""
    if quantity.dollars is None or quantity.unit in _OWN or not entry.id.startswith(_ABROAD):
        return quantity
    return quantity.dollars
