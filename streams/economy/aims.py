"""Growth that is aimed at: the percentage behind a target or a forecast that says how far above the year before it lies."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.figures import Figure
from streams.economy.sentences import Reading

#: Between an aim and a percentage: then the percentage is of what came, or of how far that lies from the aim.
_CAME = frozenset(["achieved", "collected", "actual", "missed", "missing", "short", "shortfall", "exceeded", "exceeding", "surpassed", "surpassing", "but", "while", "whereas", "earned", "fetched"])  # fmt: skip
#: Before an aim that is past: what came is held against it.
_HELD = frozenset(
    ["against", "beat", "crossed", "surpassed", "exceeded", "missed", "short", "versus", "above", "below"]
)
#: So many words may stand between them.
_REACH = 14


def aimed(figures: Sequence[Figure], reading: Reading, index: int) -> Figure | None:
    """The target or forecast that the percentage at a place is the growth to: "exports of $26.5bn, a rise of 15 percent"."""
    if not index or not figures:
        return None
    figure, quantities = figures[-1], reading.quantities
    before = quantities[index - 1]
    if before.first != figure.position and index > 1 and reading.lowers[before.lead - 1] == "(":
        before = quantities[index - 2]  # "Rs13 trillion ($46.66 billion)"
    if figure.sentence != reading.sentence.index or before.first != figure.position:
        return None
    if figure.status not in ("target", "forecast") or figure.interval is None or figure.unit == "percent":
        return None
    led = set(reading.lowers[max(0, before.lead - 8) : before.lead])
    if figure.interval.end <= reading.document.published_on and _HELD & led:
        return None  # "surpassed the eight-month target of Rs5,829 billion and registered a growth of 30 percent"
    quantity = quantities[index]
    between = reading.lowers[before.last : quantity.lead]
    if len(between) > _REACH or _CAME & set(between):
        return None
    stop = quantities[index + 1].first if index + 1 < len(quantities) else quantity.last + 4
    ways = reading.within(before.last, min(stop, quantity.last + 4), "up", "down")
    return figure if ways else None
