"""Taxes of a country, told from those of one of its ports, offices or cities by their size."""

from __future__ import annotations

from typing import Final

from streams.economy.figures import Figure

#: No board of these countries collects less in a month, in units of its currency.
_LEAST: Final = {"PKR": 2e10, "BDT": 2e10, "INR": 1e11, "KES": 2e10, "NGN": 2e10, "LKR": 1e10}


def plausible(figures: list[Figure]) -> list[Figure]:
    """The figures without the taxes that are too small for a country: those of a land port, a customs house, a town.

    Where all amounts of an article are, the growth of collections that it tells is of the same office.
    """
    amounts = [f for f in figures if f.indicator == "tax.revenue" and f.change is None]
    small = {id(f) for f in amounts if f.value < _LEAST.get(f.unit, 0.0)}
    if not small:
        return figures
    if len(small) == len(amounts):
        return [f for f in figures if f.indicator != "tax.revenue"]
    return [f for f in figures if id(f) not in small]
